import type { LocalDate } from '../dates.ts';
import { type Interaction, type Kind, startedOn } from '../interaction.ts';
import { isUnderWay, type Letter, type LetterFact } from '../letter.ts';
import { type MessageTemplate, PURPOSES, type Purpose } from '../message-template.ts';
import type { Reason, Reminder } from '../reminders/reminder.ts';
import { OUR_WORDS, type Words } from './words.ts';

/** The tones of a nudge, from the first to the last. */
const NUDGES = ['nudge-gentle', 'nudge-plain', 'nudge-firm'] as const satisfies readonly Purpose[];

/** How the Match can have ended, each with a tone of its own. */
export const NEWS_OF_MATCH = ['matched', 'not-matched', 'soap'] as const satisfies readonly Purpose[];

/** Purposes that are one matter said in several ways, by the first of them. */
const WAYS: readonly (readonly Purpose[])[] = [['ask', 'ask-in-person'], NUDGES, NEWS_OF_MATCH];

/** The ways of saying what a purpose says; itself alone for most. */
export function waysOf(purpose: Purpose): readonly Purpose[] {
  return WAYS.find(ways => ways.includes(purpose)) ?? [purpose];
}

/** All purposes in the groups in which their words are looked for, each once. */
export const PURPOSE_GROUPS = {
  asking: ['ask', 'ask-in-person', 'ask-reply', 'ask-again', 'reply-to-no'],
  waiting: ['packet', 'nudge-gentle', 'nudge-plain', 'nudge-firm', 'withdraw'],
  contact: ['thanks-session', 'thanks-letter', 'check-in', 'meeting', 'feedback'],
  end: NEWS_OF_MATCH,
} as const satisfies Readonly<Record<string, readonly Purpose[]>>;

/** One purpose for each matter, in the order in which they are offered. */
export const MATTERS: readonly Purpose[] = PURPOSES.filter(purpose => waysOf(purpose)[0] === purpose);

export function isNewsOfMatch(purpose: Purpose): boolean {
  return NEWS_OF_MATCH.some(one => one === purpose);
}

/** The nudge that comes after so many that were sent: each is plainer than the one before. */
export function nudgeAfter(sentCount: number): Purpose {
  return NUDGES[Math.min(Math.max(0, sentCount), NUDGES.length - 1)] ?? 'nudge-gentle';
}

/**
 * How many nudges about a letter went out: those that were logged, and those whose reminder was called done. What fell on
 * one day was one. A nudge that was logged with no letter was about all that this person could then be nudged about.
 *
 * @param entries - What was logged with the person who is nudged.
 */
export function nudgesSent(
  entries: readonly Pick<Interaction, 'letterId' | 'letterStep' | 'state' | 'direction' | 'when'>[],
  reminders: readonly Pick<Reminder, 'state' | 'reason' | 'settledOn'>[],
  { id, requestedOn, receivedOn }: Pick<Letter, 'id' | 'requestedOn' | 'receivedOn'>,
): number {
  const wasOut = (on: LocalDate) =>
    requestedOn !== null && requestedOn <= on && (receivedOn === null || on <= receivedOn);
  const logged = entries
    .filter(({ letterStep, state, direction }) => letterStep === 'nudge' && state === 'happened' && direction !== 'in')
    .filter(({ letterId, when }) => (letterId === null ? wasOut(startedOn(when)) : letterId === id))
    .map(({ when }) => startedOn(when));
  const done = reminders
    .filter(({ state, reason }) => state === 'done' && reason.type === 'nudge' && reason.letterIds.includes(id))
    .flatMap(({ settledOn }) => (settledOn === null ? [] : [settledOn]));
  return new Set([...logged, ...done]).size;
}

/**
 * The letter that a message is logged with. It is `null` for a nudge about all of several letters, which then counts for
 * each of them; of one about some of them the reminder says which.
 *
 * @param all - Those that this person signs or looks after.
 */
export function loggedLetterId(purpose: Purpose, about: readonly Letter[], all: readonly Letter[]): string | null {
  const isNudge = loggedAs(purpose).letterStep === 'nudge';
  const isAboutAll = about.length > 1 && about.length === lettersTogether(purpose, all).length;
  return isNudge && isAboutAll ? null : (about[0]?.id ?? null);
}

/**
 * What there is to write for a reminder; `null` where a message is not what it asks for.
 *
 * @param nudgesSent - How many nudges this person had about it so far.
 */
export function purposeOf(reason: Reason, nudgesSent: number): Purpose | null {
  switch (reason.type) {
    case 'no-contact-yet':
    case 'last-contact':
    case 'last-settled':
    case 'follow-up':
    case 'own':
      return 'check-in';
    case 'thank-you':
      return 'thanks-session';
    case 'feedback':
      return 'feedback';
    case 'ask-rotation':
      return 'ask';
    case 'ask-letter':
      // A chair does not know the student's work: first comes a meeting.
      return reason.isChairLetter ? 'meeting' : 'ask';
    case 'reply':
      return 'ask-reply';
    case 'packet':
    case 'portal':
      return 'packet';
    case 'refresh':
      return 'ask-again';
    case 'nudge':
      return nudgeAfter(nudgesSent);
    case 'nudge-decide':
      // Past the day a gentle note is right (`domain.md` of the design, section 4.3); to withdraw is the student's choice.
      return 'nudge-gentle';
    case 'letter-thanks':
      return 'thanks-letter';
    case 'outcome-tell':
      return reason.answer === 'withdrew' ? 'withdraw' : reason.answer;
    case 'planned-over':
    case 'backup':
    case 'assign':
    case 'outcome-ask':
    case 'outcome-soap':
    case 'program-deadline':
      return null;
  }
}

