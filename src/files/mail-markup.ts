import type { CapturedPerson } from '../core/capture.ts';
import { isoOf, parseMoment } from './calendar-time.ts';
import { addressOf, isSelf, lineOf, nameOf, webLink } from './text.ts';

/** What programs write into mail for other programs: schema.org as JSON-LD and as microdata. */

export interface MarkedEvent {
  readonly title: string | null;
  readonly start: string | null;
  readonly end: string | null;
  readonly allDay: boolean;
  readonly location: string | null;
  readonly url: string | null;
  readonly people: readonly CapturedPerson[];
}

export interface Markup {
  readonly events: readonly MarkedEvent[];
  /** Whether the mail is about a booking, an order or an event, and so was written by a program. */
  readonly isAutomatic: boolean;
}

/** A thing: what it is, and all that is said of it. Texts and other things. */
interface Thing {
  readonly types: readonly string[];
  readonly fields: Readonly<Record<string, readonly (string | Thing)[]>>;
}

const MOST_THINGS = 500;
const LARGEST_SCRIPT = 500_000;

/** What the markup in a mail's HTML says. */
export function readMarkup(page: Document, selfEmails: readonly string[]): Markup {
  const things = [...jsonThings(page), ...microdataThings(page)];
  const events: MarkedEvent[] = [];
  for (const thing of things) {
    // The event of a reservation is listed as a thing of its own.
    if (!thing.types.some(type => /(?:^|[a-z])Event$/.test(type))) continue;
    const event = eventOf(thing, selfEmails);
    if (event !== null && !events.some(other => other.start === event.start && other.title === event.title))
      events.push(event);
  }
  const isAutomatic = things.some(({ types }) =>
    types.some(type => /(?:Reservation|Event|Order|ParcelDelivery|Invoice|Flight|Trip)$/.test(type)),
  );
  return { events, isAutomatic };
}

function eventOf(thing: Thing, selfEmails: readonly string[]): MarkedEvent | null {
  const title = lineOf(textIn(thing, 'name') ?? textIn(thing, 'summary'));
  const start = timeOf(textIn(thing, 'startDate'));
  if (title === null || start === null) return null;
  const end = timeOf(textIn(thing, 'endDate'));
  const allDay = start.length === 10;
  const isLater = end !== null && (end.length === 10) === allDay && Date.parse(end) >= Date.parse(start);
  return {
    title,
    start,
    end: isLater ? end : null,
    allDay,
    location: placeOf(thing),
    url: webLink(textIn(thing, 'url')),
    people: peopleOf(thing, selfEmails),
  };
}

function textIn(thing: Thing, field: string): string | null {
  const value = thing.fields[field]?.find(one => typeof one === 'string');
  return typeof value === 'string' ? value : null;
}

/** ISO 8601 in its long and its basic form; `null` for a day that no calendar has. */
function timeOf(text: string | null): string | null {
  const value = text?.trim() ?? '';
  const moment = parseMoment(value, { type: 'floating' });
  if (moment !== null) return isoOf(moment);
  const match = /^(\d{4}-?\d{2}-?\d{2}T\d{2}:?\d{2}(?::?\d{2})?)(?:\.\d{1,9})?([+-])(\d{2}):?(\d{2})?$/.exec(value);
  if (match === null) return null;
  const [, clock = '', sign, hours = '', minutes = '00'] = match;
  const total = Number(hours) * 60 + Number(minutes);
  if (total > 14 * 60) return null;
  const parsed = parseMoment(clock, { type: 'fixed', minutes: sign === '-' ? -total : total });
  return parsed === null ? null : isoOf(parsed);
}

function placeOf(thing: Thing): string | null {
  const place = thing.fields.location?.[0];
  if (place === undefined) return null;
  if (typeof place === 'string') return lineOf(place);
  const [address] = place.fields.address ?? [];
  const parts =
    address === undefined || typeof address === 'string'
      ? [address ?? null]
      : ['streetAddress', 'postalCode', 'addressLocality', 'addressRegion', 'addressCountry'].map(field =>
          textIn(address, field),
        );
  const words = [textIn(place, 'name'), ...parts].map(part => part?.trim() ?? '').filter(part => part !== '');
  return lineOf([...new Set(words)].join(', '));
}

