import type { Capture, CapturedItem, CapturedPerson } from '../../src/capture/site.ts';

/**
 * Compares what a reader returned with a sidecar of the form `interaction-expected/1`. What a sidecar does not mention is
 * not compared; what it says is `null` has to be `null`.
 */

export interface ExpectedPerson {
  readonly name: string | null;
  readonly email: string | null;
  readonly role?: string;
  readonly isSelf?: boolean;
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

/** Every difference between the two; both lists are empty where the reader was right. */
export function compare(expected: Expected, capture: Capture | null): Comparison {
  const differences: Difference[] = [];
  const report = (path: string, wanted: unknown, got: unknown) => differences.push({ path, expected: wanted, got });
  // A page is no interaction, and must not bring people with it.
  const items = (capture?.items ?? []).filter(item => item.type !== 'page' || item.people.length > 0);
  const { pairs, missing, extra } = pair(expected.interactions, items);

  for (const { wanted, item, index } of pairs) {
    compareItem(wanted, item, expected, (path, want, got) => report(`interactions[${index}].${path}`, want, got));
  }
  for (const { wanted, index } of missing) if (!wanted.optional) report(`interactions[${index}]`, wanted.title, null);
  for (const item of extra) report('interactions', null, item);
  const order = pairs.map(({ item }) => items.indexOf(item));
  if (order.some((position, index) => index > 0 && position < (order[index - 1] ?? 0)))
    report('order', 'as given', order);
  const focused = (capture?.items ?? []).filter(item => item.isFocused).length;
  if (focused > 1) report('isFocused', 'at most one', focused);
  return { differences, traps: trapsIn(expected, capture) };
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

type Report = (path: string, expected: unknown, got: unknown) => void;

function compareItem(want: ExpectedInteraction, item: CapturedItem, expected: Expected, report: Report): void {
  const zone = expected.page.viewerTimeZone ?? 'UTC';
  const titles = [want.title, ...(want.titleAlternatives ?? [])].map(title => fold(title));
  if (want.title !== undefined && !titles.includes(fold(item.title))) report('title', want.title, item.title);
  if (want.people !== undefined) comparePeople(want.people, item.people, expected, report);

  const times = [
    ['date', want.date, want.dateIsFloating, want.dateExact, item.date],
    ['start', want.start, want.startIsFloating, undefined, item.start],
    ['end', want.end, want.endIsFloating, undefined, item.end],
  ] as const;
  for (const [path, time, isFloating, exact, got] of times) {
    if (time !== undefined && !isSameTime(time, isFloating === true, exact, got, zone))
      report(path, exact ?? time, got);
  }
  if (want.allDay !== undefined && want.allDay !== item.allDay) report('allDay', want.allDay, item.allDay);
  if (!isRightSnippet(want, item.snippet)) report('snippet', want.snippet ?? want.snippetStartsWith, item.snippet);
  if (want.location !== undefined && !isRightPlace(want, item.location))
    report('location', want.location, item.location);
  for (const key of ['direction', 'messageId', 'threadId', 'eventId', 'isFocused'] as const) {
    if (want[key] !== undefined && want[key] !== item[key]) report(key, want[key], item[key]);
  }
  for (const key of ['url', 'conferenceUrl'] as const) {
    const link = want[key];
    if (link !== undefined && !isSameLink(link, item[key], want)) report(key, link, item[key]);
  }
}

function comparePeople(
  wanted: readonly ExpectedPerson[],
  got: readonly CapturedPerson[],
  expected: Expected,
  report: Report,
): void {
  const left = [...got];
  for (const [index, want] of wanted.entries()) {
    const position = left.findIndex(
      person =>
        (want.role === undefined || person.role === want.role) &&
        (want.email === null ? fold(person.name) === fold(want.name) : person.email === want.email.toLowerCase()),
    );
    if (position === -1) {
      report(`people[${index}]`, want, null);
      continue;
    }
    const [person] = left.splice(position, 1);
    if (person === undefined) continue;
    if (!isRightName(want, person, expected)) report(`people[${index}].name`, want.name, person.name);
    if ((want.isSelf ?? false) !== person.isSelf)
      report(`people[${index}].isSelf`, want.isSelf ?? false, person.isSelf);
    if (want.email === null && person.email !== null) report(`people[${index}].email`, null, person.email);
  }
  for (const person of left) report('people', null, person);
}

function isRightName(want: ExpectedPerson, person: CapturedPerson, expected: Expected): boolean {
  if (!want.isSelf || expected.page.selfName !== undefined) return fold(want.name) === fold(person.name);
  const names = expected.interactions
    .flatMap(interaction => interaction.people ?? [])
    .filter(other => other.isSelf)
    .map(other => fold(other.name));
  return person.name === null || names.includes(fold(person.name));
}

function fold(text: string | null | undefined): string {
  return (text ?? '').normalize('NFC').replace(/\s+/g, ' ').trim();
}

function isSameTime(
  want: string | null,
  isFloating: boolean,
  exact: string | undefined,
  got: string | null,
  zone: string,
): boolean {
  if (want === null || got === null) return want === got;
  const isInstant = (time: string) => /T.*(?:Z|[+-]\d{2}:?\d{2})$/.test(time);
  const isNear = (a: string, b: string) => Math.abs(Date.parse(a) - Date.parse(b)) <= 60_000;
  if (exact !== undefined && isInstant(got)) return isNear(exact, got);
  if (!isFloating && isInstant(want)) return isInstant(got) && isNear(want, got);
  // A wall clock: the reader may know the instant, but then has to show the same time there.
  const shown = isInstant(got) ? wallClock(got, zone) : got;
  return shown.slice(0, 16) === want.slice(0, 16);
}

function wallClock(instant: string, timeZone: string): string {
  const format = new Intl.DateTimeFormat('sv', { timeZone, dateStyle: 'short', timeStyle: 'short' });
  return format.format(new Date(instant)).replace(' ', 'T');
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
  return bare(want) === bare(got) || ids.some(id => typeof id === 'string' && id !== '' && got.includes(id));
}

const ADDRESS = /[^\s"'<>(),]+@[\w.-]+\.\w+/g;

/** What can be checked of the traps: addresses that are nobody here, and quoted words in the field that is named. */
function trapsIn(expected: Expected, capture: Capture | null): readonly string[] {
  const items = capture?.items ?? [];
  const people = items.flatMap(item => item.people);
  const wanted = new Set(expected.interactions.flatMap(want => (want.people ?? []).map(person => person.email)));
  return (expected.doNotReturn ?? []).filter(trap => {
    const quoted = [...trap.matchAll(/"([^"]+)"/g)].map(match => match[1] ?? '');
    const unquoted = trap.replace(/"[^"]*"/g, '');
    const strangers = [...unquoted.matchAll(ADDRESS)].map(match => match[0].toLowerCase());
    if (strangers.some(address => !wanted.has(address) && people.some(person => person.email === address))) return true;
    const isIn = (values: readonly (string | null)[], isWhole: boolean) =>
      quoted.some(words =>
        values.some(value => (isWhole ? fold(value) === fold(words) : fold(value).includes(fold(words)))),
      );
    if (
      /\b(?:name|person|participant|people|attendee)\b/.test(unquoted) &&
      isIn(
        people.map(({ name }) => name),
        true,
      )
    ) {
      return true;
    }
    if (
      /\btitle\b/.test(unquoted) &&
      isIn(
        items.map(({ title }) => title),
        true,
      )
    )
      return true;
    if (
      /\b(?:snippets?|quote)\b/.test(unquoted) &&
      isIn(
        items.map(({ snippet }) => snippet),
        false,
      )
    ) {
      // Leading characters are a trap only at the beginning.
      return !/\bleading\b/.test(unquoted) || items.some(({ snippet }) => /^\s*-\s/.test(snippet ?? ''));
    }
    if (
      /\blocation\b/.test(unquoted) &&
      isIn(
        items.map(({ location }) => location),
        true,
      )
    )
      return true;
    const days = [...unquoted.matchAll(/\d{4}-\d{2}-\d{2}(?:T\d{2}:\d{2})?/g)].map(match => match[0]);
    const times = items.flatMap(item => [item.date, item.start, item.end]);
    return days.some(day => times.some(time => time?.startsWith(day)));
  });
}
