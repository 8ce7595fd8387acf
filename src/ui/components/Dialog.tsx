import type { ComponentChildren } from 'preact';
import { useId, useLayoutEffect, useRef } from 'preact/hooks';
import { IconButton } from './IconButton.tsx';

export interface DialogProps {
  readonly title: string;
  readonly children?: ComponentChildren;
  /** Buttons at the foot, the main one last. */
  readonly actions?: ComponentChildren;
  readonly closeLabel: string;
  /** After Escape, the cross, or, where there is no form whose words would be lost, a click beside it. */
  readonly onClose: () => void;
  /** With it the content is a form, and Enter submits it. */
  readonly onSubmit?: (() => void) | undefined;
}

/** A window over the page. Shown while it is rendered; focus goes back to where it was. */
export function Dialog({ title, children, actions, closeLabel, onClose, onSubmit }: DialogProps) {
  const id = useId();
  const dialog = useRef<HTMLDialogElement>(null);

  // Before effects of what it holds, which may know better where the cursor belongs.
  useLayoutEffect(() => {
    const shown = dialog.current;
    const before = document.activeElement;
    shown?.showModal();
    shown?.querySelector<HTMLElement>('.dialog-body :is(input, select, textarea)')?.focus();
    return () => {
      shown?.close();
      if (before instanceof HTMLElement) before.focus();
    };
  }, []);

  const content = (
    <>
      <div class="dialog-body">{children}</div>
      {actions !== undefined && <div class="dialog-foot">{actions}</div>}
    </>
  );
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: the key for it is Escape, which the browser answers.
    <dialog
      ref={dialog}
      class="dialog"
      aria-labelledby={id}
      onCancel={event => {
        event.preventDefault();
        onClose();
      }}
      onClick={event => {
        // The ground around it belongs to the dialog itself; what it holds fills it wholly.
        if (event.target === dialog.current && onSubmit === undefined) onClose();
      }}
    >
      <div class="dialog-head">
        <h2 id={id}>{title}</h2>
        <IconButton icon="x" size="s" label={closeLabel} onClick={onClose} />
      </div>
      {onSubmit === undefined ? (
        content
      ) : (
        <form
          class="dialog-form"
          noValidate
          onSubmit={event => {
            event.preventDefault();
            onSubmit();
          }}
        >
          {content}
        </form>
      )}
    </dialog>
  );
}
