import * as v from 'valibot';
import { parseAddress } from './address.ts';
import {
  addDays,
  daysBetween,
  type Instant,
  instantAt,
  knownTimeZone,
  localDateOf,
  localTimeOf,
  parseLocalDate,
  parseLocalTime,
} from './dates.ts';
import {
  type Interaction,
  type InteractionFields,
  interactionFieldsSchema,
  LETTER_STEPS,
  LONGEST_MOMENT,
  LONGEST_NOTE,
  LONGEST_TITLE,
  sourceSchema,
  stateAt,
  type When,
} from './interaction.ts';
import { failure, type Result, success } from './result.ts';
import { cleanLine } from './text.ts';

/**
 * The log form as it stands, half typed or not. Texts are as typed and not yet checked; a draft keeps it, and logging
 * turns it into an interaction.
 */

const formPersonSchema = v.object({ name: v.nullable(v.string()), email: v.nullable(v.string()) });
export type FormPerson = v.InferOutput<typeof formPersonSchema>;

const possibleMentorSchema = v.object({
  mentorId: v.string(),
  name: v.string(),
  /** `null` where the page gives none: then there is nothing to learn, only somebody to confirm. */
  email: v.nullable(v.string()),
});
export type PossibleMentor = v.InferOutput<typeof possibleMentorSchema>;

const newMentorSchema = v.object({ name: v.string(), email: v.nullable(v.string()) });

/** A moment that is written down with the interaction in which it happened; as typed. */
const momentFormSchema = v.object({
  situation: v.string(),
  whatIDid: v.string(),
  theirWords: v.string(),
  competencies: v.array(v.string()),
  isStrong: v.boolean(),
});
export type MomentForm = v.InferOutput<typeof momentFormSchema>;

export const EMPTY_MOMENT: MomentForm = {
  situation: '',
  whatIDid: '',
  theirWords: '',
  competencies: [],
  isStrong: false,
};

export const logFormSchema = v.object({
  /** The interaction being changed; `null` for a new one. */
  interactionId: v.nullable(v.string()),
  kind: v.string(),
  direction: v.nullable(v.picklist(['in', 'out'])),
  /** A day, `YYYY-MM-DD`, or whatever was typed. */
  on: v.string(),
  /** `HH:MM`; empty for the whole day. */
  time: v.string(),
  lengthMinutes: v.nullable(v.number()),
  timeZone: v.string(),
  mentorIds: v.array(v.string()),
  /** People who become mentors when this is logged. */
  newMentors: v.array(newMentorSchema),
  /** People who took part and stay strangers. */
  others: v.array(formPersonSchema),
  /** What stands in the person field and was not chosen yet. */
  personQuery: v.string(),
  title: v.string(),
  note: v.string(),
  source: v.nullable(sourceSchema),
  /** People of a mentor's name but with an address unknown so far: perhaps the same person, and the student says so. */
  possible: v.optional(v.array(possibleMentorSchema), () => []),
  /** Addresses that turned out to be a known mentor's, to be added to them. */
  addresses: v.optional(v.array(v.object({ mentorId: v.string(), email: v.string() })), () => []),
  /** The student's own addresses as the page showed them. */
  selfEmails: v.optional(v.array(v.string()), () => []),
  /** The letter this is about, and the step it was; `null` for none. */
  letterId: v.optional(v.nullable(v.string()), null),
  letterStep: v.optional(v.nullable(v.picklist(LETTER_STEPS)), null),
  /** The rotation it was part of; `null` for none. */
  rotationId: v.optional(v.nullable(v.string()), null),
  /** What is to be logged as a moment of it; `null` for none. */
  moment: v.optional(v.nullable(momentFormSchema), null),
});
export type LogForm = v.InferOutput<typeof logFormSchema>;

/** What a form is made of when nothing is known. */
export function emptyLogForm(now: Instant, timeZone: string): LogForm {
  return {
    interactionId: null,
    kind: 'meeting',
    direction: null,
    on: localDateOf(now, timeZone),
    time: localTimeOf(now, timeZone),
    lengthMinutes: null,
    timeZone,
    mentorIds: [],
    newMentors: [],
    others: [],
    personQuery: '',
    title: '',
    note: '',
    source: null,
    possible: [],
    addresses: [],
    selfEmails: [],
    letterId: null,
    letterStep: null,
    rotationId: null,
    moment: null,
  };
}

