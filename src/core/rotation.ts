import * as v from 'valibot';
import type { LocalDate } from './dates.ts';
import { enteredOnSchema, storedEnteredOnSchema } from './letter.ts';
import { asStored, idSchema, lineSchema, localDateSchema, stampsSchema, storedList } from './schemas.ts';

export const ROTATION_KINDS = [
  'core',
  'elective',
  'sub-internship',
  'away',
  'research',
  'observership',
  'externship',
] as const;

/** Longer together is no rotation; it came from elsewhere. */
const MOST_DAYS_TOGETHER = 1000;
const MOST_MENTORS = 100;

const metSchema = v.object({
  mentorId: idSchema,
  /** Days worked together; `null` when not known. */
  daysTogether: v.optional(
    v.nullable(v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(MOST_DAYS_TOGETHER))),
    null,
  ),
  /** Whether they watched the work directly; `null` when not said. */
  watchedDirectly: v.optional(v.nullable(v.boolean()), null),
});

/** Somebody listed twice is the one listed first. */
function eachOnce<T extends { readonly mentorId: string }>(list: readonly T[]): T[] {
  const seen = new Set<string>();
  return list.filter(({ mentorId }) => !seen.has(mentorId) && seen.add(mentorId));
}

export const rotationFieldsSchema = v.object({
  name: v.pipe(lineSchema(200), v.minLength(1)),
  kind: v.optional(v.picklist(ROTATION_KINDS), 'core'),
  site: v.optional(lineSchema(200), ''),
  country: v.optional(lineSchema(80), ''),
  specialty: v.optional(lineSchema(120), ''),
  /** Hands-on, or observing only; `null` when not said. */
  isHandsOn: v.optional(v.nullable(v.boolean()), null),
  startsOn: localDateSchema,
  /** The last day, inclusive. One before the first is refused when it is saved; a stored one is left alone and has no rules. */
  endsOn: localDateSchema,
  mentors: v.optional(v.pipe(v.array(metSchema), v.maxLength(MOST_MENTORS), v.transform(eachOnce)), () => []),
  enteredOn: enteredOnSchema,
});
export type RotationFields = v.InferOutput<typeof rotationFieldsSchema>;

export const rotationSchema = v.object({
  id: idSchema,
  stamps: stampsSchema,
  ...asStored(rotationFieldsSchema.entries),
  mentors: v.pipe(storedList(v.object(asStored(metSchema.entries)), MOST_MENTORS), v.transform(eachOnce)),
  enteredOn: storedEnteredOnSchema,
});
export type Rotation = Readonly<v.InferOutput<typeof rotationSchema>>;

/** The rotations that a day lies in: first those in which one of these people was met, then those that began last. */
export function rotationsOn(rotations: readonly Rotation[], on: LocalDate, mentorIds: readonly string[]): Rotation[] {
  const isWith = ({ mentors }: Rotation) => mentors.some(({ mentorId }) => mentorIds.includes(mentorId));
  return rotations
    .filter(({ startsOn, endsOn }) => startsOn <= on && on <= endsOn)
    .toSorted((a, b) => Number(isWith(b)) - Number(isWith(a)) || b.startsOn.localeCompare(a.startsOn));
}

/**
 * The rotation that was surely meant by a day and the people: the only one then in which one of them was met, else the
 * only one then. `null` where there is none, and where the student has to say which.
 */
export function rotationMeant(
  rotations: readonly Rotation[],
  on: LocalDate,
  mentorIds: readonly string[],
): Rotation | null {
  const onDay = rotationsOn(rotations, on, mentorIds);
  const met = onDay.filter(({ mentors }) => mentors.some(({ mentorId }) => mentorIds.includes(mentorId)));
  const meant = met.length > 0 ? met : onDay;
  return meant.length === 1 ? (meant[0] ?? null) : null;
}
