import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { LETTER_ENDS, LETTER_FACTS, type Letter, SERVICES } from '../../../src/core/letter.ts';
import type { Mentor } from '../../../src/core/mentor.ts';
import { type Coverage, type CoverageFacts, coverageOf } from '../../../src/core/plan/coverage.ts';
import { TRACK_KINDS, type Track } from '../../../src/core/plan/plan.ts';
import type { Slot } from '../../../src/core/plan/slot.ts';
import { slotsFor, specialtyNamed } from '../../../src/core/seasons/specialties.ts';
import { day, letter, mentor, plan, rotation, slot, track } from '../records.ts';

const ON = day('2027-07-01');
const RECEIVED = { askedOn: ON, answer: 'yes', answeredOn: ON, receivedOn: ON } as const;
const ASKED = { askedOn: ON } as const;

/** A letter for one slot after another: its writer's specialty, and what else is to be said of it. */
type Filling = readonly [specialty: string, fields?: Partial<Letter>] | null;

interface Case {
  readonly specialty: string;
  readonly fields?: Partial<Track>;
  readonly fillings: readonly Filling[];
  /** Slot by slot: its state, and the wishes that are not met; with a question mark where it is not known. */
  readonly slots: readonly string[];
  readonly standing: Coverage['standing'];
  readonly missing: number;
  /** Received from the specialty, coming, and not said. */
  readonly from: readonly [received: number, coming: number, notSaid: number];
  readonly usual: readonly [least: number, most: number];
}

/** A track with the slots of its specialty's template, filled one after another by people met in no rotation. */
function factsOf({ specialty, fields = {}, fillings }: Pick<Case, 'specialty' | 'fields' | 'fillings'>): CoverageFacts {
  const named = specialtyNamed(specialty);
  const own = track({ specialty, name: specialty, service: named?.service ?? 'eras', ...fields });
  const template = slotsFor(named, { trackKind: own.kind, applicantKind: 'us-md', service: own.service });
  const letters = fillings.flatMap((filling, at) =>
    filling === null
      ? []
      : [
          letter({
            id: `l${at}`,
            mentorId: `m${at}`,
            trackId: own.id,
            service: own.service,
            ...RECEIVED,
            ...filling[1],
          }),
        ],
  );
  return {
    track: own,
    plan: null,
    tracks: [own],
    slots: template.map((one, at) =>
      slot({ ...one, id: `s${at}`, trackId: own.id, letterId: letters.find(({ id }) => id === `l${at}`)?.id ?? null }),
    ),
    letters,
    mentors: fillings.map((filling, at) =>
      mentor({ id: `m${at}`, name: `Writer ${at}`, specialty: filling?.[0] ?? '' }),
    ),
    rotations: [],
  };
}

const slotsIn = ({ slots }: Coverage) =>
  slots.map(({ state, misfits }) =>
    [state, ...misfits.map(({ wish, isSure }) => `${wish}${isSure ? '' : '?'}`)].join(' '),
  );

const SLOE = { form: 'standardized' } as const;
const CHAIR = { isChairLetter: true } as const;

