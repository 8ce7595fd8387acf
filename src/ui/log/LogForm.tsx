import { useEffect, useLayoutEffect, useRef } from 'preact/hooks';
import { localDateOf } from '../../core/dates.ts';
import { endedOn, KINDS, startedOn, type When } from '../../core/interaction.ts';
import type { LogForm as Form, FormPerson, PossibleMentor } from '../../core/log-form.ts';
import type { Mentor } from '../../core/mentor.ts';
import type { Problem } from '../../core/result.ts';
import { formatFullDay, formatTime } from '../../i18n/format.ts';
import { plural, t, tFamily } from '../../i18n/t.ts';
import { now } from '../../platform/clock.ts';
import { Banner } from '../components/Banner.tsx';
import { Button } from '../components/Button.tsx';
import { DateTimeField } from '../components/DateTimeField.tsx';
import { type ChosenPerson, PeoplePicker } from '../components/PeoplePicker.tsx';
import { PersonChip } from '../components/PersonChip.tsx';
import { Select } from '../components/Select.tsx';
import { TextArea } from '../components/TextArea.tsx';
import { TextInput } from '../components/TextInput.tsx';
import { problemText } from '../hooks/problem-text.ts';
import { MomentFold } from './MomentFold.tsx';
import { addNewMentor, confirmed, denied, findPeople, newMentorKey, removePerson } from './people.ts';
import { whenStillToCome } from './still-to-come.ts';

export interface LogFieldsProps {
  readonly form: Form;
  /** All of them: archived ones still have a name, though they are not offered. */
  readonly mentors: readonly Mentor[];
  readonly suggestions: readonly FormPerson[];
  readonly problem: Problem | null;
  /** Whether the cursor starts in the form. */
  readonly takesFocus: boolean;
  onChange(fields: Partial<Form>): void;
  onSave(): void;
}

export interface LogFormProps extends LogFieldsProps {
  /** So that a button outside of it can submit it. */
  readonly id: string;
}

/** The fields of an interaction as a form of their own; its button stands elsewhere. */
export function LogForm({ id, ...fields }: LogFormProps) {
  return (
    <form
      id={id}
      noValidate
      onSubmit={event => {
        event.preventDefault();
        fields.onSave();
      }}
    >
      <LogFields {...fields} />
    </form>
  );
}

