import type { Program } from '../../core/program.ts';

/** The fields of the dialog as they are typed. */
export interface ProgramForm {
  readonly name: string;
  /** Empty for none. */
  readonly trackId: string;
  /** Empty for none. */
  readonly priority: string;
  readonly deadlineOn: string;
  readonly appliedOn: string;
  readonly interviewOn: string;
  /** Empty as the track. */
  readonly letterCount: string;
  readonly wantsChairLetter: Wish;
  readonly wantsStandardized: Wish;
  readonly wantsDoWriter: Wish;
  readonly oldestLetterMonths: string;
  readonly link: string;
  readonly note: string;
}

/** `''` as the track. */
export type Wish = '' | 'yes' | 'no';

export function formOfProgram(program: Program | null, trackId: string | null): ProgramForm {
  return {
    name: program?.name ?? '',
    trackId: (program === null ? trackId : program.trackId) ?? '',
    priority: textOf(program?.priority),
    deadlineOn: program?.deadlineOn ?? '',
    appliedOn: program?.appliedOn ?? '',
    interviewOn: program?.interviewOn ?? '',
    letterCount: textOf(program?.letterCount),
    wantsChairLetter: wishOf(program?.wantsChairLetter),
    wantsStandardized: wishOf(program?.wantsStandardized),
    wantsDoWriter: wishOf(program?.wantsDoWriter),
    oldestLetterMonths: textOf(program?.oldestLetterMonths),
    link: program?.link ?? '',
    note: program?.note ?? '',
  };
}

function textOf(value: number | null | undefined): string {
  return value === null || value === undefined ? '' : String(value);
}

function wishOf(value: boolean | null | undefined): Wish {
  if (value === null || value === undefined) return '';
  return value ? 'yes' : 'no';
}

/** The fields that cannot stay as they were typed. */
export type ProgramFormError = 'name' | 'link' | 'letterCount' | 'oldestLetterMonths';

export function errorsIn(form: ProgramForm): ReadonlySet<ProgramFormError> {
  const errors = new Set<ProgramFormError>();
  if (form.name.trim() === '') errors.add('name');
  if (form.link.trim() !== '' && webAddress(form.link) === null) errors.add('link');
  if (!isNumberIn(form.letterCount, 0, 10)) errors.add('letterCount');
  if (!isNumberIn(form.oldestLetterMonths, 1, 120)) errors.add('oldestLetterMonths');
  return errors;
}

function isNumberIn(text: string, least: number, most: number): boolean {
  if (text.trim() === '') return true;
  const value = Number(text);
  return Number.isInteger(value) && value >= least && value <= most;
}

/** The address with its scheme, where people leave it out; `null` when it is none. */
function webAddress(text: string): string | null {
  const typed = text.trim();
  const url = URL.parse(/^[\w-]+(?:\.[\w-]+)+(?:[/?#]|$)/.test(typed) ? `https://${typed}` : typed);
  return url !== null && (url.protocol === 'https:' || url.protocol === 'http:') ? url.href : null;
}

/** What is sent; the worker looks at all of it again. */
export function fieldsOfForm(form: ProgramForm): Readonly<Record<string, unknown>> {
  const orNull = (text: string) => (text.trim() === '' ? null : text.trim());
  const numberOrNull = (text: string) => (text.trim() === '' ? null : Number(text));
  const wish = (value: Wish) => (value === '' ? null : value === 'yes');
  return {
    name: form.name,
    trackId: orNull(form.trackId),
    priority: numberOrNull(form.priority),
    deadlineOn: orNull(form.deadlineOn),
    appliedOn: orNull(form.appliedOn),
    interviewOn: orNull(form.interviewOn),
    letterCount: numberOrNull(form.letterCount),
    wantsChairLetter: wish(form.wantsChairLetter),
    wantsStandardized: wish(form.wantsStandardized),
    wantsDoWriter: wish(form.wantsDoWriter),
    oldestLetterMonths: numberOrNull(form.oldestLetterMonths),
    link: form.link.trim() === '' ? null : webAddress(form.link),
    note: form.note,
  };
}
