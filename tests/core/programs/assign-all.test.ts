import { describe, expect, test } from 'vitest';
import { assignAllTo, isUnused, lettersFor, misfitOf } from '../../../src/core/programs/assign-all.ts';
import { indexPrograms, type ProgramRecords } from '../../../src/core/programs/record-index.ts';
import { day, letter, plan, program, track } from '../records.ts';

const assignment = (programId: string, letterId: string) => ({
  id: `${programId}:${letterId}`,
  stamps: {},
  programId,
  letterId,
});
const letters = ['a', 'b', 'c', 'd', 'e'].map(id => letter({ id, trackId: 't1' }));

function index(given: Partial<ProgramRecords> = {}) {
  return indexPrograms({
    programs: [],
    letters,
    tracks: [track()],
    plans: [plan()],
    slots: [],
    assignments: [],
    ...given,
  });
}

const given = (programId: string, ids: string) => [...ids].map(letterId => ({ programId, letterId }));

describe('the same letters for every program', () => {
  const programs = [
    program({ id: 'g1' }),
    program({ id: 'g2', letterCount: 2 }),
    program({ id: 'g3', letterCount: 0 }),
  ];

  test('go to each as far as it has room, the first chosen first', () => {
    const all = assignAllTo(letters.slice(0, 4), programs, index({ programs }));
    expect(all.assignments).toEqual([...given('g1', 'abcd'), ...given('g2', 'ab')]);
    expect(all.programCount).toBe(2);
    expect(all.misfits).toEqual([
      ...given('g2', 'cd').map(one => ({ ...one, why: { type: 'full', most: 2 } })),
      ...given('g3', 'abcd').map(one => ({ ...one, why: { type: 'full', most: 0 } })),
    ]);
  });

  test('what a program has already takes its room and is not given twice', () => {
    const assignments = [assignment('g1', 'b'), assignment('g1', 'e'), assignment('g2', 'gone')];
    const all = assignAllTo(letters.slice(0, 4), programs.slice(0, 2), index({ programs, assignments }));
    expect(all.assignments).toEqual([...given('g1', 'ac'), ...given('g2', 'ab')]);
    expect(all.misfits[0]).toEqual({ programId: 'g1', letterId: 'd', why: { type: 'full', most: 4 } });
  });

  test('given to none or with no letters it does nothing', () => {
    expect(assignAllTo([], programs, index({ programs }))).toEqual({ assignments: [], misfits: [], programCount: 0 });
    expect(assignAllTo(letters, [], index())).toEqual({ assignments: [], misfits: [], programCount: 0 });
  });
});

describe('a letter that does not fit', () => {
  test.each([
    ['a service takes no more', program(), letter({ trackId: 't1' }), 4, { type: 'full', most: 4 }],
    ['there is room', program(), letter({ trackId: 't1' }), 3, null],
    [
      'a service that has no number',
      program(),
      letter({ trackId: 't2', service: 'carms' }),
      40,
      { type: 'other-service' },
    ],
    ['a program of no track', program({ trackId: null }), letter({ service: 'carms' }), 40, null],
    [
      'it is too old',
      program({ oldestLetterMonths: 12, appliedOn: day('2026-09-30') }),
      letter({ datedOn: day('2025-09-29') }),
      0,
      { type: 'too-old', months: 12 },
    ],
    ['an ERAS letter for urology', program({ trackId: 't3' }), letter({ service: 'eras' }), 0, null],
    [
      'the service of one’s own is full',
      program({ trackId: 't4' }),
      letter({ trackId: 't4', service: 'other' }),
      2,
      { type: 'full', most: 2 },
    ],
  ] as const)('%s', (_name, of, one, count, misfit) => {
    const tracks = [
      track(),
      track({ id: 't2', service: 'carms' }),
      track({ id: 't3', service: 'urology' }),
      track({ id: 't4', service: 'other', planId: 'p2' }),
    ];
    const plans = [plan(), plan({ id: 'p2', service: 'other', mostLetters: 2 })];
    expect(misfitOf(of, one, count, index({ tracks, plans }))).toEqual(misfit);
  });
});

test('the letters for a track: its own, General ones, those of other tracks of its service, each time received ones first', () => {
  const on = day('2026-09-01');
  const all = [
    letter({ id: '1', trackId: 't2' }),
    letter({ id: '2', trackId: null }),
    letter({ id: '3', trackId: 't1' }),
    letter({ id: '4', trackId: 't1', receivedOn: on }),
    letter({ id: '5', trackId: null, visibleOn: on }),
    letter({ id: '6', trackId: 't1', ended: 'no-reply' }),
    letter({ id: '7', trackId: 't1', ended: 'replaced' }),
    letter({ id: '8', trackId: null, service: 'carms' }),
    letter({ id: '9', trackId: 't1', answer: 'no' }),
  ];
  const programs = [program()];
  const records = index({ programs, letters: all, assignments: [assignment('g1', '7')] });
  expect(lettersFor('t1', records).map(({ id }) => id)).toEqual(['4', '3', '7', '5', '2', '1']);
  expect(lettersFor(null, records).map(({ id }) => id)).toEqual(['5', '2', '8', '4', '1', '3']);
});

test('received and assigned to nobody', () => {
  const one = letter({ receivedOn: day('2026-09-01') });
  expect(isUnused(one, new Set())).toBe(true);
  expect(isUnused(one, new Set(['l1']))).toBe(false);
  expect(isUnused(letter(), new Set())).toBe(false);
  expect(isUnused({ ...one, ended: 'withdrawn' }, new Set())).toBe(false);
});
