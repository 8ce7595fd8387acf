import { dayOfWeek, type LocalDate } from '../dates.ts';
import { type Plan, type SeasonDate, seasonDate, type Track } from './plan.ts';

/** The way through a season; each day comes no earlier than the one before it. */
const WAY: readonly SeasonDate[] = ['opensOn', 'submitFromOn', 'reviewFromOn', 'interviewsFromOn', 'rankListDueOn'];

/** What lies beside it. */
const BESIDE: readonly (readonly [SeasonDate, SeasonDate])[] = [
  ['registerFromOn', 'rankListDueOn'],
  ['submitFromOn', 'closesOn'],
];

/** Two dates of which the first should come no later than the second, and does. */
export interface DatesOutOfOrder {
  readonly first: SeasonDate;
  readonly firstOn: LocalDate;
  readonly second: SeasonDate;
  readonly secondOn: LocalDate;
}

/** Dates of a season that contradict each other. Over one that is not known, those on either side are compared. */
export function datesOutOfOrder(plan: Pick<Plan, SeasonDate>): DatesOutOfOrder[] {
  const known = WAY.filter(date => seasonDate(plan, date) !== null);
  const neighbours = known.flatMap((first, index) => {
    const second = known[index + 1];
    return second === undefined ? [] : [[first, second] as const];
  });
  return [...neighbours, ...BESIDE].flatMap(([first, second]) => {
    const [firstOn, secondOn] = [seasonDate(plan, first), seasonDate(plan, second)];
    const isWrong = firstOn !== null && secondOn !== null && firstOn > secondOn;
    return isWrong ? [{ first, firstOn, second, secondOn }] : [];
  });
}

export type ResultDayProblem =
  /** Rank lists are due only when the result is out already. */
  | 'result-before-rank-list'
  /** SOAP begins on the Monday of the week in which its result comes. */
  | 'soap-after-result'
  | 'soap-no-monday';

/** What cannot be of the days on which a track's result comes. */
export function resultDayProblems(
  { resultOn, soapOn }: Pick<Track, 'resultOn' | 'soapOn'>,
  plan: Pick<Plan, SeasonDate> | null,
): ResultDayProblem[] {
  const rankListDueOn = seasonDate(plan, 'rankListDueOn');
  const problems: ResultDayProblem[] = [];
  if (resultOn !== null && rankListDueOn !== null && resultOn <= rankListDueOn)
    problems.push('result-before-rank-list');
  if (resultOn !== null && soapOn !== null && soapOn > resultOn) problems.push('soap-after-result');
  if (soapOn !== null && dayOfWeek(soapOn) !== 1) problems.push('soap-no-monday');
  return problems;
}
