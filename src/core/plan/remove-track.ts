import type { Letter } from '../letter.ts';
import type { Program } from '../program.ts';
import type { Plan, Track } from './plan.ts';
import type { Slot } from './slot.ts';

/** What may hang on a track. */
export interface TrackFacts {
  readonly plans: readonly Plan[];
  readonly tracks: readonly Track[];
  readonly slots: readonly Slot[];
  readonly letters: readonly Letter[];
  readonly programs: readonly Program[];
}

/** What goes with a track, and what stays without it: parts of a `records/save`. */
export interface TrackRemoval {
  readonly saves: readonly {
    readonly table: 'letters' | 'programs';
    readonly id: string;
    readonly isNew: false;
    readonly fields: Readonly<Record<string, unknown>>;
  }[];
  readonly assignments: readonly [];
  readonly removals: readonly { readonly table: 'slots' | 'tracks' | 'plans'; readonly id: string }[];
  /** How many of each there are, for the sentence that says so. */
  readonly count: { readonly slots: number; readonly letters: number; readonly programs: number };
  /** Whether the season's dates go too, since nothing else counts from them. */
  readonly removesPlan: boolean;
}

/**
 * A track without what only it had: its slots go with it; its letters stay as General ones of the same season, and its
 * programs stay without a track.
 */
export function trackRemoval(track: Track, { plans, tracks, slots, letters, programs }: TrackFacts): TrackRemoval {
  const ownSlots = slots.filter(({ trackId }) => trackId === track.id);
  const ownLetters = letters.filter(({ trackId }) => trackId === track.id);
  const ownPrograms = programs.filter(({ trackId }) => trackId === track.id);
  const plan = plans.find(({ id }) => id === track.planId) ?? null;
  const isShared =
    tracks.some(other => other.id !== track.id && other.planId === track.planId) ||
    ownLetters.length > 0 ||
    letters.some(({ planId }) => planId === track.planId);
  const removesPlan = plan !== null && !isShared;
  return {
    saves: [
      ...ownLetters.map(({ id }) => ({
        table: 'letters' as const,
        id,
        isNew: false as const,
        fields: { trackId: null, planId: plan?.id ?? null },
      })),
      ...ownPrograms.map(({ id }) => ({
        table: 'programs' as const,
        id,
        isNew: false as const,
        fields: { trackId: null },
      })),
    ],
    assignments: [],
    removals: [
      ...ownSlots.map(({ id }) => ({ table: 'slots' as const, id })),
      { table: 'tracks' as const, id: track.id },
      ...(removesPlan ? [{ table: 'plans' as const, id: plan.id }] : []),
    ],
    count: { slots: ownSlots.length, letters: ownLetters.length, programs: ownPrograms.length },
    removesPlan,
  };
}
