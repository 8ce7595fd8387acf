import type { CapturedItem } from '../core/capture.ts';

/**
 * What a file of mail, appointments, contacts or rows holds. The readers of this folder are functions from bytes or text
 * to these values: they store nothing, fetch nothing and never throw on what a file says. Each entry can be used alone;
 * what could not be read stands beside them with its place and a reason.
 */

/** Why a file, or an entry of one, was not taken. The words for each are the interface's. */
export const REFUSAL_REASONS = [
  /** The file has no content. */
  'empty',
  /** The file is larger than its kind may be. */
  'too-large',
  /** The file is of another kind than its name says. */
  'not-a-mail',
  'not-a-calendar',
  'not-contacts',
  'not-a-table',
  /** The file is of the kind, and its structure is broken beyond use, or nested to an absurd depth. */
  'unreadable',
  /** The file ends in the middle of the entry. */
  'incomplete',
  /** More entries than anybody looks through; the first ones were taken. */
  'too-many-entries',
  /** An appointment without a start, or with one that is no day of the calendar. */
  'no-start',
  /** A rule of repetition that is broken, or gives more occurrences than are taken. */
  'bad-repeat',
  'too-many-repeats',
  /** A task, a journal page, a free/busy table. */
  'not-an-event',
  /** A contact without any e-mail address. */
  'no-address',
  /** Something that stands where an address belongs and is none. */
  'bad-address',
  /** A list of contacts, which is nobody. */
  'group',
  /** A row without a person, without a day, or with one that cannot be read. */
  'no-person',
  'no-date',
  'bad-date',
  'bad-time',
  /** A row whose day could be two days, before the student said how days are written here. */
  'ambiguous-date',
  /** A row with no text at all. */
  'empty-row',
] as const;
export type RefusalReason = (typeof REFUSAL_REASONS)[number];

export interface Refusal {
  /** Where in the file, as data: `event 3`, `card 2`, `row 17`, then its title if it has one; empty for the whole file. */
  readonly where: string;
  readonly reason: RefusalReason;
  /** The offending text, short; absent where there is none to show. */
  readonly value?: string;
}

export type EventStatus = 'confirmed' | 'tentative' | 'cancelled';
export type Response = 'accepted' | 'declined' | 'tentative' | 'needs-action' | 'delegated';

/** What only a contact has. */
export interface ContactDetails {
  readonly organization: string | null;
  readonly jobTitle: string | null;
  readonly nickname: string | null;
  /** All valid addresses, the preferred one first. */
  readonly emails: readonly string[];
  readonly phones: readonly string[];
  readonly note: string | null;
}

export interface FileEntry {
  /** As in `Refusal`. */
  readonly where: string;
  /** In the shape in which pages are captured. No file entry is in focus. */
  readonly item: CapturedItem;
  /** What the calendar says of it; `null` when nothing, and for anything but an event. */
  readonly status: EventStatus | null;
  /** What the sender of an invitation wants (iTIP): `REQUEST`, `REPLY`, `CANCEL` …; `null` when it does not say. */
  readonly method: string | null;
  /** How people answered, by address. */
  readonly responses: Readonly<Record<string, Response>>;
  /** Which occurrence of a repeated event this is, as a start; `null` for an event that stands alone. */
  readonly occurrence: string | null;
  /** Ids of the messages this one answers, the direct one first; empty for anything but mail. */
  readonly answers: readonly string[];
  /** `null` for anything but a contact. */
  readonly contact: ContactDetails | null;
}

export interface FileReading {
  readonly entries: readonly FileEntry[];
  readonly refused: readonly Refusal[];
  /** How many entries are fine and lie outside the range that was asked for. */
  readonly outsideRange: number;
}

/** What the readers are told beside the file. */
export interface FileContext {
  /** The student's own addresses as far as they are known. */
  readonly selfEmails: readonly string[];
}

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
  isCancelled: false,
} as const satisfies Omit<CapturedItem, 'type' | 'people'> & { people: readonly [] };

/** An entry with the given facts; all others say that the file told nothing. */
export function entryOf(
  where: string,
  item: Pick<CapturedItem, 'type'> & Partial<CapturedItem>,
  facts: Partial<Omit<FileEntry, 'where' | 'item'>> = {},
): FileEntry {
  return {
    where,
    item: { ...NOTHING, people: [], ...item },
    status: null,
    method: null,
    responses: {},
    occurrence: null,
    answers: [],
    contact: null,
    ...facts,
  };
}

/** A file of which nothing was taken. */
export function refusedFile(reason: RefusalReason): FileReading {
  return { entries: [], refused: [{ where: '', reason }], outsideRange: 0 };
}
