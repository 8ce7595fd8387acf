import type { Transaction } from 'dexie';
import { CLOCK_START, type LogicalClock, type Stamp, tick } from '../core/stamps.ts';
import type { BeforeImage, Database } from './database.ts';
import { derivedFields, RECORD_TABLES, type RecordTable, type Row } from './rows.ts';

/** How many writes back can be undone. */
const MOST_UNDOS = 50;

/** What a write needs that a pure function may not make up itself. */
export interface ChangeContext {
  readonly now: number;
  newId(): string;
}

/** For how long: a day. What was discarded is not to lie about for months. */
const UNDO_MS = 24 * 60 * 60 * 1000;

type Fields = Readonly<Record<string, unknown>>;

/** By table, the indexes in which other records name one of it. Without it they would say nothing. */
const USERS: Partial<Record<RecordTable, readonly (readonly [RecordTable, index: string])[]>> = {
  mentors: [
    ['interactions', 'mentorTimes'],
    ['moments', 'mentorIds'],
    ['rotations', 'metIds'],
    ['letters', 'mentorId'],
    ['letters', 'contactMentorId'],
  ],
  plans: [['tracks', 'planId']],
  tracks: [
    ['letters', 'trackId'],
    ['programs', 'trackId'],
  ],
  letters: [['assignments', 'letterId']],
  programs: [['assignments', 'programId']],
};

/**
 * One transaction over the student's records. Every write in it is stamped field by field, leaves a tombstone where it
 * deletes, and is remembered so that the whole can be undone.
 */
export class Change {
  readonly #database: Database;
  readonly #deviceId: string;
  readonly #images = new Map<string, BeforeImage>();
  readonly #touched = new Map<string, Row[]>();
  #clock: LogicalClock;
  readonly context: ChangeContext;

  constructor(database: Database, deviceId: string, clock: LogicalClock, context: ChangeContext) {
    this.#database = database;
    this.#deviceId = deviceId;
    this.#clock = clock;
    this.context = context;
  }

  get clock(): LogicalClock {
    return this.#clock;
  }

  get images(): readonly BeforeImage[] {
    return [...this.#images.values()];
  }

  get database(): Database {
    return this.#database;
  }

  /** Every form a record of this table had in this change, before and after; for finding whom it concerns. */
  touched(table: RecordTable): readonly Row[] {
    return this.#touched.get(table) ?? [];
  }

  async get(table: RecordTable, id: string): Promise<Row | null> {
    return (await this.#database.records(table).get(id)) ?? null;
  }

  /** Writes a record that is not there yet. */
  async create(table: RecordTable, id: string, fields: Fields): Promise<void> {
    await this.#write(table, id, null, fields);
  }

  /** Changes the fields given and leaves the others. Fields that stay the same keep their stamp. */
  async patch(table: RecordTable, id: string, fields: Fields): Promise<void> {
    const row = await this.get(table, id);
    if (row === null) throw new Error(`no ${table} ${id} to change`);
    await this.#patchRow(table, row, fields);
  }

  async #patchRow(table: RecordTable, row: Row, fields: Fields): Promise<void> {
    const changed = Object.entries(fields).filter(([name, value]) => !isEqual(row[name], value));
    if (changed.length > 0) await this.#write(table, row.id, row, Object.fromEntries(changed));
  }

  /** Creates or changes. */
  async put(table: RecordTable, id: string, fields: Fields): Promise<void> {
    const row = await this.get(table, id);
    if (row === null) await this.create(table, id, fields);
    else await this.#patchRow(table, row, fields);
  }

  /** Deletes for good, leaving a tombstone. Deleting what is not there changes nothing. */
  async remove(table: RecordTable, id: string): Promise<void> {
    const row = await this.get(table, id);
    if (row === null) return;
    this.#remember(table, id, row, null);
    await Promise.all([
      this.#database.records(table).delete(id),
      this.#database.tombstones.put({ id: `${table}:${id}`, stamp: this.#stamp() }),
    ]);
  }

  /** Deletes, keeping the record in the trash. */
  async moveToTrash(table: RecordTable, id: string): Promise<void> {
    const row = await this.get(table, id);
    if (row === null) return;
    const record = { ...fieldsOf(row), id, stamps: row.stamps };
    await this.put('trash', `${table}:${id}`, { table, record, deletedAt: this.context.now });
    await this.remove(table, id);
  }

  /**
   * Takes back what another change did, as far as nothing was changed since: a record it made stays when it was changed
   * or when other records are about it, as entries about a mentor.
   */
  async revert(images: readonly BeforeImage[]): Promise<void> {
    // What was made last goes first, so that a mentor is asked about when the entry it was made with is gone. Records of one
    // table do not ask about each other.
    for (const part of partsOf(images.toReversed())) await Promise.all(part.map(image => this.#revertOne(image)));
  }

  async #revertOne({ table, id, before, written }: BeforeImage): Promise<void> {
    const row = await this.get(table, id);
    if (before === null) {
      if (row !== null) await this.#revertCreation(table, row, written ?? {});
    } else if (row === null) {
      if (written === null) await this.create(table, id, fieldsOf(before));
    } else {
      const still = Object.keys(written ?? {}).filter(name => row.stamps[name] === written?.[name]);
      await this.patch(table, id, Object.fromEntries(still.map(name => [name, before[name]])));
    }
  }

  async #revertCreation(table: RecordTable, row: Row, written: Readonly<Record<string, string>>): Promise<void> {
    const own = Object.keys(written).filter(name => row.stamps[name] === written[name]);
    const isUntouched = own.length === Object.keys(row.stamps).length;
    if (isUntouched && !(await this.#isInUse(table, row.id))) await this.remove(table, row.id);
    // Of settings only those of that change go back; their parsers turn what is missing into the default.
    else if (table === 'settings' || table === 'profile') {
      await this.patch(table, row.id, Object.fromEntries(own.map(name => [name, undefined])));
    }
  }

  async #isInUse(table: RecordTable, id: string): Promise<boolean> {
    const counts = await Promise.all(
      (USERS[table] ?? []).map(([user, index]) => {
        const rows = this.#database.records(user).where(index);
        // Keys of interactions go on with a moment.
        return (index === 'mentorTimes' ? rows.startsWith(`${id}|`) : rows.equals(id)).limit(1).count();
      }),
    );
    return counts.some(count => count > 0);
  }

  async #write(table: RecordTable, id: string, before: Row | null, fields: Fields): Promise<void> {
    const stamp = this.#stamp();
    const written = Object.fromEntries(Object.keys(fields).map(name => [name, stamp]));
    const bare: Row = { ...fieldsOf(before), ...fields, id, stamps: { ...before?.stamps, ...written } };
    this.#remember(table, id, before, written);
    this.#note(table, bare);
    await Promise.all([
      this.#database.records(table).put({ ...bare, ...derivedFields(table, bare) }),
      // Written after its deletion, as by undo: the tombstone has lost to these stamps.
      this.#database.tombstones.delete(`${table}:${id}`),
    ]);
  }

  #stamp(): Stamp {
    const { clock, stamp } = tick(this.#clock, this.context.now, this.#deviceId);
    this.#clock = clock;
    return stamp;
  }

  #remember(table: RecordTable, id: string, before: Row | null, written: Readonly<Record<string, string>> | null) {
    const key = `${table}:${id}`;
    const earlier = this.#images.get(key);
    if (before !== null) this.#note(table, before);
    this.#images.set(key, {
      table,
      id,
      before: earlier === undefined ? before : earlier.before,
      written: written === null ? null : { ...earlier?.written, ...written },
    });
  }

  #note(table: RecordTable, row: Row) {
    const rows = this.#touched.get(table);
    if (rows === undefined) this.#touched.set(table, [row]);
    else rows.push(row);
  }
}

