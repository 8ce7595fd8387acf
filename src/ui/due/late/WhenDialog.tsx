import { useState } from 'preact/hooks';
import type { Problem } from '../../../core/result.ts';
import { FormDialog } from './FormDialog.tsx';
import type { PlainDate } from './plain-date.ts';
import { useWhen, type WhenMode } from './use-when.ts';
import { WhenField } from './WhenField.tsx';

export interface WhenDialogProps {
  readonly title: string;
  readonly label: string;
  readonly hint?: string | undefined;
  readonly submit: string;
  readonly mode: WhenMode;
  readonly hasTime?: boolean | undefined;
  onClose(): void;
  onSubmit(date: PlainDate): Promise<Problem | null>;
}

/** Asks for a day ahead, and perhaps a time. */
export function WhenDialog({ title, label, hint, submit, mode, hasTime = false, onClose, onSubmit }: WhenDialogProps) {
  const when = useWhen(mode, { date: '', time: '' });
  const [isTried, setTried] = useState(false);
  const [problem, setProblem] = useState<Problem | null>(null);
  return (
    <FormDialog
      title={title}
      submit={submit}
      problem={problem}
      onClose={onClose}
      onSubmit={async () => {
        setTried(true);
        if (when.answer.state !== 'understood') return false;
        const found = await onSubmit(when.answer.date);
        setProblem(found);
        return found;
      }}
    >
      <WhenField label={label} hint={hint} when={when} hasTime={hasTime} isTried={isTried} />
    </FormDialog>
  );
}
