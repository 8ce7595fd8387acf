import { daysBetween, type LocalDate } from '../dates.ts';
import { isUnasked, isUnderWay, type Letter } from '../letter.ts';
import type { Mentor } from '../mentor.ts';
import type { Moment } from '../moment.ts';
import type { Plan, Track } from '../plan/plan.ts';
import { isTargetEstimated, targetOf } from '../plan/target.ts';
import { mayWrite } from '../reminders/likely-writer.ts';
import type { Rotation } from '../rotation.ts';
import { fitOf } from '../seasons/specialties.ts';
import type { Evidence } from './evidence.ts';
import { daysTogether, hasBegun } from './points.ts';
import { type Readiness, readinessOf } from './readiness.ts';

/** More than three points are a speech. */
const MOST_MOMENTS = 3;

/** What there is about one mentor, of what a card can be made from. */
export interface RehearsalRecords {
  readonly mentor: Mentor;
  /** Those in which they were met. */
  readonly rotations: readonly Rotation[];
  readonly moments: readonly Moment[];
  /** Those they sign. */
  readonly letters: readonly Letter[];
  readonly tracks: readonly Track[];
  readonly plans: readonly Plan[];
}

/** What to say to one mentor, and in which letter's matter. */
export interface RehearsalCard {
  /** The last rotation with them that has begun; `null` for none. */
  readonly rotation: Rotation | null;
  /** Days worked together in it; zero when nobody counted. */
  readonly daysTogether: number;
  /** What to remind them of: strong ones first, then those they said something about, then the newest. */
  readonly moments: readonly Moment[];
  /** What the letter is for; `null` while that is not chosen, or for General. */
  readonly track: Track | null;
  /** The day it should be in by; `null` when it is not known. */
  readonly targetOn: LocalDate | null;
  /** Whether that day is counted back from one that is not confirmed. */
  readonly isTargetEstimated: boolean;
  /** The letter that is not asked for yet; `null` when there is none and asking makes one. */
  readonly unasked: Letter | null;
  /** A letter under way that they were asked for already; `null` for none. */
  readonly asked: Letter | null;
  /** A chair's or department's letter: one books a meeting. */
  readonly isBooked: boolean;
}

/**
 * @param trackId - The track the student chose to speak about; `null` takes that of the letter, else the only one
 *   there is or the mentor's own specialty's.
 */
export function rehearsalCard(records: RehearsalRecords, trackId: string | null, today: LocalDate): RehearsalCard {
  const { mentor, rotations, letters, tracks, plans } = records;
  const underWay = letters.filter(isUnderWay);
  const forTrack = underWay.filter(letter => trackId === null || letter.trackId === trackId);
  const unasked = forTrack.find(isUnasked) ?? null;
  const chosen = trackId ?? (unasked === null ? proposedTrack(mentor, tracks)?.id : unasked.trackId) ?? null;
  const track = tracks.find(({ id }) => id === chosen) ?? null;
  const plan = plans.find(({ id }) => id === (track === null ? unasked?.planId : track.planId)) ?? null;
  const about = unasked ?? { targetOn: null, service: track?.service ?? 'eras' };
  const rotation = rotations
    .filter(one => hasBegun(one, today))
    .reduce<Rotation | null>((last, one) => (last === null || one.endsOn > last.endsOn ? one : last), null);
  return {
    rotation,
    daysTogether: rotation === null ? 0 : daysTogether([rotation], mentor.id, today),
    moments: tellingMoments(records.moments, today),
    track,
    targetOn: targetOf(about, track, plan),
    isTargetEstimated: plan !== null && isTargetEstimated(about, plan),
    unasked,
    asked: unasked === null ? (forTrack.find(({ askedOn }) => askedOn !== null) ?? null) : null,
    isBooked:
      mentor.role === 'chair' || (unasked !== null && (unasked.isChairLetter || unasked.contactMentorId !== null)),
  };
}

/** The only one, else that of the mentor's specialty; `null` when that is none or more than one. */
function proposedTrack(mentor: Mentor, tracks: readonly Track[]): Track | null {
  const [first, ...others] = tracks.length === 1 ? tracks : tracks.filter(one => fitOf(mentor, one.specialty) === 'in');
  return first === undefined || others.length > 0 ? null : first;
}

function tellingMoments(moments: readonly Moment[], today: LocalDate): readonly Moment[] {
  const rank = ({ isStrong, theirWords }: Moment) => (isStrong ? 2 : 0) + (theirWords.trim() === '' ? 0 : 1);
  return moments
    .filter(({ on, situation, whatIDid }) => on <= today && `${situation}${whatIDid}`.trim() !== '')
    .toSorted((a, b) => rank(b) - rank(a) || daysBetween(a.on, b.on))
    .slice(0, MOST_MOMENTS);
}

/** Somebody to begin with, and what speaks for it. */
export interface Candidate {
  readonly evidence: Evidence;
  readonly readiness: Readiness;
  /** Moments marked strong, and moments with what they said. */
  readonly strong: number;
  readonly words: number;
}

/**
 * With whom to begin: those of whom the best is noted, whether or not they are the most important. The first ask is the
 * hardest. Left out are those who could not write, those who were asked already, and those of whom nothing is known.
 */
export function whomToStartWith(
  all: readonly Evidence[],
  letters: readonly Letter[],
  today: LocalDate,
): readonly Candidate[] {
  const isAsked = (id: string) => letters.some(letter => letter.mentorId === id && !isUnasked(letter));
  return all
    .filter(({ mentor }) => mayWrite(mentor) && mentor.role !== 'chair' && !isAsked(mentor.id))
    .map(evidence => {
      const seen = evidence.moments.filter(({ on }) => on <= today);
      return {
        evidence,
        readiness: readinessOf(evidence, today),
        strong: seen.filter(({ isStrong }) => isStrong).length,
        words: seen.filter(({ hasWords }) => hasWords).length,
      };
    })
    .filter(({ strong, words, readiness }) => strong + words > 0 || readiness.verdict !== 'not-yet')
    .sort(
      (a, b) =>
        b.strong - a.strong ||
        b.words - a.words ||
        Number(b.readiness.verdict === 'ready') - Number(a.readiness.verdict === 'ready') ||
        a.evidence.mentor.name.localeCompare(b.evidence.mentor.name),
    );
}
