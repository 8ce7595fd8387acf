import type { ComponentChildren } from 'preact';
import { useId } from 'preact/hooks';

/** What every labelled control takes. */
export interface FieldProps {
  readonly label: string;
  /** One sentence of help under the control. */
  readonly hint?: ComponentChildren;
  /** Why the value cannot stay, and what would do. Marks the control invalid. */
  readonly error?: string | null | undefined;
  /** Keeps the label for screen readers only. */
  readonly labelHidden?: boolean | undefined;
}

/** Goes onto the control, so that label, hint and error are read out with it. */
export interface FieldControl {
  readonly id: string;
  readonly 'aria-describedby': string | undefined;
  readonly 'aria-invalid': 'true' | undefined;
}

export interface FieldFrameProps extends FieldProps {
  readonly children: (control: FieldControl) => ComponentChildren;
}

/** Label above, control, then error or hint below; the control is drawn by the function given as child. */
export function Field({ label, hint, error, labelHidden, children }: FieldFrameProps) {
  const id = useId();
  const hasError = error !== undefined && error !== null && error !== '';
  const hasHint = hint !== undefined && hint !== null && hint !== false && hint !== '';
  const describedBy = [hasError && `${id}e`, hasHint && `${id}h`].filter(Boolean).join(' ');
  return (
    <div class="field">
      <label for={id} class={labelHidden ? 'visually-hidden' : 'field-label'}>
        {label}
      </label>
      {children({
        id,
        'aria-describedby': describedBy === '' ? undefined : describedBy,
        'aria-invalid': hasError ? 'true' : undefined,
      })}
      {hasError && (
        <p id={`${id}e`} class="field-error">
          {error}
        </p>
      )}
      {hasHint && (
        <p id={`${id}h`} class="field-hint">
          {hint}
        </p>
      )}
    </div>
  );
}
