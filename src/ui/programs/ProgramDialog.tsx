import { useState } from 'preact/hooks';
import type { Program } from '../../core/program.ts';
import { wishesOfSlots } from '../../core/programs/wishes.ts';
import type { Problem } from '../../core/result.ts';
import { findingText } from '../../i18n/program-check.ts';
import { t } from '../../i18n/t.ts';
import { call } from '../../platform/messaging.ts';
import { Banner } from '../components/Banner.tsx';
import { DateTimeField } from '../components/DateTimeField.tsx';
import { Select } from '../components/Select.tsx';
import { TextArea } from '../components/TextArea.tsx';
import { TextInput } from '../components/TextInput.tsx';
import { FormDialog } from '../hooks/FormDialog.tsx';
import { KeptNotice } from '../hooks/KeptNotice.tsx';
import { useKeptForm } from '../hooks/use-kept-form.ts';
import type { Toasts } from '../hooks/use-toast.ts';
import { prioritiesWith, tracksWith } from './choices.ts';
import { errorsIn, fieldsOfForm, formOfProgram, type ProgramForm, type Wish } from './program-form.ts';
import type { ProgramData } from './use-program-data.ts';

export interface ProgramDialogProps {
  readonly data: ProgramData;
  /** `null` for a new one. */
  readonly program: Program | null;
  /** What a new one begins with. */
  readonly start: { readonly name: string; readonly trackId: string | null };
  readonly toasts: Toasts;
  onClose(): void;
}

/** All fields of one program, with what it lacks above them. */
export function ProgramDialog({ data, program, start, toasts, onClose }: ProgramDialogProps) {
  const kept = useKeptForm<ProgramForm>(`program/${program?.id ?? 'new'}`, {
    ...formOfProgram(program, start.trackId),
    ...(program === null ? { name: start.name } : {}),
  });
  const { fields: form, set } = kept;
  const [problem, setProblem] = useState<Problem | null>(null);
  const [hasTried, setTried] = useState(false);
  const errors = errorsIn(form);
  const errorOf = (field: Parameters<typeof errors.has>[0], sentence: string) =>
    hasTried && errors.has(field) ? sentence : null;
  const save = async () => {
    setTried(true);
    setProblem(null);
    if (errors.size > 0) return false;
    const result = await call('program/save', { id: program?.id ?? null, fields: fieldsOfForm(form) });
    if (!result.ok) {
      setProblem(result.problem);
      return result.problem;
    }
    kept.forget();
    toasts.told(result, t('programSaved', { name: form.name.trim() }));
    return null;
  };
  const check = program === null ? null : (data.checks.get(program.id) ?? null);
  const ofTrack = wishesOfSlots(data.index.slots.get(form.trackId) ?? []);
  const asTrack = (isWanted: boolean) => (isWanted ? t('programAsTrackYes') : t('programAsTrackNo'));
  const wishes = (isWanted: boolean): { readonly value: Wish; readonly label: string }[] => [
    { value: '', label: asTrack(isWanted) },
    { value: 'yes', label: t('programYes') },
    { value: 'no', label: t('programNo') },
  ];
  return (
    <FormDialog
      title={program === null ? t('programNew') : t('programEdit')}
      submit={t('actionSave')}
      problem={problem}
      onClose={onClose}
      onSubmit={save}
    >
      {kept.isRestored && <KeptNotice onForget={kept.forget} />}
      <TextInput
        label={t('programName')}
        value={form.name}
        onInput={name => set({ name })}
        maxLength={200}
        error={errorOf('name', t('programNoName'))}
        required
      />
      {check !== null && check.findings.length > 0 && (
        <Banner tone={check.state === 'too-many' ? 'danger' : check.state === 'missing' ? 'warning' : 'info'}>
          <ul>
            {check.findings.map(finding => (
              <li key={finding.type}>{findingText(finding, data.writerOf)}</li>
            ))}
          </ul>
        </Banner>
      )}
      <div class="form-row">
        <Select
          label={t('programsFilterTrack')}
          value={form.trackId}
          options={tracksWith([['', t('programsNoTrack')]], data)}
          onChange={trackId => set({ trackId })}
        />
        <Select
          label={t('programPriority')}
          hint={t('programPriorityHint')}
          value={form.priority}
          options={prioritiesWith([['', t('programsNoPriority')]])}
          onChange={priority => set({ priority })}
        />
      </div>
      <div class="form-row">
        <DateTimeField
          label={t('programDeadline')}
          hint={t('programDeadlineHint')}
          date={form.deadlineOn}
          onDate={deadlineOn => set({ deadlineOn })}
        />
        <DateTimeField label={t('programApplied')} date={form.appliedOn} onDate={appliedOn => set({ appliedOn })} />
      </div>
      <div class="form-row">
        <DateTimeField
          label={t('programInterview')}
          date={form.interviewOn}
          onDate={interviewOn => set({ interviewOn })}
        />
        <TextInput
          label={t('programLink')}
          type="url"
          value={form.link}
          onInput={link => set({ link })}
          error={errorOf('link', t('programBadLink'))}
        />
      </div>
      <TextArea label={t('programNote')} value={form.note} onInput={note => set({ note })} maxLength={2000} />
      <fieldset class="program-wishes">
        <legend class="field-label">{t('programWishes')}</legend>
        <p class="field-hint">{t('programWishesHint')}</p>
        <div class="form-row">
          <TextInput
            label={t('programWishCount')}
            type="number"
            min={0}
            max={10}
            placeholder={
              ofTrack.letterCount === null ? undefined : t('programAsTrackCount', { count: ofTrack.letterCount })
            }
            value={form.letterCount}
            onInput={letterCount => set({ letterCount })}
            error={errorOf('letterCount', t('programBadCount'))}
          />
          <TextInput
            label={t('programWishOldest')}
            hint={t('programWishOldestHint')}
            type="number"
            min={1}
            max={120}
            value={form.oldestLetterMonths}
            onInput={oldestLetterMonths => set({ oldestLetterMonths })}
            error={errorOf('oldestLetterMonths', t('programBadMonths'))}
          />
        </div>
        <div class="form-row">
          <Select
            label={t('programWishChair')}
            value={form.wantsChairLetter}
            options={wishes(ofTrack.wantsChairLetter)}
            onChange={wantsChairLetter => set({ wantsChairLetter })}
          />
          <Select
            label={t('programWishStandardized')}
            value={form.wantsStandardized}
            options={wishes(ofTrack.wantsStandardized)}
            onChange={wantsStandardized => set({ wantsStandardized })}
          />
          <Select
            label={t('programWishDo')}
            value={form.wantsDoWriter}
            options={wishes(ofTrack.wantsDoWriter)}
            onChange={wantsDoWriter => set({ wantsDoWriter })}
          />
        </div>
      </fieldset>
    </FormDialog>
  );
}
