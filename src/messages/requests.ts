import * as v from 'valibot';
import { draftFieldsSchema } from '../core/draft.ts';
import { STATES } from '../core/interaction.ts';
import { logFormSchema } from '../core/log-form.ts';
import { idSchema, localDateSchema } from '../core/schemas.ts';
import type { MessageName, RequestOf } from './protocol.ts';

const byId = v.object({ id: idSchema });
const someFields = v.record(v.string(), v.unknown());

/** The parser of every request. What it refuses never reaches a handler. */
export const REQUESTS: { readonly [Name in MessageName]: v.GenericSchema<unknown, RequestOf<Name>> } = {
  'interaction/log': v.object({ form: logFormSchema, draftId: v.nullable(idSchema) }),
  'interaction/remove': byId,
  'interaction/set-state': v.object({ id: idSchema, state: v.picklist(STATES) }),
  'mentor/save': v.object({ id: v.nullable(idSchema), fields: someFields }),
  'mentor/set-archived': v.object({ id: idSchema, isArchived: v.boolean() }),
  'mentor/remove': byId,
  'reminder/done': byId,
  'reminder/skip': byId,
  'reminder/snooze': v.object({ id: idSchema, untilOn: localDateSchema }),
  'draft/save': v.object({ id: idSchema, draft: draftFieldsSchema }),
  'draft/discard': byId,
  'settings/save': someFields,
  'profile/save': someFields,
  'consent/set': v.object({ isGiven: v.boolean() }),
  'page/read': v.object({ tabId: v.pipe(v.number(), v.integer()) }),
  'trash/restore': byId,
  undo: v.object({ undoId: idSchema }),
  'reminders/sweep': v.object({}),
};
