import * as v from 'valibot';
import type { LocalDate } from '../dates.ts';
import { enteredOnSchema, LETTER_FACTS, SERVICES, storedEnteredOnSchema } from '../letter.ts';
import { APPLICANT_KINDS } from '../profile.ts';
import { asStored, idSchema, lineSchema, localDateSchema, stampsSchema, storedList, textSchema } from '../schemas.ts';

/** The dates of a season that rules look at. */
export const SEASON_DATES = [
  /** The service opens: letters can be requested in it. */
  'opensOn',
  'submitFromOn',
  /** Programs may read applications. */
  'reviewFromOn',
  /** Registration with the match itself opens, as the NRMP's. */
  'registerFromOn',
  'interviewsFromOn',
  'rankListDueOn',
  'closesOn',
] as const;
export type SeasonDate = (typeof SEASON_DATES)[number];

export const CONFIDENCES = ['confirmed', 'estimated', 'unknown'] as const;

interface DayOfSeason {
  on: LocalDate | null;
  confidence: (typeof CONFIDENCES)[number];
}

/** A day and how sure it is. Only a day that is not there is unknown, and nothing is made up. */
const seasonDateSchema = v.pipe(
  v.object({
    on: v.nullable(localDateSchema),
    confidence: v.fallback(v.picklist(CONFIDENCES), 'estimated'),
  }),
  v.transform(({ on, confidence }): DayOfSeason => {
    if (on === null) return { on, confidence: 'unknown' };
    return { on, confidence: confidence === 'unknown' ? 'estimated' : confidence };
  }),
);
const unknownDate = () => v.optional(seasonDateSchema, (): DayOfSeason => ({ on: null, confidence: 'unknown' }));

/** One season of applying, with its dates for one service. */
export const planFieldsSchema = v.object({
  /** As `2028`, the year of the match. */
  season: v.optional(lineSchema(20), ''),
  service: v.optional(v.picklist(SERVICES), 'eras'),
  /** What the service is called when it is `other`; empty else. */
  serviceName: v.optional(lineSchema(80), ''),
  /** The most letters one program may get where the service is `other`; `null` for none that is known. */
  mostLetters: v.optional(v.nullable(v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(20))), null),
  /** The facts a letter goes through where the service is `other`, in the order of `LETTER_FACTS`; empty for all but "accepted". */
  steps: v.optional(v.pipe(v.array(v.picklist(LETTER_FACTS)), v.maxLength(LETTER_FACTS.length)), () => []),
  opensOn: unknownDate(),
  submitFromOn: unknownDate(),
  reviewFromOn: unknownDate(),
  registerFromOn: unknownDate(),
  interviewsFromOn: unknownDate(),
  rankListDueOn: unknownDate(),
  closesOn: unknownDate(),
  /** Whether its General letters pass through ECFMG; those of a track have the track's word. */
  isInternational: v.optional(v.boolean(), false),
});
export type PlanFields = v.InferOutput<typeof planFieldsSchema>;
export const planSchema = v.object({
  id: idSchema,
  stamps: stampsSchema,
  ...asStored(planFieldsSchema.entries),
  steps: storedList(v.picklist(LETTER_FACTS), LETTER_FACTS.length),
});
export type Plan = Readonly<v.InferOutput<typeof planSchema>>;

/** How applying to a track ended, as the student says it. */
export const OUTCOMES = ['matched', 'not-matched', 'soap', 'withdrew', 'not-yet'] as const;

const outcomeSchema = v.object({
  answer: v.picklist(OUTCOMES),
  on: localDateSchema,
  /** Whether the writers are to be told; `false` for "tell nobody now". */
  tells: v.boolean(),
});

/** What a track leads to. An advanced position begins after a preliminary or transitional year, which is a track of its own. */
export const TRACK_KINDS = ['categorical', 'advanced', 'preliminary', 'transitional', 'fellowship', 'other'] as const;

/** A specialty applied to through one service. */
export const trackFieldsSchema = v.object({
  planId: v.optional(v.nullable(idSchema), null),
  name: v.pipe(lineSchema(160), v.minLength(1)),
  specialty: v.optional(lineSchema(120), ''),
  kind: v.optional(v.picklist(TRACK_KINDS), 'categorical'),
  /** What the student hopes for in it, in their own words. */
  goal: v.optional(textSchema(1000), ''),
  service: v.optional(v.picklist(SERVICES), 'eras'),
  /** Whether its letters pass through ECFMG, which takes five business days longer in ERAS. */
  isInternational: v.optional(v.boolean(), false),
  /**
   * Who applied when its target and slots were last fitted to that, so that a profile that is changed later can be told
   * about; `null` while nobody had said.
   */
  applicantKind: v.optional(v.nullable(v.picklist(APPLICANT_KINDS)), null),
  /** The day its own result comes: Match Day, or the earlier one of urology, SF Match or the military; `null` unknown. */
  resultOn: v.optional(v.nullable(localDateSchema), null),
  /** The Monday on which SOAP begins; `null` where the track has none, or it is not known. */
  soapOn: v.optional(v.nullable(localDateSchema), null),
  /** Whether the two days above are confirmed; estimated while they are not. */
  isResultConfirmed: v.optional(v.boolean(), false),
  /** `null` until the student says. */
  outcome: v.optional(v.nullable(outcomeSchema), null),
  /** By field, the day its date was typed in; as in a letter. */
  enteredOn: enteredOnSchema,
});
export type TrackFields = v.InferOutput<typeof trackFieldsSchema>;
export const trackSchema = v.object({
  id: idSchema,
  stamps: stampsSchema,
  ...asStored(trackFieldsSchema.entries),
  enteredOn: storedEnteredOnSchema,
});
export type Track = Readonly<v.InferOutput<typeof trackSchema>>;

/** A day of a season; `null` when it is not known or there is no plan. */
export function seasonDate(plan: Pick<Plan, SeasonDate> | null, date: SeasonDate): LocalDate | null {
  return plan?.[date].on ?? null;
}

/** The season a letter is for: that of its track, or for a General letter its own. */
export function planIdOf(
  letter: { readonly planId: string | null },
  track: Pick<Track, 'planId'> | null,
): string | null {
  return track === null ? letter.planId : track.planId;
}
