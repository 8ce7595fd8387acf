import * as v from 'valibot';
import { asStored, idSchema, lineSchema, stampsSchema } from '../schemas.ts';

/** More places than any track has; a longer list came from elsewhere. */
export const LAST_POSITION = 99;

/**
 * A letter that a track wants. What it wants of its writer comes from the specialty's template and is the student's to
 * change; programs decide, so every wish is one to be checked with them.
 */
export const slotFieldsSchema = v.object({
  trackId: idSchema,
  /** Its place among the track's slots, the lowest first; equal ones are in the order in which they were made. */
  position: v.optional(v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(LAST_POSITION)), 0),
  /** The student's own name for it; empty for words made of what it wants. */
  name: v.optional(lineSchema(120), ''),
  /** Whether its writer is of the track's specialty; `false` for one from outside, `null` for either. */
  isInSpecialty: v.optional(v.nullable(v.boolean()), null),
  /** The specialty that is asked for where it is another than the track's, as primary care; empty for none. */
  specialty: v.optional(lineSchema(120), ''),
  /** `null` for either form. */
  form: v.optional(v.nullable(v.picklist(['narrative', 'standardized'])), null),
  /** Whether it is a chair's or department's letter. */
  isChairLetter: v.optional(v.boolean(), false),
  /** Whether it has to come from a core rotation. */
  isFromCoreRotation: v.optional(v.boolean(), false),
  /** Whether it has to tell of hands-on clinical work in the United States. */
  isUsClinical: v.optional(v.boolean(), false),
  /** Whether a DO has to write it. */
  isByDo: v.optional(v.boolean(), false),
  /** Whether a program director has to write it, as that of the residency for a fellowship. */
  isByDirector: v.optional(v.boolean(), false),
  /** Whether the track does without it. */
  isOptional: v.optional(v.boolean(), false),
  /** The letter that fills it; `null` while it is open. One letter may fill slots of several tracks. */
  letterId: v.optional(v.nullable(idSchema), null),
  /** Who could write if that one does not; `null` while nobody was named. */
  backupMentorId: v.optional(v.nullable(idSchema), null),
});
export type SlotFields = v.InferOutput<typeof slotFieldsSchema>;
export const slotSchema = v.object({ id: idSchema, stamps: stampsSchema, ...asStored(slotFieldsSchema.entries) });
export type Slot = Readonly<v.InferOutput<typeof slotSchema>>;
