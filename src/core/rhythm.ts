import { addDays, type LocalDate, laterOf } from './dates.ts';
import type { Mentor } from './mentor.ts';
import type { Settings } from './settings.ts';

/** Days between check-ins: the person's, else the role's, else the default. */
export function rhythmDaysOf(mentor: Pick<Mentor, 'rhythmDays' | 'role'>, settings: Settings): number {
  return mentor.rhythmDays ?? settings.rhythmDaysByRole[mentor.role] ?? settings.rhythmDays;
}

/** Where a check-in counts from. */
export type Anchor =
  | { readonly type: 'added'; readonly on: LocalDate }
  | { readonly type: 'contact'; readonly on: LocalDate }
  /** The student acted on the reminder without logging a contact. */
  | { readonly type: 'settled'; readonly on: LocalDate };

/**
 * The day a check-in next falls due: a rhythm after the anchor. Somebody just added is left in peace for one rhythm too;
 * whoever writes twenty names down at once does not want twenty reminders.
 *
 * @param plannedUntilOn - Last day of the latest planned thing, which holds it back to the day after; `null` for none.
 */
export function nextDueOn(anchor: Anchor, rhythmDays: number, plannedUntilOn: LocalDate | null): LocalDate {
  const due = addDays(anchor.on, rhythmDays);
  return plannedUntilOn === null ? due : laterOf(due, addDays(plannedUntilOn, 1));
}
