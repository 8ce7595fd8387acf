import { addressesOfMailto, cleanName, parseAddress, parseNamedAddress } from './addresses.ts';
import { clockIn, instantIso } from './dates.ts';
import { attributeOf, elementsOf, lineOf, readText, type Verdict } from './dom.ts';
import { itemOf } from './items.ts';
import type { CaptureContext, CapturedItem, CapturedPerson } from './site.ts';
import { cleanLine } from './text.ts';
import { findWhen, readWhen, type When } from './when.ts';

/**
 * The event in a mail that Google Calendar wrote: an invitation, or news of one. The mail's words are in the language of
 * whoever sent it, so nothing is found by them: what tells is the link with the event's id, the subject that repeats
 * title and time, the link to a map, and who the guests are.
 */

export interface InvitationMail {
  readonly title: string | null;
  readonly sender: { readonly name: string | null; readonly email: string | null } | null;
  readonly languages: readonly string[];
  isOwn(email: string): boolean;
}

/** The page of the event. Links inside a mail may lead through a counter of clicks. */
const EVENT_LINK = 'a[href*="eid="]';
/** What is only repeated from another mail. */
const QUOTED = '.gmail_quote, blockquote';
const EVENT_DATA = '[itemtype$="//schema.org/Event"]';
const HEADINGS = 'h1, h2, h3, h4, [role="heading"]';

const MOST_LINES = 120;
const MOST_GUESTS = 100;

/** `null` where the mail holds no event, or one whose title or time is in doubt, or one that was called off. */
export function invitationIn(body: Element, mail: InvitationMail, context: CaptureContext): CapturedItem | null {
  const links = elementsOf(body, EVENT_LINK, 60)
    .filter(link => link.closest(QUOTED) === null)
    .map(element => ({ element, url: eventPage(attributeOf(element, 'href', 3000)) }))
    .filter(({ url }) => url !== null);
  const ids = new Set(links.map(({ url }) => url?.searchParams.get('eid')));
  const [eid] = ids;
  // A list of the day's events has a link for each.
  if (ids.size !== 1 || typeof eid !== 'string') return null;

  const data = body.querySelector(EVENT_DATA);
  if (/Cancelled$/.test(dataIn(data, 'eventStatus'))) return null;
  const subject = partsOf(mail.title ?? '');
  const title = titleOf(
    body,
    links.map(({ element }) => element),
    data,
    subject,
    mail,
  );
  const found = whenOf(body, data, subject, mail, context);
  if (title === null || found === null) return null;
  const zones = links.map(({ url }) => url?.searchParams.get('ctz') ?? '');
  const zone = found.timeZone ?? zones.find(name => clockIn(name, 0) !== null && name !== '') ?? null;
  const canAnswer = links.some(({ url }) => url?.searchParams.get('action') === 'RESPOND');
  return itemOf('event', {
    title,
    people: guestsIn(body, data, mail, canAnswer),
    start: found.allDay ? found.start : inZone(found.start, zone),
    end: found.allDay || found.end === null ? found.end : inZone(found.end, zone),
    allDay: found.allDay,
    timeZone: found.allDay ? null : zone,
    location: placeIn(body, data, mail),
    eventId: idIn(eid),
    url: `https://calendar.google.com/calendar/event?eid=${encodeURIComponent(eid)}`,
    conferenceUrl: conferenceIn(body),
  });
}

function eventPage(href: string): URL | null {
  const url = addressOf(href);
  const isCounted = url?.pathname === '/url' && /(?:^|\.)google\.com$/.test(url.hostname);
  const target = isCounted ? addressOf(url.searchParams.get('q') ?? '') : url;
  const isCalendar = target?.hostname === 'calendar.google.com' || target?.hostname === 'www.google.com';
  // Base64, and no longer than an id and an address make it.
  const isEvent = isCalendar && target.pathname.startsWith('/calendar/');
  return isEvent && /^[\w+/=-]{8,1500}$/.test(target.searchParams.get('eid') ?? '') ? target : null;
}

function addressOf(href: string): URL | null {
  return URL.canParse(href) ? new URL(href) : null;
}

/** The id is base64 of "id calendar". */
function idIn(eid: string): string | null {
  try {
    const text = atob(eid.slice(0, 2000).replaceAll('-', '+').replaceAll('_', '/'));
    return /^([\w@.-]{5,200}) \S+$/.exec(text)?.[1] ?? null;
  } catch {
    return null;
  }
}

