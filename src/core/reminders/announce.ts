import {
  addDays,
  type Instant,
  instantAfter,
  instantAt,
  type LocalDate,
  type LocalTime,
  localDateOf,
  localTimeOf,
} from '../dates.ts';
import type { Settings } from '../settings.ts';
import type { Reminder } from './reminder.ts';

/** More at once than this become one summary. */
export const MOST_SINGLE_NOTIFICATIONS = 3;

/** However the clock was set, it is looked at again within a day. */
export const LONGEST_SLEEP_MS = 24 * 60 * 60 * 1000;

const MIDNIGHT = '00:00' as LocalTime;

/** When the quiet hours that hold now end; `null` outside them. They may cross midnight. */
export function quietUntil(now: Instant, settings: Settings, timeZone: string): Instant | null {
  const { hasQuietHours, quietFrom, quietUntil: until } = settings;
  if (!hasQuietHours || quietFrom === until) return null;
  const today = localDateOf(now, timeZone);
  const time = localTimeOf(now, timeZone);
  const crossesMidnight = quietFrom > until;
  const isQuiet = crossesMidnight ? time >= quietFrom || time < until : time >= quietFrom && time < until;
  if (!isQuiet) return null;
  const endsOn = crossesMidnight && time >= quietFrom ? addDays(today, 1) : today;
  return instantAfter(now, endsOn, until, timeZone);
}

export interface Announcements {
  /** Each gets a notification of its own. */
  readonly single: readonly Reminder[];
  /** All that one summary stands for: too many new ones, or those shown before and not acted on. */
  readonly digest: readonly Reminder[];
  /** Marked as announced once the above is shown. */
  readonly mark: readonly Reminder[];
}

/**
 * What to show now, outside quiet hours.
 *
 * @param fresh - Open reminders whose moment has come and that were never announced.
 * @param waiting - All other open reminders whose moment has come.
 * @param digestOn - The day of the last digest, or `null`. Tomorrow may be a day from a zone further east; one further
 *   ahead was given by a wrong clock and does not count.
 * @param isBrowserStart - Notifications do not outlive the browser, so what is open comes back once, as a digest.
 */
export function announcementsFor(
  fresh: readonly Reminder[],
  waiting: readonly Reminder[],
  digestOn: LocalDate | null,
  now: Instant,
  settings: Settings,
  timeZone: string,
  isBrowserStart: boolean,
): Announcements {
  const today = localDateOf(now, timeZone);
  const mayDigest = digestOn === null || digestOn < today || digestOn > addDays(today, 1);
  const begin = instantAt(today, MIDNIGHT, timeZone);
  const end = instantAt(addDays(today, 1), MIDNIGHT, timeZone);
  const isOfToday = (at: Instant) => at >= begin && at < end;
  const isMorning = digestMoments(now, settings, timeZone).some(at => at <= now && isOfToday(at));
  const fromEarlier = isBrowserStart
    ? waiting
    : waiting.filter(({ announcedAt }) => announcedAt !== null && !isOfToday(announcedAt));
  const unanswered = mayDigest && (isMorning || isBrowserStart) ? fromEarlier : [];
  if (fresh.length > MOST_SINGLE_NOTIFICATIONS) return { single: [], digest: [...fresh, ...waiting], mark: fresh };
  return { single: fresh, digest: unanswered, mark: fresh };
}

/**
 * When to look again.
 *
 * @param nextAnnounceAt - The earliest moment ahead of now at which a reminder is to be announced; `null` for none.
 * @param hasOpen - Whether anything is waiting that a digest has to bring back.
 * @param isHeldBack - Whether something is due now and could not be shown.
 */
export function nextWakeUpAt(
  now: Instant,
  nextAnnounceAt: Instant | null,
  hasOpen: boolean,
  isHeldBack: boolean,
  settings: Settings,
  timeZone: string,
): Instant {
  const candidates = [now + LONGEST_SLEEP_MS];
  if (nextAnnounceAt !== null) candidates.push(nextAnnounceAt);
  if (hasOpen || isHeldBack) candidates.push(...digestMoments(now, settings, timeZone).filter(at => at > now));
  const quietEnd = quietUntil(now, settings, timeZone);
  if (isHeldBack && quietEnd !== null) candidates.push(quietEnd);
  return Math.max(now + 1000, Math.min(...candidates));
}

/** When digests come, from yesterday's to tomorrow's. A morning within quiet hours waits for their end. */
function digestMoments(now: Instant, settings: Settings, timeZone: string): readonly Instant[] {
  const today = localDateOf(now, timeZone);
  return [-1, 0, 1].map(days => {
    const morning = instantAt(addDays(today, days), settings.morning, timeZone);
    return quietUntil(morning, settings, timeZone) ?? morning;
  });
}
