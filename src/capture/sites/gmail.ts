import { cleanName, isSameMailbox, parseAddress, parseNamedAddress } from '../addresses.ts';
import { clockIn, floatingIso, sentAt } from '../dates.ts';
import { attributeOf, elementsOf, isShown, lineOf, readText, textOf } from '../dom.ts';
import { invitationIn } from '../invitation.ts';
import { itemOf } from '../items.ts';
import { excerpt, snippetOf } from '../quotes.ts';
import type { Capture, CaptureContext, CapturedItem, CapturedPerson, PersonRole, SiteAdapter } from '../site.ts';
import { cleanLine } from '../text.ts';
import { readMailDate } from '../when.ts';

// Gmail's class names are obfuscated but equal in every language, and most are ten years old: match on them and on the
// attributes that carry data, never on visible words.

/** The class of an open conversation's subject. */
const SUBJECT_CLASS = 'hP';
/** The subject without the class: the ids have been on the same element since 2018. */
const SUBJECT_IDS = 'h2[data-legacy-thread-id], h2[data-thread-perm-id]';

/** A class of every message: `.adn.ads` is open, `.adf.ads` collapsed. */
const MESSAGE_CLASS = 'ads';
/** Messages without the class: both ids are on the message itself. */
const MESSAGE_IDS = '[data-legacy-message-id], [data-message-id]';

/** The row around a message that is not open: collapsed, or folded away with its neighbours, which hides it. */
const COLLAPSED_ROW = '.kv, .ky, .kQ, .kx, [role="listitem"][aria-expanded="false"]';
/** The row of a message that is folded away. */
const FOLDED_ROW = '.kQ, .kx';

/** The body, and what holds it, best first. It is what somebody wrote: nothing in it is a sender or a recipient. */
const BODIES = ['.a3s', '.ii.gt'];
const BODY = BODIES.join(', ');
/** What is no part of a message's header: the body, or what holds it where the class is missing, and an answer begun. */
const NO_HEADER = '.a3s, .ii.gt, form, [contenteditable="true"], [contenteditable=""]';
/** What somebody writes in. */
const EDITOR = 'form, [contenteditable="true"], input[name="draft"]';

/** The sender, best first. */
const SENDERS = [
  '.gD[email]',
  // The cell with the sender; the class above is missing on some collapsed messages.
  'td.gF [email]',
  // The picture beside an open message.
  'img.ajn[jid]',
];
/** The sender's name where its element has no address; the address then stands beside it as text. */
const SENDER_NAME = '.gD, td.gF [name]';
const SENDER_ADDRESS = '.go';
/** What surrounds the sender, and whoever sent in the sender's name. */
const SENDER_PLACE = 'td.gF, h3, .qu';

/** The line under the sender, to whom, best first. */
const RECIPIENTS = ['.hb [email]', '.g2[email]'];
/** Anybody else in the header, where the line has lost its classes. */
const ANYBODY = '[email]';

/** The details box, once opened: a row has its label in the first cell and people in the second. */
const DETAILS_ROW = 'tr.ajv, .ajA tr';
const DETAILS_LABEL = '.gG, td';
const DETAILS_PEOPLE = '[email]';
const DETAILS_VALUE = 'td:last-child';

/** The date: `title` is the full one in the language of the interface, the text a short one. Best first. */
const DATES = ['.g3[title]', '.gH [title][alt]', '[title][alt][role="gridcell"]', '.g3'];

/** What a collapsed message shows instead of its body. */
const COLLAPSED_SNIPPET = '.iA.g6, .iA';

/** The class of a list's rows. With the list beside or above the message one conversation has two or three of them. */
const ROW_CLASS = 'zA';
/** The rows' cells without the class: they hold an element with the ids. */
const ROW_IDS = 'tr [data-legacy-thread-id], tr [data-thread-id], [role="row"] [data-legacy-thread-id]';
/** The element of a row that has the ids, since 2018. */
const ROW_ID = '[data-legacy-thread-id], [data-thread-id]';
/** Who: the cell, and the people in it. The same people are repeated in a text for screen readers. */
const ROW_PEOPLE = '.yW';
const REPEATED_PEOPLE = '.afn';
/** People whose address is missing. */
const ROW_NAMES = '.yP, .zF, [name]';
/** The subject, best first; before 2018 the element in `.y6` had neither class nor ids. */
const ROW_SUBJECTS = ['.bog', ROW_ID, '.y6 > span', '.y6'];
const ROW_SNIPPET = '.y2';
/** What stands between subject and snippet. */
const ROW_SEPARATOR = '.Zt';
/** The date, best first: lists alone, lists beside the message, and without classes. */
const ROW_DATES = ['td.xW [title]', '.apm [title]', 'td.xW', '.apm', 'td:last-child [title]'];
const ROW_ADVERTISEMENT = '.am0, .bvA';
/** The red word that stands in for a person: somebody began to write. */
const ROW_DRAFT = '.boq';
const ROW_CHECKED = '[role="checkbox"][aria-checked="true"]';

/** The account button: its label ends with the address in brackets. */
const ACCOUNT = 'a[aria-label*="@"]';
const ACCOUNT_PLACES = ['#gb', '[role="banner"]'];
const ACCOUNT_ALONE = 'a[href^="https://accounts.google.com/"][aria-label*="@"]';

