import type { ComponentChildren } from 'preact';
import { useId } from 'preact/hooks';

export interface SwitchProps {
  readonly label: string;
  readonly hint?: ComponentChildren;
  readonly checked: boolean;
  readonly onChange: (checked: boolean) => void;
  readonly disabled?: boolean | undefined;
}

/** On or off, at once. For a choice that waits for a button use `Checkbox`. */
export function Switch({ label, hint, checked, onChange, disabled }: SwitchProps) {
  const id = useId();
  return (
    <div class="toggle toggle-end">
      <input
        id={id}
        class="switch"
        type="checkbox"
        // biome-ignore lint/a11y/useAriaPropsForRole: a checkbox tells its own state.
        role="switch"
        checked={checked}
        disabled={disabled}
        aria-describedby={hint === undefined ? undefined : `${id}h`}
        onChange={event => onChange(event.currentTarget.checked)}
      />
      <div class="toggle-words">
        <label for={id}>{label}</label>
        {hint !== undefined && (
          <p id={`${id}h`} class="field-hint">
            {hint}
          </p>
        )}
      </div>
    </div>
  );
}
