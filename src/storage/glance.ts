import { isDue } from '../core/reminders/reminder.ts';
import { type Rest, restAt } from '../core/reminders/respect.ts';
import { parseSettings } from '../core/settings.ts';
import { MIGRATIONS } from './migrations/index.ts';
import type { RawDue } from './raw-due.ts';
import { type DueReminder, joinDue, parseMentor, parseReminder } from './rows.ts';

/** What the popup shows before anything else. */
export interface Glance {
  /** Empty while reminders rest. */
  readonly due: readonly DueReminder[];
  readonly hasMentors: boolean;
  /** Until when and why nothing is shown; `null` when reminders do not rest. */
  readonly rest: Rest | null;
}

/**
 * What is due, from rows read straight from IndexedDB: loading Dexie takes several times as long as the reading itself.
 * The same answer as `Reader.due`, which `tests/storage/glance.test.ts` holds it to.
 *
 * @returns `null` when nothing was read, or data of another version; the reader then says why.
 */
export function glanceAt(raw: RawDue | null, timeZone: string): Glance | null {
  // Dexie multiplies its version numbers by ten.
  if (raw === null || raw.version !== (MIGRATIONS.at(-1)?.version ?? 1) * 10) return null;
  const { now, hasMentors } = raw;
  const rest = restAt(now, parseSettings(raw.settings), timeZone);
  if (rest !== null) return { due: [], hasMentors, rest };
  const reminders = raw.reminders.map(parseReminder).filter(reminder => reminder !== null);
  const mentors = raw.people.map(parseMentor).filter(mentor => mentor !== null);
  return {
    due: joinDue(
      reminders.filter(reminder => isDue(reminder, now)),
      mentors,
    ),
    hasMentors,
    rest,
  };
}
