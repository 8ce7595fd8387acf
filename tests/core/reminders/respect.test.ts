import fc from 'fast-check';
import { expect, test } from 'vitest';
import { addDays, dayOfWeek, instantAt, localDateOf } from '../../../src/core/dates.ts';
import { nextRestAt, quietUntil, restAt, restOn } from '../../../src/core/reminders/respect.ts';
import { type Pause, parseSettings, type Settings } from '../../../src/core/settings.ts';
import { day, newYork, time } from '../records.ts';

const ZONE = 'America/New_York';
const HOUR_MS = 3_600_000;
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

const pause = (fromOn: string, untilOn: string, kind: Pause['kind'] = 'exam'): Pause => ({
  id: `${kind}-${fromOn}`,
  kind,
  fromOn: day(fromOn),
  untilOn: day(untilOn),
});
const resting = (pauses: readonly Pause[], workingDaysOnly = false, fields: Partial<Settings> = {}): Settings => ({
  ...settings,
  pauses: [...pauses],
  workingDaysOnly,
  ...fields,
});
const rest = (now: string, given: Settings) => {
  const found = restAt(newYork(now), given, ZONE);
  if (found !== null) expect(found.untilAt).toBe(instantAt(found.untilOn, given.morning, ZONE));
  return found === null ? null : `${found.untilOn} ${found.why}`;
};

// 2026-02-07 is a Saturday.
const exams = pause('2026-02-02', '2026-02-04');
const duty = pause('2026-02-05', '2026-02-05', 'duty');

test.each<[string, string, Settings, string | null]>([
  ['no pause at all', '2026-02-07 12:00', resting([]), null],
  ['the minute before it begins', '2026-02-01 23:59', resting([exams]), null],
  ['the minute it begins', '2026-02-02 00:00', resting([exams]), '2026-02-05 exam'],
  ['its last day', '2026-02-04 23:59', resting([exams]), '2026-02-05 exam'],
  ['the day after, before the morning', '2026-02-05 08:59', resting([exams]), '2026-02-05 exam'],
  ['the day after, in the morning', '2026-02-05 09:00', resting([exams]), null],
  ['a pause of one day', '2026-02-05 12:00', resting([duty]), '2026-02-06 duty'],
  ['one that goes on into another', '2026-02-03 12:00', resting([exams, duty]), '2026-02-06 exam'],
  [
    'one within another, whichever stands first',
    '2026-02-03 12:00',
    resting([pause('2026-02-03', '2026-02-03', 'duty'), exams]),
    '2026-02-05 duty',
  ],
  [
    'one that overlaps another',
    '2026-02-03 12:00',
    resting([exams, pause('2026-02-04', '2026-02-10', 'vacation')]),
    '2026-02-11 exam',
  ],
  ['the last pause of a year', '2026-12-31 12:00', resting([pause('2026-12-31', '2026-12-31')]), '2027-01-01 exam'],
  [
    'one that ends before a leap day',
    '2028-02-28 12:00',
    resting([pause('2028-02-28', '2028-02-28')]),
    '2028-02-29 exam',
  ],
  [
    'one that nobody will see the end of',
    '2026-02-03 12:00',
    resting([pause('1900-01-01', '2199-12-31', 'other')]),
    '2200-01-01 other',
  ],
  ['Friday', '2026-02-06 23:59', resting([], true), null],
  ['Saturday', '2026-02-07 00:00', resting([], true), '2026-02-09 weekend'],
  ['Sunday', '2026-02-08 12:00', resting([], true), '2026-02-09 weekend'],
  ['Monday before the morning', '2026-02-09 08:59', resting([], true), '2026-02-09 weekend'],
  ['Monday morning', '2026-02-09 09:00', resting([], true), null],
  ['a weekend where working days are not all', '2026-02-07 12:00', resting([exams]), null],
  [
    'a pause up to Friday goes on over the weekend',
    '2026-02-05 12:00',
    resting([pause('2026-02-05', '2026-02-06')], true),
    '2026-02-09 exam',
  ],
  [
    'a weekend goes on into a pause',
    '2026-02-07 12:00',
    resting([pause('2026-02-09', '2026-02-10')], true),
    '2026-02-11 weekend',
  ],
  [
    'a pause on a weekend',
    '2026-02-07 12:00',
    resting([pause('2026-02-07', '2026-02-07', 'duty')], true),
    '2026-02-09 duty',
  ],
  ['a late morning', '2026-02-05 12:59', resting([exams], false, { morning: time('13:00') }), '2026-02-05 exam'],
])('whether reminders rest: %s', (_name, now, given, expected) => {
  expect(rest(now, given)).toBe(expected);
});

test('they rest where the student is', () => {
  const now = Date.UTC(2026, 1, 1, 16);
  expect(restAt(now, resting([exams]), ZONE)).toBeNull();
  expect(restAt(now, resting([exams]), 'Asia/Tokyo')).toMatchObject({ untilAt: Date.UTC(2026, 1, 5) });
});

