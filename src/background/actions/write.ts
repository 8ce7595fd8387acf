import type { Problem, Result } from '../../core/result.ts';
import { type Change, storageProblem } from '../../storage/index.ts';
import { contextOf, type Deps } from '../deps.ts';
import { guardWakeUp, planWakeUp } from './plan-wake-up.ts';
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
 */
export async function write<T extends object>(
  deps: Deps,
  work: (change: Change) => Promise<T>,
): Promise<Result<T & { readonly undoId: string }>> {
  try {
    const guarded = guardWakeUp(deps);
    const { value, undoId } = await deps.storage.change(contextOf(deps), async change => {
      const done = await work(change);
      await refreshReminders(deps, change);
      return done;
    });
    await guarded;
    await deps.afterwards(() => planWakeUp(deps));
    return { ok: true, value: { ...value, undoId } };
  } catch (error) {
    if (error instanceof Refused) return { ok: false, problem: error.problem };
    const problem = storageProblem(error);
    if (problem === null) throw error;
    return { ok: false, problem };
  }
}
