import { addDays, type Instant, instantAt, type LocalDate, type LocalTime } from '../../core/dates.ts';
import type { DayWords } from '../../core/drafts/phrases.ts';
import { formatSpan } from '../../i18n/format.ts';
import { language } from '../../i18n/t.ts';

// A day is formatted at its noon in UTC, so that no zone can move it.
const NOON = '12:00' as LocalTime;

/** Days as a message says them: in full, and in the language of the words around them. */
export function dayWords(today: LocalDate): DayWords {
  // Ours are English; a browser that speaks it knows which English.
  const locale = language().startsWith('en') ? language() : 'en-US';
  const format = (on: LocalDate, options: Intl.DateTimeFormatOptions) =>
    new Intl.DateTimeFormat(locale, { ...options, timeZone: 'UTC' }).format(noonOf(on));
  const day = (on: LocalDate, weekday: Intl.DateTimeFormatOptions) =>
    format(on, {
      ...weekday,
      day: 'numeric',
      month: 'long',
      ...(on.slice(0, 4) === today.slice(0, 4) ? {} : { year: 'numeric' }),
    });
  return {
    day: on => day(on, { weekday: 'long' }),
    roughly: on => day(on, {}),
    span: formatSpan,
    months: (from, until) => {
      const last = format(until, { month: 'long', year: 'numeric' });
      if (from.slice(0, 7) >= until.slice(0, 7)) return last;
      const isSameYear = from.slice(0, 4) === until.slice(0, 4);
      const first = format(from, isSameYear ? { month: 'long' } : { month: 'long', year: 'numeric' });
      return `${first} ${isNextMonth(from, until) ? 'and' : 'to'} ${last}`;
    },
  };
}

function noonOf(on: LocalDate): Instant {
  return instantAt(on, NOON, 'UTC');
}

function isNextMonth(from: LocalDate, until: LocalDate): boolean {
  // Thirty-one days after the first of a month lies in the next one, whatever its length.
  const first = `${from.slice(0, 7)}-01` as LocalDate; // A day of a month that there is.
  return addDays(first, 31).slice(0, 7) === until.slice(0, 7);
}
