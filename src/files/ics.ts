import ICAL from 'ical.js';
import type { CapturedPerson } from '../core/capture.ts';
import type { LocalDate } from '../core/dates.ts';
import {
  clockIn,
  isoOf,
  type Moment,
  parseMoment,
  splitDateLine,
  type Zone,
  Zones,
  zoneNameOf,
} from './calendar-time.ts';
import {
  type EventStatus,
  entryOf,
  type FileContext,
  type FileEntry,
  type FileReading,
  type Refusal,
  type RefusalReason,
  type Response,
  refusedFile,
} from './file-entry.ts';
import { expand, TooManyRepeats } from './repeats.ts';
import {
  addressOf,
  conferenceLink,
  decodeText,
  excerpt,
  isSelf,
  LARGEST_OTHER,
  lineOf,
  nameOf,
  webLink,
} from './text.ts';

/** Days, both included. */
export interface DayRange {
  readonly from: LocalDate;
  readonly to: LocalDate;
}

export interface IcsOptions {
  /**
   * Only what begins within these days is taken, and repeated events are spread out within them. Not given, everything
   * is taken, and a repeated event once, as it begins.
   */
  readonly range?: DayRange;
  /** How many occurrences of one event are taken. */
  readonly mostRepeats?: number;
}

const MOST_EVENTS = 20_000;
const MOST_LINES_OF_EVENT = 5_000;
const MOST_REPEATS = 500;
/** How long all repeated events of a file together may take. What comes after is refused. */
const MOST_EXPANSION_MS = 1_500;
const MOST_PEOPLE = 500;
/** A file that is broken all over needs no thousand remarks. */
const MOST_REFUSED = 1_000;

/**
 * The events of an iCalendar file (RFC 5545, and what Outlook, Google and Apple make of it). A broken event is refused
 * with a reason and the others are taken.
 */
export function readIcs(file: Uint8Array | string, context: FileContext, options: IcsOptions = {}): FileReading {
  const steps = readInSteps(file, context, options);
  for (;;) {
    const { done, value } = steps.next();
    if (done === true) return value;
  }
}

/**
 * As `readIcs`, in pieces, so that the page it runs in can draw and answer between them.
 *
 * @param pause - Called now and then; reading goes on when it resolves.
 */
export async function readIcsInPieces(
  file: Uint8Array | string,
  context: FileContext,
  options: IcsOptions,
  pause: () => Promise<void>,
): Promise<FileReading> {
  const steps = readInSteps(file, context, options);
  let since = performance.now();
  for (;;) {
    const { done, value } = steps.next();
    if (done === true) return value;
    if (performance.now() - since < SLICE_MS) continue;
    await pause();
    since = performance.now();
  }
}

/** How long a piece of the work may take. */
const SLICE_MS = 12;

function* readInSteps(
  file: Uint8Array | string,
  context: FileContext,
  options: IcsOptions,
): Generator<void, FileReading, void> {
  if (file.length > LARGEST_OTHER) return refusedFile('too-large');
  const text = decodeText(file);
  if (text.trim() === '') return refusedFile('empty');
  if (!/(?:^|[\r\n])[ \t]*BEGIN:(?:VCALENDAR|VEVENT)/i.test(text)) return refusedFile('not-a-calendar');
  const calendar = split(text);
  yield;
  return yield* new Reader(calendar, context, options).read();
}

interface RawEvent {
  /** 1 for the first of the file. */
  readonly number: number;
  readonly lines: readonly string[];
}

interface RawCalendar {
  readonly method: string | null;
  readonly zones: Zones;
  readonly events: readonly RawEvent[];
  readonly refused: readonly Refusal[];
}

