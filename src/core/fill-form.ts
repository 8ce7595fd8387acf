import { addressesOfMailto, parseNamedAddress } from './address.ts';
import { type CapturedItem, type CapturedPerson, focusedItem, type PageReading } from './capture.ts';
import { sourceOf } from './capture-source.ts';
import {
  daysBetween,
  type Instant,
  instantAt,
  type LocalDate,
  localDateOf,
  localTimeOf,
  parseLocalDate,
  parseLocalTime,
} from './dates.ts';
import { isNeverLogged, isRobotAddress, mayBeSamePerson, namedIn, nameInLink, surnameOf } from './identity.ts';
import { type Kind, LONGEST_NOTE } from './interaction.ts';
import { emptyLogForm, type FormPerson, type LogForm, type PossibleMentor } from './log-form.ts';
import { type Mentor, mentorWithAddress } from './mentor.ts';
import { cleanText } from './text.ts';

export interface FillContext {
  readonly mentors: readonly Mentor[];
  /** The student's own addresses. */
  readonly selfEmails: readonly string[];
  /** Addresses and domains whose people are left out; see `isNeverLogged`. */
  readonly neverLog: readonly string[];
  readonly now: Instant;
  readonly timeZone: string;
}

export interface Filled {
  readonly form: LogForm;
  /** People the page names who may have been meant; the student chooses. */
  readonly suggestions: readonly FormPerson[];
}

/** What was under the pointer when the menu was opened. */
export interface MenuTarget {
  /** The text selected there; empty for none. */
  readonly selection: string;
  /** The link's address; `null` when it was no link. */
  readonly link: string | null;
  /** What the link shows, where the browser tells. */
  readonly linkText?: string | null;
}

/** Somebody who wrote to more people than this wrote to a group, and nobody of it is proposed as a new mentor. */
const MOST_PROPOSED = 3;

/** The form for what is on a page. What the page does not say stays as in an empty form. */
export function fillFromReading(reading: PageReading, context: FillContext): Filled {
  const empty = emptyLogForm(context.now, context.timeZone);
  const item = reading.capture === null ? null : focusedItem(reading.capture);
  const note = cleanText(reading.selection, LONGEST_NOTE);
  if (item !== null && isInteraction(item)) {
    return { form: { ...fillFromItem(item, reading, context), note }, suggestions: [] };
  }
  const contacts = (reading.capture?.items ?? [])
    .filter(({ type }) => type === 'contact')
    .flatMap(({ people }) => people);
  const page = { site: reading.capture?.site ?? 'page', title: reading.title, url: reading.url };
  const source = reading.url === null ? null : sourceOf(null, page, context.timeZone);
  // A list or a week is about many things, and its title about none of them.
  const isView = reading.capture?.surface === 'list' || reading.capture?.surface === 'calendar-view';
  return {
    form: { ...empty, title: isView ? '' : reading.title, note, source },
    suggestions: strangers(contacts, context).map(({ name, email }) => ({ name, email })),
  };
}

/** Whether an item is one message, event or meeting, and not a page, a person, or a row of a list. */
export function isInteraction({ type }: CapturedItem): boolean {
  return type === 'email' || type === 'event' || type === 'meeting';
}

/** The form for one item of a page. */
export function fillFromItem(
  item: CapturedItem,
  page: Pick<PageReading, 'title' | 'url' | 'capture'>,
  context: FillContext,
): LogForm {
  const empty = emptyLogForm(context.now, context.timeZone);
  const people = peopleOf(item, context);
  const direction = directionOf(item, context);
  const from = { site: page.capture?.site ?? 'page', title: page.title, url: page.url };
  return {
    ...empty,
    ...people,
    // From somebody else, with the mentor in copy, it is no mail of theirs.
    direction: direction === 'in' && !isFromOneOf(people, item) ? null : direction,
    selfEmails: selfEmailsOf(item),
    kind: kindOf(item),
    ...timeOf(item, empty, context.timeZone),
    title: item.title ?? page.title,
    source: sourceOf(item, from, context.timeZone),
  };
}