describe('by hand, for every specialty that was looked up', () => {
  test.each<Case>([
    {
      specialty: 'Emergency medicine',
      fillings: [
        ['Emergency medicine', SLOE],
        ['Emergency medicine', { ...SLOE, ...ASKED, receivedOn: null }],
        ['Internal medicine'],
        null,
      ],
      slots: ['filled', 'asked', 'filled', 'open'],
      standing: 'coming',
      missing: 0,
      from: [1, 1, 0],
      usual: [3, 4],
    },
    {
      // A second SLOE is preferred and not required: what stands in its place is said, and the track is covered.
      specialty: 'EM',
      fillings: [['Emergency medicine', SLOE], ['Emergency medicine'], ['Cardiology'], ['Surgery']],
      slots: ['filled', 'filled', 'filled', 'filled specialty form'],
      standing: 'covered',
      missing: 0,
      from: [2, 0, 0],
      usual: [3, 4],
    },
    {
      specialty: 'OB-GYN',
      fillings: [['Gynecology', SLOE], ['MFM'], ['Family medicine'], ['Pediatrics']],
      slots: ['filled', 'filled', 'filled specialty', 'filled'],
      standing: 'check',
      missing: 0,
      from: [2, 0, 0],
      usual: [4, 4],
    },
    {
      specialty: 'Orthopaedics',
      fillings: [['Orthopaedics', SLOE], ['Hand surgery', SLOE], ['Orthopedic surgery'], null],
      // How many eSLORs, no source says.
      slots: ['filled', 'filled', 'filled', 'open'],
      standing: 'covered',
      missing: 0,
      from: [3, 0, 0],
      usual: [3, 4],
    },
    {
      specialty: 'Neurosurgery',
      fillings: [['Neurosurgery', SLOE], ['Neurological surgery', SLOE], null, ['Pathology']],
      slots: ['filled', 'filled', 'open', 'filled'],
      standing: 'incomplete',
      missing: 1,
      from: [2, 0, 0],
      usual: [4, 4],
    },
    {
      specialty: 'Plastic surgery, integrated',
      fillings: [['Plastic surgery', SLOE], ['General surgery'], ['Dermatology']],
      slots: ['filled', 'filled', 'filled', 'open'],
      standing: 'covered',
      missing: 0,
      from: [1, 0, 0],
      usual: [3, 4],
    },
    {
      specialty: 'Dermatology',
      fillings: [['Internal medicine'], ['Dermatology'], ['Rheumatology'], null],
      slots: ['filled specialty', 'filled', 'filled', 'open'],
      standing: 'check',
      missing: 0,
      from: [1, 0, 0],
      usual: [3, 4],
    },
    {
      specialty: 'Urology',
      fillings: [['Urology', { ...SLOE, receivedOn: null }], ['General surgery', { receivedOn: null }], null],
      slots: ['asked', 'asked', 'open'],
      standing: 'incomplete',
      missing: 1,
      from: [0, 1, 0],
      usual: [3, 3],
    },
    {
      specialty: 'Otolaryngology',
      fillings: [['ENT'], ['Rhinology'], ['Pediatrics'], ['Neurology']],
      slots: ['filled', 'filled', 'filled', 'filled'],
      standing: 'covered',
      missing: 0,
      from: [2, 0, 0],
      usual: [3, 4],
    },
    {
      specialty: 'General surgery',
      // A chair's letter is commonly expected: a slot of its own, and not a required one.
      fillings: [['Surgery'], ['Trauma surgery'], ['Pediatrics'], ['Department of Surgery']],
      slots: ['filled', 'filled', 'filled', 'filled chair'],
      standing: 'covered',
      missing: 0,
      from: [3, 0, 0],
      usual: [3, 4],
    },
    {
      specialty: 'Internal medicine',
      fillings: [
        ['Cardiology'],
        ['Internal medicine'],
        ['Family medicine'],
        ['Internal medicine', { ...CHAIR, ...SLOE }],
      ],
      slots: ['filled', 'filled', 'filled', 'filled'],
      standing: 'covered',
      missing: 0,
      from: [3, 0, 0],
      usual: [4, 4],
    },
    {
      // The SEL takes the place of the chair's letter, and the third letter may be anybody's.
      specialty: 'IM',
      fillings: [['Cardiology'], ['Hospitalist'], ['Surgery'], ['Internal medicine', SLOE]],
      slots: ['filled', 'filled', 'filled', 'filled'],
      standing: 'covered',
      missing: 0,
      from: [3, 0, 0],
      usual: [4, 4],
    },
    {
      // One of the board's three, as the Air Force has it, is enough; nobody says that it is not.
      specialty: 'Pediatrics',
      fields: { service: 'military' },
      fillings: [['Surgery']],
      slots: ['filled', 'open', 'open'],
      standing: 'covered',
      missing: 0,
      from: [0, 0, 0],
      usual: [1, 3],
    },
    {
      specialty: 'Pediatrics',
      fillings: [['', { receivedOn: null }], ['Neurology'], ['Surgery']],
      slots: ['asked specialty?', 'filled', 'filled'],
      standing: 'coming',
      missing: 0,
      from: [0, 0, 1],
      usual: [3, 3],
    },
    {
      specialty: 'Family medicine',
      fillings: [['Family medicine'], null, ['Pediatrics'], ['OB-GYN']],
      slots: ['filled', 'open', 'filled', 'filled'],
      standing: 'incomplete',
      missing: 1,
      from: [1, 0, 0],
      usual: [3, 4],
    },
    {
      specialty: 'Psychiatry',
      fillings: [['Child psychiatry'], ['Internal medicine'], ['Neurology'], ['Family medicine']],
      slots: ['filled', 'filled', 'filled', 'filled specialty'],
      standing: 'covered',
      missing: 0,
      from: [1, 0, 0],
      usual: [3, 4],
    },
    {
      specialty: 'Neurology',
      fillings: [['Stroke'], ['Internal medicine'], ['Psychiatry'], ['Neurology', { ...CHAIR, receivedOn: null }]],
      slots: ['filled', 'filled', 'filled', 'asked'],
      standing: 'covered',
      missing: 0,
      from: [1, 1, 0],
      usual: [3, 3],
    },
    {
      specialty: 'Anesthesiology',
      fillings: [
        ['Pain medicine'],
        ['Surgery'],
        ['Internal medicine', { answer: null, askedOn: null, answeredOn: null, receivedOn: null }],
      ],
      slots: ['filled', 'filled', 'named', 'open'],
      standing: 'incomplete',
      missing: 0,
      from: [1, 0, 0],
      usual: [3, 4],
    },
    {
      specialty: 'Radiology',
      fillings: [['Neuroradiology', { ended: 'declined', receivedOn: null }], ['Internal medicine'], ['Surgery']],
      slots: ['at-risk', 'filled', 'filled', 'open'],
      standing: 'incomplete',
      missing: 1,
      from: [0, 0, 0],
      usual: [3, 4],
    },
    {
      specialty: 'PM&R',
      fillings: [['Physiatry'], ['Neurology'], ['Orthopaedics']],
      slots: ['filled', 'filled specialty', 'filled'],
      standing: 'check',
      missing: 0,
      from: [1, 0, 0],
      usual: [3, 3],
    },
    {
      specialty: 'Ophthalmology',
      fillings: [['Retina'], ['Ophthalmology'], ['Internal medicine']],
      slots: ['filled', 'filled', 'filled core-rotation?'],
      standing: 'covered',
      missing: 0,
      from: [2, 0, 0],
      usual: [3, 3],
    },
    {
      // The year before an advanced position, with three of its own from its own specialty.
      specialty: 'Internal medicine',
      fields: { kind: 'preliminary', name: 'Preliminary medicine' },
      fillings: [['Radiology'], ['Internal medicine'], ['Surgery', { receivedOn: null }]],
      slots: ['filled', 'filled', 'asked'],
      standing: 'coming',
      missing: 0,
      from: [1, 0, 0],
      usual: [3, 3],
    },
    {
      specialty: 'Pathology',
      fillings: [['Hematopathology'], ['Internal medicine'], null],
      slots: ['filled', 'filled', 'open', 'open'],
      standing: 'incomplete',
      missing: 1,
      from: [1, 0, 0],
      usual: [3, 4],
    },
  ])('$specialty $fields.kind', one => {
    const coverage = coverageOf(factsOf(one));
    expect(slotsIn(coverage)).toEqual(one.slots);
    expect(coverage.standing).toBe(one.standing);
    expect(coverage.missing).toBe(one.missing);
    const { received, coming, notSaid } = coverage.fromSpecialty;
    expect([received, coming, notSaid]).toEqual(one.from);
    expect([coverage.usual.least, coverage.usual.most]).toEqual(one.usual);
  });
});

