import { cleanName, isSameMailbox, parseAddress } from '../addresses.ts';
import { conferenceLink, conferenceLinkIn, conferenceLinkInText } from '../conference.ts';
import { clockIn } from '../dates.ts';
import { dayNumber, dayOfIso, dayOfNumber, isoDay } from '../days.ts';
import { attributeOf, elementsOf, isShown, lineOf, readText, type Verdict } from '../dom.ts';
import {
  dayOfKey,
  type EventKey,
  eventKeyIn,
  googleAccountOf,
  type InstanceStart,
  instanceStartIn,
  isPersonalCalendar,
} from '../google.ts';
import { itemOf } from '../items.ts';
import { excerpt } from '../quotes.ts';
import type { CaptureContext, CapturedItem, CapturedPerson, SiteAdapter } from '../site.ts';
import { cleanLine } from '../text.ts';
import { findWhen, readWhen, type When, type WhenContext } from '../when.ts';

// Google Calendar's classes change with every release. Ids that begin with `x`, `data-` attributes and roles have
// stayed for years and are equal in every language; where a class is used, something else stands in for it.

/** One event: an entry in the grid or a list, or the details of the one that was opened. The value is an id in base64. */
const EVENT = '[data-eventid]';
/** The details of an event. A task's have no such element. */
const DETAILS = [
  '#xDetDlg',
  // Without the id: entries have no heading.
  '[role="dialog"] [data-eventid]',
  '[role="dialog"][data-eventid]',
  '[data-chips-dialog="true"]',
].join(', ');
/** An entry, and what opens one, both of which bear the event's id, too. */
const ENTRY = '[data-eventchip], [data-opens-details], [role="button"], [role="gridcell"], button';

/** The title in the details, best first. */
const HEADINGS = ['#rAECCd', '#xDetDlgWhen [role="heading"]', '[role="heading"]', 'h1, h2, h3'];
const WHEN = '#xDetDlgWhen';
const PLACE = '#xDetDlgLoc';
const ROOM = '#xDetDlgRoom';
const DESCRIPTION = '#xDetDlgDesc';
const VIDEO = '#xDetDlgVideo';
/** A text for the clipboard that repeats the event and names its time zone. */
const REPEATED = '[data-details]';
/** Whose calendar it is in; no guest by that. */
const CALENDAR_ROW = '#xDetDlgCal';
const ORGANIZER_ID = 'xDtlDlgOrg';

/** Guests in the details and in the form, best first. */
const GUESTS = [
  '[role="tree"] [role="treeitem"]',
  '[role="treeitem"]',
  '#xGstLst [data-email]',
  '#xGstLst [data-hovercard-id]',
  '[role="list"] [role="listitem"]',
  '[data-email]',
];
/** Rooms have a list of their own in the form. */
const ROOMS = '#xRmLst [data-email], #xRmLst [data-hovercard-id]';
const ADDRESS_ATTRIBUTES = ['data-email', 'data-hovercard-id', 'data-id'] as const;
const WITH_ADDRESS = ADDRESS_ATTRIBUTES.map(name => `[${name}*="@"]`).join(', ');

/** Text for those who hear the page: labels, and in entries everything about the event in one line. */
const HIDDEN_TEXT = '.XuJrye, .ynRLnc';
const TOOLTIP = '[role="tooltip"]';

/** The form in which an event is written or changed. */
const FORM = '[data-is-create]';
const FORM_TITLES = ['#xTiIn', '[data-is-create] input[data-initial-value]', '[jsname="GYcwYe"] input'];
const START_DAYS = ['#xStDaIn', '[jsname="iKdrbf"] input'];
const START_TIMES = ['#xStTiIn', '[jsname="B4GDSd"] input'];
const END_DAYS = ['#xEnDaIn', '[jsname="NNrqNc"] input', '[jsname="qPZlPe"] input'];
const END_TIMES = ['#xEnTiIn', '[jsname="XCHdmd"] input'];
/** Any of the two days, in this order, where names are missing. */
const ANY_DAY = 'input[data-date], [data-ical] input';
const WHOLE_DAYS = '#xAlDaCbx input, input#xAlDaCbx, #xAlDaCbx[aria-checked], #xAlDaCbx [aria-checked]';
const FORM_PLACES = ['#xLocIn input', 'input#xLocIn', '[jsname="yNrILb"] input[role="combobox"]'];
/** Where the fields have no names that we know. */
const ANY_FIELD = 'input:not([type]), input[type="text"], input[type="date"], input[type="time"]';
const FORM_DESCRIPTIONS = [
  '#xDescIn [contenteditable]',
  '#xDescIn[contenteditable]',
  '#xDescIn',
  '[jsname="yrriRe"]',
  '[data-is-create] [contenteditable="true"]',
];
const FORM_MEETING = '[data-meet-url], #xRTCIn [data-url]';
const CHOSEN_ZONE = '[data-value*="/"][aria-selected="true"], option[value*="/"][selected], [data-timezone*="/"]';

/** A column, a cell, or a day of the list, with its day in a number. */
const DAY = '[data-datekey]';
/** The heading of a day in a list. */
const DAY_HEADING = 'h2, h3, [role="heading"], [role="rowheader"]';
/** What every view of the calendar has. */
const VIEW = 'body[data-viewkey], [data-datekey], [data-eventchip]';

const MOST_ENTRIES = 500;
const MOST_CANDIDATES = 2000;
const MOST_GUESTS = 200;
const LONGEST_LABEL = 1000;

export const googleCalendar: SiteAdapter = {
  id: 'google-calendar',
  sampleUrls: [
    'https://calendar.google.com/calendar/u/0/r/week/2026/7/8',
    'https://calendar.google.com/calendar/u/1/r/eventedit/ZGVudGlzdDAwMDIgbGluYUBt',
    'https://calendar.google.com/calendar/event?eid=ZGVudGlzdDAwMDIgbGluYUBt',
    'https://calendar.google.com/calendar/u/0/r/search?q=rounds',
  ],
  selectors: {
    event: EVENT,
    details: DETAILS,
    heading: HEADINGS.join(', '),
    when: WHEN,
    guests: GUESTS.join(', '),
    form: FORM,
    'form title': FORM_TITLES.join(', '),
    day: DAY,
    view: VIEW,
  },
  matches: url => url.hostname === 'calendar.google.com',
  expects: url => keyInAddress(url) !== null,
  capture(page, url, context) {
    const view = viewOf(page, url, context);
    // The grid stays in the document, behind the form as behind the details.
    const open = isFormAddress(url) ? (formIn(view) ?? detailsIn(view)) : (detailsIn(view) ?? formIn(view));
    const event = open ?? lonelyDetails(view);
    if (event !== null) return { site: 'google-calendar', surface: 'event', items: [event] };
    const items = entriesIn(view);
    // An empty week is a week that was read.
    if (items.length === 0 && page.querySelector(VIEW) === null) return null;
    return { site: 'google-calendar', surface: 'calendar-view', items };
  },
};

