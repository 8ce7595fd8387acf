import { earlierOf, type Instant, instantAt } from '../dates.ts';
import type { Mentor } from '../mentor.ts';
import type { Settings } from '../settings.ts';
import { snoozeIn } from './engine.ts';
import { LAST_DAY } from './limits.ts';
import type { Reminder } from './reminder.ts';

type Moments = Pick<Reminder, 'dueAt' | 'snoozedUntilAt' | 'heldUntilOn' | 'heldUntilAt' | 'heldWhy' | 'announcedAt'>;

/**
 * The moments of a reminder of the student's own: they keep its day and time, wherever the student is by then, and while
 * the person it is about is paused it waits like all others about them. Held anew until a day ahead, it is news again then.
 *
 * @param mentor - The person it is about; `null` for nobody, or somebody who is in the trash.
 */
export function ownMoments(
  reminder: Reminder,
  mentor: Pick<Mentor, 'pausedUntilOn'> | null,
  settings: Settings,
  now: Instant,
  timeZone: string,
): Moments {
  const { dueOn, dueTime, announcedAt } = reminder;
  const { morning } = settings;
  const pausedUntilOn = mentor?.pausedUntilOn ?? null;
  const heldUntilOn = pausedUntilOn !== null && pausedUntilOn > dueOn ? earlierOf(pausedUntilOn, LAST_DAY) : null;
  const heldUntilAt = heldUntilOn === null ? null : instantAt(heldUntilOn, morning, timeZone);
  const isHeldAnew = heldUntilOn !== reminder.heldUntilOn && heldUntilAt !== null && heldUntilAt > now;
  return {
    dueAt: instantAt(dueOn, dueTime ?? morning, timeZone),
    ...snoozeIn(reminder, settings, timeZone),
    heldUntilOn,
    heldUntilAt,
    heldWhy: heldUntilOn === null ? null : 'person-paused',
    announcedAt: isHeldAnew ? null : announcedAt,
  };
}
