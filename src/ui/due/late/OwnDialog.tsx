import { useEffect, useState } from 'preact/hooks';
import type { LocalDate } from '../../../core/dates.ts';
import type { Mentor } from '../../../core/mentor.ts';
import type { Reminder } from '../../../core/reminders/reminder.ts';
import type { Problem } from '../../../core/result.ts';
import { t } from '../../../i18n/t.ts';
import { report } from '../../../platform/report.ts';
import { Select } from '../../components/Select.tsx';
import { TextInput } from '../../components/TextInput.tsx';
import { FormDialog } from '../../hooks/FormDialog.tsx';
import { reader } from '../../hooks/reader.ts';
import type { DueWrites } from '../due-writes.ts';
import { useWhen } from './use-when.ts';
import { WhenField } from './WhenField.tsx';

export interface OwnDialogProps {
  /** `null` for a new one. */
  readonly reminder: Reminder | null;
  /** The day it starts with. */
  readonly on: LocalDate;
  readonly writes: DueWrites;
  onClose(): void;
}

const NOBODY = '';

/** A reminder of the student's own: what, when, and perhaps about whom. */
export function OwnDialog({ reminder, on, writes, onClose }: OwnDialogProps) {
  const [text, setText] = useState(reminder?.reason.type === 'own' ? reminder.reason.text : '');
  const [mentorId, setMentorId] = useState(reminder?.mentorId ?? NOBODY);
  const [mentors, setMentors] = useState<readonly Mentor[]>([]);
  const kept = reminder === null ? null : { on: reminder.dueOn, time: reminder.dueTime };
  const when = useWhen('date', { date: on, time: reminder?.dueTime ?? '' }, kept);
  const [isTried, setTried] = useState(false);
  const [problem, setProblem] = useState<Problem | null>(null);
  useEffect(() => {
    reader()
      .then(opened => opened.mentors())
      .then(setMentors)
      .catch(report);
  }, []);
  const offered = mentors.filter(({ id, isArchived }) => !isArchived || id === mentorId);
  return (
    <FormDialog
      title={reminder === null ? t('ownNew') : t('ownEdit')}
      submit={t('actionSave')}
      problem={problem}
      onClose={onClose}
      onSubmit={async () => {
        setTried(true);
        if (text.trim() === '' || when.answer.state !== 'understood') return false;
        const { on: day, time } = when.answer.date;
        const fields = { text: text.trim(), on: day, time, mentorId: mentorId === NOBODY ? null : mentorId };
        const found = await writes.writeOwn(reminder?.id ?? null, fields);
        setProblem(found);
        return found;
      }}
    >
      <TextInput
        label={t('ownText')}
        placeholder={t('ownTextExample')}
        maxLength={300}
        value={text}
        onInput={setText}
        error={isTried && text.trim() === '' ? t('ownTextMissing') : null}
      />
      <WhenField label={t('ownWhen')} hint={t('ownWhenHint')} when={when} hasTime isTried={isTried} />
      <Select
        label={t('ownWho')}
        value={mentorId}
        options={[
          { value: NOBODY, label: t('ownNobody') },
          ...offered.map(({ id, name }) => ({ value: id, label: name })),
        ]}
        onChange={setMentorId}
      />
    </FormDialog>
  );
}