/** The page, and what holds for all of it. */
interface View {
  readonly page: Document;
  readonly url: URL;
  readonly context: CaptureContext;
  readonly when: WhenContext;
  /** The day in the address; `null` where it shows today. */
  readonly day: string | null;
  readonly isOneDay: boolean;
  /** Whether entries stand in a list under headings with days. */
  readonly isList: boolean;
  /** The student's name as the account button has it. */
  readonly ownName: string | null;
  isOwn(email: string): boolean;
  /** Texts that were read already: entries repeat each other’s. */
  readonly readings: Map<string, When | null>;
  isSeen(element: Element): boolean;
}

function viewOf(page: Document, url: URL, context: CaptureContext): View {
  const seen = new Map<Element, boolean>();
  const isSeen = (element: Element) => isVisible(element, seen);
  const account = googleAccountOf(page);
  const known = [account.email, ...context.selfEmails.map(parseAddress)].filter(isGiven);
  const own = known.length > 0 ? known : onlyOwner(page, url, isSeen);
  const languages = [page.documentElement.lang].filter(language => language !== '');
  const match = /\/r\/([a-z]+)\/(\d{4})\/(\d{1,2})\/(\d{1,2})(?:\/|$)/i.exec(url.pathname);
  const [, kind = '', year = '', month = '', day = ''] = match ?? [];
  const inAddress = dayOfIso(`${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`);
  return {
    page,
    url,
    context,
    when: { languages, now: context.now, timeZone: context.timeZone },
    day: inAddress === null ? null : isoDay(inAddress),
    isOneDay: kind === 'day',
    isList:
      /\/r\/(?:agenda|schedule|search)(?:\/|$)/.test(url.pathname) ||
      /^(?:AGENDA|SCHEDULE|SEARCH)/i.test(attributeOf(page.body, 'data-viewkey', 40)),
    ownName: account.name,
    isOwn: email => own.some(address => isSameMailbox(address, email)),
    readings: new Map(),
    isSeen,
  };
}

/**
 * Whose calendar it is where nothing else tells: the one person's calendar that all events on the page are from. With a
 * second person's calendar laid over it nobody can say which is the student's.
 */
function onlyOwner(page: Document, url: URL, isSeen: (element: Element) => boolean): readonly string[] {
  const calendars = elementsOf(page, EVENT, MOST_CANDIDATES)
    .filter(isSeen)
    .map(element => eventKeyIn(keyOn(element))?.calendar ?? null);
  const inAddress = eventKeyIn(keyInAddress(url) ?? '')?.calendar ?? null;
  const logged = keyInLog(page)?.calendar ?? null;
  const people = new Set([...calendars, inAddress, logged].filter(isPersonalCalendar).map(parseAddress));
  return people.size === 1 ? [...people].filter(isGiven) : [];
}

function isGiven<Value>(value: Value | null | undefined): value is Value {
  return value !== null && value !== undefined;
}

/** Reads a text that says when, in the light of a day that it belongs to. */
function read(text: string, day: string | null, view: View): When | null {
  if (text === '') return null;
  const key = `${day ?? ''} ${text}`;
  const known = view.readings.get(key);
  if (known !== undefined) return known;
  const found = readWhen(text, day === null ? view.when : { ...view.when, near: day });
  view.readings.set(key, found);
  return found;
}

/** Finds when in a text that says other things as well; `null` where it leaves any number unexplained. */
function findIn(text: string, day: string | null, view: View): When | null {
  const found = findWhen(text, day === null ? view.when : { ...view.when, near: day });
  return found === null || /\p{Nd}/u.test(`${found.before} ${found.after}`) ? null : found.when;
}

/** What may hide an element in a document that is not shown. */
const MAY_HIDE = '[hidden], [style]';

/** `isShown` for many elements at any depth, which have most of what is around them in common. */
function isVisible(element: Element, visible: Map<Element, boolean>): boolean {
  if (element.ownerDocument.defaultView !== null) return isShown(element);
  const path: Element[] = [];
  let isAnswered = true;
  for (let at: Element | null = element; at !== null; at = at.parentElement) {
    const known = visible.get(at);
    if (known !== undefined) {
      isAnswered = known;
      break;
    }
    path.push(at);
    if (at.matches(MAY_HIDE) && !isShown(at)) {
      isAnswered = false;
      break;
    }
  }
  for (const part of path) visible.set(part, isAnswered);
  return isAnswered;
}

// What is open.

/** The details that are in front. The dialog is used again for the next event, and stays in the document when closed. */
function detailsIn(view: View): CapturedItem | null {
  const roots = elementsOf(view.page, DETAILS, 50).filter(
    root => !root.matches('[data-eventchip]') && isOpen(root, view) && headingOf(root) !== null,
  );
  // The last one was opened last; of a dialog and the details in it the details are enough.
  const root = roots.findLast(candidate => !roots.some(other => other !== candidate && candidate.contains(other)));
  return root === undefined ? null : eventIn(root, view);
}

function isOpen(root: Element, view: View): boolean {
  if (root.closest('[aria-hidden="true"], [inert]') !== null || !view.isSeen(root)) return false;
  const dialog = root.closest('[role="dialog"]');
  return !/(?:^|;)\s*opacity\s*:\s*0(?:\.0+)?\s*(?:;|$)/i.test(attributeOf(dialog, 'style'));
}

/** The page of one event that the student cannot change, to which links in mails lead. */
function lonelyDetails(view: View): CapturedItem | null {
  const key = keyInAddress(view.url);
  if (key === null) return null;
  const parts = elementsOf(view.page, '[role="main"], main', 10);
  for (const part of parts.length > 0 ? parts : elementsOf(view.page, 'body', 1)) {
    if (headingOf(part) === null || !view.isSeen(part)) continue;
    const event = eventIn(part, view, key);
    if (event !== null && event.start !== null) return event;
  }
  return null;
}

function isFormAddress(url: URL): boolean {
  return /\/eventedit(?:\/|$)/.test(url.pathname);
}

