import * as v from 'valibot';
import type { Instant } from '../dates.ts';
import { idSchema, instantSchema, lineSchema, localDateSchema, localTimeSchema, stampsSchema } from '../schemas.ts';

/** What can be a reason to be reminded; each but the last is a file of this folder. */
export const RULES = [
  'check-in',
  'did-it-happen',
  'thank-you',
  'follow-up',
  'feedback',
  'ask',
  'reply',
  'packet',
  'refresh',
  'portal',
  'nudge',
  'backup',
  'assign',
  'letter-thanks',
  'outcome',
  'program-deadline',
  /** Written by the student. */
  'own',
] as const;
export type Rule = (typeof RULES)[number];

/**
 * Rules whose next action asks something of the one person they are about; how often that may be is limited, see
 * `limits.ts`. Feedback is not among them: one reminder is about a rotation and names several.
 */
export const ASKING_RULES: ReadonlySet<Rule> = new Set<Rule>(['ask', 'reply', 'refresh', 'nudge']);

/**
 * `gone`: it was announced, and then its cause went away. Should the cause come back, as with a record out of the trash, it
 * is open again without being announced a second time.
 */
export const REMINDER_STATES = ['due', 'snoozed', 'done', 'skipped', 'gone'] as const;

const reason = <const Type extends string, Entries extends v.ObjectEntries>(type: Type, entries: Entries) =>
  v.object({ type: v.literal(type), since: localDateSchema, ...entries });
const name = lineSchema(300);
const count = v.pipe(v.number(), v.integer(), v.minValue(0));
/** A letter, and what it is for as the student calls it; empty for General. */
const ofLetter = { letterId: idSchema, trackName: name };

/** Why a reminder is there, as facts; the sentence is made where it is shown. `since` is the day the sentence counts from. */
export const reasonSchema = v.variant('type', [
  /** Nothing was logged with this person yet. */
  reason('no-contact-yet', {}),
  reason('last-contact', { rhythmDays: v.number() }),
  reason('last-settled', { rhythmDays: v.number() }),
  /** Something planned is over, and nobody has said whether it happened. */
  reason('planned-over', { title: name, interactionId: idSchema }),
  /** The day of a meeting, of a strong moment, or the last of a rotation. */
  reason('thank-you', { for: v.picklist(['meeting', 'moment', 'rotation']), title: name, sourceId: idSchema }),
  reason('follow-up', { text: name, interactionId: idSchema, followUpId: idSchema }),
  /** `since` the rotation's first day. */
  reason('feedback', {
    rotationId: idSchema,
    rotationName: name,
    endsOn: localDateSchema,
    mentorIds: v.array(idSchema),
    names: v.array(name),
  }),
  /** `since` the rotation's last day. */
  reason('ask-rotation', {
    rotationId: idSchema,
    rotationName: name,
    why: v.picklist(['starred', 'watched', 'ready']),
  }),
  /** `since` the target day. From `lateFromOn` on it is late to ask. */
  reason('ask-letter', { ...ofLetter, lateFromOn: localDateSchema, isChairLetter: v.boolean() }),
  /** `since` the day of asking. Step 3 offers to call it no reply. */
  reason('reply', { ...ofLetter, step: v.picklist([1, 2, 3]) }),
  reason('packet', ofLetter),
  /** `since` the day of the yes, as for the portal. */
  reason('refresh', { ...ofLetter, opensOn: localDateSchema }),
  /** `opensOn` is `null` while nobody knows when the season opens. */
  reason('portal', { ...ofLetter, opensOn: v.nullable(localDateSchema) }),
  /**
   * `since` the day it was requested, of the earliest. One message can be about several letters; `covers` has the ids that
   * their nudges would have had by themselves, which are settled with it.
   */
  reason('nudge', {
    letterIds: v.array(idSchema),
    targetOn: localDateSchema,
    covers: v.optional(v.array(idSchema)),
  }),
  /** All nudges are spent: wait, replace or withdraw? */
  reason('nudge-decide', { ...ofLetter, targetOn: localDateSchema }),
  /** `since` the day it was requested, as above. */
  reason('backup', { ...ofLetter, targetOn: localDateSchema, step: v.picklist(['name', 'replace']) }),
  /** `programIds`: those it asks about, so that none is asked about again once it was done or skipped. */
  reason('assign', { ...ofLetter, programCount: count, programIds: v.optional(v.array(idSchema)) }),
  reason('letter-thanks', ofLetter),
  /** `since` the track's result day, or the day of "not yet" where that is not known. */
  reason('outcome-ask', { trackId: idSchema, trackName: name }),
  /** `since` SOAP Monday. */
  reason('outcome-soap', { trackId: idSchema, trackName: name, letterCount: count }),
  /** `since` the day of the answer. */
  reason('outcome-tell', {
    trackId: idSchema,
    trackName: name,
    answer: v.picklist(['matched', 'not-matched', 'soap', 'withdrew']),
    letterCount: count,
  }),
  /** `since` the deadline; `daysBefore` as on the day it is due. */
  reason('program-deadline', { programId: idSchema, name, daysBefore: count }),
  reason('own', { text: name }),
]);
export type Reason = v.InferOutput<typeof reasonSchema>;
export type ReasonType = Reason['type'];

