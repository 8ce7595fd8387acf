import { readDateText } from '../dates.ts';
import { attributeOf, elementsOf } from '../dom.ts';
import { itemOf } from '../items.ts';
import { excerpt } from '../quotes.ts';
import type { CaptureContext, CapturedItem, PersonRole } from '../site.ts';
import { readWhen, type When } from '../when.ts';
import { durationMinutes, type Moment, readMoment, readTimeOn, type Span, spanOf } from './moments.ts';
import { linkedPeople } from './owners.ts';
import { Gathering, namedIn } from './people.ts';
import { callIn, isCall, whereaboutsOf } from './places.ts';
import { type Datum, first, lineIn, linesOf, linkIn, type Syntax, type Thing, timesIn, webLink } from './things.ts';
import { isEventType } from './vocabulary.ts';

/** What reading needs beside the thing itself. */
export interface Surroundings {
  readonly page: Document;
  /** What links on the page are relative to. */
  readonly base: URL;
  readonly context: CaptureContext;
  /** The languages of the page. */
  readonly languages: readonly string[];
}

/** An event that one syntax tells of. */
export interface Candidate {
  readonly item: CapturedItem;
  readonly syntax: Syntax;
  readonly element: Element;
  /** Whether it says when at all, be it unreadable. */
  readonly hasWhen: boolean;
  /** See `Span`. */
  readonly isEndMadeUp: boolean;
}

/** The first value under the name that is a day or a moment. */
function momentIn(thing: Thing, name: string, around: Surroundings): Moment | null {
  for (const datum of thing.all(name).slice(0, 5)) {
    const inner = datum.thing === null ? null : first(datum.thing, 'value', '@value', name);
    for (const text of timesIn(inner ?? datum)) {
      const moment = readMoment(text) ?? momentInWords(text, around);
      if (moment !== null) return moment;
    }
    // Of several beginnings the first counts, and when it cannot be read, none.
    if (thing.syntax === 'microformats') return null;
  }
  return null;
}

function momentInWords(text: string, { languages }: Surroundings): Moment | null {
  if (!/\p{L}|[./]/u.test(text)) return null;
  const clock = readDateText(text, languages);
  if (clock === null) return null;
  const two = (value: number) => String(value).padStart(2, '0');
  const time = clock.hour === null ? null : `${two(clock.hour)}:${two(clock.minute ?? 0)}`;
  return { day: `${clock.year}-${two(clock.month)}-${two(clock.day)}`, time, offset: null };
}

/** A span that is written in words, where the beginning should be. */
function spanInWords(thing: Thing, around: Surroundings): When | null {
  const [datum] = thing.all('startdate');
  if (datum === undefined) return null;
  for (const text of timesIn(datum)) {
    const when = /\p{L}|[./]/u.test(text) ? readWhen(text, { ...around.context, languages: around.languages }) : null;
    if (when !== null) return when;
  }
  return null;
}

function whenOf(thing: Thing, around: Surroundings): Span & { readonly timeZone: string | null } {
  const schedule = first(thing, 'startdate') === null ? (first(thing, 'eventschedule')?.thing ?? null) : null;
  if (schedule !== null) return ofSchedule(schedule, around);
  const start = momentIn(thing, 'startdate', around);
  if (start === null) {
    const words = spanInWords(thing, around);
    if (words !== null) return { ...words, isEndMadeUp: false };
  }
  const end = endOf(thing, start, around);
  const minutes = durationMinutes(lineIn(first(thing, 'duration'), 40));
  const isEndExclusive = thing.syntax === 'microformats' || thing.types.some(type => /^vevent$/i.test(type));
  return { ...spanOf(start, end, minutes, isEndExclusive), timeZone: null };
}

function endOf(thing: Thing, start: Moment | null, around: Surroundings): Moment | null {
  const end = momentIn(thing, 'enddate', around);
  if (end !== null || start === null || start.time === null) return end;
  const [datum] = thing.all('enddate');
  const [text = ''] = datum === undefined ? [] : timesIn(datum);
  const time = readTimeOn(start.day, text);
  return time === null ? null : { ...time, offset: time.offset ?? start.offset };
}

/** The first time of a series. */
function ofSchedule(schedule: Thing, around: Surroundings): Span & { readonly timeZone: string | null } {
  const day = momentIn(schedule, 'startdate', around);
  const zone = lineIn(first(schedule, 'scheduletimezone'), 60);
  const timeZone = /^[A-Za-z_]+(?:\/[A-Za-z_+-]+)+$/.test(zone) ? zone : null;
  const at = (name: string) => (day === null ? null : readTimeOn(day.day, lineIn(first(schedule, name), 40)));
  const start = at('starttime') ?? day;
  const end = at('endtime');
  const minutes = durationMinutes(lineIn(first(schedule, 'duration'), 40));
  return { ...spanOf(start, start?.time === null ? null : end, minutes, false), timeZone };
}

