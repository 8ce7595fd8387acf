import { useEffect, useRef, useState } from 'preact/hooks';
import { ROLES } from '../../core/mentor.ts';
import type { Profile } from '../../core/profile.ts';
import { parseNeverLogEntry, type Settings } from '../../core/settings.ts';
import { formatSpan } from '../../i18n/format.ts';
import { t, tFamily } from '../../i18n/t.ts';
import { call } from '../../platform/messaging.ts';
import { Button } from '../components/Button.tsx';
import { Card } from '../components/Card.tsx';
import { Loading } from '../components/Loading.tsx';
import { PageHeader } from '../components/PageHeader.tsx';
import { Switch } from '../components/Switch.tsx';
import { TextArea } from '../components/TextArea.tsx';
import { TextInput } from '../components/TextInput.tsx';
import { NotificationsBlocked } from '../due/NotificationsBlocked.tsx';
import { useLive } from '../hooks/use-live.ts';
import type { Toasts } from '../hooks/use-toast.ts';
import { LoadFailed } from './LoadFailed.tsx';
import { TimeField } from './TimeField.tsx';

/** What can be changed about Vouch; each change is saved at once and can be undone. */
export function SettingsPage({ toasts }: { readonly toasts: Toasts }) {
  const live = useLive(
    async reader => ({
      settings: await reader.settings(),
      profile: await reader.profile(),
      hasConsent: await reader.hasConsent(),
    }),
    [],
  );
  const save = async (fields: Partial<Settings>) =>
    void toasts.told(await call('settings/save', fields), t('toastSettingsSaved'));
  return (
    <>
      <PageHeader title={t('navSettings')} subtitle={t('settingsSubtitle')} />
      <div class="stack settings-page">
        {live.state === 'loading' && (
          <Card>
            <Loading label={t('loading')} lines={6} />
          </Card>
        )}
        {live.state === 'failed' && <LoadFailed problem={live.problem} />}
        {live.state === 'ready' && <Groups {...live.value} toasts={toasts} onSave={fields => void save(fields)} />}
      </div>
    </>
  );
}

interface GroupsProps {
  readonly settings: Settings;
  readonly profile: Profile;
  readonly hasConsent: boolean;
  readonly toasts: Toasts;
  onSave(fields: Partial<Settings>): void;
}

function Groups({ settings, profile, hasConsent, toasts, onSave }: GroupsProps) {
  return (
    <>
      <NotificationsBlocked />
      <Card title={t('settingsCheckIns')}>
        <div class="settings">
          <Switch
            label={t('settingsRemindsOfCheckIns')}
            hint={t('settingsRemindsOfCheckInsHint')}
            checked={settings.remindsOfCheckIns}
            onChange={remindsOfCheckIns => onSave({ remindsOfCheckIns })}
          />
          <div>
            <Rhythms settings={settings} onSave={onSave} />
          </div>
        </div>
      </Card>
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
            <Switch
              label={t('settingsQuiet')}
              hint={t('settingsQuietHint')}
              checked={settings.hasQuietHours}
              onChange={hasQuietHours => onSave({ hasQuietHours })}
            />
            {settings.hasQuietHours && (
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
            )}
          </div>
          <Switch
            label={t('settingsBadge')}
            hint={t('settingsBadgeHint')}
            checked={settings.showsBadge}
            onChange={showsBadge => onSave({ showsBadge })}
          />
        </div>
      </Card>
      <Card title={t('settingsReading')}>
        <div class="settings">
          <Switch
            label={t('settingsConsent')}
            hint={t('settingsConsentHint')}
            checked={hasConsent}
            onChange={isGiven =>
              void call('consent/set', { isGiven }).then(result => {
                if (result.ok) toasts.say(isGiven ? t('toastConsentGiven') : t('toastConsentWithdrawn'));
                else toasts.fail(result.problem);
              })
            }
          />
          <OwnAddresses emails={profile.emails} toasts={toasts} />
          <NeverLog entries={settings.neverLog} onSave={onSave} />
        </div>
      </Card>
    </>
  );
}

interface RhythmsProps {
  readonly settings: Settings;
  onSave(fields: Partial<Settings>): void;
}

function Rhythms({ settings, onSave }: RhythmsProps) {
  return (
    <fieldset disabled={!settings.remindsOfCheckIns}>
      <legend>{t('settingsRhythms')}</legend>
      <p class="field-hint">{t('settingsRhythmsHint')}</p>
      <div class="rhythms">
        {ROLES.map(role => (
          <DaysField
            key={`${role}${settings.rhythmDaysByRole[role]}`}
            label={tFamily('role', role)}
            days={settings.rhythmDaysByRole[role] ?? settings.rhythmDays}
            onSave={days => onSave({ rhythmDaysByRole: { ...settings.rhythmDaysByRole, [role]: days } })}
          />
        ))}
      </div>
    </fieldset>
  );
}

