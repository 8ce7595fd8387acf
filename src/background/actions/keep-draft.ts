import { type Result, success } from '../../core/result.ts';
import type { RequestOf, Written } from '../../messages/protocol.ts';
import { contextOf, type Deps } from '../deps.ts';
import { write } from './write.ts';

/** Keeps a half-typed form, as it is after each keystroke. */
export async function keepDraft(deps: Deps, { id, draft }: RequestOf<'draft/save'>): Promise<Result<void>> {
  await deps.storage.record(contextOf(deps), change => change.put('drafts', id, { ...draft, updatedAt: deps.now() }));
  return success(undefined);
}

/** Throws a half-typed form away; it can be undone. */
export async function discardDraft(deps: Deps, { id }: RequestOf<'draft/discard'>): Promise<Result<Written>> {
  return write(deps, async change => {
    await change.remove('drafts', id);
    return { id };
  });
}
