import { addDays, type LocalDate } from '../../core/dates.ts';
import type { CalendarEntry } from '../../files/ics-out.ts';

/** Calendars on the web that open a new event filled in. */
export const WEB_CALENDARS = ['google', 'outlook', 'outlook-work'] as const;
export type WebCalendar = (typeof WEB_CALENDARS)[number];

/**
 * How much of a title and of a reason fits, counted as it is encoded: addresses of more than 2,000 characters are cut or
 * refused by some servers on the way.
 */
const MOST_TITLE = 500;
const MOST_REASON = 1000;

const EVENT_MS = 15 * 60_000;

/**
 * A link that opens the student's own web calendar with the event filled in; nothing is kept there until they save it. It
 * holds title, reason and day, and nothing else of the log.
 *
 * Neither company describes these links; the parameters are those collected in
 * github.com/InteractionDesignFoundation/add-event-to-calendar-docs (services/google.md and services/outlook-web.md, read
 * in November 2026). An all-day event ends on the day after for both.
 */
export function webCalendarLink(
  which: WebCalendar,
  { on, at, title, reason }: Pick<CalendarEntry, 'on' | 'at' | 'title' | 'reason'>,
): string {
  const words = { title: encoded(title, MOST_TITLE), reason: encoded(reason, MOST_REASON) };
  if (which === 'google') {
    const dates =
      at === null
        ? `${compact(on)}/${compact(addDays(on, 1))}`
        : `${compact(instantText(at))}/${compact(instantText(at + EVENT_MS))}`;
    // `crm`: the student is free at that time.
    return `https://calendar.google.com/calendar/render?action=TEMPLATE&text=${words.title}&dates=${dates}&details=${words.reason}&crm=AVAILABLE`;
  }
  const host = which === 'outlook' ? 'outlook.live.com' : 'outlook.office.com';
  const [startsAt, endsAt] = at === null ? [on, addDays(on, 1)] : [instantText(at), instantText(at + EVENT_MS)];
  const isAllDay = at === null ? '&allday=true' : '';
  return `https://${host}/calendar/0/deeplink/compose?path=/calendar/action/compose&rru=addevent&subject=${words.title}&startdt=${startsAt}&enddt=${endsAt}${isAllDay}&body=${words.reason}&freebusy=free`;
}

function compact(text: LocalDate | string): string {
  return text.replace(/[-:]/g, '');
}

/** As `2027-09-08T13:00:00Z`. */
function instantText(at: number): string {
  return new Date(at).toISOString().replace(/\.\d+/, '');
}

/** The text as part of an address, cut at a whole character. A blank is `%20`: Outlook shows `+` as it stands. */
function encoded(text: string, most: number): string {
  const all = encodeURIComponent(text.toWellFormed().trim());
  if (all.length <= most) return all;
  const end = encodeURIComponent('…');
  let cut = '';
  for (const character of text.toWellFormed().trim()) {
    const next = encodeURIComponent(character);
    if (cut.length + next.length + end.length > most) break;
    cut += next;
  }
  return cut + end;
}
