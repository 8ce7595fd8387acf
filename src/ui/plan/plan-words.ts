import type { ResultDayProblem } from '../../core/plan/date-order.ts';
import { cycleOf } from '../../core/plan/fellowship-calendar.ts';
import type { Plan, SeasonDate, Track } from '../../core/plan/plan.ts';
import type { Profile } from '../../core/profile.ts';
import { isInEras } from '../../core/seasons/portal.ts';
import type { Cycle } from '../../core/seasons/season-dates.ts';
import { serviceWords } from '../../i18n/letter-words.ts';
import { t } from '../../i18n/t.ts';

export { letterStepWords, serviceWords } from '../../i18n/letter-words.ts';

/** As "ERAS 2027", or "ERAS, July cycle 2027" for a calendar of its own; without a season while it has no name. */
export function planWords(plan: Pick<Plan, 'season' | 'service' | 'serviceName'>): string {
  const { season, service, serviceName } = plan;
  const calendar = calendarWords(cycleOf(plan));
  const name =
    calendar === null
      ? serviceWords(service, serviceName)
      : t('planCalendar', { service: serviceWords(service), calendar });
  return season === '' ? name : t('planNamed', { season, service: name });
}

/** What the service itself calls a calendar of fellowships; `null` for that of residencies. */
function calendarWords(cycle: Cycle): string | null {
  switch (cycle) {
    case 'fellowship-july':
      return t('setUpCalendarJuly');
    case 'fellowship-december':
      return t('setUpCalendarDecember');
    case 'residency':
      return null;
  }
}

export function trackKindWords(kind: Track['kind']): string {
  switch (kind) {
    case 'categorical':
      return t('trackKindCategorical');
    case 'advanced':
      return t('trackKindAdvanced');
    case 'preliminary':
      return t('trackKindPreliminary');
    case 'transitional':
      return t('trackKindTransitional');
    case 'fellowship':
      return t('trackKindFellowship');
    case 'other':
      return t('trackKindOther');
  }
}

/** That letters can be requested from its opening on is known of ERAS and ResidencyCAS alone. */
export function takesRequestsFromOpening(service: Plan['service']): boolean {
  return isInEras(service) || service === 'residencycas';
}

export function seasonDateWords(date: SeasonDate, service: Plan['service']): string {
  switch (date) {
    case 'opensOn':
      return takesRequestsFromOpening(service) ? t('seasonOpens') : t('seasonOpensAny');
    case 'submitFromOn':
      return t('seasonSubmit');
    case 'reviewFromOn':
      return t('seasonReview');
    case 'registerFromOn':
      return t('seasonRegister');
    case 'interviewsFromOn':
      return t('seasonInterviews');
    case 'rankListDueOn':
      return t('seasonRankList');
    case 'closesOn':
      return t('seasonCloses');
  }
}

export function resultDayWords(problem: ResultDayProblem): string {
  switch (problem) {
    case 'result-before-rank-list':
      return t('resultBeforeRankList');
    case 'soap-after-result':
      return t('soapAfterResult');
    case 'soap-no-monday':
      return t('soapNoMonday');
  }
}

export function applicantKindWords(kind: NonNullable<Profile['applicantKind']>): string {
  switch (kind) {
    case 'us-md':
      return t('applicantUsMd');
    case 'us-do':
      return t('applicantUsDo');
    case 'canadian':
      return t('applicantCanadian');
    case 'international':
      return t('applicantInternational');
  }
}
