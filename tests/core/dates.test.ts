import { expect, test } from 'vitest';
import { addDays, daysBetween, instantAt, type LocalDate, type LocalTime, localDateOf, parseLocalDate } from '../../src/core/dates.ts';

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
