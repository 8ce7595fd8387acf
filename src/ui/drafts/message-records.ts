import type { LocalDate } from '../../core/dates.ts';
import { lastTogether, type MessageFacts, newsSince } from '../../core/drafts/facts.ts';
import { signatoryOf } from '../../core/drafts/greeting.ts';
import type { AboutLetter } from '../../core/drafts/phrases.ts';
import { endedOn, type Interaction } from '../../core/interaction.ts';
import type { Letter } from '../../core/letter.ts';
import type { Mentor } from '../../core/mentor.ts';
import type { MessageTemplate } from '../../core/message-template.ts';
import type { Milestone } from '../../core/milestone.ts';
import type { Moment } from '../../core/moment.ts';
import { type Plan, planIdOf, type Track } from '../../core/plan/plan.ts';
import type { Profile } from '../../core/profile.ts';
import type { Reminder } from '../../core/reminders/reminder.ts';
import type { Rotation } from '../../core/rotation.ts';
import type { Settings } from '../../core/settings.ts';
import type { Reader } from '../../storage/index.ts';

/** What a message to one person can draw on. */
export interface MessageRecords {
  readonly mentor: Mentor;
  readonly profile: Profile;
  readonly settings: Settings;
  /** Those this person signs or looks after. */
  readonly letters: readonly Letter[];
  /** Who signs those of them that this person only looks after, by the letter's id. */
  readonly signatories: ReadonlyMap<string, string>;
  readonly tracks: readonly Track[];
  readonly plans: readonly Plan[];
  readonly rotations: readonly Rotation[];
  /** What they saw, the newest first. */
  readonly moments: readonly Moment[];
  /** The student's news, the newest first. */
  readonly milestones: readonly Milestone[];
  readonly templates: readonly MessageTemplate[];
  /** `null` for none. */
  readonly lastContact: Interaction | null;
  /** What the message answers to; `null` for none. */
  readonly reminder: Reminder | null;
}

/** @returns `null` when nobody has that id. */
export async function messageRecords(
  opened: Reader,
  mentorId: string,
  reminderId: string | undefined,
): Promise<MessageRecords | null> {
  const mentor = await opened.mentor(mentorId);
  if (mentor === null) return null;
  const letters = await opened.letters();
  const lookedAfter = letters.filter(letter => letter.contactMentorId === mentorId && letter.mentorId !== mentorId);
  const signing = await opened.mentorsById([...new Set(lookedAfter.map(letter => letter.mentorId))]);
  const nameOf = new Map(signing.map(one => [one.id, signatoryOf(one)]));
  return {
    mentor,
    profile: await opened.profile(),
    settings: await opened.settings(),
    letters: letters.filter(letter => letter.mentorId === mentorId || letter.contactMentorId === mentorId),
    signatories: new Map(lookedAfter.map(letter => [letter.id, nameOf.get(letter.mentorId) ?? ''])),
    tracks: await opened.tracks(),
    plans: await opened.plans(),
    rotations: await opened.rotations(),
    moments: await opened.momentsWith(mentorId),
    milestones: await opened.milestones(),
    templates: await opened.templates(),
    lastContact: await opened.lastContact(mentorId),
    reminder: reminderId === undefined ? null : await opened.reminder(reminderId),
  };
}

/** More news make a message long. */
const MOST_NEWS = 6;

/** The news that this person has not heard, the newest first. */
export function newsFor({ milestones, lastContact }: MessageRecords, today: LocalDate): readonly Milestone[] {
  const since = lastContact === null ? null : endedOn(lastContact.when);
  return newsSince(milestones, since, today).slice(0, MOST_NEWS);
}

/** The track a message is about: its letter's, else the only one there is. */
export function trackOf({ tracks }: Pick<MessageRecords, 'tracks'>, letter: Letter | null): Track | null {
  if (letter !== null) return tracks.find(({ id }) => id === letter.trackId) ?? null;
  return tracks.length === 1 ? (tracks[0] ?? null) : null;
}

/** @param letters - Those the message is about, the first in front; none for no letter. */
export function factsFor(
  records: MessageRecords,
  letters: readonly Letter[],
  given: Pick<MessageFacts, 'moment' | 'news' | 'files' | 'today'>,
): MessageFacts {
  return {
    mentor: records.mentor,
    profile: records.profile,
    letters: letters.map(letter => aboutLetter(records, letter)),
    track: trackOf(records, letters[0] ?? null),
    isFellowship: isFellowship(records, letters[0] ?? null),
    rotation: lastTogether(records.rotations, records.mentor.id, given.today),
    ...given,
  };
}

/** Whether all that is applied to is a fellowship; of a General letter, in its season. */
function isFellowship({ tracks }: MessageRecords, letter: Letter | null): boolean {
  const planId = letter?.planId ?? null;
  const meant = planId === null ? tracks : tracks.filter(track => track.planId === planId);
  return meant.length > 0 && meant.every(({ kind }) => kind === 'fellowship');
}

function aboutLetter(records: MessageRecords, letter: Letter): AboutLetter {
  const track = trackOf(records, letter);
  const planId = planIdOf(letter, track);
  return {
    letter,
    signatory: records.signatories.get(letter.id) ?? '',
    track,
    plan: records.plans.find(({ id }) => id === planId) ?? null,
  };
}
