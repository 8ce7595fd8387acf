import type { FunctionComponent } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import type { Interaction } from '../../core/interaction.ts';
import { report } from '../../platform/report.ts';
import type { Toasts } from '../hooks/use-toast.ts';

export interface FollowUpDialogProps {
  /** What it follows. */
  readonly entry: Interaction;
  readonly toasts: Toasts;
  onClose(): void;
}

/** The window for what is to be done after something. Its code comes when the first one opens, so that no page waits for it. */
export function LateFollowUpDialog(props: FollowUpDialogProps) {
  const [Shown, setShown] = useState<FunctionComponent<FollowUpDialogProps> | null>(null);
  useEffect(() => {
    import('../due/late/FollowUpDialog.tsx').then(({ FollowUpDialog }) => setShown(() => FollowUpDialog)).catch(report);
  }, []);
  return Shown === null ? null : <Shown {...props} />;
}
