/** What the rules about letters share. */
import { type LocalDate, laterOf } from '../dates.ts';
import { isUnderWay, type Letter } from '../letter.ts';
import type { LetterFacts, MentorFacts } from './facts.ts';
import type { WantedReminder } from './reminder.ts';

/** The letters that there is still something to be done for; no other has reminders. */
export function lettersUnderWay({ letters }: Pick<MentorFacts, 'letters'>): readonly LetterFacts[] {
  return letters.filter(({ letter }) => isUnderWay(letter));
}

/**
 * Whether a letter is to be sought: any that does not stand by, and a stand-by while its main letter is not in.
 *
 * A backup is of use only when its writer was asked in time, so it is asked for like any other. It is nudged for too: at
 * the time when nudges begin, a main letter that is still not in is in danger, since from the same day on a backup is asked
 * for. Once the main letter is in, a favour would be asked for nothing.
 */
export function isNeeded({ main }: Pick<LetterFacts, 'main'>): boolean {
  return main === null || main.receivedOn === null;
}

/**
 * The letters of which something can be late: those that do not stand by. A stand-by needs no backup of its own.
 */
export function ownPlace(letters: readonly LetterFacts[]): readonly LetterFacts[] {
  return letters.filter(({ main }) => main === null);
}

/**
 * Whom to write to about a letter: the contact person where there is one, as when a group signs it, else the signer. A
 * contact person who is in the trash or archived is none. With the signer gone or archived it is the signer's as well, who
 * has no reminders.
 *
 * @param isPresent - Whether somebody is there, and not archived.
 */
export function personOf(
  { mentorId, contactMentorId }: Pick<Letter, 'mentorId' | 'contactMentorId'>,
  isPresent: (mentorId: string) => boolean,
): string {
  return contactMentorId !== null && isPresent(contactMentorId) && isPresent(mentorId) ? contactMentorId : mentorId;
}

/** The signer and the contact person, each once. */
export function peopleOfLetter({ mentorId, contactMentorId }: Pick<Letter, 'mentorId' | 'contactMentorId'>): string[] {
  return contactMentorId === null || contactMentorId === mentorId ? [mentorId] : [mentorId, contactMentorId];
}

/** Whose and which it is. */
export function ofLetter({ letter, personId }: LetterFacts): Pick<WantedReminder, 'subjectId' | 'mentorId'> {
  return { subjectId: letter.id, mentorId: personId };
}

/** The facts that every reason about a letter has. */
export function named({ letter, track }: LetterFacts): { readonly letterId: string; readonly trackName: string } {
  return { letterId: letter.id, trackName: track?.name ?? '' };
}

type Typed = Pick<Letter, 'enteredOn'>;

/** The day on which the last of these dates was typed in; `null` when it is of none known, and then nothing is skipped. */
export function lastEnteredOn({ enteredOn }: Typed, ...fields: readonly string[]): LocalDate | null {
  return latestOf(...fields.map(field => enteredOn[field] ?? null));
}

/** The day itself; for a date that was typed in later than that, the day it was: before, nobody knew of it. */
export function knownOn(on: LocalDate, record: Typed, field: string): LocalDate {
  return latestOf(on, lastEnteredOn(record, field)) ?? on;
}

/** `null` when there is none. */
export function latestOf(...days: readonly (LocalDate | null)[]): LocalDate | null {
  return days.reduce((latest, on) => (latest === null || on === null ? (latest ?? on) : laterOf(latest, on)), null);
}
