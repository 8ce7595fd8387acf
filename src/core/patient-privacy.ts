import { findContacts } from './identifiers/contacts.ts';
import { findAges, findDates } from './identifiers/dates.ts';
import type { Finding, IdentifierKind, Recognizer } from './identifiers/finding.ts';
import { findNames } from './identifiers/names.ts';
import { findNumbers } from './identifiers/numbers.ts';
import { findPlaces, findRooms } from './identifiers/places.ts';
import { searchKey } from './text.ts';

export type { Finding, IdentifierKind, Safer } from './identifiers/finding.ts';

/** Who looks for what. A new recognizer is a function in a file beside these and a line here. */
const RECOGNIZERS: readonly Recognizer[] = [
  findNames,
  findPlaces,
  findDates,
  findAges,
  findContacts,
  findNumbers,
  findRooms,
];

export interface PrivacyOptions {
  /**
   * What is nobody's secret: names, addresses and numbers of the mentors and of the student, names of rotations, sites
   * and schools. They are never marked, but where a word says that somebody is a patient or close to one: there a name
   * that is known too is marked with low confidence, since patients have the names that mentors have.
   */
  readonly known?: readonly string[];
}

/**
 * What in a text looks like a patient's identifier, in the order of the text and without overlaps. It is a warning and
 * never a guarantee: plain names and cities, for instance, cannot be told from other words.
 */
export function findIdentifiers(text: string, { known = [] }: PrivacyOptions = {}): readonly Finding[] {
  return identifierFinder(known)(text);
}

/** The same for many texts: what is known is prepared once, and not before something is found. */
export function identifierFinder(known: readonly string[]): (text: string) => readonly Finding[] {
  let isKnown: ReturnType<typeof knownTo> | null = null;
  return text => {
    const found = RECOGNIZERS.flatMap(recognize => [...recognize(text)]);
    if (found.length === 0) return [];
    isKnown ??= knownTo(known);
    const told = isKnown;
    const unknown = found.flatMap(finding => {
      const how = told(text.slice(finding.start, finding.end), finding.kind);
      if (how === 'no') return [finding];
      return how === 'known' ? [] : [{ ...finding, confidence: 'low' as const }];
    });
    return apart(unknown);
  };
}

/** The text with other words in a finding's place. Nothing in its place leaves no two blanks, and none before a comma. */
export function replaceFinding(text: string, { start, end }: Finding, words: string): string {
  const before = text.slice(0, start);
  const after = text.slice(end);
  if (words !== '') return `${before}${isAtStart(before) ? capitalised(words) : words}${after}`;
  if (!/^(?:$|[\s,.;:!?)])/.test(after)) return `${before}${after}`;
  const left = before.replace(/[ \t]{1,20}$/, '');
  // Of the two commas around it one is enough.
  return `${left}${left.endsWith(',') ? after.replace(/^,/, '') : after}`.trimStart();
}

/** Whether a sentence begins here. */
function isAtStart(before: string): boolean {
  const last = before.slice(-20).trimEnd();
  return last === ''
    ? before.length <= 20
    : /[.!?]$/.test(last) && !/\b(?:pt|vs|dr|mr|mrs|ms|e\.g|i\.e)\.$/i.test(last);
}

function capitalised(words: string): string {
  return `${words.charAt(0).toUpperCase()}${words.slice(1)}`;
}

/** Words that announce or join a name and are none. */
const AROUND_NAMES: ReadonlySet<string> = new Set(
  'mr mrs ms miss mx mister pt patient patients named called is was name'.split(' '),
);
const SHORTEST_NUMBER = 5;

/** Whether a stretch is made of what is known alone; or `perhaps`, where it is the name of more than one person. */
function knownTo(known: readonly string[]): (found: string, kind: IdentifierKind) => 'known' | 'perhaps' | 'no' {
  const words = new Set<string>();
  const phrases = new Set<string>();
  const numbers = new Set<string>();
  for (const one of known) {
    const key = searchKey(one);
    if (key === '') continue;
    phrases.add(key).add(searchKey(one.split(',', 1)[0] ?? ''));
    for (const word of key.split(' ')) words.add(word);
    const digits = one.replace(/\D/g, '');
    if (digits.length >= SHORTEST_NUMBER) numbers.add(digits.slice(-10));
  }
  return (found, kind) => {
    const key = searchKey(found);
    if (kind !== 'name' && phrases.has(key)) return 'known';
    const digits = found.replace(/\D/g, '');
    if (digits.length >= SHORTEST_NUMBER && kind !== 'date' && numbers.has(digits.slice(-10))) return 'known';
    if (kind !== 'name' && kind !== 'place') return 'no';
    const all = key.split(' ');
    const own = all.filter(word => !AROUND_NAMES.has(word.replaceAll('.', '')));
    if (own.length === 0 || !own.every(word => words.has(word))) return 'no';
    if (kind === 'place') return 'known';
    // Who is kept as "Ms. Poe" is. After a comma a new thought may begin with a mentor: "the patient, Ana Rivera watched";
    // with one word alone it may be a site's, which makes nobody known.
    const isMentor = phrases.has(key) || (found.includes(',') && own.length > 1 && phrases.has(own.join(' ')));
    return isMentor && own.length < all.length ? 'known' : 'perhaps';
  };
}

/** Of findings that overlap the surer one, then the longer, then the first. */
function apart(found: readonly Finding[]): Finding[] {
  const sorted = found.toSorted((a, b) => a.start - b.start || b.end - a.end);
  const kept: Finding[] = [];
  for (const finding of sorted) {
    const last = kept.at(-1);
    if (last === undefined || finding.start >= last.end) kept.push(finding);
    else if (isBetter(finding, last)) kept[kept.length - 1] = finding;
  }
  return kept;
}

function isBetter(one: Finding, other: Finding): boolean {
  if (one.confidence !== other.confidence) return one.confidence === 'high';
  return one.end - one.start > other.end - other.start;
}
