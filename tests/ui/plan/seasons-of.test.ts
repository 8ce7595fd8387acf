import { expect, test } from 'vitest';
import { seasonsOf } from '../../../src/ui/plan/seasons-of.ts';
import { day, plan, track } from '../../core/records.ts';

const TODAY = day('2027-03-20');
const PLANS = [
  plan({ id: 'next', season: '2028' }),
  plan({ id: 'eras', season: '2027' }),
  plan({ id: 'cas', season: '2027', service: 'residencycas' }),
  plan({ id: 'before', season: '2026' }),
];
const over = { answer: 'not-matched' as const, on: day('2027-03-19'), tells: false };
const of = (tracks: readonly ReturnType<typeof track>[], plans = PLANS) => {
  const { now, earlier } = seasonsOf({ plans, tracks }, TODAY);
  const words = (list: typeof now) =>
    list.map(one => [one.season, one.tracks.map(({ id }) => id).join(' '), one.plans.map(({ id }) => id).join(' ')]);
  return { now: words(now), earlier: words(earlier) };
};

test('a season that is over while a later one is planned is an earlier one, the latest first', () => {
  const tracks = [
    track({ id: 'a', planId: 'next' }),
    track({ id: 'b', planId: 'eras', outcome: over }),
    track({ id: 'c', planId: 'cas', resultOn: day('2027-03-19') }),
    track({ id: 'd', planId: 'before', outcome: over }),
  ];
  expect(of(tracks)).toEqual({
    now: [['2028', 'a', 'next']],
    earlier: [
      ['2027', 'b c', 'eras cas'],
      ['2026', 'd', 'before'],
    ],
  });
});

test('while one of its tracks is open a season is there to be worked on, before the next', () => {
  const tracks = [
    track({ id: 'a', planId: 'next' }),
    track({ id: 'b', planId: 'eras', outcome: over }),
    track({ id: 'c', planId: 'cas', resultOn: TODAY }),
  ];
  expect(of(tracks, PLANS.slice(0, 3)).now.map(([season]) => season)).toEqual(['2027', '2028']);
});

test('the only season there is stays, over or not, and what has no season is not lost', () => {
  expect(of([track({ id: 'b', planId: 'eras', outcome: over })], PLANS.slice(1, 2))).toEqual({
    now: [['2027', 'b', 'eras']],
    earlier: [],
  });
  expect(of([track({ id: 'x', planId: null })], []).now).toEqual([['', 'x', '']]);
});
