import { attributeOf, elementsOf, isShown, lineOf, readText, type Verdict } from '../dom.ts';
import { itemOf } from '../items.ts';
import {
  addressIn,
  besideIcon,
  CLOCK_ICON,
  type DateReader,
  dateReaderOf,
  decodedId,
  folded,
  hasNumericDate,
  isCalendarPath,
  isGiven,
  isOutlook,
  isSameId,
  meetingLinkIn,
  type Owner,
  ownerOf,
  PLACE_ICON,
  peopleIn,
  personElements,
  personIn,
  personInText,
  type Shown,
} from '../outlook.ts';
import { excerpt, snippetOf } from '../quotes.ts';
import type { Capture, CapturedItem, CapturedPerson, PersonRole, SiteAdapter } from '../site.ts';
import { cleanLine } from '../text.ts';

// Class names of Outlook on the web change with every build, and all labels are in the reader's language: match on ids,
// `data-` attributes and roles, then on what an element holds, never on words.

/** What shows an open conversation or message, the closest first. */
const PANES = [
  // Beside the list, and in a window of its own, by conversation and by message.
  '#ConversationReadingPaneContainer',
  '#ItemReadingPaneContainer',
  '[data-app-section="ConversationContainer"]',
  '[data-app-section="ItemReadingPaneContainer"]',
  // Around them; holds the editor of a new message, too.
  '#ReadingPaneContainerId',
  '[data-app-section="MailReadCompose"]',
  '[role="main"]',
] as const;

/** The body of an open message; it is what somebody wrote, and nothing in it is a sender or a date. */
const BODY = '[id^="UniqueMessageBody"]';
/** The body, or what holds it where the id is missing. */
const BODIES = [BODY, '[role="document"]:not([contenteditable="true"])'].join(', ');

/** When a message was sent, received or saved. */
const DATE = '[data-testid="SentReceivedSavedTime"], [id^="MSG_"][id$="_DATETIME"], [id$="_DATETIME"]';

/** The sender, in builds that give ids to the parts of the header. */
const SENDER = '[id$="_FROM"]';

/** What can be folded, such as a message; controls that open a menu are not meant. */
const FOLDING = '[aria-expanded]:not(button, [role="button"], [aria-haspopup])';

/** One line of recipients. */
const WELL = '[data-testid="RecipientWell"], [id$="_TO"], [id$="_CC"], [id$="_BCC"]';

/** An editor: what is written here has not been sent. */
const EDITOR = [
  '[data-testid="ComposeSendButton"]',
  '[id^="editorParent_"]',
  '[contenteditable="true"]',
  '[role="textbox"][aria-multiline="true"]',
].join(', ');

/** The subject of what is open, best first. */
const SUBJECTS = [
  '[id^="CONV_"][id$="_SUBJECT"]:not(input)',
  '[id$="_SUBJECT"]:not(input)',
  '[role="heading"][title]:not([title=""])',
  '[role="heading"][aria-level="2"]',
  '[role="heading"]',
] as const;

/** A row of the list. */
const ROW = '[data-convid]';
/** The rows of a build that has no ids on them. */
const ROW_ALONE = '#MailList [role="option"]';

/** Conversations, and single messages, by the beginning of their ids. */
const CONVERSATION_ID = /^A[AQ]Q/;
const MESSAGE_ID = /^A[AQ]M/;

const MOST_MESSAGES = 100;
const MOST_ROWS = 300;
const MOST_PEOPLE = 100;

export const outlookMail: SiteAdapter = {
  id: 'outlook-mail',
  sampleUrls: [
    'https://outlook.office.com/mail/inbox/id/AAQkADEzZXhhbXBsZS1jb252LTAwMDEAEAAaaaa%3D',
    'https://outlook.office365.com/mail/',
    'https://outlook.live.com/mail/0/sentitems',
    'https://outlook.cloud.microsoft/mail/deeplink/readconv/AAQkADEzZXhhbXBsZS1jb252LTAwMDEAEAAaaaa%3D',
    'https://outlook.office.com/mail/deeplink/read/AAMkADEzZXhhbXBsZS1pdGVtLTAwMDEAEAAaaaa%3D?ItemID=1&exvsurl=1',
  ],
  matches: url => isOutlook(url) && !isCalendarPath(url),
  selectors: {
    pane: PANES.slice(0, -1).join(', '),
    main: PANES.at(-1) ?? '',
    subject: SUBJECTS.slice(0, 2).join(', '),
    heading: SUBJECTS.slice(2).join(', '),
    body: BODY,
    document: BODIES,
    sender: SENDER,
    recipients: WELL,
    date: DATE,
    editor: EDITOR,
    row: ROW,
    'row without id': ROW_ALONE,
  },
  expects: url => idInPath(url) !== null && !isUnsent(url),
  capture(page, url, context) {
    if (isUnsent(url)) return nothingToLog(page, url);
    const rows = rowsOf(page);
    const open = openConversation(page);
    const dates = dateReaderOf(page, context, dateTexts(page, rows));
    const owner = ownerOf(page, context);
    if (open !== null) return readConversation(url, open, rows, dates, owner);
    if (isWriting(page)) return nothingToLog(page, url);
    return rows.length === 0 ? null : readList(url, rows, dates, owner);
  },
};

