import { useEffect, useRef, useState } from 'preact/hooks';
import { Button } from './Button.tsx';
import { Icon } from './Icon.tsx';
import { IconButton } from './IconButton.tsx';

export interface ToastProps {
  /** `null` when there is nothing to say; keep the component itself, so that new words are read out. */
  readonly message: string | null;
  readonly tone?: 'success' | 'danger' | undefined;
  /** "Undo". */
  readonly actionLabel?: string | undefined;
  readonly onAction?: (() => void) | undefined;
  readonly dismissLabel: string;
  readonly onDismiss: () => void;
  /** Goes by itself after so long, unless pointed at or focused. Without it, it stays. */
  readonly durationMs?: number | undefined;
}

/** What just happened, and the way back. */
export function Toast({
  message,
  tone = 'success',
  actionLabel,
  onAction,
  dismissLabel,
  onDismiss,
  durationMs,
}: ToastProps) {
  const [isHeld, setIsHeld] = useState(false);
  const dismiss = useRef(onDismiss);
  dismiss.current = onDismiss;

  useEffect(() => {
    if (message === null || durationMs === undefined || isHeld) return;
    const timer = setTimeout(() => dismiss.current(), durationMs);
    return () => clearTimeout(timer);
  }, [message, durationMs, isHeld]);

  return (
    <div class="toast-region" role="status">
      {message !== null && (
        <div
          class="toast"
          onPointerEnter={() => setIsHeld(true)}
          onPointerLeave={() => setIsHeld(false)}
          onFocusIn={() => setIsHeld(true)}
          onFocusOut={() => setIsHeld(false)}
        >
          <span class={`toast-icon tone-${tone}`}>
            <Icon name={tone === 'success' ? 'check' : 'alert'} />
          </span>
          <span class="toast-text">{message}</span>
          {actionLabel !== undefined && (
            <Button size="s" variant="secondary" icon="undo" onClick={onAction}>
              {actionLabel}
            </Button>
          )}
          <IconButton icon="x" size="s" label={dismissLabel} onClick={onDismiss} />
        </div>
      )}
    </div>
  );
}
