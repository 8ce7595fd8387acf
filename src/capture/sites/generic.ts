import { elementsAcross, elementsOf, isShown, readText } from '../dom.ts';
import { archivedMessage } from '../generic/archive.ts';
import { contactItems } from '../generic/contacts.ts';
import { labelledEventsIn, shownEventsIn } from '../generic/event.ts';
import { eventInForm } from '../generic/event-form.ts';
import { isComment, scanOf } from '../generic/fields.ts';
import { type Part, partsOf } from '../generic/frames.ts';
import { isMyself } from '../generic/headers.ts';
import { isDatedList, threadsIn } from '../generic/list.ts';
import { bareReplyIn, blocksOf, isBelowText, itemOfMessage, type Message, messagesIn } from '../generic/message.ts';
import { mailDateIn } from '../generic/moments.ts';
import { type Owner, ownerOf } from '../generic/owner.ts';
import { peopleInText } from '../generic/people.ts';
import { newTextOf, type PlainMessage, plainMessageIn } from '../generic/plain.ts';
import { itemOf } from '../items.ts';
import { excerpt } from '../quotes.ts';
import type {
  Capture,
  CaptureContext,
  CapturedItem,
  CapturedPerson,
  PersonRole,
  SiteAdapter,
  Surface,
} from '../site.ts';
import { structuredItems } from '../structured/index.ts';
import { cleanLine } from '../text.ts';
import type { WhenContext } from '../when.ts';

/**
 * Reads any page: the message or appointment it shows, whom it names, or else the page itself. What is surer comes
 * first, and where nothing is sure the page is all that is returned.
 */
export const generic: SiteAdapter = {
  id: 'generic',
  sampleUrls: ['https://medicine.example.edu/faculty/pediatrics', 'http://127.0.0.1:8080/', 'file:///home/page.html'],
  matches: () => true,
  // Any page may show nothing to log.
  selectors: {},
  expects: () => false,
  capture(page, url, context) {
    const structured = structuredItems(page, url, context);
    const link = webAddress(url);
    if (!structured.isArticleOrBusiness) {
      const shown = interactionsOn(page, url, context);
      if (shown !== null && (shown.isSure || structured.events.length === 0))
        return captureOf(shown.surface, shown.items);
    }
    if (structured.events.length > 0)
      return captureOf(structured.events.length === 1 ? 'event' : 'page', structured.events);
    if (structured.messages.length > 0) return captureOf('message', structured.messages);
    const isOther = structured.isArticleOrBusiness || isWritten(page) || hasComments(page) || isCalendarGrid(page);
    const contacts = isOther ? [] : contactItems(page, url, context, structured.marked);
    const all = inPageOrder(contacts, structured.contacts);
    return captureOf('page', all.length > 0 ? all : [pageItem(page, link)]);
  },
};

/** Whether a message is being written here: whom it is for is not yet written to. */
function isWritten(page: Document): boolean {
  const fields = elementsAcross(
    page,
    'textarea, [contenteditable="true"], input[name*="subject" i], input[id*="subject" i]',
    20,
  ).filter(isShown);
  if (fields.length === 0) return false;
  // An editor for formatted text below a subject; forms that write to an office have a plain field.
  if (fields.some(field => field.hasAttribute('contenteditable')) && fields.some(field => field.tagName === 'INPUT'))
    return true;
  const recipients =
    'input[type="email"][multiple], [id*="recipient" i], [class*="recipient" i], [name="to" i], [name="_to"], [id="_to"], [name*="cc" i], [id="to"]';
  return elementsAcross(page, recipients, 20).some(isShown);
}

/** Days beside each other: whoever is named in them is no contact. */
function isCalendarGrid(page: Document): boolean {
  return (
    elementsAcross(
      page,
      'td[data-date], [role="gridcell"][data-date], [role="gridcell"][aria-label], [data-day][role="gridcell"]',
      7,
    ).length === 7
  );
}

/** Whether somebody left a remark with an address: a page with remarks is an article. */
function hasComments(page: Document): boolean {
  return elementsOf(page, 'a[href^="mailto:" i]', 200).some(isComment);
}

function isAmong(contact: CapturedItem, others: readonly CapturedItem[]): boolean {
  const emails = new Set(others.flatMap(({ people }) => people.map(({ email }) => email)));
  if (contact.people.some(({ email }) => email !== null)) {
    return contact.people.some(({ email }) => email !== null && emails.has(email));
  }
  return others.some(other => other.title !== null && other.title === contact.title);
}

