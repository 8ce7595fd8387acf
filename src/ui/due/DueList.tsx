import type { ComponentChildren } from 'preact';
import type { DueReminder } from '../../storage/index.ts';
import { DueItem } from '../components/DueItem.tsx';
import { useFocusInList } from '../hooks/use-focus-in-list.ts';
import { AnswerForm } from './AnswerForm.tsx';
import { answerDueKey } from './due-keys.ts';
import { DueDialogOf } from './LateDueDialog.tsx';
import { type DueView, type DueViewProps, useDue } from './use-due.ts';

export interface DueItemsProps {
  readonly due: readonly DueReminder[];
  readonly view: DueView;
  /** After the buttons of each. */
  readonly extraFor?: ((due: DueReminder) => ComponentChildren) | undefined;
  /** Takes the focus when the last item goes with it. */
  onEmptied(): void;
}

/** What is due, why, and the next step. Keys are answered by whoever shows it. */
export function DueItems({ due, view, extraFor, onEmptied }: DueItemsProps) {
  const list = useFocusInList<HTMLUListElement>(onEmptied);
  return (
    <ul class="due-list" ref={list}>
      {due.map(item => {
        const answer = view.answerOf(item);
        return (
          <DueItem key={item.reminder.id} {...view.itemOf(item)} extra={extraFor?.(item)}>
            {answer === null ? undefined : <AnswerForm {...answer} />}
          </DueItem>
        );
      })}
    </ul>
  );
}

export interface DueListProps extends DueViewProps {
  readonly due: readonly DueReminder[];
}

/** One list of what is due, by itself: in the popup, beside a page, on a person's page. */
export function DueList({ due, onEmptied, ...props }: DueListProps) {
  const view = useDue(props);
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: the keys are those of the buttons in it.
    <div onKeyDown={event => answerDueKey(event.currentTarget, event)}>
      <DueItems due={due} view={view} onEmptied={onEmptied} />
      <DueDialogOf view={view} />
    </div>
  );
}
