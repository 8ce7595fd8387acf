import { addDays } from '../dates.ts';
import type { Settings } from '../settings.ts';
import type { MentorFacts } from './facts.ts';
import { knownOn, lettersUnderWay, named, ofLetter } from './letter-rule.ts';
import type { WantedReminder } from './reminder.ts';

/** Packet: three days after the yes, until it was sent. */
export function packet(facts: MentorFacts, { numbers }: Settings): WantedReminder[] {
  return lettersUnderWay(facts).flatMap(about => {
    const { letter } = about;
    const { answer, answeredOn, packetSentOn, receivedOn } = letter;
    if (answer !== 'yes' || answeredOn === null || packetSentOn !== null || receivedOn !== null) return [];
    return [
      {
        ...ofLetter(about),
        rule: 'packet',
        occurrence: answeredOn,
        dueOn: knownOn(addDays(answeredOn, numbers.packetAfterDays), letter, 'answeredOn'),
        reason: { type: 'packet', since: answeredOn, ...named(about) },
      },
    ];
  });
}