/** Unfolds the lines and sorts them into events and zones; what is inside an event's alarms is left out. */
function split(text: string): RawCalendar {
  const zones = new Zones();
  const events: RawEvent[] = [];
  const refused: Refusal[] = [];
  const stack: string[] = [];
  let method: string | null = null;
  let lines: string[] = [];
  let count = 0;
  const refuse = (reason: RefusalReason, where = labelOf(count, lines)) => {
    if (refused.length < MOST_REFUSED) refused.push({ where, reason });
  };
  for (const line of unfold(text)) {
    const begin = /^BEGIN:\s*([\w-]+)\s*$/i.exec(line)?.[1]?.toUpperCase();
    const end = /^END:\s*([\w-]+)\s*$/i.exec(line)?.[1]?.toUpperCase();
    const inside = stack.at(-1);
    if (begin === 'VEVENT' || begin === 'VTIMEZONE' || (begin === 'VCALENDAR' && inside !== undefined)) {
      // One that begins inside another means that the other was cut off.
      if (stack.includes('VEVENT')) refuse('incomplete');
      stack.length = 0;
      if (begin === 'VCALENDAR') continue;
    }
    if (begin !== undefined) {
      if (stack.length === 0) {
        if (begin === 'VCALENDAR') continue;
        lines = [];
        if (begin === 'VEVENT') count += 1;
        if (['VTODO', 'VJOURNAL', 'VFREEBUSY'].includes(begin)) refuse('not-an-event', begin);
      } else if (stack[0] === 'VTIMEZONE') lines.push(line);
      // A file nested without end is nobody's calendar; what is deeper is counted only.
      if (stack.length < 20) stack.push(begin);
    } else if (end !== undefined) {
      if (stack.length === 0) continue;
      const opened = stack.lastIndexOf(end);
      if (opened === -1) continue;
      stack.length = opened;
      if (opened > 0) {
        if (stack[0] === 'VTIMEZONE') lines.push(line);
      } else if (end === 'VTIMEZONE') zones.describe(lines);
      else if (end === 'VEVENT') {
        if (events.length < MOST_EVENTS) events.push({ number: count, lines });
        else if (!refused.some(({ reason }) => reason === 'too-many-entries')) refuse('too-many-entries');
      }
    } else if (stack.length === 0) {
      method ??= /^METHOD:\s*([A-Z-]{1,20})\s*$/i.exec(line)?.[1]?.toUpperCase() ?? null;
    } else if (lines.length < MOST_LINES_OF_EVENT && (stack.length === 1 || stack[0] === 'VTIMEZONE')) lines.push(line);
  }
  if (stack[0] === 'VEVENT') refuse('incomplete');
  return { method, zones, events, refused };
}

/** The content lines, each in one piece. A line that begins with a blank goes on the one before. */
function* unfold(text: string): Generator<string> {
  let parts: string[] = [];
  let start = 0;
  while (start <= text.length) {
    let end = text.indexOf('\n', start);
    if (end === -1) end = text.length;
    const line = text.slice(start, text[end - 1] === '\r' ? end - 1 : end);
    start = end + 1;
    if (line.startsWith(' ') || line.startsWith('\t')) {
      // Base64 of a picture makes lines without end, and nothing we read is that long.
      if (parts.length < 2000) parts.push(line.slice(1));
      continue;
    }
    if (parts.length > 0) yield parts.join('');
    parts = line === '' ? [] : [line];
  }
  if (parts.length > 0) yield parts.join('');
}

function labelOf(number: number, lines: readonly string[]): string {
  const summary = lines.find(line => /^SUMMARY[;:]/i.test(line));
  const title = summary === undefined ? null : textOf(propertyOf(summary));
  return title === null ? `event ${number}` : `event ${number}: ${lineOf(title, 80)}`;
}

/** What the library makes of one content line; `null` when it is broken. */
function propertyOf(line: string): ICAL.Property | null {
  try {
    return new ICAL.Property(ICAL.parse.property(line.slice(0, 200_000)));
  } catch {
    return null;
  }
}

function textOf(property: ICAL.Property | null | undefined): string | null {
  const value: unknown = property?.getFirstValue();
  return typeof value === 'string' ? value : null;
}

/** The lines of one event by name. */
class Properties {
  readonly #lines = new Map<string, string[]>();

  constructor(lines: readonly string[]) {
    for (const line of lines) {
      const name = /^[\w-]+/.exec(line)?.[0].toUpperCase() ?? '';
      const others = this.#lines.get(name);
      if (others === undefined) this.#lines.set(name, [line]);
      else if (others.length < MOST_PEOPLE) others.push(line);
    }
  }

  lines(name: string): readonly string[] {
    return this.#lines.get(name) ?? [];
  }

  all(name: string): readonly ICAL.Property[] {
    return this.lines(name).flatMap(line => propertyOf(line) ?? []);
  }

  text(...names: readonly string[]): string | null {
    for (const name of names) {
      const text = textOf(this.all(name)[0])?.trim();
      if (text !== undefined && text !== '') return text;
    }
    return null;
  }

  /** What stands after the first colon, as it is written. */
  raw(name: string): string | null {
    return /:(.*)$/s.exec(this.lines(name)[0] ?? '')?.[1]?.trim() ?? null;
  }
}

