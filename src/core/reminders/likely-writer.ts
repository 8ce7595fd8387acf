/** Who is likely to write a letter, as far as a rotation tells. */
import { daysBetween } from '../dates.ts';
import { isReadyOn } from '../letters/points.ts';
import type { Mentor, Role } from '../mentor.ts';
import type { Rotation } from '../rotation.ts';
import type { Settings } from '../settings.ts';
import type { MentorFacts } from './facts.ts';

/**
 * Residents should not be the writer: letters from those who are not on the faculty carry little weight (`domain.md` of
 * the design, section 4.1). Coordinators arrange and do not judge.
 */
const NEVER_WRITERS: ReadonlySet<Role> = new Set<Role>(['resident-or-fellow', 'coordinator']);

export function mayWrite({ role }: Pick<Mentor, 'role'>): boolean {
  return !NEVER_WRITERS.has(role);
}

/** Whether they saw the work there themselves, for however long. */
export function hasWatched({ id }: Pick<Mentor, 'id'>, { mentors }: Pick<Rotation, 'mentors'>): boolean {
  return mentors.some(met => met.mentorId === id && met.watchedDirectly === true);
}

/**
 * Why a mentor met in a rotation is likely to write: starred, directly watching for long enough, or by what is in the log
 * ready to be asked on its last day, whenever that is looked at. `null` when they are not; days together that nobody
 * counted are none.
 */
export function whyLikely(
  {
    mentor,
    rotations,
    evidence,
  }: Pick<MentorFacts, 'rotations' | 'evidence'> & {
    readonly mentor: Pick<Mentor, 'id' | 'role' | 'isStarred'>;
  },
  { mentors, endsOn }: Pick<Rotation, 'mentors' | 'endsOn'>,
  { numbers }: Settings,
): 'starred' | 'watched' | 'ready' | null {
  if (!mayWrite(mentor)) return null;
  if (mentor.isStarred) return 'starred';
  const hasWatchedLong = mentors.some(
    ({ mentorId, watchedDirectly, daysTogether }) =>
      mentorId === mentor.id && watchedDirectly === true && (daysTogether ?? 0) >= numbers.likelyWatchedDays,
  );
  if (hasWatchedLong) return 'watched';
  return isReadyOn({ ...evidence, mentorId: mentor.id, rotations, lastOn: endsOn }, endsOn) ? 'ready' : null;
}

/** Days from the first to the last, both included; less than one for a rotation that ends before it begins. */
export function lengthInDays({ startsOn, endsOn }: Pick<Rotation, 'startsOn' | 'endsOn'>): number {
  return daysBetween(startsOn, endsOn) + 1;
}
