/** Histories: a student, a laptop, and what happens in a season or in two years. */
import fc from 'fast-check';
import { instantAt, type LocalDate, type LocalTime } from '../../../../src/core/dates.ts';
import { parseSettings } from '../../../../src/core/settings.ts';
import { Checks, Violation } from './checks.ts';
import { type Act, KIND_OF, type Limits, Student, ZONES } from './student.ts';
import { type Counts, DAY_MS, HOUR_MS, MINUTE_MS, World } from './world.ts';

export interface Size {
  readonly days: number;
  readonly limits: Limits;
  readonly mostImported: number;
  readonly fewestActs: number;
  readonly mostActs: number;
  /** Everything is reckoned from scratch after so many acts. */
  readonly checkEvery: number;
}

export const SMALL: Size = {
  days: 90,
  limits: { mentors: 6, interactions: 100, letters: 4, programs: 6, oneRestIn: 1 },
  mostImported: 30,
  fewestActs: 1,
  mostActs: 140,
  checkEvery: 8,
};

export const FULL: Size = {
  days: 730,
  limits: { mentors: 60, interactions: 5000, letters: 12, programs: 80, oneRestIn: 15 },
  mostImported: 3500,
  fewestActs: 1500,
  mostActs: 5000,
  checkEvery: 400,
};

/** What the laptop does while it is not used. */
const RESTS = ['asleep', 'closed'] as const;

export interface History {
  readonly startsOn: LocalDate;
  readonly zone: string;
  /** When it is opened each day, an hour of UTC: some hour of the day or night where the student is. */
  readonly opensAt: number;
  /** For how many hours; 24 for always. */
  readonly hours: number;
  readonly rest: (typeof RESTS)[number];
  /** Entries taken over at the beginning. */
  readonly imported: number;
  readonly acts: readonly Act[];
}

/** What a run adds up to. */
export interface Summary extends Counts {
  histories: number;
  storageFailures: number;
  comeBacks: number;
  mostInADay: number;
}

export function emptySummary(): Summary {
  return {
    ...{ histories: 0, acts: 0, sweeps: 0, singles: 0, digests: 0, kills: 0, restarts: 0 },
    ...{ clockFaults: 0, flights: 0, storageFailures: 0, comeBacks: 0, mostInADay: 0 },
  };
}

/** In one line. */
export function sumOf(summary: Summary): string {
  return Object.entries(summary)
    .map(([name, value]) => `${name} ${value}`)
    .join(', ');
}

/** Fixed, so that a change is to blame for a failure; the flag `--seed` of `npm run simulate` gives other histories. */
export const SEED = 20260301;

/** Far more than it takes: on a busy machine these are slow, and not wrong. */
export const PATIENCE_MS = 600_000;

export function histories({ days, mostImported, fewestActs, mostActs }: Size): fc.Arbitrary<History> {
  const number = fc.nat(9999);
  const act = fc.record({
    // Without the usual bias, which would put half of them into the first hours.
    at: fc.noBias(fc.nat(days * 24 * 60)),
    kind: fc.nat(KIND_OF.length - 1),
    a: number,
    b: number,
    c: number,
  });
  return fc.record({
    // Spring and autumn, leap days and turns of years.
    startsOn: fc
      .constantFrom('2026-02-01', '2026-09-15', '2027-07-01', '2027-12-20', '2028-01-15')
      .map(on => on as LocalDate),
    zone: fc.constantFrom(...ZONES),
    opensAt: fc.nat(23),
    hours: fc.constantFrom(...HOURS),
    rest: fc.constantFrom(...RESTS),
    imported: fc.oneof({ weight: 2, arbitrary: fc.constant(0) }, { weight: 1, arbitrary: fc.nat(mostImported) }),
    acts: fc.array(act, { minLength: fewestActs, maxLength: mostActs, size: 'max' }),
  });
}

/** Mostly a few: each hour awake is another look, and most looks find nothing new. */
const HOURS = [1, 2, 2, 2, 3, 3, 4, 5, 8, 24] as const;

const NINE = '09:00' as LocalTime;

/**
 * Lets a history happen.
 *
 * @param tale - Gets a line for everything that happens.
 * @throws A violation of what has to hold.
 */
