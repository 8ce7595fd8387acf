import { localDateOf, parseLocalDate } from '../../core/dates.ts';
import { announcementsFor, quietUntil } from '../../core/reminders/announce.ts';
import type { Reminder } from '../../core/reminders/reminder.ts';
import { reasonText } from '../../i18n/reason.ts';
import { plural, t } from '../../i18n/t.ts';
import { contextOf, type Deps } from '../deps.ts';
import { guardWakeUp, planWakeUp } from './plan-wake-up.ts';
import { refreshAllReminders } from './refresh-reminders.ts';

/** An hour: long enough to come back to a panel, too short to be a record of what was on the page. */
const UNTOUCHED_DRAFT_MS = 60 * 60 * 1000;

/** The most names a digest lists; the rest is a number. */
const MOST_NAMES = 4;

/**
 * Shows what is due and plans the next wake-up. Reads only what is due.
 *
 * Safe to run twice, and to be killed anywhere: each notification's id is made from its reminder's, or from the day for
 * a digest, so showing it again replaces it; it is marked after it was shown.
 */
export async function sweep(deps: Deps, isBrowserStart: boolean): Promise<{ readonly nextAt: number }> {
  return deps.alone('sweep', async () => {
    // The alarm that led here is spent; cut off before the end, nothing else would come back to it.
    await guardWakeUp(deps);
    await followZone(deps);
    await forgetUntouchedDrafts(deps);
    const isHeldBack = await announce(deps, isBrowserStart);
    return { nextAt: await planWakeUp(deps, isHeldBack) };
  });
}

/** A reminder of a day comes in the student's morning where they are, so a journey moves them all. */
async function followZone(deps: Deps): Promise<void> {
  const zone = deps.timeZone();
  if ((await deps.storage.read.local('zone')) === zone) return;
  await deps.storage.record(contextOf(deps), change => refreshAllReminders(deps, change));
  await deps.storage.setLocal('zone', zone);
}

/** What a click in the menu prepared and nobody touched is not kept: the page was read for that moment. */
async function forgetUntouchedDrafts(deps: Deps): Promise<void> {
  const stale = (await deps.storage.read.drafts()).filter(
    ({ isTouched, updatedAt }) => !isTouched && deps.now() - updatedAt > UNTOUCHED_DRAFT_MS,
  );
  if (stale.length === 0) return;
  await deps.storage.record(contextOf(deps), async change => {
    for (const { id } of stale) await change.remove('drafts', id);
  });
}

/** @returns Whether something is due and could not be shown now. */
async function announce(deps: Deps, isBrowserStart: boolean): Promise<boolean> {
  const { read } = deps.storage;
  const now = deps.now();
  const zone = deps.timeZone();
  const today = localDateOf(now, zone);
  const [settings, fresh] = await Promise.all([read.settings(), read.unannounced(now)]);
  if (quietUntil(now, settings, zone) !== null) return fresh.length > 0;
  const freshIds = new Set(fresh.map(({ id }) => id));
  const waiting = (await read.openReminders(now)).filter(({ id }) => !freshIds.has(id));
  if (fresh.length + waiting.length === 0) return false;
  if (await deps.areNotificationsBlocked()) return fresh.length > 0;

  const digestOn = await lastDigestOn(deps, today);
  const { single, digest, mark } = announcementsFor(fresh, waiting, digestOn, now, settings, zone, isBrowserStart);
  for (const reminder of single) await showOne(deps, reminder, today);
  if (digest.length > 0) {
    await showDigest(deps, digest, today);
    await deps.storage.setLocal('digestOn', today);
  }
  if (mark.length > 0) {
    await deps.storage.record(contextOf(deps), async change => {
      for (const { id } of mark) {
        if ((await change.get('reminders', id)) !== null) await change.patch('reminders', id, { announcedAt: now });
      }
    });
  }
  return false;
}

/** The day of the last digest. A clock that was wrong may have left a day ahead of us: it counts as today, once. */
async function lastDigestOn(deps: Deps, today: string) {
  const stored = await deps.storage.read.local('digestOn');
  const on = typeof stored === 'string' ? parseLocalDate(stored) : null;
  if (on === null || on <= today) return on;
  await deps.storage.setLocal('digestOn', today);
  return parseLocalDate(today);
}

async function showOne(deps: Deps, reminder: Reminder, today: ReturnType<typeof localDateOf>): Promise<void> {
  const mentor = await deps.storage.read.mentor(reminder.subjectId);
  if (mentor === null) return;
  await deps.notify(`reminder:${reminder.id}`, {
    title:
      reminder.rule === 'did-it-happen'
        ? t('notificationDidItHappen', { name: mentor.name })
        : t('notificationCheckIn', { name: mentor.name }),
    message: reasonText(reminder, today),
    buttons: [reminder.rule === 'did-it-happen' ? t('entryHappened') : t('actionDone'), t('actionSnooze')],
  });
}

async function showDigest(deps: Deps, reminders: readonly Reminder[], today: string): Promise<void> {
  const mentors = await deps.storage.read.mentorsById([...new Set(reminders.map(({ subjectId }) => subjectId))]);
  const names = mentors.slice(0, MOST_NAMES).map(({ name }) => name);
  const more = mentors.length - names.length;
  const list = names.join(', ');
  await deps.notify(`digest:${today}`, {
    title: plural('notificationDigest', reminders.length),
    message: more > 0 ? plural('notificationDigestMore', more, { names: list }) : list,
    buttons: [],
  });
}
