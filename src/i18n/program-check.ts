import type { AssignAll, Misfit } from '../core/programs/assign-all.ts';
import type { CheckState, ProgramCheck, ProgramFinding } from '../core/programs/check.ts';
import { formatList } from './format.ts';
import { plural, t } from './t.ts';

/** A longer list of names is cut off. */
const MOST_NAMES = 3;

/** In a word or two, whether a program has what it wants. */
export function checkWord(state: CheckState): string {
  switch (state) {
    case 'ok':
      return t('programCheckOk');
    case 'waiting':
      return t('programCheckWaiting');
    case 'missing':
      return t('programCheckMissing');
    case 'too-many':
      return t('programCheckTooMany');
    case 'not-known':
      return t('programCheckNotKnown');
  }
}

/** "3 of 4"; "3 of at most 4" where it is not known how many it wants; without a number to reach, "3". */
export function countText({ assignedCount, wishes }: Pick<ProgramCheck, 'assignedCount' | 'wishes'>): string {
  const { letterCount, most } = wishes;
  if (letterCount !== null) return t('programCountOf', { count: assignedCount, whole: letterCount });
  return most === null ? String(assignedCount) : t('programCountAtMost', { count: assignedCount, most });
}

/**
 * One sentence for a finding.
 *
 * @param nameOf - The writer of a letter, by its id.
 */
export function findingText(finding: ProgramFinding, nameOf: (letterId: string) => string): string {
  switch (finding.type) {
    case 'too-many':
      return plural('programFindingTooMany', finding.has - finding.most, { most: finding.most });
    case 'letters':
      return plural('programFindingLetters', finding.wants - finding.has);
    case 'chair':
      return t('programFindingChair');
    case 'chair-by-form':
      return t('programFindingChairByForm', { names: namesOf(finding.letterIds, nameOf) });
    case 'standardized':
      return t('programFindingStandardized');
    case 'do':
      return t('programFindingDo');
    case 'do-not-known':
      return t('programFindingDoNotKnown', { names: namesOf(finding.letterIds, nameOf) });
    case 'too-old':
      return plural('programFindingTooOld', finding.letterIds.length, {
        months: finding.months,
        names: namesOf(finding.letterIds, nameOf),
      });
    case 'ended':
      return plural('programFindingEnded', finding.letterIds.length, { names: namesOf(finding.letterIds, nameOf) });
    case 'other-service':
      return plural('programFindingOtherService', finding.letterIds.length, {
        names: namesOf(finding.letterIds, nameOf),
      });
    case 'age-not-known':
      return plural('programFindingAgeNotKnown', finding.letterIds.length, {
        names: namesOf(finding.letterIds, nameOf),
      });
    case 'not-received':
      return plural('programFindingNotReceived', finding.letterIds.length, {
        names: namesOf(finding.letterIds, nameOf),
      });
    case 'count-not-known':
      return t('programFindingCountNotKnown');
  }
}

/** Why a letter cannot be assigned to a program, with what to do about it. */
export function misfitText(misfit: Misfit, names: { readonly program: string; readonly writer: string }): string {
  const { program, writer } = names;
  switch (misfit.type) {
    case 'full':
      return misfit.most === 0
        ? t('programMisfitNone', { program })
        : plural('programMisfitFull', misfit.most, { program });
    case 'too-old':
      return t('programMisfitTooOld', { months: misfit.months, program, writer });
    case 'other-service':
      return t('programMisfitOtherService', { program, writer });
  }
}

/** What giving letters to many programs will do, in one sentence. */
export function assignAllText({ assignments, programCount }: AssignAll): string {
  if (assignments.length === 0) return t('programAssignAllNothing');
  const programs = plural('programAssignAllPrograms', programCount);
  return plural('programAssignAllDoes', assignments.length, { programs });
}

function namesOf(letterIds: readonly string[], nameOf: (letterId: string) => string): string {
  const names = [...new Set(letterIds.map(nameOf))];
  const more = names.length - MOST_NAMES;
  if (more <= 0) return formatList(names);
  return plural('namesMore', more, { names: names.slice(0, MOST_NAMES).join(', ') });
}