/** The names of folders in addresses are not translated. */
function folderIn(url: URL): string {
  return /^\/mail\/(?:\d+\/)?(?:[^/]*@[^/]*\/)?([a-z]+)/i.exec(url.pathname.slice(0, 300))?.[1]?.toLowerCase() ?? '';
}

/** A draft, or a window for a new message. */
function isUnsent(url: URL): boolean {
  return folderIn(url) === 'drafts' || /\/(?:deeplink\/)?compose(?:\/|$)/.test(url.pathname.slice(0, 300));
}

function isWriting(page: Document): boolean {
  return elementsOf(page, EDITOR, 30).some(editor => isShown(editor) && editor.closest(PANES.join(', ')) !== null);
}

/** Nobody has met by a message that is still being written: only the page itself. */
function nothingToLog(page: Document, url: URL): Capture {
  const item = itemOf('page', { title: cleanLine(page.title, 300) || null, url: url.href, isFocused: true });
  return { site: 'outlook-mail', surface: 'page', items: [item] };
}

// The open conversation.

interface Conversation {
  readonly pane: Element;
  readonly subject: Element | null;
  readonly messages: readonly Message[];
}

interface Message {
  /** All of it, and nothing of another. */
  readonly block: Element;
  readonly body: Element | null;
  readonly date: Element | null;
}

/** What is on view; panes of earlier conversations and of other tabs stay in the document, hidden. */
function openConversation(page: Document): Conversation | null {
  for (const selector of PANES) {
    for (const pane of elementsOf(page, selector, 10)) {
      if (!isShown(pane)) continue;
      const messages = messagesIn(pane);
      if (messages.length === 0) continue;
      // The inner pane may hold only the messages, its neighbour the subject.
      const around = pane.closest('#ReadingPaneContainerId, [data-app-section="MailReadCompose"]') ?? pane;
      const subject = subjectIn(pane, messages) ?? subjectIn(around, messages);
      return { pane, subject, messages };
    }
  }
  return null;
}

/** How far up from a date or body its message's edge is looked for. */
const MOST_LEVELS = 60;

type Mark = 'body' | 'date' | 'sender' | 'editor';

/** A message is the largest part of the pane with one body, one date and one sender at most. */
function messagesIn(pane: Element): readonly Message[] {
  const bodies = outermost(elementsOf(pane, BODIES, 400).filter(isShown));
  const isOutside = (element: Element) =>
    !bodies.some(body => body !== element && body.contains(element)) && isShown(element);
  const outside = (selector: string) => elementsOf(pane, selector, 400).filter(isOutside);
  const dates = outermost(outside(DATE).filter(date => date.closest(ROW) === null));
  const named = outermost(outside(SENDER));
  const senders = named.length > 0 || dates.length > 0 ? named : outside(FOLDING).filter(isMessageLike);
  const marks: readonly (readonly [Mark, readonly Element[]])[] = [
    ['body', bodies],
    ['date', dates],
    ['sender', senders],
    ['editor', outermost(outside(EDITOR))],
  ];
  const counts = new Map<Element, Map<Mark, number>>();
  for (const [mark, elements] of marks) {
    for (const element of elements) {
      let around: Element | null = element;
      for (let level = 0; around !== null && level < MOST_LEVELS; level += 1) {
        const count = counts.get(around) ?? new Map<Mark, number>();
        count.set(mark, (count.get(mark) ?? 0) + 1);
        counts.set(around, count);
        around = around === pane ? null : around.parentElement;
      }
    }
  }
  const count = (element: Element, mark: Mark) => counts.get(element)?.get(mark) ?? 0;
  const isOne = (element: Element) =>
    count(element, 'body') <= 1 &&
    count(element, 'date') <= 1 &&
    count(element, 'sender') <= 1 &&
    count(element, 'editor') === 0;

  const blocks = new Set<Element>();
  for (const start of [...dates, ...bodies, ...senders]) {
    let block = start;
    for (let level = 0; block !== pane && level < MOST_LEVELS; level += 1) {
      const around: Element | null = block.parentElement;
      if (around === null || !isOne(around)) break;
      block = around;
    }
    const around = block.parentElement;
    const isDraft =
      block !== pane &&
      around !== null &&
      count(block, 'body') === 0 &&
      count(around, 'editor') > 0 &&
      count(around, 'date') <= 1;
    if (!isDraft) blocks.add(block);
  }
  const inOrder = [...blocks].sort((a, b) =>
    (a.compareDocumentPosition(b) & Node.DOCUMENT_POSITION_FOLLOWING) === 0 ? 1 : -1,
  );
  return outermost(inOrder)
    .map(block => {
      const holder = bodies.find(body => block.contains(body)) ?? null;
      return {
        block,
        body: holder?.matches(BODY) ? holder : (holder?.querySelector(BODY) ?? holder),
        date: dates.find(date => block.contains(date)) ?? null,
      };
    })
    .filter(message => message.body !== null || message.date !== null || senderOf(message) !== null)
    .slice(-MOST_MESSAGES);
}

