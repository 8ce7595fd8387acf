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

/** The day of the yes of a letter that was neither requested nor received yet; `null` for any other. */
export function promisedOn({ letter }: LetterFacts): LocalDate | null {
  const { answer, answeredOn, requestedOn, receivedOn } = letter;
  return answer === 'yes' && requestedOn === null && receivedOn === null ? answeredOn : null;
}

/** A letter that was promised, and can be requested from a day that is known. */
export interface Requestable {
  readonly yesOn: LocalDate;
  readonly opensOn: LocalDate;
}

/** `null` for a letter that was not promised, was requested or received already, or of whose season nothing is known. */
export function requestable(about: LetterFacts): Requestable | null {
  const yesOn = promisedOn(about);
  const opensOn = seasonDate(about.plan, 'opensOn');
  return yesOn === null || opensOn === null ? null : { yesOn, opensOn };
}

/** Whether the yes is older than the season, so that it has to be confirmed. */
export function isOfBefore({ yesOn, opensOn }: Requestable): boolean {
  return yesOn < opensOn;
}

/** The day it is refreshed; for a yes that was typed in later, that day. */
export function refreshOn({ letter }: LetterFacts, { opensOn }: Requestable): LocalDate {
  return knownOn(opensOn, letter, 'answeredOn');
}
