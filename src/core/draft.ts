import * as v from 'valibot';
import { logFormSchema } from './log-form.ts';
import type { ProblemCode } from './result.ts';
import { idSchema, instantSchema, stampsSchema } from './schemas.ts';

/** What a draft is made of when a page hands it to the worker. */
export const draftFieldsSchema = v.object({
  form: logFormSchema,
  /** Where it was begun. The panel takes up what a click in the menu prepared. */
  origin: v.picklist(['popup', 'panel', 'menu']),
  /** People the page named and nobody chose yet. */
  suggestions: v.array(v.object({ name: v.nullable(v.string()), email: v.nullable(v.string()) })),
  /** Whether the student changed anything; an untouched draft may be replaced by a newer reading. */
  isTouched: v.boolean(),
});
export type DraftFields = v.InferOutput<typeof draftFieldsSchema>;

/** Why a page gave no more than its title and address. */
export const PAGE_PROBLEMS = [
  'consent/not-given',
  // The browser allows no script there, or the tab is another than the one that was clicked in.
  'capture/page-unreadable',
  'capture/invalid',
  // A site of which we have a reader, which should have found a message or event and did not.
  'capture/not-understood',
] as const satisfies readonly ProblemCode[];
export type PageProblem = (typeof PAGE_PROBLEMS)[number];

export const draftSchema = v.object({
  id: idSchema,
  stamps: stampsSchema,
  ...draftFieldsSchema.entries,
  updatedAt: instantSchema,
  /** Why a click in the menu gave no more than title and address; `null` when its page was read. */
  pageProblem: v.optional(v.nullable(v.picklist(PAGE_PROBLEMS)), null),
});
export type Draft = Readonly<v.InferOutput<typeof draftSchema>>;