/** So many at once keep the database busy, and their answers small. */
const PIECE = 100;

/** The same list in parts of neighbours of one table. */
function partsOf(images: readonly BeforeImage[]): readonly (readonly BeforeImage[])[] {
  const parts: BeforeImage[][] = [];
  for (const image of images) {
    const last = parts.at(-1);
    if (last !== undefined && last[0]?.table === image.table && last.length < PIECE) last.push(image);
    else parts.push([image]);
  }
  return parts;
}

/** A record's own fields: without id, stamps and what is derived. */
function fieldsOf(row: Row | null): Record<string, unknown> {
  if (row === null) return {};
  const own = Object.keys(row.stamps);
  return Object.fromEntries(own.map(name => [name, row[name]]));
}

function isEqual(a: unknown, b: unknown): boolean {
  return a === b || JSON.stringify(a) === JSON.stringify(b);
}

/**
 * Runs `work` in one transaction. Nothing is written when it throws.
 *
 * @param isUndoable - Whether to remember how to take it back.
 * @returns Its value, and the id for undoing all it did; without meaning when it is not undoable.
 */
export async function runChange<T>(
  database: Database,
  context: ChangeContext,
  isUndoable: boolean,
  work: (change: Change) => Promise<T>,
): Promise<{ readonly value: T; readonly undoId: string }> {
  const tables = [
    ...RECORD_TABLES.map(name => database.table(name)),
    database.tombstones,
    database.local,
    database.undos,
  ];
  return database.transaction('rw', tables, async (_transaction: Transaction) => {
    const [device, clock] = await database.local.bulkGet(['device', 'clock']);
    const deviceId = isDeviceId(device?.value) ? device.value : newDeviceId(context);
    if (device?.value !== deviceId) await database.local.put({ id: 'device', value: deviceId });
    const change = new Change(database, deviceId, readClock(clock?.value), context);
    const value = await work(change);
    await database.local.put({ id: 'clock', value: change.clock });
    const undoId = context.newId();
    if (isUndoable) {
      await database.undos.put({ id: undoId, at: context.now, images: change.images });
      await forgetOldUndos(database, context.now);
    }
    return { value, undoId };
  });
}

/** Forgets the changes that are too old, or too many, to be undone. */
export async function forgetOldUndos(database: Database, now: number): Promise<void> {
  const old = await database.undos
    .where('at')
    .below(now - UNDO_MS)
    .primaryKeys();
  if (old.length > 0) await database.undos.bulkDelete(old);
  const surplus = (await database.undos.count()) - MOST_UNDOS;
  if (surplus <= 0) return;
  // Ids sort by time; the clock that `at` was read from may have been wrong.
  await database.undos.bulkDelete(await database.undos.orderBy(':id').limit(surplus).primaryKeys());
}

function isDeviceId(value: unknown): value is string {
  return typeof value === 'string' && /^[0-9a-z]{1,40}$/.test(value);
}

function newDeviceId(context: ChangeContext): string {
  // The random end of an id; its beginning is the time.
  return context.newId().replaceAll('-', '').slice(-12);
}

function readClock(value: unknown): LogicalClock {
  if (typeof value !== 'object' || value === null || !('ms' in value) || !('counter' in value)) return CLOCK_START;
  const { ms, counter } = value;
  return typeof ms === 'number' && typeof counter === 'number' ? { ms, counter } : CLOCK_START;
}
