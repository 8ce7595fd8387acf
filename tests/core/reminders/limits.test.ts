import fc from 'fast-check';
import { expect, test } from 'vitest';
import { addDays, daysBetween } from '../../../src/core/dates.ts';
import type { Asking } from '../../../src/core/reminders/facts.ts';
import { held, heldForAll } from '../../../src/core/reminders/limits.ts';
import { asksMentor, type Reason, type Rule, type WantedReminder } from '../../../src/core/reminders/reminder.ts';
import { parseSettings } from '../../../src/core/settings.ts';
import { day, mentor } from '../records.ts';

const settings = parseSettings({});
const since = day('2026-01-01');
const ofLetter = { letterId: 'l1', trackName: '' };
const REASONS = {
  'check-in': { type: 'no-contact-yet', since },
  ask: { type: 'ask-letter', since, ...ofLetter, lateFromOn: since, isChairLetter: false },
  refresh: { type: 'refresh', since, ...ofLetter, opensOn: since },
  reply: { type: 'reply', since, ...ofLetter, step: 1 },
  nudge: { type: 'nudge', since, letterIds: ['l1'], targetOn: since },
} satisfies Partial<Record<Rule, Reason>>;

const want = (rule: keyof typeof REASONS, dueOn: string, occurrence = 'a', endsOn?: string): WantedReminder => ({
  rule,
  subjectId: 'l1',
  occurrence,
  mentorId: 'm1',
  dueOn: day(dueOn),
  ...(endsOn === undefined ? {} : { endsOn: day(endsOn) }),
  reason: REASONS[rule],
});
const asked = (on: string, isNudge = false): Asking => ({ on: day(on), isNudge });
const nudged = (on: string) => asked(on, true);
const holds = (
  wanted: readonly WantedReminder[],
  askings: readonly Asking[] = [],
  pausedUntilOn: string | null = null,
  given = settings,
) =>
  held(
    wanted,
    { mentor: mentor({ pausedUntilOn: pausedUntilOn === null ? null : day(pausedUntilOn) }), askings },
    given,
  ).map(({ heldUntilOn, heldWhy }) => (heldUntilOn === null ? heldWhy : `${heldUntilOn} ${heldWhy}`));

const MARCH_5 = '2026-03-05';

test.each<[string, readonly (string | null)[], Parameters<typeof holds>]>([
  ['nothing wanted', [], [[]]],
  ['nothing asked before', [null], [[want('nudge', MARCH_5)]]],
  ['nudged a week before', [null], [[want('nudge', MARCH_5)], [nudged('2026-02-26')]]],
  ['nudged a day less before', ['2026-03-06 nudged-lately'], [[want('nudge', MARCH_5)], [nudged('2026-02-27')]]],
  ['nudged on the day', ['2026-03-12 nudged-lately'], [[want('nudge', MARCH_5)], [nudged(MARCH_5)]]],
  ['nudged since it fell due', ['2026-03-17 nudged-lately'], [[want('nudge', MARCH_5)], [nudged('2026-03-10')]]],
  [
    'nudged over the end of a year',
    ['2027-01-05 nudged-lately'],
    [[want('nudge', '2026-12-31')], [nudged('2026-12-29')]],
  ],
  [
    'nudged on the eve of a leap day',
    ['2028-03-06 nudged-lately'],
    [[want('nudge', '2028-02-29')], [nudged('2028-02-28')]],
  ],
  ['nudged, and then asked something else', [null], [[want('ask', MARCH_5)], [nudged('2026-03-04')]]],
  ['asked something else, and then nudged', [null], [[want('nudge', MARCH_5)], [asked('2026-03-04')]]],
  [
    'asked twice in a week',
    ['2026-03-08 asked-enough'],
    [[want('ask', MARCH_5)], [asked('2026-03-01'), asked('2026-03-03')]],
  ],
  [
    'twice, a nudge among them',
    ['2026-03-08 asked-enough'],
    [[want('reply', MARCH_5)], [nudged('2026-03-01'), asked('2026-03-03')]],
  ],
  ['twice, the first a week ago', [null], [[want('refresh', MARCH_5)], [asked('2026-02-26'), asked('2026-03-03')]]],
  [
    'three times',
    ['2026-03-09 asked-enough'],
    [[want('ask', MARCH_5)], [asked('2026-03-01'), asked('2026-03-02'), asked('2026-03-03')]],
  ],
  [
    'nudged and asked: of both limits the later',
    ['2026-03-11 nudged-lately'],
    [[want('nudge', MARCH_5)], [asked('2026-03-01'), nudged('2026-03-04')]],
  ],
  [
    'nudged and asked twice since: the same',
    ['2026-03-10 asked-enough'],
    [[want('nudge', MARCH_5)], [nudged('2026-03-01'), asked('2026-03-03'), asked('2026-03-04')]],
  ],
  [
    'what asks nothing is let through',
    [null],
    [[want('check-in', MARCH_5)], [asked('2026-03-01'), asked('2026-03-03'), nudged('2026-03-04')]],
  ],
  [
    'the end of a series asks nothing',
    [null, null],
    [
      [
        { ...want('nudge', MARCH_5), reason: { type: 'nudge-decide', since, ...ofLetter, targetOn: since } },
        { ...want('reply', MARCH_5), reason: { type: 'reply', since, ...ofLetter, step: 3 } },
      ],
      [asked('2026-03-03'), nudged('2026-03-04')],
    ],
  ],
])('what holds back: %s', (_name, expected, given) => {
  expect(holds(...given)).toEqual(expected);
});

