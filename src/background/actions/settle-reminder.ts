import { addDays, instantAt, type LocalDate, localDateOf } from '../../core/dates.ts';
import { isOpen, type Reminder } from '../../core/reminders/reminder.ts';
import type { Result } from '../../core/result.ts';
import type { Written } from '../../messages/protocol.ts';
import type { Change } from '../../storage/index.ts';
import type { Deps } from '../deps.ts';
import { Refused, write } from './write.ts';

/** Marks a reminder done or skipped; the next occurrence counts from today. */
export async function settleReminder(deps: Deps, id: string, state: 'done' | 'skipped'): Promise<Result<Written>> {
  const today = localDateOf(deps.now(), deps.timeZone());
  return changeReminder(deps, id, { state, snoozedUntilAt: null, settledOn: today }, async (change, { reason }) => {
    // "Did it happen?" is done with a yes.
    const isYes = state === 'done' && reason.type === 'planned-over';
    if (isYes && (await change.get('interactions', reason.interactionId)) !== null)
      await change.patch('interactions', reason.interactionId, { state: 'happened' });
  });
}

/** Puts a reminder out of sight until the morning of a day. Its true due day stays. A day that is past means tomorrow. */
export async function snoozeReminder(deps: Deps, id: string, untilOn: LocalDate): Promise<Result<Written>> {
  const settings = await deps.storage.read.settings();
  const tomorrow = addDays(localDateOf(deps.now(), deps.timeZone()), 1);
  const on = untilOn < tomorrow ? tomorrow : untilOn;
  const snoozedUntilAt = instantAt(on, settings.morning, deps.timeZone());
  return changeReminder(deps, id, { state: 'snoozed', snoozedUntilAt, announcedAt: null });
}

async function changeReminder(
  deps: Deps,
  id: string,
  fields: Readonly<Record<string, unknown>>,
  andThen: (change: Change, reminder: Reminder) => Promise<void> = async () => {},
): Promise<Result<Written>> {
  return write(deps, async change => {
    const reminder = await deps.storage.read.reminder(id);
    if (reminder === null || !isOpen(reminder)) throw new Refused({ code: 'reminder/not-found' });
    await change.patch('reminders', id, fields);
    await andThen(change, reminder);
    return { id };
  });
}
