import Dexie, { type Table } from 'dexie';
import { MIGRATIONS } from './migrations/index.ts';
import { DATABASE_NAME, type RecordTable, type Row, withKeys } from './rows.ts';

/** A row of `local`: what belongs to this copy alone. */
export interface LocalRow {
  readonly id: string;
  readonly value: unknown;
}

/** One record before and after a write: enough to take the write back, and no more. */
export interface BeforeImage {
  readonly table: RecordTable;
  readonly id: string;
  /** `null` when the write created it. */
  readonly before: Row | null;
  /** The stamp the write gave, by field; `null` when it deleted the record. */
  readonly written: Readonly<Record<string, string>> | null;
}

export interface UndoRow {
  readonly id: string;
  readonly at: number;
  readonly images: readonly BeforeImage[];
}

/** The database. Nothing outside this folder sees it. */
export class Database extends Dexie {
  declare readonly local: Table<LocalRow, string>;
  declare readonly undos: Table<UndoRow, string>;
  declare readonly tombstones: Table<{ id: string; stamp: string }, string>;

  constructor(name = DATABASE_NAME) {
    super(name);
    for (const { version, stores, upgrade, rekeyed = [] } of MIGRATIONS) {
      const step = this.version(version).stores({ ...stores });
      const tables = new Set([...Object.keys(upgrade), ...rekeyed]);
      if (tables.size === 0) continue;
      step.upgrade(async transaction => {
        for (const table of tables) {
          await transaction
            .table<Row>(table)
            .toCollection()
            .modify((row, ref) => {
              // A step keeps id and stamps.
              ref.value = withKeys(table, (upgrade[table]?.(row) ?? row) as Row);
            });
        }
      });
    }
  }

  records(table: RecordTable): Table<Row, string> {
    return this.table(table);
  }
}

/**
 * Opens it, once; opening again gives the same promise.
 *
 * @throws `NewerDataError` when a later Vouch wrote the data: reading it with old rules could lose what they miss.
 */
export async function openDatabase(name?: string): Promise<Database> {
  const database = new Database(name);
  await database.open();
  const newest = MIGRATIONS.at(-1)?.version ?? 1;
  // Dexie multiplies its version numbers by ten.
  if (database.backendDB().version > newest * 10) {
    database.close();
    throw new NewerDataError();
  }
  return database;
}

export class NewerDataError extends Error {
  override readonly name = 'NewerDataError';
}
