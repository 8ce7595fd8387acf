import { instantAt } from '../dates.ts';
import type { Settings } from '../settings.ts';
import { isOpen, type Reminder, reminderId, type WantedReminder } from './reminder.ts';

/** How the stored reminders about one subject have to change. Doing it twice changes nothing more. */
export interface Reconciliation {
  readonly create: readonly Omit<Reminder, 'stamps'>[];
  readonly update: readonly { readonly id: string; readonly fields: Partial<Omit<Reminder, 'id' | 'stamps'>> }[];
  readonly remove: readonly string[];
}

/**
 * Compares what should exist with what is stored. New ones appear; open ones whose cause is gone disappear; those done
 * or skipped never come back; a snooze and the mark of having been announced stay, unless the due day moved ahead.
 */
export function reconcile(
  wanted: readonly WantedReminder[],
  stored: readonly Reminder[],
  settings: Settings,
  now: number,
  timeZone: string,
): Reconciliation {
  const storedById = new Map(stored.map(reminder => [reminder.id, reminder]));
  const create: Omit<Reminder, 'stamps'>[] = [];
  const update: { id: string; fields: Partial<Omit<Reminder, 'id' | 'stamps'>> }[] = [];
  const wantedIds = new Set<string>();
  for (const want of wanted) {
    const id = reminderId(want);
    wantedIds.add(id);
    const dueAt = want.dueAt ?? instantAt(want.dueOn, settings.morning, timeZone);
    const have = storedById.get(id);
    if (have === undefined) {
      create.push({
        ...want,
        id,
        dueAt,
        state: 'due',
        snoozedUntilAt: null,
        announcedAt: null,
        settledOn: null,
      });
    } else if (isOpen(have) && (have.dueAt !== dueAt || have.dueOn !== want.dueOn || !sameReason(have, want))) {
      // Moved to a later day, it is news again when that day comes.
      const isAhead = have.dueOn !== want.dueOn && dueAt > now;
      update.push({
        id,
        fields: { dueOn: want.dueOn, dueAt, reason: want.reason, ...(isAhead ? { announcedAt: null } : {}) },
      });
    }
  }
  const remove = stored.filter(reminder => isOpen(reminder) && !wantedIds.has(reminder.id)).map(({ id }) => id);
  return { create, update, remove };
}

function sameReason(have: Reminder, want: WantedReminder): boolean {
  return JSON.stringify(have.reason) === JSON.stringify(want.reason);
}
