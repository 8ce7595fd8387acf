import type { ImportEntry } from '../../core/import.ts';
import type { RowReading, Table, TableMapping } from '../../files/csv.ts';
import type { FileContext, FileEntry, FileReading, Refusal } from '../../files/file-entry.ts';
import type { DayRange } from '../../files/ics.ts';
import type { DateOrder } from '../../files/table-dates.ts';
import { type FileKind, type FileProblem, HEAD_BYTES, isProblem, kindOfFile, LARGEST_FILE } from './file-kind.ts';

/** Lets the page draw and answer. */
export function pause(): Promise<void> {
  return new Promise(resolve => setTimeout(resolve));
}

/** A calendar with more events than this asks for days, as one with repeated events does. */
const MANY_EVENTS = 50;

/** What was read of one file, and what it needs to be read again with other answers. */
export interface FileContent {
  readonly kind: FileKind;
  readonly entries: readonly ImportEntry[];
  readonly refused: readonly Refusal[];
  readonly outsideRange: number;
  /** A calendar that is read within days; `null` for all else. */
  readonly calendar: { readonly bytes: Uint8Array; readonly range: DayRange } | null;
  readonly table: TableContent | null;
}

/** How a table is to be read. */
export interface Columns {
  readonly mapping: TableMapping;
  /** `null` while the column itself says how days are written, or nobody does. */
  readonly dateOrder: DateOrder | null;
}

export interface TableContent {
  readonly table: Table;
  readonly columns: Columns;
  /** Whether the student is to say how days are written. */
  readonly needsDateOrder: boolean;
}

/** Reads a file of any kind. Its reader, with its library, is loaded with the first file that needs it. */
export async function readFile(
  id: string,
  file: File,
  context: FileContext,
  range: DayRange,
): Promise<FileContent | FileProblem> {
  if (file.size === 0) return (await isReadable(file)) ? 'empty' : 'cannot-open';
  if (file.size > LARGEST_FILE) return 'too-large';
  let bytes: Uint8Array;
  try {
    const kind = kindOfFile(file.name, new Uint8Array(await file.slice(0, HEAD_BYTES).arrayBuffer()));
    if (isProblem(kind)) return kind;
    bytes = new Uint8Array(await file.arrayBuffer());
    return await readAs(kind, id, file.name, bytes, context, range);
  } catch (error) {
    // The readers do not throw on what a file says, so it is the file that cannot be read.
    if (error instanceof DOMException) return 'cannot-open';
    throw error;
  }
}

/** A folder looks like a file of no bytes until it is opened. */
async function isReadable(file: File): Promise<boolean> {
  try {
    await file.arrayBuffer();
    return true;
  } catch {
    return false;
  }
}

async function readAs(
  kind: FileKind,
  id: string,
  name: string,
  bytes: Uint8Array,
  context: FileContext,
  range: DayRange,
): Promise<FileContent> {
  const none = { calendar: null, table: null };
  switch (kind) {
    case 'mail': {
      // HTML is left unread: what is logged of a mail stands in its head, and the policy of our pages forbids parsing it.
      const { readEml } = await import('../../files/eml.ts');
      return { kind, ...contentOf(id, name, await readEml(bytes, context)), ...none };
    }
    case 'contacts': {
      const { readVcf } = await import('../../files/vcf.ts');
      return { kind, ...contentOf(id, name, readVcf(bytes, context)), ...none };
    }
    case 'calendar': {
      if (wantsDays(bytes)) return readCalendar(id, name, bytes, context, range);
      const { readIcs } = await import('../../files/ics.ts');
      return { kind, ...contentOf(id, name, readIcs(bytes, context)), ...none };
    }
    case 'table': {
      const { readTable } = await import('../../files/csv.ts');
      const reading = readTable(bytes);
      if (!reading.ok) {
        return { kind, entries: [], refused: [{ where: '', reason: reading.reason }], outsideRange: 0, ...none };
      }
      const { table } = reading;
      return readColumns(id, name, table, { mapping: table.guess, dateOrder: null }, context);
    }
  }
}

/** Whether a calendar has repeated events, which have no end, or more events than anybody looks through. */
function wantsDays(bytes: Uint8Array): boolean {
  const text = new TextDecoder('latin1').decode(bytes);
  return /^(?:RRULE|RDATE)[;:]/im.test(text) || (text.match(/^BEGIN:VEVENT/gim)?.length ?? 0) > MANY_EVENTS;
}

/** The events of a calendar within these days. */
export async function readCalendar(
  id: string,
  name: string,
  bytes: Uint8Array,
  context: FileContext,
  range: DayRange,
): Promise<FileContent> {
  const { readIcsInPieces } = await import('../../files/ics.ts');
  const reading = await readIcsInPieces(bytes, context, { range }, pause);
  return { kind: 'calendar', ...contentOf(id, name, reading), calendar: { bytes, range }, table: null };
}

/** The rows of a table, with columns as the student says. */
export async function readColumns(
  id: string,
  name: string,
  table: Table,
  columns: Columns,
  context: FileContext,
): Promise<FileContent> {
  const { readRows } = await import('../../files/csv.ts');
  const { mapping, dateOrder } = columns;
  const reading: RowReading = readRows(table, mapping, context, { dateOrder });
  const content = contentOf(id, name, reading, reading.details);
  // Once asked, the question stays where it can be answered otherwise.
  const needsDateOrder = reading.needsDateOrder || dateOrder !== null;
  return { kind: 'table', ...content, calendar: null, table: { table, columns, needsDateOrder } };
}

function contentOf(
  id: string,
  name: string,
  reading: FileReading,
  details: RowReading['details'] | null = null,
): Pick<FileContent, 'entries' | 'refused' | 'outsideRange'> {
  const keys = new Set<string>();
  const entries = reading.entries.map(entry => {
    const key = uniqueKey(`${id}|${entry.where}|${entry.item.start ?? entry.item.date ?? ''}`, keys);
    return entryOf(key, name, entry, details);
  });
  return { entries, refused: reading.refused, outsideRange: reading.outsideRange };
}

function uniqueKey(key: string, taken: Set<string>): string {
  let unique = key;
  for (let next = 2; taken.has(unique); next += 1) unique = `${key}|${next}`;
  taken.add(unique);
  return unique;
}

function entryOf(key: string, file: string, entry: FileEntry, details: RowReading['details'] | null): ImportEntry {
  const { where, item, status, responses, occurrence, contact } = entry;
  const row = details === null ? null : (details[where] ?? { kind: null, note: null });
  return { key, file, where, item, status, responses, occurrence, contact, row };
}