function isFromOneOf({ others }: ReturnType<typeof peopleOf>, { people }: CapturedItem): boolean {
  const senders = people.filter(({ role }) => role === 'from');
  return senders.some(({ name, email }) => !others.some(other => other.email === email && other.name === name));
}

/** The student's addresses as the page itself tells them, each once. */
function selfEmailsOf({ people }: CapturedItem): string[] {
  const own = people.filter(({ isSelf }) => isSelf).map(({ email }) => email);
  return [...new Set(own.filter(email => email !== null))];
}

/**
 * The form for a click in the menu: as for the page, and what was clicked on goes where it belongs. A person who has no
 * part in the open message or event is logged without it: it says neither when nor how the student met them.
 */
export function fillFromMenu(reading: PageReading, target: MenuTarget, context: FillContext): Filled {
  const selection = cleanText(target.selection || reading.selection, LONGEST_NOTE);
  const selected = selection.length <= 400 ? parseNamedAddress(selection) : null;
  const isAddress = selected?.email !== null && selected?.email !== undefined;
  const linked = target.link === null ? [] : addressesOfMailto(target.link);
  const named = [...(isAddress ? [selected] : []), ...linked];
  const page = { ...reading, selection: isAddress ? '' : selection };
  // Who was pointed at is meant, and nobody else; a bare address has the name that the page gives it.
  const shown = linked.length === 1 ? (target.linkText ?? null) : null;
  const people = named.map(({ name, email }) => ({ name: name ?? nameOnPage(email, shown, reading), email }));
  const meant = people.filter(
    ({ email }) => email === null || (!isNeverLogged(email, context.neverLog) && !context.selfEmails.includes(email)),
  );
  if (meant.length === 0) return fillFromReading(page, context);
  const chosen = splitPeople(meant, meant, context);
  const item = reading.capture === null ? null : focusedItem(reading.capture);
  const isOfItem = item !== null && meant.some(person => takesPart(person, item, context));
  const capture = isOfItem || reading.capture === null ? reading.capture : { ...reading.capture, items: [] };
  const filled = fillFromReading({ ...page, capture }, context);
  return { ...filled, form: { ...filled.form, ...chosen, others: [] } };
}

/** The name that the page gives to an address, its header first; `null` for none. */
function nameOnPage(email: string | null, shown: string | null, { capture, links }: PageReading): string | null {
  if (email === null) return null;
  const people = (capture?.items ?? []).flatMap(item => item.people);
  const known = people.find(person => person.email === email && person.name !== null)?.name;
  if (known !== undefined && known !== null) return known;
  const texts = [
    ...(shown === null ? [] : [shown]),
    ...links.filter(link => link.email === email).map(({ text }) => text),
  ];
  return texts.map(text => nameInLink(text, email)).find(name => name !== null) ?? null;
}

/** Whether somebody is one of an item's people, by address, as a mentor of several, or where it shows names only by name. */
function takesPart({ name, email }: FormPerson, { people }: CapturedItem, { mentors }: FillContext): boolean {
  const mentor = email === null ? null : mentorWithAddress(mentors, email);
  const names = [name, mentor?.name ?? null].filter(known => known !== null);
  return people.some(person =>
    person.email === null
      ? names.some(known => person.name !== null && mayBeSamePerson(known, person.name))
      : person.email === email || mentor?.emails.includes(person.email) === true,
  );
}

/** Coffee, as invitations in the languages of the readers call it; the sound travelled with the drink. */
const COFFEE =
  /(?<!\p{L})(?:coffee|kaffee|café|cafe|cafezinho|caffè|koffie|kaffe|kawa)(?!\p{L})|コーヒー|珈琲|咖啡|قهوة|кофе/iu;

function kindOf({ type, title }: CapturedItem): Kind {
  if (type === 'email' || type === 'email-thread') return 'email';
  return COFFEE.test(title ?? '') ? 'coffee-chat' : 'meeting';
}

