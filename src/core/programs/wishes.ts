import type { Slot } from '../plan/slot.ts';
import type { Program } from '../program.ts';
import { mostLettersFor } from '../program-wishes.ts';
import { type ProgramIndex, planOfTrack, trackOf } from './record-index.ts';

/** What a program wants of the letters it gets: its own wishes, and where it has none its track's. */
export interface ProgramWishes {
  /** `null` when neither says. */
  readonly letterCount: number | null;
  /** The most it may get; `null` where no bound is known. */
  readonly most: number | null;
  readonly wantsChairLetter: boolean;
  readonly wantsStandardized: boolean;
  readonly wantsDoWriter: boolean;
  readonly oldestLetterMonths: number | null;
}

/** What a track's slots want; those that it does without are not counted. */
export type TrackWishes = Pick<
  ProgramWishes,
  'letterCount' | 'wantsChairLetter' | 'wantsStandardized' | 'wantsDoWriter'
>;

/** @returns A count of `null` for a track that has no slots yet: how many it wants is not known then. */
export function wishesOfSlots(slots: readonly Slot[]): TrackWishes {
  const needed = slots.filter(({ isOptional }) => !isOptional);
  return {
    letterCount: slots.length === 0 ? null : needed.length,
    wantsChairLetter: needed.some(({ isChairLetter }) => isChairLetter),
    wantsStandardized: needed.some(({ form }) => form === 'standardized'),
    wantsDoWriter: needed.some(({ isByDo }) => isByDo),
  };
}

export function wishesOf(program: Program, index: ProgramIndex): ProgramWishes {
  const track = trackOf(index, program);
  const plan = planOfTrack(index, track);
  const ofTrack = wishesOfSlots(index.slots.get(track?.id ?? '') ?? []);
  const most = mostLettersFor(program, track?.service ?? null, plan);
  const wanted = program.letterCount ?? ofTrack.letterCount;
  return {
    // A track may have a slot more than its service lets a program have.
    letterCount: wanted === null || most === null ? wanted : Math.min(wanted, most),
    most,
    wantsChairLetter: program.wantsChairLetter ?? ofTrack.wantsChairLetter,
    wantsStandardized: program.wantsStandardized ?? ofTrack.wantsStandardized,
    wantsDoWriter: program.wantsDoWriter ?? ofTrack.wantsDoWriter,
    oldestLetterMonths: program.oldestLetterMonths,
  };
}
