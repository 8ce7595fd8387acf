import { daysBetween, type LocalDate } from '../core/dates.ts';
import type { Mentor } from '../core/mentor.ts';
import type { Reason, Reminder } from '../core/reminders/reminder.ts';
import { formatDay, formatList, formatSpan } from './format.ts';
import { plural, t } from './t.ts';

/** A longer list of names is cut off. */
const MOST_NAMES = 3;

type OfType<Type extends Reason['type']> = Extract<Reason, { readonly type: Type }>;
type Person = Pick<Mentor, 'name'> | null;

/** Why a reminder is there, in one sentence with the facts in it. */
export function reasonText({ reason, mentorId }: Pick<Reminder, 'reason' | 'mentorId'>, today: LocalDate): string {
  const days = Math.max(0, daysBetween(reason.since, today));
  const span = formatSpan(days);
  const day = formatDay(reason.since, today);
  switch (reason.type) {
    case 'no-contact-yet':
      return days === 0 ? t('reasonNoContactYet') : t('reasonNoContactSince', { span });
    case 'last-contact':
      return days === 0
        ? t('reasonContactToday', { rhythm: formatSpan(reason.rhythmDays) })
        : t('reasonLastContact', { rhythm: formatSpan(reason.rhythmDays), span });
    case 'last-settled':
      return t('reasonLastSettled', { rhythm: formatSpan(reason.rhythmDays), span });
    case 'planned-over':
      return plannedText(reason, today);
    case 'thank-you':
      return thanksText(reason, day);
    case 'follow-up':
      return t('reasonFollowUp', { text: reason.text });
    case 'feedback':
      return feedbackText(reason, today);
    case 'ask-rotation':
      return askInRotationText(reason, today);
    case 'ask-letter':
      return askText(reason, today);
    case 'reply':
      return replyText(reason, day, span);
    case 'packet':
      return t('reasonPacket', { day, letter: letterOf(reason) });
    case 'refresh':
      return t('reasonRefresh', { day, letter: letterOf(reason) });
    case 'portal':
      return t(reason.opensOn === null ? 'reasonPortalNoDay' : 'reasonPortal', { day, letter: letterOf(reason) });
    case 'nudge':
      return nudgeText(reason, today);
    case 'nudge-decide':
      return t('reasonNudgeDecide', { letter: letterOf(reason) });
    case 'backup':
      return backupText(reason, today);
    case 'assign':
      return plural('reasonAssign', reason.programCount, { day, letter: letterOf(reason) });
    case 'letter-thanks':
      return t('reasonLetterThanks', { day, letter: letterOf(reason) });
    case 'outcome-ask':
      return t('reasonOutcomeAsk', { day });
    case 'outcome-soap':
      return plural('reasonOutcomeSoap', reason.letterCount);
    case 'outcome-tell':
      return reason.answer === 'matched'
        ? plural('reasonOutcomeMatched', reason.letterCount)
        : plural('reasonOutcomeElse', reason.letterCount);
    case 'program-deadline':
      return deadlineText(reason, today);
    case 'own':
      // About a person, their name stands above and the text is what there is to say; else it stands above itself.
      return mentorId === null ? t('reasonOwn', { day }) : reason.text;
  }
}

function plannedText({ title, since }: OfType<'planned-over'>, today: LocalDate): string {
  const day = formatDay(since, today);
  if (since > today) return title === '' ? t('reasonPlanned', { day }) : t('reasonPlannedTitle', { day, title });
  return title === '' ? t('reasonPlannedOver', { day }) : t('reasonPlannedOverTitle', { day, title });
}

function thanksText(reason: OfType<'thank-you'>, day: string): string {
  const { title } = reason;
  switch (reason.for) {
    case 'meeting':
      return title === '' ? t('reasonThankMeeting', { day }) : t('reasonThankMeetingTitle', { day, title });
    case 'moment':
      return title === '' ? t('reasonThankMoment', { day }) : t('reasonThankMomentTitle', { day, title });
    case 'rotation':
      return t('reasonThankRotation', { day, rotation: title });
  }
}

