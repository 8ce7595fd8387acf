import type { LocalDate } from '../core/dates.ts';
import { type Evidence, MOST_FEEDBACK, MOST_MOMENTS, MOST_TIMES, type SeenMoment } from '../core/letters/evidence.ts';
import { ENOUGH_MOMENTS, ENOUGH_TIMES } from '../core/letters/points.ts';
import type { Mentor } from '../core/mentor.ts';
import { COMPETENCIES } from '../core/moment.ts';
import type { EarlyEvidence } from '../core/reminders/facts.ts';
import type { Rotation } from '../core/rotation.ts';
import type { Database } from './database.ts';
import { type Act, actKey, mentorDayKey, type RecordTable, type Seen, seenIn, seenKey } from './rows.ts';

/** Sorts after everything that a key may go on with. */
const END = '\uffff';

/**
 * What the log says about how well a mentor knows the student. Only keys of indexes are looked at, and no more of each than
 * `core/letters/evidence.ts` says, so that neither a long log nor long texts cost anything.
 *
 * @param rotations - Those in which they were met, by first day.
 */
export async function evidenceOf(
  database: Database,
  mentor: Mentor,
  rotations: readonly Rotation[],
): Promise<Evidence> {
  const { id } = mentor;
  const contacts = mentorDayKey(id, '');
  const [first, last, timesOn, moments, feedbackOn] = await Promise.all([
    keysOf(database, 'interactions', 'contactTimes', contacts, 1),
    newestKeysOf(database, 'interactions', 'contactTimes', contacts, 1),
    firstDays(database, 'together', id, MOST_TIMES),
    newestKeysOf(database, 'moments', 'seenKeys', seenKey('seen', id, ''), MOST_MOMENTS),
    firstDays(database, 'feedback', id, MOST_FEEDBACK),
  ]);
  return {
    mentor,
    rotations,
    firstContactOn: first.map(key => dayIn(key, 1))[0] ?? null,
    lastContactOn: last.map(key => dayIn(key, 1))[0] ?? null,
    timesOn,
    moments: moments.map(momentIn),
    feedbackOn,
  };
}

/** The earliest of it, which is all that asking at the end of a rotation looks at. */
export async function earlyEvidenceOf(database: Database, mentorId: string): Promise<EarlyEvidence> {
  const [timesOn, momentKeys, feedbackOn, saidKeys] = await Promise.all([
    firstDays(database, 'together', mentorId, ENOUGH_TIMES),
    firstSeen(database, 'seen', mentorId, ENOUGH_MOMENTS),
    firstDays(database, 'feedback', mentorId, 1),
    firstSeen(database, 'said', mentorId, 1),
  ]);
  return { timesOn, momentsOn: momentKeys, feedbackOn: [...feedbackOn, ...saidKeys].sort().slice(0, 1) };
}

async function firstDays(database: Database, act: Act, mentorId: string, most: number): Promise<LocalDate[]> {
  const keys = await keysOf(database, 'interactions', 'acts', actKey(act, mentorId, ''), most);
  return keys.map(key => dayIn(key, 2));
}

async function firstSeen(database: Database, seen: Seen, mentorId: string, most: number): Promise<LocalDate[]> {
  const keys = await keysOf(database, 'moments', 'seenKeys', seenKey(seen, mentorId, ''), most);
  return keys.map(key => dayIn(key, 2));
}

function momentIn(key: string): SeenMoment {
  const { competencies, ...marks } = seenIn(key);
  // One that is not known here, as from a newer version, is left out, as `parseMoment` does.
  return { ...marks, competencies: COMPETENCIES.filter(one => competencies.includes(one)) };
}

/** The first keys of an index that begin so. */
async function keysOf(database: Database, table: RecordTable, index: string, prefix: string, most: number) {
  return texts(await startingWith(database, table, index, prefix).limit(most).keys());
}

/** The last keys of an index that begin so, in their order. */
async function newestKeysOf(database: Database, table: RecordTable, index: string, prefix: string, most: number) {
  return texts(await startingWith(database, table, index, prefix).reverse().limit(most).keys()).reverse();
}

function startingWith(database: Database, table: RecordTable, index: string, prefix: string) {
  return database.records(table).where(index).between(prefix, `${prefix}${END}`);
}

function texts(keys: readonly unknown[]): string[] {
  return keys.filter(key => typeof key === 'string');
}

/** Keys are made in `rows.ts`, of days. */
function dayIn(key: string, part: number): LocalDate {
  return key.split('|')[part] as LocalDate;
}
