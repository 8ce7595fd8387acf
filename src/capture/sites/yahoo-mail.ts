import { attributeOf, elementsOf, isShown, lineOf, textOf } from '../dom.ts';
import { itemOf } from '../items.ts';
import {
  type Account,
  accountsInTitle,
  dateIn,
  directionOf,
  hasContent,
  isGiven,
  mailboxesIn,
  type Owner,
  openConversation,
  outermost,
  ownerOf,
  peopleInRow,
  peopleOf,
  personIn,
  type Shown,
  subjectInTitle,
  titleOf,
  unsentPage,
} from '../mailbox.ts';
import { excerpt, snippetOf } from '../quotes.ts';
import type { Capture, CaptureContext, CapturedItem, PersonRole, SiteAdapter } from '../site.ts';

// Yahoo's class names are hashes and change; `data-test-id` and the ids of a row's cells are the same in every language
// and in AOL's mail, which is the same program.

/** The subject of an open conversation. */
const SUBJECT = [
  '[data-test-id="message-group-subject-text"]',
  '[data-test-id="message-group-subject"]',
  '[data-test-id="message-view-subject"]',
  // Of a message opened alone; a row of the list has the same mark and is left out.
  '[data-test-id="message-subject"]',
].join(', ');

/** One message. */
const MESSAGE = [
  '[data-test-id="message-view"]',
  // The item of the conversation around it.
  '[data-test-id="message-group-item"]',
  '[data-test-id="message-view-container"]',
].join(', ');

/** The sender's line. */
const SENDER = '[data-test-id="message-from"], [data-test-id="message-view-from"], [data-test-id="message-sender"]';

/** Whom a message is for: each line once. */
const RECIPIENT_LINES: readonly (readonly [PersonRole, string])[] = [
  ['replyTo', '[data-test-id="message-reply-to"], [data-test-id="message-replyto"]'],
  ['to', '[data-test-id="message-to"]'],
  ['cc', '[data-test-id="message-cc"]'],
  ['bcc', '[data-test-id="message-bcc"]'],
];
/** All those lines together, for people outside of them. */
const RECIPIENTS = '[data-test-id="message-recipients"]';

/** One person in such a line. */
const PERSON = [
  '[data-test-id="email-pill"]',
  // The link in it that opens the card with the address.
  '[data-test-id="with-contact-card-anchor"]',
  '[data-test-id="contact-card-anchor"]',
].join(', ');

/** When: the title is the long form. */
const DATE = '[data-test-id="message-date"], [data-test-id="message-time"], time';

/** What somebody wrote: nothing in it is a sender or a recipient. */
const BODY = [
  '[data-test-id="message-view-body-content"]',
  '[data-test-id="message-view-body"]',
  '[data-test-id="message-body"]',
  '.msg-body',
].join(', ');

/** What a collapsed message shows instead. */
const COLLAPSED_SNIPPET = '[data-test-id="message-snippet"], [data-test-id="snippet"]';

/** A row of the list. */
const ROW = [
  '[data-test-id="message-list-item"]',
  // Before 2020, or where the mark is missing: the row is the link.
  'a[role="row"][data-test-read]',
  'a[role="article"][data-test-read]',
].join(', ');

const ROW_PEOPLE = [
  '[data-test-id="senders"]',
  '[data-test-id="senders_list"]',
  // Since 2026 the cells have ids: email-sender-00_1, email-subject-00_1.
  '[id^="email-sender-"]',
  '[data-test-id="sender-name"]',
].join(', ');
const ROW_SUBJECT = [
  '[data-test-id="message-subject"]',
  // The other one is for those who hear the page and holds the snippet, too.
  '[id^="email-subject-"]:not([id^="email-subject-snippet-"])',
  '[data-test-id="subject"]',
].join(', ');
const ROW_SNIPPET = '[data-test-id="snippet"], [data-test-id="message-snippet"], [id^="email-snippet-"]';
const ROW_DATE = [
  '[data-test-id="message-date"]',
  '[data-test-id="message-time"]',
  '[data-test-id="message-list-date"]',
  '[id^="email-date-"]',
  'time',
].join(', ');

