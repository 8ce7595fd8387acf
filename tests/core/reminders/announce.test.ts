import fc from 'fast-check';
import { expect, test } from 'vitest';
import { addDays, type Instant, instantAt, type LocalDate, localDateOf } from '../../../src/core/dates.ts';
import {
  announcementsFor,
  MOST_SINGLE_NOTIFICATIONS,
  nextWakeUpAt,
  quietUntil,
} from '../../../src/core/reminders/announce.ts';
import { announceAt, openAt, type Reminder } from '../../../src/core/reminders/reminder.ts';
import { parseSettings, type Settings } from '../../../src/core/settings.ts';
import { day, newYork, reminder, time } from '../records.ts';

const ZONE = 'America/New_York';
const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;
const settings = parseSettings(null);
const quiet = (from: string, until: string, fields: Partial<Settings> = {}): Settings => ({
  ...settings,
  quietFrom: time(from),
  quietUntil: time(until),
  ...fields,
});

test.each([
  ['21:00', '08:00', '2026-03-05 20:59', null],
  ['21:00', '08:00', '2026-03-05 21:00', '2026-03-06 08:00'],
  ['21:00', '08:00', '2026-03-05 23:59', '2026-03-06 08:00'],
  ['21:00', '08:00', '2026-03-05 00:00', '2026-03-05 08:00'],
  ['21:00', '08:00', '2026-03-05 07:59', '2026-03-05 08:00'],
  ['21:00', '08:00', '2026-03-05 08:00', null],
  ['21:00', '08:00', '2026-02-28 22:00', '2026-03-01 08:00'],
  ['21:00', '08:00', '2025-12-31 22:00', '2026-01-01 08:00'],
  ['00:00', '08:00', '2026-03-05 00:00', '2026-03-05 08:00'],
  ['21:00', '00:00', '2026-03-05 22:00', '2026-03-06 00:00'],
  ['21:00', '00:00', '2026-03-05 00:00', null],
  ['09:00', '17:00', '2026-03-05 08:59', null],
  ['09:00', '17:00', '2026-03-05 09:00', '2026-03-05 17:00'],
  ['09:00', '17:00', '2026-03-05 17:00', null],
  ['09:00', '09:00', '2026-03-05 09:00', null],
])('with quiet hours from %s to %s, at %s they end at %s', (from, until, now, end) => {
  expect(quietUntil(newYork(now), quiet(from, until), ZONE)).toBe(end === null ? null : newYork(end));
});

test('switched off, no hour is quiet', () => {
  const off = { ...quiet('21:00', '08:00'), hasQuietHours: false };
  expect(quietUntil(newYork('2026-03-05 23:00'), off, ZONE)).toBeNull();
});

test.each([
  ['the night the clocks go forward', newYork('2026-03-07 22:00'), '08:00', newYork('2026-03-08 08:00', '-04:00')],
  ['the night the clocks go back', newYork('2026-10-31 22:00', '-04:00'), '08:00', newYork('2026-11-01 08:00')],
  ['an end that the clocks skip', newYork('2026-03-08 01:00'), '02:30', newYork('2026-03-08 03:30', '-04:00')],
  [
    'an end that comes twice, before the first',
    newYork('2026-11-01 00:59', '-04:00'),
    '01:30',
    newYork('2026-11-01 01:30', '-04:00'),
  ],
  ['an end that comes twice, between the two', newYork('2026-11-01 01:10'), '01:30', newYork('2026-11-01 01:30')],
])('quiet hours end when the clock on the wall says so: %s', (_name, now, until, end) => {
  expect(quietUntil(now, quiet('21:00', until), ZONE)).toBe(end);
});

test('quiet hours are those of the zone the student is in', () => {
  const now = Date.UTC(2026, 2, 5, 15);
  expect(quietUntil(now, settings, ZONE)).toBeNull();
  expect(quietUntil(now, settings, 'Asia/Tokyo')).toBe(Date.UTC(2026, 2, 5, 23));
  expect(quietUntil(now, settings, 'Asia/Kathmandu')).toBeNull();
});

const anyNow = fc.integer({ min: Date.UTC(2026, 0, 1), max: Date.UTC(2027, 0, 1) });
const anyTime = fc
  .tuple(fc.integer({ min: 0, max: 23 }), fc.integer({ min: 0, max: 59 }))
  .map(([hour, minute]) => time(`${String(hour).padStart(2, '0')}:${String(minute).padStart(2, '0')}`));
