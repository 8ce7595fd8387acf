import { useLayoutEffect, useRef } from 'preact/hooks';
import type { LocalDate } from '../../core/dates.ts';
import type { Service } from '../../core/letter.ts';
import { likelySeason } from '../../core/plan/set-up.ts';
import { APPLICANT_KINDS, type Profile } from '../../core/profile.ts';
import { SEASONS } from '../../core/seasons/season-dates.ts';
import type { Specialty } from '../../core/seasons/specialties.ts';
import { plural, t, tFamily } from '../../i18n/t.ts';
import { Button } from '../components/Button.tsx';
import { Checkbox } from '../components/Checkbox.tsx';
import { IconButton } from '../components/IconButton.tsx';
import { Select } from '../components/Select.tsx';
import { TextInput } from '../components/TextInput.tsx';
import { useFocusInList } from '../hooks/use-focus-in-list.ts';
import { applicantKindWords, letterStepWords, serviceWords, trackKindWords } from './plan-words.ts';
import { SpecialtyInput } from './SpecialtyInput.tsx';
import {
  applicantKindOf,
  chosenSteps,
  EMPTY_ROW,
  FIRST_YEARS,
  type RowProblem,
  SERVICE_STEPS,
  SET_UP_KINDS,
  type SetUpForm,
  type SetUpProblems,
  type SetUpRow,
  serviceOf,
  servicesFor,
  specialtyOf,
  withStep,
  type YearNames,
} from './set-up-form.ts';

/** More rows than anybody applies to at once. */
const MOST_ROWS = 8;

export interface SetUpFieldsProps {
  readonly form: SetUpForm;
  readonly profile: Profile;
  readonly today: LocalDate;
  /** `null` until they are to be shown. */
  readonly problems: SetUpProblems | null;
  set(change: Partial<SetUpForm>): void;
}

/** Season, who applies, and one or more specialties. */
export function SetUpFields({ form, profile, today, problems, set }: SetUpFieldsProps) {
  const proposed = likelySeason(profile.graduationYear, today);
  const years = [...new Set([...SEASONS.filter(season => season >= today.slice(0, 4)), proposed])].toSorted();
  const list = useFocusInList<HTMLUListElement>();
  const isAdding = useRef(false);
  // A new row is there to be filled in.
  // biome-ignore lint/correctness/useExhaustiveDependencies: whenever there is one row more
  useLayoutEffect(() => {
    if (isAdding.current) list.current?.lastElementChild?.querySelector('input')?.focus();
    isAdding.current = false;
  }, [form.rows.length]);
  const setRow = (index: number, change: Partial<SetUpRow>) =>
    set({ rows: form.rows.map((row, at) => (at === index ? { ...row, ...change } : row)) });
  return (
    <>
      <div class="form-row">
        <Select
          label={t('setUpSeason')}
          hint={t('setUpSeasonHint')}
          value={form.season === '' ? proposed : form.season}
          options={[
            ...years.map(year => ({ value: year, label: t('setUpSeasonOf', { year }) })),
            { value: 'other', label: t('setUpSeasonOther') },
          ]}
          onChange={season => set({ season })}
        />
        {form.season === 'other' && (
          <TextInput
            label={t('setUpSeasonYear')}
            maxLength={4}
            value={form.otherSeason}
            error={problems?.isSeasonBad ? t('setUpSeasonBad') : null}
            onInput={otherSeason => set({ otherSeason })}
          />
        )}
        <Select
          label={t('profileApplicant')}
          hint={t('setUpApplicantHint')}
          value={form.applicantKind === '' ? (profile.applicantKind ?? '') : form.applicantKind}
          options={[
            ...(profile.applicantKind === null ? [{ value: '', label: t('profileApplicantUnsaid') }] : []),
            ...APPLICANT_KINDS.map(kind => ({ value: kind as string, label: applicantKindWords(kind) })),
          ]}
          onChange={applicantKind => set({ applicantKind })}
        />
      </div>
      <ul class="set-up-rows" ref={list}>
        {form.rows.map((row, index) => (
          <li key={index}>
            <Row
              row={row}
              applicantKind={applicantKindOf(form, profile)}
              number={index + 1}
              isOnly={form.rows.length === 1}
              problem={problems?.rows[index] ?? null}
              set={change => setRow(index, change)}
              onRemove={() => set({ rows: form.rows.toSpliced(index, 1) })}
            />
          </li>
        ))}
      </ul>
      {form.rows.length < MOST_ROWS && (
        <div>
          <Button
            size="s"
            icon="plus"
            onClick={() => {
              isAdding.current = true;
              set({ rows: [...form.rows, EMPTY_ROW] });
            }}
          >
            {t('setUpAnother')}
          </Button>
        </div>
      )}
    </>
  );
}

interface RowProps {
  readonly row: SetUpRow;
  readonly applicantKind: Profile['applicantKind'];
  /** Counts from 1. */
  readonly number: number;
  readonly isOnly: boolean;
  readonly problem: RowProblem | null;
  set(change: Partial<SetUpRow>): void;
  onRemove(): void;
}

