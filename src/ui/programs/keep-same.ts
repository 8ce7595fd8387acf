import type { Stamps } from '../../core/stamps.ts';

interface Stored {
  readonly id: string;
  readonly stamps: Stamps;
}

/**
 * The list that was just read, with the records of an earlier one in the place of those that nobody wrote to since, and the
 * earlier list itself where it says the same: what is drawn from it need not be drawn anew.
 */
export function keepSame<T extends Stored>(earlier: readonly T[], read: readonly T[]): readonly T[] {
  const byId = new Map(earlier.map(one => [one.id, one]));
  const kept = read.map(one => {
    const before = byId.get(one.id);
    return before !== undefined && isSame(before.stamps, one.stamps) ? before : one;
  });
  return keepList(earlier, kept);
}

/** The earlier list where it holds the same in the same order. */
export function keepList<T>(earlier: readonly T[], list: readonly T[]): readonly T[] {
  return earlier.length === list.length && earlier.every((one, at) => one === list[at]) ? earlier : list;
}

function isSame(a: Stamps, b: Stamps): boolean {
  const names = Object.keys(a);
  return names.length === Object.keys(b).length && names.every(name => a[name] === b[name]);
}