test.each<[string, readonly (string | null)[], Parameters<typeof holds>]>([
  [
    'three at once',
    [null, null, '2026-03-12 asked-enough'],
    [[want('ask', MARCH_5, 'a'), want('ask', MARCH_5, 'b'), want('ask', MARCH_5, 'c')]],
  ],
  [
    'five at once, two a week',
    [null, null, '2026-03-12 asked-enough', '2026-03-12 asked-enough', '2026-03-19 asked-enough'],
    [['a', 'b', 'c', 'd', 'e'].map(occurrence => want('ask', MARCH_5, occurrence))],
  ],
  ['two nudges', [null, '2026-03-12 nudged-lately'], [[want('nudge', MARCH_5, 'a'), want('nudge', '2026-03-07', 'b')]]],
  [
    'in whatever order they are given',
    ['2026-03-12 nudged-lately', null],
    [[want('nudge', '2026-03-07', 'b'), want('nudge', MARCH_5, 'a')]],
  ],
  [
    'a step whose next comes before it may be shown is left out of account',
    ['2026-03-10 nudged-lately', null],
    [[want('nudge', MARCH_5, 'a', '2026-03-10'), want('nudge', '2026-03-10', 'b')], [nudged('2026-03-03')]],
  ],
  [
    'a step that may be shown for a day counts',
    ['2026-03-10 nudged-lately', '2026-03-17 nudged-lately'],
    [[want('nudge', MARCH_5, 'a', '2026-03-11'), want('nudge', '2026-03-11', 'b')], [nudged('2026-03-03')]],
  ],
  [
    'one that is held does not go before one that can be shown at once',
    ['2026-03-08 nudged-lately', null, '2026-03-09 asked-enough'],
    [
      [want('nudge', '2026-03-01', 'a'), want('ask', '2026-03-02', 'b'), want('ask', '2026-03-04', 'c')],
      [nudged('2026-03-01')],
    ],
  ],
])('what waits its turn counts: %s', (_name, expected, given) => {
  expect(holds(...given)).toEqual(expected);
});

test.each<[string, readonly (string | null)[], Parameters<typeof holds>]>([
  ['paused past its day', ['2026-03-20 person-paused'], [[want('check-in', MARCH_5)], [], '2026-03-20']],
  ['paused until its day', [null], [[want('check-in', MARCH_5)], [], MARCH_5]],
  ['paused before', [null], [[want('check-in', MARCH_5)], [], '2026-01-01']],
  [
    'paused, and asked twice in the week before the end',
    ['2026-03-23 asked-enough'],
    [[want('ask', MARCH_5)], [asked('2026-03-16'), asked('2026-03-18')], '2026-03-20'],
  ],
  [
    'paused, the limits over by the end',
    ['2026-03-20 person-paused'],
    [[want('nudge', MARCH_5)], [nudged('2026-03-04')], '2026-03-20'],
  ],
  [
    'three at the end of a pause',
    ['2026-03-20 person-paused', '2026-03-20 person-paused', '2026-03-27 asked-enough'],
    [['a', 'b', 'c'].map(occurrence => want('ask', MARCH_5, occurrence)), [], '2026-03-20'],
  ],
])('a pause: %s', (_name, expected, given) => {
  expect(holds(...given)).toEqual(expected);
});

test('the number of asks can be changed, that of nudges not', () => {
  const seven = parseSettings({ numbers: { mostAsksPerWeek: 7 } });
  const one = parseSettings({ numbers: { mostAsksPerWeek: 1 } });
  expect(holds([want('ask', MARCH_5)], [asked('2026-03-01'), asked('2026-03-03')], null, seven)).toEqual([null]);
  expect(holds([want('ask', MARCH_5)], [asked('2026-03-03')], null, one)).toEqual(['2026-03-10 asked-enough']);
  expect(holds([want('nudge', MARCH_5)], [nudged('2026-03-03')], null, seven)).toEqual(['2026-03-10 nudged-lately']);
});

