import fc from 'fast-check';
import { expect, test } from 'vitest';
import { addDays, daysBetween, type LocalDate } from '../../../src/core/dates.ts';
import type { MentorFacts, Thankable } from '../../../src/core/reminders/facts.ts';
import { thankYou } from '../../../src/core/reminders/thank-you.ts';
import { parseSettings } from '../../../src/core/settings.ts';
import { day, mentorFacts, rotation } from '../records.ts';

const settings = parseSettings({});
const thing = (
  type: Thankable['type'],
  on: string,
  sourceId = `${type}-${on}`,
  loggedOn: string | null = null,
): Thankable => ({
  type,
  sourceId,
  title: 'Coffee',
  on: day(on),
  loggedOn: loggedOn === null ? null : day(loggedOn),
});
const typed = (type: Thankable['type'], on: string, loggedOn: string) => thing(type, on, `${type}-${on}`, loggedOn);
const meeting = (on: string) => thing('meeting', on);
const dues = (facts: Partial<MentorFacts>, given = settings) =>
  thankYou(mentorFacts(facts), given).map(
    ({ occurrence, dueOn, endsOn }) => `${occurrence}: ${dueOn}${endsOn === undefined ? '' : ` until ${endsOn}`}`,
  );

test('a day after a meeting, with what it is for', () => {
  expect(thankYou(mentorFacts({ thankables: [thing('meeting', '2026-03-05', 'i1')] }), settings)).toEqual([
    {
      rule: 'thank-you',
      subjectId: 'm1',
      occurrence: 'i1',
      mentorId: 'm1',
      dueOn: '2026-03-06',
      reason: { type: 'thank-you', since: '2026-03-05', for: 'meeting', title: 'Coffee', sourceId: 'i1' },
    },
  ]);
});

const two = [meeting('2026-03-05'), meeting('2026-03-20')];

