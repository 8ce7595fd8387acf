import { lineOf } from '../dom.ts';
import { folded } from './people.ts';
import { type Datum, first, linesOf, linkIn, type Thing, webLink } from './things.ts';

/** Where something is, as one line, and where it can be joined from afar. */
export interface Whereabouts {
  readonly location: string | null;
  readonly conferenceUrl: string | null;
}

/** Whose links are calls. */
const CALLS =
  /^(?:[\w-]+\.)*(?:zoom\.us|zoom\.com|zoomgov\.com|meet\.google\.com|teams\.microsoft\.com|teams\.live\.com|teams\.cloud\.microsoft|webex\.com|whereby\.com|meet\.jit\.si|gotomeet\.me|gotomeeting\.com|bluejeans\.com|chime\.aws|bbb\.[\w.-]+)$/i;

/** Whether a link leads into a call, by its host. */
export function isCall(link: string): boolean {
  try {
    const { hostname, pathname } = new URL(link);
    return CALLS.test(hostname) && pathname.length > 1;
  } catch {
    return false;
  }
}

/** The first link into a call inside a text; `null` for none. */
export function callIn(text: string, base: URL): string | null {
  for (const [link] of text.slice(0, 20_000).matchAll(/https?:\/\/[^\s"'<>()[\]{}|\\^`]{4,1000}/gi)) {
    const clean = webLink(link.replace(/[.,;:!?]+$/, ''), base);
    if (clean !== null && isCall(clean)) return clean;
  }
  return null;
}

/** What the values of `location` say together. */
export function whereaboutsOf(data: readonly Datum[], base: URL): Whereabouts {
  const places: string[] = [];
  const virtual: string[] = [];
  let conferenceUrl: string | null = null;
  for (const datum of data.slice(0, 10)) {
    const { thing } = datum;
    if (thing?.types.includes('VirtualLocation')) {
      conferenceUrl ??= linkIn(first(thing, 'url', 'sameas'), base);
      const name = placeName(first(thing, 'name'));
      if (name !== '') virtual.push(name);
      continue;
    }
    const text = thing === null ? placeName(datum) : textOfPlace(thing, datum);
    const link = /^https?:\/\/\S+$/i.test(text) ? webLink(text, base) : null;
    if (link !== null) conferenceUrl ??= link;
    else if (text !== '') places.push(text);
    const url = thing === null ? null : linkIn(first(thing, 'url'), base);
    if (url !== null && isCall(url)) conferenceUrl ??= url;
  }
  const [where] = places;
  const others = places.slice(1, 3).filter(place => where !== undefined && !folded(where).includes(folded(place)));
  return { location: where === undefined ? (virtual[0] ?? null) : [where, ...others].join('; '), conferenceUrl };
}

/** What broken into lines is one place. */
function placeName(datum: Datum | null): string {
  return datum === null ? '' : joined(linesOf(datum, 300).slice(0, 8)).slice(0, 300);
}

/** Parts with commas between them, each once, unless a part ends in a mark already. */
function joined(parts: readonly string[]): string {
  let text = '';
  for (const part of parts) {
    const clean = part.replace(/^[\s,;]+|[\s,;]+$/g, '');
    if (clean === '' || (text !== '' && folded(text).endsWith(folded(clean)) && folded(clean) !== '')) continue;
    text += text === '' ? clean : /[:(/–-]$/.test(text) || /^[)]/.test(clean) ? ` ${clean}` : `, ${clean}`;
  }
  return text;
}

function textOfPlace(place: Thing, datum: Datum): string {
  const isAddress = place.types.includes('PostalAddress');
  const name = isAddress ? '' : placeName(first(place, 'name', 'legalname')) || linkText(first(place, 'url'));
  const address = isAddress ? addressText(place) : addressOf(place);
  const room = isAddress ? null : first(place, 'containedinplace', 'containedin');
  const around = room?.thing === undefined || room.thing === null ? '' : placeName(first(room.thing, 'name'));
  const inner = joined([name, around]);
  const text =
    address === '' || folded(inner).includes(folded(address))
      ? inner
      : folded(inner) === '' || folded(address).startsWith(folded(inner))
        ? address
        : joined([inner, address]);
  if (text !== '' || datum.element === null) return text;
  // Marked as a place, but with none of its parts marked.
  return placeName({ thing: null, element: datum.element, text: null });
}

/** What a link to a place is called, where nothing else is; empty for a link that shows its address. */
function linkText(datum: Datum | null): string {
  const text = datum?.element?.tagName === 'A' ? lineOf(datum.element, 200) : '';
  return /^(?:https?:|www\.)/i.test(text) ? '' : text;
}

/** The address of a place, a person or an organization as one line; empty for none. */
export function addressOf(thing: Thing): string {
  const datum = first(thing, 'address');
  if (datum === null) return '';
  const text = datum.thing === null ? '' : addressText(datum.thing);
  return text !== '' || (datum.thing !== null && datum.element === null) ? text : placeName(datum);
}

/** Codes that stand behind the town: of English-speaking countries and some others. Elsewhere they stand before it. */
const CODE_LAST = /^(?:[A-Z]{1,2}\d[A-Z\d]? ?\d[A-Z]{2}|[A-Z]\d[A-Z] ?\d[A-Z]\d|\d{5}-\d{4})$/i;

function addressText(address: Thing): string {
  const line = (...names: readonly string[]) => {
    const datum = first(address, ...names);
    return datum === null
      ? ''
      : (placeName(datum.thing === null ? datum : (first(datum.thing, 'name') ?? datum)) ?? '');
  };
  const name = line('name');
  const street = line('streetaddress');
  const town = line('addresslocality');
  const region = line('addressregion');
  const code = line('postalcode');
  const country = line('addresscountry');
  // "Brooklyn, NY 11225", "London W1T 4AB" — "20126 Milan, Lombardy".
  const isCodeLast = /^[A-Z]{2,3}$/.test(region) || CODE_LAST.test(code);
  const area = isCodeLast
    ? region === ''
      ? [`${town} ${code}`.trim()]
      : [town, `${region} ${code}`.trim()]
    : [`${code} ${town}`.trim(), region];
  return joined([name, line('postofficeboxnumber'), street, line('extendedaddress'), ...area, country]);
}
