import { useState } from 'preact/hooks';
import type { Plan } from '../../core/plan/plan.ts';
import type { Problem } from '../../core/result.ts';
import { t } from '../../i18n/t.ts';
import { call } from '../../platform/messaging.ts';
import { TextInput } from '../components/TextInput.tsx';
import { FormDialog } from '../hooks/FormDialog.tsx';
import { KeptNotice } from '../hooks/KeptNotice.tsx';
import { useKeptForm } from '../hooks/use-kept-form.ts';
import type { Toasts } from '../hooks/use-toast.ts';
import { planWords } from './plan-words.ts';
import { OwnService } from './SetUpFields.tsx';
import { capOf, EMPTY_ROW, isSeason, rowProblem, type SetUpRow } from './set-up-form.ts';

export interface PlanDialogProps {
  readonly plan: Plan;
  readonly toasts: Toasts;
  onClose(): void;
}

/** The year of a season, and of a service of the student's own its name, its cap and its steps. */
export function PlanDialog({ plan, toasts, onClose }: PlanDialogProps) {
  const { fields, set, forget, isRestored } = useKeptForm<
    Pick<SetUpRow, 'serviceName' | 'mostLetters' | 'steps'> & { readonly season: string }
  >(`plan/${plan.id}`, {
    season: plan.season,
    serviceName: plan.serviceName,
    mostLetters: plan.mostLetters === null ? '' : String(plan.mostLetters),
    steps: plan.steps,
  });
  const [problem, setProblem] = useState<Problem | null>(null);
  const [showsProblems, setShowsProblems] = useState(false);
  const isOther = plan.service === 'other';
  const row: SetUpRow = { ...EMPTY_ROW, ...fields, specialty: plan.service, service: plan.service };
  // The service is the plan's own.
  const wrong = rowProblem(row, null);
  const save = async () => {
    setShowsProblems(true);
    if (!isSeason(fields.season.trim()) || wrong !== null) return false;
    const own = isOther
      ? { serviceName: fields.serviceName, mostLetters: capOf(row) ?? null, steps: fields.steps }
      : {};
    const result = await call('plan/save', { id: plan.id, fields: { season: fields.season.trim(), ...own } });
    if (!result.ok) {
      setProblem(result.problem);
      return result.problem;
    }
    forget();
    toasts.told(result, t('toastPlanSaved'));
    return null;
  };
  return (
    <FormDialog
      title={t('planEdit', { plan: planWords(plan) })}
      submit={t('actionSave')}
      problem={problem}
      onClose={onClose}
      onSubmit={save}
    >
      {isRestored && <KeptNotice onForget={forget} />}
      <TextInput
        label={t('setUpSeasonYear')}
        hint={t('planSeasonHint')}
        maxLength={4}
        value={fields.season}
        error={showsProblems && !isSeason(fields.season.trim()) ? t('setUpSeasonBad') : null}
        onInput={season => set({ season })}
      />
      {isOther && (
        <OwnService
          row={row}
          problem={showsProblems ? wrong : null}
          set={({ serviceName, mostLetters, steps }) =>
            set({
              ...(serviceName === undefined ? {} : { serviceName }),
              ...(mostLetters === undefined ? {} : { mostLetters }),
              ...(steps === undefined ? {} : { steps }),
            })
          }
        />
      )}
    </FormDialog>
  );
}
