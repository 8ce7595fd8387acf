import { useLayoutEffect, useRef, useState } from 'preact/hooks';
import type { LocalDate } from '../../core/dates.ts';
import { SERVICES, type Service } from '../../core/letter.ts';
import {
  columnsOf,
  LETTER_COLUMNS,
  type LetterColumn,
  type Move,
  moveTo,
  nextColumn,
  previousColumn,
} from '../../core/letters/column.ts';
import { serviceWords } from '../../i18n/letter-words.ts';
import { plural, t } from '../../i18n/t.ts';
import { Button } from '../components/Button.tsx';
import { Card } from '../components/Card.tsx';
import { EmptyState } from '../components/EmptyState.tsx';
import { Loading } from '../components/Loading.tsx';
import { PageHeader } from '../components/PageHeader.tsx';
import { SegmentedControl } from '../components/SegmentedControl.tsx';
import { Select } from '../components/Select.tsx';
import { Switch } from '../components/Switch.tsx';
import { focusHeading } from '../hooks/focus-heading.ts';
import { goTo } from '../hooks/go-to.ts';
import { LoadFailed } from '../hooks/LoadFailed.tsx';
import { useNow } from '../hooks/use-now.ts';
import type { Toasts } from '../hooks/use-toast.ts';
import { Board, focusLetter } from './Board.tsx';
import { LetterDialog } from './LetterDialog.tsx';
import { LetterTable } from './LetterTable.tsx';
import { isShown, type LetterRow, type LettersData, sorted } from './letter-rows.ts';
import { columnWords, movedText } from './letter-words.ts';
import './letters.css';
import { MoveDialog } from './MoveDialog.tsx';
import { NewLetterDialog } from './NewLetterDialog.tsx';
import { purposeOf, writerOf } from './RowParts.tsx';
import { useLetters } from './use-letters.ts';
import { type LettersView, lastView, rememberView } from './visit.ts';

export interface LettersPageProps {
  /** The letter that is open; `new` with what the address proposes for a new one, or empty. */
  readonly letterId: string;
  readonly toasts: Toasts;
}

