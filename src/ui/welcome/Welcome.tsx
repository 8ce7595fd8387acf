import { useRef, useState } from 'preact/hooks';
import type { Problem } from '../../core/result.ts';
import { SITES } from '../../core/sites.ts';
import { t } from '../../i18n/t.ts';
import { call } from '../../platform/messaging.ts';
import { report } from '../../platform/report.ts';
import { Badge } from '../components/Badge.tsx';
import { Banner } from '../components/Banner.tsx';
import { Button } from '../components/Button.tsx';
import { Icon, type IconName } from '../components/Icon.tsx';
import { Logo } from '../components/Logo.tsx';
import { openDashboard } from '../hooks/open-dashboard.ts';
import { problemText } from '../hooks/problem-text.ts';
import { useLive, valueOr } from '../hooks/use-live.ts';
import { SiteAccess } from '../sites/SiteAccess.tsx';
import { useAllowedSites } from '../sites/use-allowed-sites.ts';

/** One screen: what it does, what it keeps and where, consent to read pages on a click, and one thing to try. */
export function Welcome() {
  const [problem, setProblem] = useState<Problem | null>(null);
  const [isBusy, setBusy] = useState(false);
  const [isSkipped, setSkipped] = useState(false);
  const heading = useRef<HTMLHeadingElement>(null);
  const tryHeading = useRef<HTMLHeadingElement>(null);
  const hasConsent = valueOr(
    useLive(reader => reader.hasConsent(), []),
    null,
  );
  const setConsent = async (isGiven: boolean) => {
    setBusy(true);
    const result = await call('consent/set', { isGiven });
    setBusy(false);
    setProblem(result.ok ? null : result.problem);
    // The button that was pressed makes way for another.
    if (result.ok) heading.current?.focus();
  };
  const agreed = hasConsent === true;
  return (
    <main class="welcome">
      <div class="welcome-side">
        <Logo name={t('extensionName')} />
        <header class="welcome-head">
          <h1>{t('welcomeTitle')}</h1>
          <p>{t('welcomeLead')}</p>
        </header>
        <ul class="points">
          <Point icon="pencil" title={t('welcomeLogTitle')} text={t('welcomeLogText')} />
          <Point icon="bell" title={t('welcomeRemindTitle')} text={t('welcomeRemindText')} />
          <Point icon="shield" title={t('welcomeKeepTitle')} text={t('welcomeKeepText')} />
        </ul>
      </div>
      <div class="stack">
        <section class="card welcome-card" aria-labelledby="consent">
          <h2 id="consent" tabIndex={-1} ref={heading}>
            {t('welcomeConsentTitle')}
          </h2>
          <p>{t('welcomeConsentText')}</p>
          {problem !== null && (
            <Banner tone="danger" announce>
              {problemText(problem)}
            </Banner>
          )}
          {agreed ? (
            <Banner
              tone="success"
              announce
              actions={
                <Button size="s" variant="quiet" busy={isBusy} onClick={() => void setConsent(false)}>
                  {t('welcomeConsentWithdraw')}
                </Button>
              }
            >
              {t('welcomeConsentGiven')}
            </Banner>
          ) : (
            <div class="cluster">
              <Button variant="primary" busy={isBusy} onClick={() => void setConsent(true)}>
                {t('welcomeConsentAgree')}
              </Button>
              <span class="muted small">{t('welcomeConsentLater')}</span>
            </div>
          )}
        </section>
        {agreed && !isSkipped && (
          <Sites
            onSkip={() => {
              setSkipped(true);
              // The button that was pressed is gone.
              tryHeading.current?.focus();
            }}
          />
        )}
        <section class="card welcome-card welcome-try" aria-labelledby="try">
          <h2 id="try" tabIndex={-1} ref={tryHeading}>
            {t('welcomeTryTitle')}
          </h2>
          <ol class="steps">
            <li>{t('welcomeTryPin')}</li>
            <li>{t('welcomeTryLog')}</li>
            <li>{t('welcomeTryMenu')}</li>
          </ol>
          <div class="cluster">
            <Button
              variant={agreed ? 'primary' : 'secondary'}
              icon="plus"
              onClick={() => void openDashboard('/mentors/new').catch(report)}
            >
              {t('welcomeTryAdd')}
            </Button>
          </div>
        </section>
      </div>
    </main>
  );
}

/** An optional step: the sites beside whose messages and events a chip is shown. */
function Sites({ onSkip }: { readonly onSkip: () => void }) {
  const allowed = useAllowedSites();
  return (
    <section class="card welcome-card" aria-labelledby="sites">
      <div class="card-head">
        <h2 id="sites">{t('welcomeSitesTitle')}</h2>
        <Badge>{t('welcomeSitesOptional')}</Badge>
      </div>
      <p>{t('welcomeSitesText')}</p>
      <ul class="site-grid">
        {SITES.filter(({ hasChip }) => hasChip).map(site => (
          <li key={site.id}>
            <SiteAccess compact site={site} isAllowed={allowed?.includes(site.id) ?? null} />
          </li>
        ))}
      </ul>
      {allowed?.length === 0 && (
        <div class="cluster">
          <Button variant="quiet" size="s" onClick={onSkip}>
            {t('welcomeSitesSkip')}
          </Button>
        </div>
      )}
    </section>
  );
}

interface PointProps {
  readonly icon: IconName;
  readonly title: string;
  readonly text: string;
}

function Point({ icon, title, text }: PointProps) {
  return (
    <li>
      <Icon name={icon} />
      <div>
        <h2>{title}</h2>
        <p>{text}</p>
      </div>
    </li>
  );
}