/** The event in the page's address. */
function keyInAddress(url: URL): string | null {
  const inPath = /\/(?:eventedit|event)\/([\w+/=-]{8,1500}?)\/?$/.exec(url.pathname)?.[1];
  const key = inPath ?? url.searchParams.get('eid') ?? '';
  return isEvent(key) ? key : null;
}

/** Whether a key is an event's: tasks and birthdays are nobody's meeting. */
function isEvent(key: string): boolean {
  const parsed = eventKeyIn(key);
  if (parsed === null || /^(?:ttb|tasks?)[_.]/.test(key)) return false;
  const { eventId, calendar } = parsed;
  return (
    !/^(?:ttb_|tasks?[_.]|(?:\d{4}_)?BIRTHDAY_)/i.test(eventId) &&
    !/#(?:contacts|weeknum|birthdays?)@/i.test(calendar ?? '')
  );
}

function keyOn(element: Element | null): string {
  return attributeOf(element, 'data-eventid', 1500);
}

/** Clicks are logged with the event and its calendar. */
function keyInLog(root: ParentNode): EventKey | null {
  for (const element of elementsOf(root, '#xDetDlg[jslog]', 10)) {
    const match = /\b2:\["([\w@.-]{5,400})","([^"\s]{3,300})"/.exec(attributeOf(element, 'jslog', 4000));
    if (match !== null) return { eventId: match[1] ?? '', calendar: match[2] ?? null };
  }
  return null;
}

function headingOf(root: Element): Element | null {
  for (const selector of HEADINGS) {
    for (const heading of elementsOf(root, selector, 5)) if (lineOf(heading, 300) !== '') return heading;
  }
  return null;
}

/** The event that an element shows in full; `null` when it is another thing, or not yet loaded. */
function eventIn(root: Element, view: View, keyOfPage = ''): CapturedItem | null {
  const heading = headingOf(root);
  const inside = elementsOf(root, EVENT, 20).find(element => !element.matches(ENTRY)) ?? null;
  const found = keyOn(root) || keyOn(root.closest(EVENT)) || keyOn(inside) || keyOfPage;
  // A key of a form that we do not know says nothing either way.
  const key = eventKeyIn(found) === null ? '' : found;
  if (heading === null || /^(?:ttb|tasks?)[_.]/.test(found) || (key !== '' && !isEvent(key))) return null;
  // Questions and settings are asked in dialogs with a heading, too.
  if (key === '' && root.querySelector(WHEN) === null) return null;
  const logged = key === '' ? keyInLog(root.parentNode ?? root) : null;
  const parsed = key === '' ? logged : eventKeyIn(key);
  const moment = momentOf(root, heading, parsed, view);
  const place = placeIn(root);
  const description = root.querySelector(DESCRIPTION);
  return itemOf('event', {
    title: lineOf(heading, 300),
    people: guestsIn(root, view),
    ...moment,
    location: place,
    snippet: description === null ? null : excerpt(textWithoutLabel(description, 2000)),
    eventId: parsed?.eventId ?? null,
    url: linkTo(key !== '' ? key : parsed === null ? '' : keyOf(parsed)),
    conferenceUrl: conferenceIn(root, place ?? ''),
    isFocused: true,
  });
}

function linkTo(key: string): string | null {
  return key === '' || eventKeyIn(key)?.calendar == null
    ? null
    : `https://calendar.google.com/calendar/event?eid=${encodeURIComponent(key)}`;
}

function keyOf({ eventId, calendar }: EventKey): string {
  const text = `${eventId} ${calendar ?? ''}`;
  return /^[\x21-\x7e]+ [\x21-\x7e]+$/.test(text) ? btoa(text).replace(/=+$/, '') : '';
}

function conferenceIn(root: Element, place: string): string | null {
  const video = root.querySelector(VIDEO);
  const description = root.querySelector(DESCRIPTION);
  return (
    (video === null ? null : (conferenceLinkIn(video) ?? conferenceLinkInText(readText(video, 2000)))) ??
    conferenceLinkIn(root) ??
    conferenceLinkInText(place) ??
    (description === null ? null : conferenceLinkInText(readText(description, 20_000))) ??
    conferenceLinkInText(repeatedIn(root))
  );
}

function repeatedIn(root: Element): string {
  return attributeOf(root.querySelector(REPEATED), 'data-details', 20_000);
}

// Texts of the details.

/** Leaves out what is there for those who hear the page, and pictures. */
function visible(element: Element): Verdict {
  return element.matches(`${HIDDEN_TEXT}, ${TOOLTIP}`) ? 'skip' : 'read';
}

/** The text of a row of the details without its label: "Location:", "Description:", hidden and in any language. */
function textWithoutLabel(row: Element, most: number): string {
  const text = readText(row, most, visible);
  // Without the class: a label is the first of the row's texts, in a `span` that the content follows.
  const first = elementsOf(row, 'span', 3).find(span => span.firstElementChild === null);
  const label = first === undefined || first.nextElementSibling === null ? '' : lineOf(first, 60);
  return /^[^:：]{1,30}[:：]$/.test(label) && text.trimStart().startsWith(label)
    ? text.trimStart().slice(label.length)
    : text;
}

/** Where it is: the text, or the rooms that were booked. */
function placeIn(root: Element): string | null {
  const row = root.querySelector(PLACE);
  const whole = cleanLine(attributeOf(row, 'data-text', 600), 300);
  if (row !== null) return whole || linesOf(textWithoutLabel(row, 1000)).join(', ').slice(0, 300) || null;
  const room = root.querySelector(ROOM);
  if (room === null) return null;
  const judge = (element: Element): Verdict =>
    element.getAttribute('aria-hidden') === 'true' ? 'skip' : visible(element);
  return linesOf(readText(room, 600, judge))[0] ?? null;
}

function linesOf(text: string): readonly string[] {
  return text
    .split('\n')
    .map(line => cleanLine(line, 600))
    .filter(line => line !== '');
}

// When.

type Moment = Pick<CapturedItem, 'start' | 'end' | 'allDay' | 'timeZone'>;
const NO_MOMENT: Moment = { start: null, end: null, allDay: false, timeZone: null };

