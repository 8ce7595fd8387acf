import fc from 'fast-check';
import { expect, test } from 'vitest';
import { addDays, daysBetween } from '../../../src/core/dates.ts';
import type { Letter } from '../../../src/core/letter.ts';
import type { LetterFacts } from '../../../src/core/reminders/facts.ts';
import { held } from '../../../src/core/reminders/limits.ts';
import { nudge } from '../../../src/core/reminders/nudge.ts';
import { asksMentor, reminderId, type WantedReminder } from '../../../src/core/reminders/reminder.ts';
import { parseSettings, type Settings } from '../../../src/core/settings.ts';
import { day, letter, letterFacts, mentorFacts, plan, track } from '../records.ts';

const settings = parseSettings({});
const TARGET = day('2027-09-08');
const requested = { requestedOn: day('2027-06-10'), targetOn: TARGET };
const about = (fields: Partial<Letter>, facts: Partial<LetterFacts> = {}) =>
  letterFacts({ letter: letter(fields), track: track(), ...facts });
const allOf = (letters: readonly LetterFacts[], given: Settings = settings) => nudge(mentorFacts({ letters }), given);
/** Of the question at the end, which is asked again and again, the first time alone. */
const of = (letters: readonly LetterFacts[], given?: Settings) =>
  allOf(letters, given).filter(({ occurrence }) => !/\.decide\.[1-9]/.test(occurrence));
const short = ({ occurrence, reason, dueOn, endsOn }: WantedReminder) => {
  const what = reason.type === 'nudge' ? reason.letterIds.join('+') : reason.type;
  return `${occurrence.slice(11)} ${what} ${dueOn} > ${endsOn ?? 'stays'}`;
};
const days = (fields: Partial<Letter>, given?: Settings) => of([about(fields)], given).map(short);

const ALL = [
  '0 l1 2027-08-25 > 2027-09-01',
  '1 l1 2027-09-01 > 2027-09-08',
  '2 l1 2027-09-08 > 2027-09-15',
  'decide.0 nudge-decide 2027-09-15 > 2027-09-22',
];

test.each<[string, Partial<Letter>, readonly string[]]>([
  ['not requested', { targetOn: TARGET }, []],
  ['no target and no plan', { requestedOn: day('2027-06-10') }, []],
  ['received', { ...requested, receivedOn: day('2027-08-30') }, []],
  ['received before it was requested', { ...requested, receivedOn: day('2027-01-01') }, []],
  ['withdrawn', { ...requested, ended: 'withdrawn' }, []],
  ['replaced', { ...requested, ended: 'replaced' }, []],
  ['declined', { ...requested, answer: 'no' }, []],
  ['not delivered', { ...requested, undeliverableOn: day('2027-06-12') }, []],
  ['not delivered, noted on the day of the request', { ...requested, undeliverableOn: day('2027-06-10') }, []],
  ['not delivered, and requested again since', { ...requested, undeliverableOn: day('2027-06-09') }, ALL],
  ['requested in time', requested, ALL],
  ['requested, though nobody noted ask and answer', requested, ALL],
  ['requested the day before the first', { ...requested, requestedOn: day('2027-08-24') }, ALL],
  [
    'requested on the first day: that day is skipped, and there are still three',
    { ...requested, requestedOn: day('2027-08-25') },
    [
      '1 l1 2027-09-01 > 2027-09-08',
      '2 l1 2027-09-08 > 2027-09-15',
      '3 l1 2027-09-15 > 2027-09-22',
      'decide.0 nudge-decide 2027-09-22 > 2027-09-29',
    ],
  ],
  [
    'the target typed in late',
    { ...requested, enteredOn: { targetOn: day('2027-09-02') } },
    [
      '2 l1 2027-09-08 > 2027-09-15',
      '3 l1 2027-09-15 > 2027-09-22',
      '4 l1 2027-09-22 > 2027-09-29',
      'decide.0 nudge-decide 2027-09-29 > 2027-10-06',
    ],
  ],
  [
    'the request typed in late, and later than the target',
    { ...requested, enteredOn: { targetOn: day('2027-01-01'), requestedOn: day('2027-09-08') } },
    [
      '2 l1 2027-09-08 > 2027-09-15',
      '3 l1 2027-09-15 > 2027-09-22',
      '4 l1 2027-09-22 > 2027-09-29',
      'decide.0 nudge-decide 2027-09-29 > 2027-10-06',
    ],
  ],
  ['another date typed in late', { ...requested, enteredOn: { askedOn: day('2028-01-01') } }, ALL],
])('%s', (_name, fields, wanted) => {
  expect(days(fields)).toEqual(wanted);
});

