import type { Ref } from 'preact';
import { Field, type FieldProps } from './Field.tsx';

export interface TextAreaProps extends FieldProps {
  readonly value: string;
  readonly onInput: (value: string) => void;
  /** Five lines high when empty, and not two. It grows with the text where the browser can; elsewhere it has a handle. */
  readonly tall?: boolean | undefined;
  readonly placeholder?: string | undefined;
  readonly required?: boolean | undefined;
  readonly disabled?: boolean | undefined;
  readonly maxLength?: number | undefined;
  readonly name?: string | undefined;
  readonly onBlur?: (() => void) | undefined;
  /** For Ctrl+Enter and the like. */
  readonly onKeyDown?: ((event: KeyboardEvent) => void) | undefined;
  readonly areaRef?: Ref<HTMLTextAreaElement> | undefined;
}

/** Labelled text of several lines. */
export function TextArea({ label, hint, error, labelHidden, value, onInput, tall, areaRef, ...rest }: TextAreaProps) {
  return (
    <Field label={label} hint={hint} error={error} labelHidden={labelHidden}>
      {control => (
        <textarea
          {...control}
          {...rest}
          ref={areaRef ?? null}
          class={tall ? 'input area area-tall' : 'input area'}
          rows={tall ? 5 : 2}
          value={value}
          onInput={event => onInput(event.currentTarget.value)}
        />
      )}
    </Field>
  );
}
