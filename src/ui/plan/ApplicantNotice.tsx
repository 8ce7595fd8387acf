import { useRef, useState } from 'preact/hooks';
import type { LocalDate } from '../../core/dates.ts';
import {
  type ApplicantChange,
  type ApplicantRecords,
  recordsToApply,
  recordsToLeave,
} from '../../core/plan/applicant-change.ts';
import { formatDay } from '../../i18n/format.ts';
import { t } from '../../i18n/t.ts';
import { newId } from '../../platform/ids.ts';
import { call } from '../../platform/messaging.ts';
import { report } from '../../platform/report.ts';
import { Banner } from '../components/Banner.tsx';
import { Button } from '../components/Button.tsx';
import { focusHeading } from '../hooks/focus-heading.ts';
import type { Toasts } from '../hooks/use-toast.ts';
import { applicantKindWords } from './plan-words.ts';

export interface ApplicantNoticeProps {
  readonly change: ApplicantChange;
  readonly today: LocalDate;
  readonly toasts: Toasts;
}

/** The profile says now that somebody else applies: what of the track would be other, for the student to say so. */
export function ApplicantNotice({ change, today, toasts }: ApplicantNoticeProps) {
  const [saving, setSaving] = useState<'apply' | 'leave' | null>(null);
  // A second press comes before the buttons are drawn as busy.
  const isUnderWay = useRef(false);
  const { track } = change;
  const save = async (what: 'apply' | 'leave', records: ApplicantRecords, told: string) => {
    if (isUnderWay.current) return;
    isUnderWay.current = true;
    setSaving(what);
    try {
      const result = await call('records/save', {
        saves: [...records.saves],
        assignments: [],
        removals: [...records.removals],
      });
      // It goes with what it offered.
      if (toasts.told(result, told)) focusHeading();
    } finally {
      isUnderWay.current = false;
      setSaving(null);
    }
  };
  const apply = () => save('apply', recordsToApply(change, newId), t('toastApplicantApplied', { track: track.name }));
  const leave = () => save('leave', recordsToLeave(change), t('toastApplicantLeft', { track: track.name }));
  return (
    <Banner
      tone="info"
      compact
      title={t('applicantChanged', { kind: applicantKindWords(change.kind) })}
      actions={
        <>
          <Button
            size="s"
            busy={saving === 'apply'}
            disabled={saving === 'leave'}
            label={t('applicantApplyTo', { track: track.name })}
            onClick={() => void apply().catch(report)}
          >
            {t('applicantApply')}
          </Button>
          <Button
            size="s"
            variant="quiet"
            busy={saving === 'leave'}
            disabled={saving === 'apply'}
            label={t('applicantLeaveOf', { track: track.name })}
            onClick={() => void leave().catch(report)}
          >
            {t('applicantLeave')}
          </Button>
        </>
      }
    >
      {changeWords(change, today).join(' ')}
    </Banner>
  );
}

/** What would be other, a sentence each. */
export function changeWords({ target, movesPlan, adds, drops }: ApplicantChange, today: LocalDate): readonly string[] {
  const wishes = adds?.wishes;
  return [
    target === null ? (movesPlan ? t('applicantGeneral') : null) : targetWords(target, today),
    wishes === undefined ? null : wishes.isByDo ? t('applicantAddsDo') : t('applicantAddsUsClinical'),
    drops.some(({ slot }) => slot.isUsClinical) ? t('applicantDropsUsClinical') : null,
    drops.some(({ slot }) => slot.isByDo) ? t('applicantDropsDo') : null,
  ].filter(words => words !== null);
}

function targetWords(
  { isThroughEcfmg, fromOn, toOn }: NonNullable<ApplicantChange['target']>,
  today: LocalDate,
): string {
  if (fromOn === null || toOn === null) {
    return isThroughEcfmg ? t('applicantEarlier') : t('applicantLater');
  }
  // The service has no addition.
  if (fromOn === toOn) return isThroughEcfmg ? t('applicantThroughEcfmg') : t('applicantNotThroughEcfmg');
  const days = { from: formatDay(fromOn, today), to: formatDay(toOn, today) };
  return isThroughEcfmg ? t('applicantTargetEarlier', days) : t('applicantTargetLater', days);
}
