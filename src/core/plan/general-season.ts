import type { LocalDate } from '../dates.ts';
import { SERVICE_FACTS } from '../seasons/services.ts';
import { type Plan, seasonDate } from './plan.ts';

/**
 * The season a General letter is for while nobody said: of those in which letters can be General, the one whose programs
 * read first from today on. One whose day is not known comes after those that have one.
 *
 * @returns `null` where there is no plan, or programs read in all of them already.
 */
export function proposedSeason(plans: readonly Plan[], today: LocalDate): Plan | null {
  const ahead = plans
    .filter(({ service }) => SERVICE_FACTS[service].hasGeneral === true)
    .map(plan => ({ plan, on: seasonDate(plan, 'reviewFromOn') }))
    .filter(({ plan: { season }, on }) => (on === null ? season > today.slice(0, 4) : on >= today))
    .toSorted((a, b) => compare(a.on ?? LATEST, b.on ?? LATEST) || compare(a.plan.season, b.plan.season));
  return ahead[0]?.plan ?? null;
}

/** After every day that can be stored. */
const LATEST = '9999';

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
