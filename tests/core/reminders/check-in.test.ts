import { expect, test } from 'vitest';
import { checkIn } from '../../../src/core/reminders/check-in.ts';
import { reconcile } from '../../../src/core/reminders/engine.ts';
import type { MentorFacts, Planned } from '../../../src/core/reminders/facts.ts';
import { wantedForMentor } from '../../../src/core/reminders/rules.ts';
import { parseSettings } from '../../../src/core/settings.ts';
import { day, mentor, mentorFacts, newYork } from '../records.ts';

const settings = parseSettings({ rhythmDays: 60, rhythmDaysByRole: { chair: 90, other: null } });
const facts = (fields: Partial<MentorFacts> = {}): MentorFacts =>
  mentorFacts({ mentor: mentor({ rhythmDays: 30 }), ...fields });
const plannedUntil = (...days: string[]): Planned[] =>
  days.map((on, index) => ({
    interactionId: `i${index}`,
    title: '',
    endsOn: day(on),
    endsAt: null,
    isAskedHere: false,
  }));

test.each([
  [
    'somebody never spoken to is due a rhythm after they were added',
    {},
    { dueOn: '2026-02-09', occurrence: 'added-2026-01-10', reason: { type: 'no-contact-yet', since: '2026-01-10' } },
  ],
  [
    'a contact restarts the rhythm',
    { lastContactOn: day('2026-03-05') },
    {
      dueOn: '2026-04-04',
      occurrence: 'contact-2026-03-05',
      reason: { type: 'last-contact', since: '2026-03-05', rhythmDays: 30 },
    },
  ],
  [
    'done or skipped without a contact, it comes again a rhythm later',
    { lastContactOn: day('2026-01-31'), lastSettledOn: { 'check-in': day('2026-03-02') } },
    {
      dueOn: '2026-04-01',
      occurrence: 'settled-2026-03-02',
      reason: { type: 'last-settled', since: '2026-03-02', rhythmDays: 30 },
    },
  ],
  [
    'done before any contact, it comes again a rhythm later',
    { lastSettledOn: { 'check-in': day('2026-01-10') } },
    { dueOn: '2026-02-09', occurrence: 'settled-2026-01-10' },
  ],
  [
    'a contact after it was done restarts the rhythm',
    { lastContactOn: day('2026-03-05'), lastSettledOn: { 'check-in': day('2026-03-02') } },
    { dueOn: '2026-04-04', occurrence: 'contact-2026-03-05' },
  ],
  [
    'a contact on the day it was done is what it counts from',
    { lastContactOn: day('2026-03-02'), lastSettledOn: { 'check-in': day('2026-03-02') } },
    { dueOn: '2026-04-01', reason: { type: 'last-contact', since: '2026-03-02', rhythmDays: 30 } },
  ],
  [
    'a planned meeting holds it back until the day after',
    { lastContactOn: day('2026-03-05'), planned: plannedUntil('2026-04-10') },
    { dueOn: '2026-04-11', occurrence: 'contact-2026-03-05' },
  ],
  [
    'a planned meeting before it changes nothing',
    { lastContactOn: day('2026-03-05'), planned: plannedUntil('2026-03-20') },
    { dueOn: '2026-04-04' },
  ],
  [
    'of several planned things the last to end counts, wherever it stands',
    { lastContactOn: day('2026-03-05'), planned: plannedUntil('2026-04-20', '2026-04-10') },
    { dueOn: '2026-04-21' },
  ],
  [
    'something planned holds back one that was skipped too',
    { lastSettledOn: { 'check-in': day('2026-03-02') }, planned: plannedUntil('2026-04-30') },
    { dueOn: '2026-05-01', occurrence: 'settled-2026-03-02' },
  ],
  [
    'something planned far off holds nothing back',
    { lastContactOn: day('2027-01-05'), planned: plannedUntil('2028-06-01') },
    { dueOn: '2027-02-04', occurrence: 'contact-2027-01-05' },
  ],
  [
    'what was settled by other rules is no matter',
    { lastContactOn: day('2026-03-05'), lastSettledOn: { 'thank-you': day('2026-03-20') } },
    { dueOn: '2026-04-04', occurrence: 'contact-2026-03-05' },
  ],
  [
    'a pause does not move the due day',
    { mentor: mentor({ rhythmDays: 30, pausedUntilOn: day('2026-05-01') }), lastContactOn: day('2026-03-05') },
    { dueOn: '2026-04-04' },
  ],
  [
    'every day with a rhythm of one',
    { mentor: mentor({ rhythmDays: 1 }), lastContactOn: day('2026-12-31') },
    { dueOn: '2027-01-01', reason: { type: 'last-contact', since: '2026-12-31', rhythmDays: 1 } },
  ],
  [
    'after two years with the longest',
    { mentor: mentor({ rhythmDays: 730 }), lastContactOn: day('2026-03-05') },
    { dueOn: '2028-03-04' },
  ],
  [
    'without a rhythm of their own it is the role’s',
    { mentor: mentor({ role: 'chair' }), lastContactOn: day('2026-03-05') },
    { dueOn: '2026-06-03', reason: { type: 'last-contact', since: '2026-03-05', rhythmDays: 90 } },
  ],
  [
    'and without one for the role, the default',
    { mentor: mentor({ role: 'other' }), lastContactOn: day('2026-03-05') },
    { dueOn: '2026-05-04', reason: { type: 'last-contact', since: '2026-03-05', rhythmDays: 60 } },
  ],
  ['a month end is no matter', { lastContactOn: day('2026-01-31') }, { dueOn: '2026-03-02' }],
  ['nor is a leap day', { lastContactOn: day('2028-01-30') }, { dueOn: '2028-02-29' }],
] as [string, Partial<MentorFacts>, object][])('%s', (_name, given, wanted) => {
  expect(checkIn(facts(given), settings)).toEqual([
    expect.objectContaining({ rule: 'check-in', subjectId: 'm1', mentorId: 'm1', ...wanted }),
  ]);
});

