import { failure, type Result, success } from '../../core/result.ts';
import type { RequestOf } from '../../messages/protocol.ts';
import { contextOf, type Deps } from '../deps.ts';
import { noticeId } from './notice-ids.ts';
import { guardedFromPlans, planWakeUp } from './plan-wake-up.ts';
import { refreshReminders } from './refresh-reminders.ts';
import { answeredReminders } from './write.ts';

/** Takes back one write with its reminders, as far as nothing was changed since. */
export async function undo(deps: Deps, { undoId }: RequestOf<'undo'>): Promise<Result<void>> {
  const answered: string[] = [];
  const isUndone = await guardedFromPlans(deps, () =>
    deps.storage.undo(contextOf(deps), undoId, async change => {
      await refreshReminders(deps, change);
      answered.push(...answeredReminders(change));
    }),
  );
  await deps.afterwards(async () => {
    await planWakeUp(deps);
    for (const id of answered) await deps.clearNotification(noticeId(id));
  });
  return isUndone ? success(undefined) : failure('undo/too-late');
}
