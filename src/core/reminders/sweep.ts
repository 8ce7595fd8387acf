/**
 * What one look at the due list does: what is shown, what is remembered of it, what the badge says, when to look again.
 * The worker only carries it out. Carried out once more in the same moment, a plan shows nothing again.
 */
import { addDays, type Instant, instantAt, type LocalDate, type LocalTime, laterOf, localDateOf } from '../dates.ts';
import type { Settings } from '../settings.ts';
import { openAt, type Reminder } from './reminder.ts';
import { nextRestAt, quietUntil, restAt } from './respect.ts';

/** More new ones at once than this become the digest. */
export const MOST_SINGLE_NOTIFICATIONS = 3;

/**
 * However far the next reminder is, it is looked again within an hour: a laptop sleeps, travels to another zone, and has
 * its clock set, and for none of that is there an event.
 */
export const LONGEST_SLEEP_MS = 60 * 60 * 1000;

/** An alarm is never set for a moment that is over by the time it is set. */
export const SHORTEST_SLEEP_MS = 1000;

const MIDNIGHT = '00:00' as LocalTime; // The form that a LocalTime has.

export interface SweepState {
  readonly now: Instant;
  readonly timeZone: string;
  readonly settings: Settings;
  /** Notifications do not outlive the browser: after its start what is open comes back once, at whatever hour. */
  readonly isBrowserStart: boolean;
  readonly areNotificationsBlocked: boolean;
  /** Everything that is due as far as it alone decides (`isDue`), also while reminders rest; the longest overdue first. */
  readonly due: readonly Reminder[];
  /** The day of the last digest; `null` when there never was one. */
  readonly digestOn: LocalDate | null;
  /** The earliest moment ahead of now at which a reminder becomes due; `null` for none. */
  readonly nextAnnounceAt: Instant | null;
  /** The earliest moment ahead of now at which a step gives way to the next one; `null` for none. */
  readonly nextEndsAt: Instant | null;
}

/** Why nothing can be shown now, and until when; `null` when only the student can change it. */
export interface Held {
  readonly why: 'rest' | 'quiet' | 'blocked';
  readonly untilAt: Instant | null;
}

export interface SweepPlan {
  /** Each gets a notification of its own. */
  readonly singles: readonly Reminder[];
  /** The one summary, shown under an id made from its day; `null` for none. */
  readonly digest: { readonly on: LocalDate; readonly reminders: readonly Reminder[] } | null;
  /** The ids that are marked as announced once they were shown. */
  readonly marks: readonly string[];
  /** The day of the last digest as it is to be remembered after that; `null` when there never was one. */
  readonly digestOn: LocalDate | null;
  /** The number that badge and title say: nothing while reminders rest. */
  readonly badgeCount: number;
  /** `null` when nothing keeps notifications from being shown. */
  readonly held: Held | null;
  /** When to look again once this was carried out; always ahead of now. */
  readonly wakeAt: Instant;
}

/**
 * Plans one look.
 *
 * New ones come singly, at most three; more, or all of them if so wished, come as the digest. What was announced on an
 * earlier day and not acted on returns in one digest a day at the student's hour, and once after a browser start. At
 * most one digest a day: today's is shown a second time, under the same id, only when more than three new ones join it.
 *
 * Where all come as the digest, new ones wait for its hour, also at a browser start: shown earlier, the digest of that
 * day would be spent when its hour comes. Whoever was not there at that hour gets it later on that day.
 */
export function planSweep(state: SweepState): SweepPlan {
  const { now, timeZone, settings, due } = state;
  const today = localDateOf(now, timeZone);
  const held = heldAt(state);
  const moments = digestMoments(today, settings, timeZone);
  const digestOn = lastDigestOn(state.digestOn, today);
  const shown = held === null ? announcements(state, today, digestOn, moments) : NOTHING;
  return {
    singles: shown.singles,
    digest: shown.digest.length === 0 ? null : { on: today, reminders: shown.digest },
    marks: shown.marks.map(({ id }) => id),
    digestOn: shown.digest.length === 0 ? digestOn : laterOf(digestOn ?? today, today),
    badgeCount: held?.why === 'rest' ? 0 : due.length,
    held,
    wakeAt: wakeAtFor(state, moments, held),
  };
}

function heldAt({ now, timeZone, settings, areNotificationsBlocked }: SweepState): Held | null {
  const rest = restAt(now, settings, timeZone);
  if (rest !== null) return { why: 'rest', untilAt: rest.untilAt };
  const untilAt = quietUntil(now, settings, timeZone);
  if (untilAt !== null) return { why: 'quiet', untilAt };
  return areNotificationsBlocked ? { why: 'blocked', untilAt: null } : null;
}