test.each<[string, Partial<MentorFacts>, readonly string[]]>([
  ['nothing to thank for', {}, []],
  ['a strong moment', { thankables: [thing('moment', '2026-02-28')] }, ['moment-2026-02-28: 2026-03-01']],
  ['the eve of a leap day', { thankables: [meeting('2028-02-28')] }, ['meeting-2028-02-28: 2028-02-29']],
  ['the last day of a year', { thankables: [meeting('2026-12-31')] }, ['meeting-2026-12-31: 2027-01-01']],
  [
    'a rotation, on its last day',
    { thankables: [thing('rotation', '2026-03-29')] },
    ['rotation-2026-03-29: 2026-03-29'],
  ],
  [
    'a rotation that ends before it begins',
    {
      thankables: [thing('rotation', '2026-03-01', 'r1')],
      rotations: [rotation({ startsOn: day('2026-03-02'), endsOn: day('2026-03-01') })],
    },
    [],
  ],
  [
    'a rotation of one day',
    {
      thankables: [thing('rotation', '2026-03-02', 'r1')],
      rotations: [rotation({ startsOn: day('2026-03-02'), endsOn: day('2026-03-02') })],
    },
    ['r1: 2026-03-02'],
  ],
  [
    'two a fortnight and a day apart: the second takes the place of the first',
    { thankables: two },
    ['meeting-2026-03-05: 2026-03-06 until 2026-03-21', 'meeting-2026-03-20: 2026-03-21'],
  ],
  [
    'two exactly a fortnight apart',
    { thankables: [meeting('2026-03-05'), meeting('2026-03-19')] },
    ['meeting-2026-03-05: 2026-03-06 until 2026-03-20', 'meeting-2026-03-19: 2026-03-20'],
  ],
  [
    'two a day less apart: the first covers the second',
    { thankables: [meeting('2026-03-05'), meeting('2026-03-18')] },
    ['meeting-2026-03-05: 2026-03-06'],
  ],
  [
    'several on a day',
    { thankables: [thing('meeting', '2026-03-05', 'b'), thing('moment', '2026-03-05', 'a')] },
    ['a: 2026-03-06'],
  ],
  [
    'a rotation that ends the day after a meeting: due on the same day, one of the two',
    { thankables: [meeting('2026-03-28'), thing('rotation', '2026-03-29')] },
    ['rotation-2026-03-29: 2026-03-29'],
  ],
  [
    'a rotation that ends in the fortnight after a meeting waits until it is over',
    { thankables: [meeting('2026-08-19'), thing('rotation', '2026-08-27')] },
    ['meeting-2026-08-19: 2026-08-20 until 2026-09-03', 'rotation-2026-08-27: 2026-09-03'],
  ],
  [
    'and so it does when the meeting’s was skipped',
    {
      thankables: [meeting('2026-08-19'), thing('rotation', '2026-08-27')],
      lastSettledOn: { 'thank-you': day('2026-08-21') },
    },
    ['rotation-2026-08-27: 2026-09-04'],
  ],
  [
    'what is due in the fortnight after a rotation that waited is covered by it',
    {
      thankables: [thing('rotation', '2026-08-27'), ...['2026-09-01', '2026-09-16', '2026-09-17'].map(meeting)],
      lastThankedOn: day('2026-08-21'),
    },
    ['rotation-2026-08-27: 2026-09-04 until 2026-09-18', 'meeting-2026-09-17: 2026-09-18'],
  ],
  [
    'thanked on a rotation’s last day: it is thanked for',
    { thankables: [thing('rotation', '2026-08-27')], lastThankedOn: day('2026-08-27') },
    [],
  ],
  [
    'two rotations that end within a fortnight: one',
    { thankables: [thing('rotation', '2026-08-27'), thing('rotation', '2026-09-04')] },
    ['rotation-2026-08-27: 2026-08-27'],
  ],
  [
    'typed in at once',
    { thankables: [typed('meeting', '2026-03-05', '2026-03-05')] },
    ['meeting-2026-03-05: 2026-03-06'],
  ],
  [
    'typed in a week late: due on that day',
    { thankables: [typed('meeting', '2026-03-05', '2026-03-13')] },
    ['meeting-2026-03-05: 2026-03-13'],
  ],
  [
    'typed in a fortnight late',
    { thankables: [typed('moment', '2026-03-05', '2026-03-20')] },
    ['moment-2026-03-05: 2026-03-20'],
  ],
  ['typed in a day later still: skipped', { thankables: [typed('moment', '2026-03-05', '2026-03-21')] }, []],
  [
    'a rotation typed in a fortnight after its last day',
    { thankables: [typed('rotation', '2026-03-29', '2026-04-12')] },
    ['rotation-2026-03-29: 2026-04-12'],
  ],
  ['last year’s rotation', { thankables: [typed('rotation', '2025-03-29', '2026-03-29')] }, []],
  [
    'a week of meetings typed in at once: the freshest',
    { thankables: ['2026-03-03', '2026-03-05', '2026-03-04'].map(on => typed('meeting', on, '2026-03-10')) },
    ['meeting-2026-03-05: 2026-03-10'],
  ],
  [
    'a rotation whose last day comes before the day after a meeting on the day before',
    { thankables: [meeting('2026-03-29'), thing('rotation', '2026-03-29')] },
    ['rotation-2026-03-29: 2026-03-29'],
  ],
  ['thanked on the day itself', { thankables: two, lastThankedOn: day('2026-03-20') }, []],
  [
    'thanked between the two, a fortnight before the second is due',
    { thankables: two, lastThankedOn: day('2026-03-07') },
    ['meeting-2026-03-20: 2026-03-21'],
  ],
  ['thanked a day later: it covers the second', { thankables: two, lastThankedOn: day('2026-03-08') }, []],
  [
    'thanked before both, a day too late for the first',
    { thankables: two, lastThankedOn: day('2026-02-21') },
    ['meeting-2026-03-20: 2026-03-21'],
  ],
  [
    'thanked long before',
    { thankables: two, lastThankedOn: day('2026-02-20') },
    ['meeting-2026-03-05: 2026-03-06 until 2026-03-21', 'meeting-2026-03-20: 2026-03-21'],
  ],
  [
    'skipped counts as thanked',
    { thankables: two, lastSettledOn: { 'thank-you': day('2026-03-07') } },
    ['meeting-2026-03-20: 2026-03-21'],
  ],
  [
    'of thanked and skipped the later counts',
    { thankables: two, lastThankedOn: day('2026-03-06'), lastSettledOn: { 'thank-you': day('2026-03-10') } },
    [],
  ],
  [
    'what another rule settled does not',
    { thankables: two.slice(0, 1), lastSettledOn: { 'check-in': day('2026-03-10') } },
    ['meeting-2026-03-05: 2026-03-06'],
  ],
])('%s', (_name, facts, wanted) => {
  expect(dues(facts)).toEqual(wanted);
});

