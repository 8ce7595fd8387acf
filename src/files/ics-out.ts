import ICAL from 'ical.js';
import { addDays, type Instant, type LocalDate } from '../core/dates.ts';

/** One reminder, or one day of the season, as the student's own calendar gets it. */
export interface CalendarEntry {
  /** The reminder's by `calendarIdOf`, or that of the season's line: the event's identity comes from it alone. */
  readonly id: string;
  /** The true due day, also while it is snoozed or held back. */
  readonly on: LocalDate;
  /** The moment, for what has a time of its own; `null` for the whole day. */
  readonly at: Instant | null;
  readonly title: string;
  /** Why, in a sentence or two. */
  readonly reason: string;
  /** Whether the day itself is an estimate: the calendar shows it as tentative. */
  readonly isEstimated?: boolean | undefined;
}

/** How long an event with a time takes; some calendars draw nothing for one that takes no time. */
export const EVENT_MINUTES = 15;

const LONGEST_TITLE = 300;
const LONGEST_REASON = 4000;

/** What `SEQUENCE` counts from, so that it stays within 32 bits, as calendars keep it, until 2094. */
const SEQUENCE_FROM = Date.UTC(2026, 0, 1);
const LARGEST_SEQUENCE = 2 ** 31 - 1;

/**
 * Reminders, or the days of a season, as an iCalendar file (RFC 5545). An event keeps its UID for ever, and what is exported later has the higher
 * SEQUENCE, by which calendars tell an update from a second event (RFC 5546, 2.1.5).
 *
 * Days are written as days, so that no journey moves them. What has a time is an instant in UTC: it needs no description
 * of a zone, which every program reads differently, and is shown on the clock of wherever the student is. There is no
 * alarm: the student's calendar has its own rule for that, and Vouch reminds too. Events are private and leave the student
 * free, since a calendar may be shared with the very people they are about.
 *
 * @param exportedAt - The moment of the export.
 */
export function remindersIcs(entries: readonly CalendarEntry[], exportedAt: Instant): string {
  const calendar = new ICAL.Component('vcalendar');
  calendar.addPropertyWithValue('version', '2.0');
  calendar.addPropertyWithValue('prodid', '-//Vouch//Reminders//EN');
  calendar.addPropertyWithValue('calscale', 'GREGORIAN');
  const stamp = utc(exportedAt);
  const sequence = Math.floor((exportedAt - SEQUENCE_FROM) / 1000);
  for (const entry of entries) {
    const event = new ICAL.Component('vevent');
    event.addPropertyWithValue('uid', uidOf(entry.id));
    event.addPropertyWithValue('dtstamp', stamp);
    event.addPropertyWithValue('last-modified', stamp);
    event.addPropertyWithValue('sequence', Math.min(Math.max(sequence, 0), LARGEST_SEQUENCE));
    event.addPropertyWithValue('dtstart', entry.at === null ? wholeDay(entry.on) : utc(entry.at));
    event.addPropertyWithValue(
      'dtend',
      entry.at === null ? wholeDay(addDays(entry.on, 1)) : utc(entry.at + EVENT_MINUTES * 60_000),
    );
    event.addPropertyWithValue('summary', textFor(entry.title, LONGEST_TITLE).replace(/\s+/gu, ' '));
    const reason = textFor(entry.reason, LONGEST_REASON);
    if (reason !== '') event.addPropertyWithValue('description', reason);
    event.addPropertyWithValue('status', entry.isEstimated === true ? 'TENTATIVE' : 'CONFIRMED');
    event.addPropertyWithValue('transp', 'TRANSPARENT');
    event.addPropertyWithValue('class', 'PRIVATE');
    calendar.addSubcomponent(event);
  }
  return `${calendar.toString()}\r\n`;
}

/** The identity of an event. Ids of reminders and of the season's lines hold the random id of a record, so no other program makes the same. */
export function uidOf(id: string): string {
  return `${id}@vouch.invalid`;
}

function wholeDay(on: LocalDate): ICAL.Time {
  return ICAL.Time.fromDateString(on);
}

function utc(at: Instant): ICAL.Time {
  return ICAL.Time.fromJSDate(new Date(at), true);
}

/**
 * What a calendar file may hold of a text: no control characters, which end the line for some programs and the file for
 * others, no halves of a character, and line breaks of one kind.
 */
function textFor(text: string, most: number): string {
  return (
    [...text.toWellFormed()]
      .slice(0, most)
      .join('')
      .replace(/\r\n?|[\u0085\u2028\u2029]/g, '\n')
      // biome-ignore lint/suspicious/noControlCharactersInRegex: these are what is looked for
      .replace(/[\u0000-\u0009\u000b-\u001f\u007f-\u009f]+/g, ' ')
      .trim()
  );
}
