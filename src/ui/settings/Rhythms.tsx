import { LONGEST_RHYTHM_DAYS, ROLES } from '../../core/mentor.ts';
import { parseSettings, type Settings } from '../../core/settings.ts';
import { formatSpan } from '../../i18n/format.ts';
import { t, tFamily } from '../../i18n/t.ts';
import { Button } from '../components/Button.tsx';
import { NumberField } from './NumberField.tsx';

const LIMITS = { least: 1, most: LONGEST_RHYTHM_DAYS };

export interface RhythmsProps {
  readonly settings: Settings;
  readonly disabled: boolean;
  onDraft(fields: Partial<Settings>): void;
  onSave(fields: Partial<Settings>): void;
}

/** Days between check-ins: by role, and for every role without a number of its own. */
export function Rhythms({ settings, disabled, onDraft, onSave }: RhythmsProps) {
  const { rhythmDays, rhythmDaysByRole } = settings;
  const usual = parseSettings(null);
  const isUsual =
    rhythmDays === usual.rhythmDays && ROLES.every(role => rhythmDaysByRole[role] === usual.rhythmDaysByRole[role]);
  return (
    <fieldset class="numbers rhythms" disabled={disabled}>
      <legend class="visually-hidden">{t('settingsRhythms')}</legend>
      <p class="field-hint">{t('settingsRhythmsHint')}</p>
      {ROLES.map(role => {
        const days = rhythmDaysByRole[role];
        const changed = (value: number | null) => ({ rhythmDaysByRole: { ...rhythmDaysByRole, [role]: value } });
        return (
          <NumberField
            key={role}
            label={tFamily('role', role)}
            value={days}
            limits={LIMITS}
            placeholder={String(rhythmDays)}
            hint={t('mentorRhythm', { span: formatSpan(days ?? rhythmDays) })}
            onDraft={value => onDraft(changed(value))}
            onSave={value => onSave(changed(value))}
          />
        );
      })}
      <NumberField
        label={t('settingsRhythmDefault')}
        value={rhythmDays}
        limits={LIMITS}
        hint={t('mentorRhythm', { span: formatSpan(rhythmDays) })}
        onDraft={value => onDraft({ rhythmDays: value ?? rhythmDays })}
        onSave={value => onSave({ rhythmDays: value ?? rhythmDays })}
      />
      {!isUsual && (
        <div class="cluster">
          <Button
            size="s"
            variant="quiet"
            icon="undo"
            label={t('settingsResetFor', { rule: tFamily('rule', 'check-in') })}
            onClick={() => onSave({ rhythmDays: usual.rhythmDays, rhythmDaysByRole: usual.rhythmDaysByRole })}
          >
            {t('settingsReset')}
          </Button>
        </div>
      )}
    </fieldset>
  );
}
