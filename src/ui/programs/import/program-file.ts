import type { Table } from '../../../files/csv.ts';
import type { ProgramMapping, ProgramTableReading } from '../../../files/program-table.ts';
import type { DateOrder } from '../../../files/table-dates.ts';
import { type FileProblem, HEAD_BYTES, isProblem, kindOfFile, LARGEST_FILE } from '../../import/file-kind.ts';

/** A table that was chosen, and how it is read. */
export interface ProgramFile {
  readonly name: string;
  readonly bytes: Uint8Array;
  readonly table: Table;
  readonly mapping: ProgramMapping;
  /** As the student said; `null` while the columns tell. */
  readonly dateOrder: DateOrder | null;
  readonly reading: ProgramTableReading;
  /** Whether the question how days are written was asked; it then stays, so that it can be answered otherwise. */
  readonly asksOrder: boolean;
}

/** Why a file gives no table; each is a sentence of the family `refusal`. */
export type ProgramFileProblem = FileProblem | 'not-a-table' | 'empty' | 'too-large';

/** Reads a table of programs. The reader, with its library, is loaded with the first file. */
export async function openProgramFile(file: File): Promise<ProgramFile | ProgramFileProblem> {
  if (file.size > LARGEST_FILE) return 'too-large';
  let bytes: Uint8Array;
  try {
    bytes = new Uint8Array(await file.arrayBuffer());
  } catch {
    // A folder, or a file that is gone.
    return 'cannot-open';
  }
  if (bytes.length === 0) return 'empty';
  const kind = kindOfFile(file.name, bytes.slice(0, HEAD_BYTES));
  if (isProblem(kind)) return kind;
  return kind === 'table' ? readAgain({ name: file.name, bytes }, undefined) : 'not-a-table';
}

/** Reads it anew, with another word on whether the first row holds the names of the columns. */
export async function readAgain(
  { name, bytes }: Pick<ProgramFile, 'name' | 'bytes'>,
  hasHeader: boolean | undefined,
): Promise<ProgramFile | ProgramFileProblem> {
  const [{ readTable }, { guessProgramColumns, isProgramHeading }] = await load();
  const read = readTable(bytes, { hasHeader, isHeading: isProgramHeading });
  if (!read.ok) return read.reason === 'too-large' || read.reason === 'empty' ? read.reason : 'not-a-table';
  const { table } = read;
  return withColumns({ name, bytes, table }, guessProgramColumns(table), null);
}

/** The same file with columns and days as the student says. */
export async function withColumns(
  file: Pick<ProgramFile, 'name' | 'bytes' | 'table'> & Partial<Pick<ProgramFile, 'asksOrder'>>,
  mapping: ProgramMapping,
  dateOrder: DateOrder | null,
): Promise<ProgramFile> {
  const [, { readProgramRows }] = await load();
  const { name, bytes, table } = file;
  const reading = readProgramRows(table, mapping, dateOrder);
  const asksOrder = reading.needsDateOrder || dateOrder !== null;
  return { name, bytes, table, mapping, dateOrder, reading, asksOrder };
}

function load() {
  return Promise.all([import('../../../files/csv.ts'), import('../../../files/program-table.ts')]);
}
