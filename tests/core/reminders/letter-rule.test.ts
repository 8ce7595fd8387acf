import fc from 'fast-check';
import * as v from 'valibot';
import { expect, test } from 'vitest';
import { addDays } from '../../../src/core/dates.ts';
import { LETTER_ENDS, LETTER_FACTS, letterSchema } from '../../../src/core/letter.ts';
import { assign } from '../../../src/core/reminders/assign.ts';
import { backup } from '../../../src/core/reminders/backup.ts';
import type { LetterFacts, MentorFacts } from '../../../src/core/reminders/facts.ts';
import {
  knownOn,
  lastEnteredOn,
  latestOf,
  lettersUnderWay,
  peopleOfLetter,
  personOf,
} from '../../../src/core/reminders/letter-rule.ts';
import { letterThanks } from '../../../src/core/reminders/letter-thanks.ts';
import { nudge } from '../../../src/core/reminders/nudge.ts';
import { packet } from '../../../src/core/reminders/packet.ts';
import { portal } from '../../../src/core/reminders/portal.ts';
import { refresh } from '../../../src/core/reminders/refresh.ts';
import { reasonSchema, reminderId, type WantedReminder } from '../../../src/core/reminders/reminder.ts';
import { reply } from '../../../src/core/reminders/reply.ts';
import { parseSettings, RULE_NUMBERS, type Settings } from '../../../src/core/settings.ts';
import { day, letter, letterFacts, mentorFacts, plan, track } from '../records.ts';

const everyRule = (facts: MentorFacts, settings: Settings): WantedReminder[] => [
  ...reply(facts, settings),
  ...packet(facts, settings),
  ...refresh(facts),
  ...portal(facts, settings),
  ...nudge(facts, settings),
  ...backup(facts, settings),
  ...assign(facts),
  ...letterThanks(facts, settings),
];

test.each([
  ['m1', null, ['m1'], 'm1'],
  ['m1', 'm2', ['m1', 'm2'], 'm2'],
  ['m1', 'm2', ['m1'], 'm1'],
  ['m1', 'm2', ['m2'], 'm1'],
  ['m1', 'm1', ['m1'], 'm1'],
])(
  'of a letter by %s with contact person %s, when %j are there, %s is written to',
  (mentorId, contact, there, person) => {
    const one = letter({ mentorId, contactMentorId: contact });
    expect(personOf(one, id => there.includes(id))).toBe(person);
    expect(peopleOfLetter(one)).toEqual(contact === 'm2' ? ['m1', 'm2'] : ['m1']);
  },
);

test('the latest of no days is none', () => {
  expect(latestOf()).toBeNull();
  expect(latestOf(null, null)).toBeNull();
  expect(latestOf(null, day('2027-01-01'), null)).toBe('2027-01-01');
  expect(latestOf(day('2027-01-02'), day('2027-01-01'))).toBe('2027-01-02');
});

test('a date that nobody knows when it was typed in was known at once', () => {
  expect(knownOn(day('2027-01-01'), letter(), 'askedOn')).toBe('2027-01-01');
  expect(lastEnteredOn(letter(), 'askedOn', 'targetOn')).toBeNull();
  const typedIn = letter({ enteredOn: { askedOn: day('2027-02-01'), targetOn: day('2027-03-01') } });
  expect(knownOn(day('2027-01-01'), typedIn, 'askedOn')).toBe('2027-02-01');
  expect(knownOn(day('2027-02-02'), typedIn, 'askedOn')).toBe('2027-02-02');
  expect(lastEnteredOn(typedIn, 'askedOn', 'targetOn')).toBe('2027-03-01');
});

test.each([...LETTER_ENDS.map(ended => ({ ended })), { answer: 'no' as const }])(
  'a letter with %j has no reminders',
  fields => {
    const facts = mentorFacts({
      letters: [
        letterFacts({
          letter: letter({ askedOn: day('2027-05-01'), requestedOn: day('2027-06-01'), targetOn: day('2027-09-08') }),
        }),
      ],
    });
    expect(everyRule(facts, parseSettings({})).length).toBeGreaterThan(0);
    const over = { letters: facts.letters.map(one => ({ ...one, letter: { ...one.letter, ...fields } })) };
    expect(lettersUnderWay(over)).toEqual([]);
    expect(everyRule({ ...facts, ...over }, parseSettings({}))).toEqual([]);
  },
);

