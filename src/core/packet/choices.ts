import * as v from 'valibot';
import { PACKET_HEADINGS, type PacketHeadings } from './packet.ts';

/** What the student chose for one packet. It is kept on the device, beside the letter. */
export interface PacketChoices {
  /** `null` for what fits the letter. */
  readonly headings: PacketHeadings | null;
  /** By item, where it differs from what is usual. */
  readonly isIn: Readonly<Record<string, boolean>>;
  /** Items in the student's own order; what is not in it comes after. */
  readonly order: readonly string[];
  /** By item, words for this packet. The log keeps its own. */
  readonly texts: Readonly<Record<string, string>>;
  /** Marked words the student looked at and kept; see `LineFinding.key`. */
  readonly kept: readonly string[];
  readonly paper: 'letter' | 'a4' | null;
  /** Whether months of rotations are named, else their year alone. */
  readonly hasMonths: boolean;
}

export const NO_CHOICES: PacketChoices = {
  ...{ headings: null, isIn: {}, order: [], texts: {}, kept: [], paper: null },
  hasMonths: true,
};

/** Whether something kept can be the choice of that name. */
export function isChoice(name: keyof PacketChoices, value: unknown): boolean {
  switch (name) {
    case 'headings':
      return v.is(v.nullable(v.picklist(PACKET_HEADINGS)), value);
    case 'paper':
      return v.is(v.nullable(v.picklist(['letter', 'a4'])), value);
    case 'hasMonths':
      return typeof value === 'boolean';
    case 'isIn':
      return v.is(v.record(v.string(), v.boolean()), value);
    case 'texts':
      return v.is(v.record(v.string(), v.string()), value);
    case 'order':
    case 'kept':
      return v.is(v.array(v.string()), value);
  }
}

/**
 * The order with one item moved among its neighbours.
 *
 * @param lines - The ids of its group in the order in which they stand.
 * @param by - One place up is -1. Past the end it stays.
 */
export function moved(order: readonly string[], lines: readonly string[], id: string, by: number): readonly string[] {
  const from = lines.indexOf(id);
  const to = from + by;
  if (from === -1 || to < 0 || to >= lines.length) return order;
  const next = lines.filter(one => one !== id);
  next.splice(to, 0, id);
  const others = order.filter(one => !lines.includes(one));
  return [...others, ...next];
}
