import type { ComponentChildren } from 'preact';
import { useId } from 'preact/hooks';

export interface CheckboxProps {
  readonly label: ComponentChildren;
  readonly hint?: ComponentChildren;
  readonly error?: string | null | undefined;
  readonly checked: boolean;
  readonly onChange: (checked: boolean) => void;
  readonly disabled?: boolean | undefined;
  readonly required?: boolean | undefined;
}

/** Yes or no, in a form. */
export function Checkbox({ label, hint, error, checked, onChange, disabled, required }: CheckboxProps) {
  const id = useId();
  const hasError = error !== undefined && error !== null && error !== '';
  const describedBy = [hasError && `${id}e`, hint !== undefined && `${id}h`].filter(Boolean).join(' ');
  return (
    <div class="toggle">
      <input
        id={id}
        class="checkbox"
        type="checkbox"
        checked={checked}
        disabled={disabled}
        required={required}
        aria-invalid={hasError ? 'true' : undefined}
        aria-describedby={describedBy === '' ? undefined : describedBy}
        onChange={event => onChange(event.currentTarget.checked)}
      />
      <div class="toggle-words">
        <label for={id}>{label}</label>
        {hasError && (
          <p id={`${id}e`} class="field-error">
            {error}
          </p>
        )}
        {hint !== undefined && (
          <p id={`${id}h`} class="field-hint">
            {hint}
          </p>
        )}
      </div>
    </div>
  );
}
