import { canBeDone } from '../core/reminders/reminder.ts';
import { failure } from '../core/result.ts';
import { reminderIdOf } from './actions/notice-ids.ts';
import { settleReminder, snoozeUntilTomorrow } from './actions/settle-reminder.ts';
import { type Deps, withDeps } from './deps.ts';

const DASHBOARD = 'src/ui/dashboard/index.html';

/** Opens the very thing a notification was about: its person, or the due list for a digest and what is about nobody. */
export function onNotificationOpened(id: string): Promise<void> {
  return withDeps(deps => openFromNotification(deps, id));
}

/** Done, where that closes the matter, or snoozed until tomorrow morning. */
export function onNotificationAnswered(id: string, button: number): Promise<void> {
  return withDeps(deps => answerNotification(deps, id, button));
}

export async function openFromNotification(deps: Deps, id: string): Promise<void> {
  const reminderId = reminderIdOf(id);
  const reminder = reminderId === null ? null : await deps.storage.read.reminder(reminderId);
  const mentorId = reminder?.mentorId ?? null;
  const mentor = mentorId === null ? null : await deps.storage.read.mentor(mentorId);
  await deps.openPage(mentor === null ? `${DASHBOARD}#/due` : `${DASHBOARD}#/mentors/${mentor.id}`);
  await deps.clearNotification(id);
}

export async function answerNotification(deps: Deps, id: string, button: number): Promise<void> {
  const reminderId = reminderIdOf(id);
  const reminder = reminderId === null ? null : await deps.storage.read.reminder(reminderId);
  const result =
    reminder === null
      ? failure('reminder/not-found')
      : button === 0 && canBeDone(reminder)
        ? await settleReminder(deps, reminder.id, 'done')
        : await snoozeUntilTomorrow(deps, reminder.id);
  // Where storage failed it stays, so that it can be answered again; what is settled already says nothing true any more.
  if (result.ok || result.problem.code === 'reminder/not-found') await deps.clearNotification(id);
}
