import type { VNode } from 'preact';
import { useRef, useState } from 'preact/hooks';
import type { LocalDate } from '../../core/dates.ts';
import type { LetterColumn } from '../../core/letters/column.ts';
import { plural, t } from '../../i18n/t.ts';
import { Avatar } from '../components/Avatar.tsx';
import { IconButton } from '../components/IconButton.tsx';
import type { LetterRow } from './letter-rows.ts';
import { columnWords } from './letter-words.ts';
import { DaysLeft, purposeOf, serviceOf, WarningCount, writerOf } from './RowParts.tsx';

/** What a dragged card carries. */
const CARRIED = 'text/x-vouch-letter';

export interface BoardProps {
  readonly rows: readonly LetterRow[];
  /** The columns there are, in their order. */
  readonly columns: readonly LetterColumn[];
  readonly today: LocalDate;
  /** How many that ended are not shown. */
  readonly hiddenCount: number;
  /** By keyboard a step on or back. */
  onStep(row: LetterRow, isBack: boolean): void;
  onDrop(row: LetterRow, column: LetterColumn): void;
  /** To choose where it goes. */
  onChoose(row: LetterRow): void;
}

/** The letters in columns, each named after what is to happen next. Cards are dragged, or moved by keys. */
export function Board({ rows, columns, today, hiddenCount, onStep, onDrop, onChoose }: BoardProps) {
  const board = useRef<HTMLDivElement>(null);
  const [draggedId, setDragged] = useState<string | null>(null);
  const [overColumn, setOver] = useState<LetterColumn | null>(null);

  const byColumn = new Map<LetterColumn, LetterRow[]>(columns.map(column => [column, []]));
  for (const row of rows) byColumn.get(row.column)?.push(row);

  /** Moves the focus: up and down in a column, sideways to the next column that has a card. */
  const go = (row: LetterRow, key: string): boolean => {
    const own = byColumn.get(row.column) ?? [];
    const at = own.indexOf(row);
    const focus = (target: LetterRow | undefined) => {
      if (target !== undefined && board.current !== null) focusLetter(board.current, target.letter.id);
    };
    const beside = (way: 1 | -1) => {
      const from = columns.indexOf(row.column);
      const ordered = way === 1 ? columns.slice(from + 1) : columns.slice(0, from).reverse();
      const filled = ordered.map(column => byColumn.get(column) ?? []).find(list => list.length > 0);
      focus(filled?.[Math.min(at, filled.length - 1)]);
    };
    switch (key) {
      case 'ArrowDown':
        focus(own[at + 1]);
        return true;
      case 'ArrowUp':
        focus(own[at - 1]);
        return true;
      case 'ArrowRight':
        beside(isLeftToRight() ? 1 : -1);
        return true;
      case 'ArrowLeft':
        beside(isLeftToRight() ? -1 : 1);
        return true;
      case 'Home':
        focus(own[0]);
        return true;
      case 'End':
        focus(own.at(-1));
        return true;
      default:
        return false;
    }
  };

  const onKey = (row: LetterRow, event: KeyboardEvent) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return;
    const isSideways = event.key === 'ArrowRight' || event.key === 'ArrowLeft';
    if (event.shiftKey && isSideways) onStep(row, (event.key === 'ArrowLeft') === isLeftToRight());
    else if (!event.shiftKey && event.key.toLowerCase() === 'm') onChoose(row);
    else if (event.shiftKey || !go(row, event.key)) return;
    event.preventDefault();
  };

  // What a card calls stays the same while what it does is the newest, so that a card that is as it was is not drawn again.
  const newest = useRef({ onKey, onChoose });
  newest.current = { onKey, onChoose };
  const [calls] = useState<CardCalls>(() => ({
    onKey: (row, event) => newest.current.onKey(row, event),
    onChoose: row => newest.current.onChoose(row),
    onDrag: (row, isStarting) => {
      setDragged(isStarting ? row.letter.id : null);
      if (!isStarting) setOver(null);
    },
  }));
  const drawn = useRef(new WeakMap<LetterRow, DrawnCard>());
  const cardOf = (row: LetterRow, isDragged: boolean): VNode => {
    const before = drawn.current.get(row);
    if (before !== undefined && before.today === today && before.isDragged === isDragged) return before.card;
    const card = <Card key={row.letter.id} row={row} today={today} isDragged={isDragged} calls={calls} />;
    drawn.current.set(row, { card, today, isDragged });
    return card;
  };

  return (
    <div class="letter-board" ref={board}>
      {columns.map(column => {
        const list = byColumn.get(column) ?? [];
        return (
          <section
            key={column}
            class="letter-column"
            data-column={column}
            data-empty={list.length === 0 || undefined}
            data-over={overColumn === column || undefined}
            aria-label={plural('lettersInColumn', list.length, { column: columnWords(column) })}
            onDragOver={event => {
              if (draggedId === null) return;
              event.preventDefault();
              if (event.dataTransfer !== null) event.dataTransfer.dropEffect = 'move';
              if (overColumn !== column) setOver(column);
            }}
            onDragLeave={event => {
              const to = event.relatedTarget;
              if (to instanceof Node && event.currentTarget.contains(to)) return;
              setOver(current => (current === column ? null : current));
            }}
            onDrop={event => {
              event.preventDefault();
              const id = event.dataTransfer?.getData(CARRIED);
              const row = rows.find(one => one.letter.id === id);
              setOver(null);
              setDragged(null);
              if (row !== undefined) onDrop(row, column);
            }}
          >
            <div class="letter-column-head" aria-hidden="true">
              <span>{columnWords(column)}</span>
              <span class="letter-count">{column === 'ended' ? list.length + hiddenCount : list.length}</span>
            </div>
            <ul>{list.map(row => cardOf(row, draggedId === row.letter.id))}</ul>
            {column === 'ended' && hiddenCount > 0 && <p class="muted small">{plural('lettersHidden', hiddenCount)}</p>}
          </section>
        );
      })}
    </div>
  );
}

