import type { CapturedItem, CapturedPerson } from '../../src/capture/site.ts';
import type { Expected } from './compare.ts';

/**
 * The traps of a sidecar (`doNotReturn`) are sentences for people. Many of them name a text and the field it must not be
 * in, an address, a day, or a number of things, and those can be checked; the others are counted as not checked.
 */

export interface TrapReport {
  /** Those that could be checked. */
  readonly checked: readonly string[];
  /** Those of them that the reader fell into. */
  readonly violated: readonly string[];
}

/** Says whether the reader fell into a trap. */
type Check = (items: readonly CapturedItem[]) => boolean;

export function checkTraps(expected: Expected, items: readonly CapturedItem[]): TrapReport {
  const found = items.filter(item => item.type !== 'page' || item.people.length > 0);
  const traps = (expected.doNotReturn ?? []).map(trap => ({ trap, checks: checksOf(trap, expected) }));
  const checked = traps.filter(({ checks }) => checks.length > 0);
  return {
    checked: checked.map(({ trap }) => trap),
    violated: checked.filter(({ checks }) => checks.some(check => check(found))).map(({ trap }) => trap),
  };
}

const ADDRESS = /[^\s"'<>(),:]+@[\w.-]+\.\w+/g;
const MONTHS = [
  'January',
  'February',
  'March',
  'April',
  'May',
  'June',
  'July',
  'August',
  'September',
  'October',
  'November',
  'December',
];
const NUMBERS: Readonly<Record<string, number>> = { twice: 2, two: 2, three: 3, four: 4, five: 5, six: 6 };

/** The words by which the sentences call a field. */
const FIELD_WORDS = {
  name: /\b(?:names?|persons?|participants?|people|attendees?|organi[sz]er|contacts?|recipients?)\b/i,
  title: /\btitles?\b/i,
  snippet: /\b(?:snippets?|quotes?|descriptions?)\b/i,
  location: /\blocations?\b/i,
} as const;

function checksOf(trap: string, expected: Expected): readonly Check[] {
  const quoted = [...trap.matchAll(/"((?:[^"\\]|\\.)+)"/g)].map(match => (match[1] ?? '').trim());
  const unquoted = trap.replace(/"[^"]*"/g, ' ');
  return [
    ...negativeChecks(expected),
    ...strangerChecks(unquoted, expected),
    ...wordChecks(quoted, fieldWordsOf(unquoted), expected),
    ...subjectChecks(trap, expected),
    ...countChecks(trap, unquoted, expected),
    ...dayChecks(unquoted, expected),
    ...formChecks(trap, quoted, unquoted, expected),
  ];
}

/** The part of a sentence that names the field: a remark in brackets does only where nothing else does. */
function fieldWordsOf(unquoted: string): string {
  const outside = unquoted.replace(/\([^()]*\)/g, ' ');
  return Object.values(FIELD_WORDS).some(words => words.test(outside)) ? outside : unquoted;
}

const peopleOf = (items: readonly CapturedItem[]): readonly CapturedPerson[] => items.flatMap(({ people }) => people);

/** Where nothing is expected, whatever is returned is what the trap warns of. */
function negativeChecks(expected: Expected): readonly Check[] {
  return expected.interactions.length === 0 ? [items => items.length > 0] : [];
}

/** An address that is nobody here. */
function strangerChecks(unquoted: string, expected: Expected): readonly Check[] {
  const wanted = new Set(
    expected.interactions.flatMap(want => (want.people ?? []).map(person => person.email?.toLowerCase())),
  );
  const addresses = [...unquoted.matchAll(ADDRESS)].map(match => match[0].toLowerCase());
  const strangers = addresses.filter(address => !wanted.has(address));
  return strangers.length === 0 ? [] : [items => peopleOf(items).some(({ email }) => strangers.includes(email ?? ''))];
}

