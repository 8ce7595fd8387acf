/** The door of pages to storage: what reads, without the half that writes, so that no popup loads what it may not do. */
import { openDatabase } from './database.ts';
import { Reader } from './reader.ts';

export { storageProblem } from './problems.ts';

/** Opens the reading half. Rejects when the browser refuses to open the database; see `storageProblem`. */
export async function openReader(name?: string): Promise<Reader> {
  return new Reader(await openDatabase(name));
}
