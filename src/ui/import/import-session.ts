import { addDays, localDateOf } from '../../core/dates.ts';
import {
  type ContactRow,
  type ImportEntry,
  ImportProposer,
  type ImportRow,
  keysToFind,
  likelyOwnAddress,
  withLogged,
} from '../../core/import.ts';
import type { Interaction } from '../../core/interaction.ts';
import type { FormPerson, LogForm } from '../../core/log-form.ts';
import type { Mentor } from '../../core/mentor.ts';
import type { Problem, Result } from '../../core/result.ts';
import type { FileContext } from '../../files/file-entry.ts';
import type { DayRange } from '../../files/ics.ts';
import type { Imported, ImportRequest } from '../../messages/protocol.ts';
import { now, timeZone } from '../../platform/clock.ts';
import { call } from '../../platform/messaging.ts';
import { report } from '../../platform/report.ts';
import { reader } from '../hooks/reader.ts';
import type { FileProblem } from './file-kind.ts';
import { type Columns, type FileContent, pause, readCalendar, readColumns, readFile } from './read-file.ts';

/** A file of the session. */
export interface SessionFile {
  readonly id: string;
  readonly name: string;
  readonly file: File;
  /** What is in it; a reason why nothing is; `null` until it was read. */
  readonly content: FileContent | FileProblem | null;
  /** How the student wants a table to be read; `null` for as it was guessed. */
  readonly columns: Columns | null;
}

/** What the student says about a contact who has the name of a mentor: not to add, somebody new, or that mentor. */
export type Answer = 'leave' | 'new' | { readonly mentorId: string };

export interface ImportOutcome {
  readonly imported: Imported;
  /** What was proposed and not ticked. */
  readonly notChosenCount: number;
}

export interface ImportState {
  readonly phase: 'choosing' | 'reading' | 'ready' | 'writing' | 'done';
  readonly files: readonly SessionFile[];
  /** What is being read, and how far it is; `null` when nothing is. A name of `null` is the comparison with the log. */
  readonly progress: { readonly done: number; readonly total: number; readonly name: string | null } | null;
  readonly range: DayRange;
  readonly rows: readonly ImportRow[];
  /** Where the student ticked otherwise than proposed, by row. */
  readonly ticks: ReadonlyMap<string, boolean>;
  readonly answers: ReadonlyMap<string, Answer>;
  readonly mentors: readonly Mentor[];
  /** An address that is probably the student's; `null` for none, also when theirs are known. */
  readonly likelyOwn: string | null;
  /** Whether mail or events were read, no address of the student is known, and they did not leave that open. */
  readonly isOwnMissing: boolean;
  readonly isOwnSkipped: boolean;
  readonly outcome: ImportOutcome | null;
  readonly problem: Problem | null;
}

/** Contacts are proposed with a tick while there are few: whoever chose one card means it, and an address book has hundreds. */
const FEW_CONTACTS = 5;

/** How long the page may be kept from drawing, in milliseconds. */
const SLICE_MS = 12;
/** How often the progress is drawn. */
const TELL_MS = 150;

const KEYS_AT_ONCE = 500;

/** What is chosen and what becomes of it, from the first file to the report; it outlives the view that shows it. */
export class ImportSession {
  #state: ImportState = firstState();
  #run = 0;
  #fileCount = 0;
  readonly #listeners = new Set<() => void>();

  get state(): ImportState {
    return this.#state;
  }

  /** @returns Stops it. */
  subscribe(listener: () => void): () => void {
    this.#listeners.add(listener);
    return () => void this.#listeners.delete(listener);
  }

