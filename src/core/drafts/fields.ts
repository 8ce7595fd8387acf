import type { FieldTypes } from './template.ts';

/** What a message can be filled with, in the order in which it is offered. */
export const MERGE_FIELDS = [
  /** "Dr. Rivera". */
  'mentor.greeting',
  'mentor.name',
  'student.name',
  'student.school',
  /** As "Class of 2028". */
  'student.class',
  'track.name',
  'track.specialty',
  /** What the student hopes for, in their own words. */
  'track.goal',
  /** The rotation last together. */
  'rotation.name',
  /** Its months and year, never its days. */
  'rotation.months',
  /** Holds once its last day is over. */
  'rotation.isOver',
  /** What the student writes about something they did together; never taken from the log. */
  'moment',
  /** The student's own news since the last contact. */
  'news',
  /** The service the letter goes through. */
  'letter.service',
  /** The day the letter should be in by, in words. */
  'letter.target',
  /** How long until then, as "2 weeks", where that is exact; nothing once it is past. */
  'letter.left',
  /** Holds once the target day is over. */
  'letter.isPast',
  'letter.id',
  /** A clause that says whether the right to see it is waived. */
  'letter.waiver',
  /** The days of the letter's facts, in words. */
  'letter.asked',
  'letter.answered',
  'letter.requested',
  'letter.received',
  /** How long ago it was asked for, as "3 weeks". */
  'letter.sinceAsk',
  /** Who signs it, where the message goes to their contact person; nothing for the writer's own. */
  'letter.signatory',
  /** Holds for a chair's or department's letter. */
  'letter.isChair',
  /** Holds for a standardized form, as an SLOE. */
  'letter.isForm',
  /** What goes with the message, from the letter's checklist. */
  'files',
  /** What only the student can say. It is never filled in: it waits in the message for their words. */
  'your.update',
  'your.thanks',
  'your.lesson',
  'your.question',
  'your.times',
  'your.result',
  'your.day',
] as const;
export type MergeField = (typeof MERGE_FIELDS)[number];

/** Fields that hold several entries, for `{{#each …}}`. */
export const LIST_FIELDS = ['news', 'files'] as const satisfies readonly MergeField[];

/** Fields that are asked about with `{{#if …}}` and have no words of their own. */
export const CONDITIONS = [
  'rotation.isOver',
  'letter.isChair',
  'letter.isForm',
  'letter.isPast',
] as const satisfies readonly MergeField[];

export const FIELD_TYPES: FieldTypes = new Map(
  MERGE_FIELDS.map(field => [field, LIST_FIELDS.some(list => list === field) ? 'list' : 'text'] as const),
);

/** What a message is filled with; a field that is not there, or empty, is open. */
export type MergeValues = Readonly<Partial<Record<MergeField, string | readonly string[]>>>;

export function isMergeField(name: string): name is MergeField {
  return FIELD_TYPES.has(name);
}