function momentOf(root: Element, heading: Element, key: EventKey | null, view: View): Moment {
  const lines = whenLines(root, heading);
  const repeated = repeatedIn(root);
  const entry = key === null ? null : entryOf(key.eventId, view);
  const near = entry === null ? view.day : (dayAround(entry, view) ?? view.day);
  // The parts of the line may be blocks of their own; how often it repeats stands below.
  const texts = [3, 2, 1].map(count => lines.slice(0, count).join(' ')).concat(lines.slice(1, 3));
  const found =
    texts.map(text => read(text, near, view)).find(isGiven) ??
    texts.map(text => findIn(text, near, view)).find(isGiven) ??
    null;
  const text = lines.slice(0, 2).join(' ');
  // The text for the clipboard names the zone in which it gives the times, which are these if the numbers are the same.
  const zone = hasNumbersOf(repeated, lines[0] ?? '') ? zoneIn(repeated) : null;
  const instance = key === null ? null : instanceStartIn(key.eventId);
  if (found === null)
    return entry === null ? fromInstance(instance, text, view) : momentOfEntry(entry, partsOf(entry, view), key, view);
  // Its own hours in its own zone are as certain, where the student sees others.
  const elsewhere = zone === null && !found.allDay ? repeatedMoment(repeated, found.start.slice(0, 10), view) : null;
  return elsewhere ?? settled(found, zone, instance, view);
}

/** The moment in the text for the clipboard, which names the zone of its hours. */
function repeatedMoment(repeated: string, near: string, view: View): Moment | null {
  const zone = zoneIn(repeated);
  if (zone === null) return null;
  for (const line of linesOf(repeated.slice(0, 5000)).slice(0, 5)) {
    const found = line.length <= 200 && !line.endsWith(zone) ? read(line, near, view) : null;
    if (found !== null && !found.allDay && found.end !== null) return settled(found, zone, null, view);
  }
  return null;
}

/** The lines under the title. */
function whenLines(root: Element, heading: Element): readonly string[] {
  const row = root.querySelector(WHEN);
  if (row !== null) {
    const judge = (element: Element): Verdict => (element === heading ? 'skip' : visible(element));
    const lines = linesOf(readText(row, 600, judge));
    if (lines.length > 0) return lines.slice(0, 4);
  }
  const title = lineOf(heading, 300);
  const lines = linesOf(readText(root, 3000, visible));
  return lines.slice(lines.indexOf(title) + 1).slice(0, 4);
}

/** The entry of an event in the view behind its details. */
function entryOf(eventId: string, view: View): Element | null {
  return (
    elementsOf(view.page, EVENT, MOST_CANDIDATES).find(
      element =>
        element.closest(`${DETAILS}, [role="dialog"]`) === null && eventKeyIn(keyOn(element))?.eventId === eventId,
    ) ?? null
  );
}

/**
 * The day of the column or cell around an entry, or of the heading that it stands under: beside several days only in a
 * list, where the last one before it counts.
 */
function dayAround(entry: Element, view: View): string | null {
  const around = dayOfKey(attributeOf(entry.closest(DAY), 'data-datekey', 20));
  if (around !== null) return around;
  let at = entry.parentElement;
  for (let level = 0; at !== null && level < 6; level += 1) {
    const marks = elementsOf(at, DAY, 400).filter(mark => isBefore(mark, entry));
    const days = marks.map(mark => dayOfKey(attributeOf(mark, 'data-datekey', 20))).filter(isGiven);
    if (days.length > 0) return view.isList || new Set(days).size === 1 ? (days.at(-1) ?? null) : null;
    const headings = view.isList ? elementsOf(at, DAY_HEADING, 400).filter(mark => isBefore(mark, entry)) : [];
    const heading = headings.at(-1);
    if (heading !== undefined) return dayOfHeading(heading, view);
    at = at.parentElement;
  }
  return null;
}

function isBefore(mark: Element, entry: Element): boolean {
  return (entry.compareDocumentPosition(mark) & Node.DOCUMENT_POSITION_PRECEDING) !== 0;
}

function dayOfHeading(heading: Element, view: View): string | null {
  const carriers = [heading, ...elementsOf(heading, '[aria-label]', 3)];
  const texts = [...carriers.map(carrier => attributeOf(carrier, 'aria-label', 100)), lineOf(heading, 100)];
  const found = texts.map(text => read(cleanLine(text, 100), view.day, view)).find(when => when?.allDay === true);
  return found?.start ?? null;
}

const ZONE_NAME = /(?<![\w/.-])[A-Z][A-Za-z]{1,20}(?:\/[A-Z][\w+-]{1,30}){1,2}(?![\w/.-])/g;

/** The IANA zone that a text names alone at the end of a line. */
function zoneIn(text: string): string | null {
  for (const line of text.slice(0, 5000).split('\n').slice(0, 12)) {
    const text = cleanLine(line, 300).replace(/[)\]]$/, '');
    const name = text.match(ZONE_NAME)?.at(-1);
    if (name !== undefined && text.endsWith(name) && clockIn(name, 0) !== null) return name;
  }
  return null;
}

function numbersIn(text: string): readonly number[] {
  return (plainDigits(text).match(/\d+/g) ?? []).map(Number);
}

function plainDigits(text: string): string {
  return text
    .slice(0, 5000)
    .replace(/[\u0660-\u0669\u06F0-\u06F9]/g, digit => String((digit.codePointAt(0) ?? 0) & 0xf));
}

function hasNumbersOf(text: string, other: string): boolean {
  const numbers = new Set(numbersIn(text.split('\n').slice(0, 4).join('\n')));
  return numbersIn(other).every(number => numbers.has(number));
}

/** A moment with all that is known about its zone, and the end that whole days do not need to name. */
function settled(found: When, zone: string | null, instance: InstanceStart | null, view: View): Moment {
  const { start, end, allDay } = found;
  if (allDay) return { start, end: end ?? dayAfter(start), allDay, timeZone: null };
  const timeZone = found.timeZone ?? zone;
  // One day stands for both times of an event over midnight.
  const isNextDay = end !== null && isFloating(start) && isFloating(end) && end <= start;
  const last = isNextDay ? onNextDay(start, end) : end;
  if (timeZone !== null && isFloating(start)) {
    return { start: inZone(start, timeZone), end: last === null ? null : inZone(last, timeZone), allDay, timeZone };
  }
  // The day of a series tells its start exactly, if it is where it was at first and the clocks are those of the browser.
  const own = view.context.timeZone;
  const startsAtMs = instance?.startsAtMs ?? null;
  if (startsAtMs !== null && isFloating(start) && Date.parse(inZone(start, own)) === startsAtMs) {
    return { start: inZone(start, own), end: last === null ? null : inZone(last, own), allDay, timeZone };
  }
  return { start, end: last, allDay, timeZone };
}

