import type { LocalDate } from '../../core/dates.ts';
import { isSeasonOver } from '../../core/plan/apply-again.ts';
import type { Plan, Track } from '../../core/plan/plan.ts';

/** The tracks and clocks of one match. */
export interface SeasonOfPlan {
  /** The year of the match; empty for tracks that have no season, or one without a year. */
  readonly season: string;
  readonly tracks: readonly Track[];
  readonly plans: readonly Plan[];
}

/**
 * The seasons there are, the next match first. One that is over while a later one is planned is an earlier one, to be read
 * and not to be worked on; of those the latest comes first.
 */
export function seasonsOf(
  { plans, tracks }: { readonly plans: readonly Plan[]; readonly tracks: readonly Track[] },
  today: LocalDate,
): { readonly now: readonly SeasonOfPlan[]; readonly earlier: readonly SeasonOfPlan[] } {
  const seasonOf = new Map(plans.map(({ id, season }) => [id, season]));
  const ofTrack = ({ planId }: Track) => seasonOf.get(planId ?? '') ?? '';
  const years = [...new Set([...tracks.map(ofTrack), ...plans.map(({ season }) => season)])].toSorted();
  const latest = years.at(-1) ?? '';
  const all = years.map(season => ({
    season,
    tracks: tracks.filter(track => ofTrack(track) === season),
    plans: plans.filter(plan => plan.season === season),
  }));
  const isEarlier = ({ season, tracks: own }: SeasonOfPlan) =>
    season !== '' && season < latest && (isSeasonOver(own, today) || (own.length === 0 && season < today.slice(0, 4)));
  return { now: all.filter(one => !isEarlier(one)), earlier: all.filter(isEarlier).toReversed() };
}
