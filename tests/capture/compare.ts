import type { Capture, CapturedItem, CapturedPerson } from '../../src/capture/site.ts';
import { checkTraps } from './traps.ts';

/**
 * Compares what a reader returned with a sidecar of the form `interaction-expected/1`. What a sidecar does not mention is
 * not compared; what it says is `null` has to be `null`.
 */

export interface ExpectedPerson {
  readonly name: string | null;
  readonly email: string | null;
  readonly role?: string;
  readonly isSelf?: boolean;
  /** Returning them is right, and leaving them out is right too. */
  readonly optional?: boolean;
}

export interface ExpectedInteraction {
  readonly type: string;
  readonly title?: string | null;
  readonly titleAlternatives?: readonly string[];
  readonly people?: readonly ExpectedPerson[];
  readonly date?: string | null;
  readonly dateIsFloating?: boolean;
  readonly dateExact?: string;
  readonly start?: string | null;
  readonly end?: string | null;
  readonly startIsFloating?: boolean;
  readonly endIsFloating?: boolean;
  readonly allDay?: boolean;
  readonly snippet?: string | null;
  readonly snippetStartsWith?: string;
  readonly location?: string | null;
  readonly locationAlternatives?: readonly string[];
  readonly direction?: string;
  readonly messageId?: string | null;
  readonly threadId?: string | null;
  readonly eventId?: string | null;
  readonly url?: string | null;
  readonly conferenceUrl?: string | null;
  readonly optional?: boolean;
  /** Of our own sidecars: whether it is the item in focus. */
  readonly isFocused?: boolean;
}

export interface Expected {
  readonly schema: string;
  readonly site: string;
  readonly page: {
    readonly url: string | null;
    readonly viewerTimeZone?: string | null;
    readonly selfEmail?: string | null;
    readonly openedAt?: string;
    /**
     * Of our own sidecars: the name expected for the student, everywhere. Elsewhere a sidecar gives what the page calls
     * them, which may be the local word for "me", and any name that it gives their address, or none, is right.
     */
    readonly selfName?: string | null;
    /** Of our own sidecars: addresses that were known before the page was read. */
    readonly knownSelfEmails?: readonly string[];
  };
  readonly interactions: readonly ExpectedInteraction[];
  readonly messageCount?: number;
  readonly doNotReturn?: readonly string[];
}

export interface Difference {
  readonly path: string;
  readonly expected: unknown;
  readonly got: unknown;
}

export interface Comparison {
  readonly differences: readonly Difference[];
  /** The violated `doNotReturn` entries, as far as they can be checked mechanically. */
  readonly traps: readonly string[];
}

export const FIELDS = [
  'type',
  'title',
  'people',
  'person name',
  'person email',
  'role',
  'isSelf',
  'date',
  'start',
  'end',
  'allDay',
  'snippet',
  'location',
  'direction',
  'messageId',
  'threadId',
  'eventId',
  'url',
  'conferenceUrl',
] as const;
export type Field = (typeof FIELDS)[number];

/**
 * How one field of one item came out: `missing` where the reader gave nothing and there is something, `extra` the other
 * way round, `none` where there is nothing and it said so.
 */
export type Verdict = 'right' | 'wrong' | 'missing' | 'extra' | 'none';

export interface Judgement {
  readonly field: Field;
  readonly verdict: Verdict;
}

export interface Score extends Comparison {
  /** One for every field that could be right or wrong. */
  readonly judgements: readonly Judgement[];
  /** How many traps there are, and how many of them could be checked. */
  readonly trapCount: number;
  readonly checkedTrapCount: number;
}

/** Every difference between the two; both lists are empty where the reader was right. */
export function compare(expected: Expected, capture: Capture | null): Comparison {
  const { differences, traps } = judge(expected, capture?.items ?? []);
  return { differences, traps };
}

