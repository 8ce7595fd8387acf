import { useId } from 'preact/hooks';
import { SPECIALTIES } from '../../core/seasons/specialties.ts';
import { NOT_RESEARCHED } from '../../core/seasons/specialty-names.ts';
import { Field, type FieldProps } from '../components/Field.tsx';

export interface SpecialtyInputProps extends FieldProps {
  readonly value: string;
  onInput(value: string): void;
}

/** A specialty, typed, with those we know of to choose from. Any other will do. */
export function SpecialtyInput({ value, onInput, ...field }: SpecialtyInputProps) {
  const listId = useId();
  return (
    <Field {...field}>
      {control => (
        <>
          <input
            {...control}
            class="input"
            list={listId}
            autocomplete="off"
            maxLength={120}
            value={value}
            onInput={event => onInput(event.currentTarget.value)}
          />
          <datalist id={listId}>
            {[...SPECIALTIES, ...NOT_RESEARCHED].map(({ id, names }) => (
              <option key={id} value={names[0]} />
            ))}
          </datalist>
        </>
      )}
    </Field>
  );
}
