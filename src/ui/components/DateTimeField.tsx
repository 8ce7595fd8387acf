import { Field, type FieldProps } from './Field.tsx';

export interface DateTimeFieldProps extends FieldProps {
  /** `YYYY-MM-DD`, or empty. */
  readonly date: string;
  readonly onDate: (date: string) => void;
  /** `HH:MM`, or empty for the whole day. */
  readonly time?: string | undefined;
  /** Without it there is no field for the time. */
  readonly onTime?: ((time: string) => void) | undefined;
  /** Names the time for screen readers. */
  readonly timeLabel?: string | undefined;
  readonly min?: string | undefined;
  readonly max?: string | undefined;
  readonly required?: boolean | undefined;
  readonly disabled?: boolean | undefined;
}

/** A day, and perhaps a time, in the browser's own fields. */
export function DateTimeField({
  label,
  hint,
  error,
  labelHidden,
  date,
  onDate,
  time = '',
  onTime,
  timeLabel = label,
  disabled,
  ...rest
}: DateTimeFieldProps) {
  return (
    <Field label={label} hint={hint} error={error} labelHidden={labelHidden}>
      {control => (
        <div class="date-time">
          <input
            {...control}
            {...rest}
            class="input"
            type="date"
            value={date}
            disabled={disabled}
            onInput={event => onDate(event.currentTarget.value)}
          />
          {onTime !== undefined && (
            <input
              class="input"
              type="time"
              value={time}
              disabled={disabled}
              aria-label={timeLabel}
              aria-describedby={control['aria-describedby']}
              onInput={event => onTime(event.currentTarget.value)}
            />
          )}
        </div>
      )}
    </Field>
  );
}
