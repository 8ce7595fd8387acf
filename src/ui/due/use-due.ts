import type { FunctionComponent } from 'preact';
import { useState } from 'preact/hooks';
import { daysBetween, instantAt } from '../../core/dates.ts';
import { canBeDone, type Reason, type Reminder } from '../../core/reminders/reminder.ts';
import { formatDay, formatSpan, formatTime } from '../../i18n/format.ts';
import { doneLabel, headingOf, nextActionText, notificationTitle, reasonText } from '../../i18n/reason.ts';
import { t } from '../../i18n/t.ts';
import type { DueReminder, SettledLately } from '../../storage/index.ts';
import type {
  DueButton,
  DueHead,
  DueItemProps,
  DueMenu,
  DueRowProps,
  SettledRowProps,
} from '../components/DueItem.tsx';
import type { IconName } from '../components/Icon.tsx';
import type { MenuItem } from '../components/Menu.tsx';
import type { DueMessageProps } from '../drafts/LateDueMessage.tsx';
import { useNow } from '../hooks/use-now.ts';
import type { Toasts } from '../hooks/use-toast.ts';
import type { AnswerFormProps } from './AnswerForm.tsx';
import { lateFrom } from './bands.ts';
import type { DueDialogState } from './due-dialog-state.ts';
import { type DueWrites, dueWrites } from './due-writes.ts';
import type { DueDialogProps } from './LateDueDialog.tsx';
import { letterOf, placeOfNextAction } from './places.ts';
import { type SnoozeChoice, snoozeChoices } from './snooze-choices.ts';

export interface DueViewProps {
  readonly toasts: Toasts;
  /** Little room: menus as icons, and no more buttons than fit. */
  readonly compact?: boolean | undefined;
  /** On a person's own page: the heading says what to do, since who is known. */
  readonly ofOnePerson?: boolean | undefined;
  /**
   * The window for messages. Without it the due page has them written: a popup is gone with the first click elsewhere, and
   * half of a message with it.
   */
  readonly Message?: FunctionComponent<DueMessageProps> | undefined;
  /** Opens the form for an interaction with this person, filled in from the reminder. */
  onLog(mentorId: string, reminder: Reminder): void;
  /** Opens a place of the dashboard, `/mentors/ID`. */
  onGo(path: string): void;
  /** Takes the focus when the last item goes with it. */
  onEmptied(): void;
}

/** A window that is open. */
export type OpenDialog = Omit<DueDialogProps, 'state'> & { readonly state: DueDialogState };

/** What every list of reminders on a page draws its items from. */
export interface DueView {
  itemOf(due: DueReminder): DueItemProps;
  /** The form for what was said, in the place of its buttons; `null` while it was not asked for. */
  answerOf(due: DueReminder): AnswerFormProps | null;
  rowOf(due: DueReminder): Omit<DueRowProps, 'when'>;
  /** Of what was done or skipped, with what takes it back. */
  settledRowOf(settled: SettledLately): SettledRowProps;
  open(dialog: DueDialogState): void;
  readonly writes: DueWrites;
  readonly Message: FunctionComponent<DueMessageProps> | undefined;
  /** The window that is open, to be drawn beside the lists; `null` for none. */
  readonly dialog: OpenDialog | null;
}

const ICONS: Readonly<Record<Reason['type'], IconName>> = {
  'no-contact-yet': 'chat',
  'last-contact': 'chat',
  'last-settled': 'chat',
  'planned-over': 'calendar',
  'thank-you': 'heart',
  'follow-up': 'check',
  feedback: 'stethoscope',
  'ask-rotation': 'mail',
  'ask-letter': 'mail',
  reply: 'mail',
  packet: 'mail',
  refresh: 'mail',
  portal: 'page',
  nudge: 'mail',
  'nudge-decide': 'page',
  backup: 'page',
  assign: 'page',
  'letter-thanks': 'heart',
  'outcome-ask': 'star',
  'outcome-soap': 'page',
  'outcome-tell': 'star',
  'program-deadline': 'calendar',
  own: 'bell',
};

