import { MIGRATIONS } from './migrations/index.ts';
import type { RawDue } from './raw-due.ts';
import { type DueReminder, joinDue, parseMentor, parseReminder } from './rows.ts';

/** What the popup shows before anything else. */
export interface Glance {
  readonly due: readonly DueReminder[];
  readonly hasMentors: boolean;
}

/**
 * What is due, from rows read straight from IndexedDB: loading Dexie takes several times as long as the reading itself.
 * The same answer as `Reader.due`, which `tests/storage/glance.test.ts` holds it to.
 *
 * @returns `null` when nothing was read, or data of another version; the reader then says why.
 */
export function glanceAt(raw: RawDue | null): Glance | null {
  // Dexie multiplies its version numbers by ten.
  if (raw === null || raw.version !== (MIGRATIONS.at(-1)?.version ?? 1) * 10) return null;
  const reminders = raw.reminders.map(parseReminder).filter(reminder => reminder !== null);
  const mentors = raw.people.map(parseMentor).filter(mentor => mentor !== null);
  return { due: joinDue(reminders, mentors), hasMentors: raw.hasMentors };
}
