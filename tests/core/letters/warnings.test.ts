import { describe, expect, test } from 'vitest';
import type { LocalDate } from '../../../src/core/dates.ts';
import type { Letter } from '../../../src/core/letter.ts';
import { indexOf, type LetterRecords, type WarningType, warningsOf } from '../../../src/core/letters/warnings.ts';
import type { Plan } from '../../../src/core/plan/plan.ts';
import type { Assignment, Program } from '../../../src/core/program.ts';
import { stepsOf } from '../../../src/core/seasons/services.ts';
import { day, letter, mentor, plan, program, slot, track } from '../records.ts';

const TODAY = day('2027-07-01');
const daysAgo = (days: number) => day(Temporal.PlainDate.from(TODAY).subtract({ days }).toString());

const assignment = (programId: string, letterId: string): Assignment => ({
  id: `${programId}:${letterId}`,
  stamps: {},
  programId,
  letterId,
});
/** Programs may read on this day; the target is two weeks before. */
const reviewed = (on: string): Plan => plan({ reviewFromOn: { on: day(on), confidence: 'confirmed' } });

/** Letters can be requested from this day on. */
const opensOn = (on: LocalDate): Plan => plan({ opensOn: { on, confidence: 'estimated' } });

interface Case {
  readonly letter?: Partial<Letter>;
  readonly also?: Partial<LetterRecords>;
}

/** All records that a case does not name are plain: a writer on the faculty, one track, a target far away. */
function warningsIn({ letter: fields = {}, also = {} }: Case) {
  const shown = letter({ trackId: 't1', ...fields });
  const records: LetterRecords = {
    letters: [shown],
    mentors: [mentor()],
    tracks: [track()],
    plans: [reviewed('2027-09-29')],
    slots: [],
    programs: [],
    assignments: [],
    profile: { aamcId: '' },
    ...also,
  };
  const { plans } = records;
  const steps = stepsOf(shown.service, plans[0] ?? null);
  return warningsOf(shown, steps, indexOf({ ...records, letters: [shown, ...records.letters.slice(1)] }), TODAY);
}

const ASKED: Partial<Letter> = { askedOn: daysAgo(40) };
const PROMISED: Partial<Letter> = { ...ASKED, answer: 'yes', answeredOn: daysAgo(38), isWaived: true };
const REQUESTED: Partial<Letter> = { ...PROMISED, packetSentOn: daysAgo(30), requestedOn: daysAgo(5) };
const RECEIVED: Partial<Letter> = { ...REQUESTED, receivedOn: daysAgo(2) };

const dermatology = track({ id: 't2', name: 'Dermatology', specialty: 'Dermatology' });
const programsOf = (...fields: readonly Partial<Program>[]) => fields.map(one => program(one));

const FIVE = ['l1', 'l2', 'l3', 'l4', 'l5'];
/** That many letters, of which the first is the one that is looked at. */
const lettersOf = (ids: readonly string[]) => ids.map(id => letter({ id, trackId: 't1' }));
const givenTo = (ids: readonly string[]) => ids.map(id => assignment('g1', id));

