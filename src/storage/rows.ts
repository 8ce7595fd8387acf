import * as v from 'valibot';
import { instantAt, type LocalDate, type LocalTime } from '../core/dates.ts';
import type { Draft } from '../core/draft.ts';
import { draftSchema } from '../core/draft.ts';
import { type Interaction, interactionSchema, isContact, sortingAt, sourceKeys } from '../core/interaction.ts';
import { type Mentor, mentorSchema } from '../core/mentor.ts';
import { announceAt, openAt, type Reminder, reminderSchema } from '../core/reminders/reminder.ts';
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

/**
 * What is stored beside a record so that questions about it need no scan. Derived only: exports leave it out, and it
 * is made anew on every write.
 */
export function derivedFields(table: RecordTable, row: Row): Record<string, unknown> {
  if (table === 'interactions') return interactionKeys(parseInteraction(row));
  if (table === 'reminders') return reminderKeys(parseReminder(row));
  return {};
}

/** The names `derivedFields` uses, for leaving them out. */
export const DERIVED_FIELDS: ReadonlySet<string> = new Set([
  'sortingAt',
  'mentorTimes',
  'contactTimes',
  'plannedTimes',
  'sourceKeys',
  'openAt',
  'announceAt',
  'settledKey',
]);

function interactionKeys(interaction: Interaction | null): Record<string, unknown> {
  if (interaction === null) return {};
  const at = sortingAt(interaction.when);
  // What counts for a check-in is when it ended: a week on a ward is contact until its last day.
  const endsAt = endOf(interaction);
  const endKeys = interaction.mentorIds.map(id => timeKey(id, endsAt));
  return {
    sortingAt: at,
    mentorTimes: interaction.mentorIds.map(id => timeKey(id, at)),
    contactTimes: isContact(interaction) ? endKeys : [],
    plannedTimes: interaction.state === 'planned' ? endKeys : [],
    sourceKeys: [...sourceKeys(interaction.source)],
  };
}

// Whole days have no zone: noon in UTC falls on the same day nearly everywhere.
const NOON = '12:00' as LocalTime;

function endOf({ when }: Interaction): number {
  return when.type === 'days' ? instantAt(when.endsOn, NOON, 'UTC') : (when.endsAt ?? when.startsAt);
}

function reminderKeys(reminder: Reminder | null): Record<string, unknown> {
  if (reminder === null) return {};
  const open = openAt(reminder);
  const announce = announceAt(reminder);
  return {
    ...(open === null ? {} : { openAt: open }),
    ...(announce === null ? {} : { announceAt: announce }),
    ...(reminder.settledOn === null
      ? {}
      : { settledKey: settledKey(reminder.rule, reminder.subjectId, reminder.settledOn) }),
  };
}

/** A key that finds the newest settled occurrence of a rule about a subject. */
export function settledKey(rule: string, subjectId: string, on: LocalDate | ''): string {
  return `${rule}|${subjectId}|${on}`;
}

const trashSchema = v.object({
  id: v.string(),
  table: v.picklist(RECORD_TABLES),
  record: v.looseObject({ id: v.string() }),
  /** Milliseconds since the epoch. */
  deletedAt: v.number(),
});
export type Trashed = Readonly<v.InferOutput<typeof trashSchema>>;

const parserOf =
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

/** A reminder with the person it is about. */
export interface DueReminder {
  readonly reminder: Reminder;
  readonly mentor: Mentor;
}

/** Each reminder with its person, the longest overdue first; without those whose person is gone. */
export function joinDue(reminders: readonly Reminder[], mentors: readonly Mentor[]): DueReminder[] {
  const byId = new Map(mentors.map(mentor => [mentor.id, mentor]));
  return reminders
    .flatMap(reminder => {
      const mentor = byId.get(reminder.subjectId);
      return mentor === undefined ? [] : [{ reminder, mentor }];
    })
    .sort((a, b) => a.reminder.dueOn.localeCompare(b.reminder.dueOn) || a.mentor.name.localeCompare(b.mentor.name));
}
