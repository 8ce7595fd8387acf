import { addDays, type LocalDate, laterOf, parseLocalDate } from '../dates.ts';
import { isUnasked, isUnderWay, type Letter } from '../letter.ts';
import { targetOf } from '../plan/target.ts';
import type { Rotation } from '../rotation.ts';
import type { Settings } from '../settings.ts';
import type { LetterFacts, MentorFacts } from './facts.ts';
import { isNeeded, knownOn, lettersUnderWay, named, ofLetter } from './letter-rule.ts';
import { lengthInDays, whyLikely } from './likely-writer.ts';
import type { Reason, WantedReminder } from './reminder.ts';

/** A rotation that ends later than this after the target, as a year of research, cannot be waited for. */
const LONGEST_WAIT_DAYS = 28;

/** A rotation with the mentor that did not end before it began. */
interface Stay {
  readonly rotation: Rotation;
  /** The first of its last five days. */
  readonly askOn: LocalDate;
  /** Why they are likely to write after it; `null` when they are not. */
  readonly why: ReturnType<typeof whyLikely>;
}

/**
 * Ask: in the last days of a rotation, while the work is fresh, and at the latest six weeks before the target.
 *
 * While the mentor has no letter under way it is about the rotation: one reminder for each that they are a likely writer
 * of, the later taking the place of the earlier; not for one that was long over when it was typed in. With letters under
 * way it is about each that was not asked for yet, of those that stand by see `isNeeded`; so it is for one that they are
 * only the contact person of, which says nothing about a letter of their own.
 */
export function ask(facts: MentorFacts, settings: Settings): WantedReminder[] {
  const stays = staysWith(facts, settings);
  const letters = lettersUnderWay(facts);
  return [
    ...(signedBy(facts).some(isUnderWay) ? [] : askInRotations(facts, stays, settings)),
    ...letters
      .filter(about => isUnasked(about.letter) && isNeeded(about))
      .flatMap(about => askForLetter(about, stays, settings)),
  ];
}

/** Not those that they are only the contact person of. */
function signedBy({ mentor, letters, lettersElsewhere }: MentorFacts): readonly Letter[] {
  return [...letters.map(({ letter }) => letter).filter(({ mentorId }) => mentorId === mentor.id), ...lettersElsewhere];
}

function staysWith(facts: MentorFacts, settings: Settings): readonly Stay[] {
  return facts.rotations
    .filter(rotation => lengthInDays(rotation) > 0)
    .map(rotation => ({
      rotation,
      askOn: laterOf(rotation.startsOn, addDays(rotation.endsOn, 1 - settings.numbers.askRotationLastDays)),
      why: whyLikely(asOfRotation(facts, rotation, settings), rotation, settings),
    }))
    .toSorted((a, b) => compare(a.askOn, b.askOn) || compare(a.rotation.id, b.rotation.id));
}

/**
 * A star says nothing about a rotation that was over by the day on which it was given: its step had passed by then, and
 * such are skipped. What was seen there still counts, as does the step before the target.
 */
function asOfRotation(facts: MentorFacts, rotation: Rotation, settings: Settings): MentorFacts {
  const { mentor } = facts;
  if (mentor.starredOn === null || !isLongOver(rotation, mentor.starredOn, settings)) return facts;
  return { ...facts, mentor: { ...mentor, isStarred: false } };
}

function askInRotations(facts: MentorFacts, stays: readonly Stay[], settings: Settings): WantedReminder[] {
  const { id } = facts.mentor;
  const open = stays.filter(
    ({ rotation }) => !wasAskedSince(rotation.startsOn, facts) && !wasLongOver(rotation, settings),
  );
  return chained(open.flatMap(stay => askAtEnd(stay, { subjectId: stay.rotation.id, occurrence: id, mentorId: id })));
}

/** Whether it was too late to ask in person by the day on which its last day was typed in. */
function wasLongOver(rotation: Rotation, settings: Settings): boolean {
  const typedOn = rotation.enteredOn.endsOn ?? null;
  return typedOn !== null && isLongOver(rotation, typedOn, settings);
}

