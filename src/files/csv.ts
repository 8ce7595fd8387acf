import Papa from 'papaparse';
import type { CapturedPerson } from '../core/capture.ts';
import type { Kind } from '../core/interaction.ts';
import { searchKey } from '../core/text.ts';
import {
  entryOf,
  type FileContext,
  type FileEntry,
  type FileReading,
  type Refusal,
  type RefusalReason,
} from './file-entry.ts';
import { type DateOrder, orderIn, parseTableDate, parseTableTime } from './table-dates.ts';
import { addressOf, decodeText, isSelf, LARGEST_OTHER, lineOf, nameOf } from './text.ts';

/** What a column of a student's own table may hold. */
export const TABLE_FIELDS = ['date', 'time', 'name', 'email', 'kind', 'title', 'note'] as const;
export type TableField = (typeof TABLE_FIELDS)[number];

/** Which column holds what, by position; a field that is not there is left out. */
export type TableMapping = Readonly<Partial<Record<TableField, number>>>;

export interface Table {
  /** What the columns are called; the letters of a spreadsheet where the file does not say. */
  readonly columns: readonly string[];
  readonly hasHeader: boolean;
  /** The rows below the header as text. A formula is text as well: `=SUM(A1)` is read and never worked out. */
  readonly rows: readonly (readonly string[])[];
  /** The line of the file that the first of `rows` is on, as a spreadsheet counts. */
  readonly firstRow: number;
  readonly delimiter: string;
  /** Whether the file goes on after the last of `rows`. */
  readonly isCut: boolean;
  /** What the columns probably hold. */
  readonly guess: TableMapping;
}

/** The table, or why there is none. */
export type TableReading =
  | { readonly ok: true; readonly table: Table }
  | { readonly ok: false; readonly reason: RefusalReason };

export interface RowOptions {
  /** How days are written in the date column; not given, the column itself has to tell. */
  readonly dateOrder?: DateOrder | null;
}

export interface RowReading extends FileReading {
  /** The entries' kinds as far as the rows say, and their notes, by the `where` of the entry. */
  readonly details: Readonly<Record<string, RowDetails>>;
  /** Whether the student has to say how days are written before all rows can be read. */
  readonly needsDateOrder: boolean;
}

export interface RowDetails {
  /** `null` when the row has no kind, or a word nobody knows. */
  readonly kind: Kind | null;
  readonly note: string | null;
}

const MOST_ROWS = 20_000;
const MOST_COLUMNS = 100;
const LONGEST_CELL = 20_000;

/** What is known of a table before it is read. */
export interface TableOptions {
  /** Whether the first row holds the names of the columns; not given, the rows have to tell. */
  readonly hasHeader?: boolean | undefined;
  /** Whether a cell is what a column is called, beside the names that columns of entries have. */
  isHeading?(cell: string): boolean;
}

/** Reads a table of text: separated by commas, semicolons, tabs or bars, whichever the file has. */
export function readTable(file: Uint8Array | string, options: TableOptions = {}): TableReading {
  if (file.length > LARGEST_OTHER) return { ok: false, reason: 'too-large' };
  const whole = decodeText(file);
  if (whole.trim() === '') return { ok: false, reason: 'empty' };
  // A picture or a workbook has characters that no text has.
  // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for
  if (/[\u0000-\u0008]/.test(whole.slice(0, 2000))) return { ok: false, reason: 'not-a-table' };
  // Excel's own way of naming the separator.
  const named = /^sep=(.)\r?\n/i.exec(whole);
  const text = named === null ? whole : whole.slice(named[0].length);
  const parsed = parse(text, named?.[1]);
  if (parsed === null) return { ok: false, reason: 'not-a-table' };
  const rows = parsed.rows.map(row => row.slice(0, MOST_COLUMNS).map(cell => cell.slice(0, LONGEST_CELL)));
  const width = Math.max(0, ...rows.slice(0, 1000).map(row => row.length));
  const first = rows[0] ?? [];
  const hasHeader =
    options.hasHeader ?? (first.some(cell => options.isHeading?.(cell)) || looksLikeHeader(first, rows.slice(1, 20)));
  const body = hasHeader ? rows.slice(1) : rows;
  const columns = Array.from(
    { length: width },
    (_, index) => lineOf(hasHeader ? first[index] : null, 80) ?? letterOf(index),
  );
  const table = {
    columns,
    hasHeader,
    rows: body.slice(0, MOST_ROWS),
    firstRow: (hasHeader ? 2 : 1) + (named === null ? 0 : 1),
    delimiter: parsed.delimiter,
    isCut: body.length > MOST_ROWS,
  };
  return { ok: true, table: { ...table, guess: guessOf(table) } };
}

