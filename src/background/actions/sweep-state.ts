import { parseLocalDate } from '../../core/dates.ts';
import { openAt } from '../../core/reminders/reminder.ts';
import type { SweepState } from '../../core/reminders/sweep.ts';
import type { Deps } from '../deps.ts';

/** Everything that a look at the due list depends on. Reads what is due, not the log. */
export async function readSweepState(deps: Deps): Promise<SweepState> {
  const { read } = deps.storage;
  const now = deps.now();
  const [settings, due, nextAnnounceAt, [upcoming], nextEndsAt, digestOn, isStartPending, areNotificationsBlocked] =
    await Promise.all([
      read.settings(),
      read.openReminders(now),
      read.nextAnnounceAt(now),
      read.upcoming(now, 1),
      read.nextEndsAt(now),
      read.local('digestOn'),
      read.local('isStartPending'),
      deps.areNotificationsBlocked(),
    ]);
  // One that was announced while the clock was ahead is not announced again, but the badge counts it when it comes.
  const nextOpenAt = upcoming === undefined ? null : openAt(upcoming.reminder);
  return {
    now,
    timeZone: deps.timeZone(),
    settings,
    isBrowserStart: isStartPending === true,
    areNotificationsBlocked,
    due: due.toSorted((a, b) => a.dueAt - b.dueAt),
    digestOn: typeof digestOn === 'string' ? parseLocalDate(digestOn) : null,
    nextAnnounceAt: earliest(nextAnnounceAt, nextOpenAt),
    nextEndsAt,
  };
}

function earliest(a: number | null, b: number | null): number | null {
  if (a === null || b === null) return a ?? b;
  return Math.min(a, b);
}