test('a rest ends in the morning of the day the clocks change', () => {
  const given = resting([pause('2026-03-07', '2026-03-07')]);
  const morning = newYork('2026-03-08 09:00', '-04:00');
  expect(restAt(morning - 1, given, ZONE)).toMatchObject({ untilOn: '2026-03-08', untilAt: morning });
  expect(restAt(morning, given, ZONE)).toBeNull();
});

test.each<[string, string, number, Settings, string | null]>([
  ['nothing to rest for', '2026-02-01 12:00', 30, resting([]), null],
  ['tomorrow', '2026-02-01 12:00', 1, resting([exams]), '2026-02-02 00:00'],
  ['further ahead than asked', '2026-01-31 12:00', 1, resting([exams]), null],
  ['the day after tomorrow', '2026-01-31 12:00', 2, resting([exams]), '2026-02-02 00:00'],
  ['resting already: it begins no second time', '2026-02-02 12:00', 2, resting([exams]), null],
  ['resting already: the next', '2026-02-02 12:00', 30, resting([exams], true), '2026-02-07 00:00'],
  ['one that follows at once does not begin anew', '2026-02-02 12:00', 4, resting([exams, duty]), null],
  [
    'it still rests from yesterday and will again tomorrow',
    '2026-02-05 08:00',
    1,
    resting([exams, pause('2026-02-06', '2026-02-06')]),
    '2026-02-06 00:00',
  ],
  ['the weekend', '2026-02-06 12:00', 1, resting([], true), '2026-02-07 00:00'],
])('when a rest begins: %s', (_name, now, days, given, expected) => {
  expect(nextRestAt(newYork(now), days, given, ZONE)).toBe(expected === null ? null : newYork(expected));
});

const anyNow = fc.integer({ min: Date.UTC(2026, 0, 1), max: Date.UTC(2027, 0, 1) });
const anyZone = fc.constantFrom(ZONE, 'Asia/Tokyo', 'Australia/Lord_Howe', 'America/St_Johns', 'Africa/Cairo', 'UTC');
const anyTime = fc
  .tuple(fc.integer({ min: 0, max: 23 }), fc.integer({ min: 0, max: 59 }))
  .map(([hour, minute]) => time(`${String(hour).padStart(2, '0')}:${String(minute).padStart(2, '0')}`));
const anyPause = fc
  .tuple(fc.integer({ min: -30, max: 400 }), fc.integer({ min: 0, max: 20 }), fc.constantFrom('exam', 'duty'))
  .map(([start, days, kind]): Pause => {
    const fromOn = addDays(day('2026-01-01'), start);
    return { id: fromOn, kind, fromOn, untilOn: addDays(fromOn, days) };
  });
const anySettings = fc
  .record({
    morning: anyTime,
    quietFrom: anyTime,
    quietUntil: anyTime,
    hasQuietHours: fc.boolean(),
    pauses: fc.array(anyPause, { maxLength: 8 }),
    workingDaysOnly: fc.boolean(),
  })
  .map((fields): Settings => ({ ...settings, ...fields }));

test('quiet hours always end ahead, within a day and a bit, and are over then', () => {
  fc.assert(
    fc.property(anyNow, anySettings, anyZone, (now, given, zone) => {
      const end = quietUntil(now, given, zone);
      if (end === null) return;
      expect(end).toBeGreaterThan(now);
      expect(end - now).toBeLessThanOrEqual(26 * HOUR_MS);
      expect(quietUntil(end, given, zone)).toBeNull();
    }),
  );
});

test('a rest always ends ahead, is over then, and never was over before', () => {
  fc.assert(
    fc.property(anyNow, anySettings, anyZone, (now, given, zone) => {
      const found = restAt(now, given, zone);
      if (found === null) {
        expect(restOn(localDateOf(now, zone), given)).toBeNull();
        return;
      }
      expect(found.untilAt).toBeGreaterThan(now);
      expect(restAt(found.untilAt, given, zone)).toBeNull();
      expect(restOn(found.untilOn, given)).toBeNull();
      for (let on = localDateOf(now, zone); on < found.untilOn; on = addDays(on, 1)) {
        expect(restOn(on, given)).not.toBeNull();
      }
      if (found.why === 'weekend') expect(given.workingDaysOnly).toBe(true);
    }),
  );
});

test('the next rest begins on a day of rest after one that is none', () => {
  fc.assert(
    fc.property(anyNow, anySettings, anyZone, (now, given, zone) => {
      const at = nextRestAt(now, 10, given, zone);
      if (at === null) return;
      const on = localDateOf(at, zone);
      expect(at).toBeGreaterThan(now);
      expect(restAt(at, given, zone)).not.toBeNull();
      expect(restOn(addDays(on, -1), given)).toBeNull();
    }),
  );
});

test('a weekend is Saturday and Sunday', () => {
  for (let on = day('2026-02-02'); on < '2026-02-16'; on = addDays(on, 1)) {
    expect(restOn(on, resting([], true))).toBe(dayOfWeek(on) > 5 ? 'weekend' : null);
  }
});