interface SubjectParts {
  /** "Invitation: Title", with or without the word. */
  readonly head: string;
  /** "Tue 17 Feb 2026 14:00 - 15:00 (GMT) (sam@example.com)"; empty where there is none. */
  readonly tail: string;
}

function partsOf(subject: string): SubjectParts {
  const at = subject.lastIndexOf(' @ ');
  return at === -1 ? { head: subject, tail: '' } : { head: subject.slice(0, at), tail: subject.slice(at + 3) };
}

function titleOf(
  body: Element,
  links: readonly Element[],
  data: Element | null,
  subject: SubjectParts,
  mail: InvitationMail,
): string | null {
  const headings = elementsOf(body, HEADINGS, 30).filter(heading => heading.closest(QUOTED) === null);
  const places = [
    data?.querySelector(':scope > [itemprop="name"]') ?? null,
    ...links.filter(link => link.closest(HEADINGS) !== null),
    ...headings,
    ...links,
  ];
  for (const place of places) {
    const text = place === null ? '' : attributeOf(place, 'content', 300) || lineOf(place, 300);
    if (place === null || text === '' || !isTitleIn(subject.head, text)) continue;
    return isStruckOut(place) ? null : text;
  }
  // The subject alone: what follows its first colon, where a time follows in turn.
  const [, rest] = /^[^:：]{1,60}[:：]\s*(.+)$/.exec(subject.head) ?? [];
  if (subject.tail !== '' && rest !== undefined) return cleanLine(rest, 300) || null;
  const [heading] = links.map(link => link.closest(HEADINGS)).filter(found => found !== null);
  return heading === undefined || (mail.title ?? '') === '' ? null : lineOf(heading, 300) || null;
}

/** Whether the subject ends with the title, as all of these mails' do. */
function isTitleIn(head: string, title: string): boolean {
  const bare = (text: string) => text.normalize('NFKC').replace(/\s+/g, ' ').trim();
  return bare(head).endsWith(bare(title));
}

const STRUCK = /line-through/i;

function isStruckItself(element: Element): boolean {
  return /^(?:DEL|S|STRIKE)$/.test(element.tagName) || STRUCK.test(attributeOf(element, 'style', 1000));
}

function isStruckOut(element: Element): boolean {
  for (let at: Element | null = element, steps = 0; at !== null && steps < 20; at = at.parentElement, steps += 1) {
    if (isStruckItself(at)) return true;
  }
  return [...element.children].some(isStruckItself);
}

/** The body's lines, without quotes, and without what an update struck out. */
function linesOf(root: Element, most: number): readonly string[] {
  const judge = (element: Element): Verdict => (isStruckItself(element) || element.matches(QUOTED) ? 'skip' : 'read');
  const lines = readText(root, most, judge)
    .split('\n')
    .map(line => cleanLine(line, 300))
    .filter(line => line !== '');
  return lines.slice(0, MOST_LINES);
}

/** The time from data, or from the body and the subject, which must not contradict each other. */
function whenOf(
  body: Element,
  data: Element | null,
  subject: SubjectParts,
  mail: InvitationMail,
  context: CaptureContext,
): When | null {
  const exact = whenInData(data);
  if (exact !== null) return exact;
  const read = (text: string) => readLoosely(text, mail.languages, context);
  const inSubject = subject.tail === '' ? null : read(subject.tail);
  let first: When | null = null;
  for (const line of linesOf(body, 8000)) {
    // Anything with a day in it has digits; most lines have none.
    if (line.length > 160 || !/\p{Nd}/u.test(line)) continue;
    const found = read(line) ?? (inSubject === null ? null : beginningOf(line, mail.languages, context));
    if (found !== null && inSubject !== null && isSameTime(found, inSubject)) return found;
    first ??= found;
  }
  // Where both name a time, and not the same, neither is to be believed.
  if (inSubject !== null) return first === null ? inSubject : null;
  // The text alone may mention many a day: it takes one with its end, and a subject that at least has the same numbers,
  // which that of a series has not.
  return first?.end != null && hasNumbers(subject.tail, first.start) ? first : null;
}

function hasNumbers(tail: string, start: string): boolean {
  const numbers = new Set((tail.normalize('NFKC').match(/\d+/g) ?? []).map(Number));
  return tail === '' || (numbers.has(Number(start.slice(0, 4))) && numbers.has(Number(start.slice(8, 10))));
}

