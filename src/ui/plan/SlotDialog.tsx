import { useState } from 'preact/hooks';
import type { Track } from '../../core/plan/plan.ts';
import type { Slot } from '../../core/plan/slot.ts';
import type { Problem } from '../../core/result.ts';
import { isAbbreviated, standardFormName, standardFormWithin } from '../../i18n/standard-form.ts';
import { t } from '../../i18n/t.ts';
import { newId } from '../../platform/ids.ts';
import { call } from '../../platform/messaging.ts';
import { Checkbox } from '../components/Checkbox.tsx';
import { SegmentedControl } from '../components/SegmentedControl.tsx';
import { TextInput } from '../components/TextInput.tsx';
import { FormDialog } from '../hooks/FormDialog.tsx';
import { KeptNotice } from '../hooks/KeptNotice.tsx';
import { useKeptForm } from '../hooks/use-kept-form.ts';
import type { Toasts } from '../hooks/use-toast.ts';
import { SpecialtyInput } from './SpecialtyInput.tsx';

export interface SlotDialogProps {
  readonly track: Track;
  /** `null` to add one. */
  readonly slot: Slot | null;
  /** The place of a new one. */
  readonly position: number;
  readonly toasts: Toasts;
  onClose(): void;
}

const WHERE = ['any', 'inside', 'outside'] as const;
const FORMS = ['any', 'narrative', 'standardized'] as const;

/** The wishes of a slot, which are the student's to change. */
export function SlotDialog({ track, slot, position, toasts, onClose }: SlotDialogProps) {
  const { fields, set, forget, isRestored } = useKeptForm(
    slot === null ? `slot/new/${track.id}` : `slot/${slot.id}`,
    startOf(slot),
  );
  const [problem, setProblem] = useState<Problem | null>(null);
  const specialty = track.specialty === '' ? track.name : track.specialty;
  /** Whose standardized letter it would be. */
  const asked =
    fields.where === 'inside' || fields.specialty.trim() === '' ? track : { ...track, specialty: fields.specialty };
  const save = async () => {
    const wishes = {
      name: fields.name,
      isInSpecialty: fields.where === 'any' ? null : fields.where === 'inside',
      specialty: fields.where === 'inside' ? '' : fields.specialty,
      form: fields.form === 'any' ? null : fields.form,
      isChairLetter: fields.isChairLetter,
      isFromCoreRotation: fields.isFromCoreRotation,
      isUsClinical: fields.isUsClinical,
      isByDo: fields.isByDo,
      isByDirector: fields.isByDirector,
      isOptional: fields.isOptional,
    };
    const result = await call('records/save', {
      saves: [
        slot === null
          ? { table: 'slots', id: newId(), isNew: true, fields: { ...wishes, trackId: track.id, position } }
          : { table: 'slots', id: slot.id, isNew: false, fields: wishes },
      ],
      assignments: [],
      removals: [],
    });
    if (!result.ok) {
      setProblem(result.problem);
      return result.problem;
    }
    forget();
    toasts.told(result, slot === null ? t('toastSlotAdded') : t('toastSlotSaved'));
    return null;
  };
  return (
    <FormDialog
      title={slot === null ? t('slotAddTitle', { track: track.name }) : t('slotEditTitle')}
      submit={slot === null ? t('slotAdd') : t('actionSave')}
      problem={problem}
      onClose={onClose}
      onSubmit={save}
    >
      {isRestored && <KeptNotice onForget={forget} />}
      <SegmentedControl
        label={t('slotWhere')}
        value={fields.where}
        options={WHERE.map(value => ({ value, label: whereWords(value) }))}
        onChange={where => set({ where })}
      />
      <p class="field-hint">{t('slotWhereHint', { specialty })}</p>
      {fields.where !== 'inside' && (
        <SpecialtyInput
          label={t('slotSpecialty')}
          hint={t('slotSpecialtyHint')}
          value={fields.specialty}
          onInput={text => set({ specialty: text })}
        />
      )}
      <SegmentedControl
        label={t('slotForm')}
        value={fields.form}
        options={FORMS.map(value => ({ value, label: formWords(value, asked) }))}
        onChange={form => set({ form })}
      />
      {isAbbreviated(asked) && <p class="field-hint">{t('slotFormHint', { form: standardFormWithin(asked) })}</p>}
      <Checkbox
        label={t('slotIsChair')}
        checked={fields.isChairLetter}
        onChange={isChairLetter => set({ isChairLetter })}
      />
      <Checkbox
        label={t('slotIsCore')}
        checked={fields.isFromCoreRotation}
        onChange={isFromCoreRotation => set({ isFromCoreRotation })}
      />
      <Checkbox
        label={t('slotIsUsClinical')}
        hint={t('slotIsUsClinicalHint')}
        checked={fields.isUsClinical}
        onChange={isUsClinical => set({ isUsClinical })}
      />
      <Checkbox label={t('slotIsDo')} checked={fields.isByDo} onChange={isByDo => set({ isByDo })} />
      <Checkbox
        label={t('slotIsDirector')}
        checked={fields.isByDirector}
        onChange={isByDirector => set({ isByDirector })}
      />
      <Checkbox
        label={t('slotIsOptional')}
        hint={t('slotIsOptionalHint')}
        checked={fields.isOptional}
        onChange={isOptional => set({ isOptional })}
      />
      <TextInput
        label={t('slotOwnName')}
        hint={t('slotOwnNameHint')}
        maxLength={120}
        value={fields.name}
        onInput={name => set({ name })}
      />
    </FormDialog>
  );
}

interface SlotForm {
  readonly name: string;
  readonly where: (typeof WHERE)[number];
  readonly specialty: string;
  readonly form: (typeof FORMS)[number];
  readonly isChairLetter: boolean;
  readonly isFromCoreRotation: boolean;
  readonly isUsClinical: boolean;
  readonly isByDo: boolean;
  readonly isByDirector: boolean;
  readonly isOptional: boolean;
}

function startOf(slot: Slot | null): SlotForm {
  return {
    name: slot?.name ?? '',
    where: whereOf(slot),
    specialty: slot?.specialty ?? '',
    form: slot?.form ?? 'any',
    isChairLetter: slot?.isChairLetter ?? false,
    isFromCoreRotation: slot?.isFromCoreRotation ?? false,
    isUsClinical: slot?.isUsClinical ?? false,
    isByDo: slot?.isByDo ?? false,
    isByDirector: slot?.isByDirector ?? false,
    isOptional: slot?.isOptional ?? false,
  };
}

function whereOf(slot: Slot | null): SlotForm['where'] {
  if (slot === null) return 'inside';
  if (slot.isInSpecialty === null) return 'any';
  return slot.isInSpecialty ? 'inside' : 'outside';
}

function whereWords(where: SlotForm['where']): string {
  switch (where) {
    case 'any':
      return t('slotWhereAny');
    case 'inside':
      return t('slotWhereInside');
    case 'outside':
      return t('slotWhereOutside');
  }
}

function formWords(form: SlotForm['form'], track: Track): string {
  switch (form) {
    case 'any':
      return t('slotFormAny');
    case 'narrative':
      return t('slotFormNarrative');
    case 'standardized':
      return standardFormName(track);
  }
}