const CASES: readonly (readonly [name: string, type: WarningType, isThere: boolean, given: Case])[] = [
  // The form follows the specialty of the request.
  [
    'General for a slot with a built-in form',
    'form',
    true,
    {
      letter: { trackId: null },
      also: { tracks: [dermatology], slots: [slot({ trackId: 't2', form: 'standardized', letterId: 'l1' })] },
    },
  ],
  [
    'narrative for a slot with a built-in form',
    'form',
    true,
    {
      letter: { trackId: 't2' },
      also: { tracks: [dermatology], slots: [slot({ trackId: 't2', form: 'standardized', letterId: 'l1' })] },
    },
  ],
  [
    'of another specialty for a slot with a built-in form',
    'form',
    true,
    {
      also: { tracks: [track(), dermatology], slots: [slot({ trackId: 't2', form: 'standardized', letterId: 'l1' })] },
    },
  ],
  [
    'a built-in form for a slot of another specialty',
    'form',
    true,
    {
      letter: { trackId: 't2', form: 'standardized' },
      also: { tracks: [track(), dermatology], slots: [slot({ letterId: 'l1' })] },
    },
  ],
  [
    'the specialty’s own form for its slot',
    'form',
    false,
    {
      letter: { trackId: 't2', form: 'standardized' },
      also: { tracks: [dermatology], slots: [slot({ trackId: 't2', form: 'standardized', letterId: 'l1' })] },
    },
  ],
  [
    'narrative for a slot that takes either',
    'form',
    false,
    { letter: { trackId: 't2' }, also: { tracks: [dermatology], slots: [slot({ trackId: 't2', letterId: 'l1' })] } },
  ],
  [
    'General for a slot of neurology',
    'form',
    false,
    {
      letter: { trackId: null },
      also: { tracks: [track({ specialty: 'Neurology' })], slots: [slot({ form: 'standardized', letterId: 'l1' })] },
    },
  ],

  // Requests.
  ['requested two weeks ago', 'quiet', true, { letter: { ...REQUESTED, requestedOn: daysAgo(14) } }],
  ['requested 13 days ago', 'quiet', false, { letter: { ...REQUESTED, requestedOn: daysAgo(13) } }],
  ['requested long ago, and received', 'quiet', false, { letter: { ...RECEIVED, requestedOn: daysAgo(30) } }],
  [
    'requested long ago, and accepted',
    'quiet',
    false,
    { letter: { ...REQUESTED, service: 'residencycas', requestedOn: daysAgo(30), acceptedOn: daysAgo(20) } },
  ],
  ['the request came back', 'came-back', true, { letter: { ...REQUESTED, undeliverableOn: daysAgo(4) } }],
  ['it came back and was made again', 'came-back', false, { letter: { ...REQUESTED, undeliverableOn: daysAgo(6) } }],
  [
    'it came back, and the letter is there',
    'came-back',
    false,
    { letter: { ...RECEIVED, undeliverableOn: daysAgo(4) } },
  ],
  ['promised, and no waiver decided', 'waiver', true, { letter: { ...PROMISED, isWaived: null } }],
  ['promised, and not waived', 'waiver', false, { letter: { ...PROMISED, isWaived: false } }],
  ['only asked, and no waiver decided', 'waiver', false, { letter: ASKED }],
  [
    'in CaRMS, where there is no waiver',
    'waiver',
    false,
    { letter: { ...PROMISED, service: 'carms', isWaived: null } },
  ],
  [
    'two letters with one Letter ID',
    'letter-id',
    true,
    { letter: { letterIdNumber: 'A-1' }, also: { letters: [letter(), letter({ id: 'l2', letterIdNumber: 'a1' })] } },
  ],
  [
    'two letters with their own',
    'letter-id',
    false,
    { letter: { letterIdNumber: 'A-1' }, also: { letters: [letter(), letter({ id: 'l2', letterIdNumber: 'a2' })] } },
  ],

  // The writer.
  ['a resident', 'resident', true, { also: { mentors: [mentor({ role: 'resident-or-fellow' })] } }],
  ['an attending', 'resident', false, {}],
  [
    'a resident whose letter is there',
    'resident',
    false,
    { letter: RECEIVED, also: { mentors: [mentor({ role: 'resident-or-fellow' })] } },
  ],
  ['archived', 'writer-gone', true, { also: { mentors: [mentor({ isArchived: true })] } }],
  ['in the trash', 'writer-gone', true, { also: { mentors: [] } }],
  ['there', 'writer-gone', false, {}],
  [
    'archived once the letter was there',
    'writer-gone',
    false,
    { letter: RECEIVED, also: { mentors: [mentor({ isArchived: true })] } },
  ],
  [
    'a program director, for the military',
    'board-member',
    true,
    {
      letter: { service: 'military' },
      also: { mentors: [mentor({ role: 'program-director' })], tracks: [track({ service: 'military' })] },
    },
  ],
  [
    'a program director, for ERAS',
    'board-member',
    false,
    { also: { mentors: [mentor({ role: 'program-director' })] } },
  ],

  // The target: 15 September, two weeks before the review.
  ['not asked, 27 days left', 'short-notice', true, { also: { plans: [reviewed('2027-08-11')] } }],
  ['not asked, 28 days left', 'short-notice', false, { also: { plans: [reviewed('2027-08-12')] } }],
  ['asked 27 days before', 'short-notice', true, { letter: { askedOn: TODAY, targetOn: day('2027-07-28') } }],
  ['asked 28 days before', 'short-notice', false, { letter: { askedOn: TODAY, targetOn: day('2027-07-29') } }],
  ['asked late, and yes', 'short-notice', false, { letter: { ...PROMISED, targetOn: day('2027-07-28') } }],
  ['without a target', 'short-notice', false, { also: { plans: [] } }],
  ['the target was yesterday', 'past-target', true, { letter: { ...REQUESTED, targetOn: daysAgo(1) } }],
  ['the target is today', 'past-target', false, { letter: { ...REQUESTED, targetOn: TODAY } }],
  ['received in time, and the target is over', 'past-target', false, { letter: { ...RECEIVED, targetOn: daysAgo(1) } }],

  // Programs.
  ['received, and a program wants it', 'unassigned', true, { letter: RECEIVED, also: { programs: programsOf({}) } }],
  [
    'received, and the program has it',
    'unassigned',
    false,
    { letter: RECEIVED, also: { programs: programsOf({}), assignments: [assignment('g1', 'l1')] } },
  ],
  ['not received yet', 'unassigned', false, { letter: REQUESTED, also: { programs: programsOf({}) } }],
  [
    'received, and the programs are of another track',
    'unassigned',
    false,
    { letter: RECEIVED, also: { programs: programsOf({ trackId: 't9' }) } },
  ],
  [
    'five at one program',
    'too-many',
    true,
    {
      letter: RECEIVED,
      also: { letters: lettersOf(FIVE), programs: programsOf({}), assignments: givenTo(FIVE) },
    },
  ],
  [
    'five at one program, of which one is in the trash',
    'too-many',
    false,
    {
      letter: RECEIVED,
      also: { letters: lettersOf(FIVE.slice(0, 4)), programs: programsOf({}), assignments: givenTo(FIVE) },
    },
  ],
  [
    'four at one program',
    'too-many',
    false,
    {
      letter: RECEIVED,
      also: {
        letters: lettersOf(FIVE.slice(0, 4)),
        programs: programsOf({}),
        assignments: givenTo(FIVE.slice(0, 4)),
      },
    },
  ],
  [
    'five at one program, in a service without a number',
    'too-many',
    false,
    {
      letter: { ...RECEIVED, service: 'carms' },
      also: {
        tracks: [track({ service: 'carms' })],
        letters: lettersOf(FIVE),
        programs: programsOf({}),
        assignments: givenTo(FIVE),
      },
    },
  ],
  [
    'older than a program wants',
    'too-old',
    true,
    {
      letter: { ...RECEIVED, datedOn: day('2026-06-30') },
      also: { programs: programsOf({ oldestLetterMonths: 12, deadlineOn: TODAY }) },
    },
  ],
  [
    'just as old as it wants',
    'too-old',
    false,
    {
      letter: { ...RECEIVED, datedOn: TODAY },
      also: { programs: programsOf({ oldestLetterMonths: 12, deadlineOn: TODAY }) },
    },
  ],
  [
    'more than six months old, for the military',
    'too-old-military',
    true,
    {
      letter: { ...RECEIVED, service: 'military', datedOn: day('2026-12-31') },
      also: { tracks: [track({ service: 'military' })] },
    },
  ],
  [
    'six months old, for the military',
    'too-old-military',
    false,
    {
      letter: { ...RECEIVED, service: 'military', datedOn: day('2027-01-01') },
      also: { tracks: [track({ service: 'military' })] },
    },
  ],

  // Dates.
  ['answered before it was asked', 'order', true, { letter: { ...PROMISED, answeredOn: daysAgo(41) } }],
  ['answered on the day it was asked', 'order', false, { letter: { ...PROMISED, answeredOn: daysAgo(40) } }],
  ['received before it was requested', 'order', true, { letter: { ...RECEIVED, receivedOn: daysAgo(6) } }],
  [
    'received before, and carried over',
    'order',
    false,
    { letter: { ...RECEIVED, receivedOn: daysAgo(6), carriedOverFrom: '2026' } },
  ],
  ['dated after it was received', 'order', true, { letter: { ...RECEIVED, datedOn: daysAgo(1) } }],
  ['the packet went before the ask', 'order', false, { letter: { ...ASKED, packetSentOn: daysAgo(50) } }],
  ['something of tomorrow', 'ahead', true, { letter: { ...REQUESTED, receivedOn: day('2027-07-02') } }],
  ['something of today', 'ahead', false, { letter: { ...REQUESTED, receivedOn: TODAY } }],
  [
    'requested before the season opens',
    'before-opening',
    true,
    { letter: { ...REQUESTED, requestedOn: daysAgo(31) }, also: { plans: [opensOn(daysAgo(30))] } },
  ],
  [
    'requested on opening day',
    'before-opening',
    false,
    { letter: { ...REQUESTED, requestedOn: daysAgo(30) }, also: { plans: [opensOn(daysAgo(30))] } },
  ],
  ['requested, and nobody knows when it opens', 'before-opening', false, { letter: REQUESTED }],
  [
    'requested in an earlier season',
    'before-opening',
    false,
    {
      letter: { ...REQUESTED, requestedOn: daysAgo(300), carriedOverFrom: '2027' },
      also: { plans: [opensOn(daysAgo(30))] },
    },
  ],
  ['received, and the ask is not noted', 'gap', true, { letter: { receivedOn: daysAgo(2) } }],
  ['in order', 'gap', false, { letter: RECEIVED }],
  ['the packet went along with the ask', 'gap', false, { letter: { ...ASKED, packetSentOn: daysAgo(40) } }],
  [
    'the request came back later',
    'gap',
    false,
    { letter: { ...REQUESTED, undeliverableOn: daysAgo(1), thankedOn: daysAgo(1) } },
  ],

  // Services.
  [
    'a SLOE without a Letter ID',
    'form-step',
    true,
    {
      letter: { ...PROMISED, service: 'residencycas', form: 'standardized' },
      also: { tracks: [track({ specialty: 'Emergency medicine', service: 'residencycas' })] },
    },
  ],
  [
    'a SLOE with one',
    'form-step',
    false,
    {
      letter: { ...PROMISED, service: 'residencycas', form: 'standardized', letterIdNumber: '1' },
      also: { tracks: [track({ specialty: 'Emergency medicine', service: 'residencycas' })] },
    },
  ],
  [
    'an eSLOR that is only an idea',
    'form-step',
    false,
    { letter: { form: 'standardized' }, also: { tracks: [track({ specialty: 'Orthopaedic surgery' })] } },
  ],
  [
    'a SLOE and a narrative letter by one person',
    'sloe-and-narrative',
    true,
    {
      letter: { service: 'residencycas', form: 'standardized' },
      also: { letters: [letter(), letter({ id: 'l2', trackId: 't1', service: 'residencycas' })] },
    },
  ],
  [
    'a SLOE, and a narrative letter that was withdrawn',
    'sloe-and-narrative',
    false,
    {
      letter: { service: 'residencycas', form: 'standardized' },
      also: { letters: [letter(), letter({ id: 'l2', trackId: 't1', service: 'residencycas', ended: 'withdrawn' })] },
    },
  ],
  [
    'a SLOE, and a narrative letter in ERAS',
    'sloe-and-narrative',
    false,
    {
      letter: { service: 'residencycas', form: 'standardized' },
      also: { letters: [letter(), letter({ id: 'l2', trackId: 't1' })] },
    },
  ],
  [
    'withdrawn after ResidencyCAS had it',
    'final',
    true,
    { letter: { ...RECEIVED, service: 'residencycas', ended: 'withdrawn' } },
  ],
  ['withdrawn after ERAS had it', 'final', false, { letter: { ...RECEIVED, ended: 'withdrawn' } }],
  ['through another service than its track', 'service', true, { letter: { service: 'residencycas' } }],
  ['through ERAS, for urology', 'service', false, { also: { tracks: [track({ service: 'urology' })] } }],
];

