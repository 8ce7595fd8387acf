import type { Program } from '../../core/program.ts';
import { PROGRAM_COLUMNS, type ProgramColumn } from '../../core/programs/import.ts';
import { t, tFamily } from '../../i18n/t.ts';
import type { ProgramData } from './use-program-data.ts';

/** All programs as a table that the import understands again: the names of the columns, then a row for each. */
export function programRows({ index, trackNames }: ProgramData): readonly (readonly string[])[] {
  const heads = PROGRAM_COLUMNS.map(column => tFamily('programColumn', column));
  const rows = index.records.programs.map(program =>
    PROGRAM_COLUMNS.map(column => cellOf(program, column, trackNames)),
  );
  return [heads, ...rows];
}

function cellOf(program: Program, column: ProgramColumn, trackNames: ReadonlyMap<string, string>): string {
  switch (column) {
    case 'name':
      return program.name;
    case 'track':
      return trackNames.get(program.trackId ?? '') ?? '';
    case 'deadline':
      return program.deadlineOn ?? '';
    case 'applied':
      return program.appliedOn ?? '';
    case 'interview':
      return program.interviewOn ?? '';
    case 'priority':
      return numberText(program.priority);
    case 'count':
      return numberText(program.letterCount);
    case 'chair':
      return yesOrNo(program.wantsChairLetter);
    case 'standardized':
      return yesOrNo(program.wantsStandardized);
    case 'do':
      return yesOrNo(program.wantsDoWriter);
    case 'oldest':
      return numberText(program.oldestLetterMonths);
    case 'link':
      return program.link ?? '';
    case 'note':
      return program.note;
  }
}

function numberText(value: number | null): string {
  return value === null ? '' : String(value);
}

function yesOrNo(value: boolean | null): string {
  if (value === null) return '';
  return value ? t('programYes') : t('programNo');
}
