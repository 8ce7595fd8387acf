import ICAL from 'ical.js';
import {
  type ContactDetails,
  entryOf,
  type FileContext,
  type FileEntry,
  type FileReading,
  type Refusal,
  refusedFile,
} from './file-entry.ts';
import { addressOf, decode, decodeText, isSelf, LARGEST_OTHER, lineOf, nameOf } from './text.ts';

const MOST_CARDS = 20_000;
const MOST_LINES_OF_CARD = 1_000;

/** What is read of a card. All else, pictures and keys above all, is passed over. */
const READ = ['VERSION', 'FN', 'N', 'NICKNAME', 'ORG', 'TITLE', 'ROLE', 'EMAIL', 'TEL', 'NOTE', 'KIND'];
const GROUP_KIND = 'X-ADDRESSBOOKSERVER-KIND';

/** The people of a contacts file: vCard 2.1, 3.0 and 4.0, one card or many. Who has no e-mail address is refused. */
export function readVcf(file: Uint8Array | string, context: FileContext): FileReading {
  if (file.length > LARGEST_OTHER) return refusedFile('too-large');
  const text = decodeText(file);
  if (text.trim() === '') return refusedFile('empty');
  if (!/(?:^|[\r\n])[ \t]*BEGIN:[ \t]*VCARD/i.test(text)) return refusedFile('not-contacts');
  const entries: FileEntry[] = [];
  const refused: Refusal[] = [];
  let count = 0;
  for (const { lines, isWhole } of cards(text)) {
    count += 1;
    if (count > MOST_CARDS) {
      refused.push({ where: `card ${count}`, reason: 'too-many-entries' });
      break;
    }
    if (isWhole) takeCard(count, new Card(lines), context, entries, refused);
    else refused.push({ where: labelOf(count, nameIn(new Card(lines))), reason: 'incomplete' });
  }
  return { entries, refused, outsideRange: 0 };
}

function labelOf(number: number, name: string | null): string {
  return name === null ? `card ${number}` : `card ${number}: ${lineOf(name, 80)}`;
}

function takeCard(number: number, card: Card, { selfEmails }: FileContext, entries: FileEntry[], refused: Refusal[]) {
  const name = nameIn(card);
  const where = labelOf(number, name);
  if (card.isGroup()) {
    refused.push({ where, reason: 'group' });
    return;
  }
  const emails: string[] = [];
  for (const { value } of card.preferred('EMAIL')) {
    const email = addressOf(value);
    if (email !== null && !emails.includes(email)) emails.push(email);
    if (email === null && value.trim() !== '')
      refused.push({ where, reason: 'bad-address', value: lineOf(value, 80) ?? '' });
  }
  const [email] = emails;
  if (email === undefined) {
    refused.push({ where, reason: 'no-address' });
    return;
  }
  const person = { name, email, role: 'contact', isSelf: isSelf(email, selfEmails) } as const;
  const contact: ContactDetails = {
    organization: lineOf(card.parts('ORG')[0]),
    jobTitle: lineOf(card.text('TITLE') ?? card.text('ROLE')),
    nickname: lineOf(card.text('NICKNAME')),
    emails,
    phones: card.preferred('TEL').flatMap(({ value }) => lineOf(value.replace(/^tel:/i, ''), 60) ?? []),
    note: lineOf(card.text('NOTE'), 1000),
  };
  entries.push(entryOf(where, { type: 'contact', title: name, people: [person] }, { contact }));
}

/** The name as it is shown, else put together as it is shown in most places. */
function nameIn(card: Card): string | null {
  const shown = nameOf(card.text('FN'));
  if (shown !== null) return shown;
  const [family = '', given = '', additional = '', , suffix = ''] = card.parts('N');
  return nameOf([given, additional, family, suffix].filter(part => part.trim() !== '').join(' '));
}

interface RawCard {
  readonly lines: readonly string[];
  readonly isWhole: boolean;
}

