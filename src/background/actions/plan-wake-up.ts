import { nextWakeUpAt } from '../../core/reminders/announce.ts';
import { plural, t } from '../../i18n/t.ts';
import type { Deps } from '../deps.ts';

/** Writes may be cut off before they have planned their wake-up; then this soon is looked again. */
const SAFETY_MS = 60_000;

/**
 * Sets alarm and badge from what is stored. The only place that plans the alarm; `guardWakeUp` below and the
 * worker's start only have it knock soon. One at a time: a plan made before a write must not replace the plan made after it.
 *
 * @param isHeldBack - Whether something is due and could not be shown now.
 * @returns When the alarm will knock.
 */
export function planWakeUp(deps: Deps, isHeldBack = false): Promise<number> {
  return deps.alone('wake-up', () => plan(deps, isHeldBack));
}

async function plan(deps: Deps, isHeldBack: boolean): Promise<number> {
  const { read } = deps.storage;
  const now = deps.now();
  const [settings, nextAt, count, fresh] = await Promise.all([
    read.settings(),
    read.nextAnnounceAt(now),
    read.dueCount(now),
    read.unannounced(now),
  ]);
  // What fell due in this very moment and was not shown yet: at once, unless it is being held back.
  const isWaiting = fresh.length > 0 && !isHeldBack;
  const at = isWaiting ? now + 1000 : nextWakeUpAt(now, nextAt, count > 0, isHeldBack, settings, deps.timeZone());
  await deps.wakeAt(at);
  await showCount(deps, settings.showsBadge ? count : 0, count);
  return at;
}

/**
 * Makes sure that the worker comes back soon if it is stopped between a write and planning. Begun before every write; an
 * alarm that was to come sooner is put off by at most this much, and only if the worker is stopped.
 */
export function guardWakeUp(deps: Deps): Promise<void> {
  return deps.wakeAt(deps.now() + SAFETY_MS);
}

async function showCount(deps: Deps, onBadge: number, count: number): Promise<void> {
  const title = count === 0 ? t('extensionName') : plural('actionTitleDue', count);
  await deps.setBadge(onBadge === 0 ? '' : String(onBadge), title);
}
