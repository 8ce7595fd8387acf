import type { FunctionComponent } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import { report } from '../../platform/report.ts';
import type { Toasts } from '../hooks/use-toast.ts';
import type { DueDialogState } from './due-dialog-state.ts';
import type { DueWrites } from './due-writes.ts';
import type { DueView } from './use-due.ts';

export interface DueDialogProps {
  readonly state: Exclude<DueDialogState, { readonly type: 'draft' }>;
  readonly writes: DueWrites;
  readonly toasts: Toasts;
  onClose(): void;
}

/** The window that a view has open, if any. */
export function DueDialogOf({ view: { dialog, Message } }: { readonly view: DueView }) {
  if (dialog === null) return null;
  const { state, ...rest } = dialog;
  if (state.type !== 'draft') return <LateDueDialog {...rest} state={state} />;
  return Message === undefined ? null : <Message due={state.due} toasts={rest.toasts} onClose={rest.onClose} />;
}

/** Its code comes when the first one opens, so that no popup waits for it. */
function LateDueDialog(props: DueDialogProps) {
  const [Shown, setShown] = useState<FunctionComponent<DueDialogProps> | null>(null);
  useEffect(() => {
    import('./late/DueDialog.tsx').then(({ DueDialog }) => setShown(() => DueDialog)).catch(report);
  }, []);
  return Shown === null ? null : <Shown {...props} />;
}
