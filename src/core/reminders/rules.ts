import type { Settings } from '../settings.ts';
import { checkIn, type MentorFacts } from './check-in.ts';
import { didItHappen } from './did-it-happen.ts';
import type { WantedReminder } from './reminder.ts';

type MentorRule = (facts: MentorFacts, settings: Settings) => WantedReminder[];

/** Every rule about one mentor. A new rule is a file of its own and a line here. */
const MENTOR_RULES: readonly MentorRule[] = [checkIn, didItHappen];

/** The reminders that should exist about a mentor, by all rules. */
export function wantedForMentor(facts: MentorFacts, settings: Settings): readonly WantedReminder[] {
  return MENTOR_RULES.flatMap(rule => rule(facts, settings));
}