/** The content lines of each card, unfolded. */
function* cards(text: string): Generator<RawCard> {
  let lines: string[] | null = null;
  // Cards inside cards (AGENT of 2.1) are somebody else's.
  let depth = 0;
  for (const line of contentLines(text)) {
    if (/^BEGIN:[ \t]*VCARD[ \t]*$/i.test(line)) {
      if (lines !== null && depth === 0) yield { lines, isWhole: false };
      if (depth === 0) lines = [];
    } else if (/^AGENT(?:;[^:]*)?:[ \t]*$/i.test(line) && lines !== null) depth += 1;
    else if (/^END:[ \t]*VCARD[ \t]*$/i.test(line)) {
      if (depth > 0) depth -= 1;
      else if (lines !== null) {
        yield { lines, isWhole: true };
        lines = null;
      }
    } else if (lines !== null && depth === 0 && lines.length < MOST_LINES_OF_CARD) lines.push(line);
  }
  if (lines !== null) yield { lines, isWhole: false };
}

/** Unfolds: a line that begins with a blank goes on, and so does quoted-printable text that ends in `=`. */
function* contentLines(text: string): Generator<string> {
  let parts: string[] = [];
  let isQuoted = false;
  let start = 0;
  while (start <= text.length) {
    let end = text.indexOf('\n', start);
    if (end === -1) end = text.length;
    const line = text.slice(start, text[end - 1] === '\r' ? end - 1 : end);
    start = end + 1;
    const last = parts.at(-1);
    const isSoft = isQuoted && last?.endsWith('=') === true;
    // A card that ends with `=` in its last text must not swallow the end of the card.
    if (isSoft && !/^(?:BEGIN|END):/i.test(line)) {
      parts[parts.length - 1] = last.slice(0, -1);
      if (parts.length < 2000) parts.push(line);
      continue;
    }
    if (parts.length > 0 && /^[ \t]/.test(line)) {
      if (parts.length < 2000) parts.push(line.slice(1));
      continue;
    }
    if (parts.length > 0) yield parts.join('');
    parts = line === '' ? [] : [line];
    isQuoted = /^[^:]{0,200}QUOTED-PRINTABLE/i.test(line);
  }
  if (parts.length > 0) yield parts.join('');
}

interface Property {
  /** In capitals. */
  readonly name: string;
  readonly parameters: Readonly<Record<string, unknown>>;
  /** A text, or a list of texts or lists for what has parts. */
  readonly value: unknown;
}

interface Value {
  readonly value: string;
  readonly isPreferred: boolean;
}

class Card {
  readonly #properties: readonly Property[];
  readonly #isGroup: boolean;

  constructor(lines: readonly string[]) {
    const version = /^[\d.]+/.exec(
      lines
        .find(line => /^VERSION:/i.test(line))
        ?.slice('VERSION:'.length)
        .trim() ?? '',
    )?.[0];
    this.#properties = lines.flatMap(line => propertyOf(line, version ?? '3.0') ?? []);
    this.#isGroup = lines.some(line => new RegExp(`^(?:KIND|${GROUP_KIND})(?:;[^:]*)?:\\s*group\\s*$`, 'i').test(line));
  }

  isGroup(): boolean {
    return this.#isGroup;
  }

  #all(name: string): readonly Property[] {
    return this.#properties.filter(property => property.name === name);
  }

  text(name: string): string | null {
    const texts = this.#all(name).map(property => partsOf(property).join(', ').trim());
    return texts.find(text => text !== '') ?? null;
  }

  /** The parts of a structured value. */
  parts(name: string): readonly string[] {
    const [property] = this.#all(name);
    return property === undefined ? [] : partsOf(property);
  }

  /** The values of a property that may occur several times, the preferred ones first. */
  preferred(name: string): readonly Value[] {
    const values = this.#all(name)
      .slice(0, 100)
      .map(property => ({ value: partsOf(property).join(','), isPreferred: isPreferred(property) }));
    return values.toSorted((one, other) => Number(other.isPreferred) - Number(one.isPreferred));
  }
}

function partsOf(property: Property): readonly string[] {
  const { value } = property;
  const flat = (part: unknown): string => (Array.isArray(part) ? part.map(flat).join(' ') : String(part ?? ''));
  return Array.isArray(value) ? value.map(flat) : [flat(value)];
}

