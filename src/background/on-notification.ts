import { addDays, localDateOf } from '../core/dates.ts';
import { settleReminder, snoozeReminder } from './actions/settle-reminder.ts';
import { type Deps, withDeps } from './deps.ts';

const DASHBOARD = 'src/ui/dashboard/index.html';

/** Opens the very thing a notification was about: its person, or the due list for a digest. */
export async function onNotificationOpened(id: string): Promise<void> {
  await withDeps(async deps => {
    const reminderId = reminderIdOf(id);
    const reminder = reminderId === null ? null : await deps.storage.read.reminder(reminderId);
    await deps.openPage(reminder === null ? `${DASHBOARD}#/due` : `${DASHBOARD}#/mentors/${reminder.subjectId}`);
    await deps.clearNotification(id);
  });
}

/** Done, or snoozed until tomorrow morning. */
export async function onNotificationAnswered(id: string, button: number): Promise<void> {
  const reminderId = reminderIdOf(id);
  if (reminderId === null) return;
  await withDeps(async deps => {
    if (button === 0) await settleReminder(deps, reminderId, 'done');
    else await snoozeReminder(deps, reminderId, tomorrow(deps));
  });
}

function reminderIdOf(notificationId: string): string | null {
  return notificationId.startsWith('reminder:') ? notificationId.slice('reminder:'.length) : null;
}

function tomorrow(deps: Deps) {
  return addDays(localDateOf(deps.now(), deps.timeZone()), 1);
}
