import { expect, test } from 'vitest';
import { checkIn, type MentorFacts } from '../../../src/core/reminders/check-in.ts';
import { reconcile } from '../../../src/core/reminders/engine.ts';
import { wantedForMentor } from '../../../src/core/reminders/rules.ts';
import { parseSettings } from '../../../src/core/settings.ts';
import { day, mentor, newYork } from '../records.ts';

const settings = parseSettings({ rhythmDays: 60, rhythmDaysByRole: { chair: 90, other: null } });
const facts = (fields: Partial<MentorFacts> = {}): MentorFacts => ({
  mentor: mentor({ rhythmDays: 30 }),
  lastContactOn: null,
  lastSettledOn: null,
  plannedUntilOn: null,
  planned: [],
  ...fields,
});

test.each([
  [
    'somebody never spoken to is due on the day they were added',
    {},
    { dueOn: '2026-01-10', occurrence: 'added-2026-01-10', reason: { type: 'no-contact-yet', since: '2026-01-10' } },
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
    { lastContactOn: day('2026-01-31'), lastSettledOn: day('2026-03-02') },
    {
      dueOn: '2026-04-01',
      occurrence: 'settled-2026-03-02',
      reason: { type: 'last-settled', since: '2026-03-02', rhythmDays: 30 },
    },
  ],
  [
    'done before any contact, it comes again a rhythm later',
    { lastSettledOn: day('2026-01-10') },
    { dueOn: '2026-02-09', occurrence: 'settled-2026-01-10' },
  ],
  [
    'a contact after it was done restarts the rhythm',
    { lastContactOn: day('2026-03-05'), lastSettledOn: day('2026-03-02') },
    { dueOn: '2026-04-04', occurrence: 'contact-2026-03-05' },
  ],
  [
    'a contact on the day it was done is what it counts from',
    { lastContactOn: day('2026-03-02'), lastSettledOn: day('2026-03-02') },
    { dueOn: '2026-04-01', reason: { type: 'last-contact', since: '2026-03-02', rhythmDays: 30 } },
  ],
  [
    'a planned meeting holds it back until the day after',
    { lastContactOn: day('2026-03-05'), plannedUntilOn: day('2026-04-10') },
    { dueOn: '2026-04-11', occurrence: 'contact-2026-03-05' },
  ],
  [
    'a planned meeting before it changes nothing',
    { lastContactOn: day('2026-03-05'), plannedUntilOn: day('2026-03-20') },
    { dueOn: '2026-04-04' },
  ],
  [
    'a pause moves it to the day the pause ends',
    { mentor: mentor({ rhythmDays: 30, pausedUntilOn: day('2026-05-01') }), lastContactOn: day('2026-03-05') },
    { dueOn: '2026-05-01' },
  ],
  [
    'a pause that ends before it changes nothing',
    { mentor: mentor({ rhythmDays: 30, pausedUntilOn: day('2026-04-01') }), lastContactOn: day('2026-03-05') },
    { dueOn: '2026-04-04' },
  ],
  [
    'of a pause and a planned meeting the later counts',
    {
      mentor: mentor({ rhythmDays: 30, pausedUntilOn: day('2026-05-01') }),
      lastContactOn: day('2026-03-05'),
      plannedUntilOn: day('2026-05-01'),
    },
    { dueOn: '2026-05-02' },
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
] as const)('%s', (_name, given, wanted) => {
  expect(checkIn(facts(given), settings)).toEqual([
    expect.objectContaining({ rule: 'check-in', subjectId: 'm1', ...wanted }),
  ]);
});

test.each([
  ['everybody', mentor(), { remindsOfCheckIns: false }],
  ['this person', mentor({ wantsCheckIns: false }), {}],
  ['somebody archived', mentor({ isArchived: true }), {}],
])('nothing is wanted when check-ins are off for %s', (_name, person, changed) => {
  const off = { ...settings, ...changed };
  expect(checkIn(facts({ mentor: person, lastContactOn: day('2026-03-05') }), off)).toEqual([]);
  expect(wantedForMentor(facts({ mentor: person }), off)).toEqual([]);
});

test('the due day of a paused check-in is the day on which the pause ends, also once that has come', () => {
  const paused = facts({
    mentor: mentor({ rhythmDays: 30, pausedUntilOn: day('2026-05-01') }),
    lastContactOn: day('2026-03-05'),
  });
  const [wanted] = wantedForMentor(paused, settings);
  expect(wanted?.dueOn).toBe('2026-05-01');
});

test('settled on the very day of the contact, it still comes again', () => {
  const zone = 'America/New_York';
  const now = newYork('2026-03-05 12:00');
  const contact = facts({ lastContactOn: day('2026-03-05') });
  const { create } = reconcile(checkIn(contact, settings), [], settings, now, zone);
  const done = create.map(fields => ({ ...fields, stamps: {}, state: 'done' as const, settledOn: day('2026-03-05') }));
  const after = reconcile(
    checkIn({ ...contact, lastSettledOn: day('2026-03-05') }, settings),
    done,
    settings,
    now,
    zone,
  );
  expect(after.create).toEqual([expect.objectContaining({ dueOn: '2026-04-04', state: 'due' })]);
});

test('what falls due on the day the clocks change is shown that morning', () => {
  const contact = facts({ lastContactOn: day('2026-02-06') });
  const { create } = reconcile(checkIn(contact, settings), [], settings, 0, 'America/New_York');
  expect(create[0]).toMatchObject({ dueOn: '2026-03-08', dueAt: newYork('2026-03-08 09:00', '-04:00') });
});