/** Whether what can be folded is a message, and not a part of one or all of them. */
function isMessageLike(element: Element): boolean {
  return personElements(element, 1).length > 0 && element.querySelector(FOLDING) === null;
}

/** Without elements that lie in another of the list, which is in the order of the page. */
function outermost(elements: readonly Element[]): readonly Element[] {
  const kept: Element[] = [];
  for (const element of elements) if (!kept.at(-1)?.contains(element)) kept.push(element);
  return kept;
}

function subjectIn(pane: Element, messages: readonly Message[]): Element | null {
  const first = messages[0];
  for (const selector of SUBJECTS) {
    for (const heading of elementsOf(pane, selector, 50)) {
      if (!isShown(heading) || messages.some(({ body }) => body?.contains(heading)) || headingText(heading) === '')
        continue;
      if (heading.matches('[id$="_SUBJECT"]')) return heading;
      // A heading of a message names its sender, not the conversation.
      const isBefore =
        first !== undefined &&
        (first.date ?? first.body ?? first.block).compareDocumentPosition(heading) & Node.DOCUMENT_POSITION_PRECEDING;
      if (isBefore && personElements(heading, 1).length === 0 && heading.querySelector(`${DATE}, ${SENDER}`) === null)
        return heading;
    }
  }
  return null;
}

function headingText(heading: Element): string {
  const titled = attributeOf(heading, 'title', 600) || attributeOf(heading.querySelector('span[title]'), 'title', 600);
  // Beside the subject stand buttons and what they are called.
  const judge = (element: Element): Verdict =>
    element.matches('button, [role="button"], [role="toolbar"], i, [role="img"]') ? 'skip' : 'read';
  return cleanLine(titled, 300) || cleanLine(readText(heading, 600, judge), 300);
}

function readConversation(
  url: URL,
  conversation: Conversation,
  rows: readonly Element[],
  dates: DateReader,
  owner: Owner,
): Capture {
  const { pane, subject, messages } = conversation;
  const row = rowOfOpen(url, rows, conversation, dates);
  const title =
    (subject === null ? '' : headingText(subject)) ||
    (row === null ? '' : (partsOf(row, dates)?.subject ?? '')) ||
    null;
  const threadId = threadIdOf(url, row, pane);
  const single = messages.length === 1 ? messageIdIn(url) : null;
  const read = messages.map(message => {
    const people = peopleOf(message, owner);
    return {
      message,
      people,
      date: dateOf(message, dates),
      messageId: idOnParts(message) ?? single,
    };
  });
  const focused = focusedOf(read, messageIdIn(url));
  const items = read.flatMap(({ message, people, date, messageId }, index): readonly CapturedItem[] => {
    const mail = itemOf('email', {
      title,
      people,
      date,
      snippet: snippetIn(message),
      direction: directionOf(people, owner, messages.length === 1 && folderIn(url) === 'sentitems'),
      messageId,
      threadId,
      url: linkTo(url, threadId),
      isFocused: index === focused,
    });
    const event = eventBeside(message, title, people, dates);
    return event === null ? [mail] : [mail, event];
  });
  return { site: 'outlook-mail', surface: 'thread', items };
}

interface Dated {
  readonly message: Message;
  readonly date: string | null;
  readonly messageId: string | null;
}

/** The message of the address; else the newest of those that are open, since the newest may be at the top or the bottom. */
function focusedOf(read: readonly Dated[], idInUrl: string | null): number {
  const named = read.findIndex(({ messageId }) => messageId !== null && messageId === idInUrl);
  if (named !== -1) return named;
  const open = read.map((entry, index) => ({ ...entry, index })).filter(({ message }) => message.body !== null);
  const candidates = open.length > 0 ? open : read.map((entry, index) => ({ ...entry, index }));
  const newest = candidates.every(({ date }) => date !== null)
    ? candidates.reduce((best, entry) => ((entry.date ?? '') >= (best.date ?? '') ? entry : best))
    : candidates.at(-1);
  return newest?.index ?? 0;
}

/**
 * The row of what is open: that of the address, else the selected one, which may also be another that only has the
 * focus, else the only one with the subject and a sender of the messages.
 */