/** Who, when, what, and a note. Enter saves from every field; Shift and Enter makes a new line in the note. */
export function LogFields(props: LogFieldsProps) {
  const { form, mentors, suggestions, problem, onChange, onSave } = props;
  const fields = useRef<HTMLDivElement>(null);
  const person = useRef<HTMLInputElement>(null);
  const note = useRef<HTMLTextAreaElement>(null);
  const hasPeople = form.mentorIds.length + form.newMentors.length > 0;

  // The cursor waits where something is still missing, and never leaves a field that is being typed in.
  const placeCursor = () => {
    if (!props.takesFocus) return;
    const at = document.activeElement;
    const isFree = at === document.body || at === null || (at === person.current && form.personQuery === '');
    if (isFree) (hasPeople ? note.current : person.current)?.focus({ preventScroll: true });
  };
  // At first once the form is on the screen: moving the cursor has the browser lay out the page, which then waits.
  const isDrawn = useRef(false);
  // biome-ignore lint/correctness/useExhaustiveDependencies: only at first
  useEffect(() => {
    isDrawn.current = true;
    placeCursor();
  }, []);
  // Later before the next key is pressed, which belongs to the note once somebody was chosen.
  // biome-ignore lint/correctness/useExhaustiveDependencies: only when people come or go
  useLayoutEffect(() => {
    if (isDrawn.current) placeCursor();
  }, [hasPeople]);

  // What is wrong is brought into sight, with the cursor in it.
  useEffect(() => {
    if (problem === null) return;
    if (PERSON_PROBLEMS.includes(problem.code)) person.current?.focus();
    else if (WHEN_PROBLEMS.includes(problem.code))
      fields.current?.querySelector<HTMLElement>('input[type=date]')?.focus();
  }, [problem]);

  const chosen = chosenPeople(form, mentors);
  const query = form.personQuery;
  const options = query.trim() === '' ? [] : findPeople(mentors, query, form.mentorIds);
  const isKnownName = options.some(({ name }) => name.toLocaleLowerCase() === query.trim().toLocaleLowerCase());
  const coming = whenStillToCome(form, now());
  const errorFor = (codes: readonly string[]) =>
    problem !== null && codes.includes(problem.code) ? problemText(problem) : null;

  return (
    <div class="form" ref={fields}>
      <PeoplePicker
        label={t('formWho')}
        placeholder={chosen.length === 0 ? t('formWhoPlaceholder') : undefined}
        people={chosen}
        query={query}
        options={options.map(({ id, name, emails, institution }) => ({
          id,
          name,
          detail: emails[0] ?? (institution === '' ? undefined : institution),
        }))}
        onQuery={personQuery => onChange({ personQuery })}
        onChoose={id => onChange({ mentorIds: [...form.mentorIds, id], personQuery: '' })}
        onRemove={id => onChange(removePerson(form, id))}
        onCreate={isKnownName ? undefined : text => onChange(addNewMentor(form, text))}
        createLabel={query.trim() === '' ? null : t('formCreateMentor', { name: query.trim() })}
        removeLabel={name => t('formRemovePerson', { name })}
        countLabel={count => plural('formFound', count)}
        error={errorFor(PERSON_PROBLEMS)}
        inputRef={person}
      />
      {form.possible.map(possible => (
        <PossibleQuestion
          key={`${possible.mentorId} ${possible.email}`}
          possible={possible}
          name={mentors.find(({ id }) => id === possible.mentorId)?.name ?? possible.name}
          takesFocus={props.takesFocus && !hasPeople}
          onYes={() => onChange(confirmed(form, possible))}
          onNo={() => onChange(denied(form, possible))}
        />
      ))}
      {(suggestions.length > 0 || form.others.length > 0) && (
        <Suggestions form={form} suggestions={suggestions} onChange={onChange} />
      )}
      <DateTimeField
        label={t('formWhen')}
        timeLabel={t('formTime')}
        date={form.on}
        time={form.time}
        onDate={value => onChange({ on: value })}
        onTime={time => onChange({ time })}
        error={errorFor(WHEN_PROBLEMS)}
        hint={
          coming !== null ? <span role="status">{t('formPlanned', { day: whatIsToCome(coming) })}</span> : undefined
        }
      />
      <div class="kind-and-subject">
        <Select
          label={t('formKind')}
          value={form.kind}
          options={KINDS.map(kind => ({ value: kind, label: tFamily('kind', kind) }))}
          onChange={kind => onChange({ kind })}
        />
        <TextInput
          label={t('formTitle')}
          value={form.title}
          title={form.title}
          onInput={title => onChange({ title })}
        />
      </div>
      <TextArea
        label={t('formNote')}
        hint={t('formNoteHint')}
        placeholder={t('formNotePlaceholder')}
        value={form.note}
        areaRef={note}
        onInput={text => onChange({ note: text })}
        onKeyDown={event => {
          if (event.key !== 'Enter' || event.shiftKey || event.isComposing) return;
          event.preventDefault();
          onSave();
        }}
      />
      <MomentFold form={form} mentors={mentors} onChange={onChange} onSave={onSave} />
    </div>
  );
}

interface PossibleQuestionProps {
  readonly possible: PossibleMentor;
  /** The mentor's, as it is known. */
  readonly name: string;
  readonly takesFocus: boolean;
  onYes(): void;
  onNo(): void;
}