/** As `compare`, with a verdict on each field. */
export function judge(expected: Expected, captured: readonly CapturedItem[]): Score {
  const sheet = new Sheet();
  // A page is no interaction, and must not bring people with it.
  const items = captured.filter(item => item.type !== 'page' || item.people.length > 0);
  const { pairs, missing, extra } = pair(expected.interactions, items);

  for (const { wanted, item, index } of pairs) judgeItem(wanted, item, expected, sheet, `interactions[${index}]`);
  for (const { wanted, index } of missing) {
    if (wanted.optional) continue;
    sheet.report(`interactions[${index}]`, wanted.title, null);
    judgeMissing(wanted, sheet);
  }
  for (const item of extra) {
    sheet.report('interactions', null, item);
    judgeExtra(item, sheet);
  }
  const order = pairs.map(({ item }) => items.indexOf(item));
  if (order.some((position, index) => index > 0 && position < (order[index - 1] ?? 0)))
    sheet.report('order', 'as given', order);
  const focused = captured.filter(item => item.isFocused).length;
  if (focused > 1) sheet.report('isFocused', 'at most one', focused);
  const { violated, checked } = checkTraps(expected, captured);
  return {
    differences: sheet.differences,
    judgements: sheet.judgements,
    traps: violated,
    trapCount: expected.doNotReturn?.length ?? 0,
    checkedTrapCount: checked.length,
  };
}

/** Where differences and verdicts are written down. */
class Sheet {
  readonly differences: Difference[] = [];
  readonly judgements: Judgement[] = [];

  report(path: string, expected: unknown, got: unknown): void {
    this.differences.push({ path, expected, got });
  }

  count(field: Field, verdict: Verdict): void {
    this.judgements.push({ field, verdict });
  }

  /** Counts a field, and reports it when it is not right. */
  field(field: Field, path: string, isRight: boolean, expected: unknown, got: unknown): void {
    if (!isRight) this.report(path, expected, got);
    if (isRight) this.count(field, isNothing(got) && isNothing(expected) ? 'none' : 'right');
    else this.count(field, isNothing(got) ? 'missing' : isNothing(expected) ? 'extra' : 'wrong');
  }
}

/** What the field has when there is nothing to say: `unknown` is the direction nobody knows. */
function isNothing(value: unknown): boolean {
  return value === null || value === undefined || value === 'unknown' || value === '';
}

interface Pairing {
  readonly pairs: readonly {
    readonly wanted: ExpectedInteraction;
    readonly item: CapturedItem;
    readonly index: number;
  }[];
  readonly missing: readonly { readonly wanted: ExpectedInteraction; readonly index: number }[];
  readonly extra: readonly CapturedItem[];
}

/** Pairs by type, the most alike first, and what is equally alike in order. */
function pair(wanted: readonly ExpectedInteraction[], items: readonly CapturedItem[]): Pairing {
  const scores = wanted
    .flatMap((want, index) => items.map((item, position) => ({ index, position, score: likeness(want, item) })))
    .filter(({ score }) => score > 0)
    .sort((a, b) => b.score - a.score || a.index - b.index || a.position - b.position);
  const byIndex = new Map<number, number>();
  const taken = new Set<number>();
  for (const { index, position } of scores) {
    if (byIndex.has(index) || taken.has(position)) continue;
    byIndex.set(index, position);
    taken.add(position);
  }
  const all = wanted.map((want, index) => ({ wanted: want, index, item: items[byIndex.get(index) ?? -1] }));
  return {
    pairs: all.flatMap(entry => (entry.item === undefined ? [] : [{ ...entry, item: entry.item }])),
    missing: all.filter(entry => entry.item === undefined),
    extra: items.filter((_, position) => !taken.has(position)),
  };
}

