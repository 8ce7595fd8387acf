import { expect, test } from 'vitest';
import type { Stamp } from '../../../src/core/stamps.ts';
import { keepList, keepSame } from '../../../src/ui/programs/keep-same.ts';

const record = (id: string, stamps: Readonly<Record<string, string>>) => ({
  id,
  // Only compared here.
  stamps: stamps as Readonly<Record<string, Stamp>>,
});

test('what nobody wrote to is the same record again, and a list of all of them the same list', () => {
  const before = [record('a', { name: '1' }), record('b', { name: '1' })];
  expect(keepSame(before, [record('a', { name: '1' }), record('b', { name: '1' })])).toBe(before);
  const after = keepSame(before, [record('a', { name: '1' }), record('b', { name: '2' })]);
  expect(after).not.toBe(before);
  expect([after[0] === before[0], after[1] === before[1]]).toEqual([true, false]);
});

test.each([
  ['another field was written', [record('a', { name: '1', note: '2' })]],
  ['one is gone', []],
  ['one joined', [record('a', { name: '1' }), record('b', { name: '1' })]],
])('the list is another where %s', (_name, read) => {
  const before = [record('a', { name: '1' })];
  const kept = keepSame(before, read);
  expect(kept).not.toBe(before);
  expect(kept).toEqual(read);
});

test('the same in another order is another list', () => {
  const [a, b] = ['a', 'b'];
  const before = [a, b];
  expect(keepList(before, [a, b])).toBe(before);
  expect(keepList(before, [b, a])).not.toBe(before);
});