test.each([
  ['a century past', '1900-01-01', '2027-06-14'],
  ['in the year 2199', '2199-06-01', '2199-05-18'],
])('a target %s makes three nudges and a question, no storm', (_name, targetOn, first) => {
  const wanted = of([about({ ...requested, targetOn: day(targetOn) })]);
  expect(wanted).toHaveLength(4);
  expect(wanted[0]?.dueOn).toBe(first);
});

test('without a target of its own it is two weeks before programs may read', () => {
  const season = plan({ reviewFromOn: { on: day('2027-09-22'), confidence: 'estimated' } });
  const facts = about({ ...requested, targetOn: null }, { plan: season });
  expect(of([facts]).map(short)).toEqual(ALL);
  const international = { ...facts, track: track({ isInternational: true }) };
  expect(of([international])[0]).toMatchObject({ occurrence: '2027-08-31.0', dueOn: '2027-08-17' });
});

test('the days and how many can be changed', () => {
  const given = parseSettings({ numbers: { nudgeBeforeDays: 21, nudgeApartDays: 10, mostNudges: 2 } });
  expect(days(requested, given)).toEqual([
    '0 l1 2027-08-18 > 2027-08-28',
    '1 l1 2027-08-28 > 2027-09-07',
    'decide.0 nudge-decide 2027-09-07 > 2027-09-17',
  ]);
});

test('says which letters, since when and until when, and then asks the student alone', () => {
  const wanted = of([about({ ...requested, contactMentorId: 'm2' })]);
  expect(wanted[0]).toEqual({
    rule: 'nudge',
    subjectId: 'l1',
    mentorId: 'm2',
    occurrence: '2027-09-08.0',
    dueOn: '2027-08-25',
    endsOn: '2027-09-01',
    reason: {
      type: 'nudge',
      since: '2027-06-10',
      letterIds: ['l1'],
      targetOn: TARGET,
      covers: ['nudge:l1:2027-09-08.0'],
    },
  });
  expect(wanted.at(-1)).toEqual({
    rule: 'nudge',
    subjectId: 'l1',
    mentorId: 'm2',
    occurrence: '2027-09-08.decide.0',
    dueOn: '2027-09-15',
    endsOn: '2027-09-22',
    reason: {
      type: 'nudge-decide',
      since: '2027-06-10',
      letterId: 'l1',
      trackName: 'Internal Medicine',
      targetOn: TARGET,
    },
  });
  expect(wanted.map(asksMentor)).toEqual([true, true, true, false]);
});

test('two letters of one person on the same days are one message', () => {
  const wanted = of([about({ ...requested, id: 'l2' }), about({ ...requested, id: 'l1' })]).map(short);
  expect(wanted).toEqual([
    '0 l1+l2 2027-08-25 > 2027-09-01',
    '1 l1+l2 2027-09-01 > 2027-09-08',
    '2 l1+l2 2027-09-08 > 2027-09-15',
    'decide.0 nudge-decide 2027-09-15 > 2027-09-22',
    'decide.0 nudge-decide 2027-09-15 > 2027-09-22',
  ]);
});

test('a letter whose day is within the next week joins; a week later is the next round', () => {
  const other = (targetOn: string) =>
    of([about(requested), about({ ...requested, id: 'l2', targetOn: day(targetOn) })]);
  expect(other('2027-09-14').map(short)).toEqual([
    '0 l1+l2 2027-08-25 > 2027-09-01',
    '1 l1+l2 2027-09-01 > 2027-09-08',
    '2 l1+l2 2027-09-08 > 2027-09-15',
    'decide.0 nudge-decide 2027-09-15 > 2027-09-22',
    'decide.0 nudge-decide 2027-09-21 > 2027-09-28',
  ]);
  expect(other('2027-09-15').map(short)).toEqual([
    '0 l1 2027-08-25 > 2027-09-01',
    '1 l1+l2 2027-09-01 > 2027-09-08',
    '2 l1+l2 2027-09-08 > 2027-09-15',
    '2 l2 2027-09-15 > 2027-09-22',
    'decide.0 nudge-decide 2027-09-15 > 2027-09-22',
    'decide.0 nudge-decide 2027-09-22 > 2027-09-29',
  ]);
});

test('six days later it joins, seven days later not, also when there is one nudge only', () => {
  const given = parseSettings({ numbers: { mostNudges: 1 } });
  const other = (targetOn: string) =>
    of([about(requested), about({ ...requested, id: 'l2', targetOn: day(targetOn) })], given)
      .filter(asksMentor)
      .map(short);
  expect(other('2027-09-14')).toEqual(['0 l1+l2 2027-08-25 > 2027-09-01']);
  expect(other('2027-09-15')).toEqual(['0 l1 2027-08-25 > 2027-09-01', '0 l2 2027-09-01 > 2027-09-08']);
});

