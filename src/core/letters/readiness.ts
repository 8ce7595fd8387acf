import type { Competency } from '../competency-map.ts';
import { earlierOf, type LocalDate } from '../dates.ts';
import type { Mentor, Role } from '../mentor.ts';
import type { Track } from '../plan/plan.ts';
import { mayWrite } from '../reminders/likely-writer.ts';
import type { Rotation } from '../rotation.ts';
import { fitOf } from '../seasons/specialties.ts';
import type { SpecialtyFit } from '../seasons/specialty-names.ts';
import { type Evidence, MOST_FEEDBACK, MOST_MOMENTS, MOST_TIMES, type SeenMoment } from './evidence.ts';
import {
  DECIDING_POINTS,
  daysTogether,
  ENOUGH_DAYS,
  ENOUGH_MOMENTS,
  hasBegun,
  isWatchedIn,
  type Known,
  type Level,
  type Levels,
  levelsOn,
  POINTS,
} from './points.ts';
import type { ReadinessRule } from './readiness-rules.ts';

export const VERDICTS = ['ready', 'soon', 'not-yet', 'not-a-writer'] as const;

/** `not-a-writer` for those whose letter would carry little weight, however well they know the student. */
export type Verdict = (typeof VERDICTS)[number];

/** A rotation as it is named in a sentence. */
export interface NamedRotation {
  readonly id: string;
  readonly name: string;
}

/** Something the log says. */
export type ReadinessFact =
  /** Days counted together; fewer than `ENOUGH_DAYS` is short contact. */
  | {
      readonly type: 'together';
      readonly days: number;
      readonly rotations: readonly NamedRotation[];
      readonly isWatched: boolean;
      readonly isShort: boolean;
    }
  /** They met in a rotation, and nobody counted the days. */
  | { readonly type: 'uncounted'; readonly rotation: NamedRotation; readonly isWatched: boolean }
  /** How often they met, called or worked together, as single entries; `isMore` when there may be more. */
  | { readonly type: 'times'; readonly count: number; readonly isMore: boolean; readonly since: LocalDate }
  | { readonly type: 'only-mail'; readonly since: LocalDate }
  | { readonly type: 'no-contact' }
  | {
      readonly type: 'moments';
      readonly count: number;
      readonly isMore: boolean;
      readonly strong: number;
      readonly competencies: readonly Competency[];
    }
  | { readonly type: 'no-moments' }
  /** `acts`: feedback that was logged, `isMore` when there may be more; `words`: moments with what they said. */
  | { readonly type: 'feedback'; readonly acts: number; readonly isMore: boolean; readonly words: number }
  | { readonly type: 'no-feedback' }
  | { readonly type: 'last'; readonly on: LocalDate }
  /** A rotation with them is under way. */
  | { readonly type: 'now'; readonly rotation: NamedRotation }
  | { readonly type: 'in-specialty'; readonly tracks: readonly string[] }
  | { readonly type: 'outside-specialty'; readonly tracks: readonly string[] }
  | { readonly type: 'rank'; readonly role: Role }
  /** Several moments, all of one kind. */
  | { readonly type: 'one-sided'; readonly competency: Competency }
  | { readonly type: 'resident' }
  | { readonly type: 'coordinator' };

export interface Reason {
  readonly rule: ReadinessRule;
  /** How far the point has come; `note` for what decides nothing. */
  readonly level: Level | 'note';
  readonly fact: ReadinessFact;
}

/** The one thing to do. `byOn` is the last day for it; `null` when it has none. */
export type NextStep =
  | { readonly type: 'ask'; readonly byOn: LocalDate | null; readonly rotation: NamedRotation | null }
  | { readonly type: 'ask-feedback'; readonly byOn: LocalDate | null; readonly rotation: NamedRotation | null }
  | {
      readonly type: 'log-moments';
      readonly more: number;
      /** Whether there is none yet. */
      readonly hasNone: boolean;
      readonly byOn: LocalDate | null;
      readonly rotation: NamedRotation | null;
    }
  | { readonly type: 'count-days'; readonly rotation: NamedRotation }
  | { readonly type: 'work-together'; readonly byOn: LocalDate; readonly rotation: NamedRotation }
  /** A rotation with them is still to come. */
  | { readonly type: 'ahead'; readonly on: LocalDate; readonly rotation: NamedRotation }
  | { readonly type: 'get-in-touch' }
  /** Of a chair who does not know the work themselves. */
  | { readonly type: 'book-meeting' }
  | { readonly type: 'meet' }
  /** A resident's praise is best heard by an attending. */
  | { readonly type: 'ask-attending' };

