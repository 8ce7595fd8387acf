import * as v from 'valibot';
import { type Instant, instantAt, type LocalDate, type LocalTime, localDateOf } from './dates.ts';
import {
  addressSchema,
  idSchema,
  instantSchema,
  lineSchema,
  linkSchema,
  localDateSchema,
  stampsSchema,
  textSchema,
} from './schemas.ts';

export const KINDS = [
  'email',
  'meeting',
  'coffee-chat',
  'clinical-work',
  'research',
  'feedback',
  'thank-you',
  'call',
  'event',
] as const;
export type Kind = (typeof KINDS)[number];

export const STATES = ['planned', 'happened', 'cancelled'] as const;
export type InteractionState = (typeof STATES)[number];

/** An event with more people than this is no contact with any one of them (product rule "Contact"). */
export const MOST_PEOPLE_FOR_CONTACT = 20;

export const whenSchema = v.pipe(
  v.variant('type', [
    v.object({
      type: v.literal('instant'),
      startsAt: instantSchema,
      /** `null` when only the start is known, as for a mail. */
      endsAt: v.nullable(instantSchema),
      /** The IANA zone it was written down in. */
      timeZone: lineSchema(60),
    }),
    v.object({
      type: v.literal('days'),
      startsOn: localDateSchema,
      /** The last day, inclusive. */
      endsOn: localDateSchema,
    }),
  ]),
  // Nothing ends before it begins.
  v.check(when =>
    when.type === 'days' ? when.startsOn <= when.endsOn : when.endsAt === null || when.startsAt <= when.endsAt,
  ),
);
export type When = v.InferOutput<typeof whenSchema>;

const personSchema = v.object({
  name: v.nullable(lineSchema(200)),
  email: v.nullable(addressSchema),
});

export const sourceSchema = v.object({
  /** The reader's id, as `gmail`. */
  site: lineSchema(40),
  title: v.optional(lineSchema(500), ''),
  url: linkSchema,
  messageId: v.optional(v.nullable(lineSchema(400)), null),
  threadId: v.optional(v.nullable(lineSchema(400)), null),
  eventId: v.optional(v.nullable(lineSchema(400)), null),
  /** What tells it from others where the page has no id for it; see `likenessOf` in `capture-source.ts`. */
  likeness: v.optional(v.nullable(lineSchema(400)), null),
});
export type Source = v.InferOutput<typeof sourceSchema>;

export const LETTER_STEPS = ['ask', 'answer', 'packet', 'nudge', 'thanks', 'outcome'] as const;

export const LONGEST_TITLE = 300;
export const LONGEST_NOTE = 20_000;
/** Each of a moment's texts; here, so that the log form does not load what moments are. */
export const LONGEST_MOMENT = 4000;

export const interactionFieldsSchema = v.object({
  state: v.picklist(STATES),
  when: whenSchema,
  kind: v.picklist(KINDS),
  /** `in`: they wrote or called; `out`: the student did; `null` where it has no direction. */
  direction: v.nullable(v.picklist(['in', 'out'])),
  mentorIds: v.pipe(
    v.array(idSchema),
    v.maxLength(200),
    v.transform(ids => [...new Set(ids)]),
  ),
  /** People who took part and are no mentors. */
  others: v.optional(v.pipe(v.array(personSchema), v.maxLength(500)), () => []),
  title: v.optional(lineSchema(LONGEST_TITLE), ''),
  note: v.optional(textSchema(LONGEST_NOTE), ''),
  followUps: v.optional(
    v.array(v.object({ id: idSchema, text: lineSchema(300), dueOn: localDateSchema, isDone: v.boolean() })),
    () => [],
  ),
  rotationId: v.optional(v.nullable(idSchema), null),
  letterId: v.optional(v.nullable(idSchema), null),
  letterStep: v.optional(v.nullable(v.picklist(LETTER_STEPS)), null),
  /** Mail to a list is no contact. */
  isListMail: v.optional(v.boolean(), false),
  /** Where it was read; `null` when typed by hand. */
  source: v.optional(v.nullable(sourceSchema), null),
});
export type InteractionFields = v.InferOutput<typeof interactionFieldsSchema>;

export const interactionSchema = v.object({
  id: idSchema,
  stamps: stampsSchema,
  ...interactionFieldsSchema.entries,
  loggedAt: instantSchema,
});
export type Interaction = Readonly<v.InferOutput<typeof interactionSchema>>;