function likeness(want: ExpectedInteraction, item: CapturedItem): number {
  if (want.type !== item.type) return 0;
  const emails = new Set(item.people.map(person => person.email));
  const shared = (want.people ?? []).filter(person => person.email !== null && emails.has(person.email.toLowerCase()));
  return (
    1 +
    (isSame(want.messageId, item.messageId) ? 8 : 0) +
    (isSame(want.eventId, item.eventId) ? 8 : 0) +
    (isSame(want.threadId, item.threadId) ? 2 : 0) +
    (isSame(want.title, item.title) ? 3 : 0) +
    (isSame(want.start, item.start) || isSame(want.date, item.date) ? 2 : 0) +
    shared.length
  );
}

function isSame(a: string | null | undefined, b: string | null): boolean {
  return a !== undefined && a !== null && a === b;
}

function judgeItem(
  want: ExpectedInteraction,
  item: CapturedItem,
  expected: Expected,
  sheet: Sheet,
  place: string,
): void {
  const zone = expected.page.viewerTimeZone ?? null;
  sheet.count('type', 'right');
  const titles = [want.title, ...(want.titleAlternatives ?? [])].map(title => fold(title));
  if (want.title !== undefined)
    sheet.field('title', `${place}.title`, titles.includes(fold(item.title)), want.title, item.title);
  if (want.people !== undefined) judgePeople(want.people, item.people, expected, sheet, place);

  const times = [
    ['date', want.date, want.dateIsFloating, want.dateExact, item.date],
    ['start', want.start, want.startIsFloating ?? want.dateIsFloating, want.dateExact, item.start],
    ['end', want.end, want.endIsFloating ?? want.dateIsFloating, undefined, item.end],
  ] as const;
  for (const [field, time, isFloating, exact, got] of times) {
    if (time === undefined) continue;
    sheet.field(field, `${place}.${field}`, isSameTime(time, isFloating === true, exact, got, zone), time, got);
  }
  if (want.allDay !== undefined)
    sheet.field('allDay', `${place}.allDay`, want.allDay === item.allDay, want.allDay, item.allDay);
  if (want.snippet !== undefined || want.snippetStartsWith !== undefined) {
    const text = want.snippet ?? want.snippetStartsWith ?? null;
    sheet.field('snippet', `${place}.snippet`, isRightSnippet(want, item.snippet), text, item.snippet);
  }
  if (want.location !== undefined)
    sheet.field('location', `${place}.location`, isRightPlace(want, item.location), want.location, item.location);
  for (const key of ['direction', 'messageId', 'threadId', 'eventId'] as const) {
    if (want[key] !== undefined) sheet.field(key, `${place}.${key}`, want[key] === item[key], want[key], item[key]);
  }
  if (want.isFocused !== undefined && want.isFocused !== item.isFocused)
    sheet.report(`${place}.isFocused`, want.isFocused, item.isFocused);
  for (const key of ['url', 'conferenceUrl'] as const) {
    const link = want[key];
    if (link !== undefined) sheet.field(key, `${place}.${key}`, isSameLink(link, item[key], want), link, item[key]);
  }
}

/** An item that was not found: all that is known of it is missing. */
function judgeMissing(want: ExpectedInteraction, sheet: Sheet): void {
  sheet.count('type', 'missing');
  const missing = (field: Field, value: unknown) => sheet.count(field, isNothing(value) ? 'none' : 'missing');
  for (const field of ['title', 'date', 'start', 'end', 'location', 'direction'] as const) {
    if (want[field] !== undefined) missing(field, want[field]);
  }
  for (const field of ['messageId', 'threadId', 'eventId', 'url', 'conferenceUrl'] as const) {
    if (want[field] !== undefined) missing(field, want[field]);
  }
  if (want.allDay !== undefined) sheet.count('allDay', 'missing');
  if (want.snippet !== undefined || want.snippetStartsWith !== undefined)
    missing('snippet', want.snippet ?? want.snippetStartsWith);
  for (const person of want.people ?? []) if (!person.optional) missPerson(person, sheet);
}

