import { useLayoutEffect, useRef, useState } from 'preact/hooks';
import { t } from '../../i18n/t.ts';
import { Button } from '../components/Button.tsx';
import { TextArea } from '../components/TextArea.tsx';

export interface AnswerFormProps {
  /** Whom it was with; says it to those who hear the page. */
  readonly name: string;
  onCancel(): void;
  onSave(note: string): Promise<unknown>;
}

/** What was said in something that took place. Enter saves, with or without words. */
export function AnswerForm({ name, onCancel, onSave }: AnswerFormProps) {
  const [note, setNote] = useState('');
  const [isSaving, setSaving] = useState(false);
  const area = useRef<HTMLTextAreaElement>(null);
  const isUnderWay = useRef(false);
  // Before the next frame, so that what is typed at once is in it.
  useLayoutEffect(() => area.current?.focus(), []);
  const save = async () => {
    if (isUnderWay.current) return;
    isUnderWay.current = true;
    setSaving(true);
    await onSave(note.trim());
    isUnderWay.current = false;
    setSaving(false);
  };
  return (
    <form
      class="due-answer"
      aria-label={t('answerFormLabel', { name })}
      onSubmit={event => {
        event.preventDefault();
        void save();
      }}
      onKeyDown={event => {
        if (event.key !== 'Escape') return;
        // In a popup, Escape would close it with what was typed.
        event.preventDefault();
        event.stopPropagation();
        onCancel();
      }}
    >
      <TextArea
        label={t('answerNote')}
        hint={t('formNoteHint')}
        value={note}
        areaRef={area}
        onInput={setNote}
        onKeyDown={event => {
          if (event.key !== 'Enter' || event.shiftKey || event.isComposing) return;
          event.preventDefault();
          void save();
        }}
      />
      <div class="cluster">
        <Button size="s" variant="primary" type="submit" busy={isSaving}>
          {t('actionSave')}
        </Button>
        <Button size="s" variant="quiet" onClick={onCancel}>
          {t('actionCancel')}
        </Button>
      </div>
    </form>
  );
}
