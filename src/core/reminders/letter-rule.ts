/** What the rules about letters share. */
import { type LocalDate, laterOf } from '../dates.ts';
import { isUnderWay, type Letter } from '../letter.ts';
import type { LetterFacts, MentorFacts } from './facts.ts';
import type { WantedReminder } from './reminder.ts';

/** The letters that there is still something to be done for; no other has reminders. */
export function lettersUnderWay({ letters }: Pick<MentorFacts, 'letters'>): readonly LetterFacts[] {
  return letters.filter(({ letter }) => isUnderWay(letter));
}

/** Whose and which it is: of a letter that a group signs, its contact person is whom to write to. */
export function ofLetter({ letter }: LetterFacts): Pick<WantedReminder, 'subjectId' | 'mentorId'> {
  return { subjectId: letter.id, mentorId: letter.contactMentorId ?? letter.mentorId };
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