/** Where the text is in a language that we cannot read: the id tells the start, if the text has its numbers. */
function fromInstance(instance: InstanceStart | null, text: string, view: View): Moment {
  const numbers = new Set(numbersIn(text));
  if (instance?.day != null) {
    const { day } = instance;
    return numbers.has(Number(day.slice(8))) && numbers.size <= 3
      ? { ...NO_MOMENT, start: day, end: dayAfter(day), allDay: true }
      : NO_MOMENT;
  }
  const startsAtMs = instance?.startsAtMs ?? null;
  const clock = startsAtMs === null ? null : clockIn(view.context.timeZone, startsAtMs);
  if (clock === null || startsAtMs === null) return NO_MOMENT;
  const isThere =
    numbers.has(clock.day) &&
    (numbers.has(clock.hour) || numbers.has(clock.hour % 12 || 12)) &&
    (clock.minute === 0 || numbers.has(clock.minute));
  return isThere ? { ...NO_MOMENT, start: new Date(startsAtMs).toISOString().replace('.000Z', 'Z') } : NO_MOMENT;
}

function isFloating(time: string): boolean {
  return /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}$/.test(time);
}

function dayAfter(day: string): string | null {
  const parsed = dayOfIso(day);
  return parsed === null ? null : isoDay(dayOfNumber(dayNumber(parsed) + 1));
}

/** The time of day of `end` on the day after the start's. */
function onNextDay(start: string, end: string): string | null {
  const day = dayAfter(start);
  return day === null || end.slice(0, 10) !== start.slice(0, 10) ? null : `${day}${end.slice(10)}`;
}

/** A wall clock's time with the offset of a zone; as it was where the clocks were put forward over it. */
function inZone(floating: string, timeZone: string): string {
  const wallMs = Date.parse(`${floating}:00Z`);
  const shownAt = (atMs: number): number => {
    const clock = clockIn(timeZone, atMs);
    return clock === null ? Number.NaN : Date.UTC(clock.year, clock.month - 1, clock.day, clock.hour, clock.minute);
  };
  let atMs = wallMs - (shownAt(wallMs) - wallMs);
  atMs -= shownAt(atMs) - wallMs;
  if (shownAt(atMs) !== wallMs) return floating;
  const minutes = Math.round((wallMs - atMs) / 60_000);
  const offset = [Math.floor(Math.abs(minutes) / 60), Math.abs(minutes) % 60].map(part =>
    String(part).padStart(2, '0'),
  );
  return `${floating}:00${minutes < 0 ? '-' : '+'}${offset.join(':')}`;
}

// Who.

/** The guests, each once, in the order of the page. */
function guestsIn(root: Element, view: View): readonly CapturedPerson[] {
  const row = root.querySelector(CALENDAR_ROW)?.closest(WITH_ADDRESS) ?? null;
  const matching = (selector: string) =>
    elementsOf(root, selector, MOST_CANDIDATES).filter(
      element =>
        (row === null || !(element.contains(row) || row.contains(element))) &&
        element.closest(DESCRIPTION) === null &&
        addressOn(element) !== null,
    );
  const rooms = matching(ROOMS);
  for (const selector of GUESTS) {
    const guests = matching(selector);
    if (guests.length > 0) return peopleOf([...guests, ...rooms], row, view);
  }
  return peopleOf(rooms, row, view);
}

function peopleOf(elements: readonly Element[], row: Element | null, view: View): readonly CapturedPerson[] {
  const organizer = organizerAmong(elements, row);
  const people = new Map<string, CapturedPerson>();
  for (const element of elements) {
    const email = addressOn(element);
    // Parts of a row repeat its address.
    if (email === null || people.size >= MOST_GUESTS) continue;
    const isSelf = view.isOwn(email);
    const name = nameOn(element);
    const role = isRoom(email) ? 'resource' : email === organizer ? 'organizer' : 'attendee';
    const known = people.get(email);
    if (known === undefined) people.set(email, { name: isSelf ? ownName(name, view) : name, email, role, isSelf });
    else if (known.name === null && name !== null)
      people.set(email, { ...known, name: isSelf ? ownName(name, view) : name });
  }
  return [...people.values()];
}

/** The student may be called by the local word for "me", which has no blank. */
function ownName(shown: string | null, view: View): string | null {
  return shown?.includes(' ') === true ? shown : (view.ownName ?? ([...(shown ?? '')].length > 3 ? shown : null));
}

function isRoom(email: string): boolean {
  return email.endsWith('@resource.calendar.google.com');
}

/**
 * Marked by an id. Without it: the only guest with a word of their own under the name that the label repeats, or the
 * first one if they have such a word, or are who the row of the calendar belongs to.
 */
function organizerAmong(elements: readonly Element[], row: Element | null): string | null {
  const marked = elements.find(
    element => element.id === ORGANIZER_ID || element.querySelector(`#${ORGANIZER_ID}`) !== null,
  );
  if (marked !== undefined) return addressOn(marked);
  const words = elements.slice(0, MOST_GUESTS).map(wordUnderName);
  const own = words.flatMap((word, index) => {
    const isOnly = word !== null && words.indexOf(word) === words.lastIndexOf(word);
    return isOnly ? [index] : [];
  });
  const [only] = own;
  const chosen = own.length === 1 ? only : own.includes(0) ? 0 : undefined;
  const byWord = chosen === undefined ? undefined : elements[chosen];
  if (byWord !== undefined) return addressOn(byWord);
  const [first] = elements;
  const email = first === undefined ? null : addressOn(first);
  return email !== null && row !== null && addressOn(row) === email ? email : null;
}

/** "Organizer" or "Optional" in the words of the page; `null` where there is no more than the name. */
function wordUnderName(element: Element): string | null {
  const parts = attributeOf(element, 'aria-label', 600)
    .split(/\s*[,،、，;；]\s*/)
    .slice(1)
    .map(part => cleanLine(part, 60));
  const lines = linesOf(readText(element, 400, visible)).slice(1);
  return lines.find(line => line.length <= 40 && !/\p{Nd}/u.test(line) && parts.includes(line)) ?? null;
}

function addressOn(element: Element): string | null {
  const own = ADDRESS_ATTRIBUTES.map(name => parseAddress(attributeOf(element, name, 300))).find(isGiven) ?? null;
  if (own !== null) return own;
  const inside = element.querySelector(WITH_ADDRESS);
  if (inside === null) return null;
  return ADDRESS_ATTRIBUTES.map(name => parseAddress(attributeOf(inside, name, 300))).find(isGiven) ?? null;
}