/** An item that should not be there: all that is said of it is too much. */
function judgeExtra(item: CapturedItem, sheet: Sheet): void {
  sheet.count('type', 'extra');
  for (const field of ['title', 'date', 'start', 'end', 'snippet', 'location'] as const) {
    if (!isNothing(item[field])) sheet.count(field, 'extra');
  }
  for (const _person of item.people) sheet.count('people', 'extra');
}

function missPerson(want: ExpectedPerson, sheet: Sheet): void {
  sheet.count('people', 'missing');
  if (want.name !== null) sheet.count('person name', 'missing');
  if (want.email !== null) sheet.count('person email', 'missing');
  if (want.role !== undefined) sheet.count('role', 'missing');
}

function judgePeople(
  wanted: readonly ExpectedPerson[],
  got: readonly CapturedPerson[],
  expected: Expected,
  sheet: Sheet,
  place: string,
): void {
  const pairs = pairPeople(wanted, got);
  for (const [index, want] of wanted.entries()) {
    const person = pairs.get(index);
    const at = `${place}.people[${index}]`;
    if (person === undefined) {
      if (want.optional) continue;
      sheet.report(at, want, null);
      missPerson(want, sheet);
      continue;
    }
    sheet.count('people', 'right');
    sheet.field('person name', `${at}.name`, isRightName(want, person, expected), want.name, person.name);
    const email = want.email?.toLowerCase() ?? null;
    sheet.field('person email', `${at}.email`, email === person.email, email, person.email);
    if (want.role !== undefined) sheet.field('role', `${at}.role`, want.role === person.role, want.role, person.role);
    const isSelf = want.isSelf ?? false;
    const isRightSelf = isSelf === person.isSelf || (want.isSelf === undefined && isOwner(person, expected));
    if (!isRightSelf) sheet.report(`${at}.isSelf`, isSelf, person.isSelf);
    if (isRightSelf) sheet.count('isSelf', isSelf || person.isSelf ? 'right' : 'none');
    else sheet.count('isSelf', isSelf ? 'missing' : 'extra');
  }
  const used = new Set(pairs.values());
  for (const person of got) {
    if (used.has(person)) continue;
    sheet.report(`${place}.people`, null, person);
    sheet.count('people', 'extra');
    if (person.name !== null) sheet.count('person name', 'extra');
    if (person.email !== null) sheet.count('person email', 'extra');
  }
}

/** Some sidecars mark the account's owner in one item of a page and not in the next. */
function isOwner(person: CapturedPerson, { page }: Expected): boolean {
  return person.isSelf && person.email !== null && person.email === page.selfEmail?.toLowerCase();
}

/** The same person in the same role first, then in another role. */
function pairPeople(
  wanted: readonly ExpectedPerson[],
  got: readonly CapturedPerson[],
): ReadonlyMap<number, CapturedPerson> {
  const left = [...got];
  const pairs = new Map<number, CapturedPerson>();
  const isAlike = [
    (want: ExpectedPerson, person: CapturedPerson) => isPerson(want, person) && isRole(want, person),
    isPerson,
    // A name without an address, which the reader thinks it knows, or the other way round.
    (want: ExpectedPerson, person: CapturedPerson) =>
      want.name !== null && fold(person.name) === fold(want.name) && isRole(want, person),
  ];
  for (const isMatch of isAlike) {
    for (const [index, want] of wanted.entries()) {
      if (pairs.has(index)) continue;
      const position = left.findIndex(person => isMatch(want, person));
      const [person] = position === -1 ? [] : left.splice(position, 1);
      if (person !== undefined) pairs.set(index, person);
    }
  }
  return pairs;
}

function isRole(want: ExpectedPerson, person: CapturedPerson): boolean {
  return want.role === undefined || person.role === want.role;
}

function isPerson(want: ExpectedPerson, person: CapturedPerson): boolean {
  return want.email === null
    ? person.email === null && fold(person.name) === fold(want.name)
    : person.email === want.email.toLowerCase();
}