/** A form in which mail is written. */
const COMPOSE = '[data-test-id="compose"], [data-test-id^="compose-"], [data-test-id="rte"]';

/** Whose mailbox it is. */
const ACCOUNT = [
  '[data-test-id="account-info"]',
  '[data-test-id="account-email"]',
  '[data-test-id="profile-email"]',
  // The bar above, on all of Yahoo's sites.
  '#ybarAccountMenuOpener',
  '#ybarAccountMenuBody [aria-current]',
].join(', ');

const MARKS = { message: MESSAGE, sender: SENDER, outside: `${BODY}, ${COMPOSE}, ${ROW}` };

const HOSTS = new Set(['mail.yahoo.com', 'mail.aol.com']);
const MOST_ROWS = 200;
const MOST_PEOPLE = 100;

export const yahooMail: SiteAdapter = {
  id: 'yahoo-mail',
  sampleUrls: [
    'https://mail.yahoo.com/n/inbox/all/messages/AKq1VGc9example0001?.src=ym',
    'https://mail.yahoo.com/d/folders/1/messages/4711',
  ],
  matches: url => HOSTS.has(url.hostname) || /^[a-z]{2}(?:-[a-z]{2,6})?\.mail\.yahoo\.com$/.test(url.hostname),
  selectors: {
    subject: SUBJECT,
    message: MESSAGE,
    sender: SENDER,
    recipients: `${RECIPIENTS}, ${RECIPIENT_LINES.map(([, selector]) => selector).join(', ')}`,
    person: PERSON,
    date: DATE,
    body: BODY,
    row: ROW,
    'row people': ROW_PEOPLE,
    'row subject': ROW_SUBJECT,
    'row date': ROW_DATE,
    account: ACCOUNT,
  },
  expects: url => threadIdIn(url.pathname) !== null,
  capture(page, url, context) {
    return readConversation(page, url, context) ?? readList(page, url, context);
  },
};

function readConversation(page: Document, url: URL, context: CaptureContext): Capture | null {
  const conversation = openConversation(page, SUBJECT, MARKS);
  if (conversation === null) return null;
  const messages = conversation.messages.map(message => ({ message, shown: shownIn(message) }));
  const owner = ownerOf(
    accountsOf(page),
    messages.flatMap(({ shown }) => shown),
    context,
  );
  const title = conversation.title ?? subjectInTitle(page);
  const threadId = threadIdIn(url.pathname);
  const focused = messages.findLast(({ message }) => bodyOf(message) !== null) ?? messages.at(-1);
  const items = messages.map(({ message, shown }) => {
    const people = peopleOf(shown, owner);
    const body = bodyOf(message);
    return itemOf('email', {
      title,
      people,
      date: dateIn(message, DATE, BODY, page, context),
      snippet: body === null ? excerpt(textOf(message, COLLAPSED_SNIPPET)) : snippetOf(body),
      direction: directionOf(people, owner),
      threadId,
      url: `${url.origin}${url.pathname}`,
      isFocused: message === focused?.message,
    });
  });
  const filled = items.filter(hasContent);
  return filled.length === 0 ? null : { site: 'yahoo-mail', surface: 'thread', items: filled };
}

function bodyOf(message: Element): Element | null {
  return elementsOf(message, BODY, 10).find(isShown) ?? null;
}

/** What matches in the message but outside its body, and is on view. */
function inHeader(message: Element, selector: string): readonly Element[] {
  return elementsOf(message, selector, 200).filter(element => element.closest(`${BODY}, ${COMPOSE}`) === null);
}

function shownIn(message: Element): readonly Shown[] {
  const sender = inHeader(message, SENDER).map(senderIn).find(isGiven) ?? null;
  const lines = RECIPIENT_LINES.flatMap(([role, selector]) =>
    inHeader(message, selector).flatMap(line => peopleInLine(line, role)),
  );
  const others = inHeader(message, RECIPIENTS).flatMap(line => (lines.length > 0 ? [] : peopleInLine(line, 'to')));
  return [...(sender === null ? [] : [{ ...sender, role: 'from' as const }]), ...lines, ...others];
}

