import { useState } from 'preact/hooks';
import { t } from '../../i18n/t.ts';
import { Button } from '../components/Button.tsx';
import { AnswerForm } from './AnswerForm.tsx';
import type { DueView } from './use-due.ts';

export interface PlannedQuestionProps {
  readonly interactionId: string;
  /** What it was, for those who hear the page. */
  readonly title: string;
  readonly view: DueView;
}

/** Asks of something planned that is over what became of it. */
export function PlannedQuestion({ interactionId, title, view }: PlannedQuestionProps) {
  const [isAnswered, setAnswered] = useState(false);
  if (isAnswered) {
    return (
      <AnswerForm
        name={title}
        onCancel={() => setAnswered(false)}
        onSave={note => view.writes.answer(interactionId, title, { type: 'happened', note })}
      />
    );
  }
  return (
    <div class="cluster due-question">
      <span class="muted small">{t('plannedQuestion')}</span>
      <Button size="s" icon="check" label={t('entryHappenedFor', { name: title })} onClick={() => setAnswered(true)}>
        {t('entryHappened')}
      </Button>
      <Button
        size="s"
        variant="quiet"
        label={t('entryMovedFor', { name: title })}
        onClick={() => view.open({ type: 'moved', interactionId, name: title })}
      >
        {t('entryMoved')}
      </Button>
      <Button
        size="s"
        variant="quiet"
        label={t('entryCancelledFor', { name: title })}
        onClick={() => void view.writes.answer(interactionId, title, { type: 'cancelled' })}
      >
        {t('entryCancelled')}
      </Button>
    </div>
  );
}