/** Quoted words in the field that is named. */
function wordChecks(quoted: readonly string[], unquoted: string, expected: Expected): readonly Check[] {
  if (quoted.length === 0) return [];
  const isLeading = /\bleading\b/.test(unquoted);
  const wanted = expected.interactions;
  // "Ruth Ekman twice" names somebody who is right once.
  const isName = (words: string) =>
    !wanted.some(({ people }) => people?.some(({ name }) => fold(name) === fold(words)));
  const isTitle = (words: string) => !wanted.some(({ title }) => fold(title) === fold(words));
  const checks: Check[] = [];
  if (FIELD_WORDS.name.test(unquoted)) {
    checks.push(items =>
      quoted.some(words => isName(words) && peopleOf(items).some(({ name }) => isText(name, words))),
    );
  }
  if (FIELD_WORDS.title.test(unquoted))
    checks.push(items => quoted.some(words => isTitle(words) && items.some(({ title }) => isText(title, words))));
  if (FIELD_WORDS.snippet.test(unquoted)) {
    checks.push(items =>
      items.some(({ snippet }) =>
        // Leading characters are a trap only at the beginning.
        quoted.some(words =>
          isLeading ? (snippet ?? '').trim().startsWith(words.trim()) : hasWords(snippet ?? '', words),
        ),
      ),
    );
  }
  if (FIELD_WORDS.location.test(unquoted))
    checks.push(items => quoted.some(words => items.some(({ location }) => isText(location, words))));
  return checks;
}

/** "Geoloqi as a participant", "http://geoloqi.com/ as url", "noor%40harbour.example undecoded", "raw =C3=91". */
function subjectChecks(trap: string, expected: Expected): readonly Check[] {
  const checks: Check[] = [];
  const person = /^(\S(?:(?! as ).){0,60}) as (?:an? |the )?(?:person|participant|attendee|contact|recipient)\b/i.exec(
    trap,
  );
  const subject = person?.[1] ?? '';
  if (subject !== '' && !/["@]|^(?:the|an?|any) /i.test(subject)) {
    checks.push(items => peopleOf(items).some(({ name, email }) => isText(name, subject) || isText(email, subject)));
  }
  const link = /^(https?:\/\/\S+) as (?:an? |the )?(?:url|link)\b/i.exec(trap)?.[1];
  if (link !== undefined) checks.push(items => items.some(({ url }) => url === link));
  const raw = /^(\S+) undecoded\b/.exec(trap)?.[1] ?? /^raw (\S+)/.exec(trap)?.[1];
  if (raw !== undefined) checks.push(items => JSON.stringify(items).includes(raw));
  if (/as (?:an? )?(?:person|people|participants?|attendees?|recipients?)\b/.test(trap)) {
    const isNobody = expected.interactions.every(({ people }) => people !== undefined && people.length === 0);
    if (isNobody) checks.push(items => peopleOf(items).length > 0);
  }
  return checks;
}

/** "two events", "the event three times", "four people", "Ruth Ekman twice". */
function countChecks(trap: string, unquoted: string, expected: Expected): readonly Check[] {
  const checks: Check[] = [];
  const things = /\b(two|three|four|five|six) (?:\w+ )?(events?|interactions|people|persons|times)\b/i.exec(unquoted);
  const [, word = '', thing = ''] = things ?? [];
  if (/^(?:people|persons)$/i.test(thing)) {
    const wanted = expected.interactions.flatMap(({ people }) => people ?? []).length;
    checks.push(items => peopleOf(items).length > wanted);
  } else if (NUMBERS[word.toLowerCase()] !== undefined) {
    const isEvent = /event/i.test(unquoted);
    const wanted = expected.interactions.filter(({ type }) => !isEvent || type === 'event').length;
    checks.push(items => items.filter(({ type }) => !isEvent || type === 'event').length > wanted);
  }
  const further = /\bfurther (\w+?)s\b/i.exec(unquoted)?.[1];
  if (further !== undefined) {
    const wanted = expected.interactions.filter(({ type }) => type === further).length;
    checks.push(items => items.filter(({ type }) => type === further).length > wanted);
  }
  const twice = /^"?([^"]+?)"? twice\b/.exec(trap)?.[1];
  if (twice !== undefined) {
    checks.push(items =>
      items.some(({ people }) => people.filter(({ name, email }) => isText(name, twice) || email === twice).length > 1),
    );
  }
  return checks;
}

