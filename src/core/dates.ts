/** A day where the student lives, `YYYY-MM-DD`. */
export type LocalDate = string & { readonly brand: 'LocalDate' };
/** A time of day where the student lives, 24 hours, `HH:MM`. */
export type LocalTime = string & { readonly brand: 'LocalTime' };
/** Milliseconds since the epoch, UTC. */
export type Instant = number;

const DATE = /^\d{4}-\d{2}-\d{2}$/;
const TIME = /^([01]\d|2[0-3]):[0-5]\d$/;

/** The day, or `null` when the text is not a day of the calendar (2026-02-31) or lies outside the years 1900 to 2199. */
export function parseLocalDate(text: string): LocalDate | null {
  if (!DATE.test(text)) return null;
  const year = Number(text.slice(0, 4));
  if (year < 1900 || year > 2199) return null;
  try {
    Temporal.PlainDate.from(text, { overflow: 'reject' });
  } catch {
    return null;
  }
  // The pattern and the calendar have just been checked.
  return text as LocalDate;
}

export function parseLocalTime(text: string): LocalTime | null {
  // The pattern is the whole rule.
  return TIME.test(text) ? (text as LocalTime) : null;
}

/** The zone as the platform calls it, or `null` when it knows none of that name. */
export function parseTimeZone(text: string): string | null {
  try {
    return new Intl.DateTimeFormat('en', { timeZone: text }).resolvedOptions().timeZone;
  } catch {
    return null;
  }
}

/** The zone if the platform knows it, else `UTC`. A zone comes from storage and pages, so it may be anything. */
export function knownTimeZone(timeZone: string): string {
  return parseTimeZone(timeZone) ?? 'UTC';
}

function toLocalDate(date: Temporal.PlainDate): LocalDate {
  // Temporal prints a day of the years 0 to 9999 as YYYY-MM-DD.
  return date.toString({ calendarName: 'never' }) as LocalDate;
}

/** What `work` gives for the zone, or for UTC when the platform knows no such zone. Asking first is six times slower. */
function inZone<T>(timeZone: string, work: (timeZone: string) => T): T {
  try {
    return work(timeZone);
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    return work('UTC');
  }
}

function zoned(at: Instant, timeZone: string): Temporal.ZonedDateTime {
  const instant = Temporal.Instant.fromEpochMilliseconds(at);
  return inZone(timeZone, zone => instant.toZonedDateTimeISO(zone));
}

export function localDateOf(at: Instant, timeZone: string): LocalDate {
  return toLocalDate(zoned(at, timeZone).toPlainDate());
}

export function localTimeOf(at: Instant, timeZone: string): LocalTime {
  // Temporal prints minutes as HH:MM.
  return zoned(at, timeZone).toPlainTime().toString({ smallestUnit: 'minute' }) as LocalTime;
}

/** The moment a day and time of day denote there. A time that a clock change skips is taken an hour later. */
export function instantAt(on: LocalDate, time: LocalTime, timeZone: string): Instant {
  const clock = Temporal.PlainDateTime.from(`${on}T${time}`);
  return inZone(timeZone, zone => clock.toZonedDateTime(zone)).epochMilliseconds;
}

/** As `instantAt`, but where a clock change gives an hour twice, the second of the two once the first is over. */
export function instantAfter(now: Instant, on: LocalDate, time: LocalTime, timeZone: string): Instant {
  const first = instantAt(on, time, timeZone);
  if (first > now) return first;
  const clock = Temporal.PlainDateTime.from(`${on}T${time}`);
  return inZone(timeZone, zone => clock.toZonedDateTime(zone, { disambiguation: 'later' })).epochMilliseconds;
}

export function addDays(on: LocalDate, days: number): LocalDate {
  return toLocalDate(Temporal.PlainDate.from(on).add({ days }));
}

/** Days from `from` to `to`; negative when `to` is earlier. */
export function daysBetween(from: LocalDate, to: LocalDate): number {
  return Temporal.PlainDate.from(from).until(Temporal.PlainDate.from(to), { largestUnit: 'days' }).days;
}

export function laterOf(a: LocalDate, b: LocalDate): LocalDate {
  return a > b ? a : b;
}
