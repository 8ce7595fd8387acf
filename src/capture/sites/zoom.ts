import { cleanName } from '../addresses.ts';
import { attributeOf, elementsOf, isShown, lineOf } from '../dom.ts';
import { itemOf } from '../items.ts';
import { isoDate, languagesOf } from '../mailbox.ts';
import type { Capture, CaptureContext, CapturedPerson, SiteAdapter } from '../site.ts';
import { cleanLine } from '../text.ts';
import { findWhen, type When } from '../when.ts';

// What a Zoom page is shows in its address, which is the same in every language. Of its text little is certain: the
// pages behind an invitation say nothing about the meeting but their address.

/** What carries the meeting's topic, as a row of a table, as a heading or as a form's field. */
const TOPIC = ['[data-testid*="topic" i]', '[id*="topic" i]', '[class*="topic" i]', 'input[name="topic"]'].join(', ');

/** A row of the portal's details: a label, and its value behind it. */
const ROW = [
  'tr',
  'dl > div',
  '.form-group',
  '[class*="form-item" i]',
  '[class*="info-item" i]',
  '[class*="detail-item" i]',
  '[class*="meeting-row" i]',
  '[role="row"]',
].join(', ');
/** Pairs without a row around them. */
const BARE_LABEL = 'dt';

const HEADING = 'h1, h2, [role="heading"]';

/** What says when, best first. */
const WHEN = [
  'time',
  '[class*="time" i], [class*="date" i], [class*="when" i], [id*="time" i], [data-testid*="time" i]',
  'td, dd, .controls, p, li, span, div',
];
/** What names the zone alone. */
const ZONE = '[class*="zone" i], [id*="zone" i], [data-testid*="zone" i]';

/** The host's name alone. */
const HOST = '[class*="host-name" i], [class*="hostname" i], [id*="host-name" i], [data-testid*="host-name" i]';

/** In the meeting: who is there; the own name is the first and has a remark behind it. */
const PARTICIPANT = '.participants-item__display-name';
const PARTICIPANT_ROW = '.participants-item__item-layout, .participants-li, [role="listitem"], li';
const PARTICIPANT_REMARK = '.participants-item__name-label';

/** What every page has around its content. */
const FRAME = 'header, footer, nav, [role="banner"], [role="contentinfo"], [role="navigation"], #header, #footer';
const ACTION = 'button, a, [role="button"], input[type="submit"], label, [class*="label" i]';

/**
 * Titles of whole kinds of pages: fixed texts in the head, which Zoom does not translate. Translated ones are known by
 * being those of a button, or of the page itself.
 */
const GENERIC_TITLES = new Set(
  [
    'Join our Cloud HD Video Meeting',
    'Launch Meeting',
    'Join Meeting',
    'Join a Meeting',
    'Start Meeting',
    'Zoom',
    'Zoom Meeting',
    'Zoom Meetings',
    'Zoom Webinar',
    'Zoom Web Client',
    'Zoom Workplace',
    'Meeting',
    'My Meetings',
    'My Meeting',
    'Meeting Details',
    'Meeting Information',
    'Meeting Registration',
    'Webinar Registration',
    'Meeting Registration Approved',
    'Welcome! You are invited to join a meeting',
    'Welcome! You are invited to join a webinar',
    'Video Conferencing, Web Conferencing, Webinars, Screen Sharing',
    'Video Conferencing, Cloud Phone, Webinars, Chat, Virtual Events',
    'One platform to connect',
    'Recording',
    'Cloud Recording',
    'Passcode Required',
    'Error',
  ].map(title => title.toLowerCase()),
);

const HOSTS = ['zoom.us', 'zoomgov.com'];

export const zoom: SiteAdapter = {
  id: 'zoom',
  sampleUrls: [
    'https://us02web.zoom.us/j/81234567890?pwd=Q1w2E3r4#success',
    'https://zoom.us/my/someone',
    'https://med-example.zoom.us/meeting/register/tZ0ucuGrpz8example',
    'https://app.zoom.us/wc/81234567890/start',
    'https://www.zoomgov.com/j/1612345678',
  ],
  matches: url => HOSTS.some(host => url.hostname === host || url.hostname.endsWith(`.${host}`)),
  selectors: {
    topic: TOPIC,
    heading: HEADING,
    row: `${ROW}, ${BARE_LABEL}`,
    when: WHEN.slice(0, 2).join(', '),
    zone: ZONE,
    host: HOST,
    participant: PARTICIPANT,
  },
  // A recording may be behind a passcode.
  expects: url => !['recording', undefined].includes(placeOf(url)?.kind),
  capture(page, url, context) {
    const place = placeOf(url);
    return place === null ? null : readMeeting(page, url, context, place);
  },
};

