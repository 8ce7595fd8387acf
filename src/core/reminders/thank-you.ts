import { addDays, type LocalDate, laterOf } from '../dates.ts';
import type { Settings } from '../settings.ts';
import type { MentorFacts, Thankable } from './facts.ts';
import { lengthInDays } from './likely-writer.ts';
import type { WantedReminder } from './reminder.ts';

interface Due extends Thankable {
  readonly dueOn: LocalDate;
}

/**
 * Thank-you: a day after a meeting or coffee chat and after a moment marked strong; for a rotation on its last day.
 *
 * Thanks that were logged, and a reminder that was done or skipped, are for everything up to that day, and nothing falls
 * due for two weeks after. What falls due within two weeks of another is covered by it. So there is at most one in two
 * weeks, and where several wait, each takes the place of the one before.
 */
export function thankYou(facts: MentorFacts, { numbers }: Settings): WantedReminder[] {
  const { mentor, lastThankedOn, lastSettledOn, thankables, rotations } = facts;
  const settledOn = lastSettledOn['thank-you'] ?? null;
  const anchor =
    lastThankedOn === null || settledOn === null ? (lastThankedOn ?? settledOn) : laterOf(lastThankedOn, settledOn);
  const backwards = new Set(rotations.filter(rotation => lengthInDays(rotation) < 1).map(({ id }) => id));
  const dues = thankables
    .filter(
      ({ type, sourceId, on }) => (anchor === null || on > anchor) && !(type === 'rotation' && backwards.has(sourceId)),
    )
    .map(thankable => ({ ...thankable, dueOn: dueOnOf(thankable, numbers.thankYouAfterDays) }))
    .toSorted((a, b) => compare(a.dueOn, b.dueOn) || compare(a.sourceId, b.sourceId));
  const chain = apart(dues, anchor, numbers.thankYouApartDays);
  return chain.map(({ type, sourceId, title, on, dueOn }, index) => {
    const next = chain[index + 1];
    return {
      rule: 'thank-you',
      subjectId: mentor.id,
      occurrence: sourceId,
      mentorId: mentor.id,
      dueOn,
      ...(next === undefined ? {} : { endsOn: next.dueOn }),
      reason: { type: 'thank-you', since: on, for: type, title, sourceId },
    };
  });
}

/** On the last day together the student is still there to thank in person; after a talk a day is left to let it settle. */
function dueOnOf({ type, on }: Thankable, afterDays: number): LocalDate {
  return type === 'rotation' ? on : addDays(on, afterDays);
}

/** The first, and each that is at least so many days after the one before. */
function apart(dues: readonly Due[], anchor: LocalDate | null, days: number): readonly Due[] {
  const chain: Due[] = [];
  let freeFrom = anchor === null ? null : addDays(anchor, days);
  for (const due of dues) {
    if (freeFrom !== null && due.dueOn < freeFrom) continue;
    chain.push(due);
    freeFrom = addDays(due.dueOn, days);
  }
  return chain;
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
