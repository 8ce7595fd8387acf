import type { CapturedItem, CapturedPerson } from '../site.ts';
import type { Candidate } from './events.ts';
import { folded, isSameName } from './people.ts';
import type { Syntax } from './things.ts';

/** One event told in several syntaxes is one event. */

/** The fullest first. */
const TRUST: readonly Syntax[] = ['json-ld', 'microdata', 'rdfa', 'microformats', 'calendar-link', 'open-graph'];

const MOST_EVENTS = 300;

interface Merged {
  readonly item: CapturedItem;
  readonly syntaxes: readonly Syntax[];
  readonly element: Element;
  readonly hasWhen: boolean;
  readonly isEndMadeUp: boolean;
}

/** The events, each once, in the order of the page. */
export function mergedEvents(candidates: readonly Candidate[]): readonly CapturedItem[] {
  const byTrust = candidates.toSorted((a, b) => TRUST.indexOf(a.syntax) - TRUST.indexOf(b.syntax));
  const amounts = amountsOf(byTrust);
  const merged: Merged[] = [];
  const byTitle = new Map<string, number[]>();
  for (const candidate of byTrust) {
    const title = folded(candidate.item.title ?? '');
    const others = byTitle.get(title) ?? [];
    const isOnly = others.length === 1 && amounts.get(`${candidate.syntax} ${title}`) === 1;
    const match = others.find(index => {
      const other = merged[index];
      return other !== undefined && isSame(other, candidate, isOnly);
    });
    const known = match === undefined ? undefined : merged[match];
    if (match !== undefined && known !== undefined) {
      merged[match] = together(known, candidate);
    } else if (merged.length < MOST_EVENTS) {
      others.push(merged.length);
      byTitle.set(title, others);
      merged.push({ ...candidate, syntaxes: [candidate.syntax] });
    }
  }
  return merged
    .filter(({ hasWhen }) => hasWhen)
    .map((event, index) => ({ event, index }))
    .toSorted((a, b) => order(a.event.element, b.event.element) || a.index - b.index)
    .map(({ event }) => event.item);
}

/** How often each syntax uses each title. */
function amountsOf(candidates: readonly Candidate[]): ReadonlyMap<string, number> {
  const amounts = new Map<string, number>();
  for (const { syntax, item } of candidates) {
    const key = `${syntax} ${folded(item.title ?? '')}`;
    amounts.set(key, (amounts.get(key) ?? 0) + 1);
  }
  return amounts;
}

function order(a: Element, b: Element): number {
  if (a === b) return 0;
  return (a.compareDocumentPosition(b) & Node.DOCUMENT_POSITION_FOLLOWING) !== 0 ? -1 : 1;
}

/** Whether both are of one event, given that they have the same title. */
function isSame(known: Merged, other: Candidate, isOnly: boolean): boolean {
  const [a, b] = [known.item, other.item];
  const isElsewhere =
    a.url !== null &&
    b.url !== null &&
    a.url !== b.url &&
    a.location !== null &&
    b.location !== null &&
    folded(a.location) !== folded(b.location);
  if (isElsewhere) return false;
  if (a.start === null || b.start === null) return true;
  if (a.start.slice(0, 10) === b.start.slice(0, 10) && (a.allDay || b.allDay)) return true;
  if (a.start.slice(0, 16) === b.start.slice(0, 16)) return true;
  if (isInstant(a.start) && isInstant(b.start)) return Date.parse(a.start) === Date.parse(b.start);
  // A wall clock and an instant: one event when no other could be meant, and some zone has this clock.
  if (!isOnly || known.syntaxes.includes(other.syntax) || a.allDay || b.allDay) return false;
  const apart = Math.abs(Date.parse(asUtc(a.start)) - Date.parse(asUtc(b.start))) / 60_000;
  return apart <= 14 * 60 && apart % 15 === 0;
}

function isInstant(time: string): boolean {
  return /T.*(?:Z|[+-]\d{2}:\d{2})$/.test(time);
}

function asUtc(time: string): string {
  return isInstant(time) ? time : `${time}Z`;
}

function precision({ start, allDay }: CapturedItem): number {
  return start === null ? 0 : allDay ? 1 : isInstant(start) ? 3 : 2;
}

function together(known: Merged, other: Candidate): Merged {
  const [a, b] = [known.item, other.item];
  const isBetter = precision(b) > precision(a);
  const [when, rest] = isBetter ? [b, a] : [a, b];
  const isEndMadeUp = known.isEndMadeUp || other.isEndMadeUp;
  // The end of the other, in the same manner of writing, and only for the same beginning.
  const spare = when.end === null && rest.start !== null && precision(rest) === precision(when) ? rest.end : null;
  return {
    item: {
      ...a,
      people: unionOf(a.people, b.people),
      start: when.start,
      end: isEndMadeUp ? null : (when.end ?? spare),
      allDay: when.allDay,
      timeZone: when.timeZone ?? rest.timeZone,
      location: locationOf(a.location, b.location),
      snippet: a.snippet ?? b.snippet,
      eventId: a.eventId ?? b.eventId,
      url: a.url ?? b.url,
      conferenceUrl: a.conferenceUrl ?? b.conferenceUrl,
    },
    syntaxes: [...known.syntaxes, other.syntax],
    // Elements stand where the event is shown, scripts anywhere.
    element: known.element.tagName === 'SCRIPT' || known.element.tagName === 'META' ? other.element : known.element,
    hasWhen: known.hasWhen || other.hasWhen,
    isEndMadeUp,
  };
}

/** The one that holds the other, else the first. */
function locationOf(a: string | null, b: string | null): string | null {
  if (a === null || b === null) return a ?? b;
  return folded(b).includes(folded(a)) ? b : a;
}

function unionOf(known: readonly CapturedPerson[], others: readonly CapturedPerson[]): readonly CapturedPerson[] {
  const people = [...known];
  for (const other of others.slice(0, 500)) {
    const index = people.findIndex(
      person =>
        (other.email !== null && person.email === other.email) ||
        ((other.email === null || person.email === null) && isSameName(person.name, other.name)),
    );
    const person = people[index];
    if (person === undefined) people.push(other);
    else
      people[index] = {
        ...person,
        name: person.name ?? other.name,
        email: person.email ?? other.email,
        isSelf: person.isSelf || other.isSelf,
      };
  }
  return people;
}
