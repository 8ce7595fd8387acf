import { useRef, useState } from 'preact/hooks';
import { parseLocalDate } from '../../core/dates.ts';
import type { Mentor } from '../../core/mentor.ts';
import type { Problem } from '../../core/result.ts';
import { ROTATION_KINDS, type Rotation } from '../../core/rotation.ts';
import { t, tFamily } from '../../i18n/t.ts';
import { newId } from '../../platform/ids.ts';
import { DateTimeField } from '../components/DateTimeField.tsx';
import { SegmentedControl } from '../components/SegmentedControl.tsx';
import { Select } from '../components/Select.tsx';
import { TextInput } from '../components/TextInput.tsx';
import { FormDialog } from '../hooks/FormDialog.tsx';
import { KeptNotice } from '../hooks/KeptNotice.tsx';
import { useKeptForm } from '../hooks/use-kept-form.ts';
import type { Toasts } from '../hooks/use-toast.ts';
import { nameOf, PeopleField } from './PeopleField.tsx';
import { isLikeField, NO_PEOPLE, type PeopleForm, withTyped } from './people-form.ts';
import { saveWork, toldOrProblem } from './save-work.ts';

export interface RotationDialogProps {
  /** `null` to add one. */
  readonly rotation: Rotation | null;
  /** Whom a new one begins with; nobody unless told. */
  readonly metIds?: readonly string[] | undefined;
  readonly mentors: readonly Mentor[];
  readonly toasts: Toasts;
  onClose(): void;
}

type YesNo = 'yes' | 'no' | 'unsaid';

/** What is known of somebody met, as typed. */
interface Met {
  readonly days: string;
  readonly watched: YesNo;
}

interface RotationForm {
  readonly name: string;
  readonly kind: Rotation['kind'];
  readonly site: string;
  readonly country: string;
  readonly specialty: string;
  readonly handsOn: YesNo;
  readonly startsOn: string;
  readonly endsOn: string;
  readonly people: PeopleForm;
  /** By the person's id. */
  readonly met: Readonly<Record<string, Met>>;
}

const NOTHING_SAID: Met = { days: '', watched: 'unsaid' };
const MOST_DAYS = 1000;

