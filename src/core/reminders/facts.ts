/**
 * What the rules look at. Storage finds it by index, so that its cost does not grow with the log (`reminder-facts.ts`
 * there); `reckon.ts` finds the same by looking at every record, and tests hold the two against each other.
 */
import { addDays, type Instant, type LocalDate } from '../dates.ts';
import type { Letter } from '../letter.ts';
import type { Mentor } from '../mentor.ts';
import type { Plan, Track } from '../plan/plan.ts';
import type { Program } from '../program.ts';
import type { Rotation } from '../rotation.ts';
import type { Rule } from './reminder.ts';

/** Something planned with a mentor, and when it will be over. */
export interface Planned {
  readonly interactionId: string;
  readonly title: string;
  readonly endsOn: LocalDate;
  /** `null` for whole days. */
  readonly endsAt: Instant | null;
  /** Of several mentors the first who is there, and not archived, is asked about, so that one meeting is one question. */
  readonly isAskedHere: boolean;
}

/** An action item of an interaction that is not done, of whatever state the interaction is. */
export interface FollowUpFact {
  readonly interactionId: string;
  readonly followUpId: string;
  readonly text: string;
  readonly dueOn: LocalDate;
  /** As for what is planned. */
  readonly isAskedHere: boolean;
}

/** Something to thank for: a meeting or coffee chat that happened, a strong moment, or a rotation that they were met in. */
export interface Thankable {
  readonly type: 'meeting' | 'moment' | 'rotation';
  readonly sourceId: string;
  readonly title: string;
  /** The day it ended; for a rotation its last. */
  readonly on: LocalDate;
  /**
   * A day by which it had been typed in: for a meeting see `loggedOnOf`, for the others the day on which theirs was typed
   * in. `null` when that is not known.
   */
  readonly loggedOn: LocalDate | null;
}

const DAY_MS = 86_400_000;
const FIRST_DAY = '1970-01-01' as LocalDate;

/**
 * The day on which an interaction was logged, or one or two before it: rules do not depend on where the student is, so it
 * is the day before that of UTC, which is nowhere in the world later than the day it was.
 */
export function loggedOnOf({ loggedAt }: { readonly loggedAt: Instant }): LocalDate {
  return addDays(FIRST_DAY, Math.floor(loggedAt / DAY_MS) - 1);
}

/** How many of the newest things to thank for are looked at. */
export const MOST_THANKABLES = 30;

/** A day on which the student asked something of the mentor: logged with a letter's step, or a reminder to ask that was done. */
export interface Asking {
  readonly on: LocalDate;
  readonly isNudge: boolean;
}

/** How many of the newest are looked at; a week's limit never needs more. */
export const MOST_ASKINGS = 20;

/** How many of the newest nudges that were done or skipped are looked at, the question after them included. */
export const MOST_SETTLED_NUDGES = 60;

/** A reminder to assign a letter that was done or skipped, and the programs it asked about. */
export interface SettledAssign {
  readonly occurrence: string;
  readonly programIds: readonly string[];
}

export interface LetterFacts {
  readonly letter: Letter;
  /** Whom to write to about it, see `personOf`: in this person's scope it is reckoned. */
  readonly personId: string;
  readonly track: Track | null;
  readonly plan: Plan | null;
  /** Whether somebody can be counted on to stand by for it, see `slot-backup.ts`. */
  readonly hasBackup: boolean;
  /** The letter that it only stands by for, see `isStandBy`; `null` when it is a letter like any other. */
  readonly main: Letter | null;
  /** The programs that want it and do not have it, by id; see `program-wishes.ts`. Empty while it was not received. */
  readonly unassignedProgramIds: readonly string[];
  /** By id. Empty while it was not received. */
  readonly settledAssigns: readonly SettledAssign[];
}

/**
 * The earliest that is known of how well somebody knows the student: of each as much as decides, see `letters/points.ts`,
 * so that it can be told for the end of every rotation. The earliest first.
 */
export interface EarlyEvidence {
  /** Days on which they met, called or worked together. */
  readonly timesOn: readonly LocalDate[];
  /** Days of moments they saw. */
  readonly momentsOn: readonly LocalDate[];
  /** The first day on which they gave feedback or their words were noted. */
  readonly feedbackOn: readonly LocalDate[];
}

export const NO_EVIDENCE: EarlyEvidence = { timesOn: [], momentsOn: [], feedbackOn: [] };

/** Rules about one person. Scope `mentor:ID`. */
export interface MentorFacts {
  readonly mentor: Mentor;
  /** Day of the newest contact; `null` when there was none. */
  readonly lastContactOn: LocalDate | null;
  /** Everything planned with them, over or not, the earliest end first. */
  readonly planned: readonly Planned[];
  readonly followUps: readonly FollowUpFact[];
  /** At most `MOST_THANKABLES`, the newest, the earliest day first. */
  readonly thankables: readonly Thankable[];
  /** The day of the newest thank-you that was logged with them; `null` for none. */
  readonly lastThankedOn: LocalDate | null;
  /** Rotations in which they were met, by first day. */
  readonly rotations: readonly Rotation[];
  /** None where they were met in no rotation. */
  readonly evidence: EarlyEvidence;
  /** Letters about which to write to them, by id: those they write or sign, and those they are the contact person of. */
  readonly letters: readonly LetterFacts[];
  /** Letters they sign about which to write to a contact person, by id: they are reckoned there. */
  readonly lettersElsewhere: readonly Letter[];
  /** At most `MOST_ASKINGS`, the newest, the earliest day first. */
  readonly askings: readonly Asking[];
  /** What the newest settled nudges about them covered, at most `MOST_SETTLED_NUDGES` of them, the earliest first. */
  readonly settledNudges: readonly string[];
  /** By rule, the day on which one about them was last done or skipped; a rule that never was is missing. */
  readonly lastSettledOn: Readonly<Partial<Record<Rule, LocalDate>>>;
}

/** Rules about one rotation. Scope `rotation:ID`. */
export interface RotationFacts {
  readonly rotation: Rotation;
  /** Those met there who are neither archived nor in the trash, in the rotation's order. */
  readonly mentors: readonly Mentor[];
  /** By mentor, whether feedback was logged with them on one of its days. */
  readonly hasFeedbackFrom: ReadonlySet<string>;
}

/** Rules about one track. Scope `track:ID`. */
export interface TrackFacts {
  readonly track: Track;
  readonly plan: Plan | null;
  /** Its letters that were received and did not end, and General ones of its service, with what is missing. */
  readonly letters: readonly LetterFacts[];
}

/** Rules about one program. Scope `program:ID`. */
export interface ProgramFacts {
  readonly program: Program;
}
