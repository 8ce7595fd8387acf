import {
  addDays,
  dayOfWeek,
  type Instant,
  instantAt,
  type LocalDate,
  type LocalTime,
  localDateOf,
  localTimeOf,
} from '../../core/dates.ts';

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

/**
 * Tonight until six, tomorrow, and the next Monday unless that is tomorrow.
 *
 * @param endsAt - The morning on which a next step takes its place, from which there is nothing left to put off; `null`
 *   when it stays.
 */
export function snoozeChoices(now: number, timeZone: string, endsAt: Instant | null): SnoozeChoice[] {
  const today = localDateOf(now, timeZone);
  const tomorrow = addDays(today, 1);
  const choices: SnoozeChoice[] = [{ id: 'tomorrow', on: tomorrow, time: null }];
  if (localTimeOf(now, timeZone) < EVENING) choices.unshift({ id: 'tonight', on: today, time: EVENING });
  if (dayOfWeek(tomorrow) !== MONDAY) {
    choices.push({ id: 'next-week', on: addDays(today, 8 - dayOfWeek(today)), time: null });
  }
  return choices.filter(choice => !isReplacedBy(endsAt, choice, timeZone));
}

/** Whether its next step has taken its place by then, so that it would not come back. */
export function isReplacedBy(
  endsAt: Instant | null,
  { on, time }: Pick<SnoozeChoice, 'on' | 'time'>,
  timeZone: string,
): boolean {
  if (endsAt === null) return false;
  // Both begin in the student's morning.
  return time === null ? on >= localDateOf(endsAt, timeZone) : instantAt(on, time, timeZone) >= endsAt;
}
