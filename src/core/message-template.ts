import * as v from 'valibot';
import { asStored, idSchema, lineSchema, stampsSchema, textSchema } from './schemas.ts';

/** What a message to a mentor is for, one at a time. */
export const PURPOSES = [
  'ask',
  /** What to say when asking in person; never a message. */
  'ask-in-person',
  /** While the ask is not answered. */
  'ask-reply',
  /** Before the season, of somebody who agreed long ago. */
  'ask-again',
  'packet',
  'nudge-gentle',
  'nudge-plain',
  'nudge-firm',
  'thanks-session',
  'thanks-letter',
  'check-in',
  'meeting',
  'feedback',
  'matched',
  'not-matched',
  'soap',
  'reply-to-no',
  'withdraw',
] as const;
export type Purpose = (typeof PURPOSES)[number];

/**
 * Words of the student's own for a purpose, in place of ours. Its id is the purpose, so that there is one of each; taking
 * it away brings ours back.
 */
export const messageTemplateFieldsSchema = v.object({
  purpose: v.picklist(PURPOSES),
  subject: v.optional(lineSchema(300), ''),
  body: v.optional(textSchema(10_000), ''),
});
export type MessageTemplateFields = v.InferOutput<typeof messageTemplateFieldsSchema>;
export const messageTemplateSchema = v.object({
  id: idSchema,
  stamps: stampsSchema,
  ...asStored(messageTemplateFieldsSchema.entries),
});
export type MessageTemplate = Readonly<v.InferOutput<typeof messageTemplateSchema>>;
