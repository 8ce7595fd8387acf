import type { CapturedItem, ItemType } from './site.ts';

const NOTHING = {
  title: null,
  people: [],
  date: null,
  start: null,
  end: null,
  allDay: false,
  timeZone: null,
  location: null,
  snippet: null,
  direction: 'unknown',
  messageId: null,
  threadId: null,
  eventId: null,
  url: null,
  conferenceUrl: null,
  isFocused: false,
} as const satisfies Omit<CapturedItem, 'type'>;

/** An item of which a page told the given fields; all others say that it told nothing. */
export function itemOf(type: ItemType, fields: Partial<Omit<CapturedItem, 'type'>>): CapturedItem {
  return { ...NOTHING, ...fields, type };
}
