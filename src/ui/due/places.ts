import type { Reason } from '../../core/reminders/reminder.ts';

/** The place of the dashboard where a reminder's next action is done; `null` where that is a message, or done at once. */
export function placeOfNextAction(reason: Reason): string | null {
  switch (reason.type) {
    case 'packet':
      return `/packet/${reason.letterId}`;
    case 'backup':
      // The letter's own window shows how it stands; who could write instead is a letter of theirs.
      return reason.step === 'name' ? `/letters/new?backup=${reason.letterId}` : `/letters/${reason.letterId}`;
    case 'portal':
    case 'nudge-decide':
      return `/letters/${reason.letterId}`;
    case 'assign':
    case 'outcome-soap':
      return '/programs/letters';
    case 'program-deadline':
      return '/programs';
    default:
      return null;
  }
}

/** The letter that a reminder is about, of several the first; `null` for none. */
export function letterOf(reason: Reason): string | null {
  if (reason.type === 'nudge') return reason.letterIds[0] ?? null;
  return 'letterId' in reason ? reason.letterId : null;
}
