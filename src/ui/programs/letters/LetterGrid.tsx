import { useLayoutEffect, useMemo, useRef, useState } from 'preact/hooks';
import type { Letter } from '../../../core/letter.ts';
import type { Program } from '../../../core/program.ts';
import { misfitOf } from '../../../core/programs/assign-all.ts';
import { t } from '../../../i18n/t.ts';
import { Icon } from '../../components/Icon.tsx';
import { useKeptRows } from '../../hooks/use-kept-rows.ts';
import type { Toasts } from '../../hooks/use-toast.ts';
import { RowGap } from '../RowGap.tsx';
import type { ProgramData } from '../use-program-data.ts';
import { useRowWindow } from '../use-row-window.ts';
import { CheckCell } from './CheckCell.tsx';
import { isReceived, kindOfLetter, standOf } from './letter-head.ts';
import { useAssignments } from './use-assignments.ts';
import { type ColumnWindow, useColumnWindow } from './use-column-window.ts';

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

/** The column of what a program has and lacks, which is before those of the letters. */
const CHECK_COLUMN = -1;

/** Of the places that a grid counts, those before the first letter: the program and its check. */
const HEAD_COLUMNS = 2;

/**
 * Programs by letters, as a grid of the ARIA practices: one stop for Tab, arrows go from box to box, Space or Enter
 * assigns and takes away. Only the rows and columns in sight are drawn.
 */
export function LetterGrid({ label, trackId, programs, letters, data, toasts }: LetterGridProps) {
  const frame = useRef<HTMLDivElement>(null);
  const { rows, first, last, heightOf } = useRowWindow<HTMLTableSectionElement>(programs.length);
  const columns = useColumnWindow(frame, letters.length);
  const assigning = useAssignments(data, toasts);
  const [active, setActive] = useState<Cell>({ row: 0, column: 0 });
  const wantsFocus = useRef(false);
  const row = Math.min(active.row, programs.length - 1);
  const column = Math.min(active.column, letters.length - 1);
  // Scrolled away from, the stop for Tab is the first box in sight.
  const stop = row >= first && row < last ? row : first;
  const isColumnDrawn = column === CHECK_COLUMN || (column >= columns.first && column < columns.last);
  const stopColumn = isColumnDrawn ? column : columns.first;

  useLayoutEffect(() => {
    if (!wantsFocus.current) return;
    const box = rows.current?.querySelector<HTMLElement>(`[data-at="${row}"] [data-column="${column}"]`);
    if (box === undefined || box === null) return;
    wantsFocus.current = false;
    box.focus({ preventScroll: true });
    box.scrollIntoView({ block: 'nearest', inline: 'nearest' });
  });

  const isFromRight = () => getComputedStyle(document.documentElement).direction === 'rtl';
  const move = (to: Cell) => {
    const next = {
      row: Math.max(0, Math.min(programs.length - 1, to.row)),
      column: Math.max(CHECK_COLUMN, Math.min(letters.length - 1, to.column)),
    };
    wantsFocus.current = true;
    setActive(next);
    // Drawn only when it is near what is in sight.
    const down = next.row < first ? next.row - first : next.row >= last ? next.row - last + 1 : 0;
    const along = stepsOut(next.column, columns);
    if (down === 0 && along === 0) return;
    frame.current?.scrollBy({ top: down * heightOf(), left: along * columns.widthOf() * (isFromRight() ? -1 : 1) });
  };
  const press = (event: KeyboardEvent) => {
    if (event.altKey || event.metaKey || event.shiftKey || event.isComposing) return;
    const at = cellOf(event.target);
    if (at === null) return;
    const forth = isFromRight() ? -1 : 1;
    const steps: Readonly<Record<string, Cell>> = {
      ArrowDown: { row: at.row + 1, column: at.column },
      ArrowUp: { row: at.row - 1, column: at.column },
      ArrowRight: { row: at.row, column: at.column + forth },
      ArrowLeft: { row: at.row, column: at.column - forth },
      Home: { row: event.ctrlKey ? 0 : at.row, column: CHECK_COLUMN },
      End: { row: event.ctrlKey ? programs.length - 1 : at.row, column: letters.length - 1 },
      PageDown: { row: at.row + 8, column: at.column },
      PageUp: { row: at.row - 8, column: at.column },
    };
    const to = steps[event.key];
    if (to !== undefined) {
      event.preventDefault();
      move(to);
    } else if (event.key === 'Enter' && event.target instanceof HTMLInputElement) {
      event.preventDefault();
      // As Space does by itself.
      event.target.click();
    }
  };
  const toggle = ({ target }: Event) => {
    const at = cellOf(target);
    const [program, letter] = [programs[at?.row ?? -1], letters[at?.column ?? -1]];
    if (!(target instanceof HTMLInputElement) || program === undefined || letter === undefined) return;
    // Refused, it stays as it is, and nothing is drawn anew that would put it back.
    target.checked = assigning.toggle(program, letter);
  };
  const keepRow = useKeptRows();
  const shown = useMemo(() => letters.slice(columns.first, columns.last), [letters, columns.first, columns.last]);
  const { tracks, plans } = data.index.records;
  return (
    <>
      <div class="matrix-frame card card-flush" ref={frame}>
        <table
          // biome-ignore lint/a11y/noNoninteractiveElementToInteractiveRole: the ARIA practices make grids of tables.
          role="grid"
          class="matrix"
          aria-label={label}
          aria-rowcount={programs.length + 1}
          aria-colcount={letters.length + HEAD_COLUMNS}
          style={{ '--letters': letters.length }}
        >
          <thead>
            <tr aria-rowindex={1}>
              <th scope="col" class="matrix-program" aria-colindex={1}>
                {t('matrixProgram')}
              </th>
              <th scope="col" class="matrix-check" aria-colindex={2}>
                {t('matrixCheck')}
              </th>
              <ColumnGap columns={columns.first} />
              {shown.map((letter, offset) => (
                <LetterHead key={letter.id} at={columns.first + offset} letter={letter} trackId={trackId} data={data} />
              ))}
              <ColumnGap columns={letters.length - columns.last} />
            </tr>
          </thead>
          <tbody
            ref={rows}
            onKeyDown={press}
            onChange={toggle}
            onFocusIn={({ target }) => {
              const at = cellOf(target);
              if (at !== null && (at.row !== row || at.column !== column)) setActive(at);
            }}
          >
            <RowGap rows={first} />
            {programs.slice(first, last).map((program, offset) => {
              const at = first + offset;
              const has = assigning.lettersOf(program.id);
              const check = data.checks.get(program.id);
              const stopIn = at === stop ? stopColumn : null;
              const isFrom = [program, letters, shown, [...has].join(), check, stopIn, data.writerOf, tracks, plans];
              return (
                <tr key={program.id} data-at={at} aria-rowindex={at + 2}>
                  {keepRow(program.id, isFrom, () => (
                    <RowCells
                      program={program}
                      letters={shown}
                      firstColumn={columns.first}
                      leftOut={letters.length - columns.last}
                      data={data}
                      has={has}
                      stopColumn={stopIn}
                    />
                  ))}
                </tr>
              );
            })}
            <RowGap rows={programs.length - last} />
          </tbody>
        </table>
      </div>
      <Keys />
    </>
  );
}

