import { isUnderWay, type Letter } from '../letter.ts';
import type { Mentor } from '../mentor.ts';
import type { Slot } from './slot.ts';

/** Of somebody a letter for a track, other than one: one under way before one that ended; `null` for none. */
export function letterForTrack(
  mentorId: string,
  trackId: string,
  exceptId: string | null,
  letters: readonly Letter[],
): Letter | null {
  const own = letters.filter(
    letter => letter.mentorId === mentorId && letter.trackId === trackId && letter.id !== exceptId,
  );
  return own.find(isUnderWay) ?? own[0] ?? null;
}

/**
 * Whether somebody who is named on the plan alone stands by for a letter: they are there, are not its own writer, and did
 * not say no or drop out of a letter for the track.
 *
 * @param mentor - The one whom the slot names; `null` for nobody, or somebody in the trash.
 * @param theirs - Letters among which all of theirs are.
 */
export function isBackupNamed(
  { trackId }: Pick<Slot, 'trackId'>,
  letter: Pick<Letter, 'id' | 'mentorId'>,
  mentor: Pick<Mentor, 'id' | 'isArchived'> | null,
  theirs: readonly Letter[],
): boolean {
  if (mentor === null || mentor.isArchived || mentor.id === letter.mentorId) return false;
  const own = letterForTrack(mentor.id, trackId, letter.id, theirs);
  return own === null || isUnderWay(own);
}
