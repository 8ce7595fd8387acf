import { useEffect, useRef } from 'preact/hooks';
import { parseUnreadPage, type UnreadPage } from '../../core/capture.ts';
import type { LocalDate } from '../../core/dates.ts';
import type { Settings } from '../../core/settings.ts';
import { READER_IDS, SITE_IDS, SITES, type Site } from '../../core/sites.ts';
import { t } from '../../i18n/t.ts';
import { call } from '../../platform/messaging.ts';
import type { Reader } from '../../storage/index.ts';
import { Badge } from '../components/Badge.tsx';
import { Card } from '../components/Card.tsx';
import { Icon } from '../components/Icon.tsx';
import { Loading } from '../components/Loading.tsx';
import { PageHeader } from '../components/PageHeader.tsx';
import { Switch } from '../components/Switch.tsx';
import { LoadFailed } from '../hooks/LoadFailed.tsx';
import { useLive } from '../hooks/use-live.ts';
import { useNow } from '../hooks/use-now.ts';
import type { Toasts } from '../hooks/use-toast.ts';
import { SelfCheck } from '../sites/SelfCheck.tsx';
import { SiteAccess } from '../sites/SiteAccess.tsx';
import { useAllowedSites } from '../sites/use-allowed-sites.ts';

export interface SitesPageProps {
  /** The site that is to be in sight; empty for none. */
  readonly siteId: string;
  readonly toasts: Toasts;
}

/** Mail and calendar sites: which are allowed, how they are read, and whether that still works. */
export function SitesPage({ siteId, toasts }: SitesPageProps) {
  const allowed = useAllowedSites();
  const { today } = useNow();
  const live = useLive(async reader => ({ settings: await reader.settings(), failures: await failuresIn(reader) }), []);
  return (
    <>
      <PageHeader title={t('navSites')} subtitle={<p class="lead">{t('sitesSubtitle')}</p>} />
      <div class="stack settings-page">
        {live.state === 'loading' && (
          <Card>
            <Loading label={t('loading')} lines={8} />
          </Card>
        )}
        {live.state === 'failed' && <LoadFailed problem={live.problem} />}
        {live.state === 'ready' &&
          SITES.map(site => (
            <SiteCard
              key={site.id}
              site={site}
              isWanted={site.id === siteId}
              isAllowed={allowed?.includes(site.id) ?? null}
              failures={live.value.failures.filter(({ reader }) => site.readers.includes(reader))}
              sitesOff={live.value.settings.sitesOff}
              today={today}
              toasts={toasts}
            />
          ))}
      </div>
    </>
  );
}

/** What could not be read, the latest first. */
async function failuresIn(reader: Reader): Promise<readonly UnreadPage[]> {
  const kept = await Promise.all(READER_IDS.map(async id => parseUnreadPage(await reader.local(`unread/${id}`))));
  return kept.filter(failure => failure !== null).toSorted((one, other) => other.at - one.at);
}

interface SiteCardProps {
  readonly site: Site;
  /** Whether somebody came for this one. */
  readonly isWanted: boolean;
  readonly isAllowed: boolean | null;
  readonly failures: readonly UnreadPage[];
  readonly sitesOff: Settings['sitesOff'];
  readonly today: LocalDate;
  readonly toasts: Toasts;
}

function SiteCard({ site, isWanted, isAllowed, failures, sitesOff, today, toasts }: SiteCardProps) {
  const { id, name } = site;
  const details = useRef<HTMLDetailsElement>(null);
  useEffect(() => {
    if (isWanted) details.current?.closest('.card')?.scrollIntoView({ block: 'start' });
  }, [isWanted]);
  const hasFailed = failures.length > 0;
  const setOn = async (isOn: boolean) => {
    // In the order in which settings keep them.
    const off = SITE_IDS.filter(other => (other === id ? !isOn : sitesOff.includes(other)));
    toasts.told(await call('settings/save', { sitesOff: off }), t('toastSettingsSaved'));
  };
  return (
    <Card>
      <SiteAccess site={site} isAllowed={isAllowed} />
      {/* Whoever came to see why a page was not read finds it open. */}
      <details class="more" open={isWanted || hasFailed} ref={details}>
        <summary>
          <Icon name="chevron" />
          {t('siteMore')}
          {hasFailed && (
            <Badge tone="due" icon="alert">
              {t('siteFailed')}
            </Badge>
          )}
        </summary>
        <div class="settings">
          <Switch
            label={t('siteReader', { name })}
            hint={t('siteReaderHint')}
            checked={!sitesOff.includes(id)}
            onChange={isOn => void setOn(isOn)}
          />
          <SelfCheck site={site} failures={failures} today={today} onCopied={() => toasts.say(t('siteReportCopied'))} />
        </div>
      </details>
    </Card>
  );
}
