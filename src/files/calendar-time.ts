import ICAL from 'ical.js';
import { parseTimeZone } from '../core/dates.ts';
import { zoneOfWindows } from './windows-zones.ts';

/** Moments as calendar files write them: days, wall clocks with or without a zone, and instants. */

export type Moment =
  | { readonly type: 'day'; readonly day: Temporal.PlainDate }
  | { readonly type: 'clock'; readonly clock: Temporal.PlainDateTime; readonly zone: Zone };

/** Where a wall clock hangs: in a zone the platform knows, one the file describes, at UTC, or nobody says where. */
export type Zone =
  | { readonly type: 'utc' }
  | { readonly type: 'iana'; readonly id: string }
  | { readonly type: 'described'; readonly zone: ICAL.Timezone }
  | { readonly type: 'fixed'; readonly minutes: number }
  | { readonly type: 'floating' };

/** One content line that holds days or times: what stands before the value, and the values. */
export interface DateLine {
  readonly tzid: string | null;
  readonly values: readonly string[];
}

const UTC: Zone = { type: 'utc' };
const FLOATING: Zone = { type: 'floating' };

/** More dates than this in one line are no list anybody made. */
const MOST_DATES = 2000;

/**
 * Takes a line such as `DTSTART;TZID=Europe/Berlin:20220914T183000` apart. Exchange writes zones with colons, commas and
 * semicolons in their names and not always quotes around them, so the value is looked for from the end.
 */
export function splitDateLine(line: string): DateLine | null {
  const match = /^[A-Z-]+(;[\s\S]*?)?:\s*([\dTZ,/PWDHMS+ -]+?)\s*$/i.exec(line.slice(0, 60_000));
  if (match === null) return null;
  const [, params = '', list = ''] = match;
  const tzid = /;TZID=(?:"([^"]*)"|(.*?))(?=;[A-Z-]+=|$)/is.exec(params);
  return {
    tzid: tzid === null ? null : (tzid[1] ?? tzid[2] ?? '').replace(/\\([,;\\])/g, '$1').trim(),
    // A period gives its start first.
    values: list
      .split(',', MOST_DATES)
      .map(value => value.replace(/\/.*$/s, '').trim())
      .filter(value => value !== ''),
  };
}

/** The moment, or `null` when the text is none, or a day that no calendar has. */
export function parseMoment(value: string, zone: Zone): Moment | null {
  const match = /^(\d{4})-?(\d{2})-?(\d{2})(?:T(\d{2}):?(\d{2}):?(\d{2})?(Z)?)?$/i.exec(value);
  if (match === null) return null;
  const [, year, month, day, hour, minute, second = '00', utc] = match;
  try {
    const date = Temporal.PlainDate.from(`${year}-${month}-${day}`, { overflow: 'reject' });
    if (date.year < 1900 || date.year > 2199) return null;
    if (hour === undefined) return { type: 'day', day: date };
    const time = Temporal.PlainTime.from(`${hour}:${minute}:${second}`, { overflow: 'reject' });
    return { type: 'clock', clock: date.toPlainDateTime(time), zone: utc === undefined ? zone : UTC };
  } catch {
    return null;
  }
}

/** ISO 8601 as captured items have it: a bare day, a wall clock, or an instant with its offset. */
export function isoOf(moment: Moment): string {
  if (moment.type === 'day') return moment.day.toString();
  const clock = moment.clock.toString({ smallestUnit: 'second' });
  const minutes = offsetOf(moment.clock, moment.zone);
  if (minutes === null) return moment.clock.toString({ smallestUnit: 'minute' });
  if (moment.zone.type === 'utc') return `${clock}Z`;
  const sign = minutes < 0 ? '-' : '+';
  const two = (value: number) => String(value).padStart(2, '0');
  return `${clock}${sign}${two(Math.floor(Math.abs(minutes) / 60))}:${two(Math.abs(minutes) % 60)}`;
}

/** The name of the zone; `null` when it has none that the platform knows. */
export function zoneNameOf(moment: Moment): string | null {
  return moment.type === 'clock' && moment.zone.type === 'iana' ? moment.zone.id : null;
}

/** The same moment on the clock of another zone, to compare what a file writes in UTC with what it writes in a zone. */
export function clockIn(moment: Moment, zone: Zone): Temporal.PlainDateTime | null {
  if (moment.type === 'day') return moment.day.toPlainDateTime();
  if (moment.zone === zone || zone.type === 'floating' || moment.zone.type === 'floating') return moment.clock;
  const minutes = offsetOf(moment.clock, moment.zone);
  if (minutes === null) return null;
  const utc = moment.clock.subtract({ minutes });
  if (zone.type === 'utc') return utc;
  if (zone.type === 'iana') return utc.toZonedDateTime('UTC').withTimeZone(zone.id).toPlainDateTime();
  // The offset at the wall clock is right but for the hours around a change.
  const there = offsetOf(utc, zone) ?? 0;
  return utc.add({ minutes: offsetOf(utc.add({ minutes: there }), zone) ?? there });
}

