import type { ProgramSort } from '../../core/programs/program-list.ts';
import { plural, t, tFamily } from '../../i18n/t.ts';

/** What a column of the table is called. */
export function headOf(by: ProgramSort): string {
  return tFamily('programColumn', by === 'check' ? 'count' : by);
}

/** How many programs are shown, and of how many. */
export function shownText(shown: number, all: number): string {
  return shown === all ? plural('programsCount', all) : t('programsCountOf', { count: shown, whole: all });
}
