import './drafts.css';
import { useEffect } from 'preact/hooks';
import { PURPOSE_GROUPS, wordsFor } from '../../core/drafts/purposes.ts';
import { PURPOSES, type Purpose } from '../../core/message-template.ts';
import { t, tFamily } from '../../i18n/t.ts';
import { Badge } from '../components/Badge.tsx';
import { Card } from '../components/Card.tsx';
import { EmptyState } from '../components/EmptyState.tsx';
import { Icon } from '../components/Icon.tsx';
import { Loading } from '../components/Loading.tsx';
import { PageHeader } from '../components/PageHeader.tsx';
import { focusHeading } from '../hooks/focus-heading.ts';
import { LoadFailed } from '../hooks/LoadFailed.tsx';
import { useLive } from '../hooks/use-live.ts';
import type { Toasts } from '../hooks/use-toast.ts';
import { TemplateEditor } from './TemplateEditor.tsx';

export interface TemplatesPageProps {
  /** The purpose that is open; empty for the list of all. */
  readonly id: string;
  readonly toasts: Toasts;
}

/** The words of every message: ours, until the student writes their own. */
export function TemplatesPage({ id, toasts }: TemplatesPageProps) {
  const live = useLive(
    async opened => ({
      templates: await opened.templates(),
      mentors: await opened.mentors(),
      letters: await opened.letters(),
      tracks: await opened.tracks(),
    }),
    [],
  );
  useEffect(() => {
    // Whoever came here while it loaded waits at the empty page.
    if (live.state !== 'loading' && document.activeElement?.id === 'main') focusHeading();
  }, [live.state]);
  const purpose = PURPOSES.find(one => one === id);
  const back = id === '' ? undefined : { href: '#/templates', label: t('navTemplates') };
  const title = purpose === undefined ? t('navTemplates') : tFamily('purpose', purpose);
  return (
    <>
      <PageHeader
        title={title}
        subtitle={purpose === undefined ? t('templatesSubtitle') : undefined}
        {...(back === undefined ? {} : { back })}
      />
      {live.state === 'loading' && (
        <Card>
          <Loading label={t('loading')} lines={6} />
        </Card>
      )}
      {live.state === 'failed' && <LoadFailed problem={live.problem} />}
      {live.state === 'ready' && id === '' && <TemplateList isOwn={one => wordsFor(one, live.value.templates).isOwn} />}
      {live.state === 'ready' && id !== '' && purpose === undefined && (
        <Card>
          <EmptyState title={t('templateGone')} drawing="search" compact>
            {t('templateGoneText')}
          </EmptyState>
        </Card>
      )}
      {live.state === 'ready' && purpose !== undefined && (
        <TemplateEditor
          // With other words stored, the form begins anew; what was typed and not saved is kept by itself.
          key={JSON.stringify([purpose, wordsFor(purpose, live.value.templates)])}
          purpose={purpose}
          words={wordsFor(purpose, live.value.templates)}
          records={live.value}
          toasts={toasts}
        />
      )}
    </>
  );
}

function TemplateList({ isOwn }: { isOwn(purpose: Purpose): boolean }) {
  return (
    <div class="template-groups">
      <TemplateGroup title={t('templatesAsking')} purposes={PURPOSE_GROUPS.asking} isOwn={isOwn} />
      <TemplateGroup title={t('templatesWaiting')} purposes={PURPOSE_GROUPS.waiting} isOwn={isOwn} />
      <TemplateGroup title={t('templatesContact')} purposes={PURPOSE_GROUPS.contact} isOwn={isOwn} />
      <TemplateGroup title={t('templatesEnd')} purposes={PURPOSE_GROUPS.end} isOwn={isOwn} />
    </div>
  );
}

interface TemplateGroupProps {
  readonly title: string;
  readonly purposes: readonly Purpose[];
  isOwn(purpose: Purpose): boolean;
}

function TemplateGroup({ title, purposes, isOwn }: TemplateGroupProps) {
  return (
    <Card title={title}>
      <ul class="template-list">
        {purposes.map(purpose => (
          <li key={purpose}>
            <a class="template-row" href={`#/templates/${purpose}`}>
              <span class="template-row-words">
                <strong>{tFamily('purpose', purpose)}</strong>
                <span>{tFamily('purposeHint', purpose)}</span>
              </span>
              {isOwn(purpose) && <Badge tone="accent">{t('templateOwn')}</Badge>}
              <Icon name="chevron" />
            </a>
          </li>
        ))}
      </ul>
    </Card>
  );
}
