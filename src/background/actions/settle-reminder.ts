import * as v from 'valibot';
import { addDays, instantAt, type LocalDate, type LocalTime, localDateOf } from '../../core/dates.ts';
import { interactionSchema } from '../../core/interaction.ts';
import { enteredOnSchema, type LetterFact } from '../../core/letter.ts';
import { isOpen, type Reason, type Reminder } from '../../core/reminders/reminder.ts';
import { type Result, success } from '../../core/result.ts';
import type { Written } from '../../messages/protocol.ts';
import type { Change } from '../../storage/index.ts';
import type { Deps } from '../deps.ts';
import { Refused, write } from './write.ts';

const NOT_SNOOZED = { snoozedUntilAt: null, snoozedUntilOn: null, snoozedUntilTime: null };

/**
 * Marks a reminder done or skipped; it never comes back. Done says of the record it is about what was done, in the same
 * write, so that one undo takes back both.
 */
export async function settleReminder(deps: Deps, id: string, state: 'done' | 'skipped'): Promise<Result<Written>> {
  const today = localDateOf(deps.now(), deps.timeZone());
  return changeReminder(deps, id, { state, ...NOT_SNOOZED, settledOn: today }, async (change, { reason }) => {
    if (state === 'done') await sayDone(change, reason, today);
  });
}

/** Marks a reminder done within a write that does more; one that is not open any more is left alone. */
export async function settleIn(deps: Deps, change: Change, id: string): Promise<void> {
  const reminder = await deps.storage.read.reminder(id);
  if (reminder === null || !isOpen(reminder)) return;
  const today = localDateOf(deps.now(), deps.timeZone());
  await change.patch('reminders', id, { state: 'done', ...NOT_SNOOZED, settledOn: today });
  await sayDone(change, reminder.reason, today);
}

/**
 * Puts a reminder out of sight until a time of a day, `null` for the morning. Its true due day stays. A moment that is
 * not ahead means tomorrow morning.
 *
 * @returns With the day that it is put off until.
 */
export async function snoozeReminder(
  deps: Deps,
  id: string,
  untilOn: LocalDate,
  time: LocalTime | null,
): Promise<Result<Written & { readonly untilOn: LocalDate }>> {
  const { morning } = await deps.storage.read.settings();
  const zone = deps.timeZone();
  const isAhead = instantAt(untilOn, time ?? morning, zone) > deps.now();
  const on = isAhead ? untilOn : addDays(localDateOf(deps.now(), zone), 1);
  const at = isAhead ? time : null;
  const result = await changeReminder(deps, id, {
    state: 'snoozed',
    snoozedUntilOn: on,
    snoozedUntilTime: at,
    snoozedUntilAt: instantAt(on, at ?? morning, zone),
    announcedAt: null,
  });
  return result.ok ? success({ ...result.value, untilOn: on }) : result;
}

export function snoozeUntilTomorrow(deps: Deps, id: string): Promise<Result<Written>> {
  return snoozeReminder(deps, id, addDays(localDateOf(deps.now(), deps.timeZone()), 1), null);
}

async function changeReminder(
  deps: Deps,
  id: string,
  fields: Readonly<Record<string, unknown>>,
  andThen: (change: Change, reminder: Reminder) => Promise<void> = async () => {},
): Promise<Result<Written>> {
  return write(deps, async change => {
    const reminder = await deps.storage.read.reminder(id);
    if (reminder === null || !isOpen(reminder)) throw new Refused({ code: 'reminder/not-found' });
    await change.patch('reminders', id, fields);
    await andThen(change, reminder);
    return { id };
  });
}

/** What it says of a record that its reminder is done. */
async function sayDone(change: Change, reason: Reason, today: LocalDate): Promise<void> {
  switch (reason.type) {
    case 'planned-over':
      return sayHappened(change, reason.interactionId);
    case 'follow-up':
      return sayFollowedUp(change, reason.interactionId, reason.followUpId);
    case 'ask-letter':
      return setFact(change, reason.letterId, 'askedOn', today);
    case 'packet':
      return setFact(change, reason.letterId, 'packetSentOn', today);
    case 'portal':
      return setFact(change, reason.letterId, 'requestedOn', today);
    case 'letter-thanks':
      return setFact(change, reason.letterId, 'thankedOn', today);
    default:
      // Of the others no record has a field, or only the student can say what came of it.
      return;
  }
}

async function sayHappened(change: Change, interactionId: string): Promise<void> {
  const row = await change.get('interactions', interactionId);
  if (row?.state === 'planned') await change.patch('interactions', interactionId, { state: 'happened' });
}

async function sayFollowedUp(change: Change, interactionId: string, followUpId: string): Promise<void> {
  const parsed = v.safeParse(interactionSchema, await change.get('interactions', interactionId));
  if (!parsed.success) return;
  const followUps = parsed.output.followUps.map(one => (one.id === followUpId ? { ...one, isDone: true } : one));
  await change.patch('interactions', interactionId, { followUps });
}

/** A day that is known already is left as it is. */
async function setFact(change: Change, letterId: string, fact: LetterFact, today: LocalDate): Promise<void> {
  const row = await change.get('letters', letterId);
  if (row === null || typeof row[fact] === 'string') return;
  const enteredOn = v.safeParse(enteredOnSchema, row.enteredOn);
  const before = enteredOn.success ? enteredOn.output : {};
  await change.patch('letters', letterId, { [fact]: today, enteredOn: { ...before, [fact]: today } });
}
