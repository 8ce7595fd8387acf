import PostalMime, { type Address, type Attachment, type Email } from 'postal-mime';
import type { CapturedPerson } from '../core/capture.ts';
import {
  entryOf,
  type FileContext,
  type FileEntry,
  type FileReading,
  type Refusal,
  refusedFile,
} from './file-entry.ts';
import { readIcs } from './ics.ts';
import { snippetOfPage, snippetOfText } from './mail-body.ts';
import { parseMailDate } from './mail-date.ts';
import { type MarkedEvent, type Markup, readMarkup } from './mail-markup.ts';
import { addressOf, isSelf, LARGEST_MAIL, lineOf, nameOf } from './text.ts';

export interface EmlOptions {
  /** Makes a document of HTML without running or loading anything, as `DOMParser` does. Not given, HTML is not read. */
  readonly parseHtml?: (html: string) => Document;
}

/** Longer HTML is newsletters' decoration; the words come first. */
const LONGEST_HTML = 1_000_000;
/** Mail is nested about so deep after a hundred answers. Deeper, parsing alone takes minutes. */
const DEEPEST_HTML = 500;
const MOST_PEOPLE = 500;

/**
 * One mail (RFC 5322): the message, and the events that come with it. An event that is described twice or three times, as
 * Google does, is one.
 */
export async function readEml(
  file: Uint8Array | string,
  context: FileContext,
  options: EmlOptions = {},
): Promise<FileReading> {
  if (file.length > LARGEST_MAIL) return refusedFile('too-large');
  if (file.length === 0 || (typeof file === 'string' && file.trim() === '')) return refusedFile('empty');
  const bytes = bytesOf(file);
  if (!beginsLikeMail(bytes)) return refusedFile('not-a-mail');
  let email: Email;
  try {
    email = await PostalMime.parse(withoutBulk(bytes), {
      // A forwarded mail is another mail: its text is not this one's.
      forceRfc822Attachments: true,
      maxNestingDepth: 100,
    });
  } catch {
    return refusedFile('unreadable');
  }
  if (!isMail(email)) return refusedFile('not-a-mail');

  const page = pageOf(email, options);
  const markup = page === null ? { events: [], isAutomatic: false } : readMarkup(page, context.selfEmails);
  const calendar = calendarOf(email, context);
  const message = messageOf(email, page, markup.isAutomatic || calendar.hasCalendar, context);
  return {
    entries: [message, ...withMarkup(calendar.entries, markup, calendar.hasCalendar)],
    refused: calendar.refused,
    outsideRange: 0,
  };
}

/** The mail as bytes. Some programs save a line of their own in front of it, as a mailbox file has it. */
function bytesOf(file: Uint8Array | string): Uint8Array {
  const bytes = typeof file === 'string' ? new TextEncoder().encode(file) : file;
  let start = bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf ? 3 : 0;
  while (start < bytes.length && [0x0a, 0x0d, 0x20].includes(bytes[start] ?? 0)) start += 1;
  const head = new TextDecoder().decode(bytes.subarray(start, start + 200));
  if (/^From [^\n:]*\n/.test(head)) start = bytes.indexOf(0x0a, start) + 1;
  return start === 0 ? bytes : bytes.slice(start);
}

/** Asked before the library goes through a file that may be anything, line by line. */
function beginsLikeMail(bytes: Uint8Array): boolean {
  const start = new TextDecoder('latin1').decode(bytes.subarray(0, 64_000));
  return /^(?:from|to|cc|date|subject|sender|message-id|mime-version|received|return-path|delivered-to)[ \t]*:/im.test(
    start,
  );
}

/** How much of a part is kept: more than is read of any text, far less than of a picture. */
const MOST_OF_PART = 3_000_000;
const MOST_OF_ALL_PARTS = 6_000_000;
const MOST_OF_LATER_PART = 200_000;

/**
 * The mail without most of what is attached to it, which nobody reads here: the library goes through it line by line.
 * Lines that begin with two dashes may end a part, and are kept.
 */