function directionOf(item: CapturedItem, context: FillContext): LogForm['direction'] {
  if (item.direction !== 'unknown') return item.direction === 'inbound' ? 'in' : 'out';
  const isEmail = item.type === 'email' || item.type === 'email-thread';
  const sender = item.people.find(({ role }) => role === 'from');
  if (!isEmail || sender === undefined) return null;
  if (isSelf(sender, context)) return 'out';
  // Only where it is known who the student is, and that it was sent to them.
  return item.people.some(person => person !== sender && isSelf(person, context)) ? 'in' : null;
}

function isSelf({ isSelf: isOwner, email }: CapturedPerson, { selfEmails }: FillContext): boolean {
  return isOwner || (email !== null && selfEmails.includes(email));
}

/** Everybody but the student, rooms, and those who are never logged. */
function strangers(people: readonly CapturedPerson[], context: FillContext): CapturedPerson[] {
  return people.filter(
    person =>
      !isSelf(person, context) &&
      person.role !== 'resource' &&
      (person.email === null || !isNeverLogged(person.email, context.neverLog)),
  );
}

function peopleOf(item: CapturedItem, context: FillContext) {
  const isFromNobody = item.people.some(
    person =>
      person.role === 'from' &&
      !isSelf(person, context) &&
      person.email !== null &&
      isNeverLogged(person.email, context.neverLog),
  );
  const people = isFromNobody ? [] : strangers(item.people, context).filter(({ role }) => role !== 'replyTo');
  const meant = proposedOf(item, people, context);
  const split = splitPeople(people, meant.length <= MOST_PROPOSED ? meant : [], context);
  return { ...split, possible: [...split.possible, ...namedInTitle(item, split, context)] };
}

/** Those who are proposed as new mentors where they are none: whom a mail is from or to, and whom a meeting is with. */
function proposedOf(
  item: CapturedItem,
  people: readonly CapturedPerson[],
  context: FillContext,
): readonly CapturedPerson[] {
  const real = people.filter(({ email }) => email === null || !isRobotAddress(email));
  if (item.type === 'email' || item.type === 'email-thread') {
    const senders = real.filter(({ role }) => role === 'from');
    if (directionOf(item, context) !== 'out' && senders.length > 0) return senders;
    return real.filter(({ role }) => role !== 'from' && role !== 'cc' && role !== 'bcc');
  }
  // Beside a mentor, the other guests are guests; without one the host is meant, or the only guest.
  const hasMentor = real.some(({ email }) => email !== null && mentorWithAddress(context.mentors, email) !== null);
  if (hasMentor) return [];
  const hosts = real.filter(({ role }) => role === 'organizer');
  return hosts.length > 0 ? hosts : real.length === 1 ? real : [];
}

/** Mentors whom an event's title names and its guests do not: calendars often show nobody else. */
function namedInTitle(
  { type, title }: CapturedItem,
  split: { readonly mentorIds: readonly string[]; readonly possible: readonly PossibleMentor[] },
  { mentors, neverLog }: FillContext,
): PossibleMentor[] {
  if ((type !== 'event' && type !== 'meeting') || title === null) return [];
  const known = new Set([...split.mentorIds, ...split.possible.map(({ mentorId }) => mentorId)]);
  return mentors
    .filter(({ id, name, emails }) => {
      if (known.has(id) || emails.some(email => isNeverLogged(email, neverLog))) return false;
      const certainty = namedIn(title, name);
      // Two of one surname: the title does not say which.
      const namesakes = mentors.filter(other => surnameOf(other.name) === surnameOf(name));
      return certainty === 'surely' || (certainty === 'perhaps' && namesakes.length === 1);
    })
    .map(({ id, name }) => ({ mentorId: id, name, email: null }));
}

/**
 * Sorts people into mentors (by address), perhaps mentors (by name, to be confirmed), those proposed as new ones, and
 * others; each person once.
 */
