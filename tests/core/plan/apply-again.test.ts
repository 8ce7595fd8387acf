import * as v from 'valibot';
import { describe, expect, test } from 'vitest';
import { type Letter, letterFieldsSchema } from '../../../src/core/letter.ts';
import {
  type AgainFacts,
  type AgainRecord,
  againOffer,
  type Carry,
  isSeasonOver,
  offersAgain,
  purposeOf,
  recordsForAgain,
  seasonAfter,
} from '../../../src/core/plan/apply-again.ts';
import { planFieldsSchema, type Track, trackFieldsSchema } from '../../../src/core/plan/plan.ts';
import { slotFieldsSchema } from '../../../src/core/plan/slot.ts';
import { day, letter, mentor, plan, slot, track } from '../records.ts';

const TODAY = day('2027-03-20');
const outcome = (answer: NonNullable<Track['outcome']>['answer']) => ({ answer, on: day('2027-03-19'), tells: true });

const medicine = track({ id: 'medicine', planId: 'eras', name: 'Medicine', goal: 'To teach.', isInternational: true });
const urology = track({ id: 'urology', planId: 'uro', name: 'Urology', service: 'urology' });
const em = track({ id: 'em', planId: 'cas', name: 'EM', service: 'residencycas' });
const PLANS = [
  plan({ id: 'eras', season: '2027', isInternational: true }),
  plan({ id: 'uro', season: '2027', service: 'urology' }),
  plan({ id: 'cas', season: '2027', service: 'residencycas' }),
];
const IN = { askedOn: day('2026-06-01'), answer: 'yes', answeredOn: day('2026-06-05') } as const;
const RECEIVED = {
  ...IN,
  requestedOn: day('2026-06-10'),
  receivedOn: day('2026-08-20'),
  visibleOn: day('2026-08-24'),
  thankedOn: day('2026-08-25'),
  outcomeToldOn: day('2027-03-19'),
  letterIdNumber: 'AB 12',
};
const MENTORS = ['m1', 'm2', 'm3'].map(id => mentor({ id, name: `Dr. ${id}` }));

const facts = (also: Partial<AgainFacts> = {}): AgainFacts => ({
  plans: PLANS,
  tracks: [medicine, urology, em],
  slots: [],
  letters: [],
  mentors: MENTORS,
  ...also,
});
const offersOf = (fields: Partial<Letter>, also: Partial<AgainFacts> = {}, next = '2028') =>
  againOffer('2027', next, facts({ letters: [letter(fields)], ...also }), TODAY).letters;
const offerOf = (fields: Partial<Letter>, also: Partial<AgainFacts> = {}, next?: string) =>
  offersOf(fields, also, next)[0];

function recordsOf(
  given: AgainFacts,
  carries: Record<string, Carry> = {},
  trackIds = given.tracks.map(({ id }) => id),
) {
  let count = 0;
  const newId = () => {
    count += 1;
    return `n${count}`;
  };
  const choice = { season: '2028', trackIds: new Set(trackIds), carries: new Map(Object.entries(carries)) };
  return recordsForAgain(againOffer('2027', '2028', given, TODAY), choice, given, newId);
}
const of = (records: readonly AgainRecord[], table: AgainRecord['table']) =>
  records.filter(record => record.table === table);

test.each([
  ['2027', '2027-03-20', '2028'],
  // In November students plan for the match after the next.
  ['2027', '2026-11-23', '2028'],
  ['2025', '2027-03-20', '2028'],
  ['2028', '2027-03-20', '2029'],
  ['', '2027-03-20', '2028'],
])('after the season %j comes, seen on %s, %s', (season, today, next) => {
  expect(seasonAfter(season, day(today))).toBe(next);
});

