import { addDays } from '../dates.ts';
import type { Mentor } from '../mentor.ts';
import type { RotationFacts } from './facts.ts';
import { hasWatched, lengthInDays, mayWrite } from './likely-writer.ts';
import type { WantedReminder } from './reminder.ts';

/**
 * Advice to ask for feedback midway is about rotations of weeks (`domain.md` of the design, section 4.1). In one of less
 * than a working week the middle is the second or third day, when nobody has seen anything yet.
 */
const FEWEST_DAYS = 5;

/**
 * Feedback: in the middle of a rotation, one reminder that names its likely writers who gave none yet; where nobody is
 * likely, everybody met there. It goes when the rotation is over: nothing can be made better in it any more, and old
 * rotations that are typed in at once bring up none.
 */
export function feedback({ rotation, mentors, hasFeedbackFrom }: RotationFacts): WantedReminder[] {
  const { id, name, startsOn, endsOn } = rotation;
  const days = lengthInDays(rotation);
  if (days < FEWEST_DAYS) return [];
  const dueOn = addDays(startsOn, Math.floor((days - 1) / 2));
  const missing = likelyOf({ rotation, mentors }).filter(mentor => !hasFeedbackFrom.has(mentor.id));
  // Whoever is paused is not spoken of, as long as there is somebody else; see `limits.ts` for when there is nobody.
  const free = missing.filter(({ pausedUntilOn }) => pausedUntilOn === null || pausedUntilOn <= dueOn);
  const asked = free.length > 0 ? free : missing;
  const [first] = asked;
  if (first === undefined) return [];
  return [
    {
      rule: 'feedback',
      subjectId: id,
      occurrence: 'middle',
      mentorId: asked.length === 1 ? first.id : null,
      dueOn,
      endsOn: addDays(endsOn, 1),
      reason: {
        type: 'feedback',
        since: startsOn,
        rotationId: id,
        rotationName: name,
        endsOn,
        mentorIds: asked.map(mentor => mentor.id),
        names: asked.map(mentor => mentor.name),
      },
    },
  ];
}

/** A coordinator, who sees none of the work, is asked for no feedback. */
function likelyOf({ rotation, mentors }: Pick<RotationFacts, 'rotation' | 'mentors'>): readonly Mentor[] {
  const likely = mentors.filter(mentor => mayWrite(mentor) && (mentor.isStarred || hasWatched(mentor, rotation)));
  return likely.length > 0 ? likely : mentors.filter(({ role }) => role !== 'coordinator');
}
