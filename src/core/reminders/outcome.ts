import { addDays, type LocalDate } from '../dates.ts';
import type { OUTCOMES } from '../plan/plan.ts';
import type { TrackFacts } from './facts.ts';
import { knownOn, latestOf, lettersUnderWay } from './letter-rule.ts';
import type { Reason, WantedReminder } from './reminder.ts';

/** After "not yet" the student is asked again a week later. */
const ASK_AGAIN_DAYS = 7;

/** Answers after which SOAP is still ahead. */
const MAY_SOAP: ReadonlySet<(typeof OUTCOMES)[number]> = new Set(['not-matched', 'soap', 'not-yet']);

/**
 * Outcome: on the track's own result day the student is asked how it ended, and after that reminded to tell the writers,
 * one person at a time, if they want to. On SOAP Monday the letters that were received and not assigned are listed.
 */
export function outcome(facts: TrackFacts): WantedReminder[] {
  return [...ask(facts), ...tell(facts), ...soap(facts)];
}

function ask({ track }: TrackFacts): WantedReminder[] {
  const { resultOn, outcome: said } = track;
  const dueOn = resultOn === null ? null : knownOn(resultOn, track, 'resultOn');
  const reason = (since: LocalDate): Reason => ({ type: 'outcome-ask', since, ...named(track) });
  if (said === null) {
    if (resultOn === null || dueOn === null) return [];
    return [about(track, `${resultOn}.ask`, dueOn, reason(resultOn))];
  }
  if (said.answer !== 'not-yet') return [];
  const againOn = addDays(said.on, ASK_AGAIN_DAYS);
  // When the day was moved ahead, not before it.
  return [
    about(
      track,
      `${resultOn ?? 'result'}.ask.${said.on}`,
      latestOf(againOn, dueOn) ?? againOn,
      reason(resultOn ?? said.on),
    ),
  ];
}

function tell(facts: TrackFacts): WantedReminder[] {
  const { track } = facts;
  const said = track.outcome;
  if (said === null || said.answer === 'not-yet' || !said.tells) return [];
  const letterCount = lettersUnderWay(facts).filter(({ letter }) => letter.outcomeToldOn === null).length;
  if (letterCount === 0) return [];
  const reason: Reason = { type: 'outcome-tell', since: said.on, ...named(track), answer: said.answer, letterCount };
  return [about(track, `${said.on}.tell.${said.answer}`, said.on, reason)];
}

function soap(facts: TrackFacts): WantedReminder[] {
  const { soapOn, outcome: said } = facts.track;
  if (soapOn === null || (said !== null && !MAY_SOAP.has(said.answer))) return [];
  const letterCount = lettersUnderWay(facts).filter(
    ({ letter, unassignedProgramIds }) => letter.receivedOn !== null && unassignedProgramIds.length > 0,
  ).length;
  if (letterCount === 0) return [];
  const reason: Reason = { type: 'outcome-soap', since: soapOn, ...named(facts.track), letterCount };
  return [about(facts.track, `${soapOn}.soap`, knownOn(soapOn, facts.track, 'soapOn'), reason)];
}

function about({ id }: TrackFacts['track'], occurrence: string, dueOn: LocalDate, reason: Reason): WantedReminder {
  return { rule: 'outcome', subjectId: id, occurrence, mentorId: null, dueOn, reason };
}

function named({ id, name }: TrackFacts['track']): { readonly trackId: string; readonly trackName: string } {
  return { trackId: id, trackName: name };
}
