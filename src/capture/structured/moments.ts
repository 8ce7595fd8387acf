import { isDay } from '../dates.ts';

/** Days and times in forms made for machines, and the spans they make. */

export interface Moment {
  /** `2026-03-05` */
  readonly day: string;
  /** `14:00` or `14:00:07`; `null` for a bare day. */
  readonly time: string | null;
  /** `Z` or `+01:00`; `null` for a wall clock. */
  readonly offset: string | null;
}

const CLOCK =
  '(\\d{1,2})(?::?(\\d{2}))?(?::?(\\d{2})(?:[.,]\\d{1,9})?)?\\s*([ap]\\.?m\\.?)?\\s*' +
  '(Z|UTC|GMT|[+\\u2212-]\\d{1,2}(?::?\\d{2})?)?(?:\\s*\\[[\\w/+-]{1,60}\\])?';
/** `2026-03-05`, `2026-3-5T9:00`, `2026-03-05 14:00:00 -0500`: pages leave out zeros and colons. */
const EXTENDED = new RegExp(`^(\\d{4})[-/](\\d{1,2})[-/](\\d{1,2})(?:(?:\\s*T\\s*|\\s+)${CLOCK})?$`, 'i');
/** `20260305`, `20260305T140000Z` */
const BASIC = /^(\d{4})(\d{2})(\d{2})(?:T(\d{2})(\d{2})(\d{2})?(?:[.,]\d{1,9})?()(Z|[+-]\d{2}(?::?\d{2})?)?)?$/i;
/** The day of the year, as microformats allow: `2026-064`. */
const ORDINAL = /^(\d{4})-(\d{3})$/;
/** What programs print: `Thu, 05 Mar 2026 14:00:00 GMT`, `Thu Mar 05 2026 14:00:00 GMT-0500 (Eastern Standard Time)`. */
const MAIL = new RegExp(`^(?:[a-z]{3},?\\s+)?(\\d{1,2})\\s+([a-z]{3})\\s+(\\d{4})\\s+${CLOCK}$`, 'i');
const PRINTED = new RegExp(
  `^[a-z]{3}\\s+([a-z]{3})\\s+(\\d{1,2})\\s+(\\d{4})\\s+${CLOCK}(?:\\s*\\([^()]{0,60}\\))?$`,
  'i',
);
const MONTHS = 'jan feb mar apr may jun jul aug sep oct nov dec'.split(' ');

/** Reads a day or a moment; `null` for a text in no such form, and for a day or time that does not exist. */
export function readMoment(text: string): Moment | null {
  if (text.length > 100) return null;
  const line = text.trim().replace(/(GMT|UTC)(?=[+-]\d)/i, '');
  const numeric = EXTENDED.exec(line) ?? BASIC.exec(line);
  if (numeric !== null) {
    const [, year, month, day, ...clock] = numeric;
    return momentOf(Number(year), Number(month), Number(day), clock);
  }
  const ordinal = ORDINAL.exec(line);
  if (ordinal !== null) {
    const date = new Date(Date.UTC(Number(ordinal[1]), 0, Number(ordinal[2])));
    const isInYear = date.getUTCFullYear() === Number(ordinal[1]);
    return isInYear ? momentOf(date.getUTCFullYear(), date.getUTCMonth() + 1, date.getUTCDate(), []) : null;
  }
  const mail = MAIL.exec(line);
  if (mail !== null) {
    const [, day, month = '', year, ...clock] = mail;
    return momentOf(Number(year), MONTHS.indexOf(month.toLowerCase()) + 1, Number(day), clock);
  }
  const printed = PRINTED.exec(line.replace(/GMT\s*(?=[+-])/i, ''));
  if (printed === null) return null;
  const [, month = '', day, year, ...clock] = printed;
  return momentOf(Number(year), MONTHS.indexOf(month.toLowerCase()) + 1, Number(day), clock);
}

type Clock = readonly (string | undefined)[];

function momentOf(year: number, month: number, day: number, clock: Clock): Moment | null {
  if (!isDay(year, month, day)) return null;
  const date = `${year}-${twoDigits(month)}-${twoDigits(day)}`;
  if (clock[0] === undefined) return { day: date, time: null, offset: null };
  const read = readClock(clock);
  if (read === null) return null;
  return { day: read.isNextDay ? addDays(date, 1) : date, time: read.time, offset: read.offset };
}

interface ClockTime {
  readonly time: string;
  readonly offset: string | null;
  /** Written as 24:00. */
  readonly isNextDay: boolean;
}

function readClock([hours, minutes = '00', seconds = '00', half, zone]: Clock): ClockTime | null {
  let hour = Number(hours);
  if (half !== undefined && half !== '') {
    if (hour < 1 || hour > 12) return null;
    hour = (hour % 12) + (/^p/i.test(half) ? 12 : 0);
  }
  const isNextDay = hour === 24 && minutes === '00' && seconds === '00';
  if (isNextDay) hour = 0;
  if (!(hour <= 23) || Number(minutes) > 59 || Number(seconds) > 59) return null;
  const offset = zone === undefined ? null : readOffset(zone);
  if (zone !== undefined && offset === null) return null;
  const time = `${twoDigits(hour)}:${minutes}${seconds === '00' ? '' : `:${seconds}`}`;
  return { time, offset, isNextDay };
}

