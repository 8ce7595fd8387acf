import { useState } from 'preact/hooks';
import { parseLocalDate } from '../../core/dates.ts';
import { resultDayProblems } from '../../core/plan/date-order.ts';
import { type Plan, TRACK_KINDS, type Track } from '../../core/plan/plan.ts';
import type { Profile } from '../../core/profile.ts';
import type { Problem } from '../../core/result.ts';
import { t } from '../../i18n/t.ts';
import { call } from '../../platform/messaging.ts';
import { Banner } from '../components/Banner.tsx';
import { Checkbox } from '../components/Checkbox.tsx';
import { DateTimeField } from '../components/DateTimeField.tsx';
import { Select } from '../components/Select.tsx';
import { TextArea } from '../components/TextArea.tsx';
import { TextInput } from '../components/TextInput.tsx';
import { FormDialog } from '../hooks/FormDialog.tsx';
import { KeptNotice } from '../hooks/KeptNotice.tsx';
import { useKeptForm } from '../hooks/use-kept-form.ts';
import type { Toasts } from '../hooks/use-toast.ts';
import { planWords, resultDayWords, trackKindWords } from './plan-words.ts';
import { SpecialtyInput } from './SpecialtyInput.tsx';
import { trackSaves } from './track-saves.ts';

export interface TrackDialogProps {
  readonly track: Track;
  readonly plans: readonly Plan[];
  readonly profile: Profile;
  readonly toasts: Toasts;
  onClose(): void;
}

/** What a track is called, what it leads to, and when its result comes. Its outcome is asked for when that day is there. */
export function TrackDialog({ track, plans, profile, toasts, onClose }: TrackDialogProps) {
  const { fields, set, forget, isRestored } = useKeptForm(`track/${track.id}`, {
    name: track.name,
    specialty: track.specialty,
    kind: track.kind,
    goal: track.goal,
    planId: track.planId ?? '',
    isInternational: track.isInternational,
    resultOn: track.resultOn ?? '',
    soapOn: track.soapOn ?? '',
    isResultConfirmed: track.isResultConfirmed,
  });
  const [problem, setProblem] = useState<Problem | null>(null);
  const [isNameMissing, setNameMissing] = useState(false);
  const plan = plans.find(({ id }) => id === fields.planId) ?? null;
  const days = { resultOn: parseLocalDate(fields.resultOn), soapOn: parseLocalDate(fields.soapOn) };
  const wrong = resultDayProblems(days, plan);
  const save = async () => {
    if (fields.name.trim() === '') {
      setNameMissing(true);
      return false;
    }
    const result = await call('records/save', {
      saves: trackSaves(track, { ...fields, ...days }, plan),
      assignments: [],
      removals: [],
    });
    if (!result.ok) {
      setProblem(result.problem);
      return result.problem;
    }
    forget();
    toasts.told(result, t('toastTrackSaved'));
    return null;
  };
  return (
    <FormDialog
      title={t('trackEditTitle')}
      submit={t('actionSave')}
      problem={problem}
      onClose={onClose}
      onSubmit={save}
    >
      {isRestored && <KeptNotice onForget={forget} />}
      <TextInput
        label={t('trackName')}
        maxLength={160}
        required
        value={fields.name}
        error={isNameMissing ? t('trackNameMissing') : null}
        onInput={name => {
          setNameMissing(false);
          set({ name });
        }}
      />
      <div class="form-row">
        <SpecialtyInput
          label={t('trackSpecialty')}
          value={fields.specialty}
          onInput={specialty => set({ specialty })}
        />
        <Select
          label={t('trackKind')}
          value={fields.kind}
          options={TRACK_KINDS.map(value => ({ value, label: trackKindWords(value) }))}
          onChange={kind => set({ kind })}
        />
      </div>
      <Select
        label={t('trackPlan')}
        hint={t('trackPlanHint')}
        value={fields.planId}
        options={[
          ...(plan === null ? [{ value: '', label: t('trackPlanNone') }] : []),
          ...plans.map(one => ({ value: one.id, label: planWords(one) })),
        ]}
        onChange={planId => set({ planId })}
      />
      <TextArea
        label={t('trackGoal')}
        hint={t('trackGoalHint')}
        maxLength={1000}
        value={fields.goal}
        onInput={goal => set({ goal })}
      />
      <Checkbox
        label={t('trackInternational')}
        hint={profile.applicantKind === 'international' ? t('trackInternationalProposed') : t('trackInternationalHint')}
        checked={fields.isInternational}
        onChange={isInternational => set({ isInternational })}
      />
      <div class="form-row">
        <DateTimeField
          label={t('trackResultOn')}
          hint={t('trackResultOnHint')}
          date={fields.resultOn}
          onDate={resultOn => set({ resultOn, isResultConfirmed: true })}
        />
        <DateTimeField
          label={t('trackSoapOn')}
          hint={t('trackSoapOnHint')}
          date={fields.soapOn}
          onDate={soapOn => set({ soapOn, isResultConfirmed: true })}
        />
      </div>
      <Checkbox
        label={t('trackResultConfirmed')}
        hint={t('trackResultConfirmedHint')}
        checked={fields.isResultConfirmed}
        onChange={isResultConfirmed => set({ isResultConfirmed })}
      />
      {wrong.length > 0 && (
        <Banner tone="warning" announce>
          {wrong.map(one => (
            <p key={one}>{resultDayWords(one)}</p>
          ))}
        </Banner>
      )}
    </FormDialog>
  );
}