/** Everything about a rotation, and the people met there. */
export function RotationDialog({ rotation, metIds = [], mentors, toasts, onClose }: RotationDialogProps) {
  const key = rotation === null ? ['rotation/new', ...metIds].join('/') : `rotation/${rotation.id}`;
  const start = startOf(rotation, metIds);
  const { fields, set, isRestored, forget } = useKeptForm<RotationForm>(key, start, (name, value) =>
    name === 'met' ? isMetByPerson(value) : isLikeField(start[name], value),
  );
  const [isTried, setTried] = useState(false);
  const [problem, setProblem] = useState<Problem | null>(null);
  // Trying again after a lost answer writes the same one and not a second.
  const ownId = useRef(rotation?.id ?? newId());
  const isBackwards = fields.startsOn !== '' && fields.endsOn !== '' && fields.endsOn < fields.startsOn;
  const dayError = (text: string) => (isTried && parseLocalDate(text) === null ? t('problem_form_bad_date') : null);

  const submit = async () => {
    setTried(true);
    setProblem(null);
    const people = withTyped(fields.people, mentors);
    set({ people });
    const hasDays = parseLocalDate(fields.startsOn) !== null && parseLocalDate(fields.endsOn) !== null;
    const areDaysTogetherRight = people.mentorIds.every(id => areDaysRight(fields.met[id]));
    if (fields.name.trim() === '' || !hasDays || isBackwards || !areDaysTogetherRight) return false;
    const { name, kind, site, country, specialty, startsOn, endsOn } = fields;
    const result = await saveWork(
      {
        table: 'rotations',
        id: ownId.current,
        isNew: rotation === null,
        fields: {
          ...{ name, kind, site, country, specialty, startsOn, endsOn },
          isHandsOn: fromYesNo(fields.handsOn),
          mentors: people.mentorIds.map(mentorId => {
            const { days, watched } = fields.met[mentorId] ?? NOTHING_SAID;
            const daysTogether = days.trim() === '' ? null : Number(days);
            return { mentorId, daysTogether, watchedDirectly: fromYesNo(watched) };
          }),
        },
      },
      people.newPeople,
    );
    const found = toldOrProblem(toasts, result, rotation === null ? t('toastRotationAdded') : t('toastRotationSaved'));
    setProblem(found);
    if (found === null) forget();
    return found;
  };

  return (
    <FormDialog
      title={rotation === null ? t('rotationAdd') : t('rotationEdit')}
      submit={t('actionSave')}
      problem={problem}
      onClose={onClose}
      onSubmit={submit}
    >
      {isRestored && <KeptNotice onForget={forget} />}
      <TextInput
        label={t('rotationName')}
        placeholder={t('rotationNameExample')}
        maxLength={200}
        value={fields.name}
        onInput={name => set({ name })}
        error={isTried && fields.name.trim() === '' ? t('rotationNameMissing') : null}
        required
      />
      <div class="form-row">
        <Select
          label={t('rotationKind')}
          value={fields.kind}
          options={ROTATION_KINDS.map(value => ({ value, label: tFamily('rotationKind', value) }))}
          onChange={kind => set({ kind })}
        />
        <TextInput
          label={t('rotationSpecialty')}
          maxLength={120}
          value={fields.specialty}
          onInput={specialty => set({ specialty })}
        />
      </div>
      <div class="form-row">
        <TextInput label={t('rotationSite')} maxLength={200} value={fields.site} onInput={site => set({ site })} />
        <TextInput
          label={t('rotationCountry')}
          maxLength={80}
          value={fields.country}
          onInput={country => set({ country })}
        />
      </div>
      <div class="form-row">
        <DateTimeField
          label={t('rotationStarts')}
          date={fields.startsOn}
          onDate={startsOn => set({ startsOn })}
          error={dayError(fields.startsOn)}
        />
        <DateTimeField
          label={t('rotationEnds')}
          date={fields.endsOn}
          onDate={endsOn => set({ endsOn })}
          error={isBackwards ? t('problem_rotation_ends_before_start') : dayError(fields.endsOn)}
        />
      </div>
      <SegmentedControl<YesNo>
        label={t('rotationHandsOn')}
        value={fields.handsOn}
        options={[
          { value: 'yes', label: t('rotationHandsOnYes') },
          { value: 'no', label: t('rotationHandsOnNo') },
          { value: 'unsaid', label: t('rotationUnsaid') },
        ]}
        onChange={handsOn => set({ handsOn })}
      />
      <PeopleField
        label={t('rotationPeople')}
        hint={fields.people.mentorIds.length === 0 ? t('rotationPeopleHint') : undefined}
        form={fields.people}
        mentors={mentors}
        onChange={people => set({ people })}
      />
      {fields.people.mentorIds.map(id => {
        const met = fields.met[id] ?? NOTHING_SAID;
        const name = nameOf(id, fields.people, mentors);
        const change = (part: Partial<Met>) => set({ met: { ...fields.met, [id]: { ...met, ...part } } });
        return (
          <fieldset key={id} class="met">
            <legend class="truncate plaintext">{name}</legend>
            <TextInput
              label={t('rotationDaysTogether')}
              type="number"
              min={0}
              max={MOST_DAYS}
              value={met.days}
              onInput={days => change({ days })}
              error={areDaysRight(met) ? null : t('rotationDaysTogetherWrong')}
            />
            <Select<YesNo>
              label={t('rotationWatched')}
              value={met.watched}
              options={[
                { value: 'unsaid', label: t('rotationUnsaid') },
                { value: 'yes', label: t('rotationWatchedYes') },
                { value: 'no', label: t('rotationWatchedNo') },
              ]}
              onChange={watched => change({ watched })}
            />
          </fieldset>
        );
      })}
    </FormDialog>
  );
}

function startOf(rotation: Rotation | null, metIds: readonly string[]): RotationForm {
  const mentors = rotation?.mentors ?? [];
  return {
    name: rotation?.name ?? '',
    kind: rotation?.kind ?? 'core',
    site: rotation?.site ?? '',
    country: rotation?.country ?? '',
    specialty: rotation?.specialty ?? '',
    handsOn: toYesNo(rotation?.isHandsOn ?? null),
    startsOn: rotation?.startsOn ?? '',
    endsOn: rotation?.endsOn ?? '',
    people: { ...NO_PEOPLE, mentorIds: rotation === null ? metIds : mentors.map(({ mentorId }) => mentorId) },
    met: Object.fromEntries(
      mentors.map(({ mentorId, daysTogether, watchedDirectly }) => [
        mentorId,
        { days: daysTogether === null ? '' : String(daysTogether), watched: toYesNo(watchedDirectly) },
      ]),
    ),
  };
}

/** Whether something that was kept can be what was typed about the people. */
function isMetByPerson(value: unknown): boolean {
  return (
    typeof value === 'object' &&
    value !== null &&
    Object.values(value).every(
      (met: unknown) => typeof met === 'object' && met !== null && 'days' in met && typeof met.days === 'string',
    )
  );
}

function areDaysRight({ days }: Met = NOTHING_SAID): boolean {
  return days.trim() === '' || (/^\d+$/.test(days.trim()) && Number(days) <= MOST_DAYS);
}

function toYesNo(value: boolean | null): YesNo {
  return value === null ? 'unsaid' : value ? 'yes' : 'no';
}

function fromYesNo(value: YesNo): boolean | null {
  return value === 'unsaid' ? null : value === 'yes';
}