function parse(text: string, delimiter: string | undefined) {
  try {
    // The beginning is enough to guess by, and the library guesses by reading all of it four times.
    const guess = delimiter ?? guessDelimiter(text.slice(0, 20_000));
    const { data, meta } = Papa.parse<unknown>(text, {
      delimiter: guess,
      preview: MOST_ROWS + 2,
      skipEmptyLines: false,
      header: false,
    });
    const rows = data.map(row => (Array.isArray(row) ? row.map(cell => String(cell ?? '')) : []));
    // The end of the last line is no row.
    while (rows.at(-1)?.every(cell => cell === '')) rows.pop();
    return rows.length === 0 ? null : { rows, delimiter: meta.delimiter };
  } catch {
    return null;
  }
}

function guessDelimiter(start: string): string {
  const { meta } = Papa.parse<unknown>(start, { delimitersToGuess: [',', ';', '\t', '|'], preview: 20 });
  return meta.delimiter;
}

function letterOf(index: number): string {
  const rest = Math.floor(index / 26);
  return (rest === 0 ? '' : letterOf(rest - 1)) + String.fromCharCode(65 + (index % 26));
}

/** What people call such columns. A cell is compared without case, accents and signs, whole or by its first word. */
const NAMES: Readonly<Record<TableField, readonly string[]>> = {
  date: words(
    'date day when datum tag fecha dia data jour giorno dato päivä tarih дата 日付 日にち 日期 날짜 تاريخ التاريخ',
  ),
  time: words('time start uhrzeit zeit hora heure ora tijd tid godzina saat время 時間 时间 時刻 시간 وقت الوقت'),
  name: words(
    'name person mentor contact who with wem quien qui quem attending doctor physician preceptor faculty supervisor kontakt betreuer mentorin ' +
      'nombre persona nom personne contato pessoa nome naam navn namn imię isim имя 名前 氏名 姓名 名字 이름 اسم الاسم',
  ),
  email: words(
    'email e-mail mail address adresse mailadresse correo courriel epost メール 邮箱 電子メール 邮件 이메일 البريد بريد',
  ),
  kind: words(
    'kind type category art typ tipo categoria type-de catégorie kategorie soort тип 種類 类型 類型 유형 نوع النوع',
  ),
  title: words(
    'title subject topic what event description betreff thema titel asunto tema título sujet titre assunto oggetto titolo ' +
      'onderwerp ämne emne temat konu тема 件名 题目 主题 標題 제목 عنوان الموضوع',
  ),
  note: words(
    'note notes comment comments details remarks notiz notizen bemerkung kommentar notas nota comentario comentarios ' +
      'remarques commentaire observações opmerking anteckning uwagi not заметки メモ 備考 备注 메모 ملاحظات ملاحظة',
  ),
};

function words(list: string): readonly string[] {
  return list.split(' ').map(searchKey);
}

function fieldOf(header: string): { readonly field: TableField; readonly isWhole: boolean } | null {
  const key = searchKey(header.slice(0, 80));
  if (key === '') return null;
  for (const isWhole of [true, false]) {
    for (const field of ['email', 'date', 'time', 'name', 'kind', 'title', 'note'] as const) {
      const isIt = isWhole ? NAMES[field].includes(key) : key.split(' ').some(word => NAMES[field].includes(word));
      if (isIt) return { field, isWhole };
    }
  }
  return null;
}

/** A first row of short words of which one is a known name, or that differs from the rows below in having no day. */
function looksLikeHeader(first: readonly string[], rest: readonly (readonly string[])[]): boolean {
  const isValue = (cell: string) => addressOf(cell) !== null || isDay(cell);
  if (first.some(isValue)) return false;
  if (first.some(cell => fieldOf(cell)?.isWhole === true)) return true;
  return rest.some(row => row.some(isValue)) && first.every(cell => cell.length <= 60);
}

function isDay(cell: string): boolean {
  const date = parseTableDate(cell, null);
  return typeof date !== 'string' || date === 'ambiguous-date';
}

