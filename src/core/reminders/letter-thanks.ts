import { addDays } from '../dates.ts';
import type { Settings } from '../settings.ts';
import type { MentorFacts } from './facts.ts';
import { knownOn, lettersUnderWay, named, ofLetter } from './letter-rule.ts';
import type { WantedReminder } from './reminder.ts';

/** Thanks for the letter: two days after it was received, until they were thanked. */
export function letterThanks(facts: MentorFacts, { numbers }: Settings): WantedReminder[] {
  return lettersUnderWay(facts).flatMap(about => {
    const { letter } = about;
    const { receivedOn, thankedOn } = letter;
    if (receivedOn === null || thankedOn !== null) return [];
    return [
      {
        ...ofLetter(about),
        rule: 'letter-thanks',
        occurrence: receivedOn,
        dueOn: knownOn(addDays(receivedOn, numbers.letterThanksAfterDays), letter, 'receivedOn'),
        reason: { type: 'letter-thanks', since: receivedOn, ...named(about) },
      },
    ];
  });
}
