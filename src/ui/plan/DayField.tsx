import { useLayoutEffect, useRef, useState } from 'preact/hooks';
import { type LocalDate, parseLocalDate } from '../../core/dates.ts';
import { t } from '../../i18n/t.ts';
import { Field } from '../components/Field.tsx';

export interface DayFieldProps {
  readonly label: string;
  readonly labelHidden?: boolean | undefined;
  readonly hint?: string | undefined;
  /** `null` while there is none. */
  readonly value: LocalDate | null;
  /** `null` when it was emptied. */
  onSave(on: LocalDate | null): void;
}

/** A day, saved when the field is left or with Enter; what is no day stays, with a sentence. */
export function DayField({ label, labelHidden, hint, value, onSave }: DayFieldProps) {
  const [text, setText] = useState<string>(value ?? '');
  const [isBad, setBad] = useState(false);
  const input = useRef<HTMLInputElement>(null);
  /** What was handed over last, which storage may not say yet: Enter and leaving save once. */
  const sent = useRef(value);
  useLayoutEffect(() => {
    sent.current = value;
    setText(value ?? '');
    setBad(false);
  }, [value]);
  const commit = () => {
    // A day that is typed in half has no text, and is not an emptied one.
    if (input.current?.validity.badInput === true) {
      setBad(true);
      return;
    }
    const on = text === '' ? null : parseLocalDate(text);
    setBad(text !== '' && on === null);
    if ((text !== '' && on === null) || on === sent.current) return;
    sent.current = on;
    onSave(on);
  };
  return (
    <Field label={label} labelHidden={labelHidden} hint={hint} error={isBad ? t('planDateBad') : null}>
      {control => (
        <input
          {...control}
          ref={input}
          class="input"
          type="date"
          value={text}
          onInput={event => setText(event.currentTarget.value)}
          onBlur={commit}
          onKeyDown={event => {
            if (event.key !== 'Enter') return;
            event.preventDefault();
            commit();
          }}
        />
      )}
    </Field>
  );
}