describe('the page speaks of it', () => {
  const speaks = (tracks: readonly Track[], today = TODAY) => offersAgain('2027', { plans: PLANS, tracks }, today);

  test.each([
    ['not-matched', true],
    ['soap', true],
    ['withdrew', true],
    ['matched', false],
    ['not-yet', false],
  ] as const)('after %s: %s', (answer, isSpoken) => {
    expect(speaks([{ ...medicine, outcome: outcome(answer) }])).toBe(isSpoken);
  });

  test('when the day of the result is past and nobody said how it ended, and not before', () => {
    const decided = { ...medicine, resultOn: day('2027-03-19') };
    expect(speaks([decided])).toBe(true);
    expect(speaks([decided], day('2027-03-19'))).toBe(false);
    expect(speaks([medicine])).toBe(false);
    expect(isSeasonOver([], TODAY)).toBe(false);
  });

  test('when one of two did not match, unless the other did', () => {
    const no = { ...urology, outcome: outcome('not-matched') };
    expect(speaks([medicine, no])).toBe(true);
    expect(speaks([{ ...medicine, outcome: outcome('matched') }, no])).toBe(false);
    // A year before another specialty leads no further by itself.
    expect(speaks([{ ...medicine, kind: 'preliminary', outcome: outcome('matched') }, no])).toBe(true);
  });

  test('not when a later season is planned, and not of another season', () => {
    const no = { ...medicine, outcome: outcome('not-matched') };
    const plans = [...PLANS, plan({ id: 'next', season: '2028' })];
    expect(offersAgain('2027', { plans, tracks: [no, track({ id: 't2', planId: 'next' })] }, TODAY)).toBe(false);
    expect(offersAgain('2026', { plans, tracks: [no] }, TODAY)).toBe(false);
  });
});

describe('the tracks', () => {
  const offered = (also: Partial<AgainFacts>) =>
    againOffer('2027', '2028', facts(also), TODAY).tracks.map(one => [one.track.id, one.isProposed, one.isThere]);

  test('are those of the season; one that led to a match is not proposed', () => {
    const matched = { ...urology, outcome: outcome('matched') };
    const earlier = track({ id: 'old', planId: 'before' });
    const plans = [...PLANS, plan({ id: 'before', season: '2026' })];
    expect(offered({ plans, tracks: [medicine, matched, earlier] })).toEqual([
      ['medicine', true, false],
      ['urology', false, false],
    ]);
  });

  test('one that the next season has is not made again', () => {
    const plans = [...PLANS, plan({ id: 'next', season: '2028' })];
    const again = { ...medicine, id: 'again', planId: 'next' };
    const given = facts({ plans, tracks: [medicine, again] });
    expect(offered({ plans, tracks: [medicine, again] })).toEqual([['medicine', true, true]]);
    expect(recordsOf(given)).toEqual([]);
  });
});

describe('a letter that is in', () => {
  test('is imported in ERAS, and asked for anew where it will be older than a year', () => {
    const ofMedicine = { ...RECEIVED, trackId: 'medicine' };
    // Programs read on 22 September 2027.
    expect(offerOf({ ...ofMedicine, datedOn: day('2026-09-22') })).toMatchObject({
      choices: ['use', 'update', 'leave'],
      proposed: 'use',
      limit: null,
      isOld: false,
    });
    expect(offerOf({ ...ofMedicine, datedOn: day('2026-09-21') })).toMatchObject({ proposed: 'update', isOld: true });
    // The day it came in, while its date was not noted.
    expect(offerOf(ofMedicine)).toMatchObject({ isOld: true });
  });

  test.each([
    ['residencycas', ['ask', 'use', 'leave'], 'unknown'],
    ['sf-match', ['ask', 'use', 'leave'], 'unknown'],
    ['carms', ['ask', 'use', 'leave'], 'unknown'],
    ['other', ['ask', 'use', 'leave'], 'unknown'],
    ['military', ['ask', 'leave'], 'too-old'],
    ['urology', ['use', 'update', 'leave'], null],
  ] as const)('in %s can be %j', (service, choices, limit) => {
    expect(offerOf({ ...RECEIVED, service, trackId: 'em' })).toMatchObject({ choices, limit });
  });

  test('by somebody who is put away can be used, and nobody is asked', () => {
    const mentors = [mentor({ id: 'm1', isArchived: true })];
    expect(offerOf({ ...RECEIVED, trackId: 'medicine' }, { mentors })).toMatchObject({
      choices: ['use', 'leave'],
      proposed: 'use',
    });
    expect(offerOf({ ...IN, trackId: 'medicine' }, { mentors })).toMatchObject({ choices: ['leave'] });
  });
});