test('a letter joins the round that was put off, and none is late by a week', () => {
  const wanted = of([
    about(requested),
    about({ ...requested, id: 'l2', requestedOn: day('2027-08-27'), targetOn: day('2027-09-11') }),
    about({ ...requested, id: 'l3', requestedOn: day('2027-08-29'), targetOn: day('2027-09-13') }),
  ]);
  expect(wanted.slice(0, 2).map(short)).toEqual(['0 l1 2027-08-25 > 2027-09-01', '0 l2+l3+l1 2027-09-01 > 2027-09-08']);
});

test('the shared message says the earliest request and the earliest target', () => {
  const [first] = of([
    about(requested),
    about({ ...requested, id: 'l2', requestedOn: day('2027-06-04'), targetOn: day('2027-09-10') }),
  ]);
  expect(first?.reason).toEqual({
    type: 'nudge',
    since: '2027-06-04',
    letterIds: ['l1', 'l2'],
    targetOn: '2027-09-08',
    covers: ['nudge:l1:2027-09-08.0', 'nudge:l2:2027-09-10.0'],
  });
});

test('a round that was skipped is settled for each of its letters, whatever becomes of the first', () => {
  const [first, second] = [about(requested), about({ ...requested, id: 'l2' })];
  const [shared] = of([first, second]);
  expect(shared?.reason).toMatchObject({
    letterIds: ['l1', 'l2'],
    covers: ['nudge:l1:2027-09-08.0', 'nudge:l2:2027-09-08.0'],
  });
  const settledNudges = shared?.reason.type === 'nudge' ? (shared.reason.covers ?? []) : [];
  const idsAfter = (letters: readonly LetterFacts[]) =>
    nudge(mentorFacts({ letters, settledNudges }), settings).filter(asksMentor).map(reminderId);
  // The first was received: before, the second's own nudge of that day came up.
  expect(idsAfter([second])).toEqual(['nudge:l2:2027-09-08.1', 'nudge:l2:2027-09-08.2']);
  expect(idsAfter([first, second])).toEqual(['nudge:l1:2027-09-08.1', 'nudge:l1:2027-09-08.2']);
  // One that was not in it is.
  expect(idsAfter([second, about({ ...requested, id: 'l3' })])).toEqual([
    'nudge:l3:2027-09-08.0',
    'nudge:l2:2027-09-08.1',
    'nudge:l2:2027-09-08.2',
  ]);
});

test('a letter requested after a round began does not vanish in it, but opens the next, a week later', () => {
  const late = { requestedOn: day('2027-08-27'), targetOn: day('2027-09-11') };
  const letters = [about(requested), about({ ...late, id: 'l2' })];
  expect(of(letters).filter(asksMentor).map(short)).toEqual([
    '0 l1 2027-08-25 > 2027-09-01',
    '0 l2+l1 2027-09-01 > 2027-09-08',
    '1 l2+l1 2027-09-08 > 2027-09-15',
    '2 l2 2027-09-15 > 2027-09-18',
  ]);
  // Alone it comes on its own day, 28 August, unless the person was nudged lately.
  const alone = of(letters.slice(1));
  expect(alone[0]).toMatchObject({ occurrence: '2027-09-11.0', dueOn: '2027-08-28' });
  const facts = mentorFacts({ askings: [{ on: day('2027-08-26'), isNudge: true }] });
  expect(held(alone, facts, settings)[0]).toMatchObject({ heldUntilOn: '2027-09-02', heldWhy: 'nudged-lately' });
});

test('the question at the end neither counts as a nudge nor waits for one', () => {
  const wanted = of([about(requested)]);
  const decide = held(wanted, mentorFacts({ askings: [{ on: day('2027-09-14'), isNudge: true }] }), settings).at(-1);
  expect(decide).toMatchObject({ dueOn: '2027-09-15', heldUntilOn: null, heldWhy: null });
  const after = { ...wanted[0]!, occurrence: 'x.9', dueOn: day('2027-09-16') };
  const [, freed] = held([wanted.at(-1)!, after], mentorFacts(), settings);
  expect(freed).toMatchObject({ heldUntilOn: null });
});

