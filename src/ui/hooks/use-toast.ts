import { useCallback, useState } from 'preact/hooks';
import type { Problem, Result } from '../../core/result.ts';
import { t } from '../../i18n/t.ts';
import type { Written } from '../../messages/protocol.ts';
import { call } from '../../platform/messaging.ts';
import { problemText } from './problem-text.ts';

export interface ToastState {
  readonly text: string;
  readonly tone: 'success' | 'danger';
  /** Takes back what was done; `null` where there is nothing to take back. */
  readonly undo: (() => void) | null;
}

export interface Toasts {
  readonly toast: ToastState | null;
  dismiss(): void;
  /** Says that a write is done and offers to take it back, or says why it is not. Gives whether it was done. */
  told(result: Result<Pick<Written, 'undoId'>>, text: string): boolean;
  say(text: string): void;
  fail(problem: Problem): void;
}

/** One line at the foot of a page about the last thing done. */
export function useToast(): Toasts {
  const [toast, setToast] = useState<ToastState | null>(null);
  const dismiss = useCallback(() => setToast(null), []);
  const say = (text: string) => setToast({ text, tone: 'success', undo: null });
  const fail = (problem: Problem) => setToast({ text: problemText(problem), tone: 'danger', undo: null });
  const undo = async (undoId: string) => {
    const result = await call('undo', { undoId });
    if (result.ok) say(t('toastUndone'));
    else fail(result.problem);
  };
  const told = (result: Result<Pick<Written, 'undoId'>>, text: string) => {
    if (!result.ok) {
      fail(result.problem);
      return false;
    }
    const { undoId } = result.value;
    setToast({ text, tone: 'success', undo: () => void undo(undoId) });
    return true;
  };
  return { toast, dismiss, told, say, fail };
}
