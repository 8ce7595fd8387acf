import './programs.css';
import { useEffect, useState } from 'preact/hooks';
import { plural, t } from '../../i18n/t.ts';
import { report } from '../../platform/report.ts';
import { Button } from '../components/Button.tsx';
import { Card } from '../components/Card.tsx';
import { EmptyState } from '../components/EmptyState.tsx';
import { Icon } from '../components/Icon.tsx';
import { LinkTabs } from '../components/LinkTabs.tsx';
import { Loading } from '../components/Loading.tsx';
import { PageHeader } from '../components/PageHeader.tsx';
import { focusHeading } from '../hooks/focus-heading.ts';
import { LoadFailed } from '../hooks/LoadFailed.tsx';
import { saveFile } from '../hooks/save-file.ts';
import { useNow } from '../hooks/use-now.ts';
import type { Toasts } from '../hooks/use-toast.ts';
import { ImportPrograms } from './import/ImportPrograms.tsx';
import { LetterMatrix } from './letters/LetterMatrix.tsx';
import { ProgramDialog } from './ProgramDialog.tsx';
import { ProgramTable } from './ProgramTable.tsx';
import { programRows } from './program-export.ts';
import { type ProgramData, useProgramData } from './use-program-data.ts';

export interface ProgramsPageProps {
  /** Empty for the table, `letters` for which program gets which letter, `import`. */
  readonly view: string;
  readonly toasts: Toasts;
}

/** The programs the student applies to, and the letters each gets. */
export function ProgramsPage({ view, toasts }: ProgramsPageProps) {
  const live = useProgramData();
  useEffect(() => {
    // Whoever came here while it loaded waits at the empty page.
    if (live.state !== 'loading' && document.activeElement?.id === 'main') focusHeading();
  }, [live.state]);
  if (live.state !== 'ready') {
    return (
      <>
        <PageHeader title={t('navPrograms')} />
        {live.state === 'failed' ? (
          <LoadFailed problem={live.problem} />
        ) : (
          <Card>
            <Loading label={t('loading')} lines={8} />
          </Card>
        )}
      </>
    );
  }
  const { value: data } = live;
  if (view === 'import') return <ImportPrograms data={data} toasts={toasts} />;
  return view === 'letters' ? <LettersView data={data} toasts={toasts} /> : <ListView data={data} toasts={toasts} />;
}

interface ViewProps {
  readonly data: ProgramData;
  readonly toasts: Toasts;
}

function ListView({ data, toasts }: ViewProps) {
  const { today } = useNow();
  const [isAdding, setAdding] = useState(false);
  const [isExporting, setExporting] = useState(false);
  const { programs, tracks } = data.index.records;
  const [only] = tracks.length === 1 ? tracks : [];
  const add = () => setAdding(true);
  const save = async () => {
    setExporting(true);
    try {
      // Its library is needed only here.
      const { writeTable } = await import('../../files/csv-out.ts');
      saveFile(`${t('programsExportFile')}-${today}.csv`, 'text/csv', writeTable(programRows(data)));
      toasts.say(plural('programsExported', programs.length));
    } finally {
      setExporting(false);
    }
  };
  const importLink = (
    <a class="button secondary size-m programs-import" href="#/programs/import">
      <Icon name="upload" />
      <span class="button-text">{t('programsImport')}</span>
    </a>
  );
  return (
    <>
      <PageHeader
        title={t('navPrograms')}
        subtitle={t('programsSubtitle')}
        actions={
          programs.length > 0 && (
            <>
              {importLink}
              <Button icon="download" busy={isExporting} onClick={() => void save().catch(report)}>
                {t('programsExport')}
              </Button>
              <Button variant="primary" icon="plus" onClick={add}>
                {t('programNew')}
              </Button>
            </>
          )
        }
      />
      <ProgramTabs view="" />
      {programs.length === 0 ? (
        <Card>
          <EmptyState
            drawing="letter"
            title={t('programsEmptyTitle')}
            action={
              <>
                <Button variant="primary" icon="plus" onClick={add}>
                  {t('programNew')}
                </Button>
                {importLink}
              </>
            }
          >
            {t('programsEmptyText')}
          </EmptyState>
        </Card>
      ) : (
        <ProgramTable data={data} today={today} toasts={toasts} />
      )}
      {isAdding && (
        <ProgramDialog
          data={data}
          program={null}
          start={{ name: '', trackId: only?.id ?? null }}
          toasts={toasts}
          onClose={() => setAdding(false)}
        />
      )}
    </>
  );
}

function LettersView({ data, toasts }: ViewProps) {
  return (
    <>
      <PageHeader title={t('navPrograms')} subtitle={t('programsMatrixSubtitle')} />
      <ProgramTabs view="letters" />
      <LetterMatrix data={data} toasts={toasts} />
    </>
  );
}

/** Where to go within the page. */
function ProgramTabs({ view }: { readonly view: '' | 'letters' }) {
  return (
    <LinkTabs
      label={t('programsViews')}
      tabs={[
        { label: t('programsTable'), href: '#/programs', isCurrent: view === '' },
        { label: t('programsMatrix'), href: '#/programs/letters', isCurrent: view === 'letters' },
      ]}
    />
  );
}