/** By the columns' names first, then by what stands in them. */
function guessOf({ columns, rows, hasHeader }: Pick<Table, 'columns' | 'rows' | 'hasHeader'>): TableMapping {
  const mapping: Partial<Record<TableField, number>> = {};
  if (hasHeader) {
    for (const isWhole of [true, false]) {
      for (const [index, column] of columns.entries()) {
        const found = fieldOf(column);
        const isTaken = Object.values(mapping).includes(index);
        if (found?.isWhole === isWhole && !isTaken) mapping[found.field] ??= index;
      }
    }
  }
  const sample = rows.slice(0, 50);
  const share = (index: number, isIt: (cell: string) => boolean) => {
    const cells = sample.map(row => row[index]?.trim() ?? '').filter(cell => cell !== '');
    return cells.length === 0 ? 0 : cells.filter(isIt).length / cells.length;
  };
  for (const [field, isIt] of [
    ['email', (cell: string) => addressesIn(cell).length > 0],
    ['date', isDay],
  ] as const) {
    if (mapping[field] !== undefined) continue;
    const index = columns.findIndex(
      (_, column) => !Object.values(mapping).includes(column) && share(column, isIt) > 0.7,
    );
    if (index !== -1) mapping[field] = index;
  }
  return mapping;
}

/** The people of a cell: `a@b.org`, `Name <a@b.org>`, or several of them. */
function addressesIn(cell: string): readonly { readonly name: string | null; readonly email: string }[] {
  return cell
    .slice(0, 4000)
    .split(/[;,\n]/, 100)
    .flatMap(part => {
      const bracketed = /^([^<>]*)<([^<>]+)>\s*$/.exec(part);
      const email = addressOf(bracketed?.[2] ?? part);
      return email === null ? [] : [{ name: nameOf(bracketed?.[1]), email }];
    });
}

/**
 * One entry for each row that has a person, and a day where there is a column of days; a table without one is a list of
 * contacts. The other rows are refused with a reason.
 */
export function readRows(
  table: Table,
  mapping: TableMapping,
  context: FileContext,
  options: RowOptions = {},
): RowReading {
  const entries: FileEntry[] = [];
  const refused: Refusal[] = [];
  const details: Record<string, RowDetails> = {};
  const column = (field: TableField) => {
    const index = mapping[field];
    return table.rows.map(row => (index === undefined ? '' : (row[index] ?? '').trim()));
  };
  const cells = Object.fromEntries(TABLE_FIELDS.map(field => [field, column(field)] as const));
  const cellOf = (field: TableField, index: number) => cells[field]?.[index] ?? '';
  const order = options.dateOrder ?? (mapping.date === undefined ? null : orderIn(cells.date ?? []));
  for (const [index, row] of table.rows.entries()) {
    const where = `row ${index + table.firstRow}`;
    if (row.every(cell => cell.trim() === '')) {
      // Empty rows stand between the others in many tables and need no remark, but for one that is all there is.
      if (table.rows.length === 1) refused.push({ where, reason: 'empty-row' });
      continue;
    }
    const people = peopleOf(cellOf('name', index), cellOf('email', index), mapping.date === undefined, context);
    if (typeof people === 'string') {
      const value = lineOf(cellOf(people === 'bad-address' ? 'email' : 'name', index), 80);
      refused.push({ where, reason: people, ...(value === null ? {} : { value }) });
      continue;
    }
    const kind = kindOf(cellOf('kind', index));
    const title = lineOf(cellOf('title', index));
    const note = cellOf('note', index) === '' ? null : cellOf('note', index);
    if (mapping.date === undefined) {
      const [person] = people;
      entries.push(contactEntry(where, people, person?.name ?? null, note));
    } else {
      const when = whenOf(cellOf('date', index), cellOf('time', index), order);
      if (typeof when === 'string') {
        const value = lineOf(cellOf(when === 'bad-time' ? 'time' : 'date', index) || cellOf('date', index), 80);
        refused.push({ where, reason: when, ...(value === null ? {} : { value }) });
        continue;
      }
      entries.push(rowEntry(where, people, title, kind, when));
    }
    details[where] = { kind, note };
  }
  if (table.isCut) refused.push({ where: `row ${table.rows.length + table.firstRow}`, reason: 'too-many-entries' });
  return {
    entries,
    refused,
    details,
    outsideRange: 0,
    needsDateOrder: refused.some(({ reason }) => reason === 'ambiguous-date'),
  };
}

