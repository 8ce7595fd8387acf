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
  // The pattern has just been checked, and the calendar is: only a day of it comes back as the same text.
  const on = text as LocalDate;
  return dateOfNumber(dayNumber(on)) === on ? on : null;
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

const DAY_MS = 86_400_000;
const MINUTE_MS = 60_000;
const ZERO = '0'.charCodeAt(0);

// Days alone need no zone and no clock change: plain arithmetic on days in UTC, which has neither, is exact and many times
// as fast as making objects of them. Rules count a great many days.
function dayNumber(on: LocalDate): number {
  const digit = (at: number) => on.charCodeAt(at) - ZERO;
  const year = digit(0) * 1000 + digit(1) * 100 + digit(2) * 10 + digit(3);
  return Date.UTC(year, digit(5) * 10 + digit(6) - 1, digit(8) * 10 + digit(9)) / DAY_MS;
}

/** Days as they are written, by their number. A few thousand are enough for a student's years. */
const written = new Map<number, LocalDate>();
const MOST_REMEMBERED = 4000;

function dateOfNumber(days: number): LocalDate {
  const known = written.get(days);
  if (known !== undefined) return known;
  const text = new Date(days * DAY_MS).toISOString();
  // Years before 0 or after 9999 are printed with a sign and more digits, and are no day of ours.
  if (text.length !== 24) throw new RangeError(`no day: ${text}`);
  if (written.size >= MOST_REMEMBERED) written.clear();
  const on = text.slice(0, 10) as LocalDate; // as YYYY-MM-DD
  written.set(days, on);
  return on;
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

/** Offsets that were looked up, by zone and day of UTC; what they say never changes. */
const offsets = new Map<string, Map<number, number | null>>();
const MOST_ZONES = 20;

/** How far ahead of UTC a zone is throughout a day of UTC, in milliseconds; `null` when its clock changes on it. */
function offsetOn(utcDay: number, timeZone: string): number | null {
  let ofZone = offsets.get(timeZone);
  const known = ofZone?.get(utcDay);
  if (known !== undefined) return known;
  const first = zoned(utcDay * DAY_MS, timeZone).offsetNanoseconds;
  const last = zoned((utcDay + 1) * DAY_MS, timeZone).offsetNanoseconds;
  const offset = first === last ? first / 1_000_000 : null;
  if (ofZone === undefined || ofZone.size >= MOST_REMEMBERED) {
    if (offsets.size >= MOST_ZONES) offsets.clear();
    ofZone = new Map();
    offsets.set(timeZone, ofZone);
  }
  ofZone.set(utcDay, offset);
  return offset;
}

/** How far ahead of UTC the zone is then, in milliseconds. */
function offsetAt(at: Instant, timeZone: string): number {
  return offsetOn(Math.floor(at / DAY_MS), timeZone) ?? zoned(at, timeZone).offsetNanoseconds / 1_000_000;
}

export function localDateOf(at: Instant, timeZone: string): LocalDate {
  return dateOfNumber(Math.floor((at + offsetAt(at, timeZone)) / DAY_MS));
}

export function localTimeOf(at: Instant, timeZone: string): LocalTime {
  const minutes = Math.floor((at + offsetAt(at, timeZone)) / MINUTE_MS);
  const ofDay = ((minutes % 1440) + 1440) % 1440;
  const hour = Math.floor(ofDay / 60);
  const minute = ofDay % 60;
  // In the form that a LocalTime has.
  return `${hour < 10 ? '0' : ''}${hour}:${minute < 10 ? '0' : ''}${minute}` as LocalTime;
}

/** The moment a day and time of day denote there. A time that a clock change skips is taken an hour later. */
export function instantAt(on: LocalDate, time: LocalTime, timeZone: string): Instant {
  const day = dayNumber(on);
  const offset = offsetOn(day, timeZone);
  // No clock change from the day before to the day after: whichever side of midnight it is in UTC, this is it.
  if (offset !== null && offsetOn(day - 1, timeZone) === offset && offsetOn(day + 1, timeZone) === offset) {
    return day * DAY_MS + Number(time.slice(0, 2)) * 60 * MINUTE_MS + Number(time.slice(3, 5)) * MINUTE_MS - offset;
  }
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
  return dateOfNumber(dayNumber(on) + days);
}

/** The same day so many months earlier; where that month is shorter, its last day. */
export function monthsBefore(on: LocalDate, months: number): LocalDate {
  const count = Number(on.slice(0, 4)) * 12 + Number(on.slice(5, 7)) - 1 - months;
  const year = Math.floor(count / 12);
  const month = count - year * 12;
  const last = new Date(Date.UTC(year, month + 1, 0)).getUTCDate();
  return dateOfNumber(Date.UTC(year, month, Math.min(Number(on.slice(8)), last)) / DAY_MS);
}

/** Days from `from` to `to`; negative when `to` is earlier. */
export function daysBetween(from: LocalDate, to: LocalDate): number {
  return dayNumber(to) - dayNumber(from);
}

export function laterOf(a: LocalDate, b: LocalDate): LocalDate {
  return a > b ? a : b;
}

/** 1 for Monday to 7 for Sunday, as ISO 8601 counts. */
export function dayOfWeek(on: LocalDate): number {
  // Day 0, 1970-01-01, was a Thursday.
  return ((((dayNumber(on) + 3) % 7) + 7) % 7) + 1;
}

export function earlierOf(a: LocalDate, b: LocalDate): LocalDate {
  return a < b ? a : b;
}
