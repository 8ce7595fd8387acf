import { addDays, dayOfWeek, type LocalDate } from '../../core/dates.ts';

/** A month as `2027-09`. */
export type Month = string;

export function monthOf(on: LocalDate): Month {
  return on.slice(0, 7);
}

export function firstOf(month: Month): LocalDate {
  // In the form that a LocalDate has.
  return `${month}-01` as LocalDate;
}

/** The month that many months later; earlier for a negative number. */
export function addMonths(month: Month, count: number): Month {
  const months = Number(month.slice(0, 4)) * 12 + Number(month.slice(5)) - 1 + count;
  return `${String(Math.floor(months / 12)).padStart(4, '0')}-${String((months % 12) + 1).padStart(2, '0')}`;
}

/** The whole weeks that hold the month's days, Sunday first as calendars in the United States have it. */
export function weeksOf(month: Month): readonly (readonly LocalDate[])[] {
  const first = firstOf(month);
  const last = addDays(firstOf(addMonths(month, 1)), -1);
  const weeks: LocalDate[][] = [];
  for (let sunday = addDays(first, -(dayOfWeek(first) % 7)); sunday <= last; sunday = addDays(sunday, 7)) {
    weeks.push(Array.from({ length: 7 }, (_, day) => addDays(sunday, day)));
  }
  return weeks;
}
