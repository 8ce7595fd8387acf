import type { PageReading, UnreadPage } from '../core/capture.ts';
import type { Instant, LocalDate, LocalTime } from '../core/dates.ts';
import type { DraftFields, PageProblem } from '../core/draft.ts';
import type { NewMentor } from '../core/import.ts';
import type { LogForm } from '../core/log-form.ts';
import type { Result } from '../core/result.ts';
import type { SiteId } from '../core/sites.ts';

/** A write that can be taken back: hand `undoId` to `undo`. */
export interface Written {
  readonly id: string;
  readonly undoId: string;
}

/** What the log form sends. Everything in it is checked by the worker. */
export interface LogRequest {
  readonly form: LogForm;
  /** The draft it came from, which is done with once it is logged; `null` for none. */
  readonly draftId: string | null;
  /** Whether another entry is wanted although there is one of the same message or event. */
  readonly isAnew?: boolean;
  /** What else is done by it, in the same write and with the same undo. */
  readonly also?: AlsoDone;
}

/** What a message that went out says of other records. */
export interface AlsoDone {
  /** The reminder that is done; `null` for none. One that is not open any more is left alone. */
  readonly reminderId: string | null;
  /** What the records of its letters say of it, as the day they were asked for. */
  readonly letters: readonly { readonly id: string; readonly fields: Readonly<Record<string, unknown>> }[];
}

/** Every question one part of Vouch asks another, once: its name, what it asks, what comes back. */
export interface Protocol {
  /** Writes one interaction, with the mentors that are new, and moves their reminders. */
  'interaction/log': { request: LogRequest; response: Result<Written & { readonly mentorIds: readonly string[] }> };
  /** Writes several at once; one undo takes back all. Those that were logged from the same source meanwhile are left out. */
  'interaction/log-many': {
    request: { readonly forms: readonly LogForm[] };
    response: Result<LoggedMany>;
  };
  /** Writes what was chosen from files, people first; one undo takes back all. What is there already is left out. */
  'import/write': { request: ImportRequest; response: Result<Imported> };
  /** Moves an interaction to the trash. */
  'interaction/remove': { request: { readonly id: string }; response: Result<Written> };
  /** Marks a planned one as happened or cancelled. */
  'interaction/set-state': {
    request: { readonly id: string; readonly state: 'planned' | 'happened' | 'cancelled' };
    response: Result<Written>;
  };
  /** Adds a mentor when `id` is `null`, else changes the fields given. */
  'mentor/save': {
    request: { readonly id: string | null; readonly fields: Readonly<Record<string, unknown>> };
    response: Result<Written>;
  };
  'mentor/set-archived': {
    request: { readonly id: string; readonly isArchived: boolean };
    response: Result<Written>;
  };
  /** Moves a mentor to the trash. Their interactions stay. */
  'mentor/remove': { request: { readonly id: string }; response: Result<Written> };
  /** Done, with what that says of the record it is about: asked today, packet sent today, and so on. */
  'reminder/done': { request: { readonly id: string }; response: Result<Written> };
  /** This time not; its next occurrence comes. */
  'reminder/skip': { request: { readonly id: string }; response: Result<Written> };
  /**
   * Out of sight until that time of that day, `null` for the morning. The true due day stays. A moment that is past means
   * tomorrow morning; the answer has the day that was stored.
   */
  'reminder/snooze': {
    request: { readonly id: string; readonly untilOn: LocalDate; readonly time: LocalTime | null };
    response: Result<Written & { readonly untilOn: LocalDate }>;
  };
  /** Writes a reminder of the student's own, new when `id` is `null`. */
  'reminder/write': {
    request: { readonly id: string | null; readonly fields: OwnReminder };
    response: Result<Written>;
  };
  /** Moves a reminder of the student's own to the trash. */
  'reminder/remove': { request: { readonly id: string }; response: Result<Written> };
  /** What became of something planned. A note is added to what the entry says already. */
  'interaction/answer': { request: { readonly id: string; readonly answer: PlannedAnswer }; response: Result<Written> };
  /**
   * Adds what is to be done after an interaction, to be reminded of on that day. Its own id is the page's, so that the same
   * request again adds nothing.
   */
  'interaction/follow-up': {
    request: { readonly id: string; readonly followUpId: string; readonly text: string; readonly on: LocalDate };
    /** Nobody is reminded when all who were there are archived or in the trash. */
    response: Result<Written & { readonly isReminded: boolean }>;
  };
  /** Each adds a record when `id` is `null`, else changes the fields given; days that are typed in are remembered as such. */
  'rotation/save': SaveRecord;
  'moment/save': SaveRecord;
  'milestone/save': SaveRecord;
  'letter/save': SaveRecord;
  'plan/save': SaveRecord;
  'track/save': SaveRecord;
  'program/save': SaveRecord;
  /** Writes and removes several of these records together: all or none, with one undo. */
  'records/save': {
    request: RecordsRequest;
    response: Result<{ readonly undoId: string }>;
  };
  /** Gives a letter to a program, once; refuses what is over the service's cap. */
  'assignment/save': {
    request: { readonly programId: string; readonly letterId: string };
    response: Result<Written>;
  };
  /** Moves one of these records to the trash. */
  'record/remove': { request: { readonly table: PlannedTable; readonly id: string }; response: Result<Written> };
  /** Keeps a half-typed form. */
  'draft/save': { request: { readonly id: string; readonly draft: DraftFields }; response: Result<void> };
  /** Keeps what was typed into another form and not saved yet, on this device alone; `null` forgets it. */
  'form/keep': {
    request: { readonly key: string; readonly fields: Readonly<Record<string, unknown>> | null };
    response: Result<void>;
  };
  'draft/discard': { request: { readonly id: string }; response: Result<Written> };
  /** Changes the settings given, leaves the others. */
  'settings/save': { request: Readonly<Record<string, unknown>>; response: Result<Written> };
  'profile/save': { request: Readonly<Record<string, unknown>>; response: Result<Written> };
  /** Whether pages may be read on a click; withdrawn with `false`. */
  'consent/set': { request: { readonly isGiven: boolean }; response: Result<void> };
  /** Reads the page of a tab, once. Without consent it gives the tab's own title and address. */
  'page/read': { request: { readonly tabId: number }; response: Result<PageAnswer> };
  /** Runs a site's reader in a tab that shows it, to see whether the reader still understands its pages. */
  'site/check': { request: { readonly site: SiteId }; response: Result<SiteCheck> };
  /** What the chip shows beside the message or event that is open in the page that asks. */
  'chip/look': { request: Record<string, never>; response: Result<ChipAnswer> };
  /** Logs that message or event, once. */
  'chip/log': { request: { readonly key: string }; response: Result<ChipDone> };
  'chip/undo': { request: { readonly undoId: string }; response: Result<ChipDone> };
  /** Opens the panel beside the page, or where that cannot be the mentor's page. */
  'chip/open': { request: { readonly mentorId: string }; response: Result<void> };
  /** Puts a deleted record back. */
  'trash/restore': { request: { readonly id: string }; response: Result<Written> };
  /** Takes back one write, with all that belonged to it. */
  undo: { request: { readonly undoId: string }; response: Result<void> };
  /** Shows what is due and sets alarm and badge, as an alarm would. */
  'reminders/sweep': { request: Record<string, never>; response: Result<{ readonly nextAt: Instant }> };
}

