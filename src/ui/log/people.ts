import { parseNamedAddress } from '../../core/address.ts';
import type { LogForm, PossibleMentor } from '../../core/log-form.ts';
import { findMentors, type Mentor, mentorWithAddress } from '../../core/mentor.ts';
import { searchKey } from '../../core/text.ts';

/** A list longer than this is not read; typing one more letter is faster. */
const MOST_OPTIONS = 8;

/** The mentors a query finds, without those already chosen and those archived. */
export function findPeople(mentors: readonly Mentor[], query: string, chosenIds: readonly string[]): Mentor[] {
  return findMentors(
    mentors.filter(({ id, isArchived }) => !isArchived && !chosenIds.includes(id)),
    query,
  ).slice(0, MOST_OPTIONS);
}

/** How a person who is no mentor yet is told from others in the same form. */
export function newMentorKey(name: string, email: string | null): string {
  return `new:${email ?? name}`;
}

/** What was typed, `Elena Rivera`, `elena@example.org` or both, as a person to be made a mentor. */
export function addNewMentor(form: Pick<LogForm, 'newMentors'>, typed: string): Partial<LogForm> {
  const person = parseNamedAddress(typed);
  if (person === null) return { personQuery: '' };
  const name = person.name ?? person.email ?? typed;
  return { newMentors: [...form.newMentors, { name, email: person.email }], personQuery: '' };
}

/**
 * The form with whoever was typed and not chosen: the mentor of that name or address, the only one who matches, else a
 * new mentor. So nothing typed is dropped when the form is saved.
 */
export function withTypedPerson<Form extends Pick<LogForm, 'mentorIds' | 'newMentors' | 'personQuery'>>(
  form: Form,
  mentors: readonly Mentor[],
): Form {
  const typed = form.personQuery.trim();
  if (typed === '') return form;
  const key = searchKey(typed);
  const address = parseNamedAddress(typed)?.email ?? null;
  const isTyped = ({ name }: { readonly name: string }) => key !== '' && searchKey(name) === key;
  const active = mentors.filter(({ isArchived }) => !isArchived);
  // An archived mentor is not offered, and still is that person when named in full.
  const exact =
    (address === null ? null : mentorWithAddress(mentors, address)) ?? active.find(isTyped) ?? mentors.find(isTyped);
  // Part of a name stands for its only owner where it begins the name's words: "Riv" is Rivera, "Ann" is not Joanna.
  const found = key === '' ? [] : findMentors(active, typed).filter(({ name }) => beginsWordsOf(name, key));
  const others = found.filter(({ id }) => !form.mentorIds.includes(id));
  const meant = exact ?? (found.length === 1 ? found[0] : others.length === 1 ? others[0] : undefined);
  if (meant !== undefined) return { ...form, mentorIds: [...new Set([...form.mentorIds, meant.id])], personQuery: '' };
  const isNewAlready = form.newMentors.some(
    ({ name, email }) => isTyped({ name }) || (email !== null && email === address),
  );
  return { ...form, ...(isNewAlready ? { personQuery: '' } : addNewMentor(form, typed)) };
}

/** The person of a mentor's name is that mentor, and the address is theirs, too. */
export function confirmed(form: LogForm, { mentorId, email, ...rest }: PossibleMentor): Partial<LogForm> {
  return {
    mentorIds: [...new Set([...form.mentorIds, mentorId])],
    addresses: email === null ? form.addresses : [...form.addresses, { mentorId, email }],
    possible: without(form.possible, { mentorId, email, ...rest }),
  };
}

/** The person of a mentor's name is somebody else: one of the others, who can be made a mentor of their own. */
export function denied(form: LogForm, person: PossibleMentor): Partial<LogForm> {
  return {
    others: [...form.others, { name: person.name, email: person.email }],
    possible: without(form.possible, person),
  };
}

function without(list: readonly PossibleMentor[], { mentorId, email }: PossibleMentor): PossibleMentor[] {
  return list.filter(other => other.mentorId !== mentorId || other.email !== email);
}

/** Takes a chosen person out, mentor or new. */
export function removePerson(form: LogForm, id: string): Partial<LogForm> {
  return {
    mentorIds: form.mentorIds.filter(mentorId => mentorId !== id),
    addresses: form.addresses.filter(({ mentorId }) => mentorId !== id),
    newMentors: form.newMentors.filter(({ name, email }) => newMentorKey(name, email) !== id),
  };
}

function beginsWordsOf(name: string, key: string): boolean {
  const words = searchKey(name).split(' ');
  return key.split(' ').every(part => words.some(word => word.startsWith(part)));
}
