import type { Track } from '../plan/plan.ts';
import type { Program, ProgramFields } from '../program.ts';
import { searchKey } from '../text.ts';

/** What a table of programs becomes: proposals that the student looks through, then records. */

/** What a column can hold. */
export const PROGRAM_COLUMNS = [
  'name',
  'track',
  'deadline',
  'applied',
  'interview',
  'priority',
  'count',
  'chair',
  'standardized',
  'do',
  'oldest',
  'link',
  'note',
] as const;
export type ProgramColumn = (typeof PROGRAM_COLUMNS)[number];

/** Why a row, or a cell of one, does not come in. */
export const PROGRAM_REFUSALS = [
  /** Of a row. */
  'no-name',
  'too-many',
  /** Of a cell. */
  'bad-day',
  'ambiguous-day',
  'bad-number',
  'bad-yes-no',
  'bad-link',
  'no-track',
  'too-long',
] as const;
export type ProgramRefusal = (typeof PROGRAM_REFUSALS)[number];

/** A cell that was not understood and is left out of its program. */
export interface LeftOutCell {
  readonly column: ProgramColumn;
  /** As it stands in the file, cut. */
  readonly value: string;
  readonly reason: ProgramRefusal;
}

/** Of a program only what its row says; a field that is not there says nothing. */
export type ReadFields = Readonly<Partial<Omit<ProgramFields, 'trackId' | 'enteredOn' | 'name'>>>;

/** A row of a table that has a name. */
export interface ReadProgram {
  /** As a spreadsheet counts. */
  readonly row: number;
  readonly name: string;
  readonly fields: ReadFields;
  /** What the row calls its track; empty for nothing. */
  readonly trackName: string;
  readonly leftOut: readonly LeftOutCell[];
  /** The columns in which the row has what looks like a formula; it is kept as text. */
  readonly formulas: readonly ProgramColumn[];
}

/** A row that does not come in at all. */
export interface RefusedRow {
  readonly row: number;
  readonly reason: ProgramRefusal;
}

/** A row, and what it is the same as. */
export interface ProposedProgram extends Omit<ReadProgram, 'trackName'> {
  /** `null` for none. */
  readonly trackId: string | null;
  /** The stored program of the same name and track; `null` for none. */
  readonly storedId: string | null;
  /** The first row of the file of the same name and track; `null` when it is itself that. */
  readonly firstRow: number | null;
}

/** What to do with a program that is there already. */
export const DUPLICATE_CHOICES = ['skip', 'update', 'add'] as const;
export type DuplicateChoice = (typeof DUPLICATE_CHOICES)[number];

/**
 * Each row with its track and what it repeats. Two are the same when their names are, without case, accents and signs, and
 * their tracks, where both have one: a hospital may have several programs.
 *
 * @param trackId - For rows that name no track, or none that there is; `null` for none.
 */
export function proposePrograms(
  rows: readonly ReadProgram[],
  stored: readonly Pick<Program, 'id' | 'name' | 'trackId'>[],
  tracks: readonly Pick<Track, 'id' | 'name' | 'specialty'>[],
  trackId: string | null,
): readonly ProposedProgram[] {
  const trackIdByName = new Map<string, string>();
  // A track's own name says more than its specialty, which several may have.
  for (const { id, specialty } of tracks.toReversed()) if (specialty !== '') trackIdByName.set(keyOf(specialty), id);
  for (const { id, name } of tracks.toReversed()) trackIdByName.set(keyOf(name), id);
  const known = new SameName<string>();
  for (const { id, name, trackId: ofStored } of stored) known.add(name, ofStored, id);
  const inFile = new SameName<number>();
  return rows.map(({ trackName, ...row }) => {
    const named = trackName === '' ? null : (trackIdByName.get(keyOf(trackName)) ?? null);
    const ofRow = named ?? trackId;
    const firstRow = inFile.find(row.name, ofRow);
    if (firstRow === null) inFile.add(row.name, ofRow, row.row);
    const cell = { column: 'track', value: trackName, reason: 'no-track' } as const;
    const leftOut = trackName !== '' && named === null ? [...row.leftOut, cell] : row.leftOut;
    return { ...row, leftOut, trackId: ofRow, storedId: known.find(row.name, ofRow), firstRow };
  });
}