test.each([
  ['everybody', mentor(), parseSettings({ rulesOff: ['check-in'] })],
  ['this person', mentor({ wantsCheckIns: false }), settings],
  ['somebody archived', mentor({ isArchived: true }), settings],
])('nothing is wanted when check-ins are off for %s', (_name, person, given) => {
  expect(wantedForMentor(facts({ mentor: person, lastContactOn: day('2026-03-05') }), given)).toEqual([]);
});

test('paused, it keeps its due day and is held back until the pause ends', () => {
  const paused = facts({
    mentor: mentor({ rhythmDays: 30, pausedUntilOn: day('2026-05-01') }),
    lastContactOn: day('2026-03-05'),
  });
  expect(wantedForMentor(paused, settings)).toMatchObject([
    { dueOn: '2026-04-04', heldUntilOn: '2026-05-01', heldWhy: 'person-paused' },
  ]);
});

const ZONE = 'America/New_York';

test('settled on the very day of the contact, it still comes again', () => {
  const now = newYork('2026-03-05 12:00');
  const contact = facts({ lastContactOn: day('2026-03-05') });
  const { create } = reconcile('mentor:m1', wantedForMentor(contact, settings), [], settings, now, ZONE);
  const done = create.map(fields => ({ ...fields, stamps: {}, state: 'done' as const, settledOn: day('2026-03-05') }));
  const settled = facts({ lastContactOn: day('2026-03-05'), lastSettledOn: { 'check-in': day('2026-03-05') } });
  const after = reconcile('mentor:m1', wantedForMentor(settled, settings), done, settings, now, ZONE);
  expect(after.create).toEqual([expect.objectContaining({ dueOn: '2026-04-04', state: 'due' })]);
});

test.each([
  ['2026-02-06', newYork('2026-03-08 09:00', '-04:00'), 'on the day the clocks go forward'],
  ['2026-10-02', newYork('2026-11-01 09:00'), 'on the day they go back'],
])('with the contact on %s it is shown in the morning, also %s', (on, dueAt) => {
  const wanted = wantedForMentor(facts({ lastContactOn: day(on) }), settings);
  const { create } = reconcile('mentor:m1', wanted, [], settings, 0, ZONE);
  expect(create).toMatchObject([{ dueAt }]);
});

test.each(['1900-01-01', '2199-12-31'])('a contact on %s breaks nothing', on => {
  const wanted = wantedForMentor(facts({ lastContactOn: day(on) }), settings);
  const { create } = reconcile('mentor:m1', wanted, [], settings, 0, ZONE);
  expect(create).toHaveLength(on < '2000' ? 1 : 0);
});
