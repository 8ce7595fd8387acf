import { parseNamedAddress } from '../../core/address.ts';
import { type Mentor, mentorWithAddress } from '../../core/mentor.ts';
import { newId } from '../../platform/ids.ts';
import { withTypedPerson } from '../log/people.ts';

/** Somebody who becomes a mentor with the record they are named in. */
export interface NewPerson {
  readonly id: string;
  readonly name: string;
  readonly email: string | null;
}

/** The people of a form: mentors, and those who become mentors when it is saved. */
export interface PeopleForm {
  /** In the order in which they were chosen; of new people the id they will have. */
  readonly mentorIds: readonly string[];
  readonly newPeople: readonly NewPerson[];
  /** What stands in the field and was not chosen yet. */
  readonly personQuery: string;
}

export const NO_PEOPLE: PeopleForm = { mentorIds: [], newPeople: [], personQuery: '' };

/** What was typed, `Elena Rivera`, `elena@example.org` or both, as a new person; whoever has that address is chosen instead. */
export function addPerson(form: PeopleForm, typed: string, mentors: readonly Mentor[]): PeopleForm {
  const person = parseNamedAddress(typed);
  if (person === null) return { ...form, personQuery: '' };
  const known = person.email === null ? null : mentorWithAddress(mentors, person.email);
  if (known !== null) return withPerson(form, known.id);
  const added = { id: newId(), name: person.name ?? person.email ?? typed.trim(), email: person.email };
  return { ...withPerson(form, added.id), newPeople: [...form.newPeople, added] };
}

export function withPerson(form: PeopleForm, id: string): PeopleForm {
  return { ...form, mentorIds: [...new Set([...form.mentorIds, id])], personQuery: '' };
}

export function withoutPerson(form: PeopleForm, id: string): PeopleForm {
  return {
    ...form,
    mentorIds: form.mentorIds.filter(known => known !== id),
    newPeople: form.newPeople.filter(person => person.id !== id),
  };
}

/** The form with whoever was typed and not chosen, so that nothing typed is dropped when it is saved. */
export function withTyped(form: PeopleForm, mentors: readonly Mentor[]): PeopleForm {
  const { mentorIds, newMentors } = withTypedPerson(
    { mentorIds: [...form.mentorIds], newMentors: [], personQuery: form.personQuery },
    mentors,
  );
  if (newMentors.length > 0) return addPerson(form, form.personQuery, mentors);
  return { ...form, mentorIds, personQuery: '' };
}

/** Whether something that was kept can stand where `start` does in a form: one of an older form may look otherwise. */
export function isLikeField(start: unknown, value: unknown): boolean {
  if (isPeople(start)) return isPeople(value);
  if (Array.isArray(start)) return Array.isArray(value) && value.every(one => typeof one === 'string');
  return typeof value === typeof start;
}

function isPeople(value: unknown): boolean {
  if (typeof value !== 'object' || value === null || !('mentorIds' in value) || !('newPeople' in value)) return false;
  const { mentorIds, newPeople } = value;
  const hasNames =
    Array.isArray(newPeople) &&
    newPeople.every(one => typeof one === 'object' && one !== null && 'id' in one && typeof one.name === 'string');
  return hasNames && isLikeField([], mentorIds) && 'personQuery' in value && typeof value.personQuery === 'string';
}
