import { isUnasked, isUnderWay, type Letter } from '../letter.ts';
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

/** How far somebody is who was named to stand by. */
export interface BackupStanding {
  /** `lost`: archived, in the trash, or said no or dropped out. A letter that is in stays, whatever became of its writer. */
  readonly state: 'named' | 'asked' | 'received' | 'lost';
  /** Whether it is the very writer whom they are to stand by for, with nothing else of theirs that is in. */
  readonly isWriter: boolean;
}

/**
 * @param letter - The one that they stand by for; `null` for none.
 * @param mentorId - Who stands by, also when they are in the trash.
 * @param mentor - `null` when they are in the trash.
 * @param own - The letter of theirs that stands by; `null` while there is none.
 */
export function backupStanding(
  letter: Pick<Letter, 'id' | 'mentorId'> | null,
  mentorId: string,
  mentor: Pick<Mentor, 'isArchived'> | null,
  own: Letter | null,
): BackupStanding {
  const isReceived = own !== null && own.receivedOn !== null && isUnderWay(own);
  const isLost = mentor === null || mentor.isArchived || (own !== null && !isUnderWay(own));
  return {
    state: isReceived ? 'received' : isLost ? 'lost' : own !== null && !isUnasked(own) ? 'asked' : 'named',
    // One of an earlier season that is in can stand by for the new one that the same person was asked for.
    isWriter: mentorId === letter?.mentorId && !(isReceived && own.id !== letter.id),
  };
}

/** Where to find who may stand by for a letter. */
export interface BackupRecords {
  /** Those that name it as the one they stand by for. */
  readonly standBys: readonly Letter[];
  /** Those that it fills. */
  readonly slots: readonly Pick<Slot, 'trackId' | 'backupMentorId'>[];
  /** `null` when they are in the trash. */
  mentor(id: string): Mentor | null;
  /** Letters among which all of a mentor's are. */
  lettersOf(mentorId: string): readonly Letter[];
}

/** Whether somebody can be counted on to stand by for a letter: with one of their own, or named on the plan alone. */
export function hasBackup(letter: Pick<Letter, 'id' | 'mentorId'>, records: BackupRecords): boolean {
  const counts = (mentorId: string, own: Letter | null) => {
    const { state, isWriter } = backupStanding(letter, mentorId, records.mentor(mentorId), own);
    return state !== 'lost' && !isWriter;
  };
  return (
    records.standBys.some(own => counts(own.mentorId, own)) ||
    records.slots.some(({ trackId, backupMentorId }) => {
      if (backupMentorId === null) return false;
      return counts(
        backupMentorId,
        letterForTrack(backupMentorId, trackId, letter.id, records.lettersOf(backupMentorId)),
      );
    })
  );
}
