import { addressesOfMailto, parseNamedAddress } from './address.ts';
import { type CapturedItem, type CapturedPerson, focusedItem, type PageReading } from './capture.ts';
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
import { type Kind, LONGEST_NOTE } from './interaction.ts';
import { emptyLogForm, type FormPerson, type LogForm } from './log-form.ts';
import { type Mentor, mentorWithAddress } from './mentor.ts';
import { cleanText } from './text.ts';

export interface FillContext {
  readonly mentors: readonly Mentor[];
  /** The student's own addresses. */
  readonly selfEmails: readonly string[];
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
}

/** Somebody who wrote to more people than this wrote to a group, and nobody of it is proposed as a new mentor. */
const MOST_PROPOSED = 3;

/** The form for what is on a page. What the page does not say stays as in an empty form. */
export function fillFromReading(reading: PageReading, context: FillContext): Filled {
  const empty = emptyLogForm(context.now, context.timeZone);
  const item = reading.capture === null ? null : focusedItem(reading.capture);
  const source = {
    site: reading.capture?.site ?? 'page',
    title: reading.title,
    url: item?.url ?? reading.url,
    messageId: item?.messageId ?? null,
    threadId: item?.threadId ?? null,
    eventId: item?.eventId ?? null,
  };
  const isAboutPage = item === null || item.type === 'page' || item.type === 'contact' || item.type === 'email-thread';
  const note = cleanText(reading.selection, LONGEST_NOTE);
  const contacts = (reading.capture?.items ?? [])
    .filter(({ type }) => type === 'contact')
    .flatMap(({ people }) => people);
  if (isAboutPage) {
    const suggestions = withoutSelf(contacts, context).map(({ name, email }) => ({ name, email }));
    return {
      form: { ...empty, title: reading.title, note, source: reading.url === null ? null : source },
      suggestions,
    };
  }
  const people = peopleOf(item, context);
  return {
    form: {
      ...empty,
      ...people,
      kind: kindOf(item),
      direction: directionOf(item, context),
      ...timeOf(item, empty, context.timeZone),
      title: item.title ?? reading.title,
      note,
      source,
    },
    suggestions: [],
  };
}

/** The form for a click in the menu: as for the page, and what was clicked on goes where it belongs. */
export function fillFromMenu(reading: PageReading, target: MenuTarget, context: FillContext): Filled {
  const selection = cleanText(target.selection || reading.selection, LONGEST_NOTE);
  const selected = selection.length <= 400 ? parseNamedAddress(selection) : null;
  const isAddress = selected?.email !== null && selected?.email !== undefined;
  const named = [...(isAddress ? [selected] : []), ...(target.link === null ? [] : addressesOfMailto(target.link))];
  const filled = fillFromReading({ ...reading, selection: isAddress ? '' : selection }, context);
  if (named.length === 0) return filled;
  // Who was pointed at is meant, and nobody else; a bare address has the name that the page gives it.
  const onPage = (reading.capture?.items ?? []).flatMap(({ people }) => people);
  const people = named.map(({ name, email }) => ({
    name: name ?? onPage.find(person => person.email === email && person.name !== null)?.name ?? null,
    email,
  }));
  const chosen = splitPeople(people, people, context);
  return { ...filled, form: { ...filled.form, ...chosen, others: [] } };
}

function kindOf(item: CapturedItem): Kind {
  if (item.type === 'email') return 'email';
  if (/\bcoffee\b/i.test(item.title ?? '')) return 'coffee-chat';
  return 'meeting';
}

function directionOf(item: CapturedItem, { selfEmails }: FillContext): LogForm['direction'] {
  if (item.direction !== 'unknown') return item.direction === 'inbound' ? 'in' : 'out';
  const isOwn = item.people.some(
    ({ role, isSelf, email }) => role === 'from' && (isSelf || (email !== null && selfEmails.includes(email))),
  );
  return isOwn ? 'out' : null;
}

function withoutSelf(people: readonly CapturedPerson[], { selfEmails }: FillContext): CapturedPerson[] {
  return people.filter(({ isSelf, email, role }) => {
    return !isSelf && role !== 'resource' && (email === null || !selfEmails.includes(email));
  });
}

function peopleOf(item: CapturedItem, context: FillContext) {
  const people = withoutSelf(item.people, context).filter(({ role }) => role !== 'replyTo');
  const senders = people.filter(({ role }) => role === 'from');
  const addressed = people.filter(({ role }) => role === 'to' || role === 'organizer' || role === 'attendee');
  const meant = item.direction !== 'outbound' && senders.length > 0 ? senders : addressed;
  return splitPeople(people, meant.length <= MOST_PROPOSED ? meant : [], context);
}

/** Sorts people into mentors, those proposed as new ones, and others; each person once. */
function splitPeople(people: readonly FormPerson[], proposed: readonly FormPerson[], { mentors }: FillContext) {
  const mentorIds = new Set<string>();
  const newMentors: { name: string; email: string | null }[] = [];
  const others: FormPerson[] = [];
  const seen = new Set<string>();
  for (const person of people) {
    const key = person.email ?? `name:${person.name ?? ''}`;
    if (seen.has(key)) continue;
    seen.add(key);
    const mentor = person.email === null ? null : mentorWithAddress(mentors, person.email);
    if (mentor !== null) mentorIds.add(mentor.id);
    else if (proposed.includes(person))
      newMentors.push({ name: person.name ?? person.email ?? '', email: person.email });
    else others.push({ name: person.name, email: person.email });
  }
  return { mentorIds: [...mentorIds], newMentors, others };
}

function timeOf(item: CapturedItem, empty: LogForm, timeZone: string): Pick<LogForm, 'on' | 'time' | 'lengthMinutes'> {
  const from = item.date ?? item.start;
  const start = from === null ? null : wallClock(from, item.timeZone, timeZone);
  // Picked one by one: the rest of the empty form would wipe out what the page did say.
  if (start === null) return { on: empty.on, time: empty.time, lengthMinutes: empty.lengthMinutes };
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