/** Why a reminder about one person waits although its day has come. */
export const HELD_WHYS = ['person-paused', 'nudged-lately', 'asked-enough'] as const;
export type HeldWhy = (typeof HELD_WHYS)[number];

/**
 * Whom or what a reminder belongs to, as `mentor:ID`. Reminders are reckoned one scope at a time, so that a change
 * touches no others.
 */
export type Scope = `${'mentor' | 'rotation' | 'track' | 'program' | 'own'}:${string}`;

/** What a rule says should exist. It depends on records and settings alone, never on the time of asking. */
export interface WantedReminder {
  readonly rule: Rule;
  readonly subjectId: string;
  /** Which occurrence: with rule and subject it is the reminder's id, for ever. */
  readonly occurrence: string;
  /** The person it concerns; `null` for none, as a program's deadline. */
  readonly mentorId: string | null;
  readonly dueOn: v.InferOutput<typeof localDateSchema>;
  /** The moment, for what belongs to a moment; not given: the student's morning of that day. */
  readonly dueAt?: Instant;
  /** The day on whose morning the next step takes its place; not given: it stays until it is acted on. */
  readonly endsOn?: v.InferOutput<typeof localDateSchema>;
  readonly reason: Reason;
}

/** The same, with what a limit or a person's pause does to it. */
export interface HeldReminder extends WantedReminder {
  /** The first day on which it may be shown; `null` when nothing holds it. */
  readonly heldUntilOn: v.InferOutput<typeof localDateSchema> | null;
  readonly heldWhy: HeldWhy | null;
}

export const reminderSchema = v.object({
  id: idSchema,
  stamps: stampsSchema,
  rule: v.picklist(RULES),
  scope: v.custom<Scope>(value => typeof value === 'string' && /^(mentor|rotation|track|program|own):./.test(value)),
  subjectId: idSchema,
  occurrence: v.string(),
  /** The person it concerns; `null` for none. */
  mentorId: v.nullable(idSchema),
  /** The true due day; neither a snooze nor a hold moves it. */
  dueOn: localDateSchema,
  /** A time of its own on that day; `null` for the student's morning. Only the student's own reminders have one. */
  dueTime: v.nullable(localTimeSchema),
  /** When it is shown: the student's morning on that day, where they are. */
  dueAt: instantSchema,
  /** When its next step takes its place; `null` when it stays until it is acted on. */
  endsAt: v.nullable(instantSchema),
  state: v.picklist(REMINDER_STATES),
  /** Until when it is out of sight; `null` unless snoozed. */
  snoozedUntilAt: v.nullable(instantSchema),
  /** The day it is snoozed until, where the student is then; `null` unless snoozed. */
  snoozedUntilOn: v.nullable(localDateSchema),
  /** The time on that day; `null` for the morning. */
  snoozedUntilTime: v.nullable(localTimeSchema),
  /** The first day on which a limit or a person's pause lets it be shown; `null` when nothing holds it. */
  heldUntilOn: v.nullable(localDateSchema),
  /** The morning of that day. */
  heldUntilAt: v.nullable(instantSchema),
  heldWhy: v.nullable(v.picklist(HELD_WHYS)),
  /** When the notification for it was shown; `null` while it was not, and again after a snooze. */
  announcedAt: v.nullable(instantSchema),
  /** The day it was done or skipped; `null` while open. */
  settledOn: v.nullable(localDateSchema),
  reason: reasonSchema,
});
export type Reminder = Readonly<v.InferOutput<typeof reminderSchema>>;