function withoutBulk(file: Uint8Array): Uint8Array {
  if (file.length <= MOST_OF_PART) return file;
  const kept: Uint8Array[] = [];
  let total = 0;
  let start = 0;
  while (start < file.length) {
    const end = nextBoundary(file, start + 1);
    const most = total > MOST_OF_ALL_PARTS ? MOST_OF_LATER_PART : MOST_OF_PART;
    const lineEnd = end - start <= most ? end : file.indexOf(0x0a, start + most) + 1;
    const part = file.subarray(start, lineEnd <= start || lineEnd > end ? end : lineEnd);
    kept.push(part);
    total += part.length;
    start = end;
  }
  const whole = new Uint8Array(total);
  let position = 0;
  for (const part of kept) {
    whole.set(part, position);
    position += part.length;
  }
  return whole;
}

/** Where the next line begins that begins with two dashes; the end of the file when there is none. */
function nextBoundary(file: Uint8Array, from: number): number {
  // Two dashes are rarer than line breaks, and looking for a byte is what the platform does fast.
  for (let dash = file.indexOf(0x2d, from); dash !== -1; dash = file.indexOf(0x2d, dash + 1)) {
    if (file[dash + 1] === 0x2d && file[dash - 1] === 0x0a) return dash;
  }
  return file.length;
}

/** A text file may have lines with colons too; mail has at least two of the fields that every program writes. */
function isMail({ headers }: Email): boolean {
  const known = ['from', 'to', 'date', 'subject', 'message-id', 'mime-version', 'received', 'cc', 'sender'];
  return known.filter(key => headers.some(header => header.key === key)).length >= 2;
}

function pageOf({ html }: Email, { parseHtml }: EmlOptions): Document | null {
  if (html === undefined || html.trim() === '' || parseHtml === undefined) return null;
  try {
    return parseHtml(shallow(html.slice(0, LONGEST_HTML)));
  } catch {
    return null;
  }
}

/** The page up to where it is nested too deep. Elements that end by themselves do not count. */
function shallow(html: string): string {
  let depth = 0;
  for (const match of html.matchAll(
    /<(\/?)(?!(?:p|li|t[rdh]|tbody|thead|d[td]|option|br|img|hr|meta|link|input|col|wbr|area)\b)[a-z]/gi,
  )) {
    depth = match[1] === '' ? depth + 1 : Math.max(0, depth - 1);
    if (depth > DEEPEST_HTML) return html.slice(0, match.index);
  }
  return html;
}

function messageOf(email: Email, page: Document | null, isAutomatic: boolean, context: FileContext): FileEntry {
  const title = lineOf(email.subject);
  const people = peopleOf(email, context);
  return entryOf(
    title === null ? 'mail' : `mail: ${lineOf(title, 80)}`,
    {
      type: 'email',
      title,
      people,
      date: parseMailDate(headerOf(email, 'date') ?? ''),
      // A body that a program made of an event or a booking repeats it, and is nobody's words.
      snippet: isAutomatic ? null : snippetOf(email, page),
      direction: directionOf(email, people, context),
      messageId: idsIn(email.messageId)[0] ?? null,
    },
    { answers: [...new Set([...idsIn(email.inReplyTo), ...idsIn(email.references).toReversed()])].slice(0, 100) },
  );
}

function snippetOf({ text }: Email, page: Document | null): string | null {
  const fromText = snippetOfText(text ?? '');
  if (fromText !== null) return fromText;
  return page === null ? null : snippetOfPage(page);
}

function headerOf({ headers }: Email, key: string): string | null {
  return headers.find(header => header.key === key)?.value ?? null;
}

/** Message ids without their brackets. */
function idsIn(text: string | undefined): readonly string[] {
  const value = (text ?? '').slice(0, 20_000);
  const bracketed = [...value.matchAll(/<([^<>\s]{1,400})>/g)].map(match => match[1] ?? '');
  if (bracketed.length > 0) return bracketed;
  const bare = value.trim();
  return bare !== '' && bare.length <= 400 && !/[\s<>]/.test(bare) ? [bare] : [];
}