/** The time at the beginning of a line that goes on, as with the name of a zone. */
function beginningOf(line: string, languages: readonly string[], context: CaptureContext): When | null {
  const found = findWhen(line, { languages, now: context.now, timeZone: context.timeZone });
  return found === null || !/^(?:[^:：]{1,30}[:：])?$/.test(found.before.trim()) ? null : found.when;
}

function isSameTime(one: When, other: When): boolean {
  return one.allDay === other.allDay && one.start.slice(0, 16) === other.start.slice(0, 16);
}

/** Reads a time behind which a zone or an address may stand in brackets, or before which a label stands. */
function readLoosely(text: string, languages: readonly string[], context: CaptureContext): When | null {
  const about = { languages, now: context.now, timeZone: context.timeZone };
  let rest = text;
  for (let tries = 0; tries < 3; tries += 1) {
    const found = readWhen(rest, about);
    if (found !== null) return found;
    const shorter = rest.replace(/\s*[(（][^()（）]*[)）]\s*$/, '');
    if (shorter === rest) break;
    rest = shorter;
  }
  const unlabelled = rest.replace(/^\P{Nd}{1,30}[:：]\s+/u, '');
  return unlabelled === rest ? null : readWhen(unlabelled, about);
}

function whenInData(data: Element | null): When | null {
  const start = isoOf(dataIn(data, 'startDate'));
  const end = isoOf(dataIn(data, 'endDate'));
  if (start === null) return null;
  const allDay = !start.includes('T');
  return {
    start,
    end: end !== null && end.includes('T') === !allDay && end > start ? end : null,
    allDay,
    timeZone: null,
  };
}

/** `20260305T130000Z` and `2026-03-05T13:00:00Z`. */
function isoOf(text: string): string | null {
  const match = /^(\d{4})-?(\d{2})-?(\d{2})(?:T(\d{2}):?(\d{2})(?::?\d{2})?(Z|[+-]\d{2}:?\d{2})?)?$/.exec(text.trim());
  if (match === null) return null;
  const [, year = '', month = '', day = '', hour, minute, zone = ''] = match;
  const iso = `${year}-${month}-${day}`;
  if (Number.isNaN(Date.parse(iso))) return null;
  if (hour === undefined) return iso;
  const offset = zone.length === 5 ? `${zone.slice(0, 3)}:${zone.slice(3)}` : zone;
  return `${iso}T${hour}:${minute}${offset}`;
}

function dataIn(data: Element | null, property: string): string {
  const element = data?.querySelector(`[itemprop="${property}"]`) ?? null;
  for (const name of ['datetime', 'content', 'href']) {
    const value = attributeOf(element, name, 200);
    if (value !== '') return value;
  }
  return lineOf(element, 200);
}

/** The instant at which a clock in that zone shows the time; the time as it is where the zone is not known. */
function inZone(floating: string, timeZone: string | null): string {
  if (timeZone === null || !/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}$/.test(floating)) return floating;
  const wanted = Date.parse(`${floating}Z`);
  let at = wanted;
  for (let tries = 0; tries < 3; tries += 1) {
    const clock = clockIn(timeZone, at);
    if (clock === null) return floating;
    const shown = Date.UTC(clock.year, clock.month - 1, clock.day, clock.hour, clock.minute);
    if (shown === wanted) return instantIso(at);
    at += wanted - shown;
  }
  // An hour that this day skips.
  return floating;
}

interface Guest {
  readonly name: string | null;
  readonly email: string | null;
}

