import type { LocalDate } from '../../core/dates.ts';
import { t } from '../../i18n/t.ts';
import { Icon } from '../components/Icon.tsx';
import { type LetterRow, SORTS, type Sort, type SortBy, sorted } from './letter-rows.ts';
import { columnWords } from './letter-words.ts';
import { DaysLeft, purposeOf, serviceOf, WarningCount, writerOf } from './RowParts.tsx';

export interface LetterTableProps {
  readonly rows: readonly LetterRow[];
  readonly sort: Sort;
  readonly today: LocalDate;
  onSort(sort: Sort): void;
}

/** The same letters in rows, sorted by any column. */
export function LetterTable({ rows, sort, today, onSort }: LetterTableProps) {
  const shown = sorted(rows, sort, (row, by) => wordsIn(row, by));
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls sideways has to be reached by keyboard.
    <section class="letter-table card card-flush" aria-label={t('navLetters')} tabIndex={0}>
      <table>
        <thead>
          <tr>
            {SORTS.map(by => {
              const isSorted = sort.by === by;
              return (
                <th key={by} scope="col" aria-sort={isSorted ? (sort.isDown ? 'descending' : 'ascending') : undefined}>
                  <button
                    type="button"
                    class="sort-button"
                    data-sorted={isSorted ? (sort.isDown ? 'down' : 'up') : undefined}
                    onClick={() => onSort({ by, isDown: isSorted ? !sort.isDown : by === 'warnings' })}
                  >
                    {headWords(by)}
                    <Icon name="chevron-down" />
                  </button>
                </th>
              );
            })}
          </tr>
        </thead>
        <tbody>
          {shown.map(row => (
            <tr key={row.letter.id}>
              <th scope="row">
                <a class="plaintext" href={`#/letters/${row.letter.id}`} data-letter={row.letter.id}>
                  {writerOf(row)}
                </a>
              </th>
              <td class="plaintext">{purposeOf(row)}</td>
              <td>{columnWords(row.column)}</td>
              <td>
                <span class="cluster">
                  <DaysLeft row={row} today={today} />
                </span>
              </td>
              <td>
                <WarningCount row={row} />
              </td>
              <td>{serviceOf(row)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}

function wordsIn(row: LetterRow, by: 'writer' | 'purpose' | 'service'): string {
  switch (by) {
    case 'writer':
      return writerOf(row);
    case 'purpose':
      return purposeOf(row);
    case 'service':
      return serviceOf(row);
  }
}

function headWords(by: SortBy): string {
  switch (by) {
    case 'writer':
      return t('lettersWriter');
    case 'purpose':
      return t('lettersFor');
    case 'service':
      return t('lettersService');
    case 'column':
      return t('lettersNext');
    case 'target':
      return t('lettersTarget');
    case 'warnings':
      return t('lettersWarnings');
  }
}