// With clock changes in both hemispheres, of half an hour, at midnight, and none; odd offsets; both sides of the date line.
const anyZone = fc.constantFrom(
  ZONE,
  'Europe/Berlin',
  'Australia/Lord_Howe',
  'Asia/Beirut',
  'America/Santiago',
  'Asia/Kolkata',
  'Pacific/Kiritimati',
  'Pacific/Pago_Pago',
  'UTC',
);
const anySettings = fc
  .record({ morning: anyTime, quietFrom: anyTime, quietUntil: anyTime, hasQuietHours: fc.boolean() })
  .map(fields => ({ ...settings, ...fields }));

test('quiet hours always end ahead, within a day and a bit', () => {
  fc.assert(
    fc.property(anyNow, anySettings, anyZone, (now, given, zone) => {
      const end = quietUntil(now, given, zone);
      if (end === null) return;
      expect(end).toBeGreaterThan(now);
      expect(end).toBeLessThanOrEqual(now + DAY_MS + HOUR_MS);
    }),
  );
});

test('the next wake-up is always ahead, and at most a day away', () => {
  const anyNext = fc.option(fc.integer({ min: -1_000, max: 40 * DAY_MS }));
  fc.assert(
    fc.property(
      anyNow,
      anyNext,
      fc.boolean(),
      fc.boolean(),
      anySettings,
      anyZone,
      (now, next, open, held, given, zone) => {
        const at = nextWakeUpAt(now, next === null ? null : now + next, open, held, given, zone);
        expect(at).toBeGreaterThan(now);
        expect(at).toBeLessThanOrEqual(now + DAY_MS);
        if (next !== null && next > 1000) expect(at).toBeLessThanOrEqual(now + next);
      },
    ),
  );
});

test.each([
  ['in a day when nothing is stored', '2026-03-05 12:00', null, false, false, '2026-03-06 12:00'],
  ['when the next one falls due', '2026-03-05 12:00', '2026-03-05 18:00', false, false, '2026-03-05 18:00'],
  ['in a day when the next one is far', '2026-03-05 12:00', '2026-03-15 09:00', false, false, '2026-03-06 12:00'],
  ['next morning for the digest', '2026-03-05 12:00', null, true, false, '2026-03-06 09:00'],
  ['this morning for the digest', '2026-03-05 06:00', null, true, false, '2026-03-05 09:00'],
  ['at the end of the quiet hours', '2026-03-05 22:00', null, true, true, '2026-03-06 08:00'],
] as const)('it looks again %s', (_name, now, next, hasOpen, isHeldBack, at) => {
  const nextAt = next === null ? null : newYork(next);
  expect(nextWakeUpAt(newYork(now), nextAt, hasOpen, isHeldBack, settings, ZONE)).toBe(newYork(at));
});

const NOON = newYork('2026-03-05 12:00');
const TODAY = day('2026-03-05');
const some = (count: number, fields: Partial<Reminder> = {}) =>
  Array.from({ length: count }, (_, index) => reminder({ id: `r${index}`, ...fields }));
const shownYesterday = { announcedAt: newYork('2026-03-04 09:00') };
const shownToday = { announcedAt: newYork('2026-03-05 09:00') };
const announce = (
  fresh: readonly Reminder[],
  waiting: readonly Reminder[],
  digestOn: LocalDate | null,
  now = NOON,
  isStart = false,
) => announcementsFor(fresh, waiting, digestOn, now, settings, ZONE, isStart);

test('nothing due shows nothing', () => {
  expect(announce([], [], null)).toEqual({ single: [], digest: [], mark: [] });
  expect(announce([], [], null, NOON, true)).toEqual({ single: [], digest: [], mark: [] });
});

test('up to three come one by one, more as one digest', () => {
  const three = some(MOST_SINGLE_NOTIFICATIONS);
  expect(announce(three, [], null)).toEqual({ single: three, digest: [], mark: three });
  const four = some(MOST_SINGLE_NOTIFICATIONS + 1);
  expect(announce(four, [], null)).toEqual({ single: [], digest: four, mark: four });
});

