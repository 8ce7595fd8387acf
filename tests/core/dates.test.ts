import { expect, test } from 'vitest';
import {
  addDays,
  daysBetween,
  instantAfter,
  instantAt,
  knownTimeZone,
  type LocalDate,
  type LocalTime,
  localDateOf,
  localTimeOf,
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