const anyDay = fc.oneof(
  { weight: 8, arbitrary: fc.integer({ min: 0, max: 400 }).map(days => addDays(day('2027-01-01'), days)) },
  { weight: 1, arbitrary: fc.constantFrom(day('1900-01-01'), day('2199-12-31'), day('2028-02-29')) },
);
const maybe = <T>(arbitrary: fc.Arbitrary<T>) => fc.option(arbitrary, { freq: 2 });
const anyNumbers = fc.record(
  Object.fromEntries(
    Object.entries(RULE_NUMBERS).map(([name, [, least, most]]) => [name, fc.integer({ min: least, max: most })]),
  ),
  { requiredKeys: [] },
);
const dayFields = ['targetOn', ...LETTER_FACTS];
const anyLetter = fc
  .record({
    days: fc.record(Object.fromEntries(dayFields.map(name => [name, maybe(anyDay)]))),
    enteredOn: fc.record(Object.fromEntries(dayFields.map(name => [name, anyDay])), { requiredKeys: [] }),
    answer: maybe(fc.constantFrom('yes', 'no', 'unclear')),
    ended: fc.option(fc.constantFrom(...LETTER_ENDS), { freq: 8 }),
    contactMentorId: maybe(fc.constantFrom('m2', 'm3')),
  })
  .map(({ days, ...fields }) => v.parse(letterSchema, { id: 'l1', stamps: {}, mentorId: 'm1', ...days, ...fields }));
const anyFacts: fc.Arbitrary<LetterFacts> = fc.record({
  personId: fc.constantFrom('m1', 'm2'),
  letter: anyLetter,
  track: maybe(fc.boolean().map(isInternational => track({ isInternational }))),
  plan: maybe(
    fc.record({ opensOn: maybe(anyDay), reviewFromOn: maybe(anyDay) }).map(({ opensOn, reviewFromOn }) =>
      plan({
        opensOn: { on: opensOn, confidence: 'estimated' },
        reviewFromOn: { on: reviewFromOn, confidence: 'estimated' },
      }),
    ),
  ),
  hasBackup: fc.boolean(),
  main: fc.option(maybe(anyDay).map(receivedOn => letter({ id: 'main', receivedOn }))),
  unassignedProgramIds: fc.array(fc.constantFrom('g1', 'g2', 'g3')),
  settledAssigns: fc.uniqueArray(
    fc.record({ occurrence: fc.constantFrom('1', '2', '4'), programIds: fc.subarray(['g1', 'g2']) }),
    { selector: ({ occurrence }) => occurrence },
  ),
});

/** Reminders of which one takes the place of another. */
const seriesOf = ({ rule, subjectId, reason }: WantedReminder) =>
  reason.type === 'nudge' ? `nudge ${reason.letterIds[0]}` : `${rule} ${subjectId}`;

test('whatever the dates say, there is no storm: a few reminders, each once, one open of a series, reasons that can be stored', () => {
  fc.assert(
    fc.property(anyFacts, anyNumbers, anyDay, (about, numbers, on) => {
      const settings = parseSettings({ numbers });
      const wanted = everyRule(mentorFacts({ letters: [about] }), settings);
      // After the nudges the question comes up to eight times, each in place of the one before.
      expect(wanted.length).toBeLessThanOrEqual(3 + 3 + settings.numbers.mostNudges + 8 + 2 + 2);
      expect(new Set(wanted.map(reminderId)).size).toBe(wanted.length);
      const open = wanted.filter(({ dueOn, endsOn }) => dueOn <= on && (endsOn === undefined || on < endsOn));
      expect(new Set(open.map(seriesOf)).size).toBe(open.length);
      for (const want of wanted) {
        expect(v.is(reasonSchema, want.reason), JSON.stringify(want.reason)).toBe(true);
        expect(want.endsOn === undefined || want.dueOn < want.endsOn).toBe(true);
        expect(want.mentorId).toBe(about.personId);
        expect(want.occurrence).toMatch(/^[\w:.@+-]+$/);
      }
    }),
    { numRuns: 1000 },
  );
});

test('what it wants depends on the records alone, in whatever order the letters come', () => {
  fc.assert(
    fc.property(fc.array(anyFacts, { maxLength: 5 }), letters => {
      const given = letters.map((one, index) => ({ ...one, letter: { ...one.letter, id: `l${index}` } }));
      const keys = (order: readonly LetterFacts[]) =>
        everyRule(mentorFacts({ letters: order }), parseSettings({}))
          .map(want => `${reminderId(want)} ${want.dueOn} ${want.endsOn}`)
          .toSorted();
      expect(keys(given.toReversed())).toEqual(keys(given));
    }),
  );
});
