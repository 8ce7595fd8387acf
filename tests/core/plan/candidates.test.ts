import { expect, test } from 'vitest';
import { type Candidate, candidatesFor, matching } from '../../../src/core/plan/candidates.ts';
import type { Slot } from '../../../src/core/plan/slot.ts';
import { letter, mentor, plan, slot, track } from '../records.ts';

const neurology = track({ name: 'Neurology', specialty: 'Neurology' });
const ada = mentor({ id: 'ada', name: 'Ada Moreno', specialty: 'Neurology' });
const ben = mentor({ id: 'ben', name: 'Ben Adler', specialty: 'Cardiology', institution: 'Lakeside' });
const cleo = mentor({ id: 'cleo', name: 'Cléo Brandt' });
const SLOT = slot({ id: 's1' });

function order(mentors: Parameters<typeof candidatesFor>[2], fields: Partial<Slot> = {}, letters = [] as const) {
  return list(mentors, fields, letters).map(candidate => candidate.mentor.id);
}
function list(
  mentors: Parameters<typeof candidatesFor>[2],
  fields: Partial<Slot> = {},
  letters: readonly ReturnType<typeof letter>[] = [],
  others: readonly Slot[] = [],
): readonly Candidate[] {
  const own = { ...SLOT, ...fields };
  const facts = { letters, tracks: [neurology], slots: [own, ...others], plans: [plan()] };
  return candidatesFor(own, neurology, mentors, facts);
}

test('where nothing is asked for the order is that of names, and nobody is archived', () => {
  expect(order([cleo, ben, ada])).toEqual(['ada', 'ben', 'cleo']);
  expect(order([cleo, { ...ben, isArchived: true }, ada])).toEqual(['ada', 'cleo']);
});

test.each<[string, Partial<Slot>, string[]]>([
  ['from the specialty', { isInSpecialty: true }, ['ada', 'ben', 'cleo']],
  ['from outside', { isInSpecialty: false }, ['ben', 'ada', 'cleo']],
  ['from another specialty', { specialty: 'Internal medicine' }, ['ben', 'ada', 'cleo']],
])('who is %s comes first', (_name, fields, expected) => {
  expect(order([cleo, ben, ada], fields)).toEqual(expected);
});

test('a chair, a program director, a DO and a starred mentor come first where they are wanted', () => {
  expect(order([ada, ben, { ...cleo, role: 'chair' }], { isChairLetter: true })[0]).toBe('cleo');
  expect(order([ada, ben, { ...cleo, role: 'program-director' }], { isByDirector: true })[0]).toBe('cleo');
  expect(order([ada, ben, { ...cleo, credentials: 'DO, MPH' }], { isByDo: true })[0]).toBe('cleo');
  expect(order([ada, ben, { ...cleo, isStarred: true }])[0]).toBe('cleo');
});

test('a resident comes last, and so do who writes here already and who said no', () => {
  expect(order([{ ...ada, role: 'resident-or-fellow' }, ben, cleo])).toEqual(['ben', 'cleo', 'ada']);
  const written = letter({ id: 'written', mentorId: 'ada', trackId: 't1' });
  const declined = letter({ id: 'declined', mentorId: 'ben', trackId: 't1', answer: 'no' });
  const found = list([ada, ben, cleo], {}, [written, declined], [slot({ id: 's2', letterId: 'written' })]);
  expect(found.map(candidate => [candidate.mentor.id, candidate.isInTrack, candidate.hasDeclined])).toEqual([
    ['cleo', false, false],
    ['ada', true, false],
    ['ben', false, true],
  ]);
});

test('who has a letter for it comes first, unless it is of another form', () => {
  const general = letter({ mentorId: 'cleo', planId: 'p1' });
  expect(list([ada, ben, cleo], {}, [general])[0]).toMatchObject({ mentor: { id: 'cleo' }, hasLetter: true });
  expect(list([ada, ben, cleo], { form: 'standardized' }, [general])[0]).toMatchObject({ mentor: { id: 'ada' } });
});

test('every word that is typed is looked for, whatever its case and accents', () => {
  const all = list([ada, ben, cleo]);
  const found = (query: string) => matching(all, query).map(candidate => candidate.mentor.id);
  expect(found('')).toEqual(['ada', 'ben', 'cleo']);
  expect(found('CLEO')).toEqual(['cleo']);
  expect(found('lake ben')).toEqual(['ben']);
  expect(found('lake ada')).toEqual([]);
});
