import { useLayoutEffect, useMemo, useRef, useState } from 'preact/hooks';
import type { LocalDate } from '../../../core/dates.ts';
import {
  choiceFor,
  type DuplicateChoice,
  isDuplicate,
  type ProgramColumn,
  type ProposedProgram,
  type ReadFields,
} from '../../../core/programs/import.ts';
import { formatShortDay } from '../../../i18n/format.ts';
import { plural, t, tFamily } from '../../../i18n/t.ts';
import { Button } from '../../components/Button.tsx';
import { Card } from '../../components/Card.tsx';
import { Select } from '../../components/Select.tsx';
import { useNow } from '../../hooks/use-now.ts';
import type { ProgramData } from '../use-program-data.ts';
import type { ImportChoices, ImportPlan, ProgramImport } from './program-import.ts';

/** So many are shown at first, and more each time. */
const AT_ONCE = 20;

export interface ImportDuplicatesProps {
  readonly data: ProgramData;
  readonly plan: ImportPlan;
  readonly choices: ImportChoices;
  readonly session: ProgramImport;
}

/** What is there twice: for all, then row by row, what to do with it, and in what the two differ. */
export function ImportDuplicates({ data, plan, choices, session }: ImportDuplicatesProps) {
  const { proposed } = plan;
  const { today } = useNow();
  const [most, setMost] = useState(AT_ONCE);
  const twice = useMemo(() => proposed.filter(isDuplicate), [proposed]);
  const byId = useMemo(() => new Map(data.index.records.programs.map(one => [one.id, one])), [data]);
  const byRow = useMemo(() => new Map(proposed.map(one => [one.row, one])), [proposed]);
  const hasStored = twice.some(({ firstRow }) => firstRow === null);
  const hasRepeated = twice.some(({ firstRow }) => firstRow !== null);
  const more = twice.length - most;
  const list = useRef<HTMLOListElement>(null);
  /** The first of the rows that were just shown; `null` once it has the focus. */
  const firstNew = useRef<number | null>(null);
  // The last press takes the button away with the focus, and the rows that came are before it.
  // biome-ignore lint/correctness/useExhaustiveDependencies: once the rows are drawn
  useLayoutEffect(() => {
    if (firstNew.current === null) return;
    list.current?.children[firstNew.current]?.querySelector('select')?.focus();
    firstNew.current = null;
  }, [most]);
  const showMore = () => {
    firstNew.current = most;
    setMost(most + 5 * AT_ONCE);
  };
  return (
    <Card title={t('programImportTwice')}>
      <p class="muted small import-twice-text">{t('programImportTwiceText')}</p>
      <div class="import-choices">
        {hasStored && (
          <Select<DuplicateChoice>
            label={t('programImportStored')}
            value={choices.stored}
            options={OPTIONS.stored()}
            onChange={choice => session.chooseForAll('stored', choice, proposed)}
          />
        )}
        {hasRepeated && (
          <Select<DuplicateChoice>
            label={t('programImportInFile')}
            value={choices.inFile}
            options={OPTIONS.inFile()}
            onChange={choice => session.chooseForAll('inFile', choice, proposed)}
          />
        )}
      </div>
      <ol ref={list} class="rows import-twice">
        {twice.slice(0, most).map(one => {
          const { row, name, firstRow, storedId } = one;
          const other = firstRow === null ? byId.get(storedId ?? '') : byRow.get(firstRow)?.fields;
          return (
            <li key={row} class="row">
              <span class="import-number muted small">{row}</span>
              <span class="row-words">
                <span class="plaintext">{name}</span>
                <span class="muted small plaintext">
                  {firstRow === null ? t('programImportIsStored') : t('programImportIsRepeated', { row: firstRow })}
                  {' · '}
                  {differences(one, other ?? {}, today)}
                </span>
              </span>
              <Select<DuplicateChoice>
                label={t('programImportFor', { name, row })}
                labelHidden
                value={choiceFor(one, choices)}
                options={firstRow === null ? OPTIONS.stored() : OPTIONS.inFile()}
                onChange={choice => session.chooseFor(row, choice)}
              />
            </li>
          );
        })}
      </ol>
      {more > 0 && (
        <div class="card-foot">
          <Button size="s" onClick={showMore}>
            {plural('programImportMoreTwice', more)}
          </Button>
        </div>
      )}
    </Card>
  );
}

const OPTIONS = {
  stored: () => [
    { value: 'skip' as const, label: t('programImportSkip') },
    { value: 'update' as const, label: t('programImportUpdate') },
    { value: 'add' as const, label: t('programImportAddAnyway') },
  ],
  inFile: () => [
    { value: 'skip' as const, label: t('programImportSkipInFile') },
    { value: 'update' as const, label: t('programImportUpdateInFile') },
    { value: 'add' as const, label: t('programImportAddAnyway') },
  ],
};

const COLUMN_OF: Readonly<Record<keyof ReadFields, ProgramColumn>> = {
  deadlineOn: 'deadline',
  appliedOn: 'applied',
  interviewOn: 'interview',
  priority: 'priority',
  letterCount: 'count',
  wantsChairLetter: 'chair',
  wantsStandardized: 'standardized',
  wantsDoWriter: 'do',
  oldestLetterMonths: 'oldest',
  link: 'link',
  note: 'note',
};

/** In what a row says otherwise than the one it is the same as, in one line. */
function differences({ fields }: ProposedProgram, other: ReadFields, today: LocalDate): string {
  // Of its own names.
  const names = Object.keys(fields) as (keyof ReadFields)[];
  const said = names
    .filter(name => isSaid(fields[name]) && fields[name] !== other[name])
    .map(name =>
      t('programImportDiffers', {
        column: tFamily('programColumn', COLUMN_OF[name]),
        mine: isSaid(other[name]) ? valueText(name, other[name], today) : t('programImportEmpty'),
        theirs: valueText(name, fields[name], today),
      }),
    );
  return said.length === 0 ? t('programImportNoDifference') : said.join(' · ');
}

function isSaid(value: unknown): boolean {
  return value !== undefined && value !== null && value !== '';
}

function valueText(name: keyof ReadFields, value: ReadFields[keyof ReadFields], today: LocalDate): string {
  if (typeof value === 'boolean') return value ? t('programYes') : t('programNo');
  // Days are named so, and are days by then.
  return name.endsWith('On') ? formatShortDay(value as LocalDate, today) : String(value);
}
