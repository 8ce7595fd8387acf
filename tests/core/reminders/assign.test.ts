import { expect, test } from 'vitest';
import type { Letter } from '../../../src/core/letter.ts';
import { assign } from '../../../src/core/reminders/assign.ts';
import { day, letter, letterFacts, mentorFacts, track } from '../records.ts';

const of = (fields: Partial<Letter>, unassignedProgramIds: readonly string[]) =>
  assign(mentorFacts({ letters: [letterFacts({ letter: letter(fields), track: track(), unassignedProgramIds })] }));

const received: Partial<Letter> = { receivedOn: day('2027-08-20') };

test.each<[string, Partial<Letter>, readonly string[]]>([
  ['it was not received', {}, ['g1']],
  ['every program that wants it has it', received, []],
  ['it was withdrawn', { ...received, ended: 'withdrawn' }, ['g1']],
])('nothing is wanted while %s', (_name, fields, ids) => {
  expect(of(fields, ids)).toEqual([]);
});

test('on the day it was received, with how many programs want it', () => {
  expect(of(received, ['g1', 'g3', 'g2'])).toEqual([
    {
      rule: 'assign',
      subjectId: 'l1',
      mentorId: 'm1',
      occurrence: 'g3',
      dueOn: '2027-08-20',
      reason: {
        type: 'assign',
        since: '2027-08-20',
        letterId: 'l1',
        trackName: 'Internal Medicine',
        programCount: 3,
      },
    },
  ]);
});

test('a program added later asks anew; one assigned meanwhile does not', () => {
  const occurrence = (ids: readonly string[]) => of(received, ids)[0]?.occurrence;
  expect(occurrence(['g1', 'g2'])).toBe('g2');
  expect(occurrence(['g2'])).toBe('g2');
  expect(occurrence(['g2', 'g3'])).toBe('g3');
});

test('typed in later, it is due on that day', () => {
  const late = { ...received, enteredOn: { receivedOn: day('2027-09-01') } };
  expect(of(late, ['g1'])[0]).toMatchObject({ dueOn: '2027-09-01', reason: { since: '2027-08-20' } });
});
