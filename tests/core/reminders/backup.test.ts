import { expect, test } from 'vitest';
import type { Letter } from '../../../src/core/letter.ts';
import { backup } from '../../../src/core/reminders/backup.ts';
import type { LetterFacts } from '../../../src/core/reminders/facts.ts';
import { parseSettings } from '../../../src/core/settings.ts';
import { day, letter, letterFacts, mentorFacts, plan, track } from '../records.ts';

const settings = parseSettings({});
const requested: Partial<Letter> = { requestedOn: day('2027-06-10'), targetOn: day('2027-09-08') };
const of = (fields: Partial<Letter>, given = settings, about: Partial<LetterFacts> = {}) =>
  backup(mentorFacts({ letters: [letterFacts({ letter: letter(fields), track: track(), ...about })] }), given);
const days = (...args: Parameters<typeof of>) =>
  of(...args).map(({ occurrence, dueOn, endsOn }) => `${occurrence.split('.')[1]} ${dueOn} > ${endsOn ?? 'stays'}`);

const NAME = 'name 2027-08-25 > 2027-09-01';
const REPLACE = 'replace 2027-09-01 > stays';

test.each<[string, Partial<Letter>, readonly string[]]>([
  ['not requested', { ...requested, requestedOn: null }, []],
  ['no target and no plan', { ...requested, targetOn: null }, []],
  ['received', { ...requested, receivedOn: day('2027-07-01') }, []],
  ['received before it was requested', { ...requested, receivedOn: day('2027-01-01') }, []],
  ['withdrawn', { ...requested, ended: 'withdrawn' }, []],
  ['requested in time', requested, [NAME, REPLACE]],
  ['requested on the day of the first step', { ...requested, requestedOn: day('2027-08-25') }, [NAME, REPLACE]],
  ['requested a day later', { ...requested, requestedOn: day('2027-08-26') }, ['replace 2027-09-02 > stays']],
  ['requested after both', { ...requested, requestedOn: day('2027-09-02') }, []],
  ['requested a week before the second', { ...requested, requestedOn: day('2027-08-25') }, [NAME, REPLACE]],
  // A replacement has a week as well before it is to be replaced.
  ['requested two days before it', { ...requested, requestedOn: day('2027-08-30') }, ['replace 2027-09-06 > stays']],
  ['requested on the very day', { ...requested, requestedOn: day('2027-09-01') }, []],
  ['the target typed in late', { ...requested, enteredOn: { targetOn: day('2027-08-30') } }, [REPLACE]],
  ['the request typed in later still', { ...requested, enteredOn: { requestedOn: day('2027-10-01') } }, []],
  ['a target long past', { ...requested, targetOn: day('1900-01-01') }, []],
  ['not delivered', { ...requested, undeliverableOn: day('2027-06-11') }, [NAME, REPLACE]],
])('%s', (_name, fields, wanted) => {
  expect(days(fields)).toEqual(wanted);
});

test('who has a backup need not name one', () => {
  expect(days(requested, settings, { hasBackup: true })).toEqual([REPLACE]);
});

test('without a target of its own it is the season’s', () => {
  const season = plan({ reviewFromOn: { on: day('2027-09-22'), confidence: 'estimated' } });
  expect(days({ ...requested, targetOn: null }, settings, { plan: season })).toEqual([NAME, REPLACE]);
});

test('to be replaced before a backup is named, none is named', () => {
  const given = parseSettings({ numbers: { backupBeforeDays: 7, replaceBeforeDays: 21 } });
  expect(days(requested, given)).toEqual(['replace 2027-08-18 > stays']);
  expect(days(requested, parseSettings({ numbers: { backupBeforeDays: 7 } }))).toEqual([REPLACE]);
});

test('says of which letter, since when, and until when', () => {
  const about = { since: '2027-06-10', letterId: 'l1', trackName: 'Internal Medicine', targetOn: '2027-09-08' };
  expect(of({ ...requested, contactMentorId: 'm2' })).toEqual([
    {
      rule: 'backup',
      subjectId: 'l1',
      mentorId: 'm2',
      occurrence: '2027-09-08.name',
      dueOn: '2027-08-25',
      endsOn: '2027-09-01',
      reason: { type: 'backup', ...about, step: 'name' },
    },
    {
      rule: 'backup',
      subjectId: 'l1',
      mentorId: 'm2',
      occurrence: '2027-09-08.replace',
      dueOn: '2027-09-01',
      reason: { type: 'backup', ...about, step: 'replace' },
    },
  ]);
});

test('a backup needs no backup, and is not to be replaced', () => {
  expect(days(requested, settings, { main: letter({ id: 'main' }) })).toEqual([]);
});