function rowOfOpen(
  url: URL,
  rows: readonly Element[],
  { subject, messages }: Conversation,
  dates: DateReader,
): Element | null {
  const id = idInPath(url);
  if (id !== null) {
    const named = rows.find(row => isSameId(attributeOf(row, 'data-convid', 400), id));
    if (named !== undefined) return named;
    // Another conversation, whatever is selected.
    if (CONVERSATION_ID.test(id)) return null;
  }
  const wanted = subject === null ? '' : subjectKey(headingText(subject));
  const selected = rows.filter(row => attributeOf(row, 'aria-selected') === 'true');
  const senders = messages.map(senderOf).filter(isGiven);
  const isSender = ({ name, email }: Shown) =>
    senders.some(sender => (email !== null && sender.email === email) || (name !== null && sender.name === name));
  const hasSender = (row: Element) => partsOf(row, dates)?.people.some(isSender) === true;
  if (wanted === '') {
    const [only] = selected;
    return selected.length === 1 && only !== undefined && hasSender(only) ? only : null;
  }
  const isAlike = (row: Element) => subjectKey(partsOf(row, dates)?.subject ?? '') === wanted;
  const open = selected.filter(isAlike);
  if (open.length > 0) return open.length === 1 ? (open[0] ?? null) : null;
  const alike = rows.filter(row => folded(lineOf(row, 600)).includes(wanted) && isAlike(row));
  const [only] = alike;
  if (alike.length !== 1 || only === undefined) return null;
  return hasSender(only) ? only : null;
}

/** A subject as it is compared. */
function subjectKey(subject: string): string {
  return folded(withoutPrefixes(subject));
}

/** "RE: AW: Subject" without what answering put before it: a word or two and a colon. */
function withoutPrefixes(subject: string): string {
  return subject.replace(/^(?:[\p{L}\p{M}]{1,6}(?:\[\d+\])?\s?[:：]\s*){1,6}/u, '') || subject;
}

