import { expect, test } from 'vitest';
import { newMentorFields } from '../../src/core/mentor.ts';
import { glanceAt } from '../../src/storage/glance.ts';
import { openStorage, type Storage } from '../../src/storage/index.ts';
import { readRawDue } from '../../src/storage/raw-due.ts';
import { RAW_DATABASE_NAME } from '../../src/storage/raw-rows.ts';
import { DATABASE_NAME } from '../../src/storage/rows.ts';
import { reminder } from '../core/records.ts';
import { countingIds, DAY_MS, freshName, TUESDAY, ZONE } from '../support/fixed.ts';

const newId = countingIds();
const glance = async (now: number, name: string) => glanceAt(await readRawDue(now, name), ZONE);
const context = { now: TUESDAY, newId };

async function withReminder(storage: Storage, name: string, dueOn: string, dueAt: number, fields: object = {}) {
  await storage.change(context, async change => {
    const id = newId();
    await change.create('mentors', id, { ...newMentorFields(name, null), addedOn: '2026-01-01' });
    const { id: _id, stamps: _stamps, ...whole } = reminder();
    await change.create('reminders', `check-in:${id}:added-2026-01-01`, {
      ...whole,
      scope: `mentor:${id}`,
      subjectId: id,
      mentorId: id,
      dueOn,
      dueAt,
      ...fields,
    });
  });
}

test('the glance sees what the reader sees', async () => {
  const name = freshName();
  const storage = await openStorage(name);
  expect(await glance(TUESDAY, name)).toEqual({ due: [], hasMentors: false, rest: null });
  await withReminder(storage, 'Later', '2026-03-09', TUESDAY + 6 * DAY_MS);
  await withReminder(storage, 'Ben', '2026-03-02', TUESDAY - DAY_MS);
  await withReminder(storage, 'Ana', '2026-03-02', TUESDAY - DAY_MS);
  await withReminder(storage, 'Longest', '2026-02-01', TUESDAY - 30 * DAY_MS);
  await withReminder(storage, 'Done', '2026-02-01', TUESDAY - 30 * DAY_MS, { state: 'done', settledOn: '2026-02-02' });
  await withReminder(storage, 'Snoozed', '2026-02-01', TUESDAY - 30 * DAY_MS, {
    state: 'snoozed',
    snoozedUntilAt: TUESDAY + DAY_MS,
  });
  const seen = await glance(TUESDAY, name);
  expect(seen?.due.map(({ mentor }) => mentor?.name)).toEqual(['Longest', 'Ana', 'Ben']);
  expect(seen).toEqual({ due: await storage.read.due(TUESDAY, ZONE), hasMentors: true, rest: null });
});

test('it finds the people of a long list too', async () => {
  const name = freshName();
  const storage = await openStorage(name);
  for (let index = 0; index < 75; index += 1) {
    await withReminder(storage, `Person ${index}`, '2026-03-02', TUESDAY + (index % 10 === 4 ? -DAY_MS : DAY_MS));
  }
  const seen = await glance(TUESDAY, name);
  expect(seen?.due).toHaveLength(8);
  expect(seen).toEqual({ due: await storage.read.due(TUESDAY, ZONE), hasMentors: true, rest: null });
});

test('a reminder whose mentor is gone, one about nobody, and one whose next step has come', async () => {
  const name = freshName();
  const storage = await openStorage(name);
  await withReminder(storage, 'Gone', '2026-03-02', TUESDAY - DAY_MS, { mentorId: 'nobody' });
  await withReminder(storage, 'Not meant', '2026-03-01', TUESDAY - DAY_MS, {
    scope: 'program:g1',
    rule: 'program-deadline',
    mentorId: null,
    reason: { type: 'program-deadline', since: '2026-03-08', programId: 'g1', name: 'Harbor', daysBefore: 7 },
  });
  await withReminder(storage, 'Ended', '2026-02-01', TUESDAY - 2 * DAY_MS, { endsAt: TUESDAY - DAY_MS });
  const seen = await glance(TUESDAY, name);
  expect(seen?.due.map(({ reminder: { dueOn }, mentor }) => [dueOn, mentor])).toEqual([
    ['2026-03-01', null],
    ['2026-03-02', null],
  ]);
  expect(seen?.due).toEqual(await storage.read.due(TUESDAY, ZONE));
  expect(await storage.read.dueCount(TUESDAY, ZONE)).toBe(2);
});

test('at rest both see nothing, and until when and why', async () => {
  const name = freshName();
  const storage = await openStorage(name);
  await withReminder(storage, 'Ana', '2026-03-02', TUESDAY - DAY_MS);
  await storage.change(context, change =>
    change.put('settings', 'settings', {
      pauses: [{ id: 'p', kind: 'exam', fromOn: '2026-03-01', untilOn: '2026-03-04' }],
    }),
  );
  const seen = await glance(TUESDAY, name);
  expect(seen).toMatchObject({ due: [], rest: { why: 'exam', untilOn: '2026-03-05' } });
  expect(await storage.read.due(TUESDAY, ZONE)).toEqual([]);
  expect(await storage.read.rest(TUESDAY, ZONE)).toEqual(seen?.rest);
});

test('without a database there is nothing to see, and none is made', async () => {
  const name = freshName();
  expect(await glance(TUESDAY, name)).toBeNull();
  expect((await indexedDB.databases()).map(database => database.name)).not.toContain(name);
});

test('a database of another version is left to the reader', async () => {
  const name = freshName();
  const other = await new Promise<IDBDatabase>((resolve, reject) => {
    const request = indexedDB.open(name, 9990);
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });
  other.close();
  expect(await glance(TUESDAY, name)).toBeNull();
});

test('it reads the database that the reader opens', () => {
  expect(RAW_DATABASE_NAME).toBe(DATABASE_NAME);
});
