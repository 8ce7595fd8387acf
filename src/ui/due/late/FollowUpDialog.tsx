import { useState } from 'preact/hooks';
import type { Problem } from '../../../core/result.ts';
import { formatDay } from '../../../i18n/format.ts';
import { t, tFamily } from '../../../i18n/t.ts';
import { newId } from '../../../platform/ids.ts';
import { call } from '../../../platform/messaging.ts';
import { TextInput } from '../../components/TextInput.tsx';
import { FormDialog } from '../../hooks/FormDialog.tsx';
import { KeptNotice } from '../../hooks/KeptNotice.tsx';
import { useKeptForm } from '../../hooks/use-kept-form.ts';
import { useNow } from '../../hooks/use-now.ts';
import type { FollowUpDialogProps } from '../../timeline/LateFollowUpDialog.tsx';
import { useWhen } from './use-when.ts';
import { WhenField } from './WhenField.tsx';

/** What is to be done after something that was logged, and the day on which to be reminded of it. */
export function FollowUpDialog({ entry, toasts, onClose }: FollowUpDialogProps) {
  const { today } = useNow();
  const { fields, set, isRestored, forget } = useKeptForm(`follow-up/${entry.id}`, { text: '' });
  const when = useWhen('date', { date: '', time: '' }, null);
  // One for as long as the window is open: pressed again after a lost answer, it is the same follow-up.
  const [followUpId] = useState(newId);
  const [isTried, setTried] = useState(false);
  const [problem, setProblem] = useState<Problem | null>(null);
  const text = fields.text.trim();
  return (
    <FormDialog
      title={t('followUpTitle', { title: entry.title || tFamily('kind', entry.kind) })}
      submit={t('actionSave')}
      problem={problem}
      onClose={onClose}
      onSubmit={async () => {
        setTried(true);
        if (text === '' || when.answer.state !== 'understood') return false;
        const { on } = when.answer.date;
        const result = await call('interaction/follow-up', { id: entry.id, followUpId, text, on });
        setProblem(result.ok ? null : result.problem);
        if (!result.ok) return result.problem;
        forget();
        const day = formatDay(on, today);
        toasts.told(result, t(result.value.isReminded ? 'toastFollowUpSaved' : 'toastFollowUpKept', { day }));
        return null;
      }}
    >
      {isRestored && <KeptNotice onForget={forget} />}
      <TextInput
        label={t('ownText')}
        placeholder={t('followUpExample')}
        maxLength={300}
        value={fields.text}
        onInput={typed => set({ text: typed })}
        error={isTried && text === '' ? t('ownTextMissing') : null}
      />
      <WhenField label={t('ownWhen')} when={when} hasTime={false} isTried={isTried} />
    </FormDialog>
  );
}