/** What is logged once a message went out. */
export interface LoggedAs {
  readonly kind: Kind;
  readonly letterStep: Interaction['letterStep'];
  /** The letter's fact that it is; `null` for none. */
  readonly fact: LetterFact | null;
}

export function loggedAs(purpose: Purpose): LoggedAs {
  switch (purpose) {
    case 'ask':
      return { kind: 'email', letterStep: 'ask', fact: 'askedOn' };
    case 'ask-in-person':
      return { kind: 'meeting', letterStep: 'ask', fact: 'askedOn' };
    case 'ask-reply':
      return { kind: 'email', letterStep: 'ask', fact: null };
    case 'packet':
      return { kind: 'email', letterStep: 'packet', fact: 'packetSentOn' };
    case 'nudge-gentle':
    case 'nudge-plain':
    case 'nudge-firm':
      return { kind: 'email', letterStep: 'nudge', fact: null };
    case 'thanks-session':
      return { kind: 'thank-you', letterStep: null, fact: null };
    case 'thanks-letter':
      return { kind: 'thank-you', letterStep: 'thanks', fact: 'thankedOn' };
    case 'matched':
    case 'not-matched':
    case 'soap':
      return { kind: 'email', letterStep: 'outcome', fact: 'outcomeToldOn' };
    case 'ask-again':
    case 'check-in':
    case 'meeting':
    case 'feedback':
    case 'reply-to-no':
    case 'withdraw':
      return { kind: 'email', letterStep: null, fact: null };
  }
}

/** Whether a message of this purpose is about a letter at all. */
export function isAboutLetter(purpose: Purpose): boolean {
  return !['thanks-session', 'check-in', 'feedback'].includes(purpose);
}

/**
 * The letters of one person that a message of this purpose can speak of together; none where it speaks of one, and where
 * there is but one.
 */
export function lettersTogether<T extends Letter>(purpose: Purpose, letters: readonly T[]): readonly T[] {
  const found = letters.filter(letter => {
    switch (waysOf(purpose)[0]) {
      case 'nudge-gentle':
        return isUnderWay(letter) && letter.requestedOn !== null && letter.receivedOn === null;
      case 'thanks-letter':
        return isUnderWay(letter) && letter.receivedOn !== null && letter.thankedOn === null;
      case 'withdraw':
        return isUnderWay(letter);
      default:
        return false;
    }
  });
  return found.length > 1 ? found : [];
}

/**
 * The ids of what a message is about until it is said: the letters of the reminder it answers to; all that can be nudged
 * about or thanked for, since nobody wants one message for each; else the one that is meant, or the only one under way.
 *
 * @param letterId - The letter it was opened from; `null` for none.
 * @param reason - That of the reminder it answers to; `null` for none.
 */
export function lettersFor(
  purpose: Purpose,
  letters: readonly Letter[],
  letterId: string | null,
  reason: Reason | null,
): readonly string[] {
  const together = lettersTogether(purpose, letters).map(({ id }) => id);
  const isNudge = waysOf(purpose)[0] === 'nudge-gentle';
  if (isNudge && reason?.type === 'nudge') {
    const named = together.filter(id => reason.letterIds.includes(id));
    if (named.length > 1) return named;
  }
  const isThanked = purpose === 'thanks-letter' && (letterId === null || together.includes(letterId));
  if (together.length > 0 && (isThanked || (isNudge && letterId === null))) return together;
  if (letterId !== null) return [letterId];
  const underWay = letters.filter(isUnderWay);
  return underWay.length === 1 ? underWay.map(({ id }) => id) : [];
}

/** What a letter's record says once the message went out; a day that is known already stays. */
export function letterFieldsAfter(
  purpose: Purpose,
  letter: Pick<Letter, LetterFact | 'ended' | 'endedOn' | 'howAsked'>,
  today: string,
): Readonly<Record<string, unknown>> {
  if (purpose === 'withdraw') return letter.ended === null ? { ended: 'withdrawn', endedOn: today } : {};
  const { fact } = loggedAs(purpose);
  if (fact === null || letter[fact] !== null) return {};
  const how = purpose === 'ask' ? 'email' : 'in-person';
  return { [fact]: today, ...(fact === 'askedOn' && letter.howAsked === null ? { howAsked: how } : {}) };
}

/** The words for a purpose: the student's own where there are some, else ours. */
export function wordsFor(purpose: Purpose, own: readonly MessageTemplate[]): Words & { readonly isOwn: boolean } {
  const found = own.find(template => template.purpose === purpose);
  return found === undefined ? { ...OUR_WORDS[purpose], isOwn: false } : { ...found, isOwn: true };
}
