import type { RecordTable, Storage } from '../../src/storage/index.ts';
import { countingIds, TUESDAY } from '../support/fixed.ts';

const newId = countingIds();

/** Stores whole records as they are, with no reminders reckoned. */
export async function keep<T extends { readonly id: string; readonly stamps: object }>(
  storage: Storage,
  table: RecordTable,
  ...records: readonly T[]
): Promise<void> {
  await storage.record({ now: TUESDAY, newId }, async change => {
    for (const { id, stamps: _stamps, ...fields } of records) await change.put(table, id, fields);
  });
}
