import { daysBetween, type LocalDate } from '../../core/dates.ts';
import { formatSpan } from '../../i18n/format.ts';
import { reasonText } from '../../i18n/reason.ts';
import { t } from '../../i18n/t.ts';
import type { DueReminder } from '../../storage/index.ts';
import { DueItem } from '../components/DueItem.tsx';
import { useFocusInList } from '../hooks/use-focus-in-list.ts';
import type { Toasts } from '../hooks/use-toast.ts';
import { dueActions } from './due-actions.ts';

export interface DueListProps {
  readonly due: readonly DueReminder[];
  readonly today: LocalDate;
  readonly toasts: Toasts;
  onLog(mentorId: string): void;
  onOpen(mentorId: string): void;
  /** Takes the focus when the last item goes with it. */
  onEmptied(): void;
}

/** Who is due, why, and the next step. */
export function DueList({ due, today, toasts, onLog, onOpen, onEmptied }: DueListProps) {
  const list = useFocusInList<HTMLUListElement>(onEmptied);
  const actions = dueActions(today, toasts);
  return (
    <ul class="due-list" ref={list}>
      {due.map(item => {
        const { reminder, mentor } = item;
        const late = daysBetween(reminder.dueOn, today);
        const isQuestion = reminder.rule === 'did-it-happen';
        return (
          <DueItem
            key={reminder.id}
            name={mentor.name}
            seed={mentor.id}
            reason={reasonText(reminder, today)}
            late={late > 0 ? t('dueLate', { span: formatSpan(late) }) : undefined}
            words={{
              done: isQuestion ? t('entryHappened') : t('actionDone'),
              doneFor: t(isQuestion ? 'entryHappenedFor' : 'actionDoneFor', { name: mentor.name }),
              snooze: t('actionSnooze'),
              snoozeFor: t('actionSnoozeFor', { name: mentor.name }),
              log: t('actionLog'),
              logFor: t('actionLogFor', { name: mentor.name }),
            }}
            snoozeChoices={actions.snoozeChoices}
            onLog={isQuestion ? undefined : () => onLog(mentor.id)}
            other={
              isQuestion
                ? {
                    label: t('entryCancelled'),
                    accessibleLabel: t('entryCancelledFor', { name: mentor.name }),
                    onClick: () => actions.cancelled(item),
                  }
                : undefined
            }
            onOpen={() => onOpen(mentor.id)}
            onDone={() => actions.done(item)}
            onSnooze={choiceId => actions.snooze(item, choiceId)}
          />
        );
      })}
    </ul>
  );
}
