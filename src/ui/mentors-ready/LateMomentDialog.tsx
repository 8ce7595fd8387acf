import type { FunctionComponent } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import { report } from '../../platform/report.ts';
import type { MomentDialogProps } from '../work/MomentDialog.tsx';

/** The window for a moment; its code comes when it is first asked for. */
export function LateMomentDialog(props: MomentDialogProps) {
  const [Shown, setShown] = useState<FunctionComponent<MomentDialogProps> | null>(null);
  useEffect(() => {
    import('../work/MomentDialog.tsx').then(({ MomentDialog }) => setShown(() => MomentDialog)).catch(report);
  }, []);
  return Shown === null ? null : <Shown {...props} />;
}
