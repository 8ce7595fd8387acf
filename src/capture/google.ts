import { cleanName, isSameMailbox, parseAddress } from './addresses.ts';
import { isDay } from './days.ts';
import { attributeOf, elementsOf } from './dom.ts';

/** What Google's pages have in common: whose they are, and how they write the ids of events. */

export interface GoogleAccount {
  readonly email: string | null;
  readonly name: string | null;
}

/** The account button, whose label ends with the address in brackets. Elsewhere labels hold what anybody wrote. */
const ACCOUNT_BUTTONS = [
  'a[href^="https://accounts.google.com/"][aria-label*="@"]',
  '#gb a[aria-label*="@"]',
  '#gb [role="button"][aria-label*="@"]',
  '[role="banner"] a[aria-label*="@"]',
].join(', ');

/** The same address as some of Google's pages write it for their own scripts. */
const ACCOUNT_NOTE = 'meta[name="og-profile-acct"]';

/** Whose page it is, as far as it tells. */
export function googleAccountOf(page: Document): GoogleAccount {
  const noted = parseAddress(attributeOf(page.head?.querySelector(ACCOUNT_NOTE) ?? null, 'content', 300));
  const labels = elementsOf(page, ACCOUNT_BUTTONS, 20).map(button => accountIn(attributeOf(button, 'aria-label', 600)));
  const named = labels.find(({ email }) => email !== null && (noted === null || isSameMailbox(email, noted)));
  return { email: noted ?? named?.email ?? null, name: named?.name ?? null };
}

/** Reads "Google Account: Name (address)"; the first words differ by language, the brackets and the order do not. */
function accountIn(label: string): GoogleAccount {
  const match = /^(?:[^:：]*[:：])?([^(（]*)[(（]([^()（）]+)[)）]\s*$/.exec(label.replace(/\s+/g, ' ').trim());
  return { email: parseAddress(match?.[2] ?? ''), name: match === null ? null : cleanName(match[1] ?? '') };
}

/** What an event's key on the page, and `eid` in its links, says. */
export interface EventKey {
  /** One day of a series ends in `_20260706T070000Z` or `_20260706`. */
  readonly eventId: string;
  /** The id of the calendar it is shown from: the address of a person, a group, a set of holidays; `null` for unknown. */
  readonly calendar: string | null;
}

/** How the commonest ends of calendars' addresses are written in keys. */
const SHORT_ENDS: readonly (readonly [short: string, whole: string])[] = [
  ['@m', '@gmail.com'],
  ['@g', '@group.calendar.google.com'],
  ['@v', '@group.v.calendar.google.com'],
  ['@i', '@import.calendar.google.com'],
];

/** Reads `data-eventid` and `eid`: base64 of "id calendar". `null` for what is neither that nor a bare id. */
export function eventKeyIn(key: string): EventKey | null {
  const text = key.trim();
  if (text.length > 1500) return null;
  const decoded = /^([\x21-\x7e]{1,400}) ([\x21-\x7e]{1,400})$/.exec(fromBase64(text));
  if (decoded !== null) {
    const [, eventId = '', calendar = ''] = decoded;
    const end = SHORT_ENDS.find(([short]) => calendar.endsWith(short));
    return { eventId, calendar: end === undefined ? calendar : calendar.slice(0, -end[0].length) + end[1] };
  }
  return /^[\w@.-]{1,400}$/.test(text) ? { eventId: text, calendar: null } : null;
}

/** The text behind base64 of either alphabet, padded or not; empty when it is none. */
function fromBase64(text: string): string {
  if (!/^[\w+/-]{8,}={0,2}$/.test(text)) return '';
  try {
    return atob(text.replaceAll('-', '+').replaceAll('_', '/'));
  } catch {
    return '';
  }
}

/** The start that the id of one day of a series names. A day that was moved keeps the id of its first place. */
export interface InstanceStart {
  /** `2026-07-06` of an event of whole days; `null` for one with a time. */
  readonly day: string | null;
  /** Milliseconds since the epoch; `null` for whole days. */
  readonly startsAtMs: number | null;
}

/** `null` for an event that is no part of a series. */
export function instanceStartIn(eventId: string): InstanceStart | null {
  const match = /_(\d{4})(\d{2})(\d{2})(?:T(\d{2})(\d{2})(\d{2})Z)?$/.exec(eventId);
  if (match === null) return null;
  const [, year = '', month = '', day = '', hour, minute, second] = match;
  if (!isDay(Number(year), Number(month), Number(day))) return null;
  if (hour === undefined) return { day: `${year}-${month}-${day}`, startsAtMs: null };
  const startsAtMs = Date.parse(`${year}-${month}-${day}T${hour}:${minute}:${second}Z`);
  return Number.isNaN(startsAtMs) ? null : { day: null, startsAtMs };
}

/** Whether the calendar of a key is one person's own, by its address: groups, rooms and holidays have other hosts. */
export function isPersonalCalendar(calendar: string | null): calendar is string {
  return calendar !== null && parseAddress(calendar) !== null && !/[.@](?:v\.)?calendar\.google\.com$/i.test(calendar);
}

/** The day of a column or cell, which Google Calendar packs into one number; `null` for what is none. */
export function dayOfKey(text: string): string | null {
  if (!/^\d{4,6}$/.test(text)) return null;
  const key = Number(text);
  const [year, month, day] = [(key >> 9) + 1970, (key >> 5) & 15, key & 31];
  if (!isDay(year, month, day)) return null;
  return `${year}-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}`;
}
