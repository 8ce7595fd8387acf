import type { MentorFacts } from './facts.ts';
import type { WantedReminder } from './reminder.ts';

/** Follow-up: an action item that is not done, on its own date. Of several mentors one is reminded of, so that it is one task. */
export function followUp({ mentor, followUps }: MentorFacts): WantedReminder[] {
  return followUps
    .filter(({ isAskedHere }) => isAskedHere)
    .map(({ interactionId, followUpId, text, dueOn }) => ({
      rule: 'follow-up',
      subjectId: interactionId,
      occurrence: followUpId,
      mentorId: mentor.id,
      dueOn,
      reason: { type: 'follow-up', since: dueOn, text, interactionId, followUpId },
    }));
}
