import type { ComponentChildren } from 'preact';
import { useRef, useState } from 'preact/hooks';
import type { Problem } from '../../core/result.ts';
import { t } from '../../i18n/t.ts';
import { report } from '../../platform/report.ts';
import { Banner } from '../components/Banner.tsx';
import { Button } from '../components/Button.tsx';
import { Dialog } from '../components/Dialog.tsx';
import { problemText } from './problem-text.ts';

export interface FormDialogProps {
  readonly title: string;
  /** The words of the main button. */
  readonly submit: string;
  /** Whether the main button takes something away. */
  readonly isDangerous?: boolean;
  /** What no field says. */
  readonly problem: Problem | null;
  readonly children: ComponentChildren;
  onClose(): void;
  /** Closes the window unless something was wrong; `false` for what a field says. */
  onSubmit(): Promise<Problem | null | false>;
}

/** A window with a few fields, that closes once what they say is written. */
export function FormDialog({ title, submit, isDangerous, problem, children, onClose, onSubmit }: FormDialogProps) {
  const [isSaving, setSaving] = useState(false);
  // A second Enter comes before the button is drawn as busy.
  const isUnderWay = useRef(false);
  const save = async () => {
    if (isUnderWay.current) return;
    isUnderWay.current = true;
    setSaving(true);
    try {
      if ((await onSubmit()) === null) onClose();
    } finally {
      // Also when it failed: what was typed is still there, to be saved once more.
      isUnderWay.current = false;
      setSaving(false);
    }
  };
  return (
    <Dialog
      title={title}
      closeLabel={t('actionClose')}
      onClose={onClose}
      onSubmit={() => save().catch(report)}
      actions={
        <>
          <Button variant="quiet" onClick={onClose}>
            {t('actionCancel')}
          </Button>
          <Button variant={isDangerous === true ? 'danger' : 'primary'} type="submit" busy={isSaving}>
            {submit}
          </Button>
        </>
      }
    >
      {children}
      {problem !== null && (
        <Banner tone="danger" announce>
          {problemText(problem)}
        </Banner>
      )}
    </Dialog>
  );
}