/** The name is the first text of the row, and begins its label; behind it stand the answer and the role in local words. */
function nameOn(element: Element): string | null {
  const label = cleanLine(attributeOf(element, 'aria-label', 600), 400);
  const texts = elementsOf(element, '*', 40)
    .filter(part => part.firstElementChild === null && !part.matches(`${HIDDEN_TEXT}, ${TOOLTIP}`))
    .map(part => lineOf(part, 200))
    .filter(text => text !== '');
  if (texts.length === 0) texts.push(...linesOf(readText(element, 400, visible)).slice(0, 1));
  const beginning = texts.find(text => label.startsWith(text) && !/^[\p{L}\p{N}]/u.test(label.slice(text.length)));
  const inLabel = label.split(/\s*[,،、，;；]\s*/)[0] ?? '';
  // A letter, or the name of a symbol, may stand in for a picture.
  const shown = beginning ?? (inLabel !== '' ? inLabel : (texts.find(text => [...text].length > 1) ?? ''));
  return cleanName(shown.replace(/\s*\*$/, ''));
}

// The form.

function first(root: ParentNode, selectors: readonly string[], view: View): Element | null {
  for (const selector of selectors) {
    for (const element of elementsOf(root, selector, 20)) if (view.isSeen(element)) return element;
  }
  return null;
}

/** The event that is being written or changed, as the fields have it. */
function formIn(view: View): CapturedItem | null {
  const titleField = first(view.page, FORM_TITLES, view);
  if (titleField === null || titleField.closest('[role="dialog"], [aria-hidden="true"]') !== null) return null;
  const root = titleField.closest(FORM) ?? titleField.closest('[role="main"], main, form') ?? view.page.body;
  const key = keyInAddress(view.url) ?? keyOn(root);
  const title = cleanLine(valueIn(titleField), 300);
  const people = guestsIn(root, view);
  // Nothing has been written yet.
  if (title === '' && people.length === 0) return null;
  const parsed = key === '' ? null : eventKeyIn(key);
  const others = otherFields(root, titleField, view);
  const [onlyText] = others.texts;
  const known = first(root, FORM_PLACES, view);
  const place = cleanLine(valueIn(known ?? (others.texts.length === 1 ? (onlyText ?? null) : null)), 300);
  const description = first(root, FORM_DESCRIPTIONS, view);
  const meeting = root.querySelector(FORM_MEETING);
  const text = description === null ? '' : readText(description, 4000, visible);
  return itemOf('event', {
    title: title || null,
    people,
    ...momentInForm(root, others, parsed, view),
    location: place || null,
    snippet: excerpt(text),
    eventId: parsed?.eventId ?? null,
    url: linkTo(key),
    conferenceUrl:
      conferenceLink(attributeOf(meeting, 'data-meet-url', 500) || attributeOf(meeting, 'data-url', 500)) ??
      conferenceLinkIn(root) ??
      conferenceLinkInText(place) ??
      conferenceLinkInText(text),
    isFocused: true,
  });
}

/** What a field holds: what was typed, or what the page put there. */
function valueIn(field: Element | null): string {
  if (field === null) return '';
  // The page's own element may come from another frame, so only its name says what it is.
  const typed = field.tagName === 'INPUT' || field.tagName === 'TEXTAREA' ? (field as HTMLInputElement).value : '';
  return typed.slice(0, 1000) || attributeOf(field, 'data-initial-value', 1000) || attributeOf(field, 'value', 1000);
}

/** The form's other fields by what they hold, in order. */
interface OtherFields {
  readonly days: readonly Element[];
  readonly times: readonly Element[];
  /** Anything in words. */
  readonly texts: readonly Element[];
}

function otherFields(root: Element, titleField: Element, view: View): OtherFields {
  const days: Element[] = [];
  const times: Element[] = [];
  const texts: Element[] = [];
  for (const field of elementsOf(root, ANY_FIELD, 60)) {
    const text = cleanLine(valueIn(field), 100);
    if (field === titleField || text === '' || !view.isSeen(field)) continue;
    // A number alone is how long before to remind.
    const found = /^\p{Nd}+$/u.test(text) ? null : read(text, view.day ?? isoDay(SOME_DAY), view);
    if (found?.allDay === true || field.hasAttribute('data-date')) days.push(field);
    else if (found !== null) times.push(field);
    else if (/\p{L}/u.test(text)) texts.push(field);
  }
  return { days, times, texts };
}

function momentInForm(root: Element, others: OtherFields, key: EventKey | null, view: View): Moment {
  const days = [...elementsOf(root, ANY_DAY, 4).filter(view.isSeen), ...others.days];
  const [firstDay = null] = days;
  const startDay = dayInField(first(root, START_DAYS, view) ?? firstDay, null, view);
  if (startDay === null) return NO_MOMENT;
  const lastDay = days.find(field => field !== firstDay) ?? null;
  const endDay = dayInField(first(root, END_DAYS, view) ?? lastDay, startDay, view) ?? startDay;
  const [anyStart = null, anyEnd = null] = others.times;
  const startTime = first(root, START_TIMES, view) ?? anyStart;
  const endTime = first(root, END_TIMES, view) ?? (startTime === anyStart ? anyEnd : null);
  if (isWholeDays(root, startTime)) {
    return { start: startDay, end: dayAfter(endDay < startDay ? startDay : endDay), allDay: true, timeZone: null };
  }
  const start = timeInField(startTime, startDay, view);
  if (start === null) return NO_MOMENT;
  const end = timeInField(endTime, endDay, view);
  const zone = elementsOf(root, CHOSEN_ZONE, 10).map(zoneOn).find(isGiven) ?? null;
  const instance = key === null ? null : instanceStartIn(key.eventId);
  return settled({ start, end, allDay: false, timeZone: null }, zone, instance, view);
}

