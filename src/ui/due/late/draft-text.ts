import type { LocalDate } from '../../../core/dates.ts';
import type { Mentor } from '../../../core/mentor.ts';
import type { Milestone } from '../../../core/milestone.ts';
import type { Reason } from '../../../core/reminders/reminder.ts';
import { formatDay } from '../../../i18n/format.ts';
import { t } from '../../../i18n/t.ts';

/** What a message begins with; the student goes on from there. */
export interface DraftText {
  readonly subject: string;
  readonly body: string;
}

export interface DraftFacts {
  readonly reason: Reason;
  readonly mentor: Pick<Mentor, 'name' | 'credentials' | 'role'>;
  /** The student's own; empty when it is not known. */
  readonly studentName: string;
  /** News since the last contact, the newest first. */
  readonly news: readonly Pick<Milestone, 'on' | 'text'>[];
  readonly today: LocalDate;
}

/** More news than these make a message long. */
const MOST_NEWS = 3;

/** A short, friendly message with the reminder's facts in it, and nothing that is not known. */
export function draftText({ reason, mentor, studentName, news, today }: DraftFacts): DraftText {
  const { subject, paragraphs } = wordsFor(reason, news, today);
  const close = studentName === '' ? t('draftClose') : `${t('draftClose')}\n${studentName}`;
  return { subject, body: [t('draftHello', { name: addressOf(mentor) }), ...paragraphs, close].join('\n\n') };
}

const DOCTORS = /\b(?:M\.?D|D\.?O|Ph\.?D|MBBS|MBChB)\b/i;
const TITLE = /^(?:dr|prof|professor|doctor)\b\.?\s*/i;

/** "Dr. Rivera" for a doctor, else the name as it is kept. */
export function addressOf({ name, credentials }: DraftFacts['mentor']): string {
  const bare = name.replace(TITLE, '').trim();
  const last = bare.split(/\s+/).at(-1) ?? '';
  if (!DOCTORS.test(credentials) && bare === name) return name;
  return last === '' ? name : t('draftDoctor', { name: last });
}

interface Words {
  readonly subject: string;
  readonly paragraphs: readonly string[];
}

function wordsFor(reason: Reason, news: DraftFacts['news'], today: LocalDate): Words {
  const day = formatDay(reason.since, today);
  switch (reason.type) {
    case 'no-contact-yet':
    case 'last-contact':
    case 'last-settled':
      return {
        subject: t('draftUpdateSubject'),
        paragraphs: [t('draftUpdate'), newsText(news), t('draftUpdateEnd')],
      };
    case 'thank-you':
      return { subject: t('draftThanksSubject'), paragraphs: [thanksText(reason, day), t('draftThanksEnd')] };
    case 'feedback':
      return {
        subject: t('draftFeedbackSubject'),
        paragraphs: [t('draftFeedback', { rotation: reason.rotationName }), t('draftFeedbackEnd')],
      };
    case 'ask-rotation':
      return {
        subject: t('draftAskSubject'),
        paragraphs: [t('draftAskRotation', { rotation: reason.rotationName }), t('draftAsk'), t('draftAskEnd')],
      };
    case 'ask-letter':
      return askText(reason, day);
    case 'reply':
      return { subject: t('draftReplySubject'), paragraphs: [t('draftReply', { day }), t('draftReplyEnd')] };
    case 'packet':
      return { subject: t('draftPacketSubject'), paragraphs: [t('draftPacket'), t('draftPacketEnd')] };
    case 'refresh':
      return {
        subject: t('draftRefreshSubject'),
        paragraphs: [t('draftRefresh', { day }), newsText(news), t('draftRefreshEnd')],
      };
    case 'nudge': {
      const target = formatDay(reason.targetOn, today);
      return { subject: t('draftNudgeSubject'), paragraphs: [t('draftNudge', { day, target }), t('draftNudgeEnd')] };
    }
    case 'letter-thanks':
      return {
        subject: t('draftLetterThanksSubject'),
        paragraphs: [t('draftLetterThanks'), t('draftLetterThanksEnd')],
      };
    case 'follow-up':
      return { subject: reason.text, paragraphs: [t('draftFollowUp')] };
    case 'own':
    case 'planned-over':
    case 'portal':
    case 'nudge-decide':
    case 'backup':
    case 'assign':
    case 'outcome-ask':
    case 'outcome-soap':
    case 'outcome-tell':
    case 'program-deadline':
      return { subject: '', paragraphs: [t('draftBlank')] };
  }
}

function thanksText(reason: Extract<Reason, { type: 'thank-you' }>, day: string): string {
  switch (reason.for) {
    case 'meeting':
      return t('draftThanksMeeting', { day });
    // What the moment was about may be a patient's story, so the title stays here.
    case 'moment':
      return t('draftThanksMoment', { day });
    case 'rotation':
      return t('draftThanksRotation', { rotation: reason.title });
  }
}

function askText({ trackName, isChairLetter }: Extract<Reason, { type: 'ask-letter' }>, day: string): Words {
  const goal = trackName === '' ? t('draftGoal') : t('draftGoalTrack', { track: trackName });
  return isChairLetter
    ? { subject: t('draftChairSubject'), paragraphs: [goal, t('draftChair'), t('draftChairEnd')] }
    : { subject: t('draftAskSubject'), paragraphs: [goal, t('draftAskBy', { day }), t('draftAskEnd')] };
}

function newsText(news: DraftFacts['news']): string {
  if (news.length === 0) return t('draftNewsOpen');
  return news
    .slice(0, MOST_NEWS)
    .map(({ text }) => `– ${text}`)
    .join('\n');
}
