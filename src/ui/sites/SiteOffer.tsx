import { useState } from 'preact/hooks';
import { SITE_IDS, type Site, type SiteId } from '../../core/sites.ts';
import { t } from '../../i18n/t.ts';
import { isQuestionLostWithPopup } from '../../platform/browser-info.ts';
import { call } from '../../platform/messaging.ts';
import { report } from '../../platform/report.ts';
import { requestSite } from '../../platform/sites-access.ts';
import { Button } from '../components/Button.tsx';
import { useLive, valueOr } from '../hooks/use-live.ts';
import type { Toasts } from '../hooks/use-toast.ts';
import { offerOf } from './site-words.ts';
import { useAllowedSites } from './use-allowed-sites.ts';

export interface SiteOfferProps {
  readonly site: Site;
  readonly toasts: Toasts;
  /** Opens the page where it is allowed. */
  onOpenSite(id: SiteId): void;
}

/** One quiet line: whether the site of the page may be allowed. Gone for good once it is answered. */
export function SiteOffer({ site, toasts, onOpenSite }: SiteOfferProps) {
  const { id, name } = site;
  const allowed = useAllowedSites();
  const [isDenied, setDenied] = useState(false);
  const known = valueOr(
    useLive(async reader => ({ settings: await reader.settings(), hasConsent: await reader.hasConsent() }), []),
    null,
  );
  if (allowed === null || known === null || allowed.includes(id) || !known.hasConsent) return null;
  const { offersDismissed, sitesOff } = known.settings;
  if (isDenied) {
    return (
      <p class="offer" role="status">
        {t('siteDenied', { name })}
      </p>
    );
  }
  if (offersDismissed.includes(id) || sitesOff.includes(id)) return null;
  const dismiss = async () => {
    const dismissed = SITE_IDS.filter(other => other === id || offersDismissed.includes(other));
    const result = await call('settings/save', { offersDismissed: dismissed });
    if (!result.ok) toasts.fail(result.problem);
  };
  const allow = () => {
    if (isQuestionLostWithPopup()) {
      onOpenSite(id);
      return;
    }
    // At once: only now does the click count.
    requestSite(site)
      .then(isGiven => setDenied(!isGiven))
      .catch(report);
  };
  return (
    <section class="offer" aria-labelledby="offer">
      <p id="offer">{offerOf(site)}</p>
      <div class="cluster">
        <Button size="s" onClick={allow}>
          {t('siteAllow')}
        </Button>
        <Button size="s" variant="quiet" onClick={() => void dismiss().catch(report)}>
          {t('offerDismiss')}
        </Button>
      </div>
    </section>
  );
}
