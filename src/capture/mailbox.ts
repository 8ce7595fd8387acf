import { cleanName, isSameMailbox, type NamedAddress, parseAddress, parseNamedAddress } from './addresses.ts';
import { clockIn, floatingIso, instantIso, isDay } from './dates.ts';
import { attributeOf, elementsOf, isShown, lineOf } from './dom.ts';
import { itemOf } from './items.ts';
import type { Capture, CaptureContext, CapturedItem, CapturedPerson, PersonRole } from './site.ts';
import { cleanLine } from './text.ts';
import { readMailDate } from './when.ts';

/**
 * What the readers of web mail programs share whose markup tells people by attributes here and by text there: who is
 * named by an element, who of them is the student, which elements are the messages, and when one was sent.
 */

const MOST_PEOPLE = 100;
const MOST_MESSAGES = 100;

/** Somebody as the page names them. */
export interface Shown {
  readonly name: string | null;
  readonly email: string | null;
  readonly role: PersonRole;
}

/** Whose mailbox it is, as far as the page tells. */
export interface Account {
  readonly email: string | null;
  readonly name: string | null;
}

/** The student. */
export interface Owner {
  readonly isKnown: boolean;
  isOwn(person: { readonly name: string | null; readonly email: string | null }): boolean;
  /** Mail programs call them "me" in the reader's language; `null` where the page tells no other name. */
  nameFor(email: string | null): string | null;
}

/**
 * Which addresses are the student's own, and their name where the page tells it.
 *
 * @param seen - Everybody named on the page.
 */
export function ownerOf(accounts: readonly Account[], seen: readonly Shown[], context: CaptureContext): Owner {
  const own = [...accounts.map(account => account.email), ...context.selfEmails.map(parseAddress)].filter(isText);
  const ownNames = new Set(accounts.map(account => account.name).filter(isText));
  const isOwnAddress = (email: string) => own.some(address => isSameMailbox(address, email));

  // A word for "me" has no blank and is the same for a sender as for a recipient.
  const mine = seen.filter(({ email }) => email !== null && isOwnAddress(email));
  const asRecipient = new Set(mine.filter(({ role }) => role !== 'from').map(({ name }) => name));
  const real = mine.filter(
    ({ name, role }) =>
      name !== null && (name.includes(' ') || (role === 'from' && asRecipient.size > 0 && !asRecipient.has(name))),
  );
  return {
    isKnown: own.length > 0,
    isOwn: ({ name, email }) => (email === null ? name !== null && ownNames.has(name) : isOwnAddress(email)),
    nameFor: email =>
      real.find(person => person.email === email)?.name ??
      accounts.find(account => account.name !== null && (email === null || account.email === email))?.name ??
      real[0]?.name ??
      null,
  };
}

/** The people of one message or row, each once in a role, the student marked. */
export function peopleOf(shown: readonly Shown[], owner: Owner): readonly CapturedPerson[] {
  const people = new Map<string, CapturedPerson>();
  for (const { name, email, role } of shown.filter(hasAnything)) {
    const isSelf = owner.isOwn({ name, email });
    const key = `${role} ${email ?? name}`;
    if (!people.has(key)) people.set(key, { name: isSelf ? owner.nameFor(email) : name, email, role, isSelf });
  }
  return [...people.values()].slice(0, MOST_PEOPLE);
}

/** Whether there is anything in a message to know it by; an element that is being filled has nothing yet. */
export function hasContent(item: CapturedItem): boolean {
  return item.people.length > 0 || item.date !== null || item.snippet !== null;
}

/** A page of mail that was never sent: it is no contact with anybody, and no other reader has to look for one in it. */
export function unsentPage(site: string, page: Document, url: URL): Capture {
  const item = itemOf('page', { title: cleanLine(page.title, 300) || null, url: url.href, isFocused: true });
  return { site, surface: 'page', items: [item] };
}