interface DrawnCard {
  readonly card: VNode;
  readonly today: LocalDate;
  readonly isDragged: boolean;
}

interface CardCalls {
  onKey(row: LetterRow, event: KeyboardEvent): void;
  onChoose(row: LetterRow): void;
  onDrag(row: LetterRow, isStarting: boolean): void;
}

interface CardProps {
  readonly row: LetterRow;
  readonly today: LocalDate;
  readonly isDragged: boolean;
  readonly calls: CardCalls;
}

function Card({ row, today, isDragged, calls }: CardProps) {
  const name = writerOf(row);
  return (
    <li
      class="letter-card"
      data-dragged={isDragged || undefined}
      draggable
      onDragStart={event => {
        if (event.dataTransfer === null) return;
        event.dataTransfer.setData(CARRIED, row.letter.id);
        event.dataTransfer.effectAllowed = 'move';
        // The link in it is what the browser would show under the pointer.
        const { left, top } = event.currentTarget.getBoundingClientRect();
        event.dataTransfer.setDragImage(event.currentTarget, event.clientX - left, event.clientY - top);
        calls.onDrag(row, true);
      }}
      onDragEnd={() => calls.onDrag(row, false)}
    >
      <a
        class="letter-card-link"
        href={`#/letters/${row.letter.id}`}
        data-letter={row.letter.id}
        aria-keyshortcuts="Shift+ArrowLeft Shift+ArrowRight M"
        onKeyDown={event => calls.onKey(row, event)}
      >
        <span class="letter-card-who">
          <Avatar name={name} seed={row.letter.mentorId} size="s" />
          <strong class="letter-card-name plaintext">{name}</strong>
        </span>
        <span class="letter-card-what plaintext">{purposeOf(row)}</span>
        <span class="letter-card-service">
          <span class="muted small truncate plaintext">{serviceOf(row)}</span>
          <WarningCount row={row} />
        </span>
        <span class="letter-card-foot">
          <DaysLeft row={row} today={today} />
        </span>
      </a>
      <IconButton icon="more" size="s" label={t('lettersMoveOf', { name })} onClick={() => calls.onChoose(row)} />
    </li>
  );
}

/** Puts the focus on a letter, as a card or in the table. @returns Whether it is there. */
export function focusLetter(within: ParentNode, id: string): boolean {
  const shown = within.querySelector<HTMLElement>(`[data-letter="${CSS.escape(id)}"]`);
  shown?.focus({ preventScroll: true });
  shown?.scrollIntoView({ block: 'nearest', inline: 'nearest' });
  return shown !== null;
}

function isLeftToRight(): boolean {
  return document.documentElement.dir !== 'rtl';
}
