import { addressesOfMailto, cleanName, isSameMailbox, parseAddress } from '../addresses.ts';
import { attributeOf, elementsOf, isShown, lineOf } from '../dom.ts';
import type { Capture, CaptureContext, CapturedItem, SiteAdapter } from '../site.ts';
import { cleanLine, withoutAccents } from '../text.ts';

/** Links that write to somebody; some pages have a blank before the scheme. */
const MAIL_LINKS = 'a[href*="mailto:" i], area[href*="mailto:" i]';

/** What every page of a site has around its content. */
const FRAME = '[role="contentinfo"], [role="navigation"], nav, footer';

/** How far around a link its card may reach. */
const MOST_LEVELS = 6;
const MOST_LINKS = 1000;
const MOST_CONTACTS = 100;

/** Reads any page: whom its `mailto:` links name, or else the page itself. */
export const generic: SiteAdapter = {
  id: 'generic',
  sampleUrls: ['https://medicine.example.edu/faculty/pediatrics', 'http://127.0.0.1:8080/', 'file:///home/page.html'],
  matches: () => true,
  capture(page, url, context) {
    const contacts = isArticleOrBusiness(page) ? [] : contactsOn(page, url, context);
    const items = contacts.length > 0 ? contacts : [pageItem(page, url)];
    const [only] = items;
    if (items.length > 1 || only === undefined) return { site: 'generic', surface: 'page', items };
    return { site: 'generic', surface: 'page', items: [{ ...only, isFocused: true }] } satisfies Capture;
  },
};

const NOTHING = {
  people: [],
  date: null,
  start: null,
  end: null,
  allDay: false,
  timeZone: null,
  location: null,
  snippet: null,
  direction: 'unknown',
  messageId: null,
  threadId: null,
  eventId: null,
  conferenceUrl: null,
  isFocused: false,
} as const;

function pageItem(page: Document, url: URL): CapturedItem {
  return { ...NOTHING, type: 'page', title: cleanLine(page.title, 300) || null, url: webAddress(url) };
}

function webAddress(url: URL): string | null {
  return url.protocol === 'https:' || url.protocol === 'http:' ? url.href : null;
}

/** Types of schema.org whose pages tell of something, and of people, that the student has nothing to do with. */
const ARTICLE = /^(?:\w*Article|BlogPosting|LiveBlogPosting|Report|Recipe|Product|Review|ClaimReview)$/;
const BUSINESS =
  /^(?:\w*Business|Hotel|Motel|Hostel|Resort|Restaurant|Bakery|Brewery|CafeOrCoffeeShop|\w*Store|\w*Shop)$/;

