import type { Ref } from 'preact';
import { Field, type FieldProps } from './Field.tsx';
import { Icon, type IconName } from './Icon.tsx';

export interface TextInputProps extends FieldProps {
  readonly value: string;
  readonly onInput: (value: string) => void;
  readonly type?: 'text' | 'email' | 'tel' | 'url' | 'search' | 'number' | undefined;
  /** Shown inside, before the text. */
  readonly icon?: IconName | undefined;
  readonly placeholder?: string | undefined;
  readonly required?: boolean | undefined;
  readonly disabled?: boolean | undefined;
  readonly maxLength?: number | undefined;
  readonly min?: number | undefined;
  readonly max?: number | undefined;
  readonly name?: string | undefined;
  /** All of it, to be read where the line is too short. */
  readonly title?: string | undefined;
  readonly autocomplete?: 'off' | 'name' | 'email' | 'tel' | 'organization' | undefined;
  readonly onBlur?: (() => void) | undefined;
  /** For Enter, where it stands in no form. */
  readonly onKeyDown?: ((event: KeyboardEvent) => void) | undefined;
  readonly inputRef?: Ref<HTMLInputElement> | undefined;
}

/** A labelled line of text. */
export function TextInput({
  label,
  hint,
  error,
  labelHidden,
  value,
  onInput,
  type = 'text',
  icon,
  inputRef,
  autocomplete = 'off',
  ...rest
}: TextInputProps) {
  return (
    <Field label={label} hint={hint} error={error} labelHidden={labelHidden}>
      {control => (
        <div class="input-frame">
          {icon !== undefined && <Icon name={icon} />}
          <input
            {...control}
            {...rest}
            ref={inputRef ?? null}
            class="input"
            // Preact's types know each literal, not their union.
            type={type as 'text'}
            value={value}
            autocomplete={autocomplete}
            onInput={event => onInput(event.currentTarget.value)}
          />
        </div>
      )}
    </Field>
  );
}
