import { cleanName } from '../addresses.ts';
import { attributeOf, elementsOf, isShown, lineOf } from '../dom.ts';
import { itemOf } from '../items.ts';
import { languagesOf } from '../mailbox.ts';
import { organizerNamed, organizerPattern } from '../organizer-words.ts';
import type { Capture, CaptureContext, CapturedItem, CapturedPerson, SiteAdapter } from '../site.ts';
import { cleanLine } from '../text.ts';
import { findWhen } from '../when.ts';

// A meeting's link says which meeting it is, in every language. Its id looks like an address of mail and is none. In the
// client the elements have `data-tid`; a calendar's entries tell what they are in their labels alone.

/** The title of a meeting one is in, or about to enter. */
const TITLE = [
  '[data-tid="call-title"]',
  '[data-tid="calling-header-title"]',
  '[data-tid="call-header-title"]',
  '[data-tid="meeting-title"]',
  '[data-tid="prejoin-meeting-title"]',
  '[data-tid="header-meeting-title"]',
  // What stays in a corner while one looks at something else.
  '[data-tid="call-monitor-title"]',
].join(', ');

/** One of those who are in the meeting; the rest of the value is the name. */
const PARTICIPANT = '[data-tid^="participantsInCall-"], [data-tid^="attendeesInMeeting-"]';

/** An entry of the calendar. */
const ENTRY = [
  '[data-tid*="calendar" i] [aria-label]',
  '[data-tid*="event" i][aria-label]',
  '[data-calitemid] [aria-label]',
  '[data-calitemid][aria-label]',
  '[role="grid"] [aria-label]',
  // Where the grid has lost its role: what can be pressed and has a whole sentence for a label.
  '[role="main"] [role="button"][aria-label]',
  'main [role="button"][aria-label]',
].join(', ');

/** Part of an entry that is the place, or the organizer, alone. */
const ENTRY_LOCATION = '[data-tid*="location" i], [class*="location" i]';
const ENTRY_ORGANIZER = '[data-tid*="organizer" i], [class*="organizer" i]';

/** Titles of whole kinds of pages, fixed in the head in every language. */
const GENERIC_TITLES = new Set(
  [
    'Join conversation',
    'Join your Teams meeting',
    'Microsoft Teams meeting',
    'Microsoft Teams',
    'Teams',
    'Meeting',
    'Calendar',
    'Join meeting',
  ].map(title => title.toLowerCase()),
);

const HOSTS = new Set([
  'teams.microsoft.com',
  'teams.live.com',
  'teams.cloud.microsoft',
  // For authorities in the United States.
  'gov.teams.microsoft.us',
  'dod.teams.microsoft.us',
  'teams.microsoft.us',
]);

const MOST_ENTRIES = 500;
const MOST_PEOPLE = 100;

export const teams: SiteAdapter = {
  id: 'teams',
  sampleUrls: [
    'https://teams.microsoft.com/l/meetup-join/19%3ameeting_ZXhhbXBsZQ%40thread.v2/0?context=%7b%7d',
    'https://teams.microsoft.com/meet/2345678901234?p=AbCdEf',
    'https://teams.live.com/meet/9345678901234',
    'https://teams.cloud.microsoft/calendar',
  ],
  matches: url => HOSTS.has(url.hostname),
  selectors: {
    title: TITLE,
    participant: PARTICIPANT,
    entry: ENTRY,
    'entry location': ENTRY_LOCATION,
    'entry organizer': ENTRY_ORGANIZER,
  },
  expects: url => linkIn(url) !== null,
  capture(page, url, context) {
    return readMeeting(page, url) ?? readCalendar(page, context);
  },
};

