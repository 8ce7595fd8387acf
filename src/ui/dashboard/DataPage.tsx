import type { ComponentChildren } from 'preact';
import { useState } from 'preact/hooks';
import { type LocalDate, localDateOf } from '../../core/dates.ts';
import { formatDay } from '../../i18n/format.ts';
import { t } from '../../i18n/t.ts';
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
import { focusHeading } from '../hooks/focus-heading.ts';
import { LoadFailed } from '../hooks/LoadFailed.tsx';
import { reader } from '../hooks/reader.ts';
import { saveFile } from '../hooks/save-file.ts';
import { useFocusInList } from '../hooks/use-focus-in-list.ts';
import { useLive } from '../hooks/use-live.ts';
import type { Toasts } from '../hooks/use-toast.ts';
import { type Names, namesFor, sortOf, trashTitle } from './trash-title.ts';

/** What is kept and where, a copy of all of it, and what was deleted. */
export function DataPage({ toasts }: { readonly toasts: Toasts }) {
  const [isBusy, setBusy] = useState(false);
  const live = useLive(async source => {
    const trash = await source.trash();
    return { trash, names: trash.length === 0 ? new Map<string, string>() : await namesFor(source, trash) };
  }, []);
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
          {live.state === 'ready' && live.value.trash.length === 0 && <p class="muted">{t('dataTrashEmpty')}</p>}
          {live.state === 'ready' && live.value.trash.length > 0 && (
            <Trash trash={live.value.trash} names={live.value.names} today={today} toasts={toasts} />
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
  readonly names: Names;
  readonly today: LocalDate;
  readonly toasts: Toasts;
}

function Trash({ trash, names, today, toasts }: TrashProps) {
  const list = useFocusInList<HTMLUListElement>(focusHeading);
  return (
    <ul class="rows" ref={list}>
      {trash.map(entry => {
        const title = trashTitle(entry, names);
        const day = formatDay(localDateOf(entry.deletedAt, timeZone()), today);
        const sort = sortOf(entry.table);
        return (
          <li key={entry.id} class="row">
            <span class="row-words">
              <span class="truncate plaintext">{title}</span>
              <span class="muted small">
                {sort === '' ? t('dataTrashDeleted', { day }) : t('dataTrashSort', { day, sort })}
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
