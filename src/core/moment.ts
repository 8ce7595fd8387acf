import * as v from 'valibot';
import { LONGEST_MOMENT } from './interaction.ts';
import { enteredOnSchema, storedEnteredOnSchema } from './letter.ts';
import { asStored, idSchema, localDateSchema, stampsSchema, storedList, textSchema } from './schemas.ts';
import { cleanLine } from './text.ts';

/** The six competencies of the ACGME. */
export const COMPETENCIES = [
  'patient-care',
  'medical-knowledge',
  'interpersonal-and-communication-skills',
  'professionalism',
  'practice-based-learning',
  'systems-based-practice',
] as const;

/** How many people a moment may name. */
export const MOST_WITNESSES = 50;

const eachOnce = <T>(list: readonly T[]): T[] => [...new Set(list)];

/** What the student did and somebody saw, as it may one day stand in a letter. */
export const momentFieldsSchema = v.object({
  on: localDateSchema,
  /** The interaction it was logged in; `null` when it stands alone. */
  interactionId: v.optional(v.nullable(idSchema), null),
  rotationId: v.optional(v.nullable(idSchema), null),
  mentorIds: v.optional(v.pipe(v.array(idSchema), v.maxLength(MOST_WITNESSES), v.transform(eachOnce)), () => []),
  situation: v.optional(textSchema(LONGEST_MOMENT), ''),
  whatIDid: v.optional(textSchema(LONGEST_MOMENT), ''),
  /** What they saw or said, in their words. */
  theirWords: v.optional(textSchema(LONGEST_MOMENT), ''),
  competencies: v.optional(v.pipe(v.array(v.picklist(COMPETENCIES)), v.transform(eachOnce)), () => []),
  isStrong: v.optional(v.boolean(), false),
  enteredOn: enteredOnSchema,
});
export type MomentFields = v.InferOutput<typeof momentFieldsSchema>;

export const momentSchema = v.object({
  id: idSchema,
  stamps: stampsSchema,
  ...asStored(momentFieldsSchema.entries),
  mentorIds: v.pipe(storedList(idSchema, MOST_WITNESSES), v.transform(eachOnce)),
  // A competency that is not known here, as from a newer version, loses no other.
  competencies: v.pipe(storedList(v.picklist(COMPETENCIES), COMPETENCIES.length), v.transform(eachOnce)),
  enteredOn: storedEnteredOnSchema,
});
export type Moment = Readonly<v.InferOutput<typeof momentSchema>>;

/** How much of what happened names a moment. */
const LONGEST_TITLE = 80;

/** The first words of what happened; empty when nothing was written. */
export function momentTitle({ situation }: Pick<Moment, 'situation'>): string {
  return cleanLine(situation, LONGEST_TITLE);
}
