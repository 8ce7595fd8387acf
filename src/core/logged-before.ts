import type { Instant } from './dates.ts';
import {
  areOfDifferentIds,
  type Interaction,
  nearKeys,
  type Source,
  sameKeys,
  sortingAt,
  sourceKeys,
  startedOn,
  threadKeys,
} from './interaction.ts';
import { fillFromInteraction, type LogForm, readLogForm } from './log-form.ts';

/** An entry that was made from what is on the page before. */
export interface LoggedBefore {
  readonly entry: Interaction;
  /** Whether it is of this very message or event; else of an earlier message of the same conversation. */
  readonly isSame: boolean;
}

/** A mail's time in a list, in its header and by its id differ by less than this. */
const SAME_MOMENT_MS = 2 * 60_000;

/**
 * Which of the entries found by the form's keys was made from what the form shows; `null` for none. Of several the
 * newest, since that is the one a later message would go into.
 */
export function loggedBefore(form: LogForm, found: readonly Interaction[], now: Instant): LoggedBefore | null {
  const { source } = form;
  if (source === null) return null;
  const keys = [...sameKeys(source), ...nearKeys(source)];
  const same = newest(
    found.filter(
      entry => entry.source !== null && !areOfDifferentIds(source, entry.source) && shares(keys, entry.source),
    ),
  );
  if (same !== null) return { entry: same, isSame: true };
  const inThread = newest(found.filter(entry => shares(threadKeys(source), entry.source)));
  return inThread === null ? null : { entry: inThread, isSame: isRowOf(inThread, form, now) };
}

/** A row of a list knows no message, only the conversation and when its last message came. */
function isRowOf(entry: Interaction, form: LogForm, now: Instant): boolean {
  if (form.source === null || sameKeys(form.source).length > 0) return false;
  const read = readLogForm({ ...form, mentorIds: ['any'] }, now);
  if (!read.ok) return false;
  const { when } = read.value.fields;
  // Of a row that names its day only, or an entry of whole days, no more than the day can be compared.
  if (when.type === 'days' || entry.when.type === 'days') return startedOn(entry.when) >= startedOn(when);
  return sortingAt(entry.when) >= sortingAt(when) - SAME_MOMENT_MS;
}

function shares(keys: readonly string[], source: Source | null): boolean {
  const others = sourceKeys(source);
  return keys.some(key => others.includes(key));
}

function newest(entries: readonly Interaction[]): Interaction | null {
  return entries.toSorted((a, b) => sortingAt(b.when) - sortingAt(a.when))[0] ?? null;
}

/**
 * The form with which an entry is brought up to the page. Of the very message or event only what can have changed there
 * is taken over: when an event is. Of a later message of the conversation its time, direction and people are added.
 * What the student wrote into the entry, and whom they put there or took out, stays.
 */
export function updatedFrom({ entry, isSame }: LoggedBefore, filled: LogForm, now: Instant): LogForm {
  const before = fillFromInteraction(entry, now, filled.timeZone);
  const known = new Set(before.others.map(({ name, email }) => email ?? name));
  const isMoved = filled.on !== '' && (!isSame || entry.kind !== 'email');
  return {
    ...before,
    ...(isMoved
      ? { on: filled.on, time: filled.time, lengthMinutes: filled.lengthMinutes, timeZone: filled.timeZone }
      : {}),
    title: before.title || filled.title,
    source: filled.source,
    selfEmails: filled.selfEmails,
    ...(isSame
      ? {}
      : {
          direction: filled.direction ?? before.direction,
          mentorIds: [...new Set([...before.mentorIds, ...filled.mentorIds])],
          possible: filled.possible.filter(({ mentorId }) => !before.mentorIds.includes(mentorId)),
          others: [...before.others, ...filled.others.filter(({ name, email }) => !known.has(email ?? name))],
        }),
    // A selection is what the student wants noted now.
    note: filled.note === '' || before.note.includes(filled.note) ? before.note : join(before.note, filled.note),
  };
}

function join(before: string, added: string): string {
  return before === '' ? added : `${before}\n\n${added}`;
}

/**
 * The letter that a mail may answer: it came in, from somebody who was asked for a letter in this conversation, and no
 * answer was logged. A proposal only; the student says whether it is one, and what it says.
 *
 * @param inThread - The entries of the same conversation.
 */
export function letterAnsweredBy(form: LogForm, inThread: readonly Interaction[]): string | null {
  if (form.direction !== 'in' || form.letterId !== null) return null;
  const answered = new Set(inThread.filter(({ letterStep }) => letterStep === 'answer').map(entry => entry.letterId));
  const ask = newest(
    inThread.filter(
      ({ letterStep, letterId, mentorIds }) =>
        letterStep === 'ask' &&
        letterId !== null &&
        !answered.has(letterId) &&
        mentorIds.some(id => form.mentorIds.includes(id)),
    ),
  );
  return ask?.letterId ?? null;
}
