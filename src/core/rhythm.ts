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
 * The day a check-in next falls due.
 *
 * @param plannedUntilOn - Last day of the planned meeting that holds it back, or `null`.
 * @returns A mentor never spoken to is due on the day they were added.
 */
export function nextDueOn(anchor: Anchor, rhythmDays: number, plannedUntilOn: LocalDate | null): LocalDate {
  const due = anchor.type === 'added' ? anchor.on : addDays(anchor.on, rhythmDays);
  return plannedUntilOn === null ? due : laterOf(due, addDays(plannedUntilOn, 1));
}
