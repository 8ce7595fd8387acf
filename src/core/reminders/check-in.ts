import { type LocalDate, laterOf } from '../dates.ts';
import type { Mentor } from '../mentor.ts';
import { type Anchor, nextDueOn, rhythmDaysOf } from '../rhythm.ts';
import type { Settings } from '../settings.ts';
import type { Planned } from './did-it-happen.ts';
import type { Reason, WantedReminder } from './reminder.ts';

/** What the rules about one mentor look at. */
export interface MentorFacts {
  readonly mentor: Mentor;
  /** Day of the newest contact; `null` when there was none. */
  readonly lastContactOn: LocalDate | null;
  /** Day on which the newest check-in was done or skipped; `null` when none was. */
  readonly lastSettledOn: LocalDate | null;
  /** Last day of the latest planned meeting that is still to come; `null` when none is. */
  readonly plannedUntilOn: LocalDate | null;
  /** Everything planned with them, over or not. */
  readonly planned: readonly Planned[];
}

/**
 * Check-in: last contact plus rhythm (person, else role, else default), held back by a planned meeting.
 *
 * Done or skipped without a contact, it comes again a rhythm later. A pause moves it to the day the pause ends, and
 * there it stays when that day has come.
 */
export function checkIn(facts: MentorFacts, settings: Settings): WantedReminder[] {
  const { mentor } = facts;
  if (!settings.remindsOfCheckIns || !mentor.wantsCheckIns || mentor.isArchived) return [];
  const rhythmDays = rhythmDaysOf(mentor, settings);
  const anchor = anchorOf(facts);
  const dueOn = nextDueOn(anchor, rhythmDays, facts.plannedUntilOn);
  return [
    {
      rule: 'check-in',
      subjectId: mentor.id,
      occurrence: occurrenceOf(facts, anchor),
      dueOn: mentor.pausedUntilOn === null ? dueOn : laterOf(dueOn, mentor.pausedUntilOn),
      reason: reasonFor(anchor, rhythmDays),
    },
  ];
}

function anchorOf({ mentor, lastContactOn, lastSettledOn }: MentorFacts): Anchor {
  if (lastContactOn !== null && (lastSettledOn === null || lastContactOn >= lastSettledOn)) {
    return { type: 'contact', on: lastContactOn };
  }
  return lastSettledOn === null ? { type: 'added', on: mentor.addedOn } : { type: 'settled', on: lastSettledOn };
}

function occurrenceOf({ lastSettledOn }: MentorFacts, anchor: Anchor): string {
  // Settled on the very day of the contact, it may be this contact's own occurrence that was settled, for ever.
  return anchor.on === lastSettledOn ? `settled-${anchor.on}` : `${anchor.type}-${anchor.on}`;
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
