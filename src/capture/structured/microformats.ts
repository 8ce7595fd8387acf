import { addressesOfMailto } from '../addresses.ts';
import { attributeOf, elementsOf, lineOf } from '../dom.ts';
import type { Datum, Thing } from './things.ts';

/**
 * Microformats of both versions, told in the words of schema.org so that one reader does for all. Classes of the first
 * version are words that pages use for other things as well, so they count inside of a root only.
 */

const EVENTS = '.h-event, .vevent';
const CARDS = '.h-card, .vcard';
const RESUMES = '.h-resume, .hresume';
/** What begins a thing of its own, so that classes inside of it say nothing about what is around it. */
export const ROOTS = `${EVENTS}, ${CARDS}, ${RESUMES}, .h-entry, .hentry, .h-cite, .h-review, .hreview, .h-product, .hproduct, .h-recipe, .hrecipe`;

const MOST_ROOTS = 1000;
const MOST_VALUES = 200;

/** The classes of each property, those of the second version first, and what it is called elsewhere. */
const EVENT_PROPERTIES = {
  name: '.p-name, .summary',
  startdate: '.dt-start, .dtstart',
  enddate: '.dt-end, .dtend',
  duration: '.dt-duration, .duration',
  location: '.p-location, .location',
  description: '.p-summary, .e-content, .p-content, .p-description, .e-description, .description',
  url: '.u-url, .url',
  identifier: '.u-uid, .uid',
  organizer: '.p-organizer, .organizer',
  attendee: '.p-attendee, .attendee',
  performer: '.p-performer, .p-speaker, .performer',
  contact: '.p-contact, .contact',
} as const;

const TIMES = new Set(['startdate', 'enddate', 'duration']);

/** Parts of an address, and what they are called elsewhere. */
const ADDRESS_PROPERTIES = {
  streetaddress: '.p-street-address, .street-address',
  extendedaddress: '.p-extended-address, .extended-address',
  addresslocality: '.p-locality, .locality',
  addressregion: '.p-region, .region',
  postalcode: '.p-postal-code, .postal-code',
  addresscountry: '.p-country-name, .country-name',
} as const;

const CARD_PROPERTIES =
  '.p-name, .fn, .p-org, .org, .p-given-name, .given-name, .p-family-name, .family-name, .u-email, .email';

/** Nobody nests things deeper than this on purpose. */
const DEEPEST = 20;
const MOST_ELEMENTS = 20_000;

export interface MicroformatThings {
  readonly events: readonly Thing[];
  /** Cards that are no part of an event, nor of something somebody wrote. */
  readonly cards: readonly Thing[];
  /** Whether the page shows one thing that somebody wrote or sells. */
  readonly isArticle: boolean;
}

/** The roots of a page in its order, each with the root around it and with its properties. */
type Roots = ReadonlyMap<Element, { readonly owner: Element | null; readonly properties: Element[] }>;

function rootsOf(page: Document): Roots {
  const selector = [ROOTS, ...Object.values(EVENT_PROPERTIES), CARD_PROPERTIES].join(', ');
  const roots = new Map<Element, { readonly owner: Element | null; readonly properties: Element[] }>();
  if (page.querySelector(ROOTS) === null) return roots;
  // Roots come before what is in them, so that a stack of those still open tells the owner.
  const open: Element[] = [];
  for (const element of elementsOf(page, selector, MOST_ELEMENTS)) {
    while (open.length > 0 && !open.at(-1)?.contains(element)) open.pop();
    const owner = open.at(-1) ?? null;
    if (owner !== null) roots.get(owner)?.properties.push(element);
    if (!element.matches(ROOTS) || open.length >= DEEPEST || roots.size >= MOST_ROOTS) continue;
    roots.set(element, { owner, properties: [] });
    open.push(element);
  }
  return roots;
}

