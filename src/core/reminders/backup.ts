import { addDays } from '../dates.ts';
import { targetOf } from '../plan/target.ts';
import type { Settings } from '../settings.ts';
import type { LetterFacts, MentorFacts } from './facts.ts';
import { lastEnteredOn, latestOf, lettersUnderWay, named, ofLetter } from './letter-rule.ts';
import type { WantedReminder } from './reminder.ts';

/** Backup: requested and not received 14 days before the target, name a backup writer unless there is one; at 7 days, replace. */
export function backup(facts: MentorFacts, settings: Settings): WantedReminder[] {
  return lettersUnderWay(facts).flatMap(about => backupFor(about, settings));
}

function backupFor(about: LetterFacts, { numbers }: Settings): WantedReminder[] {
  const { letter, track, plan, hasBackup } = about;
  const { requestedOn, receivedOn } = letter;
  const targetOn = targetOf(letter, track, plan);
  if (requestedOn === null || receivedOn !== null || targetOn === null) return [];
  const fromOn = latestOf(requestedOn, lastEnteredOn(letter, 'requestedOn', 'targetOn')) ?? requestedOn;
  const nameOn = addDays(targetOn, -numbers.backupBeforeDays);
  const replaceOn = addDays(targetOn, -numbers.replaceBeforeDays);
  const step = (name: 'name' | 'replace') => ({
    ...ofLetter(about),
    rule: 'backup' as const,
    occurrence: `${targetOn}.${name}`,
    reason: { type: 'backup' as const, since: requestedOn, ...named(about), targetOn, step: name },
  });
  return [
    ...(hasBackup || nameOn < fromOn || nameOn >= replaceOn
      ? []
      : [{ ...step('name'), dueOn: nameOn, endsOn: replaceOn }]),
    ...(replaceOn < fromOn ? [] : [{ ...step('replace'), dueOn: replaceOn }]),
  ];
}
