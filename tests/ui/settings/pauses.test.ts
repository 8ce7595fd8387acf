import { describe, expect, test } from 'vitest';
import { type Pause, parseSettings } from '../../../src/core/settings.ts';
import {
  lengthDays,
  type PauseForm,
  pauseToday,
  readPause,
  sortPauses,
  withoutPause,
  withPause,
} from '../../../src/ui/settings/pauses.ts';
import { day } from '../../core/records.ts';

const TODAY = day('2027-03-10');
const form = (fields: Partial<PauseForm> = {}): PauseForm => ({
  kind: 'exam',
  from: '2027-03-12',
  until: '2027-03-14',
  ...fields,
});
const pause = (id: string, from: string, until = from, kind: Pause['kind'] = 'exam'): Pause => ({
  id,
  kind,
  fromOn: day(from),
  untilOn: day(until),
});

describe('a pause that is typed', () => {
  test('is taken as the worker keeps it', () => {
    const read = readPause(form(), 'p1', TODAY);
    expect(read).toEqual(pause('p1', '2027-03-12', '2027-03-14'));
    expect(JSON.stringify(parseSettings({ pauses: [read] }).pauses)).toBe(JSON.stringify([read]));
  });

  test.each([
    ['without a first day', { from: '' }, 'no-from'],
    ['with a first day that no calendar has', { from: '2027-02-30' }, 'no-from'],
    ['without a last day', { until: '' }, 'no-until'],
    ['in the year 9999', { until: '9999-12-31' }, 'no-until'],
    ['that ends before it begins', { until: '2027-03-11' }, 'ends-before'],
    ['that is over', { from: '2027-03-01', until: '2027-03-09' }, 'is-over'],
  ])('%s is refused', (_, fields, problem) => {
    expect(readPause(form(fields), 'p1', TODAY)).toBe(problem);
  });

  test.each([
    ['of one day', { until: '2027-03-12' }],
    ['that began before today and ends today', { from: '2027-03-01', until: '2027-03-10' }],
  ])('%s is taken', (_, fields) => {
    expect(readPause(form(fields), 'p1', TODAY)).toMatchObject({ id: 'p1' });
  });
});

test('pauses are kept by first day, and a changed one takes its own place', () => {
  const [a, b] = [pause('a', '2027-04-01'), pause('b', '2027-03-20')];
  const both = withPause(withPause([], a), b);
  expect(both).toEqual([b, a]);
  expect(withPause(both, pause('b', '2027-05-01'))).toEqual([a, pause('b', '2027-05-01')]);
  expect(withoutPause(both, 'a')).toEqual([b]);
});

test('of more than are kept the oldest go, never the new one', () => {
  const many = Array.from({ length: 200 }, (_, i) =>
    pause(`old-${i}`, `2026-01-${String((i % 28) + 1).padStart(2, '0')}`),
  );
  const list = withPause(many, pause('new', '2027-03-20'));
  expect(list).toHaveLength(200);
  expect(list.at(-1)?.id).toBe('new');
  expect(parseSettings({ pauses: list }).pauses).toEqual(list);
});

test('what holds today or later comes soonest first, what is over newest first', () => {
  const list = [
    pause('later', '2027-06-01'),
    pause('old', '2026-01-01'),
    pause('today', '2027-03-08', '2027-03-10'),
    pause('yesterday', '2027-03-09'),
  ];
  const { open, past } = sortPauses(list, TODAY);
  expect(open.map(({ id }) => id)).toEqual(['today', 'later']);
  expect(past.map(({ id }) => id)).toEqual(['yesterday', 'old']);
});

test('the pause of today is the one that ends last', () => {
  expect(pauseToday([], TODAY)).toBeNull();
  expect(pauseToday([pause('a', '2027-03-11')], TODAY)).toBeNull();
  expect(pauseToday([pause('a', '2027-03-10'), pause('b', '2027-03-01', '2027-03-31')], TODAY)?.id).toBe('b');
});

test('a length counts both days, also over a clock change and a leap day', () => {
  expect(lengthDays(pause('a', '2027-03-10'))).toBe(1);
  expect(lengthDays(pause('a', '2027-03-13', '2027-03-15'))).toBe(3);
  expect(lengthDays(pause('a', '2028-02-28', '2028-03-01'))).toBe(3);
});
