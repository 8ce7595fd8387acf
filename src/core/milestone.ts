import * as v from 'valibot';
import { asStored, idSchema, lineSchema, localDateSchema, stampsSchema } from './schemas.ts';

export const MILESTONE_KINDS = [
  'exam',
  'paper',
  'talk',
  'award',
  'service',
  'leadership',
  'interview',
  'match',
  'other',
] as const;

/** The student's own news, a reason to write. */
export const milestoneFieldsSchema = v.object({
  on: localDateSchema,
  kind: v.optional(v.picklist(MILESTONE_KINDS), 'other'),
  text: v.pipe(lineSchema(300), v.minLength(1)),
});
export type MilestoneFields = v.InferOutput<typeof milestoneFieldsSchema>;

export const milestoneSchema = v.object({
  id: idSchema,
  stamps: stampsSchema,
  ...asStored(milestoneFieldsSchema.entries),
});
export type Milestone = Readonly<v.InferOutput<typeof milestoneSchema>>;
