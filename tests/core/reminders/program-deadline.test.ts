import fc from 'fast-check';
import { expect, test } from 'vitest';
import { addDays } from '../../../src/core/dates.ts';
import type { Program } from '../../../src/core/program.ts';
import { programDeadline } from '../../../src/core/reminders/program-deadline.ts';
import { wantedForProgram } from '../../../src/core/reminders/rules.ts';
import { parseSettings } from '../../../src/core/settings.ts';
import { day, program } from '../records.ts';

const settings = parseSettings({});
const deadlineOn = day('2026-10-15');
const of = (fields: Partial<Program>, given = settings) => programDeadline({ program: program(fields) }, given);
const days = (...args: Parameters<typeof of>) =>
  of(...args).map(({ dueOn, endsOn }) => `${dueOn} > ${endsOn ?? 'stays'}`);
const entered = (on: string) => ({ deadlineOn, enteredOn: { deadlineOn: day(on) } });

const ALL = ['2026-10-01 > 2026-10-08', '2026-10-08 > 2026-10-14', '2026-10-14 > stays'];

test.each<[string, Partial<Program>, readonly string[]]>([
  ['no deadline', {}, []],
  ['applied', { deadlineOn, appliedOn: day('2026-09-01') }, []],
  ['applied after it', { deadlineOn, appliedOn: day('2026-12-01') }, []],
  ['a deadline', { deadlineOn }, ALL],
  ['typed in on the first day', entered('2026-10-01'), ALL],
  ['typed in a day later', entered('2026-10-02'), ALL.slice(1)],
  ['typed in after the second', entered('2026-10-09'), ALL.slice(2)],
  ['typed in on the last', entered('2026-10-14'), ALL.slice(2)],
  ['typed in on the deadline', entered('2026-10-15'), ['2026-10-15 > stays']],
  ['typed in when it had passed', entered('2026-10-16'), []],
  [
    'the turn of a leap year',
    { deadlineOn: day('2028-03-01') },
    ['2028-02-16 > 2028-02-23', '2028-02-23 > 2028-02-29', '2028-02-29 > stays'],
  ],
])('%s', (_name, fields, wanted) => {
  expect(days(fields)).toEqual(wanted);
});

test('says which program and how many days are left on the day it is due', () => {
  const about = { type: 'program-deadline', since: deadlineOn, programId: 'g1', name: 'Harbor Medical Center' };
  expect(of({ deadlineOn })[0]).toEqual({
    rule: 'program-deadline',
    subjectId: 'g1',
    mentorId: null,
    occurrence: '2026-10-15.14',
    dueOn: '2026-10-01',
    endsOn: '2026-10-08',
    reason: { ...about, daysBefore: 14 },
  });
  expect(of(entered('2026-10-15'))).toEqual([
    expect.objectContaining({ occurrence: '2026-10-15.1', reason: { ...about, daysBefore: 0 } }),
  ]);
});

test('the days may be given in any order, and two may be the same', () => {
  const given = (first: number, second: number, last: number) =>
    parseSettings({ numbers: { deadlineFirstDays: first, deadlineSecondDays: second, deadlineLastDays: last } });
  expect(days({ deadlineOn }, given(1, 14, 7))).toEqual(ALL);
  expect(days({ deadlineOn }, given(3, 3, 3))).toEqual(['2026-10-12 > stays']);
  expect(days({ deadlineOn }, given(0, 3, 0))).toEqual(['2026-10-12 > 2026-10-15', '2026-10-15 > stays']);
});

test('a deadline at the end of all time has no day that cannot be kept', () => {
  const wanted = (on: string) => wantedForProgram({ program: program({ deadlineOn: day(on) }) }, settings);
  expect(wanted('2199-12-31').map(({ dueOn }) => dueOn)).toEqual(['2199-12-17', '2199-12-24', '2199-12-30']);
  const onTheDay = parseSettings({ numbers: { deadlineLastDays: 0 } });
  const last = wantedForProgram({ program: program({ deadlineOn: day('2199-12-31') }) }, onTheDay).at(-1);
  expect(last).toMatchObject({ dueOn: '2199-12-24' });
  expect(last?.endsOn).toBeUndefined();
  expect(wanted('1900-01-05').map(({ dueOn }) => dueOn)).toEqual(['1900-01-04']);
});

test('on any day at most one is open, and until the deadline of a program not applied to never none once one was', () => {
  const offset = fc.integer({ min: -60, max: 60 });
  const number = fc.integer({ min: 0, max: 120 });
  fc.assert(
    fc.property(fc.option(offset), number, number, number, offset, (typedIn, first, second, last, at) => {
      const given = parseSettings({
        numbers: { deadlineFirstDays: first, deadlineSecondDays: second, deadlineLastDays: last },
      });
      const enteredOn = typedIn === null ? {} : { deadlineOn: addDays(deadlineOn, typedIn) };
      const steps = of({ deadlineOn, enteredOn }, given);
      const on = addDays(deadlineOn, at);
      const open = steps.filter(({ dueOn, endsOn }) => dueOn <= on && (endsOn === undefined || on < endsOn));
      expect(open.length).toBe(steps.some(({ dueOn }) => dueOn <= on) ? 1 : 0);
      expect(steps.length > 0).toBe(typedIn === null || typedIn <= 0);
      for (const { dueOn } of steps) expect(dueOn >= (enteredOn.deadlineOn ?? dueOn)).toBe(true);
      expect(new Set(steps.map(({ occurrence }) => occurrence)).size).toBe(steps.length);
    }),
  );
});
