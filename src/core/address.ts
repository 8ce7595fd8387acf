import { cleanLine } from './text.ts';

/**
 * An address as people have it in mail: `local@domain.tld`. Stricter than RFC 5322, which also allows comments, quoted
 * blanks and bare hosts; what it refuses is far more often a slip than an address.
 */
const ADDRESS =
  /^[^\s@<>()[\]\\,;:"']{1,64}(?:'[^\s@<>()[\]\\,;:"']{1,64})?@(?:[\p{L}\p{N}](?:[\p{L}\p{M}\p{N}-]{0,61}[\p{L}\p{M}\p{N}])?\.)+\p{L}[\p{L}\p{M}\p{N}-]{1,62}$/u;

/** How many characters an address may have in all (RFC 5321, 4.5.3.1.3, less the angle brackets). */
const LONGEST = 254;

/** The address in lower case, or `null` when the text is none. */
export function parseAddress(text: string): string | null {
  // Looked at before cleaning, which cuts: the beginning of a longer text may be an address by chance.
  if (text.trim().length > LONGEST) return null;
  const address = cleanLine(text, LONGEST).toLocaleLowerCase('en');
  return ADDRESS.test(address) && !address.includes('..') ? address : null;
}

export interface NamedAddress {
  /** `null` when only the address is known. */
  readonly name: string | null;
  readonly email: string | null;
}

/** Reads `Name <a@b.org>`, `a@b.org` or a bare name. `null` when nothing is left. */
export function parseNamedAddress(text: string): NamedAddress | null {
  const line = cleanLine(text, 400);
  const bracketed = /^(.*?)\s*<\s*([^<>]+?)\s*>$/.exec(line);
  const email = parseAddress(bracketed?.[2] ?? line);
  const rawName = (bracketed === null ? (email === null ? line : '') : (bracketed[1] ?? ''))
    .replace(/^["']+|["']+$/g, '')
    .trim();
  // A name that is an address says nothing when it is the same, and lies when it is another.
  const name = rawName === '' || (email !== null && parseAddress(rawName) !== null) ? null : rawName;
  return name === null && email === null ? null : { name, email };
}

/** A recipient list longer than this is no list that a person wrote. */
const LONGEST_LIST = 4000;

/** Commas and semicolons outside quotes. Semicolons are not in the standard (RFC 6068), only in many pages. */
const BETWEEN_PEOPLE = /[,;](?=(?:[^"]*"[^"]*")*[^"]*$)/;

/** The people a `mailto:` link writes to; empty for a share link, or one that is broken. */
export function addressesOfMailto(link: string): readonly NamedAddress[] {
  const match = /^mailto:([^?#]*)(?:\?([^#]*))?(?:#.*)?$/is.exec(link.trim());
  if (match === null) return [];
  const headers = (match[2] ?? '').split('&').filter(header => /^to=/i.test(header));
  return [match[1] ?? '', ...headers.map(header => header.slice('to='.length))]
    .filter(list => list.length <= LONGEST_LIST)
    .flatMap(list => list.split(BETWEEN_PEOPLE))
    .flatMap(peopleOf);
}

/** Usually one; several where a page encoded the whole list, commas and all. */
function peopleOf(encoded: string): NamedAddress[] {
  const text = decode(encoded);
  const person = parseNamedAddress(text);
  if (person !== null && person.email !== null) return [person];
  const people = text.split(BETWEEN_PEOPLE).map(parseNamedAddress);
  // An encoded comma belongs to the address (RFC 6068), so unless every part is one, the parts are not people.
  return people.every((part): part is NamedAddress => part !== null && part.email !== null) ? people : [];
}

function decode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return '';
  }
}