function Row({ row, applicantKind, number, isOnly, problem, set, onRemove }: RowProps) {
  const service = serviceOf(row, applicantKind);
  const specialty = specialtyOf(row);
  return (
    <fieldset class="set-up-row">
      <legend class="visually-hidden">{t('setUpRow', { number })}</legend>
      <div class="form-row">
        <SpecialtyInput
          label={t('trackSpecialty')}
          hint={specialtyHint(row, service, specialty)}
          value={row.specialty}
          error={specialtyError(problem)}
          onInput={text => set({ specialty: text })}
        />
        <Select
          label={t('trackKind')}
          value={row.kind}
          options={SET_UP_KINDS.map(value => ({
            value,
            label: value === 'pair' ? t('setUpPair') : trackKindWords(value),
          }))}
          onChange={kind => set({ kind })}
        />
        <Select
          label={t('setUpService')}
          hint={serviceHint(row, service, specialty)}
          value={service}
          options={servicesFor(applicantKind).map(value => ({ value, label: serviceWords(value) }))}
          onChange={chosen => set({ service: chosen })}
        />
        {!isOnly && (
          <div class="set-up-remove">
            <IconButton icon="x" label={t('setUpRemove', { number })} onClick={onRemove} />
          </div>
        )}
      </div>
      {row.kind === 'pair' && (
        <Select
          label={t('setUpFirstYear')}
          hint={t('setUpFirstYearHint')}
          value={row.firstYear}
          options={FIRST_YEARS.map(value => ({ value, label: firstYearWords(value) }))}
          onChange={firstYear => set({ firstYear })}
        />
      )}
      {row.kind === 'fellowship' && service === 'eras' && (
        <Select
          label={t('setUpCalendar')}
          value={row.calendar}
          options={[
            { value: 'fellowship-july', label: t('setUpCalendarJuly') },
            { value: 'fellowship-december', label: t('setUpCalendarDecember') },
          ]}
          onChange={calendar => set({ calendar })}
        />
      )}
      {service === 'other' && <OwnService row={row} problem={problem} set={set} />}
    </fieldset>
  );
}

type OwnServiceProps = Pick<RowProps, 'row' | 'problem' | 'set'>;

/** What only the student knows of a service of their own. */
export function OwnService({ row, problem, set }: OwnServiceProps) {
  return (
    <>
      <div class="form-row">
        <TextInput
          label={t('planOtherName')}
          maxLength={80}
          value={row.serviceName}
          error={problem === 'no-service-name' ? t('setUpNoServiceName') : null}
          onInput={serviceName => set({ serviceName })}
        />
        <TextInput
          label={t('planOtherCap')}
          hint={t('planOtherCapHint')}
          maxLength={4}
          value={row.mostLetters}
          error={problem === 'bad-cap' ? t('planOtherCapBad') : null}
          onInput={mostLetters => set({ mostLetters })}
        />
      </div>
      <fieldset class="set-up-steps">
        <legend class="field-label">{t('planOtherSteps')}</legend>
        <p class="field-hint">{t('planOtherStepsHint')}</p>
        {SERVICE_STEPS.map(step => (
          <Checkbox
            key={step}
            label={letterStepWords(step)}
            checked={chosenSteps(row).includes(step)}
            onChange={isOn => set({ steps: withStep(row, step, isOn) })}
          />
        ))}
      </fieldset>
    </>
  );
}

/** Why a service stands there that nobody chose. */
function serviceHint({ service }: SetUpRow, proposed: Service, specialty: Specialty | null): string | undefined {
  if (service !== '') return undefined;
  if (proposed === 'carms') return t('setUpServiceCanadian');
  return specialty === null ? undefined : t('setUpServiceProposed');
}

function specialtyHint(row: SetUpRow, service: Service, specialty: Specialty | null): string | undefined {
  if (row.kind === 'transitional') return t('setUpTransitional');
  if (row.specialty.trim() === '') return undefined;
  // Whoever reads the letters there decides, whatever is usual in the specialty.
  if (service === 'carms') return tFamily('specialtyNote', 'carms-programs-state');
  if (service === 'military') return tFamily('specialtyNote', 'military-three');
  if (specialty === null || row.kind === 'fellowship') return t('setUpNotChecked');
  const { least, most } = specialty;
  return least === most ? plural('setUpUsual', least) : t('setUpUsualRange', { least, most });
}

function specialtyError(problem: RowProblem | null): string | null {
  switch (problem) {
    case 'no-specialty':
      return t('setUpNoSpecialty');
    case 'there-already':
      return t('setUpThereAlready');
    case 'twice':
      return t('setUpTwice');
    case 'no-service-name':
    case 'bad-cap':
    case null:
      return null;
  }
}

function firstYearWords(year: SetUpRow['firstYear']): string {
  const { medicine, surgery, transitional } = yearNames();
  return year === 'medicine' ? medicine : year === 'surgery' ? surgery : transitional;
}

/** What the years before another specialty are called. */
export function yearNames(): YearNames {
  return {
    medicine: t('setUpMedicine'),
    surgery: t('setUpSurgery'),
    transitional: t('trackKindTransitional'),
    medicineYear: t('setUpMedicineYear'),
    surgeryYear: t('setUpSurgeryYear'),
  };
}
