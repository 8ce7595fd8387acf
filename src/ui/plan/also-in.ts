import type { Letter } from '../../core/letter.ts';
import type { Plan, Track } from '../../core/plan/plan.ts';
import type { Slot } from '../../core/plan/slot.ts';

/** By slot, the names of other tracks of its season in which the same person writes; only of slots where there are such. */
export function alsoInOf(
  slots: readonly Slot[],
  letters: readonly Letter[],
  tracks: readonly Track[],
  plans: readonly Plan[],
): ReadonlyMap<string, readonly string[]> {
  const yearOf = new Map(plans.map(({ id, season }) => [id, season]));
  const seasonOf = (trackId: string) => yearOf.get(tracks.find(({ id }) => id === trackId)?.planId ?? '');
  const writerOf = new Map(letters.map(({ id, mentorId }) => [id, mentorId]));
  const tracksOf = new Map<string, Set<string>>();
  for (const { trackId, letterId } of slots) {
    const writer = writerOf.get(letterId ?? '');
    if (writer !== undefined) tracksOf.set(writer, (tracksOf.get(writer) ?? new Set()).add(trackId));
  }
  const found = slots.flatMap(({ id, trackId, letterId }) => {
    const others = tracksOf.get(writerOf.get(letterId ?? '') ?? '') ?? new Set();
    const names = tracks
      .filter(track => track.id !== trackId && others.has(track.id) && seasonOf(track.id) === seasonOf(trackId))
      .map(({ name }) => name);
    return names.length === 0 ? [] : [[id, names] as const];
  });
  return new Map(found);
}
