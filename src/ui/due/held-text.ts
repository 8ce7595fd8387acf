import { addDays, type LocalDate } from '../../core/dates.ts';
import type { Rest } from '../../core/reminders/respect.ts';
import { formatDay } from '../../i18n/format.ts';
import { t } from '../../i18n/t.ts';
import type { DueReminder, HeldBack } from '../../storage/index.ts';
import { lateFrom } from './bands.ts';

/** The limits count in weeks. */
const WEEK_DAYS = 7;

/**
 * Why something whose day has come is not shown.
 *
 * @param open - All open reminders, among which may be the one it waits for.
 */
export function heldText(
  { reminder, mentor, untilOn, why }: HeldBack,
  open: readonly DueReminder[],
  today: LocalDate,
): string {
  const name = mentor?.name ?? '';
  switch (why) {
    case 'person-paused':
      return t('heldPaused', { name });
    case 'nudged-lately': {
      const on = addDays(untilOn, -WEEK_DAYS);
      const isOther = ({ reminder: other }: DueReminder) =>
        other.id !== reminder.id &&
        other.mentorId === reminder.mentorId &&
        other.rule === 'nudge' &&
        lateFrom(other) === on;
      // Perhaps none was sent yet, and another that comes first holds it back.
      return on > today || open.some(isOther)
        ? t('heldNudgeFirst', { name })
        : t('heldNudged', { day: formatDay(on, today), name });
    }
    case 'asked-enough':
      return t('heldAsked', { name });
    default:
      return t('heldRest', { why: restText(why) });
  }
}

/** Why reminders rest, in a word or two. */
export function restText(why: Rest['why']): string {
  switch (why) {
    case 'exam':
      return t('restExam');
    case 'vacation':
      return t('restVacation');
    case 'duty':
      return t('restDuty');
    case 'weekend':
      return t('restWeekend');
    case 'other':
      return t('restOther');
  }
}
