import { expect, test } from 'vitest';
import type { FollowUpFact } from '../../../src/core/reminders/facts.ts';
import { followUp } from '../../../src/core/reminders/follow-up.ts';
import { wantedForMentor } from '../../../src/core/reminders/rules.ts';
import { parseSettings } from '../../../src/core/settings.ts';
import { day, mentor, mentorFacts } from '../records.ts';

const poster: FollowUpFact = {
  interactionId: 'i1',
  followUpId: 'f1',
  text: 'Send the poster',
  dueOn: day('2026-03-19'),
  isAskedHere: true,
};

test('a follow-up is due on its own date, and each is one of its own', () => {
  const second = { ...poster, followUpId: 'f2', dueOn: day('2028-02-29') };
  const wanted = followUp(mentorFacts({ followUps: [poster, second] }));
  expect(wanted).toEqual([
    {
      rule: 'follow-up',
      subjectId: 'i1',
      occurrence: 'f1',
      mentorId: 'm1',
      dueOn: '2026-03-19',
      reason: {
        type: 'follow-up',
        since: '2026-03-19',
        text: 'Send the poster',
        interactionId: 'i1',
        followUpId: 'f1',
      },
    },
    expect.objectContaining({ subjectId: 'i1', occurrence: 'f2', dueOn: '2028-02-29' }),
  ]);
});

test.each([
  ['there is none', mentorFacts()],
  ['it is asked of another of its people', mentorFacts({ followUps: [{ ...poster, isAskedHere: false }] })],
  ['its mentor is archived', mentorFacts({ followUps: [poster], mentor: mentor({ isArchived: true }) })],
])('nothing is wanted where %s', (_name, facts) => {
  expect(wantedForMentor(facts, parseSettings({ rulesOff: ['check-in'] }))).toEqual([]);
});

test('one about somebody paused keeps its date and waits', () => {
  const facts = mentorFacts({ followUps: [poster], mentor: mentor({ pausedUntilOn: day('2026-04-01') }) });
  expect(wantedForMentor(facts, parseSettings({ rulesOff: ['check-in'] }))).toMatchObject([
    { dueOn: '2026-03-19', heldUntilOn: '2026-04-01', heldWhy: 'person-paused' },
  ]);
});
