import { useEffect, useMemo, useRef, useState } from 'preact/hooks';
import { isDuplicate } from '../../../core/programs/import.ts';
import { plural, t, tFamily } from '../../../i18n/t.ts';
import { report } from '../../../platform/report.ts';
import { Banner } from '../../components/Banner.tsx';
import { Button } from '../../components/Button.tsx';
import { Icon } from '../../components/Icon.tsx';
import { PageHeader } from '../../components/PageHeader.tsx';
import { focusHeading } from '../../hooks/focus-heading.ts';
import { problemText } from '../../hooks/problem-text.ts';
import type { Toasts } from '../../hooks/use-toast.ts';
import { useFileDrop } from '../../import/use-file-drop.ts';
import { useLeaveWarning } from '../../import/use-leave-warning.ts';
import type { ProgramData } from '../use-program-data.ts';
import { ImportColumns } from './ImportColumns.tsx';
import { ImportDuplicates } from './ImportDuplicates.tsx';
import { ImportPreview } from './ImportPreview.tsx';
import { ImportReport } from './ImportReport.tsx';
import { type ImportPlan, ProgramImport, type ProgramImportState } from './program-import.ts';
import { TableButton } from './TableButton.tsx';

/** Of this page as long as it is open, so that a look at another place loses nothing of what was chosen. */
const session = new ProgramImport();

export interface ImportProgramsProps {
  readonly data: ProgramData;
  readonly toasts: Toasts;
}

/** A table of the student's own becomes programs: chosen, its columns named, looked through, written with one undo. */
export function ImportPrograms({ data, toasts }: ImportProgramsProps) {
  const { file, fileProblem, choices, writing, problem, outcome } = useSession();
  const { programs, tracks } = data.index.records;
  // What is stored when the rows are proposed: while they are written they would all be there already.
  // biome-ignore lint/correctness/useExhaustiveDependencies: what the plan is made from
  const proposed = useMemo(() => session.planFor(data), [file, choices, programs, tracks]);
  const plan = writing?.plan ?? proposed;
  const open = (files: readonly File[]) => {
    const [first] = files;
    if (first === undefined || writing !== null) return;
    if (files.length > 1) toasts.say(t('programImportDropOne'));
    session.open(first).catch(report);
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
  const hasName = file?.mapping.name !== undefined;
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
        {outcome !== null && <ImportReport outcome={outcome} toasts={toasts} onAgain={() => session.startOver()} />}
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
        {outcome === null && file !== null && plan !== null && (
          <>
            {/* While it is written, nothing of it is to be said otherwise. */}
            <fieldset class="import-steps" disabled={writing !== null}>
              <ImportColumns data={data} file={file} plan={plan} session={session} onFiles={open} />
              {hasName && plan.proposed.some(isDuplicate) && (
                <ImportDuplicates data={data} plan={plan} choices={choices} session={session} />
              )}
              {hasName && <ImportPreview data={data} file={file} proposed={plan.proposed} settled={plan.settled} />}
            </fieldset>
            {problem !== null && (
              <Banner tone="danger" announce>
                {problemText(problem)}
              </Banner>
            )}
            <ImportFoot state={session.state} plan={plan} hasName={hasName} />
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

/** How many reminders a deadline makes, of which some may have passed. */
const REMINDERS_EACH = 3;

interface ImportFootProps {
  readonly state: ProgramImportState;
  readonly plan: ImportPlan;
  readonly hasName: boolean;
}

/** What would come in and the button for it; while it does, how far it is. */
function ImportFoot({ state, plan, hasName }: ImportFootProps) {
  const { file, writing } = state;
  const { saves, addedCount, updatedCount, skipped } = plan.settled;
  const isOrderMissing = file?.reading.needsDateOrder === true;
  if (writing !== null) {
    const dated = saves.filter(({ fields }) => typeof fields.deadlineOn === 'string').length;
    const isPastPrograms = writing.count >= saves.length;
    return (
      <div class="import-foot">
        <div class="import-progress">
          <span role="status">
            {isPastPrograms ? t('programImportReminders') : plural('programImportWriting', saves.length)}
          </span>
          <progress
            max={saves.length + dated * REMINDERS_EACH}
            value={writing.count}
            aria-label={t('programImportAction')}
          />
        </div>
        <Button variant="primary" busy disabled>
          {t('programImportAction')}
        </Button>
      </div>
    );
  }
  return (
    <div class="import-foot">
      <span role="status">
        {!hasName
          ? t('programImportNameFirst')
          : isOrderMissing
            ? t('programImportOrderFirst')
            : saves.length === 0
              ? t('programImportNothing')
              : t('programImportWill', {
                  added: addedCount,
                  updated: updatedCount,
                  left: skipped.length + (file?.reading.refused.length ?? 0),
                })}
      </span>
      <Button
        variant="primary"
        disabled={saves.length === 0 || !hasName || isOrderMissing}
        onClick={() => void session.write(plan).catch(report)}
      >
        {t('programImportAction')}
      </Button>
    </div>
  );
}

/** The session's state, followed while the view is shown. */
function useSession(): ProgramImportState {
  const [state, setState] = useState(session.state);
  useEffect(() => {
    const follow = () => setState(session.state);
    follow();
    return session.subscribe(follow);
  }, []);
  useLeaveWarning(state.writing !== null || state.choices.byRow.size > 0);
  return state;
}
