import type { LocalDate, LocalTime } from '../../core/dates.ts';
import type { Mentor } from '../../core/mentor.ts';
import type { OUTCOMES } from '../../core/plan/plan.ts';
import type { Reminder } from '../../core/reminders/reminder.ts';
import type { Problem, Result } from '../../core/result.ts';
import { formatDay } from '../../i18n/format.ts';
import { headingOf } from '../../i18n/reason.ts';
import { t } from '../../i18n/t.ts';
import type { OwnReminder, PlannedAnswer, Written } from '../../messages/protocol.ts';
import { call } from '../../platform/messaging.ts';
import type { DueReminder } from '../../storage/index.ts';
import type { Toasts } from '../hooks/use-toast.ts';

/** Each writes one thing, says so, and can be undone; gives what was wrong, or `null`. */
export interface DueWrites {
  done(due: DueReminder): Promise<Problem | null>;
  skip(due: DueReminder): Promise<Problem | null>;
  snooze(due: DueReminder, on: LocalDate, time: LocalTime | null): Promise<Problem | null>;
  /** What became of something planned; `name` is whom it was with. */
  answer(interactionId: string, name: string, answer: PlannedAnswer): Promise<Problem | null>;
  pause(mentor: Mentor, untilOn: LocalDate): Promise<Problem | null>;
  /** @param days - `null` takes the rhythm of their role. */
  setRhythm(mentor: Mentor, days: number | null): Promise<Problem | null>;
  writeOwn(id: string | null, fields: OwnReminder): Promise<Problem | null>;
  removeOwn(reminder: Reminder): Promise<Problem | null>;
  /** What the student decided about a letter that does not come. */
  endLetter(letterId: string, name: string, ended: 'no-reply' | 'withdrawn'): Promise<Problem | null>;
  /** That an application went out today; then its deadline asks no more. */
  setApplied(programId: string, name: string): Promise<Problem | null>;
  setOutcome(trackId: string, answer: (typeof OUTCOMES)[number], tells: boolean): Promise<Problem | null>;
  /** Takes back a write of today or yesterday, with all that belonged to it. */
  takeBack(undoId: string): Promise<Problem | null>;
}

export function dueWrites(today: LocalDate, toasts: Toasts): DueWrites {
  const tell = (result: Result<Written>, text: string) => {
    toasts.told(result, text);
    return result.ok ? null : result.problem;
  };
  const nameOf = ({ reminder, mentor }: DueReminder) => headingOf(reminder, mentor);
  return {
    done: async due =>
      tell(await call('reminder/done', { id: due.reminder.id }), t('toastDone', { name: nameOf(due) })),
    skip: async due =>
      tell(await call('reminder/skip', { id: due.reminder.id }), t('toastSkipped', { name: nameOf(due) })),
    snooze: async (due, untilOn, time) => {
      const result = await call('reminder/snooze', { id: due.reminder.id, untilOn, time });
      // A moment that has passed meanwhile became tomorrow.
      const storedOn = result.ok ? result.value.untilOn : untilOn;
      return tell(result, t('toastSnoozed', { day: formatDay(storedOn, today), name: nameOf(due) }));
    },
    answer: async (id, name, answer) =>
      tell(await call('interaction/answer', { id, answer }), answerToast(name, answer, today)),
    pause: async ({ id, name }, pausedUntilOn) =>
      tell(
        await call('mentor/save', { id, fields: { pausedUntilOn } }),
        t('toastPaused', { day: formatDay(pausedUntilOn, today), name }),
      ),
    setRhythm: async ({ id, name }, rhythmDays) =>
      tell(await call('mentor/save', { id, fields: { rhythmDays } }), t('toastRhythm', { name })),
    writeOwn: async (id, fields) =>
      tell(await call('reminder/write', { id, fields }), t('toastOwnSaved', { day: formatDay(fields.on, today) })),
    removeOwn: async ({ id }) => tell(await call('reminder/remove', { id }), t('toastOwnRemoved')),
    endLetter: async (id, name, ended) =>
      tell(
        await call('letter/save', { id, fields: { ended, endedOn: today } }),
        ended === 'no-reply' ? t('toastNoReply', { name }) : t('toastWithdrawn', { name }),
      ),
    setApplied: async (id, name) =>
      tell(await call('program/save', { id, fields: { appliedOn: today } }), t('toastApplied', { name })),
    setOutcome: async (id, answer, tells) =>
      tell(await call('track/save', { id, fields: { outcome: { answer, on: today, tells } } }), t('toastOutcomeSaved')),
    takeBack: async undoId => {
      const result = await call('undo', { undoId });
      if (result.ok) toasts.say(t('toastUndone'));
      else toasts.fail(result.problem);
      return result.ok ? null : result.problem;
    },
  };
}

function answerToast(name: string, answer: PlannedAnswer, today: LocalDate): string {
  switch (answer.type) {
    case 'happened':
      return t('toastHappened', { name });
    case 'moved':
      return t('toastMoved', { day: formatDay(answer.on, today), name });
    case 'cancelled':
      return t('toastCancelled', { name });
  }
}