/** The page for printing, and the one that shows the rest of a long message. */
const PRINTED_VIEWS = new Set(['pt', 'lg']);
const PRINTED_MESSAGE = 'table.message';
/** The lines under the sender. */
const PRINTED_RECIPIENTS = '.recipient > div';

/** Gmail itself puts no more into one conversation, and on one page of a list. */
const MOST_MESSAGES = 100;
const MOST_ROWS = 200;
const MOST_PEOPLE = 100;
/** How much is looked at to find those: a page may pretend anything. */
const MOST_SUBJECTS = 200;
const MOST_CANDIDATES = 3000;

export const gmail: SiteAdapter = {
  id: 'gmail',
  sampleUrls: [
    'https://mail.google.com/mail/u/0/#inbox/FMfcgzQXKabcdefghijklmnopqrstuvw',
    'https://mail.google.com/mail/u/1/#all/198c2dcdc584c1a7',
    'https://mail.google.com/mail/u/0/#sent',
    'https://mail.google.com/mail/u/0/?view=btop&th=198c2dcdc584c1a7',
    'https://mail.google.com/mail/u/0/?ui=2&view=pt&search=all&permthid=thread-f:1840896709493047719',
  ],
  matches: url => url.hostname === 'mail.google.com',
  selectors: {
    subject: `.${SUBJECT_CLASS}, ${SUBJECT_IDS}`,
    message: `.${MESSAGE_CLASS}, ${MESSAGE_IDS}`,
    body: BODY,
    sender: SENDERS.join(', '),
    recipients: RECIPIENTS.join(', '),
    date: DATES.join(', '),
    row: `tr.${ROW_CLASS}`,
    'row id': ROW_IDS,
    'row people': `${ROW_PEOPLE} [email]`,
    'row subject': ROW_SUBJECTS.join(', '),
    'row date': ROW_DATES.join(', '),
    'printed message': PRINTED_MESSAGE,
  },
  expects: url =>
    threadIdIn(url) !== null ||
    // The key of a conversation, after the name of a list.
    /^#[^/]+\/(?:.*\/)?(?=[A-Za-z]*[A-Z])[A-Za-z]{28,}$/.test(url.hash.slice(0, 2000)),
  capture(page, url, context) {
    if (PRINTED_VIEWS.has(url.searchParams.get('view') ?? '')) return readPrinted(page, url, context);
    // With an open conversation the list beside it is the background; without one it is what the student looks at.
    const conversation = openConversation(page, url);
    if (conversation !== null) return readConversation(page, url, context, conversation);
    // Settings and chats have neither.
    return readList(page, url, context);
  },
};

interface Conversation {
  /** `null` where the page has none that we know. */
  readonly subject: Element | null;
  readonly messages: readonly Message[];
}

/** One message: what it is for, and the elements around its body. */
interface Message {
  readonly element: Element;
  readonly header: readonly Element[];
  /** Those of them that name somebody. */
  readonly people: readonly Element[];
}

/** The conversation on view. Earlier ones stay in the document, hidden, to be shown again without loading. */
function openConversation(page: Document, url: URL): Conversation | null {
  const candidates = conversationsOn(page).filter(
    ({ subject, messages }) => messages.length > 0 && (subject === null || isShown(subject)),
  );
  const rank = ({ subject }: { readonly subject: Element | null }): number => {
    if (subject === null) return 4;
    const id = threadIdOn(subject);
    if (id !== null && threadIdIn(url) === id) return 0;
    // Only the view in front has the role; another may be shown for as long as it slides away.
    if (subject.closest('[aria-hidden="true"]') !== null) return 3;
    return subject.closest('[role="main"]') === null ? 2 : 1;
  };
  const ranked = candidates.map(candidate => ({ ...candidate, rank: rank(candidate) })).sort((a, b) => a.rank - b.rank);
  for (const { subject, messages } of ranked) {
    const shown = withoutRepeats(messages)
      .map(messageOf)
      .filter(message => !isDraft(message));
    // Without a subject it takes a sender and a body to be sure that it is mail.
    const isMail = subject !== null || shown.some(message => isOpen(message) && senderOf(message) !== null);
    if (shown.length > 0 && isMail) return { subject, messages: shown };
  }
  return null;
}

interface Candidate {
  readonly subject: Element | null;
  readonly messages: readonly Element[];
}

/** Every subject with the messages between it and the next one; first the messages without any. */
function conversationsOn(page: Document): readonly Candidate[] {
  const outside = (element: Element) => element.closest(BODY) === null;
  const subjects = subjectsOn(page).filter(outside);
  const found = listed(page.getElementsByClassName(MESSAGE_CLASS), MOST_CANDIDATES);
  // A list has neither, and is not searched through for attributes.
  if (found.length === 0 && subjects.length === 0) return [];
  const messages = (found.length > 0 ? found : elementsOf(page, MESSAGE_IDS, MOST_CANDIDATES)).filter(outside);
  const all = [null, ...subjects].map(subject => ({ subject, messages: [] as Element[] }));
  let at = 0;
  for (const message of messages) {
    while (at + 1 < all.length && isBefore(all[at + 1]?.subject ?? null, message)) at += 1;
    all[at]?.messages.push(message);
  }
  return all;
}

function subjectsOn(page: Document): readonly Element[] {
  const named = listed(page.getElementsByClassName(SUBJECT_CLASS), MOST_SUBJECTS);
  if (named.length > 0) return named;
  return listed(page.getElementsByTagName('h2'), MOST_SUBJECTS).filter(heading => heading.matches(SUBJECT_IDS));
}

