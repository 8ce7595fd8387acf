/**
 * What a reader of one site is, and what it returns. Everything in this folder runs inside web pages and imports
 * nothing from outside it: see `tests/architecture/layers.test.ts`.
 */

export type Surface = 'message' | 'thread' | 'list' | 'event' | 'calendar-view' | 'page';
export type ItemType = 'email' | 'email-thread' | 'event' | 'contact' | 'meeting' | 'page';
export type PersonRole =
  | 'from'
  | 'to'
  | 'cc'
  | 'bcc'
  | 'replyTo'
  | 'organizer'
  | 'attendee'
  | 'resource'
  | 'contact'
  | 'performer'
  | 'participant';

export interface CapturedPerson {
  /** `null` when the page gives no name other than the address. */
  readonly name: string | null;
  /** `null` when the page shows a name only. */
  readonly email: string | null;
  readonly role: PersonRole;
  /** Whether it is the student whose mailbox or calendar this is. */
  readonly isSelf: boolean;
}

/**
 * One message, event, person or page. What is not on the page is `null`, never guessed.
 *
 * Moments are ISO 8601: with `Z` or an offset where the page tells the instant, without where it shows a wall clock
 * only, and a bare day for whole days, whose `end` is the first day after.
 */
export interface CapturedItem {
  readonly type: ItemType;
  readonly title: string | null;
  readonly people: readonly CapturedPerson[];
  /** When a message was sent. */
  readonly date: string | null;
  /** When an event begins and ends. */
  readonly start: string | null;
  readonly end: string | null;
  readonly allDay: boolean;
  /** The IANA zone the page names for `start` and `end`. */
  readonly timeZone: string | null;
  readonly location: string | null;
  /** The first text of the body, without quoted text. */
  readonly snippet: string | null;
  readonly direction: 'inbound' | 'outbound' | 'unknown';
  readonly messageId: string | null;
  readonly threadId: string | null;
  readonly eventId: string | null;
  /** An address that leads back to the item. */
  readonly url: string | null;
  readonly conferenceUrl: string | null;
  /** Whether it is the one the student is looking at; at most one item is. */
  readonly isFocused: boolean;
  /** Whether the page marks an event as cancelled. Not given: it does not. */
  readonly isCancelled?: boolean;
}

export interface Capture {
  /** The adapter's id. */
  readonly site: string;
  readonly surface: Surface;
  /** In the order of the page. */
  readonly items: readonly CapturedItem[];
}

export interface CaptureContext {
  readonly now: Date;
  /** The IANA zone of the browser. */
  readonly timeZone: string;
  /** The student's own addresses as far as they are known. */
  readonly selfEmails: readonly string[];
}

export interface SiteAdapter {
  /** As the file is called. */
  readonly id: string;
  /** Addresses that this adapter, and no other, claims. */
  readonly sampleUrls: readonly string[];
  matches(url: URL): boolean;
  /** What it looks for, by name, for the report on a page that it could not read; see `shape.ts`. */
  readonly selectors: Readonly<Record<string, string>>;
  /** Whether the page at this address has to show a message or an event, so that finding none means the reader failed. */
  expects(url: URL): boolean;
  /** Reads the page without changing it; `null` when it shows nothing to log. */
  capture(page: Document, url: URL, context: CaptureContext): Capture | null;
}
