import type { Competency } from '../core/competency-map.ts';
import type { LocalDate } from '../core/dates.ts';
import type { NextStep, Readiness, ReadinessFact, Reason } from '../core/letters/readiness.ts';
import type { ReadinessRule } from '../core/letters/readiness-rules.ts';
import { formatDay, formatList, formatRelativeDay } from './format.ts';
import { language, plural, t, tFamily } from './t.ts';

/** Whether somebody could vouch for the student, in a word or two; of a chair who does not know the work, what to do. */
export function verdictText({ verdict, isChair }: Pick<Readiness, 'verdict' | 'isChair'>): string {
  if (isChair && verdict !== 'ready') return t('readyVerdictChair');
  switch (verdict) {
    case 'ready':
      return t('readyVerdictReady');
    case 'soon':
      return t('readyVerdictSoon');
    case 'not-yet':
      return t('readyVerdictNotYet');
    case 'not-a-writer':
      return t('readyVerdictNotAWriter');
  }
}

/** The same as a sentence. */
export function verdictSentence({ verdict, isChair }: Pick<Readiness, 'verdict' | 'isChair'>): string {
  if (isChair && verdict !== 'ready') return t('readyChair');
  switch (verdict) {
    case 'ready':
      return t('readySentenceReady');
    case 'soon':
      return t('readySentenceSoon');
    case 'not-yet':
      return t('readySentenceNotYet');
    case 'not-a-writer':
      return t('readySentenceNotAWriter');
  }
}

/** What the log says, as a sentence. */
export function factText(fact: ReadinessFact, today: LocalDate): string {
  switch (fact.type) {
    case 'together': {
      const rotations = formatList(fact.rotations.map(({ name }) => name));
      return fact.isWatched
        ? plural('readyTogetherWatched', fact.days, { rotations })
        : plural('readyTogether', fact.days, { rotations });
    }
    case 'uncounted':
      return fact.isWatched
        ? t('readyMetOnWatched', { rotation: fact.rotation.name })
        : t('readyMetOn', { rotation: fact.rotation.name });
    case 'times': {
      const day = formatDay(fact.since, today);
      return fact.isMore ? t('readyTimesMore', { count: fact.count, day }) : plural('readyTimes', fact.count, { day });
    }
    case 'only-mail':
      return t('readyOnlyMail', { day: formatDay(fact.since, today) });
    case 'no-contact':
      return t('readyNoContact');
    case 'moments':
      return momentsText(fact);
    case 'no-moments':
      return t('readyLackMoments');
    case 'feedback':
      return [
        ...(fact.isMore ? [t('readyFeedbackMore', { count: fact.acts })] : []),
        ...(fact.acts > 0 && !fact.isMore ? [plural('readyFeedback', fact.acts)] : []),
        ...(fact.words > 0 ? [plural('readyWords', fact.words)] : []),
      ].join(' ');
    case 'no-feedback':
      return t('readyLackFeedback');
    case 'last':
      return t('readyLast', { when: formatRelativeDay(fact.on, today) });
    case 'now':
      return t('readyNow', { rotation: fact.rotation.name });
    case 'in-specialty':
      return t('readyInSpecialty', { tracks: formatList(fact.tracks) });
    case 'outside-specialty':
      return t('readyOutside', { tracks: formatList(fact.tracks) });
    case 'rank':
      return t('readyRank', { role: tFamily('role', fact.role) });
    case 'one-sided':
      return t('readyOneSided', { area: areaText(fact.competency) });
    case 'resident':
      return t('readyResident');
    case 'coordinator':
      return t('readyCoordinator');
  }
}

function momentsText(fact: Extract<ReadinessFact, { type: 'moments' }>): string {
  const areas = formatList(fact.competencies.map(areaText));
  const seen = fact.isMore
    ? t('readyMomentsMore', { count: fact.count })
    : areas === ''
      ? plural('readyMoments', fact.count)
      : plural('readyMomentsOver', fact.count, { areas });
  return fact.strong === 0 ? seen : `${seen} ${plural('readyStrong', fact.strong)}`;
}

