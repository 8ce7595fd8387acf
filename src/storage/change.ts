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
  /** Told while many records are written: how many there are so far, of which none is final yet. */
  wrote?(count: number): void;
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
    ['slots', 'backupMentorId'],
  ],
  plans: [['tracks', 'planId']],
  tracks: [
    ['letters', 'trackId'],
    ['programs', 'trackId'],
    ['slots', 'trackId'],
  ],
  letters: [
    ['assignments', 'letterId'],
    ['slots', 'letterId'],
  ],
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
  #writtenCount = 0;
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

  /** The records of these ids, in their order; `null` for one that is not there. */
  async getAll(table: RecordTable, ids: readonly string[]): Promise<readonly (Row | null)[]> {
    if (ids.length < FEW) return Promise.all(ids.map(id => this.get(table, id)));
    // Of records to be made there is none, which is one question.
    if ((await this.#countBetween(table, ':id', ids)) === 0) return ids.map(() => null);
    return (await this.#database.records(table).bulkGet([...ids])).map(row => row ?? null);
  }

  /** Writes a record that is not there yet. */
  async create(table: RecordTable, id: string, fields: Fields): Promise<void> {
    await this.createAll(table, [{ id, fields }]);
  }

  /** The same of many, each once: a database asked one thing at a time spends its time answering. */
  async createAll(table: RecordTable, records: readonly Written[]): Promise<void> {
    await this.#write(
      table,
      records.map(one => ({ ...one, before: null })),
    );
  }

  /** Changes the fields given and leaves the others. Fields that stay the same keep their stamp. */
  async patch(table: RecordTable, id: string, fields: Fields): Promise<void> {
    await this.patchAll(table, [{ id, fields }]);
  }

  /** The same of many, each once. */
  async patchAll(table: RecordTable, records: readonly Written[]): Promise<void> {
    const rows = await this.getAll(table, idsOf(records));
    const missing = records.find((_, at) => (rows[at] ?? null) === null);
    if (missing !== undefined) throw new Error(`no ${table} ${missing.id} to change`);
    await this.#putOver(table, records, rows);
  }

  /** Creates or changes. */
  async put(table: RecordTable, id: string, fields: Fields): Promise<void> {
    await this.putAll(table, [{ id, fields }]);
  }

  /**
   * The same of many, each once.
   *
   * @param rows - What `getAll` gave for them, where it was asked already.
   */
  async putAll(table: RecordTable, records: readonly Written[], rows?: readonly (Row | null)[]): Promise<void> {
    await this.#putOver(table, records, rows ?? (await this.getAll(table, idsOf(records))));
  }

  async #putOver(table: RecordTable, records: readonly Written[], rows: readonly (Row | null)[]): Promise<void> {
    const stored = new Map(records.map(({ id }, at) => [id, rows[at] ?? null]));
    const changes = eachOnce(records).flatMap(({ id, fields }) => {
      const before = stored.get(id) ?? null;
      if (before === null) return { id, fields, before };
      const changed = Object.entries(fields).filter(([name, value]) => !isEqual(before[name], value));
      return changed.length === 0 ? [] : { id, fields: Object.fromEntries(changed), before };
    });
    await this.#write(table, changes);
  }

  /** Deletes for good, leaving a tombstone. Deleting what is not there changes nothing. */
  async remove(table: RecordTable, id: string): Promise<void> {
    await this.removeAll(table, [id]);
  }

  /** The same of many, each once. */
  async removeAll(table: RecordTable, ids: readonly string[]): Promise<void> {
    await this.#removeRows(table, present(await this.getAll(table, ids)));
  }

  async #removeRows(table: RecordTable, rows: readonly Row[]): Promise<void> {
    if (rows.length === 0) return;
    for (const row of rows) this.#remember(table, row.id, row, null);
    // Each once: their number tells whether they are all that is between the first and the last. Ascending: Chromium deletes
    // thousands in descending order five times as slowly, seen 2026-11.
    const ids = [...new Set(idsOf(rows))].sort();
    await Promise.all([
      this.#deleteRows(table, ids),
      this.#database.tombstones.bulkPut(ids.map(id => ({ id: `${table}:${id}`, stamp: this.#stamp() }))),
    ]);
  }

  async #deleteRows(table: RecordTable, sorted: readonly string[]): Promise<void> {
    const rows = this.#database.records(table);
    const range = rows.where(':id').between(sorted[0], sorted.at(-1), true, true);
    // Neighbours, as what came in together is, go at once.
    if (sorted.length >= FEW && (await range.count()) === sorted.length) await range.delete();
    else await rows.bulkDelete([...sorted]);
  }

  /** Deletes, keeping the record in the trash. */
  async moveToTrash(table: RecordTable, id: string): Promise<void> {
    await this.moveAllToTrash(table, [id]);
  }

  /** The same of many, each once. */
  async moveAllToTrash(table: RecordTable, ids: readonly string[]): Promise<void> {
    const rows = present(await this.getAll(table, ids));
    const deletedAt = this.context.now;
    const trashed = rows.map(row => ({
      id: `${table}:${row.id}`,
      fields: { table, record: { ...fieldsOf(row), id: row.id, stamps: row.stamps }, deletedAt },
    }));
    await this.putAll('trash', trashed);
    await this.#removeRows(table, rows);
  }

  /**
   * Takes back what another change did, as far as nothing was changed since: a record it made stays when it was changed
   * or when other records are about it, as entries about a mentor.
   */
  async revert(images: readonly BeforeImage[]): Promise<void> {
    // What was made last goes first, so that a mentor is asked about when the entry it was made with is gone. Records of one
    // table do not ask about each other.
    for (const part of partsOf(images.toReversed())) await this.#revertPart(part);
  }

  /** Of images of one table. */
  async #revertPart(images: readonly BeforeImage[]): Promise<void> {
    const table = images[0]?.table;
    if (table === undefined) return;
    const rows = await this.getAll(table, idsOf(images));
    const untouched: Row[] = [];
    const returning: Written[] = [];
    const changed: Written[] = [];
    for (const [at, { before, written, id }] of images.entries()) {
      const row = rows[at] ?? null;
      if (row === null) {
        if (before !== null && written === null) returning.push({ id, fields: fieldsOf(before) });
        continue;
      }
      const own = Object.keys(written ?? {}).filter(name => row.stamps[name] === written?.[name]);
      if (before !== null) changed.push({ id, fields: Object.fromEntries(own.map(name => [name, before[name]])) });
      else if (own.length === Object.keys(row.stamps).length) untouched.push(row);
      else changed.push(...notMade(table, id, own));
    }
    const inUse = await this.#inUse(table, idsOf(untouched));
    const kept = untouched.filter(({ id }) => inUse.has(id));
    changed.push(...kept.flatMap(row => notMade(table, row.id, Object.keys(row.stamps))));
    await this.createAll(table, returning);
    await this.patchAll(table, changed);
    await this.#removeRows(
      table,
      untouched.filter(({ id }) => !inUse.has(id)),
    );
  }

  /** Those of the ids which other records name. */
  async #inUse(table: RecordTable, ids: readonly string[]): Promise<ReadonlySet<string>> {
    const inUse = new Set<string>();
    for (const [user, index] of USERS[table] ?? []) {
      if (ids.length === 0 || (await this.#countBetween(user, index, ids)) === 0) continue;
      const counts = await Promise.all(
        ids.map(id => {
          const rows = this.#database.records(user).where(index);
          // Keys of interactions go on with a moment.
          return (index === 'mentorTimes' ? rows.startsWith(`${id}|`) : rows.equals(id)).limit(1).count();
        }),
      );
      for (const [at, id] of ids.entries()) if ((counts[at] ?? 0) > 0) inUse.add(id);
    }
    return inUse;
  }

  /** How many entries an index has from the first to the last of these keys, and what goes on from the last. */
  async #countBetween(table: RecordTable, index: string, keys: readonly string[]): Promise<number> {
    const [first, last] = endsOf(keys);
    return this.#database.records(table).where(index).between(first, `${last}\uffff`, true, true).count();
  }

  async #write(table: RecordTable, changes: readonly Overwriting[]): Promise<void> {
    for (let start = 0; start < changes.length; start += PIECE) {
      const piece = changes.slice(start, start + PIECE);
      await this.#writePiece(table, piece);
      this.#writtenCount += piece.length;
      this.context.wrote?.(this.#writtenCount);
    }
  }

  async #writePiece(table: RecordTable, changes: readonly Overwriting[]): Promise<void> {
    const rows = changes.map(({ id, before, fields }) => {
      const stamp = this.#stamp();
      const written = Object.fromEntries(Object.keys(fields).map(name => [name, stamp]));
      const bare: Row = { ...fieldsOf(before), ...fields, id, stamps: { ...before?.stamps, ...written } };
      this.#remember(table, id, before, written);
      this.#note(table, bare);
      return { ...bare, ...derivedFields(table, bare) };
    });
    // Written after its deletion, as by undo: the tombstone has lost to these stamps.
    const lost = idsOf(rows).map(id => `${table}:${id}`);
    await Promise.all([this.#database.records(table).bulkPut(rows), this.#removeTombstones(lost)]);
  }

  async #removeTombstones(keys: readonly string[]): Promise<void> {
    const { tombstones } = this.#database;
    if (keys.length < FEW) return tombstones.bulkDelete([...keys]);
    // Of most there is none.
    const [first, last] = endsOf(keys);
    if ((await tombstones.where(':id').between(first, last, true, true).count()) > 0) {
      await tombstones.bulkDelete([...keys]);
    }
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

/** Fewer than this are asked for one by one: counting first would be a question more. */
const FEW = 8;

interface Written {
  readonly id: string;
  readonly fields: Fields;
}

interface Overwriting extends Written {
  /** `null` for a record to be made. */
  readonly before: Row | null;
}

/** Of a record that is named twice, all fields together, the later ones over the earlier: as if written one after the other. */
function eachOnce(records: readonly Written[]): readonly Written[] {
  const byId = new Map<string, Written>();
  for (const { id, fields } of records) byId.set(id, { id, fields: { ...byId.get(id)?.fields, ...fields } });
  return byId.size === records.length ? records : [...byId.values()];
}

function idsOf(records: readonly { readonly id: string }[]): string[] {
  return records.map(({ id }) => id);
}

function present<T>(list: readonly (T | null)[]): readonly T[] {
  return list.filter(one => one !== null);
}

/** The first and the last of keys as a database sorts them. */
function endsOf(keys: readonly string[]): readonly [string, string] {
  let [first = '', last = ''] = keys;
  for (const key of keys) {
    if (key < first) first = key;
    if (key > last) last = key;
  }
  return [first, last];
}

/** Of a record made by what is taken back and kept: of settings only those go back, which their parsers turn into the default. */
function notMade(table: RecordTable, id: string, own: readonly string[]): readonly Written[] {
  if (table !== 'settings' && table !== 'profile') return [];
  return [{ id, fields: Object.fromEntries(own.map(name => [name, undefined])) }];
}

/** So many at once keep the database busy, and what is read of them small. */
const PIECE = 1000;

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
