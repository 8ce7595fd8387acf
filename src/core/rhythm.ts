import { addDays, type LocalDate } from './dates.ts';
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
 * Something planned that ends on that day or within a rhythm after it holds it back to the day after, and from there what
 * is planned within another rhythm holds it back further. What is further off leaves it where it is: nobody is left without
 * a word for a year because of something in two.
 *
 * @param plannedUntilOn - The last day of each planned thing, in any order.
 */
export function nextDueOn(anchor: Anchor, rhythmDays: number, plannedUntilOn: readonly LocalDate[]): LocalDate {
  let dueOn = addDays(anchor.on, rhythmDays);
  for (const endsOn of plannedUntilOn.toSorted()) {
    if (endsOn > addDays(dueOn, rhythmDays)) break;
    if (endsOn >= dueOn) dueOn = addDays(endsOn, 1);
  }
  return dueOn;
}
