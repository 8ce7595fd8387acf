/** The first read of the popup; `glance.ts` makes records of it. */
import { answerOf, openExisting, RAW_DATABASE_NAME } from './raw-rows.ts';

const MOST_AT_ONCE = 60;

/** Rows as stored, before any parser has looked at them. */
export interface RawDue {
  /** The version the database is at, as IndexedDB counts. */
  readonly version: number;
  /** The moment it was asked for. */
  readonly now: number;
  /** The row of settings; `undefined` when none was ever changed. */
  readonly settings: unknown;
  readonly reminders: readonly unknown[];
  /** The people the reminders concern. */
  readonly people: readonly unknown[];
  readonly hasMentors: boolean;
}

/**
 * What is due by `now`.
 *
 * @returns `null` when there is no database, it does not open, or has not these tables.
 */
export async function readRawDue(now: number, name = RAW_DATABASE_NAME): Promise<RawDue | null> {
  const database = await openExisting(name);
  if (database === null) return null;
  try {
    const { version } = database;
    const transaction = database.transaction(['reminders', 'mentors', 'settings']);
    const mentors = transaction.objectStore('mentors');
    const due = transaction.objectStore('reminders').index('openAt').getAll(IDBKeyRange.upperBound(now));
    // Most logs have fewer people than this, and asking for all of them at once saves a second round.
    const [reminders, some, settings] = await Promise.all([
      answerOf<{ mentorId: string | null }[]>(due),
      answerOf<{ id: string }[]>(mentors.getAll(null, MOST_AT_ONCE)),
      answerOf<unknown>(transaction.objectStore('settings').get('settings')),
    ]);
    // Only rows that were read as reminders are in this index, so the field is there.
    const wanted = new Set(reminders.flatMap(({ mentorId }) => mentorId ?? []));
    const people: unknown[] = some.filter(({ id }) => wanted.delete(id));
    if (some.length === MOST_AT_ONCE) {
      people.push(...(await Promise.all([...wanted].map(id => answerOf<unknown>(mentors.get(id))))));
    }
    return { version, now, settings, reminders, people, hasMentors: some.length > 0 };
  } catch {
    return null;
  } finally {
    database.close();
  }
}
