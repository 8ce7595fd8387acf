import type { ProposedProgram, SettledImport } from '../../../core/programs/import.ts';
import { formatShortDay } from '../../../i18n/format.ts';
import { plural, t, tFamily } from '../../../i18n/t.ts';
import { Badge } from '../../components/Badge.tsx';
import { Card } from '../../components/Card.tsx';
import { useNow } from '../../hooks/use-now.ts';
import type { ProgramData } from '../use-program-data.ts';
import { leftOutOf } from './left-out.ts';
import type { ProgramFile } from './program-file.ts';

/** So many rows are shown; those with something to look at come first. */
const PREVIEWED = 12;
/** So many things that are left out. */
const LEFT_SHOWN = 8;

export interface ImportPreviewProps {
  readonly data: ProgramData;
  readonly file: ProgramFile;
  readonly proposed: readonly ProposedProgram[];
  readonly settled: SettledImport;
}

/** The first rows as they would come in, and what would not. */
export function ImportPreview({ data, file, proposed, settled }: ImportPreviewProps) {
  const skipped = new Set(settled.skipped.map(({ row }) => row));
  const isOdd = ({ storedId, firstRow, formulas }: ProposedProgram) =>
    storedId !== null || firstRow !== null || formulas.length > 0;
  const odd = proposed.filter(isOdd).slice(0, PREVIEWED - 4);
  const plain = proposed.filter(one => !isOdd(one)).slice(0, PREVIEWED - odd.length);
  const shown = [...odd, ...plain].sort((a, b) => a.row - b.row);
  const more = proposed.length - shown.length;
  const leftOut = leftOutOf(proposed, settled.skipped, file.reading.refused);
  return (
    <>
      <Card title={t('programImportPreview')}>
        <ol class="rows import-preview">
          {shown.map(one => (
            <li key={one.row} class={skipped.has(one.row) ? 'row is-skipped' : 'row'}>
              <span class="import-number muted small">{one.row}</span>
              <span class="row-words">
                <span class="truncate plaintext">{one.name}</span>
                <span class="muted small truncate">
                  <Facts one={one} data={data} />
                </span>
              </span>
              <span class="cluster import-marks">
                {one.formulas.length > 0 && <Badge tone="info">{t('programImportFormula')}</Badge>}
                {one.firstRow !== null ? (
                  <Badge tone="due">{t('programImportIsRepeated', { row: one.firstRow })}</Badge>
                ) : one.storedId !== null ? (
                  <Badge tone="due">{t('programImportIsStored')}</Badge>
                ) : (
                  <Badge tone="accent">{t('programImportNew')}</Badge>
                )}
              </span>
            </li>
          ))}
        </ol>
        {more > 0 && <p class="muted small card-foot">{plural('programImportMore', more)}</p>}
      </Card>
      {leftOut.length > 0 && (
        <Card title={t('programImportLeftOut')}>
          <ul class="left-out">
            {leftOut.slice(0, LEFT_SHOWN).map(({ row, text }) => (
              <li key={`${row} ${text}`} class="plaintext">
                {text}
              </li>
            ))}
          </ul>
          {leftOut.length > LEFT_SHOWN && (
            <p class="muted small card-foot">{plural('programImportMore', leftOut.length - LEFT_SHOWN)}</p>
          )}
        </Card>
      )}
    </>
  );
}

/** What a row says of its program, in one line. */
function Facts({ one, data }: { readonly one: ProposedProgram; readonly data: ProgramData }) {
  const { today } = useNow();
  const { deadlineOn, appliedOn, interviewOn, priority, letterCount, note } = one.fields;
  const named = (column: string, value: string | number | null | undefined) =>
    value === null || value === undefined || value === '' ? '' : `${tFamily('programColumn', column)}: ${value}`;
  const parts = [
    data.trackNames.get(one.trackId ?? '') ?? '',
    deadlineOn ? named('deadline', formatShortDay(deadlineOn, today)) : '',
    appliedOn ? named('applied', formatShortDay(appliedOn, today)) : '',
    interviewOn ? named('interview', formatShortDay(interviewOn, today)) : '',
    named('priority', priority),
    named('count', letterCount),
    note ?? '',
  ];
  return <>{parts.filter(part => part !== '').join(' · ')}</>;
}