function idInPath(url: URL): string | null {
  const match = /\/(?:id|readconv|read|popout|readmessage)\/([^/?#]+)/.exec(url.pathname.slice(0, 1600));
  return decodedId(match?.[1]) ?? decodedId(url.searchParams.get('ItemID') ?? undefined);
}

function messageIdIn(url: URL): string | null {
  const id = idInPath(url);
  if (id === null || CONVERSATION_ID.test(id)) return null;
  return MESSAGE_ID.test(id) || /\/deeplink\/read\//.test(url.pathname) ? id : null;
}

function threadIdOf(url: URL, row: Element | null, pane: Element): string | null {
  const own =
    attributeOf(pane, 'data-convid', 400) || attributeOf(pane.querySelector('[data-convid]'), 'data-convid', 400);
  const inRow = row === null ? '' : attributeOf(row, 'data-convid', 400);
  if (inRow !== '') return inRow;
  const id = idInPath(url);
  if (id !== null && (CONVERSATION_ID.test(id) || /\/deeplink\/readconv\//.test(url.pathname))) return id;
  return own || null;
}

/** An item's id inside the ids of the parts of its header: `MSG_<id>_FROM`. Short ones only count. */
function idOnParts(message: Message): string | null {
  const part = message.block.querySelector('[id^="MSG_"][id$="_FROM"], [id^="MSG_"][id$="_DATETIME"]');
  const id = /^MSG_(.{40,400})_[A-Z]+$/.exec(attributeOf(part, 'id', 500))?.[1];
  return id !== undefined && MESSAGE_ID.test(id) ? id : null;
}

/** The address of a message stays; a conversation has one that leads to it from anywhere. */
function linkTo(url: URL, threadId: string | null): string {
  if (threadId === null || idInPath(url) !== null) return url.href;
  return `${url.origin}/mail/deeplink/readconv/${encodeURIComponent(threadId)}`;
}

function snippetIn(message: Message): string | null {
  return message.body === null ? previewIn(message) : snippetOf(message.body);
}

/** What a collapsed message shows of its body: the longest text that is no part of its header. */
function previewIn(message: Message): string | null {
  const people = new Set(personElements(message.block, MOST_PEOPLE));
  const judge = (element: Element): Verdict => {
    const isHeader =
      people.has(element) ||
      element === message.date ||
      element.matches(`${WELL}, ${SENDER}, ${DATE}`) ||
      element.matches(
        'button, [role="button"], [role="toolbar"], [role="img"], [role="heading"], i, [aria-hidden="true"]',
      );
    if (isHeader) return 'skip';
    return element.matches('a, b, em, mark, strong') ? 'read' : { line: '', goesOn: true };
  };
  const sender = senderOf(message)?.name ?? '';
  const initials = sender.replace(/(\p{L})[\p{L}\p{M}'’]*[^\p{L}]*/gu, '$1');
  let longest = '';
  for (const raw of readText(message.block, 4000, judge).split('\n')) {
    const line = cleanLine(raw, 600);
    const isPicture = line.length <= 3 && initials.toLowerCase().startsWith(line.toLowerCase());
    if (line.length > longest.length && !isPicture && line !== sender) longest = line;
  }
  return excerpt(longest);
}

function dateOf(message: Message, dates: DateReader): string | null {
  if (message.date !== null) return dateIn(message.date, dates);
  // Without its attribute: whatever in the header is a date.
  for (const element of headerElements(message, '[title], time, span, div', 200)) {
    if (element.childElementCount > 0 && !element.hasAttribute('title')) continue;
    const texts = [attributeOf(element, 'title', 100), element.childElementCount === 0 ? lineOf(element, 100) : ''];
    if (!texts.some(text => /\p{Nd}/u.test(text) && text.length <= 60)) continue;
    const date = dateIn(element, dates);
    if (date !== null) return date;
  }
  return null;
}

function dateIn(element: Element, dates: DateReader): string | null {
  const stamp = attributeOf(element, 'datetime', 40) || attributeOf(element.querySelector('time'), 'datetime', 40);
  if (/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(?::\d{2}(?:\.\d+)?)?(?:Z|[+-]\d{2}:\d{2})$/.test(stamp)) {
    const at = Date.parse(stamp);
    if (!Number.isNaN(at)) return new Date(at).toISOString();
  }
  const inner = element.querySelector('[title]');
  const texts = [
    attributeOf(element, 'title', 200),
    inner === null ? '' : attributeOf(inner, 'title', 200),
    lineOf(element, 200),
    attributeOf(element, 'aria-label', 200),
  ].filter(text => text !== '');
  // A day is worth less than a day with its time.
  const read = texts.map(text => dates.mail(text)).filter(isGiven);
  return read.find(date => date.includes('T')) ?? read[0] ?? null;
}

/** Elements of a message that are not in its body. */
function headerElements(message: Message, selector: string, most: number): readonly Element[] {
  return elementsOf(message.block, selector, most + 400)
    .filter(element => !message.body?.contains(element) && element.closest(BODIES) === null)
    .slice(0, most);
}

function wellsOf(message: Message): readonly Element[] {
  return outermost(headerElements(message, WELL, 20).filter(isShown));
}

/** The sender: by id; else the first person in front of the recipients. */
function senderOf(message: Message): Shown | null {
  return sendersOf(message)[0] ?? null;
}

function sendersOf(message: Message): readonly Shown[] {
  const part = headerElements(message, SENDER, 1)[0];
  if (part !== undefined) {
    const named = personElements(part, 2).map(personIn).filter(isGiven);
    const [only] = named;
    // The address may stand beside the name.
    if (named.length === 1 && only !== undefined)
      return [{ ...only, email: only.email ?? addressIn(lineOf(part, 400)) }];
    if (named.length > 0) return named;
    const own = attributeOf(part, 'aria-label') !== '' ? personIn(part) : personInText(lineOf(part, 300));
    if (own !== null) return [own];
  }
  const wells = wellsOf(message);
  const firstWell = wells[0];
  const isInFront = (element: Element) =>
    !message.body?.contains(element) &&
    element.closest(BODIES) === null &&
    !wells.some(well => well.contains(element) || element.contains(well)) &&
    (firstWell === undefined ||
      (element.compareDocumentPosition(firstWell) & Node.DOCUMENT_POSITION_FOLLOWING) !== 0) &&
    isShown(element);
  const candidates = personElements(message.block, MOST_PEOPLE).filter(isInFront);
  // The date stands between the sender and the recipients.
  const beforeDate = candidates.filter(element => isFollowedBy(element, message.date));
  const inFront = firstWell === undefined && beforeDate.length > 0 ? beforeDate : candidates;
  const best =
    inFront.find(element => personIn(element)?.email != null) ??
    // A word and a colon before the person's own text.
    inFront.find(element => /[:：]\s*\S/.test(attributeOf(element, 'aria-label', 300))) ??
    inFront.find(element => element.tagName === 'SPAN');
  const person = best === undefined ? null : personIn(best);
  if (best === undefined || person === null) return [];
  const beside = best.nextElementSibling;
  const isAddress = beside !== null && /^[<(（＜]?[^\s<>]+@[^\s<>]+[>)）＞]?$/.test(lineOf(beside, 300));
  return [{ ...person, email: person.email ?? (isAddress ? addressIn(lineOf(beside, 300)) : null) }];
}

function isFollowedBy(element: Element, other: Element | null): boolean {
  return other !== null && (element.compareDocumentPosition(other) & Node.DOCUMENT_POSITION_FOLLOWING) !== 0;
}

interface Recipient extends Shown {
  readonly role: PersonRole;
}

/** A line of recipients with the word in front of it. */
interface Line {
  readonly label: string;
  readonly id: string;
  readonly people: Shown[];
}

function recipientsOf(message: Message): readonly Recipient[] {
  const lines = wellsOf(message)
    .flatMap(linesOf)
    .filter(line => line.people.length > 0);
  const roles: PersonRole[] = ['to', 'cc', 'bcc'];
  return lines.flatMap(line => {
    const known = roleOf(line);
    // The lines have a fixed order; one that says what it is does not count for those that do not.
    const role = known ?? roles.find(isGiven) ?? 'bcc';
    if (roles.includes(role)) roles.splice(0, roles.indexOf(role) + 1);
    return line.people.map(person => ({ ...person, role }));
  });
}

function roleOf({ id, label }: Line): PersonRole | null {
  const part = /_(TO|CC|BCC)$/.exec(id)?.[1];
  if (part !== undefined) return part === 'TO' ? 'to' : part === 'CC' ? 'cc' : 'bcc';
  const word = folded(label).replace(/[\s.:：]/g, '');
  // The abbreviation for a copy is the same in most languages; what is not, is told by its place.
  if (/^(?:bcc|cc[oin])$/.test(word)) return 'bcc';
  return word === 'cc' ? 'cc' : null;
}

/** The lines of one well: most have one, and some all three. */
function linesOf(well: Element): readonly Line[] {
  const inner = [well, ...elementsOf(well, '[id$="_TO"], [id$="_CC"], [id$="_BCC"]', 3)].find(element =>
    /_(?:TO|CC|BCC)$/.test(element.id),
  );
  const id = inner?.id ?? well.closest('[id$="_TO"], [id$="_CC"], [id$="_BCC"]')?.id ?? '';
  const elements = new Set(personElements(well, MOST_PEOPLE).filter(element => element !== well));
  if (elements.size === 0) return [linesOfText(well, id)];
  const lines: Line[] = [{ label: '', id, people: [] }];
  let pending = '';
  let node: Node | null = well.firstChild;
  for (let visited = 0; node !== null && visited < 5000; visited += 1) {
    let enters = true;
    if (node.nodeType === Node.TEXT_NODE) {
      pending = cleanLine(`${pending} ${(node.nodeValue ?? '').slice(0, 200)}`, 200);
    } else if (node.nodeType === Node.ELEMENT_NODE) {
      // The node type says so; `instanceof` would fail for elements of another frame.
      const element = node as Element;
      enters = !elements.has(element) && !element.matches('script, style');
      if (elements.has(element)) {
        const isFirst = lines.length === 1 && lines[0]?.people.length === 0;
        const word = pending.replace(/^[\s;；,،、]+/, '');
        if (isFirst) lines[0] = { label: word, id, people: [] };
        else if (/[:：]$/.test(word)) lines.push({ label: word, id: '', people: [] });
        pending = '';
        lines.at(-1)?.people.push(...peopleIn(element).slice(0, MOST_PEOPLE));
      }
    }
    if (enters && node.firstChild !== null) {
      node = node.firstChild;
      continue;
    }
    while (node !== null && node !== well && node.nextSibling === null) node = node.parentNode;
    node = node === null || node === well ? null : node.nextSibling;
  }
  return lines;
}

/** A well that is only text, or only a label: "To: Name<a@b.org>; Other". */
function linesOfText(well: Element, id: string): Line {
  const label = attributeOf(well, 'aria-label', 4000);
  const text = cleanLine(label.includes('@') ? label : readText(well, 4000), 4000);
  const colon = /^[^:：@<;；]{1,30}[:：]/.exec(text)?.[0] ?? '';
  const people = text
    .slice(colon.length)
    .split(/[;；]/)
    .slice(0, MOST_PEOPLE)
    .map(personInText)
    .filter(isGiven)
    // Without any separator or address it may as well be a sentence.
    .filter(person => person.email !== null || colon !== '');
  return { label: colon, id, people };
}

function peopleOf(message: Message, owner: Owner): readonly CapturedPerson[] {
  const senders = sendersOf(message).map(person => ({ ...person, role: 'from' as const }));
  const people = new Map<string, CapturedPerson>();
  for (const person of [...senders, ...recipientsOf(message)]) {
    const captured = capturedPerson(person, owner);
    const key = `${captured.role} ${captured.email ?? captured.name}`;
    if (!people.has(key)) people.set(key, captured);
  }
  return [...people.values()].slice(0, MOST_PEOPLE);
}

/** Colleagues have no address here, and neither has the student: their own is known from the account. */
function capturedPerson({ name, email, role }: Recipient, owner: Owner): CapturedPerson {
  if (email === null && isNameOfOwner(name, owner)) return { name, email: owner.email, role, isSelf: true };
  // The account may be known by its name alone; then whoever is called so has its address.
  if (owner.email === null && isNameOfOwner(name, owner)) return { name, email, role, isSelf: true };
  return { name, email, role, isSelf: email !== null && owner.isOwn(email) };
}

function isNameOfOwner(name: string | null, owner: Owner): boolean {
  return name !== null && owner.name !== null && nameKey(name) === nameKey(owner.name);
}

/** A name's words in one order: directories write "Petrova, Elena". */
function nameKey(name: string): string {
  const [last = '', first, ...more] = folded(name).split(/\s*[,，]\s*/);
  return first === undefined || more.length > 0 ? folded(name) : `${first} ${last}`;
}

function directionOf(
  people: readonly CapturedPerson[],
  owner: Owner,
  isInSentFolder: boolean,
): CapturedItem['direction'] {
  const sender = people.find(person => person.role === 'from');
  if (sender === undefined) return isInSentFolder ? 'outbound' : 'unknown';
  if (sender.isSelf) return 'outbound';
  // From an alias or a shared mailbox, or the account is not known.
  if (isInSentFolder) return 'outbound';
  return owner.name !== null || (sender.email !== null && owner.isKnown) ? 'inbound' : 'unknown';
}

// An invitation shows when and where above its text.

function eventBeside(
  message: Message,
  title: string | null,
  people: readonly CapturedPerson[],
  dates: DateReader,
): CapturedItem | null {
  // An answer to an invitation shows the same, but is from a guest: "Accepted: …". So does news of a cancelled one.
  if (message.body === null || /^[\p{L}\p{M} ]{2,24}\s?[:：]\s/u.test(title ?? '')) return null;
  const clock = besideIcon(message.block, CLOCK_ICON);
  const skipped = (element: Element): Verdict =>
    element === message.body ||
    element === message.date ||
    element.matches(`${BODIES}, ${WELL}, ${SENDER}, ${DATE}, [role="toolbar"], [role="heading"]`)
      ? 'skip'
      : element.matches('div, p, li, span[aria-label]')
        ? { line: '', goesOn: true }
        : 'read';
  const lines = readText(message.block, 4000, skipped)
    .split('\n')
    .map(line => cleanLine(line, 300))
    .filter(line => line !== '')
    .slice(0, 60);
  // A range of times is no date of a mail.
  const spanIn = (text: string) => {
    const when = /\p{Nd}/u.test(text) && text.length <= 160 ? dates.when(text) : null;
    return when?.end == null ? null : when;
  };
  const index = lines.findIndex(line => spanIn(line) !== null || spanIn(behindWord(line)) !== null);
  const line = lines[index] ?? '';
  const when = spanIn(clock) ?? spanIn(line) ?? spanIn(behindWord(line));
  if (when === null) return null;
  const next = lines[index + 1] ?? '';
  const place =
    besideIcon(message.block, PLACE_ICON) ||
    lineOf(message.block.querySelector('[id$="_LOCATION"]'), 300) ||
    // Rows with a word before each value.
    (index !== -1 && spanIn(line) === null ? behindWord(next) : '') ||
    null;
  return itemOf('event', {
    title,
    people: people.map(person => ({ ...person, role: person.role === 'from' ? 'organizer' : 'attendee' })),
    start: when.start,
    end: when.end,
    allDay: when.allDay,
    timeZone: when.timeZone,
    location: place ?? placeAfter(message, dates),
    conferenceUrl: meetingLinkIn(message.block),
  });
}

/** "When: …" without the word; empty where there is none. */
function behindWord(line: string): string {
  return /^[^\p{Nd}:：]{1,25}[:：]\s*(.+)$/u.exec(line)?.[1] ?? '';
}

/** In a card of labelled parts, place follows time. */
function placeAfter(message: Message, dates: DateReader): string | null {
  const parts = headerElements(message, '[aria-label]:not(button):not(a):not([role="button"])', 100).filter(
    part => part.childElementCount === 0 && lineOf(part, 300) !== '',
  );
  const index = parts.findIndex(part => dates.when(lineOf(part, 200))?.end != null);
  const next = index === -1 ? undefined : parts[index + 1];
  if (next === undefined || attributeOf(next, 'aria-label', 300).includes(lineOf(next, 300))) return null;
  return lineOf(next, 300) || null;
}

// The list.

function rowsOf(page: Document): readonly Element[] {
  const isRow = (row: Element) => isShown(row) && PANES.slice(0, 4).every(pane => row.closest(pane) === null);
  const rows = outermost(elementsOf(page, ROW, MOST_ROWS * 2).filter(isRow));
  const found = rows.length > 0 ? rows : elementsOf(page, ROW_ALONE, MOST_ROWS).filter(isRow);
  return found.slice(0, MOST_ROWS);
}

/** Dates of the page, by which their order is found. */
function dateTexts(page: Document, rows: readonly Element[]): readonly string[] {
  const shown = elementsOf(page, DATE, 100).flatMap(date => [attributeOf(date, 'title', 100), lineOf(date, 100)]);
  const listed = rows
    .slice(0, 60)
    .flatMap(row => elementsOf(row, 'span, div, time', 60).filter(element => element.childElementCount === 0))
    .flatMap(element => [attributeOf(element, 'title', 100), lineOf(element, 31)]);
  return [...shown, ...listed].filter(text => /\p{Nd}/u.test(text) && text.length <= 60);
}

interface RowParts {
  readonly people: readonly Shown[];
  readonly subject: string;
  readonly date: string | null;
  readonly snippet: string | null;
}

/** Parts of a row that are no text of the message: pictures, buttons, marks. */
const ROW_CONTROLS =
  'button, [role="button"], [role="img"], [role="checkbox"], [role="toolbar"], i, svg, [aria-hidden="true"]';

/** Senders stand first, the subject behind them, then in either order the date and the beginning of the text. */
function partsOf(row: Element, dates: DateReader): RowParts | null {
  const leaves = elementsOf(row, '*', 400)
    .filter(element => holdsText(element) && element.closest(ROW_CONTROLS) === null && isShown(element))
    .map(element => ({ element, text: lineOf(element, 600) }))
    .filter(({ text }) => text !== '');
  const isDated = ({ element, text }: (typeof leaves)[number]) =>
    (/\p{Nd}/u.test(`${attributeOf(element, 'title', 100)}${text}`) || attributeOf(element, 'title', 100) !== '') &&
    text.length <= 40 &&
    (dateIn(element, dates) !== null || (text.length <= 30 && hasNumericDate(text)));
  const senderIndex = Math.max(
    0,
    leaves.findIndex(({ element }) => addressesIn(attributeOf(element, 'title', 4000)).length > 0),
  );
  const sender = leaves[senderIndex];
  if (sender === undefined) return null;
  const rest = leaves.slice(senderIndex + 1).filter(({ element }) => !sender.element.contains(element));
  // In a narrow list the date may stand above the subject.
  // "Yesterday" has no digits, and may as well be the subject of a row with less in it.
  const isWord = ({ element, text }: (typeof leaves)[number]) =>
    rest.length > 2 && text.length <= 20 && !/\p{Nd}/u.test(text) && dateIn(element, dates) !== null;
  const dated = rest.find(isDated) ?? rest.find(isWord);
  const others = rest.filter(leaf => leaf !== dated && /[\p{L}\p{N}]/u.test(leaf.text) && !isCount(leaf.text));
  const [subject, ...texts] = others;
  return {
    people: sendersOfRow(sender.element, sender.text),
    subject: subject?.text ?? '',
    date: dated === undefined ? null : dateIn(dated.element, dates),
    snippet: excerpt(texts[0]?.text ?? ''),
  };
}

/** Whether the element has text of its own. */
function holdsText(element: Element): boolean {
  let child = element.firstChild;
  for (let index = 0; child !== null && index < 20; index += 1) {
    if (child.nodeType === Node.TEXT_NODE && (child.nodeValue ?? '').trim() !== '') {
      // Of an element with a part in bold, such as a search's hit, the outer one is the leaf.
      return !holdsTextAbove(element);
    }
    child = child.nextSibling;
  }
  return false;
}

function holdsTextAbove(element: Element): boolean {
  const parent = element.parentElement;
  if (parent === null || !['B', 'EM', 'MARK', 'STRONG', 'SPAN'].includes(element.tagName)) return false;
  return [...parent.childNodes]
    .slice(0, 20)
    .some(node => node.nodeType === Node.TEXT_NODE && (node.nodeValue ?? '').trim() !== '');
}

/** How many messages a conversation has: "3", "(3)". */
function isCount(text: string): boolean {
  return /^[([]?\p{Nd}{1,3}[)\]]?$/u.test(text);
}

function addressesIn(list: string): readonly string[] {
  return list
    .split(/[;,]/)
    .slice(0, MOST_PEOPLE)
    .map(part => addressIn(part))
    .filter(isGiven);
}

/** The title holds the addresses, the text the names, both in the same order. */
function sendersOfRow(element: Element, text: string): readonly Shown[] {
  const emails = addressesIn(attributeOf(element, 'title', 4000));
  const names = text.split(/[;；]/).map(name => personInText(name)?.name ?? null);
  if (emails.length === 0) return names.filter(isGiven).map(name => ({ name, email: null }));
  if (emails.length === 1) return [{ name: personInText(text)?.name ?? null, email: emails[0] ?? null }];
  const commas = text.split(/[,،、]/).map(name => personInText(name)?.name ?? null);
  const paired = names.length === emails.length ? names : commas.length === emails.length ? commas : null;
  return emails.map((email, index) => ({ name: paired?.[index] ?? null, email }));
}

function readList(url: URL, rows: readonly Element[], dates: DateReader, owner: Owner): Capture | null {
  const isSent = folderIn(url) === 'sentitems';
  const seen = new Set<string>();
  const items = rows.flatMap((row): readonly CapturedItem[] => {
    const id = attributeOf(row, 'data-convid', 400);
    // Under a conversation that is unfolded in the list stand its messages.
    if (id !== '' && seen.has(id)) return [];
    seen.add(id);
    const parts = partsOf(row, dates);
    if (parts === null || (parts.subject === '' && parts.people.length === 0)) return [];
    const role: PersonRole = isSent ? 'to' : parts.people.length === 1 ? 'from' : 'participant';
    const people = parts.people.map(person => capturedPerson({ ...person, role }, owner));
    const threadId = id || null;
    return [
      itemOf('email-thread', {
        title: parts.subject || null,
        people,
        date: parts.date,
        snippet: parts.snippet,
        direction: isSent ? 'outbound' : directionOf(people, owner, false),
        threadId,
        url: threadId === null ? null : linkTo(new URL('/mail/', url), threadId),
      }),
    ];
  });
  return items.length === 0 ? null : { site: 'outlook-mail', surface: 'list', items };
}
