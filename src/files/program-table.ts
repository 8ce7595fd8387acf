import { type LocalDate, parseLocalDate } from '../core/dates.ts';
import { isFormula, readFromSpreadsheet } from '../core/programs/formula.ts';
import {
  type LeftOutCell,
  PROGRAM_COLUMNS,
  type ProgramColumn,
  type ProgramRefusal,
  type ReadProgram,
  type RefusedRow,
} from '../core/programs/import.ts';
import { cleanLine, cleanText, searchKey } from '../core/text.ts';
import type { Table } from './csv.ts';
import { type DateOrder, orderIn, parseTableDate } from './table-dates.ts';
import { webLink } from './text.ts';

/** Which column holds what, by position; what is not there is left out. */
export type ProgramMapping = Readonly<Partial<Record<ProgramColumn, number>>>;

export interface ProgramTableReading {
  readonly programs: readonly ReadProgram[];
  /** Rows that do not come in; empty ones are not mentioned. */
  readonly refused: readonly RefusedRow[];
  /** Whether some days can be read in two ways and nobody has said how they are written. */
  readonly needsDateOrder: boolean;
}

/** As many as can be written together. */
export const MOST_PROGRAMS = 10_000;

const LONGEST_NAME = 200;
const LONGEST_NOTE = 2000;
/** A day has at most so many, with what stands after it. */
const MOST_WORDS = 12;

/** What people call such columns, in order of certainty. A cell is compared without case, accents and signs. */
const HEADINGS: Readonly<Record<ProgramColumn, readonly string[]>> = {
  name: phrases(
    'program name|program title|residency program|name of program|program|programme|hospital|institution|site|name',
  ),
  track: phrases('track|specialty|speciality|specialty name|applying to|field|fachgebiet|especialidad|spécialité'),
  deadline: phrases(
    'application deadline|deadline|due date|due|closes|closing date|apply by|frist|fecha límite|date limite',
  ),
  applied: phrases('applied on|date applied|application date|applied|submitted on|submitted|date submitted'),
  interview: phrases('interview date|interview on|interview day|interview|date of interview'),
  priority: phrases('priority|rank|tier|preference|signal|priorität|prioridad|priorité'),
  count: phrases(
    'letters|number of letters|letters required|letters wanted|lors|lor count|letters of recommendation|number of lors|required lors|lors required',
  ),
  chair: phrases('chair letter|chair lor|department letter|chair|chairs letter|department chair letter'),
  standardized: phrases('standardized letter|standardized form|standardized|sloe|eslor|sel|standardised letter'),
  do: phrases('do letter|do writer|do lor|osteopathic letter|letter from a do'),
  oldest: phrases('oldest letter|letter age|max letter age|letters within|oldest letter months|letter within months'),
  link: phrases('link|url|website|web site|web page|homepage|freida|web'),
  note: phrases('notes|note|comments|comment|remarks|details|notizen|notas|remarques'),
};

function phrases(list: string): readonly string[] {
  return list.split('|').map(searchKey);
}

/** Whether a cell is what people call such a column. */
export function isProgramHeading(cell: string): boolean {
  const key = searchKey(cell.slice(0, 80));
  return PROGRAM_COLUMNS.some(column => HEADINGS[column].includes(key));
}

/**
 * What the columns probably hold, by what they are called: whole names first, then names that begin or end with a known
 * one; and without a column of names the first one whose cells are words.
 */
