import type { LocalDate } from '../../core/dates.ts';
import type { Program } from '../../core/program.ts';
import type { CheckState } from '../../core/programs/check.ts';
import { isMissed, isSoon } from '../../core/programs/program-list.ts';
import { formatShortDay } from '../../i18n/format.ts';
import { checkWord, countText, findingText } from '../../i18n/program-check.ts';
import { t } from '../../i18n/t.ts';
import { Badge, type BadgeProps } from '../components/Badge.tsx';
import { Button } from '../components/Button.tsx';
import { Icon, type IconName } from '../components/Icon.tsx';
import { PriorityChoice } from './PriorityChoice.tsx';
import { headOf } from './program-words.ts';
import type { ProgramData } from './use-program-data.ts';

export interface ProgramRowProps {
  /** Its place among those that are shown. */
  readonly at: number;
  readonly program: Program;
  readonly data: ProgramData;
  readonly today: LocalDate;
  readonly isSelected: boolean;
  onSelect(isSelected: boolean): void;
  onOpen(): void;
  onPriority(priority: number | null): void;
  onApplied(): void;
  /** Gives whether the key meant something. */
  onKey(key: string): boolean;
}

/** Keys mean something to the row only where nothing is typed or chosen. */
const FIELDS = 'input:not([type=checkbox]), select, textarea';

/** One program in the table. */
export function ProgramRow(props: ProgramRowProps) {
  const { at, program, data, today, isSelected, onSelect, onOpen, onPriority, onApplied, onKey } = props;
  const { name, priority, deadlineOn, appliedOn, interviewOn, link } = program;
  const track = data.trackNames.get(program.trackId ?? '') ?? '';
  return (
    <tr
      data-at={at}
      aria-rowindex={at + 2}
      class={isSelected ? 'is-selected' : undefined}
      onKeyDown={event => {
        const { target, key } = event;
        if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return;
        if (target instanceof Element && target.matches(FIELDS)) return;
        if (onKey(key)) event.preventDefault();
      }}
    >
      <td class="cell-select">
        <input
          type="checkbox"
          class="checkbox"
          aria-label={t('programSelect', { name })}
          checked={isSelected}
          onChange={event => onSelect(event.currentTarget.checked)}
        />
      </td>
      <th scope="row" class="cell-name">
        <span class="program-title">
          <button
            type="button"
            class="text-button program-name plaintext"
            title={name}
            aria-keyshortcuts="a x 0 1 2 3 4 5 6 7 8 9"
            onClick={onOpen}
          >
            {name}
          </button>
          {link !== null && (
            <a
              class="program-link"
              href={link}
              target="_blank"
              rel="noreferrer"
              aria-label={t('programOpenLink', { name })}
            >
              <Icon name="external" />
            </a>
          )}
        </span>
      </th>
      <td class="cell-track">
        <span class="truncate plaintext" title={track}>
          {track}
        </span>
      </td>
      <td class="cell-priority" data-label={headOf('priority')}>
        <PriorityChoice name={name} priority={priority} onPriority={onPriority} />
      </td>
      <td class="cell-deadline" data-label={deadlineOn === null ? undefined : headOf('deadline')}>
        {deadlineOn !== null && <Deadline program={program} on={deadlineOn} today={today} />}
      </td>
      <td class="cell-applied" data-label={appliedOn === null ? undefined : headOf('applied')}>
        {appliedOn === null ? (
          <Button size="s" variant="quiet" label={t('programAppliedTodayFor', { name })} onClick={onApplied}>
            {t('programMarkApplied')}
          </Button>
        ) : (
          <span class="day-done">
            <Icon name="check" />
            {formatShortDay(appliedOn, today)}
          </span>
        )}
      </td>
      <td class="cell-interview">{interviewOn !== null && formatShortDay(interviewOn, today)}</td>
      <td class="cell-check">
        <CheckBadge programId={program.id} data={data} />
      </td>
    </tr>
  );
}

function Deadline({
  program,
  on,
  today,
}: {
  readonly program: Program;
  readonly on: LocalDate;
  readonly today: LocalDate;
}) {
  const day = formatShortDay(on, today);
  if (isSoon(program, today)) {
    return (
      <Badge tone="due">
        <span aria-hidden="true">{day}</span>
        <span class="visually-hidden">{t('programDeadlineSoon', { day })}</span>
      </Badge>
    );
  }
  if (!isMissed(program, today)) return <>{day}</>;
  return (
    <Badge tone="danger">
      <span aria-hidden="true">{day}</span>
      <span class="visually-hidden">{t('programDeadlineMissed', { day })}</span>
    </Badge>
  );
}

const TONES: Readonly<Record<CheckState, BadgeProps['tone']>> = {
  ok: 'accent',
  waiting: 'info',
  missing: 'due',
  'too-many': 'danger',
  'not-known': 'neutral',
};
const ICONS: Readonly<Record<CheckState, IconName>> = {
  ok: 'check',
  waiting: 'clock',
  missing: 'alert',
  'too-many': 'alert',
  'not-known': 'info',
};

/** How many letters a program gets of those it wants; all there is to say of them is read out, and shown when pointed at. */
export function CheckBadge({ programId, data }: { readonly programId: string; readonly data: ProgramData }) {
  const check = data.checks.get(programId);
  if (check === undefined) return null;
  const sentences = [checkWord(check.state), ...check.findings.map(finding => findingText(finding, data.writerOf))];
  return (
    <span title={sentences.join('\n')}>
      <Badge tone={TONES[check.state]} icon={ICONS[check.state]}>
        {countText(check)}
        <span class="visually-hidden">{sentences.join(' ')}</span>
      </Badge>
    </span>
  );
}
