import * as v from 'valibot';
import type { LocalDate } from './dates.ts';
import { asStored, idSchema, lineSchema, localDateSchema, stampsSchema, storedList } from './schemas.ts';

/** How applications travel; `other` has its own name on the plan. */
export const SERVICES = ['eras', 'residencycas', 'sf-match', 'urology', 'military', 'carms', 'other'] as const;
export type Service = (typeof SERVICES)[number];

/** The facts of a letter, in the order in which they usually come. Each is a day, settable and correctable in any order. */
export const LETTER_FACTS = [
  'askedOn',
  'answeredOn',
  'packetSentOn',
  'requestedOn',
  'acceptedOn',
  'undeliverableOn',
  'receivedOn',
  'visibleOn',
  'thankedOn',
  'outcomeToldOn',
] as const;
export type LetterFact = (typeof LETTER_FACTS)[number];

/** How a letter came to an end without being of use. */
export const LETTER_ENDS = ['declined', 'no-reply', 'withdrawn', 'replaced'] as const;

/**
 * By field, the day on which its date was typed in. A step whose day had already passed on that day is skipped, so that
 * an old date does not bring up everything that was missed.
 */
export const enteredOnSchema = v.optional(v.record(lineSchema(40), localDateSchema), () => ({}));

/** The same as it is read back: a day that is broken is as good as not there. */
export const storedEnteredOnSchema = v.optional(
  v.pipe(
    v.fallback(v.record(v.string(), v.unknown()), () => ({})),
    v.transform((given): Record<string, LocalDate> => {
      const days = Object.entries(given).filter((entry): entry is [string, LocalDate] =>
        v.is(localDateSchema, entry[1]),
      );
      return Object.fromEntries(days);
    }),
  ),
  () => ({}),
);

/** What a writer can be given; the student adds items of their own. `domain.md` of the design, section 4.2, has sources. */
export const CHECKLIST_ITEMS = [
  'cv',
  'statement',
  'photo',
  'request-form',
  'moments',
  'grades',
  'talk',
  'template',
] as const;

const MOST_CHECKLIST_ITEMS = 60;

const checklistItemSchema = v.object({
  /** One of `CHECKLIST_ITEMS`, or that of an item of the student's own. */
  id: idSchema,
  /** Of an own item; empty for the others, whose words are the interface's. */
  text: v.optional(lineSchema(200), ''),
  isDone: v.optional(v.boolean(), false),
});

const day = () => v.optional(v.nullable(localDateSchema), null);

/**
 * One writer, one service, one purpose. There is no field for the letter's text or file, ever: the right to see it is
 * usually waived.
 */
export const letterFieldsSchema = v.object({
  mentorId: idSchema,
  /** Whom to write to when the signatory is a group; `null` for the mentor. */
  contactMentorId: v.optional(v.nullable(idSchema), null),
  /** The track it is for; `null` for General, which is for all tracks of its service. */
  trackId: v.optional(v.nullable(idSchema), null),
  /** The season of a General letter; `null` for one of a track, whose season holds, and while it is not known. */
  planId: v.optional(v.nullable(idSchema), null),
  service: v.optional(v.picklist(SERVICES), 'eras'),
  form: v.optional(v.picklist(['narrative', 'standardized']), 'narrative'),
  isChairLetter: v.optional(v.boolean(), false),
  /** Whether the right to see it is waived; `null` while not decided. */
  isWaived: v.optional(v.nullable(v.boolean()), null),
  /** The service's Letter ID, single use; empty while there is none. */
  letterIdNumber: v.optional(lineSchema(60), ''),
  howAsked: v.optional(v.nullable(v.picklist(['in-person', 'call', 'email', 'other'])), null),
  /** The day the student wants it in by; `null` takes the plan's default, see `plan/target.ts`. */
  targetOn: day(),
  /** The date on the letter. */
  datedOn: day(),
  answer: v.optional(v.nullable(v.picklist(['yes', 'no', 'unclear'])), null),
  askedOn: day(),
  answeredOn: day(),
  packetSentOn: day(),
  requestedOn: day(),
  acceptedOn: day(),
  undeliverableOn: day(),
  receivedOn: day(),
  visibleOn: day(),
  thankedOn: day(),
  outcomeToldOn: day(),
  /** Whether the student says that it is assigned in the service, for programs that are not kept here. */
  isAssigned: v.optional(v.boolean(), false),
  /** How it ended; `null` while it goes on. */
  ended: v.optional(v.nullable(v.picklist(LETTER_ENDS)), null),
  endedOn: day(),
  /** The letter that took its place; `null` for none. */
  replacedByLetterId: v.optional(v.nullable(idSchema), null),
  /** The letter this one stands by for; `null` when it is nobody's backup. */
  backupForLetterId: v.optional(v.nullable(idSchema), null),
  /** What the writer is given, ticked off; an item that is not listed is not wanted. */
  checklist: v.optional(v.pipe(v.array(checklistItemSchema), v.maxLength(MOST_CHECKLIST_ITEMS)), () => []),
  /** The season it was carried over from, as `2027`; empty when it is new. */
  carriedOverFrom: v.optional(lineSchema(20), ''),
  enteredOn: enteredOnSchema,
});
export type LetterFields = v.InferOutput<typeof letterFieldsSchema>;

export const letterSchema = v.object({
  id: idSchema,
  stamps: stampsSchema,
  ...asStored(letterFieldsSchema.entries),
  checklist: storedList(v.object(asStored(checklistItemSchema.entries)), MOST_CHECKLIST_ITEMS),
  enteredOn: storedEnteredOnSchema,
});
export type Letter = Readonly<v.InferOutput<typeof letterSchema>>;

/** Whether nothing is known of it that comes after having asked, in whatever order it was typed in. */
export function isUnasked(letter: Pick<Letter, LetterFact | 'answer'>): boolean {
  return letter.answer === null && LETTER_FACTS.every(fact => letter[fact] === null);
}

/** Whether there is still something to be done for it: it neither ended nor was the answer no. */
export function isUnderWay({ ended, answer }: Pick<Letter, 'ended' | 'answer'>): boolean {
  return ended === null && answer !== 'no';
}
