import { daysBetween, type LocalDate } from '../core/dates.ts';
import type { Reminder } from '../core/reminders/reminder.ts';
import { formatDay, formatSpan } from './format.ts';
import { t } from './t.ts';

/** Why a reminder is there, in one sentence with the facts in it. */
export function reasonText({ reason }: Pick<Reminder, 'reason'>, today: LocalDate): string {
  const days = Math.max(0, daysBetween(reason.since, today));
  switch (reason.type) {
    case 'no-contact-yet':
      return t('reasonNoContactYet');
    case 'last-contact':
      return days === 0
        ? t('reasonContactToday', { rhythm: formatSpan(reason.rhythmDays) })
        : t('reasonLastContact', { rhythm: formatSpan(reason.rhythmDays), span: formatSpan(days) });
    case 'planned-over':
      return reason.title === ''
        ? t('reasonPlannedOver', { day: formatDay(reason.since, today) })
        : t('reasonPlannedOverTitle', { day: formatDay(reason.since, today), title: reason.title });
    case 'last-settled':
      return t('reasonLastSettled', { rhythm: formatSpan(reason.rhythmDays), span: formatSpan(days) });
  }
}
