import { attributeOf, hasAny } from '../dom.ts';
import type { CaptureContext, CapturedItem } from '../site.ts';
import { readCalendarLinks } from './calendar-links.ts';
import { type Candidate, isEvent, readEvent, type Surroundings } from './events.ts';
import { readJsonLd } from './json-ld.ts';
import { readMicrodata, readRdfa } from './markup.ts';
import { mergedEvents } from './merge.ts';
import { isMessage, readMessage } from './messages.ts';
import { ROOTS, readMicroformats } from './microformats.ts';
import { readOpenGraph } from './open-graph.ts';
import { isArticleOrBusiness } from './page-kind.ts';
import { organizationEmails, type PersonFound, readPersons } from './persons.ts';
import { type Thing, webLink } from './things.ts';
import { everyThing, type Found } from './walk.ts';

/**
 * What a page says in forms made for machines: JSON-LD, microdata, RDFa, microformats, and links that put an event into
 * a calendar. What is hidden counts, since that is how such forms are used.
 */

export interface StructuredFindings {
  /** In the order of the page, each once. Their people are complete: no contacts need to be added. */
  readonly events: readonly CapturedItem[];
  readonly messages: readonly CapturedItem[];
  /**
   * People that the page is about, as far as their addresses are given. `contactItems` has them as well, among those it
   * finds itself, and those of whom there is a name only.
   */
  readonly contacts: readonly CapturedItem[];
  /** What `contactItems` begins with; nobody where the page is of something else. */
  readonly marked: MarkedPeople;
  /** Whether it tells of something, and of people, that the student has nothing to do with. Never with events. */
  readonly isArticleOrBusiness: boolean;
}

/** Whom the page's markup is about and where they stand, and the addresses that are its organizations'. */
export interface MarkedPeople {
  readonly people: readonly PersonFound[];
  readonly deskEmails: ReadonlySet<string>;
}

/** Reads the page's markup for machines. */
export function structuredItems(page: Document, url: URL, context: CaptureContext): StructuredFindings {
  const { found, events, cards, hasEntry, around } = readThings(page, url, context);
  const messages = found
    .filter(({ thing }) => isMessage(thing))
    .map(({ thing }) => readMessage(thing, around))
    .filter(message => message !== null);
  const isOther = events.length === 0 && messages.length === 0 && isArticleOrBusiness(page, url, found, hasEntry);
  const marked = isOther ? { people: [], deskEmails: new Set<string>() } : peopleOf({ found, cards }, url, context);
  return {
    events,
    messages: messages.slice(0, 300),
    contacts: marked.people.map(({ item }) => item).filter(item => item.people.some(({ email }) => email !== null)),
    marked,
    isArticleOrBusiness: isOther,
  };
}

/** The people of the page's markup alone. */
export function structuredPeople(page: Document, url: URL, context: CaptureContext): MarkedPeople {
  return peopleOf(readFound(page), url, context);
}

function peopleOf(
  { found, cards }: { readonly found: readonly Found[]; readonly cards: readonly Thing[] },
  url: URL,
  context: CaptureContext,
): MarkedPeople {
  const people = readPersons(found, cards, webLink(url.href, url), context).slice(0, 300);
  const deskEmails = organizationEmails([...found.map(({ thing }) => thing), ...cards]);
  return { people, deskEmails };
}

/** What a page without any of the three vocabularies has none of: one look tells. */
const MARKED = `[itemscope], [typeof], ${ROOTS}`;

function readFound(page: Document) {
  const isMarked = hasAny(page, MARKED);
  const microformats = isMarked ? readMicroformats(page) : { events: [], cards: [], isArticle: false };
  const top: readonly Found[] = readJsonLd(page).map(thing => ({ thing, via: null, container: null }));
  const marked: readonly Found[] = (isMarked ? [...readMicrodata(page), ...readRdfa(page)] : []).map(
    ({ thing, property }) => ({
      thing,
      via: property === null ? null : property.toLowerCase(),
      container: null,
    }),
  );
  return {
    found: everyThing([...top, ...marked]),
    microformats,
    cards: microformats.cards,
    hasEntry: microformats.isArticle,
  };
}

function readThings(page: Document, url: URL, context: CaptureContext) {
  const { found, microformats, cards, hasEntry } = readFound(page);
  const around: Surroundings = { page, base: baseOf(page, url), context, languages: languagesOf(page) };
  const candidates: Candidate[] = [];
  const keep = (candidate: Candidate | null) => {
    if (candidate !== null) candidates.push(candidate);
  };
  for (const { thing, container } of found.filter(({ thing }) => isEvent(thing)).slice(0, 400))
    keep(readEvent(thing, container, around));
  for (const thing of microformats.events.slice(0, 400)) keep(readEvent(thing, null, around));
  const links = [...readOpenGraph(around), ...readCalendarLinks(around)];
  return { found, cards, hasEntry, around, events: withAddress(mergedEvents([...candidates, ...links]), around) };
}

/** The only event of a page that does not give its address has the page's own, if it names one. */
function withAddress(events: readonly CapturedItem[], { page, base }: Surroundings): readonly CapturedItem[] {
  const [only] = events;
  if (only === undefined || events.length > 1 || only.url !== null) return events;
  const canonical = attributeOf(page.querySelector('link[rel~="canonical"]'), 'href', 2000);
  return canonical === '' ? events : [{ ...only, url: webLink(canonical, base) }];
}

function baseOf(page: Document, url: URL): URL {
  const base = attributeOf(page.querySelector('base[href]'), 'href', 2000);
  try {
    return base === '' ? url : new URL(base, url);
  } catch {
    return url;
  }
}

function languagesOf(page: Document): readonly string[] {
  return [page.documentElement.lang].filter(language => language !== '');
}
