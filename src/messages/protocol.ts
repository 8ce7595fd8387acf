import type { PageReading } from '../core/capture.ts';
import type { Instant, LocalDate } from '../core/dates.ts';
import type { DraftFields } from '../core/draft.ts';
import type { LogForm } from '../core/log-form.ts';
import type { Result } from '../core/result.ts';

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
}

/** Every question one part of Vouch asks another, once: its name, what it asks, what comes back. */
export interface Protocol {
  /** Writes one interaction, with the mentors that are new, and moves their reminders. */
  'interaction/log': { request: LogRequest; response: Result<Written & { readonly mentorIds: readonly string[] }> };
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
  'reminder/done': { request: { readonly id: string }; response: Result<Written> };
  'reminder/skip': { request: { readonly id: string }; response: Result<Written> };
  /** Out of sight until that day's morning. The true due day stays. */
  'reminder/snooze': { request: { readonly id: string; readonly untilOn: LocalDate }; response: Result<Written> };
  /** Keeps a half-typed form. */
  'draft/save': { request: { readonly id: string; readonly draft: DraftFields }; response: Result<void> };
  'draft/discard': { request: { readonly id: string }; response: Result<Written> };
  /** Changes the settings given, leaves the others. */
  'settings/save': { request: Readonly<Record<string, unknown>>; response: Result<Written> };
  'profile/save': { request: Readonly<Record<string, unknown>>; response: Result<Written> };
  /** Whether pages may be read on a click; withdrawn with `false`. */
  'consent/set': { request: { readonly isGiven: boolean }; response: Result<void> };
  /** Reads the page of a tab, once. Without consent it gives the tab's own title and address. */
  'page/read': { request: { readonly tabId: number }; response: Result<PageAnswer> };
  /** Puts a deleted record back. */
  'trash/restore': { request: { readonly id: string }; response: Result<Written> };
  /** Takes back one write, with all that belonged to it. */
  undo: { request: { readonly undoId: string }; response: Result<void> };
  /** Shows what is due and sets alarm and badge, as an alarm would. */
  'reminders/sweep': { request: Record<string, never>; response: Result<{ readonly nextAt: Instant }> };
}

export interface PageAnswer {
  readonly reading: PageReading;
  /** Why there is no more than title and address; `null` when the page was read. */
  readonly problem: 'consent/not-given' | 'capture/page-unreadable' | 'capture/invalid' | null;
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