/**
 * Tomorrow may be a day from a zone further east, and is waited for. A day further ahead was left by a clock that was
 * wrong: it counts as today's, so that there is neither a second digest today nor none for a long time.
 */
function lastDigestOn(stored: LocalDate | null, today: LocalDate): LocalDate | null {
  return stored !== null && stored > addDays(today, 1) ? today : stored;
}

interface Shown {
  readonly singles: readonly Reminder[];
  readonly digest: readonly Reminder[];
  readonly marks: readonly Reminder[];
}
const NOTHING: Shown = { singles: [], digest: [], marks: [] };

function announcements(
  { now, timeZone, settings, due, isBrowserStart }: SweepState,
  today: LocalDate,
  digestOn: LocalDate | null,
  moments: readonly Instant[],
): Shown {
  const begin = instantAt(today, MIDNIGHT, timeZone);
  const end = instantAt(addDays(today, 1), MIDNIGHT, timeZone);
  const isOfToday = (at: Instant) => at >= begin && at < end;
  const passed = moments.filter(at => at <= now);

  const fresh = due.filter(({ announcedAt }) => announcedAt === null);
  const waiting = due.filter(({ announcedAt }) => announcedAt !== null);
  const isHour = passed.some(isOfToday);
  const isFromEarlier = ({ announcedAt }: Reminder) => announcedAt !== null && !isOfToday(announcedAt);
  const hadDigest = digestOn !== null && digestOn >= today;
  const isMany = (reminders: readonly Reminder[]) => reminders.length > MOST_SINGLE_NOTIFICATIONS;

  if (settings.hasDigestOnly) {
    if (!isHour) return NOTHING;
    // What fell due after the hour belongs in the next one.
    const hour = Math.max(...passed);
    const ready = fresh.filter(reminder => (openAt(reminder) ?? now) <= hour);
    if (hadDigest ? isMany(ready) : ready.length > 0)
      return { singles: [], digest: [...ready, ...waiting], marks: ready };
    return { ...NOTHING, digest: hadDigest ? [] : waiting.filter(isFromEarlier) };
  }
  const returning = isBrowserStart ? waiting : isHour ? waiting.filter(isFromEarlier) : [];
  if (isMany(fresh)) return { singles: [], digest: [...fresh, ...waiting], marks: fresh };
  return { singles: fresh, digest: hadDigest ? [] : returning, marks: fresh };
}

function wakeAtFor(
  { now, timeZone, settings, due, nextAnnounceAt, nextEndsAt }: SweepState,
  moments: readonly Instant[],
  held: Held | null,
): Instant {
  const candidates = [nextAnnounceAt, nextEndsAt];
  if (due.length > 0) {
    // The digest brings it back; a rest takes it off the badge, and its end, or that of quiet hours, lets it be shown.
    candidates.push(...moments, held?.untilAt ?? null, nextRestAt(now, 1, settings, timeZone));
  }
  const ahead = candidates.filter(at => at !== null && at > now) as Instant[]; // null was just left out
  return Math.max(now + SHORTEST_SLEEP_MS, Math.min(now + LONGEST_SLEEP_MS, ...ahead));
}

/**
 * When the daily digest comes. Where all come as the digest, never before the morning: what falls due in the morning would
 * wait for the next day's.
 */
export function digestHour({ digestTime, morning, hasDigestOnly }: Settings): LocalTime {
  if (digestTime === null || (hasDigestOnly && digestTime < morning)) return morning;
  return digestTime;
}

/** When digests come, from yesterday's to tomorrow's. One in a rest or in quiet hours waits for their end. */
function digestMoments(today: LocalDate, settings: Settings, timeZone: string): readonly Instant[] {
  const known = knownMoments.get(settings);
  if (known?.today === today && known.timeZone === timeZone) return known.moments;
  const hour = digestHour(settings);
  const moments = [-1, 0, 1].map(days => freeFrom(instantAt(addDays(today, days), hour, timeZone), settings, timeZone));
  knownMoments.set(settings, { today, timeZone, moments });
  return moments;
}

/** Of a day there are several looks, and each of them plans twice. Settings never change: new ones are another object. */
const knownMoments = new WeakMap<
  Settings,
  { readonly today: LocalDate; readonly timeZone: string; readonly moments: readonly Instant[] }
>();

/** The first moment from then on that is neither in a rest nor in quiet hours. */
function freeFrom(at: Instant, settings: Settings, timeZone: string): Instant {
  let free = at;
  // A rest ends in the morning, which may be quiet, and quiet hours may end in a rest; each of them ends ahead.
  for (let turns = 0; turns < 4; turns += 1) {
    const until = restAt(free, settings, timeZone)?.untilAt ?? quietUntil(free, settings, timeZone);
    if (until === null || until <= free) return free;
    free = until;
  }
  return free;
}