function isBefore(one: Element | null, other: Element): boolean {
  return one !== null && (one.compareDocumentPosition(other) & Node.DOCUMENT_POSITION_FOLLOWING) !== 0;
}

function listed(found: HTMLCollectionOf<Element>, most: number): readonly Element[] {
  const elements: Element[] = [];
  for (let index = 0; index < most; index += 1) {
    const element = found.item(index);
    if (element === null) break;
    elements.push(element);
  }
  return elements;
}

/** Outermost elements only, one for each message; of an open and a collapsed form of one the visible. */
function withoutRepeats(found: readonly Element[]): readonly Element[] {
  const byMessage = new Map<string, Element>();
  let last: Element | null = null;
  for (const element of found) {
    if (last?.contains(element)) continue;
    last = element;
    // Left over from another conversation, or an open form that is hidden while the message is collapsed. Messages that
    // are folded away are hidden, too, but belong here.
    if (!isShown(element) && element.closest(FOLDED_ROW) === null) continue;
    const key = messageIdOf(element) ?? `position ${byMessage.size}`;
    if (!byMessage.has(key)) byMessage.set(key, element);
  }
  // The newest are worth most.
  return [...byMessage.values()].slice(-MOST_MESSAGES);
}

const MOST_OF_HEADER = 3000;

function messageOf(element: Element): Message {
  const header = headerOf(element);
  return { element, header, people: header.filter(at => at.hasAttribute('email') || at.hasAttribute('jid')) };
}

/** The elements of a message that are not in its body, in the order of the page. */
function headerOf(message: Element): readonly Element[] {
  const header: Element[] = [];
  let at: Element | null = message;
  while (at !== null && header.length < MOST_OF_HEADER) {
    const isOutside: boolean = at === message || !at.matches(NO_HEADER);
    if (isOutside && at !== message) header.push(at);
    let next: Element | null = isOutside ? at.firstElementChild : null;
    while (next === null && at !== null && at !== message) {
      next = at.nextElementSibling;
      if (next === null) at = at.parentElement;
    }
    at = next;
  }
  return header;
}

/** What matches among elements of a message's header. */
function matching(elements: readonly Element[], selector: string, most: number): readonly Element[] {
  const found: Element[] = [];
  for (const element of elements) {
    if (!element.matches(selector)) continue;
    found.push(element);
    if (found.length >= most) break;
  }
  return found;
}

/** Something that is still being written, or a place where a message is yet to come. */
function isDraft(message: Message): boolean {
  if (bodyOf(message) !== null) return false;
  return message.element.querySelector(EDITOR) !== null || (senderOf(message) === null && dateTextOf(message) === '');
}

function readConversation(page: Document, url: URL, context: CaptureContext, conversation: Conversation): Capture {
  const { subject, messages } = conversation;
  const account = accountOf(page);
  const people = messages.map(message => ({ sender: senderOf(message), recipients: recipientsOf(message) }));
  // A message that stands alone among those sent may be from an alias.
  const isSent = messages.length === 1 && /^#sent\//.test(url.hash);
  const own = messages
    .filter(({ element }) => isSent || isClientMade(element))
    .map(message => senderOf(message)?.email);
  const owner = ownerOf(people, account, context, own.filter(isText));
  const title = (subject === null ? subjectIn(page, account) : lineOf(subject, 300)) || null;
  const threadId =
    (subject === null ? null : threadIdOn(subject)) ??
    threadIdIn(url) ??
    messages.map(({ element }) => idInLog(element, 'thread')).find(isGiven) ??
    null;
  const languages = languagesOf(page);
  const focused = messages.findLast(isOpen) ?? messages.at(-1);

  const items = messages.flatMap((message, index): readonly CapturedItem[] => {
    const { sender = null, recipients = [] } = people[index] ?? {};
    const involved = peopleOf(sender, recipients, owner);
    const messageId = messageIdOf(message.element);
    const mail = itemOf('email', {
      title,
      people: involved,
      date: timeOf(messageId, dateTextOf(message), context, languages),
      snippet: snippetIn(message),
      direction: directionOf(involved, owner),
      messageId,
      threadId,
      url: linkTo(url, threadId) ?? url.href,
      isFocused: message === focused,
    });
    const body = isOpen(message) ? bodyOf(message) : null;
    const invitation =
      body === null ? null : invitationIn(body, { title, sender, isOwn: owner.isOwn, languages }, context);
    return invitation === null ? [mail] : [mail, invitation];
  });
  return { site: 'gmail', surface: 'thread', items };
}

function isGiven<Value>(value: Value | null): value is Value {
  return value !== null;
}

function isText(value: string | null | undefined): value is string {
  return typeof value === 'string';
}

function languagesOf(page: Document): readonly string[] {
  return [page.documentElement.lang].filter(language => language !== '');
}

function bodyOf({ element }: Message): Element | null {
  for (const selector of BODIES) {
    const body = element.querySelector(selector);
    if (body !== null) return body;
  }
  return null;
}

function isOpen(message: Message): boolean {
  const body = bodyOf(message);
  return body !== null && message.element.closest(COLLAPSED_ROW) === null && isShown(body);
}

function snippetIn(message: Message): string | null {
  const body = isOpen(message) ? bodyOf(message) : null;
  return body === null ? excerpt(textOf(message.element, COLLAPSED_SNIPPET)) : snippetOf(body);
}