/** Which way a message went: by its sender where both sides are known, else unknown. */
export function directionOf(people: readonly CapturedPerson[], owner: Owner): CapturedItem['direction'] {
  const sender = people.find(person => person.role === 'from');
  if (sender === undefined || !owner.isKnown) return 'unknown';
  if (sender.isSelf) return 'outbound';
  // A bare name may be the student's own.
  return sender.email !== null || people.some(person => person.isSelf) ? 'inbound' : 'unknown';
}

/** Attributes in which an element names a mailbox. */
const ADDRESS_ATTRIBUTES = ['data-email', 'data-address', 'email', 'title', 'href', 'aria-label'] as const;
const WITH_ADDRESS = ADDRESS_ATTRIBUTES.map(name => `[${name}*="@"]`).join(', ');

/** Something in angle brackets, and what could be an address anywhere. */
const BRACKETED = /<\s*([^<>\s]{3,254})\s*>/;

/** The mailbox that a text or an attribute names; in longer sentences only what stands in angle brackets. */
function mailboxIn(text: string): NamedAddress | null {
  const line = cleanLine(text, 500).replace(/^mailto:([^?]*).*$/i, '$1');
  const whole = parseNamedAddress(line);
  if (whole !== null) return whole;
  const email = parseAddress(BRACKETED.exec(line)?.[1] ?? '');
  return email === null ? null : { name: null, email };
}

/**
 * The person that an element names, by its attributes or those of the elements in it, or by its text; `null` when it
 * names nobody, or two mailboxes.
 *
 * @param label - The element with the name alone, where there is one.
 */
export function personIn(element: Element, label: Element | null = null): Account | null {
  const carriers = [element, ...elementsOf(element, WITH_ADDRESS, 20)];
  const found = carriers.flatMap(carrier =>
    ADDRESS_ATTRIBUTES.map(name => mailboxIn(attributeOf(carrier, name))).filter(isGiven),
  );
  const text = lineOf(label ?? element, 300);
  const inText = mailboxInText(text) ?? mailboxInText(lineOf(element, 300));
  const addresses = new Set([...found, ...(inText === null ? [] : [inText])].map(({ email }) => email));
  if (addresses.size > 1) return null;
  const [email = null] = addresses;
  const named = found.find(mailbox => mailbox.name !== null)?.name ?? null;
  const name = cleanName(withoutAddress(text)) ?? inText?.name ?? named;
  return email === null && name === null ? null : { name, email };
}

/** The mailbox a person's text names, also where the address stands without brackets beside the name. */
function mailboxInText(text: string): NamedAddress | null {
  const mailbox = mailboxIn(text.replace(/[,;،、]\s*$/, ''));
  if (mailbox !== null) return mailbox;
  const addresses = text
    .split(/[\s,;،、<>()（）[\]]+/)
    .map(parseAddress)
    .filter(isGiven);
  const [email] = addresses;
  return email === undefined || addresses.length > 1 ? null : { name: null, email };
}

/** The text of a person without the address beside the name, and without what separates it from the next. */
function withoutAddress(text: string): string {
  return text
    .replace(/[<(（[][^<>()（）[\]]*@[^<>()（）[\]]*[>)）\]]/g, '')
    .replace(/(?<!\S)[^\s@]{1,64}@[^\s@]{3,190}(?!\S)/g, '')
    .replace(/[\s,;،、·]+$/, '');
}

/** A list of addresses in one text, such as a title; what is none is left out. */
export function mailboxesIn(text: string): readonly NamedAddress[] {
  return text
    .slice(0, 4000)
    .split(/[,;،、]/)
    .map(mailboxIn)
    .filter(isGiven)
    .slice(0, MOST_PEOPLE);
}

/**
 * Who a row of a list names: one sender, or everybody who took part.
 *
 * @param isSent - Whether the row stands in a folder that shows to whom mail went.
 */