test.each([
  ['after the student’s hour', NOON, null, shownYesterday, 1],
  ['not before it', newYork('2026-03-05 08:30'), null, shownYesterday, 0],
  ['not when it was shown today already', NOON, TODAY, shownYesterday, 0],
  ['not for what was itself shown today', NOON, null, shownToday, 0],
  ['again on the next day', newYork('2026-03-06 09:00'), TODAY, shownToday, 1],
])('what was not acted on returns in the digest: %s', (_name, now, digestOn, shown, count) => {
  expect(announce([], some(1, shown), digestOn, now).digest).toHaveLength(count);
});

test('a browser start brings back what is open, once a day, whatever the hour', () => {
  const open = some(2, shownToday);
  const early = newYork('2026-03-05 08:30');
  expect(announce([], open, null, early, true).digest).toEqual(open);
  expect(announce([], open, TODAY, early, true).digest).toEqual([]);
});

test.each([
  ['tomorrow, left by a zone further east, is waited for', addDays(TODAY, 1), 0],
  ['a week ahead, left by a wrong clock, does not silence the week', addDays(TODAY, 7), 1],
  ['a year ahead does not silence the year', addDays(TODAY, 365), 1],
])('a digest of %s', (_name, digestOn, count) => {
  expect(announce([], some(1, shownYesterday), digestOn).digest).toHaveLength(count);
});

test('what a wrong clock marked as shown in the future comes back all the same', () => {
  expect(announce([], some(1, { announcedAt: NOON + 300 * DAY_MS }), null).digest).toHaveLength(1);
});

test('a morning within quiet hours puts the digest off to their end', () => {
  const nights = quiet('08:00', '16:00', { morning: time('09:00') });
  const waiting = some(1, shownYesterday);
  const at = (now: string) => announcementsFor([], waiting, null, newYork(now), nights, ZONE, false).digest.length;
  expect([at('2026-03-05 07:00'), at('2026-03-05 16:00')]).toEqual([0, 1]);
  expect(nextWakeUpAt(newYork('2026-03-05 07:00'), null, true, false, nights, ZONE)).toBe(newYork('2026-03-05 16:00'));
  const late = quiet('21:00', '08:00', { morning: time('22:00') });
  expect(announcementsFor([], waiting, null, newYork('2026-03-05 08:00'), late, ZONE, false).digest).toHaveLength(1);
  expect(nextWakeUpAt(newYork('2026-03-05 20:00'), null, true, false, late, ZONE)).toBe(newYork('2026-03-06 08:00'));
});

/** The worker's part: what is shown, and what is remembered, over many looks at a clock that may be set. */
class Simulation {
  digestOn: LocalDate | null = null;
  readonly shown: { readonly at: Instant; readonly type: 'single' | 'digest'; readonly ids: readonly string[] }[] = [];
  reminders: Reminder[];
  readonly given: Settings;
  readonly zone: string;

  constructor(reminders: Reminder[], given: Settings = settings, zone = ZONE) {
    this.reminders = reminders;
    this.given = given;
    this.zone = zone;
  }

  look(now: Instant, isStart = false): Instant {
    const open = this.reminders.filter(one => (openAt(one) ?? Number.POSITIVE_INFINITY) <= now);
    const fresh = open.filter(one => announceAt(one) !== null);
    const isQuiet = quietUntil(now, this.given, this.zone) !== null;
    if (!isQuiet) {
      const waiting = open.filter(one => !fresh.includes(one));
      const { single, digest, mark } = announcementsFor(
        fresh,
        waiting,
        this.digestOn,
        now,
        this.given,
        this.zone,
        isStart,
      );
      for (const { id } of single) this.shown.push({ at: now, type: 'single', ids: [id] });
      if (digest.length > 0) {
        this.shown.push({ at: now, type: 'digest', ids: digest.map(({ id }) => id) });
        this.digestOn = localDateOf(now, this.zone);
      }
      this.reminders = this.reminders.map(one => (mark.includes(one) ? { ...one, announcedAt: now } : one));
    }
    const ahead = this.reminders.map(announceAt).filter(at => at !== null && at > now) as Instant[];
    const nextAt = ahead.length === 0 ? null : Math.min(...ahead);
    return nextWakeUpAt(now, nextAt, open.length > 0, isQuiet && fresh.length > 0, this.given, this.zone);
  }

