import type { Problem, Result } from '../../core/result.ts';
import { type Change, storageProblem } from '../../storage/index.ts';
import { contextOf, type Deps } from '../deps.ts';
import { noticeId } from './notice-ids.ts';
import { guardedFromPlans, planWakeUp } from './plan-wake-up.ts';
import { refreshReminders } from './refresh-reminders.ts';

/** Thrown inside a change to give it up: nothing of it is written, and the problem is the answer. */
export class Refused extends Error {
  readonly problem: Problem;

  constructor(problem: Problem) {
    super(problem.code);
    this.problem = problem;
  }
}

/**
 * One undoable write with all that follows from it: reminders in the same transaction, then alarm and badge.
 *
 * Gives a problem when `work` refuses or storage fails; nothing was written then.
 *
 * @param wrote - Told how many records are written so far, for a write that takes seconds.
 */
export async function write<T extends object>(
  deps: Deps,
  work: (change: Change) => Promise<T>,
  wrote: (count: number) => void = () => {},
): Promise<Result<T & { readonly undoId: string }>> {
  try {
    const answered: string[] = [];
    const { value, undoId } = await guardedFromPlans(deps, () =>
      deps.storage.change({ ...contextOf(deps), wrote }, async change => {
        const done = await work(change);
        await refreshReminders(deps, change);
        answered.push(...answeredReminders(change));
        return done;
      }),
    );
    await deps.afterwards(async () => {
      await planWakeUp(deps);
      for (const id of answered) await deps.clearNotification(noticeId(id));
    });
    return { ok: true, value: { ...value, undoId } };
  } catch (error) {
    // The guard's alarm would find nothing to do; the right one is set again.
    await deps.afterwards(() => planWakeUp(deps));
    if (error instanceof Refused) return { ok: false, problem: error.problem };
    const problem = storageProblem(error);
    if (problem === null) throw error;
    return { ok: false, problem };
  }
}

/**
 * The ids of reminders that this change took away, settled, snoozed, or moved ahead so that they are to be announced
 * anew: their notifications say nothing true any more.
 */
export function answeredReminders(change: Change): string[] {
  return change.images
    .filter(
      ({ table, before, written }) =>
        table === 'reminders' &&
        before !== null &&
        (written === null || 'state' in written || 'announcedAt' in written),
    )
    .map(({ id }) => id);
}
