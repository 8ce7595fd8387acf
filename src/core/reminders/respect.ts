/** When nothing is shown to anybody: quiet hours, pauses, days that are no working days. */
import {
  addDays,
  dayOfWeek,
  type Instant,
  instantAfter,
  instantAt,
  type LocalDate,
  type LocalTime,
  laterOf,
  localDateOf,
  localTimeOf,
} from '../dates.ts';
import type { Pause, Settings } from '../settings.ts';

const MIDNIGHT = '00:00' as LocalTime; // The form that a LocalTime has.

/** ISO weekdays. */
const [FRIDAY, SUNDAY] = [5, 7];

/** Why the due list is at rest, and until when. */
export interface Rest {
  readonly why: Pause['kind'] | 'weekend';
  /** The first day on which reminders come again. */
  readonly untilOn: LocalDate;
  /** That day's morning, when everything that waited is shown. */
  readonly untilAt: Instant;
}

/** When the quiet hours that hold now end; `null` outside them. They may cross midnight. */
export function quietUntil(now: Instant, settings: Settings, timeZone: string): Instant | null {
  const { hasQuietHours, quietFrom, quietUntil: until } = settings;
  if (!hasQuietHours || quietFrom === until) return null;
  const today = localDateOf(now, timeZone);
  const time = localTimeOf(now, timeZone);
  const crossesMidnight = quietFrom > until;
  const isQuiet = crossesMidnight ? time >= quietFrom || time < until : time >= quietFrom && time < until;
  if (!isQuiet) return null;
  const endsOn = crossesMidnight && time >= quietFrom ? addDays(today, 1) : today;
  return instantAfter(now, endsOn, until, timeZone);
}

/**
 * Whether reminders rest now: in a pause or on a day on duty, and on Saturdays and Sundays if so wished. What is due then
 * is neither announced nor counted; the due list says until when and why. `null` when they do not rest.
 *
 * A rest begins at midnight. On the day after it they rest until the student's morning.
 */
export function restAt(now: Instant, settings: Settings, timeZone: string): Rest | null {
  if (!canRest(settings)) return null;
  const today = localDateOf(now, timeZone);
  const morning = instantAt(today, settings.morning, timeZone);
  const why = restOn(today, settings) ?? (now < morning ? restOn(addDays(today, -1), settings) : null);
  if (why === null) return null;
  const untilOn = freeFrom(today, settings);
  return { why, untilOn, untilAt: instantAt(untilOn, settings.morning, timeZone) };
}

/** Why reminders rest on a day; `null` when they do not. */
export function restOn(on: LocalDate, { pauses, workingDaysOnly }: Settings): Rest['why'] | null {
  const pause = pauses.find(({ fromOn, untilOn }) => fromOn <= on && on <= untilOn);
  return pause?.kind ?? (workingDaysOnly && isWeekend(on) ? 'weekend' : null);
}

/** The moment at which reminders next begin to rest, within the days given; `null` when they do not. */
export function nextRestAt(now: Instant, days: number, settings: Settings, timeZone: string): Instant | null {
  if (!canRest(settings)) return null;
  let before = localDateOf(now, timeZone);
  for (let ahead = 1; ahead <= days; ahead += 1) {
    const on = addDays(before, 1);
    if (restOn(on, settings) !== null && restOn(before, settings) === null) return instantAt(on, MIDNIGHT, timeZone);
    before = on;
  }
  return null;
}

function canRest({ pauses, workingDaysOnly }: Settings): boolean {
  return workingDaysOnly || pauses.length > 0;
}

/** The first day from then on that is no day of rest. A pause is passed at one go, so that it may be as long as it likes. */
function freeFrom(on: LocalDate, { pauses, workingDaysOnly }: Settings): LocalDate {
  let free = on;
  for (;;) {
    const lastDays = pauses.flatMap(({ fromOn, untilOn }) => (fromOn <= free && free <= untilOn ? [untilOn] : []));
    if (workingDaysOnly && isWeekend(free)) lastDays.push(addDays(free, SUNDAY - dayOfWeek(free)));
    if (lastDays.length === 0) return free;
    free = addDays(lastDays.reduce(laterOf), 1);
  }
}

function isWeekend(on: LocalDate): boolean {
  return dayOfWeek(on) > FRIDAY;
}
