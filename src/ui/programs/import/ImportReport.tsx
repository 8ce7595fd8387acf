import { useEffect, useRef, useState } from 'preact/hooks';
import { plural, t } from '../../../i18n/t.ts';
import { call } from '../../../platform/messaging.ts';
import { report } from '../../../platform/report.ts';
import { Button } from '../../components/Button.tsx';
import { Card } from '../../components/Card.tsx';
import { Icon } from '../../components/Icon.tsx';
import type { Toasts } from '../../hooks/use-toast.ts';
import type { ImportOutcome } from './program-import.ts';

export interface ImportReportProps {
  readonly outcome: ImportOutcome;
  readonly toasts: Toasts;
  onAgain(): void;
}

/** So many lines are drawn at first; a table of thousands may have as many. */
const FIRST_LINES = 100;

/** What came in, what did not and why, and the way back. */
export function ImportReport({ outcome, toasts, onAgain }: ImportReportProps) {
  const heading = useRef<HTMLHeadingElement>(null);
  const [isUndoing, setUndoing] = useState(false);
  const [shown, setShown] = useState(FIRST_LINES);
  // The button that was pressed is gone.
  useEffect(() => heading.current?.focus(), []);
  const { addedCount, updatedCount, leftOut, undoId } = outcome;
  const undo = async () => {
    setUndoing(true);
    try {
      const result = await call('undo', { undoId });
      if (!result.ok) toasts.fail(result.problem);
      else {
        toasts.say(t('programImportUndone'));
        onAgain();
      }
    } finally {
      setUndoing(false);
    }
  };
  const more = leftOut.length - shown;
  return (
    <>
      <section class="card saved import-report" aria-labelledby="program-report">
        <span class="saved-mark">
          <Icon name="check" />
        </span>
        <h2 id="program-report" tabIndex={-1} ref={heading}>
          {plural('programImportDone', addedCount + updatedCount)}
        </h2>
        <p class="muted">{t('programImportDoneText', { added: addedCount, updated: updatedCount })}</p>
        <div class="cluster">
          <Button icon="undo" busy={isUndoing} onClick={() => void undo().catch(report)}>
            {t('actionUndo')}
          </Button>
          <Button onClick={onAgain}>{t('programImportAgain')}</Button>
          <a class="button primary size-m" href="#/programs">
            {t('programImportSee')}
          </a>
        </div>
      </section>
      <Card title={t('programImportLeftOut')}>
        {leftOut.length === 0 ? (
          <p class="muted">{t('programImportLeftNothing')}</p>
        ) : (
          <ul class="left-out">
            {leftOut.slice(0, shown).map(({ row, text }) => (
              <li key={`${row} ${text}`} class="plaintext">
                {text}
              </li>
            ))}
          </ul>
        )}
        {more > 0 && (
          <div class="card-foot">
            <Button size="s" onClick={() => setShown(leftOut.length)}>
              {plural('programImportMore', more)}
            </Button>
          </div>
        )}
      </Card>
    </>
  );
}
