/**
 * Why something expected did not work. Each code is also the key of its sentence: `capture/page-unreadable` is
 * `problem_capture_page_unreadable` in `_locales`.
 */
export const PROBLEM_CODES = [
  'capture/page-unreadable',
  'capture/not-understood',
  'capture/invalid',
  'consent/not-given',
  'form/no-person',
  'form/bad-date',
  'form/bad-address',
  'form/no-name',
  'form/bad-rhythm',
  'form/too-long',
  'mentor/not-found',
  'mentor/address-taken',
  'interaction/not-found',
  'interaction/already-logged',
  'interaction/cancelled',
  'reminder/not-found',
  'reminder/no-text',
  'record/not-found',
  'record/invalid',
  'rotation/ends-before-start',
  'moment/no-words',
  'assignment/full',
  'undo/too-late',
  'storage/unavailable',
  'storage/newer',
  'storage/full',
  'message/invalid',
  'message/no-answer',
  'settings/invalid',
  'clipboard/refused',
] as const;

export type ProblemCode = (typeof PROBLEM_CODES)[number];

export interface Problem {
  readonly code: ProblemCode;
  /** The offending value as the student typed it, for the sentence; absent when there is none to show. */
  readonly value?: string;
}

/** What can happen on a good day is a value; what cannot happen throws. */
export type Result<T> = { readonly ok: true; readonly value: T } | { readonly ok: false; readonly problem: Problem };

export function success<T>(value: T): Result<T> {
  return { ok: true, value };
}

export function failure(code: ProblemCode, value?: string): { readonly ok: false; readonly problem: Problem } {
  return { ok: false, problem: value === undefined ? { code } : { code, value } };
}