test('an advanced specialty and its year before it are two tracks, and one writer may serve both with two letters', () => {
  const radiology = factsOf({
    specialty: 'Radiology',
    fields: { kind: 'advanced' },
    fillings: [['Radiology'], ['Surgery'], ['IM']],
  });
  const year = factsOf({
    specialty: 'Internal medicine',
    fields: { id: 't2', kind: 'preliminary' },
    fillings: [['IM'], ['Surgery'], ['Radiology']],
  });
  expect([coverageOf(radiology).standing, coverageOf(year).standing]).toEqual(['covered', 'covered']);
  // The same letter, were it counted on by both, is another track's.
  const slots = [...radiology.slots, ...year.slots.map(one => ({ ...one, id: `y${one.id}`, letterId: 'l2' }))];
  const both = {
    ...year,
    slots,
    letters: radiology.letters,
    mentors: radiology.mentors,
    tracks: [radiology.track, year.track],
  };
  expect(coverageOf(both).slots[0]?.misfits).toEqual([{ wish: 'track', isSure: false, trackId: 't1' }]);
  expect(coverageOf(both).shared).toMatchObject([{ otherTrackId: 't1', isAcrossServices: false }]);
});

const one = (
  fields: Partial<Letter>,
  of: Partial<{ slot: Partial<Slot>; mentor: Partial<Mentor>; track: Partial<Track> }> = {},
) => {
  const own = track({ specialty: 'Psychiatry', ...of.track });
  return {
    track: own,
    plan: null,
    tracks: [own],
    slots: [slot({ letterId: 'l1', ...of.slot })],
    letters: [letter({ trackId: 't1', ...fields })],
    mentors: [mentor({ specialty: 'Psychiatry', ...of.mentor })],
    rotations: [],
  } satisfies CoverageFacts;
};
const first = (facts: CoverageFacts) => coverageOf(facts).slots[0]!;