test('a letter that was promised and not written has to be asked for again', () => {
  expect(offerOf({ ...IN, trackId: 'medicine' })).toMatchObject({ choices: ['ask', 'leave'], limit: 'not-received' });
});

test.each<[string, Partial<Letter>]>([
  ['was refused', { answer: 'no' }],
  ['ended', { ended: 'withdrawn' }],
  ['is by somebody in the trash', { mentorId: 'gone' }],
  ['is of another season', { trackId: null, planId: 'before' }],
  ['is of no season', { trackId: null, planId: null }],
])('a letter that %s is not offered', (_name, fields) => {
  const plans = [...PLANS, plan({ id: 'before', season: '2026' })];
  expect(offersOf({ ...RECEIVED, trackId: 'medicine', ...fields }, { plans })).toEqual([]);
});

test('a General letter is offered with the tracks whose slots it fills', () => {
  const slots = [slot({ trackId: 'medicine', letterId: 'l1' }), slot({ id: 's2', trackId: 'urology', letterId: 'l1' })];
  expect(offerOf({ ...RECEIVED, planId: 'eras' }, { slots })?.trackIds).toEqual(['medicine', 'urology']);
});

describe('what is written', () => {
  const slots = [
    slot({ id: 's1', trackId: 'medicine', letterId: 'own', name: 'Home chair', position: 0, backupMentorId: 'm3' }),
    slot({ id: 's2', trackId: 'medicine', letterId: 'general', position: 1, backupMentorId: 'gone' }),
    slot({ id: 's3', trackId: 'medicine', letterId: 'late', position: 2 }),
    slot({ id: 's4', trackId: 'urology', letterId: 'general' }),
  ];
  const letters = [
    letter({ ...RECEIVED, id: 'own', mentorId: 'm1', trackId: 'medicine', isWaived: true }),
    letter({ ...RECEIVED, id: 'general', mentorId: 'm2', planId: 'eras' }),
    letter({
      ...IN,
      id: 'late',
      mentorId: 'm3',
      trackId: 'medicine',
      checklist: [{ id: 'cv', text: '', isDone: true }],
    }),
  ];
  const given = facts({ slots, letters, tracks: [medicine, urology] });
  const records = recordsOf(given, { own: 'use', general: 'update', late: 'ask' });

  test('is all new, valid, and names what comes before it or was there', () => {
    const schemas = {
      plans: planFieldsSchema,
      tracks: trackFieldsSchema,
      slots: slotFieldsSchema,
      letters: letterFieldsSchema,
    };
    const known = new Set<unknown>(MENTORS.map(({ id }) => id));
    for (const { table, id, isNew, fields } of records) {
      expect(isNew).toBe(true);
      expect(v.is(schemas[table], fields)).toBe(true);
      const { planId, trackId, letterId, mentorId, backupForLetterId, backupMentorId } = fields;
      for (const named of [planId, trackId, letterId, mentorId, backupForLetterId, backupMentorId])
        if (named != null) expect(known).toContain(named);
      known.add(id);
    }
  });

  test('the plans have the dates of the next season, and the tracks no result yet', () => {
    expect(of(records, 'plans').map(({ fields }) => fields)).toMatchObject([
      { season: '2028', service: 'eras', isInternational: true, reviewFromOn: { on: '2027-09-22' } },
      { season: '2028', service: 'urology', isInternational: false },
    ]);
    const [first] = of(records, 'tracks');
    expect(first?.fields).toMatchObject({ name: 'Medicine', goal: 'To teach.', isInternational: true, resultOn: null });
    expect(first?.fields).not.toHaveProperty('outcome');
  });

  test('the slots are as the student made them, with the letters that go along', () => {
    const made = of(records, 'slots').map(({ fields }) => fields);
    const idOf = (mentorId: string, isCarried: boolean) =>
      of(records, 'letters').find(
        ({ fields }) => fields.mentorId === mentorId && 'carriedOverFrom' in fields === isCarried,
      )?.id;
    // By their places: the first of both tracks, then the others.
    expect(made).toMatchObject([
      { name: 'Home chair', letterId: idOf('m1', true), backupMentorId: 'm3' },
      { letterId: idOf('m2', false) },
      { letterId: idOf('m2', false), backupMentorId: null },
      { letterId: idOf('m3', false) },
    ]);
  });

  test('a letter that is used again keeps its days, and has still to be seen and told of', () => {
    const used = of(records, 'letters').find(({ fields }) => fields.mentorId === 'm1')?.fields;
    expect(used).toMatchObject({
      receivedOn: '2026-08-20',
      thankedOn: '2026-08-25',
      letterIdNumber: 'AB 12',
      isWaived: true,
      carriedOverFrom: '2027',
    });
    expect(used).not.toHaveProperty('visibleOn');
    expect(used).not.toHaveProperty('outcomeToldOn');
  });

  test('one that is to be renewed stands by for the new one, which nobody was asked for yet', () => {
    const [anew, old] = of(records, 'letters').filter(({ fields }) => fields.mentorId === 'm2');
    expect(anew?.fields).not.toHaveProperty('askedOn');
    expect(anew?.fields).not.toHaveProperty('letterIdNumber');
    expect(old?.fields).toMatchObject({ carriedOverFrom: '2027', backupForLetterId: anew?.id });
    // Both General, in the next season's ERAS.
    const eras = of(records, 'plans')[0]?.id;
    expect([anew?.fields, old?.fields]).toMatchObject([
      { trackId: null, planId: eras },
      { trackId: null, planId: eras },
    ]);
  });

  test('one that is asked for again has nothing ticked off', () => {
    const asked = of(records, 'letters').find(({ fields }) => fields.mentorId === 'm3')?.fields;
    expect(asked).toMatchObject({ checklist: [{ id: 'cv', isDone: false }] });
    expect(asked).not.toHaveProperty('answer');
  });

  test('what is left leaves its slot open, and so does what was not chosen', () => {
    for (const carries of [{ own: 'leave', general: 'leave', late: 'leave' }, {}] as Record<string, Carry>[]) {
      const left = recordsOf(given, carries);
      expect(of(left, 'letters')).toEqual([]);
      expect(of(left, 'slots').map(({ fields }) => fields.letterId)).toEqual([null, null, null, null]);
    }
  });

  test('a choice that the letter does not have is no choice', () => {
    expect(of(recordsOf(given, { late: 'use' }), 'letters')).toEqual([]);
  });

  test('a track that stays behind leaves its letters behind', () => {
    const some = recordsOf(given, { own: 'use', general: 'use', late: 'ask' }, ['urology']);
    expect(of(some, 'tracks').map(({ fields }) => fields.name)).toEqual(['Urology']);
    expect(of(some, 'letters').map(({ fields }) => fields.mentorId)).toEqual(['m2']);
    expect(of(some, 'slots')).toHaveLength(1);
  });

  test('a General letter that is there already serves once more, and is not made twice', () => {
    const plans = [...PLANS, plan({ id: 'next', season: '2028' })];
    const there = letter({ id: 'there', mentorId: 'm2', planId: 'next' });
    const again = recordsOf(facts({ plans, slots, letters: [...letters, there], tracks: [urology] }), {
      general: 'use',
    });
    expect(of(again, 'letters')).toEqual([]);
    expect(of(again, 'slots').map(({ fields }) => fields.letterId)).toEqual(['there']);
  });
});

