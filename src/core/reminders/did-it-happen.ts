import { addDays, type Instant, type LocalDate } from '../dates.ts';
import type { MentorFacts } from './check-in.ts';
import type { WantedReminder } from './reminder.ts';

/** Something planned with a mentor, and when it will be over. */
export interface Planned {
  readonly interactionId: string;
  readonly title: string;
  readonly endsOn: LocalDate;
  /** `null` for whole days. */
  readonly endsAt: Instant | null;
  /** Of several mentors the first is asked about, so that one meeting is one question. */
  readonly isAskedHere: boolean;
}

/**
 * Did it happen: asked at the end of a planned interaction, the morning after for whole days. It is no contact until the
 * student says so, and once they do, or say that it was cancelled, nothing is planned and nothing is asked any more.
 */
export function didItHappen({ mentor, planned }: MentorFacts): WantedReminder[] {
  if (mentor.isArchived) return [];
  return planned
    .filter(({ isAskedHere }) => isAskedHere)
    .map(({ interactionId, title, endsOn, endsAt }) => ({
      rule: 'did-it-happen',
      subjectId: mentor.id,
      occurrence: interactionId,
      dueOn: endsAt === null ? addDays(endsOn, 1) : endsOn,
      ...(endsAt === null ? {} : { dueAt: endsAt }),
      reason: { type: 'planned-over', since: endsOn, title, interactionId },
    }));
}
