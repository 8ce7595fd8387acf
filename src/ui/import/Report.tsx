import { useEffect, useRef } from 'preact/hooks';
import { plural, t } from '../../i18n/t.ts';
import { Button } from '../components/Button.tsx';
import { Icon } from '../components/Icon.tsx';
import type { Toasts } from '../hooks/use-toast.ts';
import { countsText } from './describe-row.ts';
import type { ImportOutcome, ImportSession, ImportState } from './import-session.ts';
import { LeftOutGroup } from './LeftOutGroup.tsx';
import { leftOutOf } from './left-out.ts';

export interface ReportProps {
  readonly session: ImportSession;
  readonly state: ImportState;
  readonly outcome: ImportOutcome;
  readonly toasts: Toasts;
}

/** What was added, what was there, and what was not taken and why; with the way back. */
export function Report({ session, state, outcome, toasts }: ReportProps) {
  const heading = useRef<HTMLHeadingElement>(null);
  // The button that was pressed is gone.
  useEffect(() => heading.current?.focus(), []);
  const title = titleOf(outcome);
  const lines = linesOf(state, outcome);
  const copy = async () => {
    const left = leftOutOf(state).map(({ place, title: what, reason }) =>
      what === '' ? `- ${place}: ${reason}` : `- ${place}: ${what}: ${reason}`,
    );
    try {
      await navigator.clipboard.writeText([title, ...lines, ...left].join('\n'));
      toasts.say(t('importCopied'));
    } catch {
      // The browser's own refusal, as when its window lost the focus.
      toasts.say(t('importCopyFailed'));
    }
  };
  const undo = async () => {
    const result = await session.undo();
    if (result.ok) toasts.say(t('toastUndone'));
    else toasts.fail(result.problem);
  };
  return (
    <>
      <section class="card saved import-report" aria-labelledby="import-report">
        <span class="saved-mark">
          <Icon name="check" />
        </span>
        <h2 id="import-report" tabIndex={-1} ref={heading}>
          {title}
        </h2>
        {lines.length > 0 && (
          <ul class="muted">
            {lines.map(line => (
              <li key={line}>{line}</li>
            ))}
          </ul>
        )}
        <div class="cluster">
          {outcome.imported.undoId !== null && (
            <Button icon="undo" onClick={() => void undo()}>
              {t('actionUndo')}
            </Button>
          )}
          <Button onClick={() => void copy()}>{t('importCopy')}</Button>
          <Button onClick={() => session.startOver()}>{t('importAgain')}</Button>
          <a class="button primary size-m" href="#/mentors">
            {t('importSeeMentors')}
          </a>
        </div>
      </section>
      <LeftOutGroup state={state} />
    </>
  );
}

function titleOf({ imported }: ImportOutcome): string {
  const what = countsText(imported);
  return what === '' ? t('importDoneNothing') : t('importDone', { what });
}

function linesOf(state: ImportState, { imported, notChosenCount }: ImportOutcome): readonly string[] {
  const already = imported.alreadyCount + state.rows.filter(({ type }) => type === 'already').length;
  const leftOut = imported.refusedCount + leftOutOf(state).length;
  return [
    already > 0 ? plural('importDoneAlready', already) : '',
    notChosenCount > 0 ? plural('importDoneNotChosen', notChosenCount) : '',
    leftOut > 0 ? plural('importDoneLeftOut', leftOut) : '',
  ].filter(line => line !== '');
}
