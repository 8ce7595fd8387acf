import { expect, test } from 'vitest';
import { didItHappen } from '../../../src/core/reminders/did-it-happen.ts';
import { reconcile } from '../../../src/core/reminders/engine.ts';
import { parseSettings } from '../../../src/core/settings.ts';
import { day, mentor, newYork } from '../records.ts';

const endsAt = newYork('2026-03-05 15:00');
const coffee = { interactionId: 'i1', title: 'Coffee', endsOn: day('2026-03-05'), endsAt, isAskedHere: true };
const facts = {
  mentor: mentor(),
  lastContactOn: null,
  lastSettledOn: null,
  plannedUntilOn: null,
  planned: [coffee],
};

test('something planned is asked about at its end, for ever once', () => {
  const wanted = didItHappen(facts);
  expect(wanted).toEqual([
    {
      rule: 'did-it-happen',
      subjectId: 'm1',
      occurrence: 'i1',
      dueOn: '2026-03-05',
      dueAt: endsAt,
      reason: { type: 'planned-over', since: '2026-03-05', title: 'Coffee', interactionId: 'i1' },
    },
  ]);
  const { create } = reconcile(wanted, [], parseSettings({}), newYork('2026-03-01 10:00'), 'America/New_York');
  expect(create).toMatchObject([{ id: 'did-it-happen:m1:i1', dueAt: endsAt, state: 'due' }]);
});

test('whole days are asked about on the morning after', () => {
  const wanted = didItHappen({ ...facts, planned: [{ ...coffee, endsAt: null }] });
  expect(wanted).toMatchObject([{ dueOn: '2026-03-06' }]);
  const { create } = reconcile(wanted, [], parseSettings({}), 0, 'America/New_York');
  expect(create[0]?.dueAt).toBe(newYork('2026-03-06 09:00'));
});

test('one meeting with two mentors is one question, and nobody archived is asked about', () => {
  expect(didItHappen({ ...facts, planned: [{ ...coffee, isAskedHere: false }] })).toEqual([]);
  expect(didItHappen({ ...facts, mentor: mentor({ isArchived: true }) })).toEqual([]);
});