interface Place {
  /** Pages to join by, forms to register with, the portal's details, recordings. */
  readonly kind: 'join' | 'registration' | 'details' | 'recording';
  readonly meetingId: string | null;
}

/** What a page is, by its address; `null` where it is about no meeting in particular. */
function placeOf(url: URL): Place | null {
  const path = url.pathname.replace(/\/+$/, '');
  const id = /^\/(?:j|s|w|wc|wc\/join|meetings?\/join|launch\/jc|launch\/meeting)\/(\d{9,12})(?:\/|$)/.exec(path)?.[1];
  if (id !== undefined) return { kind: 'join', meetingId: id };
  if (/^\/my\/[\w.-]{1,100}$/.test(path)) return { kind: 'join', meetingId: null };
  if (/^\/(?:meeting|webinar)\/(?:register|attendee|tz)\/[\w-]{8,}/.test(path))
    return { kind: 'registration', meetingId: null };
  if (/^\/rec(?:ording)?\/(?:share|play|component-page|detail)(?:\/|$)/.test(path))
    return { kind: 'recording', meetingId: null };
  const details = /^(?:\/user\/[\w-]+)?\/(?:meeting|webinar)s?\/(\d{9,12})(?:\/|$)/.exec(path)?.[1];
  return details === undefined ? null : { kind: 'details', meetingId: details };
}

