import { plural, t, tFamily } from '../../i18n/t.ts';
import { Button } from '../components/Button.tsx';
import { Card } from '../components/Card.tsx';
import { Icon, type IconName } from '../components/Icon.tsx';
import { IconButton } from '../components/IconButton.tsx';
import { FileButton } from './FileButton.tsx';
import type { FileKind } from './file-kind.ts';
import type { ImportSession, ImportState, SessionFile } from './import-session.ts';

const ICONS: Readonly<Record<FileKind, IconName>> = {
  mail: 'mail',
  calendar: 'calendar',
  contacts: 'users',
  table: 'table',
};

/** The files of the session: what is in each, and a way to take it out. */
export function FileList({ session, state }: { readonly session: ImportSession; readonly state: ImportState }) {
  const { files, progress, phase } = state;
  return (
    <Card
      title={t('importFiles')}
      actions={
        <div class="cluster">
          <FileButton label={t('importChooseMore')} onFiles={chosen => session.add(chosen)} />
          <Button variant="quiet" size="s" onClick={() => session.startOver()}>
            {t('importStartOver')}
          </Button>
        </div>
      }
    >
      <ul class="rows import-files">
        {files.map(file => (
          <li key={file.id} class="row">
            <Icon name={iconOf(file)} />
            <span class="row-words">
              <span class="truncate plaintext">{file.name}</span>
              <FileState file={file} isReading={progress?.name === file.name} />
            </span>
            <IconButton
              icon="x"
              size="s"
              label={t('importRemoveFile', { name: file.name })}
              onClick={() => session.remove(file.id)}
            />
          </li>
        ))}
      </ul>
      <div role="status">
        {phase === 'reading' && progress !== null && (
          <div class="import-progress">
            <span class="small muted truncate">
              {progress.name === null ? t('importSorting') : t('importReading', { name: progress.name })}
            </span>
            <progress max={progress.total} value={progress.done} aria-label={t('importFileReading')} />
            <Button size="s" onClick={() => session.cancel()}>
              {t('actionCancel')}
            </Button>
          </div>
        )}
      </div>
    </Card>
  );
}

function iconOf({ content }: SessionFile): IconName {
  if (content === null) return 'page';
  return typeof content === 'string' ? 'alert' : ICONS[content.kind];
}

function FileState({ file, isReading }: { readonly file: SessionFile; readonly isReading: boolean }) {
  const { content } = file;
  if (content === null) {
    return <span class="muted small">{isReading ? t('importFileReading') : t('importFileWaiting')}</span>;
  }
  if (typeof content === 'string') return <span class="field-error">{tFamily('refusal', content)}</span>;
  const { entries, refused, outsideRange } = content;
  const [first] = refused;
  // A file of which nothing can be used says why at once.
  if (entries.length === 0 && refused.length === 1 && first?.where === '') {
    return <span class="field-error">{tFamily('refusal', first.reason)}</span>;
  }
  const parts = [
    plural('importFileEntries', entries.length),
    outsideRange > 0 ? plural('importFileOutside', outsideRange) : '',
    refused.length > 0 ? plural('importFileRefused', refused.length) : '',
  ];
  return <span class="muted small">{parts.filter(part => part !== '').join(' · ')}</span>;
}