/** What is marked up says more of a person, but not where on the page they are. */
function inPageOrder(contacts: readonly CapturedItem[], marked: readonly CapturedItem[]): readonly CapturedItem[] {
  const same = contacts.map(contact => marked.find(other => isAmong(contact, [other])) ?? contact);
  return [...new Set([...same, ...marked])];
}

function captureOf(surface: Surface, items: readonly CapturedItem[]): Capture {
  const [only] = items;
  const focused = items.length === 1 && only !== undefined ? [{ ...only, isFocused: true }] : items;
  return { site: 'generic', surface, items: focused };
}

function pageItem(page: Document, link: string | null): CapturedItem {
  return itemOf('page', { title: cleanLine(page.title, 300) || null, url: link });
}

function webAddress(url: URL): string | null {
  return url.protocol === 'https:' || url.protocol === 'http:' ? url.href : null;
}

interface Interactions {
  readonly surface: Surface;
  readonly items: readonly CapturedItem[];
  /** Whether it is to be believed before what the page says to machines. */
  readonly isSure: boolean;
}

/** The messages or the appointment on view; `null` when the page shows none. */
function interactionsOn(page: Document, url: URL, context: CaptureContext): Interactions | null {
  if (page.body === null || page.body === undefined) return null;
  const link = webAddress(url);
  const parts = partsOf(page);
  const languages = [...new Set(parts.map(part => part.page.documentElement?.lang ?? ''))].filter(
    language => language !== '',
  );
  const when: WhenContext = { languages, now: context.now, timeZone: context.timeZone };

  const selected = selectedMessage(page, link, context, when);
  if (selected !== null) return { surface: 'message', items: [selected], isSure: true };

  const scanned = parts.map(part => {
    const scan = scanOf(part.page);
    return { part, scan, blocks: blocksOf(scan) };
  });
  const addressed = scanned[0]?.scan.addressed ?? [];
  const messages = scanned.flatMap(({ part, scan, blocks }) => messagesIn(part, scan, blocks, parts, when));
  const ownParts = outermost(messages);
  const reply = parts.length === 1 ? bareReplyIn(page) : null;
  // Where nothing but a reply is shown, a header further down is that of the mail it answers.
  const isReply = reply !== null && ownParts.every(({ header }) => isBelowText(header.block, page));
  if (isReply) return { surface: 'message', items: [itemOf('email', { snippet: reply, url: link })], isSure: false };
  if (ownParts.length > 0) {
    const owner = ownerOf(page, addressed, context, element => isInMessage(element, ownParts));
    const items = ownParts.map(message => itemOfMessage(message, link, owner));
    return { surface: items.length === 1 ? 'message' : 'thread', items: focusNewest(items, ownParts), isSure: true };
  }

  let known: Owner | null = null;
  // Only looked for where there is something that may be theirs.
  const owner = (): Owner => {
    known ??= ownerOf(page, addressed, context, () => false);
    return known;
  };
  for (const part of parts) {
    const item = eventInForm(part, when, link, owner);
    if (item !== null) return { surface: 'event', items: [item], isSure: true };
  }
  const events = scanned.flatMap(({ part, blocks }) => labelledEventsIn(part, blocks, when, link, owner));
  if (events.length === 0)
    events.push(...scanned.flatMap(({ part, scan }) => shownEventsIn(part, scan.found, when, link, owner)));
  if (events.length > 0)
    return { surface: events.length === 1 ? 'event' : 'calendar-view', items: events.slice(0, 200), isSure: false };

  for (const part of parts) {
    const threads = threadsIn(part, when, url, owner);
    if (threads.length > 0) return { surface: 'list', items: threads, isSure: false };
  }
  for (const part of parts) {
    const archived = archivedMessage(part, when, link, owner);
    if (archived !== null) return { surface: 'message', items: [archived], isSure: true };
  }
  for (const part of parts) {
    const plain = plainOn(part, link, context, when);
    if (plain !== null) return { surface: 'message', items: [plain], isSure: true };
  }
  // A list that is not understood: whoever is in it is no contact.
  if (isDatedList(addressed, when)) return { surface: 'page', items: [pageItem(page, link)], isSure: false };
  return null;
}