function splitPeople(people: readonly FormPerson[], proposed: readonly FormPerson[], context: FillContext) {
  const { mentors } = context;
  const mentorIds = new Set<string>();
  const possible: PossibleMentor[] = [];
  const newMentors: { name: string; email: string | null }[] = [];
  const others: FormPerson[] = [];
  const seen = new Set<string>();
  for (const person of people) {
    const key = person.email ?? `name:${person.name ?? ''}`;
    if (seen.has(key)) continue;
    seen.add(key);
    const mentor = person.email === null ? null : mentorWithAddress(mentors, person.email);
    const named = mentor === null && person.name !== null ? mentorNamed(mentors, person.name) : null;
    const isNever = named?.emails.some(email => isNeverLogged(email, context.neverLog)) === true;
    const namesake = isNever ? null : named;
    if (mentor !== null) mentorIds.add(mentor.id);
    else if (namesake !== null)
      possible.push({ mentorId: namesake.id, name: person.name ?? namesake.name, email: person.email });
    else if (proposed.includes(person))
      newMentors.push({ name: person.name ?? person.email ?? '', email: person.email });
    else others.push({ name: person.name, email: person.email });
  }
  // Somebody whose address is known here already needs no question about another of their addresses' copies.
  return {
    mentorIds: [...mentorIds],
    possible: possible.filter(({ mentorId, email }) => email !== null || !mentorIds.has(mentorId)),
    newMentors,
    others,
  };
}

/** The only mentor who may have this name; `null` for none, and for two, between whom a page cannot decide. */
export function mentorNamed(mentors: readonly Mentor[], name: string): Mentor | null {
  const namesakes = mentors.filter(mentor => mayBeSamePerson(mentor.name, name));
  return namesakes.length === 1 ? (namesakes[0] ?? null) : null;
}

function timeOf(item: CapturedItem, empty: LogForm, timeZone: string): Pick<LogForm, 'on' | 'time' | 'lengthMinutes'> {
  const from = item.date ?? item.start;
  const start = from === null ? null : wallClock(from, item.timeZone, timeZone);
  if (start === null) {
    // A page of a meeting is open while one meets. A mail or event without its day is of some day, and which one the
    // student knows: today would be wrong without looking it.
    const isNow = item.type === 'meeting';
    return { on: isNow ? empty.on : '', time: isNow ? empty.time : '', lengthMinutes: null };
  }
  const end = item.end === null ? null : wallClock(item.end, item.timeZone, timeZone);
  return { on: start.on, time: start.time, lengthMinutes: end === null ? null : minutesBetween(start, end) };
}

/** `null` for no time at all. Whole days are counted from the first to the last, and `end` is the first day after. */
function minutesBetween(start: WallClock, end: WallClock): number | null {
  if ((start.at === null) !== (end.at === null)) return null;
  const minutes =
    start.at === null || end.at === null
      ? (daysBetween(start.on, end.on) - 1) * 24 * 60
      : Math.round((end.at - start.at) / 60_000);
  return minutes > 0 ? minutes : null;
}

interface WallClock {
  readonly on: LocalDate;
  /** Empty for a whole day. */
  readonly time: string;
  /** `null` for a whole day. */
  readonly at: Instant | null;
}

/** A captured moment as the student's own clock shows it. */
function wallClock(captured: string, capturedZone: string | null, timeZone: string): WallClock | null {
  const on = parseLocalDate(captured.slice(0, 10));
  if (on === null) return null;
  if (captured.length === 10) return { on, time: '', at: null };
  const hasOffset = /(?:Z|[+-]\d{2}:\d{2})$/.test(captured);
  const time = parseLocalTime(captured.slice(11, 16));
  if (time === null) return null;
  const at = hasOffset ? Date.parse(captured) : instantAt(on, time, capturedZone ?? timeZone);
  return { on: localDateOf(at, timeZone), time: localTimeOf(at, timeZone), at };
}
