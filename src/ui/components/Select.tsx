import { Field, type FieldProps } from './Field.tsx';
import { Icon } from './Icon.tsx';

/** One choice, with the word shown for it. */
export interface Option<Value extends string = string> {
  readonly value: Value;
  readonly label: string;
}

export interface SelectProps<Value extends string> extends FieldProps {
  readonly value: Value;
  readonly options: readonly Option<Value>[];
  readonly onChange: (value: Value) => void;
  readonly disabled?: boolean | undefined;
  readonly required?: boolean | undefined;
  readonly name?: string | undefined;
}

/** A labelled choice of one among many, the browser's own. */
export function Select<Value extends string>({
  label,
  hint,
  error,
  labelHidden,
  value,
  options,
  onChange,
  ...rest
}: SelectProps<Value>) {
  return (
    <Field label={label} hint={hint} error={error} labelHidden={labelHidden}>
      {control => (
        <div class="select-frame">
          <select
            {...control}
            {...rest}
            class="input"
            value={value}
            onChange={event => {
              const chosen = options[event.currentTarget.selectedIndex];
              if (chosen !== undefined) onChange(chosen.value);
            }}
          >
            {options.map(option => (
              <option key={option.value} value={option.value} selected={option.value === value}>
                {option.label}
              </option>
            ))}
          </select>
          <Icon name="chevron-down" />
        </div>
      )}
    </Field>
  );
}
