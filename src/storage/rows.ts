import * as v from 'valibot';
import { instantAt, type LocalDate, type LocalTime, parseLocalDate } from '../core/dates.ts';
import type { Draft } from '../core/draft.ts';
import { draftSchema } from '../core/draft.ts';
import {
  endedOn,
  type Interaction,
  interactionSchema,
  isContact,
  isTogether,
  sortingAt,
  sourceKeys,
} from '../core/interaction.ts';
import { type Mentor, mentorSchema } from '../core/mentor.ts';
import type { Asking } from '../core/reminders/facts.ts';
import {
  announceAt,
  asksMentor,
  isOpen,
  openAt,
  type Reason,
  type Reminder,
  reminderSchema,
} from '../core/reminders/reminder.ts';
import type { Stamped } from '../core/stamps.ts';

export const DATABASE_NAME = 'vouch';

/** The tables whose records are the student's own: stamped, exported, merged. */
export const RECORD_TABLES = [
  'profile',
  'mentors',
  'rotations',
  'interactions',
  'moments',
  'milestones',
  'plans',
  'tracks',
  'slots',
  'letters',
  'programs',
  'assignments',
  'reminders',
  'templates',
  'drafts',
  'trash',
  'settings',
] as const;
export type RecordTable = (typeof RECORD_TABLES)[number];

/** A record as stored, before its parser has looked at it. */
export type Row = Stamped & Readonly<Record<string, unknown>>;

// Wide enough for every moment the records allow; moments before 1970 sort by this offset.
const OFFSET_MS = 10 ** 13;

/** A key that sorts by mentor, then by moment. */
export function timeKey(mentorId: string, at: number): string {
  return `${mentorId}|${String(at + OFFSET_MS).padStart(15, '0')}`;
}

/** A key that sorts by mentor, then by day, then by moment. */
function dayKey(mentorId: string, on: LocalDate, at: number): string {
  return `${mentorId}|${on}|${String(at + OFFSET_MS).padStart(15, '0')}`;
}

/** Things in the log that rules look for, one at a time and the newest first. */
export type Act = 'meeting' | 'thanks' | 'asked' | 'feedback' | 'follow-ups' | 'together';

/** A key that sorts by what was done, with whom, then by the day on which it ended; of `asked` by what `askedOn` gives. */
export function actKey(act: Act, mentorId: string, on: string): string {
  return `${act}|${mentorId}|${on}`;
}

/** The end of a key for something asked, so that the key says all there is to know; nudges sort last in a day. */
function askedOn(on: LocalDate, isNudge: boolean): string {
  return `${on}|${isNudge ? NUDGE : ASK}`;
}

const ASK = 'ask';
const NUDGE = 'nudge';

/** What the key of something asked says. */
export function askingIn(key: string): Asking {
  const [on = '', what] = key.split('|').slice(-2);
  // As `askedOn` wrote it.
  return { on: on as LocalDate, isNudge: what === NUDGE };
}

/**
 * What is stored beside a record so that questions about it need no scan. Derived only: exports leave it out, and it
 * is made anew on every write.
 */
export function derivedFields(table: string, row: Row): Record<string, unknown> {
  switch (table) {
    case 'interactions':
      return interactionKeys(parseInteraction(row));
    case 'reminders':
      return reminderKeys(parseReminder(row));
    // Their parsers are not loaded with a popup, so these look at the one or two fields they need.
    case 'moments':
      return { strongDays: strongDaysOf(row), seenKeys: seenKeysOf(row) };
    case 'rotations':
      return { metIds: metIdsOf(row) };
    case 'letters':
      return typeof row.trackId === 'string' ? {} : { generalKey: GENERAL };
    default:
      return {};
  }
}

/** The key of every letter that is for no track. */
export const GENERAL = 'general';

/** The names `derivedFields` uses, for leaving them out. None is a record's own in any table. */
export const DERIVED_FIELDS: ReadonlySet<string> = new Set([
  'sortingAt',
  'mentorTimes',
  'contactTimes',
  'plannedTimes',
  'sourceKeys',
  'acts',
  'strongDays',
  'seenKeys',
  'metIds',
  'generalKey',
  'openAt',
  'announceAt',
  'openEndsAt',
  'openScope',
  'openMentorId',
  'settledKey',
  'askedKey',
]);

/** A row with its derived fields made anew. */
export function withKeys(table: string, row: Row): Row {
  const own = Object.fromEntries(Object.entries(row).filter(([name]) => !DERIVED_FIELDS.has(name)));
  const bare: Row = { ...own, id: row.id, stamps: row.stamps };
  return { ...bare, ...derivedFields(table, bare) };
}

