import { expect, test } from 'vitest';
import { type TrackFacts, trackRemoval } from '../../../src/core/plan/remove-track.ts';
import { letter, plan, program, slot, track } from '../records.ts';

const own = track();
const FACTS: TrackFacts = { plans: [plan()], tracks: [own], slots: [], letters: [], programs: [] };

test('slots go with it; letters become General of its season, and programs stay', () => {
  const removal = trackRemoval(own, {
    ...FACTS,
    slots: [slot({ id: 'a' }), slot({ id: 'other', trackId: 't2' })],
    letters: [letter({ id: 'l1', trackId: 't1' }), letter({ id: 'l2', trackId: 't2' }), letter({ id: 'l3' })],
    programs: [program({ id: 'g1', trackId: 't1' }), program({ id: 'g2', trackId: null })],
  });
  expect(removal.saves).toEqual([
    { table: 'letters', id: 'l1', isNew: false, fields: { trackId: null, planId: 'p1' } },
    { table: 'programs', id: 'g1', isNew: false, fields: { trackId: null } },
  ]);
  expect(removal.removals).toEqual([
    { table: 'slots', id: 'a' },
    { table: 'tracks', id: 't1' },
  ]);
  expect(removal).toMatchObject({ count: { slots: 1, letters: 1, programs: 1 }, removesPlan: false });
});

test('the dates go with the last that counts from them', () => {
  expect(trackRemoval(own, FACTS).removals).toEqual([
    { table: 'tracks', id: 't1' },
    { table: 'plans', id: 'p1' },
  ]);
  const withGeneral = { ...FACTS, letters: [letter({ planId: 'p1' })] };
  expect(trackRemoval(own, withGeneral).removesPlan).toBe(false);
  const withTrack = { ...FACTS, tracks: [own, track({ id: 't2' })] };
  expect(trackRemoval(own, withTrack).removesPlan).toBe(false);
});

test('a track whose dates are gone leaves its letters without a season', () => {
  const removal = trackRemoval(own, { ...FACTS, plans: [], letters: [letter({ trackId: 't1' })] });
  expect(removal.saves[0]?.fields).toEqual({ trackId: null, planId: null });
  expect(removal.removesPlan).toBe(false);
});
