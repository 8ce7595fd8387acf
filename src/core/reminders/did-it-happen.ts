import { addDays } from '../dates.ts';
import type { MentorFacts } from './facts.ts';
import type { WantedReminder } from './reminder.ts';

/**
 * Did it happen: asked at the end of a planned interaction, the morning after for whole days. It is no contact until the
 * student says so, and once they do, or say that it was cancelled, nothing is planned and nothing is asked any more.
 *
 * Moved, it is the same question on another day. Skipped, it is never asked again, wherever it is moved.
 */
export function didItHappen({ mentor, planned }: MentorFacts): WantedReminder[] {
  return planned
    .filter(({ isAskedHere }) => isAskedHere)
    .map(({ interactionId, title, endsOn, endsAt }) => ({
      rule: 'did-it-happen',
      subjectId: mentor.id,
      occurrence: interactionId,
      mentorId: mentor.id,
      dueOn: endsAt === null ? addDays(endsOn, 1) : endsOn,
      ...(endsAt === null ? {} : { dueAt: endsAt }),
      reason: { type: 'planned-over', since: endsOn, title, interactionId },
    }));
}