class Refused extends Error {
  readonly reason: RefusalReason;

  constructor(reason: RefusalReason) {
    super(reason);
    this.reason = reason;
  }
}

/** An event of the file before it is spread out. */
interface Event {
  readonly number: number;
  readonly properties: Properties;
  readonly uid: string | null;
  readonly start: Moment;
  readonly end: Moment | null;
  /** Which occurrence it replaces, on the clock of its start; `null` for the event itself. */
  readonly replaces: string | null;
}

class Reader {
  readonly #calendar: RawCalendar;
  readonly #context: FileContext;
  readonly #options: IcsOptions;
  #startedAt = performance.now();
  readonly #entries: FileEntry[] = [];
  readonly #refused: Refusal[];
  #outsideRange = 0;

  constructor(calendar: RawCalendar, context: FileContext, options: IcsOptions) {
    this.#calendar = calendar;
    this.#context = context;
    this.#options = options;
    this.#refused = [...calendar.refused];
  }

  *read(): Generator<void, FileReading, void> {
    const events: Event[] = [];
    for (const raw of this.#calendar.events) {
      yield* this.#step();
      const event = this.#attempt(raw, () => this.#eventOf(raw));
      if (event !== null) events.push(event);
    }
    const replaced = new Map<string, Set<string>>();
    for (const { uid, replaces } of events) {
      if (uid === null || replaces === null) continue;
      const others = replaced.get(uid) ?? new Set();
      replaced.set(uid, others.add(replaces));
    }
    const masters = new Set(events.flatMap(({ uid, replaces }) => (replaces === null && uid !== null ? [uid] : [])));
    for (const event of events) {
      yield* this.#step();
      // Without a range a series is one entry, and its exceptions are part of it.
      const isPart = event.replaces !== null && event.uid !== null && masters.has(event.uid);
      if (isPart && this.#options.range === undefined) continue;
      const raw = { number: event.number, lines: event.properties.lines('SUMMARY') };
      this.#attempt(raw, () => this.#take(event, replaced.get(event.uid ?? '') ?? new Set()));
    }
    return { entries: this.#entries, refused: this.#refused, outsideRange: this.#outsideRange };
  }

  /** Where reading may pause; a pause is not counted as work. */
  *#step(): Generator<void, void, void> {
    const before = performance.now();
    yield;
    this.#startedAt += performance.now() - before;
  }

  #attempt<T>(raw: RawEvent, work: () => T): T | null {
    try {
      return work();
    } catch (error) {
      const reason = error instanceof Refused ? error.reason : 'unreadable';
      if (this.#refused.length < MOST_REFUSED) this.#refused.push({ where: labelOf(raw.number, raw.lines), reason });
      return null;
    }
  }

  #eventOf({ number, lines }: RawEvent): Event {
    const properties = new Properties(lines);
    const start = this.#moment(properties, 'DTSTART');
    if (start === null) throw new Refused('no-start');
    const written = this.#moment(properties, 'DTEND') ?? durationEnd(start, properties.raw('DURATION'));
    const isWholeDays = start.type === 'day' || isMarkedAllDay(properties, start, written);
    const from: Moment = isWholeDays && start.type === 'clock' ? dayOf(start) : start;
    const recurrence = this.#moment(properties, 'RECURRENCE-ID');
    const key = recurrence === null ? null : keyOf(recurrence, from);
    return {
      number,
      properties,
      uid: lineOf(properties.text('UID'), 400),
      start: from,
      end: isWholeDays ? endOfDays(from, written) : endOfClock(from, written),
      replaces: key,
    };
  }

  #moment(properties: Properties, name: string): Moment | null {
    const line = properties.lines(name)[0];
    const parts = line === undefined ? null : splitDateLine(line);
    return parts === null ? null : parseMoment(parts.values[0] ?? '', this.#calendar.zones.named(parts.tzid));
  }

