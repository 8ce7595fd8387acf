import { cleanName, isSameMailbox, parseAddress } from '../addresses.ts';
import { sentAt } from '../dates.ts';
import { attributeOf, elementsOf, isShown, lineOf, textOf } from '../dom.ts';
import { excerpt, snippetOf } from '../quotes.ts';
import type { Capture, CaptureContext, CapturedItem, CapturedPerson, PersonRole, SiteAdapter } from '../site.ts';

// Gmail's class names are obfuscated but equal in every language, and most are ten years old: match on them and on the
// attributes that carry data, never on visible words.

/** The subject of an open conversation. */
const SUBJECT = [
  'h2.hP',
  // Without the class: the ids have been on the same element since 2018.
  'h2[data-legacy-thread-id]',
  'h2[data-thread-perm-id]',
].join(', ');

/** One message. */
const MESSAGE = [
  // Both ids are on the message itself.
  '[data-legacy-message-id]',
  '[data-message-id]',
  // Expanded and collapsed; before 2018 without ids.
  '.adn.ads',
  '.adf.ads',
].join(', ');

/** The row around a message that is not open: collapsed, or folded away with its neighbours, which hides it. */
const COLLAPSED_ROW = '.kv, .ky, .kQ, .kx, [role="listitem"][aria-expanded="false"]';
/** The row of a message that is folded away. */
const FOLDED_ROW = '.kQ, .kx';

/** The body. It is what somebody wrote: nothing in it is a sender or a recipient. */
const BODY = '.a3s';
/** The body, or what holds it where the class is missing. */
const BODY_PARTS = '.a3s, .ii.gt';

/** The sender, best first. */
const SENDERS = [
  '.gD[email]',
  // The cell with the sender; the class above is missing on some collapsed messages.
  'td.gF [email]',
  // The picture beside an open message.
  'img.ajn[jid]',
];

/** The line under the sender: to whom. */
const RECIPIENTS = '.hb [email]';
/** The same people where the line has lost its class. */
const RECIPIENTS_ALONE = '.g2[email]';

/** The details box, once opened: a row has its label in `.gG` and people in `.gL`. */
const DETAILS_ROW = 'tr.ajv';
const DETAILS_PEOPLE = '.gL [email]';

/** The date: `title` is the full one in the language of the interface, the text a short one. */
const DATE = ['.g3[title]', '.gH [title][alt]', '.g3'].join(', ');

/** What a collapsed message shows instead of its body. */
const COLLAPSED_SNIPPET = '.iA.g6, .iA';

/** The account button: its label ends with the address in brackets. */
const ACCOUNT = [
  'a[href^="https://accounts.google.com/"][aria-label*="@"]',
  '#gb a[aria-label*="@"]',
  '[role="banner"] a[aria-label*="@"]',
].join(', ');

/** Gmail itself puts no more into one conversation. */
const MOST_MESSAGES = 100;
const MOST_PEOPLE = 100;

export const gmail: SiteAdapter = {
  id: 'gmail',
  sampleUrls: [
    'https://mail.google.com/mail/u/0/#inbox/FMfcgzQXKabcdefghijklmnopqrstuvw',
    'https://mail.google.com/mail/u/1/#all/198c2dcdc584c1a7',
    'https://mail.google.com/mail/u/0/?view=btop&th=198c2dcdc584c1a7',
  ],
  matches: url => url.hostname === 'mail.google.com',
  capture(page, url, context) {
    const conversation = openConversation(page, url);
    // A list of conversations, or settings, or a chat.
    if (conversation === null) return null;
    return readConversation(page, url, context, conversation);
  },
};

interface Conversation {
  readonly subject: Element;
  readonly messages: readonly Element[];
}

/** The conversation on view. Earlier ones stay in the document, hidden, to be shown again without loading. */
function openConversation(page: Document, url: URL): Conversation | null {
  const candidates = elementsOf(page, SUBJECT, 50)
    .filter(subject => subject.closest(BODY) === null && isShown(subject))
    .map(subject => ({ subject, messages: messagesBelow(subject) }))
    .filter(({ messages }) => messages.length > 0);
  const rank = ({ subject }: Conversation): number => {
    const id = threadIdOn(subject);
    if (id !== null && threadIdIn(url) === id) return 0;
    // Only the view in front has the role; another may be shown for as long as it slides away.
    if (subject.closest('[aria-hidden="true"]') !== null) return 3;
    return subject.closest('[role="main"]') === null ? 2 : 1;
  };
  return candidates.sort((a, b) => rank(a) - rank(b))[0] ?? null;
}

/** The messages that belong to a subject: those in the smallest element around it that has any. */
function messagesBelow(subject: Element): readonly Element[] {
  for (let around = subject.parentElement; around !== null; around = around.parentElement) {
    if (around.querySelector(MESSAGE) === null) continue;
    // Somebody else's messages: this subject has lost its own.
    if (elementsOf(around, SUBJECT, 50).some(other => other !== subject && other.closest(BODY) === null)) return [];
    return withoutRepeats(elementsOf(around, MESSAGE, 1000));
  }
  return [];
}

