import type { FunctionComponent } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import { report } from '../../platform/report.ts';
import type { MessageDialogProps } from './message-dialog-props.ts';

/** The window for a message. Its code comes when the first one opens, so that no page waits for it. */
export function LateMessageDialog(props: MessageDialogProps) {
  const [Shown, setShown] = useState<FunctionComponent<MessageDialogProps> | null>(null);
  useEffect(() => {
    import('./MessageDialog.tsx').then(({ MessageDialog }) => setShown(() => MessageDialog)).catch(report);
  }, []);
  return Shown === null ? null : <Shown {...props} />;
}
