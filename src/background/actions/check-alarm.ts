import { LONGEST_SLEEP_MS, SHORTEST_SLEEP_MS } from '../../core/reminders/sweep.ts';
import type { Deps } from '../deps.ts';
import { hasTravelled } from './last-seen.ts';

/**
 * A browser may have dropped the alarm, or slept past it; one that is further ahead than any plan was set by a clock that
 * has been put back since; and the student may have travelled. Then it is set to knock at once rather than answered here,
 * so that a browser start, which comes right after, is the first to look.
 */
export async function checkAlarm(deps: Deps): Promise<void> {
  const at = await deps.wakesAt();
  const now = deps.now();
  const isPlanned = at !== null && at > now && at <= now + LONGEST_SLEEP_MS;
  if (isPlanned && !(await hasTravelled(deps))) return;
  await deps.wakeAt(now + SHORTEST_SLEEP_MS);
}
