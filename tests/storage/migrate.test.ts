import Dexie from 'dexie';
import { expect, test } from 'vitest';
import { openStorage } from '../../src/storage/index.ts';
import { first } from '../../src/storage/migrations/0001-first.ts';
import { remindersOfAllRules } from '../../src/storage/migrations/0002-reminders-of-all-rules.ts';
import { interaction, mentor, moment } from '../core/records.ts';
import { countingIds, freshName, TUESDAY, ZONE } from '../support/fixed.ts';
import { EXAMPLES } from './migration-examples.ts';

/** Rows as the first release wrote them, with the keys it made. */
async function firstRelease(name: string): Promise<void> {
  const database = new Dexie(name);
  database.version(1).stores({ ...first.stores });
  await database.open();
  const reminder = EXAMPLES.find(({ table }) => table === 'reminders')!.before;
  await database.table('mentors').put(mentor());
  await database.table('reminders').bulkPut([
    { ...reminder, openAt: 1_772_546_400_000, announceAt: 1_772_546_400_000 },
    {
      ...reminder,
      id: 'check-in:m1:contact-2025-10-01',
      occurrence: 'contact-2025-10-01',
      state: 'done',
      snoozedUntilAt: null,
      settledOn: '2025-12-01',
      settledKey: 'check-in|m1|2025-12-01',
    },
  ]);
  await database
    .table('interactions')
    .bulkPut([
      { ...interaction({ id: 'i1', title: 'Rounds' }), contactTimes: ['m1|an-old-key'], mentorTimes: [] },
      interaction({ id: 'i2', state: 'planned', title: 'Coffee' }),
    ]);
  await database.table('settings').put(EXAMPLES.find(({ table }) => table === 'settings')!.before);
  database.close();
}

test('what the first release kept is all there, found by the new indexes, and changes like what is new', async () => {
  const name = freshName();
  await firstRelease(name);
  const storage = await openStorage(name);
  const { read, facts } = storage;
  expect((await read.due(TUESDAY, ZONE)).map(({ reminder }) => reminder.id)).toEqual(['check-in:m1:added-2026-01-10']);
  expect((await read.openRemindersAbout('m1')).map(({ scope }) => scope)).toEqual(['mentor:m1']);
  expect(await read.settings()).toMatchObject({ rulesOff: ['check-in'], morning: '07:30' });
  expect((await read.lastContact('m1'))?.id).toBe('i1');
  expect(await facts.mentorFacts('m1')).toMatchObject({
    lastContactOn: '2026-03-05',
    thankables: [{ sourceId: 'i1', title: 'Rounds' }],
    planned: [{ interactionId: 'i2' }],
    lastSettledOn: { 'check-in': '2025-12-01' },
  });

  await storage.change({ now: TUESDAY, newId: countingIds() }, change =>
    change.patch('reminders', 'check-in:m1:added-2026-01-10', { announcedAt: TUESDAY }),
  );
  expect(await read.reminder('check-in:m1:added-2026-01-10')).toMatchObject({
    scope: 'mentor:m1',
    mentorId: 'm1',
    announcedAt: TUESDAY,
  });
  storage.close();
});

test('what the second release kept tells how well somebody knows the student', async () => {
  const name = freshName();
  const database = new Dexie(name);
  database.version(1).stores({ ...first.stores });
  database.version(2).stores({ ...remindersOfAllRules.stores });
  await database.open();
  await database.table('mentors').put(mentor());
  await database.table('interactions').put({ ...interaction({ kind: 'research' }), acts: [] });
  await database.table('moments').put({ ...moment({ theirWords: 'Well seen.' }), strongDays: [] });
  database.close();
  const storage = await openStorage(name);
  expect(await storage.read.evidenceOf('m1')).toMatchObject({
    timesOn: ['2026-03-05'],
    moments: [{ on: '2026-03-05', hasWords: true }],
  });
  storage.close();
});
