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
   * and schools. They are never marked.
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
    return apart(found.filter(({ start, end, kind }) => !told(text.slice(start, end), kind)));
  };
}

/** The same, remembering what it found: of a page that is typed into, only the line that changes is looked at again. */
export function rememberingFinder(known: readonly string[]): (text: string) => readonly Finding[] {
  const find = identifierFinder(known);
  let earlier = new Map<string, readonly Finding[]>();
  let newer = new Map<string, readonly Finding[]>();
  return text => {
    const found = newer.get(text) ?? earlier.get(text) ?? find(text);
    newer.set(text, found);
    // What was typed in between is asked for never again, and is let go of in time.
    if (newer.size >= MOST_REMEMBERED) {
      earlier = newer;
      newer = new Map();
    }
    return found;
  };
}

/** More lines than a packet has that anybody prints. */
const MOST_REMEMBERED = 4000;

/** The text with every finding that has safer words replaced by what `say` gives for it. */
export function withSaferWords(
  text: string,
  findings: readonly Finding[],
  say: (finding: Finding) => string | null,
): string {
  let changed = text;
  for (const finding of findings.toReversed()) {
    const words = say(finding);
    if (words !== null) changed = replaceFinding(changed, finding, words);
  }
  return changed;
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
  'mr mrs ms miss mx mister dr doctor prof professor pt patient patients named called is was name a the of and his her their'.split(
    ' ',
  ),
);
const SHORTEST_NUMBER = 5;

/** Whether a stretch is made of what is known alone. */
function knownTo(known: readonly string[]): (found: string, kind: IdentifierKind) => boolean {
  const words = new Set<string>();
  const phrases = new Set<string>();
  const numbers = new Set<string>();
  for (const one of known) {
    const key = searchKey(one);
    if (key === '') continue;
    phrases.add(key);
    for (const word of key.split(' ')) words.add(word);
    const digits = one.replace(/\D/g, '');
    if (digits.length >= SHORTEST_NUMBER) numbers.add(digits.slice(-10));
  }
  return (found, kind) => {
    const key = searchKey(found);
    if (phrases.has(key)) return true;
    const digits = found.replace(/\D/g, '');
    if (digits.length >= SHORTEST_NUMBER && kind !== 'date' && numbers.has(digits.slice(-10))) return true;
    if (kind !== 'name' && kind !== 'place' && kind !== 'email' && kind !== 'link') return false;
    const own = key.split(' ').filter(word => !AROUND_NAMES.has(word.replaceAll('.', '')));
    return own.length > 0 && own.every(word => words.has(word));
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
