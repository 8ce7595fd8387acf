import { isUnderWay, type Letter } from '../letter.ts';
import type { Program } from '../program.ts';
import { isTooOld, mostLettersFor } from '../program-wishes.ts';
import { sharesLetters } from '../seasons/portal.ts';
import { assignedTo, type ProgramIndex, planOfLetter, trackOf } from './record-index.ts';

/** Why a program cannot be given a letter. */
export type Misfit =
  | { readonly type: 'full'; readonly most: number }
  | { readonly type: 'too-old'; readonly months: number }
  | { readonly type: 'other-service' };

/** What giving the same letters to many programs comes to. */
export interface AssignAll {
  /** What is to be added; letters that a program has already are not among it. */
  readonly assignments: readonly { readonly programId: string; readonly letterId: string }[];
  /** What does not fit, in the order of the programs. */
  readonly misfits: readonly { readonly programId: string; readonly letterId: string; readonly why: Misfit }[];
  /** How many programs get at least one. */
  readonly programCount: number;
}

/** Gives each of the programs these letters, the first ones first, as far as it has room and can use them. */
export function assignAllTo(letters: readonly Letter[], programs: readonly Program[], index: ProgramIndex): AssignAll {
  const assignments: { readonly programId: string; readonly letterId: string }[] = [];
  const misfits: { readonly programId: string; readonly letterId: string; readonly why: Misfit }[] = [];
  let programCount = 0;
  for (const program of programs) {
    const has = new Set(assignedTo(index, program.id));
    const before = has.size;
    for (const letter of letters) {
      if (has.has(letter.id)) continue;
      const why = misfitOf(program, letter, has.size, index);
      if (why === null) {
        has.add(letter.id);
        assignments.push({ programId: program.id, letterId: letter.id });
      } else misfits.push({ programId: program.id, letterId: letter.id, why });
    }
    if (has.size > before) programCount += 1;
  }
  return { assignments, misfits, programCount };
}

/** @param count - How many letters the program has. @returns `null` when it can be given the letter. */
export function misfitOf(program: Program, letter: Letter, count: number, index: ProgramIndex): Misfit | null {
  const track = trackOf(index, program);
  if (track !== null && !sharesLetters(track.service, letter.service)) return { type: 'other-service' };
  if (isTooOld(program, letter)) return { type: 'too-old', months: program.oldestLetterMonths ?? 0 };
  const most = mostLettersFor(program, letter.service, planOfLetter(index, letter));
  return most !== null && count >= most ? { type: 'full', most } : null;
}

/**
 * The letters that programs of a track can be given: its own, then those that are for no track, then those of other tracks
 * that go through the same service; in each the received ones first, then by id, which is when they were added. What came
 * to nothing is left out, unless a program has it.
 *
 * @param trackId - `null` for programs of no track, which can be given every letter.
 */
export function lettersFor(trackId: string | null, index: ProgramIndex): readonly Letter[] {
  const track = index.tracks.get(trackId ?? '') ?? null;
  const inUse = new Set<string>();
  for (const program of index.records.programs) {
    if (program.trackId === trackId) for (const id of assignedTo(index, program.id)) inUse.add(id);
  }
  const rank = (letter: Letter) => {
    const isIn = letter.receivedOn !== null || letter.visibleOn !== null ? 0 : 1;
    const nearness = letter.trackId === trackId ? 0 : letter.trackId === null ? 2 : 4;
    return nearness + isIn;
  };
  return index.records.letters
    .filter(letter => {
      if (inUse.has(letter.id)) return true;
      return isUnderWay(letter) && (track === null || sharesLetters(track.service, letter.service));
    })
    .toSorted((a, b) => rank(a) - rank(b) || (a.id < b.id ? -1 : 1));
}

/** Whether a letter has come in and no program has it. */
export function isUnused(letter: Letter, usedIds: ReadonlySet<string>): boolean {
  const isIn = letter.receivedOn !== null || letter.visibleOn !== null;
  return isIn && isUnderWay(letter) && !usedIds.has(letter.id);
}
