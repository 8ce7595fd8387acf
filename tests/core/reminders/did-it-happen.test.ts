import { expect, test } from 'vitest';
import { didItHappen } from '../../../src/core/reminders/did-it-happen.ts';
import { reconcile } from '../../../src/core/reminders/engine.ts';
import type { Planned } from '../../../src/core/reminders/facts.ts';
import { wantedForMentor } from '../../../src/core/reminders/rules.ts';
import { parseSettings } from '../../../src/core/settings.ts';
import { day, mentor, mentorFacts, newYork, reminder } from '../records.ts';

const endsAt = newYork('2026-03-05 15:00');
const coffee: Planned = { interactionId: 'i1', title: 'Coffee', endsOn: day('2026-03-05'), endsAt, isAskedHere: true };
const wholeDay: Planned = { ...coffee, endsAt: null };
// Only this rule, so that what is stored is its own.
const settings = parseSettings({ rulesOff: ['check-in'] });
const stored = (planned: Planned, zone: string, now = 0) => {
  const wanted = wantedForMentor(mentorFacts({ planned: [planned] }), settings);
  return reconcile('mentor:m1', wanted, [], settings, now, zone).create;
};

test('something planned is asked about at its end, for ever once', () => {
  expect(didItHappen(mentorFacts({ planned: [coffee] }))).toEqual([
    {
      rule: 'did-it-happen',
      subjectId: 'm1',
      occurrence: 'i1',
      mentorId: 'm1',
      dueOn: '2026-03-05',
      dueAt: endsAt,
      reason: { type: 'planned-over', since: '2026-03-05', title: 'Coffee', interactionId: 'i1' },
    },
  ]);
  expect(stored(coffee, 'America/New_York')).toMatchObject([
    { id: 'did-it-happen:m1:i1', dueAt: endsAt, state: 'due' },
  ]);
});

test('its end is a moment, wherever the student is by then; that of whole days a morning there', () => {
  expect(stored(coffee, 'Asia/Tokyo')).toMatchObject([{ dueAt: endsAt }]);
  expect(stored(wholeDay, 'America/New_York')).toMatchObject([{ dueAt: newYork('2026-03-06 09:00') }]);
  expect(stored(wholeDay, 'Asia/Tokyo')).toMatchObject([{ dueAt: Date.UTC(2026, 2, 6) }]);
});

test.each([
  ['2026-03-05', '2026-03-06'],
  ['2026-02-28', '2026-03-01'],
  ['2028-02-28', '2028-02-29'],
  ['2026-12-31', '2027-01-01'],
])('whole days until %s are asked about on %s', (endsOn, dueOn) => {
  expect(didItHappen(mentorFacts({ planned: [{ ...wholeDay, endsOn: day(endsOn) }] }))).toMatchObject([{ dueOn }]);
});

test('whole days until the last that can be stored are never asked about', () => {
  expect(stored({ ...wholeDay, endsOn: day('2199-12-31') }, 'America/New_York')).toEqual([]);
});

test('one meeting with two mentors is one question, and nobody archived is asked about', () => {
  expect(didItHappen(mentorFacts({ planned: [{ ...coffee, isAskedHere: false }] }))).toEqual([]);
  expect(wantedForMentor(mentorFacts({ mentor: mentor({ isArchived: true }), planned: [coffee] }), settings)).toEqual(
    [],
  );
});

test('moved, it is the same question; skipped, it stays away', () => {
  const moved = mentorFacts({
    planned: [{ ...coffee, endsOn: day('2026-03-12'), endsAt: newYork('2026-03-12 15:00') }],
  });
  const [asked] = stored(coffee, 'America/New_York');
  const before = reminder({ ...asked, stamps: {} });
  const now = newYork('2026-03-05 16:00');
  const open = reconcile('mentor:m1', wantedForMentor(moved, settings), [before], settings, now, 'America/New_York');
  expect(open).toMatchObject({ create: [], update: [{ id: before.id, fields: { dueOn: '2026-03-12' } }], remove: [] });

  const skipped = reminder({ ...before, state: 'skipped', settledOn: day('2026-03-05') });
  const after = reconcile('mentor:m1', wantedForMentor(moved, settings), [skipped], settings, now, 'America/New_York');
  expect(after).toEqual({ create: [], update: [], remove: [], retire: [] });
});

test('nothing planned, nothing asked', () => {
  expect(didItHappen(mentorFacts())).toEqual([]);
});