/** How many columns lie between one and those that are drawn; negative for one before them. */
function stepsOut(column: number, { first, last }: ColumnWindow): number {
  if (column === CHECK_COLUMN) return -first;
  if (column < first) return column - first;
  return column >= last ? column - last + 1 : 0;
}

/** The place of a box or button of the grid; `null` for anything else in it. */
function cellOf(target: EventTarget | null): Cell | null {
  if (!(target instanceof HTMLElement) || target.dataset.column === undefined) return null;
  const row = target.closest('tr')?.dataset.at;
  return row === undefined ? null : { row: Number(row), column: Number(target.dataset.column) };
}

/** The room of columns that are not drawn. */
function ColumnGap({ columns }: { readonly columns: number }) {
  return columns <= 0 ? null : <td class="column-gap" aria-hidden="true" style={{ '--columns': columns }} />;
}

interface LetterHeadProps {
  /** Its place among the letters. */
  readonly at: number;
  readonly letter: Letter;
  readonly trackId: string;
  readonly data: ProgramData;
}

function LetterHead({ at, letter, trackId, data }: LetterHeadProps) {
  const kind = kindOfLetter(letter, trackId, data);
  const name = data.writerOf(letter.id);
  const isIn = isReceived(letter);
  return (
    <th scope="col" class="matrix-letter" aria-colindex={at + HEAD_COLUMNS + 1}>
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

interface RowCellsProps {
  readonly program: Program;
  /** Those in sight. */
  readonly letters: readonly Letter[];
  readonly firstColumn: number;
  /** How many letters there are after them. */
  readonly leftOut: number;
  readonly data: ProgramData;
  /** The letters it has, as clicked. */
  readonly has: ReadonlySet<string>;
  /** The column of the one box that Tab reaches; `null` in the other rows. */
  readonly stopColumn: number | null;
}

/** All of a row but where it stands in the list, so that a row that only moved is not drawn anew. */
function RowCells({ program, letters, firstColumn, leftOut, data, has, stopColumn }: RowCellsProps) {
  const { name } = program;
  const check = data.checks.get(program.id);
  const isStop = stopColumn === CHECK_COLUMN;
  return (
    <>
      <th scope="row" class="matrix-program" aria-colindex={1}>
        <span class="truncate plaintext" title={name}>
          {name}
        </span>
      </th>
      <td class="matrix-check" aria-colindex={2}>
        {check !== undefined && (
          <CheckCell name={name} check={check} count={has.size} writerOf={data.writerOf} isStop={isStop} />
        )}
      </td>
      <ColumnGap columns={firstColumn} />
      {letters.map((letter, offset) => {
        const column = firstColumn + offset;
        const isAssigned = has.has(letter.id);
        const names = { program: name, writer: data.writerOf(letter.id) };
        const isRefused = !isAssigned && misfitOf(program, letter, has.size, data.index) !== null;
        return (
          <td
            key={letter.id}
            class={isRefused ? 'matrix-cell is-refused' : 'matrix-cell'}
            aria-colindex={column + HEAD_COLUMNS + 1}
          >
            <label class="matrix-box">
              <input
                type="checkbox"
                class="checkbox"
                data-column={column}
                tabIndex={column === stopColumn ? 0 : -1}
                aria-label={isRefused ? t('matrixCellMisfit', names) : t('matrixCell', names)}
                checked={isAssigned}
              />
            </label>
          </td>
        );
      })}
      <ColumnGap columns={leftOut} />
    </>
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