function isRightName(want: ExpectedPerson, person: CapturedPerson, expected: Expected): boolean {
  // The address repeated as a name counts as wrong, whoever repeats it.
  if (want.name !== null && want.name === want.email) return person.name === null;
  if (!want.isSelf || expected.page.selfName !== undefined) return fold(want.name) === fold(person.name);
  const names = expected.interactions
    .flatMap(interaction => interaction.people ?? [])
    .filter(other => other.isSelf)
    .map(other => fold(other.name));
  return person.name === null || names.includes(fold(person.name));
}

/** The text on one line, as it is compared. */
export function fold(text: string | null | undefined): string {
  return (text ?? '').normalize('NFC').replace(/\s+/g, ' ').trim();
}

function isSameTime(
  want: string | null,
  isFloating: boolean,
  exact: string | undefined,
  got: string | null,
  zone: string | null,
): boolean {
  if (want === null || got === null) return want === got;
  const isInstant = (time: string) => /T.*(?:Z|[+-]\d{2}:?\d{2})$/.test(time);
  const isNear = (a: string, b: string) => Math.abs(Date.parse(a) - Date.parse(b)) <= 60_000;
  if (exact !== undefined && isInstant(got)) return isNear(exact, got);
  if (!isFloating && isInstant(want)) return isInstant(got) && isNear(want, got);
  // A wall clock: the reader may know the instant, but then has to show the same time there.
  const shown = !isInstant(got) ? got : zone === null ? wall(got) : wallClock(got, zone);
  return shown.slice(0, 16) === wall(want).slice(0, 16);
}

function wallClock(instant: string, timeZone: string): string {
  const format = new Intl.DateTimeFormat('sv', { timeZone, dateStyle: 'short', timeStyle: 'short' });
  return format.format(new Date(instant)).replace(' ', 'T');
}

/** What the clock shows, also where a sidecar that says "floating" writes an offset. */
function wall(time: string): string {
  return time.replace(/(?:Z|[+-]\d{2}:?\d{2})$/, '');
}

/** An excerpt may be cut anywhere after 40 characters. */
function isRightSnippet(want: ExpectedInteraction, got: string | null): boolean {
  const text = fold(got).replace(/\s*(?:…|\.\.\.)$/, '');
  if (want.snippetStartsWith !== undefined) {
    const start = fold(want.snippetStartsWith);
    return text.startsWith(start) || (text.length >= 40 && start.startsWith(text));
  }
  if (want.snippet === undefined) return true;
  if (want.snippet === null || got === null) return want.snippet === got;
  const whole = fold(want.snippet);
  return fold(got) === whole || (text.length >= 40 && whole.startsWith(text));
}

function isRightPlace(want: ExpectedInteraction, got: string | null): boolean {
  if (want.location === null || want.location === undefined || got === null) return (want.location ?? null) === got;
  const bare = (text: string) => text.toLowerCase().replace(/[^\p{L}\p{N}]/gu, '');
  return [want.location, ...(want.locationAlternatives ?? [])].some(place => bare(got).includes(bare(place)));
}

/** Any address that leads to the same object will do: it is the same, or holds the same id. */
function isSameLink(want: string | null, got: string | null, interaction: ExpectedInteraction): boolean {
  if (want === null || got === null) return want === got;
  const bare = (link: string) => link.replace(/^https?:\/\//, '').replace(/\/$/, '');
  const ids = [interaction.threadId, interaction.messageId, interaction.eventId];
  if (bare(want) === bare(got) || ids.some(id => typeof id === 'string' && id !== '' && got.includes(id))) return true;
  const [wanted, given] = [URL.parse(want), URL.parse(got)];
  // More parameters than the sidecar names say where the link stood, and not what it leads to.
  return (
    wanted !== null &&
    given !== null &&
    wanted.search !== '' &&
    wanted.host + wanted.pathname + wanted.hash === given.host + given.pathname + given.hash &&
    [...wanted.searchParams].every(([key, value]) => given.searchParams.get(key) === value)
  );
}
