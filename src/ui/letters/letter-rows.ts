import { daysBetween, type LocalDate } from '../../core/dates.ts';
import { endedOn } from '../../core/interaction.ts';
import { isUnderWay, type Letter, type LetterFact } from '../../core/letter.ts';
import { columnOf, LETTER_COLUMNS, type LetterColumn } from '../../core/letters/column.ts';
import { isStandBy } from '../../core/letters/letter-rules.ts';
import { type LetterIndex, type LetterRecords, type LetterWarning, warningsOf } from '../../core/letters/warnings.ts';
import type { Mentor } from '../../core/mentor.ts';
import { type Plan, planIdOf, type Track } from '../../core/plan/plan.ts';
import { targetOf } from '../../core/plan/target.ts';
import type { Profile } from '../../core/profile.ts';
import { stepsOf } from '../../core/seasons/services.ts';
import type { Reader } from '../../storage/index.ts';
import type { TableReader } from '../../storage/table-reader.ts';

/** What the board, the table and the window of a letter are drawn from. */
export interface LettersData extends LetterRecords {
  readonly profile: Profile;
}

/** All of it at once: no card asks for anything by itself. */
export async function readLetters(reader: TableReader): Promise<LettersData> {
  const [letters, mentors, tracks, plans, slots, programs, assignments, profile] = await Promise.all([
    reader.letters(),
    reader.mentors(),
    reader.tracks(),
    reader.plans(),
    reader.slots(),
    reader.programs(),
    reader.assignments(),
    reader.profile(),
  ]);
  return { letters, mentors, tracks, plans, slots, programs, assignments, profile };
}

/** Who has the request of a letter in hand that is not in yet, each once and in a fixed order. */
export function waitedFor(letters: readonly Letter[]): readonly string[] {
  const waiting = letters.filter(
    letter => isUnderWay(letter) && letter.requestedOn !== null && letter.receivedOn === null,
  );
  return [...new Set(waiting.map(({ contactMentorId, mentorId }) => contactMentorId ?? mentorId))].toSorted();
}

/** By person, the day of the last contact: by one step in an index for each. */
export async function readLastContacts(
  reader: Reader,
  mentorIds: readonly string[],
): Promise<ReadonlyMap<string, LocalDate>> {
  const found = await Promise.all(mentorIds.map(async id => [id, await reader.lastContact(id)] as const));
  return new Map(found.flatMap(([id, contact]) => (contact === null ? [] : [[id, endedOn(contact.when)] as const])));
}

/** A letter as it is shown. */
export interface LetterRow {
  readonly letter: Letter;
  /** `null` when its writer is in the trash. */
  readonly mentor: Mentor | null;
  readonly track: Track | null;
  readonly plan: Plan | null;
  readonly steps: readonly LetterFact[];
  readonly column: LetterColumn;
  /** `null` while no day is known. */
  readonly targetOn: LocalDate | null;
  /** Days until the target, negative once it is over; `null` once the letter is there, while it stands by, and without a target. */
  readonly daysLeft: number | null;
  /** Whether it only stands by for another letter, see `isStandBy`. */
  readonly standsBy: boolean;
  readonly warnings: readonly LetterWarning[];
}

export function rowOf(letter: Letter, index: LetterIndex, today: LocalDate): LetterRow {
  const track = index.tracks.get(letter.trackId ?? '') ?? null;
  const plan = index.plans.get(planIdOf(letter, track) ?? '') ?? null;
  const steps = stepsOf(letter.service, plan);
  const column = columnOf(letter, steps);
  const targetOn = targetOf(letter, track, plan);
  const standsBy = isStandBy(letter, index.letters.get(letter.backupForLetterId ?? '') ?? null);
  const isAwaited = letter.receivedOn === null && column !== 'ended' && column !== 'done' && !standsBy;
  return {
    letter,
    mentor: index.mentors.get(letter.mentorId) ?? null,
    track,
    plan,
    steps,
    column,
    targetOn,
    daysLeft: targetOn === null || !isAwaited ? null : daysBetween(today, targetOn),
    standsBy,
    warnings: warningsOf(letter, steps, index, today),
  };
}

/** What is shown of all letters. */
export interface Filters {
  /** The id of a track, `general` for letters of none, or empty for all. */
  readonly track: string;
  /** A service, or empty for all. */
  readonly service: string;
  readonly showsEnded: boolean;
}

export function isShown({ letter, column }: LetterRow, { track, service, showsEnded }: Filters): boolean {
  if (column === 'ended' && !showsEnded) return false;
  if (service !== '' && letter.service !== service) return false;
  return track === '' || (track === 'general' ? letter.trackId === null : letter.trackId === track);
}

/** What the table can be sorted by. */
export const SORTS = ['writer', 'purpose', 'column', 'target', 'warnings', 'service'] as const;
export type SortBy = (typeof SORTS)[number];

export interface Sort {
  readonly by: SortBy;
  readonly isDown: boolean;
}

/**
 * The rows in that order; equal ones by target day, then by writer. Those without a day are last either way.
 *
 * @param words - What is read in a cell of text.
 */
export function sorted(
  rows: readonly LetterRow[],
  { by, isDown }: Sort,
  words: (row: LetterRow, by: 'writer' | 'purpose' | 'service') => string,
): readonly LetterRow[] {
  const collator = new Intl.Collator();
  const byWords = (a: LetterRow, b: LetterRow, what: 'writer' | 'purpose' | 'service') =>
    collator.compare(words(a, what), words(b, what));
  const first = (a: LetterRow, b: LetterRow): number => {
    switch (by) {
      case 'target':
        return compareDays(a.targetOn, b.targetOn, isDown);
      case 'column':
        return turned(LETTER_COLUMNS.indexOf(a.column) - LETTER_COLUMNS.indexOf(b.column), isDown);
      case 'warnings':
        return turned(a.warnings.length - b.warnings.length, isDown);
      default:
        return turned(byWords(a, b, by), isDown);
    }
  };
  return rows.toSorted(
    (a, b) => first(a, b) || compareDays(a.targetOn, b.targetOn, false) || byWords(a, b, 'writer') || byId(a, b),
  );
}

function turned(order: number, isDown: boolean): number {
  return isDown ? -order : order;
}

function compareDays(a: LocalDate | null, b: LocalDate | null, isDown: boolean): number {
  if (a === null || b === null) return Number(a === null) - Number(b === null);
  return turned(a < b ? -1 : a > b ? 1 : 0, isDown);
}

function byId(a: LetterRow, b: LetterRow): number {
  return a.letter.id < b.letter.id ? -1 : 1;
}