/** Whether it counts as being in touch: it happened, and was neither mail to a list nor an event with a crowd. */
export function isContact(
  interaction: Pick<Interaction, 'state' | 'kind' | 'isListMail' | 'mentorIds' | 'others'>,
): boolean {
  const isCrowd =
    interaction.kind !== 'email' && interaction.mentorIds.length + interaction.others.length > MOST_PEOPLE_FOR_CONTACT;
  return interaction.state === 'happened' && !interaction.isListMail && !isCrowd;
}

/** Meeting, calling or working together; mail, thanks and events tell little of somebody's work. */
const TOGETHER: ReadonlySet<Kind> = new Set<Kind>([
  'meeting',
  'coffee-chat',
  'clinical-work',
  'research',
  'feedback',
  'call',
]);

/** Whether it is contact in which the two met, called or worked together. */
export function isTogether(interaction: Parameters<typeof isContact>[0]): boolean {
  return TOGETHER.has(interaction.kind) && isContact(interaction);
}

/** The day it began, in the zone it was written down in: a journey does not move what has happened. */
export function startedOn(when: When): LocalDate {
  return when.type === 'days' ? when.startsOn : localDateOf(when.startsAt, when.timeZone);
}

/** The day it ended, in the zone it was written down in. */
export function endedOn(when: When): LocalDate {
  return when.type === 'days' ? when.endsOn : localDateOf(when.endsAt ?? when.startsAt, when.timeZone);
}

// Whole days have no zone of their own: noon in UTC puts them between the moments of the same day nearly everywhere.
const NOON = '12:00' as LocalTime;

/** A moment for sorting, the same on every device. */
export function sortingAt(when: When): Instant {
  return when.type === 'days' ? instantAt(when.startsOn, NOON, 'UTC') : when.startsAt;
}

/** Planned while its end is still to come, else happened. */
export function stateAt(when: When, now: Instant, timeZone: string): InteractionState {
  if (when.type === 'days') return when.endsOn > localDateOf(now, timeZone) ? 'planned' : 'happened';
  return (when.endsAt ?? when.startsAt) > now ? 'planned' : 'happened';
}

/** What makes a page's message, thread or event the same again; most specific first, empty when typed by hand. */
export function sourceKeys(source: Source | null): readonly string[] {
  return source === null ? [] : [...sameKeys(source), ...threadKeys(source)];
}

/** The keys of the very message or event. Another program's copy of it has the same likeness. */
export function sameKeys({ site, messageId, eventId, likeness }: Source): readonly string[] {
  return [
    ...(messageId === null ? [] : [`${site}|message|${messageId}`]),
    ...(eventId === null ? [] : [`${site}|event|${eventId}`]),
    ...(likeness === null ? [] : [`like|${likeness}`]),
  ];
}

const MINUTE_MS = 60_000;

/** A mail's moment on a page, where it is when it arrived, and in its header differ by a minute or two. */
export function nearKeys(source: Source | null): readonly string[] {
  const match = /^email\|([^|]{17})\|(.*)$/s.exec(source?.likeness ?? '');
  const at = Date.parse(match?.[1] ?? '');
  if (match === null || Number.isNaN(at)) return [];
  return [-2, -1, 1, 2].map(minutes => {
    const moment = new Date(at + minutes * MINUTE_MS).toISOString().slice(0, 16);
    return `like|email|${moment}Z|${match[2]}`;
  });
}

/** All keys by which an entry of the same message, event or conversation may be found. */
export function lookUpKeys(source: Source | null): readonly string[] {
  return source === null ? [] : [...sourceKeys(source), ...nearKeys(source)];
}

/** Whether one site gave the two different ids: alike as they may look, they are two. */
export function areOfDifferentIds(a: Source, b: Source): boolean {
  if (a.site !== b.site) return false;
  const differ = (one: string | null, other: string | null) => one !== null && other !== null && one !== other;
  return differ(a.eventId, b.eventId) || differ(a.messageId, b.messageId);
}

/** The keys of the conversation it belongs to. */
export function threadKeys({ site, threadId }: Source): readonly string[] {
  return threadId === null ? [] : [`${site}|thread|${threadId}`];
}
