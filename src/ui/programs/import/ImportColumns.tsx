import { PROGRAM_COLUMNS, type ProgramColumn } from '../../../core/programs/import.ts';
import type { DateOrder } from '../../../files/table-dates.ts';
import { t, tFamily } from '../../../i18n/t.ts';
import { report } from '../../../platform/report.ts';
import { Card } from '../../components/Card.tsx';
import { Checkbox } from '../../components/Checkbox.tsx';
import { SegmentedControl } from '../../components/SegmentedControl.tsx';
import { Select } from '../../components/Select.tsx';
import { tracksWith } from '../choices.ts';
import type { ProgramData } from '../use-program-data.ts';
import { type ProgramFile, type ProgramFileProblem, readAgain, withColumns } from './program-file.ts';
import type { ImportPlan, ProgramImport } from './program-import.ts';
import { TableButton } from './TableButton.tsx';

const NO_COLUMN = '';

export interface ImportColumnsProps {
  readonly data: ProgramData;
  readonly file: ProgramFile;
  readonly plan: ImportPlan;
  readonly session: ProgramImport;
  onFiles(files: readonly File[]): void;
}

/** Which column holds what, and how days are written. */
export function ImportColumns(props: ImportColumnsProps) {
  const { data, file, plan, session, onFiles } = props;
  const onRead = (reading: Promise<ProgramFile | ProgramFileProblem>) => void session.read(reading).catch(report);
  const { table, mapping, dateOrder } = file;
  const choose = (column: ProgramColumn, value: string) => {
    const { [column]: _, ...others } = mapping;
    // A column holds one thing: where it was chosen before, it is no more.
    const free = Object.fromEntries(Object.entries(others).filter(([, index]) => String(index) !== value));
    const next = value === NO_COLUMN ? others : { ...free, [column]: Number(value) };
    onRead(withColumns(file, next, dateOrder));
  };
  const options = [
    { value: NO_COLUMN, label: t('importNoColumn') },
    ...table.columns.map((label, index) => ({ value: String(index), label })),
  ];
  return (
    <Card
      title={t('programImportColumns', { name: file.name })}
      actions={<TableButton label={t('programImportOther')} onFiles={onFiles} />}
    >
      <div class="stack">
        <p class="muted small">{t('programImportColumnsText')}</p>
        <div class="import-columns program-columns">
          {PROGRAM_COLUMNS.map(column => (
            <Select
              key={column}
              label={tFamily('programColumn', column)}
              value={mapping[column] === undefined ? NO_COLUMN : String(mapping[column])}
              options={options}
              onChange={value => choose(column, value)}
            />
          ))}
        </div>
        <Checkbox
          label={t('programImportHeader')}
          checked={table.hasHeader}
          onChange={hasHeader => onRead(readAgain(file, hasHeader))}
        />
        {file.asksOrder && (
          <div class="import-order">
            <SegmentedControl<DateOrder | 'unknown'>
              label={t('importOrder')}
              value={dateOrder ?? 'unknown'}
              options={[
                { value: 'dmy', label: t('importOrderDayFirst') },
                { value: 'mdy', label: t('importOrderMonthFirst') },
              ]}
              onChange={order => onRead(withColumns(file, mapping, order === 'unknown' ? null : order))}
            />
            {dateOrder === null && <p class="field-hint">{t('importOrderText')}</p>}
          </div>
        )}
        <div class="import-choices">
          {data.index.records.tracks.length > 0 && (
            <Select
              label={t('programImportTrack')}
              value={plan.trackId ?? ''}
              options={tracksWith([['', t('programsNoTrack')]], data)}
              onChange={trackId => session.choose({ trackId: trackId === '' ? null : trackId })}
            />
          )}
        </div>
      </div>
    </Card>
  );
}