const someDay = fc.integer({ min: 0, max: 120 }).map(days => addDays(day('2027-06-01'), days));
const someLetter = fc.record({
  requestedOn: someDay,
  targetOn: someDay,
  enteredOn: fc.record({ requestedOn: someDay, targetOn: someDay }, { requiredKeys: [] }),
});
const someNumbers = fc.record({
  nudgeBeforeDays: fc.integer({ min: 7, max: 40 }),
  nudgeApartDays: fc.integer({ min: 7, max: 20 }),
  mostNudges: fc.integer({ min: 1, max: 5 }),
});

test('on any day at most one reminder is open about a letter, and no letter has more nudges than the number', () => {
  fc.assert(
    fc.property(fc.array(someLetter, { minLength: 1, maxLength: 5 }), someNumbers, (fields, numbers) => {
      const letters = fields.map((one, index) => about({ ...one, id: `l${index}` }));
      const wanted = allOf(letters, parseSettings({ numbers }));
      expect(new Set(wanted.map(({ subjectId, occurrence }) => `${subjectId} ${occurrence}`)).size).toBe(wanted.length);
      const idsOf = ({ reason }: WantedReminder) =>
        reason.type === 'nudge' ? reason.letterIds : reason.type === 'nudge-decide' ? [reason.letterId] : [];
      for (const { letter: one } of letters) {
        const mine = wanted
          .filter(want => idsOf(want).includes(one.id))
          .toSorted((a, b) => (a.dueOn < b.dueOn ? -1 : 1));
        expect(mine).toHaveLength(numbers.mostNudges + 8);
        expect(mine.filter(({ reason }) => reason.type === 'nudge')).toHaveLength(numbers.mostNudges);
        expect(mine.at(-1)?.reason.type).toBe('nudge-decide');
        const from = Object.values(one.enteredOn).reduce(
          (a, b) => (a > b ? a : b),
          addDays(one.requestedOn ?? day('1900-01-01'), 1),
        );
        expect(mine[0]!.dueOn >= from).toBe(true);
        mine.forEach((want, index) => {
          const next = mine[index + 1];
          if (next === undefined) expect(want.endsOn).toBeUndefined();
          else expect(want.endsOn !== undefined && want.dueOn < want.endsOn && want.endsOn <= next.dueOn).toBe(true);
        });
      }
    }),
  );
});

test('messages to one person are at least a week apart, and each letter’s own day is less than a week before its message', () => {
  fc.assert(
    fc.property(fc.array(someLetter, { minLength: 1, maxLength: 6 }), someNumbers, (fields, numbers) => {
      const letters = fields.map((one, index) => about({ ...one, id: `l${index}` }));
      const given = parseSettings({ numbers });
      const nudges = of(letters, given).filter(asksMentor);
      const on = nudges.map(({ dueOn }) => dueOn).toSorted();
      for (const [index, dueOn] of on.entries()) {
        if (index > 0) expect(daysBetween(on[index - 1]!, dueOn)).toBeGreaterThanOrEqual(7);
      }
      for (const one of letters) {
        const own = of([one], given).filter(asksMentor);
        const shared = nudges.filter(
          ({ reason }) => reason.type === 'nudge' && reason.letterIds.includes(one.letter.id),
        );
        expect(shared).toHaveLength(own.length);
        own.forEach(({ dueOn }, index) => {
          expect(Math.abs(daysBetween(dueOn, shared[index]!.dueOn))).toBeLessThan(7);
        });
      }
    }),
  );
});

test('whoever waits is asked again a week later, for eight weeks; the last question stays', () => {
  const asked = allOf([about(requested)]).filter(({ reason }) => reason.type === 'nudge-decide');
  expect(asked.map(({ dueOn, endsOn }) => [dueOn, endsOn])).toEqual([
    ['2027-09-15', '2027-09-22'],
    ['2027-09-22', '2027-09-29'],
    ['2027-09-29', '2027-10-06'],
    ['2027-10-06', '2027-10-13'],
    ['2027-10-13', '2027-10-20'],
    ['2027-10-20', '2027-10-27'],
    ['2027-10-27', '2027-11-03'],
    ['2027-11-03', undefined],
  ]);
  expect(new Set(asked.map(({ occurrence }) => occurrence)).size).toBe(8);
  for (const known of [{ receivedOn: day('2027-09-20') }, { ended: 'withdrawn' }, { ended: 'replaced' }] as const)
    expect(allOf([about({ ...requested, ...known })])).toEqual([]);
});

test('a stand-by is nudged for while its main letter is not in, and is no question of waiting or replacing', () => {
  const besides = (main: Partial<Letter>) =>
    of([about(requested, { main: letter({ id: 'main', ...main }) })]).map(short);
  expect(besides({})).toEqual(ALL.slice(0, 3));
  expect(besides({ receivedOn: day('2027-08-01') })).toEqual([]);
});
