import { planSweep, SHORTEST_SLEEP_MS } from '../../core/reminders/sweep.ts';
import { plural, t } from '../../i18n/t.ts';
import type { Deps } from '../deps.ts';
import { nextForgetAt } from './forget.ts';
import { hasTravelled } from './last-seen.ts';
import { digestNoticeId, noticeId } from './notice-ids.ts';
import { readSweepState } from './sweep-state.ts';

/** Writes may be cut off before they have planned their wake-up; then this soon is looked again. */
const SAFETY_MS = 60_000;

/**
 * What could not be shown, or was and could not be marked, as on a full disk, is tried again after this. Sooner, the same
 * notification would come back every minute.
 */
const RETRY_MS = 10 * 60_000;

/**
 * Sets alarm and badge from what is stored, by the same plan that a look carries out. The only place that plans the
 * alarm; `guardWakeUp` below and the worker's start only have it knock soon. One at a time: a plan made before a write
 * must not replace the plan made after it.
 *
 * @param tried - The ids of the notifications that a look has just shown, or tried to; `null` when it was no look.
 * @returns When the alarm will knock.
 */
export function planWakeUp(deps: Deps, tried: ReadonlySet<string> | null = null): Promise<number> {
  return deps.alone('wake-up', async () => {
    const [state, forgetAt] = await Promise.all([readSweepState(deps), nextForgetAt(deps)]);
    const plan = planSweep(state);
    const toShow = [
      ...plan.singles.map(({ id }) => noticeId(id)),
      ...(plan.digest === null ? [] : [digestNoticeId(plan.digest.on)]),
    ];
    const hasMoved = await hasTravelled(deps);
    // Whoever writes all the time after a journey would put off the look that follows it for as long.
    const isNews = toShow.some(id => tried?.has(id) !== true) || (hasMoved && tried === null);
    const again = isNews ? SHORTEST_SLEEP_MS : toShow.length > 0 || hasMoved ? RETRY_MS : null;
    const at = Math.min(
      plan.wakeAt,
      ...(again === null ? [] : [state.now + again]),
      // What should be gone already could not be removed just now.
      ...(forgetAt === null ? [] : [Math.max(forgetAt, state.now + SAFETY_MS)]),
    );
    // The badge first: until the alarm is set anew, the guard's brings back a worker that was stopped in between.
    await showCount(deps, state.settings.showsBadge ? plan.badgeCount : 0, plan.badgeCount);
    await deps.wakeAt(at);
    return at;
  });
}

/**
 * Makes sure that the worker comes back soon if it is stopped between a write and planning. Begun before every write; an
 * alarm that was to come sooner is put off by at most this much, and only if the worker is stopped.
 */
export function guardWakeUp(deps: Deps): Promise<void> {
  return deps.wakeAt(deps.now() + SAFETY_MS);
}

/**
 * A write behind its guard. No plan is made meanwhile: one from before the write would put off the guard's alarm by an
 * hour, and a worker that is stopped right after the write would come back only then.
 */
export function guardedFromPlans<T>(deps: Deps, write: () => Promise<T>): Promise<T> {
  return deps.alone('wake-up', async () => {
    const guarded = guardWakeUp(deps);
    const written = await write();
    await guarded;
    return written;
  });
}

async function showCount(deps: Deps, onBadge: number, count: number): Promise<void> {
  const title = count === 0 ? t('extensionName') : plural('actionTitleDue', count);
  await deps.setBadge(onBadge === 0 ? '' : String(onBadge), title);
}