/** Where each letter stands: on a board by what is to happen next, or in a table. */
export function LettersPage({ letterId, toasts }: LettersPageProps) {
  const { today } = useNow();
  const { live, rows, change } = useLetters(today, toasts);
  const [view, setView] = useState(lastView);
  const [moving, setMoving] = useState<{ readonly id: string; readonly to: LetterColumn } | null>(null);
  const [said, setSaid] = useState('');
  // Whose card gets the focus once it is drawn where it belongs.
  const [focusId, setFocusId] = useState<string | null>(null);
  const page = useRef<HTMLDivElement>(null);
  const lastOpenId = useRef('');
  // After every drawing: a new letter has to be read first, and a window over the page has to be gone.
  useLayoutEffect(() => {
    const isDrawn = rows.some(({ letter }) => letter.id === focusId) && page.current?.querySelector('dialog') === null;
    if (focusId === null || page.current === null || !isDrawn) return;
    if (!focusLetter(page.current, focusId)) focusHeading();
    setFocusId(null);
  });

  const look = (part: Partial<LettersView>) => {
    const next = { ...view, ...part };
    setView(next);
    rememberView(next);
  };
  const close = () => {
    location.replace('#/letters');
    if (letterId !== '' && !letterId.startsWith('new')) setFocusId(letterId);
  };

  const perform = (row: LetterRow, column: LetterColumn, move: Extract<Move, { type: 'move' }>) => {
    const name = writerOf(row);
    const sentence = [t('lettersMovedTo', { column: columnWords(column), name }), movedText(move, today)]
      .join(' ')
      .trim();
    setSaid(sentence);
    change(row.letter.id, move.fields, sentence);
    setFocusId(row.letter.id);
  };
  const move = (row: LetterRow, column: LetterColumn, isConfirmed = false) => {
    const planned = moveTo(row.letter, column, row.steps, today);
    if (planned.type === 'none') {
      if (planned.why === 'how') setMoving({ id: row.letter.id, to: 'ended' });
      else if (planned.why === 'no-step') {
        toasts.say(t('lettersNoStep', { column: columnWords(column), service: serviceWords(row.letter.service) }));
      }
    } else if (!isConfirmed && takesAwayOld(planned, today)) setMoving({ id: row.letter.id, to: column });
    else perform(row, column, planned);
  };
  const step = (row: LetterRow, isBack: boolean) => {
    const column = isBack ? previousColumn(row.letter, row.steps) : nextColumn(row.letter, row.steps);
    if (column === null) setSaid(isBack ? t('lettersFirst') : t('lettersLast'));
    else move(row, column);
  };

  const header = (
    <PageHeader
      title={t('navLetters')}
      subtitle={rows.length === 0 ? t('lettersSubtitle') : plural('lettersCount', underWay(rows))}
      actions={
        // While there is none, the empty page says what comes first.
        rows.length > 0 && (
          <Button variant="primary" icon="plus" onClick={() => goTo('/letters/new')}>
            {t('lettersNew')}
          </Button>
        )
      }
    />
  );
  if (live.state !== 'ready') {
    return (
      <>
        {header}
        {live.state === 'failed' ? (
          <LoadFailed problem={live.problem} />
        ) : (
          <Card>
            <Loading label={t('loading')} lines={6} />
          </Card>
        )}
      </>
    );
  }
  const data = live.value;
  const shown = rows.filter(row => isShown(row, view));
  const hiddenCount = view.showsEnded
    ? 0
    : rows.filter(row => isShown(row, { ...view, showsEnded: true })).length - shown.length;
  const open = rows.find(({ letter }) => letter.id === letterId) ?? null;
  if (open !== null) lastOpenId.current = letterId;
  const moved = rows.find(({ letter }) => letter.id === moving?.id) ?? null;
  const others = rows.filter(({ letter, column }) => column !== 'ended' && letter.id !== (open ?? moved)?.letter.id);
  return (
    <div class="letters-page" ref={page}>
      {header}
      {rows.length === 0 ? (
        <NoLetters hasMentors={data.mentors.length > 0} />
      ) : (
        <>
          <Toolbar view={view} rows={rows} data={data} onLook={look} />
          {shown.length === 0 && hiddenCount === 0 ? (
            <Card>
              <EmptyState drawing="search" title={t('lettersNoneShown')}>
                {t('lettersNoneShownText')}
              </EmptyState>
            </Card>
          ) : view.as === 'board' ? (
            <>
              <Board
                rows={sorted(shown, { by: 'target', isDown: false }, writerOrPurpose)}
                columns={columnsIn(rows)}
                today={today}
                hiddenCount={hiddenCount}
                onStep={step}
                onDrop={move}
                onChoose={row =>
                  setMoving({
                    id: row.letter.id,
                    to: nextColumn(row.letter, row.steps) ?? previousColumn(row.letter, row.steps) ?? row.column,
                  })
                }
              />
              <p class="muted small letters-keys">{t('lettersKeys')}</p>
            </>
          ) : (
            <LetterTable rows={shown} sort={view.sort} today={today} onSort={sort => look({ sort })} />
          )}
        </>
      )}
      <p class="visually-hidden" role="status">
        {said}
      </p>
      {moving !== null && moved !== null && (
        <MoveDialog
          key={moving.id + moving.to}
          row={moved}
          to={moving.to}
          others={others}
          today={today}
          onClose={() => {
            setMoving(null);
            setFocusId(moving.id);
          }}
          onMove={column => move(moved, column, true)}
          onEnd={(ended, by) => {
            const sentence = t('lettersMovedTo', { column: columnWords('ended'), name: writerOf(moved) });
            setSaid(sentence);
            change(moved.letter.id, { ended, endedOn: today, replacedByLetterId: by }, sentence);
          }}
        />
      )}
      {open !== null && (
        <LetterDialog
          key={letterId}
          row={open}
          others={others}
          data={data}
          today={today}
          toasts={toasts}
          onClose={close}
        />
      )}
      {/^new(?:\?|$)/.test(letterId) && (
        <NewLetterDialog
          key={letterId}
          query={letterId.slice('new?'.length)}
          others={others}
          data={data}
          today={today}
          toasts={toasts}
          onClose={close}
          onMade={setFocusId}
        />
      )}
      {open === null && letterId !== '' && !letterId.startsWith('new') && (
        <Gone wasOpen={lastOpenId.current === letterId} toasts={toasts} onSeen={close} />
      )}
    </div>
  );
}

