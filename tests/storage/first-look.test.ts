import { expect, test } from 'vitest';
import { firstLookAt } from '../../src/storage/first-look.ts';
import { openStorage, type RecordTable, type Storage } from '../../src/storage/index.ts';
import { readRawRows } from '../../src/storage/raw-rows.ts';
import type { TableReader } from '../../src/storage/table-reader.ts';
import { PLACE_TABLES } from '../../src/ui/early-read.ts';
import { day, letter, mentor, plan, program, reminder, rotation, slot, track } from '../core/records.ts';
import { countingIds, freshName, TUESDAY } from '../support/fixed.ts';

/** What is asked of each table that a place is drawn from. */
const QUESTIONS: Readonly<Partial<Record<RecordTable, (reader: TableReader) => Promise<unknown>>>> = {
  assignments: reader => reader.assignments(),
  letters: reader => reader.letters(),
  mentors: reader => reader.mentors(),
  plans: reader => reader.plans(),
  profile: reader => reader.profile(),
  programs: reader => reader.programs(),
  reminders: reader => reader.reminders(),
  rotations: reader => reader.rotations(),
  settings: reader => reader.settings(),
  slots: reader => reader.slots(),
  tracks: reader => reader.tracks(),
};

const ROWS: Readonly<Partial<Record<RecordTable, readonly object[]>>> = {
  assignments: [{ programId: 'p2', letterId: 'l1' }],
  letters: [letter({ askedOn: day('2027-03-01') }), letter({ mentorId: 'somebody-else' })],
  mentors: [mentor({ name: 'Zoë Example' }), mentor({ name: 'Ángel Example' }), mentor({ name: 'bo example' })],
  plans: [plan({ season: '2027' }), plan({ season: '2028' })],
  profile: [{ name: 'Ana Example', applicantKind: 'international' }],
  programs: [program({ name: 'Program 10' }), program({ name: 'Program 2' }), { nothing: true }],
  reminders: [reminder()],
  rotations: [rotation({ startsOn: day('2026-05-01') }), rotation({ startsOn: day('2026-04-01') })],
  settings: [{ digestTime: '07:15' }],
  slots: [slot({ position: 1 }), slot({ position: 0 })],
  tracks: [track({ name: 'Surgery' }), track({ name: 'Anesthesiology' })],
};

const newId = countingIds();

async function filled(): Promise<{ storage: Storage; name: string }> {
  const name = freshName();
  const storage = await openStorage(name);
  await storage.change({ now: TUESDAY, newId }, async change => {
    for (const [table, rows] of Object.entries(ROWS)) {
      for (const fields of rows) {
        const id = table === 'profile' || table === 'settings' ? table : newId();
        const { id: _id, stamps: _stamps, ...own } = fields as Readonly<Record<string, unknown>>;
        // Its parser refuses the one that is no record, for both.
        await change.create(table as RecordTable, id, own as never);
      }
    }
  });
  return { storage, name };
}

test.each(Object.entries(PLACE_TABLES))('at %s the first look sees what the reader sees', async (_, tables) => {
  const { storage, name } = await filled();
  const look = firstLookAt(await readRawRows(tables, name));
  if (look === null) throw new Error('nothing was read');
  for (const table of tables) {
    const ask = QUESTIONS[table];
    if (ask === undefined) throw new Error(`nobody asks for ${table}`);
    const seen = await ask(look);
    expect(seen, table).toEqual(await ask(storage.read));
    expect(JSON.stringify(seen).length, table).toBeGreaterThan(20);
  }
  storage.close();
});

test('a table that was not read is no empty table', async () => {
  const { storage, name } = await filled();
  const look = firstLookAt(await readRawRows(['letters'], name));
  await expect(look?.mentors()).rejects.toThrow('mentors was not read');
  await expect(look?.settings()).rejects.toThrow('settings was not read');
  storage.close();
});

test('without a database there is no look, and no database afterwards', async () => {
  const name = freshName();
  expect(await readRawRows(['letters'], name)).toBeNull();
  expect((await indexedDB.databases()).map(one => one.name)).not.toContain(name);
});

test('a database without these tables, or of another version, is left to the reader', async () => {
  const { storage, name } = await filled();
  const raw = await readRawRows(['letters'], name);
  expect(await readRawRows(['letters', 'nothing'], name)).toBeNull();
  expect(firstLookAt(null)).toBeNull();
  expect(raw).not.toBeNull();
  if (raw !== null) expect(firstLookAt({ ...raw, version: raw.version + 1 })).toBeNull();
  storage.close();
});