function readOffset(zone: string): string | null {
  if (/^(?:Z|UTC|GMT)$/i.test(zone)) return 'Z';
  const parts = /^([+\u2212-])(\d{1,2}):?(\d{2})?$/.exec(zone);
  if (parts === null) return null;
  const [, sign, hours, minutes = '00'] = parts;
  if (Number(hours) > 15 || Number(minutes) > 59) return null;
  return `${sign === '+' ? '+' : '-'}${twoDigits(Number(hours))}:${minutes}`;
}

/** A time of day alone, as the second half of a span may be written: on `day`. */
export function readTimeOn(day: string, text: string): Moment | null {
  const clock = new RegExp(`^T?${CLOCK}$`, 'i').exec(text.trim().slice(0, 60));
  // A bare number is no time.
  if (clock === null || /^\d+$/.test(text.trim())) return null;
  const read = readClock(clock.slice(1));
  return read === null ? null : { day: read.isNextDay ? addDays(day, 1) : day, time: read.time, offset: read.offset };
}

export function isoOf({ day, time, offset }: Moment): string {
  return time === null ? day : `${day}T${time}${offset ?? ''}`;
}

export function addDays(day: string, days: number): string {
  const [year = 0, month = 1, date = 1] = day.split('-').map(Number);
  const moved = new Date(Date.UTC(year, month - 1, date + days));
  return `${moved.getUTCFullYear()}-${twoDigits(moved.getUTCMonth() + 1)}-${twoDigits(moved.getUTCDate())}`;
}

function twoDigits(value: number): string {
  return String(value).padStart(2, '0');
}

/** How long before or after the wall clocks, or where both have an offset the instants, are from each other. */
function minutesBetween(a: Moment, b: Moment): number {
  const isExact = a.offset !== null && b.offset !== null;
  const at = ({ day, time, offset }: Moment) =>
    Date.parse(`${day}T${(time ?? '00:00').slice(0, 5)}:00${isExact ? offset : 'Z'}`);
  return (at(b) - at(a)) / 60_000;
}

/** Minutes in `PT1H30M`, `P1D`; `null` for another text and for none at all. */
export function durationMinutes(text: string): number | null {
  const parts = /^P(?:(\d{1,3})W)?(?:(\d{1,3})D)?(?:T(?:(\d{1,4})H)?(?:(\d{1,5})M)?(?:\d{1,6}S)?)?$/i.exec(text.trim());
  if (parts === null) return null;
  const [weeks, days, hours, minutes] = parts.slice(1).map(digits => Number(digits ?? 0));
  const total = (((weeks ?? 0) * 7 + (days ?? 0)) * 24 + (hours ?? 0)) * 60 + (minutes ?? 0);
  return total > 0 ? total : null;
}

function addMinutes({ day, time, offset }: Moment, minutes: number): Moment {
  const moved = new Date(Date.parse(`${day}T${time ?? '00:00'}Z`) + minutes * 60_000).toISOString();
  return { day: moved.slice(0, 10), time: time === null ? null : moved.slice(11, 16), offset };
}

export interface Span {
  readonly start: string | null;
  readonly end: string | null;
  readonly allDay: boolean;
  /** Whether the end was given, but only because the form that was filled in wants one. */
  readonly isEndMadeUp: boolean;
}

/**
 * When something is, in the form of `CapturedItem`. An end that cannot be is left out.
 *
 * @param isEndExclusive - Whether the end of whole days is the first day after (iCalendar), or the last (schema.org).
 */
export function spanOf(
  start: Moment | null,
  end: Moment | null,
  minutes: number | null,
  isEndExclusive: boolean,
): Span {
  if (start === null) return { start: null, end: null, allDay: false, isEndMadeUp: false };
  const isWhole = (lastDay: string, endsOn: string | null): Span => ({
    start: start.day,
    end: endsOn ?? addDays(lastDay, 1),
    allDay: true,
    isEndMadeUp: false,
  });
  if (start.time === null) {
    if (end === null) {
      const days = minutes === null ? 0 : Math.ceil(minutes / 1440);
      return { start: start.day, end: days > 0 ? addDays(start.day, days) : null, allDay: true, isEndMadeUp: false };
    }
    if (end.day < start.day) return { start: start.day, end: null, allDay: true, isEndMadeUp: false };
    const isDayAfter = isEndExclusive && end.time === null && end.day > start.day;
    return isWhole(end.day, isDayAfter ? end.day : null);
  }
  const until = end ?? (minutes === null ? null : addMinutes(start, minutes));
  const timed: Span = { start: isoOf(start), end: null, allDay: false, isEndMadeUp: false };
  // A bare day cannot end what begins at an hour.
  if (until === null || until.time === null) return timed;
  // Programs that know only moments write whole days from midnight to midnight, or to the minute before.
  if (start.time === '00:00' && until.day >= start.day) {
    if (/^23:59/.test(until.time)) return isWhole(until.day, null);
    if (until.time === '00:00') return isWhole(until.day, until.day > start.day ? until.day : null);
  }
  const length = minutesBetween(start, until);
  if (length < 0) return timed;
  // Forms that want an end put in the end of the day.
  if (until.day === start.day && until.time >= '23:45' && length >= 8 * 60) return { ...timed, isEndMadeUp: true };
  return { ...timed, end: isoOf(until) };
}
