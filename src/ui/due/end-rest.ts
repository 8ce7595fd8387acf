import { addDays, instantAt, localDateOf } from '../../core/dates.ts';
import type { Pause, Settings } from '../../core/settings.ts';

/**
 * The pauses as they are once the rest that holds now was ended: those of today end yesterday, or the day before while
 * yesterday's still holds until the morning. One that then has no day left is gone.
 */
export function pausesWithoutRest(
  { pauses, morning }: Pick<Settings, 'pauses' | 'morning'>,
  now: number,
  timeZone: string,
): readonly Pause[] {
  const today = localDateOf(now, timeZone);
  const holdsFrom = now < instantAt(today, morning, timeZone) ? addDays(today, -1) : today;
  const isNow = ({ fromOn, untilOn }: Pause) => fromOn <= today && untilOn >= holdsFrom;
  const ended = (pause: Pause): Pause => ({ ...pause, untilOn: addDays(holdsFrom, -1) });
  return pauses.map(pause => (isNow(pause) ? ended(pause) : pause)).filter(({ fromOn, untilOn }) => fromOn <= untilOn);
}
