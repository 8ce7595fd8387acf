import { useRef, useState } from 'preact/hooks';
import type { LocalDate } from '../../core/dates.ts';
import { likelySeason, type SetUpFacts, setUp } from '../../core/plan/set-up.ts';
import type { Problem } from '../../core/result.ts';
import { plural, t } from '../../i18n/t.ts';
import { newId } from '../../platform/ids.ts';
import { call } from '../../platform/messaging.ts';
import { report } from '../../platform/report.ts';
import { Banner } from '../components/Banner.tsx';
import { Button } from '../components/Button.tsx';
import { Card } from '../components/Card.tsx';
import { FormDialog } from '../hooks/FormDialog.tsx';
import { focusHeading } from '../hooks/focus-heading.ts';
import { KeptNotice } from '../hooks/KeptNotice.tsx';
import { problemText } from '../hooks/problem-text.ts';
import { useKeptForm } from '../hooks/use-kept-form.ts';
import type { Toasts } from '../hooks/use-toast.ts';
import type { PlanData } from './plan-data.ts';
import { SetUpFields, yearNames } from './SetUpFields.tsx';
import {
  applicantKindOf,
  EMPTY_SET_UP,
  isSetUpField,
  type SetUpForm,
  seasonOf,
  setUpProblems,
  wantedTracks,
} from './set-up-form.ts';

export interface SetUpProps {
  readonly data: PlanData;
  readonly today: LocalDate;
  readonly toasts: Toasts;
}

/** Where there is no track yet: what a plan is, and the few questions that make one. */
export function SetUpCard(props: SetUpProps) {
  const setUpForm = useSetUp(props);
  const [problem, setProblem] = useState<Problem | null>(null);
  const [isSaving, setSaving] = useState(false);
  // A second Enter comes before the button is drawn as busy.
  const isUnderWay = useRef(false);
  const save = async () => {
    if (isUnderWay.current) return;
    isUnderWay.current = true;
    setSaving(true);
    try {
      const found = await setUpForm.save();
      setProblem(found === false ? null : found);
      // The form goes, now that there is a plan.
      if (found === null) focusHeading();
    } finally {
      isUnderWay.current = false;
      setSaving(false);
    }
  };
  return (
    <Card title={t('setUpTitle')}>
      <form
        class="form set-up"
        noValidate
        onSubmit={event => {
          event.preventDefault();
          void save().catch(report);
        }}
      >
        <p>{t('setUpText')}</p>
        {(props.data.profile.applicantKind === null || props.data.profile.name === '') && (
          <p class="field-hint">
            {t('setUpAbout')} <a href="#/profile">{t('setUpAboutOpen')}</a>
          </p>
        )}
        {setUpForm.fields}
        {problem !== null && (
          <Banner tone="danger" announce>
            {problemText(problem)}
          </Banner>
        )}
        <div class="form-actions">
          <Button variant="primary" type="submit" busy={isSaving}>
            {t('setUpMake')}
          </Button>
        </div>
      </form>
    </Card>
  );
}

/** The same for one more. */
export function SetUpDialog({ onClose, ...props }: SetUpProps & { onClose(): void }) {
  const setUpForm = useSetUp(props);
  const [problem, setProblem] = useState<Problem | null>(null);
  return (
    <FormDialog
      title={t('planAddTrack')}
      submit={t('setUpAdd')}
      problem={problem}
      onClose={onClose}
      onSubmit={async () => {
        const found = await setUpForm.save();
        setProblem(found === false ? null : found);
        return found;
      }}
    >
      <div class="form set-up">{setUpForm.fields}</div>
    </FormDialog>
  );
}

function useSetUp({ data, today, toasts }: SetUpProps) {
  const kept = useKeptForm<SetUpForm>('plan/set-up', EMPTY_SET_UP, isSetUpField);
  const [showsProblems, setShowsProblems] = useState(false);
  const form = kept.fields;
  const { profile, plans, tracks } = data;
  const applicantKind = applicantKindOf(form, profile);
  const season = seasonOf(form, likelySeason(profile.graduationYear, today));
  const facts: SetUpFacts = { season, applicantKind, plans, tracks };
  const problems = setUpProblems(form, facts, yearNames());
  /** `null` when it is done, `false` for what a field says. */
  const save = async (): Promise<Problem | null | false> => {
    setShowsProblems(true);
    if (problems.isSeasonBad || problems.rows.some(problem => problem !== null)) {
      // Once they are drawn.
      requestAnimationFrame(() => document.querySelector<HTMLElement>('.set-up [aria-invalid]')?.focus());
      return false;
    }
    const wanted = wantedTracks(form, facts, yearNames());
    const saves = setUp(wanted, facts, newId);
    const result = await call('records/save', { saves, assignments: [], removals: [] });
    if (!result.ok) return result.problem;
    if (applicantKind !== profile.applicantKind) {
      // Of the student, not of the plan: taking the plan back leaves it.
      const told = await call('profile/save', { applicantKind });
      if (!told.ok) return told.problem;
    }
    kept.forget();
    setShowsProblems(false);
    toasts.told(result, plural('toastTracksAdded', wanted.length));
    return null;
  };
  const fields = (
    <>
      {kept.isRestored && <KeptNotice onForget={kept.forget} />}
      <SetUpFields
        form={form}
        profile={profile}
        today={today}
        problems={showsProblems ? problems : null}
        set={kept.set}
      />
    </>
  );
  return { fields, save };
}
