import { cleanName, isSameMailbox, parseAddress } from './addresses.ts';
import { attributeOf, elementsOf, isShown, lineOf } from './dom.ts';
import type { CaptureContext } from './site.ts';
import { cleanLine } from './text.ts';
import { findWhen, readMailDate, readWhen, type When, type WhenContext } from './when.ts';

/**
 * What mail and calendar of Outlook on the web have in common: hosts, the account, people as it names them, and dates
 * whose order is a setting of its own and no part of the language.
 */

/** All of Outlook on the web; the last two are those of the United States' government and of China. */
const HOSTS = new Set([
  'outlook.office.com',
  'outlook.office365.com',
  'outlook.live.com',
  'outlook.cloud.microsoft',
  'outlook.office365.us',
  'partner.outlook.cn',
]);

export function isOutlook(url: URL): boolean {
  return HOSTS.has(url.hostname);
}

/** Whether the address is the calendar's; it is a part of the same application as mail, people and files. */
export function isCalendarPath(url: URL): boolean {
  const path = /^\/owa\/?$/i.test(url.pathname) ? (url.searchParams.get('path') ?? '') : url.pathname;
  return /^\/(?:owa\/)?calendar(?:\/|$)/i.test(path.slice(0, 200));
}

/** An id in the path, as the page spells it in its attributes. */
export function decodedId(encoded: string | undefined): string | null {
  if (encoded === undefined || encoded.length > 1200) return null;
  try {
    const id = decodeURIComponent(encoded);
    return /^[\w+/=.-]{8,400}$/.test(id) ? id : null;
  } catch {
    return null;
  }
}

/** Whether two ids are one: in addresses they are written with other characters for `+` and `/`. */
export function isSameId(one: string, other: string): boolean {
  const plain = (id: string) => id.replace(/[+_]/g, '_').replace(/[/-]/g, '-').replace(/=+$/, '');
  return plain(one) === plain(other);
}

/** Whose mailbox and calendar it is. */
export interface Owner {
  readonly isKnown: boolean;
  /** The account's own address, where the page names it. */
  readonly email: string | null;
  /** The account's own name, where the page names it. */
  readonly name: string | null;
  isOwn(email: string): boolean;
  /** Whether the account's button names this person, among words that differ by language. */
  isNamed(name: string): boolean;
}

/** The button of the account manager: "Account manager for Name", sometimes with the address behind it. */
const ACCOUNT = '#O365_MainLink_Me, [data-log-name="MeControl"], [id^="meControl"]';

/** The roots of the student's own mailboxes in the folder pane; those of shared ones have other ids. */
const MAILBOX_ROOT = '[id^="primaryMailboxRoot"]';

export function ownerOf(page: Document, context: CaptureContext): Owner {
  const labels = elementsOf(page, ACCOUNT, 5).map(
    element => attributeOf(element, 'aria-label', 400) || lineOf(element, 400),
  );
  const roots = elementsOf(page, MAILBOX_ROOT, 20).map(
    root => parseAddress(attributeOf(root, 'data-folder-name')) ?? parseAddress(attributeOf(root, 'title')),
  );
  const inLabel = labels.map(addressIn).find(isGiven) ?? null;
  // A student has several addresses: which one this account has is for the page to say.
  const email = inLabel ?? roots.find(isGiven) ?? null;
  const own = [inLabel, ...roots, ...context.selfEmails.map(parseAddress)].filter(isGiven);
  return {
    isKnown: own.length > 0,
    email,
    name: nameOfOwner(page, labels),
    isOwn: address => own.some(known => isSameMailbox(known, address)),
    // A name of one word may be a part of any other.
    isNamed: name => name.includes(' ') && labels.some(label => ` ${folded(label)} `.includes(` ${folded(name)} `)),
  };
}

/**
 * The page's title is "Mail - Name - Outlook" in every language, and the button's label holds the name between words
 * that differ: what is in both is the name. Without a button the title has to be of exactly that form.
 */
