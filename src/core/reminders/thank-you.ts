import { addDays, type LocalDate, laterOf } from '../dates.ts';
import type { Settings } from '../settings.ts';
import type { MentorFacts, Thankable } from './facts.ts';
import { lengthInDays } from './likely-writer.ts';
import type { WantedReminder } from './reminder.ts';

interface Due extends Thankable {
  readonly dueOn: LocalDate;
}

/**
 * Thank-you: a day after a meeting or coffee chat and after a moment marked strong; for a rotation on its last day. What
 * is typed in later is due on that day; two weeks too late it is skipped, so that old records bring up none.
 *
 * Thanks that were logged, and a reminder that was done or skipped, are for everything up to that day, and nothing falls
 * due for two weeks after. What falls due within two weeks of another is covered by it, except that thanks for a meeting
 * do not cover a rotation, whose turn comes when the two weeks are over. So there is at most one in two weeks, and where
 * several wait, each takes the place of the one before.
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
    .flatMap(thankable => dueOf(thankable, numbers))
    .toSorted(byRank);
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

/** None for what was typed in when it was too late to thank for it. */
function dueOf(thankable: Thankable, { thankYouAfterDays, thankYouApartDays }: Settings['numbers']): readonly Due[] {
  const dueOn = dueOnOf(thankable, thankYouAfterDays);
  const { loggedOn } = thankable;
  if (loggedOn === null) return [{ ...thankable, dueOn }];
  return addDays(dueOn, thankYouApartDays) < loggedOn ? [] : [{ ...thankable, dueOn: laterOf(dueOn, loggedOn) }];
}

/** On the last day together the student is still there to thank in person; after a talk a day is left to let it settle. */
function dueOnOf({ type, on }: Thankable, afterDays: number): LocalDate {
  return type === 'rotation' ? on : addDays(on, afterDays);
}

/** By due day; of one day the rotation first, which is the most to thank for, and then what is freshest. */
function byRank(a: Due, b: Due): number {
  const rotationsFirst = Number(b.type === 'rotation') - Number(a.type === 'rotation');
  return compare(a.dueOn, b.dueOn) || rotationsFirst || compare(b.on, a.on) || compare(a.sourceId, b.sourceId);
}

/**
 * The first, and each that is at least so many days after the one before. A rotation that is not waits until it is; only
 * one right after another rotation is left to that.
 */
function apart(dues: readonly Due[], anchor: LocalDate | null, days: number): readonly Due[] {
  const chain: Due[] = [];
  let freeFrom = anchor === null ? null : addDays(anchor, days);
  for (const due of dues) {
    const waitsUntilOn = freeFrom !== null && due.dueOn < freeFrom ? freeFrom : null;
    if (waitsUntilOn !== null && (due.type !== 'rotation' || chain.at(-1)?.type === 'rotation')) continue;
    const dueOn = waitsUntilOn ?? due.dueOn;
    chain.push({ ...due, dueOn });
    freeFrom = addDays(dueOn, days);
  }
  return chain;
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
