import { instantAt } from '../dates.ts';
import type { Settings } from '../settings.ts';
import { type HeldReminder, isOpen, isSettled, type Reminder, reminderId, type Scope } from './reminder.ts';

/** How the stored reminders of one scope have to change. Doing it twice changes nothing more. */
export interface Reconciliation {
  readonly create: readonly Omit<Reminder, 'stamps'>[];
  readonly update: readonly { readonly id: string; readonly fields: Partial<Omit<Reminder, 'id' | 'stamps'>> }[];
  readonly remove: readonly string[];
  /** Those that were announced and whose cause is gone: they are closed, and keep the mark. */
  readonly retire: readonly string[];
}

/**
 * Compares what should exist with what is stored. New ones appear; open ones whose cause is gone, or whose next step has
 * come, disappear, and are remembered if they were announced; those done or skipped never come back; a snooze and the mark of having been announced stay, unless the
 * due day moved ahead.
 *
 * @param stored - All open ones of the scope, and whatever of the wanted ones is there already.
 */
export function reconcile(
  scope: Scope,
  wanted: readonly HeldReminder[],
  stored: readonly Reminder[],
  settings: Settings,
  now: number,
  timeZone: string,
): Reconciliation {
  const storedById = new Map(stored.map(reminder => [reminder.id, reminder]));
  const create: Omit<Reminder, 'stamps'>[] = [];
  const update: { id: string; fields: Partial<Omit<Reminder, 'id' | 'stamps'>> }[] = [];
  const wantedIds = new Set<string>();
  const morningOf = (on: HeldReminder['dueOn']) => instantAt(on, settings.morning, timeZone);
  for (const want of wanted) {
    const id = reminderId(want);
    const { endsOn, dueAt: moment, ...rest } = want;
    const times = {
      dueAt: moment ?? morningOf(want.dueOn),
      endsAt: endsOn === undefined ? null : morningOf(endsOn),
      heldUntilAt: want.heldUntilOn === null ? null : morningOf(want.heldUntilOn),
    };
    if (times.endsAt !== null && times.endsAt <= now) continue;
    wantedIds.add(id);
    const have = storedById.get(id);
    if (have === undefined) {
      create.push({
        ...rest,
        ...times,
        id,
        scope,
        dueTime: null,
        state: 'due',
        snoozedUntilAt: null,
        snoozedUntilOn: null,
        snoozedUntilTime: null,
        announcedAt: null,
        settledOn: null,
      });
    } else if (!isSettled(have)) {
      // Moved to a later day, it is news again when that day comes.
      const isAhead =
        (have.dueOn !== want.dueOn && times.dueAt > now) || isHeldAnew(have, want, times.heldUntilAt, now);
      const announcedAt = isAhead ? null : have.announcedAt;
      const snooze = snoozeIn(have, settings, timeZone);
      const fields = changedFields(have, { ...rest, ...times, scope, ...snooze, ...reopened(have), announcedAt });
      if (Object.keys(fields).length > 0) update.push({ id, fields });
    }
  }
  const left = stored.filter(reminder => isOpen(reminder) && !wantedIds.has(reminder.id));
  const idsOf = (isAnnounced: boolean) =>
    left.filter(({ announcedAt }) => (announcedAt !== null) === isAnnounced).map(({ id }) => id);
  return { create, update, remove: idsOf(false), retire: idsOf(true) };
}

function reopened({ state }: Reminder): Partial<Pick<Reminder, 'state'>> {
  return state === 'gone' ? { state: 'due' } : {};
}

/** What a reminder becomes when it is retired. */
export const RETIRED = { state: 'gone', snoozedUntilAt: null, snoozedUntilOn: null, snoozedUntilTime: null } as const;

/** A snooze until a day ends in the morning, or at its time, of the zone the student is in by then. */
export function snoozeIn(
  { snoozedUntilOn, snoozedUntilTime, snoozedUntilAt }: Reminder,
  settings: Settings,
  timeZone: string,
): Pick<Reminder, 'snoozedUntilAt'> {
  if (snoozedUntilOn === null) return { snoozedUntilAt };
  return { snoozedUntilAt: instantAt(snoozedUntilOn, snoozedUntilTime ?? settings.morning, timeZone) };
}

/** Whether it was in sight and goes out of it, until a day ahead. */
function isHeldAnew(have: Reminder, want: HeldReminder, heldUntilAt: number | null, now: number): boolean {
  return want.heldUntilOn !== have.heldUntilOn && heldUntilAt !== null && heldUntilAt > now;
}

function changedFields<T extends object>(have: Reminder, fields: T): Partial<Omit<Reminder, 'id' | 'stamps'>> {
  const changed = Object.entries(fields).filter(
    ([name, value]) => !isSame(have[name as keyof Reminder], value), // one of its names
  );
  // Each is a field of a reminder, with a value of its type.
  return Object.fromEntries(changed) as Partial<Omit<Reminder, 'id' | 'stamps'>>;
}

/** Only reasons are more than one value; comparing the others as text would take most of the time there is. */
function isSame(a: unknown, b: unknown): boolean {
  return a === b || (typeof a === 'object' && a !== null && JSON.stringify(a) === JSON.stringify(b));
}