/** Whether somebody could vouch for the student now, and why; in facts that the interface puts into words, never a score. */
export interface Readiness {
  readonly mentorId: string;
  readonly verdict: Verdict;
  /** A chair's or department's letter is not judged by what they saw: one books a meeting. */
  readonly isChair: boolean;
  /** What the log says, the most telling first, and what is only to be known. */
  readonly reasons: readonly Reason[];
  /** What is missing, the most telling first; of somebody who is no writer, why. */
  readonly missing: readonly Reason[];
  /** `null` where nothing is to be done about it. */
  readonly next: NextStep | null;
}

/**
 * Whether a mentor could vouch for the student, by what the log says until today.
 *
 * Ready when there was time together, work they saw and a fresh memory; soon when there was some time together and some of
 * the work was seen, or feedback was given; else not yet. Feedback that is missing is said, and holds nothing back. More evidence never makes it worse.
 *
 * @param tracks - What the student applies to, for saying who is of the specialty. It decides nothing.
 */
export function readinessOf(evidence: Evidence, today: LocalDate, tracks: readonly Track[] = []): Readiness {
  const { mentor } = evidence;
  const levels = levelsOn(knownFrom(evidence, today), today);
  const verdict = verdictOf(mentor.role, levels);
  const applied = verdict === 'not-a-writer' ? [] : tracks;
  const all = [...decidingReasons(evidence, levels, today), ...notes(evidence, applied, today)];
  const isWriter = verdict !== 'not-a-writer';
  const next = nextStep(evidence, verdict, levels, today);
  // Who is not judged by what they saw lacks nothing of it.
  const isJudged = next?.type !== 'book-meeting';
  return {
    mentorId: mentor.id,
    verdict,
    isChair: mentor.role === 'chair',
    reasons: all.filter(({ rule, fact }) => !isLack(fact) && (isJudged || rule !== 'rank')),
    missing: isWriter ? (isJudged ? lacksAmong(all) : []) : [notAWriter(mentor.role)],
    next,
  };
}

/** One for each point that is not whole; of what is known about time, days that nobody counted are the easiest to mend. */
function lacksAmong(reasons: readonly Reason[]): readonly Reason[] {
  return POINTS.flatMap(point => {
    const open = reasons.filter(({ rule, level }) => rule === point && level !== 'whole');
    return open.find(({ fact }) => fact.type === 'uncounted') ?? open[0] ?? [];
  });
}

function verdictOf(role: Role, levels: Levels): Verdict {
  if (!mayWrite({ role })) return 'not-a-writer';
  if (DECIDING_POINTS.every(point => levels[point] === 'whole')) return 'ready';
  const hasSeen = levels.seen !== 'open' || levels.feedback !== 'open';
  return levels.time !== 'open' && hasSeen ? 'soon' : 'not-yet';
}

/** What the points look at, of all that happened until today. */
export function knownFrom(evidence: Evidence, today: LocalDate): Known {
  const { mentor, rotations, timesOn, moments, feedbackOn, lastContactOn } = evidence;
  const seen = moments.filter(({ on }) => on <= today);
  const days = [
    ...rotations.filter(rotation => hasBegun(rotation, today)).map(({ endsOn }) => (endsOn < today ? endsOn : today)),
    // What happened tomorrow was written down on a journey.
    ...(lastContactOn === null ? [] : [earlierOf(lastContactOn, today)]),
    ...seen.map(({ on }) => on),
  ];
  return {
    mentorId: mentor.id,
    rotations,
    timesOn,
    momentsOn: seen.map(({ on }) => on),
    feedbackOn: [...feedbackOn, ...seen.filter(({ hasWords }) => hasWords).map(({ on }) => on)].sort(),
    lastOn: days.reduce<LocalDate | null>((last, on) => (last === null || on > last ? on : last), null),
  };
}