export function guessProgramColumns({
  columns,
  rows,
  hasHeader,
}: Pick<Table, 'columns' | 'rows' | 'hasHeader'>): ProgramMapping {
  const mapping: Partial<Record<ProgramColumn, number>> = {};
  const taken = new Set<number>();
  const take = (column: ProgramColumn, index: number) => {
    if (index === -1 || taken.has(index) || mapping[column] !== undefined) return;
    mapping[column] = index;
    taken.add(index);
  };
  if (hasHeader) {
    const keys = columns.map(heading => searchKey(heading.slice(0, 80)));
    for (const column of PROGRAM_COLUMNS) {
      for (const phrase of HEADINGS[column])
        take(
          column,
          keys.findIndex((key, at) => key === phrase && !taken.has(at)),
        );
    }
    for (const column of PROGRAM_COLUMNS) {
      for (const phrase of HEADINGS[column]) {
        const isNear = (key: string, at: number) =>
          !taken.has(at) && (key.startsWith(`${phrase} `) || key.endsWith(` ${phrase}`));
        take(column, keys.findIndex(isNear));
      }
    }
  }
  if (mapping.name === undefined) {
    const sample = rows.slice(0, 50);
    const isWords = (index: number) => {
      const cells = sample.map(row => row[index]?.trim() ?? '').filter(cell => cell !== '');
      const words = cells.filter(cell => /\p{L}{2}/u.test(cell) && typeof parseTableDate(cell, 'mdy') === 'string');
      return cells.length > 0 && words.length > cells.length / 2;
    };
    take(
      'name',
      columns.findIndex((_, index) => !taken.has(index) && isWords(index)),
    );
  }
  return mapping;
}

/** The columns that hold days. */
const DAY_COLUMNS = ['deadline', 'applied', 'interview'] as const satisfies readonly ProgramColumn[];

/**
 * One program for each row that has a name. A cell that is not understood is left out of it and told; nothing is guessed.
 *
 * @param order - How days are written; `null` while the columns themselves have to tell.
 */
export function readProgramRows(table: Table, mapping: ProgramMapping, order: DateOrder | null): ProgramTableReading {
  const cellsOf = (column: ProgramColumn) => {
    const index = mapping[column];
    return index === undefined ? [] : table.rows.map(row => row[index] ?? '');
  };
  // One person wrote them all.
  const known = order ?? orderIn(DAY_COLUMNS.flatMap(cellsOf));
  const programs: ReadProgram[] = [];
  const refused: RefusedRow[] = [];
  let needsDateOrder = false;
  for (const [index, cells] of table.rows.entries()) {
    if (cells.every(cell => cell.trim() === '')) continue;
    const row = index + table.firstRow;
    const reader = new RowReader(cells, mapping, known);
    const name = reader.text('name', LONGEST_NAME);
    if (name === '') refused.push({ row, reason: 'no-name' });
    else if (programs.length >= MOST_PROGRAMS) refused.push({ row, reason: 'too-many' });
    else programs.push(reader.program(row, name));
    needsDateOrder ||= reader.leftOut.some(({ reason }) => reason === 'ambiguous-day');
  }
  return { programs, refused, needsDateOrder };
}

/** The cells of one row, and what could not be understood of them. */
class RowReader {
  readonly leftOut: LeftOutCell[] = [];
  readonly #cells: readonly string[];
  readonly #mapping: ProgramMapping;
  readonly #order: DateOrder | null;

  constructor(cells: readonly string[], mapping: ProgramMapping, order: DateOrder | null) {
    this.#cells = cells;
    this.#mapping = mapping;
    this.#order = order;
  }

  program(row: number, name: string): ReadProgram {
    const fields = {
      deadlineOn: this.#day('deadline'),
      appliedOn: this.#day('applied'),
      interviewOn: this.#day('interview'),
      priority: this.#number('priority', 1, 9),
      letterCount: this.#number('count', 0, 10),
      wantsChairLetter: this.#yesOrNo('chair'),
      wantsStandardized: this.#yesOrNo('standardized'),
      wantsDoWriter: this.#yesOrNo('do'),
      oldestLetterMonths: this.#months('oldest'),
      link: this.#link('link'),
      note: this.#note('note'),
    };
    return {
      row,
      name,
      fields: Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== null)),
      trackName: this.text('track', 160),
      leftOut: this.leftOut,
      formulas: PROGRAM_COLUMNS.filter(column => isFormula(this.#cell(column))),
    };
  }