/** "2000-01-01 as date", "a date of June 2014", "7 November as the message date": unless it is somewhere right. */
function dayChecks(unquoted: string, expected: Expected): readonly Check[] {
  const texts = [...unquoted.matchAll(/\b\d{4}-\d{2}-\d{2}(?:T\d{2}:\d{2})?/g)].map(
    match => new RegExp(`^${match[0]}`),
  );
  const names = MONTHS.join('|');
  const months = [...unquoted.matchAll(new RegExp(`\\b(${names}) (\\d{4})\\b`, 'g'))].map(
    ([, month = '', year]) => new RegExp(`^${year}-${twoDigits(MONTHS.indexOf(month) + 1)}`),
  );
  const days = [...unquoted.matchAll(new RegExp(`\\b(\\d{1,2}) (${names})\\b`, 'g'))].map(
    ([, day, month = '']) => new RegExp(`^\\d{4}-${twoDigits(MONTHS.indexOf(month) + 1)}-${twoDigits(Number(day))}`),
  );
  const right = expected.interactions.flatMap(({ date, start, end }) => [date, start, end]);
  const wrong = [...texts, ...months, ...days].filter(day => !right.some(time => day.test(time ?? '')));
  if (wrong.length === 0) return [];
  return [items => timesOf(items).some(time => wrong.some(day => day.test(time)))];
}

function formChecks(trap: string, quoted: readonly string[], unquoted: string, expected: Expected): readonly Check[] {
  const checks: Check[] = [];
  if (/\ban empty name\b/.test(trap)) checks.push(items => peopleOf(items).some(({ name }) => name?.trim() === ''));
  if (/\ban empty title\b/.test(trap)) checks.push(items => items.some(({ title }) => title?.trim() === ''));
  if (/\binvalid date\b/i.test(trap)) checks.push(items => timesOf(items).some(time => Number.isNaN(Date.parse(time))));
  if (/\bnegative duration\b/.test(trap)) {
    checks.push(items =>
      items.some(({ start, end }) => start !== null && end !== null && Date.parse(end) < Date.parse(start)),
    );
  }
  if (/\binside (?:an|the) address\b/.test(unquoted)) {
    const marks = [
      ...(/angle brackets/.test(unquoted) ? ['<', '>'] : []),
      ...(/\bquotes\b/.test(unquoted) ? ['"'] : []),
      ...quoted,
    ];
    checks.push(items => peopleOf(items).some(({ email }) => marks.some(mark => email?.includes(mark) === true)));
  }
  if (/\bwith the address\b/.test(unquoted))
    checks.push(items => peopleOf(items).some(({ email }) => quoted.includes(email ?? '')));
  if (/^a start date\b/.test(trap)) checks.push(items => items.some(({ start }) => start !== null));
  if (/^today as date\b/.test(trap) && expected.interactions.every(({ date }) => date === null))
    checks.push(items => items.some(({ date }) => date !== null));
  if (/\bHTML as snippet\b/i.test(trap)) checks.push(items => items.some(({ snippet }) => /<\w/.test(snippet ?? '')));
  if (/\bas a human attendee\b/.test(trap)) {
    const resources = expected.interactions
      .flatMap(({ people }) => people ?? [])
      .filter(({ role }) => role === 'resource')
      .map(({ email }) => email);
    if (resources.length > 0) {
      checks.push(items => peopleOf(items).some(({ email, role }) => role !== 'resource' && resources.includes(email)));
    }
  }
  if (/"[^"]*" parsed into the wrong year\b/.test(trap)) {
    const years = expected.interactions.flatMap(({ date, start }) => [date, start]).map(time => time?.slice(0, 4));
    checks.push(items => timesOf(items).some(time => !years.includes(time.slice(0, 4))));
  }
  return checks;
}

function timesOf(items: readonly CapturedItem[]): readonly string[] {
  return items.flatMap(({ date, start, end }) => [date, start, end]).filter(time => time !== null);
}

function isText(value: string | null, words: string): boolean {
  return value !== null && fold(value).toLowerCase() === fold(words).toLowerCase();
}

/** Whole words, so that "Hi" is not found in "This". */
function hasWords(text: string, words: string): boolean {
  // In the sidecars a line break is written out.
  const wanted = fold(words.replaceAll('\\n', '\n'));
  if (wanted === '') return false;
  const at = ` ${fold(text)} `.indexOf(wanted);
  if (at === -1) return false;
  const isLetter = (character: string | undefined) => /[\p{L}\p{N}]/u.test(character ?? '');
  const padded = ` ${fold(text)} `;
  return !(
    (isLetter(padded[at - 1]) && isLetter(wanted[0])) ||
    (isLetter(padded[at + wanted.length]) && isLetter(wanted.at(-1)))
  );
}

function fold(text: string | null | undefined): string {
  return (text ?? '').normalize('NFC').replace(/\s+/g, ' ').trim();
}

function twoDigits(value: number): string {
  return String(value).padStart(2, '0');
}
