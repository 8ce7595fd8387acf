import { expect, test } from 'vitest';
import { type Anchor, nextDueOn, rhythmDaysOf } from '../../src/core/rhythm.ts';
import { parseSettings } from '../../src/core/settings.ts';
import { day } from './records.ts';

test.each([
  ['the person', { rhythmDays: 10, role: 'chair' as const }, 10],
  ['else the role', { rhythmDays: null, role: 'chair' as const }, 90],
  ['else the default', { rhythmDays: null, role: 'mentor' as const }, 45],
])('the rhythm is that of %s', (_name, mentor, rhythm) => {
  const settings = parseSettings({ rhythmDays: 45, rhythmDaysByRole: { mentor: null } });
  expect(rhythmDaysOf(mentor, settings)).toBe(rhythm);
});

const contact = (on: string): Anchor => ({ type: 'contact', on: day(on) });

test.each([
  ['into a shorter month', contact('2026-01-31'), 28, [], '2026-02-28'],
  ['over the end of February', contact('2026-02-28'), 1, [], '2026-03-01'],
  ['onto a leap day', contact('2028-01-30'), 30, [], '2028-02-29'],
  ['from a leap day', contact('2028-02-29'), 365, [], '2029-02-28'],
  ['over the end of a year', contact('2026-12-31'), 1, [], '2027-01-01'],
  ['over the spring clock change', contact('2026-03-07'), 2, [], '2026-03-09'],
  ['over the autumn clock change', contact('2026-10-31'), 2, [], '2026-11-02'],
  ['from the day it was settled', { type: 'settled', on: day('2026-03-05') } as Anchor, 7, [], '2026-03-12'],
  ['a rhythm after somebody was added', { type: 'added', on: day('2026-03-05') } as Anchor, 60, [], '2026-05-04'],
  ['on the next day with the shortest rhythm', contact('2026-12-31'), 1, [], '2027-01-01'],
  ['two years on with the longest', contact('2026-03-05'), 730, [], '2028-03-04'],
  ['not before a planned meeting is over', contact('2026-03-01'), 7, ['2026-03-15'], '2026-03-16'],
  ['not moved by a meeting planned before it', contact('2026-03-01'), 30, ['2026-03-20'], '2026-03-31'],
  ['the day after a meeting planned for its own day', contact('2026-03-01'), 7, ['2026-03-08'], '2026-03-09'],
  [
    'not for somebody just added before the first meeting is over',
    { type: 'added', on: day('2026-03-05') } as Anchor,
    7,
    ['2026-03-18'],
    '2026-03-19',
  ],
  [
    'as ever when what is planned is more than a rhythm further off',
    contact('2026-03-01'),
    7,
    ['2026-03-16'],
    '2026-03-08',
  ],
  ['as ever when it is a year off', contact('2027-01-05'), 60, ['2028-06-01'], '2027-03-06'],
  [
    'after each of several that are never more than a rhythm apart, in whatever order',
    contact('2026-03-01'),
    7,
    ['2026-03-23', '2026-03-05', '2026-03-15', '2026-04-01'],
    '2026-03-24',
  ],
  ['the day after one of two on its own day', contact('2026-03-01'), 1, ['2026-03-02', '2026-03-02'], '2026-03-03'],
])('a check-in falls due %s', (_name, anchor, rhythmDays, plannedUntilOn, dueOn) => {
  expect(nextDueOn(anchor, rhythmDays, plannedUntilOn.map(day))).toBe(dueOn);
});
