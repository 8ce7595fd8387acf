import { clockIn, floatingIso, instantIso, readDateText } from '../dates.ts';
import { attributeOf, elementsOf, isShown, lineOf } from '../dom.ts';
import { cleanLine } from '../text.ts';
import { readMailDate, type WhenContext } from '../when.ts';
import { fieldsOf } from './headers.ts';

/** Attributes in which programs keep the moment itself. */
const MOMENT_ATTRIBUTES = [
  'datetime',
  'data-datetime',
  'data-timestamp',
  'data-time',
  'data-date',
  'data-ts',
  'data-epoch',
  'data-unixtime',
  'data-utc',
  'data-sent',
  'data-received',
];
const WITH_MOMENT = MOMENT_ATTRIBUTES.map(name => `[${name}]`).join(', ');

const ISO = /^(\d{4}-\d{2}-\d{2})(?:[T ](\d{2}:\d{2})(?::(\d{2})(?:[.,]\d+)?)?\s?(Z|[+-]\d{2}:?\d{2})?)?$/i;

/** An ISO text as a capture has it; `null` when it is none, or of a day the calendar has not. */
export function isoIn(text: string): string | null {
  const match = ISO.exec(text.trim());
  if (match === null) return null;
  const [, day = '', time, seconds, zone] = match;
  const clock = readDateText(day, []);
  if (clock === null) return null;
  if (time === undefined) return day;
  if (!/^(?:[01]\d|2[0-3]):[0-5]\d$/.test(time)) return null;
  const offset = zone === undefined ? '' : zone.toUpperCase().replace(/^([+-]\d{2})(\d{2})$/, '$1:$2');
  const precise =
    seconds !== undefined && seconds !== '00' && offset !== '' && Number(seconds) < 60 ? `:${seconds}` : '';
  return `${day}T${time}${precise}${offset}`;
}

/** Seconds or milliseconds since the epoch, of this century; `null` for other numbers. */
function epochMsIn(text: string): number | null {
  if (!/^\d{10}(?:\d{3})?$/.test(text)) return null;
  const atMs = text.length === 10 ? Number(text) * 1000 : Number(text);
  return atMs >= Date.UTC(2001, 8, 9) && atMs < Date.UTC(2100, 0, 1) ? atMs : null;
}

const RFC_ZONE = /\s*(Z|UTC?|GMT|[+-]\d{2}:?\d{2})(?:\s*[([][^()[\]]{1,40}[)\]])?$/i;

/** A date of a mail as text: what lists and headers show, and what a mail itself carries ("… 10:21:05 +0200"). */
export function mailDateIn(raw: string, context: WhenContext): string | null {
  const text = cleanLine(raw, 160);
  if (text === '' || !/\p{Nd}/u.test(text)) return readMailDate(text, context);
  const iso = isoIn(text);
  if (iso !== null) return iso;
  const zoned = RFC_ZONE.exec(text);
  if (zoned !== null) {
    const clock = readDateText(text.slice(0, zoned.index), ['en', ...context.languages]);
    if (clock !== null && clock.hour !== null) {
      const offset = /^[+-]/.test(zoned[1] ?? '') ? (zoned[1] ?? '').replace(/^(...):?(..)$/, '$1:$2') : 'Z';
      return `${floatingIso(clock)}${offset}`;
    }
  }
  const shown = readMailDate(text, context);
  if (shown !== null) return shown;
  const clock = readDateText(text, context.languages);
  return clock === null ? null : floatingIso(clock);
}

/**
 * The moment a part of a header shows: the attribute that holds it, else the fuller of title and text. `null` when
 * nothing can be read with certainty.
 */
export function momentIn(nodes: readonly Node[], context: WhenContext): string | null {
  const elements = nodes.filter((node): node is Element => node.nodeType === Node.ELEMENT_NODE);
  const marked = elements
    .flatMap(element => [...(element.matches(WITH_MOMENT) ? [element] : []), ...elementsOf(element, WITH_MOMENT, 5)])
    .filter(isShown);
  for (const element of marked) {
    const moment = momentOn(element, context);
    if (moment !== null) return moment;
  }
  const titled = elements.flatMap(element => [
    ...(element.hasAttribute('title') ? [element] : []),
    ...elementsOf(element, '[title]', 5),
  ]);
  const shown = mailDateIn(textOfNodes(nodes, 160), context);
  for (const element of titled) {
    const full = mailDateIn(attributeOf(element, 'title', 200), context);
    if (full !== null && (shown === null || full.length >= shown.length)) return full;
  }
  return shown;
}

/** The moment in an element's attributes. */
export function momentOn(element: Element, context: WhenContext): string | null {
  for (const name of MOMENT_ATTRIBUTES) {
    const value = attributeOf(element, name, 60).trim();
    if (value === '') continue;
    const atMs = epochMsIn(value);
    if (atMs !== null) {
      // Some programs write local time as if it were UTC: what is shown beside it decides.
      const shown =
        mailDateIn(lineOf(element, 120), context) ?? mailDateIn(attributeOf(element, 'title', 200), context);
      const clock = clockIn(context.timeZone, atMs);
      if (shown !== null && clock !== null && shown.includes('T') && shown.slice(0, 16) !== floatingIso(clock))
        return shown;
      return instantIso(atMs);
    }
    const iso = isoIn(value);
    if (iso === null) continue;
    const fuller = iso.includes('T') ? null : mailDateIn(lineOf(element, 120), context);
    return fuller?.startsWith(iso) ? fuller : iso;
  }
  return null;
}

/** The text of several nodes as one line. */
export function textOfNodes(nodes: readonly Node[], most: number): string {
  const parts: string[] = [];
  let length = 0;
  for (const node of nodes) {
    if (length > most) break;
    // The node type says so; `instanceof` would fail for elements of another frame.
    const isElement = node.nodeType === Node.ELEMENT_NODE;
    const text = isElement ? lineOf(node as Element, most) : cleanLine((node.nodeValue ?? '').slice(0, most * 4), most);
    parts.push(parts.length === 0 && !isElement ? withoutLabel(text) : text);
    length += text.length;
  }
  return cleanLine(parts.join(' '), most);
}

/** The value behind a label that stands in the same text: "Sent: Thursday, March 12". */
function withoutLabel(text: string): string {
  const match = /^([^:：]{1,32}?)\s*[:：]\s*(?=\S)/.exec(text);
  return match !== null && fieldsOf(match[1] ?? '').length > 0 ? text.slice(match[0].length) : text;
}