function decidingReasons(evidence: Evidence, levels: Levels, today: LocalDate): readonly Reason[] {
  const { feedbackOn, moments } = evidence;
  const seen = moments.filter(({ on }) => on <= today);
  const acts = feedbackOn.filter(on => on <= today).length;
  const words = seen.filter(({ hasWords }) => hasWords).length;
  const { lastOn } = knownFrom(evidence, today);
  return [
    ...timeReasons(evidence, levels.time, today),
    { rule: 'seen', level: levels.seen, fact: momentsFact(seen) },
    {
      rule: 'feedback',
      level: levels.feedback,
      fact:
        acts + words === 0 ? { type: 'no-feedback' } : { type: 'feedback', acts, isMore: acts >= MOST_FEEDBACK, words },
    },
    // Where there was nothing at all, that is said once.
    ...(lastOn === null
      ? []
      : [{ rule: 'recent', level: levels.recent, fact: recentFact(evidence, lastOn, today) } as const]),
  ];
}

function recentFact({ rotations }: Evidence, lastOn: LocalDate, today: LocalDate): ReadinessFact {
  const underWay = rotationUnderWay(rotations, today);
  return underWay === null ? { type: 'last', on: lastOn } : { type: 'now', rotation: named(underWay) };
}

/** Of several the one that ends first. */
function rotationUnderWay(rotations: readonly Rotation[], today: LocalDate): Rotation | null {
  return rotations
    .filter(rotation => hasBegun(rotation, today) && rotation.endsOn >= today)
    .reduce<Rotation | null>((first, one) => (first === null || one.endsOn < first.endsOn ? one : first), null);
}

function timeReasons(evidence: Evidence, level: Level, today: LocalDate): readonly Reason[] {
  const { mentor, timesOn, firstContactOn } = evidence;
  const begun = evidence.rotations.filter(rotation => hasBegun(rotation, today));
  const days = daysTogether(begun, mentor.id, today);
  const times = timesOn.filter(on => on <= today);
  const [since] = times;
  const counted = begun.filter(rotation => daysTogether([rotation], mentor.id, today) > 0);
  const uncounted = begun.filter(rotation => countedDays(rotation, mentor.id) === null).at(-1);
  const facts: ReadinessFact[] = [];
  if (days > 0) {
    facts.push({
      type: 'together',
      days,
      rotations: counted.map(named),
      isWatched: counted.some(rotation => isWatchedIn(rotation, mentor.id)),
      isShort: days < ENOUGH_DAYS,
    });
  }
  if (uncounted !== undefined) {
    facts.push({ type: 'uncounted', rotation: named(uncounted), isWatched: isWatchedIn(uncounted, mentor.id) });
  }
  if (since !== undefined) {
    facts.push({ type: 'times', count: times.length, isMore: times.length >= MOST_TIMES, since });
  } else if (facts.length === 0) {
    const isKnown = firstContactOn !== null && firstContactOn <= today;
    facts.push(isKnown ? { type: 'only-mail', since: firstContactOn } : { type: 'no-contact' });
  }
  return facts.map(fact => ({ rule: 'time', level, fact }));
}

function momentsFact(seen: readonly SeenMoment[]): ReadinessFact {
  if (seen.length === 0) return { type: 'no-moments' };
  return {
    type: 'moments',
    count: seen.length,
    isMore: seen.length >= MOST_MOMENTS,
    strong: seen.filter(({ isStrong }) => isStrong).length,
    competencies: competenciesOf(seen),
  };
}

/** Those shown most often first. */
function competenciesOf(seen: readonly SeenMoment[]): readonly Competency[] {
  const counts = new Map<Competency, number>();
  for (const one of seen.flatMap(({ competencies }) => competencies)) counts.set(one, (counts.get(one) ?? 0) + 1);
  return [...counts].sort(([a, more], [b, less]) => less - more || (a < b ? -1 : 1)).map(([one]) => one);
}

function notes({ mentor, moments }: Evidence, tracks: readonly Track[], today: LocalDate): readonly Reason[] {
  const seen = moments.filter(({ on }) => on <= today);
  const [only, ...others] = competenciesOf(seen);
  const isOneSided = only !== undefined && others.length === 0 && seen.length >= ENOUGH_MOMENTS;
  const { inside, outside } = bySpecialty(mentor, tracks);
  const note = (rule: ReadinessRule, fact: ReadinessFact): Reason => ({ rule, level: 'note', fact });
  return [
    ...(isOneSided ? [note('spread', { type: 'one-sided', competency: only })] : []),
    ...(inside.length > 0 ? [note('specialty', { type: 'in-specialty', tracks: inside })] : []),
    ...(outside.length > 0 ? [note('specialty', { type: 'outside-specialty', tracks: outside })] : []),
    ...(RANKED.has(mentor.role) ? [note('rank', { type: 'rank', role: mentor.role })] : []),
  ];
}