describe('a slot', () => {
  test.each<[string, Partial<Letter>, string, string | null]>([
    ['is named for a writer who was not asked', {}, 'named', null],
    ['is asked', { askedOn: ON }, 'asked', null],
    ['is asked, when only the answer was noted', { answer: 'yes' }, 'asked', null],
    ['is filled once the letter is in', { receivedOn: ON }, 'filled', null],
    ['is at risk when they said no', { answer: 'no', answeredOn: ON }, 'at-risk', 'declined'],
    ['is at risk when it was withdrawn after it came', { receivedOn: ON, ended: 'withdrawn' }, 'at-risk', 'withdrawn'],
    ['is at risk while the request bounced', { requestedOn: ON, undeliverableOn: ON }, 'at-risk', 'undeliverable'],
    [
      'is asked again after it was requested anew',
      { requestedOn: day('2027-07-03'), undeliverableOn: ON },
      'asked',
      null,
    ],
    ...LETTER_ENDS.map((ended): [string, Partial<Letter>, string, string] => [
      `is at risk: ${ended}`,
      { ended },
      'at-risk',
      ended,
    ]),
  ])('%s', (_, fields, state, risk) => {
    expect(first(one(fields))).toMatchObject({ state, risk });
  });

  test('is at risk when its writer is archived or gone, and not once the letter is in', () => {
    expect(first(one(ASKED, { mentor: { isArchived: true } }))).toMatchObject({ risk: 'writer-archived' });
    expect(first({ ...one(ASKED), mentors: [] })).toMatchObject({ risk: 'writer-gone', writer: null });
    expect(first(one(RECEIVED, { mentor: { isArchived: true } }))).toMatchObject({ state: 'filled' });
    expect(first({ ...one(RECEIVED), mentors: [] })).toMatchObject({ state: 'filled', fit: 'not-said' });
    expect(first({ ...one({}), letters: [] })).toMatchObject({ state: 'at-risk', risk: 'letter-gone' });
  });

  test('is not filled by a letter of another service, and one that only urology and ERAS share is', () => {
    const across = one({ ...RECEIVED, service: 'residencycas' });
    expect(first(across).misfits).toEqual([{ wish: 'service', isSure: true, service: 'residencycas' }]);
    const urology = one({ ...RECEIVED, trackId: null }, { track: { service: 'urology' } });
    expect(first(urology).misfits).toEqual([]);
  });

  test('takes a General letter of its season, and no other season’s', () => {
    const at = (planId: string | null) => first(one({ trackId: null, planId })).misfits.map(({ wish }) => wish);
    expect([at(null), at('p1'), at('p0')]).toEqual([[], [], ['season']]);
  });

  test.each<[Partial<Slot>, Partial<Letter>, Partial<Mentor>, string[]]>([
    [{ isInSpecialty: false }, {}, {}, ['outside']],
    [{ isInSpecialty: false }, {}, { specialty: 'Surgery' }, []],
    [{ isInSpecialty: false }, {}, { specialty: '' }, ['outside?']],
    [{ isInSpecialty: true }, {}, { specialty: '', department: 'Dept of Psychiatry' }, []],
    [{ specialty: 'Primary care', isInSpecialty: true }, {}, { specialty: 'Family medicine' }, []],
    [{ form: 'narrative' }, { form: 'standardized' }, {}, ['form']],
    [{ isChairLetter: true }, {}, {}, ['chair']],
    [{ isByDo: true }, {}, { credentials: 'DO' }, []],
    [{ isByDo: true }, {}, { credentials: 'D.O., MPH' }, []],
    [{ isByDo: true }, {}, { credentials: 'MD, doctor of medicine' }, ['do']],
    [{ isByDo: true }, {}, { credentials: '' }, ['do?']],
    [{ isByDirector: true }, {}, { role: 'program-director' }, []],
    [{ isByDirector: true }, {}, { role: 'clerkship-director' }, ['director']],
  ])('that wants %j finds out about %j by %j', (wishes, fields, writer, expected) => {
    const { misfits } = first(one(fields, { slot: wishes, mentor: writer }));
    expect(misfits.map(({ wish, isSure }) => `${wish}${isSure ? '' : '?'}`)).toEqual(expected);
  });

  test.each<[Partial<Parameters<typeof rotation>[0]>[], string[]]>([
    [[], ['core-rotation?', 'us-clinical?']],
    [[{ kind: 'core', country: 'United States', isHandsOn: true }], []],
    [[{ kind: 'away', country: 'U.S.A.', isHandsOn: true }], ['core-rotation']],
    [[{ kind: 'core', country: 'usa', isHandsOn: null }], ['us-clinical?']],
    [[{ kind: 'core', country: '', isHandsOn: true }], ['us-clinical?']],
    [[{ kind: 'observership', country: 'US', isHandsOn: false }], ['core-rotation', 'us-clinical']],
    [[{ kind: 'core', country: 'India', isHandsOn: true }], ['us-clinical']],
    [
      [
        { kind: 'elective', country: 'India' },
        { kind: 'core', country: 'US', isHandsOn: true },
      ],
      [],
    ],
  ])('that wants a core rotation and US clinical work finds out from %j', (rotations, expected) => {
    const met = [{ mentorId: 'm1', daysTogether: null, watchedDirectly: null }];
    const facts: CoverageFacts = {
      ...one({}, { slot: { isFromCoreRotation: true, isUsClinical: true } }),
      rotations: rotations.map((fields, at) => rotation({ id: `r${at}`, mentors: met, ...fields })),
    };
    expect(first(facts).misfits.map(({ wish, isSure }) => `${wish}${isSure ? '' : '?'}`)).toEqual(expected);
  });
});

