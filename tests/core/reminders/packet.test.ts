import { expect, test } from 'vitest';
import type { Letter } from '../../../src/core/letter.ts';
import { packet } from '../../../src/core/reminders/packet.ts';
import { parseSettings } from '../../../src/core/settings.ts';
import { day, letter, letterFacts, mentorFacts, track } from '../records.ts';

const settings = parseSettings({});
const of = (fields: Partial<Letter>, given = settings) =>
  packet(mentorFacts({ letters: [letterFacts({ letter: letter(fields), track: track() })] }), given);

const yes = { answer: 'yes', answeredOn: day('2026-02-26') } as const;

test.each<[string, Partial<Letter>]>([
  ['nothing answered', {}],
  ['an unclear answer', { answer: 'unclear', answeredOn: day('2026-02-26') }],
  ['no', { answer: 'no', answeredOn: day('2026-02-26') }],
  ['a yes of no known day', { answer: 'yes' }],
  ['sent', { ...yes, packetSentOn: day('2026-02-27') }],
  ['sent before the yes', { ...yes, packetSentOn: day('2026-02-01') }],
  ['received', { ...yes, receivedOn: day('2026-02-27') }],
  ['withdrawn', { ...yes, ended: 'withdrawn' }],
])('nothing is wanted: %s', (_name, fields) => {
  expect(of(fields)).toEqual([]);
});

test('three days after the yes', () => {
  expect(of(yes)).toEqual([
    {
      rule: 'packet',
      subjectId: 'l1',
      mentorId: 'm1',
      occurrence: '2026-02-26',
      dueOn: '2026-03-01',
      reason: { type: 'packet', since: '2026-02-26', letterId: 'l1', trackName: 'Internal Medicine' },
    },
  ]);
});

test.each([
  [0, '2026-02-26'],
  [14, '2026-03-12'],
])('or %i days', (packetAfterDays, dueOn) => {
  expect(of(yes, parseSettings({ numbers: { packetAfterDays } }))[0]).toMatchObject({ dueOn });
});

test.each([
  ['before it is due, changes nothing', '2026-02-28', '2026-03-01'],
  ['later, it is due on that day', '2026-05-05', '2026-05-05'],
])('typed in %s', (_name, enteredOn, dueOn) => {
  expect(of({ ...yes, enteredOn: { answeredOn: day(enteredOn) } })[0]).toMatchObject({ dueOn });
});
