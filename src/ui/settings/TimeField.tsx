import { useEffect, useState } from 'preact/hooks';
import { type LocalTime, parseLocalTime } from '../../core/dates.ts';
import { Field } from '../components/Field.tsx';

export interface TimeFieldProps {
  readonly label: string;
  readonly hint?: string | undefined;
  readonly value: LocalTime;
  onSave(time: LocalTime): void;
}

/** A time of day, saved when the field is left. */
export function TimeField({ label, hint, value, onSave }: TimeFieldProps) {
  const [text, setText] = useState<string>(value);
  useEffect(() => setText(value), [value]);
  const commit = () => {
    const time = parseLocalTime(text);
    // The browser's own field gives a time or nothing; nothing means as it was.
    if (time === null) setText(value);
    else if (time !== value) onSave(time);
  };
  return (
    <Field label={label} hint={hint}>
      {control => (
        <input
          {...control}
          class="input"
          type="time"
          value={text}
          onInput={event => setText(event.currentTarget.value)}
          onBlur={commit}
        />
      )}
    </Field>
  );
}
