import { type DuplicateChoice, PROGRAM_COLUMNS, type ProgramColumn } from '../../../core/programs/import.ts';
import type { DateOrder } from '../../../files/table-dates.ts';
import { t, tFamily } from '../../../i18n/t.ts';
import { Card } from '../../components/Card.tsx';
import { Checkbox } from '../../components/Checkbox.tsx';
import { SegmentedControl } from '../../components/SegmentedControl.tsx';
import { Select } from '../../components/Select.tsx';
import { tracksWith } from '../choices.ts';
import type { ProgramData } from '../use-program-data.ts';
import type { ImportChoices } from './ImportPrograms.tsx';
import { type ProgramFile, type ProgramFileProblem, readAgain, withColumns } from './program-file.ts';
import { TableButton } from './TableButton.tsx';

const NO_COLUMN = '';

export interface ImportColumnsProps {
  readonly data: ProgramData;
  readonly file: ProgramFile;
  readonly choices: ImportChoices;
  readonly hasStored: boolean;
  readonly hasRepeated: boolean;
  onFiles(files: readonly File[]): void;
  onRead(reading: Promise<ProgramFile | ProgramFileProblem>): void;
  onChoices(choices: ImportChoices): void;
}

/** Which column holds what, how days are written, and what to do with what is there already. */
export function ImportColumns(props: ImportColumnsProps) {
  const { data, file, choices, hasStored, hasRepeated, onFiles, onRead, onChoices } = props;
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
  const duplicates: readonly { readonly value: DuplicateChoice; readonly label: string }[] = [
    { value: 'skip', label: t('programImportSkip') },
    { value: 'update', label: t('programImportUpdate') },
    { value: 'add', label: t('programImportAddAnyway') },
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
              value={choices.trackId ?? ''}
              options={tracksWith([['', t('programsNoTrack')]], data)}
              onChange={trackId => onChoices({ ...choices, trackId: trackId === '' ? null : trackId })}
            />
          )}
          {hasStored && (
            <Select<DuplicateChoice>
              label={t('programImportStored')}
              value={choices.stored}
              options={duplicates}
              onChange={stored => onChoices({ ...choices, stored })}
            />
          )}
          {hasRepeated && (
            <Select<DuplicateChoice>
              label={t('programImportInFile')}
              value={choices.inFile}
              options={duplicates}
              onChange={inFile => onChoices({ ...choices, inFile })}
            />
          )}
        </div>
      </div>
    </Card>
  );
}
