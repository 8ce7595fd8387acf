import 'temporal-polyfill/global';
import { parseArgs } from 'node:util';
import { emptySummary, FULL, SMALL, simulate } from './history.ts';

/** `npm run simulate -- --small 1000 --full 20 --seed 7`: runs so many histories and says what came of them. */
const { values } = parseArgs({
  options: { small: { type: 'string' }, full: { type: 'string' }, seed: { type: 'string' } },
});
const isPlain = values.small === undefined && values.full === undefined;
const count = (given: string | undefined, standard: number) => Number(given ?? (isPlain ? standard : 0));
const seed = Number(values.seed ?? Math.floor(Math.random() * 2 ** 31));

const summary = emptySummary();
const begin = performance.now();
let violations = 0;
try {
  await simulate(SMALL, count(values.small, 1000), seed, summary);
  await simulate(FULL, count(values.full, 20), seed, summary);
} catch (error) {
  violations += 1;
  console.log(error instanceof Error ? error.message : error);
}
const seconds = ((performance.now() - begin) / 1000).toFixed(1);
for (const [name, value] of Object.entries({ seed, ...summary, violations, seconds }))
  console.log(`${name.padEnd(16)} ${value}`);
process.exitCode = violations;
