import { useState } from 'preact/hooks';
import type { Instant } from '../../../core/dates.ts';
import type { Problem } from '../../../core/result.ts';
import { FormDialog } from '../../hooks/FormDialog.tsx';
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
  /** The moment before which the day has to lie, since then a next step comes; `null` or not given for none. */
  readonly endsAt?: Instant | null | undefined;
  onClose(): void;
  onSubmit(date: PlainDate): Promise<Problem | null>;
}

/** Asks for a day ahead, and perhaps a time. */
export function WhenDialog({
  title,
  label,
  submit,
  mode,
  hasTime = false,
  onClose,
  onSubmit,
  ...rest
}: WhenDialogProps) {
  const { hint, endsAt = null } = rest;
  const when = useWhen(mode, { date: '', time: '' }, null, endsAt);
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
