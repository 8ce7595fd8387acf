import * as v from 'valibot';
import { parseAddress } from './address.ts';
import { parseLocalDate, parseTimeZone } from './dates.ts';
import { addressSchema, instantSchema, linkSchema } from './schemas.ts';
import { READER_IDS, type ReaderId } from './sites.ts';
import { cleanLine, cleanText } from './text.ts';

/**
 * What a page told us. The shape of `Capture` in `src/capture/site.ts`, which runs inside the page and imports nothing;
 * here it is checked, since a page, or whoever wrote what it shows, may say anything.
 */

export const SURFACES = ['message', 'thread', 'list', 'event', 'calendar-view', 'page'] as const;
export const ITEM_TYPES = ['email', 'email-thread', 'event', 'contact', 'meeting', 'page'] as const;
export const PERSON_ROLES = [
  'from',
  'to',
  'cc',
  'bcc',
  'replyTo',
  'organizer',
  'attendee',
  'resource',
  'contact',
  'performer',
  'participant',
] as const;

const MOST_ITEMS = 500;
const MOST_PEOPLE = 500;
const MOST_LINKS = 200;

const nullableLine = (most: number) =>
  v.pipe(
    v.nullable(v.string()),
    v.transform(text => {
      const line = text === null ? '' : cleanLine(text, most);
      return line === '' ? null : line;
    }),
  );

/** ISO 8601, as the readers write it: `2026-03-05`, `2026-03-05T14:00`, or with `Z` or an offset. */
const CAPTURED_TIME =
  /^\d{4}-\d{2}-\d{2}(T([01]\d|2[0-3]):[0-5]\d(:[0-5]\d(\.\d{1,3})?)?(Z|[+-]([01]\d|2[0-3]):[0-5]\d)?)?$/;
const timeSchema = v.pipe(
  v.nullable(v.string()),
  // The day is checked against the calendar, since not every `Date.parse` refuses 31 February.
  v.transform(text =>
    text !== null && CAPTURED_TIME.test(text) && parseLocalDate(text.slice(0, 10)) !== null ? text : null,
  ),
);

/** A zone that nobody knows says nothing about when. */
const timeZoneSchema = v.pipe(
  nullableLine(60),
  v.transform(text => (text === null ? null : parseTimeZone(text))),
);

const capturedPersonSchema = v.pipe(
  v.object({
    name: nullableLine(200),
    email: v.fallback(v.nullable(addressSchema), null),
    role: v.picklist(PERSON_ROLES),
    isSelf: v.optional(v.boolean(), false),
  }),
  // A name that is an address says nothing when it is the same, and lies when it is another.
  v.transform(person =>
    person.email !== null && person.name !== null && parseAddress(person.name) !== null
      ? { ...person, name: null }
      : person,
  ),
);
export type CapturedPerson = v.InferOutput<typeof capturedPersonSchema>;

const itemSchema = v.object({
  type: v.picklist(ITEM_TYPES),
  title: nullableLine(300),
  people: v.pipe(
    v.array(v.unknown()),
    // Of a crowd the first are enough: it is no contact with any one of them.
    v.transform(people => people.slice(0, MOST_PEOPLE)),
    v.array(capturedPersonSchema),
    v.transform(people => people.filter(person => person.name !== null || person.email !== null)),
  ),
  date: v.optional(timeSchema, null),
  start: v.optional(timeSchema, null),
  end: v.optional(timeSchema, null),
  allDay: v.optional(v.boolean(), false),
  timeZone: v.optional(timeZoneSchema, null),
  location: v.optional(nullableLine(300), null),
  snippet: v.optional(nullableLine(500), null),
  direction: v.optional(v.picklist(['inbound', 'outbound', 'unknown']), 'unknown'),
  messageId: v.optional(nullableLine(400), null),
  threadId: v.optional(nullableLine(400), null),
  eventId: v.optional(nullableLine(400), null),
  url: v.optional(linkSchema, null),
  conferenceUrl: v.optional(linkSchema, null),
  isFocused: v.optional(v.boolean(), false),
  isCancelled: v.optional(v.boolean(), false),
});
export type CapturedItem = v.InferOutput<typeof itemSchema>;