export function peopleInRow(element: Element | null, isSent: boolean): readonly Shown[] {
  if (element === null) return [];
  const people = namesInRow(element, isSent).slice(0, MOST_PEOPLE);
  const role: PersonRole = isSent ? 'to' : people.length === 1 ? 'from' : 'participant';
  return people.map(person => ({ ...person, role }));
}

function namesInRow(element: Element, isSent: boolean): readonly Account[] {
  const parts = elementsOf(element, WITH_ADDRESS, MOST_PEOPLE).filter(
    part => part.querySelector(WITH_ADDRESS) === null && mailboxesIn(addressAttribute(part)).length === 1,
  );
  if (parts.length > 1) return parts.map(part => personIn(part)).filter(isGiven);
  const [part] = parts;
  const carrier = addressAttribute(element).includes('@') ? element : element.querySelector(WITH_ADDRESS);
  const own = carrier === null || carrier === part ? [] : mailboxesIn(addressAttribute(carrier));
  const isPartial = part !== undefined && lineOf(part, 500) !== lineOf(element, 500);
  const mailboxes = own.length > 0 || part === undefined || isPartial ? own : mailboxesIn(addressAttribute(part));
  // The number of messages stands behind the names, and "To:" in the reader's language may stand before them.
  const line = lineOf(element, 500).replace(/\s*[([（]\d+[)\]）]\s*$/, '');
  const text = isSent ? line.replace(/^[^:：@,]{1,15}[:：]\s*/, '') : line;
  const names = text
    .split(/[,;،、]/)
    .map(name => name.trim())
    .filter(name => name !== '');
  if (mailboxes.length === 1) {
    // One mailbox for several full names: whose it is does not show.
    const isOfOne = names.length < 2 || !names.every(name => name.includes(' '));
    return mailboxes.map(({ name, email }) => ({
      name: (isOfOne ? cleanName(withoutAddress(text)) : null) ?? name,
      email,
    }));
  }
  if (mailboxes.length > 1) {
    const isPaired = names.length === mailboxes.length;
    return mailboxes.map(({ name, email }, index) => ({
      name: (isPaired ? cleanName(withoutAddress(names[index] ?? '')) : null) ?? name,
      email,
    }));
  }
  if (part !== undefined && isPartial) {
    const known = personIn(part);
    const others = names.filter(name => name !== lineOf(part, 500).replace(/[,;،、]\s*$/, ''));
    return [known, ...others.map(name => ({ name: cleanName(name), email: null }))].filter(isGiven).filter(hasAnything);
  }
  // "Lind, Dora" is one person, and nothing says so.
  if (names.length === 2 && names.every(name => !name.includes(' '))) return [];
  return names.map(name => mailboxIn(name) ?? { name: cleanName(name), email: null }).filter(hasAnything);
}

function addressAttribute(element: Element): string {
  return ADDRESS_ATTRIBUTES.map(name => attributeOf(element, name, 4000)).find(value => value.includes('@')) ?? '';
}

function hasAnything(person: Account): boolean {
  return person.name !== null || person.email !== null;
}

/** Of elements in the order of the page those that lie in none of the others. */
export function outermost(elements: readonly Element[]): readonly Element[] {
  const kept: Element[] = [];
  for (const element of elements) if (!kept.at(-1)?.contains(element)) kept.push(element);
  return kept;
}

/** How a site marks its messages. */
export interface MessageMarks {
  /** One message; some elements may enclose others of the same message. */
  readonly message: string;
  /** In each message once: from there a message is found that has lost its own marks. */
  readonly sender: string;
  /** Where neither is meant: bodies, forms in which mail is written, rows of lists. */
  readonly outside: string;
}

/** What may be messages on a page, looked up once: asking whether an element is on view is the dear part. */
interface Found {
  readonly candidates: readonly Element[];
  readonly senders: readonly Element[];
}

const MOST_CANDIDATES = 400;

