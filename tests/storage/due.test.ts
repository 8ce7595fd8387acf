import { expect, test } from 'vitest';
import type { Reminder } from '../../src/core/reminders/reminder.ts';
import type { Settings } from '../../src/core/settings.ts';
import { openStorage, type Storage } from '../../src/storage/index.ts';
import { day, mentor, newYork, reminder } from '../core/records.ts';
import { DAY_MS, freshName, TUESDAY, ZONE } from '../support/fixed.ts';
import { keep } from './keep.ts';

/** What is due in these tests has been since Monday morning. */
const MONDAY = newYork('2026-03-02 09:00');

const due = (id: string, fields: Partial<Reminder> = {}) =>
  reminder({ id, dueOn: day('2026-03-02'), dueAt: MONDAY, ...fields });
const held = (id: string, fields: Partial<Reminder> = {}) =>
  due(id, {
    heldUntilOn: day('2026-03-06'),
    heldUntilAt: newYork('2026-03-06 09:00'),
    heldWhy: 'nudged-lately',
    ...fields,
  });

async function withReminders(...reminders: Reminder[]): Promise<Storage> {
  const storage = await openStorage(freshName());
  await keep(storage, 'mentors', mentor(), mentor({ id: 'm2', name: 'Ben Okafor' }));
  await keep(storage, 'reminders', ...reminders);
  return storage;
}

const set = (storage: Storage, settings: Partial<Settings>) =>
  storage.record({ now: TUESDAY, newId: () => 'x' }, change => change.put('settings', 'settings', settings));
const idsOf = (list: readonly { readonly reminder: Reminder }[]) => list.map(({ reminder: { id } }) => id);
const heldBack = async (storage: Storage, now = TUESDAY) =>
  (await storage.read.heldBack(now, ZONE)).map(one => [one.reminder.id, one.untilOn, one.why]);

const EXAM = { id: 'p', kind: 'exam', fromOn: day('2026-03-01'), untilOn: day('2026-03-04') } as const;

test('the longest overdue comes first, then the first by name or by what it is about', async () => {
  const { read } = await withReminders(
    due('check-in:m2:a', { mentorId: 'm2' }),
    due('check-in:m1:a'),
    due('own:1', {
      rule: 'own',
      mentorId: null,
      reason: { type: 'own', since: day('2026-03-02'), text: 'Badge photo' },
    }),
    due('check-in:m1:b', { dueOn: day('2026-02-01'), mentorId: 'm2' }),
  );
  const list = await read.due(TUESDAY, ZONE);
  expect(idsOf(list)).toEqual(['check-in:m1:b', 'check-in:m1:a', 'own:1', 'check-in:m2:a']);
  expect(list.map(one => one.mentor?.name)).toEqual(['Ben Okafor', 'Ana Rivera', undefined, 'Ben Okafor']);
  expect(await read.dueCount(TUESDAY, ZONE)).toBe(4);
});

test('a step whose next one has come is in no list, is counted nowhere, and its scope is to be refreshed', async () => {
  const endsAt = newYork('2026-03-03 09:00');
  const { read } = await withReminders(
    due('nudge:l1:14', { endsAt, scope: 'mentor:m2' }),
    due('nudge:l1:7', { endsAt: TUESDAY + DAY_MS, dueAt: endsAt }),
    due('nudge:l2:7', { endsAt, state: 'done', settledOn: day('2026-03-02'), scope: 'mentor:m9' }),
    held('nudge:l3:7', { endsAt: newYork('2026-03-05 09:00') }),
  );
  const before = endsAt - 60_000;
  expect(idsOf(await read.due(before, ZONE))).toEqual(['nudge:l1:14']);
  expect(await read.nextEndsAt(before)).toBe(endsAt);
  expect([...(await read.endedScopes(before))]).toEqual([]);

  expect(idsOf(await read.due(TUESDAY, ZONE))).toEqual(['nudge:l1:7']);
  expect(await read.dueCount(TUESDAY, ZONE)).toBe(1);
  expect((await read.unannounced(TUESDAY)).map(({ id }) => id)).toEqual(['nudge:l1:7']);
  expect([...(await read.endedScopes(TUESDAY))]).toEqual(['mentor:m2']);
  expect(await read.nextEndsAt(TUESDAY)).toBe(TUESDAY + DAY_MS);
  // The held one ends before it would be shown.
  expect(await read.upcoming(TUESDAY, 10)).toEqual([]);
  expect(await heldBack(storageOf(read))).toEqual([]);
});

/** For helpers that take a whole storage and only read. */
const storageOf = (read: Storage['read']) => ({ read }) as Storage;

