import { t } from '../../i18n/t.ts';
import { Toast } from '../components/Toast.tsx';
import type { Toasts } from './use-toast.ts';

/** Long enough to read a sentence and decide; with an Undo it stays until it is dismissed or replaced. */
const SHORT_MS = 6000;

/** The toast of a page. */
export function ToastOf({ toasts }: { readonly toasts: Toasts }) {
  const { toast } = toasts;
  return (
    <Toast
      message={toast?.text ?? null}
      tone={toast?.tone}
      actionLabel={toast?.undo === null || toast?.undo === undefined ? undefined : t('actionUndo')}
      onAction={toast?.undo ?? undefined}
      dismissLabel={t('actionDismiss')}
      onDismiss={toasts.dismiss}
      durationMs={toast?.tone === 'success' && toast.undo === null ? SHORT_MS : undefined}
    />
  );
}
