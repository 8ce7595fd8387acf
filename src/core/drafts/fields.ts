import type { FieldTypes } from './template.ts';

/** What a message can be filled with, in the order in which it is offered. */
export const MERGE_FIELDS = [
  /** "Dr. Rivera". */
  'mentor.greeting',
  'mentor.name',
  /** What they gave the student: their letter, once it came, and their time. */
  'mentor.help',
  'student.name',
  'student.school',
  /** As "Class of 2028". */
  'student.class',
  /** Name, class and school, one under the other. */
  'student.signature',
  'track.name',
  'track.specialty',
  /** "in neurology", else "for residency". */
  'track.aim',
  /** What the student hopes for, in their own words. */
  'track.goal',
  /** "my application in neurology". */
  'application',
  /** The rotation last together. */
  'rotation.name',
  /** Its months and year, never its days. */
  'rotation.months',
  /** Holds once its last day is over. */
  'rotation.isOver',
  /** What the student writes about something they did together; never taken from the log. */
  'moment',
  /** The same as what they are thanked for, which waits for the student's words otherwise. */
  'thanks',
  /** The student's own news since the last contact. */
  'news',
  /** "you", or who signs it where the message goes to their contact person. */
  'letter.writer',
  /** "my letter of recommendation". */
  'letter.mine',
  /** "your letter", or "the letter from the Department of Medicine". */
  'letter.theirs',
  /** "the letter that you agreed to write for my application in neurology". */
  'letter.promised',
  /** "agreeing to write a letter for my application in neurology", or helping with one. */
  'letter.effort',
  /** A sentence on the day it should be in, or should have been; of several letters, on each. */
  'letter.due',
  /** A sentence on the service it goes through and the day it should be in, to somebody who has not agreed yet. */
  'letter.wanted',
  /** The day to promise it by: once the target is past, that is for the student to say. */
  'letter.by',
  /** A sentence on the request in the service, with its Letter ID. */
  'letter.request',
  /** "arrived on Monday, August 9". */
  'letter.arrived',
  /** "on Tuesday, July 20", or "some time ago". */
  'letter.whenAsked',
  'letter.whenAnswered',
  /** The service the letter goes through. */
  'letter.service',
  /** The day the letter should be in by, in words; "around August 31" while it is not certain. */
  'letter.target',
  /** How long until then, as "2 weeks", where that is exact; nothing once it is past, or while the day is not certain. */
  'letter.left',
  /** Holds once the target day is over; of several letters, of one. */
  'letter.isPast',
  /** Holds while the target day is known and not over. */
  'letter.isAhead',
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
  /** Holds where the message goes to the writer, and not to a contact person. */
  'letter.isTheirs',
  /** Holds while it is requested and has not come, where the service asks the writer itself; of several letters, of one. */
  'letter.isOut',
  /** Holds where the service asks the writer by e-mail. */
  'letter.isMailed',
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
  'your.route',
] as const;
export type MergeField = (typeof MERGE_FIELDS)[number];

/** Fields that hold several entries: each on a line of its own, or one after the other with `{{#each …}}`. */
export const LIST_FIELDS = ['news', 'files'] as const satisfies readonly MergeField[];

/** Fields that are asked about with `{{#if …}}` and have no words of their own. */
export const CONDITIONS = [
  'rotation.isOver',
  'letter.isTheirs',
  'letter.isOut',
  'letter.isMailed',
  'letter.isChair',
  'letter.isForm',
  'letter.isPast',
  'letter.isAhead',
] as const satisfies readonly MergeField[];

/** What a passage can depend on, in the order in which it is offered; a name of their own is in the interface's words. */
export const ASKED_ABOUT = [
  'rotation.name',
  'rotation.isOver',
  'moment',
  'news',
  'files',
  'track.specialty',
  'track.goal',
  'letter.isTheirs',
  'letter.signatory',
  'letter.target',
  'letter.isAhead',
  'letter.isPast',
  'letter.isOut',
  'letter.isMailed',
  'letter.received',
  'letter.isChair',
  'letter.isForm',
  'letter.waiver',
  'letter.id',
] as const satisfies readonly MergeField[];

export const FIELD_TYPES: FieldTypes = new Map(
  MERGE_FIELDS.map(field => [field, LIST_FIELDS.some(list => list === field) ? 'list' : 'text'] as const),
);

/** A piece of a filled message: words, or a fact that is not known and waits for the student. */
export type FilledPart =
  | { readonly type: 'text'; readonly text: string }
  | { readonly type: 'open'; readonly field: MergeField };

/** A turn of phrase made from several facts, of which one may be open. */
export interface Said {
  readonly parts: readonly FilledPart[];
}

export type MergeValue = string | readonly string[] | Said;

/** What a message is filled with; a field that is not there, or empty, is open. */
export type MergeValues = Readonly<Partial<Record<MergeField, MergeValue>>>;

export function isMergeField(name: string): name is MergeField {
  return FIELD_TYPES.has(name);
}