  /** Reads more files. Those that are being read already go on. */
  add(files: readonly File[]): void {
    if (files.length === 0 || this.#state.phase === 'writing') return;
    if (this.#state.phase === 'done') this.startOver();
    const added = files.map(file => {
      this.#fileCount += 1;
      return { id: `f${this.#fileCount}`, name: file.name, file, content: null, columns: null };
    });
    this.#set({ files: [...this.#state.files, ...added] });
    this.#work();
  }

  remove(id: string): void {
    this.#set({ files: this.#state.files.filter(file => file.id !== id) });
    if (this.#state.files.length === 0) this.startOver();
    else this.#work();
  }

  /** Stops reading: files that were not read yet are let go. */
  cancel(): void {
    this.#run += 1;
    const files = this.#state.files.filter(({ content }) => content !== null);
    if (files.length === 0 || this.#state.rows.length === 0) this.startOver();
    else {
      this.#set({ files, progress: null });
      this.#work();
    }
  }

  startOver(): void {
    this.#run += 1;
    this.#state = firstState();
    this.#tell();
  }

  /** Reads the calendars again within other days. */
  setRange(range: DayRange): void {
    this.#set({ range });
    if (range.from <= range.to) this.#work();
  }

  /** Reads a table again with other columns, or days written otherwise. */
  setColumns(id: string, columns: Columns): void {
    this.#set({ files: this.#state.files.map(file => (file.id === id ? { ...file, columns } : file)) });
    this.#work();
  }

  tick(keys: readonly string[], isTicked: boolean): void {
    const ticks = new Map(this.#state.ticks);
    for (const key of keys) ticks.set(key, isTicked);
    this.#set({ ticks });
  }

  answer(key: string, answer: Answer): void {
    this.#set({ answers: new Map(this.#state.answers).set(key, answer) });
  }

  /** The log may have changed while another page was shown. */
  refresh(): void {
    if (this.#state.phase === 'ready') this.#work();
  }

  async addOwnAddress(email: string): Promise<Result<unknown>> {
    const { emails } = await (await reader()).profile();
    const result = await call('profile/save', { emails: [...emails, email] });
    if (result.ok) this.#work();
    return result;
  }

  /** Goes on without knowing the student's own address. */
  skipOwnAddress(): void {
    this.#set({ isOwnSkipped: true, isOwnMissing: false });
  }

  /** Writes what is ticked. */
  async write(): Promise<void> {
    const rows = shownRows(this.#state);
    const request = requestOf(this.#state);
    this.#set({ phase: 'writing', problem: null });
    const result = await call('import/write', request);
    if (!result.ok) {
      this.#set({ phase: 'ready', problem: result.problem });
      return;
    }
    const proposed = rows.filter(({ type }) => type === 'entry' || type === 'contact').length;
    const chosen = rows.filter(row => isChosen(row, this.#state)).length;
    this.#set({ phase: 'done', outcome: { imported: result.value, notChosenCount: proposed - chosen } });
  }

  /** Takes back what was written; what was chosen stays chosen. */
  async undo(): Promise<Result<void>> {
    const undoId = this.#state.outcome?.imported.undoId ?? null;
    const result: Result<void> =
      undoId === null ? { ok: false, problem: { code: 'undo/too-late' } } : await call('undo', { undoId });
    if (result.ok) {
      this.#set({ phase: 'ready', outcome: null });
      this.#work();
    }
    return result;
  }

  /** Reads what is not read as it is wanted, and compares all with the log. A later run ends an earlier one. */
  #work(): void {
    this.#run += 1;
    const run = this.#run;
    const isWanted = () => run === this.#run;
    this.#readAll(isWanted).catch(error => {
      report(error);
      if (isWanted()) this.#set({ phase: 'ready', progress: null, problem: { code: 'storage/unavailable' } });
    });
  }

  async #readAll(isWanted: () => boolean): Promise<void> {
    this.#set({ phase: 'reading', problem: null });
    const source = await reader();
    const [mentors, { emails: selfEmails }, { neverLog }] = await Promise.all([
      source.mentors(),
      source.profile(),
      source.settings(),
    ]);
    const total = this.#state.files.length;
    for (const [done, file] of this.#state.files.entries()) {
      if (!isWanted()) return;
      if (file.content === null) {
        this.#set({ progress: { done, total, name: file.name } });
        await pause();
      }
      const content = await this.#contentOf(file, { selfEmails }).catch((error: unknown): FileProblem => {
        // One file is not to cost the others.
        report(error);
        return 'unreadable';
      });
      if (!isWanted()) return;
      if (content !== file.content) {
        this.#set({ files: this.#state.files.map(other => (other.id === file.id ? { ...other, content } : other)) });
      }
    }
    const entries = this.#state.files.flatMap(entriesOf);
    const context = { mentors, selfEmails, neverLog, now: now(), timeZone: timeZone() };
    const proposer = new ImportProposer(context);
    let since = performance.now();
    let toldAt = since;
    for (const [done, entry] of entries.entries()) {
      proposer.take(entry);
      if (performance.now() - since < SLICE_MS) continue;
      if (performance.now() - toldAt > TELL_MS) {
        this.#set({ progress: { done, total: entries.length, name: null } });
        toldAt = performance.now();
      }
      await pause();
      if (!isWanted()) return;
      since = performance.now();
    }
    const keys = keysToFind(proposer.rows);
    const found: Interaction[] = [];
    for (let start = 0; start < keys.length; start += KEYS_AT_ONCE) {
      found.push(...(await source.interactionsFrom(keys.slice(start, start + KEYS_AT_ONCE))));
      if (!isWanted()) return;
    }
    this.#set({
      phase: 'ready',
      progress: null,
      rows: withLogged(proposer.rows, found),
      mentors,
      isOwnMissing:
        selfEmails.length === 0 &&
        !this.#state.isOwnSkipped &&
        entries.some(({ contact, row }) => contact === null && row === null),
      likelyOwn: selfEmails.length > 0 ? null : likelyOwnAddress(entries, mentors),
    });
  }

  async #contentOf(file: SessionFile, context: FileContext): Promise<FileContent | FileProblem> {
    const { id, name, content, columns } = file;
    const { range } = this.#state;
    if (content === null) return readFile(id, file.file, context, range);
    if (typeof content === 'string') return content;
    const { calendar, table } = content;
    if (calendar !== null && calendar.range !== range) return readCalendar(id, name, calendar.bytes, context, range);
    return table === null || columns === null || table.columns === columns
      ? content
      : readColumns(id, name, table.table, columns, context);
  }

  #set(change: Partial<ImportState>): void {
    this.#state = { ...this.#state, ...change };
    this.#tell();
  }