test('the numbers can be changed', () => {
  const given = parseSettings({ numbers: { thankYouAfterDays: 0, thankYouApartDays: 1 } });
  expect(dues({ thankables: [meeting('2026-03-05'), meeting('2026-03-06')] }, given)).toEqual([
    'meeting-2026-03-05: 2026-03-05 until 2026-03-06',
    'meeting-2026-03-06: 2026-03-06',
  ]);
});

test('what was thanked for on its own day is done with, however short the time between', () => {
  const given = parseSettings({ numbers: { thankYouApartDays: 1 } });
  expect(dues({ thankables: two, lastThankedOn: day('2026-03-20') }, given)).toEqual([]);
  expect(dues({ thankables: two, lastThankedOn: day('2026-03-19') }, given)).toEqual([
    'meeting-2026-03-20: 2026-03-21',
  ]);
});

const anyDay = fc.integer({ min: 0, max: 200 }).map(days => addDays(day('2026-01-01'), days));
const anyThankable = fc.record({
  type: fc.constantFrom('meeting' as const, 'moment' as const, 'rotation' as const),
  sourceId: fc.uuid(),
  title: fc.constant(''),
  on: anyDay,
  loggedOn: fc.option(anyDay),
});

test('whatever there is to thank for, one is open at a time, a fortnight apart, and nothing goes without thanks', () => {
  fc.assert(
    fc.property(
      fc.array(anyThankable, { maxLength: 30 }),
      fc.option(anyDay),
      fc.option(anyDay),
      fc.integer({ min: 1, max: 60 }),
      (thankables, lastThankedOn, settledOn, thankYouApartDays) => {
        const given = parseSettings({ numbers: { thankYouApartDays } });
        const lastSettledOn = settledOn === null ? {} : { 'thank-you': settledOn };
        const wanted = thankYou(mentorFacts({ thankables, lastThankedOn, lastSettledOn }), given);
        const anchors = [lastThankedOn, settledOn].filter(on => on !== null);
        for (const [index, { dueOn, endsOn }] of wanted.entries()) {
          const next = wanted[index + 1];
          expect(endsOn).toBe(next?.dueOn);
          if (next !== undefined) expect(daysBetween(dueOn, next.dueOn)).toBeGreaterThanOrEqual(thankYouApartDays);
          for (const on of anchors) expect(daysBetween(on, dueOn)).toBeGreaterThanOrEqual(thankYouApartDays);
        }
        // Everything is thanked for: by what was said or skipped, or by a reminder not long before it.
        const thanked: LocalDate[] = [...anchors, ...wanted.map(({ dueOn }) => dueOn)];
        for (const { type, on, loggedOn, sourceId } of thankables) {
          const plainDueOn = type === 'rotation' ? on : addDays(on, 1);
          const dueOn = loggedOn !== null && loggedOn > plainDueOn ? loggedOn : plainDueOn;
          if (wanted.some(({ occurrence }) => occurrence === sourceId)) continue;
          const isTooLate = daysBetween(plainDueOn, dueOn) > thankYouApartDays;
          if (isTooLate) continue;
          const isThankedFor = thanked.some(at =>
            anchors.includes(at)
              ? on <= at || daysBetween(at, dueOn) < thankYouApartDays
              : at <= dueOn && daysBetween(at, dueOn) < thankYouApartDays,
          );
          expect(isThankedFor).toBe(true);
        }
      },
    ),
  );
});

test.each(['1900-01-01', '2199-12-31'])('a meeting on %s breaks nothing', on => {
  expect(() =>
    thankYou(mentorFacts({ thankables: [meeting(on)], lastThankedOn: day('2199-12-31') }), settings),
  ).not.toThrow();
});
