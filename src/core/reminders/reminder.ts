import * as v from 'valibot';
import type { Instant } from '../dates.ts';
import { idSchema, instantSchema, lineSchema, localDateSchema, stampsSchema } from '../schemas.ts';

export const RULES = ['check-in', 'did-it-happen'] as const;
export type Rule = (typeof RULES)[number];

export const REMINDER_STATES = ['due', 'snoozed', 'done', 'skipped'] as const;

/** Why a reminder is there, as facts; the sentence is made where it is shown. */
export const reasonSchema = v.variant('type', [
  /** Nothing was logged with this person yet. */
  v.object({ type: v.literal('no-contact-yet'), since: localDateSchema }),
  v.object({ type: v.literal('last-contact'), since: localDateSchema, rhythmDays: v.number() }),
  v.object({ type: v.literal('last-settled'), since: localDateSchema, rhythmDays: v.number() }),
  /** Something planned is over, and nobody has said whether it happened. */
  v.object({
    type: v.literal('planned-over'),
    since: localDateSchema,
    title: lineSchema(300),
    interactionId: idSchema,
  }),
]);
export type Reason = v.InferOutput<typeof reasonSchema>;

/** What a rule says should exist. */
export interface WantedReminder {
  readonly rule: Rule;
  readonly subjectId: string;
  /** Which occurrence: with rule and subject it is the reminder's id, for ever. */
  readonly occurrence: string;
  readonly dueOn: v.InferOutput<typeof localDateSchema>;
  /** The moment, for what belongs to a moment; not given: the student's morning of that day. */
  readonly dueAt?: Instant;
  readonly reason: Reason;
}

export const reminderSchema = v.object({
  id: idSchema,
  stamps: stampsSchema,
  rule: v.picklist(RULES),
  subjectId: idSchema,
  occurrence: v.string(),
  /** The true due day; a snooze does not move it. */
  dueOn: localDateSchema,
  /** When it is shown: the student's morning on that day, where they are. */
  dueAt: instantSchema,
  state: v.picklist(REMINDER_STATES),
  /** Until when it is out of sight; `null` unless snoozed. */
  snoozedUntilAt: v.nullable(instantSchema),
  /** When the notification for it was shown; `null` while it was not, and again after a snooze. */
  announcedAt: v.nullable(instantSchema),
  /** The day it was done or skipped; `null` while open. */
  settledOn: v.nullable(localDateSchema),
  reason: reasonSchema,
});
export type Reminder = Readonly<v.InferOutput<typeof reminderSchema>>;

export function reminderId(wanted: Pick<WantedReminder, 'rule' | 'subjectId' | 'occurrence'>): string {
  return `${wanted.rule}:${wanted.subjectId}:${wanted.occurrence}`;
}

export function isOpen(reminder: Pick<Reminder, 'state'>): boolean {
  return reminder.state === 'due' || reminder.state === 'snoozed';
}

/** From when it belongs in the due list and the badge; `null` once it was done or skipped. */
export function openAt(reminder: Pick<Reminder, 'state' | 'dueAt' | 'snoozedUntilAt'>): Instant | null {
  if (!isOpen(reminder)) return null;
  return reminder.state === 'snoozed' ? Math.max(reminder.dueAt, reminder.snoozedUntilAt ?? 0) : reminder.dueAt;
}

/** From when it is to be announced; `null` once it was, or once it was done or skipped. */
export function announceAt(
  reminder: Pick<Reminder, 'state' | 'dueAt' | 'snoozedUntilAt' | 'announcedAt'>,
): Instant | null {
  return reminder.announcedAt === null ? openAt(reminder) : null;
}
