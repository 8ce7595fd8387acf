import { digestHour } from '../../core/reminders/sweep.ts';
import { RULE_NUMBERS, type Settings } from '../../core/settings.ts';
import { t, tFamily } from '../../i18n/t.ts';
import { Button } from '../components/Button.tsx';
import { Card } from '../components/Card.tsx';
import { SegmentedControl } from '../components/SegmentedControl.tsx';
import { Switch } from '../components/Switch.tsx';
import { NumberField } from './NumberField.tsx';
import { TimeField } from './TimeField.tsx';

const ASKS = { least: RULE_NUMBERS.mostAsksPerWeek[1], most: RULE_NUMBERS.mostAsksPerWeek[2] };

function digestHint(settings: Settings): string | undefined {
  if (settings.digestTime === null) return t('settingsDigestTimeSame');
  // An earlier one would come before what falls due that day.
  return digestHour(settings) === settings.digestTime ? undefined : t('settingsDigestTimeEarly');
}

export interface TimesCardProps {
  readonly settings: Settings;
  onSave(fields: Partial<Settings>): void;
}

/** At what time reminders come, together or one by one, and how often one person is asked. */
export function TimesCard({ settings, onSave }: TimesCardProps) {
  return (
    <Card title={t('settingsTimes')}>
      <div class="settings">
        <div class="inline-field">
          <TimeField
            label={t('settingsMorning')}
            hint={t('settingsMorningHint')}
            value={settings.morning}
            onSave={morning => onSave({ morning })}
          />
        </div>
        <div class="stack">
          <SegmentedControl
            label={t('settingsDigest')}
            value={settings.hasDigestOnly ? 'daily' : 'single'}
            options={[
              { value: 'single', label: t('settingsDigestSingle') },
              { value: 'daily', label: t('settingsDigestDaily') },
            ]}
            onChange={value => onSave({ hasDigestOnly: value === 'daily' })}
          />
          <p class="field-hint">{t(settings.hasDigestOnly ? 'settingsDigestDailyHint' : 'settingsDigestSingleHint')}</p>
          <div class="inline-field">
            <TimeField
              label={t('settingsDigestTime')}
              hint={digestHint(settings)}
              value={settings.digestTime ?? settings.morning}
              onSave={digestTime => onSave({ digestTime })}
            />
          </div>
          {settings.digestTime !== null && (
            <div class="cluster">
              <Button size="s" variant="quiet" icon="undo" onClick={() => onSave({ digestTime: null })}>
                {t('settingsDigestTimeReset')}
              </Button>
            </div>
          )}
        </div>
        <div class="stack">
          <Switch
            label={t('settingsQuiet')}
            hint={t('settingsQuietHint')}
            checked={settings.hasQuietHours}
            onChange={hasQuietHours => onSave({ hasQuietHours })}
          />
          {settings.hasQuietHours && (
            <>
              <div class="times">
                <TimeField
                  label={t('settingsQuietFrom')}
                  value={settings.quietFrom}
                  onSave={quietFrom => onSave({ quietFrom })}
                />
                <TimeField
                  label={t('settingsQuietUntil')}
                  value={settings.quietUntil}
                  onSave={quietUntil => onSave({ quietUntil })}
                />
              </div>
              {settings.quietFrom === settings.quietUntil && <p class="field-hint">{t('settingsQuietEmpty')}</p>}
            </>
          )}
        </div>
        <div class="inline-field">
          <NumberField
            label={tFamily('ruleNumber', 'mostAsksPerWeek')}
            hint={t('settingsAsksHint')}
            value={settings.numbers.mostAsksPerWeek}
            limits={ASKS}
            onSave={value =>
              onSave({
                numbers: { ...settings.numbers, mostAsksPerWeek: value ?? settings.numbers.mostAsksPerWeek },
              })
            }
          />
        </div>
        <Switch
          label={t('settingsBadge')}
          hint={t('settingsBadgeHint')}
          checked={settings.showsBadge}
          onChange={showsBadge => onSave({ showsBadge })}
        />
      </div>
    </Card>
  );
}
