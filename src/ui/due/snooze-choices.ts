import { addDays, dayOfWeek, type LocalDate, type LocalTime, localDateOf, localTimeOf } from '../../core/dates.ts';

/** A time to put something off until that takes one click. */
export interface SnoozeChoice {
  readonly id: 'tonight' | 'tomorrow' | 'next-week';
  readonly on: LocalDate;
  /** `null` for the student's morning. */
  readonly time: LocalTime | null;
}

// A literal in the form that a LocalTime has.
const EVENING = '18:00' as LocalTime;

const MONDAY = 1;

/** Tonight until six, tomorrow, and the next Monday unless that is tomorrow. */
export function snoozeChoices(now: number, timeZone: string): SnoozeChoice[] {
  const today = localDateOf(now, timeZone);
  const tomorrow = addDays(today, 1);
  const choices: SnoozeChoice[] = [{ id: 'tomorrow', on: tomorrow, time: null }];
  if (localTimeOf(now, timeZone) < EVENING) choices.unshift({ id: 'tonight', on: today, time: EVENING });
  if (dayOfWeek(tomorrow) !== MONDAY) {
    choices.push({ id: 'next-week', on: addDays(today, 8 - dayOfWeek(today)), time: null });
  }
  return choices;
}