interface DaysFieldProps {
  readonly label: string;
  readonly days: number;
  onSave(days: number): void;
}

/** A number of days, saved when the field is left. */
function DaysField({ label, days, onSave }: DaysFieldProps) {
  const [text, setText] = useState(String(days));
  const [isWrong, setWrong] = useState(false);
  const commit = () => {
    const number = Number(text);
    const isValid = Number.isInteger(number) && number >= 1 && number <= 730;
    setWrong(!isValid);
    if (isValid && number !== days) onSave(number);
  };
  return (
    <TextInput
      label={label}
      type="number"
      min={1}
      max={730}
      value={text}
      onInput={setText}
      onBlur={commit}
      hint={isWrong ? undefined : t('mentorRhythm', { span: formatSpan(days) })}
      error={isWrong ? tFamily('problem', 'form/bad-rhythm') : null}
    />
  );
}

function OwnAddresses({ emails, toasts }: { readonly emails: readonly string[]; readonly toasts: Toasts }) {
  const [text, setText] = useState(emails.join('\n'));
  const [isWrong, setWrong] = useState(false);
  const area = useRef<HTMLTextAreaElement>(null);
  const stored = emails.join('\n');
  useEffect(() => setText(stored), [stored]);
  const given = text.split(/[\s,;]+/).filter(part => part !== '');
  const save = async () => {
    const result = await call('profile/save', { emails: given });
    setWrong(!result.ok && result.problem.code === 'form/bad-address');
    if (result.ok) {
      toasts.told(result, t('toastSettingsSaved'));
      // The button goes, now that there is nothing to save.
      area.current?.focus();
    } else if (result.problem.code !== 'form/bad-address') toasts.fail(result.problem);
  };
  return (
    <form
      class="stack"
      noValidate
      onSubmit={event => {
        event.preventDefault();
        void save();
      }}
    >
      <TextArea
        label={t('settingsOwnAddresses')}
        hint={t('settingsOwnAddressesHint')}
        value={text}
        onInput={setText}
        areaRef={area}
        error={isWrong ? tFamily('problem', 'form/bad-address', { value: text }) : null}
      />
      {given.join() !== emails.join() && (
        <div class="cluster">
          <Button type="submit">{t('actionSave')}</Button>
        </div>
      )}
    </form>
  );
}

interface NeverLogProps {
  readonly entries: readonly string[];
  onSave(fields: Partial<Settings>): void;
}

/** Whose mail and meetings are none of the log's business: the student's doctor, family, a whole company. */
function NeverLog({ entries, onSave }: NeverLogProps) {
  const [text, setText] = useState(entries.join('\n'));
  const [wrong, setWrong] = useState<string | null>(null);
  const area = useRef<HTMLTextAreaElement>(null);
  const stored = entries.join('\n');
  /** What was handed over last, which storage may not know yet. */
  const sent = useRef(stored);
  useEffect(() => {
    sent.current = stored;
    setText(stored);
  }, [stored]);
  const given = text
    .split(/[\n,;]+/)
    .map(part => part.trim())
    .filter(part => part !== '');
  const save = () => {
    const bad = given.find(part => parseNeverLogEntry(part) === null);
    setWrong(bad ?? null);
    if (bad !== undefined) return;
    const neverLog = [...new Set(given.map(parseNeverLogEntry).filter(entry => entry !== null))];
    if (neverLog.join('\n') === sent.current) return;
    sent.current = neverLog.join('\n');
    onSave({ neverLog });
  };
  return (
    <form
      class="stack"
      noValidate
      onSubmit={event => {
        event.preventDefault();
        save();
        // The button goes, once there is nothing to save.
        area.current?.focus();
      }}
    >
      <TextArea
        label={t('settingsNeverLog')}
        hint={t('settingsNeverLogHint')}
        value={text}
        onInput={setText}
        // Whoever goes to another page of the dashboard loses nothing.
        onBlur={save}
        areaRef={area}
        error={wrong === null ? null : t('settingsNeverLogBad', { value: wrong })}
      />
      {given.join() !== entries.join() && (
        <div class="cluster">
          <Button type="submit">{t('actionSave')}</Button>
        </div>
      )}
    </form>
  );
}
