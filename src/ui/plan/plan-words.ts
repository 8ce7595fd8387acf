import type { ResultDayProblem } from '../../core/plan/date-order.ts';
import type { Plan, SeasonDate, Track } from '../../core/plan/plan.ts';
import type { Profile } from '../../core/profile.ts';
import { serviceWords } from '../../i18n/letter-words.ts';
import { t } from '../../i18n/t.ts';

export { letterStepWords, serviceWords } from '../../i18n/letter-words.ts';

/** As "ERAS 2027", or "ERAS, July fellowships 2027" for a calendar of its own; without a season while it has no name. */
export function planWords({ season, service, serviceName }: Pick<Plan, 'season' | 'service' | 'serviceName'>): string {
  const isOfOwn = service === 'other' || serviceName === '';
  const name = isOfOwn
    ? serviceWords(service, serviceName)
    : t('planCalendar', { service: serviceWords(service), calendar: serviceName });
  return season === '' ? name : t('planNamed', { season, service: name });
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

export function seasonDateWords(date: SeasonDate): string {
  switch (date) {
    case 'opensOn':
      return t('seasonOpens');
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