function findIn(page: Document, marks: MessageMarks): Found {
  const meant = (selector: string) =>
    elementsOf(page, selector, MOST_CANDIDATES).filter(
      element => element.closest(marks.outside) === null && isShown(element),
    );
  const candidates = meant(marks.message);
  return { candidates, senders: candidates.length > 0 ? [] : meant(marks.sender) };
}

/** The messages below an element, in the order of the page, the newest if they are too many. */
function messagesIn(root: Element, found: Found): readonly Element[] {
  const candidates = found.candidates.filter(element => root.contains(element) && element !== root);
  const messages: Element[] = [];
  for (const [index, element] of candidates.entries()) {
    if (messages.at(-1)?.contains(element)) continue;
    // Around several messages.
    if (!hasSeveral(element, candidates, index)) messages.push(element);
  }
  if (messages.length > 0) return messages.slice(-MOST_MESSAGES);
  const senders = found.senders.filter(sender => root.contains(sender));
  const blocks = senders.map(sender => blockAround(sender, senders, root));
  return blocks.filter((block, index) => blocks.indexOf(block) === index).slice(-MOST_MESSAGES);
}

function hasSeveral(element: Element, candidates: readonly Element[], index: number): boolean {
  let last: Element | null = null;
  let inner = 0;
  for (let next = index + 1; next < candidates.length && inner < 2; next += 1) {
    const candidate = candidates[next];
    if (candidate === undefined || !element.contains(candidate)) break;
    if (last?.contains(candidate)) continue;
    last = candidate;
    inner += 1;
  }
  return inner > 1;
}

/** The largest element around a sender that holds no other, within the conversation. */
function blockAround(sender: Element, senders: readonly Element[], root: Element): Element {
  let block = sender;
  for (let level = 0; level < 12; level += 1) {
    const around = block.parentElement;
    if (around === null || around === root || around.matches('body, main, [role="main"]')) break;
    if (senders.some(other => other !== sender && !sender.contains(other) && around.contains(other))) break;
    block = around;
  }
  return block;
}

export interface Conversation {
  readonly title: string | null;
  readonly messages: readonly Element[];
}

/** How far around a subject its messages may lie. */
const MOST_LEVELS = 40;

/**
 * The conversation on view: a subject with the messages in the smallest element around it that has any; without a
 * subject the messages alone; `null` when there are none.
 */
export function openConversation(page: Document, subjects: string, marks: MessageMarks): Conversation | null {
  const all = elementsOf(page, subjects, 50).filter(
    element => element.closest(marks.outside) === null && isShown(element),
  );
  // Around the subject there may be labels and buttons.
  const shown = all.filter(element => !all.some(other => other !== element && element.contains(other)));
  const found = findIn(page, marks);
  for (const subject of shown) {
    // A message opened alone has its subject inside.
    let around = (subject.closest(marks.message) ?? subject).parentElement;
    for (let level = 0; around !== null && level < MOST_LEVELS; level += 1) {
      const messages = messagesIn(around, found);
      if (messages.length > 0) return { title: titleOf(subject), messages };
      around = around.parentElement;
    }
  }
  const messages = messagesIn(page.documentElement, found);
  return messages.length === 0 ? null : { title: null, messages };
}

/** A subject in full: its attribute where it has one, since the text may be cut or hold a number of messages. */
export function titleOf(subject: Element | null): string | null {
  if (subject === null) return null;
  const titled = subject.hasAttribute('title') ? subject : subject.querySelector('[title]');
  const attribute = cleanLine(attributeOf(titled, 'title'), 300);
  const text = lineOf(subject, 300).replace(/^\s*[[(]\d{1,3}[\])]\s*/, '');
  const isOfText = attribute !== '' && (titled === subject || text === '' || attribute.startsWith(text.slice(0, 20)));
  return (isOfText ? attribute : text) || null;
}

