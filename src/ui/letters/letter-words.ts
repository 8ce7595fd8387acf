import type { LocalDate } from '../../core/dates.ts';
import type { Letter, LetterFact } from '../../core/letter.ts';
import type { LetterColumn, Move } from '../../core/letters/column.ts';
import { formatDay, formatList } from '../../i18n/format.ts';
import { letterStepWords } from '../../i18n/letter-words.ts';
import { t } from '../../i18n/t.ts';

/** A column, in the words of what is to happen next. */
export function columnWords(column: LetterColumn): string {
  switch (column) {
    case 'ask':
      return t('columnAsk');
    case 'answer':
      return t('columnAnswer');
    case 'packet':
      return t('columnPacket');
    case 'request':
      return t('columnRequest');
    case 'accept':
      return t('columnAccept');
    case 'receive':
      return t('columnReceive');
    case 'visible':
      return t('columnVisible');
    case 'thank':
      return t('columnThank');
    case 'outcome':
      return t('columnOutcome');
    case 'done':
      return t('columnDone');
    case 'ended':
      return t('columnEnded');
  }
}

export function endWords(ended: NonNullable<Letter['ended']>): string {
  switch (ended) {
    case 'declined':
      return t('letterEndDeclined');
    case 'no-reply':
      return t('letterEndNoReply');
    case 'withdrawn':
      return t('letterEndWithdrawn');
    case 'replaced':
      return t('letterEndReplaced');
  }
}

export function formWords(form: Letter['form']): string {
  return form === 'narrative' ? t('letterFormNarrative') : t('letterFormStandardized');
}

export function answerWords(answer: Letter['answer']): string {
  switch (answer) {
    case 'yes':
      return t('letterAnswerYes');
    case 'no':
      return t('letterAnswerNo');
    case 'unclear':
      return t('letterAnswerUnclear');
    case null:
      return t('letterAnswerNone');
  }
}

export function howAskedWords(how: NonNullable<Letter['howAsked']>): string {
  switch (how) {
    case 'in-person':
      return t('letterAskedInPerson');
    case 'call':
      return t('letterAskedCall');
    case 'email':
      return t('letterAskedEmail');
    case 'other':
      return t('letterAskedOther');
  }
}

/** One of the items that a writer can be given; `null` for one of the student's own, which has its own words. */
export function checklistWords(id: string): string | null {
  switch (id) {
    case 'cv':
      return t('letterItemCv');
    case 'statement':
      return t('letterItemStatement');
    case 'photo':
      return t('letterItemPhoto');
    case 'request-form':
      return t('letterItemRequestForm');
    case 'moments':
      return t('letterItemMoments');
    case 'grades':
      return t('letterItemGrades');
    case 'talk':
      return t('letterItemTalk');
    case 'template':
      return t('letterItemTemplate');
    case 'eslor-consent':
      return t('letterItemConsent');
    default:
      return null;
  }
}

type Moved = Extract<Move, { type: 'move' }>;

/** What a move to a column noted and took away, as a sentence or two; empty when it did neither. */
export function movedText({ sets, clears }: Moved, today: LocalDate): string {
  return [
    sets.length === 0 ? '' : t('lettersNoted', { steps: stepsWithDays(sets, today) }),
    clears.length === 0 ? '' : t('lettersCleared', { steps: stepsWithDays(clears, today) }),
  ]
    .filter(Boolean)
    .join(' ');
}

/** The same before it is done. */
export function willMoveText({ sets, clears }: Moved, today: LocalDate): string {
  return [
    sets.length === 0 ? '' : t('lettersWillNote', { steps: stepsWithDays(sets, today) }),
    clears.length === 0 ? '' : t('lettersWillClear', { steps: stepsWithDays(clears, today) }),
  ]
    .filter(Boolean)
    .join(' ');
}

function stepsWithDays(
  steps: readonly { readonly fact: LetterFact; readonly on: LocalDate | null }[],
  today: LocalDate,
): string {
  return formatList(
    steps.map(({ fact, on }) => {
      const step = letterStepWords(fact);
      if (on === null) return step;
      return t('letterStepOn', { day: on === today ? t('letterToday') : formatDay(on, today), step });
    }),
  );
}