/** Outermost elements only, one for each message; of an open and a collapsed form of one the visible. */
function withoutRepeats(found: readonly Element[]): readonly Element[] {
  const byMessage = new Map<string, Element>();
  let last: Element | null = null;
  for (const element of found) {
    if (last?.contains(element) || element.closest(BODY) !== null) continue;
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

function readConversation(page: Document, url: URL, context: CaptureContext, conversation: Conversation): Capture {
  const { subject, messages } = conversation;
  const account = accountOf(page);
  const owner = ownerOf(messages, account, context);
  const title = lineOf(subject, 300) || null;
  const threadId =
    threadIdOn(subject) ?? threadIdIn(url) ?? messages.map(message => idInLog(message, 'thread')).find(isGiven) ?? null;
  const languages = [page.documentElement.lang].filter(language => language !== '');
  const focused = messages.findLast(isOpen) ?? messages.at(-1);

  const items = messages.map((message): CapturedItem => {
    const people = peopleOf(message, owner);
    const messageId = messageIdOf(message);
    return {
      type: 'email',
      title,
      people,
      date: sentAt(messageId, dateTextOf(message), context, languages),
      start: null,
      end: null,
      allDay: false,
      timeZone: null,
      location: null,
      snippet: snippetIn(message),
      direction: directionOf(people, owner),
      messageId,
      threadId,
      eventId: null,
      url: linkTo(url, threadId),
      conferenceUrl: null,
      isFocused: message === focused,
    };
  });
  return { site: 'gmail', surface: 'thread', items };
}

function isGiven<Value>(value: Value | null): value is Value {
  return value !== null;
}

function isOpen(message: Element): boolean {
  const body = message.querySelector(BODY);
  return body !== null && message.closest(COLLAPSED_ROW) === null && isShown(body);
}

function snippetIn(message: Element): string | null {
  const body = isOpen(message) ? message.querySelector(BODY) : null;
  return body === null ? excerpt(textOf(message, COLLAPSED_SNIPPET)) : snippetOf(body);
}

function dateTextOf(message: Element): string {
  const date = inHeader(message, DATE, 1)[0] ?? null;
  return attributeOf(date, 'title', 200) || lineOf(date, 200);
}

/** What matches in the message but outside its body. */
function inHeader(message: Element, selector: string, most: number): readonly Element[] {
  return elementsOf(message, selector, most + 100)
    .filter(element => element.closest(BODY_PARTS) === null)
    .slice(0, most);
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

function threadIdOn(subject: Element): string | null {
  const legacy = attributeOf(subject, 'data-legacy-thread-id');
  if (HEX_ID.test(legacy)) return legacy.toLowerCase();
  // Missing on some accounts since November 2025, and once seen as the text "undefined".
  return hexOf(/^#?thread-f:(\d{1,20})$/.exec(attributeOf(subject, 'data-thread-perm-id'))?.[1]);
}

/** Only addresses of the older form hold the id; `FMfcgz…` cannot be turned into one. */
function threadIdIn(url: URL): string | null {
  const id = url.hash.split('/').at(-1) ?? '';
  if (/^[0-9a-f]{16}$/i.test(id)) return id.toLowerCase();
  const parameter = url.searchParams.get('th') ?? '';
  return /^[0-9a-f]{16}$/i.test(parameter)
    ? parameter.toLowerCase()
    : hexOf(/^#?thread-f:(\d{1,20})$/.exec(url.searchParams.get('permthid') ?? '')?.[1]);
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

/** The number of the account in this browser stays, as no link works without one. */
function linkTo(url: URL, threadId: string | null): string {
  if (threadId === null) return url.href;
  const account = /^\/mail\/u\/\d{1,3}\//.exec(url.pathname)?.[0] ?? '/mail/u/0/';
  return `${url.origin}${account}#all/${threadId}`;
}

interface Account {
  readonly email: string | null;
  readonly name: string | null;
}

/** Whose mailbox it is. The page's title is "Subject - address - Gmail", and all but the address may hold anything. */
function accountOf(page: Document): Account {
  const parts = page.title.slice(-600).split(' - ');
  const inTitle = parts.slice(1).map(parseAddress).findLast(isGiven) ?? null;
  const labels = elementsOf(page, ACCOUNT, 20).map(button => accountIn(attributeOf(button, 'aria-label')));
  const button = labels.find(({ email }) => email !== null && (inTitle === null || isSameMailbox(email, inTitle)));
  return { email: inTitle ?? button?.email ?? null, name: button?.name ?? null };
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

function ownerOf(messages: readonly Element[], account: Account, context: CaptureContext): Owner {
  const own = [account.email, ...context.selfEmails.map(parseAddress)].filter(isGiven);
  for (const message of messages) {
    // The browser made this id when the student sent the message, perhaps from an alias.
    const sender = isClientMade(message) ? senderOf(message) : null;
    if (sender?.email != null) own.push(sender.email);
  }
  const isOwn = (email: string) => own.some(address => isSameMailbox(address, email));

  // The word for "me" stands among recipients, real names among senders; where a sender is "me", too, the word gives
  // itself away by being the same in both places and without a blank.
  const asRecipient = new Set<string>();
  const asSender: { readonly email: string; readonly name: string }[] = [];
  for (const message of messages) {
    for (const { email, name } of recipientsOf(message)) {
      if (email !== null && name !== null && isOwn(email)) asRecipient.add(name);
    }
    const { email, name } = senderOf(message) ?? { email: null, name: null };
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

function isClientMade(message: Element): boolean {
  return /^#?msg-a:/.test(attributeOf(message, 'data-message-id'));
}

interface Shown {
  readonly name: string | null;
  readonly email: string | null;
}

function senderOf(message: Element): Shown | null {
  for (const selector of SENDERS) {
    const element = inHeader(message, selector, 1)[0];
    const person = element === undefined ? null : personIn(element);
    if (person !== null) return person;
  }
  return null;
}

function recipientsOf(message: Element): readonly (Shown & { readonly role: PersonRole })[] {
  const line = inHeader(message, RECIPIENTS, MOST_PEOPLE);
  const elements = line.length > 0 ? line : inHeader(message, RECIPIENTS_ALONE, MOST_PEOPLE);
  const detailed = detailsOf(message, new Set(elements.map(element => personIn(element)?.email).filter(isText)));
  let role: PersonRole = 'to';
  const people = elements.flatMap((element, index) => {
    // A second label in the line, with its colon, stands before blind copies.
    if (index > 0 && /[:：]\s*$/.test(element.previousSibling?.nodeValue?.slice(-40) ?? '')) role = 'bcc';
    const person = personIn(element);
    return person === null ? [] : [{ ...person, role: roleIn(detailed, person) ?? role }];
  });
  const listed = new Set(people.map(person => person.email));
  return [...people, ...detailed.filter(person => !listed.has(person.email))];
}

function isText(value: string | null | undefined): value is string {
  return typeof value === 'string';
}

function roleIn(detailed: readonly (Shown & { readonly role: PersonRole })[], person: Shown): PersonRole | null {
  return detailed.find(({ email }) => email !== null && email === person.email)?.role ?? null;
}

/**
 * The people of the opened details box. Its labels are words, but its order is fixed: the sender, where answers go, and
 * then to, cc and bcc. Where answers go is none of the recipients.
 */
function detailsOf(
  message: Element,
  recipients: ReadonlySet<string>,
): readonly (Shown & { readonly role: PersonRole })[] {
  const rows = inHeader(message, DETAILS_ROW, 20)
    .map(row => elementsOf(row, DETAILS_PEOPLE, MOST_PEOPLE).map(personIn).filter(isGiven))
    .filter(people => people.length > 0);
  const [, ...others] = rows;
  const roles: PersonRole[] = ['to', 'cc', 'bcc'];
  return others.flatMap((people, index) => {
    const isElsewhere = index === 0 && !people.some(({ email }) => email !== null && recipients.has(email));
    const role = isElsewhere ? 'replyTo' : roles.shift();
    return role === undefined ? [] : people.map(person => ({ ...person, role }));
  });
}

/** A person as an element names them: by attributes, or by its text where those are missing. */
function personIn(element: Element): Shown | null {
  const email =
    parseAddress(attributeOf(element, 'email')) ??
    parseAddress(attributeOf(element, 'data-hovercard-id')) ??
    parseAddress(attributeOf(element, 'jid'));
  const given = attributeOf(element, 'name') || attributeOf(element, 'data-name') || lineOf(element, 200);
  // Pictures have a `name` of Gmail's own, such as ":x".
  const name = cleanName(element.tagName === 'IMG' ? attributeOf(element, 'data-name') : given);
  return email === null && name === null ? null : { name, email };
}

function peopleOf(message: Element, owner: Owner): readonly CapturedPerson[] {
  const sender = senderOf(message);
  const named = [...(sender === null ? [] : [{ ...sender, role: 'from' as const }]), ...recipientsOf(message)];
  const people = new Map<string, CapturedPerson>();
  for (const { name, email, role } of named) {
    const isSelf = email !== null && owner.isOwn(email);
    const person = { name: isSelf ? owner.nameFor(email) : name, email, role, isSelf };
    const key = `${role} ${email ?? name}`;
    if (!people.has(key)) people.set(key, person);
  }
  return [...people.values()].slice(0, MOST_PEOPLE);
}

function directionOf(people: readonly CapturedPerson[], owner: Owner): CapturedItem['direction'] {
  const sender = people.find(person => person.role === 'from');
  if (sender === undefined || sender.email === null || !owner.isKnown) return 'unknown';
  return sender.isSelf ? 'outbound' : 'inbound';
}