/** The guests: whoever is listed where the mail's sender or an address is. */
function guestsIn(
  body: Element,
  data: Element | null,
  mail: InvitationMail,
  canAnswer: boolean,
): readonly CapturedPerson[] {
  const { sender } = mail;
  const isSender = ({ name, email }: Guest) =>
    sender !== null && ((email !== null && email === sender.email) || (name !== null && name === sender.name));
  const organizer =
    personIn(data, 'organizer') ?? (canAnswer && sender?.email != null && !isRobot(sender) ? sender : null);
  const isOrganizer = (guest: Guest) =>
    organizer === null
      ? isSender(guest)
      : (guest.email !== null && guest.email === organizer.email) ||
        (guest.name !== null && guest.name === organizer.name);
  const listed = [...peopleIn(data), ...listedIn(body, guest => isSender(guest) || guest.email !== null)];
  const people = new Map<string, CapturedPerson>();
  for (const guest of [...(organizer === null ? [] : [organizer]), ...listed]) {
    const email = guest.email ?? (isSender(guest) ? (sender?.email ?? null) : null);
    const key = email ?? guest.name;
    if (key === null || people.has(key)) continue;
    const isRoom = email?.endsWith('@resource.calendar.google.com') === true;
    const role = isRoom ? 'resource' : isOrganizer(guest) ? 'organizer' : 'attendee';
    const name = guest.name ?? (isSender(guest) ? (sender?.name ?? null) : null);
    people.set(key, { name, email, role, isSelf: email !== null && mail.isOwn(email) });
  }
  return [...people.values()].slice(0, MOST_GUESTS);
}

/** Google's own address, from which it writes where it may not write from the organizer's. */
function isRobot({ email }: Guest): boolean {
  return email?.endsWith('@google.com') === true;
}

function personIn(data: Element | null, property: string): Guest | null {
  const element = data?.querySelector(`[itemprop="${property}"]`) ?? null;
  const email = parseAddress(dataIn(element, 'email'));
  const name = cleanName(dataIn(element, 'name'));
  return email === null && name === null ? null : { name, email };
}

function peopleIn(data: Element | null): readonly Guest[] {
  if (data === null) return [];
  return elementsOf(data, '[itemprop="attendee"]', MOST_GUESTS)
    .map(element => ({ name: cleanName(dataIn(element, 'name')), email: parseAddress(dataIn(element, 'email')) }))
    .filter(({ name, email }) => name !== null || email !== null);
}

const WRITE_TO = 'a[href^="mailto:" i]';

/** A list, a table or a cell of people; else links to write to somebody that have a line of their own. */
function listedIn(body: Element, isSure: (guest: Guest) => boolean): readonly Guest[] {
  const outside = (element: Element) => element.closest(QUOTED) === null;
  const lists = elementsOf(body, 'ul, ol', 20).map(list => [...list.children]);
  const tables = elementsOf(body, 'table', 60)
    .filter(table => table.querySelector('table') === null)
    .map(valuesIn);
  for (const list of [...lists, ...tables]) {
    const guests = list.slice(0, MOST_GUESTS).map(guestIn);
    const isList = guests.length > 0 && guests.every(isGuest) && guests.some(isSure) && list.every(outside);
    if (isList) return guests.filter(isGuest);
  }
  for (const cell of elementsOf(body, 'td, dd', 200).filter(outside)) {
    const isValue =
      cell.previousElementSibling !== null && cell.querySelector(`table, ${WRITE_TO}, ${HEADINGS}`) === null;
    const guests = isValue ? linesOf(cell, 4000).map(guestOf) : [];
    if (guests.length > 0 && guests.every(isGuest) && guests.some(isSure)) return guests.filter(isGuest);
  }
  return elementsOf(body, WRITE_TO, MOST_GUESTS)
    .filter(link => outside(link) && standsAlone(link))
    .map(guestIn)
    .filter(isGuest);
}

/** The last cells of a table whose other cells hold dots at most. */
function valuesIn(table: Element): readonly Element[] {
  const rows = elementsOf(table, 'tr', MOST_GUESTS);
  const hasLabels = rows.some(row =>
    [...row.children].slice(0, -1).some(cell => /[\p{L}\p{Nd}]/u.test(lineOf(cell, 20))),
  );
  return hasLabels ? [] : rows.map(row => row.lastElementChild).filter(cell => cell !== null);
}

function standsAlone(link: Element): boolean {
  const line = lineOf(link.closest('div, li, td, p'), 200);
  const text = lineOf(link, 200);
  return line.startsWith(text) && /^(?:\s*[-–—].{1,40})?$/.test(line.slice(text.length));
}

function isGuest(guest: Guest | null): guest is Guest {
  return guest !== null;
}

function guestIn(element: Element): Guest | null {
  const link = element.matches(WRITE_TO) ? element : element.querySelector(WRITE_TO);
  const [address] = addressesOfMailto(attributeOf(link, 'href', 1000));
  if (address === undefined) return guestOf(lineOf(element, 200));
  return { name: cleanName(lineOf(link, 200)), email: address.email };
}