describe('warnings', () => {
  test.each(CASES)('%s: %s, %s', (_name, type, isThere, given) => {
    const types = warningsIn(given).map(warning => warning.type);
    if (isThere) expect(types).toContain(type);
    else expect(types).not.toContain(type);
  });

  test('are known here, every one both ways', () => {
    const ways = (isThere: boolean) => new Set(CASES.filter(one => one[2] === isThere).map(one => one[1]));
    expect([...ways(true)].toSorted()).toEqual([...ways(false)].toSorted());
  });

  test('a letter that goes well has none, at any step', () => {
    for (const fields of [{}, ASKED, PROMISED, REQUESTED, RECEIVED]) expect(warningsIn({ letter: fields })).toEqual([]);
  });

  test('one that ended has none, whatever is wrong with it', () => {
    const wrong = { ...RECEIVED, answeredOn: daysAgo(60), ended: 'withdrawn' as const };
    expect(warningsIn({ letter: wrong, also: { mentors: [] } })).toEqual([]);
  });

  test('begin with the worst', () => {
    const found = warningsIn({
      letter: { receivedOn: null, requestedOn: daysAgo(40), isWaived: null, targetOn: daysAgo(3) },
    });
    expect(found.map(({ type, severity }) => [type, severity])).toEqual([
      ['past-target', 'problem'],
      ['quiet', 'caution'],
      ['waiver', 'note'],
      ['gap', 'note'],
    ]);
  });

  test('say what shows them', () => {
    const programs = programsOf({ name: 'Harbor' }, { id: 'g2', name: 'Mercy' });
    expect(warningsIn({ letter: RECEIVED, also: { programs, assignments: [assignment('g2', 'l1')] } })).toEqual([
      { type: 'unassigned', severity: 'problem', todo: 'assign', programs: ['Harbor'] },
    ]);
    expect(warningsIn({ letter: { ...REQUESTED, requestedOn: daysAgo(20) } })).toEqual([
      { type: 'quiet', severity: 'caution', todo: 'message', since: daysAgo(20), days: 20, waitsFor: 'letter' },
    ]);
  });
});
