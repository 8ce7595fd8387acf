import { parseNamedAddress } from '../../core/address.ts';
import type { LogForm } from '../../core/log-form.ts';
import { findMentors, type Mentor } from '../../core/mentor.ts';

/** A list longer than this is not read; typing one more letter is faster. */
const MOST_OPTIONS = 8;

/** The mentors a query finds, without those already chosen. */
export function findPeople(mentors: readonly Mentor[], query: string, chosenIds: readonly string[]): Mentor[] {
  return findMentors(
    mentors.filter(({ id }) => !chosenIds.includes(id)),
    query,
  ).slice(0, MOST_OPTIONS);
}

/** How a person who is no mentor yet is told from others in the same form. */
export function newMentorKey(name: string, email: string | null): string {
  return `new:${email ?? name}`;
}

/** What was typed, `Elena Rivera`, `elena@example.org` or both, as a person to be made a mentor. */
export function addNewMentor(form: LogForm, typed: string): Partial<LogForm> {
  const person = parseNamedAddress(typed);
  if (person === null) return { personQuery: '' };
  const name = person.name ?? person.email ?? typed;
  return { newMentors: [...form.newMentors, { name, email: person.email }], personQuery: '' };
}

/** Takes a chosen person out, mentor or new. */
export function removePerson(form: LogForm, id: string): Partial<LogForm> {
  return {
    mentorIds: form.mentorIds.filter(mentorId => mentorId !== id),
    newMentors: form.newMentors.filter(({ name, email }) => newMentorKey(name, email) !== id),
  };
}