/** The form with which an interaction is changed. */
export function fillFromInteraction(interaction: Interaction, now: Instant, timeZone: string): LogForm {
  const { when } = interaction;
  const at = when.type === 'instant' ? when.startsAt : null;
  const zone = when.type === 'instant' ? when.timeZone : timeZone;
  return {
    ...emptyLogForm(now, timeZone),
    interactionId: interaction.id,
    kind: interaction.kind,
    direction: interaction.direction,
    on: when.type === 'days' ? when.startsOn : localDateOf(when.startsAt, zone),
    time: at === null ? '' : localTimeOf(at, zone),
    lengthMinutes:
      when.type === 'days'
        ? daysBetween(when.startsOn, when.endsOn) * 24 * 60
        : when.endsAt === null
          ? null
          : Math.round((when.endsAt - when.startsAt) / 60_000),
    timeZone: zone,
    mentorIds: [...interaction.mentorIds],
    others: [...interaction.others],
    title: interaction.title,
    note: interaction.note,
    source: interaction.source,
    letterId: interaction.letterId,
    letterStep: interaction.letterStep,
    rotationId: interaction.rotationId,
  };
}

/** Whether the moment in a form says nothing at all, and so is none. */
export function isEmptyMoment(moment: MomentForm): boolean {
  return !hasWords(moment) && moment.competencies.length === 0 && !moment.isStrong;
}

function hasWords({ situation, whatIDid, theirWords }: MomentForm): boolean {
  return [situation, whatIDid, theirWords].some(text => text.trim() !== '');
}

/** The moment of a form that is to be written; `null` for none. Problems: `moment/no-words`, `form/too-long`. */
function readMoment(moment: MomentForm | null): Result<MomentForm | null> {
  if (moment === null || isEmptyMoment(moment)) return success(null);
  if (!hasWords(moment)) return failure('moment/no-words');
  const texts = [moment.situation, moment.whatIDid, moment.theirWords];
  if (texts.some(text => text.length > LONGEST_MOMENT)) return failure('form/too-long', String(LONGEST_MOMENT));
  return success(moment);
}

/**
 * What the form says, as an interaction without its people's ids.
 *
 * Problems: `form/no-person`, `form/bad-date` (the day or time is none), `form/too-long` (title, note or moment),
 * `form/bad-address` for a new mentor's address, and `moment/no-words` for a moment of which nothing is told. Nothing is cut silently: what was typed is kept in the form.
 */
export function readLogForm(
  form: LogForm,
  now: Instant,
): Result<{
  readonly fields: Omit<InteractionFields, 'mentorIds'>;
  readonly newMentors: readonly { name: string; email: string | null }[];
  /** The moment of it; `null` for none. */
  readonly moment: MomentForm | null;
}> {
  if (form.mentorIds.length + form.newMentors.length === 0) return failure('form/no-person');
  const when = readWhen(form);
  if (!when.ok) return when;
  if (form.title.trim().length > LONGEST_TITLE) return failure('form/too-long', String(LONGEST_TITLE));
  if (form.note.length > LONGEST_NOTE) return failure('form/too-long', String(LONGEST_NOTE));
  const moment = readMoment(form.moment);
  if (!moment.ok) return moment;
  const newMentors: { name: string; email: string | null }[] = [];
  for (const { name, email } of form.newMentors) {
    const address = email === null || email === '' ? null : parseAddress(email);
    if (address === null && email !== null && email !== '') return failure('form/bad-address', cleanLine(email, 80));
    const clean = cleanLine(name, 200);
    if (clean === '') return failure('form/no-name');
    newMentors.push({ name: clean, email: address });
  }
  const parsed = v.safeParse(v.omit(interactionFieldsSchema, ['mentorIds']), {
    state: stateAt(when.value, now, form.timeZone),
    when: when.value,
    kind: form.kind,
    direction: form.direction,
    // Whoever was not said to be a mentor took part all the same.
    others: [...form.others, ...form.possible.map(({ name, email }) => ({ name, email }))].filter(
      ({ email }) => email === null || parseAddress(email) !== null,
    ),
    title: form.title,
    note: form.note,
    source: form.source,
    letterId: form.letterId,
    letterStep: form.letterStep,
    rotationId: form.rotationId,
  });
  return parsed.success
    ? success({ fields: parsed.output, newMentors, moment: moment.value })
    : failure('message/invalid');
}

function readWhen(form: LogForm): Result<When> {
  const on = parseLocalDate(form.on.trim());
  if (on === null) return failure('form/bad-date', cleanLine(form.on, 40));
  const minutes = Math.max(0, form.lengthMinutes ?? 0);
  if (form.time.trim() === '') {
    return success({
      type: 'days',
      startsOn: on,
      endsOn: addDays(on, Math.min(3650, Math.floor(minutes / (24 * 60)))),
    });
  }
  const time = parseLocalTime(form.time.trim());
  if (time === null) return failure('form/bad-date', cleanLine(form.time, 40));
  const timeZone = knownTimeZone(form.timeZone);
  const startsAt = instantAt(on, time, timeZone);
  return success({ type: 'instant', startsAt, endsAt: minutes === 0 ? null : startsAt + minutes * 60_000, timeZone });
}