/** Texts and attributes of an element that may tell when, the exact ones first. */
function dateTextsOf(element: Element | null): readonly string[] {
  if (element === null) return [];
  const carriers = [element, ...elementsOf(element, '[datetime], [title]', 5)];
  const attributes = ['datetime', 'title', 'data-time', 'aria-label'].flatMap(name =>
    carriers.map(carrier => attributeOf(carrier, name, 200)),
  );
  // Programs put the full text beside the short one for those who hear the page.
  const beside = element.nextElementSibling?.matches('.sr-only') ? lineOf(element.nextElementSibling, 200) : '';
  return [...attributes, beside, lineOf(element, 200)].map(text => text.trim()).filter(text => text !== '');
}

/** Where an element tells when in an attribute but has no mark of its own. */
const UNMARKED_DATE = '[datetime], [title], [aria-label]';

/**
 * When a message, or a row's last one, was sent: from the marked element, or else from any attribute in the header that
 * is nothing but a date with a time.
 *
 * @param outside - What somebody wrote.
 */
export function dateIn(
  root: Element,
  selector: string,
  outside: string,
  page: Document,
  context: { readonly now: Date; readonly timeZone: string },
): string | null {
  const isHeader = (element: Element) => element.closest(outside) === null;
  for (const marked of elementsOf(root, selector, 20).filter(isHeader)) {
    const date = sentOn(dateTextsOf(marked), page, context);
    if (date !== null) return date;
  }
  for (const element of elementsOf(root, UNMARKED_DATE, 60).filter(isHeader)) {
    const texts = ['datetime', 'title', 'aria-label'].map(name => attributeOf(element, name, 200));
    const date = sentOn(
      texts.filter(text => /\p{Nd}.*\p{Nd}/su.test(text)),
      page,
      context,
    );
    if (date?.includes('T')) return date;
  }
  return null;
}

/** When a message was sent, by the first text that tells day and time, else by the first that tells a day. */
function sentOn(
  texts: readonly string[],
  page: Document,
  context: { readonly now: Date; readonly timeZone: string },
): string | null {
  const languages = languagesOf(page);
  const dates = texts
    .slice(0, 12)
    .map(
      text =>
        isoDate(text) ??
        withZone(text, readMailDate(zoneLast(text, languages), { ...context, languages }), page, context),
    )
    .filter(isText);
  return dates.find(date => date.includes('T')) ?? dates[0] ?? null;
}

/**
 * The text with its offset behind the time and in the one form that is the same everywhere: Chinese puts it before the
 * time or in square brackets, and Arabic has a word of its own for GMT.
 */
function zoneLast(text: string, languages: readonly string[]): string {
  if (!/[+−-]\p{Nd}/u.test(text)) return text;
  const word = offsetWord(languages);
  const at = word === null ? -1 : text.indexOf(word);
  const inEnglish = word === null || at === -1 ? text : `${text.slice(0, at)}GMT${text.slice(at + word.length)}`;
  return inEnglish
    .slice(0, 400)
    .replace(/\[((?:GMT|UTC)[+−-][\p{Nd}:]{1,5})\]/u, '$1')
    .replace(/((?:GMT|UTC)[+−-][\p{Nd}:]{1,5}) (.*\p{Nd}:\p{Nd}.*)$/u, '$2 $1');
}

/** What the page's language says for GMT before an offset, where it is another word. */
function offsetWord(languages: readonly string[]): string | null {
  const [language] = languages;
  if (language === undefined) return null;
  const word = /^\p{L}+/u.exec(zoneName(language, 'Etc/GMT-3', 0, 'shortOffset'))?.[0] ?? '';
  return word === '' || word === 'GMT' || word === 'UTC' ? null : word;
}

function zoneName(language: string, timeZone: string, atMs: number, timeZoneName: 'short' | 'shortOffset'): string {
  try {
    const parts = new Intl.DateTimeFormat(language, { timeZone, timeZoneName }).formatToParts(atMs);
    return parts.find(({ type }) => type === 'timeZoneName')?.value ?? '';
  } catch {
    return '';
  }
}

