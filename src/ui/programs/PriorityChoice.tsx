import { useState } from 'preact/hooks';
import { t } from '../../i18n/t.ts';

export interface PriorityChoiceProps {
  /** The program's. */
  readonly name: string;
  /** `null` for none. */
  readonly priority: number | null;
  onPriority(priority: number | null): void;
}

const NONE = '';
const ALL = [NONE, '1', '2', '3', '4', '5', '6', '7', '8', '9'] as const;

/**
 * A program's priority, to be chosen in its place. It holds what is chosen alone until it is pointed at, touched or focused,
 * and then the whole list: there are as many of these as rows in sight, and ten options each take longer than all the rest
 * of a row.
 */
export function PriorityChoice({ name, priority, onPriority }: PriorityChoiceProps) {
  const [isUsed, setUsed] = useState(false);
  const chosen = priority === null ? NONE : String(priority);
  // Before the browser opens the list, which it does once this has been answered.
  const use = () => setUsed(true);
  return (
    <select
      class="cell-choice"
      aria-label={t('programPriorityOf', { name })}
      value={chosen}
      onPointerEnter={use}
      onPointerDown={use}
      onFocus={use}
      onChange={event => onPriority(event.currentTarget.value === NONE ? null : Number(event.currentTarget.value))}
    >
      {(isUsed ? ALL : [chosen]).map(value => (
        <option key={value} value={value} selected={value === chosen}>
          {value === NONE ? '–' : value}
        </option>
      ))}
    </select>
  );
}
