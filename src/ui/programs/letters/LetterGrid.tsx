import { useLayoutEffect, useRef, useState } from 'preact/hooks';
import type { Letter } from '../../../core/letter.ts';
import type { Program } from '../../../core/program.ts';
import { misfitOf } from '../../../core/programs/assign-all.ts';
import { checkWord, countText, findingText } from '../../../i18n/program-check.ts';
import { t } from '../../../i18n/t.ts';
import { Icon } from '../../components/Icon.tsx';
import { useKeptRows, useLatest } from '../../hooks/use-kept-rows.ts';
import type { Toasts } from '../../hooks/use-toast.ts';
import { RowGap } from '../RowGap.tsx';
import type { ProgramData } from '../use-program-data.ts';
import { useRowWindow } from '../use-row-window.ts';
import { isReceived, kindOfLetter, standOf } from './letter-head.ts';
import { type Assigning, useAssignments } from './use-assignments.ts';

export interface LetterGridProps {
  readonly label: string;
  /** Empty for programs of no track. */
  readonly trackId: string;
  readonly programs: readonly Program[];
  readonly letters: readonly Letter[];
  readonly data: ProgramData;
  readonly toasts: Toasts;
}

interface Cell {
  readonly row: number;
  readonly column: number;
}

/**
 * Programs by letters, as a grid of the ARIA practices: one stop for Tab, arrows go from box to box, Space or Enter
 * assigns and takes away.
 */
export function LetterGrid({ label, trackId, programs, letters, data, toasts }: LetterGridProps) {
  const { rows, first, last, height } = useRowWindow<HTMLTableSectionElement>(programs.length);
  const assigning = useAssignments(data, toasts);
  const [active, setActive] = useState<Cell>({ row: 0, column: 0 });
  const wantsFocus = useRef(false);
  const row = Math.min(active.row, programs.length - 1);
  const column = Math.min(active.column, letters.length - 1);
  // Scrolled away from, the stop for Tab is the first row in sight.
  const stop = row >= first && row < last ? row : first;

  useLayoutEffect(() => {
    if (!wantsFocus.current) return;
    const box = rows.current?.querySelector<HTMLElement>(`[data-cell="${row}:${column}"]`);
    if (box === undefined || box === null) return;
    wantsFocus.current = false;
    box.focus({ preventScroll: true });
    box.scrollIntoView({ block: 'nearest', inline: 'nearest' });
  });

  const move = (to: Cell) => {
    const next = {
      row: Math.max(0, Math.min(programs.length - 1, to.row)),
      column: Math.max(0, Math.min(letters.length - 1, to.column)),
    };
    wantsFocus.current = true;
    setActive(next);
    // Drawn only when it is near what is in sight.
    const by = next.row < first ? next.row - first : next.row >= last ? next.row - last + 1 : 0;
    if (by !== 0) rows.current?.closest('.matrix-frame')?.scrollBy({ top: by * height });
  };
  const press = useLatest((event: KeyboardEvent, at: Cell) => {
    if (event.altKey || event.metaKey || event.shiftKey || event.isComposing) return;
    const isStartRight = getComputedStyle(document.documentElement).direction === 'rtl';
    const steps: Readonly<Record<string, Cell>> = {
      ArrowDown: { row: at.row + 1, column: at.column },
      ArrowUp: { row: at.row - 1, column: at.column },
      ArrowRight: { row: at.row, column: at.column + (isStartRight ? -1 : 1) },
      ArrowLeft: { row: at.row, column: at.column + (isStartRight ? 1 : -1) },
      Home: { row: event.ctrlKey ? 0 : at.row, column: 0 },
      End: { row: event.ctrlKey ? programs.length - 1 : at.row, column: letters.length - 1 },
      PageDown: { row: at.row + 8, column: at.column },
      PageUp: { row: at.row - 8, column: at.column },
    };
    const to = steps[event.key];
    if (to !== undefined) {
      event.preventDefault();
      move(to);
    } else if (event.key === 'Enter' && event.currentTarget instanceof HTMLElement) {
      event.preventDefault();
      // As Space does by itself.
      event.currentTarget.click();
    }
  });
  const toggle = useLatest(assigning.toggle);
  const keepRow = useKeptRows();
  return (
    <>
      <div class="matrix-frame card card-flush">
        <table
          // biome-ignore lint/a11y/noNoninteractiveElementToInteractiveRole: the ARIA practices make grids of tables.
          role="grid"
          class="matrix"
          aria-label={label}
          aria-rowcount={programs.length + 1}
          aria-colcount={letters.length + 2}
        >
          <thead>
            <tr aria-rowindex={1}>
              <th scope="col" class="matrix-program">
                {t('matrixProgram')}
              </th>
              <th scope="col" class="matrix-check">
                {t('matrixCheck')}
              </th>
              {letters.map(letter => (
                <LetterHead key={letter.id} letter={letter} trackId={trackId} data={data} />
              ))}
            </tr>
          </thead>
          <tbody ref={rows}>
            <RowGap rows={first} height={height} />
            {programs.slice(first, last).map((program, offset) => {
              const at = first + offset;
              const has = assigning.lettersOf(program.id);
              const check = data.checks.get(program.id);
              const stopColumn = at === stop ? column : null;
              const { tracks, plans } = data.index.records;
              const isFrom = [at, program, letters, [...has].join(), check, stopColumn, data.writerOf, tracks, plans];
              return keepRow(program.id, isFrom, () => (
                <GridRow
                  key={program.id}
                  at={at}
                  program={program}
                  letters={letters}
                  data={data}
                  has={has}
                  stopColumn={stopColumn}
                  onToggle={toggle}
                  onFocus={setActive}
                  onKey={press}
                />
              ));
            })}
            <RowGap rows={programs.length - last} height={height} />
          </tbody>
        </table>
      </div>
      <Keys />
    </>
  );
}