export async function happen(
  history: History,
  size: Size,
  summary: Summary,
  tale: string[] | null = null,
): Promise<void> {
  const start = instantAt(history.startsOn, NINE, history.zone);
  const world = new World(start, history.zone, parseSettings(null));
  world.tale = tale;
  const checks = new Checks(world);
  const student = new Student(world, checks, size.limits);
  const acts = history.acts.toSorted((a, b) => a.at - b.at);
  const checkEvery = tale === null ? size.checkEvery : 1;
  try {
    await world.openBrowser();
    await student.imports(history.imported);
    for (const [index, act] of acts.entries()) {
      await liveUntil(world, history, start + act.at * MINUTE_MS);
      await student.does(act);
      if (index % checkEvery === 0) checks.checkpoint();
    }
    await liveUntil(world, history, Math.max(world.at, start + size.days * DAY_MS));
    // One quiet day at the end, with the clock right, in which everything has to come to rest.
    if (world.skewMs !== 0) {
      checks.disturb(world.skewMs > 0 ? 'clock-back' : 'clock-ahead');
      world.skewMs = 0;
    }
    world.killIn = null;
    world.store.refusals = 0;
    await world.wake();
    await world.until(world.at + 26 * HOUR_MS);
    checks.checkpoint();
  } finally {
    for (const [name, count] of Object.entries(world.counts)) summary[name as keyof Counts] += count;
    summary.histories += 1;
    summary.storageFailures += world.store.refused;
    summary.comeBacks += checks.comeBacks;
    summary.mostInADay = Math.max(summary.mostInADay, checks.mostInADay);
  }
}

/** Lets time pass day by day, the laptop open for its hours. */
async function liveUntil(world: World, { opensAt, hours, rest }: History, end: number): Promise<void> {
  while (hours < 24 && world.at < end) {
    const day = Math.floor((world.at - opensAt * HOUR_MS) / DAY_MS);
    const opens = day * DAY_MS + opensAt * HOUR_MS;
    // Whoever works on it at another hour leaves it open for a while.
    const shuts = Math.max(opens + hours * HOUR_MS, world.usedAt + HOUR_MS);
    if (world.at < shuts) {
      await world.until(Math.min(end, shuts));
      if (world.at < shuts) return;
    }
    if (rest === 'closed') world.closeBrowser();
    else world.isAwake = false;
    const next = Math.max(opens + DAY_MS, shuts);
    await world.until(Math.min(end, next));
    if (world.at < next) return;
    world.isAwake = true;
    if (rest === 'closed') await world.openBrowser();
  }
  await world.until(end);
}

/** The history as it went, up to what must not be. */
export async function tell(history: History, size: Size): Promise<string> {
  const tale: string[] = [
    `From ${history.startsOn} in ${history.zone}, the laptop is open for ${history.hours} hours from ${history.opensAt}:00 UTC, else ${history.rest}.`,
  ];
  try {
    await happen(history, size, emptySummary(), tale);
    tale.push('(it went well this time)');
  } catch (error) {
    if (!(error instanceof Violation)) tale.push(String(error instanceof Error ? error.stack : error));
  }
  return tale.join('\n');
}

/** How long a failing history is made shorter. */
const SHRINKING_MS = 60_000;

/** Runs as many histories as told; throws the shortest found that fails, as it went. */
export async function simulate(size: Size, count: number, seed: number, summary: Summary): Promise<void> {
  const property = fc.asyncProperty(histories(size), history => happen(history, size, summary));
  const first = await fc.check(property, { numRuns: count, seed, endOnFailure: true });
  if (!first.failed) return;
  const again = fc.asyncProperty(histories(size), history => happen(history, size, emptySummary()));
  const path = first.counterexamplePath ?? '';
  const shrunk = await fc.check(again, { numRuns: count, seed, path, interruptAfterTimeLimit: SHRINKING_MS });
  const { counterexample, errorInstance } = shrunk.failed ? shrunk : first;
  const [history] = counterexample ?? [];
  const told = history === undefined ? '' : `${await tell(history, size)}\n${JSON.stringify(history)}`;
  throw new Error(`${String(errorInstance)}\nseed ${seed}, path ${path}\n${told}`);
}