function interactionKeys(interaction: Interaction | null): Record<string, unknown> {
  if (interaction === null) return {};
  const { mentorIds, state, letterStep } = interaction;
  const at = sortingAt(interaction.when);
  // What counts for a check-in is when it ended: a week on a ward is contact until its last day.
  const endsAt = endOf(interaction);
  const on = endedOn(interaction.when);
  return {
    sortingAt: at,
    mentorTimes: mentorIds.map(id => timeKey(id, at)),
    // By the day where it was written down, which a journey does not move, then by the moment.
    contactTimes: isContact(interaction) ? mentorIds.map(id => dayKey(id, on, endsAt)) : [],
    plannedTimes: state === 'planned' ? mentorIds.map(id => timeKey(id, endsAt)) : [],
    sourceKeys: [...sourceKeys(interaction.source)],
    acts: actsOf(interaction).flatMap(act =>
      mentorIds.map(id => actKey(act, id, act === 'asked' ? askedOn(on, letterStep === 'nudge') : on)),
    ),
  };
}

function actsOf(interaction: Interaction): Act[] {
  const { state, kind, direction, letterStep, followUps } = interaction;
  const acts: Act[] = [];
  if (state !== 'cancelled' && followUps.some(({ isDone }) => !isDone)) acts.push('follow-ups');
  if (state !== 'happened') return acts;
  if (kind === 'meeting' || kind === 'coffee-chat') acts.push('meeting');
  if (kind === 'feedback') acts.push('feedback');
  if (isTogether(interaction)) acts.push('together');
  if (direction === 'in') return acts;
  if (kind === 'thank-you' || letterStep === 'thanks') acts.push('thanks');
  if (letterStep === 'ask' || letterStep === 'nudge') acts.push('asked');
  return acts;
}

/** A key that sorts by mentor, then by day. */
export function mentorDayKey(mentorId: string, on: LocalDate | ''): string {
  return `${mentorId}|${on}`;
}

function strongDaysOf({ isStrong, on, mentorIds }: Row): string[] {
  const day = typeof on === 'string' ? parseLocalDate(on) : null;
  if (isStrong !== true || day === null) return [];
  return stringsIn(mentorIds).map(id => mentorDayKey(id, day));
}

/** What a moment's keys are about: that somebody saw it, and that what they said was noted. */
export type Seen = 'seen' | 'said';

/** A key that sorts by what it is about, by mentor, then by day. */
export function seenKey(seen: Seen, mentorId: string, on: LocalDate | ''): string {
  return `${seen}|${mentorId}|${on}`;
}

/** What a key of a seen moment says beside its day, so that moments are counted without being read. */
export interface SeenMarks {
  readonly isStrong: boolean;
  readonly hasWords: boolean;
  /** As they were stored; one that is not known here may be among them. */
  readonly competencies: readonly string[];
}

function seenKeysOf({ isStrong, on, mentorIds, theirWords, competencies }: Row): string[] {
  const day = typeof on === 'string' ? parseLocalDate(on) : null;
  if (day === null) return [];
  const hasWords = typeof theirWords === 'string' && theirWords.trim() !== '';
  const marks = `${isStrong === true ? STRONG : ''}${hasWords ? WORDS : ''}|${stringsIn(competencies).join(',')}`;
  return stringsIn(mentorIds).flatMap(id => [
    `${seenKey('seen', id, day)}|${marks}`,
    ...(hasWords ? [seenKey('said', id, day)] : []),
  ]);
}

const STRONG = 's';
const WORDS = 'w';

/** What the key of a seen moment says. */
export function seenIn(key: string): SeenMarks & { readonly on: LocalDate } {
  const [, , on = '', marks = '', competencies = ''] = key.split('|');
  return {
    // As `seenKeysOf` wrote it.
    on: on as LocalDate,
    isStrong: marks.includes(STRONG),
    hasWords: marks.includes(WORDS),
    competencies: competencies === '' ? [] : competencies.split(','),
  };
}

function metIdsOf({ mentors }: Row): string[] {
  if (!Array.isArray(mentors)) return [];
  return stringsIn(mentors.map((met: unknown) => (isRecord(met) ? met.mentorId : null)));
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null;
}

function stringsIn(list: unknown): string[] {
  return Array.isArray(list) ? [...new Set(list.filter(item => typeof item === 'string'))] : [];
}