interface LetterHeadProps {
  readonly letter: Letter;
  readonly trackId: string;
  readonly data: ProgramData;
}

function LetterHead({ letter, trackId, data }: LetterHeadProps) {
  const kind = kindOfLetter(letter, trackId, data);
  const name = data.writerOf(letter.id);
  const isIn = isReceived(letter);
  return (
    <th scope="col" class="matrix-letter">
      <a href={`#/letters/${letter.id}`} class="matrix-writer plaintext" title={name}>
        {name}
      </a>
      {kind !== '' && <span class="matrix-kind">{kind}</span>}
      <span class={isIn ? 'matrix-stand is-in' : 'matrix-stand'}>
        <Icon name={isIn ? 'check' : 'clock'} />
        {standOf(letter)}
      </span>
    </th>
  );
}

interface GridRowProps {
  readonly at: number;
  readonly program: Program;
  readonly letters: readonly Letter[];
  readonly data: ProgramData;
  /** The letters it has, as clicked. */
  readonly has: ReadonlySet<string>;
  /** The column of the one box that Tab reaches; `null` in the other rows. */
  readonly stopColumn: number | null;
  /** Gives whether the letter is assigned now. */
  onToggle: Assigning['toggle'];
  onFocus(cell: Cell): void;
  onKey(event: KeyboardEvent, cell: Cell): void;
}

function GridRow({ at, program, letters, data, has, stopColumn, onToggle, onFocus, onKey }: GridRowProps) {
  const { name } = program;
  const check = data.checks.get(program.id);
  const hasAll = check?.state === 'ok' || check?.state === 'waiting';
  const sentences = check?.findings.map(finding => findingText(finding, data.writerOf)) ?? [];
  return (
    <tr aria-rowindex={at + 2}>
      <th scope="row" class="matrix-program">
        <span class="truncate plaintext" title={name}>
          {name}
        </span>
      </th>
      <td class="matrix-check">
        <span class={hasAll ? 'matrix-count is-full' : 'matrix-count'}>
          {check === undefined ? has.size : countText({ assignedCount: has.size, wishes: check.wishes })}
        </span>
        {check !== undefined && (
          <span class={`matrix-finding is-${check.state}`} title={sentences.join('\n')}>
            {sentences.length === 0 ? checkWord(check.state) : sentences.join(' ')}
          </span>
        )}
      </td>
      {letters.map((letter, column) => {
        const isAssigned = has.has(letter.id);
        const names = { program: name, writer: data.writerOf(letter.id) };
        const isRefused = !isAssigned && misfitOf(program, letter, has.size, data.index) !== null;
        return (
          <td key={letter.id} class={isRefused ? 'matrix-cell is-refused' : 'matrix-cell'}>
            <label class="matrix-box">
              <input
                type="checkbox"
                class="checkbox"
                data-cell={`${at}:${column}`}
                tabIndex={column === stopColumn ? 0 : -1}
                aria-label={isRefused ? t('matrixCellMisfit', names) : t('matrixCell', names)}
                checked={isAssigned}
                onFocus={() => onFocus({ row: at, column })}
                onKeyDown={event => onKey(event, { row: at, column })}
                onChange={event => {
                  // Refused, it stays as it is, and nothing is drawn anew that would put it back.
                  event.currentTarget.checked = onToggle(program, letter);
                }}
              />
            </label>
          </td>
        );
      })}
    </tr>
  );
}

function Keys() {
  const keys = [
    ['← ↑ ↓ →', t('matrixKeyMove')],
    ['↵', t('matrixKeyToggle')],
    ['Home End', t('matrixKeyEnds')],
  ] as const;
  return (
    <dl class="due-keys" aria-label={t('matrixKeys')}>
      {keys.map(([key, meaning]) => (
        <div key={key}>
          <dt>
            {key.split(' ').map(one => (
              <kbd key={one}>{one}</kbd>
            ))}
          </dt>
          <dd>{meaning}</dd>
        </div>
      ))}
    </dl>
  );
}
