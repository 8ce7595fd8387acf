import { expect, test } from 'vitest';
import type { Letter } from '../../../src/core/letter.ts';
import { portal } from '../../../src/core/reminders/portal.ts';
import { refresh } from '../../../src/core/reminders/refresh.ts';
import { parseSettings } from '../../../src/core/settings.ts';
import { day, letter, letterFacts, mentorFacts, plan, track } from '../records.ts';

const settings = parseSettings({});
const opens = (on: string | null) =>
  on === null ? plan() : plan({ opensOn: { on: day(on), confidence: 'confirmed' } });
const facts = (fields: Partial<Letter>, opensOn: string | null = '2027-06-02') =>
  mentorFacts({
    letters: [letterFacts({ letter: letter({ answer: 'yes', ...fields }), track: track(), plan: opens(opensOn) })],
  });
/** The due days of both rules: when the yes is refreshed, and when the request is reminded of by itself. */
const days = (fields: Partial<Letter>, opensOn?: string | null, given = settings) => [
  refresh(facts(fields, opensOn)).map(({ dueOn }) => dueOn),
  portal(facts(fields, opensOn), given).map(({ dueOn }) => dueOn),
];

const before = { answeredOn: day('2027-03-10') };
const after = { answeredOn: day('2027-06-20') };

test.each<[string, Partial<Letter>, string | null | undefined]>([
  ['no yes', { answer: null, answeredOn: day('2027-06-20') }, undefined],
  ['an unclear answer', { ...before, answer: 'unclear' }, undefined],
  ['a yes of no known day', {}, undefined],
  ['requested', { ...before, requestedOn: day('2027-06-03') }, undefined],
  ['requested before the yes', { ...before, requestedOn: day('2027-01-01') }, undefined],
  ['received', { ...after, receivedOn: day('2027-06-21') }, undefined],
  ['replaced', { ...after, ended: 'replaced' }, undefined],
])('nothing is wanted: %s', (_name, fields, opensOn) => {
  expect(days(fields, opensOn)).toEqual([[], []]);
});

test.each<[string, Partial<Letter>, readonly string[]]>([
  ['after the yes', before, ['2027-03-24']],
  ['after the packet', { ...before, packetSentOn: day('2027-03-20') }, ['2027-04-03']],
  ['after the yes to a packet sent before', { ...before, packetSentOn: day('2027-03-01') }, ['2027-03-24']],
  ['but not before the yes was typed in', { ...before, enteredOn: { answeredOn: day('2027-07-01') } }, ['2027-07-01']],
  ['but not once it was requested', { ...before, requestedOn: day('2027-03-12') }, []],
  ['but not once it was received', { ...before, receivedOn: day('2027-03-12') }, []],
  ['but not without a yes', { ...before, answer: 'unclear' }, []],
])('while nobody knows when the season opens, it is spoken of two weeks %s', (_name, fields, wanted) => {
  expect(days(fields, null)).toEqual([[], wanted]);
});

test('without a plan the opening day is not known, and once it is, that is another question', () => {
  const none = mentorFacts({ letters: [letterFacts({ letter: letter({ answer: 'yes', ...before }) })] });
  expect(refresh(none)).toEqual([]);
  expect(portal(none, settings)).toEqual([
    {
      subjectId: 'l1',
      mentorId: 'm1',
      rule: 'portal',
      occurrence: 'no-day-2027-03-10',
      dueOn: '2027-03-24',
      reason: { type: 'portal', since: '2027-03-10', letterId: 'l1', trackName: '', opensOn: null },
    },
  ]);
  expect(portal(facts(before), settings)).toMatchObject([{ occurrence: '2027-06-02' }]);
});

test.each<[string, Partial<Letter>, readonly [readonly string[], readonly string[]]]>([
  ['given before the season is refreshed on opening day', before, [['2027-06-02'], ['2027-06-09']]],
  ['given the day before, too', { answeredOn: day('2027-06-01') }, [['2027-06-02'], ['2027-06-09']]],
  ['given on opening day is requested that day', { answeredOn: day('2027-06-02') }, [[], ['2027-06-02']]],
  ['given later is requested on its day', after, [[], ['2027-06-20']]],
  [
    'of before, typed in after opening day, is refreshed that day and never both at once',
    { ...before, enteredOn: { answeredOn: day('2027-07-01') } },
    [['2027-07-01'], ['2027-07-08']],
  ],
  [
    'typed in days later is requested on the day it was typed in',
    { ...after, enteredOn: { answeredOn: day('2027-06-25') } },
    [[], ['2027-06-25']],
  ],
])('a yes %s', (_name, fields, wanted) => {
  expect(days(fields)).toEqual(wanted);
});

test('with refreshing switched off the request is due on opening day, as the same occurrence', () => {
  const given = parseSettings({ rulesOff: ['refresh'] });
  expect(days(before, undefined, given)[1]).toEqual(['2027-06-02']);
  expect(portal(facts(before), given)[0]?.occurrence).toBe(portal(facts(before), settings)[0]?.occurrence);
});

test('a season that opens on another day is refreshed anew', () => {
  expect(refresh(facts(before))[0]).toMatchObject({ occurrence: '2027-06-02' });
  expect(refresh(facts(before, '2027-06-09'))[0]).toMatchObject({ occurrence: '2027-06-09', dueOn: '2027-06-09' });
});

test('both say since when, and when the season opens', () => {
  const about = { since: '2027-03-10', letterId: 'l1', trackName: 'Internal Medicine', opensOn: '2027-06-02' };
  const whom = { subjectId: 'l1', mentorId: 'm2' };
  const given = facts({ ...before, contactMentorId: 'm2' });
  expect(refresh(given)).toEqual([
    { ...whom, rule: 'refresh', occurrence: '2027-06-02', dueOn: '2027-06-02', reason: { type: 'refresh', ...about } },
  ]);
  expect(portal(given, settings)).toEqual([
    { ...whom, rule: 'portal', occurrence: '2027-06-02', dueOn: '2027-06-09', reason: { type: 'portal', ...about } },
  ]);
});
