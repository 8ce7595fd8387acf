import type { Mentor } from '../../core/mentor.ts';
import { tFamily } from '../../i18n/t.ts';

/** Who a mentor is, in one line: Attending · Internal medicine · Lakeside Medical Center. */
export function describeMentor({ role, specialty, institution }: Mentor): string {
  return [tFamily('role', role), specialty, institution].filter(text => text !== '').join(' · ');
}
