import * as v from 'valibot';
import { instantAt } from '../../core/dates.ts';
import { snoozeIn } from '../../core/reminders/engine.ts';
import { reminderSchema } from '../../core/reminders/reminder.ts';
import { failure, type Problem, type Result } from '../../core/result.ts';
import type { RequestOf, Written } from '../../messages/protocol.ts';
import type { RecordTable, Trashed } from '../../storage/index.ts';
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
    await change.put(trashed.table, recordId, { ...fields, ...(await momentsOf(deps, trashed)) });
    await change.remove('trash', id);
    return { id: recordId };
  });
}

/** A reminder of the student's own comes at the moment its day has where they are now. The others are reckoned anew. */
async function momentsOf(deps: Deps, { table, record }: Trashed): Promise<Readonly<Record<string, unknown>>> {
  const parsed = v.safeParse(reminderSchema, record);
  if (table !== 'reminders' || !parsed.success) return {};
  const settings = await deps.storage.read.settings();
  const { dueOn, dueTime } = parsed.output;
  return {
    dueAt: instantAt(dueOn, dueTime ?? settings.morning, deps.timeZone()),
    ...snoozeIn(parsed.output, settings, deps.timeZone()),
  };
}
