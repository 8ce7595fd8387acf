import { useMemo, useState } from 'preact/hooks';
import type { LocalDate } from '../../core/dates.ts';
import { candidatesFor } from '../../core/plan/candidates.ts';
import type { Track } from '../../core/plan/plan.ts';
import type { Slot } from '../../core/plan/slot.ts';
import type { Problem } from '../../core/result.ts';
import { slotName } from '../../i18n/slot.ts';
import { t } from '../../i18n/t.ts';
import { call } from '../../platform/messaging.ts';
import { FormDialog } from '../hooks/FormDialog.tsx';
import { KeptNotice } from '../hooks/KeptNotice.tsx';
import { useKeptForm } from '../hooks/use-kept-form.ts';
import type { Toasts } from '../hooks/use-toast.ts';
import type { PlanData } from './plan-data.ts';
import { WriterList } from './WriterList.tsx';

export interface BackupDialogProps {
  readonly slot: Slot;
  readonly track: Track;
  readonly data: PlanData;
  readonly today: LocalDate;
  readonly toasts: Toasts;
  onClose(): void;
}

/** Who could write if the writer of a slot does not. */
export function BackupDialog({ slot, track, data, today, toasts, onClose }: BackupDialogProps) {
  const kept = useKeptForm(`slot/backup/${slot.id}`, { mentorId: slot.backupMentorId ?? '' });
  const [problem, setProblem] = useState<Problem | null>(null);
  const candidates = useMemo(() => {
    const writerId = data.letters.find(({ id }) => id === slot.letterId)?.mentorId;
    return candidatesFor(slot, track, data.mentors, data).filter(({ mentor }) => mentor.id !== writerId);
  }, [slot, track, data]);
  const save = async () => {
    const backupMentorId = kept.fields.mentorId === '' ? null : kept.fields.mentorId;
    const result = await call('records/save', {
      saves: [{ table: 'slots', id: slot.id, isNew: false, fields: { backupMentorId } }],
      assignments: [],
      removals: [],
    });
    if (!result.ok) {
      setProblem(result.problem);
      return result.problem;
    }
    kept.forget();
    toasts.told(result, backupMentorId === null ? t('toastBackupNone') : t('toastBackupNamed'));
    return null;
  };
  return (
    <FormDialog title={t('backupTitle')} submit={t('actionSave')} problem={problem} onClose={onClose} onSubmit={save}>
      {kept.isRestored && <KeptNotice onForget={kept.forget} />}
      <p>{t('backupText', { slot: slotName(slot, track) })}</p>
      <WriterList
        label={t('backupWho')}
        candidates={candidates}
        today={today}
        chosenId={kept.fields.mentorId}
        nobody={t('backupNobody')}
        onChoose={mentorId => kept.set({ mentorId })}
      />
    </FormDialog>
  );
}
