import { addressesOfMailto, cleanName, isSameMailbox, parseAddress, parseNamedAddress } from '../addresses.ts';
import { attributeOf } from '../dom.ts';
import type { CaptureContext, CapturedPerson, PersonRole } from '../site.ts';
import { withoutAccents } from '../text.ts';
import { type Datum, first, lineIn, linesOf, type Thing } from './things.ts';

/** Whom a thing names. */
export interface Named {
  /** `null` when only the address is known. */
  readonly name: string | null;
  /** In the order of the page; empty for none. */
  readonly emails: readonly string[];
}

const MOST_ADDRESSES = 5;

/** The name of a person or an organization; `null` for none. */
export function nameOf(thing: Thing): string | null {
  const whole = cleanName(lineIn(first(thing, 'name'), 200));
  if (whole !== null && !isLink(whole)) return whole;
  const parts = ['honorificprefix', 'givenname', 'additionalname', 'familyname', 'honorificsuffix']
    .map(name => lineIn(first(thing, name), 80))
    .filter(part => part !== '');
  const isPerson = first(thing, 'givenname', 'familyname') !== null;
  const put = isPerson ? cleanName(parts.join(' ')) : null;
  return put ?? cleanName(lineIn(first(thing, 'legalname', 'alternatename'), 200));
}

function isLink(text: string): boolean {
  return /^(?:https?:\/\/|www\.)\S+$/i.test(text);
}

/** The addresses of a person or an organization, their own first, then those of their contact points. */
export function emailsOf(thing: Thing): readonly string[] {
  const own = thing.all('email').flatMap(emailsIn);
  const points =
    own.length > 0 ? [] : thing.all('contactpoint').flatMap(({ thing: point }) => point?.all('email') ?? []);
  return [...new Set([...own, ...points.flatMap(emailsIn)])].slice(0, MOST_ADDRESSES);
}

function emailsIn(datum: Datum): readonly string[] {
  const href = attributeOf(datum.element, 'href', 4000);
  const text = /^\s*mailto:/i.test(href) ? href : lineIn(datum, 500);
  if (/^mailto:/i.test(text.trim())) return addressesOfMailto(text).map(({ email }) => email);
  const one = parseAddress(text) ?? parseNamedAddress(text)?.email;
  if (one !== undefined && one !== null) return [one];
  return text
    .split(/[\s,;/|]+/, 10)
    .map(parseAddress)
    .filter(email => email !== null);
}

/** What some systems write where nobody was named: the type that a name would have had. */
const BARE_TYPES = new Set(['Organization', 'Person', 'PerformingGroup', 'MusicGroup']);

/** Whom a value of `organizer` and the like means; `null` when it names nobody. */
export function namedIn(datum: Datum): Named | null {
  const { thing } = datum;
  if (thing !== null) {
    const named = { name: nameOf(thing), emails: emailsOf(thing) };
    if (named.name !== null || named.emails.length > 0) return named;
    if (thing.syntax === 'json-ld') return null;
  }
  const href = attributeOf(datum.element, 'href', 4000);
  const linked = addressesOfMailto(href)[0];
  const text = linesOf(datum, 200)[0] ?? '';
  const written = text.length <= 200 ? parseNamedAddress(text.replace(/^mailto:/i, '')) : null;
  if (written !== null) return { name: written.name, emails: [linked?.email ?? written.email] };
  const name = isLink(text) || text.length > 120 || BARE_TYPES.has(text) ? null : cleanName(text);
  if (linked !== undefined) return { name: linked.name ?? name, emails: [linked.email] };
  return name === null ? null : { name, emails: [] };
}

/** Gathers the people of an item, each once. */
export class Gathering {
  readonly #people: CapturedPerson[] = [];
  readonly #context: CaptureContext;

  constructor(context: CaptureContext) {
    this.#context = context;
  }

  get people(): readonly CapturedPerson[] {
    return this.#people;
  }

  /** Adds somebody in a role, unless they are there already in one that says more. */
  add(named: Named, role: PersonRole): void {
    for (const email of named.emails.length > 0 ? named.emails : [null]) this.#addOne(named.name, email, role);
  }

  #addOne(name: string | null, email: string | null, role: PersonRole): void {
    const index = this.#people.findIndex(
      person =>
        (email !== null && person.email === email) ||
        ((email === null || person.email === null) && name !== null && isSameName(person.name, name)),
    );
    const known = this.#people[index];
    if (known === undefined) {
      if (this.#people.length < 500) this.#people.push({ name, email, role, isSelf: this.#isSelf(email) });
      return;
    }
    const merged = { ...known, name: known.name ?? name, email: known.email ?? email };
    this.#people[index] = { ...merged, isSelf: this.#isSelf(merged.email) };
  }

  #isSelf(email: string | null): boolean {
    return email !== null && this.#context.selfEmails.some(own => isSameMailbox(own.toLowerCase(), email));
  }
}

export function isSameName(one: string | null, other: string | null): boolean {
  return one !== null && other !== null && folded(one) === folded(other);
}

/** Letters and digits only, to compare by. */
export function folded(text: string): string {
  return withoutAccents(text).replace(/[^\p{L}\p{N}]+/gu, '');
}
