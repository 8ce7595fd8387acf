import { LONGEST_SLEEP_MS } from '../core/reminders/announce.ts';
import { wakeAt, wakesAt } from '../platform/alarms.ts';
import { now } from '../platform/clock.ts';

/**
 * Whatever woke the worker: a browser may have dropped the alarm, or slept past it, and one that is further ahead than
 * any plan was set by a clock that has been put back since. It is set to knock at once rather than answered here, so that
 * a browser start, which comes right after, is the first to look.
 */
export async function onWorkerStart(): Promise<void> {
  const at = await wakesAt();
  if (at !== null && at > now() && at <= now() + LONGEST_SLEEP_MS) return;
  await wakeAt(now() + 1000);
}