describe('a backup', () => {
  const withBackup = (slotFields: Partial<Slot>, letters: readonly Letter[], mentors: readonly Mentor[] = []) => {
    const facts = one(ASKED, { slot: slotFields });
    return first({
      ...facts,
      letters: [...facts.letters, ...letters],
      mentors: [...facts.mentors, mentor({ id: 'm2', name: 'Ben Ode' }), ...mentors],
    }).backup;
  };

  test('a backup whose main letter came to nothing fills no slot, like any other letter', () => {
    const facts = one({ ended: 'no-reply' });
    const backup = letter({ id: 'l3', trackId: 't1', backupForLetterId: 'l1' });
    expect(coverageOf({ ...facts, letters: [...facts.letters, backup] }).unplaced).toEqual([backup]);
  });

  test('letters count against a limit whether or not they are in a slot, and not while they stand by', () => {
    const own = track({ service: 'sf-match' });
    const letters = ['l1', 'l2', 'l3', 'l4'].map(id => letter({ id, trackId: 't1', service: 'sf-match' }));
    const over = (last: Partial<Letter>, slots: readonly Slot[] = []) => {
      const given = letters.with(3, { ...letters[3]!, ...last });
      const facts = { ...one({}), track: own, tracks: [own], slots, letters: given };
      return coverageOf(facts).over?.count ?? null;
    };
    expect(over({})).toBe(4);
    expect(over({ backupForLetterId: 'l1' })).toBeNull();
    expect(over({ ended: 'withdrawn' })).toBeNull();
    expect(over({ trackId: null })).toBeNull();
    expect(over({ trackId: null }, [slot({ letterId: 'l4' })])).toBe(4);
  });

  test.each<[string, Partial<Slot>, readonly Letter[], Partial<ReturnType<typeof withBackup>>]>([
    ['is none', {}, [], { state: 'none', mentor: null, letter: null }],
    ['is named', { backupMentorId: 'm2' }, [], { state: 'named', letter: null, isWriter: false }],
    ['is gone', { backupMentorId: 'gone' }, [], { state: 'lost', mentor: null }],
    ['is the writer', { backupMentorId: 'm1' }, [], { isWriter: true }],
    [
      'is the writer’s own letter of an earlier season, which is in',
      {},
      [letter({ id: 'l2', backupForLetterId: 'l1', receivedOn: ON, carriedOverFrom: '2026' })],
      { state: 'received', isWriter: false },
    ],
    [
      'is another letter of the writer that is not in',
      {},
      [letter({ id: 'l2', backupForLetterId: 'l1', askedOn: ON })],
      { state: 'asked', isWriter: true },
    ],
    [
      'is asked by a letter that stands by',
      {},
      [letter({ id: 'l2', mentorId: 'm2', backupForLetterId: 'l1', askedOn: ON })],
      { state: 'asked' },
    ],
    [
      'has sent a letter already',
      { backupMentorId: 'm2' },
      [letter({ id: 'l2', mentorId: 'm2', trackId: 't1', receivedOn: ON })],
      { state: 'received' },
    ],
    [
      'said no too',
      { backupMentorId: 'm2' },
      [letter({ id: 'l2', mentorId: 'm2', trackId: 't1', ended: 'declined' })],
      { state: 'lost' },
    ],
  ])('%s', (_, slotFields, letters, expected) => {
    expect(withBackup(slotFields, letters)).toMatchObject(expected);
  });

  test('who fills another slot of the track is said to', () => {
    const facts = one(ASKED, { slot: { backupMentorId: 'm2' } });
    const { backup } = first({
      ...facts,
      slots: [...facts.slots, slot({ id: 's2', position: 1, letterId: 'l2' })],
      letters: [...facts.letters, letter({ id: 'l2', mentorId: 'm2', trackId: 't1' })],
      mentors: [...facts.mentors, mentor({ id: 'm2' })],
    });
    expect(backup.fillsSlotIds).toEqual(['s2']);
  });
});

