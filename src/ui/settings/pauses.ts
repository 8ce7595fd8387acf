import { daysBetween, type LocalDate, parseLocalDate } from '../../core/dates.ts';
import type { Pause } from '../../core/settings.ts';

/** What is typed into the form for a pause. */
export interface PauseForm {
  readonly kind: Pause['kind'];
  readonly from: string;
  readonly until: string;
}

/** What is wrong with a pause, by field. */
export type PauseProblem = 'no-from' | 'no-until' | 'ends-before' | 'is-over';

/** More are not kept; the oldest go. */
const MOST_PAUSES = 200;

/** Reads the form; a pause that is over by now is refused, since it would do nothing. */
export function readPause(form: PauseForm, id: string, today: LocalDate): Pause | PauseProblem {
  const [fromOn, untilOn] = [parseLocalDate(form.from), parseLocalDate(form.until)];
  if (fromOn === null) return 'no-from';
  if (untilOn === null) return 'no-until';
  if (untilOn < fromOn) return 'ends-before';
  if (untilOn < today) return 'is-over';
  return { id, kind: form.kind, fromOn, untilOn };
}

/** The list with this pause in it, in place of an earlier one of its id, by first day. */
export function withPause(pauses: readonly Pause[], pause: Pause): Pause[] {
  return [...withoutPause(pauses, pause.id), pause].sort(byDay).slice(-MOST_PAUSES);
}

export function withoutPause(pauses: readonly Pause[], id: string): Pause[] {
  return pauses.filter(pause => pause.id !== id);
}

/** Those that hold today or later, the soonest first; and those that are over, the newest first. */
export function sortPauses(
  pauses: readonly Pause[],
  today: LocalDate,
): { readonly open: readonly Pause[]; readonly past: readonly Pause[] } {
  const sorted = [...pauses].sort(byDay);
  return {
    open: sorted.filter(({ untilOn }) => untilOn >= today),
    past: sorted.filter(({ untilOn }) => untilOn < today).reverse(),
  };
}

/** The pause that holds today; `null` for none. Of several the one that ends last. */
export function pauseToday(pauses: readonly Pause[], today: LocalDate): Pause | null {
  const holding = pauses.filter(({ fromOn, untilOn }) => fromOn <= today && today <= untilOn);
  return holding.sort((a, b) => (a.untilOn < b.untilOn ? 1 : -1))[0] ?? null;
}

/** Both days included. */
export function lengthDays({ fromOn, untilOn }: Pause): number {
  return daysBetween(fromOn, untilOn) + 1;
}

function byDay(a: Pause, b: Pause): number {
  if (a.fromOn !== b.fromOn) return a.fromOn < b.fromOn ? -1 : 1;
  return a.untilOn < b.untilOn ? -1 : 1;
}