export function readMicroformats(page: Document): MicroformatThings {
  const roots = rootsOf(page);
  const elements = [...roots.keys()];
  const isInResume = (element: Element) => roots.get(element)?.owner?.closest(RESUMES) != null;
  const resumes = elements.filter(element => element.matches(RESUMES));
  const writings = elements.filter(element =>
    element.matches('.h-entry, .h-recipe, .hrecipe, .h-product, .hproduct, .h-review, .hreview'),
  );
  return {
    events: elements
      // What somebody has done is a part of a résumé.
      .filter(element => element.matches(EVENTS) && !(resumes.length > 0 && isInResume(element)))
      .map(element => eventOf(element, roots)),
    cards: [
      ...elements
        .filter(element => element.matches(CARDS) && isOfItsOwn(element, roots))
        .map(card => cardOf(card, roots)),
      ...resumes.map(resume => resumeOf(resume, roots)),
    ],
    isArticle: writings.filter(element => roots.get(element)?.owner === null).length === 1,
  };
}

/** Whose card it is follows from where it stands: an author's or a visitor's is none of the page's contacts. */
const SIDE_ROLES = /^(?:[pu]-(?!contact$|item$).+|author|comment-author|reviewer|attendee|organizer|location|agent)$/;
const WRITERS = /^(?:p-)?(?:author|comment-author|reviewer)$/;

function isOfItsOwn(card: Element, roots: Roots): boolean {
  const classes = [...card.classList].slice(0, 50);
  const owner = roots.get(card)?.owner ?? null;
  if (owner === null) return !classes.some(name => WRITERS.test(name));
  // Themes of the first version put this class around all that a page says.
  if (owner.matches('.hentry') && !owner.matches('.h-entry')) return !classes.some(name => SIDE_ROLES.test(name));
  return false;
}

/** The elements of one property, of the second version's classes if there are any. */
function propertiesOf(root: Element, selector: string, roots: Roots): readonly Element[] {
  const properties = roots.get(root)?.properties ?? [];
  const names = selector.split(', ');
  const isModern = (name: string) => /^\.(?:p|u|dt|e)-/.test(name);
  for (const some of [names.filter(isModern), names.filter(name => !isModern(name))]) {
    const found = some.length === 0 ? [] : properties.filter(element => element.matches(some.join(', ')));
    if (found.length > 0) return found.slice(0, MOST_VALUES);
  }
  return [];
}

interface Written {
  readonly [name: string]: readonly Datum[];
}

function thingOf(element: Element, types: readonly string[], values: Written): Thing {
  return { syntax: 'microformats', types, id: '', element, all: name => values[name] ?? [] };
}

const asText = (text: string): Datum => ({ thing: null, element: null, text });
const asThing = (thing: Thing): Datum => ({ thing, element: null, text: null });

function eventOf(root: Element, roots: Roots): Thing {
  const values: Record<string, readonly Datum[]> = {};
  const sources = [root, ...includedIn(root)];
  for (const [name, selector] of Object.entries(EVENT_PROPERTIES)) {
    const elements = sources.flatMap(from =>
      from === root
        ? propertiesOf(root, selector, roots)
        : elementsOf(from.parentElement ?? from, selector, 5).filter(found => from.contains(found)),
    );
    values[name] = elements.map(element => datumOf(name, element, roots));
  }
  if (values.name?.length === 0 && root.matches('.h-event')) values.name = [asText(lineOf(root, 200))];
  return thingOf(root, ['Event'], values);
}

