import type { Letter } from './letter.ts';
import type { Track } from './plan/plan.ts';
import type { Program } from './program.ts';

/**
 * The most letters one program may get: four in ERAS, by which urology applies as well, and in ResidencyCAS. `null` where
 * the service sets none that we know. `domain.md` of the design, section 1, has the sources.
 */
export function mostLettersOf(service: Letter['service']): number | null {
  return service === 'eras' || service === 'residencycas' || service === 'urology' ? 4 : null;
}

/**
 * Whether a program wants a letter that was received: it is of the letter's track, or for a General letter of any track
 * of its service; the letter is not too old for it; and it is neither full nor has it already.
 *
 * @param assignedIds - The ids of the letters the program has.
 * @param track - The program's own track; `null` for none, then it wants General letters of every service.
 */
export function wantsLetter(
  program: Pick<Program, 'trackId' | 'letterCount' | 'oldestLetterMonths' | 'appliedOn' | 'deadlineOn'>,
  letter: Pick<Letter, 'id' | 'trackId' | 'service' | 'datedOn'>,
  assignedIds: ReadonlySet<string>,
  track: Pick<Track, 'service'> | null,
): boolean {
  if (assignedIds.has(letter.id) || isTooOld(program, letter)) return false;
  const isForIt =
    letter.trackId === null ? track === null || track.service === letter.service : program.trackId === letter.trackId;
  // A program that asks for more than the service lets it have is full at the service's number.
  const most = Math.min(program.letterCount ?? Infinity, mostLettersOf(letter.service) ?? Infinity);
  return isForIt && assignedIds.size < most;
}

/** Only what is known to be too old: without the letter's date, or a day to count from, it is not. */
function isTooOld(
  { oldestLetterMonths, appliedOn, deadlineOn }: Pick<Program, 'oldestLetterMonths' | 'appliedOn' | 'deadlineOn'>,
  { datedOn }: Pick<Letter, 'datedOn'>,
): boolean {
  const usedOn = appliedOn ?? deadlineOn;
  if (oldestLetterMonths === null || datedOn === null || usedOn === null) return false;
  const oldestOn = Temporal.PlainDate.from(usedOn).subtract({ months: oldestLetterMonths });
  return Temporal.PlainDate.compare(datedOn, oldestOn) < 0;
}
