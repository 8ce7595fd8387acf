import { addDays, type LocalDate } from '../../core/dates.ts';
import { formatDay } from '../../i18n/format.ts';
import { t } from '../../i18n/t.ts';
import { call } from '../../platform/messaging.ts';
import type { DueReminder } from '../../storage/index.ts';
import type { MenuItem } from '../components/Menu.tsx';
import type { Toasts } from '../hooks/use-toast.ts';

export interface DueActions {
  readonly snoozeChoices: readonly MenuItem[];
  done(due: DueReminder): void;
  snooze(due: DueReminder, choiceId: string): void;
  /** What was planned did not take place. */
  cancelled(due: DueReminder): void;
}

/** What can be done about something due besides logging it; each says so and can be undone. */
export function dueActions(today: LocalDate, toasts: Toasts): DueActions {
  const choices = [
    { id: 'tomorrow', label: t('snoozeTomorrow'), on: addDays(today, 1) },
    { id: 'three-days', label: t('snoozeThreeDays'), on: addDays(today, 3) },
    { id: 'week', label: t('snoozeWeek'), on: addDays(today, 7) },
    { id: 'two-weeks', label: t('snoozeTwoWeeks'), on: addDays(today, 14) },
  ];
  return {
    snoozeChoices: choices.map(({ id, label, on }) => ({ id, label, detail: formatDay(on, today) })),
    done: ({ reminder, mentor }) =>
      void call('reminder/done', { id: reminder.id }).then(result =>
        toasts.told(
          result,
          t(reminder.rule === 'did-it-happen' ? 'toastHappened' : 'toastDone', { name: mentor.name }),
        ),
      ),
    cancelled: ({ reminder: { reason }, mentor }) => {
      if (reason.type !== 'planned-over') return;
      void call('interaction/set-state', { id: reason.interactionId, state: 'cancelled' }).then(result =>
        toasts.told(result, t('toastCancelled', { name: mentor.name })),
      );
    },
    snooze: ({ reminder, mentor }, choiceId) => {
      const choice = choices.find(({ id }) => id === choiceId);
      if (choice === undefined) return;
      void call('reminder/snooze', { id: reminder.id, untilOn: choice.on }).then(result =>
        toasts.told(result, t('toastSnoozed', { day: formatDay(choice.on, today), name: mentor.name })),
      );
    },
  };
}
