import { afterAll, describe, test } from 'vitest';
import { emptySummary, FULL, PATIENCE_MS, SEED, simulate, sumOf } from './history.ts';

/** As in `simulation.test.ts`, and beside it, over two years and with thousands of entries. */
const summary = emptySummary();

describe('what is due is shown, once, at the right time', () => {
  test.each([1, 2, 3, 4])(
    'in 5 histories of two years: part %i',
    part => simulate(FULL, 5, SEED - part, summary),
    PATIENCE_MS,
  );
});

afterAll(() => console.log(sumOf(summary)));
