import { cleanName, isSameMailbox, parseAddress, parseNamedAddress } from '../addresses.ts';
import { attributeOf, elementsAcross, elementsOf, isShown, lineOf, readText } from '../dom.ts';
import { itemOf } from '../items.ts';
import type { CaptureContext, CapturedItem, CapturedPerson } from '../site.ts';
import { structuredPeople } from '../structured/index.ts';
import { belongsTo, isDesk, isInFrame, isLying, linkName, mailLinksIn, personName } from '../structured/owners.ts';
import { folded } from '../structured/people.ts';
import { withoutAccents } from '../text.ts';

/**
 * The people of a page: those its markup tells of, those its links write to, and those whose address stands beside their
 * name or in an attribute.
 */

/** How far around an address its card may reach. */
const MOST_LEVELS = 6;
const MOST_LINKS = 1000;
/** How many addresses that are no links are looked at. */
const MOST_OTHERS = 300;
const MOST_CONTACTS = 100;
const MOST_TEXTS = 100_000;

/** An address on the page. */
interface Place {
  readonly element: Element;
  readonly addresses: readonly { readonly name: string | null; readonly email: string }[];
  /** Whether it counts only beside the name of its person. */
  readonly needsName: boolean;
}

/** The people whom the page shows with an address of theirs, or tells of in its markup, in its order. */
export function contactItems(
  page: Document,
  url: URL,
  context: CaptureContext,
  { people: marked, deskEmails } = structuredPeople(page, url, context),
): readonly CapturedItem[] {
  // A card that marks its addresses means no other that may stand in it.
  const cards = marked
    .filter(({ item, element }) => element.tagName !== 'SCRIPT' && hasAddress(item))
    .map(({ element }) => element);
  const isInCard = (element: Element) => cards.some(card => card.contains(element));
  const links = mailLinksIn(page, MOST_LINKS).map(link => ({ ...link, needsName: false }));
  const places = [...links, ...inAttributes(page), ...inText(page)].filter(({ element }) => !isInCard(element));
  const near = cardsOf(places);

  const found: { readonly element: Element; readonly item: CapturedItem }[] = marked
    .filter(({ element }) => element.tagName !== 'SCRIPT')
    .slice(0, MOST_CONTACTS);
  const known = new Map<string, number>();
  for (const [index, { item }] of found.entries())
    for (const { email } of item.people) if (email !== null) known.set(email, index);

  const add = (element: Element, name: string | null, email: string) => {
    const index = known.get(email);
    const before = index === undefined ? undefined : found[index];
    if (before !== undefined && name === null) return;
    const isSelf = context.selfEmails.some(own => isSameMailbox(own.toLowerCase(), email));
    const people = [{ name, email, role: 'contact', isSelf }] as const;
    const item = itemOf('contact', { title: name, people, url: webAddress(url) });
    if (index !== undefined && before !== undefined) {
      found[index] = { element: before.element, item };
      return;
    }
    known.set(email, found.length);
    found.push({ element, item });
  };
  for (const { element, addresses, needsName } of places) {
    for (const { name: written, email } of addresses) {
      if (isDesk(email) || deskEmails.has(email)) continue;
      const before = known.get(email);
      // Looking around takes long, and what is known, or too much, needs no name.
      if (before === undefined ? found.length >= MOST_CONTACTS : found[before]?.item.title !== null) continue;
      const name = addresses.length === 1 ? (written ?? nameBeside(element, email, near)) : written;
      if (name !== null || (!needsName && !isTopic(page, email))) add(element, name, email);
    }
  }
  const inOrder = found
    .map((entry, index) => ({ ...entry, index }))
    .toSorted((a, b) => order(a.element, b.element) || a.index - b.index)
    .map(({ item }) => item);
  // Whom only a script tells of stands nowhere on the page.
  const inScripts = marked.filter(({ element }) => element.tagName === 'SCRIPT').map(({ item }) => item);
  return united(inOrder, inScripts).slice(0, MOST_CONTACTS);
}

/** Whether an address is made of a word in the page's heading that is no name: the department's own. */
function isTopic(page: Document, email: string): boolean {
  const local = withoutAccents(email.slice(0, email.indexOf('@')));
  const heading = lineOf(page.querySelector('h1'), 200);
  if (local.length < 5 || !heading.includes(' ') || personName(heading) !== null) return false;
  return withoutAccents(heading)
    .split(/[^\p{L}]+/u)
    .includes(local);
}

function hasAddress(item: CapturedItem): boolean {
  return item.people.some(({ email }) => email !== null);
}

