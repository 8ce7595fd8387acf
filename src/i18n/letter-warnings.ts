import type { LocalDate } from '../core/dates.ts';
import type { LetterFact } from '../core/letter.ts';
import type { FormStep } from '../core/letters/letter-rules.ts';
import type { LetterWarning, Todo, WarningType } from '../core/letters/warnings.ts';
import { formatDay, formatList, formatSpan } from './format.ts';
import { letterStepWords, serviceWords } from './letter-words.ts';
import { plural, t } from './t.ts';

type OfType<Type extends WarningType> = Extract<LetterWarning, { readonly type: Type }>;

/** How many programs a sentence names. */
const MOST_NAMES = 3;

/** What is wrong with a letter and what to do about it, as a sentence or two. */
export function warningText(warning: LetterWarning, today: LocalDate): string {
  switch (warning.type) {
    case 'form':
      if (warning.why === 'no-slot') return formText(warning);
      return `${formText(warning)} ${t(warning.severity === 'problem' ? 'trapFormConfirmed' : 'trapFormChoose')}`;
    case 'quiet': {
      const span = formatSpan(warning.days);
      return warning.waitsFor === 'accept' ? t('trapQuietAccept', { span }) : t('trapQuietLetter', { span });
    }
    case 'carms-form':
      return t('trapCarmsForm');
    case 'before-opening':
      return beforeOpeningText(warning, today);
    case 'came-back':
      return t('trapCameBack', { day: formatDay(warning.on, today) });
    case 'unassigned':
      return plural('trapUnassigned', warning.programs.length, { names: someNames(warning.programs) });
    case 'assign-there':
      return t('trapAssignThere', { service: serviceWords(warning.service) });
    case 'over-track':
      return overTrackText(warning);
    case 'too-many': {
      const { programs, most } = warning;
      return plural('trapTooMany', programs.length, { most, names: someNames(programs) });
    }
    case 'too-old': {
      const { programs, datedOn } = warning;
      return plural('trapTooOld', programs.length, { day: formatDay(datedOn, today), names: someNames(programs) });
    }
    case 'too-old-military':
      return t('trapTooOldMilitary', { day: formatDay(warning.datedOn, today), months: warning.months });
    case 'resident':
      return t('trapResident');
    case 'short-notice':
      return shortNoticeText(warning, today);
    case 'not-in': {
      const day = formatDay(warning.targetOn, today);
      return warning.days === 0 ? t('trapNotInToday') : plural('trapNotIn', warning.days, { day });
    }
    case 'past-target':
      if (!warning.isAsked) return t('trapPastTargetIdea', { day: formatDay(warning.targetOn, today) });
      return t('trapPastTarget', { day: formatDay(warning.targetOn, today), span: formatSpan(warning.days) });
    case 'waiver':
      return t(warning.isRequested ? 'trapWaiverRequested' : 'trapWaiver');
    case 'writer-gone':
      return t(warning.isArchived ? 'trapWriterArchived' : 'trapWriterGone');
    case 'order':
      return t('trapOrder', {
        first: stepWords(warning.first),
        firstday: formatDay(warning.firstOn, today),
        second: stepWords(warning.second),
        secondday: formatDay(warning.secondOn, today),
      });
    case 'ahead':
      return t('trapAhead', { day: formatDay(warning.on, today), step: stepWords(warning.fact) });
    case 'gap':
      return t('trapGap', { later: stepWords(warning.later), missing: stepWords(warning.missing) });
    case 'letter-id': {
      const { name, number } = warning;
      return name === '' ? t('trapLetterId', { number }) : t('trapLetterIdNamed', { name, number });
    }
    case 'form-step':
      return formStepText(warning.step);
    case 'sloe-and-narrative':
      return t(warning.isCompleted ? 'trapSloeAndNarrativeDone' : 'trapSloeAndNarrative');
    case 'final':
      return t('trapFinal');
    case 'service':
      return t('trapService', {
        service: serviceWords(warning.service),
        track: warning.trackName,
        trackservice: serviceWords(warning.trackService),
      });
    case 'board-member':
      return t(warning.isDirector ? 'trapBoardMember' : 'trapBoardMemberChair');
  }
}

function formText({ why, specialty }: OfType<'form'>): string {
  switch (why) {
    case 'no-slot':
      return t('trapFormNoSlot', { specialty });
    case 'general':
      return t('trapFormGeneral', { specialty });
    case 'narrative':
      return t('trapFormNarrative', { specialty });
    case 'other':
      return t('trapFormOther', { specialty });
  }
}

function beforeOpeningText(warning: OfType<'before-opening'>, today: LocalDate): string {
  const day = formatDay(warning.requestedOn, today);
  if (warning.isThroughEcfmg) return t('trapBeforeOpeningEcfmg', { day });
  const days = { day, opening: formatDay(warning.opensOn, today) };
  return warning.isEstimate ? t('trapBeforeOpeningEstimate', days) : t('trapBeforeOpening', days);
}

function overTrackText({ rule, count }: OfType<'over-track'>): string {
  switch (rule) {
    case 'sf-match-three':
      return t('trapOverSfMatch', { count });
    case 'military-three':
      return t('trapOverMilitary', { count });
    case 'sloe-three':
      return t('trapOverSloe', { count });
  }
}

function shortNoticeText(warning: LetterWarning & OfType<'short-notice'>, today: LocalDate): string {
  const { days, targetOn, isAsked, severity } = warning;
  const day = formatDay(targetOn, today);
  // A yes makes it a thing to know.
  if (isAsked && severity === 'note') return t('trapShortNoticeAgreed', { day });
  if (isAsked) return t('trapShortNoticeAsked', { day });
  return days === 0 ? t('trapShortNoticeToday') : plural('trapShortNotice', days, { day });
}

/** What a special form needs from the student. */
export function formStepText(step: FormStep['id']): string {
  switch (step) {
    case 'cord-letter-id':
      return t('trapCordLetterId');
    case 'eslor-consent':
      return t('trapEslorConsent');
    case 'eslor-aamc-id':
      return t('trapEslorAamcId');
    case 'eslor-letter-id':
      return t('trapEslorLetterId');
  }
}

function stepWords(step: LetterFact | 'datedOn'): string {
  return step === 'datedOn' ? t('letterDated') : letterStepWords(step);
}

/** The one thing to do about it, as the words of a button. */
export function todoText(todo: Todo): string {
  switch (todo) {
    case 'letter':
      return t('trapTodoLetter');
    case 'writer':
      return t('trapTodoWriter');
    case 'message':
      return t('trapTodoMessage');
    case 'assign':
      return t('trapTodoAssign');
    case 'profile':
      return t('trapTodoProfile');
  }
}

function someNames(names: readonly string[]): string {
  const more = names.length - MOST_NAMES;
  if (more <= 0) return formatList(names);
  return plural('namesMore', more, { names: names.slice(0, MOST_NAMES).join(', ') });
}
