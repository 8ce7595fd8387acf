import type { LocalDate } from '../../core/dates.ts';

/**
 * A notification's id is made from its reminder's, or for a digest from its day: showing it again replaces it, and a
 * click leads back.
 */
const REMINDER = 'reminder:';
const DIGEST = 'digest:';

export function noticeId(reminderId: string): string {
  return `${REMINDER}${reminderId}`;
}

export function digestNoticeId(on: LocalDate): string {
  return `${DIGEST}${on}`;
}

/** The reminder a notification is about; `null` for a digest. */
export function reminderIdOf(notificationId: string): string | null {
  return notificationId.startsWith(REMINDER) ? notificationId.slice(REMINDER.length) : null;
}
