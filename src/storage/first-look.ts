import { MIGRATIONS } from './migrations/index.ts';
import type { RawRows } from './raw-rows.ts';
import { TableReader } from './table-reader.ts';

/**
 * Answers from rows that were read straight from IndexedDB: loading Dexie takes several times as long as the reading itself.
 * The same answers as the `Reader`'s, which `tests/storage/first-look.test.ts` holds them to.
 *
 * @returns `null` when nothing was read, or data of another version; the reader then says why.
 */
export function firstLookAt(raw: RawRows | null): TableReader | null {
  // Dexie multiplies its version numbers by ten.
  if (raw === null || raw.version !== (MIGRATIONS.at(-1)?.version ?? 1) * 10) return null;
  const { rows } = raw;
  const all = async (table: string) => {
    const found = rows.get(table);
    if (found === undefined) throw new Error(`${table} was not read`);
    return found;
  };
  return new TableReader({
    all,
    one: async (table, id) => (await all(table)).find(row => idOf(row) === id),
  });
}

function idOf(row: unknown): unknown {
  return typeof row === 'object' && row !== null && 'id' in row ? row.id : undefined;
}
