import { checkAlarm } from './actions/check-alarm.ts';
import { withDeps } from './deps.ts';

/** Whatever woke the worker: the alarm is looked after. */
export function onWorkerStart(): Promise<void> {
  return withDeps(checkAlarm);
}
