import type { FunctionComponent } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import { report } from '../../platform/report.ts';
import type { DueReminder } from '../../storage/index.ts';
import type { Toasts } from '../hooks/use-toast.ts';

export interface DueMessageProps {
  readonly due: DueReminder;
  readonly toasts: Toasts;
  onClose(): void;
}

/** The window for the message that a reminder asks for, on pages that stay open beside the student's mail. */
export function LateDueMessage(props: DueMessageProps) {
  const [Shown, setShown] = useState<FunctionComponent<DueMessageProps> | null>(null);
  useEffect(() => {
    import('../due/late/DueMessage.tsx').then(({ DueMessage }) => setShown(() => DueMessage)).catch(report);
  }, []);
  return Shown === null ? null : <Shown {...props} />;
}
