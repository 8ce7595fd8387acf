import { describe, expect, test } from 'vitest';
import { targetOf } from '../../../src/core/plan/target.ts';
import { trackSaves } from '../../../src/ui/plan/track-saves.ts';
import { day, letter, plan, track } from '../../core/records.ts';

const season = plan({ id: 'p1', reviewFromOn: { on: day('2027-09-22'), confidence: 'estimated' } });
const own = track({ id: 't1', planId: 'p1' });
const saved = (isInternational: boolean, before = own, of = season) => trackSaves(before, { isInternational }, of);

/** The season as it is after the save. */
const planAfter = (...given: Parameters<typeof saved>) =>
  plan({ ...(given[2] ?? season), ...saved(...given).find(({ table }) => table === 'plans')?.fields });
const general = letter({ trackId: null, planId: 'p1' });

describe('that letters pass through ECFMG', () => {
  test('moves the General letters of the season along with the track’s, and back', () => {
    expect(targetOf(general, null, season)).toBe('2027-09-08');
    const ticked = planAfter(true);
    expect(targetOf(general, null, ticked)).toBe('2027-08-31');
    const back = planAfter(false, track({ ...own, isInternational: true }), ticked);
    expect(targetOf(general, null, back)).toBe('2027-09-08');
  });

  test('leaves the season alone when it was not what was changed', () => {
    // The season's own word differs from the track's, as where one of two tracks is a fellowship.
    const ticked = plan({ ...season, isInternational: true });
    expect(saved(false, own, ticked).map(({ table }) => table)).toEqual(['tracks']);
    expect(saved(true, own, ticked).map(({ table }) => table)).toEqual(['tracks']);
  });

  test('is of the season that was chosen in the same window', () => {
    const other = plan({ ...season, id: 'p2', service: 'urology' });
    expect(trackSaves(own, { isInternational: true }, other)).toEqual([
      {
        table: 'tracks',
        id: 't1',
        isNew: false,
        fields: { isInternational: true, planId: 'p2', service: 'urology' },
      },
      { table: 'plans', id: 'p2', isNew: false, fields: { isInternational: true } },
    ]);
  });
});

test('a track without a season keeps its service, and no season is written', () => {
  expect(trackSaves(track({ ...own, service: 'carms' }), { isInternational: false, name: 'Plan B' }, null)).toEqual([
    {
      table: 'tracks',
      id: 't1',
      isNew: false,
      fields: { isInternational: false, name: 'Plan B', planId: null, service: 'carms' },
    },
  ]);
});
