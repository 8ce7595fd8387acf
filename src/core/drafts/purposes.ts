import { type Interaction, type Kind, startedOn } from '../interaction.ts';
import type { Letter, LetterFact } from '../letter.ts';
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
 * one day was one.
 */
export function nudgesSent(
  entries: readonly Pick<Interaction, 'letterId' | 'letterStep' | 'state' | 'direction' | 'when'>[],
  reminders: readonly Pick<Reminder, 'state' | 'reason' | 'settledOn'>[],
  letterId: string,
): number {
  const logged = entries
    .filter(one => one.letterId === letterId && one.letterStep === 'nudge')
    .filter(({ state, direction }) => state === 'happened' && direction !== 'in')
    .map(({ when }) => startedOn(when));
  const done = reminders
    .filter(({ state, reason }) => state === 'done' && reason.type === 'nudge' && reason.letterIds.includes(letterId))
    .flatMap(({ settledOn }) => (settledOn === null ? [] : [settledOn]));
  return new Set([...logged, ...done]).size;
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
      return 'withdraw';
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
