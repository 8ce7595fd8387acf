import { useState } from 'preact/hooks';
import type { LocalDate } from '../../core/dates.ts';
import { SERVICES, type Service } from '../../core/letter.ts';
import { asksForForm, lockedFields, needsWaiver } from '../../core/letters/letter-rules.ts';
import { planIdOf, seasonDate } from '../../core/plan/plan.ts';
import { isThroughEcfmg, targetOf } from '../../core/plan/target.ts';
import { SERVICE_FACTS } from '../../core/seasons/services.ts';
import { formatDay } from '../../i18n/format.ts';
import { serviceWords } from '../../i18n/letter-words.ts';
import { t } from '../../i18n/t.ts';
import { Banner } from '../components/Banner.tsx';
import { Button } from '../components/Button.tsx';
import { Checkbox } from '../components/Checkbox.tsx';
import { DateTimeField } from '../components/DateTimeField.tsx';
import { SegmentedControl } from '../components/SegmentedControl.tsx';
import { Select } from '../components/Select.tsx';
import { TextInput } from '../components/TextInput.tsx';
import { planWords } from '../plan/plan-words.ts';
import { LetterSection } from './LetterSection.tsx';
import { type LetterForm, purposeChange, purposeValue, serviceChange } from './letter-form.ts';
import type { LetterRow, LettersData } from './letter-rows.ts';
import { formWords } from './letter-words.ts';
import { replacementOptions } from './MoveDialog.tsx';

export interface LetterFieldsProps {
  readonly fields: LetterForm;
  readonly data: LettersData;
  readonly today: LocalDate;
  set(change: Partial<LetterForm>): void;
}

export interface PurposeFieldsProps extends LetterFieldsProps {
  /** The letters it could stand by for. */
  readonly others: readonly LetterRow[];
}

/** Who writes it, and what for. */
export function PurposeFields({ fields, data, today, others, set }: PurposeFieldsProps) {
  const [isUnlocked, setUnlocked] = useState(false);
  const locked = isUnlocked ? [] : lockedFields(fields);
  const writers = data.mentors.filter(({ id, isArchived }) => !isArchived || id === fields.mentorId);
  const isWriterKnown = writers.some(({ id }) => id === fields.mentorId);
  const people = writers.map(({ id, name, credentials }) => ({
    value: id,
    label: credentials === '' ? name : `${name}, ${credentials}`,
  }));
  const contacts = data.mentors
    .filter(({ id, isArchived }) => id !== fields.mentorId && (!isArchived || id === fields.contactMentorId))
    .map(({ id, name }) => ({ value: id, label: name }));
  return (
    <LetterSection title={t('letterWhoFor')}>
      {locked.length > 0 && (
        <Banner
          tone="info"
          icon="shield"
          actions={
            <Button size="s" onClick={() => setUnlocked(true)}>
              {t('letterUnlock')}
            </Button>
          }
        >
          {fields.service === 'carms' ? t('letterLockedCarms') : t('letterLocked')}
        </Banner>
      )}
      <div class="form-row">
        <Select
          label={t('lettersWriter')}
          value={fields.mentorId}
          options={
            isWriterKnown ? people : [{ value: fields.mentorId, label: unknownWriter(fields.mentorId) }, ...people]
          }
          onChange={mentorId => set({ mentorId })}
          // Somebody who is gone is replaced whatever the service locks.
          disabled={isWriterKnown && locked.includes('mentorId')}
          required
        />
        <Select
          label={t('letterContact')}
          hint={t('letterContactHint')}
          value={fields.contactMentorId ?? ''}
          options={[{ value: '', label: t('letterContactNone') }, ...contacts]}
          onChange={id => set({ contactMentorId: id === '' ? null : id })}
        />
      </div>
      <Entry fields={fields} data={data} set={set} locked={locked} />
      <div class="form-row">
        <DateTimeField
          label={t('letterTarget')}
          hint={targetHint(fields, data, today)}
          date={fields.targetOn ?? ''}
          onDate={on => set({ targetOn: dayOrNull(on) })}
        />
        <Select
          label={t('letterBackupFor')}
          value={fields.backupForLetterId ?? ''}
          options={[{ value: '', label: t('letterBackupNone') }, ...replacementOptions(others)]}
          onChange={id => set({ backupForLetterId: id === '' ? null : id })}
        />
      </div>
    </LetterSection>
  );
}

interface EntryProps extends Pick<LetterFieldsProps, 'fields' | 'data' | 'set'> {
  readonly locked: ReturnType<typeof lockedFields>;
}