/** All of them, each once: a card without an address is of whom an address elsewhere on the page is. */
function united(onPage: readonly CapturedItem[], inScripts: readonly CapturedItem[]): readonly CapturedItem[] {
  const united = onPage.filter(hasAddress);
  const rest: CapturedItem[] = [];
  for (const item of [...onPage.filter(item => !hasAddress(item)), ...inScripts]) {
    const same = united.findIndex(other => other.people.some(person => isOf(item, person)));
    const other = united[same];
    if (other === undefined) rest.push(item);
    else if (other.title === null) {
      const people = other.people.map(person => ({ ...person, name: person.name ?? item.title }));
      united[same] = { ...other, title: item.title, people };
    }
  }
  const kept = new Set([...united, ...rest]);
  // In the order of the page, in which those with an address are still.
  const byEmail = new Map(united.map(item => [item.people[0]?.email, item]));
  const ordered = onPage
    .map(item => (hasAddress(item) ? byEmail.get(item.people[0]?.email) : item))
    .filter(item => item !== undefined)
    .filter(item => kept.has(item));
  return [...ordered, ...rest.filter(item => inScripts.includes(item))];
}

/** Whether a person of the page is the one that the item is about, with or without degrees. */
function isOf(item: CapturedItem, { name, email }: CapturedPerson): boolean {
  if (email !== null && item.people.some(person => person.email === email)) return true;
  const title = folded(item.title ?? '');
  if (title === '') return false;
  const other = folded(name ?? '');
  if (other !== '') return title.startsWith(other) || other.startsWith(title);
  return email !== null && !hasAddress(item) && belongsTo(item.title ?? '', email) === 'surely';
}

function order(a: Element, b: Element): number {
  if (a === b) return 0;
  return (a.compareDocumentPosition(b) & Node.DOCUMENT_POSITION_FOLLOWING) !== 0 ? -1 : 1;
}

function webAddress(url: URL): string | null {
  return url.protocol === 'https:' || url.protocol === 'http:' ? url.href : null;
}

/** Attributes in which programs keep the address of whoever an element stands for. */
const ATTRIBUTES = [
  'data-email',
  'data-mail',
  'data-email-address',
  'data-address',
  'data-hovercard-id',
  'title',
  'aria-label',
];

function inAttributes(page: Document): readonly Place[] {
  const selector = ATTRIBUTES.map(name => `[${name}*="@"]`).join(', ');
  return elementsAcross(page, selector, MOST_OTHERS).flatMap((element): readonly Place[] => {
    const values = ATTRIBUTES.map(name => attributeOf(element, name, 400)).filter(value => value.includes('@'));
    const [address = null] = values.map(parseNamedAddress).filter(named => named !== null);
    if (address === null || !isShown(element) || isInFrame(element)) return [];
    return [{ element, addresses: [address], needsName: false }];
  });
}

