import { addDays, laterOf } from '../dates.ts';
import { targetOf } from '../plan/target.ts';
import type { Settings } from '../settings.ts';
import type { LetterFacts, MentorFacts } from './facts.ts';
import { lastEnteredOn, latestOf, lettersUnderWay, named, ofLetter, ownPlace } from './letter-rule.ts';
import type { WantedReminder } from './reminder.ts';

/** A writer has the request at least this long before they are to be replaced: as long as between two nudges. */
const DECENT_DAYS = 7;

/**
 * Backup: requested and not received 14 days before the target, name a backup writer unless there is one; at 7 days, replace. Not for one
 * that stands by itself.
 *
 * Whoever was asked to upload a few days ago is not silent yet, as somebody who stands in for another who was: they have a
 * week. What was requested on the day of that step, or after it, is not to be replaced at all, as the first nudges are
 * skipped then: the question after the last nudge, "wait, replace or withdraw?", comes in time.
 */
export function backup(facts: MentorFacts, settings: Settings): WantedReminder[] {
  return ownPlace(lettersUnderWay(facts)).flatMap(about => backupFor(about, settings));
}

function backupFor(about: LetterFacts, { numbers }: Settings): WantedReminder[] {
  const { letter, track, plan, hasBackup } = about;
  const { requestedOn, receivedOn } = letter;
  const targetOn = targetOf(letter, track, plan);
  if (requestedOn === null || receivedOn !== null || targetOn === null) return [];
  const fromOn = latestOf(requestedOn, lastEnteredOn(letter, 'requestedOn', 'targetOn')) ?? requestedOn;
  const nameOn = addDays(targetOn, -numbers.backupBeforeDays);
  const stepOn = addDays(targetOn, -numbers.replaceBeforeDays);
  const replaceOn = laterOf(stepOn, addDays(requestedOn, DECENT_DAYS));
  const step = (name: 'name' | 'replace') => ({
    ...ofLetter(about),
    rule: 'backup' as const,
    occurrence: `${targetOn}.${name}`,
    reason: { type: 'backup' as const, since: requestedOn, ...named(about), targetOn, step: name },
  });
  return [
    ...(hasBackup || nameOn < fromOn || nameOn >= stepOn
      ? []
      : [{ ...step('name'), dueOn: nameOn, endsOn: replaceOn }]),
    ...(stepOn <= requestedOn || stepOn < fromOn ? [] : [{ ...step('replace'), dueOn: replaceOn }]),
  ];
}
