import type { ComponentChildren } from 'preact';
import { useState } from 'preact/hooks';
import type { UnreadPage } from '../../core/capture.ts';
import { type LocalDate, localDateOf } from '../../core/dates.ts';
import type { Problem, Result } from '../../core/result.ts';
import type { Site } from '../../core/sites.ts';
import { formatDay, formatTime } from '../../i18n/format.ts';
import { plural, t } from '../../i18n/t.ts';
import type { SiteCheck } from '../../messages/protocol.ts';
import { timeZone } from '../../platform/clock.ts';
import { call } from '../../platform/messaging.ts';
import { Banner, type Tone } from '../components/Banner.tsx';
import { Button } from '../components/Button.tsx';
import { problemText } from '../hooks/problem-text.ts';
import { ShapeReport } from './ShapeReport.tsx';

export interface SelfCheckProps {
  readonly site: Site;
  /** The last page that each of its readers could not read, the latest first. */
  readonly failures: readonly UnreadPage[];
  readonly today: LocalDate;
  onCopied(): void;
}

/** Tries a site's reader where the site is open, and tells when it last failed. */
export function SelfCheck({ site, failures, today, onCopied }: SelfCheckProps) {
  const { name } = site;
  const [isBusy, setBusy] = useState(false);
  const [checked, setChecked] = useState<Result<SiteCheck> | null>(null);
  const check = async () => {
    setBusy(true);
    const result = await call('site/check', { site: site.id });
    setBusy(false);
    setChecked(result);
  };
  return (
    <div class="stack self-check">
      <div class="setting-line">
        <div>
          <h3>{t('siteCheckTitle')}</h3>
          <p class="field-hint">{t('siteCheckHint', { name })}</p>
        </div>
        <Button size="s" busy={isBusy} label={t('siteCheckFor', { name })} onClick={() => void check()}>
          {t('siteCheck')}
        </Button>
      </div>
      <div role="status">
        {checked !== null && (checked.ok ? <Outcome site={site} check={checked.value} /> : <Refused {...checked} />)}
      </div>
      {failures.length === 0 && <p class="muted small">{t('siteNoFailure')}</p>}
      {failures.map(unread => (
        <div key={unread.reader} class="stack">
          <p>{t('siteLastFailure', { when: whenOf(unread, today) })}</p>
          <ShapeReport name={name} unread={unread} onCopied={onCopied} />
        </div>
      ))}
    </div>
  );
}

function whenOf({ at }: UnreadPage, today: LocalDate): string {
  const zone = timeZone();
  return t('whenAt', { day: formatDay(localDateOf(at, zone), today), time: formatTime(at, zone) });
}

function Refused({ problem }: { readonly problem: Problem }) {
  if (problem.code !== 'consent/not-given') {
    return (
      <Banner compact tone="danger">
        {problemText(problem)}
      </Banner>
    );
  }
  return (
    <Banner compact actions={<a href="#/settings">{t('siteCheckNoConsentAction')}</a>}>
      {t('siteCheckNoConsent')}
    </Banner>
  );
}

function Outcome({ site, check }: { readonly site: Site; readonly check: SiteCheck }) {
  const [tone, text] = told(site, check);
  return (
    <Banner compact tone={tone}>
      {text}
    </Banner>
  );
}

function told({ name, hasChip }: Site, check: SiteCheck): readonly [Tone, ComponentChildren] {
  switch (check.state) {
    case 'not-allowed':
      return ['info', hasChip ? t('siteCheckNotAllowed', { name }) : t('siteCheckOnClick', { name })];
    case 'no-tab':
      return ['info', t('siteCheckNoTab', { name })];
    case 'unreachable':
      return ['warning', t('siteCheckUnreachable')];
    case 'nothing':
      return ['info', t('siteCheckNothing', { title: check.title })];
    case 'unread':
      return ['warning', t('siteCheckUnread', { title: check.title })];
    case 'read': {
      const { title, messageCount, eventCount } = check;
      return [
        'success',
        <>
          {messageCount > 0 && <p>{plural('siteCheckMessages', messageCount, { title })}</p>}
          {eventCount > 0 && <p>{plural('siteCheckEvents', eventCount, { title })}</p>}
        </>,
      ];
    }
  }
}