const IN_TEXT = /[^\s@<>()[\]\\,;:"|]{1,64}@[\p{L}\p{N}](?:[\p{L}\p{N}.-]{0,200}[\p{L}\p{N}])/gu;
/** As some pages write addresses to keep them from being gathered. */
const DISGUISED =
  /([\w.+-]{1,64})\s?[[({]\s?(?:at|@)\s?[\])}]\s?((?:[\w-]{1,63}(?:\.|\s?[[({]\s?(?:dot|\.)\s?[\])}]\s?)){1,6}[a-z]{2,24})/gi;

function addressesInText(text: string): readonly string[] {
  const plain = (text.match(IN_TEXT) ?? []).map(match => match.replace(/[.]+$/, ''));
  const disguised = [...text.matchAll(DISGUISED)].map(
    ([, local = '', domain = '']) => `${local}@${domain.replace(/\s?[[({]\s?(?:dot|\.)\s?[\])}]\s?/gi, '.')}`,
  );
  return [...plain, ...disguised].map(parseAddress).filter(email => email !== null);
}

/** Texts that no link surrounds. Each counts only beside its person's name. */
function inText(page: Document): readonly Place[] {
  const places: Place[] = [];
  // Most pages have no such text, and it takes long to go through all of them.
  if (!/@|[[({]\s?at\s?[\])}]/i.test(page.body?.textContent ?? '')) return places;
  const walker = page.createTreeWalker(page.body ?? page, NodeFilter.SHOW_TEXT);
  for (let count = 0; count < MOST_TEXTS && places.length < MOST_OTHERS; count += 1) {
    const node = walker.nextNode();
    if (node === null) break;
    const text = (node.nodeValue ?? '').slice(0, 5000);
    const element = node.parentElement;
    if (element === null || !/@|[[({]\s?at\s?[\])}]/i.test(text)) continue;
    const own = addressesInText(text);
    // A part of it may be hidden, or in an element of its own.
    const emails = new Set(own.length > 0 ? own : addressesInText(lineOf(element, 200)));
    const [email] = emails;
    if (email === undefined || emails.size !== 1) continue;
    if (
      element.closest('a[href*="mailto:" i], script, style, template, noscript, textarea, pre, code, blockquote') !==
      null
    )
      continue;
    if (!isShown(element) || isInFrame(element)) continue;
    places.push({ element, addresses: [{ name: null, email }], needsName: true });
  }
  return places;
}

/** For each element near a link, the addresses that links in it write to: a card is about one. */
type Cards = ReadonlyMap<Element, ReadonlySet<string>>;

function cardsOf(places: readonly Place[]): Cards {
  const cards = new Map<Element, Set<string>>();
  for (const { element, addresses } of places) {
    let around: Element | null = element;
    for (let level = 0; level <= MOST_LEVELS && around !== null; level += 1) {
      const within = cards.get(around) ?? new Set();
      for (const { email } of addresses) within.add(email);
      cards.set(around, within);
      around = around.parentElement;
    }
  }
  return cards;
}

/** Marked up as a person's name (microdata, hCard, h-card). */
const MARKED_NAME = '[itemprop="name"], .p-name, .fn';
/** The card of a person in the same vocabularies; an organization's has a name as well. */
const MARKED_PERSON = '[itemtype$="/Person"], .h-card, .vcard';
/** A name, or a card, of where the person works. */
const MARKED_ORGANIZATION = '.org, .p-org, .org *, .p-org *, [itemprop="worksFor"] *, [itemprop="affiliation"] *';
/** What stands over a person's details. */
const HEADING = 'h1, h2, h3, h4, h5, h6, dt, th, figcaption, legend, strong, b, [role="heading"]';

/** The name that the link or its card gives to the address; `null` when neither certainly does. */
function nameBeside(link: Element, email: string, cards: Cards): string | null {
  const text = lineOf(link, 200);
  if (link.matches('a, area') && isLying(text, email)) return null;

  const person = link.closest(MARKED_PERSON);
  if (person !== null && (cards.get(person)?.size ?? 0) === 1) {
    const names = elementsOf(person, MARKED_NAME, 5)
      .filter(element => element.closest(MARKED_PERSON) === person && !element.matches(MARKED_ORGANIZATION))
      .map(element => cleanName(lineOf(element, 200)));
    // Two names, and nothing says which of them the address is of.
    const [name = null] = names;
    if (names.length === 1 && name !== null && personName(name) !== null) return name;
  }

  const name = linkName(link, email) ?? nameInColumn(link);
  if (name !== null) return name;

  let around = link.parentElement;
  for (let level = 1; level <= MOST_LEVELS && around !== null && cards.get(around)?.size === 1; level += 1) {
    const isPage = around.tagName === 'BODY' || around.tagName === 'MAIN';
    for (const heading of elementsOf(around, isPage ? 'h1' : HEADING, 10)) {
      const title = personName(lineOf(heading, 200));
      if (title === null) continue;
      const belongs = belongsTo(title, email);
      if (belongs === 'surely' || (belongs === 'perhaps' && !isPage)) return title;
    }
    const beside = isPage ? null : nameInLines(around, email);
    if (beside !== null) return beside;
    if (isPage) break;
    around = around.parentElement;
  }
  // Of several addresses on somebody's page one may be made of their whole name.
  const heading = personName(lineOf(link.ownerDocument.querySelector('h1'), 200));
  return heading !== null && belongsTo(heading, email) === 'surely' ? heading : null;
}

/** Over a column of names, in scripts whose names no address is spelled like. */
const NAME_COLUMN =
  /^(?:name|full name|姓\s?名|名字|名前|氏\s?名|教师姓名|教員名|이름|성명|성함|الاسم|اسم|имя|фио|שם|ชื่อ|όνομα)$/i;

/** The name in the row of a table whose heading says that names stand in the column; only where letters cannot prove it. */
function nameInColumn(link: Element): string | null {
  const row = link.closest('tr');
  const head = row?.closest('table')?.querySelector('tr') ?? null;
  if (row === null || head === null || head === row || head.children.length !== row.children.length) return null;
  const column = [...head.children].slice(0, 20).findIndex(cell => NAME_COLUMN.test(lineOf(cell, 40)));
  const cell = row.children[column];
  if (cell === undefined || cell.contains(link)) return null;
  const name = personName(lineOf(cell, 80));
  return name !== null && !/\p{Script=Latin}/u.test(name) ? name : null;
}

/** What stands between a name and what follows it in one line. */
const BETWEEN = /\s+[-\u2013\u2014]+\s+|[\u2013\u2014|:\u2022\u00B7()[\]\t]+|<(?=[^<>\s]+@)/;

/** A name that stands beside the address without being marked, which only the address itself proves. */
function nameInLines(around: Element, email: string): string | null {
  for (const line of readText(around, 400).slice(0, 800).split('\n')) {
    for (const part of line.split(BETWEEN).slice(0, 10)) {
      const name = personName(part.trim().replace(/^[,;\s]+|[,;\s]+$/g, ''));
      if (name !== null && /[\s,\p{Lo}]/u.test(name) && belongsTo(name, email) === 'surely') return name;
    }
  }
  return null;
}