describe('what a letter would be for', () => {
  const purpose = (fields: Partial<Letter>, chosen: readonly Track[], also: Partial<AgainFacts> = {}) => {
    const [offer] = offersOf({ ...RECEIVED, ...fields }, also);
    return offer === undefined ? 'not offered' : purposeOf(offer, chosen);
  };

  test('a General one that fills no slot serves the tracks of its service, and no other', () => {
    const general = { trackId: null, planId: 'eras' };
    expect(purpose(general, [em])).toBeNull();
    expect(purpose(general, [em, medicine])).toEqual({ trackId: null, planId: 'eras' });
    // Urology takes its letters from ERAS, and has a plan of its own.
    expect(purpose(general, [em, urology])).toEqual({ trackId: null, planId: 'uro' });
  });

  test('what is shown for the chosen tracks is what is written, and nothing else is', () => {
    const tracks = [medicine, urology, em];
    const letters = [
      letter({ ...RECEIVED, id: 'general', mentorId: 'm1', planId: 'eras' }),
      letter({ ...RECEIVED, id: 'own', mentorId: 'm2', trackId: 'medicine' }),
      letter({ ...RECEIVED, id: 'cas', mentorId: 'm3', trackId: 'em', service: 'residencycas' }),
    ];
    const given = facts({ tracks, letters });
    const offered = againOffer('2027', '2028', given, TODAY).letters;
    for (const chosen of [[medicine], [urology], [em], [urology, em], tracks]) {
      const shown = offered.filter(one => purposeOf(one, chosen) !== null).map(one => one.mentor.id);
      const ids = chosen.map(({ id }) => id);
      const written = of(recordsOf(given, { general: 'use', own: 'use', cas: 'use' }, ids), 'letters');
      expect(written.map(({ fields }) => fields.mentorId)).toEqual(shown);
    }
  });

  test.each<[string, Partial<Letter>, boolean]>([
    ['is on a specialty’s form', { requestedOn: null, form: 'standardized' }, false],
    ['was requested where requests are locked', {}, false],
    ['can still become General', { requestedOn: null, receivedOn: null }, true],
  ])('of a track that stays behind: one that %s', (_name, fields, isGeneral) => {
    const slots = [slot({ trackId: 'urology', letterId: 'l1' })];
    const expected = isGeneral ? { trackId: null, planId: 'uro' } : null;
    expect(purpose({ trackId: 'medicine', ...fields }, [urology], { slots })).toEqual(expected);
  });
});

