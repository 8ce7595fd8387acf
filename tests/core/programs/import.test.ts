import { describe, expect, test } from 'vitest';
import { isFormula, readFromSpreadsheet, withoutFormula } from '../../../src/core/programs/formula.ts';
import {
  type DuplicateChoice,
  proposePrograms,
  type ReadProgram,
  settleImport,
} from '../../../src/core/programs/import.ts';
import { program, track } from '../records.ts';

const row = (number: number, name: string, more: Partial<ReadProgram> = {}): ReadProgram => ({
  row: number,
  name,
  fields: {},
  trackName: '',
  leftOut: [],
  formulas: [],
  ...more,
});
const tracks = [
  track({ id: 't1', name: 'Internal Medicine', specialty: 'Medicine' }),
  track({ id: 't2', name: 'Preliminary', specialty: 'Medicine' }),
];
const ids = () => {
  let next = 0;
  return () => {
    next += 1;
    return `new${next}`;
  };
};

describe('a row', () => {
  test.each([
    ['', 't1', 't1', 0],
    ['', null, null, 0],
    ['internal medicine', null, 't1', 0],
    ['INTERNAL-MEDICINE', null, 't1', 0],
    ['preliminary', 't1', 't2', 0],
    ['Medicine', null, 't1', 0],
    ['Dermatology', 't2', 't2', 1],
  ])('that calls its track %j is, beside %j, of %j', (trackName, fallback, trackId, leftOut) => {
    const [proposed] = proposePrograms([row(2, 'Harbor', { trackName })], [], tracks, fallback);
    expect(proposed?.trackId).toBe(trackId);
    expect(proposed?.leftOut).toHaveLength(leftOut);
  });

  test.each([
    ['Harbor Medical Center', 't1', true],
    ['HARBOR  medical center', 't1', true],
    ['Hárbor Medical Center.', 't1', true],
    ['Harbor Medical Centre', 't1', false],
    ['Harbor-Medical Center', 't1', true],
    // A hospital with programs of two tracks.
    ['Harbor Medical Center', 't2', false],
    ['Harbor Medical Center', null, true],
  ])('called %j of track %j is there already: %s', (name, trackId, isThere) => {
    const stored = [program({ id: 'g1', name: 'Harbor Medical Center', trackId: 't1' })];
    const [proposed] = proposePrograms([row(2, name)], stored, tracks, trackId);
    expect(proposed?.storedId).toBe(isThere ? 'g1' : null);
  });

  test('repeats an earlier one of the same name and track', () => {
    const rows = [
      row(2, 'Harbor'),
      row(3, 'Lakeside'),
      row(4, 'harbor'),
      row(5, 'Harbor', { trackName: 'Preliminary' }),
    ];
    expect(proposePrograms(rows, [], tracks, 't1').map(({ firstRow }) => firstRow)).toEqual([null, null, 2, null]);
  });

  test('in a script without cases, and one of signs alone, are names like others', () => {
    const rows = [
      row(2, '東京医療センター'),
      row(3, '東京医療センター'),
      row(4, 'مستشفى'),
      row(5, '???'),
      row(6, '!!!'),
      row(7, '???'),
    ];
    expect(proposePrograms(rows, [], [], null).map(({ firstRow }) => firstRow)).toEqual([null, 2, null, null, null, 5]);
  });
});

describe('what is written', () => {
  const stored = [program({ id: 'g1', name: 'Harbor', trackId: 't1' })];
  const rows = [
    row(2, 'Harbor', { fields: { priority: 1 } }),
    row(3, 'Lakeside', { fields: { priority: 2, note: 'first' } }),
    row(4, 'lakeside', { fields: { note: 'second' } }),
    row(5, 'HARBOR', { fields: { letterCount: 3 } }),
  ];
  const settle = (
    ofStored: DuplicateChoice,
    inFile: DuplicateChoice,
    byRow: ReadonlyMap<number, DuplicateChoice> = new Map(),
  ) => {
    const proposed = proposePrograms(rows, stored, tracks, 't1');
    const { saves, skipped, ...counts } = settleImport(proposed, { stored: ofStored, inFile, byRow }, ids());
    return { ...counts, saves, skipped: skipped.map(one => one.row) };
  };
  const lakeside = { name: 'Lakeside', trackId: 't1', priority: 2, note: 'first' };

  test('leaves out what is there twice', () => {
    expect(settle('skip', 'skip')).toEqual({
      addedCount: 1,
      updatedCount: 0,
      skipped: [2, 4, 5],
      saves: [{ id: 'new1', isNew: true, fields: lakeside }],
    });
  });

  test('updates with what the cells say, and nothing else', () => {
    expect(settle('update', 'update')).toEqual({
      addedCount: 1,
      updatedCount: 1,
      skipped: [],
      saves: [
        { id: 'g1', isNew: false, fields: { trackId: 't1', priority: 1, letterCount: 3 } },
        { id: 'new1', isNew: true, fields: { ...lakeside, note: 'second' } },
      ],
    });
  });

  test('adds all the same', () => {
    const { saves, addedCount, skipped } = settle('add', 'add');
    expect([addedCount, skipped]).toEqual([4, []]);
    expect(saves.map(({ fields }) => fields.name)).toEqual(['Harbor', 'Lakeside', 'lakeside', 'HARBOR']);
  });

  test('a row that repeats a skipped one has nothing to update', () => {
    expect(settle('skip', 'update')).toMatchObject({ addedCount: 1, updatedCount: 0, skipped: [2, 5] });
  });

  test('updating takes no track away', () => {
    const proposed = proposePrograms([row(2, 'Harbor')], stored, [], null);
    const choices = { stored: 'update', inFile: 'skip', byRow: new Map() } as const;
    expect(settleImport(proposed, choices, ids()).saves).toEqual([{ id: 'g1', isNew: false, fields: {} }]);
  });

  test('what was said for a row comes before what was said for all', () => {
    const byRow = new Map<number, DuplicateChoice>([
      [2, 'add'],
      [4, 'update'],
    ]);
    expect(settle('update', 'skip', byRow)).toMatchObject({
      addedCount: 2,
      updatedCount: 0,
      skipped: [5],
      saves: [{ fields: { name: 'Harbor', priority: 1 } }, { fields: { ...lakeside, note: 'second' } }],
    });
    // Of a row that is there once, nothing is asked.
    expect(settle('skip', 'skip', new Map([[3, 'skip']]))).toMatchObject({ addedCount: 1, skipped: [2, 4, 5] });
  });
});

test.each(['=1+1', '+1', '-1', '@SUM(A1)', '\tx', '\rx'])('%j is neutralised and comes back as it was', text => {
  expect(isFormula(text)).toBe(true);
  expect(isFormula(withoutFormula(text))).toBe(false);
  expect(readFromSpreadsheet(withoutFormula(text))).toBe(text);
});

test.each(['', 'Harbor', "'t Lam Hospital", "'", '1=1'])('%j is no formula and stays as it is', text => {
  expect(withoutFormula(text)).toBe(text);
  expect(readFromSpreadsheet(text)).toBe(text);
});