interface When {
  readonly start: string;
  readonly end: string | null;
  readonly allDay: boolean;
}

function whenOf(dateCell: string, timeCell: string, order: DateOrder | null): When | RefusalReason {
  if (dateCell === '') return 'no-date';
  const date = parseTableDate(dateCell, order);
  if (typeof date === 'string') return date;
  const own = timeCell === '' ? null : parseTableTime(timeCell);
  if (timeCell !== '' && own === null) return 'bad-time';
  const time = own ?? (date.time === null ? null : { time: date.time, offset: date.offset });
  if (time === null) {
    const next = Temporal.PlainDate.from(date.day).add({ days: 1 });
    return { start: date.day, end: next.toString(), allDay: true };
  }
  return { start: `${date.day}T${time.time}${time.offset}`, end: null, allDay: false };
}

function peopleOf(
  nameCell: string,
  emailCell: string,
  isContact: boolean,
  { selfEmails }: FileContext,
): CapturedPerson[] | RefusalReason {
  const role = isContact ? 'contact' : 'participant';
  const person = (name: string | null, email: string | null): CapturedPerson => ({
    name,
    email,
    role,
    isSelf: isSelf(email, selfEmails),
  });
  // An address may stand in the column of names.
  const inName = addressesIn(nameCell);
  const name = inName.length > 0 ? (inName[0]?.name ?? null) : nameOf(nameCell);
  const addresses = emailCell === '' ? inName : addressesIn(emailCell);
  if (emailCell !== '' && addresses.length === 0) return 'bad-address';
  if (addresses.length === 0) return name === null ? 'no-person' : [person(name, null)];
  if (addresses.length === 1) return [person(name ?? addresses[0]?.name ?? null, addresses[0]?.email ?? null)];
  return addresses.map(one => person(one.name, one.email));
}

function contactEntry(where: string, people: CapturedPerson[], title: string | null, note: string | null): FileEntry {
  const emails = people.flatMap(({ email }) => email ?? []);
  return entryOf(
    where,
    { type: 'contact', title, people },
    { contact: { organization: null, jobTitle: null, nickname: null, emails, phones: [], note } },
  );
}

function rowEntry(
  where: string,
  people: CapturedPerson[],
  title: string | null,
  kind: Kind | null,
  { start, end, allDay }: When,
): FileEntry {
  if (kind === 'email' || kind === 'thank-you') return entryOf(where, { type: 'email', title, people, date: start });
  const type = kind === 'event' || kind === 'clinical-work' || kind === 'research' ? 'event' : 'meeting';
  return entryOf(where, { type, title, people, start, end, allDay });
}

const KIND_WORDS: Readonly<Record<Kind, readonly string[]>> = {
  email: words('email e-mail mail correo courriel epost メール 邮件 郵件 이메일 بريد'),
  meeting: words(
    'meeting met treffen besprechung termin reunión reunion réunion rendez-vous reunião encontro 会議 会议 會議 미팅 اجتماع',
  ),
  'coffee-chat': words('coffee coffee-chat lunch tea kaffee café cafe コーヒー 咖啡 커피 قهوة'),
  'clinical-work': words(
    'clinical clinic shift rotation ward famulatur klinik clínica clinique estágio 診療 临床 실습',
  ),
  research: words('research forschung investigación recherche pesquisa 研究 연구 بحث'),
  feedback: words('feedback evaluation rückmeldung evaluación évaluation avaliação フィードバック 反馈 피드백'),
  'thank-you': words(
    'thank-you thanks thank danke agradecimiento gracias remerciement merci agradecimento お礼 感谢 감사 شكر',
  ),
  call: words(
    'call phone telephone zoom video telefon anruf telefonat llamada appel ligação 電話 电话 通話 전화 مكالمة',
  ),
  event: words('event veranstaltung evento événement conference konferenz イベント 活动 活動 행사 حدث'),
};

/** The kind a cell names, by one of its words; the more particular kinds first. */
function kindOf(cell: string): Kind | null {
  const key = searchKey(cell.slice(0, 80));
  if (key === '') return null;
  const kinds: readonly Kind[] = [
    'thank-you',
    'coffee-chat',
    'feedback',
    'research',
    'clinical-work',
    'call',
    'email',
    'meeting',
    'event',
  ];
  const known = new Set([key, ...key.split(' ')]);
  return kinds.find(kind => KIND_WORDS[kind].some(word => known.has(word))) ?? null;
}