function dateTextOf(message: Message): string {
  for (const selector of DATES) {
    const [date] = matching(message.header, selector, 1);
    if (date !== undefined) return attributeOf(date, 'title', 200) || lineOf(date, 200);
  }
  return '';
}

/** Hexadecimal, 16 digits nowadays. */
const HEX_ID = /^[0-9a-f]{12,16}$/i;

/** The message's id; `msg-a:…` is one the browser made and the server keeps beside its own. */
function messageIdOf(message: Element): string | null {
  const legacy = attributeOf(message, 'data-legacy-message-id');
  if (HEX_ID.test(legacy)) return legacy.toLowerCase();
  const id = attributeOf(message, 'data-message-id');
  const clientMade = /^#?(msg-a:[\w-]{1,60})$/.exec(id)?.[1];
  return hexOf(/^#?msg-f:(\d{1,20})$/.exec(id)?.[1]) ?? clientMade ?? idInLog(message, 'msg');
}

function threadIdOn(element: Element): string | null {
  const legacy = attributeOf(element, 'data-legacy-thread-id').replace(/^#/, '');
  if (HEX_ID.test(legacy)) return legacy.toLowerCase();
  // Missing on some accounts since November 2025, and once seen as the text "undefined"; rows have it by another name.
  const perm = attributeOf(element, 'data-thread-perm-id') || attributeOf(element, 'data-thread-id');
  return hexOf(/^#?thread-f:(\d{1,20})$/.exec(perm)?.[1]);
}

/** Only addresses of the older form, of pop-ups and of printed pages hold the id; `FMfcgz…` cannot be turned into one. */
function threadIdIn(url: URL): string | null {
  const id = url.hash.split('/').at(-1) ?? '';
  if (/^[0-9a-f]{16}$/i.test(id)) return id.toLowerCase();
  const parameter = url.searchParams.get('th') ?? '';
  if (/^[0-9a-f]{16}$/i.test(parameter)) return parameter.toLowerCase();
  const perm = /^#?thread-f(?::|%3A)(\d{1,20})$/i;
  return hexOf(
    perm.exec(url.searchParams.get('permthid') ?? '')?.[1] ?? perm.exec(id)?.[1] ?? perm.exec(parameter)?.[1],
  );
}

/** Gmail logs clicks with the ids of what was clicked, in base64: a last resort. */
function idInLog(message: Element, kind: 'msg' | 'thread'): string | null {
  const log = attributeOf(message.querySelector('.ii.gt[jslog]'), 'jslog');
  for (const [, encoded = ''] of log.matchAll(/\b\d+:([A-Za-z0-9+/_-]{8,}={0,2})/g)) {
    try {
      const text = atob(encoded.replaceAll('-', '+').replaceAll('_', '/'));
      const id = hexOf(new RegExp(`"#?${kind}-f:(\\d{1,20})"`).exec(text)?.[1]);
      if (id !== null) return id;
    } catch {
      // Not base64; the next may be.
    }
  }
  return null;
}

function hexOf(decimal: string | undefined): string | null {
  return decimal === undefined ? null : BigInt(decimal).toString(16);
}

/**
 * A link to a conversation. The number of the account in this browser stays, as no link works without one, and so does
 * whose mailbox it is where somebody reads another person's; `null` without an id.
 */
function linkTo(url: URL, threadId: string | null): string | null {
  if (threadId === null) return null;
  const account = /^\/mail\/(?:b\/[\w-]{1,80}\/)?u\/\d{1,3}\/(?:d\/[\w-]{1,80}\/)?/.exec(url.pathname)?.[0];
  return `${url.origin}${account ?? '/mail/u/0/'}#all/${threadId}`;
}

// The list

/** One conversation of a list. */
interface Row {
  /** Its table rows: three where the list stands beside the message, else one. */
  readonly parts: readonly Element[];
  readonly ids: Element | null;
}

interface RowPeople {
  readonly people: readonly Shown[];
  /** Whether they are the ones it was sent to. */
  readonly isSent: boolean;
}

function readList(page: Document, url: URL, context: CaptureContext): Capture | null {
  const rows = rowsOn(page);
  if (rows.length === 0) return null;
  const account = accountOf(page);
  const people = rows.map(row => peopleIn(row, url));
  const owner = ownerOf(
    people.map(row => ({ sender: null, recipients: row.people })),
    account,
    context,
    [],
  );
  const languages = languagesOf(page);
  const hasIds = rows.some(({ ids }) => ids !== null);
  const checked = rows.filter(({ parts }) => parts.some(part => part.querySelector(ROW_CHECKED) !== null));

  const items = rows.flatMap((row, index): readonly CapturedItem[] => {
    const { people: involved, isSent } = people[index] ?? { people: [], isSent: false };
    const dateText = dateIn(row);
    // Advertisements have no date, and no id since there are any.
    if (involved.length === 0 || (hasIds && row.ids === null && dateText.full === '')) return [];
    const role: PersonRole = isSent ? 'to' : involved.length === 1 ? 'from' : 'participant';
    const threadId = row.ids === null ? null : threadIdOn(row.ids);
    const messageId = lastMessageIn(row);
    return [
      itemOf('email-thread', {
        title: subjectOf(row),
        people: involved.map(person => personOf(person, role, owner)),
        date: dateOf(messageId, dateText, context, languages),
        snippet: snippetOfRow(row),
        direction: directionOfRow(involved, isSent, owner),
        messageId,
        threadId,
        url: linkTo(url, threadId),
        isFocused: checked.length === 1 && checked[0] === row,
      }),
    ];
  });
  return items.length === 0 ? null : { site: 'gmail', surface: 'list', items };
}

/** The conversations of the list on view. Other lists stay in the document, hidden. */
function rowsOn(page: Document): readonly Row[] {
  const named = listed(page.getElementsByClassName(ROW_CLASS), MOST_CANDIDATES);
  const elements = named.length > 0 ? named : rowsWithoutClass(page);
  const rows: Element[][] = [];
  let last: Element | null = null;
  for (const element of elements) {
    // The further rows of a conversation follow at once and name nobody.
    const continues: boolean =
      last !== null && element.previousElementSibling === last && element.querySelector('[email], .yW') === null;
    if (continues) rows.at(-1)?.push(element);
    else rows.push([element]);
    last = element;
  }
  return rows
    .filter(([first]) => first !== undefined && first.closest(BODY) === null && isShown(first))
    .slice(0, MOST_ROWS)
    .map((parts): Row => ({ parts, ids: findIn(parts, ROW_ID) }))
    .filter(row => !isNoMail(row));
}

function rowsWithoutClass(page: Document): readonly Element[] {
  const rows = new Set<Element>();
  for (const element of elementsOf(page, ROW_IDS, MOST_CANDIDATES)) {
    const row = element.closest('tr, [role="row"]');
    if (row !== null) rows.add(row);
  }
  return [...rows];
}

/** Advertisements, and what was never sent. */
function isNoMail({ parts, ids }: Row): boolean {
  const isMarked = parts.some(part => part.matches(ROW_ADVERTISEMENT)) || findIn(parts, ROW_ADVERTISEMENT) !== null;
  if (isMarked || attributeOf(ids, 'data-standalone-draft-id') !== '') return true;
  return findIn(parts, ROW_DRAFT) !== null && findIn(parts, `${ROW_PEOPLE} [email]`) === null;
}

function findIn(parts: readonly Element[], selector: string): Element | null {
  for (const part of parts) {
    const found = part.querySelector(selector);
    if (found !== null) return found;
  }
  return null;
}

function peopleIn({ parts }: Row, url: URL): RowPeople {
  const [first] = parts;
  if (first === undefined) return { people: [], isSent: false };
  const cell = first.querySelector(ROW_PEOPLE);
  const people = new Map<string, Shown>();
  for (const selector of cell === null ? ['[email]'] : ['[email]', ROW_NAMES]) {
    for (const element of elementsOf(cell ?? first, selector, MOST_PEOPLE)) {
      const person = cell === null && element.closest(REPEATED_PEOPLE) !== null ? null : personIn(element);
      const key = person?.email ?? person?.name;
      if (person !== null && key != null && !people.has(key)) people.set(key, person);
    }
    if (people.size > 0) break;
  }
  // In front of recipients, and of nobody else, stands a label with its colon.
  const label =
    cell === null
      ? ''
      : cleanLine(
          readText(cell, 60, at => (at.hasAttribute('email') ? 'stop' : 'read')),
          60,
        );
  const isSent = /[:：]$/.test(label) || (/^#sent(?:\/|$)/.test(url.hash) && people.size > 0);
  return { people: [...people.values()], isSent };
}

function subjectOf({ parts }: Row): string | null {
  for (const selector of ROW_SUBJECTS) {
    const text = lineOf(findIn(parts, selector), 300);
    if (text !== '') return text;
  }
  return null;
}

function snippetOfRow({ parts }: Row): string | null {
  const snippet = findIn(parts, ROW_SNIPPET);
  if (snippet === null) return null;
  const isApart = snippet.querySelector(ROW_SEPARATOR) !== null;
  const text = cleanLine(
    readText(snippet, 1000, at => (at.matches(ROW_SEPARATOR) ? 'skip' : 'read')),
    1000,
  );
  return excerpt(isApart ? text : text.replace(/^[-–—]\s*/, ''));
}

/** As `sentAt`; where only a day is shown, the id tells the time of that day. */
function timeOf(
  messageId: string | null,
  shown: string,
  context: CaptureContext,
  languages: readonly string[],
): string | null {
  const date = sentAt(messageId, shown, context, languages);
  if (date === null || date.includes('T')) return date;
  const exact = sentAt(messageId, '', context, languages);
  const clock = exact === null ? null : clockIn(context.timeZone, Date.parse(exact));
  return clock !== null && date === floatingIso({ ...clock, hour: null, minute: null }) ? exact : date;
}

interface DateText {
  /** With its day, year and time. */
  readonly full: string;
  readonly short: string;
}

function dateIn({ parts }: Row): DateText {
  for (const selector of ROW_DATES) {
    const date = findIn(parts, selector);
    if (date === null) continue;
    const full = attributeOf(date, 'title', 200) || attributeOf(date, 'aria-label', 200);
    const short = lineOf(date, 100);
    if (full !== '' || short !== '') return { full: full || short, short };
  }
  return { full: '', short: '' };
}

function dateOf(
  messageId: string | null,
  { full, short }: DateText,
  context: CaptureContext,
  languages: readonly string[],
): string | null {
  if (full === '') return null;
  return timeOf(messageId, full, context, languages) ?? readMailDate(short || full, { ...context, languages });
}

/** The last message that was sent or received: a draft after it is none. */
function lastMessageIn({ ids }: Row): string | null {
  for (const name of ['data-legacy-last-non-draft-message-id', 'data-legacy-last-message-id']) {
    const id = attributeOf(ids, name).replace(/^#/, '');
    if (HEX_ID.test(id)) return id.toLowerCase();
  }
  return null;
}

/** A row shows who took part, but not who wrote last. */
function directionOfRow(people: readonly Shown[], isSent: boolean, owner: Owner): CapturedItem['direction'] {
  if (isSent) return 'outbound';
  if (!owner.isKnown) return 'unknown';
  return people.some(({ email }) => email !== null && owner.isOwn(email)) ? 'unknown' : 'inbound';
}

// Pages for printing

function readPrinted(page: Document, url: URL, context: CaptureContext): Capture | null {
  const messages = elementsOf(page, PRINTED_MESSAGE, MOST_MESSAGES).filter(
    message => message.parentElement?.closest(PRINTED_MESSAGE) === null,
  );
  const [first] = messages;
  if (first === undefined) return null;
  // The head of the page: its logo and the account, a rule, the subject and how many messages there are.
  const bold = elementsOf(page, 'b', 10).filter(element => isBefore(element, first) && !first.contains(element));
  const account = bold.map(element => namedIn(lineOf(element, 300))).find(person => person?.email != null) ?? null;
  const subject = bold.find(element => namedIn(lineOf(element, 300))?.email == null && lineOf(element, 300) !== '');
  const title = subject === undefined ? null : lineOf(subject, 300);
  const read = messages.map(message => {
    const [top] = elementsOf(message, 'tr', 1);
    const [who = null, when = null] = top === undefined ? [] : elementsOf(top, 'td', 2);
    return {
      sender: namedIn(lineOf(who, 300)),
      date: lineOf(when, 200),
      recipients: printedRecipients(message),
      message,
    };
  });
  const owner = ownerOf(read, account ?? NOBODY, context, []);
  const languages = languagesOf(page);
  const threadId = threadIdIn(url);
  const single = url.searchParams.get('permmsgid') ?? url.searchParams.get('simpl') ?? '';
  const messageId = messages.length === 1 ? hexOf(/^msg-f:(\d{1,20})$/.exec(single)?.[1]) : null;
  const items = read.map(({ sender, date, recipients, message }, index): CapturedItem => {
    const people = peopleOf(sender, recipients, owner);
    return itemOf('email', {
      title,
      people,
      date: sentAt(messageId, date, context, languages),
      snippet: printedSnippet(message),
      direction: directionOf(people, owner),
      messageId,
      threadId,
      url: linkTo(url, threadId) ?? url.href,
      isFocused: index === read.length - 1,
    });
  });
  return { site: 'gmail', surface: 'thread', items };
}

const NOBODY: Shown = { name: null, email: null };

/** Reads `Name <address>`. */
function namedIn(text: string): Shown | null {
  const person = parseNamedAddress(text);
  if (person !== null) return person;
  const name = cleanName(text);
  return name === null ? null : { name, email: null };
}

/** To, cc and bcc, a line each, in this order; where answers go has a class of its own. */
function printedRecipients(message: Element): readonly Recipient[] {
  const roles: PersonRole[] = ['to', 'cc', 'bcc'];
  return elementsOf(message, PRINTED_RECIPIENTS, 10).flatMap(line => {
    const text = lineOf(line, 4000);
    const label = /^[^:：@<]{1,40}[:：]/.exec(text)?.[0] ?? '';
    const isElsewhere = line.matches('.replyto');
    const role = isElsewhere ? 'replyTo' : (roleOfLabel(label) ?? roles[0]);
    if (!isElsewhere) roles.splice(0, role === undefined ? 1 : Math.max(1, roles.indexOf(role) + 1));
    if (role === undefined) return [];
    return peopleInText(text.slice(label.length)).map(person => ({ ...person, role }));
  });
}

/** The last row of a printed message holds its body. */
function printedSnippet(message: Element): string | null {
  const rows = message.querySelector('tbody')?.children ?? message.children;
  const body = rows.item(rows.length - 1);
  return body === null || rows.length < 2 ? null : snippetOf(body);
}

interface Account {
  readonly email: string | null;
  readonly name: string | null;
}

/** Whose mailbox it is. The page's title is "Subject - address - Gmail", and all but the address may hold anything. */
function accountOf(page: Document): Account {
  const parts = page.title.slice(-600).split(' - ');
  const inTitle = parts.slice(1).map(parseAddress).findLast(isGiven) ?? null;
  const labels = accountButtons(page).map(button => accountIn(attributeOf(button, 'aria-label')));
  const button = labels.find(({ email }) => email !== null && (inTitle === null || isSameMailbox(email, inTitle)));
  return { email: inTitle ?? button?.email ?? null, name: button?.name ?? null };
}

function accountButtons(page: Document): readonly Element[] {
  for (const selector of ACCOUNT_PLACES) {
    const place = page.querySelector(selector);
    const buttons = place === null ? [] : elementsOf(place, ACCOUNT, 20);
    if (buttons.length > 0) return buttons;
  }
  return elementsOf(page, ACCOUNT_ALONE, 20).filter(button => button.closest(BODY) === null);
}

/** The subject where only the page's title tells it. */
function subjectIn(page: Document, account: Account): string {
  const parts = page.title.slice(0, 1000).split(' - ');
  const index = parts.findLastIndex(part => account.email !== null && parseAddress(part) === account.email);
  return index < 1 ? '' : cleanLine(parts.slice(0, index).join(' - '), 300);
}

/** Reads "Google Account: Name (address)"; the first words differ by language, the brackets and the order do not. */
function accountIn(label: string): Account {
  const match = /^(?:[^:：]*[:：])?([^(（]*)[(（]([^()（）]+)[)）]\s*$/.exec(label.trim());
  return { email: parseAddress(match?.[2] ?? ''), name: match === null ? null : cleanName(match[1] ?? '') };
}

/** The student: which addresses are theirs, and their name where the page tells it. */
interface Owner {
  readonly isKnown: boolean;
  isOwn(email: string): boolean;
  /** Gmail calls them "me" in the reader's language. */
  nameFor(email: string): string | null;
}

interface Involved {
  readonly sender: Shown | null;
  readonly recipients: readonly Shown[];
}

/**
 * @param known - Addresses that the page shows to be the student's: the browser made the ids of their messages when the
 * student sent them, perhaps from an alias.
 */
function ownerOf(
  mails: readonly Involved[],
  account: Account,
  context: CaptureContext,
  known: readonly string[],
): Owner {
  const own = [account.email, ...context.selfEmails.map(parseAddress), ...known].filter(isGiven);
  if (own.length === 0) own.push(...calledMe(mails));
  const isOwn = (email: string) => own.some(address => isSameMailbox(address, email));

  // The word for "me" stands among recipients, real names among senders; where a sender is "me", too, the word gives
  // itself away by being the same in both places and without a blank.
  const asRecipient = new Set<string>();
  const asSender: { readonly email: string; readonly name: string }[] = [];
  for (const { sender, recipients } of mails) {
    for (const { email, name } of recipients) {
      if (email !== null && name !== null && isOwn(email)) asRecipient.add(name);
    }
    const { email, name } = sender ?? NOBODY;
    if (email !== null && name !== null && isOwn(email)) asSender.push({ email, name });
  }
  const real = asSender.filter(({ name }) => name.includes(' ') || (asRecipient.size > 0 && !asRecipient.has(name)));
  return {
    isKnown: own.length > 0,
    isOwn,
    nameFor: email =>
      real.find(sender => sender.email === email)?.name ??
      (account.email !== null && isSameMailbox(email, account.email) ? account.name : null) ??
      real[0]?.name ??
      null,
  };
}

/**
 * The one address that is called by a short word in small letters, as no name is written, and as "me" is in nearly every
 * language that has small letters. Asked only where nothing else tells whose mailbox it is.
 */
function calledMe(mails: readonly Involved[]): readonly string[] {
  const found = new Set<string>();
  for (const { sender, recipients } of mails) {
    for (const { name, email } of [sender ?? NOBODY, ...recipients]) {
      if (name === null || email === null || !/^\p{Ll}[\p{Ll}\p{M}]{0,3}$/u.test(name)) continue;
      if (!email.split(/[^\p{L}\p{N}]/u).includes(name)) found.add(email);
    }
  }
  return found.size === 1 ? [...found] : [];
}

function isClientMade(message: Element): boolean {
  return /^#?msg-a:/.test(attributeOf(message, 'data-message-id'));
}

interface Shown {
  readonly name: string | null;
  readonly email: string | null;
}

interface Recipient extends Shown {
  readonly role: PersonRole;
}

function senderOf(message: Message): Shown | null {
  for (const selector of SENDERS) {
    const element = matching(message.people, selector, 1)[0];
    const person = element === undefined ? null : personIn(element);
    if (person !== null) return person;
  }
  const [name] = matching(message.header, SENDER_NAME, 1);
  const [beside] = matching(message.header, SENDER_ADDRESS, 1);
  if (name !== undefined) {
    const person = personIn(name);
    const address = parseAddress(lineOf(beside ?? null, 300).replace(/^[<(\s]+|[>)\s]+$/g, ''));
    if (person !== null) return { ...person, email: person.email ?? address };
  }
  // Without any class: nobody stands before the sender.
  const first = message.people[0];
  return first === undefined || RECIPIENTS.some(selector => first.matches(selector)) ? null : personIn(first);
}

function recipientsOf(message: Message): readonly Recipient[] {
  const elements = recipientElements(message);
  const detailed = detailsOf(message, elements);
  let role: PersonRole = 'to';
  const people = elements.flatMap((element, index) => {
    const label = labelBefore(element);
    // Other words than those stand before blind copies, for copies in the open are not set apart.
    if (label !== '' && (index > 0 || roleOfLabel(label) !== null)) role = roleOfLabel(label) ?? 'bcc';
    const person = personIn(element);
    return person === null ? [] : [{ ...person, role: roleIn(detailed, person) ?? role }];
  });
  const listed = new Set(people.map(person => person.email));
  return [...people, ...detailed.filter(person => !listed.has(person.email))];
}

function recipientElements(message: Message): readonly Element[] {
  for (const selector of RECIPIENTS) {
    const found = matching(message.people, selector, MOST_PEOPLE);
    if (found.length > 0) return found;
  }
  const [, ...others] = matching(message.people, ANYBODY, MOST_PEOPLE);
  return others.filter(
    element =>
      element.closest(SENDER_PLACE) === null && element.closest(DETAILS_ROW) === null && !element.matches('img'),
  );
}

/** The label with its colon before a person, within the line of recipients; empty where there is none. */
function labelBefore(element: Element): string {
  const before = element.previousSibling ?? element.parentElement?.previousSibling ?? null;
  const isText = before?.nodeType === Node.TEXT_NODE;
  const label = element.previousElementSibling;
  const text = isText ? (before.nodeValue ?? '') : label?.hasAttribute('email') === false ? lineOf(label, 40) : '';
  return /[^,،、;]{0,30}[:：]\s*$/.exec(text.slice(-40))?.[0].trim() ?? '';
}

/** The copies' names in a mail's header, which many languages took over as they are; `null` for other words. */
function roleOfLabel(label: string): PersonRole | null {
  const word = label.toLowerCase().replace(/[\s:：]/g, '');
  if (word === 'cc') return 'cc';
  return word === 'bcc' || word === 'cco' || word === 'cci' ? 'bcc' : null;
}

function roleIn(detailed: readonly Recipient[], person: Shown): PersonRole | null {
  const found = detailed.filter(({ email }) => email !== null && email === person.email);
  return (found.find(({ role }) => role !== 'replyTo') ?? null)?.role ?? null;
}

/**
 * The people of the opened details box. Its labels are words, but its order is fixed: the sender, where answers go, and
 * then to, cc and bcc. Where answers go is none of the recipients, or one who is named again as such.
 */
function detailsOf(message: Message, line: readonly Element[]): readonly Recipient[] {
  const recipients = new Set(line.map(element => personIn(element)?.email).filter(isText));
  const all = matching(message.header, DETAILS_ROW, 20)
    .filter(row => row.querySelector('tr') === null)
    .map(row => ({ label: textOf(row, DETAILS_LABEL), people: peopleOfDetails(row) }));
  // Behind the people follow the date and the subject, in which an address is nobody's.
  const begin = all.findIndex(({ people }) => people.length > 0);
  const end = all.findIndex(({ people }, index) => index > begin && people.length === 0);
  const [, ...others] = begin === -1 ? [] : all.slice(begin, end === -1 ? undefined : end);
  const addresses = ({ people }: { readonly people: readonly Shown[] }) => people.map(({ email }) => email);
  const roles: PersonRole[] = ['to', 'cc', 'bcc'];
  return others.flatMap((row, index) => {
    const later = others.slice(index + 1).flatMap(addresses);
    const isElsewhere =
      index === 0 &&
      (!addresses(row).some(email => email !== null && recipients.has(email)) ||
        addresses(row).every(email => later.includes(email)));
    const labelled = roleOfLabel(row.label);
    const role = isElsewhere && labelled === null ? 'replyTo' : (labelled ?? roles[0]);
    if (role === undefined) return [];
    if (role !== 'replyTo') roles.splice(0, Math.max(1, roles.indexOf(role) + 1));
    return row.people.map(person => ({ ...person, role }));
  });
}

/** The people of one line of the details box; where answers go, it may be text alone. */
function peopleOfDetails(row: Element): readonly Shown[] {
  const marked = elementsOf(row, DETAILS_PEOPLE, MOST_PEOPLE).map(personIn).filter(isGiven);
  if (marked.length > 0) return marked;
  const text = textOf(row, DETAILS_VALUE);
  return text.includes('@') ? peopleInText(text) : [];
}

/** Reads `Name <address>, address`. Commas also stand in names, in quotation marks. */
function peopleInText(text: string): readonly Shown[] {
  const parts = (text.slice(0, 4000).match(/(?:"[^"]*"|<[^>]*>|[^",;<])+/g) ?? []).slice(0, MOST_PEOPLE);
  return parts.map(part => parseNamedAddress(part)).filter(isGiven);
}

/** A person as an element names them: by attributes, or by its text where those are missing. */
function personIn(element: Element): Shown | null {
  const email =
    parseAddress(attributeOf(element, 'email')) ??
    parseAddress(attributeOf(element, 'data-hovercard-id')) ??
    parseAddress(attributeOf(element, 'jid'));
  const given = attributeOf(element, 'name') || attributeOf(element, 'data-name') || lineOf(element, 200);
  // Mail through a list: "'Name' via List".
  const unquoted = given.replace(/^'([^']{1,100})'(?= )/, '$1');
  // Pictures have a `name` of Gmail's own, such as ":x".
  const name = cleanName(element.tagName === 'IMG' ? attributeOf(element, 'data-name') : unquoted);
  return email === null && name === null ? null : { name, email };
}

function peopleOf(sender: Shown | null, recipients: readonly Recipient[], owner: Owner): readonly CapturedPerson[] {
  const named = [...(sender === null ? [] : [{ ...sender, role: 'from' as const }]), ...recipients];
  const people = new Map<string, CapturedPerson>();
  for (const person of named) {
    const key = `${person.role} ${person.email ?? person.name}`;
    if (!people.has(key)) people.set(key, personOf(person, person.role, owner));
  }
  return [...people.values()].slice(0, MOST_PEOPLE);
}

function personOf({ name, email }: Shown, role: PersonRole, owner: Owner): CapturedPerson {
  const isSelf = email !== null && owner.isOwn(email);
  return { name: isSelf ? owner.nameFor(email) : name, email, role, isSelf };
}

function directionOf(people: readonly CapturedPerson[], owner: Owner): CapturedItem['direction'] {
  const sender = people.find(person => person.role === 'from');
  if (sender === undefined || sender.email === null || !owner.isKnown) return 'unknown';
  return sender.isSelf ? 'outbound' : 'inbound';
}
