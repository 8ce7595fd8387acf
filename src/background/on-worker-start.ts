import { wakesAt } from '../platform/alarms.ts';
import { now } from '../platform/clock.ts';
import { sweep } from './actions/sweep.ts';
import { withDeps } from './deps.ts';

/** Whatever woke the worker: a browser may have dropped the alarm, or slept past it. */
export async function onWorkerStart(): Promise<void> {
  const at = await wakesAt();
  if (at !== null && at > now()) return;
  await withDeps(deps => sweep(deps, false));
}