/** The tables whose records are saved by `…/save` and removed by `record/remove`. */
export const PLANNED_TABLES = [
  'rotations',
  'moments',
  'milestones',
  'letters',
  'plans',
  'tracks',
  'programs',
  'slots',
  'templates',
  'assignments',
] as const;
export type PlannedTable = (typeof PLANNED_TABLES)[number];

interface SaveRecord {
  request: { readonly id: string | null; readonly fields: Readonly<Record<string, unknown>> };
  response: Result<Written>;
}

/** Several records that belong together. */
export interface RecordsRequest {
  /** People who become mentors with this, written first. An address that somebody has already is refused. */
  readonly newMentors?: readonly { readonly id: string; readonly name: string; readonly email: string | null }[];
  /** In this order, so that one may name those before it. */
  readonly saves: readonly {
    readonly table: Exclude<PlannedTable, 'assignments'>;
    /** Of what is new one that the page made with `newId`, or the record's own key; else that of what is changed. */
    readonly id: string;
    readonly isNew: boolean;
    readonly fields: Readonly<Record<string, unknown>>;
  }[];
  /** Letters given to programs, after what is removed has made room. Those there already stay. */
  readonly assignments: readonly { readonly programId: string; readonly letterId: string }[];
  /** Moved to the trash; what is not there any more is left out. An assignment's id is `PROGRAM:LETTER`. */
  readonly removals: readonly { readonly table: PlannedTable; readonly id: string }[];
}

/** A reminder that the student writes. */
export interface OwnReminder {
  readonly text: string;
  readonly on: LocalDate;
  /** `null` for the morning. */
  readonly time: LocalTime | null;
  /** Whom it is about; `null` for nobody. */
  readonly mentorId: string | null;
}

export type PlannedAnswer =
  | { readonly type: 'happened'; readonly note: string }
  /** `time` is `null` for the whole day. */
  | { readonly type: 'moved'; readonly on: LocalDate; readonly time: LocalTime | null }
  | { readonly type: 'cancelled' };

export interface PageAnswer {
  readonly reading: PageReading;
  /** Why there is no more than title and address; `null` when the page was read. */
  readonly problem: PageProblem | null;
}