/** What the service asks when the letter is requested; once it was, some of it cannot be changed there. */
function Entry({ fields, data, set, locked }: EntryProps) {
  // What was never noted is not changed by noting it, however late.
  const [wasWaiverNoted] = useState(fields.isWaived !== null);
  const [writerBefore] = useState(fields.mentorId);
  const facts = SERVICE_FACTS[fields.service];
  const isLocked = (name: (typeof locked)[number]) => locked.includes(name);
  const purposes = [
    ...data.tracks.map(track => {
      const plan = data.plans.find(({ id }) => id === track.planId);
      const season = plan === undefined ? serviceWords(track.service) : planWords(plan);
      return { value: `track:${track.id}`, label: t('letterTrackIn', { season, track: track.name }) };
    }),
    ...data.plans
      .filter(({ service }) => SERVICE_FACTS[service].hasGeneral !== false)
      .map(plan => ({ value: `general:${plan.id}`, label: t('letterGeneralIn', { season: planWords(plan) }) })),
    { value: 'general:', label: t('letterPurposeGeneral') },
  ];
  const value = purposeValue(fields);
  const service = (
    <Select<Service>
      label={t('lettersService')}
      value={fields.service}
      options={SERVICES.map(one => ({ value: one, label: serviceWords(one) }))}
      onChange={one => set(serviceChange(fields, one))}
      disabled={isLocked('trackId')}
    />
  );
  return (
    <>
      <div class="form-row">
        <Select
          label={t('letterPurpose')}
          hint={fields.trackId === null && facts.hasGeneral === null ? t('letterGeneralUnknown') : undefined}
          value={value}
          options={
            purposes.some(one => one.value === value) ? purposes : [{ value, label: t('letterTrackGone') }, ...purposes]
          }
          onChange={chosen => set(purposeChange(chosen, fields, data))}
          disabled={isLocked('trackId')}
        />
        {service}
      </div>
      {(asksForForm(fields) || fields.form === 'standardized') && (
        <SegmentedControl
          label={t('letterForm')}
          value={fields.form}
          options={(['narrative', 'standardized'] as const).map(form => ({ value: form, label: formWords(form) }))}
          onChange={form => set({ form })}
          disabled={isLocked('form')}
        />
      )}
      <Checkbox
        label={t('letterChair')}
        hint={t('letterChairHint')}
        checked={fields.isChairLetter}
        onChange={isChairLetter => set({ isChairLetter })}
        disabled={isLocked('isChairLetter')}
      />
      <div class="form-row">
        {facts.hasWaiver !== false && (
          <Select
            label={t('letterWaiver')}
            hint={needsWaiver(fields.service) ? t('letterWaiverHint') : t('letterWaiverUnknown')}
            value={fields.isWaived === null ? '' : fields.isWaived ? 'yes' : 'no'}
            options={[
              { value: '', label: t('letterWaiverOpen') },
              { value: 'yes', label: t('letterWaiverYes') },
              { value: 'no', label: t('letterWaiverNo') },
            ]}
            onChange={chosen => set({ isWaived: chosen === '' ? null : chosen === 'yes' })}
            disabled={wasWaiverNoted && isLocked('isWaived')}
          />
        )}
        {(facts.hasLetterId || fields.letterIdNumber !== '') && (
          <TextInput
            label={t('letterIdNumber')}
            hint={letterIdHint(fields, writerBefore, data)}
            value={fields.letterIdNumber}
            onInput={letterIdNumber => set({ letterIdNumber })}
            maxLength={60}
          />
        )}
      </div>
    </>
  );
}

/** A Letter ID is for one writer: it does not go along to another. */
function letterIdHint({ mentorId, letterIdNumber }: LetterForm, before: string, { mentors }: LettersData): string {
  const name = mentors.find(({ id }) => id === before)?.name;
  const isMoved = name !== undefined && mentorId !== before && letterIdNumber.trim() !== '';
  return isMoved ? t('letterIdOtherWriter', { name }) : t('letterIdHint');
}

function unknownWriter(mentorId: string): string {
  return mentorId === '' ? t('letterChooseWriter') : t('letterWriterGone');
}

/** Which day is taken while none is set, and why. */
function targetHint(fields: LetterForm, data: LettersData, today: LocalDate): string {
  const track = data.tracks.find(({ id }) => id === fields.trackId) ?? null;
  const plan = data.plans.find(({ id }) => id === planIdOf(fields, track)) ?? null;
  const on = targetOf({ ...fields, targetOn: null }, track, plan);
  const reviewOn = seasonDate(plan, 'reviewFromOn');
  if (on === null || reviewOn === null) return t('letterTargetUnknown');
  const days = { day: formatDay(on, today), review: formatDay(reviewOn, today) };
  return isThroughEcfmg(fields, track, plan) ? t('letterTargetInternational', days) : t('letterTargetDefault', days);
}

export function dayOrNull(text: string): LocalDate | null {
  // A field for a day gives a day or nothing; one outside our years is refused when it is saved, with a sentence.
  return text === '' ? null : (text as LocalDate);
}
