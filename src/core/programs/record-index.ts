import type { Letter } from '../letter.ts';
import { type Plan, planIdOf, type Track } from '../plan/plan.ts';
import type { Slot } from '../plan/slot.ts';
import type { Assignment, Program } from '../program.ts';

/** Programs and all that says which letters they want and get. */
export interface ProgramRecords {
  readonly programs: readonly Program[];
  readonly letters: readonly Letter[];
  readonly tracks: readonly Track[];
  readonly plans: readonly Plan[];
  readonly slots: readonly Slot[];
  readonly assignments: readonly Assignment[];
}

/** The same records by what they are asked for, since a table of programs asks for each of them. */
export interface ProgramIndex {
  readonly records: ProgramRecords;
  readonly letters: ReadonlyMap<string, Letter>;
  readonly tracks: ReadonlyMap<string, Track>;
  readonly plans: ReadonlyMap<string, Plan>;
  /** By track, in their order. */
  readonly slots: ReadonlyMap<string, readonly Slot[]>;
  /** By program, the letters it gets; those in the trash are none. */
  readonly assigned: ReadonlyMap<string, ReadonlySet<string>>;
}

export function indexPrograms(records: ProgramRecords): ProgramIndex {
  const letters = byId(records.letters);
  const slots = new Map<string, Slot[]>();
  for (const slot of records.slots) {
    const ofTrack = slots.get(slot.trackId);
    if (ofTrack === undefined) slots.set(slot.trackId, [slot]);
    else ofTrack.push(slot);
  }
  const assigned = new Map<string, Set<string>>();
  for (const { programId, letterId } of records.assignments) {
    if (!letters.has(letterId)) continue;
    const ofProgram = assigned.get(programId);
    if (ofProgram === undefined) assigned.set(programId, new Set([letterId]));
    else ofProgram.add(letterId);
  }
  return { records, letters, tracks: byId(records.tracks), plans: byId(records.plans), slots, assigned };
}

const NOTHING: ReadonlySet<string> = new Set();

/** The ids of the letters a program gets. */
export function assignedTo({ assigned }: ProgramIndex, programId: string): ReadonlySet<string> {
  return assigned.get(programId) ?? NOTHING;
}

/** `null` for a program of none, or of one in the trash. */
export function trackOf({ tracks }: ProgramIndex, { trackId }: { readonly trackId: string | null }): Track | null {
  return tracks.get(trackId ?? '') ?? null;
}

/** The season a program's track is of; `null` unknown. */
export function planOfTrack({ plans }: ProgramIndex, track: Track | null): Plan | null {
  return plans.get(track?.planId ?? '') ?? null;
}

/** The season a letter is for; `null` unknown. */
export function planOfLetter(index: ProgramIndex, letter: Letter): Plan | null {
  return index.plans.get(planIdOf(letter, trackOf(index, letter)) ?? '') ?? null;
}

function byId<T extends { readonly id: string }>(list: readonly T[]): ReadonlyMap<string, T> {
  return new Map(list.map(one => [one.id, one]));
}
