import { MAIL_SERVICES, type Settings } from '../../core/settings.ts';
import { t } from '../../i18n/t.ts';
import { Card } from '../components/Card.tsx';
import { Select } from '../components/Select.tsx';
import { Switch } from '../components/Switch.tsx';
import { mailServiceName } from '../drafts/message-names.ts';

export interface MailCardProps {
  readonly settings: Settings;
  onSave(fields: Partial<Settings>): void;
}

/** Where messages are opened as drafts, and what the link there carries. */
export function MailCard({ settings, onSave }: MailCardProps) {
  const { mailService, keepsTextOutOfLinks } = settings;
  return (
    <Card title={t('settingsMail')}>
      <div class="settings">
        <Select
          label={t('settingsMailService')}
          hint={t('settingsMailServiceHint')}
          value={mailService ?? ''}
          options={[
            // Nobody goes back to it: the first message asks, and the answer is kept.
            ...(mailService === null ? [{ value: '' as const, label: t('settingsMailNone') }] : []),
            ...MAIL_SERVICES.map(value => ({ value, label: mailServiceName(value) })),
          ]}
          onChange={chosen => {
            if (chosen !== '') onSave({ mailService: chosen });
          }}
        />
        <Switch
          label={t('settingsMailKeepOut')}
          hint={t('settingsMailKeepOutHint')}
          checked={keepsTextOutOfLinks}
          onChange={isKept => onSave({ keepsTextOutOfLinks: isKept })}
        />
      </div>
    </Card>
  );
}
