import { useMemo } from 'preact/hooks';
import { localDateOf } from '../../core/dates.ts';
import type { ImportRow } from '../../core/import.ts';
import type { TableField, TableMapping } from '../../files/csv.ts';
import type { DateOrder } from '../../files/table-dates.ts';
import { t, tFamily } from '../../i18n/t.ts';
import { now, timeZone } from '../../platform/clock.ts';
import { Card } from '../components/Card.tsx';
import { SegmentedControl } from '../components/SegmentedControl.tsx';
import { Select } from '../components/Select.tsx';
import { describeForm, titleOf } from './describe-row.ts';
import type { ImportSession, ImportState, SessionFile } from './import-session.ts';
import type { TableContent } from './read-file.ts';

/** As in `src/files/csv.ts`, which is loaded with the first table only. */
const FIELDS: readonly TableField[] = ['date', 'time', 'name', 'email', 'kind', 'title', 'note'];

const NO_COLUMN = '';
/** How many rows the preview shows. */
const PREVIEWED = 5;

export interface TableColumnsProps {
  readonly session: ImportSession;
  readonly state: ImportState;
  readonly file: SessionFile;
  readonly content: TableContent;
}

/** Which column of a table holds what, and what comes of its first rows. */
export function TableColumns({ session, state, file, content }: TableColumnsProps) {
  const { table, needsDateOrder } = content;
  const columns = file.columns ?? content.columns;
  const { mapping, dateOrder } = columns;
  const choose = (field: TableField, value: string) => {
    const { [field]: _, ...others } = mapping;
    const next: TableMapping = value === NO_COLUMN ? others : { ...others, [field]: Number(value) };
    session.setColumns(file.id, { ...columns, mapping: next });
  };
  const options = [
    { value: NO_COLUMN, label: t('importNoColumn') },
    ...table.columns.map((label, index) => ({ value: String(index), label })),
  ];
  return (
    <Card title={t('importColumns', { name: file.name })}>
      <div class="stack">
        <p class="muted small">{t('importColumnsText')}</p>
        <div class="import-columns">
          {FIELDS.map(field => (
            <Select
              key={field}
              label={tFamily('field', field)}
              value={mapping[field] === undefined ? NO_COLUMN : String(mapping[field])}
              options={options}
              onChange={value => choose(field, value)}
            />
          ))}
        </div>
        {needsDateOrder && (
          <div class="import-order">
            <SegmentedControl<DateOrder | 'unknown'>
              label={t('importOrder')}
              value={dateOrder ?? 'unknown'}
              options={[
                { value: 'dmy', label: t('importOrderDayFirst') },
                { value: 'mdy', label: t('importOrderMonthFirst') },
              ]}
              onChange={order =>
                session.setColumns(file.id, { ...columns, dateOrder: order === 'unknown' ? null : order })
              }
            />
            {dateOrder === null && <p class="field-hint">{t('importOrderText')}</p>}
          </div>
        )}
        <FirstRows state={state} file={file} content={content} />
      </div>
    </Card>
  );
}

function FirstRows({ state, file, content }: Omit<TableColumnsProps, 'session'>) {
  const { table } = content;
  const today = localDateOf(now(), timeZone());
  const mentors = useMemo(() => new Map(state.mentors.map(mentor => [mentor.id, mentor])), [state.mentors]);
  const first = Array.from({ length: Math.min(PREVIEWED, table.rows.length) }, (_, index) => index + table.firstRow);
  const byPlace = useMemo(
    () => new Map(state.rows.filter(row => row.key.startsWith(`${file.id}|`)).map(row => [row.where, row])),
    [state.rows, file.id],
  );
  const refused = file.content === null || typeof file.content === 'string' ? [] : file.content.refused;
  return (
    <section class="section" aria-label={t('importPreview')}>
      <h3 class="field-label">{t('importPreview')}</h3>
      <ol class="rows import-preview">
        {first.map(number => {
          const where = `row ${number}`;
          const row = byPlace.get(where);
          const reason = refused.find(refusal => refusal.where === where)?.reason;
          return (
            <li key={number} class="row">
              <span class="import-number muted small">{number}</span>
              <span class="row-words">
                {row !== undefined ? (
                  <RowWords row={row} mentors={mentors} today={today} />
                ) : reason !== undefined ? (
                  <span class="field-error">{tFamily('refusal', reason)}</span>
                ) : (
                  <span class="muted small">{tFamily('refusal', 'empty-row')}</span>
                )}
              </span>
            </li>
          );
        })}
      </ol>
    </section>
  );
}

interface RowWordsProps {
  readonly row: ImportRow;
  readonly mentors: Parameters<typeof describeForm>[1];
  readonly today: Parameters<typeof describeForm>[3];
}

function RowWords({ row, mentors, today }: RowWordsProps) {
  if (row.type === 'left-out') return <span class="field-error">{tFamily('refusal', row.reason)}</span>;
  if (row.type === 'contact') {
    return (
      <>
        <span class="truncate plaintext">{row.person.name}</span>
        <span class="muted small truncate">{row.person.emails.join(', ')}</span>
      </>
    );
  }
  if (row.form === null) return <span class="truncate plaintext">{row.title}</span>;
  return (
    <>
      <span class="truncate plaintext">{titleOf(row.form)}</span>
      <span class="muted small truncate">{describeForm(row.form, mentors, now(), today).line}</span>
      {row.form.note !== '' && <span class="muted small truncate plaintext">{row.form.note}</span>}
    </>
  );
}