function isInMessage(element: Element, messages: readonly Message[]): boolean {
  return messages.some(
    ({ header, body }) =>
      header.block.found.some(
        found => found.anchor.contains(element) || found.nodes.some(node => node.contains(element)),
      ) || body?.elements.some(inner => inner.contains(element)) === true,
  );
}

/** A message in the frame that is another one's text is quoted there. */
function outermost(messages: readonly Message[]): readonly Message[] {
  const bodies = messages.flatMap(({ body }) => body?.elements ?? []);
  return messages.filter(message => {
    const { page } = message.part;
    return !bodies.some(element => element.ownerDocument === page && element === page.body);
  });
}

/** The newest message that is open is the one the student looks at. */
function focusNewest(items: readonly CapturedItem[], messages: readonly Message[]): readonly CapturedItem[] {
  const open = messages
    .map((message, index) => ({ index, isOpen: message.body !== null }))
    .filter(({ isOpen }) => isOpen);
  const candidates = open.length > 0 ? open.map(({ index }) => index) : items.map((_, index) => index);
  // Some programs have the newest on top.
  const dates = candidates.map(index => Date.parse(items[index]?.date ?? ''));
  const isDescending =
    dates.length > 1 && dates.every((at, index) => index === 0 || at < (dates[index - 1] ?? Number.NaN));
  const focused = isDescending ? candidates[0] : candidates.at(-1);
  return items.map((item, index) => (index === focused ? { ...item, isFocused: true } : item));
}

/** A selected text that is a message with its header. */
function selectedMessage(
  page: Document,
  link: string | null,
  context: CaptureContext,
  when: WhenContext,
): CapturedItem | null {
  const text = page.getSelection?.()?.toString() ?? '';
  if (text.length < 20) return null;
  const plain = plainMessageIn(text);
  return plain === null ? null : itemOfPlain(plain, page, link, context, when);
}

const MOST_PRE = 20;

/** A message in a text with fixed line ends: a mail's source, an archive, a program for text terminals. */
function plainOn(part: Part, link: string | null, context: CaptureContext, when: WhenContext): CapturedItem | null {
  const { page } = part;
  for (const element of elementsOf(page, 'pre', MOST_PRE)) {
    if (!isShown(element) || element.closest('blockquote, article, code, main article') !== null) continue;
    const plain = plainMessageIn(readText(element, 20_000));
    const item = plain === null ? null : itemOfPlain(plain, page, link, context, when);
    // An example in a page about something else has other text around it.
    if (item !== null && isMost(element, page)) return item;
  }
  return null;
}

function isMost(element: Element, page: Document): boolean {
  const own = readText(element, 4000).length;
  return own >= 0.5 * readText(page.body, 8000).length || own >= 4000;
}

const ROLES = [
  ['from', 'from'],
  ['to', 'to'],
  ['cc', 'cc'],
  ['bcc', 'bcc'],
  ['replyTo', 'replyTo'],
] as const satisfies readonly (readonly [string, PersonRole])[];

function itemOfPlain(
  plain: PlainMessage,
  page: Document,
  link: string | null,
  context: CaptureContext,
  when: WhenContext,
): CapturedItem | null {
  const owner: Owner = ownerOf(page, [], context, () => false);
  const people: CapturedPerson[] = [];
  for (const [field, role] of ROLES) {
    const named = peopleInText(plain.values.get(field) ?? '').slice(0, role === 'from' ? 1 : undefined);
    for (const { name, email } of named) {
      if (email === null && name !== null && isMyself(name)) continue;
      if (role === 'replyTo' && people.some(person => person.email === email)) continue;
      people.push({ name, email, role, isSelf: email !== null && owner.isOwn(email) });
    }
  }
  const [sender] = people;
  if (sender?.role !== 'from' || (sender.email === null && people.length < 2)) return null;
  const direction = sender.email === null || !owner.isKnown ? 'unknown' : sender.isSelf ? 'outbound' : 'inbound';
  return itemOf('email', {
    title: cleanLine(plain.values.get('subject') ?? '', 300) || null,
    people,
    date: mailDateIn(plain.values.get('date') ?? '', when),
    snippet: excerpt(newTextOf(plain.body)),
    direction,
    messageId: cleanLine(plain.values.get('messageId') ?? '', 400).replace(/^<|>$/g, '') || null,
    url: link,
  });
}
