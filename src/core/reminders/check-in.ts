import { type Anchor, nextDueOn, rhythmDaysOf } from '../rhythm.ts';
import type { Settings } from '../settings.ts';
import type { MentorFacts } from './facts.ts';
import type { Reason, WantedReminder } from './reminder.ts';

/**
 * Check-in: last contact plus rhythm (person, else role, else default), held back until the day after what is planned,
 * unless that is far off. Until there was a contact it counts from the day the mentor was added.
 *
 * Done or skipped without a contact, it comes again a rhythm later.
 */
export function checkIn(facts: MentorFacts, settings: Settings): WantedReminder[] {
  const { mentor, planned } = facts;
  if (!mentor.wantsCheckIns) return [];
  const rhythmDays = rhythmDaysOf(mentor, settings);
  const anchor = anchorOf(facts);
  return [
    {
      rule: 'check-in',
      subjectId: mentor.id,
      occurrence: occurrenceOf(facts, anchor),
      mentorId: mentor.id,
      dueOn: nextDueOn(
        anchor,
        rhythmDays,
        planned.map(({ endsOn }) => endsOn),
      ),
      reason: reasonFor(anchor, rhythmDays),
    },
  ];
}

function anchorOf({ mentor, lastContactOn, lastSettledOn }: MentorFacts): Anchor {
  const settledOn = lastSettledOn['check-in'] ?? null;
  if (lastContactOn !== null && (settledOn === null || lastContactOn >= settledOn)) {
    return { type: 'contact', on: lastContactOn };
  }
  return settledOn === null ? { type: 'added', on: mentor.addedOn } : { type: 'settled', on: settledOn };
}

function occurrenceOf({ lastSettledOn }: MentorFacts, anchor: Anchor): string {
  // Settled on the very day of the contact, it may be this contact's own occurrence that was settled, for ever.
  return anchor.on === lastSettledOn['check-in'] ? `settled-${anchor.on}` : `${anchor.type}-${anchor.on}`;
}

function reasonFor(anchor: Anchor, rhythmDays: number): Reason {
  switch (anchor.type) {
    case 'added':
      return { type: 'no-contact-yet', since: anchor.on };
    case 'contact':
      return { type: 'last-contact', since: anchor.on, rhythmDays };
    case 'settled':
      return { type: 'last-settled', since: anchor.on, rhythmDays };
  }
}