/** Whether a move takes away what was noted on an earlier day: then it is asked first. */
function takesAwayOld({ clears }: Extract<Move, { type: 'move' }>, today: LocalDate): boolean {
  return clears.some(({ on }) => on !== today);
}

function underWay(rows: readonly LetterRow[]): number {
  return rows.filter(({ column }) => column !== 'ended' && column !== 'done').length;
}

function columnsIn(rows: readonly LetterRow[]): readonly LetterColumn[] {
  const wanted = new Set(rows.flatMap(({ steps }) => columnsOf(steps)));
  return LETTER_COLUMNS.filter(column => wanted.has(column));
}

function writerOrPurpose(row: LetterRow, by: 'writer' | 'purpose' | 'service'): string {
  return by === 'writer' ? writerOf(row) : purposeOf(row);
}

interface ToolbarProps {
  readonly view: LettersView;
  readonly rows: readonly LetterRow[];
  readonly data: LettersData;
  onLook(part: Partial<LettersView>): void;
}

function Toolbar({ view, rows, data, onLook }: ToolbarProps) {
  const services = SERVICES.filter(service => rows.some(({ letter }) => letter.service === service));
  const tracks = data.tracks.filter(({ id }) => rows.some(({ letter }) => letter.trackId === id));
  const hasGeneral = rows.some(({ letter }) => letter.trackId === null);
  const hasEnded = rows.some(({ column }) => column === 'ended');
  return (
    <div class="toolbar letters-toolbar">
      <SegmentedControl<LettersView['as']>
        label={t('lettersAs')}
        labelHidden
        value={view.as}
        options={[
          { value: 'board', label: t('lettersBoard'), icon: 'flag' },
          { value: 'table', label: t('lettersTable'), icon: 'table' },
        ]}
        onChange={as => onLook({ as })}
      />
      {tracks.length + (hasGeneral ? 1 : 0) > 1 && (
        <Select
          label={t('lettersTrack')}
          labelHidden
          value={view.track}
          options={[
            { value: '', label: t('lettersAllTracks') },
            ...tracks.map(({ id, name }) => ({ value: id, label: name })),
            ...(hasGeneral ? [{ value: 'general', label: t('letterPurposeGeneral') }] : []),
          ]}
          onChange={track => onLook({ track })}
        />
      )}
      {services.length > 1 && (
        <Select<Service | ''>
          label={t('lettersService')}
          labelHidden
          value={services.find(service => service === view.service) ?? ''}
          options={[
            { value: '', label: t('lettersAllServices') },
            ...services.map(service => ({ value: service, label: serviceWords(service) })),
          ]}
          onChange={service => onLook({ service })}
        />
      )}
      {hasEnded && (
        <Switch
          label={t('lettersShowEnded')}
          checked={view.showsEnded}
          onChange={showsEnded => onLook({ showsEnded })}
        />
      )}
    </div>
  );
}

function NoLetters({ hasMentors }: { readonly hasMentors: boolean }) {
  return (
    <Card>
      <EmptyState
        drawing="letter"
        title={t('lettersEmptyTitle')}
        action={
          <>
            <a class="button primary size-m" href={hasMentors ? '#/letters/new' : '#/mentors/new'}>
              {hasMentors ? t('lettersNew') : t('mentorsAdd')}
            </a>
            <a class="button secondary size-m" href="#/plan">
              {t('lettersToPlan')}
            </a>
            <a class="button secondary size-m" href="#/mentors">
              {t('lettersToMentors')}
            </a>
          </>
        }
      >
        {t('lettersEmptyText')}
      </EmptyState>
    </Card>
  );
}

/** For an address of a letter that is not there any more; one that was open a moment ago is closed without a word. */
function Gone({ wasOpen, toasts, onSeen }: { readonly wasOpen: boolean; readonly toasts: Toasts; onSeen(): void }) {
  // biome-ignore lint/correctness/useExhaustiveDependencies: once, as it is found out
  useLayoutEffect(() => {
    if (!wasOpen) toasts.say(t('letterGone'));
    onSeen();
  }, []);
  return null;
}
