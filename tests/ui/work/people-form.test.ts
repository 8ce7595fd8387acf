import '../../support/extension-api.ts';
import { expect, test } from 'vitest';
import {
  addPerson,
  isLikeField,
  NO_PEOPLE,
  type PeopleForm,
  withoutPerson,
  withPerson,
  withTyped,
} from '../../../src/ui/work/people-form.ts';
import { mentor } from '../../core/records.ts';

const mentors = [
  mentor({ id: 'elena', name: 'Elena Rivera', emails: ['elena@example.org'] }),
  mentor({ id: 'otto', name: 'Otto Alt', isArchived: true }),
];
const typed = (personQuery: string, form: Partial<PeopleForm> = {}): PeopleForm => ({
  ...NO_PEOPLE,
  ...form,
  personQuery,
});

test('somebody new has the id that they will have, once', () => {
  const form = addPerson(typed('Maya Lindholm <maya@example.org>'), 'Maya Lindholm <maya@example.org>', mentors);
  const [person] = form.newPeople;
  expect(form).toEqual({
    mentorIds: [person?.id],
    newPeople: [{ id: expect.stringMatching(/^[\w-]{36}$/), name: 'Maya Lindholm', email: 'maya@example.org' }],
    personQuery: '',
  });
  expect(withoutPerson(form, person?.id ?? '')).toEqual(NO_PEOPLE);
});

test('an address that somebody has already is that person', () => {
  expect(addPerson(NO_PEOPLE, 'ELENA@example.org', mentors)).toEqual({ ...NO_PEOPLE, mentorIds: ['elena'] });
});

test.each([
  ['', []],
  ['riv', ['elena']],
  ['Otto Alt', ['otto']],
])('%s, typed and not chosen, is the mentor who is meant', (query, ids) => {
  expect(withTyped(typed(query), mentors)).toEqual({ ...NO_PEOPLE, mentorIds: ids });
});

test('a name that nobody has, typed and not chosen, is somebody new', () => {
  const form = withTyped(typed('Maya', { mentorIds: ['elena'] }), mentors);
  expect(form.newPeople.map(({ name }) => name)).toEqual(['Maya']);
  expect(form.mentorIds).toEqual(['elena', form.newPeople[0]?.id]);
});

test('whoever is chosen twice is there once', () => {
  expect(withPerson(withPerson(NO_PEOPLE, 'elena'), 'elena').mentorIds).toEqual(['elena']);
});

test.each([
  ['', 'text', true],
  ['', 7, false],
  [[], ['a'], true],
  [[], [7], false],
  [[], {}, false],
  [false, true, true],
  [NO_PEOPLE, { ...NO_PEOPLE, mentorIds: ['elena'] }, true],
  [NO_PEOPLE, { ...NO_PEOPLE, newPeople: [{ id: 'x', name: 'Maya', email: null }] }, true],
  [NO_PEOPLE, { ...NO_PEOPLE, newPeople: [null] }, false],
  [NO_PEOPLE, { mentorIds: ['elena'] }, false],
  [NO_PEOPLE, null, false],
])('where %j stood, %j can be put back: %s', (start, value, isLike) => {
  expect(isLikeField(start, value)).toBe(isLike);
});