/** "Name", "Name - organiser", "address". */
function guestOf(line: string): Guest | null {
  const text = line.replace(/\s+[-–—*]\s*[^-–—]{1,40}$/, '').replace(/\s*[*,;،、]$/, '');
  const named = parseNamedAddress(text);
  if (named !== null) return named;
  const name =
    text.length <= 80 && text.split(' ').length <= 6 && !/[:：?!/\p{Nd}]/u.test(text) ? cleanName(text) : null;
  return name === null ? null : { name, email: null };
}

const MAP_HOST = /^(?:(?:www|maps)\.google\.[a-z.]{2,6}|maps\.app\.goo\.gl|goo\.gl)$/;

/** The place: the text that the link to a map is for. */
function placeIn(body: Element, data: Element | null, mail: InvitationMail): string | null {
  const named = data?.querySelector('[itemprop="location"]') ?? null;
  const inData = dataIn(named, 'name');
  if (inData !== '') return inData;
  for (const link of elementsOf(body, 'a[href*="map"]', 20)) {
    const url = addressOf(attributeOf(link, 'href', 3000));
    if (url === null || !MAP_HOST.test(url.hostname) || link.closest(QUOTED) !== null || isStruckOut(link)) continue;
    const place = beside(link);
    if (place !== null) return place;
    const searched = /^\/maps\/(?:search|place)\/([^/?]+)/.exec(url.pathname)?.[1] ?? url.searchParams.get('q') ?? '';
    const text = decoded(searched);
    if (text !== '') return text;
  }
  return placeInRow(body, mail);
}

/** The text of the smallest element around the link that says more than the link. */
function beside(link: Element): string | null {
  for (
    let around = link.parentElement, steps = 0;
    around !== null && steps < 4;
    around = around.parentElement, steps += 1
  ) {
    const text = readText(around, 400, element =>
      element === link || isStruckItself(element) || element.matches(HEADINGS) ? 'skip' : 'read',
    );
    const line = cleanLine(text, 300)
      .replace(/\s*[(（[]\s*[)）\]]/g, '')
      .trim();
    if (line !== '')
      return line.length <= 250 &&
        text
          .trim()
          .split('\n')
          .filter(part => part.trim() !== '').length <= 3
        ? line
        : null;
  }
  return null;
}

function decoded(text: string): string {
  try {
    return cleanLine(decodeURIComponent(text.replaceAll('+', ' ')), 300);
  } catch {
    return '';
  }
}

/** In a table of labels and values: what follows the time, where that is no link, no address and nobody's name. */
function placeInRow(body: Element, mail: InvitationMail): string | null {
  const rows = elementsOf(body, 'tr', 200).filter(row => row.children.length === 2 && row.closest(QUOTED) === null);
  const isTime = (row: Element) => /\p{Nd}{1,2}[:.h時]\p{Nd}{2}|\p{Nd}{4}/u.test(lineOf(row.children.item(1), 200));
  const index = rows.findIndex(isTime);
  const row = index === -1 ? undefined : rows[index + 1];
  const cell = row?.children.item(1) ?? null;
  if (row === undefined || cell === null || cell.querySelector('a, ul, ol, table') !== null) return null;
  const lines = linesOf(cell, 1000);
  const isPerson = (line: string) => {
    const guest = guestOf(line);
    return guest?.email != null || (guest?.name ?? '') === (mail.sender?.name ?? null);
  };
  const isLabelled = /^.{1,40}$/.test(lineOf(row.children.item(0), 60));
  return isLabelled && lines.length === 1 && !lines.some(isPerson) ? (lines[0] ?? null) : null;
}

const CONFERENCE =
  /^https:\/\/(?:meet\.google\.com\/[a-z]{3}-[a-z]{4}-[a-z]{3}\b|(?:[\w-]+\.)?zoom(?:gov)?\.(?:us|com)\/(?:j|s|my|w)\/|teams\.(?:microsoft|live|cloud\.microsoft)\.?(?:com)?\/(?:l\/meetup-join|meet)\/|[\w-]+\.webex\.com\/(?:meet|join|[\w-]+\/j\.php))/i;

function conferenceIn(body: Element): string | null {
  for (const link of elementsOf(body, 'a[href^="https:"]', 200)) {
    const href = attributeOf(link, 'href', 2000);
    if (CONFERENCE.test(href) && link.closest(QUOTED) === null) return href;
  }
  return null;
}
