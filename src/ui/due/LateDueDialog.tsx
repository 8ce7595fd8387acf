import type { FunctionComponent } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import { report } from '../../platform/report.ts';
import type { DueDialogState } from './due-dialog-state.ts';
import type { DueWrites } from './due-writes.ts';
import type { DueView } from './use-due.ts';

export interface DueDialogProps {
  readonly state: DueDialogState;
  readonly writes: DueWrites;
  onClose(): void;
}

/** The window that a view has open, if any. */
export function DueDialogOf({ view }: { readonly view: DueView }) {
  return view.dialog === null ? null : <LateDueDialog {...view.dialog} />;
}

/** Its code comes when the first one opens, so that no popup waits for it. */
function LateDueDialog(props: DueDialogProps) {
  const [Shown, setShown] = useState<FunctionComponent<DueDialogProps> | null>(null);
  useEffect(() => {
    import('./late/DueDialog.tsx').then(({ DueDialog }) => setShown(() => DueDialog)).catch(report);
  }, []);
  return Shown === null ? null : <Shown {...props} />;
}
