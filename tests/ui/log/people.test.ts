import { expect, test } from 'vitest';
import { emptyLogForm, type LogForm } from '../../../src/core/log-form.ts';
import { findPeople, withTypedPerson } from '../../../src/ui/log/people.ts';
import { mentor } from '../../core/records.ts';
import { TUESDAY, ZONE } from '../../support/fixed.ts';

const people = [
  mentor({ id: 'joanna', name: 'Joanna Berg', emails: ['jberg@x.org'] }),
  mentor({ id: 'elena', name: 'Elena Rivera' }),
  mentor({ id: 'old', name: 'Otto Alt', isArchived: true }),
];
const typed = (personQuery: string, fields: Partial<LogForm> = {}): LogForm => ({
  ...emptyLogForm(TUESDAY, ZONE),
  personQuery,
  ...fields,
});

test.each([
  ['Elena Rivera', ['elena']],
  ['riv', ['elena']],
  ['JBERG@x.org', ['joanna']],
  ['Otto Alt', ['old']],
])('%s, typed and not chosen, is the mentor who is meant', (query, ids) => {
  expect(withTypedPerson(typed(query), people)).toMatchObject({ mentorIds: ids, newMentors: [], personQuery: '' });
});

test.each([
  ['Ann', { name: 'Ann', email: null }],
  ['Sam New <sam@new.example>', { name: 'Sam New', email: 'sam@new.example' }],
])('%s is somebody new, and not who happens to hold these letters', (query, person) => {
  expect(withTypedPerson(typed(query), people)).toMatchObject({ mentorIds: [], newMentors: [person], personQuery: '' });
});

test('who was chosen before stays chosen', () => {
  expect(withTypedPerson(typed('riv', { mentorIds: ['joanna'] }), people).mentorIds).toEqual(['joanna', 'elena']);
});

test('nobody archived is offered', () => {
  expect(findPeople(people, 'o', []).map(({ id }) => id)).toEqual(['joanna']);
});
