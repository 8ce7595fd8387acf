/** What holds a reminder back for the sake of the person it is about. */
import { addDays, earlierOf, type LocalDate } from '../dates.ts';
import type { Mentor } from '../mentor.ts';
import type { Settings } from '../settings.ts';
import type { Asking, MentorFacts } from './facts.ts';
import { asksMentor, type HeldReminder, type HeldWhy, reminderId, type WantedReminder } from './reminder.ts';

/** The limits count in weeks. */
const WEEK_DAYS = 7;

/** Of the day after, some mornings lie outside the moments that can be stored. */
export const LAST_DAY = '2199-12-30' as LocalDate; // The form that a LocalDate has.

/** Until when a reminder waits, and why. `on` is its own day when nothing holds it. */
interface Hold {
  readonly on: LocalDate;
  readonly why: HeldWhy | null;
}

/**
 * The same reminders with what holds each back: the person's own pause, at most one nudge a week, and the weekly limit
 * over all asks to one person. What waits its turn counts as well: whatever can be shown first comes first.
 *
 * One that would be held until its next step has come is never shown, and does not count.
 */
export function held(
  wanted: readonly WantedReminder[],
  { mentor, askings }: Pick<MentorFacts, 'mentor' | 'askings'>,
  settings: Settings,
): readonly HeldReminder[] {
  const holds = new Map<string, Hold>();
  const waiting = new Set(wanted.filter(asksMentor).toSorted((a, b) => compare(a.dueOn, b.dueOn) || compareIds(a, b)));
  const asked = [...askings];
  while (waiting.size > 0) {
    const limits = limitsAfter(asked, settings);
    const [want, hold] = firstOf(waiting, one => limited(one, pausedHold(one, mentor), limits));
    waiting.delete(want);
    holds.set(reminderId(want), hold);
    if (want.endsOn === undefined || hold.on < want.endsOn) {
      asked.push({ on: hold.on, isNudge: want.rule === 'nudge' });
    }
  }
  return wanted.map(want => withHold(want, holds.get(reminderId(want)) ?? pausedHold(want, mentor)));
}

/** For a reminder that names several: it waits while all of them are paused, until the first no longer is. */
export function heldForAll(want: WantedReminder, mentors: readonly Mentor[]): HeldReminder {
  const holds = mentors.map(mentor => pausedHold(want, mentor)).toSorted((a, b) => compare(a.on, b.on));
  return withHold(want, holds[0] ?? { on: want.dueOn, why: null });
}

function withHold(want: WantedReminder, { on, why }: Hold): HeldReminder {
  return { ...want, heldUntilOn: why === null ? null : earlierOf(on, LAST_DAY), heldWhy: why };
}

function pausedHold({ dueOn }: WantedReminder, { pausedUntilOn }: Pick<Mentor, 'pausedUntilOn'>): Hold {
  return pausedUntilOn !== null && pausedUntilOn > dueOn
    ? { on: pausedUntilOn, why: 'person-paused' }
    : { on: dueOn, why: null };
}

/** The days from which the limits let another through; `null` when there is nothing they count. */
interface Limits {
  readonly nudgeFrom: LocalDate | null;
  readonly askFrom: LocalDate | null;
}

function limitsAfter(asked: readonly Asking[], { numbers }: Settings): Limits {
  return {
    nudgeFrom: freeAfter(
      asked.filter(({ isNudge }) => isNudge),
      1,
    ),
    askFrom: freeAfter(asked, numbers.mostAsksPerWeek),
  };
}

function limited({ rule }: WantedReminder, own: Hold, { nudgeFrom, askFrom }: Limits): Hold {
  const afterAsks: Hold = askFrom !== null && askFrom > own.on ? { on: askFrom, why: 'asked-enough' } : own;
  const isNudgedLately = rule === 'nudge' && nudgeFrom !== null && nudgeFrom > own.on && nudgeFrom >= afterAsks.on;
  return isNudgedLately ? { on: nudgeFrom, why: 'nudged-lately' } : afterAsks;
}

/** The one that can be shown first; of several the first given. There is at least one. */
function firstOf(
  waiting: Iterable<WantedReminder>,
  holdOf: (want: WantedReminder) => Hold,
): readonly [WantedReminder, Hold] {
  const all = Array.from(waiting, want => [want, holdOf(want)] as const);
  return all.reduce((first, one) => (one[1].on < first[1].on ? one : first));
}

/** The day from which fewer than `most` of these lie within the week before; `null` when there never were as many. */
function freeAfter(asked: readonly Asking[], most: number): LocalDate | null {
  const latest = asked
    .map(({ on }) => on)
    .toSorted(compare)
    .at(-most);
  return latest === undefined ? null : addDays(latest, WEEK_DAYS);
}

function compareIds(a: WantedReminder, b: WantedReminder): number {
  return compare(reminderId(a), reminderId(b));
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