function isLongOver({ endsOn }: Rotation, on: LocalDate, { numbers }: Settings): boolean {
  return addDays(endsOn, numbers.askAfterRotationDays) < on;
}

/** Also when it was only the letter that said so, and whatever became of it. */
function wasAskedSince(on: LocalDate, facts: MentorFacts): boolean {
  return (
    facts.askings.some(asking => !asking.isNudge && asking.on >= on) ||
    signedBy(facts).some(letter =>
      [letter.askedOn, letter.answeredOn, letter.endedOn].some(day => day !== null && day >= on),
    )
  );
}

/**
 * At the end of every rotation after which they are a likely writer, earlier being better, and at the latest on the last
 * step: six weeks before the target, or at the end of a rotation with them that goes on until then. Each step takes the
 * place of the one before; one that was skipped leaves the next to come.
 *
 * A chair's or department's letter is not judged by what they saw of the student: it has the last step alone.
 *
 * The occurrence of a rotation's step is the rotation, so that it stays settled whatever becomes of the target. That of the
 * last is the target day where the student set one, since a new one is a new question; else it is the plan, so that a
 * season's day that is corrected does not bring back what was settled.
 */
function askForLetter(about: LetterFacts, stays: readonly Stay[], { numbers }: Settings): WantedReminder[] {
  const { letter, track, plan } = about;
  const isBooked = letter.isChairLetter || letter.contactMentorId !== null;
  const ownStays = isBooked ? [] : stays;
  const targetOn = targetOf(letter, track, plan);
  if (targetOn === null) {
    return chained(ownStays.flatMap(stay => askAtEnd(stay, { ...ofLetter(about), occurrence: atEndOf(stay) })));
  }
  const latestOn = addDays(targetOn, -numbers.askBeforeDays);
  const lateOn = addDays(targetOn, -numbers.askLateBeforeDays);
  const waitedFor = ownStays.find(
    ({ rotation: { startsOn, endsOn } }) =>
      endsOn > latestOn && startsOn < targetOn && endsOn <= addDays(targetOn, LONGEST_WAIT_DAYS),
  );
  const lateFromOn =
    waitedFor === undefined
      ? lateOn
      : laterOf(lateOn, addDays(waitedFor.rotation.endsOn, numbers.askAfterRotationDays));
  const step = (occurrence: string, dueOn: LocalDate): WantedReminder => ({
    ...ofLetter(about),
    rule: 'ask',
    occurrence,
    // For a target that was typed in later it is due on the day it was: an ask is late rather than skipped.
    dueOn: knownOn(dueOn, letter, 'targetOn'),
    reason: {
      type: 'ask-letter',
      since: targetOn,
      ...named(about),
      // At either end of the years that a record can have, there is no such day.
      lateFromOn: parseLocalDate(lateFromOn) ?? targetOn,
      isChairLetter: isBooked,
    },
  });
  const season = plan === null ? targetOn : `plan-${plan.id}`;
  return chained([
    ...ownStays
      .filter(({ rotation, why }) => why !== null && rotation.endsOn <= latestOn)
      .map(stay => step(atEndOf(stay), stay.askOn)),
    waitedFor === undefined ? step(letter.targetOn ?? season, latestOn) : step(atEndOf(waitedFor), waitedFor.askOn),
  ]);
}

function atEndOf({ rotation }: Stay): string {
  return `rotation-${rotation.id}`;
}

function askAtEnd(
  { rotation: { id, name, endsOn }, askOn, why }: Stay,
  whose: Pick<WantedReminder, 'subjectId' | 'occurrence' | 'mentorId'>,
): readonly WantedReminder[] {
  if (why === null) return [];
  const reason: Reason = { type: 'ask-rotation', since: endsOn, rotationId: id, rotationName: name, why };
  return [{ ...whose, rule: 'ask', dueOn: askOn, reason }];
}

/** Each until the next takes its place. Of several on one day the last remains. */
function chained(steps: readonly WantedReminder[]): WantedReminder[] {
  return steps.flatMap((step, index) => {
    const next = steps[index + 1];
    if (next === undefined) return [step];
    return step.dueOn < next.dueOn ? [{ ...step, endsOn: next.dueOn }] : [];
  });
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