describe('a track', () => {
  test('counts a letter once that fills two of its slots, and the second is still missing one', () => {
    const facts = one(RECEIVED);
    const coverage = coverageOf({ ...facts, slots: [...facts.slots, slot({ id: 's2', position: 1, letterId: 'l1' })] });
    expect(coverage.slots.map(({ repeatsSlotId }) => repeatsSlotId)).toEqual([null, 's1']);
    expect(coverage.count.received).toBe(1);
    expect(coverage.missing).toBe(1);
    expect(coverage.repeatedWriters).toEqual([{ mentorId: 'm1', slotIds: ['s1', 's2'] }]);
  });

  test('that shares a letter with one in another service is told that it cannot', () => {
    const facts = one(RECEIVED);
    const obgyn = track({ id: 't2', service: 'residencycas', specialty: 'OB-GYN' });
    const both = {
      ...facts,
      tracks: [facts.track, obgyn],
      slots: [...facts.slots, slot({ id: 's2', trackId: 't2', letterId: 'l1' })],
    };
    expect(coverageOf(both).shared).toMatchObject([{ otherTrackId: 't2', isAcrossServices: true }]);
    expect(coverageOf({ ...both, track: obgyn }).slots[0]?.misfits).toContainEqual({
      wish: 'service',
      isSure: true,
      service: 'eras',
    });
  });

  test('in ResidencyCAS is told who would write both a SLOE and a narrative letter', () => {
    const facts = factsOf({
      specialty: 'OB-GYN',
      fillings: [['OB-GYN', { ...SLOE, mentorId: 'm0' }], ['OB-GYN', { mentorId: 'm0' }], ['OB-GYN'], null],
    });
    expect(coverageOf(facts).bothForms).toEqual(['m0']);
    expect(coverageOf({ ...facts, track: { ...facts.track, service: 'eras' } }).bothForms).toEqual([]);
  });

  test('keeps apart what supports, what fills no slot, and what stands by', () => {
    const facts = one({ ...RECEIVED }, { mentor: { specialty: 'Surgery' } });
    const coverage = coverageOf({
      ...facts,
      letters: [
        ...facts.letters,
        letter({ id: 'l2', trackId: 't1' }),
        letter({ id: 'l3', trackId: 't1', backupForLetterId: 'l1' }),
        letter({ id: 'l4', trackId: 't1', ended: 'declined' }),
        letter({ id: 'l5', trackId: 't2' }),
      ],
    });
    expect(coverage.supporting.map(({ id }) => id)).toEqual(['l1']);
    expect(coverage.unplaced.map(({ id }) => id)).toEqual(['l2']);
  });

  test('without slots is empty, and one with open optional slots alone wants nothing', () => {
    expect(coverageOf({ ...one({}), slots: [] }).standing).toBe('empty');
    expect(coverageOf({ ...one({}), slots: [slot({ isOptional: true })] })).toMatchObject({
      standing: 'covered',
      missing: 0,
    });
  });

  test('of a transitional year needs nobody from a specialty', () => {
    const { fromSpecialty } = coverageOf(
      factsOf({
        specialty: 'Transitional year',
        fields: { kind: 'transitional' },
        fillings: [['Surgery'], ['IM'], ['']],
      }),
    );
    expect(fromSpecialty.state).toBe('not-wanted');
  });

  test('without a specialty is looked for by its name', () => {
    expect(coverageOf(one({}, { track: { specialty: '', name: 'My first choice' } })).specialty).toBe(
      'My first choice',
    );
    expect(coverageOf(one({}, { track: { specialty: '', name: 'Psychiatry 2028' } })).specialty).toBe('Psychiatry');
  });

  test.each<[string, string, Partial<Track>, readonly Filling[], Coverage['over']]>([
    [
      'SF Match',
      'Ophthalmology',
      {},
      [['Retina'], ['Cornea'], ['IM'], ['IM']],
      { rule: 'sf-match-three', most: 3, count: 4 },
    ],
    ['SF Match with three', 'Ophthalmology', {}, [['Retina'], ['Cornea'], ['IM']], null],
    [
      'the board',
      'Pediatrics',
      { service: 'military' },
      [['IM'], ['IM'], ['IM'], ['IM']],
      { rule: 'military-three', most: 3, count: 4 },
    ],
    [
      'SLOEs',
      'EM',
      {},
      [
        ['EM', SLOE],
        ['EM', SLOE],
        ['EM', SLOE],
        ['EM', SLOE],
      ],
      { rule: 'sloe-three', most: 3, count: 4 },
    ],
    ['three SLOEs and another', 'EM', {}, [['EM', SLOE], ['EM', SLOE], ['EM', SLOE], ['EM']], null],
    [
      'three SLOEs, one declined',
      'EM',
      {},
      [
        ['EM', SLOE],
        ['EM', SLOE],
        ['EM', SLOE],
        ['EM', { ...SLOE, ended: 'declined' }],
      ],
      null,
    ],
    ['ERAS', 'Pediatrics', {}, [['IM'], ['IM'], ['IM'], ['IM']], null],
  ])('says when it has more letters than are of use: %s', (_, specialty, fields, fillings, over) => {
    const facts = factsOf({ specialty, fields, fillings });
    const { id } = facts.track;
    const slots = fillings.map((_filling, at) => slot({ id: `s${at}`, trackId: id, letterId: `l${at}`, position: at }));
    expect(coverageOf({ ...facts, slots }).over).toEqual(over);
  });

  test('has the cap of its service, or of the student’s own', () => {
    const own = one({}, { track: { service: 'other' } });
    expect(coverageOf(one({})).cap).toBe(4);
    expect(coverageOf(own).cap).toBeNull();
    expect(coverageOf({ ...own, plan: plan({ service: 'other', mostLetters: 6 }) }).cap).toBe(6);
  });
});

