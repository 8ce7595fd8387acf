import { cleanLine, hasUnwanted } from './text.ts';

/** `local@domain.tld` as people have it; what RFC 5322 allows beyond that is far more often a slip than an address. */
const ADDRESS =
  /^[^\s@<>()[\]\\,;:"]{1,64}@(?:[\p{L}\p{N}](?:[\p{L}\p{N}\p{M}-]{0,61}[\p{L}\p{N}\p{M}])?\.){1,10}\p{L}[\p{L}\p{N}\p{M}-]{1,62}$/u;

/** How many characters an address may have in all (RFC 5321, 4.5.3.1.3, less the angle brackets). */
const LONGEST_ADDRESS = 254;

/** A link longer than this is no list of addresses anybody would write to. */
const LONGEST_LIST = 8000;

/** Marks of direction around an address, as pages in Arabic and Hebrew put them; inside one they are a trick. */
const MARKS_AROUND =
  /^[\s\u061C\u200E\u200F\u202A-\u202E\u2066-\u2069]+|[\s\u061C\u200E\u200F\u202A-\u202E\u2066-\u2069]+$/g;

/** The address in lower case, or `null` when the text is none. */
export function parseAddress(text: string): string | null {
  if (text.length > LONGEST_ADDRESS + 20) return null;
  const address = text.replace(MARKS_AROUND, '').toLowerCase();
  if (address.length > LONGEST_ADDRESS || hasUnwanted(address) || !ADDRESS.test(address)) return null;
  return /^[.']|\.\.|['.]@/.test(address) ? null : address;
}

/** Something that looks like an address, anywhere in a text. */
const LIKE_ADDRESS = /[^\s@]@[\p{L}\p{N}-]+\./u;

/** The name in a text; `null` when it holds no letter, or an address (which may be another than the person's). */
export function cleanName(text: string): string | null {
  if (text.includes('\uFFFD')) return null;
  const name = cleanLine(text, 200)
    .replace(/^["'\u201C\u201D\u201E\s]+|["'\u201C\u201D\s]+$/g, '')
    .replace(/\\(["\\])/g, '$1');
  return /\p{L}/u.test(name) && !LIKE_ADDRESS.test(name) ? name : null;
}

export interface NamedAddress {
  /** `null` when only the address is known. */
  readonly name: string | null;
  readonly email: string;
}

/** Reads `Name <a@b.org>`, `a@b.org (Name)` and `a@b.org`; `null` when there is no valid address. */
export function parseNamedAddress(text: string): NamedAddress | null {
  if (text.length > 600) return null;
  const line = text.trim();
  // A line break here is an attempt to add a header to the mail.
  // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for
  if (/[\u0000-\u001F\u007F]/.test(line)) return null;
  const bracketed = /^(.*)<([^<>]*)>$/.exec(line);
  if (bracketed !== null) {
    const [, name = '', address = ''] = bracketed;
    // A name with brackets in it was written by somebody who tries things.
    return named(/[<>]/.test(name) ? '' : name, address);
  }
  const commented = /^([^()\s]+)\s*\(([^()]*)\)$/.exec(line);
  if (commented !== null) return named(commented[2] ?? '', commented[1] ?? '');
  return named('', line);
}

function named(name: string, address: string): NamedAddress | null {
  const email = parseAddress(address);
  return email === null ? null : { name: cleanName(name), email };
}

/**
 * The people a `mailto:` link writes to, at most 50; empty for a share link and for one that is broken or tries to
 * smuggle something in. Copies (`cc`, `bcc`) are not whom the link is for and are left out.
 */
export function addressesOfMailto(href: string): readonly NamedAddress[] {
  const link = href.slice(0, LONGEST_LIST).trim();
  const match = /^mailto:(?:\/\/)?([^?]*)(?:\?(.*))?$/is.exec(link);
  if (match === null) return [];
  const [, path = '', query] = match;
  // The list was cut off in the middle, and half an address may be somebody else's.
  if (query === undefined && href.length > LONGEST_LIST) return [];
  return [path, ...recipientsOf(query ?? '')].flatMap(addressesOfList).slice(0, 50);
}

function recipientsOf(query: string): readonly string[] {
  return query
    .split(/&(?:amp;)?/)
    .slice(0, 50)
    .filter(field => /^to=/i.test(field))
    .map(field => field.slice(3));
}

function addressesOfList(list: string): readonly NamedAddress[] {
  return splitList(list).flatMap(part => {
    const text = decode(part);
    const one = parseNamedAddress(text) ?? parseNamedAddress(text.replace(/#.*$/s, ''));
    if (one !== null) return [one];
    // Some pages escape the commas between the addresses, too.
    const several = splitList(text).map(parseNamedAddress);
    const valid = several.filter(person => person !== null);
    return several.length > 1 && valid.length === several.length ? valid : [];
  });
}

/** Splits at commas and semicolons that are not inside quotation marks, escaped or not. */
function splitList(list: string): readonly string[] {
  const parts: string[] = [];
  let start = 0;
  let isQuoted = false;
  for (let index = 0; index < list.length; index += 1) {
    const character = list[index];
    if (character === '"' || list.startsWith('%22', index)) isQuoted = !isQuoted;
    else if ((character === ',' || character === ';') && !isQuoted) {
      parts.push(list.slice(start, index));
      start = index + 1;
    }
  }
  parts.push(list.slice(start));
  return parts.filter(part => part.trim() !== '');
}

/** Escapes of another encoding than UTF-8 become U+FFFD, which no address and no name may hold. */
function decode(text: string): string {
  return text.replace(/(?:%[0-9a-f]{2})+/gi, escapes => {
    try {
      return decodeURIComponent(escapes);
    } catch {
      return '\uFFFD';
    }
  });
}

/** Whether mail to both goes to one mailbox: `+anything` is a label everywhere we read, dots count for nothing at Gmail. */
export function isSameMailbox(one: string, other: string): boolean {
  return one === other || mailboxOf(one) === mailboxOf(other);
}

function mailboxOf(address: string): string {
  const at = address.lastIndexOf('@');
  const local = address.slice(0, at).replace(/\+.*$/, '');
  const domain = address.slice(at + 1).replace(/^googlemail\.com$/, 'gmail.com');
  return `${domain === 'gmail.com' ? local.replaceAll('.', '') : local}@${domain}`;
}
