import { useMemo, useState } from 'preact/hooks';
import type { LocalDate } from '../../core/dates.ts';
import type { Program } from '../../core/program.ts';
import {
  ALL_PROGRAMS,
  filterPrograms,
  type ProgramFilter,
  type ProgramSort,
  sortPrograms,
} from '../../core/programs/program-list.ts';
import { t } from '../../i18n/t.ts';
import { call } from '../../platform/messaging.ts';
import { report } from '../../platform/report.ts';
import { Button } from '../components/Button.tsx';
import { Card } from '../components/Card.tsx';
import { EmptyState } from '../components/EmptyState.tsx';
import { Icon } from '../components/Icon.tsx';
import { useKeptRows, useLatest } from '../hooks/use-kept-rows.ts';
import type { Toasts } from '../hooks/use-toast.ts';
import { ProgramDialog } from './ProgramDialog.tsx';
import { ProgramFilters } from './ProgramFilters.tsx';
import { ProgramRow } from './ProgramRow.tsx';
import { headOf } from './program-words.ts';
import { changeProgram } from './program-writes.ts';
import { QuickAdd } from './QuickAdd.tsx';
import { RowGap } from './RowGap.tsx';
import { SelectedBar } from './SelectedBar.tsx';
import type { ProgramData } from './use-program-data.ts';
import { useRowWindow } from './use-row-window.ts';

/** The columns in their order. */
export const COLUMNS: readonly ProgramSort[] = [
  'name',
  'track',
  'priority',
  'deadline',
  'applied',
  'interview',
  'check',
];

export interface ProgramTableProps {
  readonly data: ProgramData;
  readonly today: LocalDate;
  readonly toasts: Toasts;
}

/** The programs as a table that is sorted, filtered, and changed in place. */
export function ProgramTable({ data, today, toasts }: ProgramTableProps) {
  const [filter, setFilter] = useState<ProgramFilter>(ALL_PROGRAMS);
  const [sort, setSort] = useState<{ readonly by: ProgramSort; readonly isDescending: boolean }>({
    by: 'name',
    isDescending: false,
  });
  const [selected, setSelected] = useState<ReadonlySet<string>>(new Set());
  const [openId, setOpenId] = useState<string | null>(null);
  const { index, checks, trackNames } = data;
  const { programs } = index.records;
  const sorted = useMemo(
    () => sortPrograms(programs, sort.by, sort.isDescending, checks, trackNames),
    [programs, sort, checks, trackNames],
  );
  const shown = useMemo(() => filterPrograms(sorted, filter, checks, today), [sorted, filter, checks, today]);
  // What was removed meanwhile, or is filtered out, is not acted upon.
  const chosen = useMemo(() => shown.filter(({ id }) => selected.has(id)).map(({ id }) => id), [shown, selected]);
  const { rows, first, last } = useRowWindow<HTMLTableSectionElement>(shown.length);

  const keepRow = useKeptRows();
  const select = useLatest((ids: readonly string[], isSelected: boolean) => {
    const next = new Set(selected);
    for (const id of ids) {
      if (isSelected) next.add(id);
      else next.delete(id);
    }
    setSelected(next);
  });
  const tell = (writing: ReturnType<typeof changeProgram>, sentence: string) =>
    void writing.then(result => toasts.told(result, sentence)).catch(report);
  const setPriority = useLatest((program: Program, priority: number | null) => {
    const { name } = program;
    if (priority === program.priority) return;
    const sentence =
      priority === null ? t('programSavedNoPriority', { name }) : t('programSavedPriority', { name, priority });
    tell(changeProgram(program, { priority }), sentence);
  });
  const setApplied = useLatest((program: Program) => {
    if (program.appliedOn !== null) return;
    tell(changeProgram(program, { appliedOn: today }), t('programSavedApplied', { name: program.name }));
  });
  const pressKey = useLatest((program: Program, at: number, key: string): boolean => {
    if (key === 'ArrowDown' || key === 'j') focusRow(rows.current, at + 1);
    else if (key === 'ArrowUp' || key === 'k') focusRow(rows.current, at - 1);
    else if (key === 'a') setApplied(program);
    else if (key === 'x') select([program.id], !selected.has(program.id));
    else if (/^[1-9]$/.test(key)) setPriority(program, Number(key));
    else if (key === '0') setPriority(program, null);
    else return false;
    return true;
  });
  const opened = programs.find(({ id }) => id === openId) ?? null;
  const areAllChosen = shown.length > 0 && chosen.length === shown.length;
  return (
    <div class="stack programs">
      <ProgramFilters
        data={data}
        filter={filter}
        sort={sort}
        shownCount={shown.length}
        onFilter={setFilter}
        onSort={setSort}
      />
      <QuickAdd
        data={data}
        trackId={trackNames.has(filter.track) ? filter.track : null}
        onAdd={async (name, trackId) => {
          const result = await call('program/save', { id: null, fields: { name, trackId } });
          return toasts.told(result, t('programAdded', { name }));
        }}
      />
      {shown.length === 0 ? (
        <Card>
          <EmptyState
            drawing="search"
            title={t('programsNoneFound')}
            action={<Button onClick={() => setFilter(ALL_PROGRAMS)}>{t('programsShowAll')}</Button>}
          />
        </Card>
      ) : (
        <div class="card card-flush">
          <table class="programs-table" aria-rowcount={shown.length + 1}>
            <thead>
              <tr aria-rowindex={1}>
                <td class="cell-select">
                  <input
                    type="checkbox"
                    class="checkbox"
                    aria-label={t('programSelectAll')}
                    checked={areAllChosen}
                    indeterminate={chosen.length > 0 && !areAllChosen}
                    onChange={event =>
                      select(
                        shown.map(({ id }) => id),
                        event.currentTarget.checked,
                      )
                    }
                  />
                </td>
                {COLUMNS.map(by => (
                  <SortHead
                    key={by}
                    by={by}
                    sort={sort}
                    onSort={() => setSort({ by, isDescending: sort.by === by && !sort.isDescending })}
                  />
                ))}
              </tr>
            </thead>
            <tbody ref={rows}>
              <RowGap rows={first} />
              {shown.slice(first, last).map((program, offset) => {
                const { id } = program;
                const at = first + offset;
                const isSelected = selected.has(id);
                const track = trackNames.get(program.trackId ?? '');
                return keepRow(id, [program, at, track, checks.get(id), data.writerOf, isSelected, today], () => (
                  <ProgramRow
                    key={id}
                    at={at}
                    program={program}
                    data={data}
                    today={today}
                    isSelected={isSelected}
                    onSelect={isWanted => select([id], isWanted)}
                    onOpen={() => setOpenId(id)}
                    onPriority={priority => setPriority(program, priority)}
                    onApplied={() => setApplied(program)}
                    onKey={key => pressKey(program, at, key)}
                  />
                ));
              })}
              <RowGap rows={shown.length - last} />
            </tbody>
          </table>
        </div>
      )}
      {shown.length > 0 && <Keys />}
      {chosen.length > 0 && (
        <SelectedBar ids={chosen} data={data} today={today} toasts={toasts} onDone={() => setSelected(new Set())} />
      )}
      {opened !== null && (
        <ProgramDialog
          key={opened.id}
          data={data}
          program={opened}
          start={{ name: '', trackId: null }}
          toasts={toasts}
          onClose={() => setOpenId(null)}
        />
      )}
    </div>
  );
}

