import * as v from 'valibot';
import { enteredOnSchema, storedEnteredOnSchema } from './letter.ts';
import { asStored, idSchema, lineSchema, linkSchema, localDateSchema, stampsSchema } from './schemas.ts';

const amount = (most: number) =>
  v.optional(v.nullable(v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(most))), null);

export const programFieldsSchema = v.object({
  name: v.pipe(lineSchema(200), v.minLength(1)),
  trackId: v.optional(v.nullable(idSchema), null),
  /** The day applications close; `null` when not known. */
  deadlineOn: v.optional(v.nullable(localDateSchema), null),
  appliedOn: v.optional(v.nullable(localDateSchema), null),
  interviewOn: v.optional(v.nullable(localDateSchema), null),
  /** What the student sets, 1 the highest; `null` for none. */
  priority: amount(9),
  /** Its own wishes; `null` where the track's hold. */
  letterCount: amount(10),
  wantsChairLetter: v.optional(v.nullable(v.boolean()), null),
  wantsStandardized: v.optional(v.nullable(v.boolean()), null),
  wantsDoWriter: v.optional(v.nullable(v.boolean()), null),
  /** Letters dated more than this many months before applications close are not wanted. */
  oldestLetterMonths: amount(120),
  link: v.optional(linkSchema, null),
  note: v.optional(lineSchema(2000), ''),
  /** By field, the day its date was typed in; as in a letter. */
  enteredOn: enteredOnSchema,
});
export type ProgramFields = v.InferOutput<typeof programFieldsSchema>;

export const programSchema = v.object({
  id: idSchema,
  stamps: stampsSchema,
  ...asStored(programFieldsSchema.entries),
  enteredOn: storedEnteredOnSchema,
});
export type Program = Readonly<v.InferOutput<typeof programSchema>>;

/** A letter that a program gets. */
export const assignmentFieldsSchema = v.object({ programId: idSchema, letterId: idSchema });

export const assignmentSchema = v.object({ id: idSchema, stamps: stampsSchema, ...assignmentFieldsSchema.entries });
export type Assignment = Readonly<v.InferOutput<typeof assignmentSchema>>;