// Whole days have no zone: noon in UTC falls on the same day nearly everywhere.
const NOON = '12:00' as LocalTime;

function endOf({ when }: Interaction): number {
  return when.type === 'days' ? instantAt(when.endsOn, NOON, 'UTC') : (when.endsAt ?? when.startsAt);
}

function reminderKeys(reminder: Reminder | null): Record<string, unknown> {
  if (reminder === null) return {};
  const { rule, scope, mentorId, settledOn, endsAt, state } = reminder;
  const open = openAt(reminder);
  const announce = announceAt(reminder);
  const isAsking = state === 'done' && asksMentor(reminder);
  return {
    ...(open === null ? {} : { openAt: open }),
    ...(announce === null ? {} : { announceAt: announce }),
    ...(isOpen(reminder) ? { openScope: scope } : {}),
    ...(isOpen(reminder) && mentorId !== null ? { openMentorId: mentorId } : {}),
    ...(isOpen(reminder) && endsAt !== null ? { openEndsAt: endsAt } : {}),
    ...(settledOn === null ? {} : { settledKey: settledKey(rule, mentorId ?? scope, settledOn) }),
    ...(settledOn === null || !isAsking ? {} : { askedKey: askedKey(scope, askedOn(settledOn, rule === 'nudge')) }),
  };
}

/** A key that finds the newest settled occurrence of a rule about a mentor, or in a scope where it concerns nobody. */
export function settledKey(rule: string, mentorOrScope: string, on: LocalDate | ''): string {
  return `${rule}|${mentorOrScope}|${on}`;
}

/** A key that finds the newest reminders to ask something that were done, of a scope. */
export function askedKey(scope: string, on: string): string {
  return `${scope}|${on}`;
}

const trashSchema = v.object({
  id: v.string(),
  table: v.picklist(RECORD_TABLES),
  record: v.looseObject({ id: v.string() }),
  /** Milliseconds since the epoch. */
  deletedAt: v.number(),
});
export type Trashed = Readonly<v.InferOutput<typeof trashSchema>>;

/** A parser that gives `null` for what the schema refuses. */
export const parserOf =
  <T>(schema: v.GenericSchema<unknown, T>) =>
  (row: unknown): T | null => {
    const parsed = v.safeParse(schema, row);
    return parsed.success ? parsed.output : null;
  };

/** Each gives the record, or `null` for a row that is none; the caller leaves such a row alone. */
export const parseMentor: (row: unknown) => Mentor | null = parserOf(mentorSchema);
export const parseInteraction: (row: unknown) => Interaction | null = parserOf(interactionSchema);
export const parseReminder: (row: unknown) => Reminder | null = parserOf(reminderSchema);
export const parseDraft: (row: unknown) => Draft | null = parserOf(draftSchema);
export const parseTrashed: (row: unknown) => Trashed | null = parserOf(trashSchema);

/** A reminder with the person it concerns. */
export interface DueReminder {
  readonly reminder: Reminder;
  /** `null` when it concerns nobody, as a program's deadline, or somebody who is in the trash. */
  readonly mentor: Mentor | null;
}

/** Each reminder with its person, the longest overdue first. */
export function joinDue(reminders: readonly Reminder[], mentors: readonly Mentor[]): DueReminder[] {
  return withPeople(reminders, mentors).sort(
    (a, b) =>
      a.reminder.dueOn.localeCompare(b.reminder.dueOn) ||
      headingOf(a).localeCompare(headingOf(b)) ||
      a.reminder.id.localeCompare(b.reminder.id),
  );
}

/** Each reminder with its person, in the same order. */
export function withPeople(reminders: readonly Reminder[], mentors: readonly Mentor[]): DueReminder[] {
  const byId = new Map(mentors.map(mentor => [mentor.id, mentor]));
  return reminders.map(reminder => ({ reminder, mentor: byId.get(reminder.mentorId ?? '') ?? null }));
}

/** The people that reminders concern, each once. */
export function peopleOf(reminders: readonly Pick<Reminder, 'mentorId'>[]): string[] {
  return [...new Set(reminders.flatMap(({ mentorId }) => mentorId ?? []))];
}

/** What a reminder is headed with: the person's name, else what it is about. */
function headingOf({ reminder, mentor }: DueReminder): string {
  return mentor?.name ?? nameIn(reminder.reason);
}

function nameIn(reason: Reason): string {
  if ('rotationName' in reason) return reason.rotationName;
  if ('trackName' in reason) return reason.trackName;
  if ('name' in reason) return reason.name;
  return 'text' in reason ? reason.text : '';
}
