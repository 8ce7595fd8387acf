import type { Instant } from '../../core/dates.ts';
import { type Result, success } from '../../core/result.ts';
import type { RequestOf } from '../../messages/protocol.ts';
import { KEPT_FORMS } from '../../storage/index.ts';
import type { Deps } from '../deps.ts';

/** What was typed into a form so long ago is not come back to; PRIVACY.md names the time. */
const KEPT_MS = 30 * 24 * 60 * 60_000;

/** Keeps a half-typed form as it is after each keystroke, or forgets it once it was saved or thrown away. */
export async function keepForm(deps: Deps, { key, fields }: RequestOf<'form/keep'>): Promise<Result<void>> {
  const id = `${KEPT_FORMS}${key}`;
  if (fields === null) await deps.storage.removeLocal(id);
  else await deps.storage.setLocal(id, { fields, at: deps.now() });
  return success(undefined);
}

/** Forgets the forms that nobody came back to. */
export async function forgetOldForms(deps: Deps, now: Instant): Promise<void> {
  const kept = await deps.storage.read.localsFrom(KEPT_FORMS);
  const old = kept.filter(({ value }) => {
    const at = typeof value === 'object' && value !== null && 'at' in value ? value.at : null;
    // One of a clock that was ahead, and has been put back since, would stay for long.
    return typeof at !== 'number' || Math.abs(now - at) >= KEPT_MS;
  });
  for (const { id } of old) await deps.storage.removeLocal(id);
}
