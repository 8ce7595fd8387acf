import { expect, test } from 'vitest';
import { wantedForMentor } from '../../../src/core/reminders/rules.ts';
import { parseSettings } from '../../../src/core/settings.ts';
import { day, letter, letterFacts, mentor, mentorFacts, plan, track } from '../records.ts';

const promised = (answeredOn: string, opensOn: string) =>
  mentorFacts({
    mentor: mentor({ wantsCheckIns: false }),
    letters: [
      letterFacts({
        letter: letter({ answer: 'yes', answeredOn: day(answeredOn), packetSentOn: day(answeredOn) }),
        track: track(),
        plan: plan({ opensOn: { on: day(opensOn), confidence: 'estimated' } }),
      }),
    ],
  });
const given = (rulesOff: readonly string[]) => parseSettings({ rulesOff: [...rulesOff, 'ask'] });
const rules = (rulesOff: readonly string[]) =>
  wantedForMentor(promised('2027-03-10', '2027-06-02'), given(rulesOff)).map(({ rule, dueOn }) => `${rule} ${dueOn}`);

test('refreshing comes before the request, unless it is switched off; each can be', () => {
  expect(rules([])).toEqual(['refresh 2027-06-02', 'portal 2027-06-09']);
  expect(rules(['refresh'])).toEqual(['portal 2027-06-02']);
  expect(rules(['portal'])).toEqual(['refresh 2027-06-02']);
  expect(rules(['portal', 'refresh'])).toEqual([]);
});

test('an estimated day is good enough to be reminded on, and when it moves the day moves with it', () => {
  const [moved] = wantedForMentor(promised('2027-03-10', '2027-06-09'), given([]));
  expect(moved).toMatchObject({ rule: 'refresh', dueOn: '2027-06-09', occurrence: '2027-06-09' });
});

test('a yes of the day before the season opens is refreshed, one of the day itself is not', () => {
  const first = (answeredOn: string) => wantedForMentor(promised(answeredOn, '2027-06-02'), given([]))[0]?.rule;
  expect(first('2027-06-01')).toBe('refresh');
  expect(first('2027-06-02')).toBe('portal');
});
