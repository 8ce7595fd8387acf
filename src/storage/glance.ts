import type { Instant } from '../core/dates.ts';
import type { Mentor } from '../core/mentor.ts';
import { MIGRATIONS } from './migrations/index.ts';
import { DATABASE_NAME, type DueReminder, joinDue, parseMentor, parseReminder } from './rows.ts';

/** What the popup shows before anything else. */
export interface Glance {
  readonly due: readonly DueReminder[];
  readonly hasMentors: boolean;
}

/**
 * What is due, read straight from IndexedDB: loading Dexie takes several times as long as the reading itself. The same
 * answer as `Reader.due`, which `tests/storage/glance.test.ts` holds it to.
 *
 * @returns `null` when there is no database of this version, or it does not open; the reader then says why.
 */
export async function glance(now: Instant, name = DATABASE_NAME): Promise<Glance | null> {
  const database = await openExisting(name);
  if (database === null) return null;
  try {
    // Dexie multiplies its version numbers by ten.
    if (database.version !== (MIGRATIONS.at(-1)?.version ?? 1) * 10) return null;
    const transaction = database.transaction(['reminders', 'mentors']);
    const mentors = transaction.objectStore('mentors');
    const due = transaction.objectStore('reminders').index('openAt').getAll(IDBKeyRange.upperBound(now));
    const [rows, count] = await Promise.all([answerOf(due), answerOf(mentors.count())]);
    const reminders = rows.map(parseReminder).filter(reminder => reminder !== null);
    const ids = new Set(reminders.map(({ subjectId }) => subjectId));
    const people = await Promise.all([...ids].map(id => answerOf<unknown>(mentors.get(id))));
    const known: Mentor[] = people.map(parseMentor).filter(mentor => mentor !== null);
    return { due: joinDue(reminders, known), hasMentors: count > 0 };
  } finally {
    database.close();
  }
}

function answerOf<T>(request: IDBRequest<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });
}

/** Opens without creating: making the tables is Dexie's. */
function openExisting(name: string): Promise<IDBDatabase | null> {
  return new Promise(resolve => {
    const request = indexedDB.open(name);
    request.onupgradeneeded = () => request.transaction?.abort();
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => resolve(null);
    request.onblocked = () => resolve(null);
  });
}