const ROLES: readonly (readonly [name: string, role: PersonRole])[] = [
  ['organizer', 'organizer'],
  ['organizers', 'organizer'],
  ['performer', 'performer'],
  ['performers', 'performer'],
  ['actor', 'performer'],
  ['actors', 'performer'],
  ['speaker', 'performer'],
  ['instructor', 'performer'],
  ['attendee', 'attendee'],
  ['attendees', 'attendee'],
  ['contact', 'contact'],
];

/** The values of a property; a role that stands between says it again. */
function valuesOf(thing: Thing, name: string): readonly Datum[] {
  return thing
    .all(name)
    .flatMap(datum => (datum.thing?.types.some(type => /Role$/.test(type)) ? datum.thing.all(name) : [datum]));
}

/** Who takes part, by what the thing says and, where it is part of the page, whom links in it write to. */
function peopleOf(thing: Thing, booking: Thing | null, around: Surroundings) {
  const gathering = new Gathering(around.context);
  for (const [name, role] of ROLES) {
    for (const datum of valuesOf(thing, name)) {
      const named = namedIn(datum);
      if (named !== null) gathering.add(named, role);
    }
  }
  for (const datum of booking === null ? [] : valuesOf(booking, 'undername')) {
    const named = namedIn(datum);
    if (named !== null) gathering.add(named, 'attendee');
  }
  const isOnPage = thing.syntax !== 'json-ld' && thing.element.tagName !== 'BODY' && thing.element.tagName !== 'HTML';
  // Around several events it is not clear whose links they are.
  const isOne = isOnPage && thing.all('subevent').length === 0;
  for (const { name, email } of isOne ? linkedPeople(thing.element) : []) {
    gathering.add({ name, emails: [email] }, 'contact');
  }
  return gathering.people;
}

/** The first paragraphs, until there is enough to recognize the text by. */
export function snippetIn(datum: Datum | null, title: string): string | null {
  if (datum === null) return null;
  let text = '';
  for (const line of linesOf(datum, 2000)) {
    text = `${text} ${line}`.trim();
    if (text.length >= 40) break;
  }
  return text === '' || text === title ? null : excerpt(text);
}

function conferenceUrlOf(thing: Thing, around: Surroundings): string | null {
  for (const { thing: action } of thing.all('potentialaction')) {
    if (action === null) continue;
    const target = first(action, 'target');
    const link = linkIn(target?.thing == null ? target : first(target.thing, 'url', 'urltemplate'), around.base);
    if (link !== null && isCall(link)) return link;
  }
  const url = linkIn(first(thing, 'url'), around.base);
  if (url !== null && isCall(url)) return url;
  const described = first(thing, 'description');
  const call = described === null ? null : callIn(linesOf(described, 20_000).join('\n'), around.base);
  if (call !== null || thing.syntax === 'json-ld' || thing.element.tagName === 'BODY') return call;
  for (const link of elementsOf(thing.element, 'a[href]', 100)) {
    const address = webLink(attributeOf(link, 'href', 2000), around.base);
    if (address !== null && isCall(address)) return address;
  }
  return null;
}

/** The event, or `null` when it is not even said what it is called. */
export function readEvent(thing: Thing, container: Thing | null, around: Surroundings): Candidate | null {
  const isBooking = container?.types.some(type => /Reservation$/.test(type)) === true;
  const isCourse = container?.types.includes('Course') === true;
  const title =
    lineIn(first(thing, 'name', 'summary', 'headline', 'alternatename')) ||
    (isCourse ? lineIn(first(container, 'name')) : '');
  const when = whenOf(thing, around);
  const hasWhen = ['startdate', 'eventschedule', 'enddate'].some(name => thing.all(name).length > 0);
  const where = whereaboutsOf(thing.all('location'), around.base);
  if (title === '' && (when.start === null || where.location === null)) return null;

  const url =
    linkIn(first(thing, 'url', 'mainentityofpage'), around.base) ??
    (/^https?:/i.test(thing.id) || thing.syntax === 'microdata' ? webLink(thing.id, around.base) : null);
  const call = where.conferenceUrl ?? conferenceUrlOf(thing, around);
  const eventId = thing.syntax === 'json-ld' ? '' : lineIn(first(thing, 'identifier', 'uid'), 400);
  const described = first(thing, 'description', 'disambiguatingdescription', 'abstract');
  return {
    item: itemOf('event', {
      title: title || null,
      people: peopleOf(thing, isBooking ? container : null, around),
      start: when.start,
      end: when.end,
      allDay: when.allDay,
      timeZone: when.timeZone,
      location: where.location,
      snippet: snippetIn(described, title),
      eventId: eventId === '' || /^https?:/i.test(eventId) ? null : eventId,
      url,
      // Some systems give the page of the event as the place where it is on line.
      conferenceUrl: call !== null && call === url && !isCall(call) ? null : call,
    }),
    syntax: thing.syntax,
    element: thing.element,
    hasWhen,
    isEndMadeUp: when.isEndMadeUp,
  };
}

export function isEvent(thing: Thing): boolean {
  return thing.types.some(isEventType);
}