/** Minutes ahead of UTC; `null` when nobody says where the clock hangs. */
function offsetOf(clock: Temporal.PlainDateTime, zone: Zone): number | null {
  if (zone.type === 'floating') return null;
  if (zone.type === 'utc') return 0;
  if (zone.type === 'fixed') return zone.minutes;
  if (zone.type === 'iana') return Math.round(clock.toZonedDateTime(zone.id).offsetNanoseconds / 60e9);
  try {
    const { year, month, day, hour, minute, second } = clock;
    const time = ICAL.Time.fromData({ year, month, day, hour, minute, second, isDate: false });
    const seconds = zone.zone.utcOffset(time);
    return Math.abs(seconds) <= 18 * 3600 ? Math.round(seconds / 60) : null;
  } catch {
    return null;
  }
}

/** The zones of one file: those it describes, and the names it uses. */
export class Zones {
  readonly #described = new Map<string, { readonly zone: ICAL.Timezone; readonly location: string | null }>();
  readonly #known = new Map<string, Zone>();

  /** Takes a VTIMEZONE. One that is broken, or whose clock changes more than a few times a year, is left out. */
  describe(lines: readonly string[]): void {
    if (lines.length > 500 || this.#described.size >= 200) return;
    const rules = lines.filter(line => /^RRULE/i.test(line));
    const isSane = rules.length <= 100 && rules.every(rule => /^RRULE:FREQ=YEARLY(?:;[A-Z]+=[\w,+-]*)*$/i.test(rule));
    if (
      !isSane ||
      rules.some(rule => /INTERVAL=(?!1(?:;|$))|BY(?:HOUR|MINUTE|SECOND|SETPOS|WEEKNO|YEARDAY)|COUNT/i.test(rule))
    )
      return;
    try {
      const component = new ICAL.Component(ICAL.parse(['BEGIN:VTIMEZONE', ...lines, 'END:VTIMEZONE'].join('\r\n')));
      const tzid = String(component.getFirstPropertyValue('tzid') ?? '').trim();
      const location = component.getFirstPropertyValue('x-lic-location');
      if (tzid === '' || component.getAllSubcomponents().length === 0) return;
      const zone = new ICAL.Timezone({ component, tzid });
      this.#described.set(tzid, { zone, location: typeof location === 'string' ? location : null });
    } catch {
      // The clocks in this zone float, which says less and nothing wrong.
    }
  }

  /** The zone a name means in this file; floating when nobody knows. */
  named(tzid: string | null): Zone {
    if (tzid === null || tzid === '') return FLOATING;
    const known = this.#known.get(tzid);
    if (known !== undefined) return known;
    const zone = this.#find(tzid);
    this.#known.set(tzid, zone);
    return zone;
  }

  #find(tzid: string): Zone {
    if (tzid.length > 200) return FLOATING;
    if (/^(?:UTC|GMT|Z|Etc\/(?:UTC|GMT))$/i.test(tzid)) return UTC;
    const iana = (name: string | null): Zone | null => {
      const id = name === null || !name.includes('/') ? null : parseTimeZone(name);
      return id === null ? null : { type: 'iana', id };
    };
    const found = iana(tzid) ?? iana(withoutPrefix(tzid));
    if (found !== null) return found;
    const windows = zoneOfWindows(tzid);
    if (windows !== null) return windows === 'UTC' ? UTC : (iana(windows) ?? FLOATING);
    const described = this.#described.get(tzid);
    if (described !== undefined) return iana(described.location) ?? { type: 'described', zone: described.zone };
    // Old names without a region, such as Japan and EST5EDT.
    const plain = /^[A-Za-z0-9_+-]+$/.test(tzid) ? parseTimeZone(tzid) : null;
    if (plain !== null) return { type: 'iana', id: plain };
    const fixed = /^(?:UTC|GMT)\s*([+-])(\d{1,2}):?(\d{2})?$/i.exec(tzid);
    if (fixed === null) return FLOATING;
    const minutes = Number(fixed[2]) * 60 + Number(fixed[3] ?? 0);
    return minutes > 14 * 60 ? FLOATING : { type: 'fixed', minutes: fixed[1] === '-' ? -minutes : minutes };
  }
}

/** Some programs put an address of their own before the name: `/freeassociation.sourceforge.net/Europe/Berlin`. */
function withoutPrefix(tzid: string): string {
  const parts = tzid.split('/').filter(part => part !== '');
  for (const count of [3, 2]) {
    const name = parts.slice(-count).join('/');
    if (parts.length > count && parseTimeZone(name) !== null) return name;
  }
  return tzid;
}