function feedbackText({ rotationName: rotation, endsOn, names }: OfType<'feedback'>, today: LocalDate): string {
  const day = formatDay(endsOn, today);
  if (endsOn < today) return t('reasonFeedbackOver', { day, rotation });
  return names.length === 0
    ? t('reasonFeedback', { day, rotation })
    : t('reasonFeedbackNames', { day, names: someNames(names), rotation });
}

function askInRotationText(reason: OfType<'ask-rotation'>, today: LocalDate): string {
  const isOver = reason.since < today;
  const facts = { day: formatDay(reason.since, today), rotation: reason.rotationName };
  switch (reason.why) {
    case 'starred':
      return t(isOver ? 'reasonAskStarredOver' : 'reasonAskStarred', facts);
    case 'watched':
      return t(isOver ? 'reasonAskWatchedOver' : 'reasonAskWatched', facts);
    case 'ready':
      return t(isOver ? 'reasonAskReadyOver' : 'reasonAskReady', facts);
  }
}

function askText(reason: OfType<'ask-letter'>, today: LocalDate): string {
  const isLate = reason.lateFromOn <= today;
  const isPast = reason.since < today;
  const facts = { day: formatDay(reason.since, today), letter: letterOf(reason) };
  if (reason.isChairLetter) {
    return t(isPast ? 'reasonAskChairPast' : isLate ? 'reasonAskChairLate' : 'reasonAskChair', facts);
  }
  return t(isPast ? 'reasonAskLetterPast' : isLate ? 'reasonAskLetterLate' : 'reasonAskLetter', facts);
}

function replyText(reason: OfType<'reply'>, day: string, span: string): string {
  const letter = letterOf(reason);
  if (reason.step === 1) return t('reasonReply', { day, letter });
  return reason.step === 2 ? t('reasonReplyAgain', { day, letter, span }) : t('reasonReplyNone', { day, letter, span });
}

function nudgeText({ since, targetOn, letterIds }: OfType<'nudge'>, today: LocalDate): string {
  const facts = { day: formatDay(since, today), target: formatDay(targetOn, today) };
  return targetOn < today
    ? plural('reasonNudgePast', letterIds.length, facts)
    : plural('reasonNudge', letterIds.length, facts);
}

function backupText(reason: OfType<'backup'>, today: LocalDate): string {
  const isPast = reason.targetOn < today;
  const facts = { letter: letterOf(reason), target: formatDay(reason.targetOn, today) };
  return reason.step === 'name'
    ? t(isPast ? 'reasonBackupPast' : 'reasonBackup', facts)
    : t(isPast ? 'reasonReplacePast' : 'reasonReplace', facts);
}

function deadlineText({ since }: OfType<'program-deadline'>, today: LocalDate): string {
  const left = daysBetween(today, since);
  if (left === 0) return t('reasonDeadlineToday');
  const day = formatDay(since, today);
  return left < 0 ? t('reasonDeadlinePast', { day }) : plural('reasonDeadline', left, { day });
}

/** The letter as it is called within a sentence. */
function letterOf({ trackName }: { readonly trackName: string }): string {
  return trackName === '' ? t('letterGeneral') : t('letterFor', { track: trackName });
}

function someNames(names: readonly string[]): string {
  const more = names.length - MOST_NAMES;
  if (more <= 0) return formatList(names);
  return plural('namesMore', more, { names: names.slice(0, MOST_NAMES).join(', ') });
}

/** Whom or what a reminder is about: the mentor's name, else the program's, track's or rotation's, or the student's own words. */
export function headingOf({ reason }: Pick<Reminder, 'reason'>, mentor: Person): string {
  if (mentor !== null) return mentor.name;
  switch (reason.type) {
    case 'feedback':
    case 'ask-rotation':
      return reason.rotationName;
    case 'outcome-ask':
    case 'outcome-soap':
    case 'outcome-tell':
      return reason.trackName;
    case 'program-deadline':
      return reason.name;
    case 'own':
      return reason.text;
    default:
      return t('reminderNobody');
  }
}

