/**
 * Reading without a library and importing nothing, so that it runs while a page's other files are still being fetched; see
 * `earlyRead` in `vite.config.ts`. What was read is only made into records by `glance.ts` and `first-look.ts`.
 */

/** As in `rows.ts`, which is not imported: a test compares them. */
export const RAW_DATABASE_NAME = 'vouch';

/** Whole tables as stored, before any parser has looked at them. */
export interface RawRows {
  /** The version the database is at, as IndexedDB counts. */
  readonly version: number;
  readonly rows: ReadonlyMap<string, readonly unknown[]>;
}

/**
 * All rows of some tables, at one moment.
 *
 * @returns `null` when there is no database, it does not open, or has not these tables.
 */
export async function readRawRows(tables: readonly string[], name = RAW_DATABASE_NAME): Promise<RawRows | null> {
  const database = await openExisting(name);
  if (database === null) return null;
  try {
    const transaction = database.transaction(tables);
    const read = async (table: string) =>
      [table, await answerOf<unknown[]>(transaction.objectStore(table).getAll())] as const;
    return { version: database.version, rows: new Map(await Promise.all(tables.map(read))) };
  } catch {
    return null;
  } finally {
    database.close();
  }
}

export function answerOf<T>(request: IDBRequest<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });
}

/** Opens without creating: making the tables is Dexie's. `null` when it cannot be opened now. */
export function openExisting(name: string): Promise<IDBDatabase | null> {
  return new Promise(resolve => {
    try {
      const request = indexedDB.open(name);
      request.onupgradeneeded = () => request.transaction?.abort();
      request.onsuccess = () => resolve(request.result);
      request.onerror = () => resolve(null);
    } catch {
      // Where storage is refused, asking already throws.
      resolve(null);
    }
  });
}