function peopleOf(thing: Thing, selfEmails: readonly string[]): readonly CapturedPerson[] {
  const people: CapturedPerson[] = [];
  for (const [field, role] of [
    ['organizer', 'organizer'],
    ['attendee', 'attendee'],
    ['performer', 'performer'],
  ] as const) {
    for (const value of (thing.fields[field] ?? []).slice(0, 100)) {
      const name = nameOf(typeof value === 'string' ? value : textIn(value, 'name'));
      const email = typeof value === 'string' ? null : addressOf(textIn(value, 'email'));
      const isKnown = people.some(other => (email === null ? other.name === name : other.email === email));
      if ((name !== null || email !== null) && !isKnown)
        people.push({ name, email, role, isSelf: isSelf(email, selfEmails) });
    }
  }
  return people;
}

/** The things in the page's JSON-LD, each with those inside it, in order. */
function jsonThings(page: Document): readonly Thing[] {
  const things: Thing[] = [];
  for (const script of [...page.querySelectorAll('script[type="application/ld+json" i]')].slice(0, 50)) {
    const text = script.textContent ?? '';
    if (text.length > LARGEST_SCRIPT) continue;
    try {
      gather(JSON.parse(text), things);
    } catch {
      // Broken markup says nothing.
    }
  }
  return things;
}

function gather(root: unknown, things: Thing[]): void {
  const made = new Map<object, Thing>();
  const waiting: { readonly value: unknown; readonly depth: number }[] = [{ value: root, depth: 0 }];
  // The deepest first, so that a thing finds those inside it already made.
  const order: object[] = [];
  for (let index = 0; index < waiting.length && index < MOST_THINGS * 10; index += 1) {
    const { value, depth } = waiting[index] ?? { value: null, depth: 0 };
    if (typeof value !== 'object' || value === null || depth > 20) continue;
    if (!Array.isArray(value)) order.push(value);
    for (const child of Object.values(value).slice(0, 500)) waiting.push({ value: child, depth: depth + 1 });
  }
  for (const source of order.toReversed()) {
    const fields: Record<string, readonly (string | Thing)[]> = {};
    for (const [key, value] of Object.entries(source).slice(0, 200)) {
      const values: readonly unknown[] = Array.isArray(value) ? value.slice(0, 200) : [value];
      fields[key.replace(/^https?:\/\/schema\.org\//, '')] = values.flatMap((one): (string | Thing)[] => {
        if (typeof one === 'string') return [one];
        const thing = typeof one === 'object' && one !== null ? made.get(one) : undefined;
        return thing === undefined ? [] : [thing];
      });
    }
    const types = (fields['@type'] ?? []).filter(type => typeof type === 'string').map(withoutVocabulary);
    made.set(source, { types, fields });
  }
  for (const source of order) {
    const thing = made.get(source);
    if (thing !== undefined && thing.types.length > 0 && things.length < MOST_THINGS) things.push(thing);
  }
}

function withoutVocabulary(type: string): string {
  return type.replace(/^.*[/#:]/, '');
}

/** The things in the page's microdata, each with those inside it, in order. */
function microdataThings(page: Document): readonly Thing[] {
  const scopes = [...page.querySelectorAll('[itemscope]')].slice(0, MOST_THINGS);
  const made = new Map<Element, { types: string[]; fields: Record<string, (string | Thing)[]> }>();
  for (const scope of scopes) {
    const types = (scope.getAttribute('itemtype') ?? '').slice(0, 500).split(/\s+/).filter(Boolean);
    made.set(scope, { types: types.map(withoutVocabulary), fields: {} });
  }
  for (const element of [...page.querySelectorAll('[itemprop]')].slice(0, MOST_THINGS * 10)) {
    const owner = made.get(element.parentElement?.closest('[itemscope]') ?? element);
    if (owner === undefined || owner === made.get(element)) continue;
    const value = made.get(element) ?? textOfElement(element);
    for (const name of (element.getAttribute('itemprop') ?? '').slice(0, 500).split(/\s+/).filter(Boolean)) {
      const values = owner.fields[name] ?? [];
      owner.fields[name] = values;
      if (values.length < 200) values.push(value);
    }
  }
  return scopes.flatMap(scope => made.get(scope) ?? []);
}

function textOfElement(element: Element): string {
  const attribute = { META: 'content', TIME: 'datetime', A: 'href', LINK: 'href', IMG: 'src', DATA: 'value' }[
    element.tagName
  ];
  const value = attribute === undefined ? null : element.getAttribute(attribute);
  return (value ?? element.textContent ?? '').slice(0, 4000).trim();
}
