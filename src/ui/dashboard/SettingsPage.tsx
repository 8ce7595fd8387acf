import { useEffect, useRef } from 'preact/hooks';
import type { Settings } from '../../core/settings.ts';
import { t } from '../../i18n/t.ts';
import { call } from '../../platform/messaging.ts';
import { Card } from '../components/Card.tsx';
import { Loading } from '../components/Loading.tsx';
import { PageHeader } from '../components/PageHeader.tsx';
import { NotificationsBlocked } from '../due/NotificationsBlocked.tsx';
import { LoadFailed } from '../hooks/LoadFailed.tsx';
import { useLive } from '../hooks/use-live.ts';
import { useNow } from '../hooks/use-now.ts';
import type { Toasts } from '../hooks/use-toast.ts';
import { MailCard } from '../settings/MailCard.tsx';
import { PausesCard } from '../settings/PausesCard.tsx';
import { ReadingCard } from '../settings/ReadingCard.tsx';
import { RulesCard } from '../settings/RulesCard.tsx';
import { TimesCard } from '../settings/TimesCard.tsx';

const SECTIONS = ['reminders', 'times', 'pauses', 'mail', 'reading'] as const;
type Section = (typeof SECTIONS)[number];

export interface SettingsPageProps {
  /** The section to bring into sight; empty for the top of the page. */
  readonly section: string;
  readonly toasts: Toasts;
}

/** What can be changed about Vouch; each change is saved at once and can be undone. */
export function SettingsPage({ section, toasts }: SettingsPageProps) {
  const { today } = useNow();
  const live = useLive(
    async reader => ({
      settings: await reader.settings(),
      profile: await reader.profile(),
      hasConsent: await reader.hasConsent(),
    }),
    [],
  );
  const sections = useRef<HTMLDivElement>(null);
  const show = (id: string) => {
    const part = sections.current?.querySelector<HTMLElement>(`[data-section="${CSS.escape(id)}"]`);
    part?.scrollIntoView();
    part?.focus({ preventScroll: true });
  };
  const isReady = live.state === 'ready';
  // biome-ignore lint/correctness/useExhaustiveDependencies: whenever the address names another section
  useEffect(() => {
    // After the dashboard has gone to the top of its new page.
    const frame = isReady && section !== '' ? requestAnimationFrame(() => show(section)) : 0;
    return () => cancelAnimationFrame(frame);
  }, [isReady, section]);
  const save = async (fields: Partial<Settings>, told = t('toastSettingsSaved')) =>
    void toasts.told(await call('settings/save', fields), told);
  const onSave = (fields: Partial<Settings>, told?: string) => void save(fields, told);
  return (
    <>
      <PageHeader title={t('navSettings')} subtitle={t('settingsSubtitle')} />
      <div class="settings-frame">
        <nav class="settings-nav" aria-label={t('settingsNav')}>
          <ul>
            {SECTIONS.map(id => (
              <li key={id}>
                <a href={`#/settings/${id}`} onClick={() => show(id)}>
                  {sectionName(id)}
                </a>
              </li>
            ))}
          </ul>
        </nav>
        <div class="stack settings-page" ref={sections}>
          {live.state === 'loading' && (
            <Card>
              <Loading label={t('loading')} lines={6} />
            </Card>
          )}
          {live.state === 'failed' && <LoadFailed problem={live.problem} />}
          {live.state === 'ready' && (
            <>
              <NotificationsBlocked />
              <div data-section="reminders" tabIndex={-1}>
                <RulesCard settings={live.value.settings} onSave={onSave} />
              </div>
              <div data-section="times" tabIndex={-1}>
                <TimesCard settings={live.value.settings} onSave={onSave} />
              </div>
              <div data-section="pauses" tabIndex={-1}>
                <PausesCard settings={live.value.settings} today={today} onSave={onSave} />
              </div>
              <div data-section="mail" tabIndex={-1}>
                <MailCard settings={live.value.settings} onSave={onSave} />
              </div>
              <div data-section="reading" tabIndex={-1}>
                <ReadingCard {...live.value} toasts={toasts} onSave={onSave} />
              </div>
            </>
          )}
        </div>
      </div>
    </>
  );
}

function sectionName(id: Section): string {
  switch (id) {
    case 'reminders':
      return t('settingsRules');
    case 'times':
      return t('settingsTimes');
    case 'pauses':
      return t('settingsPauses');
    case 'mail':
      return t('settingsMail');
    case 'reading':
      return t('settingsReading');
  }
}
