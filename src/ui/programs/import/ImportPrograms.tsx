import { useEffect, useMemo, useRef, useState } from 'preact/hooks';
import { type DuplicateChoice, proposePrograms, settleImport } from '../../../core/programs/import.ts';
import type { Problem } from '../../../core/result.ts';
import { t, tFamily } from '../../../i18n/t.ts';
import { newId } from '../../../platform/ids.ts';
import { call } from '../../../platform/messaging.ts';
import { report } from '../../../platform/report.ts';
import { Banner } from '../../components/Banner.tsx';
import { Button } from '../../components/Button.tsx';
import { Icon } from '../../components/Icon.tsx';
import { PageHeader } from '../../components/PageHeader.tsx';
import { focusHeading } from '../../hooks/focus-heading.ts';
import { problemText } from '../../hooks/problem-text.ts';
import type { Toasts } from '../../hooks/use-toast.ts';
import { useFileDrop } from '../../import/use-file-drop.ts';
import type { ProgramData } from '../use-program-data.ts';
import { ImportColumns } from './ImportColumns.tsx';
import { ImportPreview } from './ImportPreview.tsx';
import { ImportReport } from './ImportReport.tsx';
import { type LeftOut, leftOutOf } from './left-out.ts';
import { openProgramFile, type ProgramFile, type ProgramFileProblem } from './program-file.ts';
import { TableButton } from './TableButton.tsx';

/** How many programs came in, and what did not. */
export interface ImportOutcome {
  readonly addedCount: number;
  readonly updatedCount: number;
  readonly leftOut: readonly LeftOut[];
  readonly undoId: string;
}

/** What is to be done with what is there already. */
export interface ImportChoices {
  readonly trackId: string | null;
  readonly stored: DuplicateChoice;
  readonly inFile: DuplicateChoice;
}

export interface ImportProgramsProps {
  readonly data: ProgramData;
  readonly toasts: Toasts;
}

/** A table of the student's own becomes programs: chosen, its columns named, looked through, written with one undo. */
export function ImportPrograms({ data, toasts }: ImportProgramsProps) {
  const { programs, tracks } = data.index.records;
  const [file, setFile] = useState<ProgramFile | null>(null);
  const [fileProblem, setFileProblem] = useState<ProgramFileProblem | null>(null);
  const [problem, setProblem] = useState<Problem | null>(null);
  const [choices, setChoices] = useState<ImportChoices>({
    trackId: tracks.length === 1 ? (tracks[0]?.id ?? null) : null,
    stored: 'skip',
    inFile: 'skip',
  });
  const [isWriting, setWriting] = useState(false);
  const [outcome, setOutcome] = useState<ImportOutcome | null>(null);
  const newest = useRef(0);

  /** Of what was asked for several times, only the last answer counts. */
  const take = async (reading: Promise<ProgramFile | ProgramFileProblem>) => {
    newest.current += 1;
    const own = newest.current;
    const read = await reading;
    if (own !== newest.current) return;
    setProblem(null);
    setFileProblem(typeof read === 'string' ? read : null);
    if (typeof read !== 'string') setFile(read);
  };
  const open = (files: readonly File[]) => {
    const [first] = files;
    if (first === undefined || isWriting) return;
    if (files.length > 1) toasts.say(t('programImportDropOne'));
    setOutcome(null);
    void take(openProgramFile(first)).catch(report);
  };
  const isOver = useFileDrop(open);
  const step = outcome !== null ? 'done' : file !== null ? 'chosen' : 'choosing';
  const isFirst = useRef(true);
  // biome-ignore lint/correctness/useExhaustiveDependencies: whenever one view takes the place of another
  useEffect(() => {
    // The button that was pressed is gone.
    if (!isFirst.current && document.activeElement === document.body) focusHeading();
    isFirst.current = false;
  }, [step]);

  const reading = file?.reading ?? null;
  // What is stored when the rows are proposed: after the import they would all be there already.
  const proposed = useMemo(
    () => (reading === null ? [] : proposePrograms(reading.programs, programs, tracks, choices.trackId)),
    [reading, programs, tracks, choices.trackId],
  );
  const settled = useMemo(
    () => settleImport(proposed, choices.stored, choices.inFile, newId),
    [proposed, choices.stored, choices.inFile],
  );
  const write = async () => {
    if (reading === null || isWriting) return;
    setWriting(true);
    setProblem(null);
    try {
      const { saves, addedCount, updatedCount, skipped } = settled;
      const result = await call('records/save', {
        saves: saves.map(save => ({ table: 'programs' as const, ...save })),
        assignments: [],
        removals: [],
      });
      if (!result.ok) {
        setProblem(result.problem);
        return;
      }
      const leftOut = leftOutOf(proposed, skipped, reading.refused);
      setOutcome({ addedCount, updatedCount, leftOut, undoId: result.value.undoId });
      setFile(null);
    } finally {
      setWriting(false);
    }
  };
  const hasName = file?.mapping.name !== undefined;
  const needsOrder = reading?.needsDateOrder === true;
  return (
    <>
      <PageHeader
        back={{ href: '#/programs', label: t('navPrograms') }}
        title={t('programImportTitle')}
        subtitle={t('programImportSubtitle')}
      />
      <div class="stack import program-import">
        {fileProblem !== null && (
          <Banner tone="danger" announce>
            {tFamily('refusal', fileProblem)}
          </Banner>
        )}
        {outcome !== null && <ImportReport outcome={outcome} toasts={toasts} onAgain={() => setOutcome(null)} />}
        {outcome === null && file === null && (
          <div class="import-drop">
            <span class="saved-mark">
              <Icon name="upload" />
            </span>
            <p class="empty-title">{t('programImportDropTitle')}</p>
            <p class="muted">{t('programImportDropText')}</p>
            <TableButton label={t('programImportChoose')} primary onFiles={open} />
          </div>
        )}
        {file !== null && (
          <>
            <ImportColumns
              data={data}
              file={file}
              choices={choices}
              hasStored={proposed.some(({ storedId }) => storedId !== null)}
              hasRepeated={proposed.some(({ firstRow }) => firstRow !== null)}
              onFiles={open}
              onRead={read => void take(read).catch(report)}
              onChoices={setChoices}
            />
            {hasName && <ImportPreview data={data} file={file} proposed={proposed} settled={settled} />}
            {problem !== null && (
              <Banner tone="danger" announce>
                {problemText(problem)}
              </Banner>
            )}
            <div class="import-foot">
              <span role="status">
                {isWriting
                  ? t('programImportWriting')
                  : !hasName
                    ? t('programImportNameFirst')
                    : needsOrder
                      ? t('programImportOrderFirst')
                      : settled.saves.length === 0
                        ? t('programImportNothing')
                        : t('programImportWill', {
                            added: settled.addedCount,
                            updated: settled.updatedCount,
                            left: settled.skipped.length + file.reading.refused.length,
                          })}
              </span>
              <Button
                variant="primary"
                busy={isWriting}
                disabled={settled.saves.length === 0 || !hasName || needsOrder}
                onClick={() => void write().catch(report)}
              >
                {t('programImportAction')}
              </Button>
            </div>
          </>
        )}
      </div>
      {isOver && (
        <div class="import-veil">
          <p>
            <Icon name="upload" />
            {t('importDropHere')}
          </p>
        </div>
      )}
    </>
  );
}
