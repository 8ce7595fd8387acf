import { useEffect, useState } from 'preact/hooks';
import { type LocalDate, localDateOf } from '../../core/dates.ts';
import { now, timeZone } from '../../platform/clock.ts';

/** Lists of what is due follow the clock in steps of this length. */
const STEP_MS = 30_000;

/** The time, brought up to date twice a minute while the page is open. */
export function useNow(): { readonly now: number; readonly timeZone: string; readonly today: LocalDate } {
  const [at, setAt] = useState(now);
  useEffect(() => {
    const timer = setInterval(() => setAt(now()), STEP_MS);
    return () => clearInterval(timer);
  }, []);
  const zone = timeZone();
  return { now: at, timeZone: zone, today: localDateOf(at, zone) };
}