function isPreferred(property: Property): boolean {
  const { type, pref } = property.parameters;
  const types = (Array.isArray(type) ? type : [type]).map(one => String(one ?? '').toLowerCase());
  return types.some(one => one.split(',').includes('pref')) || pref === '1';
}

/**
 * What the library makes of a line. It knows versions 3 and 4; lines of 2.1 are written as 3 before: types without a
 * name, text in quoted-printable and in another alphabet, no escapes but for the semicolon.
 */
function propertyOf(line: string, version: string): Property | null {
  const match = /^(?:[\w-]{1,60}\.)?([\w-]{1,60})((?:;(?:"[^"]*"|[^":])*)?):(.*)$/s.exec(line.slice(0, 100_000));
  if (match === null) return null;
  const [, name = '', params = '', value = ''] = match;
  if (!READ.includes(name.toUpperCase())) return null;
  const given = params
    .split(';')
    .slice(1, 30)
    .filter(param => param !== '');
  const isOld = version.startsWith('2');
  const quoted = given.some(param => /^(?:ENCODING=)?QUOTED-PRINTABLE$/i.test(param));
  const charset = given.map(param => /^CHARSET=(.+)$/i.exec(param)?.[1] ?? '').find(found => found !== '') ?? 'utf-8';
  const plain = quoted ? unquoted(value, charset) : value;
  const kept = given
    .filter(param => !/^(?:ENCODING|CHARSET|VALUE)=|^QUOTED-PRINTABLE$|^(?:7|8)BIT$/i.test(param))
    .map(param => (param.includes('=') ? param : `TYPE=${param}`));
  const escaped = isOld || quoted ? escapedText(plain) : plain;
  // Version 4 calls a telephone number a link; as text it may be anything people write.
  const type = /^TEL$/i.test(name) ? ['VALUE=text'] : [];
  const head = [name, ...kept, ...type].join(';');
  for (const attempt of [`${head}:${escaped}`, `${name}:${escaped}`]) {
    try {
      const designSet = version.startsWith('4') ? ICAL.design.vcard : ICAL.design.vcard3;
      // A jCard property (RFC 7095): name, parameters, type, value.
      const parsed: unknown = ICAL.parse.property(attempt, designSet);
      if (!Array.isArray(parsed)) return null;
      const parameters: unknown = parsed[1];
      const types = typeof parameters === 'object' && parameters !== null ? { ...parameters } : {};
      return { name: name.toUpperCase(), parameters: types, value: parsed[3] };
    } catch {
      // Parameters that are broken do not matter.
    }
  }
  return null;
}

/** Commas separate nothing in 2.1, and a line break must not end the line. */
function escapedText(text: string): string {
  return text
    .replace(/\\(?![;,:nN\\])/g, '\\\\')
    .replace(/(?<!\\),/g, '\\,')
    .replace(/\r?\n/g, '\\n');
}

/** Quoted-printable (RFC 2045, 6.7) in the alphabet that the line names. */
function unquoted(text: string, charset: string): string {
  const bytes = new Uint8Array(text.length * 4);
  const encoder = new TextEncoder();
  let length = 0;
  for (let index = 0; index < text.length; index += 1) {
    const hex = text[index] === '=' ? /^[0-9A-F]{2}/i.exec(text.slice(index + 1, index + 3))?.[0] : undefined;
    if (hex !== undefined) {
      bytes[length] = Number.parseInt(hex, 16);
      length += 1;
      index += 2;
      continue;
    }
    const code = text.charCodeAt(index);
    if (code < 0x80) {
      bytes[length] = code;
      length += 1;
    } else {
      // Letters as they are, in a text that should have none.
      const point = text.codePointAt(index) ?? code;
      const letter = encoder.encode(String.fromCodePoint(point));
      bytes.set(letter, length);
      length += letter.length;
      if (point > 0xffff) index += 1;
    }
  }
  return decode(charset, bytes.subarray(0, length));
}
