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
  openConversation,
  ownerOf,
  peopleInRow,
  peopleOf,
  personIn,
  type Shown,
  titleOf,
  unsentPage,
} from '../mailbox.ts';
import { excerpt, snippetOf } from '../quotes.ts';
import type { Capture, CaptureContext, CapturedItem, PersonRole, SiteAdapter } from '../site.ts';

// Fastmail's class names are words, one for each view of its program (`v-…`), and have lasted for ten years.

/** The subject of an open conversation. */
const SUBJECT = ['.v-Thread-title h1', '.v-Thread-title', '#conversation h1'].join(', ');

/** One message that was sent, open or collapsed. */
const MESSAGE = '.v-MessageCard:not(.v-MessageCard--draft)';

/** A message not yet sent, and the form in which one is written. */
const UNSENT = '.v-MessageCard--draft, .v-Compose, .v-EditNote';

/** The sender: the title has the name and the address, or the address alone. */
const SENDER = '.v-MessageCard-from';
/** The address of a sender who is not among the contacts, in angle brackets. */
const SENDER_ADDRESS = '.v-MessageCard-unknownSender';

/** Whom the message is for, one element for each person. */
const RECIPIENTS: readonly (readonly [PersonRole, string])[] = [
  ['bcc', '[class*="v-Message"][class*="bccName"]'],
  ['cc', '[class*="v-Message"][class*="-ccName"]'],
  ['to', '.v-Message-toName'],
];
/** The same line where the people in it have lost their mark. */
const RECIPIENTS_LINE = '.v-MessageCard-to';

/** The opened details: pairs of a label and a value. */
const DETAILS_VALUE = '.v-Message-detailsValue';
const DETAILS_LABEL = '.v-Message-detailsTitle';

const DATE = '.v-MessageCard-time, time';
const BODY = '.v-Message-body';
/** What holds the body, inside of the card or behind it. */
const OPEN_MESSAGE = '.v-Message';
/** What a collapsed message shows instead. */
const COLLAPSED_SNIPPET = '.v-MessageCard-preview';

/** A row of the list. */
const ROW = '.v-MailboxItem';
const ROW_PEOPLE = '.v-MailboxItem-name';
const ROW_SUBJECT = '.v-MailboxItem-subject';
const ROW_SNIPPET = '.v-MailboxItem-preview';
const ROW_DATE = '.v-MailboxItem-time, time';
const ROW_LINK = 'a.v-MailboxItem-link[href], a[href*="/mail/"]';

/** Whose mailbox it is. */
const ACCOUNT = '.v-MainNavToolbar-account, .v-MainNavToolbar [title*="@"], .app-account, [class*="AccountMenu"]';
/** The folder on view, where its icon tells what it is for. */
const SELECTED_FOLDER_OF_SENT = '.v-MailboxSource.is-selected .i-sent, .v-MailboxSource.is-focused .i-sent';
const SELECTED_FOLDER_OF_DRAFTS = '.v-MailboxSource.is-selected .i-drafts, .v-MailboxSource.is-focused .i-drafts';

const MARKS = { message: MESSAGE, sender: SENDER, outside: `${UNSENT}, ${BODY}, ${ROW}` };

const HOSTS = new Set(['app.fastmail.com', 'www.fastmail.com', 'beta.fastmail.com']);
const MOST_ROWS = 200;
const MOST_PEOPLE = 100;

export const fastmail: SiteAdapter = {
  id: 'fastmail',
  sampleUrls: ['https://app.fastmail.com/mail/Inbox/Tabc123.Mdef456?u=0a1b2c3d'],
  matches: url => HOSTS.has(url.hostname),
  selectors: {
    subject: SUBJECT,
    message: MESSAGE,
    sender: SENDER,
    recipients: `${RECIPIENTS_LINE}, ${RECIPIENTS.map(([, selector]) => selector).join(', ')}`,
    details: DETAILS_VALUE,
    date: DATE,
    body: BODY,
    row: ROW,
    'row people': ROW_PEOPLE,
    'row subject': ROW_SUBJECT,
    'row date': ROW_DATE,
    account: ACCOUNT,
  },
  expects: url => idsIn(url.pathname).threadId !== null,
  capture(page, url, context) {
    return readConversation(page, url, context) ?? readList(page, url, context);
  },
};

