import { addDays, dayOfWeek, type LocalDate, parseLocalDate } from '../dates.ts';
import type { Letter } from '../letter.ts';
import { isInEras } from '../seasons/portal.ts';
import { type Plan, seasonDate, type Track } from './plan.ts';

/** A letter should be in two weeks before programs may read it; `domain.md` of the design, section 3, gives the sources. */
export const TARGET_BEFORE_REVIEW_DAYS = 14;

/** ECFMG takes up to five business days for a document and does not hurry (its FAQ for ERAS applicants). */
export const ECFMG_BUSINESS_DAYS = 5;

/**
 * The day a letter should be in by: its own, else two weeks before programs may read applications, and where it passes
 * through ECFMG five US business days earlier.
 *
 * @returns `null` without a plan, or while the season's review day is not known: nothing is made up.
 */
export function targetOf(
  letter: Pick<Letter, 'targetOn' | 'service'>,
  track: Pick<Track, 'isInternational' | 'kind'> | null,
  plan: Plan | null,
): LocalDate | null {
  if (letter.targetOn !== null) return letter.targetOn;
  const reviewFromOn = seasonDate(plan, 'reviewFromOn');
  if (reviewFromOn === null) return null;
  // Before the first day that can be stored there is none.
  return parseLocalDate(defaultTargetOn(reviewFromOn, isThroughEcfmg(letter, track, plan)));
}

/** Whether its target is only around that day: one that was set is the student's; one counted from the season's is as sure as that is. */
export function isTargetEstimated(
  { targetOn }: Pick<Letter, 'targetOn'>,
  plan: Pick<Plan, 'reviewFromOn'> | null,
): boolean {
  return targetOn === null && plan?.reviewFromOn.confidence !== 'confirmed';
}

/**
 * Whether a letter passes through ECFMG, as those of international graduates in ERAS do. A General letter has no track; the
 * plan knows it of the person who applies.
 *
 * @remarks Urology is matched elsewhere, yet its letters ride on ERAS, so they take the same way. Of a fellowship the EFDO
 * does what ECFMG does for residencies, and no days of its own are known (`domain.md` of the design, section 1).
 */
export function isThroughEcfmg(
  { service }: Pick<Letter, 'service'>,
  track: Pick<Track, 'isInternational' | 'kind'> | null,
  plan: Pick<Plan, 'isInternational'> | null,
): boolean {
  return isInEras(service) && track?.kind !== 'fellowship' && (track ?? plan)?.isInternational === true;
}

/** @param isThroughEcfmg - Whether the letter passes through ECFMG: see above. */
export function defaultTargetOn(reviewFromOn: LocalDate, isThroughEcfmg: boolean): LocalDate {
  const on = addDays(reviewFromOn, -TARGET_BEFORE_REVIEW_DAYS);
  return isThroughEcfmg ? businessDaysBefore(on, ECFMG_BUSINESS_DAYS) : on;
}

/** The day that many US business days earlier: weekends and federal holidays do not count. */
export function businessDaysBefore(on: LocalDate, count: number): LocalDate {
  let day = on;
  for (let left = count; left > 0; ) {
    day = addDays(day, -1);
    if (isBusinessDay(day)) left -= 1;
  }
  return day;
}

export function isBusinessDay(on: LocalDate): boolean {
  return dayOfWeek(on) <= 5 && !isFederalHoliday(on);
}

/**
 * Whether a day is a holiday of the United States' federal government (5 U.S.C. 6103), also as it is kept on the Friday
 * before a Saturday or the Monday after a Sunday.
 */
export function isFederalHoliday(on: LocalDate): boolean {
  const weekday = dayOfWeek(on);
  if (isHolidayByDate(on) || isHolidayByWeekday(on, weekday)) return true;
  if (weekday === 5) return isHolidayByDate(addDays(on, 1));
  return weekday === 1 && isHolidayByDate(addDays(on, -1));
}

/** New Year, Juneteenth, Independence Day, Veterans Day, Christmas. */
const HOLIDAYS_BY_DATE: ReadonlySet<string> = new Set(['01-01', '06-19', '07-04', '11-11', '12-25']);

function isHolidayByDate(on: LocalDate): boolean {
  return HOLIDAYS_BY_DATE.has(on.slice(5));
}

function isHolidayByWeekday(on: LocalDate, weekday: number): boolean {
  const month = Number(on.slice(5, 7));
  const week = Math.ceil(Number(on.slice(8)) / 7);
  if (weekday === 4) return month === 11 && week === 4; // Thanksgiving
  if (weekday !== 1) return false;
  const isLastMonday = addDays(on, 7).slice(5, 7) !== on.slice(5, 7);
  return (
    (month === 1 && week === 3) || // Martin Luther King Jr.
    (month === 2 && week === 3) || // Washington's Birthday
    (month === 5 && isLastMonday) || // Memorial Day
    (month === 9 && week === 1) || // Labor Day
    (month === 10 && week === 2) // Columbus Day
  );
}