/** The include pattern: parts of an event that stand elsewhere, such as in the heading of a table. */
function includedIn(root: Element): readonly Element[] {
  return elementsOf(root, 'a.include[href^="#"], object.include[data^="#"], [itemref], td[headers]', 10)
    .flatMap(link =>
      `${attributeOf(link, 'href')}${attributeOf(link, 'data')} ${attributeOf(link, 'itemref')} ${attributeOf(link, 'headers')}`.split(
        /\s+/,
        5,
      ),
    )
    .map(id => (id === '' || id === '#' ? null : root.ownerDocument.getElementById(id.replace(/^#/, ''))))
    .filter(element => element !== null)
    .filter(element => !element.contains(root) && !root.contains(element));
}

function datumOf(name: string, element: Element, roots: Roots): Datum {
  if (TIMES.has(name)) return asText(timeText(element));
  if (name === 'location') return asThing(placeOf(element, roots));
  const isCard = element.matches(CARDS);
  const card = isCard ? element : element.querySelector(CARDS);
  if (name === 'organizer' || name === 'attendee' || name === 'performer' || name === 'contact')
    return card === null ? personDatum(element) : asThing(cardOf(card, roots));
  if (name === 'url') return { thing: null, element, text: null };
  const value = valueText(element);
  return value === null ? { thing: null, element, text: null } : asText(value);
}

/** A person of whom there is no card: a link to write to them, or a name. */
function personDatum(element: Element): Datum {
  return { thing: null, element, text: valueText(element) };
}

/** The nearest elements of the value class pattern inside of a property. */
function valueParts(element: Element): readonly Element[] {
  const all = elementsOf(element, '.value, .value-title', 20);
  return all.filter(part => {
    const around = part.parentElement?.closest('.value') ?? null;
    return around === null || around === element || !element.contains(around);
  });
}

function partText(part: Element): string {
  if (part.matches('.value-title')) return attributeOf(part, 'title');
  const tag = part.tagName.toUpperCase();
  const attribute =
    { IMG: 'alt', AREA: 'alt', DATA: 'value', ABBR: 'title', TIME: 'datetime', INS: 'datetime', DEL: 'datetime' }[
      tag
    ] ?? '';
  return (attribute === '' ? '' : attributeOf(part, attribute)) || lineOf(part, 300);
}

/** What a property says where it does not say it with its whole text; `null` where it does. */
function valueText(element: Element): string | null {
  const parts = valueParts(element);
  const joined = parts.map(partText).join('');
  if (joined.trim() !== '') return joined;
  const tag = element.tagName.toUpperCase();
  const attribute = { ABBR: 'title', DATA: 'value', INPUT: 'value', IMG: 'alt', AREA: 'alt' }[tag] ?? '';
  return (attribute === '' ? '' : attributeOf(element, attribute)) || null;
}

/** When, as one text: the pattern allows day, time and zone apart from each other. */
function timeText(element: Element): string {
  const parts = valueParts(element).map(part => partText(part).trim());
  if (parts.length > 0) {
    const isDay = (part: string) => /^\d{4}-?\d{2}/.test(part);
    const isZone = (part: string) => /^(?:Z|[+-]\d{1,2}(?::?\d{2})?)$/i.test(part);
    const day = parts.find(isDay) ?? '';
    const time = parts.find(part => !isDay(part) && !isZone(part) && /^\d{1,2}(?:\D|$)/.test(part)) ?? '';
    const zone = parts.find(isZone) ?? '';
    if (day !== '' || time !== '') return [day, `${time}${zone}`].filter(part => part !== '').join(' ');
    if (parts.some(part => part !== '')) return parts.join('');
  }
  for (const name of ['datetime', 'title', 'value', 'content']) {
    const value = attributeOf(element, name, 200).trim();
    if (/\d/.test(value)) return value;
  }
  return lineOf(element, 200);
}

/** An address inside of a place or card; `null` for none. */
function addressIn(element: Element): Thing | null {
  const values: Record<string, readonly Datum[]> = {};
  let amount = 0;
  for (const [name, selector] of Object.entries(ADDRESS_PROPERTIES)) {
    const [found] = elementsOf(element, selector, 1);
    if (found === undefined) continue;
    const value = valueText(found);
    values[name] = [value === null ? { thing: null, element: found, text: null } : asText(value)];
    amount += 1;
  }
  return amount === 0 ? null : thingOf(element, ['PostalAddress'], values);
}

function placeOf(element: Element, roots: Roots): Thing {
  const card = element.matches(CARDS) ? element : element.querySelector(CARDS);
  const address = addressIn(element);
  const values: Record<string, readonly Datum[]> = {};
  const [name] = card === null ? [] : propertiesOf(card, '.p-name, .p-org, .fn, .org', roots);
  if (name !== undefined) values.name = [{ thing: null, element: name, text: valueText(name) }];
  else if (address === null || card !== null) {
    const value = valueText(element);
    values.name = [value === null ? { thing: null, element, text: null } : asText(value)];
  } else {
    // "Lecture hall 2, <span class=adr>…": what stands before the address is the name, when it is marked as such.
    const [title] = elementsOf(element, '.p-name, .fn, .org', 1);
    if (title !== undefined) values.name = [{ thing: null, element: title, text: valueText(title) }];
  }
  if (address !== null) values.address = [asThing(address)];
  return thingOf(element, ['Place'], values);
}

const EMAILS = '.u-email, .email';

function cardOf(card: Element, roots: Roots): Thing {
  const [name] = propertiesOf(card, '.p-name, .fn', roots);
  const organizations = propertiesOf(card, '.p-org, .org', roots);
  const given = propertiesOf(card, '.p-given-name, .given-name', roots)[0];
  const family = propertiesOf(card, '.p-family-name, .family-name', roots)[0];
  const isPerson = given !== undefined || family !== undefined;
  // The card of an organization has its name as the name of the card.
  const isOrganization =
    !isPerson &&
    organizations.length > 0 &&
    (name === undefined ||
      organizations.some(
        element => element === name || element.contains(name) || lineOf(element, 200) === lineOf(name, 200),
      ));
  const values: Record<string, readonly Datum[]> = { email: emailsOf(card, roots) };
  const title = name ?? (isOrganization ? organizations[0] : undefined);
  if (title !== undefined) values.name = [{ thing: null, element: title, text: valueText(title) }];
  else if (isPerson) {
    const parts = [given, family].map(part => lineOf(part ?? null, 100)).filter(part => part !== '');
    values.name = [asText(parts.join(' '))];
  } else if (card.matches('.h-card')) values.name = [asText(impliedName(card))];
  const address = addressIn(card);
  if (address !== null) values.address = [asThing(address)];
  return thingOf(card, [isOrganization ? 'Organization' : 'Person'], values);
}

/** The name of a card of the second version that marks nothing: all of its text, or what its picture is called. */
function impliedName(card: Element): string {
  const own = attributeOf(card, 'alt') || attributeOf(card.querySelector(':scope > img[alt]:only-of-type'), 'alt');
  return own !== '' ? own : card.childElementCount <= 1 ? lineOf(card, 120) : '';
}

function emailsOf(card: Element, roots: Roots): readonly Datum[] {
  // "<a class=h-card href=mailto:…>Name</a>": the card is the link.
  const own = attributeOf(card, 'href', 4000);
  if (/^\s*mailto:/i.test(own)) return [asText(own)];
  const marked = propertiesOf(card, EMAILS, roots);
  const links = marked.length > 0 ? marked : mailLinksOf(card);
  return links.map(element => {
    const parts = valueParts(element);
    // The part that is marked as the value is what it says; a link is what it leads to.
    if (parts.length > 0) return asText(parts.map(part => lineOf(part, 300) || partText(part)).join(''));
    const href = attributeOf(element, 'href', 4000);
    if (/^\s*mailto:/i.test(href)) return asText(href);
    const inner = element.querySelector('a[href^="mailto:" i]');
    return asText(inner === null ? (valueText(element) ?? lineOf(element, 300)) : attributeOf(inner, 'href', 4000));
  });
}

/** Links of a card that does not mark its addresses, as long as they write to one person each. */
function mailLinksOf(card: Element): readonly Element[] {
  return elementsOf(card, 'a[href^="mailto:" i]', 10).filter(
    link => link.closest(ROOTS) === card && addressesOfMailto(attributeOf(link, 'href', 4000)).length === 1,
  );
}

/** A résumé names its person, and may have the address on a card that is named after where they work. */
function resumeOf(resume: Element, roots: Roots): Thing {
  const [card] = elementsOf(resume, CARDS, 20).filter(
    element =>
      roots.get(element)?.owner === resume &&
      (element.matches('.p-contact, .contact, address') || element.querySelector(EMAILS) !== null),
  );
  const contact = card === undefined ? null : cardOf(card, roots);
  const [name] = propertiesOf(resume, '.p-name', roots);
  const values: Record<string, readonly Datum[]> = {
    name: name === undefined ? (contact?.all('name') ?? []) : [{ thing: null, element: name, text: valueText(name) }],
    email: contact?.all('email') ?? emailsOf(resume, roots),
    address: contact?.all('address') ?? [],
  };
  return thingOf(resume, ['Person'], values);
}