describe('a letter that stands by for another', () => {
  const letters = [
    letter({ ...RECEIVED, id: 'aside', mentorId: 'm1', trackId: 'medicine', backupForLetterId: 'main' }),
    letter({ ...RECEIVED, id: 'main', mentorId: 'm2', trackId: 'medicine' }),
  ];
  const written = (carries: Record<string, Carry>) =>
    of(recordsOf(facts({ letters }), carries), 'letters').map(({ id, fields }) => ({ id, ...fields }));

  test('stands by once more for the one that goes along, which is written first', () => {
    const [main, aside] = written({ aside: 'use', main: 'use' });
    expect(main).toMatchObject({ mentorId: 'm2', backupForLetterId: null });
    expect(aside).toMatchObject({ mentorId: 'm1', backupForLetterId: main?.id });
  });

  test('becomes a letter of its own where that one stays behind, and is said to', () => {
    expect(written({ aside: 'use' })).toMatchObject([{ mentorId: 'm1', backupForLetterId: null }]);
    const offered = againOffer('2027', '2028', facts({ letters }), TODAY).letters;
    expect(offered.map(({ standsByFor }) => standsByFor)).toEqual(['main', null]);
    expect(offered[0]?.choices).toEqual(['use', 'leave']);
  });

  test('is nobody’s backup any more once that one came to nothing', () => {
    const ended = letters.map(one => (one.id === 'main' ? { ...one, ended: 'withdrawn' as const } : one));
    const [offer] = againOffer('2027', '2028', facts({ letters: ended }), TODAY).letters;
    expect(offer).toMatchObject({ standsByFor: null, choices: ['use', 'update', 'leave'] });
  });
});

test('how old a letter will be is counted by the plan of its own name in the next season', () => {
  const own = plan({ id: 'own', season: '2027', service: 'other', serviceName: 'Portal B' });
  const readOn = (on: string) => ({ on: day(on), confidence: 'confirmed' as const });
  const plans = [
    own,
    plan({ id: 'a', season: '2028', service: 'other', serviceName: 'Portal A', reviewFromOn: readOn('2027-10-01') }),
    plan({ id: 'b', season: '2028', service: 'other', serviceName: 'Portal B', reviewFromOn: readOn('2027-08-01') }),
  ];
  const fields = { ...RECEIVED, service: 'other', trackId: null, planId: 'own', datedOn: day('2026-08-15') } as const;
  expect(offerOf(fields, { plans })).toMatchObject({ isOld: false });
  expect(offerOf({ ...fields, datedOn: day('2026-07-15') }, { plans })).toMatchObject({ isOld: true });
});
