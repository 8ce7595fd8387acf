import { useEffect, useRef, useState } from 'preact/hooks';
import type { Profile } from '../../core/profile.ts';
import { parseNeverLogEntry, type Settings } from '../../core/settings.ts';
import { t, tFamily } from '../../i18n/t.ts';
import { call } from '../../platform/messaging.ts';
import { Button } from '../components/Button.tsx';
import { Card } from '../components/Card.tsx';
import { Switch } from '../components/Switch.tsx';
import { TextArea } from '../components/TextArea.tsx';
import type { Toasts } from '../hooks/use-toast.ts';
import { useKeptText } from './use-kept-text.ts';

export interface ReadingCardProps {
  readonly settings: Settings;
  readonly profile: Profile;
  readonly hasConsent: boolean;
  readonly toasts: Toasts;
  onSave(fields: Partial<Settings>): void;
}

/** Whether pages may be read, and whom Vouch takes for the student or leaves alone. */
export function ReadingCard({ settings, profile, hasConsent, toasts, onSave }: ReadingCardProps) {
  return (
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
  );
}

function OwnAddresses({ emails, toasts }: { readonly emails: readonly string[]; readonly toasts: Toasts }) {
  const [text, setText] = useKeptText('own-addresses', emails.join('\n'));
  const [isWrong, setWrong] = useState(false);
  const area = useRef<HTMLTextAreaElement>(null);
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
  const stored = entries.join('\n');
  const [text, setText] = useKeptText('never-log', stored);
  const given = text
    .split(/[\n,;]+/)
    .map(part => part.trim())
    .filter(part => part !== '');
  // What was half typed when another page was looked at says at once what is wrong with it.
  const [wrong, setWrong] = useState<string | null>(
    text === stored ? null : (given.find(part => parseNeverLogEntry(part) === null) ?? null),
  );
  const area = useRef<HTMLTextAreaElement>(null);
  /** What was handed over last, which storage may not know yet. */
  const sent = useRef(stored);
  useEffect(() => {
    sent.current = stored;
  }, [stored]);
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