test('what a limit holds is held back with day and reason, and what the student snoozed comes later', async () => {
  const storage = await withReminders(
    held('nudge:l1:14'),
    held('nudge:l2:14', { dueAt: TUESDAY + DAY_MS }),
    held('nudge:l3:14', { state: 'snoozed', snoozedUntilAt: TUESDAY + DAY_MS }),
    held('nudge:l4:14', { state: 'snoozed', snoozedUntilAt: TUESDAY - DAY_MS }),
    held('nudge:l5:14', { state: 'skipped', settledOn: day('2026-03-02') }),
    due('check-in:m1:a', { state: 'snoozed', snoozedUntilAt: TUESDAY + 60_000 }),
    due('check-in:m1:b', { dueAt: TUESDAY + 2 * DAY_MS }),
  );
  expect(await heldBack(storage)).toEqual([
    ['nudge:l1:14', '2026-03-06', 'nudged-lately'],
    ['nudge:l4:14', '2026-03-06', 'nudged-lately'],
  ]);
  expect(idsOf(await storage.read.upcoming(TUESDAY, 10))).toEqual([
    'check-in:m1:a',
    'check-in:m1:b',
    'nudge:l2:14',
    'nudge:l3:14',
  ]);
  expect(idsOf(await storage.read.upcoming(TUESDAY, 1))).toEqual(['check-in:m1:a']);
  expect(await storage.read.nextAnnounceAt(TUESDAY)).toBe(TUESDAY + 60_000);
});

test('at rest nothing is due, and everything that waits says until when and why', async () => {
  const storage = await withReminders(
    due('check-in:m1:a'),
    held('nudge:l1:14'),
    held('nudge:l2:14', { heldUntilOn: day('2026-03-04'), heldUntilAt: newYork('2026-03-04 09:00') }),
    due('check-in:m1:b', { dueAt: TUESDAY + 60_000 }),
  );
  await set(storage, { pauses: [EXAM] });
  const { read } = storage;
  expect(await read.due(TUESDAY, ZONE)).toEqual([]);
  expect(await read.dueCount(TUESDAY, ZONE)).toBe(0);
  expect(await heldBack(storage)).toEqual([
    ['check-in:m1:a', '2026-03-05', 'exam'],
    ['nudge:l1:14', '2026-03-06', 'nudged-lately'],
    ['nudge:l2:14', '2026-03-05', 'exam'],
  ]);
  // The sweep looks at what waits all the same.
  expect((await read.openReminders(TUESDAY)).map(({ id }) => id)).toEqual(['check-in:m1:a']);
  const after = newYork('2026-03-05 09:00');
  expect(await read.dueCount(after, ZONE)).toBe(3);
});

test('the rest is that of the zone the student is in', async () => {
  const storage = await withReminders(due('check-in:m1:a'));
  await set(storage, { workingDaysOnly: true });
  const fridayEvening = newYork('2026-03-06 20:00');
  expect(await storage.read.dueCount(fridayEvening, ZONE)).toBe(1);
  expect(await storage.read.dueCount(fridayEvening, 'Asia/Tokyo')).toBe(0);
});

test('of a mentor, the open ones are found beside all that ever were', async () => {
  const { read } = await withReminders(
    due('check-in:m1:a', { state: 'done', settledOn: day('2026-03-02') }),
    due('check-in:m1:b'),
    due('own:1', { rule: 'own', scope: 'own:1', reason: { type: 'own', since: day('2026-03-02'), text: 'Call' } }),
    due('check-in:m2:a', { mentorId: 'm2' }),
  );
  expect((await read.remindersAbout('m1')).map(({ id }) => id)).toEqual(['check-in:m1:a', 'check-in:m1:b', 'own:1']);
  expect((await read.openRemindersAbout('m1')).map(({ id }) => id)).toEqual(['check-in:m1:b', 'own:1']);
});

test('of a question that is asked again and again, only the next time is listed as coming', async () => {
  const decide = (id: string, letterId: string, at: number) =>
    due(id, {
      rule: 'nudge',
      dueAt: at,
      reason: { type: 'nudge-decide', since: day('2026-01-05'), letterId, trackName: '', targetOn: day('2026-02-02') },
    });
  const { read } = await withReminders(
    decide('nudge:l1:a.decide.1', 'l1', TUESDAY + 2 * DAY_MS),
    decide('nudge:l1:a.decide.2', 'l1', TUESDAY + 9 * DAY_MS),
    decide('nudge:l2:a.decide.0', 'l2', TUESDAY + 3 * DAY_MS),
  );
  expect(idsOf(await read.upcoming(TUESDAY, 10))).toEqual(['nudge:l1:a.decide.1', 'nudge:l2:a.decide.0']);
  expect(idsOf(await read.upcoming(TUESDAY + 4 * DAY_MS, 10))).toEqual(['nudge:l1:a.decide.2']);
});