  /** Follows the alarms. */
  run(from: Instant, until: Instant) {
    let now = from;
    for (let looks = 0; now < until; looks++) {
      if (looks > 50 * (1 + (until - from) / DAY_MS)) throw new Error('it never stops looking');
      now = this.look(now);
    }
  }
}

const dueDaily = (count: number, from = TODAY) =>
  Array.from({ length: count }, (_, index) => {
    const dueOn = addDays(from, index);
    return reminder({ id: `r${index}`, dueOn, dueAt: instantAt(dueOn, settings.morning, ZONE) });
  });

test('each is announced once on its morning, and comes back in one digest a day until it is acted on', () => {
  const simulation = new Simulation(dueDaily(2));
  simulation.run(NOON - DAY_MS, NOON + 3 * DAY_MS);
  expect(simulation.shown.map(({ at, type, ids }) => [new Date(at).toISOString(), type, ...ids])).toEqual([
    ['2026-03-05T14:00:00.000Z', 'single', 'r0'],
    ['2026-03-06T14:00:00.000Z', 'single', 'r1'],
    ['2026-03-06T14:00:00.000Z', 'digest', 'r0'],
    ['2026-03-07T14:00:00.000Z', 'digest', 'r0', 'r1'],
    // The clocks have gone forward.
    ['2026-03-08T13:00:00.000Z', 'digest', 'r0', 'r1'],
  ]);
});

test('a clock set forward a week and back again gives no storm', () => {
  const simulation = new Simulation(dueDaily(14));
  simulation.run(NOON, NOON + HOUR_MS);
  const before = simulation.shown.length;
  simulation.look(NOON + 2 * HOUR_MS + 7 * DAY_MS);
  // Seven fell due at once.
  expect(simulation.shown.slice(before).map(({ type }) => type)).toEqual(['digest']);
  for (let minutes = 0; minutes < 120; minutes++) simulation.look(NOON + 3 * HOUR_MS + minutes * 60_000);
  expect(simulation.shown.length - before).toBeLessThanOrEqual(2);
  simulation.run(NOON + 6 * HOUR_MS, NOON + 6 * DAY_MS);
  expect(simulation.shown.length - before).toBeLessThanOrEqual(2 + 6);
});

test('a clock set back a week shows nothing that was not due, and at most one digest', () => {
  const simulation = new Simulation(dueDaily(10, addDays(TODAY, -5)));
  simulation.look(NOON);
  const before = simulation.shown.length;
  for (let minutes = 0; minutes < 120; minutes++) simulation.look(NOON - 4 * DAY_MS + minutes * 60_000);
  const after = simulation.shown.slice(before);
  expect(after.length).toBeLessThanOrEqual(1);
  for (const { ids } of after) expect(ids.every(id => ['r0', 'r1'].includes(id))).toBe(true);
});

test('wherever, whatever the hours, nobody gets two digests in a day, a single one twice, or anything in quiet hours', () => {
  const spread = fc.array(fc.integer({ min: -3, max: 6 }), { minLength: 1, maxLength: 8 });
  fc.assert(
    fc.property(anyNow, anySettings, anyZone, spread, (start, given, zone, days) => {
      const today = localDateOf(start, zone);
      const reminders = days.map((offset, index) => {
        const dueOn = addDays(today, offset);
        return reminder({ id: `r${index}`, dueOn, dueAt: instantAt(dueOn, given.morning, zone) });
      });
      const simulation = new Simulation(reminders, given, zone);
      simulation.run(start, start + 6 * DAY_MS);
      const digestDays = simulation.shown
        .filter(({ type }) => type === 'digest')
        .map(({ at }) => localDateOf(at, zone));
      expect(new Set(digestDays).size).toBe(digestDays.length);
      const singles = simulation.shown.filter(({ type }) => type === 'single').flatMap(({ ids }) => ids);
      expect(new Set(singles).size).toBe(singles.length);
      for (const { at } of simulation.shown) expect(quietUntil(at, given, zone)).toBeNull();
      // Everything due two days ago was shown at least once.
      const shown = new Set(simulation.shown.flatMap(({ ids }) => ids));
      for (const { id, dueAt } of reminders) if (dueAt < start + 4 * DAY_MS) expect(shown.has(id)).toBe(true);
    }),
    { numRuns: 60 },
  );
});
