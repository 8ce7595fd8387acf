import { afterAll, describe, test } from 'vitest';
import { emptySummary, PATIENCE_MS, SEED, SMALL, simulate, sumOf } from './history.ts';

/**
 * Whatever happens to a student, a log and a laptop: nothing due is missed, nobody is nagged, nothing is shown at night. A
 * failure prints the shortest history that was found. `npm run simulate -- --full 1000` runs many more.
 */
const summary = emptySummary();

describe('what is due is shown, once, at the right time', () => {
  test.each([1, 2, 3, 4])(
    'in 250 histories of a season: part %i',
    part => simulate(SMALL, 250, SEED + part, summary),
    PATIENCE_MS,
  );
});

afterAll(() => console.log(sumOf(summary)));
