import fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  addDays,
  dayOfWeek,
  daysBetween,
  instantAfter,
  instantAt,
  knownTimeZone,
  type LocalDate,
  type LocalTime,
  localDateOf,
  localTimeOf,
  monthsBefore,
  parseLocalDate,
  parseLocalTime,
  parseTimeZone,
} from '../../src/core/dates.ts';

const day = (text: string) => text as LocalDate;

test.each([
  ['2026-02-28', 1, '2026-03-01'],
  ['2028-02-28', 1, '2028-02-29'],
  ['2026-12-31', 1, '2027-01-01'],
  ['2026-03-07', 2, '2026-03-09'],
])('%s plus %i days is %s', (from, days, to) => {
  expect(addDays(day(from), days)).toBe(to);
  expect(daysBetween(day(from), day(to))).toBe(days);
});

test.each(['2026-02-31', '2026-13-01', '275760-09-13', '0000-01-01', '2026-1-1', '', '2026-01-01T00:00'])(
  'is no day: %s',
  text => {
    expect(parseLocalDate(text)).toBeNull();
  },
);

test('a moment has the day of the zone it is seen from', () => {
  const at = Date.UTC(2026, 2, 1, 2, 30);
  expect(localDateOf(at, 'America/New_York')).toBe('2026-02-28');
  expect(localDateOf(at, 'Asia/Tokyo')).toBe('2026-03-01');
});

test('a time that the clock change skips is taken an hour later', () => {
  const at = instantAt(day('2026-03-08'), '02:30' as LocalTime, 'America/New_York');
  expect(new Date(at).toISOString()).toBe('2026-03-08T07:30:00.000Z');
});

test('of an hour that the clock change gives twice it is the first, and after that the second', () => {
  const [on, half, zone] = [day('2026-11-01'), '01:30' as LocalTime, 'America/New_York'] as const;
  const first = Date.parse('2026-11-01T01:30:00-04:00');
  const second = Date.parse('2026-11-01T01:30:00-05:00');
  expect(instantAt(on, half, zone)).toBe(first);
  expect(instantAfter(first - 1, on, half, zone)).toBe(first);
  expect(instantAfter(first, on, half, zone)).toBe(second);
});

test.each(['', 'Middle/Earth', '<b>', 'America/New_York\u0000', 'x'.repeat(1000)])(
  'the zone %j is none: UTC is taken',
  zone => {
    const at = Date.UTC(2026, 2, 5, 12, 34);
    expect(parseTimeZone(zone)).toBeNull();
    expect(knownTimeZone(zone)).toBe('UTC');
    expect([localDateOf(at, zone), localTimeOf(at, zone)]).toEqual(['2026-03-05', '12:34']);
    expect(instantAt(day('2026-03-05'), '12:34' as LocalTime, zone)).toBe(at);
  },
);

test.each([
  ['00:00', true],
  ['23:59', true],
  ['24:00', false],
  ['9:00', false],
  ['09:60', false],
  ['09:00:00', false],
  ['', false],
])('%s is a time of day: %s', (text, is) => {
  expect(parseLocalTime(text) === text).toBe(is);
});

const anyDay = fc
  .date({ min: new Date('1900-01-01T00:00:00Z'), max: new Date('2199-12-31T00:00:00Z'), noInvalidDate: true })
  .map(date => day(date.toISOString().slice(0, 10)));

test('days are counted as Temporal counts them', () => {
  fc.assert(
    fc.property(anyDay, anyDay, fc.integer({ min: -40_000, max: 40_000 }), (a, b, days) => {
      const plain = Temporal.PlainDate.from(a);
      expect(addDays(a, days)).toBe(plain.add({ days }).toString());
      expect(daysBetween(a, b)).toBe(plain.until(b, { largestUnit: 'days' }).days);
      expect(dayOfWeek(a)).toBe(plain.dayOfWeek);
      expect(parseLocalDate(a)).toBe(a);
    }),
  );
});

const anyZone = fc.constantFrom(
  ...['America/New_York', 'Europe/Berlin', 'Asia/Kolkata', 'Australia/Lord_Howe', 'Pacific/Apia', 'Africa/Casablanca'],
  ...['America/St_Johns', 'Pacific/Chatham', 'Africa/Monrovia', 'UTC'],
);

test('a month back is the same day, or the last of a shorter month, as Temporal has it', () => {
  expect(monthsBefore(day('2027-03-31'), 1)).toBe('2027-02-28');
  expect(monthsBefore(day('2028-01-15'), 12)).toBe('2027-01-15');
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 100_000 }), fc.integer({ min: 0, max: 120 }), (days, months) => {
      const date = Temporal.PlainDate.from('1910-01-01').add({ days });
      expect(monthsBefore(day(date.toString()), months)).toBe(date.subtract({ months }).toString());
    }),
  );
});

test('moments and local times are those of Temporal, in every zone and around its clock changes', () => {
  const anyMoment = fc.integer({ min: Date.UTC(1950, 0, 1), max: Date.UTC(2090, 0, 1) });
  fc.assert(
    fc.property(anyMoment, anyZone, fc.integer({ min: -30, max: 30 }), (moment, zone, hours) => {
      const start = Temporal.Instant.fromEpochMilliseconds(moment).toZonedDateTimeISO(zone);
      // Near a change of the clock, since that is where it matters.
      const change = start.getTimeZoneTransition('next') ?? start;
      for (const { epochMilliseconds } of [start, change.add({ hours }), change]) {
        const zoned = Temporal.Instant.fromEpochMilliseconds(epochMilliseconds).toZonedDateTimeISO(zone);
        const [on, time] = [zoned.toPlainDate().toString(), zoned.toPlainTime().toString({ smallestUnit: 'minute' })];
        expect([localDateOf(epochMilliseconds, zone), localTimeOf(epochMilliseconds, zone)]).toEqual([on, time]);
        const at = Temporal.PlainDateTime.from(`${on}T${time}`).toZonedDateTime(zone).epochMilliseconds;
        expect(instantAt(day(on), time as LocalTime, zone)).toBe(at);
      }
    }),
    { numRuns: 300 },
  );
});
