import { attributeOf, lineOf, readText } from '../dom.ts';
import { cleanLine } from '../text.ts';
import { plainText } from './plain-text.ts';

/** What JSON-LD, microdata, RDFa and microformats have in common: things of some types, with properties. */

export type Syntax = 'json-ld' | 'microdata' | 'rdfa' | 'microformats' | 'calendar-link' | 'open-graph';

export interface Thing {
  readonly syntax: Syntax;
  /** Without the address of their vocabulary: `MusicEvent`. */
  readonly types: readonly string[];
  /** An address or a mark by which the page refers to it; empty for none. */
  readonly id: string;
  /** The element that holds all of it; for JSON-LD the script. */
  readonly element: Element;
  /** What it says under a name, which is given in lower case; empty when nothing. */
  all(name: string): readonly Datum[];
}

/** One value of a property. */
export interface Datum {
  readonly thing: Thing | null;
  /** Where the value stands, unless it is text in JSON. */
  readonly element: Element | null;
  /** The value; `null` when the element has to be asked. */
  readonly text: string | null;
}

/** The local name of a type or property: after the last `/`, `#` or `:`. */
export function localName(name: string): string {
  return name.slice(0, 300).replace(/^.*[/#:]/s, '');
}

/** The first value under any of the names. */
export function first(thing: Thing, ...names: readonly string[]): Datum | null {
  for (const name of names) {
    const [datum] = thing.all(name);
    if (datum !== undefined) return datum;
  }
  return null;
}

const HAS_VALUE = new Set(['DATA', 'METER', 'INPUT', 'LI']);

/** What the value's element says for machines only; empty when nothing. */
function hiddenText(element: Element): string {
  const content = attributeOf(element, 'content', 20_000);
  if (content.trim() !== '') return content;
  const tag = element.tagName.toUpperCase();
  if (HAS_VALUE.has(tag)) return attributeOf(element, 'value', 20_000);
  return tag === 'IMG' || tag === 'AREA' ? attributeOf(element, 'alt') : '';
}

/** The value as lines of text; at least `most` characters where there are as many. */
export function linesOf(datum: Datum, most: number): readonly string[] {
  const { element, text } = datum;
  const hidden = text ?? (element === null ? '' : hiddenText(element));
  const whole = hidden !== '' ? plainText(hidden) : element === null ? '' : readText(element, most);
  return whole
    .split('\n', 200)
    .map(line => cleanLine(line, most))
    .filter(line => line !== '');
}

/** The value as one line; empty when there is none. */
export function lineIn(datum: Datum | null, most = 300): string {
  if (datum === null) return '';
  const hidden = datum.text ?? (datum.element === null ? '' : hiddenText(datum.element));
  return hidden !== '' ? cleanLine(plainText(hidden), most) : lineOf(datum.element, most);
}

/** The address that the value is, for web pages only; `null` when it is none. */
export function linkIn(datum: Datum | null, base: URL): string | null {
  if (datum === null) return null;
  const { element, text, thing } = datum;
  if (thing !== null && thing.id !== '') return webLink(thing.id, base);
  if (text !== null) return webLink(plainText(text), base);
  if (element === null) return null;
  for (const name of ['content', 'href', 'resource', 'src', 'data']) {
    const value = attributeOf(element, name, 4000);
    if (value.trim() !== '') return webLink(value, base);
  }
  const shown = lineOf(element, 2000);
  return /^https?:\/\//i.test(shown) ? webLink(shown, base) : null;
}

/** What is added to links to count who follows them. */
const COUNTED = /^(?:utm_\w+|fbclid|gclid|mc_[ce]id|_hs(?:enc|mi))$/;

/** A link to a web page, absolute and without what counts its readers; `null` for any other. */
export function webLink(text: string, base: URL): string | null {
  const line = text.trim();
  if (line === '' || line.length > 2000 || line.startsWith('_:')) return null;
  try {
    const link = new URL(line, base);
    if (link.protocol !== 'https:' && link.protocol !== 'http:') return null;
    if (!link.hostname.includes('.') && link.hostname !== base.hostname) return null;
    const counted = [...link.searchParams.keys()].filter(name => COUNTED.test(name));
    for (const name of counted) link.searchParams.delete(name);
    return link.href;
  } catch {
    return null;
  }
}

/** The texts that may say when, the likeliest first. */
export function timesIn(datum: Datum): readonly string[] {
  const { element, text } = datum;
  if (text !== null) return [plainText(text.slice(0, 300)).trim()];
  if (element === null) return [];
  const hidden = ['content', 'datetime', 'value', 'data-datetime']
    .map(name => attributeOf(element, name, 200).trim())
    .filter(value => value !== '');
  // What is written for machines counts, and is not replaced by what is shown when it is wrong.
  return hidden.length > 0 ? hidden.slice(0, 1) : [attributeOf(element, 'title', 200).trim(), lineOf(element, 200)];
}
