import { lookUpKeys, sameKeys, sourceKeys } from '../../core/interaction.ts';
import { type LogForm, readLogForm } from '../../core/log-form.ts';
import { loggedBefore } from '../../core/logged-before.ts';
import { type Result, success } from '../../core/result.ts';
import type { LoggedMany, RequestOf } from '../../messages/protocol.ts';
import type { Deps } from '../deps.ts';
import { addedAddresses, mentorsOf } from './log-interaction.ts';
import { write } from './write.ts';

/** Writes the entries of a catch-up or a file that are not there yet, in one change with one undo. */
export async function logMany(deps: Deps, { forms }: RequestOf<'interaction/log-many'>): Promise<Result<LoggedMany>> {
  const now = deps.now();
  const readable = forms.filter(form => readLogForm(form, now).ok);
  const refusedCount = forms.length - readable.length;
  const fresh = await notLogged(deps, readable, now);
  const alreadyCount = readable.length - fresh.length;
  if (fresh.length === 0) return success({ ids: [], mentorIds: [], alreadyCount, refusedCount, undoId: null });
  return write(deps, async change => {
    const ids: string[] = [];
    const everybody = new Set<string>();
    for (const form of fresh) {
      const read = readLogForm(form, now);
      if (!read.ok) continue;
      const mentorIds = await mentorsOf(deps, change, form.mentorIds, read.value.newMentors);
      for (const id of mentorIds) everybody.add(id);
      const id = deps.newId();
      await change.create('interactions', id, { ...read.value.fields, mentorIds, loggedAt: now });
      ids.push(id);
    }
    await addedAddresses(deps, change, {
      addresses: fresh.flatMap(({ addresses }) => addresses),
      selfEmails: [...new Set(fresh.flatMap(({ selfEmails }) => selfEmails))],
    });
    return { ids, mentorIds: [...everybody], alreadyCount, refusedCount };
  });
}

/** Those of which no entry was made before, each once, also among themselves. */
async function notLogged(deps: Deps, forms: readonly LogForm[], now: number): Promise<LogForm[]> {
  const seen = new Set<string>();
  const fresh: LogForm[] = [];
  for (const form of forms) {
    const found = await deps.storage.read.interactionsFrom(lookUpKeys(form.source));
    const own = form.source === null ? [] : sameKeys(form.source);
    const keys = own.length > 0 ? own : sourceKeys(form.source);
    const isRepeated = keys.some(key => seen.has(key));
    for (const key of keys) seen.add(key);
    if (!isRepeated && loggedBefore(form, found, now)?.isSame !== true) fresh.push(form);
  }
  return fresh;
}
