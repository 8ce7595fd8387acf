import { useRef, useState } from 'preact/hooks';
import { EVALUATION_FORMS, FORM_TRAITS, traitsFor } from '../../core/competency-map.ts';
import { type LocalDate, parseLocalDate } from '../../core/dates.ts';
import { knownWords } from '../../core/identifiers/known.ts';
import { LONGEST_MOMENT } from '../../core/interaction.ts';
import { EMPTY_MOMENT, type MomentForm } from '../../core/log-form.ts';
import type { Mentor } from '../../core/mentor.ts';
import { COMPETENCIES, type Moment } from '../../core/moment.ts';
import type { Problem } from '../../core/result.ts';
import { type Rotation, rotationMeant, rotationsOn } from '../../core/rotation.ts';
import { t, tFamily } from '../../i18n/t.ts';
import { newId } from '../../platform/ids.ts';
import { DateTimeField } from '../components/DateTimeField.tsx';
import { Select } from '../components/Select.tsx';
import { FormDialog } from '../hooks/FormDialog.tsx';
import { KeptNotice } from '../hooks/KeptNotice.tsx';
import { useKeptForm } from '../hooks/use-kept-form.ts';
import type { Toasts } from '../hooks/use-toast.ts';
import { MomentFields } from '../log/late/MomentFields.tsx';
import { PeopleField } from './PeopleField.tsx';
import { isLikeField, NO_PEOPLE, type PeopleForm, withTyped } from './people-form.ts';
import { saveWork, toldOrProblem } from './save-work.ts';

/** What a new moment begins with. */
export interface MomentStart {
  readonly on: LocalDate;
  readonly mentorIds: readonly string[];
  /** `null` to have it proposed. */
  readonly rotationId: string | null;
}

export interface MomentDialogProps {
  /** The one to change, or what a new one begins with. */
  readonly moment: Moment | MomentStart;
  readonly mentors: readonly Mentor[];
  readonly rotations: readonly Rotation[];
  readonly toasts: Toasts;
  onClose(): void;
}

interface Form extends MomentForm {
  readonly on: string;
  readonly people: PeopleForm;
  /** A rotation's id, `NONE`, or `PROPOSED` as long as the student said neither. */
  readonly rotation: string;
}

const NONE = 'none';
const PROPOSED = 'proposed';

/** A moment, in two fields for whoever is in a hurry. */
export function MomentDialog({ moment, mentors, rotations, toasts, onClose }: MomentDialogProps) {
  const before = 'id' in moment ? moment : null;
  const start = startOf(moment);
  const { fields, set, isRestored, forget } = useKeptForm<Form>(keyOf(moment), start, (name, value) =>
    isLikeField(start[name], value),
  );
  const [isTried, setTried] = useState(false);
  const [problem, setProblem] = useState<Problem | null>(null);
  // Trying again after a lost answer writes the same one and not a second.
  const ownId = useRef(before?.id ?? newId());

  const on = parseLocalDate(fields.on);
  const proposed = on === null ? null : rotationMeant(rotations, on, fields.people.mentorIds);
  const rotationId = fields.rotation === PROPOSED ? (proposed?.id ?? null) : idOf(fields.rotation);
  const texts = [fields.situation, fields.whatIDid, fields.theirWords];
  const hasWords = texts.some(text => text.trim() !== '');
  const isTooLong = texts.some(text => text.length > LONGEST_MOMENT);

  const submit = async () => {
    setTried(true);
    setProblem(null);
    const people = withTyped(fields.people, mentors);
    set({ people });
    if (isTooLong) {
      const found: Problem = { code: 'form/too-long', value: String(LONGEST_MOMENT) };
      setProblem(found);
      return found;
    }
    if (on === null || !hasWords) return false;
    const { situation, whatIDid, theirWords, competencies, isStrong } = fields;
    const result = await saveWork(
      {
        table: 'moments',
        id: ownId.current,
        isNew: before === null,
        fields: {
          ...{ on, situation, whatIDid, theirWords, isStrong, rotationId },
          // What an older form knew and this does not is left out.
          competencies: COMPETENCIES.filter(known => competencies.includes(known)),
          mentorIds: people.mentorIds,
        },
      },
      people.newPeople,
    );
    const found = toldOrProblem(toasts, result, before === null ? t('toastMomentAdded') : t('toastMomentSaved'));
    setProblem(found);
    if (found === null) forget();
    return found;
  };

  return (
    <FormDialog
      title={before === null ? t('momentAdd') : t('momentEdit')}
      submit={t('actionSave')}
      problem={problem}
      onClose={onClose}
      onSubmit={submit}
    >
      {isRestored && <KeptNotice onForget={forget} />}
      <PeopleField label={t('momentWho')} form={fields.people} mentors={mentors} onChange={people => set({ people })} />
      <div class="form-row">
        <DateTimeField
          label={t('momentOn')}
          date={fields.on}
          onDate={day => set({ on: day })}
          error={isTried && on === null ? t('problem_form_bad_date') : null}
        />
        {rotations.length > 0 && (
          <Select
            label={t('momentRotation')}
            value={rotationId ?? NONE}
            options={[
              { value: NONE, label: t('momentRotationNone') },
              ...inOrder(rotations, on, fields.people.mentorIds).map(({ id, name, startsOn }) => ({
                value: id,
                label: t('momentRotationOption', { name, year: startsOn.slice(0, 4) }),
              })),
            ]}
            onChange={rotation => set({ rotation })}
          />
        )}
      </div>
      <MomentFields
        fields={fields}
        known={knownWords({ mentors, rotations })}
        takesFocus={moment.mentorIds.length > 0}
        error={isTried && !hasWords ? t('problem_moment_no_words') : null}
        more={<FormsHelp competencies={fields.competencies} />}
        onChange={set}
      />
    </FormDialog>
  );
}

