import { expect, test } from 'vitest';
import { proposedSeason } from '../../../src/core/plan/general-season.ts';
import { day, plan } from '../records.ts';

const TODAY = day('2026-11-23');
const review = (on: string) => ({ on: day(on), confidence: 'estimated' as const });

test.each([
  ['none where there is no plan', [], null],
  [
    'the one whose programs read first',
    [
      ['2029', '2028-09-20'],
      ['2028', '2027-09-22'],
    ],
    '2028',
  ],
  [
    'not one in which they read already',
    [
      ['2027', '2026-09-23'],
      ['2028', '2027-09-22'],
    ],
    '2028',
  ],
  ['one in which they read from today on', [['2027', '2026-11-23']], '2027'],
  [
    'one with a day before one without',
    [
      ['2027', null],
      ['2028', '2027-09-22'],
    ],
    '2028',
  ],
  [
    'the next of those without',
    [
      ['2029', null],
      ['2028', null],
    ],
    '2028',
  ],
  [
    'none where all are over',
    [
      ['2026', null],
      ['2027', '2026-09-23'],
    ],
    null,
  ],
] as const)('%s', (_name, seasons, wanted) => {
  const plans = seasons.map(([season, on]) =>
    plan({ id: season, season, ...(on === null ? {} : { reviewFromOn: review(on) }) }),
  );
  expect(proposedSeason(plans, TODAY)?.season ?? null).toBe(wanted);
});

test('a service without General letters is none', () => {
  expect(proposedSeason([plan({ season: '2028', service: 'sf-match' })], TODAY)).toBeNull();
});
