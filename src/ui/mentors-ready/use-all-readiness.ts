import type { LocalDate } from '../../core/dates.ts';
import type { Readiness } from '../../core/letters/readiness.ts';
import { useLive, valueOr } from '../hooks/use-live.ts';

const NOBODY: ReadonlyMap<string, Readiness> = new Map();

/**
 * By mentor, in the order of who could vouch most for the student; `null` until it is known. Looking through the log and
 * judging come after the list itself, and the code for it with them.
 */
export function useAllReadiness(today: LocalDate): ReadonlyMap<string, Readiness> | null {
  const live = useLive(
    async reader => {
      const { allReadiness } = await import('./all-readiness.ts');
      return allReadiness(reader, today);
    },
    [today],
  );
  // What cannot be read leaves the list as it is by name, which says so where it fails itself.
  return live.state === 'failed' ? NOBODY : valueOr(live, null);
}