function isArticleOrBusiness(page: Document): boolean {
  const kind = attributeOf(page.querySelector('meta[property="og:type"]'), 'content');
  if (kind === 'article' || kind === 'product' || page.querySelector('meta[property^="article:"]') !== null)
    return true;
  const types = elementsOf(page, '[itemscope][itemtype]', 50)
    // A property of something else, such as the author of a book, says nothing about the page.
    .filter(element => !element.hasAttribute('itemprop'))
    .flatMap(element => attributeOf(element, 'itemtype').split(/\s+/))
    .map(type => type.replace(/^.*[/#]/, ''));
  for (const script of elementsOf(page, 'script[type="application/ld+json"]', 10)) {
    const text = (script.textContent ?? '').slice(0, 100_000);
    for (const [, type = ''] of text.matchAll(/"@type"\s*:\s*\[?\s*"([A-Za-z]{1,40})"/g)) types.push(type);
  }
  return types.some(type => ARTICLE.test(type) || (BUSINESS.test(type) && !/^Medical/.test(type)));
}

interface MailLink {
  readonly element: Element;
  readonly addresses: readonly { readonly name: string | null; readonly email: string }[];
}

function contactsOn(page: Document, url: URL, context: CaptureContext): readonly CapturedItem[] {
  const links = elementsOf(page, MAIL_LINKS, MOST_LINKS)
    .map((element): MailLink => ({ element, addresses: addressesOfMailto(attributeOf(element, 'href', 20_000)) }))
    .filter(({ element, addresses }) => addresses.length > 0 && isShown(element) && !isInFrame(element));
  const cards = cardsOf(links);

  const contacts = new Map<string, CapturedItem>();
  for (const link of links) {
    for (const { name: written, email } of link.addresses) {
      if (isDesk(email)) continue;
      const name = link.addresses.length === 1 ? (written ?? nameBeside(link.element, email, cards)) : written;
      const known = contacts.get(email);
      if (known !== undefined && (known.title !== null || name === null)) continue;
      if (known === undefined && contacts.size === MOST_CONTACTS) return [...contacts.values()];
      const isSelf = context.selfEmails.some(own => isSameMailbox(own.toLowerCase(), email));
      const people = [{ name, email, role: 'contact', isSelf }] as const;
      contacts.set(email, { ...NOTHING, type: 'contact', title: name, people, url: webAddress(url) });
    }
  }
  return [...contacts.values()];
}

/** The site's own header, footer or menu; an entry of a list may have a footer, too, and that is content. */
function isInFrame(element: Element): boolean {
  const frame = element.closest(FRAME);
  return frame !== null && frame.parentElement?.closest('article, li, [role="listitem"]') == null;
}

/** Addresses of a desk and not of a person (RFC 2142 and what sites use), in English as in most of the world's mail. */
const DESKS = new Set(
  (
    'abuse admin billing booking bookings careers contact contacto contatto events feedback hello help helpdesk hostmaster ' +
    'hr info information jobs kontakt mail marketing media newsletter noreply no-reply office orders postmaster press ' +
    'privacy reception reservations sales security service support team webmaster'
  ).split(' '),
);

function isDesk(email: string): boolean {
  return DESKS.has(email.slice(0, email.indexOf('@')));
}

/** For each element near a link, the addresses that links in it write to: a card is about one. */
type Cards = ReadonlyMap<Element, ReadonlySet<string>>;

function cardsOf(links: readonly MailLink[]): Cards {
  const cards = new Map<Element, Set<string>>();
  for (const { element, addresses } of links) {
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
  const shown = parseAddress(text);
  // A link that shows one address and writes to another is at best a slip: nothing around it is to be believed.
  if (text.includes('@') && shown !== email && !text.toLowerCase().includes(email)) return null;

  const person = link.closest(MARKED_PERSON);
  if (person !== null && (cards.get(person)?.size ?? 0) === 1) {
    const names = elementsOf(person, MARKED_NAME, 5)
      .filter(element => element.closest(MARKED_PERSON) === person && !element.matches(MARKED_ORGANIZATION))
      .map(element => cleanName(lineOf(element, 200)));
    // Two names, and nothing says which of them the address is of.
    const [name = null] = names;
    if (names.length === 1 && name !== null && isLikeName(name)) return name;
  }

  const name = cleanName(text);
  if (name !== null && isLikeName(name) && belongsTo(name, email) === 'surely') return name;

  let around = link.parentElement;
  for (let level = 1; level <= MOST_LEVELS && around !== null && cards.get(around)?.size === 1; level += 1) {
    const isPage = around.tagName === 'BODY' || around.tagName === 'MAIN';
    for (const heading of elementsOf(around, isPage ? 'h1' : HEADING, 10)) {
      const title = cleanName(lineOf(heading, 200));
      if (title === null || !isLikeName(title)) continue;
      const belongs = belongsTo(title, email);
      if (belongs === 'surely' || (belongs === 'perhaps' && !isPage)) return title;
    }
    if (isPage) break;
    around = around.parentElement;
  }
  return null;
}

/** Small words that stand inside names. */
const PARTICLES = new Set(
  'al ap ben bin bint da das de degli dei del della den der di do dos du el i ibn la las le los ter ten van vom von y zu zur'.split(
    ' ',
  ),
);

/** Degrees and forms of address: part of how a name is written, but of no address. */
const TITLES = /^(?:dra?|prof|profa|professor|mr|mrs|ms|mx|herr|frau|md|mbbs|do|phd|mph|msc|ba|rn|np|pa|facp|facs)$/;

/** Whether every word could be one of a name: begins with a capital, or its script has none. */
function isLikeName(text: string): boolean {
  if (text.length > 80 || /[\p{Nd}@<>{}[\]|:;!?¿¡_#*=+/\\"]/u.test(text)) return false;
  const words = text.split(/[\s,]+/).filter(word => word !== '');
  return words.length <= 8 && words.every(word => PARTICLES.has(word) || /^['’(]?[\p{Lu}\p{Lt}\p{Lo}]/u.test(word));
}

/**
 * Whether an address is made from a name. `surely` when it accounts for the first name, or for the surname and the
 * initials; `perhaps` for a surname alone or initials alone, which a heading may be believed for, but not the text of a
 * link: "Contact Okafor" looks the same.
 */
function belongsTo(name: string, email: string): 'surely' | 'perhaps' | 'no' {
  const local = withoutAccents(email.slice(0, email.indexOf('@')));
  const pieces = local.split(/[^\p{L}]+/u).filter(piece => piece !== '');
  const letters = pieces.join('');
  const words = withoutAccents(name)
    .split(/[^\p{L}]+/u)
    .filter(word => word !== '' && !TITLES.test(word) && !PARTICLES.has(word));
  const [first = ''] = words;
  if (letters === '' || first === '') return 'no';

  if (pieces.includes(first) && first.length > 1) return 'surely';
  if (first.length > 2 && letters.startsWith(first)) return 'surely';
  // "Haddad, Noor" at noor.haddad@: all of the address is made of the name's words.
  const unexplained = words
    .toSorted((a, b) => b.length - a.length)
    .reduce((rest, word) => rest.replace(word, ''), letters);
  if (unexplained === '' && words.length > 1 && words.every(word => letters.includes(word))) return 'surely';
  const isTitled = new RegExp(`^${TITLES.source.slice(1, -1)}\\b`).test(withoutAccents(name));
  for (const word of words) {
    if (word.length < 3 || !letters.includes(word)) continue;
    const rest = letters.replace(word, '');
    const initials = words.filter(other => other !== word).map(other => other.charAt(0));
    if (rest !== '' && [...rest].every(letter => initials.includes(letter))) return 'surely';
    // "Dr. Okafor" at okafor@: all there is of the name.
    if (rest === '') return isTitled && words.length === 1 ? 'surely' : 'perhaps';
  }
  return words.length > 1 && letters === words.map(word => word.charAt(0)).join('') ? 'perhaps' : 'no';
}
