import { expect, test } from 'vitest';
import { alsoInOf } from '../../../src/ui/plan/also-in.ts';
import { letter, plan, slot, track } from '../../core/records.ts';

const TRACKS = [
  track({ id: 'a', name: 'Neurology' }),
  track({ id: 'b', name: 'Preliminary year' }),
  track({ id: 'c', name: 'Dermatology' }),
];

test('by slot, the other tracks its writer serves, by the same letter or another', () => {
  const letters = [letter({ id: 'l1', mentorId: 'ada' }), letter({ id: 'l2', mentorId: 'ada' }), letter({ id: 'l3' })];
  const slots = [
    slot({ id: 'a1', trackId: 'a', letterId: 'l1' }),
    slot({ id: 'a2', trackId: 'a', letterId: 'l3' }),
    slot({ id: 'a3', trackId: 'a' }),
    slot({ id: 'b1', trackId: 'b', letterId: 'l1' }),
    slot({ id: 'c1', trackId: 'c', letterId: 'l2' }),
  ];
  expect([...alsoInOf(slots, letters, TRACKS, [])]).toEqual([
    ['a1', ['Preliminary year', 'Dermatology']],
    ['b1', ['Neurology', 'Dermatology']],
    ['c1', ['Neurology', 'Preliminary year']],
  ]);
});

test('two open slots are nobody’s, and a letter in the trash is of nobody', () => {
  const slots = [slot({ id: 'a1', trackId: 'a' }), slot({ id: 'b1', trackId: 'b' })];
  expect([...alsoInOf(slots, [], TRACKS, [])]).toEqual([]);
  const lost = slots.map(one => ({ ...one, letterId: 'gone' }));
  expect([...alsoInOf(lost, [], TRACKS, [])]).toEqual([]);
});

test('a track of another season is none of them', () => {
  const plans = [plan({ id: 'p1', season: '2027' }), plan({ id: 'p2', season: '2028' })];
  const again = track({ id: 'again', name: 'Neurology', planId: 'p2' });
  const letters = [letter({ id: 'l1', mentorId: 'ada' }), letter({ id: 'l2', mentorId: 'ada' })];
  const slots = [
    slot({ id: 'a1', trackId: 'a', letterId: 'l1' }),
    slot({ id: 'b1', trackId: 'again', letterId: 'l2' }),
  ];
  expect([...alsoInOf(slots, letters, [...TRACKS, again], plans)]).toEqual([]);
  expect([...alsoInOf(slots, letters, [...TRACKS, { ...again, planId: 'p1' }], plans)]).toHaveLength(2);
});
