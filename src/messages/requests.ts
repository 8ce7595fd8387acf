import * as v from 'valibot';
import { draftFieldsSchema } from '../core/draft.ts';
import { STATES } from '../core/interaction.ts';
import { logFormSchema } from '../core/log-form.ts';
import { mentorFieldsSchema } from '../core/mentor.ts';
import { assignmentFieldsSchema } from '../core/program.ts';
import { idSchema, localDateSchema, localTimeSchema } from '../core/schemas.ts';
import { SITE_IDS } from '../core/sites.ts';
import { type MessageName, PLANNED_TABLES, type RequestOf } from './protocol.ts';

/** More than a few years of somebody's calendar. */
const MOST_AT_ONCE = 5000;

/** As many as the readers of files take from one. */
const MOST_IMPORTED = 20_000;

/** As many programs as a table brings, or as assignments a few hundred programs have. */
const MOST_TOGETHER = 10_000;

/** As many people as a rotation has. */
const MOST_NEW_MENTORS = 100;

const newMentorSchema = v.pick(mentorFieldsSchema, ['name', 'emails', 'phone', 'institution', 'howWeMet']);

/** Longer than all the ids that a page can give together; see `chip/look`. */
const LONGEST_KEY = 4000;

const byId = v.object({ id: idSchema });
const someFields = v.record(v.string(), v.unknown());
const saveRecord = v.object({ id: v.nullable(idSchema), fields: someFields });

/** Longer texts are refused with a sentence by whoever is asked; much longer ones never arrive. */
const LONGEST_TEXT = 100_000;
const textToCheck = v.pipe(v.string(), v.maxLength(LONGEST_TEXT));

/** Names a form, as `moment/new` or `letter/ID`. */
const formKeySchema = v.pipe(v.string(), v.minLength(1), v.maxLength(300));

/** More than all that can be typed into one form. */
const LONGEST_FORM = 500_000;
const isShortEnough = (fields: Readonly<Record<string, unknown>>) => JSON.stringify(fields).length <= LONGEST_FORM;

/** The parser of every request. What it refuses never reaches a handler. */
export const REQUESTS: { readonly [Name in MessageName]: v.GenericSchema<unknown, RequestOf<Name>> } = {
  'interaction/log': v.object({
    form: logFormSchema,
    draftId: v.nullable(idSchema),
    isAnew: v.exactOptional(v.boolean()),
    also: v.exactOptional(
      v.object({
        reminderId: v.nullable(idSchema),
        letters: v.pipe(
          v.array(v.object({ id: idSchema, fields: v.record(v.string(), v.unknown()) })),
          v.maxLength(MOST_AT_ONCE),
        ),
      }),
    ),
  }),
  'interaction/log-many': v.object({ forms: v.pipe(v.array(logFormSchema), v.maxLength(MOST_AT_ONCE)) }),
  'import/write': v.object({
    forms: v.pipe(v.array(logFormSchema), v.maxLength(MOST_IMPORTED)),
    mentors: v.pipe(v.array(newMentorSchema), v.maxLength(MOST_IMPORTED)),
    addresses: v.pipe(v.array(v.object({ mentorId: idSchema, email: v.string() })), v.maxLength(MOST_IMPORTED)),
  }),
  'interaction/remove': byId,
  'interaction/set-state': v.object({ id: idSchema, state: v.picklist(STATES) }),
  'mentor/save': v.object({ id: v.nullable(idSchema), fields: someFields }),
  'mentor/set-archived': v.object({ id: idSchema, isArchived: v.boolean() }),
  'mentor/remove': byId,
  'reminder/done': byId,
  'reminder/skip': byId,
  'reminder/snooze': v.object({ id: idSchema, untilOn: localDateSchema, time: v.nullable(localTimeSchema) }),
  'reminder/write': v.object({
    id: v.nullable(idSchema),
    fields: v.object({
      text: textToCheck,
      on: localDateSchema,
      time: v.nullable(localTimeSchema),
      mentorId: v.nullable(idSchema),
    }),
  }),
  'reminder/remove': byId,
  'interaction/answer': v.object({
    id: idSchema,
    answer: v.variant('type', [
      v.object({ type: v.literal('happened'), note: textToCheck }),
      v.object({ type: v.literal('moved'), on: localDateSchema, time: v.nullable(localTimeSchema) }),
      v.object({ type: v.literal('cancelled') }),
    ]),
  }),
  'interaction/follow-up': v.object({ id: idSchema, followUpId: idSchema, text: textToCheck, on: localDateSchema }),
  'rotation/save': saveRecord,
  'moment/save': saveRecord,
  'milestone/save': saveRecord,
  'letter/save': saveRecord,
  'plan/save': saveRecord,
  'track/save': saveRecord,
  'program/save': saveRecord,
  'records/save': v.object({
    newMentors: v.exactOptional(
      v.pipe(
        v.array(v.object({ id: idSchema, name: v.string(), email: v.nullable(v.string()) })),
        v.maxLength(MOST_NEW_MENTORS),
      ),
    ),
    saves: v.pipe(
      v.array(
        v.object({
          table: v.picklist(PLANNED_TABLES.filter(table => table !== 'assignments')),
          id: idSchema,
          isNew: v.boolean(),
          fields: someFields,
        }),
      ),
      v.maxLength(MOST_TOGETHER),
    ),
    assignments: v.pipe(v.array(assignmentFieldsSchema), v.maxLength(MOST_TOGETHER)),
    removals: v.pipe(
      v.array(v.object({ table: v.picklist(PLANNED_TABLES), id: idSchema })),
      v.maxLength(MOST_TOGETHER),
    ),
  }),
  'assignment/save': assignmentFieldsSchema,
  'record/remove': v.object({ table: v.picklist(PLANNED_TABLES), id: idSchema }),
  'draft/save': v.object({ id: idSchema, draft: draftFieldsSchema }),
  'form/keep': v.object({ key: formKeySchema, fields: v.nullable(v.pipe(someFields, v.check(isShortEnough))) }),
  'draft/discard': byId,
  'settings/save': someFields,
  'profile/save': someFields,
  'consent/set': v.object({ isGiven: v.boolean() }),
  'page/read': v.object({ tabId: v.pipe(v.number(), v.integer()) }),
  'site/check': v.object({ site: v.picklist(SITE_IDS) }),
  'chip/look': v.object({}),
  'chip/log': v.object({ key: v.pipe(v.string(), v.maxLength(LONGEST_KEY)) }),
  'chip/undo': v.object({ undoId: idSchema }),
  'chip/open': v.object({ mentorId: idSchema }),
  'trash/restore': byId,
  undo: v.object({ undoId: idSchema }),
  'reminders/sweep': v.object({}),
};