test('in the last week that can be stored nothing is held past it', () => {
  expect(holds([want('nudge', '2199-12-29')], [nudged('2199-12-28')])).toEqual(['2199-12-30 nudged-lately']);
  expect(holds([want('check-in', '2026-03-05')], [], '2199-12-31')).toEqual(['2199-12-30 person-paused']);
});

test('what names several waits while all are paused, until the first no longer is', () => {
  const until = (on: string | null) => mentor({ pausedUntilOn: on === null ? null : day(on) });
  const waits = (...pauses: (string | null)[]) => heldForAll(want('check-in', MARCH_5), pauses.map(until)).heldUntilOn;
  expect([waits(), waits(null), waits('2026-03-20'), waits('2026-03-20', null)]).toEqual([
    null,
    null,
    '2026-03-20',
    null,
  ]);
  expect([waits('2026-03-20', '2026-03-10'), waits('2026-03-20', MARCH_5)]).toEqual(['2026-03-10', null]);
});

const anyDay = fc.integer({ min: 0, max: 60 }).map(days => addDays(day('2026-02-01'), days));
const anyWanted = fc
  .record({
    rule: fc.constantFrom('check-in' as const, 'ask' as const, 'reply' as const, 'nudge' as const),
    dueOn: anyDay,
    days: fc.option(fc.integer({ min: 1, max: 30 })),
  })
  .map(
    ({ rule, dueOn, days }) =>
      (occurrence: string) =>
        want(rule, dueOn, occurrence, days === null ? undefined : addDays(dueOn, days)),
  );

test('whatever is wanted, the limits hold, nothing is shown early, and nothing waits without need', () => {
  fc.assert(
    fc.property(
      fc.array(anyWanted, { maxLength: 12 }),
      fc.array(fc.record({ on: anyDay, isNudge: fc.boolean() }), { maxLength: 5 }),
      fc.option(anyDay),
      fc.integer({ min: 1, max: 7 }),
      (makers, askings, pausedUntilOn, mostAsksPerWeek) => {
        const wanted = makers.map((make, index) => make(`o${index}`));
        const given = parseSettings({ numbers: { mostAsksPerWeek } });
        const person = mentor({ pausedUntilOn });
        const result = held(wanted, { mentor: person, askings }, given);
        const shownOn = ({ dueOn, heldUntilOn }: (typeof result)[number]) => heldUntilOn ?? dueOn;
        expect(result.map(({ heldUntilOn: _on, heldWhy: _why, ...rest }) => rest)).toEqual(wanted);

        const shown = result.filter(one => asksMentor(one) && (one.endsOn === undefined || shownOn(one) < one.endsOn));
        for (const one of result) {
          expect(shownOn(one) >= one.dueOn).toBe(true);
          expect((one.heldWhy === null) === (one.heldUntilOn === null)).toBe(true);
          if (pausedUntilOn !== null) expect(shownOn(one) >= pausedUntilOn || shownOn(one) >= one.dueOn).toBe(true);
          if (!asksMentor(one)) {
            expect(shownOn(one)).toBe([one.dueOn, pausedUntilOn ?? one.dueOn].toSorted().at(-1));
            continue;
          }
          // In the week up to its day there are no more asks than allowed, and no other nudge.
          const others = [
            ...askings.map(({ on, isNudge }) => ({ on, isNudge })),
            ...shown
              .filter(other => other !== one)
              .map(other => ({ on: shownOn(other), isNudge: other.rule === 'nudge' })),
          ].filter(({ on }) => daysBetween(on, shownOn(one)) < 7 && on < shownOn(one));
          expect(others.length).toBeLessThan(mostAsksPerWeek);
          if (one.rule === 'nudge') expect(others.filter(({ isNudge }) => isNudge)).toEqual([]);
          // What the limits hold back comes exactly a week after something.
          if (one.heldWhy === 'asked-enough' || one.heldWhy === 'nudged-lately') {
            const weekBefore = addDays(shownOn(one), -7);
            expect([...askings.map(({ on }) => on), ...shown.map(shownOn)]).toContain(weekBefore);
          }
        }
        const nudgeDays = shown.filter(({ rule }) => rule === 'nudge').map(shownOn);
        expect(new Set(nudgeDays).size).toBe(nudgeDays.length);
        for (const on of shown.map(shownOn)) {
          expect(shown.filter(one => shownOn(one) === on).length).toBeLessThanOrEqual(mostAsksPerWeek);
        }
      },
    ),
  );
});
