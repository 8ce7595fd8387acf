import type { MentorFacts, SettledAssign } from './facts.ts';
import { isNeeded, knownOn, lettersUnderWay, named, ofLetter } from './letter-rule.ts';
import type { WantedReminder } from './reminder.ts';

/**
 * Assign: received, and there are programs that want it and do not have it. One that stands by is for them while its main
 * letter is not in: it is what there is. Done or skipped, it is settled for all of them, and asks anew only when one joins
 * them that it never asked about, new or old.
 *
 * The occurrence counts: the first number that none settled has. So it stays the same while programs come and go.
 */
export function assign(facts: MentorFacts): WantedReminder[] {
  return lettersUnderWay(facts)
    .filter(isNeeded)
    .flatMap(about => {
      const { letter, unassignedProgramIds, settledAssigns } = about;
      const { receivedOn } = letter;
      const settledIds = new Set(settledAssigns.flatMap(({ programIds }) => programIds));
      if (receivedOn === null || unassignedProgramIds.every(id => settledIds.has(id))) return [];
      return [
        {
          ...ofLetter(about),
          rule: 'assign',
          occurrence: nextOccurrence(settledAssigns),
          dueOn: knownOn(receivedOn, letter, 'receivedOn'),
          reason: {
            type: 'assign',
            since: receivedOn,
            ...named(about),
            programCount: unassignedProgramIds.length,
            programIds: [...unassignedProgramIds],
          },
        },
      ];
    });
}

/** Not how many there are: after an undo one in the middle is missing. */
function nextOccurrence(settled: readonly SettledAssign[]): string {
  const taken = new Set(settled.map(({ occurrence }) => occurrence));
  let number = 1;
  while (taken.has(String(number))) number += 1;
  return String(number);
}
