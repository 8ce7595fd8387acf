import { daysBetween, type LocalDate } from '../dates.ts';
import type { Letter } from '../letter.ts';
import type { Mentor } from '../mentor.ts';
import type { Milestone } from '../milestone.ts';
import type { Plan, Track } from '../plan/plan.ts';
import { targetOf } from '../plan/target.ts';
import type { Profile } from '../profile.ts';
import type { Reason } from '../reminders/reminder.ts';
import type { Rotation } from '../rotation.ts';
import type { MergeValues } from './fields.ts';
import { greetingOf } from './greeting.ts';
import {
  FILE_NAMES,
  NOT_WAIVED,
  SERVICE_NAMES,
  THANKS_FOR_MEETING,
  THANKS_FOR_ROTATION,
  USUAL_FILES,
  WAIVED,
} from './words.ts';

/** The records that one message can draw on. */
export interface MessageFacts {
  readonly mentor: Pick<Mentor, 'name' | 'credentials'>;
  readonly profile: Pick<Profile, 'name' | 'school' | 'className'>;
  /** `null` while it is about no letter. */
  readonly letter: Letter | null;
  /** Who signs the letter when that is somebody else than the mentor, who is then its contact person; empty for none. */
  readonly signatory: string;
  /** That of the letter; `null` for a General one. */
  readonly track: Track | null;
  readonly plan: Plan | null;
  /** The rotation last together; `null` for none. */
  readonly rotation: Pick<Rotation, 'name' | 'startsOn' | 'endsOn'> | null;
  /** What the student wrote about something they did together; empty for nothing. */
  readonly moment: string;
  readonly news: readonly string[];
  readonly today: LocalDate;
}

/** How days are said in the message's language. */
export interface DayWords {
  day(on: LocalDate): string;
  /** @param days - More than none. */
  span(days: number): string;
  /** "March and April 2026". */
  months(from: LocalDate, until: LocalDate): string;
}

/** What a message is filled with. A moment's story is never among it: it may be a patient's. */
export function mergeValues(facts: MessageFacts, words: DayWords): MergeValues {
  const { mentor, profile, track, rotation } = facts;
  return {
    'mentor.greeting': greetingOf(mentor),
    'mentor.name': mentor.name,
    'student.name': profile.name,
    'student.school': profile.school,
    'student.class': profile.className,
    'track.name': track?.name ?? '',
    'track.specialty': track === null ? '' : track.specialty || track.name,
    'track.goal': track?.goal ?? '',
    'rotation.name': rotation?.name ?? '',
    'rotation.months': rotation === null ? '' : words.months(rotation.startsOn, rotation.endsOn),
    'rotation.isOver': rotation !== null && rotation.endsOn < facts.today ? 'yes' : '',
    // It stands within a sentence, which has a full stop of its own.
    moment: facts.moment.trim().replace(/(?<!\.)\.$/, ''),
    news: facts.news,
    ...letterValues(facts, words),
  };
}

function letterValues({ letter, signatory, track, plan, today }: MessageFacts, words: DayWords): MergeValues {
  if (letter === null) return {};
  const day = (on: LocalDate | null) => (on === null ? '' : words.day(on));
  const target = targetOf(letter, track, plan);
  const left = target === null ? 0 : daysBetween(today, target);
  const asked = letter.askedOn === null ? 0 : daysBetween(letter.askedOn, today);
  return {
    'letter.service': letter.service === 'other' ? (plan?.serviceName ?? '') : SERVICE_NAMES[letter.service],
    'letter.target': day(target),
    'letter.left': isSaidExactly(left) ? words.span(left) : '',
    'letter.isPast': left < 0 ? 'yes' : '',
    'letter.id': letter.letterIdNumber,
    'letter.waiver': letter.isWaived === null ? '' : letter.isWaived ? WAIVED : NOT_WAIVED,
    'letter.asked': day(letter.askedOn),
    'letter.answered': day(letter.answeredOn),
    'letter.requested': day(letter.requestedOn),
    'letter.received': day(letter.receivedOn),
    'letter.sinceAsk': asked > 0 ? words.span(asked) : '',
    'letter.signatory': signatory,
    'letter.isChair': letter.isChairLetter ? 'yes' : '',
    'letter.isForm': letter.form === 'standardized' ? 'yes' : '',
    files: attachmentsOf(letter).map(({ name }) => name),
  };
}

/** Whether days can be said in days or whole weeks; rounded, they would contradict the day beside them. */
function isSaidExactly(days: number): boolean {
  return days > 0 && (days < 21 || (days % 7 === 0 && days <= 70));
}

export interface Attachment {
  /** One of `CHECKLIST_ITEMS`, or that of the student's own item. */
  readonly id: string;
  /** As the writer reads it. */
  readonly name: string;
}

/** What goes with the packet: what the letter's checklist names, or what is usual while it names nothing. */
export function attachmentsOf({ checklist }: Pick<Letter, 'checklist'>): readonly Attachment[] {
  const items = checklist.length > 0 ? checklist : USUAL_FILES.map(id => ({ id, text: '' }));
  return items.flatMap(({ id, text }) => {
    const name = text === '' ? FILE_NAMES[id] : text;
    return name === undefined ? [] : [{ id, name }];
  });
}

/** The rotation last together with somebody, by its last day; one that has not begun is none. */
export function lastTogether<T extends Pick<Rotation, 'mentors' | 'startsOn' | 'endsOn'>>(
  rotations: readonly T[],
  mentorId: string,
  today: LocalDate,
): T | null {
  return rotations
    .filter(({ mentors, startsOn }) => startsOn <= today && mentors.some(met => met.mentorId === mentorId))
    .reduce<T | null>((latest, one) => (latest === null || one.endsOn >= latest.endsOn ? one : latest), null);
}

/** The student's news since a day, the newest first; `null` for all there is. */
export function newsSince<T extends Pick<Milestone, 'on'>>(
  milestones: readonly T[],
  since: LocalDate | null,
  today: LocalDate,
): T[] {
  return milestones
    .filter(({ on }) => on <= today && (since === null || on > since))
    .sort((a, b) => (a.on < b.on ? 1 : a.on > b.on ? -1 : 0));
}

/** What a thank-you begins with; empty where only the student can say. The title of a moment stays in the log. */
export function thanksFor(reason: Reason, words: Pick<DayWords, 'day'>): string {
  if (reason.type !== 'thank-you') return '';
  switch (reason.for) {
    case 'meeting':
      return THANKS_FOR_MEETING(words.day(reason.since));
    case 'rotation':
      return THANKS_FOR_ROTATION(reason.title);
    case 'moment':
      return '';
  }
}
