import type { Mentor } from '../../core/mentor.ts';
import { plural, t } from '../../i18n/t.ts';
import { PeoplePicker } from '../components/PeoplePicker.tsx';
import { findPeople } from '../log/people.ts';
import { addPerson, type PeopleForm, withoutPerson, withPerson } from './people-form.ts';

export interface PeopleFieldProps {
  readonly label: string;
  readonly hint?: string | undefined;
  readonly form: PeopleForm;
  /** All of them: archived ones still have a name, though they are not offered. */
  readonly mentors: readonly Mentor[];
  onChange(form: PeopleForm): void;
}

/** Chooses mentors, or makes them of a name. */
export function PeopleField({ label, hint, form, mentors, onChange }: PeopleFieldProps) {
  const query = form.personQuery;
  const options = query.trim() === '' ? [] : findPeople(mentors, query, form.mentorIds);
  const isKnownName = options.some(({ name }) => name.toLocaleLowerCase() === query.trim().toLocaleLowerCase());
  return (
    <PeoplePicker
      label={label}
      hint={hint}
      placeholder={form.mentorIds.length === 0 ? t('formWhoPlaceholder') : undefined}
      people={form.mentorIds.map(id => ({
        id,
        name: nameOf(id, form, mentors),
        mark: form.newPeople.some(person => person.id === id) ? t('formNewMark') : undefined,
      }))}
      query={query}
      options={options.map(({ id, name, emails, institution }) => ({
        id,
        name,
        detail: emails[0] ?? (institution === '' ? undefined : institution),
      }))}
      onQuery={personQuery => onChange({ ...form, personQuery })}
      onChoose={id => onChange(withPerson(form, id))}
      onRemove={id => onChange(withoutPerson(form, id))}
      onCreate={isKnownName ? undefined : text => onChange(addPerson(form, text, mentors))}
      createLabel={query.trim() === '' ? null : t('formCreateMentor', { name: query.trim() })}
      removeLabel={name => t('formRemovePerson', { name })}
      countLabel={count => plural('formFound', count)}
    />
  );
}

/** The name of a mentor or of somebody new; an ellipsis for who is gone. */
export function nameOf(id: string, { newPeople }: Pick<PeopleForm, 'newPeople'>, mentors: readonly Mentor[]): string {
  return mentors.find(mentor => mentor.id === id)?.name ?? newPeople.find(person => person.id === id)?.name ?? '…';
}