/** What the forms that writers fill in ask about these competencies. */
function FormsHelp({ competencies }: Pick<MomentForm, 'competencies'>) {
  const chosen = COMPETENCIES.filter(known => competencies.includes(known));
  if (chosen.length === 0) return null;
  return (
    <section class="forms-help" aria-labelledby="forms-help-title">
      <h3 id="forms-help-title" class="field-label">
        {t('momentForms')}
      </h3>
      <dl>
        {EVALUATION_FORMS.map(form => {
          const traits = traitsFor(form, chosen);
          return (
            traits.length > 0 && (
              <div key={form}>
                <dt>
                  <a href={FORM_TRAITS[form].source.url} target="_blank" rel="noreferrer">
                    {tFamily('evaluationForm', form)}
                  </a>
                </dt>
                <dd>{traits.map(({ id }) => tFamily('trait', id)).join(' · ')}</dd>
              </div>
            )
          );
        })}
      </dl>
      <p class="field-hint">{t('momentFormsHint')}</p>
    </section>
  );
}

/** A form of its own for each moment, mentor and rotation, so that one half-typed form is not taken for another. */
function keyOf(moment: Moment | MomentStart): string {
  if ('id' in moment) return `moment/${moment.id}`;
  return ['moment/new', ...moment.mentorIds, ...(moment.rotationId === null ? [] : [moment.rotationId])].join('/');
}

function startOf(moment: Moment | MomentStart): Form {
  const people = { ...NO_PEOPLE, mentorIds: moment.mentorIds };
  if (!('id' in moment)) {
    return { ...EMPTY_MOMENT, on: moment.on, people, rotation: moment.rotationId ?? PROPOSED };
  }
  const { situation, whatIDid, theirWords, competencies, isStrong, on, rotationId } = moment;
  return { situation, whatIDid, theirWords, competencies, isStrong, on, people, rotation: rotationId ?? NONE };
}

function idOf(rotation: string): string | null {
  return rotation === NONE ? null : rotation;
}

/** Those of the day first, then the others, the newest first. */
function inOrder(rotations: readonly Rotation[], on: LocalDate | null, mentorIds: readonly string[]): Rotation[] {
  const ofDay = on === null ? [] : rotationsOn(rotations, on, mentorIds);
  return [...ofDay, ...rotations.filter(rotation => !ofDay.includes(rotation)).toReversed()];
}
