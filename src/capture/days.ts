/** Days of the calendar as numbers: what the readers of dates reckon with. */

export interface Day {
  readonly year: number;
  readonly month: number;
  readonly day: number;
}

/** Whether the calendar has this day, and it is one that mail or an appointment may be of. */
export function isDay(year: number, month: number, day: number): boolean {
  if (!(year >= 1900 && year <= 2199)) return false;
  const date = new Date(Date.UTC(year, month - 1, day));
  return date.getUTCMonth() === month - 1 && date.getUTCDate() === day;
}

/** Days since 1 January 1970. */
export function dayNumber({ year, month, day }: Day): number {
  return Math.round(Date.UTC(year, month - 1, day) / 86_400_000);
}

export function dayOfNumber(number: number): Day {
  const date = new Date(number * 86_400_000);
  return { year: date.getUTCFullYear(), month: date.getUTCMonth() + 1, day: date.getUTCDate() };
}

/** 0 is Sunday. */
export function weekdayOf(day: Day): number {
  return (((dayNumber(day) + 4) % 7) + 7) % 7;
}

/** `2026-03-05`. */
export function isoDay({ year, month, day }: Day): string {
  return `${year}-${twoDigits(month)}-${twoDigits(day)}`;
}

/** The day of `2026-03-05…`; `null` for what is none. */
export function dayOfIso(iso: string): Day | null {
  const match = /^(\d{4})-(\d{2})-(\d{2})(?!\d)/.exec(iso);
  if (match === null) return null;
  const [year, month, day] = [Number(match[1]), Number(match[2]), Number(match[3])];
  return isDay(year, month, day) ? { year, month, day } : null;
}

/** What a clock shows. */
export interface Clock extends Day {
  readonly hour: number;
  readonly minute: number;
}

/** A page is read for one zone and one moment: most calls ask what the one before asked. */
let lastZone: { readonly name: string; readonly format: Intl.DateTimeFormat } | null = null;
let lastClock: { readonly name: string; readonly atMs: number; readonly clock: Clock } | null = null;

/** What a clock in that zone shows at the instant; `null` for a zone the browser does not know. */
export function clockIn(timeZone: string, atMs: number): Clock | null {
  if (lastClock?.atMs === atMs && lastClock.name === timeZone) return lastClock.clock;
  if (lastZone?.name !== timeZone) {
    try {
      const format = new Intl.DateTimeFormat('en-u-ca-gregory-nu-latn', {
        timeZone,
        hourCycle: 'h23',
        year: 'numeric',
        month: 'numeric',
        day: 'numeric',
        hour: 'numeric',
        minute: 'numeric',
      });
      lastZone = { name: timeZone, format };
    } catch {
      return null;
    }
  }
  const parts = new Map(lastZone.format.formatToParts(atMs).map(part => [part.type, Number(part.value)]));
  const part = (type: Intl.DateTimeFormatPartTypes) => parts.get(type) ?? 0;
  const clock = {
    year: part('year'),
    month: part('month'),
    day: part('day'),
    hour: part('hour'),
    minute: part('minute'),
  };
  lastClock = { name: timeZone, atMs, clock };
  return clock;
}

export function twoDigits(value: number): string {
  return String(value).padStart(2, '0');
}