function readConversation(page: Document, url: URL, context: CaptureContext): Capture | null {
  const conversation = openConversation(page, SUBJECT, MARKS);
  if (conversation === null) return null;
  const { title } = conversation;
  const messages = conversation.messages.map(message => ({
    message,
    shown: shownIn(message, title),
    body: bodyOf(message),
  }));
  const owner = ownerOf(
    accountsOf(page),
    messages.flatMap(({ shown }) => shown),
    context,
  );
  const { threadId, messageId } = idsIn(url.pathname);
  const focused = messages.findLast(({ body }) => body !== null) ?? messages.at(-1);
  const items = messages.map(({ message, shown, body }): CapturedItem => {
    const people = peopleOf(shown, owner);
    return itemOf('email', {
      title,
      people,
      date: dateIn(message, DATE, BODY, page, context),
      snippet: body === null ? excerpt(textOf(message, COLLAPSED_SNIPPET)) : snippetOf(body),
      direction: directionOf(people, owner),
      // The address names one message, and only with a single one it is certain which.
      messageId: attributeOf(message, 'data-message-id', 200) || (messages.length === 1 ? messageId : null),
      threadId,
      url: withoutHash(url),
      isFocused: message === focused?.message,
    });
  });
  const filled = items.filter(hasContent);
  return filled.length === 0 ? null : { site: 'fastmail', surface: 'thread', items: filled };
}

