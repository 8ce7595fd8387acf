import type { Instant } from '../../core/dates.ts';
import type { Draft } from '../../core/draft.ts';
import { contextOf, type Deps } from '../deps.ts';
import { forgetOldForms } from './keep-form.ts';

/**
 * Long enough to come back to a panel, too short to be a record of what was on the page. PRIVACY.md promises an hour, and
 * an alarm may ring a little late.
 */
const UNTOUCHED_DRAFT_MS = 55 * 60_000;

/**
 * Removes what is kept for a while only: forms that a click in the menu filled and nobody touched, since their page was
 * read for that moment, forms that nobody came back to, and what can no longer be undone.
 */
export async function forgetStale(deps: Deps): Promise<void> {
  const now = deps.now();
  const [drafts] = await Promise.all([untouched(deps), deps.storage.forgetOldUndos(now), forgetOldForms(deps, now)]);
  // One of a clock that was ahead, and has been put back since, would stay for long.
  const stale = drafts.filter(({ updatedAt }) => Math.abs(now - updatedAt) >= UNTOUCHED_DRAFT_MS);
  if (stale.length === 0) return;
  await deps.storage.record(contextOf(deps), async change => {
    for (const { id } of stale) await change.remove('drafts', id);
  });
}

/** When the next form that nobody touched has to go; `null` for none. May have passed. */
export async function nextForgetAt(deps: Deps): Promise<Instant | null> {
  const moments = (await untouched(deps)).map(({ updatedAt }) => updatedAt + UNTOUCHED_DRAFT_MS);
  return moments.length === 0 ? null : Math.min(...moments);
}

async function untouched(deps: Deps): Promise<readonly Draft[]> {
  return (await deps.storage.read.drafts()).filter(({ isTouched }) => !isTouched);
}
