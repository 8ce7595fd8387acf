import { daysBetween, type Instant, instantAt, type LocalDate, type LocalTime, localDateOf } from '../core/dates.ts';
import type { When } from '../core/interaction.ts';
import { language, t } from './t.ts';

// A day is formatted at its noon in UTC, so that no zone can move it.
const NOON = '12:00' as LocalTime;

// Making one costs as much as writing a hundred days with it.
const dayFormats = new Map<string, Intl.DateTimeFormat>();
const listFormats = new Map<string, Intl.ListFormat>();

function dayFormat(options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  const key = `${language()} ${JSON.stringify(options)}`;
  const known = dayFormats.get(key) ?? new Intl.DateTimeFormat(language(), { ...options, timeZone: 'UTC' });
  dayFormats.set(key, known);
  return known;
}

/** Tue, 3 March; with the year when it is not this one. */
export function formatDay(on: LocalDate, today: LocalDate): string {
  return dayFormat({
    weekday: 'short',
    day: 'numeric',
    month: 'short',
    ...(on.slice(0, 4) === today.slice(0, 4) ? {} : { year: 'numeric' }),
  }).format(instantAt(on, NOON, 'UTC'));
}

/** 3 Mar; with the year when it is not this one. For columns of a table. */
export function formatShortDay(on: LocalDate, today: LocalDate): string {
  return dayFormat({
    day: 'numeric',
    month: 'short',
    ...(on.slice(0, 4) === today.slice(0, 4) ? {} : { year: 'numeric' }),
  }).format(instantAt(on, NOON, 'UTC'));
}

/** March 2026. */
export function formatMonth(on: LocalDate): string {
  return dayFormat({ month: 'long', year: 'numeric' }).format(instantAt(on, NOON, 'UTC'));
}

/** Tuesday, 3 March 2026. */
export function formatFullDay(on: LocalDate): string {
  return dayFormat({ dateStyle: 'full' }).format(instantAt(on, NOON, 'UTC'));
}

/** Tue, the day of the week alone. */
export function formatWeekday(on: LocalDate): string {
  return dayFormat({ weekday: 'short' }).format(instantAt(on, NOON, 'UTC'));
}

/** 14:30 or 2:30 PM, as the browser's language has it. */
export function formatTime(at: Instant, timeZone: string): string {
  return new Intl.DateTimeFormat(language(), { timeStyle: 'short', timeZone }).format(at);
}

/** When an interaction was: its day, and its time where it has one. */
export function formatWhen(when: When, today: LocalDate): string {
  if (when.type === 'days') {
    const first = formatDay(when.startsOn, today);
    return when.startsOn === when.endsOn ? first : t('whenRange', { end: formatDay(when.endsOn, today), start: first });
  }
  return t('whenAt', {
    day: formatDay(localDateOf(when.startsAt, when.timeZone), today),
    time: formatTime(when.startsAt, when.timeZone),
  });
}

/** today, yesterday, in 3 days, 5 weeks ago. */
export function formatRelativeDay(on: LocalDate, today: LocalDate): string {
  const days = daysBetween(today, on);
  const format = new Intl.RelativeTimeFormat(language(), { numeric: 'auto' });
  const size = Math.abs(days);
  if (size < 14) return format.format(days, 'day');
  if (size < 70) return format.format(Math.trunc(days / 7), 'week');
  return format.format(Math.round(days / 30.44), 'month');
}

/** A span in the words people use: 5 days, 9 weeks, 4 months. Thirty days are a month. */
export function formatSpan(days: number): string {
  const [amount, unit] =
    days > 0 && days % 30 === 0 && days < 360
      ? [days / 30, 'month']
      : days % 7 === 0 && days < 180
        ? [days / 7, 'week']
        : days < 21
          ? [days, 'day']
          : days < 70
            ? [Math.round(days / 7), 'week']
            : [Math.round(days / 30.44), 'month'];
  return new Intl.NumberFormat(language(), { style: 'unit', unit: String(unit), unitDisplay: 'long' }).format(
    Number(amount),
  );
}

/** Elena Rivera, Tom Lindqvist and Ada Moreno. */
export function formatList(names: readonly string[]): string {
  const locale = language();
  const format = listFormats.get(locale) ?? new Intl.ListFormat(locale, { type: 'conjunction' });
  listFormats.set(locale, format);
  return format.format(names);
}

/** Whether 3/4 is the third of April to those who read the browser's language. */
export function isDayFirst(): boolean {
  const parts = new Intl.DateTimeFormat(language(), { day: 'numeric', month: 'numeric' }).formatToParts(0);
  return parts.findIndex(({ type }) => type === 'day') < parts.findIndex(({ type }) => type === 'month');
}
