import { attributeOf, elementsAcross } from '../dom.ts';
import { itemOf } from '../items.ts';
import { cleanLine } from '../text.ts';
import type { Candidate, Surroundings } from './events.ts';
import { snippetIn } from './events.ts';
import { type Moment, readMoment, spanOf } from './moments.ts';
import { callIn } from './places.ts';
import { plainText } from './plain-text.ts';

/**
 * Links that put an event into the calendar of Google, Outlook or Yahoo. They say in a form for machines what the page
 * says in words, often with the instant where the page has only a wall clock.
 */

const LINKS =
  'a[href*="google.com/calendar" i], a[href*="calendar.google.com" i], a[href*="/deeplink/compose" i], a[href*="calendar.yahoo.com" i]';
const MOST_LINKS = 400;

interface Kind {
  matches(url: URL): boolean;
  readonly title: string;
  readonly start: string;
  readonly end: string;
  readonly location: string;
  readonly description: string;
}

const KINDS: readonly Kind[] = [
  {
    matches: ({ hostname, searchParams }) =>
      /(?:^|\.)google\.com$/.test(hostname) && searchParams.get('action')?.toUpperCase() === 'TEMPLATE',
    title: 'text',
    start: 'dates',
    end: 'dates',
    location: 'location',
    description: 'details',
  },
  {
    matches: ({ hostname }) => /^outlook\.(?:live|office|office365)\.com$/.test(hostname),
    title: 'subject',
    start: 'startdt',
    end: 'enddt',
    location: 'location',
    description: 'body',
  },
  {
    matches: ({ hostname }) => hostname === 'calendar.yahoo.com',
    title: 'title',
    start: 'st',
    end: 'et',
    location: 'in_loc',
    description: 'desc',
  },
];

export function readCalendarLinks(around: Surroundings): readonly Candidate[] {
  return elementsAcross(around.page, LINKS, MOST_LINKS).flatMap(element => {
    const candidate = readLink(element, around);
    return candidate === null ? [] : [candidate];
  });
}

function readLink(element: Element, around: Surroundings): Candidate | null {
  let url: URL;
  try {
    url = new URL(attributeOf(element, 'href', 8000), around.base);
  } catch {
    return null;
  }
  const kind = KINDS.find(({ matches }) => matches(url));
  if (kind === undefined) return null;
  const value = (name: string) => plainText(url.searchParams.get(name) ?? '');
  const title = cleanLine(value(kind.title), 300);
  const [from = '', to = ''] =
    kind.start === kind.end ? value(kind.start).split('/') : [value(kind.start), value(kind.end)];
  const start = momentOf(from);
  if (title === '' || start === null) return null;
  const span = spanOf(start, momentOf(to), null, true);
  const zone = url.searchParams.get('ctz') ?? '';
  const location = cleanLine(value(kind.location), 300).replace(/^[\s,;–-]+|[\s,;–-]+$/g, '');
  const description = { thing: null, element: null, text: url.searchParams.get(kind.description) ?? '' };
  return {
    item: itemOf('event', {
      title,
      start: span.start,
      end: span.end,
      allDay: span.allDay,
      timeZone:
        /^[A-Za-z_]+(?:\/[A-Za-z_+-]+)+$/.test(zone) && start.offset === null && start.time !== null ? zone : null,
      location: location || null,
      snippet: snippetIn(description, title),
      conferenceUrl: callIn(`${location}\n${description.text}`, around.base),
    }),
    syntax: 'calendar-link',
    element,
    hasWhen: true,
    isEndMadeUp: span.isEndMadeUp,
  };
}

/** A blank stands where a plus sign was not escaped. */
function momentOf(text: string): Moment | null {
  return readMoment(text.trim().replace(/ (?=\d{2}:?\d{2}$)/, '+'));
}
