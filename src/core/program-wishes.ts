import { monthsBefore } from './dates.ts';
import type { Letter } from './letter.ts';
import type { Plan, Track } from './plan/plan.ts';
import type { Program } from './program.ts';
import { sharesLetters } from './seasons/portal.ts';

/**
 * The most letters one program may get: four in ERAS, by which urology applies as well, and in ResidencyCAS; in a service
 * of the student's own what they say of it. `null` where the service sets none that we know. `domain.md` of the design,
 * section 1, has the sources.
 */
export function mostLettersOf(
  service: Letter['service'],
  plan: Pick<Plan, 'mostLetters'> | null = null,
): number | null {
  return service === 'other' ? (plan?.mostLetters ?? null) : (MOST_LETTERS[service] ?? null);
}

const MOST_LETTERS: Readonly<Partial<Record<Letter['service'], number>>> = { eras: 4, residencycas: 4, urology: 4 };

/** Of what a program wants and what its service takes the smaller number; `null` where neither is known. */
export function mostLettersFor(
  program: Pick<Program, 'letterCount'>,
  service: Letter['service'] | null,
  plan: Pick<Plan, 'mostLetters'> | null,
): number | null {
  const caps = [program.letterCount, service === null ? null : mostLettersOf(service, plan)].filter(
    cap => cap !== null,
  );
  return caps.length === 0 ? null : Math.min(...caps);
}

/**
 * Whether a program wants a letter that was received: it is of the letter's track, or for a General letter of any track
 * of its portal, which urology shares with ERAS; the letter is not too old for it; and it is neither full nor has it already.
 *
 * @param assignedIds - The ids of the letters the program has.
 * @param track - The program's own track; `null` for none, then it wants General letters of every service.
 * @param plan - The season the letter is for, which says how many a service of the student's own takes; `null` unknown.
 */
export function wantsLetter(
  program: Pick<Program, 'trackId' | 'letterCount' | 'oldestLetterMonths' | 'appliedOn' | 'deadlineOn'>,
  letter: Pick<Letter, 'id' | 'trackId' | 'service' | 'datedOn'>,
  assignedIds: ReadonlySet<string>,
  track: Pick<Track, 'service'> | null,
  plan: Pick<Plan, 'mostLetters'> | null = null,
): boolean {
  if (assignedIds.has(letter.id) || isTooOld(program, letter)) return false;
  const isForIt =
    letter.trackId === null
      ? track === null || sharesLetters(track.service, letter.service)
      : program.trackId === letter.trackId;
  // A program that asks for more than the service lets it have is full at the service's number.
  return isForIt && assignedIds.size < (mostLettersFor(program, letter.service, plan) ?? Infinity);
}

/** Whether a letter is older than a program wants. Only what is known is: without its date, or a day to count from, it is not. */
export function isTooOld(
  { oldestLetterMonths, appliedOn, deadlineOn }: Pick<Program, 'oldestLetterMonths' | 'appliedOn' | 'deadlineOn'>,
  { datedOn }: Pick<Letter, 'datedOn'>,
): boolean {
  const usedOn = appliedOn ?? deadlineOn;
  if (oldestLetterMonths === null || datedOn === null || usedOn === null) return false;
  // Asked of every letter and program, so in plain arithmetic.
  return datedOn < monthsBefore(usedOn, oldestLetterMonths);
}
