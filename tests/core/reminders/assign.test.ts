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
      occurrence: '1',
      dueOn: '2027-08-20',
      reason: {
        type: 'assign',
        since: '2027-08-20',
        letterId: 'l1',
        trackName: 'Internal Medicine',
        programCount: 3,
        programIds: ['g1', 'g3', 'g2'],
      },
    },
  ]);
});

test('once it was done or skipped, only a program that it never asked about asks anew', () => {
  const occurrence = (ids: readonly string[], ...settled: readonly (readonly [string, readonly string[]])[]) => {
    const settledAssigns = settled.map(([number, programIds]) => ({ occurrence: number, programIds }));
    const one = letterFacts({ letter: letter(received), unassignedProgramIds: ids, settledAssigns });
    return assign(mentorFacts({ letters: [one] }))[0]?.occurrence;
  };
  // While it is open it stays the same, whichever of them is assigned or joins.
  expect(occurrence(['g2', 'g5'])).toBe('1');
  expect(occurrence(['g2'])).toBe('1');
  // The newest was assigned after a skip.
  expect(occurrence(['g2'], ['1', ['g2', 'g5']])).toBeUndefined();
  // An older program was moved onto the track.
  expect(occurrence(['g1', 'g2'], ['1', ['g2', 'g5']])).toBe('2');
  expect(occurrence(['g1', 'g2', 'g6'], ['1', ['g2', 'g5']], ['2', ['g1', 'g2']])).toBe('3');
  // The first was taken back.
  expect(occurrence(['g5'], ['2', ['g1', 'g2']])).toBe('1');
});

test('typed in later, it is due on that day', () => {
  const late = { ...received, enteredOn: { receivedOn: day('2027-09-01') } };
  expect(of(late, ['g1'])[0]).toMatchObject({ dueOn: '2027-09-01', reason: { since: '2027-08-20' } });
});

test('what stands by is for programs while its main letter is not in, and once it came to nothing', () => {
  const about = letterFacts({ letter: letter(received), unassignedProgramIds: ['g1'] });
  const wanted = (main: Letter | null) => assign(mentorFacts({ letters: [{ ...about, main }] })).length;
  expect(wanted(letter({ id: 'main' }))).toBe(1);
  expect(wanted(letter({ id: 'main', ...received }))).toBe(0);
  expect(wanted(null)).toBe(1);
});
