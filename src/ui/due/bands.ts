import { addDays, type LocalDate, laterOf, localDateOf } from '../../core/dates.ts';
import { openAt, type Reminder } from '../../core/reminders/reminder.ts';
import type { DueReminder } from '../../storage/index.ts';

/** "This week" is what falls due within so many days. */
const WEEK_DAYS = 7;

/** The day from which a reminder is late: its own, or the one until which a limit or a pause held it back. */
export function lateFrom({ dueOn, heldUntilOn }: Pick<Reminder, 'dueOn' | 'heldUntilOn'>): LocalDate {
  return heldUntilOn === null ? dueOn : laterOf(dueOn, heldUntilOn);
}

/** The day on which it comes into sight. */
export function comesOn(reminder: Reminder, timeZone: string): LocalDate {
  return localDateOf(openAt(reminder) ?? reminder.dueAt, timeZone);
}

export interface Bands {
  readonly overdue: readonly DueReminder[];
  readonly today: readonly DueReminder[];
  /** Of today too, at a time that has not come. */
  readonly laterToday: readonly DueReminder[];
  readonly thisWeek: readonly DueReminder[];
  readonly later: readonly DueReminder[];
}

/**
 * What is due and what is coming, in the bands of the due page.
 *
 * @param upcoming - Soonest first, and it stays so.
 */
export function bandsOf(
  due: readonly DueReminder[],
  upcoming: readonly DueReminder[],
  today: LocalDate,
  timeZone: string,
): Bands {
  const isLate = ({ reminder }: DueReminder) => lateFrom(reminder) < today;
  const lastOfWeek = addDays(today, WEEK_DAYS);
  const isToday = ({ reminder }: DueReminder) => comesOn(reminder, timeZone) <= today;
  const isSoon = ({ reminder }: DueReminder) => comesOn(reminder, timeZone) <= lastOfWeek;
  return {
    overdue: due.filter(isLate),
    today: due.filter(item => !isLate(item)),
    laterToday: upcoming.filter(isToday),
    thisWeek: upcoming.filter(item => isSoon(item) && !isToday(item)),
    later: upcoming.filter(item => !isSoon(item)),
  };
}
