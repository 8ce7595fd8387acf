import { useState } from 'preact/hooks';
import { OUTCOMES } from '../../../core/plan/plan.ts';
import type { Problem } from '../../../core/result.ts';
import { t } from '../../../i18n/t.ts';
import { Checkbox } from '../../components/Checkbox.tsx';
import { Select } from '../../components/Select.tsx';
import { TextInput } from '../../components/TextInput.tsx';
import { FormDialog } from '../../hooks/FormDialog.tsx';
import { problemText } from '../../hooks/problem-text.ts';
import type { DueDialogProps } from '../LateDueDialog.tsx';
import { OwnDialog } from './OwnDialog.tsx';
import { WhenDialog } from './WhenDialog.tsx';

/** The window over a due list. */
export function DueDialog({ state, writes, onClose }: DueDialogProps) {
  switch (state.type) {
    case 'snooze':
      return (
        <WhenDialog
          title={t('snoozeTitle')}
          label={t('snoozeUntil')}
          submit={t('actionSnooze')}
          mode={state.mode}
          hasTime
          endsAt={state.due.reminder.endsAt}
          onClose={onClose}
          onSubmit={({ on, time }) => writes.snooze(state.due, on, time)}
        />
      );
    case 'moved':
      return (
        <WhenDialog
          title={t('movedTitle', { name: state.name })}
          label={t('movedTo')}
          submit={t('actionSave')}
          mode="date"
          hasTime
          onClose={onClose}
          onSubmit={({ on, time }) => writes.answer(state.interactionId, state.name, { type: 'moved', on, time })}
        />
      );
    case 'pause':
      return (
        <WhenDialog
          title={t('duePause', { name: state.mentor.name })}
          label={t('pauseUntil')}
          hint={t('mentorPausedUntilHint')}
          submit={t('pauseAction')}
          mode="date"
          onClose={onClose}
          onSubmit={({ on }) => writes.pause(state.mentor, on)}
        />
      );
    case 'rhythm':
      return <RhythmDialog state={state} writes={writes} onClose={onClose} />;
    case 'outcome':
      return <OutcomeDialog state={state} writes={writes} onClose={onClose} />;
    case 'own':
      return <OwnDialog reminder={state.reminder} on={state.on} writes={writes} onClose={onClose} />;
  }
}

type Of<Type extends DueDialogProps['state']['type']> = Omit<DueDialogProps, 'state' | 'toasts'> & {
  readonly state: Extract<DueDialogProps['state'], { readonly type: Type }>;
};

function RhythmDialog({ state: { mentor }, writes, onClose }: Of<'rhythm'>) {
  const [days, setDays] = useState(mentor.rhythmDays === null ? '' : String(mentor.rhythmDays));
  const [problem, setProblem] = useState<Problem | null>(null);
  const isWrong = problem?.code === 'form/bad-rhythm';
  return (
    <FormDialog
      title={t('rhythmTitle', { name: mentor.name })}
      submit={t('actionSave')}
      problem={isWrong ? null : problem}
      onClose={onClose}
      onSubmit={async () => {
        const found = await writes.setRhythm(mentor, days.trim() === '' ? null : Number(days));
        setProblem(found);
        return found;
      }}
    >
      <TextInput
        label={t('mentorRhythmDays')}
        hint={t('mentorRhythmDaysHint')}
        type="number"
        min={1}
        max={730}
        value={days}
        onInput={setDays}
        error={isWrong ? problemText(problem) : null}
      />
    </FormDialog>
  );
}

function OutcomeDialog({ state: { trackId, trackName }, writes, onClose }: Of<'outcome'>) {
  const [answer, setAnswer] = useState<(typeof OUTCOMES)[number]>('matched');
  const [tells, setTells] = useState(true);
  const [problem, setProblem] = useState<Problem | null>(null);
  const isOver = answer !== 'not-yet';
  return (
    <FormDialog
      title={t('titleOutcomeAsk', { track: trackName })}
      submit={t('actionSave')}
      problem={problem}
      onClose={onClose}
      onSubmit={async () => {
        const found = await writes.setOutcome(trackId, answer, isOver && tells);
        setProblem(found);
        return found;
      }}
    >
      <Select
        label={t('outcomeLabel')}
        value={answer}
        options={OUTCOMES.map(value => ({ value, label: outcomeText(value) }))}
        onChange={setAnswer}
      />
      {isOver && (
        <Checkbox label={t('outcomeTells')} hint={t('outcomeTellsHint')} checked={tells} onChange={setTells} />
      )}
    </FormDialog>
  );
}

function outcomeText(value: (typeof OUTCOMES)[number]): string {
  switch (value) {
    case 'matched':
      return t('outcomeMatched');
    case 'not-matched':
      return t('outcomeNotMatched');
    case 'soap':
      return t('outcomeSoap');
    case 'withdrew':
      return t('outcomeWithdrew');
    case 'not-yet':
      return t('outcomeNotYet');
  }
}