/** Their office says something to those who read the letter; less than what they saw. */
const RANKED: ReadonlySet<Role> = new Set<Role>(['chair', 'program-director', 'clerkship-director']);

/** The names of tracks by whether the mentor is of their specialty; of those where that cannot be told, nothing is said. */
function bySpecialty(mentor: Mentor, tracks: readonly Track[]) {
  const names = (wanted: SpecialtyFit) => [
    ...new Set(tracks.filter(({ specialty }) => fitOf(mentor, specialty) === wanted).map(({ name }) => name)),
  ];
  return { inside: names('in'), outside: names('outside') };
}

function notAWriter(role: Role): Reason {
  return { rule: 'writer', level: 'open', fact: { type: role === 'coordinator' ? 'coordinator' : 'resident' } };
}

/** What says that there is nothing stands under what is missing alone. */
function isLack({ type }: ReadinessFact): boolean {
  return type === 'no-contact' || type === 'no-moments' || type === 'no-feedback';
}

function nextStep(evidence: Evidence, verdict: Verdict, levels: Levels, today: LocalDate): NextStep | null {
  const { mentor, rotations } = evidence;
  const underWay = rotationUnderWay(rotations, today);
  const rotation = underWay === null ? null : named(underWay);
  const byOn = underWay?.endsOn ?? null;
  if (verdict === 'not-a-writer') return mentor.role === 'coordinator' ? null : { type: 'ask-attending' };
  if (verdict === 'ready') return { type: 'ask', byOn, rotation };
  if (mentor.role === 'chair') return { type: 'book-meeting' };
  if (levels.recent === 'open' && levels.time !== 'open') return { type: 'get-in-touch' };
  // While it goes on, what only they can give comes first; what is in one's own memory can be written down after it too.
  if (underWay !== null && levels.feedback === 'open') return { type: 'ask-feedback', byOn, rotation };
  const uncounted = rotations.filter(one => hasBegun(one, today) && countedDays(one, mentor.id) === null).at(-1);
  if (levels.time !== 'whole' && uncounted !== undefined) return { type: 'count-days', rotation: named(uncounted) };
  if (underWay !== null && levels.time !== 'whole' && underWay.endsOn > today && levels.seen === 'whole') {
    return { type: 'work-together', byOn: underWay.endsOn, rotation: named(underWay) };
  }
  const ahead = rotations.find(({ startsOn, endsOn }) => startsOn > today && startsOn <= endsOn);
  if (levels.time === 'open' && underWay === null) {
    return ahead === undefined ? { type: 'meet' } : { type: 'ahead', on: ahead.startsOn, rotation: named(ahead) };
  }
  if (levels.seen !== 'whole') {
    const seen = evidence.moments.filter(({ on }) => on <= today).length;
    return { type: 'log-moments', more: ENOUGH_MOMENTS - seen, hasNone: seen === 0, byOn, rotation };
  }
  if (levels.feedback === 'open') return { type: 'ask-feedback', byOn, rotation };
  return ahead === undefined ? { type: 'meet' } : { type: 'ahead', on: ahead.startsOn, rotation: named(ahead) };
}

/** `null` when nobody counted. */
function countedDays({ mentors }: Rotation, mentorId: string): number | null {
  return mentors.find(met => met.mentorId === mentorId)?.daysTogether ?? null;
}

function named({ id, name }: Rotation): NamedRotation {
  return { id, name };
}

const ORDER: Readonly<Record<Verdict, number>> = { ready: 0, soon: 1, 'not-yet': 2, 'not-a-writer': 3 };

/** The most ready first; of equal ones who saw more, then who was there last, then by name. */
export function byReadiness<T extends { readonly evidence: Evidence; readonly readiness: Readiness }>(
  list: readonly T[],
): T[] {
  return list.toSorted(
    (a, b) =>
      ORDER[a.readiness.verdict] - ORDER[b.readiness.verdict] ||
      b.evidence.moments.length - a.evidence.moments.length ||
      (b.evidence.lastContactOn ?? '').localeCompare(a.evidence.lastContactOn ?? '') ||
      a.evidence.mentor.name.localeCompare(b.evidence.mentor.name),
  );
}