  #moments(properties: Properties, name: string): readonly Moment[] {
    return properties
      .lines(name)
      .flatMap(line => splitDateLine(line) ?? [])
      .flatMap(({ values, tzid }) =>
        values.flatMap(value => parseMoment(value, this.#calendar.zones.named(tzid)) ?? []),
      )
      .slice(0, 5000);
  }

  #take(event: Event, replaced: ReadonlySet<string>): void {
    const { range } = this.#options;
    const repeats = event.replaces === null && isRepeated(event.properties);
    if (range === undefined) {
      this.#entries.push(this.#entry(event, event.start, event.end, event.replaces !== null));
      return;
    }
    const days = {
      from: Temporal.PlainDate.from(range.from).toPlainDateTime(),
      to: Temporal.PlainDate.from(range.to).toPlainDateTime('23:59:59'),
    };
    const isInside = (clock: Temporal.PlainDateTime) =>
      Temporal.PlainDateTime.compare(clock, days.from) >= 0 && Temporal.PlainDateTime.compare(clock, days.to) <= 0;
    const first = clockOf(event.start);
    if (!repeats) {
      if (isInside(first)) this.#entries.push(this.#entry(event, event.start, event.end, event.replaces !== null));
      else this.#outsideRange += 1;
      return;
    }
    const clocks = this.#occurrences(event, days, replaced);
    if (clocks.length === 0) this.#outsideRange += 1;
    for (const clock of clocks) {
      if (this.#entries.length >= MOST_EVENTS) throw new Refused('too-many-entries');
      const shift = (moment: Moment) => shifted(moment, first, clock);
      this.#entries.push(this.#entry(event, shift(event.start), event.end === null ? null : shift(event.end), true));
    }
  }

  /** When a repeated event begins within the days, on its own clock, in order. */
  #occurrences(
    { properties, start }: Event,
    days: { readonly from: Temporal.PlainDateTime; readonly to: Temporal.PlainDateTime },
    replaced: ReadonlySet<string>,
  ): readonly Temporal.PlainDateTime[] {
    if (performance.now() - this.#startedAt > MOST_EXPANSION_MS) throw new Refused('too-many-repeats');
    const zone: Zone = start.type === 'clock' ? start.zone : { type: 'floating' };
    const most = this.#options.mostRepeats ?? MOST_REPEATS;
    const first = clockOf(start);
    const clocks = new Map([[first.toString(), first]]);
    const rules = properties.lines('RRULE').slice(0, 5);
    try {
      for (const line of rules) {
        const rule = line.replace(/^RRULE[^:]*:/i, '').trim();
        const until = /(?:^|;)UNTIL=([^;]*)/i.exec(rule)?.[1] ?? null;
        for (const clock of expand(rule, first, this.#until(until, zone), days, most))
          clocks.set(clock.toString(), clock);
      }
    } catch (error) {
      throw new Refused(error instanceof TooManyRepeats ? 'too-many-repeats' : 'bad-repeat');
    }
    for (const moment of this.#moments(properties, 'RDATE')) {
      const clock = clockIn(moment, zone);
      if (clock !== null) clocks.set(clock.toString(), clock);
    }
    const excluded = new Set(replaced);
    const excludedDays = new Set<string>();
    for (const moment of this.#moments(properties, 'EXDATE')) {
      // A day alone excludes whatever begins on it.
      if (moment.type === 'day' && start.type === 'clock') excludedDays.add(moment.day.toString());
      else excluded.add(keyOf(moment, start));
    }
    return [...clocks.values()]
      .filter(clock => !excluded.has(clock.toString()) && !excludedDays.has(clock.toPlainDate().toString()))
      .filter(clock => Temporal.PlainDateTime.compare(clock, days.from) >= 0)
      .filter(clock => Temporal.PlainDateTime.compare(clock, days.to) <= 0)
      .toSorted(Temporal.PlainDateTime.compare)
      .slice(0, most);
  }

  #until(value: string | null, zone: Zone): Temporal.PlainDateTime | null {
    if (value === null) return null;
    const moment = parseMoment(value.trim(), zone);
    if (moment === null) throw new Error('the rule ends on no day');
    // A day alone includes what begins on it.
    return moment.type === 'day' ? moment.day.toPlainDateTime('23:59:59') : clockIn(moment, zone);
  }

  #entry({ number, properties, uid }: Event, start: Moment, end: Moment | null, isOccurrence: boolean): FileEntry {
    const title = lineOf(properties.text('SUMMARY'));
    const description = descriptionOf(properties.text('DESCRIPTION'));
    const { people, responses } = peopleOf(properties, this.#context);
    const place = lineOf(properties.text('LOCATION'));
    const url = webLink(properties.raw('URL')?.replaceAll('\\:', ':'));
    return entryOf(
      title === null ? `event ${number}` : `event ${number}: ${lineOf(title, 80)}`,
      {
        type: 'event',
        title,
        people,
        start: isoOf(start),
        end: end === null ? null : isoOf(end),
        allDay: start.type === 'day',
        timeZone: zoneNameOf(start),
        location: place,
        snippet: excerpt(description),
        eventId: uid,
        url,
        conferenceUrl: conferenceOf(properties, place, url),
      },
      {
        status: statusOf(properties.text('STATUS'), this.#calendar.method),
        method: this.#calendar.method,
        responses,
        occurrence: isOccurrence ? isoOf(start) : null,
      },
    );
  }
}

function isRepeated(properties: Properties): boolean {
  return properties.lines('RRULE').length > 0 || properties.lines('RDATE').length > 0;
}

function clockOf(moment: Moment): Temporal.PlainDateTime {
  return moment.type === 'day' ? moment.day.toPlainDateTime() : moment.clock;
}

/** The same occurrence gets the same key, however its moment is written. */
function keyOf(moment: Moment, start: Moment): string {
  const zone: Zone = start.type === 'clock' ? start.zone : { type: 'floating' };
  return (clockIn(moment, zone) ?? clockOf(moment)).toString();
}

/** The moment as many days and minutes later as the occurrence is later than the first. */
function shifted(moment: Moment, first: Temporal.PlainDateTime, clock: Temporal.PlainDateTime): Moment {
  const later = first.until(clock, { largestUnit: 'day' });
  if (moment.type === 'day') return { type: 'day', day: moment.day.add({ days: later.days }) };
  return { ...moment, clock: moment.clock.add(later) };
}

function dayOf(moment: Moment): Moment {
  return { type: 'day', day: clockOf(moment).toPlainDate() };
}

/** Outlook writes whole days as times, from midnight to midnight, and says so beside them. */
function isMarkedAllDay(properties: Properties, start: Moment, end: Moment | null): boolean {
  const isMarked = /^true$/i.test(
    properties.raw('X-MICROSOFT-CDO-ALLDAYEVENT') ?? properties.raw('X-FUNAMBOL-ALLDAY')?.replace('1', 'true') ?? '',
  );
  const isMidnight = (moment: Moment) => clockOf(moment).toPlainTime().toString({ smallestUnit: 'minute' }) === '00:00';
  return isMarked && isMidnight(start) && (end === null || isMidnight(end));
}

/** The first day after. Some programs write the last day itself, or nothing. */
function endOfDays(start: Moment, end: Moment | null): Moment {
  const first = clockOf(start).toPlainDate();
  const last = end === null ? first : clockOf(end).toPlainDate();
  return { type: 'day', day: Temporal.PlainDate.compare(last, first) > 0 ? last : first.add({ days: 1 }) };
}

/** An end before the start is a slip, and nobody knows what was meant. */
function endOfClock(start: Moment, end: Moment | null): Moment | null {
  if (end === null || end.type === 'day' || start.type === 'day') return null;
  const there = clockIn(end, start.zone);
  return there !== null && Temporal.PlainDateTime.compare(there, start.clock) >= 0 ? end : null;
}

/** ISO 8601 as RFC 5545 narrows it: weeks, or days and times. */
const DURATION = /^\+?P(?:(\d{1,4})W)?(?:(\d{1,5})D)?(?:T(?:(\d{1,5})H)?(?:(\d{1,6})M)?(?:(\d{1,7})S)?)?$/i;

function durationEnd(start: Moment, text: string | null): Moment | null {
  const match = DURATION.exec(text ?? '');
  if (match === null) return null;
  const [weeks = 0, days = 0, hours = 0, minutes = 0, seconds = 0] = match.slice(1).map(part => Number(part ?? 0));
  if (start.type === 'day') return { type: 'day', day: start.day.add({ weeks, days }) };
  return { ...start, clock: start.clock.add({ weeks, days, hours, minutes, seconds }) };
}

function statusOf(text: string | null, method: string | null): EventStatus | null {
  if (method === 'CANCEL') return 'cancelled';
  const status = text?.trim().toLowerCase();
  if (status === 'canceled') return 'cancelled';
  return status === 'confirmed' || status === 'tentative' || status === 'cancelled' ? status : null;
}

const RESPONSES: Readonly<Record<string, Response>> = {
  ACCEPTED: 'accepted',
  // Apple's and others' slips for it.
  CONFIRMED: 'accepted',
  DECLINED: 'declined',
  TENTATIVE: 'tentative',
  'NEEDS-ACTION': 'needs-action',
  DELEGATED: 'delegated',
};

/** Rooms of Google and Microsoft are guests, and not always called what they are. */
const ROOM_ADDRESS = /@(?:resource|group\.v)\.calendar\.google\.com$/;

/** Google writes a calendar's own address where a person's belongs. */
const CALENDAR_ADDRESS = /^unknownorganizer@calendar\.google\.com$|@(?:group|import)\.calendar\.google\.com$/;

interface People {
  readonly people: CapturedPerson[];
  readonly responses: Readonly<Record<string, Response>>;
}

/** The organizer first, then the guests; who is both is the organizer. */
function peopleOf(properties: Properties, { selfEmails }: FileContext): People {
  const people: CapturedPerson[] = [];
  const responses: Record<string, Response> = {};
  const byEmail = new Map<string, number>();
  const lines = [
    ...properties
      .all('ORGANIZER')
      .slice(0, 1)
      .map(property => ({ property, isOrganizer: true })),
    ...properties.all('ATTENDEE').map(property => ({ property, isOrganizer: false })),
  ];
  for (const { property, isOrganizer } of lines) {
    const parameter = (name: string): string => {
      const value: unknown = property.getParameter(name);
      return typeof value === 'string' ? value : Array.isArray(value) ? String(value[0] ?? '') : '';
    };
    const email = addressOf(textOf(property)) ?? addressOf(parameter('email'));
    const name = nameOf(parameter('cn'));
    const response = RESPONSES[parameter('partstat').toUpperCase()];
    if (email !== null && response !== undefined && !isOrganizer) responses[email] = response;
    if ((email === null && name === null) || CALENDAR_ADDRESS.test(email ?? '')) continue;
    const position = email === null ? undefined : byEmail.get(email);
    const known = position === undefined ? undefined : people[position];
    if (position !== undefined && known !== undefined) {
      people[position] = { ...known, name: known.name ?? name };
      continue;
    }
    const isRoom = /^(?:RESOURCE|ROOM)$/i.test(parameter('cutype')) || ROOM_ADDRESS.test(email ?? '');
    const role = isOrganizer ? 'organizer' : isRoom ? 'resource' : 'attendee';
    if (email !== null) byEmail.set(email, people.length);
    people.push({ name, email, role, isSelf: isSelf(email, selfEmails) });
  }
  return { people, responses };
}

/** Where programs put the link to the meeting, the surest place first. */
function conferenceOf(properties: Properties, place: string | null, url: string | null): string | null {
  const own = [
    'X-GOOGLE-CONFERENCE',
    'CONFERENCE',
    'X-MICROSOFT-SKYPETEAMSMEETINGURL',
    'X-MICROSOFT-ONLINEMEETINGEXTERNALLINK',
    'X-MICROSOFT-ONLINEMEETINGCONFLINK',
    'X-ZOOM-MEETING-URL',
  ];
  for (const name of own) {
    const link = webLink(/:(https?:.*)$/is.exec(properties.lines(name)[0] ?? '')?.[1]);
    if (link !== null) return link;
  }
  return conferenceLink(place, url, properties.text('DESCRIPTION'));
}

/** A line with which Google, Microsoft and Zoom set off how to join: made of signs, and of nothing else. */
const RULE = /^(?:[-:~]{6,}|[_*=.]{10,}|[─━]{3,}.*)$/u;

/** The words of an event: HTML taken out, and what a program wrote about joining. */
function descriptionOf(text: string | null): string {
  const start = (text ?? '').slice(0, 20_000);
  const words = /<(?:br|p|div|span|a|b|html|ul|li|table)\b/i.test(start) ? withoutTags(start) : start;
  const lines = words.split('\n');
  const end = lines.findIndex(line => RULE.test(line.trim()));
  return (end === -1 ? lines : lines.slice(0, end)).join('\n');
}

const ENTITIES: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'", nbsp: ' ' };

function withoutTags(html: string): string {
  return html
    .replace(/<(?:br|\/p|\/div|\/li|\/tr)\b[^>]{0,200}>/gi, '\n')
    .replace(/<!--[^>]{0,500}-->|<\/?[a-z][^<>]{0,2000}>/gi, '')
    .replace(/&(?:(amp|lt|gt|quot|apos|nbsp)|#(\d{1,7}));/gi, (whole, name: string | undefined, code) => {
      if (name !== undefined) return ENTITIES[name.toLowerCase()] ?? whole;
      const point = Number(code);
      return point > 0 && point <= 0x10ffff ? String.fromCodePoint(point) : whole;
    });
}
