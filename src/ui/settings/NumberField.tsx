import { useEffect, useRef, useState } from 'preact/hooks';
import { t } from '../../i18n/t.ts';
import { TextInput } from '../components/TextInput.tsx';
import { type Limits, readNumber } from './rule-groups.ts';

export interface NumberFieldProps {
  readonly label: string;
  /** `null` while it takes another one's number, see `placeholder`. */
  readonly value: number | null;
  readonly limits: Limits;
  readonly hint?: string | undefined;
  /** The number that holds while the field is empty. Without it, the field may not be empty. */
  readonly placeholder?: string | undefined;
  readonly disabled?: boolean | undefined;
  /** While it is typed: the number, or what is saved while the text is none that may be kept. */
  onDraft?(value: number | null): void;
  onSave(value: number | null): void;
}

/** A whole number, saved when the field is left or Enter is pressed. What may not be kept stays as it was typed, with the reason. */
export function NumberField({ label, value, limits, hint, placeholder, disabled, onDraft, onSave }: NumberFieldProps) {
  const stored = value === null ? '' : String(value);
  const [text, setText] = useState(stored);
  const [isWrong, setWrong] = useState(false);
  const input = useRef<HTMLInputElement>(null);
  const known = useRef(stored);
  useEffect(() => {
    // The first time nothing changed, and by then something may have been typed.
    if (known.current === stored) return;
    known.current = stored;
    setText(stored);
    setWrong(false);
  }, [stored]);
  /** `undefined` for what may not be kept. */
  const read = (typed: string): number | null | undefined => {
    // The browser hands over nothing for letters in a field of numbers.
    if (input.current?.validity.badInput === true) return undefined;
    if (placeholder !== undefined && typed.trim() === '') return null;
    return readNumber(typed, limits) ?? undefined;
  };
  const type = (typed: string) => {
    setText(typed);
    const number = read(typed);
    if (number !== undefined) setWrong(false);
    onDraft?.(number === undefined ? value : number);
  };
  const commit = () => {
    const number = read(text);
    setWrong(number === undefined);
    if (number !== undefined && number !== value) onSave(number);
  };
  return (
    <TextInput
      label={label}
      type="number"
      min={limits.least}
      max={limits.most}
      value={text}
      placeholder={placeholder}
      disabled={disabled}
      onInput={type}
      onBlur={commit}
      onKeyDown={event => {
        if (event.key === 'Enter') commit();
      }}
      inputRef={input}
      hint={isWrong ? undefined : hint}
      error={isWrong ? t('settingsNumberBad', { least: limits.least, most: limits.most }) : null}
    />
  );
}