/** Whether it asks something of the one person it is about; the last step of a series asks only the student. */
export function asksMentor({ rule, reason }: Pick<WantedReminder, 'rule' | 'reason'>): boolean {
  if (reason.type === 'nudge-decide' || (reason.type === 'reply' && reason.step === 3)) return false;
  return ASKING_RULES.has(rule);
}

/** The ids of the nudges that one stands for; see its reason. */
export function coveredBy({ reason }: Pick<Reminder, 'reason'>): readonly string[] {
  return reason.type === 'nudge' ? (reason.covers ?? []) : [];
}

/** What it asked about, of a reminder to assign a letter. */
export function settledAssignIn({ occurrence, reason }: Pick<Reminder, 'occurrence' | 'reason'>) {
  return { occurrence, programIds: reason.type === 'assign' ? (reason.programIds ?? []) : [] };
}

export function reminderId(wanted: Pick<WantedReminder, 'rule' | 'subjectId' | 'occurrence'>): string {
  return `${wanted.rule}:${wanted.subjectId}:${wanted.occurrence}`;
}

/**
 * Whether it can be called done by itself. A question that only an answer closes cannot: called done it would be asked no
 * more, and never be answered.
 */
export function canBeDone({ reason }: Pick<Reminder, 'reason'>): boolean {
  return reason.type !== 'outcome-ask';
}

/** Whether the student acted on it: it never comes back. */
export function isSettled({ state }: Pick<Reminder, 'state'>): boolean {
  return state === 'done' || state === 'skipped';
}

export function isOpen(reminder: Pick<Reminder, 'state'>): boolean {
  return reminder.state === 'due' || reminder.state === 'snoozed';
}

type Timed = Pick<Reminder, 'state' | 'dueAt' | 'snoozedUntilAt' | 'heldUntilAt' | 'endsAt'>;

/**
 * From when it belongs in the due list and the badge; `null` once it was done or skipped, and when its next step comes
 * before a snooze or a limit would let it be shown.
 */
export function openAt(reminder: Timed): Instant | null {
  if (!isOpen(reminder)) return null;
  const { dueAt, snoozedUntilAt, heldUntilAt, endsAt, state } = reminder;
  const at = Math.max(dueAt, heldUntilAt ?? dueAt, state === 'snoozed' ? (snoozedUntilAt ?? dueAt) : dueAt);
  return endsAt !== null && at >= endsAt ? null : at;
}

/** Whether it belongs in the due list and the badge at that moment, as far as it alone decides; see `respect.ts`. */
export function isDue(reminder: Timed, now: Instant): boolean {
  const at = openAt(reminder);
  return at !== null && at <= now && (reminder.endsAt === null || now < reminder.endsAt);
}

/** From when it is to be announced; `null` once it was, or once it was done or skipped. */
export function announceAt(reminder: Timed & Pick<Reminder, 'announcedAt'>): Instant | null {
  return reminder.announcedAt === null ? openAt(reminder) : null;
}
