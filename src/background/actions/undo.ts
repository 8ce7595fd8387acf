import { failure, type Result, success } from '../../core/result.ts';
import type { RequestOf } from '../../messages/protocol.ts';
import { contextOf, type Deps } from '../deps.ts';
import { guardWakeUp, planWakeUp } from './plan-wake-up.ts';
import { refreshReminders } from './refresh-reminders.ts';

/** Takes back one write with its reminders, as far as nothing was changed since. */
export async function undo(deps: Deps, { undoId }: RequestOf<'undo'>): Promise<Result<void>> {
  const guarded = guardWakeUp(deps);
  const isUndone = await deps.storage.undo(contextOf(deps), undoId, change => refreshReminders(deps, change));
  await guarded;
  await deps.afterwards(() => planWakeUp(deps));
  return isUndone ? success(undefined) : failure('undo/too-late');
}