describe('whatever the records say', () => {
  const ids = (name: string) => fc.constantFrom(`${name}1`, `${name}2`, `${name}3`, 'gone');
  const maybe = <T>(arbitrary: fc.Arbitrary<T>) => fc.option(arbitrary, { nil: null });
  const specialties = fc.constantFrom('', 'Psychiatry', 'Surgery', 'Primary care', '__proto__', '内科');
  const dayOr = maybe(fc.constantFrom(day('2027-07-01'), day('2027-07-02')));
  const tracks = fc.uniqueArray(
    fc.record({
      id: ids('t'),
      planId: maybe(ids('p')),
      specialty: specialties,
      service: fc.constantFrom(...SERVICES),
      kind: fc.constantFrom(...TRACK_KINDS),
    }),
    { minLength: 1, selector: ({ id }) => id },
  );
  const letters = fc.uniqueArray(
    fc.record({
      id: ids('l'),
      mentorId: ids('m'),
      trackId: maybe(ids('t')),
      service: fc.constantFrom(...SERVICES),
      form: fc.constantFrom('narrative' as const, 'standardized' as const),
      ended: maybe(fc.constantFrom(...LETTER_ENDS)),
      answer: maybe(fc.constantFrom('yes' as const, 'no' as const, 'unclear' as const)),
      backupForLetterId: maybe(ids('l')),
      ...Object.fromEntries(LETTER_FACTS.map(fact => [fact, dayOr])),
    }),
    { selector: ({ id }) => id },
  );
  const slots = fc.uniqueArray(
    fc.record({
      id: ids('s'),
      trackId: ids('t'),
      position: fc.nat(3),
      letterId: maybe(ids('l')),
      backupMentorId: maybe(ids('m')),
      isInSpecialty: maybe(fc.boolean()),
      specialty: specialties,
      isOptional: fc.boolean(),
      isUsClinical: fc.boolean(),
      isByDo: fc.boolean(),
    }),
    { selector: ({ id }) => id },
  );
  const mentors = fc.uniqueArray(fc.record({ id: ids('m'), specialty: specialties, isArchived: fc.boolean() }), {
    selector: ({ id }) => id,
  });

  test('coverage is told, counts no letter twice, and never counts one that has ended', () => {
    fc.assert(
      fc.property(tracks, letters, slots, mentors, (someTracks, someLetters, someSlots, someMentors) => {
        const all = someTracks.map(fields => track(fields));
        for (const own of all) {
          const coverage = coverageOf({
            track: own,
            plan: null,
            tracks: all,
            slots: someSlots.map(fields => slot(fields)),
            letters: someLetters.map(fields => letter(fields as Partial<Letter>)),
            mentors: someMentors.map(fields => mentor(fields)),
            rotations: [],
          });
          const { count, missing } = coverage;
          const required = coverage.slots.filter(covered => !covered.slot.isOptional).length;
          const useful = new Set(
            coverage.slots
              .filter(({ state }) => state !== 'open' && state !== 'at-risk')
              .map(covered => covered.letter?.id),
          );
          expect(count.received + count.asked + count.named).toBe(useful.size);
          expect(missing).toBeLessThanOrEqual(required);
          expect(coverage.slots.length).toBe(someSlots.filter(({ trackId }) => trackId === own.id).length);
          for (const covered of coverage.slots) {
            if (covered.letter?.ended != null) expect(covered.state).toBe('at-risk');
            expect(covered.risk === null).toBe(covered.state !== 'at-risk');
          }
          if (coverage.standing === 'covered') expect(missing).toBe(0);
        }
      }),
    );
  });
});
