import type { ProposedProgram, RefusedRow } from '../../../core/programs/import.ts';
import { t, tFamily } from '../../../i18n/t.ts';

/** One thing that did not come in, as a line: which row, what of it, and why. */
export interface LeftOut {
  readonly row: number;
  readonly text: string;
}

/** All that does not come in, by row. */
export function leftOutOf(
  proposed: readonly ProposedProgram[],
  skipped: readonly ProposedProgram[],
  refused: readonly RefusedRow[],
): readonly LeftOut[] {
  const skippedRows = new Set(skipped.map(({ row }) => row));
  const rows = refused.map(({ row, reason }) => ({
    row,
    text: t('programImportLeftRow', { reason: tFamily('programRefusal', reason), row }),
  }));
  const repeated = skipped.map(({ row, name, firstRow }) => ({
    row,
    text: t('programImportLeftRow', {
      reason:
        firstRow === null ? t('programImportSkippedStored', { name }) : t('programImportSkippedRepeated', { name }),
      row,
    }),
  }));
  const cells = proposed
    .filter(({ row }) => !skippedRows.has(row))
    .flatMap(({ row, leftOut }) =>
      leftOut.map(({ column, value, reason }) => ({
        row,
        text: t('programImportLeftCell', {
          column: tFamily('programColumn', column),
          reason: tFamily('programRefusal', reason),
          row,
          value,
        }),
      })),
    );
  return [...rows, ...repeated, ...cells].sort((a, b) => a.row - b.row);
}
