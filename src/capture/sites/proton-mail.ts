import { cleanName, parseAddress } from '../addresses.ts';
import { attributeOf, elementsOf, isShown, lineOf, readText, textOf } from '../dom.ts';
import { itemOf } from '../items.ts';
import {
  type Account,
  accountsInTitle,
  dateIn,
  directionOf,
  hasContent,
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
import { snippetOf } from '../quotes.ts';
import type { Capture, CaptureContext, CapturedItem, PersonRole, SiteAdapter } from '../site.ts';

// Proton's own tests rely on `data-testid`, its keyboard on `data-shortcut-target`; the classes are words and older than
// both. Labels are words of the reader's language.

/** The subject of an open conversation; its title is whole, its text may begin with a number of messages. */
const SUBJECT = [
  '[data-testid="conversation-header:subject"]',
  'h1.message-conversation-summary-header',
  '[data-shortcut-target="message-conversation-summary"] h1',
].join(', ');

/** One message. */
const MESSAGE = [
  '[data-shortcut-target="message-container"]',
  // With the position in the conversation behind it; before 2023 without.
  'article[data-testid^="message-view"]',
  'article.message-container',
].join(', ');

/** A message not yet sent that stands in its conversation. */
const DRAFT = '[data-testid^="item-location-draft" i], [data-testid*="draft-badge" i], .is-draft';

/** The sender, alone or with what is around it. */
const SENDER = '[data-testid="recipients:sender"], [data-testid="message-header:from"]';

/** One person, anywhere in a header. The testid ends in the address, or in the name of a group of contacts. */
const PERSON = [
  '[data-testid="recipients:sender"]',
  '[data-testid^="recipients:item-"]',
  '[data-testid^="recipient:details-dropdown-"]',
  '.message-recipient-item',
].join(', ');
const PERSON_ID = /^recipients?:(?:item|details-dropdown)-(.*)$/s;
const PERSON_LABEL = '[data-testid="recipient-label"], .message-recipient-item-label';

/** Whom a message is for, where the lists are marked. */
const RECIPIENT_LISTS: readonly (readonly [PersonRole, string])[] = [
  ['replyTo', '[data-testid="message-header:reply-to"], [data-testid="recipients:reply-to-list"]'],
  ['to', '[data-testid="message-header:to"], [data-testid="recipients:to-list"]'],
  ['cc', '[data-testid="message-header:cc"], [data-testid="recipients:cc-list"]'],
  ['bcc', '[data-testid="message-header:bcc"], [data-testid="recipients:bcc-list"]'],
];
/** A line of the opened details: behind the colon its label, a word, except that copies are called Cc nearly everywhere. */
const DETAILS_LINE = '[data-testid^="message-header-expanded:"], .message-recipient-item-expanded';

const DATE = '[data-testid^="item-date"], time';

/** The whole body. It is in a frame of its own, sandboxed but of the same origin. */
const BODY = '[data-testid="message-content:body"], .message-content';
const BODY_FRAME =
  'iframe[data-testid="content-iframe"], [data-testid="message-content:body"] iframe, .message-content iframe';

/** The header says which way a message went, with and without its class for open and collapsed. */
const OUTBOUND = '.is-outbound';
const INBOUND = '.is-inbound';

/** A row of the list. */
const ROW = [
  '[data-shortcut-target="item-container"]',
  '[data-testid^="message-item:"]',
  '.item-container[data-element-id]',
  '.item-container-row[data-element-id]',
].join(', ');
const ROW_PEOPLE = '[data-testid$=":sender-address"]';
/** The same before 2022, and what is around it since. */
const ROW_PEOPLE_ALONE = '.item-senders';
const ROW_SUBJECT =
  '[data-testid="message-column:subject"], [data-testid="message-row:subject"], .item-subject [title]';

/** The form in which mail is written. */
const COMPOSER = '[data-testid^="composer"], .composer';

/** The account's name and address in the header. */
const ACCOUNT = '[data-testid="heading:userdropdown"]';
const ACCOUNT_EMAIL = '[data-testid="userDropdown:email"]';
const ACCOUNT_NAME = '[data-testid="userDropdown:displayName"]';

const MARKS = { message: MESSAGE, sender: SENDER, outside: `${COMPOSER}, ${ROW}, ${BODY}` };

const HOSTS = new Set(['mail.proton.me', 'mail.protonmail.com']);
const MOST_ROWS = 200;

/** Folders by the names and numbers that their addresses have in every language. */
const SENT_FOLDERS = new Set(['sent', 'all-sent', '7', '2', 'scheduled', 'outbox']);
const DRAFT_FOLDERS = new Set(['drafts', 'all-drafts', '8', '1']);

export const protonMail: SiteAdapter = {
  id: 'proton-mail',
  sampleUrls: ['https://mail.proton.me/u/0/inbox/pmConvExample==', 'https://mail.proton.me/u/1/sent'],
  matches: url => HOSTS.has(url.hostname),
  selectors: {
    subject: SUBJECT,
    message: MESSAGE,
    sender: SENDER,
    recipients: RECIPIENT_LISTS.map(([, selector]) => selector).join(', '),
    'recipients of the details': DETAILS_LINE,
    person: PERSON,
    date: DATE,
    body: BODY,
    'body frame': BODY_FRAME,
    row: ROW,
    'row people': ROW_PEOPLE,
    'row subject': ROW_SUBJECT,
    account: ACCOUNT,
  },
  expects: url => placeOf(url).ids.length > 0,
  capture(page, url, context) {
    return readConversation(page, url, context) ?? readList(page, url, context);
  },
};

function readConversation(page: Document, url: URL, context: CaptureContext): Capture | null {
  const conversation = openConversation(page, SUBJECT, MARKS);
  if (conversation === null) return null;
  const messages = conversation.messages
    .filter(message => inHeader(message, DRAFT).length === 0)
    .map(message => ({ message, shown: shownIn(message), body: bodyOf(message) }));
  if (messages.length === 0) return unsentPage('proton-mail', page, url);
  const accounts = accountsOf(page);
  const senders = messages
    .filter(({ message }) => inHeader(message, OUTBOUND).length > 0)
    .flatMap(({ shown }) => shown.filter(({ role }) => role === 'from'));
  const owner = ownerOf(
    // The student also writes from other addresses of the account.
    [...accounts, ...senders.map(({ email }) => ({ email, name: null }))],
    messages.flatMap(({ shown }) => shown),
    context,
  );
  const title = conversation.title ?? subjectInTitle(page);
  const address = placeOf(url);
  const threadId = address.ids[0] ?? null;
  const focused =
    messages.find(({ message }) => address.ids[1] === idOf(message)) ??
    messages.findLast(({ body }) => body !== null) ??
    messages.at(-1);
  const items = messages.map(({ message, shown, body }): CapturedItem => {
    const people = peopleOf(shown, owner);
    return itemOf('email', {
      title,
      people,
      date: dateIn(message, DATE, BODY, page, context),
      snippet: body === null ? null : snippetOf(body),
      direction: wayOf(message) ?? directionOf(people, owner),
      messageId: idOf(message),
      threadId,
      url: `${url.origin}${url.pathname}`,
      isFocused: message === focused?.message,
    });
  });
  const filled = items.filter(hasContent);
  return filled.length === 0 ? null : { site: 'proton-mail', surface: 'thread', items: filled };
}

function idOf(message: Element): string | null {
  return (
    attributeOf(message, 'data-message-id', 200) ||
    attributeOf(message.querySelector('[data-message-id]'), 'data-message-id', 200) ||
    null
  );
}

function wayOf(message: Element): CapturedItem['direction'] | null {
  if (inHeader(message, OUTBOUND).length > 0) return 'outbound';
  return inHeader(message, INBOUND).length > 0 ? 'inbound' : null;
}

/** What matches in the message but outside its body. */
function inHeader(message: Element, selector: string): readonly Element[] {
  return elementsOf(message, selector, 300).filter(element => element.closest(BODY) === null);
}

/** How much of a page inside an attribute is read. */
const MOST_FRAME_TEXT = 500_000;

/** The root of the message's text: in its frame where that can be read, or in the attribute it was filled from. */
function bodyOf(message: Element): Element | null {
  const frame = elementsOf(message, BODY_FRAME, 5).find(isShown) ?? null;
  if (frame !== null) {
    const inside = documentIn(frame)?.body ?? null;
    if (inside !== null && readText(inside, 20).trim() !== '') return inside;
    const source = attributeOf(frame, 'srcdoc', MOST_FRAME_TEXT);
    return source === '' ? null : new DOMParser().parseFromString(source, 'text/html').body;
  }
  return elementsOf(message, BODY, 5).find(body => isShown(body) && readText(body, 20).trim() !== '') ?? null;
}

/** The document in a frame, which may be of another origin or not there yet. */
function documentIn(frame: Element): Document | null {
  try {
    return 'contentDocument' in frame && frame.contentDocument !== null
      ? // Only frames have the property, and theirs is a document.
        (frame.contentDocument as Document)
      : null;
  } catch {
    return null;
  }
}

function shownIn(message: Element): readonly Shown[] {
  const people = outermost(inHeader(message, PERSON));
  const lists = RECIPIENT_LISTS.flatMap(([role, selector]) =>
    inHeader(message, selector).map(list => ({ role, list })),
  );
  const lines = inHeader(message, DETAILS_LINE).filter(line => line.querySelector(PERSON) !== null);
  const marked = inHeader(message, SENDER);
  // Where every person had the sender's mark, the first one is the sender.
  const sender = people.find(person => marked.some(mark => mark.contains(person))) ?? people[0];
  // The sender's own line is the first of the details.
  const recipientLines = lines.filter(line => sender === undefined || !line.contains(sender));
  return people.flatMap(element => {
    const person = personNamedBy(element);
    if (person === null) return [];
    if (element === sender) return [{ ...person, role: 'from' as const }];
    const role =
      lists.find(({ list }) => list.contains(element))?.role ??
      roleOfLine(recipientLines.find(line => line.contains(element)) ?? null, recipientLines) ??
      'to';
    return [{ ...person, role }];
  });
}

/** Lines stand in the order to, cc, bcc, but any of them may be missing. */
function roleOfLine(line: Element | null, lines: readonly Element[]): PersonRole | null {
  if (line === null) return null;
  const label = attributeOf(line, 'data-testid').replace(/^[^:]*:/, '');
  // The names of the header fields, which most languages take over with a letter added or changed (Cci, Cco).
  if (/^b[ck]c|^cc[io]/i.test(label)) return 'bcc';
  if (/^cc/i.test(label)) return 'cc';
  const order: readonly PersonRole[] = ['to', 'cc', 'bcc'];
  return order[lines.indexOf(line)] ?? 'to';
}

/** `null` for a group of contacts, whose members are not on the page. */
function personNamedBy(element: Element): Account | null {
  const id = PERSON_ID.exec(attributeOf(element, 'data-testid', 400))?.[1] ?? '';
  const label = element.matches(PERSON_LABEL) ? element : element.querySelector(PERSON_LABEL);
  const email = parseAddress(id);
  if (email !== null) {
    return { email, name: cleanName(lineOf(label, 200)) ?? personIn(element, label)?.name ?? null };
  }
  return id.trim() === '' ? personIn(element, label) : null;
}

/** The address in the page's title, or the one that the header shows; the name beside it. */
function accountsOf(page: Document): readonly Account[] {
  const button = elementsOf(page, ACCOUNT, 10).find(isShown) ?? null;
  const root = button ?? page;
  const email = parseAddress(textOf(root, ACCOUNT_EMAIL)) ?? (button === null ? null : personIn(button)?.email) ?? null;
  const name = cleanName(textOf(root, ACCOUNT_NAME));
  const [inTitle] = accountsInTitle(page);
  if (inTitle === undefined) return [{ email, name }];
  return [{ email: inTitle.email, name: email === null || email === inTitle.email ? name : null }];
}

interface Place {
  readonly folder: string;
  /** The conversation's id and, where the address has one, the message's. */
  readonly ids: readonly string[];
  /** The address of the folder. */
  readonly base: string;
}

/** Reads `/u/0/inbox/<conversation>/<message>`. */
function placeOf(url: URL): Place {
  const match = /^(\/u\/\d{1,3})?\/([^/]+)((?:\/[^/]+)*)/.exec(url.pathname);
  const ids = (match?.[3] ?? '').split('/').filter(part => /^[\w=%-]{10,200}$/.test(part));
  return {
    folder: match?.[2] ?? '',
    ids: ids.map(decoded),
    base: `${url.origin}${match?.[1] ?? ''}/${match?.[2] ?? 'inbox'}`,
  };
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

function readList(page: Document, url: URL, context: CaptureContext): Capture | null {
  const { folder, base } = placeOf(url);
  // What was never sent is no contact.
  if (DRAFT_FOLDERS.has(folder)) return unsentPage('proton-mail', page, url);
  const isSent = SENT_FOLDERS.has(folder);
  const rows = outermost(elementsOf(page, ROW, MOST_ROWS).filter(isShown)).map(row => ({
    row,
    shown: peopleInRow(row.querySelector(ROW_PEOPLE) ?? row.querySelector(ROW_PEOPLE_ALONE), isSent),
  }));
  const owner = ownerOf(
    accountsOf(page),
    rows.flatMap(({ shown }) => shown),
    context,
  );
  const items = rows
    .map(({ row, shown }): CapturedItem => {
      const people = peopleOf(shown, owner);
      const id = attributeOf(row, 'data-element-id', 200) || null;
      return itemOf('email-thread', {
        title: titleOf(row.querySelector(ROW_SUBJECT)),
        people,
        date: dateIn(row, DATE, BODY, page, context),
        direction: isSent ? 'outbound' : directionOf(people, owner),
        threadId: id,
        url: id === null ? null : `${base}/${id}`,
      });
    })
    .filter(item => item.title !== null || item.people.length > 0);
  return items.length === 0 ? null : { site: 'proton-mail', surface: 'list', items };
}