  #tell(): void {
    for (const listener of this.#listeners) listener();
  }
}

function firstState(): ImportState {
  const today = localDateOf(now(), timeZone());
  return {
    phase: 'choosing',
    files: [],
    progress: null,
    range: { from: addDays(today, -365), to: addDays(today, 92) },
    rows: [],
    ticks: new Map(),
    answers: new Map(),
    mentors: [],
    likelyOwn: null,
    isOwnMissing: false,
    isOwnSkipped: false,
    outcome: null,
    problem: null,
  };
}

function entriesOf({ content }: SessionFile): readonly ImportEntry[] {
  return content === null || typeof content === 'string' ? [] : content.entries;
}

/** Whether a contact asks who they are; such a row has an answer and no check mark. */
export function isQuestion(row: ContactRow): boolean {
  return row.namesakeIds.length > 0;
}

/** Whose addresses the ticked contacts bring: a mentor's who is there, or, for `null`, somebody's who becomes one. */
export type Newcomers = ReadonlyMap<string, string | null>;

export function newcomersOf(state: ImportState): Newcomers {
  const newcomers = new Map<string, string | null>();
  for (const row of state.rows) {
    if (row.type !== 'contact' || !isChosen(row, state)) continue;
    const answer = state.answers.get(row.key);
    const mentorId = typeof answer === 'object' ? answer.mentorId : row.mentorId;
    for (const email of mentorId === null ? row.person.emails : row.newEmails) newcomers.set(email, mentorId);
  }
  return newcomers;
}

/** The rows as they stand once the ticked contacts are mentors: entries with them are entries with mentors. */
export function withNewcomers(rows: readonly ImportRow[], newcomers: Newcomers): readonly ImportRow[] {
  if (newcomers.size === 0) return rows;
  return rows.map(row => {
    if (row.type !== 'entry' || row.group === 'names') return row;
    const { form } = row;
    const people = [...form.newMentors, ...form.others];
    const isNewcomer = ({ email }: FormPerson) => email !== null && newcomers.has(email);
    const joining = people.filter(isNewcomer);
    if (joining.length === 0) return row;
    const mentorIds = joining.flatMap(({ email }) => newcomers.get(email ?? '') ?? []);
    const newMentors = joining
      .filter(({ email }) => (newcomers.get(email ?? '') ?? null) === null)
      .map(({ name, email }) => ({ name: name ?? email ?? '', email }));
    const others = people
      .filter(person => !isNewcomer(person))
      .map(({ name, email }) => ({ name: name === email ? null : name, email }));
    return {
      ...row,
      group: 'mentors',
      form: { ...form, mentorIds: [...new Set([...form.mentorIds, ...mentorIds])], newMentors, others },
    };
  });
}

function shownRows(state: ImportState): readonly ImportRow[] {
  return withNewcomers(state.rows, newcomersOf(state));
}

/** Whether a row, as it is shown, will be written. */
export function isChosen(row: ImportRow, { ticks, answers, rows }: ImportState): boolean {
  if (row.type === 'entry') return ticks.get(row.key) ?? row.group === 'mentors';
  if (row.type !== 'contact') return false;
  if (isQuestion(row)) return (answers.get(row.key) ?? 'leave') !== 'leave';
  return ticks.get(row.key) ?? (row.mentorId !== null || hasFewContacts(rows));
}

function hasFewContacts(rows: readonly ImportRow[]): boolean {
  let count = 0;
  for (const { type } of rows) {
    if (type === 'contact') count += 1;
    if (count > FEW_CONTACTS) return false;
  }
  return true;
}

/** What is ticked, as it is sent to be written. */
export function requestOf(state: ImportState): ImportRequest {
  const forms: LogForm[] = [];
  const mentors: ImportRequest['mentors'][number][] = [];
  const addresses: { mentorId: string; email: string }[] = [];
  for (const row of shownRows(state)) {
    if (!isChosen(row, state)) continue;
    if (row.type === 'entry') forms.push(row.form);
    if (row.type !== 'contact') continue;
    const answer = state.answers.get(row.key);
    const mentorId = typeof answer === 'object' ? answer.mentorId : row.mentorId;
    if (mentorId === null) mentors.push(row.person);
    else addresses.push(...row.newEmails.map(email => ({ mentorId, email })));
  }
  return { forms, mentors, addresses };
}
