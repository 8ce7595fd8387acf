import type { Ref } from 'preact';
import { Icon, type IconName } from './Icon.tsx';

export interface IconButtonProps {
  readonly icon: IconName;
  /** What it does; also shown as the tooltip. */
  readonly label: string;
  readonly size?: 'm' | 's' | undefined;
  /** For a button that stays in: starred, paused. Leave out for one that merely acts. */
  readonly pressed?: boolean | undefined;
  readonly disabled?: boolean | undefined;
  readonly onClick?: ((event: MouseEvent) => void) | undefined;
  readonly buttonRef?: Ref<HTMLButtonElement> | undefined;
}

/** A button that is only an icon, with its words in the accessible name. */
export function IconButton({ icon, label, size = 'm', pressed, disabled, onClick, buttonRef }: IconButtonProps) {
  return (
    <button
      ref={buttonRef ?? null}
      type="button"
      class={`icon-button size-${size}`}
      aria-label={label}
      title={label}
      aria-pressed={pressed}
      disabled={disabled}
      onClick={onClick}
    >
      <Icon name={icon} filled={pressed} />
    </button>
  );
}
