import { addDays, daysBetween, earlierOf, type LocalDate, laterOf } from '../dates.ts';
import { targetOf } from '../plan/target.ts';
import type { Settings } from '../settings.ts';
import type { LetterFacts, MentorFacts } from './facts.ts';
import { isNeeded, lastEnteredOn, latestOf, lettersUnderWay, named, ofLetter } from './letter-rule.ts';
import { reminderId, type WantedReminder } from './reminder.ts';

/** Nudges to one person are at least this far apart. */
const ROUND_DAYS = 7;

/** So often "wait, replace or withdraw?" is asked; the last time it stays until it is answered. */
const MOST_DECISIONS = 8;

/** A letter whose writer can upload it, and the days on which they are to be nudged. */
interface Series {
  readonly about: LetterFacts;
  readonly requestedOn: LocalDate;
  readonly targetOn: LocalDate;
  /** The first day on which a nudge is possible. */
  readonly fromOn: LocalDate;
  readonly steps: readonly { readonly index: number; readonly on: LocalDate }[];
  /** When all nudges are spent. */
  readonly decideOn: LocalDate;
}

/** What a letter is nudged for in a round. */
interface Step {
  readonly series: Series;
  readonly index: number;
}

/** One message, about one letter or several. */
interface Round {
  readonly on: LocalDate;
  /** All that it is about, the opener first. */
  readonly steps: readonly Step[];
}

/**
 * Nudge: once the letter is requested, 14 and 7 days before the target, then weekly, at most three, until it is received;
 * then "wait, replace or withdraw?", asked anew while the student waits. Days up to that of the request, or before the
 * dates were typed in, are skipped and do not count among the three. While the request could not be delivered there is
 * nothing to nudge about. Of a stand-by see `isNeeded`; to wait for it or replace it is no question.
 *
 * Several letters of one person share a nudge: the earliest opens a round, and the others whose own day falls within the
 * next week join it, if they could have been nudged about on its day; else they open the next round, a week after it. So
 * rounds are planned a week apart. That the next is a week away from the day on which one was acted on, or on which the
 * student wrote of their own accord, is for `limits.ts` to see to.
 *
 * A round that was done or skipped is settled for each letter in it, also when the rounds change, as when one of them is
 * received: its step does not come back in another.
 */
export function nudge(facts: MentorFacts, settings: Settings): WantedReminder[] {
  const all = lettersUnderWay(facts)
    .filter(isNeeded)
    .flatMap(about => seriesOf(about, settings) ?? []);
  const settled = new Set(facts.settledNudges);
  const rounds = roundsOf(all);
  const nudges = rounds.flatMap((round, index) => {
    const steps = round.steps.filter(step => !settled.has(idOf(step)));
    return nudgeFor({ ...round, steps }, rounds.slice(index + 1)) ?? [];
  });
  return [...nudges, ...all.flatMap(series => (series.about.main === null ? decisionsOn(series, settings) : []))];
}

function seriesOf(about: LetterFacts, { numbers }: Settings): Series | null {
  const { letter, track, plan } = about;
  const { requestedOn, receivedOn, undeliverableOn } = letter;
  if (requestedOn === null || receivedOn !== null) return null;
  if (undeliverableOn !== null && undeliverableOn >= requestedOn) return null;
  const targetOn = targetOf(letter, track, plan);
  if (targetOn === null) return null;
  const firstOn = addDays(targetOn, -numbers.nudgeBeforeDays);
  const dayAfterOn = addDays(requestedOn, 1);
  const fromOn = latestOf(dayAfterOn, lastEnteredOn(letter, 'requestedOn', 'targetOn')) ?? dayAfterOn;
  const skipped = Math.max(0, Math.ceil(daysBetween(firstOn, fromOn) / numbers.nudgeApartDays));
  const stepAt = (index: number) => ({ index, on: addDays(firstOn, index * numbers.nudgeApartDays) });
  return {
    about,
    requestedOn,
    targetOn,
    fromOn,
    steps: Array.from({ length: numbers.mostNudges }, (_, count) => stepAt(skipped + count)),
    decideOn: stepAt(skipped + numbers.mostNudges).on,
  };
}

function roundsOf(all: readonly Series[]): readonly Round[] {
  const steps = all
    .flatMap(series => series.steps.map(step => ({ ...step, series })))
    .toSorted((a, b) => compare(a.on, b.on) || compare(a.series.about.letter.id, b.series.about.letter.id));
  const rounds: { readonly on: LocalDate; readonly steps: Step[] }[] = [];
  for (const { on, index, series } of steps) {
    const round = rounds.at(-1);
    const weekLaterOn = round === undefined ? on : addDays(round.on, ROUND_DAYS);
    if (round !== undefined && on < weekLaterOn && series.fromOn <= round.on && !isAbout(round, series)) {
      round.steps.push({ series, index });
    } else {
      // At most six days after its own: a letter's own days are at least a week apart.
      rounds.push({ on: laterOf(on, weekLaterOn), steps: [{ series, index }] });
    }
  }
  return rounds;
}

function isAbout({ steps }: Round, series: Series): boolean {
  return steps.some(step => step.series === series);
}

/**
 * `null` when it is about nothing any more.
 *
 * @param later - The rounds after it: the first about one of its letters takes its place.
 */
function nudgeFor({ on, steps }: Round, later: readonly Round[]): WantedReminder | null {
  const [opener] = steps;
  if (opener === undefined) return null;
  const series = steps.map(step => step.series);
  const next = later.find(round => series.some(one => isAbout(round, one)));
  const decideOn = series.map(one => one.decideOn).reduce(earlierOf);
  return {
    ...keyOf(opener),
    dueOn: on,
    endsOn: next === undefined ? decideOn : earlierOf(next.on, decideOn),
    reason: {
      type: 'nudge',
      since: series.map(({ requestedOn }) => requestedOn).reduce(earlierOf),
      letterIds: series.map(({ about }) => about.letter.id),
      targetOn: series.map(({ targetOn }) => targetOn).reduce(earlierOf),
      covers: steps.map(idOf),
    },
  };
}

/** Of a round that is opened by this step. */
function keyOf({ series: { about, targetOn }, index }: Step) {
  return { ...ofLetter(about), rule: 'nudge' as const, occurrence: `${targetOn}.${index}` };
}

function idOf(step: Step): string {
  return reminderId(keyOf(step));
}

/** To wait is to be asked again: the question comes anew at the same distance as nudges, until the letter's fate is known. */
function decisionsOn({ about, requestedOn, targetOn, decideOn }: Series, { numbers }: Settings): WantedReminder[] {
  const onAt = (index: number) => addDays(decideOn, index * numbers.nudgeApartDays);
  return Array.from({ length: MOST_DECISIONS }, (_, index) => ({
    ...ofLetter(about),
    rule: 'nudge',
    occurrence: `${targetOn}.decide.${index}`,
    dueOn: onAt(index),
    ...(index + 1 < MOST_DECISIONS ? { endsOn: onAt(index + 1) } : {}),
    reason: { type: 'nudge-decide', since: requestedOn, ...named(about), targetOn },
  }));
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