/** Abbreviations of zones are known in some regions only, and in no other language. */
const REGIONS = ['en-US', 'en-GB', 'en-AU', 'en-IN'];

/**
 * The instant of a wall clock whose text ends in an abbreviation such as `EDT`. Most of those have several meanings: it
 * has to be what the reader's own zone is called on that day.
 */
function withZone(
  text: string,
  date: string | null,
  page: Document,
  { timeZone }: { readonly timeZone: string },
): string | null {
  const abbreviation = /[ (]([A-Z]{3,5})\)?$/.exec(text.slice(0, 400).trim())?.[1];
  if (date === null || abbreviation === undefined || !/T\d{2}:\d{2}$/.test(date)) return date;
  const shownMs = Date.parse(`${date}:00Z`);
  const offsetAt = (atMs: number): number => {
    const clock = clockIn(timeZone, atMs);
    return clock === null ? 0 : Date.parse(`${floatingIso(clock)}:00Z`) - atMs;
  };
  const atMs = shownMs - offsetAt(shownMs - offsetAt(shownMs));
  const isShown = atMs + offsetAt(atMs) === shownMs;
  const isCalledSo = [...languagesOf(page), ...REGIONS].some(
    language => zoneName(language, timeZone, atMs, 'short') === abbreviation,
  );
  const seconds = Number(/\d:\d{2}:(\d{2})(?!\d)/.exec(text.slice(0, 400))?.[1] ?? 0);
  return isShown && isCalledSo ? instantIso(atMs + seconds * 1000) : date;
}

/** A date as machines write it, checked against the calendar; `null` for any other text. */
export function isoDate(text: string): string | null {
  const match = /^(\d{4})-(\d{2})-(\d{2})(?:[T ](\d{2}:\d{2}(?::\d{2}(?:\.\d{1,3})?)?) ?(Z|[+-]\d{2}:?\d{2})?)?$/.exec(
    text.trim(),
  );
  if (match === null) return null;
  const [, year = '', month = '', day = '', time, offset = ''] = match;
  if (!isDay(Number(year), Number(month), Number(day))) return null;
  const date = `${year}-${month}-${day}`;
  if (time === undefined) return date;
  const zone = offset.replace(/^([+-]\d{2})(\d{2})$/, '$1:$2');
  const moment = `${date}T${time}${zone}`;
  return Number.isNaN(Date.parse(moment)) ? null : moment;
}

/** The languages a page says it is in. */
export function languagesOf(page: Document): readonly string[] {
  const { lang } = page.documentElement;
  return lang === '' ? [] : [lang];
}

/**
 * The end of a page's title that is "Subject - address - Name of the site". Both marks are the same: a subject may end in
 * an address, too.
 */
const TITLE_END = /\s([-–—|·•])\s([^\s@]{1,64}@[^\s@]{1,190})\s\1\s[^-–—|·•]{1,40}$/;

/** The account in a page's title. */
export function accountsInTitle(page: Document): readonly Account[] {
  const email = parseAddress(TITLE_END.exec(cleanLine(page.title.slice(-400), 400))?.[2] ?? '');
  return email === null ? [] : [{ email, name: null }];
}

/** A page's title without what comes behind the subject, where the account's address shows that it is one. */
export function subjectInTitle(page: Document): string | null {
  const title = cleanLine(page.title, 600);
  const end = TITLE_END.exec(title);
  return end === null || parseAddress(end[2] ?? '') === null ? null : title.slice(0, Math.min(end.index, 300)) || null;
}

/** Whether a value is there. */
export function isGiven<Value>(value: Value | null): value is Value {
  return value !== null;
}

function isText(value: string | null | undefined): value is string {
  return typeof value === 'string';
}