/** What came of trying a site's reader. */
export type SiteCheck =
  /** Nothing could be tried: Vouch may look at no tab of the site, none is open, or the browser lets no script into it. */
  | { readonly state: 'not-allowed' | 'no-tab' | 'unreachable' }
  /** The page shows nothing to log, and does not have to. */
  | { readonly state: 'nothing'; readonly title: string }
  | { readonly state: 'read'; readonly title: string; readonly messageCount: number; readonly eventCount: number }
  | { readonly state: 'unread'; readonly title: string; readonly unread: UnreadPage };

/** What the chip shows, in words that are ready to be shown. */
export interface ChipView {
  /** Stands for the message or event it is about; handed back when that is to be logged. */
  readonly key: string;
  /** As `en`. */
  readonly language: string;
  readonly direction: 'ltr' | 'rtl';
  readonly mentorId: string;
  readonly name: string;
  readonly lastContact: string;
  /** `null` when nothing is due. */
  readonly due: string | null;
  /** How many other mentors are in it; `null` for none. Never who: a page is told of one person at a time. */
  readonly others: string | null;
  /** That it is in the log; `null` while it is not. */
  readonly logged: string | null;
  readonly words: {
    /** What the chip is, to those who hear the page. */
    readonly label: string;
    /** `null` where one click cannot log it, as when the page does not say when it was. */
    readonly log: string | null;
    readonly open: string;
    readonly undo: string;
    readonly dismiss: string;
    /** When no answer comes. */
    readonly failed: string;
  };
}

export interface ChipAnswer {
  /** Whether the site may have a chip at all, now; if not, our script in its page ends. */
  readonly isAllowed: boolean;
  /** `null` when there is nothing to show. */
  readonly view: ChipView | null;
}

/** What became of one of the chip's buttons. */
export interface ChipDone {
  readonly sentence: string;
  /** What takes it back; `null` when nothing was written. */
  readonly undoId: string | null;
  readonly isProblem: boolean;
  /** As things are now; `null` when there is nothing to show any more. */
  readonly view: ChipView | null;
}

/** What became of several entries that were to be logged together. */
export interface LoggedMany {
  readonly ids: readonly string[];
  readonly mentorIds: readonly string[];
  /** How many were there already. */
  readonly alreadyCount: number;
  /** How many could not be read as an entry. */
  readonly refusedCount: number;
  /** `null` when nothing was written. */
  readonly undoId: string | null;
}

/** What the student chose from files. */
export interface ImportRequest {
  readonly forms: readonly LogForm[];
  /** Contacts to be made mentors of. */
  readonly mentors: readonly NewMentor[];
  /** Addresses that belong to somebody known. */
  readonly addresses: readonly { readonly mentorId: string; readonly email: string }[];
}

/** What became of it, in numbers. */
export interface Imported {
  readonly entryCount: number;
  readonly mentorCount: number;
  readonly addressCount: number;
  /** How many of the entries and people were there already. */
  readonly alreadyCount: number;
  /** How many could not be read as an entry. */
  readonly refusedCount: number;
  /** `null` when nothing was written. */
  readonly undoId: string | null;
}

export type MessageName = keyof Protocol;
export type RequestOf<Name extends MessageName> = Protocol[Name]['request'];
export type ResponseOf<Name extends MessageName> = Protocol[Name]['response'];

/** How it travels. */
export interface Envelope {
  readonly to: 'vouch';
  readonly name: string;
  readonly request: unknown;
}

/** Who sent a message, as far as the browser vouches for it. */
export interface Sender {
  /** The id of the extension that sent it. */
  readonly extensionId: string | null;
  /** The address of the page or frame it came from. */
  readonly url: string | null;
  /** The tab it came from; `null` for pages outside tabs, as the popup. */
  readonly tabId: number | null;
  /** The window that tab is in; `null` without one. */
  readonly windowId: number | null;
  /** 0 for the top frame. */
  readonly frameId: number | null;
}

/**
 * Who may ask what: our own pages everything; our script in the top frame of a web page only `chip/…`; all else
 * nothing.
 *
 * @param ownId - This extension's id.
 * @param ownUrl - The address its pages begin with, `chrome-extension://…/`.
 */
export function mayAsk(sender: Sender, name: string, ownId: string, ownUrl: string): boolean {
  if (sender.extensionId !== ownId || sender.url === null) return false;
  // With the slash, so that no longer host begins with ours.
  if (sender.url.startsWith(ownUrl.endsWith('/') ? ownUrl : `${ownUrl}/`)) return true;
  // Every site that can be allowed is one of https.
  const isTopOfPage = sender.frameId === 0 && sender.tabId !== null && sender.url.startsWith('https://');
  return isTopOfPage && name.startsWith('chip/');
}