export const captureSchema = v.object({
  site: v.pipe(v.string(), v.regex(/^[a-z-]{1,40}$/)),
  surface: v.picklist(SURFACES),
  items: v.pipe(
    v.array(v.unknown()),
    v.transform(items => items.slice(0, MOST_ITEMS)),
    v.array(itemSchema),
  ),
});
export type Capture = v.InferOutput<typeof captureSchema>;

/**
 * The shape of a page and nothing of its content, for telling why a reader found nothing: how often each of our own
 * selectors matches, and the names of the page's elements.
 */
const shapeSchema = v.object({
  selectors: v.pipe(v.array(v.object({ name: shapeWord(60), count: v.number() })), v.maxLength(100)),
  elements: v.pipe(v.array(v.object({ name: shapeWord(60), count: v.number() })), v.maxLength(200)),
});
export type Shape = v.InferOutput<typeof shapeSchema>;

/** An element's name, an attribute's, or the name of a selector: no text of a page has that form for long. */
function shapeWord(most: number) {
  return v.pipe(v.string(), v.maxLength(most), v.regex(/^[a-z][a-z0-9 .:_-]*$/i));
}

const mailLinkSchema = v.object({
  text: v.pipe(
    v.string(),
    v.transform(text => cleanLine(text, 200)),
  ),
  email: addressSchema,
});
export type MailLink = v.InferOutput<typeof mailLinkSchema>;

/** A broken one is left out: it costs a name, and not the page. */
function mailLinkOf(untrusted: unknown): MailLink[] {
  const parsed = v.safeParse(mailLinkSchema, untrusted);
  return parsed.success ? [parsed.output] : [];
}

const pageReadingSchema = v.object({
  title: v.pipe(
    v.string(),
    v.transform(text => cleanLine(text, 300)),
  ),
  url: linkSchema,
  selection: v.pipe(
    v.string(),
    v.transform(text => cleanText(text, 5000)),
  ),
  capture: v.nullable(captureSchema),
  links: v.pipe(
    v.optional(v.array(v.unknown()), () => []),
    v.transform(links => links.slice(0, MOST_LINKS).flatMap(link => mailLinkOf(link))),
  ),
  unread: v.optional(v.nullable(v.object({ reader: v.picklist(READER_IDS), shape: shapeSchema })), null),
});

/** A page as the form needs it: what every tab has, and beside it what a reader found. */
export interface PageReading {
  readonly title: string;
  /** `null` where the address is no web page's. */
  readonly url: string | null;
  /** What the student had selected; empty when nothing. */
  readonly selection: string;
  /** `null` when no reader found anything to log. */
  readonly capture: Capture | null;
  /** What its links that write to one person show, with the address: a click in the menu names that and no more. */
  readonly links: readonly MailLink[];
  /** The reader that should have found something and did not, with what it looked for; `null` when all is well. */
  readonly unread: { readonly reader: ReaderId; readonly shape: Shape } | null;
}

/** The reading, checked and trimmed, or `null` when it is none. */
export function parsePageReading(untrusted: unknown): PageReading | null {
  const parsed = v.safeParse(pageReadingSchema, untrusted);
  return parsed.success ? parsed.output : null;
}

/** A page that a reader should have understood and did not, as it is kept on this device for the report. */
const unreadPageSchema = v.object({ reader: v.picklist(READER_IDS), shape: shapeSchema, at: instantSchema });
export type UnreadPage = v.InferOutput<typeof unreadPageSchema>;

/** The kept page, or `null` when it is none. */
export function parseUnreadPage(stored: unknown): UnreadPage | null {
  const parsed = v.safeParse(unreadPageSchema, stored);
  return parsed.success ? parsed.output : null;
}

/** The item the student is looking at; `null` on a page without any. */
export function focusedItem(capture: Capture): CapturedItem | null {
  return capture.items.find(item => item.isFocused) ?? (capture.items.length === 1 ? (capture.items[0] ?? null) : null);
}
