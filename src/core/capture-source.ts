import type { CapturedItem } from './capture.ts';
import { instantAt, parseLocalDate, parseLocalTime } from './dates.ts';
import type { Source } from './interaction.ts';
import { cleanLine, searchKey } from './text.ts';

/** What an entry made from an item says of where it came from. */
export function sourceOf(
  item: CapturedItem | null,
  page: { readonly site: string; readonly title: string; readonly url: string | null },
  timeZone: string,
): Source {
  return {
    site: page.site,
    title: page.title,
    url: item?.url ?? page.url,
    messageId: item?.messageId ?? null,
    threadId: item?.threadId ?? null,
    eventId: item?.eventId ?? null,
    likeness: item === null ? null : likenessOf(item, timeZone),
  };
}

/**
 * What the same message or event is known by where programs give it different ids, or none: its subject and moment, to
 * the minute, and for mail its sender. `null` where one of these is missing, since two entries that are alike by title
 * alone are two entries.
 *
 * @param timeZone - The zone in which the student saw a wall clock that names none.
 */
export function likenessOf(item: CapturedItem, timeZone: string): string | null {
  const isMail = item.type === 'email' || item.type === 'email-thread';
  const subject = item.title ?? '';
  const title = searchKey(isMail ? withoutPrefixes(subject) : subject).slice(0, 120);
  if (title === '') return null;
  if (item.type === 'event' || item.type === 'meeting') {
    const start = moment(item.start, item.timeZone ?? timeZone);
    return start === null ? null : cleanLine(`event|${start}|${title}`, 400);
  }
  if (item.type === 'email-thread') return likenessOfRow(item, title, timeZone);
  if (item.type !== 'email') return null;
  const sender = item.people.find(({ role }) => role === 'from')?.email ?? null;
  // The day alone would make one of two answers on one day.
  const date = item.date === null || item.date.length === 10 ? null : moment(item.date, timeZone);
  return date === null || sender === null ? null : cleanLine(`email|${date}|${sender}|${title}`, 400);
}

/** A row of a list has an id on few sites; its day, first person and subject stay as they are while nobody answers. */
function likenessOfRow({ messageId, threadId, date, people }: CapturedItem, title: string, timeZone: string) {
  const person = people.find(({ isSelf }) => !isSelf);
  const who = person?.email ?? searchKey(person?.name ?? '');
  const at = moment(date, timeZone);
  if (messageId !== null || threadId !== null || at === null || who === '') return null;
  return cleanLine(`row|${at}|${who}|${title}`, 400);
}

/** A moment to the minute in UTC; a whole day as it is. */
function moment(iso: string | null, timeZone: string): string | null {
  if (iso === null || iso.length === 10) return iso;
  const on = parseLocalDate(iso.slice(0, 10));
  const time = parseLocalTime(iso.slice(11, 16));
  const isInstant = /(?:Z|[+-]\d{2}:\d{2})$/.test(iso);
  const at = isInstant ? Date.parse(iso) : on === null || time === null ? Number.NaN : instantAt(on, time, timeZone);
  return Number.isNaN(at) ? null : `${new Date(at).toISOString().slice(0, 16)}Z`;
}

/** "Re:", "AW:", "Fwd:", "回复：" before a subject: programs put them there in any language, up to five letters and a colon. */
function withoutPrefixes(title: string): string {
  return title.replace(/^(?:\s*\p{L}{1,5}(?:\[\d{1,3}\])?\s*[:：])+/u, '').trim() || title;
}