function withoutHash(url: URL): string {
  return url.href.replace(/#.*$/s, '');
}

/** What matches in the message but outside its body. */
function inHeader(message: Element, selector: string): readonly Element[] {
  return elementsOf(message, selector, 300).filter(element => element.closest(BODY) === null);
}

/** How many elements behind a card are looked at for its open message. */
const MOST_SIBLINGS = 5;

/** The open message's text: in the card, or in what follows it before the next card. */
function bodyOf(card: Element): Element | null {
  const inside = elementsOf(card, BODY, 5).find(isShown);
  if (inside !== undefined) return inside;
  const open = openPartBehind(card);
  return open === null ? null : (elementsOf(open, BODY, 5).find(isShown) ?? null);
}

function openPartBehind(card: Element): Element | null {
  let sibling = card.nextElementSibling;
  for (let index = 0; sibling !== null && index < MOST_SIBLINGS; index += 1) {
    if (sibling.matches(MESSAGE) || sibling.querySelector(MESSAGE) !== null) return null;
    if (sibling.matches(OPEN_MESSAGE) || sibling.querySelector(OPEN_MESSAGE) !== null) return sibling;
    sibling = sibling.nextElementSibling;
  }
  return null;
}

function shownIn(card: Element, title: string | null): readonly Shown[] {
  const sender = senderIn(card);
  const named = namedRecipients(card);
  const detailed = detailsOf(card, title, new Set(named.map(({ email }) => email).filter(isGiven)));
  const recipients = named.map(person => ({
    ...person,
    role: detailed.find(({ email }) => email !== null && email === person.email)?.role ?? person.role,
  }));
  const listed = new Set(named.map(({ email }) => email));
  return [
    ...(sender === null ? [] : [{ ...sender, role: 'from' as const }]),
    ...recipients,
    ...detailed.filter(({ email }) => !listed.has(email)),
  ];
}

function senderIn(card: Element): Account | null {
  const [element] = inHeader(card, SENDER);
  const person = element === undefined ? null : personIn(element);
  const beside =
    inHeader(card, SENDER_ADDRESS)
      .map(address => personIn(address))
      .find(isGiven) ?? null;
  if (person === null) return beside;
  return { name: person.name ?? beside?.name ?? null, email: person.email ?? beside?.email ?? null };
}

/** The line a person stands in, where it has a class of its own. */
function roleAround(element: Element): PersonRole | null {
  if (element.closest('[class*="MessageCard-bcc" i], [class*="Message-bcc" i]') !== null) return 'bcc';
  return element.closest('[class*="MessageCard-cc" i], [class*="Message-cc" i]') === null ? null : 'cc';
}

function namedRecipients(card: Element): readonly Shown[] {
  const taken = new Set<Element>();
  const named = RECIPIENTS.flatMap(([role, selector]) =>
    inHeader(card, selector).flatMap(element => {
      if (taken.has(element)) return [];
      taken.add(element);
      const person = personIn(element);
      return person === null ? [] : [{ ...person, role: roleAround(element) ?? role, element }];
    }),
  );
  if (named.length > 0) {
    return named
      .sort((a, b) => (a.element.compareDocumentPosition(b.element) & Node.DOCUMENT_POSITION_FOLLOWING ? -1 : 1))
      .map(({ name, email, role }) => ({ name, email, role }));
  }
  return inHeader(card, RECIPIENTS_LINE).flatMap(line => {
    const titled = elementsOf(line, '[title*="@"]', MOST_PEOPLE);
    const people =
      titled.length > 0 ? titled.map(element => personIn(element)).filter(isGiven) : mailboxesIn(lineOf(line, 2000));
    return people.map(person => ({ ...person, role: 'to' as const }));
  });
}

/**
 * The people of the opened details. Their labels are words, but their order is that of a header: the sender, where
 * answers go, to, cc, bcc, and then the subject. Where answers go is none of the recipients.
 */
function detailsOf(card: Element, title: string | null, recipients: ReadonlySet<string>): readonly Shown[] {
  const behind = openPartBehind(card);
  const values = [...inHeader(card, DETAILS_VALUE), ...(behind === null ? [] : inHeader(behind, DETAILS_VALUE))];
  const rows: (readonly Account[])[] = [];
  const labels: string[] = [];
  for (const value of values.slice(0, 20)) {
    const people = peopleInValue(value);
    // The subject, or another field that names nobody: what follows may be any field of the message.
    if (people.length === 0 || lineOf(value, 300) === title) break;
    rows.push(people);
    const label = value.previousElementSibling;
    labels.push(label?.matches(DETAILS_LABEL) ? lineOf(label, 40) : '');
  }
  const order: PersonRole[] = ['to', 'cc', 'bcc'];
  return rows.slice(1).flatMap((people, index) => {
    const isElsewhere =
      index === 0 && recipients.size > 0 && !people.some(({ email }) => email !== null && recipients.has(email));
    const role = isElsewhere ? 'replyTo' : roleCalled(labels[index + 1] ?? '', order);
    return role === undefined ? [] : people.map(person => ({ ...person, role }));
  });
}

/** The next role in order, unless the label is the name of a header field, as which most languages know copies. */
function roleCalled(label: string, order: PersonRole[]): PersonRole | undefined {
  const role = /^b[ck]c|^cc[io]/i.test(label) ? 'bcc' : /^cc/i.test(label) ? 'cc' : order[0];
  const position = role === undefined ? -1 : order.indexOf(role);
  order.splice(0, position + 1);
  return role;
}

function peopleInValue(value: Element): readonly Account[] {
  const links = elementsOf(value, '[title*="@"], a[href*="@"]', MOST_PEOPLE);
  if (links.length > 0) return links.map(link => personIn(link)).filter(isGiven);
  return mailboxesIn(lineOf(value, 4000));
}

function accountsOf(page: Document): readonly Account[] {
  const inTitle = accountsInTitle(page);
  if (inTitle.length > 0) return inTitle;
  const shown = elementsOf(page, ACCOUNT, 20)
    .filter(isShown)
    .map(element => personIn(element))
    .find(account => account !== null && account.email !== null);
  return shown === undefined || shown === null ? [] : [shown];
}

/** Reads `/mail/<folder>/T<thread>.M<message>`. */
function idsIn(path: string): { readonly threadId: string | null; readonly messageId: string | null } {
  const match = /\/([\w-]{2,100})\.(M[\w-]{1,100})$/.exec(path) ?? /\/mail\/.+\/(T[\w-]{3,100})$/.exec(path);
  return { threadId: match?.[1] ?? null, messageId: match?.[2] ?? null };
}

function readList(page: Document, url: URL, context: CaptureContext): Capture | null {
  const folder = /^\/mail\/([^/]+)/.exec(url.pathname)?.[1]?.toLowerCase() ?? '';
  // What was never sent is no contact.
  if (folder === 'drafts' || page.querySelector(SELECTED_FOLDER_OF_DRAFTS) !== null) {
    return page.querySelector(ROW) === null ? null : unsentPage('fastmail', page, url);
  }
  const isSent = folder === 'sent' || page.querySelector(SELECTED_FOLDER_OF_SENT) !== null;
  const rows = elementsOf(page, ROW, MOST_ROWS)
    .filter(isShown)
    .map(row => ({ row, shown: peopleInRow(row.querySelector(ROW_PEOPLE), isSent) }));
  const owner = ownerOf(
    accountsOf(page),
    rows.flatMap(({ shown }) => shown),
    context,
  );
  const items = rows
    .map(({ row, shown }): CapturedItem => {
      const people = peopleOf(shown, owner);
      const link = row.matches('a[href]') ? row : row.querySelector(ROW_LINK);
      const address = linkOf(link, url);
      return itemOf('email-thread', {
        title: titleOf(row.querySelector(ROW_SUBJECT)),
        people,
        date: dateIn(row, ROW_DATE, BODY, page, context),
        snippet: excerpt(textOf(row, ROW_SNIPPET)),
        direction: isSent ? 'outbound' : directionOf(people, owner),
        threadId: address === null ? null : idsIn(new URL(address).pathname).threadId,
        url: address,
      });
    })
    .filter(item => item.title !== null || item.people.length > 0);
  return items.length === 0 ? null : { site: 'fastmail', surface: 'list', items };
}

function linkOf(link: Element | null, url: URL): string | null {
  const href = attributeOf(link, 'href', 2000);
  if (href === '' || !URL.canParse(href, url)) return null;
  const address = new URL(href, url);
  return address.origin === url.origin ? withoutHash(address) : null;
}
