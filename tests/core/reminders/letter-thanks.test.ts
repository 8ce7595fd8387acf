import { expect, test } from 'vitest';
import type { Letter } from '../../../src/core/letter.ts';
import { letterThanks } from '../../../src/core/reminders/letter-thanks.ts';
import { parseSettings } from '../../../src/core/settings.ts';
import { day, letter, letterFacts, mentorFacts } from '../records.ts';

const of = (fields: Partial<Letter>, given = parseSettings({})) =>
  letterThanks(mentorFacts({ letters: [letterFacts({ letter: letter(fields) })] }), given);

const received: Partial<Letter> = { receivedOn: day('2027-12-30') };

test.each<[string, Partial<Letter>]>([
  ['not received', {}],
  ['thanked', { ...received, thankedOn: day('2027-12-30') }],
  ['thanked before it came', { ...received, thankedOn: day('2027-01-01') }],
  ['ended', { ...received, ended: 'replaced' }],
])('nothing is wanted: %s', (_name, fields) => {
  expect(of(fields)).toEqual([]);
});

test('two days after it was received, over the turn of the year; a General letter has no track’s name', () => {
  expect(of(received)).toEqual([
    {
      rule: 'letter-thanks',
      subjectId: 'l1',
      mentorId: 'm1',
      occurrence: '2027-12-30',
      dueOn: '2028-01-01',
      reason: { type: 'letter-thanks', since: '2027-12-30', letterId: 'l1', trackName: '' },
    },
  ]);
});

test('typed in later, it is due on that day; and the days can be changed', () => {
  expect(of({ ...received, enteredOn: { receivedOn: day('2028-02-29') } })[0]?.dueOn).toBe('2028-02-29');
  expect(of(received, parseSettings({ numbers: { letterThanksAfterDays: 0 } }))[0]?.dueOn).toBe('2027-12-30');
});
