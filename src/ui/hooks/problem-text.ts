import type { Problem } from '../../core/result.ts';
import { tFamily } from '../../i18n/t.ts';

/** The sentence for a problem: what happened and what to do about it. */
export function problemText({ code, value }: Problem): string {
  return tFamily('problem', code, { value: value ?? '' });
}
