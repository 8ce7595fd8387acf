import type { Slot } from './slot.ts';

/**
 * A track's slots with one moved by a place, as the positions to be written. Empty where it would leave the list.
 *
 * @param slots - Of one track, in their order.
 * @param by - Up with -1.
 */
export function movedSlots(
  slots: readonly Slot[],
  id: string,
  by: -1 | 1,
): readonly { readonly id: string; readonly position: number }[] {
  const index = slots.findIndex(slot => slot.id === id);
  const [slot, other] = [slots[index], slots[index + by]];
  if (slot === undefined || other === undefined) return [];
  const moved = slots.with(index, other).with(index + by, slot);
  // Counted anew, since several may have had the same.
  return moved.flatMap((one, position) => (one.position === position ? [] : [{ id: one.id, position }]));
}
