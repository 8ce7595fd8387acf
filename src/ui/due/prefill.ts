import type { LogForm } from '../../core/log-form.ts';
import type { Reminder } from '../../core/reminders/reminder.ts';

/** What a log form can be filled with when it is opened from a reminder: what was most likely done about it. */
export function prefillFor({ reason }: Pick<Reminder, 'reason'>): Partial<LogForm> {
  switch (reason.type) {
    case 'thank-you':
      return { kind: 'thank-you', direction: 'out' };
    case 'letter-thanks':
      return { kind: 'thank-you', direction: 'out', letterId: reason.letterId, letterStep: 'thanks' };
    case 'follow-up':
      return { title: reason.text };
    case 'feedback':
      return { kind: 'feedback', direction: 'in' };
    case 'ask-letter':
      return { letterId: reason.letterId, letterStep: 'ask' };
    case 'reply':
      return { kind: 'email', direction: 'in', letterId: reason.letterId, letterStep: 'answer' };
    case 'packet':
      return { kind: 'email', direction: 'out', letterId: reason.letterId, letterStep: 'packet' };
    case 'refresh':
      return { kind: 'email', direction: 'out', letterId: reason.letterId };
    case 'nudge':
      return { kind: 'email', direction: 'out', letterId: reason.letterIds[0] ?? null, letterStep: 'nudge' };
    default:
      return {};
  }
}

/** The people of a form with this one among them. */
export function withPerson(mentorIds: readonly string[], mentorId: string): string[] {
  return mentorIds.includes(mentorId) ? [...mentorIds] : [...mentorIds, mentorId];
}
