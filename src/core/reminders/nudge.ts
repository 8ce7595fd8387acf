import { addDays, daysBetween, earlierOf, type LocalDate, laterOf } from '../dates.ts';
import { targetOf } from '../plan/target.ts';
import type { Settings } from '../settings.ts';
import type { LetterFacts, MentorFacts } from './facts.ts';
import { lastEnteredOn, latestOf, lettersUnderWay, named, ofLetter } from './letter-rule.ts';
import type { WantedReminder } from './reminder.ts';

/** Nudges to one person are at least this far apart. */
const ROUND_DAYS = 7;

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

/** One message to one person, about one letter or several. */
interface Round {
  readonly on: LocalDate;
  readonly index: number;
  readonly opener: Series;
  /** All that it is about, the opener first. */
  readonly series: Series[];
}

/**
 * Nudge: once the letter is requested, 14 and 7 days before the target, then weekly, at most three, until it is received;
 * then "wait, replace or withdraw?". Days before it was requested, or before the dates were typed in, are skipped and do
 * not count among the three. While the request could not be delivered there is nothing to nudge about.
 *
 * Several letters of one person share a nudge: the earliest opens a round, and the others whose own day falls within the
 * next week join it, if they could have been nudged about on its day; else they open the next round, a week after it. So
 * rounds are planned a week apart. That the next is a week away from the day on which one was acted on, or on which the
 * student wrote of their own accord, is for `limits.ts` to see to.
 */
export function nudge(facts: MentorFacts, settings: Settings): WantedReminder[] {
  const all = lettersUnderWay(facts).flatMap(about => seriesOf(about, settings) ?? []);
  const people = new Set(all.map(({ about }) => ofLetter(about).mentorId));
  const rounds = [...people].flatMap(id => {
    const ofOne = roundsOf(all.filter(({ about }) => ofLetter(about).mentorId === id));
    return ofOne.map((round, index) => nudgeFor(round, ofOne.slice(index + 1)));
  });
  return [...rounds, ...all.map(decisionOn)];
}

function seriesOf(about: LetterFacts, { numbers }: Settings): Series | null {
  const { letter, track, plan } = about;
  const { requestedOn, receivedOn, undeliverableOn } = letter;
  if (requestedOn === null || receivedOn !== null) return null;
  if (undeliverableOn !== null && undeliverableOn >= requestedOn) return null;
  const targetOn = targetOf(letter, track, plan);
  if (targetOn === null) return null;
  const firstOn = addDays(targetOn, -numbers.nudgeBeforeDays);
  const fromOn = latestOf(requestedOn, lastEnteredOn(letter, 'requestedOn', 'targetOn')) ?? requestedOn;
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
  const rounds: Round[] = [];
  for (const { on, index, series } of steps) {
    const round = rounds.at(-1);
    const weekLaterOn = round === undefined ? on : addDays(round.on, ROUND_DAYS);
    if (round !== undefined && on < weekLaterOn && series.fromOn <= round.on && !round.series.includes(series)) {
      round.series.push(series);
    } else {
      // At most six days after its own: a letter's own days are at least a week apart.
      rounds.push({ on: laterOf(on, weekLaterOn), index, opener: series, series: [series] });
    }
  }
  return rounds;
}

/** @param later - The rounds after it: the first about one of its letters takes its place. */
function nudgeFor({ on, index, opener, series }: Round, later: readonly Round[]): WantedReminder {
  const next = later.find(round => round.series.some(one => series.includes(one)));
  const decideOn = series.map(one => one.decideOn).reduce(earlierOf);
  return {
    ...ofLetter(opener.about),
    rule: 'nudge',
    occurrence: `${opener.targetOn}.${index}`,
    dueOn: on,
    endsOn: next === undefined ? decideOn : earlierOf(next.on, decideOn),
    reason: {
      type: 'nudge',
      since: series.map(({ requestedOn }) => requestedOn).reduce(earlierOf),
      letterIds: series.map(({ about }) => about.letter.id),
      targetOn: series.map(({ targetOn }) => targetOn).reduce(earlierOf),
    },
  };
}

function decisionOn({ about, requestedOn, targetOn, decideOn }: Series): WantedReminder {
  return {
    ...ofLetter(about),
    rule: 'nudge',
    occurrence: `${targetOn}.decide`,
    dueOn: decideOn,
    reason: { type: 'nudge-decide', since: requestedOn, ...named(about), targetOn },
  };
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
