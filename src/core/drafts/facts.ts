import { daysBetween, type LocalDate } from '../dates.ts';
import type { Letter } from '../letter.ts';
import type { Mentor } from '../mentor.ts';
import type { Milestone } from '../milestone.ts';
import type { Track } from '../plan/plan.ts';
import { targetOf } from '../plan/target.ts';
import type { Profile } from '../profile.ts';
import type { Reason } from '../reminders/reminder.ts';
import type { Rotation } from '../rotation.ts';
import type { FilledPart, MergeValues } from './fields.ts';
import { greetingOf } from './greeting.ts';
import {
  type AboutLetter,
  type DayWords,
  isSaidExactly,
  isTargetCertain,
  phrases,
  serviceName,
  targetWords,
  wayOf,
} from './phrases.ts';
import {
  FILE_NAMES,
  NOT_WAIVED,
  OFFERED_FILES,
  THANKS_FOR_MEETING,
  THANKS_FOR_ROTATION,
  USUAL_FILES,
  WAIVED,
} from './words.ts';

/** The records that one message can draw on. */
export interface MessageFacts {
  readonly mentor: Pick<Mentor, 'name' | 'credentials' | 'role' | 'greeting'>;
  readonly profile: Pick<Profile, 'name' | 'school' | 'className'>;
  /** Those it is about, the first in front; none for a message about no letter. */
  readonly letters: readonly AboutLetter[];
  /** That of the letter, else the only one there is; `null` for a General letter, and for none. */
  readonly track: Track | null;
  /** Whether a General letter, or a message about none, is for a fellowship and not for residency. */
  readonly isFellowship: boolean;
  /** The rotation last together; `null` for none. */
  readonly rotation: Pick<Rotation, 'name' | 'startsOn' | 'endsOn'> | null;
  /** What the student wrote about something they did together; empty for nothing. */
  readonly moment: string;
  readonly news: readonly string[];
  /** What goes with it, as the writer reads it; not given for what is usual. */
  readonly files?: readonly string[];
  readonly today: LocalDate;
}

/** What a message is filled with. A moment's story is never among it: it may be a patient's. */
export function mergeValues(facts: MessageFacts, words: DayWords): MergeValues {
  const { mentor, profile, track, rotation, letters, today } = facts;
  // It stands within a sentence, which has a full stop of its own.
  const moment = facts.moment.trim().replace(/(?<!\.)\.$/, '');
  return {
    'mentor.greeting': greetingOf(mentor),
    'mentor.name': mentor.name,
    'student.name': profile.name,
    'student.school': profile.school,
    'student.class': profile.className,
    'student.signature': signature(profile),
    'track.name': track?.name ?? '',
    'track.specialty': track === null ? '' : track.specialty || track.name,
    'track.goal': track?.goal ?? '',
    'rotation.name': rotation?.name ?? '',
    'rotation.months': rotation === null ? '' : words.months(rotation.startsOn, rotation.endsOn),
    'rotation.isOver': rotation !== null && rotation.endsOn < today ? 'yes' : '',
    moment,
    thanks: moment === '' ? { parts: [{ type: 'open', field: 'your.thanks' }] } : moment,
    news: facts.news,
    ...phrases(letters, facts, today, words),
    ...letterValues(letters, track, today, words),
    ...(facts.files === undefined ? {} : { files: facts.files }),
  };
}

function signature({ name, className, school }: MessageFacts['profile']) {
  const first: FilledPart = name.trim() === '' ? { type: 'open', field: 'student.name' } : { type: 'text', text: name };
  const rest = [className, school].filter(line => line.trim() !== '').map(line => `\n${line}`);
  return { parts: [first, ...rest.map(text => ({ type: 'text' as const, text }))] };
}

function letterValues(
  letters: readonly AboutLetter[],
  track: Track | null,
  today: LocalDate,
  words: DayWords,
): MergeValues {
  const [first] = letters;
  const holds = (isSo: boolean) => (isSo ? 'yes' : '');
  if (first === undefined) {
    // Until there is one, it is the reader who would write it, and it would go the way of the track.
    return { 'letter.isTheirs': 'yes', 'letter.isMailed': holds(track !== null && wayOf(track.service) === 'mail') };
  }
  const { letter, signatory, plan } = first;
  const day = (on: LocalDate | null) => (on === null ? '' : words.day(on));
  const target = targetOf(letter, first.track, plan);
  const left = target === null ? 0 : daysBetween(today, target);
  const asked = letter.askedOn === null ? 0 : daysBetween(letter.askedOn, today);
  const isPast = (one: AboutLetter) => {
    const on = targetOf(one.letter, one.track, one.plan);
    return on !== null && on < today;
  };
  return {
    'letter.service': serviceName(first),
    'letter.target': targetWords(first, words) ?? '',
    'letter.left': isTargetCertain(first) && isSaidExactly(left) ? words.span(left) : '',
    'letter.isPast': holds(letters.some(isPast)),
    'letter.isAhead': holds(target !== null && left >= 0),
    'letter.id': letter.letterIdNumber,
    'letter.waiver': letter.isWaived === null ? '' : letter.isWaived ? WAIVED : NOT_WAIVED,
    'letter.asked': day(letter.askedOn),
    'letter.answered': day(letter.answeredOn),
    'letter.requested': day(letter.requestedOn),
    'letter.received': day(letter.receivedOn),
    'letter.sinceAsk': asked > 0 ? words.span(asked) : '',
    'letter.signatory': signatory,
    'letter.isTheirs': holds(letters.every(one => one.signatory === '')),
    'letter.isOut': holds(letters.some(isOut)),
    'letter.isMailed': holds(wayOf(letter.service) === 'mail'),
    'letter.isChair': holds(letter.isChairLetter),
    'letter.isForm': holds(letter.form === 'standardized'),
    files: attachmentsOf(letter)
      .filter(({ isIn }) => isIn)
      .map(({ name }) => name),
  };
}

function isOut({ letter: { service, requestedOn, receivedOn } }: AboutLetter): boolean {
  return requestedOn !== null && receivedOn === null && wayOf(service) !== 'by-hand';
}

export interface Attachment {
  /** One of `CHECKLIST_ITEMS`, or that of the student's own item. */
  readonly id: string;
  /** As the writer reads it. */
  readonly name: string;
  /** Whether it goes unless the student says otherwise. */
  readonly isIn: boolean;
}

/** What can go with the packet: what the letter's checklist names, or what is usual while it names nothing. */
export function attachmentsOf({ checklist }: Pick<Letter, 'checklist'>): readonly Attachment[] {
  const items = checklist.length > 0 ? checklist : USUAL_FILES.map(id => ({ id, text: '' }));
  return items.flatMap(({ id, text }) => {
    const name = text === '' ? FILE_NAMES[id] : text;
    return name === undefined ? [] : [{ id, name, isIn: checklist.length > 0 || !OFFERED_FILES.includes(id) }];
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
