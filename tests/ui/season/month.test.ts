import { expect, test } from 'vitest';
import type { LocalDate } from '../../../src/core/dates.ts';
import { addMonths, firstOf, monthOf, weeksOf } from '../../../src/ui/season/month.ts';

test.each([
  ['2027-01', -1, '2026-12'],
  ['2026-12', 1, '2027-01'],
  ['2027-06', 0, '2027-06'],
  ['2027-06', 30, '2029-12'],
  ['2027-06', -18, '2025-12'],
])('%s and %i months is %s', (month, count, expected) => {
  expect(addMonths(month, count)).toBe(expected);
});

test.each<[string, number, string, string]>([
  // Whole weeks from Sunday: a month of four, five and six of them.
  ['2026-02', 4, '2026-02-01', '2026-02-28'],
  ['2027-09', 5, '2027-08-29', '2027-10-02'],
  ['2026-08', 6, '2026-07-26', '2026-09-05'],
  ['2028-02', 5, '2028-01-30', '2028-03-04'],
])('%s has %i weeks, from %s to %s', (month, count, first, last) => {
  const weeks = weeksOf(month);
  expect(weeks).toHaveLength(count);
  expect(weeks.every(week => week.length === 7)).toBe(true);
  expect(weeks.flat().at(0)).toBe(first);
  expect(weeks.flat().at(-1)).toBe(last);
  expect(weeks.flat()).toContain(firstOf(month));
});

test('a day is in its month', () => {
  expect(monthOf('2027-09-30' as LocalDate)).toBe('2027-09');
});
