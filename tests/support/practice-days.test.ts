import { expect, test } from 'vitest';
import { withDays } from '../start/practice-server.ts';

const THURSDAY = new Date(2026, 2, 5, 23, 30);

test.each([
  ['%DATE-1%', '2026-03-04'],
  ['%DATE+1%', '2026-03-06'],
  ['%DATE-5%', '2026-02-28'],
  ['%DAY-3%', 'Mon, Mar 2, 2026'],
  ['%MONTH-5% %NUMBER-5%', 'Feb 28'],
  // Ahead there is no weekend; behind there is.
  ['%DATE+2% %DATE+3% %DATE+4%', '2026-03-09 2026-03-09 2026-03-09'],
  ['%DATE-4%', '2026-03-01'],
  ['<time datetime="%DATE-1%T20:05:00">', '<time datetime="2026-03-04T20:05:00">'],
  ['100%', '100%'],
  ['%YEAR+1%', '%YEAR+1%'],
])('on a practice page %s is %s', (written, shown) => {
  expect(withDays(written, THURSDAY)).toBe(shown);
});

test('over the change of the clock each day is a day', () => {
  // In the tests' zone the clock goes forward on 8 March 2026.
  expect(withDays('%DATE-1% %DATE-2%', new Date(2026, 2, 9, 0, 30))).toBe('2026-03-08 2026-03-07');
});
