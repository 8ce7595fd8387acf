import type { ComponentChildren } from 'preact';
import { useState } from 'preact/hooks';
import { type LocalDate, localDateOf } from '../../core/dates.ts';
import { formatDay } from '../../i18n/format.ts';
import { t, tFamily } from '../../i18n/t.ts';
import { now, timeZone } from '../../platform/clock.ts';
import { call } from '../../platform/messaging.ts';
import { report } from '../../platform/report.ts';
import type { Trashed } from '../../storage/index.ts';
import { Banner } from '../components/Banner.tsx';
import { Button } from '../components/Button.tsx';
import { Card } from '../components/Card.tsx';
import { Icon, type IconName } from '../components/Icon.tsx';
import { Loading } from '../components/Loading.tsx';
import { PageHeader } from '../components/PageHeader.tsx';
import { reader } from '../hooks/reader.ts';
import { saveFile } from '../hooks/save-file.ts';
import { useFocusInList } from '../hooks/use-focus-in-list.ts';
import { useLive } from '../hooks/use-live.ts';
import type { Toasts } from '../hooks/use-toast.ts';
import { focusHeading } from './focus-heading.ts';
import { LoadFailed } from './LoadFailed.tsx';

/** What is kept and where, a copy of all of it, and what was deleted. */
export function DataPage({ toasts }: { readonly toasts: Toasts }) {
  const [isBusy, setBusy] = useState(false);
  const live = useLive(source => source.trash(), []);
  const today = localDateOf(now(), timeZone());
  const download = async () => {
    setBusy(true);
    try {
      const exported = await (await reader()).exportAll(new Date(now()).toISOString());
      saveFile(`vouch-${today}.json`, 'application/json', JSON.stringify(exported, null, 2));
      toasts.say(t('toastExported'));
    } catch (error) {
      report(error);
      toasts.fail({ code: 'storage/unavailable' });
    } finally {
      setBusy(false);
    }
  };
  return (
    <>
      <PageHeader title={t('navData')} subtitle={t('dataSubtitle')} />
      <div class="stack settings-page">
        <Card title={t('dataExport')}>
          <div class="stack">
            <p>{t('dataExportText')}</p>
            <Banner tone="warning">{t('dataUninstallWarning')}</Banner>
            <div class="cluster">
              <Button variant="primary" icon="download" busy={isBusy} onClick={() => void download()}>
                {t('dataExportAction')}
              </Button>
            </div>
          </div>
        </Card>
        <Card title={t('dataImport')}>
          <div class="stack">
            <p>{t('dataImportText')}</p>
            <div class="cluster">
              <a class="button secondary size-m" href="#/import">
                <Icon name="upload" />
                {t('importOpen')}
              </a>
            </div>
          </div>
        </Card>
        <Card title={t('dataTrash')}>
          {live.state === 'loading' && <Loading label={t('loading')} />}
          {live.state === 'failed' && <LoadFailed problem={live.problem} />}
          {live.state === 'ready' && live.value.length === 0 && <p class="muted">{t('dataTrashEmpty')}</p>}
          {live.state === 'ready' && live.value.length > 0 && (
            <Trash trash={live.value} today={today} toasts={toasts} />
          )}
        </Card>
        <Card title={t('dataPrivacy')}>
          <ul class="points">
            <Point icon="home">{t('dataPrivacyDevice')}</Point>
            <Point icon="shield">{t('dataPrivacyNetwork')}</Point>
            <Point icon="page">{t('dataPrivacyReading')}</Point>
            <Point icon="heart">{t('dataPrivacyPatients')}</Point>
          </ul>
        </Card>
      </div>
    </>
  );
}

function Point({ icon, children }: { readonly icon: IconName; readonly children: ComponentChildren }) {
  return (
    <li>
      <Icon name={icon} />
      <p>{children}</p>
    </li>
  );
}

interface TrashProps {
  readonly trash: readonly Trashed[];
  readonly today: LocalDate;
  readonly toasts: Toasts;
}

function Trash({ trash, today, toasts }: TrashProps) {
  const list = useFocusInList<HTMLUListElement>(focusHeading);
  return (
    <ul class="rows" ref={list}>
      {trash.map(entry => {
        const title = titleOf(entry);
        return (
          <li key={entry.id} class="row">
            <span class="row-words">
              <span class="truncate plaintext">{title}</span>
              <span class="muted small">
                {t('dataTrashDeleted', { day: formatDay(localDateOf(entry.deletedAt, timeZone()), today) })}
              </span>
            </span>
            <Button
              size="s"
              icon="undo"
              label={t('dataTrashRestoreFor', { title })}
              onClick={() =>
                void call('trash/restore', { id: entry.id }).then(result =>
                  toasts.told(result, t('toastRestored', { title })),
                )
              }
            >
              {t('dataTrashRestore')}
            </Button>
          </li>
        );
      })}
    </ul>
  );
}

function titleOf({ record }: Trashed): string {
  const { name, title, kind } = record;
  if (typeof name === 'string' && name !== '') return name;
  if (typeof title === 'string' && title !== '') return title;
  return typeof kind === 'string' ? tFamily('kind', kind) : '';
}