function peopleOf(email: Email, { selfEmails }: FileContext): CapturedPerson[] {
  const people: CapturedPerson[] = [];
  const add = (addresses: readonly Address[], role: CapturedPerson['role']) => {
    for (const { name, address } of addresses.flatMap(one => one.group ?? [one])) {
      if (people.length >= MOST_PEOPLE) return;
      const known = addressOf(address);
      const person = { name: nameOf(name), email: known, role, isSelf: isSelf(known, selfEmails) };
      // A list without people has a name, and no address: it is nobody.
      if (known === null && (role !== 'from' || person.name === null)) continue;
      if (!people.some(other => other.role === role && other.email === known && other.email !== null))
        people.push(person);
    }
  };
  add(email.from === undefined ? [] : [email.from], 'from');
  add(email.to ?? [], 'to');
  add(email.cc ?? [], 'cc');
  add(email.bcc ?? [], 'bcc');
  const senders = people.filter(({ role }) => role === 'from').map(({ email: address }) => address);
  // An answer goes to whoever wrote, so only another address is worth knowing.
  const others = (email.replyTo ?? [])
    .flatMap(one => one.group ?? [one])
    .filter(({ address }) => !senders.includes(addressOf(address)));
  add(others, 'replyTo');
  return people;
}

function directionOf(
  email: Email,
  people: readonly CapturedPerson[],
  { selfEmails }: FileContext,
): 'inbound' | 'outbound' | 'unknown' {
  if (people.some(({ role, isSelf: isOwn }) => role === 'from' && isOwn)) return 'outbound';
  const wasDelivered = ['delivered-to', 'x-original-to', 'envelope-to'].some(key =>
    isSelf(addressOf(headerOf(email, key)), selfEmails),
  );
  const isRecipient = people.some(({ role, isSelf: isOwn }) => ['to', 'cc', 'bcc'].includes(role) && isOwn);
  return wasDelivered || isRecipient ? 'inbound' : 'unknown';
}

interface MailCalendar {
  readonly entries: readonly FileEntry[];
  readonly refused: readonly Refusal[];
  readonly hasCalendar: boolean;
}

/** The events of the mail's calendar parts. The same one comes once in the mail and once attached. */
function calendarOf(email: Email, context: FileContext): MailCalendar {
  const entries: FileEntry[] = [];
  const refused: Refusal[] = [];
  const parts = email.attachments.filter(isCalendar).slice(0, 20);
  for (const { content, method } of parts) {
    const file = typeof content === 'string' ? content : new Uint8Array(content);
    const reading = readIcs(file, context);
    for (const entry of reading.entries) {
      if (entries.some(other => isSameEvent(other, entry))) continue;
      entries.push(entry.method === null && method !== undefined ? { ...entry, method } : entry);
    }
    for (const refusal of reading.refused) {
      if (!refused.some(other => other.where === refusal.where && other.reason === refusal.reason))
        refused.push(refusal);
    }
  }
  return { entries, refused, hasCalendar: parts.length > 0 };
}

function isCalendar({ mimeType, filename }: Attachment): boolean {
  return mimeType === 'text/calendar' || mimeType === 'application/ics' || /\.ics$/i.test(filename ?? '');
}

function isSameEvent({ item: one }: FileEntry, { item: other }: FileEntry): boolean {
  return (
    one.eventId === other.eventId && one.start === other.start && (one.eventId !== null || one.title === other.title)
  );
}

/** What the HTML says of the same event fills what the calendar part leaves open; else its events stand for themselves. */
function withMarkup(entries: readonly FileEntry[], { events }: Markup, hasCalendar: boolean): readonly FileEntry[] {
  if (!hasCalendar) return events.map(eventEntry);
  return entries.map(entry => {
    const same = events.find(event => isSameMoment(event.start, entry.item.start) && entry.item.start !== null);
    if (same === undefined) return entry;
    const { item } = entry;
    return { ...entry, item: { ...item, url: item.url ?? same.url, location: item.location ?? same.location } };
  });
}

function isSameMoment(one: string | null, other: string | null): boolean {
  return one === other || (one !== null && other !== null && Date.parse(one) === Date.parse(other));
}

function eventEntry({ people, ...event }: MarkedEvent): FileEntry {
  const where = event.title === null ? 'event' : `event: ${lineOf(event.title, 80)}`;
  return entryOf(where, { type: 'event', ...event, people: [...people] });
}
