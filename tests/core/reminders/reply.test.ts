import { expect, test } from 'vitest';
import type { Letter } from '../../../src/core/letter.ts';
import { asksMentor } from '../../../src/core/reminders/reminder.ts';
import { reply } from '../../../src/core/reminders/reply.ts';
import { parseSettings } from '../../../src/core/settings.ts';
import { day, letter, letterFacts, mentorFacts, track } from '../records.ts';

const settings = parseSettings({});
const of = (fields: Partial<Letter>, given = settings) =>
  reply(mentorFacts({ letters: [letterFacts({ letter: letter(fields), track: track() })] }), given);
/** Each as `due day > end`, in order. */
const days = (fields: Partial<Letter>, given = settings) =>
  of(fields, given).map(({ dueOn, endsOn }) => `${dueOn} > ${endsOn ?? 'stays'}`);

const askedOn = day('2026-03-01');
const ALL = ['2026-03-11 > 2026-03-21', '2026-03-21 > 2026-03-31', '2026-03-31 > stays'];

test.each<[string, Partial<Letter>, readonly string[]]>([
  ['not asked', {}, []],
  ['an answer without an ask', { answer: 'unclear', answeredOn: day('2026-03-05') }, []],
  ['asked', { askedOn }, ALL],
  ['answered yes', { askedOn, answer: 'yes', answeredOn: day('2026-03-05') }, []],
  ['answered yes, without a day', { askedOn, answer: 'yes' }, []],
  ['answered no', { askedOn, answer: 'no' }, []],
  ['received, though nobody noted the answer', { askedOn, receivedOn: day('2026-03-05') }, []],
  ['ended', { askedOn, ended: 'no-reply' }, []],
  [
    'an unclear answer, from which the days count anew',
    { askedOn, answer: 'unclear', answeredOn: day('2026-03-08') },
    ['2026-03-18 > 2026-03-28', '2026-03-28 > 2026-04-07', '2026-04-07 > stays'],
  ],
  ['an unclear answer without a day', { askedOn, answer: 'unclear' }, ALL],
  ['asked again after an unclear answer', { askedOn, answer: 'unclear', answeredOn: day('2026-02-20') }, ALL],
  ['typed in on the day of the first step', { askedOn, enteredOn: { askedOn: day('2026-03-11') } }, ALL],
  ['typed in a day after it', { askedOn, enteredOn: { askedOn: day('2026-03-12') } }, ALL.slice(1)],
  ['typed in a day after the second', { askedOn, enteredOn: { askedOn: day('2026-03-22') } }, ALL.slice(2)],
  [
    'typed in when all had passed, the last is not skipped',
    { askedOn, enteredOn: { askedOn: day('2026-09-01') } },
    ['2026-09-01 > stays'],
  ],
  ['another date typed in late', { askedOn, enteredOn: { targetOn: day('2026-09-01') } }, ALL],
  [
    'a month end and a leap day',
    { askedOn: day('2028-01-31') },
    ['2028-02-10 > 2028-02-20', '2028-02-20 > 2028-03-01', '2028-03-01 > stays'],
  ],
])('%s', (_name, fields, wanted) => {
  expect(days(fields)).toEqual(wanted);
});

test('says of which letter, and since when', () => {
  const reason = { type: 'reply', since: askedOn, letterId: 'l1', trackName: 'Internal Medicine' };
  expect(of({ askedOn })).toEqual([
    expect.objectContaining({
      rule: 'reply',
      subjectId: 'l1',
      mentorId: 'm1',
      occurrence: '2026-03-01.1',
      reason: { ...reason, step: 1 },
    }),
    expect.objectContaining({ occurrence: '2026-03-01.2', reason: { ...reason, step: 2 } }),
    expect.objectContaining({ occurrence: '2026-03-01.3', reason: { ...reason, step: 3 } }),
  ]);
});

test('the first two ask the mentor; the offer to call it no reply asks the student alone', () => {
  expect(of({ askedOn }).map(asksMentor)).toEqual([true, true, false]);
});

test('of a letter that a group signs, the contact person is written to', () => {
  expect(of({ askedOn, contactMentorId: 'm9' })[0]).toMatchObject({ mentorId: 'm9', subjectId: 'l1' });
});

test('after an unclear answer these are other occurrences, and still since the ask', () => {
  const [first] = of({ askedOn, answer: 'unclear', answeredOn: day('2026-03-08') });
  expect(first).toMatchObject({ occurrence: '2026-03-08.1', reason: { since: askedOn } });
});

test('the days can be changed', () => {
  const given = parseSettings({ numbers: { replyAfterDays: 14 } });
  expect(days({ askedOn }, given)).toEqual([
    '2026-03-15 > 2026-03-29',
    '2026-03-29 > 2026-04-12',
    '2026-04-12 > stays',
  ]);
});
