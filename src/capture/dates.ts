/**
 * Dates on pages: ids that hold an instant, and texts in somebody's language. The words of a language are not typed in
 * here but taken from `Intl`, which wrote most of the texts we read.
 */

import { withPlainDigits } from './date-words.ts';
import { clockIn, type Day, isoDay, twoDigits } from './days.ts';
import { readDated } from './when.ts';

export { clockIn, isDay } from './days.ts';

/** A day and, where the text has one, a time of day: what a clock on the wall showed, in no particular zone. */
export interface WallClock extends Day {
  readonly hour: number | null;
  readonly minute: number | null;
}

const LONGEST_TEXT = 120;

/** `2026-03-05T14:00`, or the bare day where there is no time. */
export function floatingIso(clock: WallClock): string {
  const day = isoDay(clock);
  return clock.hour === null ? day : `${day}T${twoDigits(clock.hour)}:${twoDigits(clock.minute ?? 0)}`;
}

/** `2026-03-05T14:00:07Z`. */
export function instantIso(atMs: number): string {
  return new Date(atMs).toISOString().replace(/\.\d+Z$/, 'Z');
}

/** Gmail opened on this day; no id is older. */
const FIRST_GMAIL_MS = Date.UTC(2004, 3, 1);

/**
 * When Gmail received the message of an id, in milliseconds since the epoch: the id's upper bits count them. `null` for
 * ids that a browser made itself, before the server knew the message, and for what is no id.
 *
 * @param hexId - As in `data-legacy-message-id`.
 */
export function receivedAt(hexId: string, now: Date): number | null {
  if (!/^[0-9a-f]{14,16}$/i.test(hexId)) return null;
  const atMs = Number(BigInt(`0x${hexId}`) >> 20n);
  return atMs >= FIRST_GMAIL_MS && atMs <= now.getTime() + 86_400_000 ? atMs : null;
}

/**
 * When a message was sent: the instant its id tells, unless the shown date disagrees (imported mail bears the time of
 * its import); else the shown date, floating. `null` when neither can be read.
 *
 * @param languages - The page's own first.
 */
export function sentAt(
  hexId: string | null,
  shown: string,
  context: { readonly now: Date; readonly timeZone: string },
  languages: readonly string[],
): string | null {
  const atMs = hexId === null ? null : receivedAt(hexId, context.now);
  if (atMs !== null && (shown.trim() === '' || agrees(atMs, shown, context.timeZone))) return instantIso(atMs);
  const clock = readDateText(shown, languages);
  if (clock !== null) return floatingIso(clock);
  return atMs !== null && agreesInPart(atMs, shown, context.timeZone) ? instantIso(atMs) : null;
}

/** Whether a short text (`13:19`, `20 Aug`) at least does not contradict the instant. */
function agreesInPart(atMs: number, shown: string, timeZone: string): boolean {
  const clock = clockIn(timeZone, atMs);
  const text = withPlainDigits(shown.slice(0, LONGEST_TEXT));
  if (clock === null) return false;
  const time = /(\d{1,2})[:.h](\d{2})/.exec(text);
  if (time !== null) return Number(time[1]) % 12 === clock.hour % 12 && Number(time[2]) === clock.minute;
  return (text.match(/\d+/g) ?? []).some(digits => Number(digits) === clock.day);
}

/** Whether the text holds the numbers of this instant as a clock in that zone shows it, give or take a minute or two. */
function agrees(atMs: number, shown: string, timeZone: string): boolean {
  const numbers = new Set((withPlainDigits(shown.slice(0, LONGEST_TEXT)).match(/\d+/g) ?? []).map(Number));
  return [0, -60_000, 60_000, -120_000].some(offsetMs => {
    const clock = clockIn(timeZone, atMs + offsetMs);
    if (clock === null) return false;
    const hours = [clock.hour, clock.hour % 12 === 0 ? 12 : clock.hour % 12];
    const years = [clock.year, clock.year % 100, ...OTHER_ERAS_YEARS.map(years => clock.year + years)];
    return (
      numbers.has(clock.minute) &&
      numbers.has(clock.day) &&
      hours.some(hour => numbers.has(hour)) &&
      years.some(year => numbers.has(year))
    );
  });
}

/** The Thai calendar counts from another year, but has the same days. */
const OTHER_ERAS_YEARS = [543];

/**
 * The day and time in a text such as `Thu, Dec 26, 2019, 10:54 PM`; `null` when it names none, or cannot be understood
 * to the last word, or allows two readings, or has no year, or names a day the calendar has not, or an offset.
 *
 * @param languages - Tags of the languages the page is in, the likeliest first. Where none of them explains the text the
 * others are tried, and have to agree.
 */
export function readDateText(text: string, languages: readonly string[]): WallClock | null {
  if (text.length > LONGEST_TEXT) return null;
  const match = /^(\d{4})-(\d{2})-(\d{2})(?:T(\d{2}):(\d{2}))?$/.exec(readDated(text, languages) ?? '');
  if (match === null) return null;
  const [year, month, day] = [Number(match[1]), Number(match[2]), Number(match[3])];
  const [hour, minute] = match[4] === undefined ? [null, null] : [Number(match[4]), Number(match[5])];
  return { year, month, day, hour, minute };
}