function zoneOn(element: Element): string | null {
  return (
    ['data-timezone', 'data-value', 'value']
      .map(name => attributeOf(element, name, 100))
      .find(value => /^[A-Z]\w+\//.test(value) && clockIn(value, 0) !== null) ?? null
  );
}

/** The day of a field: it has the day in figures beside the text in the student's language. */
function dayInField(field: Element | null, near: string | null, view: View): string | null {
  if (field === null) return null;
  const around = field.closest('[data-ical]');
  for (const figures of [attributeOf(field, 'data-date', 40), attributeOf(around, 'data-ical', 40)]) {
    const match = /^(\d{4})-?(\d{2})-?(\d{2})/.exec(figures);
    const day = match === null ? null : dayOfIso(`${match[1]}-${match[2]}-${match[3]}`);
    if (day !== null) return isoDay(day);
  }
  const found = read(cleanLine(valueIn(field), 100), near, view);
  return found?.start.slice(0, 10) ?? null;
}

function timeInField(field: Element | null, day: string, view: View): string | null {
  const text = cleanLine(valueIn(field), 60);
  const found = text === '' ? null : read(text, day, view);
  // A time alone belongs to the day; anything else was misread.
  return found !== null && !found.allDay && found.start.startsWith(day) ? found.start : null;
}

function isWholeDays(root: Element, startTime: Element | null): boolean {
  const box = root.querySelector(WHOLE_DAYS);
  if (box === null) return startTime === null;
  const checked = box.getAttribute('aria-checked') ?? box.querySelector('[aria-checked]')?.getAttribute('aria-checked');
  // The page's own element may come from another frame, so only its name says what it is.
  if (box.tagName === 'INPUT') return (box as HTMLInputElement).checked || checked === 'true';
  return checked === 'true';
}

// The entries of the grid and of lists.

/** The events on view, each once: one of several days has an entry in each, one in several calendars one for each. */
function entriesIn(view: View): readonly CapturedItem[] {
  const byEvent = new Map<string, Element>();
  const dialogs = elementsOf(view.page, '#xDetDlg, [data-chips-dialog="true"]', 50);
  for (const element of elementsOf(view.page, EVENT, MOST_CANDIDATES)) {
    const key = keyOn(element);
    const parsed = isEvent(key) ? eventKeyIn(key) : null;
    if (parsed === null || dialogs.some(dialog => dialog.contains(element)) || !view.isSeen(element)) continue;
    const known = byEvent.get(parsed.eventId);
    if (known === undefined) {
      if (byEvent.size < MOST_ENTRIES) byEvent.set(parsed.eventId, element);
    } else if (!known.contains(element) && isBetter(element, known, view)) {
      byEvent.set(parsed.eventId, element);
    }
  }
  const entries = [...byEvent.values()].map(element => ({ element, parts: partsOf(element, view) }));
  const placeWords = new Set(
    entries.flatMap(({ parts }) => parts.behind.slice(1).map(wordBeforeColon).filter(isGiven).slice(0, 1)),
  );
  return entries.map(({ element, parts }) => itemOfEntry(element, parts, placeWords, view)).filter(isGiven);
}

/** Of the entries of one event that in the student's own calendar counts. */
function isBetter(element: Element, known: Element, view: View): boolean {
  const isOwn = (entry: Element) => {
    const calendar = eventKeyIn(keyOn(entry))?.calendar ?? null;
    return isPersonalCalendar(calendar) && view.isOwn(calendar);
  };
  return !isOwn(known) && isOwn(element);
}

function itemOfEntry(entry: Element, parts: Parts, placeWords: ReadonlySet<string>, view: View): CapturedItem | null {
  const key = keyOn(entry);
  const parsed = eventKeyIn(key);
  const moment = momentOfEntry(entry, parts, parsed, view);
  if (parts.title === '' && moment.start === null) return null;
  return itemOf('event', {
    title: parts.title || null,
    ...moment,
    location: placeInParts(parts, placeWords),
    eventId: parsed?.eventId ?? null,
    url: linkTo(key),
    conferenceUrl: conferenceLinkInText(parts.behind.join(' ')),
  });
}

/** Everything about an event in one line, as it is read out: when, title, calendar, answer, place, day. */
function labelOf(entry: Element): string {
  const labels = [
    attributeOf(entry, 'aria-label', LONGEST_LABEL),
    ...elementsOf(entry, HIDDEN_TEXT, 5).map(element => readText(element, LONGEST_LABEL)),
    ...elementsOf(entry, '[aria-label]', 5).map(element => attributeOf(element, 'aria-label', LONGEST_LABEL)),
    // Without the class: beside what is shown, which is not read out.
    ...elementsOf(entry, '[aria-hidden="true"]', 1).map(shown => lineOf(shown.previousElementSibling, LONGEST_LABEL)),
  ].map(label => cleanLine(label, LONGEST_LABEL));
  const longest = labels.reduce((known, label) => (label.length > known.length ? label : known), '');
  return longest !== '' ? longest : sentenceIn(entry);
}

/** The entry's only text, where it is such a line: nothing else is shown, and no class tells that it is for hearing. */
function sentenceIn(entry: Element): string {
  const texts = [entry, ...elementsOf(entry, '*', 20)].filter(part => part.firstElementChild === null);
  const lines = texts.map(part => lineOf(part, LONGEST_LABEL)).filter(line => line !== '');
  const [only = ''] = lines;
  return lines.length === 1 && only.split(SEPARATOR).length > 2 && /\p{Nd}/u.test(only) ? only : '';
}

interface Parts {
  readonly label: string;
  /** What stands before the title: the time. */
  readonly before: string;
  readonly title: string;
  /** What stands behind it, without the day. */
  readonly behind: readonly string[];
  /** The day at the end, or all of when; empty where there is none. */
  readonly day: string;
  /** What is shown beside the title. */
  readonly shown: readonly string[];
}

const SEPARATOR = /\s*(?:[,،](?:\s|$)|[、，])\s*/;
const OPENING = /[\s,،、，「『“«"]*$/;
const CLOSING = /^[\s,،、，」』”»"]*/;
/** What programs put around a title in a sentence. */
const QUOTED = /^(?:「(.*)」|『(.*)』|“(.*)”|«\s?(.*?)\s?»)$/;

function partsOf(entry: Element, view: View): Parts {
  const label = labelOf(entry);
  const texts = textsShown(entry, label);
  const title = titleIn(label, texts, view);
  const shown = texts.map(({ text }) => text).filter(text => text !== title);
  if (label === '') return { label, before: '', title, behind: [], day: '', shown };
  const [at] = title === '' ? [] : placesOf(title, label);
  if (at !== undefined) {
    const before = label.slice(0, at).replace(OPENING, '');
    const behind = label.slice(at + title.length).replace(CLOSING, '');
    return { label, before, title, shown, ...withoutDay(behind, before === '', view) };
  }
  // Nothing of it is shown: the title is what stands behind the time, or behind the word for "all day".
  const pieces = label.split(SEPARATOR);
  let count = Math.min(6, pieces.length - 1);
  while (count > 1 && !isTime(pieces.slice(0, count).join(', '), view)) count -= 1;
  const [own = '', ...others] = pieces.slice(count);
  return {
    label,
    before: pieces.slice(0, count).join(', '),
    title: title || (QUOTED.exec(own)?.slice(1).find(isGiven) ?? own),
    shown,
    ...withoutDay(others.join(', '), false, view),
  };
}

interface TextShown {
  readonly text: string;
  /** Whether it is what opens the event. */
  readonly isButton: boolean;
}

function textsShown(entry: Element, label: string): readonly TextShown[] {
  const hidden = elementsOf(entry, `${HIDDEN_TEXT}, ${TOOLTIP}`, 20);
  const whole = label.replace(/[\s,،、，]+$/, '');
  return [entry, ...elementsOf(entry, '*', 80)]
    .filter(element => !hidden.some(other => other.contains(element)))
    .map(element => ({
      text: cleanLine(readText(element, 600, visible), 300).replace(/[\s,،、，]+$/, ''),
      isButton: element.matches('[aria-label]'),
    }))
    .filter(({ text }) => text !== '' && text !== whole && /\p{L}|\p{N}|\p{S}/u.test(text));
}

/** The shown text that the label repeats after the time. */
function titleIn(label: string, shown: readonly TextShown[], view: View): string {
  if (label === '') return shown.find(({ text }) => !isTime(text, view))?.text ?? '';
  const placed = shown
    .map(one => ({ ...one, at: placesOf(one.text, label)[0] ?? -1 }))
    .filter(({ at, text }) => at !== -1 && !isTime(text, view));
  const button = placed.find(({ isButton }) => isButton);
  if (button !== undefined) return button.text;
  // What the label begins with is the time, or the word for "all day", where it repeats anything behind that.
  const later = placed.filter(({ at }) => at > 0);
  const [best] = (later.length > 0 ? later : placed).toSorted((a, b) => a.at - b.at || b.text.length - a.text.length);
  return best?.text ?? '';
}

function isTime(text: string, view: View): boolean {
  if (!/\p{Nd}/u.test(text)) return false;
  return /^[\p{Nd}\s:.,–—~～-]+$/u.test(text) || read(text, view.day ?? isoDay(SOME_DAY), view) !== null;
}

/** To ask whether a text is a time, any day does. */
const SOME_DAY = { year: 2026, month: 1, day: 1 };

/** Where a label has a text as a part of its own; where it has none such, as a word. */
function placesOf(text: string, label: string): readonly number[] {
  const parts: number[] = [];
  const words: number[] = [];
  for (let at = label.indexOf(text); at !== -1 && words.length < 20; at = label.indexOf(text, at + 1)) {
    const [before, behind] = [label.slice(0, at), label.slice(at + text.length)];
    if (/(?:^|[,،]\s|[、，「『“«"]\s?)$/.test(before) && /^(?:$|\s?[,،、，」』”»"])/.test(behind)) parts.push(at);
    if (/(?:^|[\s\p{P}])$/u.test(before) && /^(?:$|[\s\p{P}])/u.test(behind) && /\p{L}{3}/u.test(text)) words.push(at);
  }
  return parts.length > 0 ? parts : words;
}

/** Splits what stands behind the title, and takes the day off the end: the longest that is nothing but when. */
function withoutDay(text: string, isAll: boolean, view: View): Pick<Parts, 'behind' | 'day'> {
  const pieces = text.split(SEPARATOR).filter(piece => piece !== '');
  let best = 0;
  // A day has up to four pieces; with the time before it more.
  for (let count = 1; count <= Math.min(isAll ? 8 : 5, pieces.length); count += 1) {
    const day = pieces.slice(-count).join(', ');
    // A number alone is a year at most; what stands before a day belongs to it if it says when by itself.
    if (!/\p{Nd}/u.test(day) || /^\p{Nd}+$/u.test(day)) continue;
    if (best > 0 && !isAll && read(pieces.at(-count) ?? '', view.day ?? isoDay(SOME_DAY), view) === null) break;
    if (read(day, view.day, view) !== null) best = count;
    else if (best > 0) break;
  }
  return { behind: pieces.slice(0, pieces.length - best), day: pieces.slice(pieces.length - best).join(', ') };
}

/** "Location" of "Location: Room 5"; not the scheme of a link. */
function wordBeforeColon(piece: string): string | null {
  return /^([\p{L}\p{M}][\p{L}\p{M}\s'’.-]{0,28}?)\s?[:：](?!\/\/)\s*\S/u.exec(piece)?.[1] ?? null;
}

/**
 * The place: behind the calendar, or its owner, the first that has a word and a colon before it, or that the entry shows.
 * Without a place a local phrase says so, which has neither.
 */
function placeInParts({ behind, shown }: Parts, placeWords: ReadonlySet<string>): string | null {
  const isPlace = (piece: string, index: number) => {
    const word = wordBeforeColon(piece);
    // Where the label names no calendar the place comes first; other entries tell by which word it is known.
    return word !== null && (index > 0 || placeWords.has(word));
  };
  const at = behind.findIndex(isPlace);
  if (at !== -1)
    return (
      cleanLine(
        behind
          .slice(at)
          .join(', ')
          .replace(/^[^:：]*[:：]\s*/, ''),
        300,
      ) || null
    );
  const rest = behind.slice(1).join(', ');
  return shown.find(text => /\p{L}/u.test(text) && (rest === text || rest.endsWith(`, ${text}`))) ?? null;
}

function momentOfEntry(entry: Element, parts: Parts, key: EventKey | null, view: View): Moment {
  const { label, before, behind, day } = parts;
  const around = dayAround(entry, view) ?? (view.isOneDay ? view.day : null);
  const instance = key === null ? null : instanceStartIn(key.eventId);
  const dated = day === '' ? null : read(day, around ?? view.day, view);
  const near = dated?.start.slice(0, 10) ?? around;
  const hasTime = /\p{Nd}/u.test(before);
  const found = hasTime ? (read(before, near, view) ?? timesShown(parts, near, view)) : dated;
  if (found !== null) return settled(found, null, instance, view);
  if (hasTime) return fromInstance(instance, `${before} ${Number(near?.slice(8))}`, view);
  // Nothing in figures: whole days, as the word before the title says.
  if (label !== '' && near !== null && !/\p{Nd}/u.test(behind.join(' '))) {
    const start = instance?.day ?? near;
    return { start, end: dayAfter(start), allDay: true, timeZone: null };
  }
  const shown = timesShown(parts, near, view);
  return shown === null ? NO_MOMENT : settled(shown, null, instance, view);
}

/** The time as the entry shows it, or as its label has it anywhere beside the title. */
function timesShown({ before, behind, day, shown }: Parts, near: string | null, view: View): When | null {
  if (near !== null) {
    for (const text of shown) {
      const found = text.length <= 60 && /\p{Nd}/u.test(text) ? read(text, near, view) : null;
      if (found !== null && !found.allDay) return found;
    }
  }
  const rest = [before, ...behind, day].filter(part => part !== '').join(', ');
  return findIn(rest, near, view);
}