/** Somebody on the page has a mentor's name; only the student knows whether it is that person. */
function PossibleQuestion({ possible, name, takesFocus, onYes, onNo }: PossibleQuestionProps) {
  const question = useRef<HTMLDivElement>(null);
  // Enter then says yes, and the next Enter saves.
  // biome-ignore lint/correctness/useExhaustiveDependencies: only as it appears
  useEffect(() => {
    const at = document.activeElement;
    const isFree = at === document.body || (at instanceof HTMLInputElement && at.value === '');
    if (takesFocus && isFree) question.current?.querySelector('button')?.focus();
  }, []);
  return (
    <div ref={question}>
      <Banner
        compact
        icon="user"
        actions={
          <>
            <Button size="s" onClick={onYes}>
              {possible.email === null ? t('possibleYes') : t('possibleYesAdd')}
            </Button>
            <Button size="s" variant="quiet" onClick={onNo}>
              {t('possibleNo')}
            </Button>
          </>
        }
      >
        {t('possibleAsk', { name })} <span class="muted plaintext">{possible.email ?? t('possibleNoAddress')}</span>
      </Banner>
    </div>
  );
}

const PERSON_PROBLEMS: readonly string[] = ['form/no-person', 'form/bad-address', 'form/no-name', 'mentor/not-found'];
const WHEN_PROBLEMS: readonly string[] = ['form/bad-date'];

/** Whether one of the fields says what is wrong, so that nobody else has to. */
export function isSaidByField({ code }: Problem): boolean {
  return PERSON_PROBLEMS.includes(code) || WHEN_PROBLEMS.includes(code);
}

/** The day it is on; once that has come, its end. */
function whatIsToCome(when: When): string {
  if (when.type === 'days') return formatFullDay(when.endsOn);
  if (startedOn(when) > localDateOf(now(), when.timeZone)) return formatFullDay(startedOn(when));
  return t('whenAt', {
    day: formatFullDay(endedOn(when)),
    time: formatTime(when.endsAt ?? when.startsAt, when.timeZone),
  });
}

function chosenPeople(form: Form, mentors: readonly Mentor[]): ChosenPerson[] {
  const byId = new Map(mentors.map(mentor => [mentor.id, mentor]));
  return [
    ...form.mentorIds.map(id => {
      const mentor = byId.get(id);
      return { id, name: mentor?.name ?? '…', detail: mentor?.emails[0] };
    }),
    ...form.newMentors.map(({ name, email }) => ({
      id: newMentorKey(name, email),
      name,
      detail: email ?? undefined,
      mark: t('formNewMark'),
    })),
  ];
}

interface SuggestionsProps {
  readonly form: Form;
  readonly suggestions: readonly FormPerson[];
  onChange(fields: Partial<Form>): void;
}

/** At most so many are offered; a list of hundreds of names helps nobody. */
const MOST_SUGGESTIONS = 6;

function Suggestions({ form, suggestions, onChange }: SuggestionsProps) {
  const isTaken = ({ name, email }: FormPerson) =>
    form.newMentors.some(
      person => newMentorKey(person.name, person.email) === newMentorKey(name ?? email ?? '', email),
    );
  const offered = [...form.others, ...suggestions].filter(person => !isTaken(person));
  if (offered.length === 0) return null;
  const shown = offered.slice(0, MOST_SUGGESTIONS);
  return (
    <div class="cluster suggestions">
      <span class="muted small">{form.others.length > 0 ? t('formAlsoIn') : t('formOnThisPage')}</span>
      {shown.map(({ name, email }) => (
        <PersonChip
          key={newMentorKey(name ?? '', email)}
          unknown
          name={name ?? email ?? ''}
          detail={t('formAddPerson', { name: email ?? name ?? '' })}
          onClick={() =>
            onChange({
              newMentors: [...form.newMentors, { name: name ?? email ?? '', email }],
              others: form.others.filter(other => other.email !== email || other.name !== name),
            })
          }
        />
      ))}
      {offered.length > shown.length && (
        <span class="muted small">{plural('formMorePeople', offered.length - shown.length)}</span>
      )}
    </div>
  );
}
