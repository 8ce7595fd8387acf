import type { LocalDate } from '../dates.ts';
import { seasonDate } from '../plan/plan.ts';
import type { LetterFacts, MentorFacts } from './facts.ts';
import { knownOn, lettersUnderWay, named, ofLetter } from './letter-rule.ts';
import type { WantedReminder } from './reminder.ts';

/** Refresh: on opening day, for a yes that was given before it and is not requested yet. */
export function refresh(facts: MentorFacts): WantedReminder[] {
  return lettersUnderWay(facts).flatMap(about => {
    const request = requestable(about);
    if (request === null || !isOfBefore(request)) return [];
    const { yesOn, opensOn } = request;
    return [
      {
        ...ofLetter(about),
        rule: 'refresh',
        occurrence: opensOn,
        dueOn: refreshOn(about, request),
        reason: { type: 'refresh', since: yesOn, ...named(about), opensOn },
      },
    ];
  });
}

/** A letter that was promised, and can be requested from a day that is known. */
export interface Requestable {
  readonly yesOn: LocalDate;
  readonly opensOn: LocalDate;
}

/** `null` for a letter that was not promised, was requested or received already, or of whose season nothing is known. */
export function requestable({ letter, plan }: LetterFacts): Requestable | null {
  const { answer, answeredOn: yesOn, requestedOn, receivedOn } = letter;
  const opensOn = seasonDate(plan, 'opensOn');
  if (answer !== 'yes' || yesOn === null || requestedOn !== null || receivedOn !== null || opensOn === null)
    return null;
  return { yesOn, opensOn };
}

/** Whether the yes is older than the season, so that it has to be confirmed. */
export function isOfBefore({ yesOn, opensOn }: Requestable): boolean {
  return yesOn < opensOn;
}

/** The day it is refreshed; for a yes that was typed in later, that day. */
export function refreshOn({ letter }: LetterFacts, { opensOn }: Requestable): LocalDate {
  return knownOn(opensOn, letter, 'answeredOn');
}
