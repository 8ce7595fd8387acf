import type { Competency } from '../competency-map.ts';
import type { LocalDate } from '../dates.ts';
import type { Mentor } from '../mentor.ts';
import type { Rotation } from '../rotation.ts';

/** A moment without its words: enough to say how much somebody saw, and of what. */
export interface SeenMoment {
  readonly on: LocalDate;
  readonly isStrong: boolean;
  /** Whether what they said was noted. */
  readonly hasWords: boolean;
  readonly competencies: readonly Competency[];
}

/** How many of each are looked at, so that a long log costs no more than a short one: enough to decide, and to say so. */
export const MOST_TIMES = 12;
export const MOST_MOMENTS = 24;
export const MOST_FEEDBACK = 5;

/**
 * What the log says about how well one mentor knows the student. Storage finds it by index. A day may lie in the future;
 * who judges leaves it out until it comes.
 */
export interface Evidence {
  readonly mentor: Mentor;
  /** Rotations in which they were met, by first day. */
  readonly rotations: readonly Rotation[];
  /** Day of the first contact of any kind, mail too; `null` for none. */
  readonly firstContactOn: LocalDate | null;
  readonly lastContactOn: LocalDate | null;
  /** The earliest days on which they met, called or worked together, one for each time; at most `MOST_TIMES`. */
  readonly timesOn: readonly LocalDate[];
  /** The newest moments they saw, the earliest first; at most `MOST_MOMENTS`. */
  readonly moments: readonly SeenMoment[];
  /** The earliest days on which feedback was logged; at most `MOST_FEEDBACK`. */
  readonly feedbackOn: readonly LocalDate[];
}
