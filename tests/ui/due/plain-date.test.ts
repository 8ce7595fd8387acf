import { describe, expect, test } from 'vitest';
import { readPlainDate } from '../../../src/ui/due/late/plain-date.ts';
import { newYork, time } from '../../core/records.ts';

const ZONE = 'America/New_York';
const context = (now: number) => ({ now, timeZone: ZONE, morning: time('09:00'), isDayFirst: false });
/** A Thursday afternoon. */
const THURSDAY = newYork('2026-03-05 14:00');
/** As `2026-03-06 16:00`, without the time when none was said. */
const read = (phrase: string, now = THURSDAY) => {
  const answer = readPlainDate(phrase, context(now));
  if (answer.state === 'unreadable') return 'unreadable';
  const { on, time: at } = answer.date;
  return `${answer.state === 'past' ? 'past: ' : ''}${on}${at === null ? '' : ` ${at}`}`;
};

describe('a day in plain words', () => {
  test.each([
    ['tonight', '2026-03-05 18:00'],
    ['tomorrow', '2026-03-06'],
    ['  Tomorrow ', '2026-03-06'],
    ['tmrw', '2026-03-06'],
    ['tomorrow morning', '2026-03-06'],
    ['tomorrow afternoon', '2026-03-06 15:00'],
    ['tomorrow evening', '2026-03-06 18:00'],
    ['noon tomorrow', '2026-03-06 12:00'],
    ['day after tomorrow', '2026-03-07'],
    ['the day after tomorrow', '2026-03-07'],
    ['in 3 weeks', '2026-03-26'],
    ['in 3 weeks at 4pm', '2026-03-26 16:00'],
    ['in 14 days', '2026-03-19'],
    ['in a fortnight', '2026-03-19'],
    ['in a day', '2026-03-06'],
    ['in a month', '2026-04-05'],
    ['in two months', '2026-05-05'],
    ['in 1 week and 2 days', '2026-03-14'],
    ['in 3 hours', '2026-03-05 17:00'],
    ['in half an hour', '2026-03-05 14:30'],
    ['next week', '2026-03-09'],
    ['next month', '2026-04-05'],
    ['end of may', '2026-05-31'],
    ['friday', '2026-03-06'],
    ['friday 4pm', '2026-03-06 16:00'],
    ['friday at 16:30', '2026-03-06 16:30'],
    ['fri at 3', '2026-03-06 15:00'],
    ['saturday morning', '2026-03-07'],
    ['this weekend', '2026-03-07'],
    ['thursday', '2026-03-12'],
    ['next thursday', '2026-03-12'],
    ['sunday', '2026-03-08'],
    ['4pm', '2026-03-05 16:00'],
    ['at 4', '2026-03-05 16:00'],
    ['1pm', '2026-03-06 13:00'],
    ['today 5pm', '2026-03-05 17:00'],
    ['12 may', '2026-05-12'],
    ['May 12 2027', '2027-05-12'],
    ['8th of september', '2026-09-08'],
    ['1 march', '2027-03-01'],
    ['2027-05-12', '2027-05-12'],
    ['after my exam on 12 may', '2026-05-12'],
    ['after step 2 on 12 may', '2026-05-12'],
    ['5pm PST tomorrow', '2026-03-06 20:00'],
    ['a week', '2026-03-12'],
    ['1 month', '2026-04-05'],
    ['a month', '2026-04-05'],
    ['a year', '2027-03-05'],
    ['in a month at 4pm', '2026-04-05 16:00'],
    ['in 1.5 weeks', '2026-03-16'],
    ['a week from friday', '2026-03-13'],
    ['two weeks from tomorrow', '2026-03-20'],
    ['a week from friday 4pm', '2026-03-13 16:00'],
    ['2 weeks after 12 may', '2026-05-26'],
    ['a week after my exam on 12 may', '2026-05-19'],
    ['a week from now', '2026-03-12'],
    ['a month from now', '2026-04-05'],
    ['the 15th', '2026-03-15'],
    ['on the 15th', '2026-03-15'],
    ['15th', '2026-03-15'],
    ['the 2nd', '2026-04-02'],
    ['the 5th', '2026-04-05'],
    ['the 15th at 4pm', '2026-03-15 16:00'],
    ['midnight', '2026-03-06 00:00'],
    ['tonight at midnight', '2026-03-06 00:00'],
    ['tomorrow midnight', '2026-03-07 00:00'],
    ['midnight tomorrow', '2026-03-07 00:00'],
    ['friday at midnight', '2026-03-07 00:00'],
    ['tomorrow 12am', '2026-03-06 00:00'],
  ])('is understood: %s', (phrase, expected) => {
    expect(read(phrase)).toBe(expected);
  });

  test.each([
    ['yesterday', 'past: 2026-03-04'],
    ['last friday', 'past: 2026-02-27'],
    ['3 days ago', 'past: 2026-03-02'],
    ['today', 'past: 2026-03-05'],
    ['now', 'past: 2026-03-05 14:00'],
    ['in 0 days', 'past: 2026-03-05'],
    ['1 march 2026', 'past: 2026-03-01'],
  ])('is seen to be over: %s', (phrase, expected) => {
    expect(read(phrase)).toBe(expected);
  });

  test.each([
    '',
    '   ',
    'banana',
    'maybe',
    'soon',
    'in a while',
    'when hell freezes over',
    'may',
    '2027',
    '5',
    '2026-02-30',
    '31 february',
    '13/13/2026',
    '3 may or 5 may',
    'between 3 and 5 may',
    'may 5 at 25:00',
    'monday week',
    'the week after next',
    'in a week and a half',
    'in two and a half weeks',
    'in three and a half months',
    'friday half past 4',
    'not tomorrow',
    "don't on friday",
    'never on monday',
    'except friday',
    'every monday',
    'each friday',
    'every other friday',
    'biweekly on monday',
    'mondays',
    'monday in two weeks',
    'friday in a week',
    'the last friday of may',
    'the 15th of next month',
    'the 32nd',
    'a week after the exam',
    'in 900 years',
    'in 20 years',
    'in 5000 years',
    '<img src=x onerror=alert(1)>',
    'x'.repeat(5000),
  ])('is not made up: %s', phrase => {
    expect(read(phrase)).toBe('unreadable');
  });

  test('is read with the day first where that is the custom', () => {
    const answer = readPlainDate('3/4', { ...context(THURSDAY), isDayFirst: true });
    expect(answer).toMatchObject({ date: { on: '2026-04-03' } });
    expect(read('3/4')).toBe('2027-03-04');
  });

  test('said on a Sunday, next week begins tomorrow', () => {
    expect(read('next week', newYork('2026-03-15 10:00', '-04:00'))).toBe('2026-03-16');
  });

  test('counts days and not hours over a change of the clock', () => {
    const evening = newYork('2026-03-07 23:30');
    expect(read('tomorrow', evening)).toBe('2026-03-08');
    expect(read('in 1 day', evening)).toBe('2026-03-08');
    expect(read('in 14 days', evening)).toBe('2026-03-21');
    expect(read('in 14 days', newYork('2026-10-31 23:30', '-04:00'))).toBe('2026-11-14');
    // Three hours later on the clock's own account: 2:00 is 3:00 that night.
    expect(read('in 3 hours', evening)).toBe('2026-03-08 03:30');
  });

  test('crosses leap days and the ends of months', () => {
    expect(read('in a month', newYork('2028-01-31 10:00'))).toBe('2028-02-29');
    expect(read('in 1 day', newYork('2028-02-28 10:00'))).toBe('2028-02-29');
    expect(read('in a year', newYork('2028-02-29 10:00'))).toBe('2029-02-28');
    expect(read('a month from tomorrow', newYork('2028-01-30 10:00'))).toBe('2028-02-29');
    expect(read('the 31st', newYork('2028-03-31 10:00', '-04:00'))).toBe('2028-05-31');
  });

  test('is the student’s day, wherever the computer’s clock is set to', () => {
    // Already Friday in Tokyo.
    const answer = readPlainDate('tomorrow', { ...context(THURSDAY), timeZone: 'Asia/Tokyo' });
    expect(answer).toMatchObject({ state: 'understood', date: { on: '2026-03-07', time: null } });
  });
});
