import type { LocalDate } from '../../core/dates.ts';
import type { LetterWarning } from '../../core/letters/warnings.ts';
import { todoText, warningText } from '../../i18n/letter-warnings.ts';
import { plural } from '../../i18n/t.ts';
import { Button } from '../components/Button.tsx';
import { Icon } from '../components/Icon.tsx';
import type { LetterRow } from './letter-rows.ts';

export interface LetterWarningsProps {
  readonly row: LetterRow;
  readonly today: LocalDate;
  onWrite(): void;
}

/** What to look at, each with the one thing to do about it; nothing where nothing is wrong. */
export function LetterWarnings({ row, today, onWrite }: LetterWarningsProps) {
  if (row.warnings.length === 0) return null;
  return (
    <section class="letter-warnings" aria-label={plural('letterWarnings', row.warnings.length)}>
      <ul>
        {row.warnings.map(warning => (
          <li
            key={warning.type + ('step' in warning ? warning.step : '')}
            class={`letter-warning tone-${toneOf(warning)}`}
          >
            <Icon name={warning.severity === 'note' ? 'info' : 'alert'} />
            <p>{warningText(warning, today)}</p>
            <Todo warning={warning} row={row} onWrite={onWrite} />
          </li>
        ))}
      </ul>
    </section>
  );
}

function toneOf({ severity }: LetterWarning): string {
  return severity === 'problem' ? 'danger' : severity === 'caution' ? 'warning' : 'info';
}

/** The way to what is to be done; nothing where it is done in the letter's own window. */
function Todo({
  warning: { todo },
  row,
  onWrite,
}: {
  readonly warning: LetterWarning;
  readonly row: LetterRow;
  onWrite(): void;
}) {
  switch (todo) {
    case 'letter':
      return null;
    case 'message':
      return row.mentor === null ? null : (
        <Button size="s" onClick={onWrite}>
          {todoText(todo)}
        </Button>
      );
    case 'writer':
      return <TodoLink href={`#/mentors/${row.letter.contactMentorId ?? row.letter.mentorId}`} text={todoText(todo)} />;
    case 'assign':
      return <TodoLink href="#/programs/letters" text={todoText(todo)} />;
    case 'profile':
      return <TodoLink href="#/profile" text={todoText(todo)} />;
  }
}

function TodoLink({ href, text }: { readonly href: string; readonly text: string }) {
  return (
    <a class="button secondary size-s" href={href}>
      {text}
    </a>
  );
}