/** The row is drawn already: some above and below those in sight are. */
function focusRow(rows: HTMLElement | null, at: number): void {
  const row = rows?.querySelector<HTMLElement>(`[data-at="${at}"]`);
  row?.querySelector<HTMLElement>('.program-name')?.focus();
  row?.scrollIntoView({ block: 'nearest' });
}

interface SortHeadProps {
  readonly by: ProgramSort;
  readonly sort: { readonly by: ProgramSort; readonly isDescending: boolean };
  onSort(): void;
}

function SortHead({ by, sort, onSort }: SortHeadProps) {
  const isSorted = sort.by === by;
  const words = headOf(by);
  return (
    <th
      scope="col"
      class={`cell-${by}`}
      aria-sort={isSorted ? (sort.isDescending ? 'descending' : 'ascending') : undefined}
    >
      <button type="button" class={isSorted ? 'sort-button is-sorted' : 'sort-button'} onClick={onSort}>
        <span class="truncate">{words}</span>
        {isSorted && (
          <span class={sort.isDescending ? 'sort-mark is-descending' : 'sort-mark'}>
            <Icon name="chevron-down" />
          </span>
        )}
      </button>
    </th>
  );
}

function Keys() {
  const keys = [
    ['↑ ↓', t('programKeyMove')],
    ['A', t('programKeyApplied')],
    ['1 … 9', t('programKeyPriority')],
    ['X', t('programKeySelect')],
    ['↵', t('programKeyOpen')],
  ] as const;
  return (
    <dl class="due-keys" aria-label={t('programKeys')}>
      {keys.map(([key, meaning]) => (
        <div key={key}>
          <dt>{key.split(' ').map(one => (one === '…' ? <span key={one}>…</span> : <kbd key={one}>{one}</kbd>))}</dt>
          <dd>{meaning}</dd>
        </div>
      ))}
    </dl>
  );
}
