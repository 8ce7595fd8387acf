import { type Reminder, reminderId } from './reminder.ts';

/**
 * By which the student's own calendar knows a reminder, whether it comes from the due list or from the season. Of the steps
 * of a letter it is the step, and not the day that it is counted back from: when that moves, the calendar moves the event
 * and makes no second one.
 */
export function calendarIdOf(reminder: Pick<Reminder, 'rule' | 'subjectId' | 'occurrence' | 'reason'>): string {
  const { occurrence, reason } = reminder;
  const step = (name: string) => reminderId({ ...reminder, occurrence: name });
  switch (reason.type) {
    case 'nudge':
    case 'backup':
      // The day, and which step.
      return step(occurrence.slice(occurrence.indexOf('.') + 1));
    case 'packet':
      return step('packet');
    case 'ask-letter':
      return step(occurrence.startsWith('rotation-') ? occurrence : 'latest');
    default:
      return reminderId(reminder);
  }
}