  /** One line, cleaned; what is cut off is told. */
  text(column: ProgramColumn, most: number): string {
    const cell = this.#cell(column);
    const line = cleanLine(cell, most);
    if (cleanLine(cell, most + 1).length > most) this.#leave(column, 'too-long');
    return line;
  }

  /** Without the blanks around it, and the apostrophe that a spreadsheet or an export of ours put before a formula. */
  #cell(column: ProgramColumn): string {
    const index = this.#mapping[column];
    const cell = index === undefined ? '' : readFromSpreadsheet((this.#cells[index] ?? '').trim());
    return /^[-–—]+$/.test(cell) ? '' : cell;
  }

  /** The same where words such as "n/a" stand for nothing. */
  #value(column: ProgramColumn): string {
    const cell = this.#cell(column);
    return /^(?:n\/?a|tb[acd]|unknown|not known|\?+)$/i.test(cell) ? '' : cell;
  }

  #leave(column: ProgramColumn, reason: ProgramRefusal): null {
    this.leftOut.push({ column, value: cleanLine(this.#cell(column), 80), reason });
    return null;
  }

  #day(column: ProgramColumn): LocalDate | null {
    const cell = this.#value(column);
    if (cell === '') return null;
    const words = cell.split(/\s+/, MOST_WORDS);
    // What stands after a day, as "5 PM ET" or "at noon", takes nothing from it.
    for (let count = words.length; count > 0; count -= 1) {
      const read = parseTableDate(words.slice(0, count).join(' ').replace(/,$/, ''), this.#order);
      if (read === 'ambiguous-date') return this.#leave(column, 'ambiguous-day');
      if (typeof read !== 'string') return parseLocalDate(read.day) ?? this.#leave(column, 'bad-day');
    }
    return this.#leave(column, 'bad-day');
  }

  #number(column: ProgramColumn, least: number, most: number): number | null {
    const cell = this.#value(column);
    if (cell === '') return null;
    const digits = /^(?:no\.?|#)?\s*(\d{1,4})(?:\.0+)?$/i.exec(cell.normalize('NFKC'))?.[1];
    const value = Number(digits ?? Number.NaN);
    return value >= least && value <= most ? value : this.#leave(column, 'bad-number');
  }

  #months(column: ProgramColumn): number | null {
    const cell = this.#value(column);
    if (cell === '') return null;
    const [, amount, unit = ''] =
      /^(\d{1,3})\s*(m|mo|mos|months?|y|yrs?|years?)?\.?$/i.exec(cell.normalize('NFKC')) ?? [];
    const months = Number(amount ?? Number.NaN) * (unit.toLowerCase().startsWith('y') ? 12 : 1);
    return months >= 1 && months <= 120 ? months : this.#leave(column, 'bad-number');
  }

  #yesOrNo(column: ProgramColumn): boolean | null {
    const key = searchKey(this.#value(column));
    if (this.#value(column) === '') return null;
    if (YES.has(key) || /^[✓✔☑]/u.test(this.#value(column))) return true;
    return NO.has(key) || /^[✗✘☐]/u.test(this.#value(column)) ? false : this.#leave(column, 'bad-yes-no');
  }

  #link(column: ProgramColumn): string | null {
    const cell = this.#value(column);
    if (cell === '') return null;
    // As people write them: "www.example.org/residency".
    const full = /^[\w-]+(?:\.[\w-]+)+(?:[/?#]|$)/.test(cell) ? `https://${cell}` : cell;
    return webLink(full) ?? this.#leave(column, 'bad-link');
  }

  #note(column: ProgramColumn): string | null {
    const cell = this.#cell(column);
    const note = cleanText(cell, LONGEST_NOTE);
    if (cleanText(cell, LONGEST_NOTE + 1).length > LONGEST_NOTE) this.#leave(column, 'too-long');
    return note === '' ? null : note;
  }
}

const YES = new Set(phrases('yes|y|true|x|1|required|ja|si|sí|oui|sim|да|はい|是|예|نعم'));
const NO = new Set(phrases('no|n|false|0|none|not required|nein|non|não|нет|いいえ|否|아니요|لا'));