function readMeeting(page: Document, url: URL): Capture | null {
  const link = linkIn(url);
  const title = titleOn(page, link !== null);
  if (link === null && title === null) return null;
  const item = itemOf('meeting', {
    title,
    people: participantsOn(page),
    eventId: link === null ? null : meetingIdIn(link),
    url: link ?? url.href.replace(/#.*$/s, ''),
    conferenceUrl: link,
    isFocused: true,
  });
  return { site: 'teams', surface: 'event', items: [item] };
}

const MEETING_PATH =
  /\/(?:l\/meetup-join\/[^\s"'<>#?/]{10,300}(?:\/[^\s"'<>#?]{0,100})?|meet\/\d{9,18})(?:\?[^\s"'<>#]{0,2000})?/;

/** The address to join by: the page's own, or the one a launcher or the client was called with. */
function linkIn(url: URL): string | null {
  const own = MEETING_PATH.exec(`${url.pathname}${url.search}`);
  // A launcher carries the address in a parameter, where it must not be mistaken for its own.
  const carried =
    own?.index === 0 ? own : (MEETING_PATH.exec(url.searchParams.get('url') ?? '') ?? MEETING_PATH.exec(url.hash));
  return carried === null ? null : `${url.origin}${carried[0]}`;
}

/** `19:meeting_…@thread.v2`, or the digits of the short form. */
function meetingIdIn(link: string): string | null {
  const path = new URL(link).pathname;
  const digits = /^\/meet\/(\d{9,18})$/.exec(path)?.[1];
  const segment = /^\/l\/meetup-join\/([^/]+)/.exec(path)?.[1] ?? '';
  try {
    return digits ?? /^19:[\w.-]{5,200}@thread\.\w{2,10}$/.exec(decodeURIComponent(segment))?.[0] ?? null;
  } catch {
    return null;
  }
}

function titleOn(page: Document, isMeeting: boolean): string | null {
  const shown = elementsOf(page, TITLE, 10)
    .filter(isShown)
    .map(element => lineOf(element, 300) || cleanLine(attributeOf(element, 'title'), 300))
    .find(text => isTopic(text, page));
  if (shown !== undefined || !isMeeting) return shown ?? null;
  // Alone it is the launcher's title, in anybody's language; a meeting's has the program's name behind it.
  const inHead = cleanLine(attributeOf(page.querySelector('meta[property="og:title"]'), 'content'), 300);
  const topic = withoutSite(inHead);
  return topic !== inHead && isTopic(inHead, page) && inHead !== cleanLine(page.title, 300) ? topic : null;
}

function withoutSite(title: string): string {
  return title.replace(/\s[-–—|]\sMicrosoft Teams$/i, '');
}

function isTopic(text: string, page: Document): boolean {
  if (text === '' || GENERIC_TITLES.has(withoutSite(text).toLowerCase())) return false;
  return !elementsOf(page, 'button, [role="button"]', 100).some(button => lineOf(button, 300) === text);
}

function participantsOn(page: Document): readonly CapturedPerson[] {
  const people = new Map<string, CapturedPerson>();
  for (const element of elementsOf(page, PARTICIPANT, MOST_PEOPLE)) {
    const name = cleanName(attributeOf(element, 'data-tid', 200).replace(/^[^-]*-/, ''));
    if (name !== null && isShown(element)) people.set(name, { name, email: null, role: 'participant', isSelf: false });
  }
  return [...people.values()];
}

function readCalendar(page: Document, context: CaptureContext): Capture | null {
  const items = new Map<string, CapturedItem>();
  const pattern = organizerPattern(page.documentElement.lang);
  for (const element of elementsOf(page, ENTRY, MOST_ENTRIES)) {
    const item = isShown(element) ? readEntry(element, page, context, pattern) : null;
    // One entry can have several elements, and an event over several days several entries.
    if (item !== null) items.set(`${item.title} ${item.start}`, item);
  }
  if (items.size === 0) return null;
  return { site: 'teams', surface: 'calendar-view', items: [...items.values()] };
}

/** Reads "Title, Friday, December 27, 2024 10:20 AM to 10:40 AM, place, organized by Name, Recurring meeting". */
function readEntry(element: Element, page: Document, context: CaptureContext, pattern: RegExp): CapturedItem | null {
  const label = cleanLine(attributeOf(element, 'aria-label', 600), 500);
  if (label.length < 12 || !/\p{Nd}/u.test(label)) return null;
  const found = findWhen(label, { languages: languagesOf(page), now: context.now, timeZone: context.timeZone });
  // A moment without an end is that of a message, and a time without a title a free slot.
  if (found === null || found.before === '' || (found.when.end === null && !found.when.allDay)) return null;
  const parts = found.after
    .split(/[,،、，;]\s*/)
    .map(part => part.trim())
    .filter(part => part !== '');
  const { location, organizer } = partsOf(element, parts, pattern);
  return itemOf('event', {
    title: found.before,
    people: organizer === null ? [] : [{ name: organizer, email: null, role: 'organizer', isSelf: false }],
    start: found.when.start,
    end: found.when.end,
    allDay: found.when.allDay,
    timeZone: found.when.timeZone,
    location,
    eventId:
      attributeOf(element.closest('[data-calitemid]'), 'data-calitemid', 300) ||
      attributeOf(element, 'data-event-id', 300) ||
      null,
  });
}

interface EntryParts {
  readonly location: string | null;
  readonly organizer: string | null;
}

/** What stands behind the time: place, organizer and remarks, any of which may be missing. */
function partsOf(entry: Element, parts: readonly string[], pattern: RegExp): EntryParts {
  const marked = (selector: string) => lineOf(entry.querySelector(selector), 300) || null;
  const position = parts.findIndex(part => organizerNamed(part, pattern) !== null);
  const called = position === -1 ? null : cleanName(organizerNamed(parts[position] ?? '', pattern) ?? '');
  // "Pires, Ines" has a comma of its own, and half a name may be somebody else's.
  const isWhole =
    called === null || called.includes(' ') || position === parts.length - 1 || /[^\p{Script=Latin}]/u.test(called);
  const named = isWhole ? called : null;
  return {
    location: marked(ENTRY_LOCATION) ?? (position > 0 ? parts.slice(0, position).join(', ') : null),
    organizer: cleanName(marked(ENTRY_ORGANIZER) ?? '') ?? named,
  };
}
