import { useId } from 'preact/hooks';
import { Icon, type IconName } from './Icon.tsx';

/** One choice of a segmented control. */
export interface Segment<Value extends string = string> {
  readonly value: Value;
  readonly label: string;
  readonly icon?: IconName | undefined;
}

export interface SegmentedControlProps<Value extends string> {
  readonly label: string;
  readonly labelHidden?: boolean | undefined;
  readonly value: Value;
  readonly options: readonly Segment<Value>[];
  readonly onChange: (value: Value) => void;
  readonly disabled?: boolean | undefined;
}

/** One of two to five, all in sight: a group of radio buttons. */
export function SegmentedControl<Value extends string>({
  label,
  labelHidden,
  value,
  options,
  onChange,
  disabled,
}: SegmentedControlProps<Value>) {
  const name = useId();
  return (
    <fieldset class="field" disabled={disabled}>
      <legend class={labelHidden ? 'visually-hidden' : 'field-label'}>{label}</legend>
      <div class="segments">
        {options.map(option => (
          <label key={option.value} class="segment">
            <input
              type="radio"
              name={name}
              value={option.value}
              checked={option.value === value}
              onChange={() => onChange(option.value)}
            />
            {option.icon !== undefined && <Icon name={option.icon} />}
            <span>{option.label}</span>
          </label>
        ))}
      </div>
    </fieldset>
  );
}