/** A reminder in a few words that stand alone: "Check in with Elena Rivera". */
export function notificationTitle(reminder: Pick<Reminder, 'reason'>, mentor: Person): string {
  const name = headingOf(reminder, mentor);
  const { reason } = reminder;
  switch (reason.type) {
    case 'no-contact-yet':
    case 'last-contact':
    case 'last-settled':
      return t('notificationCheckIn', { name });
    case 'planned-over':
      return t('notificationDidItHappen', { name });
    case 'thank-you':
      return t('titleThank', { name });
    case 'follow-up':
      return t('titleFollowUp', { name });
    case 'feedback':
      return t('titleFeedback', { rotation: reason.rotationName });
    case 'ask-rotation':
      return t('titleAsk', { name });
    case 'ask-letter':
      return t(reason.isChairLetter ? 'titleAskChair' : 'titleAsk', { name });
    case 'reply':
      return t('titleReply', { name });
    case 'packet':
      return t('titlePacket', { name });
    case 'refresh':
      return t('titleRefresh', { name });
    case 'portal':
      return t('titlePortal', { name });
    case 'nudge':
      return t('titleNudge', { name });
    case 'nudge-decide':
      return t('titleNudgeDecide', { name });
    case 'backup':
      return t(reason.step === 'name' ? 'titleBackup' : 'titleReplace', { name });
    case 'assign':
      return t('titleAssign', { name });
    case 'letter-thanks':
      return t('titleLetterThanks', { name });
    case 'outcome-ask':
      return t('titleOutcomeAsk', { track: reason.trackName });
    case 'outcome-soap':
      return t('titleOutcomeSoap', { track: reason.trackName });
    case 'outcome-tell':
      return t('titleOutcomeTell', { track: reason.trackName });
    case 'program-deadline':
      return t('titleDeadline', { program: reason.name });
    case 'own':
      return mentor === null ? reason.text : t('titleOwn', { name: mentor.name, text: reason.text });
  }
}

/** What "done" means for it, as the words of a button. */
export function doneLabel({ reason }: Pick<Reminder, 'reason'>): string {
  switch (reason.type) {
    case 'planned-over':
      return t('entryHappened');
    case 'thank-you':
    case 'letter-thanks':
      return t('doneThanked');
    case 'feedback':
    case 'ask-rotation':
    case 'ask-letter':
      return t('doneAsked');
    case 'reply':
      return t('doneAskedAgain');
    case 'packet':
      return t('donePacket');
    case 'refresh':
      return t('doneNews');
    case 'portal':
      return t('doneRequested');
    case 'nudge':
      return t('doneNudged');
    case 'nudge-decide':
      return t('doneWait');
    case 'assign':
    case 'outcome-soap':
      return t('doneAssigned');
    case 'outcome-tell':
      return t('doneTold');
    // A deadline is met by "applied on", not by having been reminded of it.
    case 'program-deadline':
    case 'no-contact-yet':
    case 'last-contact':
    case 'last-settled':
    case 'follow-up':
    // Who stands by or takes over is for the student to write down.
    case 'backup':
    case 'outcome-ask':
    case 'own':
      return t('actionDone');
  }
}

/** The one next action, in a word or two; `null` where there is none but to do it. */
export function nextActionText({ reason }: Pick<Reminder, 'reason'>): string | null {
  switch (reason.type) {
    case 'no-contact-yet':
    case 'last-contact':
    case 'last-settled':
      return t('nextCheckIn');
    case 'planned-over':
      return t('nextDidItHappen');
    case 'thank-you':
    case 'letter-thanks':
      return t('nextThank');
    case 'follow-up':
      return t('nextFollowUp');
    case 'feedback':
      return t('nextFeedback');
    case 'ask-rotation':
      return t('nextAsk');
    case 'ask-letter':
      return t(reason.isChairLetter ? 'nextAskChair' : 'nextAsk');
    case 'reply':
      return t(reason.step === 3 ? 'nextReplyNone' : 'nextReply');
    case 'packet':
      return t('nextPacket');
    case 'refresh':
      return t('nextRefresh');
    case 'portal':
      return t('nextPortal');
    case 'nudge':
      return t('nextNudge');
    case 'nudge-decide':
      return t('nextDecide');
    case 'backup':
      return t(reason.step === 'name' ? 'nextBackup' : 'nextReplace');
    case 'assign':
    case 'outcome-soap':
      return t('nextAssign');
    case 'outcome-ask':
      return t('nextOutcomeAsk');
    case 'outcome-tell':
      return t('nextOutcomeTell');
    case 'program-deadline':
      return t('nextDeadline');
    case 'own':
      return null;
  }
}
