/**
 * Stamps make copies of one log mergeable: every field carries the moment of its last change, and a deletion leaves
 * its own. They order all changes the same way on every device, even when a device's clock is wrong.
 *
 * The clock is a hybrid logical clock (Kulkarni et al., 2014): the wall clock where that moves forward, a counter where
 * it does not.
 */

/** `TTTTTTTTT-CCCC-device`: milliseconds and counter in base 36, padded, so that stamps sort as text. */
export type Stamp = string & { readonly brand: 'Stamp' };

/** The highest time and counter this device has given or seen. It is stored, since a worker forgets. */
export interface LogicalClock {
  readonly ms: number;
  readonly counter: number;
}

export const CLOCK_START: LogicalClock = { ms: 0, counter: 0 };

const MOST_PER_MS = 36 ** 4 - 1;
// In the year 5188: a clock set further ahead would give stamps that no longer sort.
const LATEST_MS = 36 ** 9 - 1;
const STAMP = /^([0-9a-z]{9})-([0-9a-z]{4})-([0-9a-z]{1,40})$/;

/** The next stamp of this device. It is later than every stamp given before, also when the wall clock went back. */
export function tick(clock: LogicalClock, now: number, deviceId: string): { clock: LogicalClock; stamp: Stamp } {
  const wall = Math.min(now, LATEST_MS);
  const next =
    wall > clock.ms
      ? { ms: wall, counter: 0 }
      : clock.counter < MOST_PER_MS
        ? { ms: clock.ms, counter: clock.counter + 1 }
        : { ms: clock.ms + 1, counter: 0 };
  const ms = next.ms.toString(36).padStart(9, '0');
  const counter = next.counter.toString(36).padStart(4, '0');
  // Built to the pattern above.
  return { clock: next, stamp: `${ms}-${counter}-${deviceId}` as Stamp };
}

/** The clock after seeing another copy's stamp, so that what we change next counts as later. */
export function observe(clock: LogicalClock, stamp: Stamp): LogicalClock {
  const parts = STAMP.exec(stamp);
  if (parts === null) throw new Error(`not a stamp: ${stamp}`);
  const ms = Number.parseInt(parts[1] ?? '', 36);
  const counter = Number.parseInt(parts[2] ?? '', 36);
  return ms > clock.ms || (ms === clock.ms && counter > clock.counter) ? { ms, counter } : clock;
}

export function isStamp(text: string): text is Stamp {
  return STAMP.test(text);
}

/** One stamp per field, by field name. `id` and `stamps` have none. */
export type Stamps = Readonly<Record<string, Stamp>>;

export interface Stamped {
  readonly id: string;
  readonly stamps: Stamps;
}

/** What is left of a deleted record: which it was, and when it was deleted. */
export interface Tombstone {
  /** `table:id` of the record. */
  readonly id: string;
  readonly stamp: Stamp;
}

/** Both copies in one: of every field the later. Order, grouping and repetition of merges make no difference. */
export function mergeRecords<T extends Stamped>(a: T, b: T): T {
  if (a.id !== b.id) throw new Error(`merging ${a.id} with ${b.id}`);
  const merged: Record<string, unknown> = { id: a.id };
  const stamps: Record<string, Stamp> = {};
  for (const field of new Set([...Object.keys(a.stamps), ...Object.keys(b.stamps)])) {
    const ofA = a.stamps[field];
    const ofB = b.stamps[field];
    const winner = ofB === undefined || (ofA !== undefined && ofA >= ofB) ? a : b;
    merged[field] = (winner as Record<string, unknown>)[field];
    const stamp = winner.stamps[field];
    if (stamp !== undefined) stamps[field] = stamp;
  }
  // Every field of both is in it, each from one of the two.
  return { ...merged, stamps } as unknown as T;
}

/** Whether a record outlives a deletion: only when some field was changed after it, as restoring from the trash does. */
export function outlives(record: Stamped, tombstone: Tombstone): boolean {
  return Object.values(record.stamps).some(stamp => stamp > tombstone.stamp);
}
