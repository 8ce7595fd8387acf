import { addDays, daysBetween } from '../dates.ts';
import type { Settings } from '../settings.ts';
import type { ProgramFacts } from './facts.ts';
import { knownOn } from './letter-rule.ts';
import type { WantedReminder } from './reminder.ts';

/**
 * Program deadline: 14, 7 and 1 days before, until "applied on" is set. The last stays, also when the deadline has
 * passed. A deadline typed in when all of these days had passed, but not the deadline itself, is reminded of at once.
 */
export function programDeadline({ program }: ProgramFacts, { numbers }: Settings): WantedReminder[] {
  const { id, name, deadlineOn, appliedOn } = program;
  if (deadlineOn === null || appliedOn !== null) return [];
  const enteredOn = program.enteredOn.deadlineOn ?? null;
  if (enteredOn !== null && deadlineOn < enteredOn) return [];
  const { deadlineFirstDays, deadlineSecondDays, deadlineLastDays } = numbers;
  const days = [...new Set([deadlineFirstDays, deadlineSecondDays, deadlineLastDays])].sort((a, b) => b - a);
  const steps = days
    .map(daysBefore => ({ daysBefore, on: addDays(deadlineOn, -daysBefore) }))
    .filter(({ on }, index) => enteredOn === null || on >= enteredOn || index === days.length - 1)
    .map(({ daysBefore, on }) => ({ daysBefore, dueOn: knownOn(on, program, 'deadlineOn') }));
  return steps.map(({ daysBefore, dueOn }, index) => {
    const next = steps[index + 1];
    return {
      rule: 'program-deadline',
      subjectId: id,
      occurrence: `${deadlineOn}.${daysBefore}`,
      mentorId: null,
      dueOn,
      ...(next === undefined ? {} : { endsOn: next.dueOn }),
      reason: {
        type: 'program-deadline',
        since: deadlineOn,
        programId: id,
        name,
        daysBefore: daysBetween(dueOn, deadlineOn),
      },
    };
  });
}
