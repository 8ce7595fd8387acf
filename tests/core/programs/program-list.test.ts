import { describe, expect, test } from 'vitest';
import type { CheckState, ProgramCheck } from '../../../src/core/programs/check.ts';
import {
  ALL_PROGRAMS,
  filterPrograms,
  isFiltered,
  isMissed,
  isSoon,
  type ProgramFilter,
  type ProgramSort,
  sortPrograms,
} from '../../../src/core/programs/program-list.ts';
import { day, program } from '../records.ts';

const TODAY = day('2026-09-16');
const check = (programId: string, state: CheckState): ProgramCheck => ({
  programId,
  state,
  assignedCount: 0,
  findings: [],
  wishes: {
    letterCount: null,
    most: null,
    wantsChairLetter: false,
    wantsStandardized: false,
    wantsDoWriter: false,
    oldestLetterMonths: null,
  },
});
const programs = [
  program({ id: 'a', name: 'Harbor 10', trackId: 't2', priority: 2, deadlineOn: day('2026-09-30') }),
  program({ id: 'b', name: 'harbor 9', trackId: 't1', deadlineOn: day('2026-09-15'), note: 'Two campuses' }),
  program({ id: 'c', name: 'Álamo', trackId: null, priority: 1, appliedOn: day('2026-09-10') }),
];
const checks = new Map(
  [check('a', 'missing'), check('b', 'ok'), check('c', 'waiting')].map(one => [one.programId, one]),
);
const trackNames = new Map([
  ['t1', 'Medicine'],
  ['t2', 'Anesthesiology'],
]);

test.each<[Partial<ProgramFilter>, string]>([
  [{}, 'abc'],
  [{ query: 'HARBOR' }, 'ab'],
  [{ query: 'harbor 9' }, 'b'],
  [{ query: 'alamo' }, 'c'],
  [{ query: 'campus' }, 'b'],
  [{ query: 'nowhere' }, ''],
  [{ track: 't1' }, 'b'],
  [{ track: 'none' }, 'c'],
  [{ priority: '2' }, 'a'],
  [{ priority: 'none' }, 'b'],
  [{ check: 'has' }, 'b'],
  [{ check: 'lacks' }, 'ac'],
  [{ applied: 'yes' }, 'c'],
  [{ applied: 'no' }, 'ab'],
  [{ isSoonOnly: true }, 'a'],
  [{ applied: 'no', track: 't2', isSoonOnly: true, query: 'h' }, 'a'],
])('with %j are shown %j', (filter, ids) => {
  const shown = filterPrograms(programs, { ...ALL_PROGRAMS, ...filter }, checks, TODAY);
  expect(shown.map(({ id }) => id).join('')).toBe(ids);
  expect(isFiltered({ ...ALL_PROGRAMS, ...filter })).toBe(Object.keys(filter).length > 0);
});

describe('in order', () => {
  test.each<[ProgramSort, string, string]>([
    ['name', 'cba', 'abc'],
    ['track', 'abc', 'bac'],
    ['priority', 'cab', 'acb'],
    ['deadline', 'bac', 'abc'],
    ['applied', 'cba', 'cba'],
    ['interview', 'cba', 'cba'],
    ['check', 'bca', 'acb'],
  ])('of %s: %s, and the other way %s; what has nothing there is last', (by, up, down) => {
    const order = (isDescending: boolean) =>
      sortPrograms(programs, by, isDescending, checks, trackNames)
        .map(({ id }) => id)
        .join('');
    expect([order(false), order(true)]).toEqual([up, down]);
  });
});

test.each([
  ['2026-09-15', false, true],
  ['2026-09-16', true, false],
  ['2026-09-30', true, false],
  ['2026-10-01', false, false],
])('a deadline on %s is soon: %s, missed: %s, unless the student applied', (deadline, soon, missed) => {
  const one = { deadlineOn: day(deadline), appliedOn: null };
  expect([isSoon(one, TODAY), isMissed(one, TODAY)]).toEqual([soon, missed]);
  const applied = { ...one, appliedOn: TODAY };
  expect([isSoon(applied, TODAY), isMissed(applied, TODAY)]).toEqual([false, false]);
});