/** A competency within a sentence. */
function areaText(competency: Competency): string {
  return tFamily('competency', competency).toLocaleLowerCase(language());
}

/** What is missing, as a sentence. */
export function lackText({ rule, fact }: Reason, today: LocalDate): string {
  switch (fact.type) {
    case 'together':
      return plural('readyLackDays', fact.days);
    case 'uncounted':
      return t('readyLackCounted', { rotation: fact.rotation.name });
    case 'times':
      return t('readyLackTimes');
    case 'only-mail':
    case 'no-contact':
      return t('readyLackContact');
    case 'moments':
      return plural('readyLackMoreMoments', fact.count);
    case 'last':
      return t('readyLackRecent', { when: formatRelativeDay(fact.on, today) });
    default:
      return rule === 'feedback' ? t('readyLackFeedback') : factText(fact, today);
  }
}

/** The one thing to do, with its day. */
export function nextStepText(next: NextStep, today: LocalDate): string {
  switch (next.type) {
    case 'ask':
      return next.byOn === null || next.rotation === null
        ? t('readyNextAsk')
        : t('readyNextAskBy', { day: formatDay(next.byOn, today), rotation: next.rotation.name });
    case 'ask-feedback':
      return next.byOn === null || next.rotation === null
        ? t('readyNextFeedback')
        : t('readyNextFeedbackBy', { day: formatDay(next.byOn, today), rotation: next.rotation.name });
    case 'log-moments':
      if (next.hasNone) return t('readyNextFirstMoments');
      return next.byOn === null || next.rotation === null
        ? plural('readyNextMoments', next.more)
        : plural('readyNextMomentsBy', next.more, {
            day: formatDay(next.byOn, today),
            rotation: next.rotation.name,
          });
    case 'count-days':
      return t('readyNextDays', { rotation: next.rotation.name });
    case 'work-together':
      return t('readyNextWork', { day: formatDay(next.byOn, today), rotation: next.rotation.name });
    case 'ahead':
      return t('readyNextAhead', { day: formatDay(next.on, today), rotation: next.rotation.name });
    case 'book-meeting':
      return t('readyNextBook');
    case 'get-in-touch':
      return t('readyNextTouch');
    case 'meet':
      return t('readyNextMeet');
    case 'ask-attending':
      return t('readyNextAttending');
  }
}

/** The most telling sentence about somebody, for where there is room for one. */
export function readinessSummary({ verdict, reasons, missing }: Readiness, today: LocalDate): string {
  const first = verdict === 'not-a-writer' ? null : (reasons[0] ?? null);
  if (first !== null) return factText(first.fact, today);
  return missing[0] === undefined ? '' : lackText(missing[0], today);
}

/** What a rule judges, and how. */
export function readinessRuleText(rule: ReadinessRule): { readonly name: string; readonly text: string } {
  switch (rule) {
    case 'time':
      return { name: t('readyRuleTime'), text: t('readyRuleTimeText') };
    case 'seen':
      return { name: t('readyRuleSeen'), text: t('readyRuleSeenText') };
    case 'feedback':
      return { name: t('readyRuleFeedback'), text: t('readyRuleFeedbackText') };
    case 'recent':
      return { name: t('readyRuleRecent'), text: t('readyRuleRecentText') };
    case 'writer':
      return { name: t('readyRuleWriter'), text: t('readyRuleWriterText') };
    case 'specialty':
      return { name: t('readyRuleSpecialty'), text: t('readyRuleSpecialtyText') };
    case 'spread':
      return { name: t('readyRuleSpread'), text: t('readyRuleSpreadText') };
    case 'rank':
      return { name: t('readyRuleRank'), text: t('readyRuleRankText') };
  }
}
