import type { MentorFacts } from './facts.ts';
import { knownOn, lettersUnderWay, named, ofLetter } from './letter-rule.ts';
import type { WantedReminder } from './reminder.ts';

/**
 * Assign: received, and there are programs that want it and do not have it. It asks anew when a program joins them that
 * was added later than all of those.
 */
export function assign(facts: MentorFacts): WantedReminder[] {
  return lettersUnderWay(facts).flatMap(about => {
    const { letter, unassignedProgramIds } = about;
    const { receivedOn } = letter;
    // Ids sort by the moment they were made.
    const newest = unassignedProgramIds.toSorted().at(-1);
    if (receivedOn === null || newest === undefined) return [];
    return [
      {
        ...ofLetter(about),
        rule: 'assign',
        occurrence: newest,
        dueOn: knownOn(receivedOn, letter, 'receivedOn'),
        reason: { type: 'assign', since: receivedOn, ...named(about), programCount: unassignedProgramIds.length },
      },
    ];
  });
}