function readMeeting(page: Document, url: URL, context: CaptureContext, place: Place): Capture | null {
  const isTold = place.kind !== 'join';
  const rows = isTold ? rowsOf(page) : [];
  const when = isTold ? whenOf(page, context) : null;
  const address = url.href.replace(/#.*$/s, '');
  const link = place.kind === 'join' ? address : linkIn(page, rows);
  const title = titleOf(page, place, rows, context);
  const linked = link === null ? null : placeOf(new URL(link));
  const meetingId = place.meetingId ?? linked?.meetingId ?? idIn(rows);
  // A recording behind a passcode, a form that has not been drawn.
  if (isTold && title === null && when === null && meetingId === null) return null;
  const item = itemOf('meeting', {
    title,
    people: peopleOn(page),
    start: when?.start ?? null,
    end: when?.end ?? null,
    allDay: when?.allDay ?? false,
    timeZone: when?.timeZone ?? null,
    eventId: meetingId,
    url: address,
    conferenceUrl: link,
    isFocused: true,
  });
  return { site: 'zoom', surface: 'event', items: [item] };
}

interface Row {
  readonly element: Element;
  readonly value: Element;
}

const MOST_ROWS = 200;

/** The rows of a table of details, in the order of the page. */
function rowsOf(page: Document): readonly Row[] {
  return elementsOf(page, `${ROW}, ${BARE_LABEL}`, MOST_ROWS).flatMap(element => {
    if (!isContent(element)) return [];
    const value = element.matches(BARE_LABEL) ? element.nextElementSibling : valueIn(element);
    return value === null ? [] : [{ element, value }];
  });
}

/** The second of two or more parts of a row. */
function valueIn(row: Element): Element | null {
  const cells = row.childElementCount === 1 && row.firstElementChild !== null ? row.firstElementChild : row;
  return cells.children.length >= 2 && cells.children.length <= 4 ? (cells.children[1] ?? null) : null;
}

/** What holds more than this is a part of the page, not one of its texts. */
const MOST_INSIDE = 60;

function isContent(element: Element): boolean {
  return element.getElementsByTagName('*').length <= MOST_INSIDE && element.closest(FRAME) === null && isShown(element);
}

function titleOf(page: Document, place: Place, rows: readonly Row[], context: CaptureContext): string | null {
  const isTitle = (text: string) => isTopic(text, page);
  const marked = elementsOf(page, TOPIC, 50)
    .filter(element => isContent(element) && !element.matches(ACTION))
    .map(topicIn)
    .find(isTitle);
  if (marked !== undefined) return marked;

  const inHead = cleanLine(attributeOf(page.querySelector('meta[property="og:title"]'), 'content'), 400);
  const topicInHead = behindGreeting(inHead) ?? inHead;
  if (isTitle(topicInHead)) return topicInHead;
  if (place.kind === 'join') return null;

  // The topic is the first of the details, before the date.
  const [first] = rows;
  const inRow = first === undefined ? '' : lineOf(first.value, 300);
  if (inRow.length > 0 && !/^[\d\s-]+$/.test(inRow) && isTitle(inRow) && whenIn(inRow, page, context) === null)
    return inRow;

  const ofPage = withoutSite(page.title);
  const heading = elementsOf(page, HEADING, 20)
    .filter(isContent)
    .map(element => lineOf(element, 300))
    // A heading that repeats the title of a form is that form's name in the reader's language.
    .find(text => isTitle(text) && (place.kind === 'recording' || text !== ofPage));
  if (heading !== undefined) return heading;
  return place.kind === 'recording' && isTitle(ofPage) && page.querySelector('input[type="password"]') === null
    ? ofPage
    : null;
}

/** A field's value, a row's value, or the element's text. */
function topicIn(element: Element): string {
  if (element.matches('input, textarea')) {
    const typed = 'value' in element && typeof element.value === 'string' ? element.value : '';
    return cleanLine(typed || attributeOf(element, 'value'), 300);
  }
  const value = valueIn(element);
  return lineOf(value ?? element, 300);
}

function isTopic(text: string, page: Document): boolean {
  if (text === '' || /cloud[\s-]?hd|(?<!\p{L})HD(?!\p{L})/iu.test(text)) return false;
  if (GENERIC_TITLES.has(withoutSite(text).toLowerCase())) return false;
  const isName = (other: string) => other.localeCompare(text, undefined, { sensitivity: 'base' }) === 0;
  return !elementsOf(page, 'button, [role="button"], input[type="submit"]', 100).some(
    button => isName(lineOf(button, 300)) || isName(attributeOf(button, 'value')),
  );
}

/** "Welcome! You are invited to join a meeting: Topic. After registering, you will …", in the reader's language. */
function behindGreeting(text: string): string | null {
  const match = /^[^:：]{5,80}[!！][^:：]{3,80}[:：]\s*(.+?)[.。]\s*[^.。]{20,}[.。]?$/.exec(text);
  return match?.[1] ?? null;
}

function withoutSite(title: string): string {
  return cleanLine(title, 300).replace(/\s[-–—|]\sZoom(?:Gov)?(?: Workplace| Meetings)?$/i, '');
}

/** Texts with a date that are no longer than this are about the meeting; a longer one may tell of anything. */
const LONGEST_WHEN = 160;
const MOST_WHEN = 300;

/** When the meeting is; `null` when the page names several days, such as the sessions of a series. */
function whenOf(page: Document, context: CaptureContext): When | null {
  for (const selector of WHEN) {
    const found = new Map<string, When>();
    for (const element of elementsOf(page, selector, MOST_WHEN)) {
      if (element.childElementCount > 8 || !isContent(element)) continue;
      const when = machineWhen(element) ?? whenIn(lineOf(element, LONGEST_WHEN + 1), page, context);
      if (when !== null) found.set(`${when.start} ${when.end}`, when);
      if (found.size > 1 && new Set([...found.values()].map(({ start }) => start)).size > 1) return null;
    }
    const best = [...found.values()].sort((a, b) => Number(b.end !== null) - Number(a.end !== null))[0];
    if (best === undefined) continue;
    return best.timeZone === null ? { ...best, timeZone: zoneOn(page) } : best;
  }
  return null;
}

function machineWhen(element: Element): When | null {
  const start = isoDate(attributeOf(element, 'datetime', 100));
  return start?.includes('T') ? { start, end: null, allDay: false, timeZone: null } : null;
}

/** The moment in a text that names a time of day as well. */
function whenIn(text: string, page: Document, context: CaptureContext): When | null {
  if (text.length > LONGEST_WHEN || !/\p{Nd}[:：.h時点시]\s?\p{Nd}/u.test(text)) return null;
  const languages = languagesOf(page);
  const found = findWhen(text, { languages, now: context.now, timeZone: context.timeZone });
  if (found === null || !found.when.start.includes('T')) return null;
  return found.when.timeZone === null ? { ...found.when, timeZone: zoneNamed(found.after, languages) } : found.when;
}

function zoneOn(page: Document): string | null {
  const languages = languagesOf(page);
  for (const element of elementsOf(page, ZONE, 10)) {
    const zone = isContent(element) ? zoneNamed(lineOf(element, 120), languages) : null;
    if (zone !== null) return zone;
  }
  return null;
}

/** Zones whose names, not whose cities, Zoom shows: "Eastern Time (US and Canada)". */
const NAMED_ZONES = [
  'America/New_York',
  'America/Chicago',
  'America/Denver',
  'America/Los_Angeles',
  'America/Halifax',
  'America/Anchorage',
  'Pacific/Honolulu',
];

/** The zone a text names: as an IANA id, by the name it has in the page's language, or by its first city. */
function zoneNamed(text: string, languages: readonly string[]): string | null {
  const id = /[A-Z][A-Za-z_]{2,20}\/[A-Z][A-Za-z_+-]{2,30}(?:\/[A-Z][A-Za-z_]{2,30})?/.exec(text)?.[0];
  if (id !== undefined) return isZone(id) ? id : null;
  const name = cleanLine(text.replace(/[(（][^()（）]*[)）]/g, ' '), 120).toLowerCase();
  if (name === '') return null;
  for (const language of [...languages, 'en']) {
    for (const zone of NAMED_ZONES) if (genericName(zone, language) === name) return zone;
  }
  // "London", or "Amsterdam, Berlin, Rome": behind a word such as "in" the city is the last.
  const city = name.split(',')[0]?.trim() ?? '';
  const zones = Intl.supportedValuesOf('timeZone').filter(
    zone => cityOf(zone) === city || cityOf(zone) === city.replace(/^\S{1,3} /, ''),
  );
  return zones.length === 1 ? (zones[0] ?? null) : null;
}

function cityOf(zone: string): string {
  return zone
    .slice(zone.lastIndexOf('/') + 1)
    .replaceAll('_', ' ')
    .toLowerCase();
}

function isZone(id: string): boolean {
  try {
    return new Intl.DateTimeFormat('en', { timeZone: id }).format(0) !== '';
  } catch {
    return false;
  }
}

function genericName(zone: string, language: string): string {
  try {
    const format = new Intl.DateTimeFormat(language, { timeZone: zone, timeZoneName: 'longGeneric' });
    return (format.formatToParts(0).find(part => part.type === 'timeZoneName')?.value ?? '').toLowerCase();
  } catch {
    return '';
  }
}

const JOIN_LINK = /https:\/\/(?:[\w-]{1,63}\.){0,3}zoom(?:\.us|gov\.com)\/[jsw]\/\d{9,12}(?:\?[\w=&.%~-]{1,200})?/;

/** The address to join by that the page shows, as a link or as text. */
function linkIn(page: Document, rows: readonly Row[]): string | null {
  const links = elementsOf(page, 'a[href*="/j/"], a[href*="/w/"], a[href*="/s/"]', 50).filter(isContent);
  const texts = [...links.map(link => attributeOf(link, 'href')), ...rows.map(({ value }) => lineOf(value, 500))];
  const found = new Set(texts.map(text => JOIN_LINK.exec(text)?.[0]).filter(link => link !== undefined));
  // To start and to join are two addresses of one meeting; with several meetings none is this one's.
  const ids = new Set([...found].map(link => /\d{9,12}/.exec(new URL(link).pathname)?.[0]));
  const [link] = [...found].sort((a, b) => Number(b.includes('/j/')) - Number(a.includes('/j/')));
  return ids.size === 1 ? (link ?? null) : null;
}

/** A meeting's number, written in groups, that is all a row says. */
function idIn(rows: readonly Row[]): string | null {
  for (const { value } of rows) {
    const text = lineOf(value, 40);
    if (/^\d{3}[ -]?\d{3,4}[ -]?\d{3,5}$/.test(text)) return text.replace(/[ -]/g, '');
  }
  return null;
}

/** The host where a page names one, and in a meeting who is there. */
function peopleOn(page: Document): readonly CapturedPerson[] {
  const people = new Map<string, CapturedPerson>();
  const add = (element: Element, role: CapturedPerson['role'], isSelf: boolean) => {
    const name = cleanName(lineOf(element, 200));
    if (name !== null && !people.has(name)) people.set(name, { name, email: null, role, isSelf });
  };
  for (const host of elementsOf(page, HOST, 5)) {
    if (isContent(host) && host.childElementCount === 0) add(host, 'organizer', false);
  }
  for (const [index, participant] of elementsOf(page, PARTICIPANT, 100).filter(isShown).entries()) {
    const row = participant.closest(PARTICIPANT_ROW) ?? participant.parentElement;
    const remark = row?.querySelector(PARTICIPANT_REMARK) ?? null;
    add(participant, 'participant', index === 0 && lineOf(remark, 60) !== '');
  }
  return [...people.values()];
}
