import { useEffect, useState } from 'preact/hooks';
import type { Site } from '../../core/sites.ts';
import { t } from '../../i18n/t.ts';
import { report } from '../../platform/report.ts';
import { requestSite, revokeSite } from '../../platform/sites-access.ts';
import { Badge } from '../components/Badge.tsx';
import { Banner } from '../components/Banner.tsx';
import { Button } from '../components/Button.tsx';
import { Icon } from '../components/Icon.tsx';
import { iconOf, whatAllowingDoes } from './site-words.ts';

export interface SiteAccessProps {
  readonly site: Site;
  /** As the browser has it; `null` until it is known. */
  readonly isAllowed: boolean | null;
  /** The name and the button alone, where what allowing does is said above. */
  readonly compact?: boolean | undefined;
}

/** One site: what allowing it does, whether it is allowed, and the button for that. */
export function SiteAccess({ site, isAllowed, compact }: SiteAccessProps) {
  const { name } = site;
  const [answer, setAnswer] = useState<'denied' | 'kept' | null>(null);
  const [isAsking, setAsking] = useState(false);
  // Whatever was said before, the browser has changed its mind since.
  // biome-ignore lint/correctness/useExhaustiveDependencies: whenever the permission changes
  useEffect(() => setAnswer(null), [isAllowed]);

  const allow = () => {
    // At once: only now does the click count.
    const asked = requestSite(site);
    setAnswer(null);
    setAsking(true);
    asked
      .then(
        isGiven => setAnswer(isGiven ? null : 'denied'),
        error => {
          report(error);
          setAnswer('denied');
        },
      )
      .finally(() => setAsking(false));
  };
  const stop = () => {
    setAnswer(null);
    revokeSite(site).catch(error => {
      report(error);
      setAnswer('kept');
    });
  };

  const Heading = compact ? 'strong' : 'h2';
  return (
    <div class="site-access">
      <Icon name={iconOf(site)} />
      <div class="site-words">
        <div class="cluster">
          <Heading>{name}</Heading>
          {site.hasChip && isAllowed === true && (
            <Badge tone="accent" icon="check">
              {t('siteAllowed')}
            </Badge>
          )}
          {site.hasChip && isAllowed === false && !compact && <Badge>{t('siteNotAllowed')}</Badge>}
        </div>
        {!compact && <p class="muted small">{whatAllowingDoes(site)}</p>}
      </div>
      {/* One button with two names, so that it keeps the focus. */}
      {site.hasChip && isAllowed !== null && (
        <Button
          size={compact ? 's' : 'm'}
          busy={isAsking}
          label={isAllowed ? t('siteStopFor', { name }) : t('siteAllowFor', { name })}
          onClick={isAllowed ? stop : allow}
        >
          {isAllowed ? t('siteStop') : t('siteAllow')}
        </Button>
      )}
      {answer !== null && (
        <div class="site-answer">
          <Banner compact announce tone={answer === 'kept' ? 'danger' : 'info'}>
            {answer === 'kept' ? t('siteStopFailed', { name }) : t('siteDenied', { name })}
          </Banner>
        </div>
      )}
    </div>
  );
}