function nameOfOwner(page: Document, labels: readonly string[]): string | null {
  // In Spanish the signs between are colons.
  const parts = page.title.slice(0, 600).split(/\s+[-–—]\s+|\s?[:：]\s+/);
  const inBoth = parts.filter(part => part.length > 1 && labels.some(label => label.includes(part) && label !== part));
  const known = inBoth.at(-1);
  if (known !== undefined) return cleanName(known);
  const [, name = ''] = parts;
  return labels.length === 0 && parts.length === 3 && parts[2] === 'Outlook' ? cleanName(name) : null;
}

export function isGiven<Value>(value: Value | null | undefined): value is Value {
  return value !== null && value !== undefined;
}

/** Texts as they are compared: one line, case folded. */
export function folded(text: string): string {
  return cleanLine(text, 600).normalize('NFC').toLowerCase();
}

/** A person as the page names them; colleagues of the student's own directory have no address there. */
export interface Shown {
  readonly name: string | null;
  readonly email: string | null;
}

/** The one address in a text such as `Name<a@b.org>` or "Opens card for a@b.org"; `null` for none or several. */
export function addressIn(text: string): string | null {
  const found = new Set<string>();
  for (const part of text.slice(0, 600).split(/[\s<>()[\]{};,:"'：；、，،]+/)) {
    const address = part.includes('@') ? parseAddress(part.replace(/\.$/, '')) : null;
    if (address !== null) found.add(address);
  }
  const [only = null] = found;
  return found.size === 1 ? only : null;
}

/** A name and an address as one text has them, the name before the address. */
export function personInText(text: string): Shown | null {
  const line = cleanLine(text, 600).replace(/[\s;；,]+$/, '');
  const email = addressIn(line);
  const bracket = line.search(/[<(（＜]\s*[^<>()]*@/);
  const name = cleanName(bracket === -1 ? line : line.slice(0, bracket));
  return email === null && name === null ? null : { name, email };
}

/** Elements that name a person in an attribute. */
const NAMING = '[aria-label], [title*="@"], [email], [data-email]';

/** Parts of a header that name nobody, although they have labels: controls, pictures, "and 3 others". */
const CONTROLS = [
  '[role="toolbar"]',
  '[role="menu"]',
  '[role="menuitem"]',
  '[role="menubar"]',
  '[role="img"]',
  '[role="checkbox"]',
  '[role="switch"]',
  '[id^="plusOthers"]',
  '#others',
  'i',
  'svg',
  'img',
  'input',
].join(', ');

/**
 * The elements in `root` that each name one person: their label holds an address, or repeats their own text, perhaps
 * behind a word ("From: "). Of nested ones the innermost.
 */
export function personElements(root: Element, most: number): readonly Element[] {
  const accepted = elementsOf(root, NAMING, most * 4).filter(
    element => element.closest(CONTROLS) === null && namesSomebody(element),
  );
  const outer = new Set<Element>();
  for (const [index, element] of accepted.entries()) {
    const next = accepted[index + 1];
    if (next !== undefined && element.contains(next)) outer.add(element);
  }
  return accepted.filter(element => !outer.has(element)).slice(0, most);
}

function namesSomebody(element: Element): boolean {
  const label = attributeOf(element, 'aria-label', 600);
  const line = lineOf(element, 300);
  // The label of a whole message names people, too.
  if (line.length > 200) return false;
  if (element.matches('[title*="@"], [email], [data-email]') || addressIn(label) !== null) return true;
  if (severalIn(label).length > 1) return true;
  const text = withoutAddress(line);
  // "Show details", "and 3 others"; a person's button says more than the name, such as that it opens a card.
  if (element.tagName === 'BUTTON' && (label.trim() === text || /\p{Nd}/u.test(text))) return false;
  return text.length > 1 && /\p{L}/u.test(text) && label.includes(text);
}

function withoutAddress(text: string): string {
  return text
    .replace(/[<(（＜][^<>()]*@[^<>()]*[>)）＞]?\s*$/, '')
    .replace(/[\s;；,]+$/, '')
    .trim();
}

/** The person that an element of `personElements` names. */
export function personIn(element: Element): Shown | null {
  const label = attributeOf(element, 'aria-label', 600);
  const text = lineOf(element, 300);
  const email =
    parseAddress(attributeOf(element, 'email')) ??
    parseAddress(attributeOf(element, 'data-email')) ??
    addressIn(label) ??
    addressIn(attributeOf(element, 'title', 600)) ??
    addressIn(text);
  const name = cleanName(withoutAddress(text)) ?? nameInLabel(label);
  return email === null && name === null ? null : { name, email };
}

/** Everybody whom an element of `personElements` names: some builds join a whole line with semicolons. */
export function peopleIn(element: Element): readonly Shown[] {
  const several = severalIn(attributeOf(element, 'aria-label', 4000));
  return several.length > 1 ? several : [personIn(element)].filter(isGiven);
}

/** The people of a label that joins them, at least one of them with an address; none where it names one. */
function severalIn(label: string): readonly Shown[] {
  if (!/[;；]/.test(label) || !label.includes('@')) return [];
  const people = label
    .replace(/^[^:：@<;；]{1,30}[:：]/, '')
    .split(/[;；]/)
    .slice(0, 200)
    .map(personInText)
    .filter(isGiven);
  return people.length > 1 && people.some(({ email }) => email !== null) ? people : [];
}

/** "From: Name<address>" without text of its own: what stands between the word and the address. */
function nameInLabel(label: string): string | null {
  const bracket = label.search(/[<＜]/);
  if (bracket < 1) return null;
  const before = label.slice(0, bracket);
  const colon = before.search(/[:：]/);
  return cleanName(before.slice(colon + 1));
}

/** The text of the row that has one of the icons, whose names are the same in every language; empty for none. */
export function besideIcon(root: ParentNode, icons: string): string {
  for (const icon of elementsOf(root, icons, 10)) {
    if (!isShown(icon)) continue;
    let around = icon.parentElement;
    for (let level = 0; around !== null && around !== root && level < 4; level += 1) {
      // The row ends where another has its icon, and a field's text is no text of the row.
      const others = elementsOf(around, '[data-icon-name], input, textarea', 20);
      if (others.some(other => other !== icon && !icon.contains(other))) break;
      const text = lineOf(around, 300);
      if (/[\p{L}\p{N}]/u.test(text)) return text;
      around = around.parentElement;
    }
  }
  return '';
}

export const CLOCK_ICON = '[data-icon-name^="Clock"]';
export const PLACE_ICON = '[data-icon-name^="Location"], [data-icon-name^="MapPin"]';

/** Links that join a meeting. Hosts are compared whole. */
export function meetingLinkIn(root: ParentNode): string | null {
  for (const link of elementsOf(root, 'a[href]', 500)) {
    const address = attributeOf(link, 'href', 4000);
    if (isMeetingLink(address)) return address;
  }
  return null;
}

function isMeetingLink(address: string): boolean {
  let url: URL;
  try {
    url = new URL(address);
  } catch {
    return false;
  }
  const { hostname, pathname } = url;
  const isAt = (host: string) => hostname === host || hostname.endsWith(`.${host}`);
  if (url.protocol !== 'https:') return false;
  if (['teams.microsoft.com', 'teams.live.com', 'teams.cloud.microsoft', 'teams.microsoft.us'].some(isAt))
    return /^\/(?:l\/meetup-join|meet)\//.test(pathname);
  if (isAt('zoom.us') || isAt('zoomgov.com')) return /^\/(?:j|s|my|w|wc)\//.test(pathname);
  if (hostname === 'meet.google.com') return /^\/[a-z]{3,4}-[a-z]{3,4}-[a-z]{3,4}\/?$/.test(pathname);
  return isAt('webex.com') && /\/(?:meet|j\.php|m\/|wbxmjs\/)/.test(pathname);
}

/** Reads dates as one page shows them. */
export interface DateReader {
  mail(text: string): string | null;
  when(text: string, near?: string): When | null;
  find(text: string, near?: string): { readonly when: When; readonly before: string; readonly after: string } | null;
}

type Order = 'dmy' | 'mdy' | 'ymd';

/** Three numbers of which the first two may be day and month or month and day. */
const NUMERIC = /(?<![\d./-])(\d{1,2})(\s?[/.-]\s?)(\d{1,2})\2(\d{4}|\d{2})(?![\d])/g;
/** The same without its year, as lists have it. */
const NUMERIC_SHORT = /(?<![\d./:-])(\d{1,2})([/.-])(\d{1,2})\.?(?![\d:/-])/;

const DIRECTION_MARKS = /[\u061C\u200B\u200E\u200F\u202A-\u202E\u2066-\u2069]/g;

/**
 * @param samples - Other dates of the page. Which of two numbers is the day is a setting that the language does not
 *   tell; one of them that has only one reading shows it for all.
 * @param days - Days that attributes and the address name (`2026-03-05`).
 */
export function dateReaderOf(
  page: Document,
  context: CaptureContext,
  samples: readonly string[],
  days: readonly string[] = [],
): DateReader {
  const language = page.documentElement.lang;
  const base: WhenContext = {
    languages: language === '' ? [] : [language],
    now: context.now,
    timeZone: context.timeZone,
  };
  const knownDays = new Set(days);
  let pageOrder: Order | null | undefined;

  /** The order that the page's other dates show; asked for only when a text needs it. */
  const orderOfPage = (): Order | null => {
    if (pageOrder === undefined) {
      const votes = new Set<Order>();
      for (const sample of samples.slice(0, 400)) {
        const line = withYear(plain(sample), context.now, base);
        const orders = readingsOf(line, read => findWhen(read, base)).map(({ order }) => order);
        const [only] = orders;
        // A dotted date is the same everywhere and says nothing about others.
        if (orders.length === 1 && only !== undefined && /\d\s?[/-]\s?\d/.test(sample)) votes.add(only);
      }
      const [agreed = null] = votes;
      pageOrder = votes.size === 1 ? agreed : null;
    }
    return pageOrder;
  };

  /** Reads the text with its numeric dates rewritten so that nobody has to guess; `null` when they stay ambiguous. */
  function resolved<Read>(text: string, near: string | undefined, read: (text: string) => Read | null): Read | null {
    const line = plain(text);
    if (!hasNumericDate(line)) return read(line);
    const readings = readingsOf(line, read);
    if (readings.length === 1) return readings[0]?.result ?? null;
    const byDay = readings.filter(({ dates }) => dates.some(day => day === near || knownDays.has(day)));
    if (byDay.length === 1) return byDay[0]?.result ?? null;
    const inView = readings.filter(({ dates }) => near !== undefined && dates.every(day => isInView(day, near)));
    if (inView.length === 1) return inView[0]?.result ?? null;
    const order = orderOfPage() ?? orderOfLanguage(language);
    return readings.find(reading => reading.order === order)?.result ?? null;
  }

  const withNear = (near: string | undefined): WhenContext => (near === undefined ? base : { ...base, near });
  return {
    mail: text =>
      resolved(withYear(plain(text), context.now, base), undefined, line => readMailDate(line, base)) ?? null,
    when: (text, near) => resolved(text, near, line => readWhen(line, withNear(near))),
    find: (text, near) => resolved(text, near, line => findWhen(line, withNear(near))),
  };
}

/**
 * The order of day and month that all who read this language write. English has both, and who sees it as spoken in the
 * United States, where Outlook begins, may live anywhere.
 */
function orderOfLanguage(language: string): Order | null {
  if (language === '' || /^en(?:-us)?$/i.test(language)) return null;
  try {
    const parts = new Intl.DateTimeFormat(language, { dateStyle: 'short', timeZone: 'UTC' }).formatToParts(0);
    const letters = parts.map(({ type }) => (/^(?:day|month|year)$/.test(type) ? type.charAt(0) : '')).join('');
    return letters === 'dmy' || letters === 'mdy' ? letters : null;
  } catch {
    return null;
  }
}

/** Without marks of direction and with plain digits: both would hide the parts of a date from a pattern. */
function plain(text: string): string {
  return text
    .slice(0, 2000)
    .replace(DIRECTION_MARKS, '')
    .replace(/[\u0660-\u0669\u06F0-\u06F9]/g, digit => String((digit.codePointAt(0) ?? 0) & 0xf));
}

/** Whether the text holds a date of three numbers, readable or not. */
export function hasNumericDate(text: string): boolean {
  NUMERIC.lastIndex = 0;
  return NUMERIC.test(text);
}

interface Reading<Read> {
  readonly order: Order;
  readonly dates: readonly string[];
  readonly result: Read;
}

/** The different readings of a text: each order in which all its dates are days, and fit the weekdays beside them. */
function readingsOf<Read>(text: string, read: (text: string) => Read | null): readonly Reading<Read>[] {
  const readings: Reading<Read>[] = [];
  for (const order of ['dmy', 'mdy', 'ymd'] as const) {
    const dates: string[] = [];
    let isPossible = true;
    const rewritten = text.replace(
      NUMERIC,
      (_, first: string, separator: string, second: string, third: string): string => {
        const day = dayOf([first, second, third], separator.trim(), order);
        if (day === null) isPossible = false;
        else dates.push(day);
        return day ?? '';
      },
    );
    if (!isPossible || dates.length === 0) continue;
    if (readings.some(other => other.dates.join() === dates.join())) continue;
    const result = read(rewritten);
    if (result !== null) readings.push({ order, dates, result });
  }
  return readings;
}

function dayOf(parts: readonly [string, string, string], separator: string, order: Order): string | null {
  const [first, second, third] = parts;
  // No country writes the month first with dots, nor the year first with a dot and two digits.
  if (separator === '.' && order !== 'dmy') return null;
  if (order === 'ymd' && (third.length !== 2 || first.length !== 2)) return null;
  const [day, month, year] =
    order === 'dmy' ? [first, second, third] : order === 'mdy' ? [second, first, third] : [third, second, first];
  return isoDay(Number(year.length === 2 ? `20${year}` : year), Number(month), Number(day));
}

function isoDay(year: number, month: number, day: number): string | null {
  const date = new Date(Date.UTC(year, month - 1, day));
  const isReal = date.getUTCMonth() === month - 1 && date.getUTCDate() === day && year >= 1990 && year <= 2199;
  return isReal ? date.toISOString().slice(0, 10) : null;
}

/** Whether the view of that day may show the other: at most a month with the weeks around it. */
function isInView(day: string, viewed: string): boolean {
  return Math.abs(Date.parse(day) - Date.parse(viewed)) <= 45 * 86_400_000;
}

/** A list leaves out the year of the last twelve months: it is the latest that is not still to come and fits the weekday. */
function withYear(text: string, now: Date, context: WhenContext): string {
  if (hasNumericDate(text) || /\d{4}/.test(text)) return text;
  const match = NUMERIC_SHORT.exec(text);
  if (match === null) return text;
  const [whole, first = '', separator = '', second = ''] = match;
  const possible = [now.getUTCFullYear(), now.getUTCFullYear() - 1].flatMap(year => {
    const dated = text.replace(whole, `${first}${separator}${second}${separator}${year}`);
    return readingsOf(dated, line => readMailDate(line, context))
      .filter(({ dates }) => Date.parse(dates[0] ?? '') <= now.getTime() + 86_400_000)
      .map(({ order, dates }) => ({ order, day: dates[0] ?? '', dated }));
  });
  // One weekday fits either order, in one year or the other.
  const order = orderOfLanguage(context.languages[0] ?? '');
  const usual = possible.find(reading => reading.order === order);
  if (usual !== undefined) return text.replace(whole, usual.day);
  return possible[0]?.dated ?? text;
}
