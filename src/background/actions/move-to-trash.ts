import { failure, type Problem, type Result } from '../../core/result.ts';
import type { RequestOf, Written } from '../../messages/protocol.ts';
import type { RecordTable } from '../../storage/index.ts';
import type { Deps } from '../deps.ts';
import { Refused, write } from './write.ts';

/** Deletes a record, keeping it in the trash. */
export async function moveToTrash(
  deps: Deps,
  table: RecordTable,
  id: string,
  missing: Problem,
): Promise<Result<Written>> {
  return write(deps, async change => {
    if ((await change.get(table, id)) === null) throw new Refused(missing);
    await change.moveToTrash(table, id);
    return { id };
  });
}

/** Puts a deleted record back, with stamps later than its deletion. */
export async function restoreFromTrash(deps: Deps, { id }: RequestOf<'trash/restore'>): Promise<Result<Written>> {
  const trashed = (await deps.storage.read.trash()).find(entry => entry.id === id);
  if (trashed === undefined) return failure('undo/too-late');
  return write(deps, async change => {
    const { id: recordId, stamps: _stamps, ...fields } = trashed.record;
    await change.put(trashed.table, recordId, fields);
    await change.remove('trash', id);
    return { id: recordId };
  });
}