function senderIn(line: Element): Account | null {
  const [pill] = outermost(elementsOf(line, PERSON, 10));
  const inPill = pill === undefined ? null : personIn(pill);
  const inLine = personIn(line);
  // The address stands beside the name, in angle brackets.
  return { name: inPill?.name ?? inLine?.name ?? null, email: inPill?.email ?? inLine?.email ?? null };
}

function peopleInLine(line: Element, role: PersonRole): readonly Shown[] {
  const pills = outermost(elementsOf(line, PERSON, MOST_PEOPLE * 2));
  const people =
    pills.length > 0
      ? pills.map(pill => personIn(pill)).filter(isGiven)
      : // Plain text behind a label, or a title: only what is an address.
        mailboxesIn(attributeOf(line, 'title', 4000) || lineOf(line, 2000).replace(/^[^:：@]{1,30}[:：]/, ''));
  return people.map(person => ({ ...person, role }));
}

/** Whose mailbox it is: the one in the page's title, or the one that the header names. */
function accountsOf(page: Document): readonly Account[] {
  const named = elementsOf(page, ACCOUNT, 10)
    .map(element => personIn(element))
    .filter(isGiven)
    .filter(account => account.email !== null);
  const inTitle = accountsInTitle(page);
  const [first] = inTitle;
  if (first === undefined) return named;
  return [named.find(account => account.email === first.email) ?? first];
}

/** The conversation's id behind `/messages/`. */
function threadIdIn(path: string): string | null {
  return /\/messages\/([\w~.-]{1,200})/.exec(path)?.[1] ?? null;
}

/** Folder 2 of the older addresses is the one of sent mail, folder 3 that of drafts. */
function folderIn(url: URL): 'sent' | 'drafts' | 'other' {
  const folder = /\/(?:folders\/)?(sent|drafts?|2|3)(?:\/|$)/i.exec(url.pathname.replace(/\/messages\/.*$/, ''))?.[1];
  if (folder === undefined) return 'other';
  return folder === '2' || folder.toLowerCase() === 'sent' ? 'sent' : 'drafts';
}

function readList(page: Document, url: URL, context: CaptureContext): Capture | null {
  const folder = folderIn(url);
  // What was never sent is no contact.
  if (folder === 'drafts') return unsentPage('yahoo-mail', page, url);
  const rows = outermost(
    elementsOf(page, ROW, MOST_ROWS).filter(row => row.closest(BODY) === null && isShown(row)),
  ).map(row => ({ row, shown: peopleInRow(row.querySelector(ROW_PEOPLE), folder === 'sent') }));
  const owner = ownerOf(
    accountsOf(page),
    rows.flatMap(({ shown }) => shown),
    context,
  );
  const items = rows
    .map(({ row, shown }) => rowItem(page, row, shown, { url, context, owner, isSent: folder === 'sent' }))
    .filter(item => item.title !== null || item.people.length > 0);
  return items.length === 0 ? null : { site: 'yahoo-mail', surface: 'list', items };
}

interface ListContext {
  readonly url: URL;
  readonly context: CaptureContext;
  readonly owner: Owner;
  readonly isSent: boolean;
}

function rowItem(page: Document, row: Element, shown: readonly Shown[], list: ListContext): CapturedItem {
  const people = peopleOf(shown, list.owner);
  const link = row.matches('a[href]') ? row : row.querySelector('a[href*="/messages/"]');
  const address = linkOf(link, list.url);
  return itemOf('email-thread', {
    title: titleOf(row.querySelector(ROW_SUBJECT)),
    people,
    date: dateIn(row, ROW_DATE, BODY, page, list.context),
    snippet: excerpt(textOf(row, ROW_SNIPPET)),
    direction: list.isSent ? 'outbound' : directionOf(people, list.owner),
    threadId:
      threadIdIn(address ?? '') ?? (attributeOf(row, 'data-test-mid') || attributeOf(row, 'data-test-cmi') || null),
    url: address,
  });
}

function linkOf(link: Element | null, url: URL): string | null {
  const href = attributeOf(link, 'href', 2000);
  if (href === '' || !URL.canParse(href, url)) return null;
  const { origin, pathname } = new URL(href, url);
  return origin === url.origin ? `${origin}${pathname}` : null;
}
