import { type LocalDate, parseLocalDate } from '../dates.ts';
import type { Settings } from '../settings.ts';
import { ask } from './ask.ts';
import { assign } from './assign.ts';
import { backup } from './backup.ts';
import { checkIn } from './check-in.ts';
import { didItHappen } from './did-it-happen.ts';
import type { MentorFacts, ProgramFacts, RotationFacts, TrackFacts } from './facts.ts';
import { feedback } from './feedback.ts';
import { followUp } from './follow-up.ts';
import { letterThanks } from './letter-thanks.ts';
import { held, heldForAll } from './limits.ts';
import { nudge } from './nudge.ts';
import { outcome } from './outcome.ts';
import { packet } from './packet.ts';
import { portal } from './portal.ts';
import { programDeadline } from './program-deadline.ts';
import { refresh } from './refresh.ts';
import type { HeldReminder, Rule, WantedReminder } from './reminder.ts';
import { reply } from './reply.ts';
import { thankYou } from './thank-you.ts';

type RuleAbout<Facts> = (facts: Facts, settings: Settings) => readonly WantedReminder[];
type RulesAbout<Facts> = readonly (readonly [Rule, RuleAbout<Facts>])[];

/** Every rule, by what it is about. A new one is a file of its own, a name in `RULES`, and a line here. */
const MENTOR_RULES: RulesAbout<MentorFacts> = [
  ['check-in', checkIn],
  ['did-it-happen', didItHappen],
  ['thank-you', thankYou],
  ['follow-up', followUp],
  ['ask', ask],
  ['reply', reply],
  ['packet', packet],
  ['refresh', refresh],
  ['portal', portal],
  ['nudge', nudge],
  ['backup', backup],
  ['assign', assign],
  ['letter-thanks', letterThanks],
];
const ROTATION_RULES: RulesAbout<RotationFacts> = [['feedback', feedback]];
const TRACK_RULES: RulesAbout<TrackFacts> = [['outcome', outcome]];
const PROGRAM_RULES: RulesAbout<ProgramFacts> = [['program-deadline', programDeadline]];

/** The reminders that should exist about a mentor, by all rules that are on, with what holds them back. None once they are archived. */
export function wantedForMentor(facts: MentorFacts, settings: Settings): readonly HeldReminder[] {
  if (facts.mentor.isArchived) return [];
  return held(wantedBy(MENTOR_RULES, facts, settings), facts, settings);
}

/** What names several people waits while all of them are paused. */
export function wantedForRotation(facts: RotationFacts, settings: Settings): readonly HeldReminder[] {
  return wantedBy(ROTATION_RULES, facts, settings).map(want => {
    const ids = want.reason.type === 'feedback' ? want.reason.mentorIds : [];
    return heldForAll(
      want,
      facts.mentors.filter(({ id }) => ids.includes(id)),
    );
  });
}

export function wantedForTrack(facts: TrackFacts, settings: Settings): readonly HeldReminder[] {
  return wantedBy(TRACK_RULES, facts, settings).map(free);
}

export function wantedForProgram(facts: ProgramFacts, settings: Settings): readonly HeldReminder[] {
  return wantedBy(PROGRAM_RULES, facts, settings).map(free);
}

function wantedBy<Facts>(rules: RulesAbout<Facts>, facts: Facts, settings: Settings): readonly WantedReminder[] {
  const wanted = rules.flatMap(([name, rule]) => (settings.rulesOff.includes(name) ? [] : rule(facts, settings)));
  return wanted.flatMap(storable);
}

/** A day that no record can have, as from a target in the last week of 2199, makes no reminder. */
function storable({ endsOn, ...wanted }: WantedReminder): readonly WantedReminder[] {
  if (!isStorable(wanted.dueOn) || parseLocalDate(wanted.reason.since) === null) return [];
  return [endsOn === undefined || !isStorable(endsOn) ? wanted : { ...wanted, endsOn }];
}

// Of the first and the last day of the years that records have, some mornings lie outside them in UTC.
function isStorable(on: LocalDate): boolean {
  return on > '1900-01-01' && on < '2199-12-31';
}

function free(wanted: WantedReminder): HeldReminder {
  return { ...wanted, heldUntilOn: null, heldWhy: null };
}
