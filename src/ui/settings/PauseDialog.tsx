import { useState } from 'preact/hooks';
import { type LocalDate, parseLocalDate } from '../../core/dates.ts';
import { PAUSE_KINDS, type Pause } from '../../core/settings.ts';
import { plural, t, tFamily } from '../../i18n/t.ts';
import { newId } from '../../platform/ids.ts';
import { Button } from '../components/Button.tsx';
import { DateTimeField } from '../components/DateTimeField.tsx';
import { Dialog } from '../components/Dialog.tsx';
import { SegmentedControl } from '../components/SegmentedControl.tsx';
import { lengthDays, type PauseForm, type PauseProblem, readPause } from './pauses.ts';

export interface PauseDialogProps {
  /** `null` for a new one. */
  readonly pause: Pause | null;
  readonly today: LocalDate;
  onSave(pause: Pause): void;
  onClose(): void;
}

/** The form for a pause. What may not be saved stays as it was typed, with the reason. */
export function PauseDialog({ pause, today, onSave, onClose }: PauseDialogProps) {
  const [id] = useState(() => pause?.id ?? newId());
  const [form, setForm] = useState<PauseForm>({
    kind: pause?.kind ?? 'exam',
    from: pause?.fromOn ?? today,
    until: pause?.untilOn ?? '',
  });
  const [problem, setProblem] = useState<PauseProblem | null>(null);
  const change = (fields: Partial<PauseForm>) => {
    setForm({ ...form, ...fields });
    setProblem(null);
  };
  const save = () => {
    const read = readPause(form, id, today);
    if (typeof read === 'string') setProblem(read);
    else onSave(read);
  };
  const read = readPause(form, id, today);
  return (
    <Dialog
      title={t(pause === null ? 'settingsPauseNew' : 'settingsPauseChange')}
      closeLabel={t('actionClose')}
      onClose={onClose}
      onSubmit={save}
      actions={
        <>
          <Button variant="quiet" onClick={onClose}>
            {t('actionCancel')}
          </Button>
          <Button variant="primary" type="submit">
            {t('actionSave')}
          </Button>
        </>
      }
    >
      <SegmentedControl
        label={t('settingsPauseWhy')}
        value={form.kind}
        options={PAUSE_KINDS.map(kind => ({ value: kind, label: tFamily('pause', kind) }))}
        onChange={kind => change({ kind })}
      />
      <div class="form-row">
        <DateTimeField
          label={t('settingsPauseFrom')}
          date={form.from}
          onDate={from => change({ from })}
          error={problem === 'no-from' ? t('settingsPauseNoDay') : null}
        />
        <DateTimeField
          label={t('settingsPauseUntil')}
          date={form.until}
          min={parseLocalDate(form.from) ?? undefined}
          onDate={until => change({ until })}
          hint={typeof read === 'string' ? undefined : plural('settingsPauseLength', lengthDays(read))}
          error={untilError(problem)}
        />
      </div>
    </Dialog>
  );
}

function untilError(problem: PauseProblem | null): string | null {
  switch (problem) {
    case 'no-until':
      return t('settingsPauseNoDay');
    case 'ends-before':
      return t('settingsPauseEndsBefore');
    case 'is-over':
      return t('settingsPauseIsOver');
    case 'no-from':
    case null:
      return null;
  }
}
