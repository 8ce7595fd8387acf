import { useState } from 'preact/hooks';
import type { Track } from '../../core/plan/plan.ts';
import { trackRemoval } from '../../core/plan/remove-track.ts';
import type { Problem } from '../../core/result.ts';
import { plural, t } from '../../i18n/t.ts';
import { call } from '../../platform/messaging.ts';
import { FormDialog } from '../hooks/FormDialog.tsx';
import type { Toasts } from '../hooks/use-toast.ts';
import type { PlanData } from './plan-data.ts';
import { planWords } from './plan-words.ts';

export interface RemoveTrackDialogProps {
  readonly track: Track;
  readonly data: PlanData;
  readonly toasts: Toasts;
  onClose(): void;
}

/** Says what goes with a track and what stays, before it goes. */
export function RemoveTrackDialog({ track, data, toasts, onClose }: RemoveTrackDialogProps) {
  const [problem, setProblem] = useState<Problem | null>(null);
  const { saves, assignments, removals, count, removesPlan } = trackRemoval(track, data);
  const plan = data.plans.find(({ id }) => id === track.planId);
  const remove = async () => {
    const result = await call('records/save', { saves, assignments, removals });
    if (!result.ok) {
      setProblem(result.problem);
      return result.problem;
    }
    toasts.told(result, t('toastTrackRemoved', { name: track.name }));
    return null;
  };
  return (
    <FormDialog
      title={t('trackRemoveTitle', { name: track.name })}
      submit={t('trackRemove')}
      isDangerous
      problem={problem}
      onClose={onClose}
      onSubmit={remove}
    >
      <ul class="plain-list">
        {count.slots > 0 && <li>{plural('trackRemoveSlots', count.slots)}</li>}
        {count.letters > 0 && <li>{plural('trackRemoveLetters', count.letters)}</li>}
        {count.programs > 0 && <li>{plural('trackRemovePrograms', count.programs)}</li>}
        {removesPlan && plan !== undefined && <li>{t('trackRemovePlan', { plan: planWords(plan) })}</li>}
        <li>{t('trackRemoveUndo')}</li>
      </ul>
    </FormDialog>
  );
}
