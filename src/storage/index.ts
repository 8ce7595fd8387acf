/** The student's log on this device. Pages take `openReader` of `reading.ts`, the worker `openStorage`; nothing else opens it. */
import { type Change, type ChangeContext, forgetOldUndos, runChange } from './change.ts';
import { type BeforeImage, type Database, openDatabase } from './database.ts';
import { Reader } from './reader.ts';
import { ReminderFacts } from './reminder-facts.ts';
import type { RecordTable } from './rows.ts';

export type { Change, ChangeContext } from './change.ts';
export { NewerDataError } from './database.ts';
export { storageProblem } from './problems.ts';
export type { Exported, HeldBack, SettledLately } from './reader.ts';
export { KEPT_FORMS, Reader } from './reader.ts';
export { openReader } from './reading.ts';
export { ReminderFacts } from './reminder-facts.ts';
export type { DueReminder, RecordTable, Row, Trashed } from './rows.ts';

/** Opens both halves. Only the worker writes, so there is one place where the next wake-up is planned. */
export async function openStorage(name?: string): Promise<Storage> {
  return new Storage(await openDatabase(name));
}

export class Storage {
  readonly #database: Database;
  readonly read: Reader;
  /** What the rules look at. */
  readonly facts: ReminderFacts;

  constructor(database: Database) {
    this.#database = database;
    this.read = new Reader(database);
    this.facts = new ReminderFacts(database);
  }

  /** One transaction that can be undone as a whole; see `runChange`. */
  change<T>(context: ChangeContext, work: (change: Change) => Promise<T>): Promise<{ value: T; undoId: string }> {
    return runChange(this.#database, context, true, work);
  }

  /** One transaction of what nobody would undo: a keystroke kept, a notification shown. */
  async record<T>(context: ChangeContext, work: (change: Change) => Promise<T>): Promise<T> {
    return (await runChange(this.#database, context, false, work)).value;
  }

  /**
   * Takes back a change, once. `after` runs in the same transaction.
   *
   * @returns Whether it was still known.
   */
  async undo(context: ChangeContext, undoId: string, after: (change: Change) => Promise<void>): Promise<boolean> {
    return this.record(context, async change => {
      const known = await this.#database.undos.get(undoId);
      if (known === undefined) return false;
      await change.revert(known.images);
      await after(change);
      await this.#database.undos.delete(undoId);
      return true;
    });
  }

  /** The id for undoing the change that made a record; `null` when it is too long ago. */
  async undoIdOf(table: RecordTable, id: string): Promise<string | null> {
    const undos = await this.#database.undos.toArray();
    const made = undos.find(({ images }) =>
      images.some(image => image.table === table && image.id === id && image.before === null),
    );
    return made?.id ?? null;
  }

  /** The id for undoing the newest change in which all of these were written or removed; `null` when it is too long ago. */
  async undoIdOfAll(records: readonly { readonly table: RecordTable; readonly id: string }[]): Promise<string | null> {
    const undos = await this.#database.undos.orderBy(':id').reverse().toArray();
    const holds = (images: readonly BeforeImage[]) => {
      const held = new Set(images.map(({ table, id }) => `${table}:${id}`));
      return records.every(({ table, id }) => held.has(`${table}:${id}`));
    };
    return undos.find(({ images }) => images.length > 0 && holds(images))?.id ?? null;
  }

  /** Forgets what can no longer be undone; the next change would, too, and may be long in coming. */
  async forgetOldUndos(now: number): Promise<void> {
    await forgetOldUndos(this.#database, now);
  }

  /** Keeps something for this device alone: it is never merged or exported. */
  async setLocal(id: string, value: unknown): Promise<void> {
    await this.#database.local.put({ id, value });
  }

  async removeLocal(id: string): Promise<void> {
    await this.#database.local.delete(id);
  }

  close(): void {
    this.#database.close();
  }
}