/** Programs by name, then by track. */
class SameName<T> {
  readonly #byName = new Map<string, { readonly trackId: string | null; readonly value: T }[]>();

  add(name: string, trackId: string | null, value: T): void {
    const key = keyOf(name);
    const same = this.#byName.get(key);
    if (same === undefined) this.#byName.set(key, [{ trackId, value }]);
    else same.push({ trackId, value });
  }

  /** The one of the same track before one of no track. */
  find(name: string, trackId: string | null): T | null {
    const same = this.#byName.get(keyOf(name)) ?? [];
    const exact = same.find(one => one.trackId === trackId);
    const near = same.find(one => one.trackId === null || trackId === null);
    return (exact ?? near)?.value ?? null;
  }
}

/** Without any signs, so that "St. Brendan" is "St Brendan"; a name made of signs alone is compared as it stands. */
function keyOf(name: string): string {
  const key = searchKey(name)
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();
  return key === '' ? name.trim() : key;
}

/** A program to be written: a new one with all it has, or the fields of a stored one that change. */
export interface ProgramSave {
  readonly id: string;
  readonly isNew: boolean;
  readonly fields: Readonly<Record<string, unknown>>;
}

export interface SettledImport {
  readonly saves: readonly ProgramSave[];
  readonly addedCount: number;
  readonly updatedCount: number;
  /** The rows that were skipped because there is one like them. */
  readonly skipped: readonly ProposedProgram[];
}

/** What is to be done with what is there twice. */
export interface DuplicateChoices {
  /** For rows that are in the list already. */
  readonly stored: DuplicateChoice;
  /** For rows that repeat an earlier one of the file. */
  readonly inFile: DuplicateChoice;
  /** By row, where the student said otherwise than for all. */
  readonly byRow: ReadonlyMap<number, DuplicateChoice>;
}

/** Whether there is another like it, in the list or earlier in the file, so that the student is asked. */
export function isDuplicate({ storedId, firstRow }: Pick<ProposedProgram, 'storedId' | 'firstRow'>): boolean {
  return storedId !== null || firstRow !== null;
}

/** What is to be done with a row that is there twice: as the student said for it, else for all like it. */
export function choiceFor(
  { row, firstRow }: Pick<ProposedProgram, 'row' | 'firstRow'>,
  { stored, inFile, byRow }: DuplicateChoices,
): DuplicateChoice {
  return byRow.get(row) ?? (firstRow === null ? stored : inFile);
}

/**
 * What is written, as the student chose for what is there twice. A row that updates says what its cells say, and leaves
 * alone what they leave empty.
 *
 * @param idOf - The id of the program that a row makes; the same for a row whenever it is asked.
 */
export function settleImport(
  proposed: readonly ProposedProgram[],
  choices: DuplicateChoices,
  idOf: (row: number) => string,
): SettledImport {
  const saves = new Map<string, ProgramSave>();
  const idByRow = new Map<number, string>();
  const skipped: ProposedProgram[] = [];
  for (const one of proposed) {
    const fields = { name: one.name, trackId: one.trackId, ...one.fields };
    const { name: _name, trackId, ...others } = fields;
    // Updating never takes a track away, nor writes the name otherwise.
    const change = trackId === null ? others : { ...others, trackId };
    const choice = isDuplicate(one) ? choiceFor(one, choices) : 'add';
    if (one.firstRow !== null && choice !== 'add') {
      const id = idByRow.get(one.firstRow);
      const earlier = saves.get(id ?? '');
      if (choice === 'skip' || earlier === undefined) skipped.push(one);
      else saves.set(earlier.id, { ...earlier, fields: { ...earlier.fields, ...change } });
      continue;
    }
    if (one.storedId !== null && choice !== 'add') {
      if (choice === 'skip') {
        skipped.push(one);
        continue;
      }
      idByRow.set(one.row, one.storedId);
      const earlier = saves.get(one.storedId)?.fields ?? {};
      saves.set(one.storedId, { id: one.storedId, isNew: false, fields: { ...earlier, ...change } });
      continue;
    }
    const id = idOf(one.row);
    idByRow.set(one.row, id);
    saves.set(id, { id, isNew: true, fields });
  }
  const all = [...saves.values()];
  const addedCount = all.filter(({ isNew }) => isNew).length;
  return { saves: all, addedCount, updatedCount: all.length - addedCount, skipped };
}