/** What there is to write to somebody as the next action. */
const DRAFTED: ReadonlySet<Reason['type']> = new Set<Reason['type']>([
  'feedback',
  'no-contact-yet',
  'last-contact',
  'last-settled',
  'thank-you',
  'ask-rotation',
  'ask-letter',
  'reply',
  'refresh',
  'nudge',
  'letter-thanks',
  'outcome-tell',
]);

/** The buttons, menus and windows of a page's reminders, which all answer alike. */
export function useDue({
  toasts,
  compact,
  ofOnePerson,
  Message,
  onLog,
  onGo,
}: Omit<DueViewProps, 'onEmptied'>): DueView {
  const { now, today, timeZone } = useNow();
  const [dialog, setDialog] = useState<DueDialogState | null>(null);
  /** The reminder whose answer is being typed; `null` for none. */
  const [answered, setAnswered] = useState<string | null>(null);
  const writes = dueWrites(today, toasts);

  const writeTo = (due: DueReminder) => {
    if (Message === undefined) onGo(`/due/write/${encodeURIComponent(due.reminder.id)}`);
    else setDialog({ type: 'draft', due });
  };
  const headOf = ({ reminder, mentor }: DueReminder): DueHead => ({
    id: reminder.id,
    heading: ofOnePerson ? notificationTitle(reminder, mentor) : headingOf(reminder, mentor),
    seed: mentor === null || ofOnePerson ? null : mentor.id,
    icon: ICONS[reminder.reason.type],
    ...(mentor === null || ofOnePerson ? {} : { onOpen: () => onGo(`/mentors/${mentor.id}`) }),
  });
  const mainOf = (due: DueReminder): DueButton | null => {
    const { reason } = due.reminder;
    const label = nextActionText(due.reminder) ?? '';
    const words = { label, accessibleLabel: t('actionFor', { action: label, name: titleOf(due) }) };
    if (reason.type === 'outcome-ask') {
      const { trackId, trackName } = reason;
      return { ...words, icon: 'pencil', onClick: () => setDialog({ type: 'outcome', trackId, trackName }) };
    }
    const place = placeOfNextAction(reason);
    if (place !== null) return { ...words, icon: ICONS[reason.type], onClick: () => onGo(place) };
    if (!canDraft(due) || !DRAFTED.has(reason.type)) return null;
    return { ...words, icon: 'mail', onClick: () => writeTo(due) };
  };
  const answersOf = (due: DueReminder, reason: Extract<Reason, { type: 'planned-over' }>): DueButton[] => {
    const { interactionId } = reason;
    const name = headingOf(due.reminder, due.mentor);
    return [
      {
        label: t('entryHappened'),
        accessibleLabel: t('entryHappenedFor', { name }),
        icon: 'check',
        shortcut: 'd',
        onClick: () => setAnswered(due.reminder.id),
      },
      {
        label: t('entryMoved'),
        accessibleLabel: t('entryMovedFor', { name }),
        onClick: () => setDialog({ type: 'moved', interactionId, name }),
      },
      {
        label: t('entryCancelled'),
        accessibleLabel: t('entryCancelledFor', { name }),
        onClick: () => void writes.answer(interactionId, name, { type: 'cancelled' }),
      },
    ];
  };
  const buttonsOf = (due: DueReminder): DueButton[] => {
    const { reminder, mentor } = due;
    if (reminder.reason.type === 'planned-over') return answersOf(due, reminder.reason);
    const main = mainOf(due);
    const log = mentor === null ? [] : [logButton(mentor.id, mentor.name, reminder, onLog)];
    const label = doneLabel(reminder);
    const done = {
      label,
      accessibleLabel: t('actionFor', { action: label, name: titleOf(due) }),
      icon: 'check' as const,
      shortcut: 'd',
      onClick: () => void writes.done(due),
    };
    const fact = factOf(due);
    // A question is answered, put off or skipped.
    if (!canBeDone(reminder)) return main === null ? [] : [main];
    if (fact !== null)
      return reminder.reason.type === 'program-deadline'
        ? [fact, done]
        : [...(main === null ? [] : [main]), fact, done];
    // What the student wrote is done and seldom logged.
    if (reminder.rule === 'own') return [done, ...log];
    return [...(main === null ? [] : [main]), ...log, done];
  };
  /** What only the student can say of the record it is about, and what then ends the matter; `null` for nothing. */
  const factOf = (due: DueReminder): DueButton | null => {
    const { reason } = due.reminder;
    const name = headingOf(due.reminder, due.mentor);
    const button = (label: string, onClick: () => void): DueButton => ({
      label,
      accessibleLabel: t('actionFor', { action: label, name: titleOf(due) }),
      onClick,
    });
    if (reason.type === 'program-deadline') {
      return { ...button(t('doneApplied'), () => void writes.setApplied(reason.programId, name)), icon: 'check' };
    }
    if (reason.type === 'reply' && reason.step === 3) {
      return button(t('doneNoReply'), () => void writes.endLetter(reason.letterId, name, 'no-reply'));
    }
    return reason.type === 'nudge-decide'
      ? button(t('doneWithdraw'), () => void writes.endLetter(reason.letterId, name, 'withdrawn'))
      : null;
  };
  /** In a menu there is no room to ask what was said. */
  const rowButtonsOf = (due: DueReminder): DueButton[] => {
    const { reason } = due.reminder;
    if (reason.type !== 'planned-over') return buttonsOf(due);
    const [happened, ...others] = answersOf(due, reason);
    if (happened === undefined || reason.since > today) return others;
    const name = headingOf(due.reminder, due.mentor);
    const answer = () => void writes.answer(reason.interactionId, name, { type: 'happened', note: '' });
    return [{ ...happened, onClick: answer }, ...others];
  };
  const snoozeOf = (due: DueReminder): DueMenu => {
    const choices = snoozeChoices(now, timeZone, due.reminder.endsAt);
    return {
      label: t('actionSnooze'),
      accessibleLabel: t('actionFor', { action: t('actionSnooze'), name: titleOf(due) }),
      shortcut: 's',
      items: [
        ...choices.map(({ id, on, time }) => ({
          id,
          label: snoozeLabel(id),
          detail: time === null ? formatDay(on, today) : formatTime(instantAt(on, time, timeZone), timeZone),
        })),
        { id: 'date', label: t('snoozeDate'), icon: 'calendar' as const },
        { id: 'words', label: t('snoozeWords'), icon: 'chat' as const },
      ],
      onChoose: id => {
        const choice = choices.find(each => each.id === id);
        if (choice !== undefined) void writes.snooze(due, choice.on, choice.time);
        else setDialog({ type: 'snooze', due, mode: id === 'words' ? 'words' : 'date' });
      },
    };
  };
  const moreOf = (due: DueReminder, isRow: boolean): DueMenu => {
    const { reminder, mentor } = due;
    const all: (MenuItem & { readonly act: () => unknown })[] = [];
    if (isRow) {
      for (const { label, icon, onClick, shortcut } of rowButtonsOf(due)) {
        all.push({ id: label, label, icon, shortcut, act: onClick });
      }
      const act = () => setDialog({ type: 'snooze', due, mode: 'date' });
      all.push({ id: 'snooze', label: t('dueMoveTo'), icon: 'clock', shortcut: 's', act });
    }
    if (canDraft(due) && !DRAFTED.has(reminder.reason.type)) {
      all.push({ id: 'draft', label: t('dueDraft'), icon: 'mail', act: () => writeTo(due) });
    }
    if (reminder.rule !== 'own') {
      all.push({ id: 'skip', label: t('dueSkip'), icon: 'x', shortcut: 'x', act: () => writes.skip(due) });
    }
    const letterId = letterOf(reminder.reason);
    if (letterId !== null) {
      all.push({ id: 'letter', label: t('dueOpenLetter'), icon: 'page', act: () => onGo(`/letters/${letterId}`) });
    }
    if (mentor !== null && reminder.rule === 'ask') {
      all.push({ id: 'rehearse', label: t('dueRehearse'), icon: 'clock', act: () => onGo(`/rehearse/${mentor.id}`) });
    }
    if (mentor !== null) {
      const label = t('duePause', { name: mentor.name });
      all.push({ id: 'pause', label, icon: 'bell-off', act: () => setDialog({ type: 'pause', mentor }) });
      if (reminder.rule === 'check-in') {
        const act = () => setDialog({ type: 'rhythm', mentor });
        all.push({ id: 'rhythm', label: t('dueRhythm'), icon: 'settings', act });
      }
      if (!ofOnePerson) {
        all.push({ id: 'open', label: t('dueOpen'), icon: 'user', act: () => onGo(`/mentors/${mentor.id}`) });
      }
    }
    if (reminder.rule === 'own') {
      const act = () => setDialog({ type: 'own', reminder, on: reminder.dueOn });
      all.push({ id: 'edit', label: t('entryEdit'), icon: 'pencil', act });
      const remove = () => writes.removeOwn(reminder);
      all.push({ id: 'remove', label: t('dueDelete'), icon: 'trash', danger: true, act: remove });
    }
    return {
      label: t('dueMore'),
      accessibleLabel: t('dueMoreFor', { name: titleOf(due) }),
      shortcut: 'e .',
      items: all.map(({ act: _, ...item }) => item),
      onChoose: id => void all.find(item => item.id === id)?.act(),
    };
  };

  return {
    itemOf: due => {
      const { reminder } = due;
      const lateDays = daysBetween(lateFrom(reminder), today);
      return {
        ...headOf(due),
        reason: reasonText(reminder, today),
        late: lateDays > 0 ? t('dueLate', { span: formatSpan(lateDays) }) : undefined,
        actions: buttonsOf(due),
        snooze: snoozeOf(due),
        more: moreOf(due, false),
        compact,
      };
    },
    answerOf: ({ reminder: { id, reason }, mentor }) => {
      if (answered !== id || reason.type !== 'planned-over') return null;
      const name = mentor?.name ?? reason.title;
      return {
        name,
        onCancel: () => setAnswered(null),
        onSave: note => writes.answer(reason.interactionId, name, { type: 'happened', note }),
      };
    },
    rowOf: due => ({
      ...headOf(due),
      reason: reasonText(due.reminder, today),
      more: moreOf(due, true),
    }),
    settledRowOf: settled => {
      const { reminder, undoId } = settled;
      const { id: _, ...head } = headOf(settled);
      return {
        ...head,
        reason: reasonText(reminder, today),
        when: reminder.state === 'skipped' ? t('latelySkipped') : t('latelyDone'),
        undoLabel: t('actionUndo'),
        undoAccessibleLabel: t('actionFor', { action: t('actionUndo'), name: titleOf(settled) }),
        onUndo: () => void writes.takeBack(undoId),
      };
    },
    open: setDialog,
    Message,
    writes,
    dialog: dialog === null ? null : { state: dialog, writes, toasts, onClose: () => setDialog(null) },
  };
}

/** Whether there is somebody to write to. */
function canDraft({ reminder: { reason }, mentor }: DueReminder): boolean {
  if (reason.type === 'outcome-tell') return reason.letterCount > 0;
  return mentor !== null || (reason.type === 'feedback' && reason.mentorIds.length > 0);
}

/** What a reminder is called where it stands alone, as in the name of a button. */
function titleOf({ reminder, mentor }: DueReminder): string {
  return notificationTitle(reminder, mentor);
}

function logButton(mentorId: string, name: string, reminder: Reminder, onLog: DueViewProps['onLog']): DueButton {
  return {
    label: t('actionLog'),
    accessibleLabel: t('actionLogFor', { name }),
    icon: 'pencil',
    shortcut: 'l',
    onClick: () => onLog(mentorId, reminder),
  };
}

function snoozeLabel(id: SnoozeChoice['id']): string {
  switch (id) {
    case 'tonight':
      return t('snoozeTonight');
    case 'tomorrow':
      return t('snoozeTomorrow');
    case 'next-week':
      return t('snoozeNextWeek');
  }
}
