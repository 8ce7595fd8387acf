import type { ComponentChildren, Ref } from 'preact';
import { Icon, type IconName } from './Icon.tsx';

export interface ButtonProps {
  readonly children: ComponentChildren;
  /** `primary` once per view; `quiet` has no edge until pointed at. */
  readonly variant?: 'primary' | 'secondary' | 'quiet' | 'danger' | undefined;
  readonly size?: 'm' | 's' | undefined;
  readonly type?: 'button' | 'submit' | undefined;
  /** The id of the form it submits, where it stands outside of it. */
  readonly form?: string | undefined;
  readonly icon?: IconName | undefined;
  /** Fills the line. */
  readonly wide?: boolean | undefined;
  readonly disabled?: boolean | undefined;
  /** Work is under way: keeps its place and its focus, and does not answer clicks. */
  readonly busy?: boolean | undefined;
  /** Says more than the words do, where these repeat on a page: "Done, Elena Rivera". */
  readonly label?: string | undefined;
  /** The key that presses it where the view answers keys. */
  readonly shortcut?: string | undefined;
  readonly onClick?: ((event: MouseEvent) => void) | undefined;
  readonly buttonRef?: Ref<HTMLButtonElement> | undefined;
}

/** A button with words, and perhaps an icon before them. */
export function Button({
  children,
  variant = 'secondary',
  size = 'm',
  type = 'button',
  form,
  icon,
  wide,
  disabled,
  busy,
  label,
  shortcut,
  onClick,
  buttonRef,
}: ButtonProps) {
  return (
    <button
      ref={buttonRef ?? null}
      type={type}
      form={form}
      class={`button ${variant} size-${size}${wide ? ' wide' : ''}`}
      disabled={disabled}
      aria-disabled={busy ? 'true' : undefined}
      aria-busy={busy ? 'true' : undefined}
      aria-label={label}
      aria-keyshortcuts={shortcut}
      onClick={event => {
        if (busy) event.preventDefault();
        else onClick?.(event);
      }}
    >
      {busy ? <span class="spinner" /> : icon !== undefined && <Icon name={icon} />}
      <span class="button-text">{children}</span>
    </button>
  );
}
