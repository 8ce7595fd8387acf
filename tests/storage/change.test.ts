import { expect, test } from 'vitest';
import { newMentorFields } from '../../src/core/mentor.ts';
import { openStorage, type Storage } from '../../src/storage/index.ts';
import { letter, program, rotation, slot, track } from '../core/records.ts';
import { countingIds, freshName, TUESDAY } from '../support/fixed.ts';
import { keep } from './keep.ts';

const newId = countingIds();
const context = (now = TUESDAY) => ({ now, newId });

/** A record's fields, as a write gives them. */
function bare({ id: _id, stamps: _stamps, ...fields }: { readonly id: string; readonly stamps: object }) {
  return fields;
}

async function withMentor(storage: Storage, name = 'Elena Rivera'): Promise<{ id: string; undoId: string }> {
  const id = newId();
  const { undoId } = await storage.change(context(), change =>
    change.create('mentors', id, { ...newMentorFields(name, null), starredOn: null, addedOn: '2026-03-03' }),
  );
  return { id, undoId };
}

test('every field of a new record has a stamp', async () => {
  const storage = await openStorage(freshName());
  const { id } = await withMentor(storage);
  const mentor = await storage.read.mentor(id);
  const { id: _id, stamps, ...fields } = mentor!;
  expect(Object.keys(stamps).sort()).toEqual(Object.keys(fields).sort());
});

test('a change gives a later stamp to the fields it changes and leaves the others, also when the clock went back', async () => {
  const storage = await openStorage(freshName());
  const { id } = await withMentor(storage);
  const before = (await storage.read.mentor(id))!;
  const weekAgo = TUESDAY - 7 * 24 * 60 * 60 * 1000;
  await storage.change(context(weekAgo), change => change.patch('mentors', id, { name: 'E. Rivera', phone: '' }));
  const after = (await storage.read.mentor(id))!;
  expect(after.name).toBe('E. Rivera');
  expect(after.stamps.name! > before.stamps.name!).toBe(true);
  expect(after.stamps.phone).toBe(before.stamps.phone);
});

test('stamps go on rising when storage is opened anew, as after a killed worker', async () => {
  const name = freshName();
  const first = await openStorage(name);
  const { id } = await withMentor(first);
  const before = (await first.read.mentor(id))!.stamps.name!;
  first.close();
  const second = await openStorage(name);
  await second.change(context(0), change => change.patch('mentors', id, { name: 'Later' }));
  expect((await second.read.mentor(id))!.stamps.name! > before).toBe(true);
  expect((await second.read.mentor(id))!.stamps.name!.split('-')[2]).toBe(before.split('-')[2]);
});

test('deleting leaves a tombstone with id and stamp only, later than every stamp of the record', async () => {
  const storage = await openStorage(freshName());
  const { id } = await withMentor(storage);
  const stamps = Object.values((await storage.read.mentor(id))!.stamps);
  await storage.change(context(), change => change.moveToTrash('mentors', id));
  const { tables } = await storage.read.exportAll('');
  const tombstone = tables.tombstones!.find(row => (row as { id: string }).id === `mentors:${id}`) as {
    id: string;
    stamp: string;
  };
  expect(Object.keys(tombstone).sort()).toEqual(['id', 'stamp']);
  expect(stamps.every(stamp => stamp < tombstone.stamp)).toBe(true);
  expect(await storage.read.mentor(id)).toBeNull();
  expect((await storage.read.trash()).map(({ record }) => record.id)).toEqual([id]);
});

test('undo of a deletion brings the record back with stamps later than the deletion, and empties its place in the trash', async () => {
  const storage = await openStorage(freshName());
  const { id } = await withMentor(storage);
  const before = (await storage.read.mentor(id))!;
  const { undoId } = await storage.change(context(), change => change.moveToTrash('mentors', id));
  expect(await storage.undo(context(), undoId, async () => {})).toBe(true);
  const after = (await storage.read.mentor(id))!;
  expect({ ...after, stamps: null }).toEqual({ ...before, stamps: null });
  expect(await storage.read.trash()).toEqual([]);
  expect(Object.values(after.stamps).every(stamp => stamp > before.stamps.name!)).toBe(true);
});

test('undo of a creation takes the record away', async () => {
  const storage = await openStorage(freshName());
  const { id, undoId } = await withMentor(storage);
  await storage.undo(context(), undoId, async () => {});
  expect(await storage.read.mentor(id)).toBeNull();
});

test('undo leaves alone what was changed since', async () => {
  const storage = await openStorage(freshName());
  const { id } = await withMentor(storage);
  const { undoId } = await storage.change(context(), change =>
    change.patch('mentors', id, { name: 'Second', phone: '555' }),
  );
  await storage.change(context(), change => change.patch('mentors', id, { name: 'Third' }));
  await storage.undo(context(), undoId, async () => {});
  expect(await storage.read.mentor(id)).toMatchObject({ name: 'Third', phone: '' });
});

test('undo works once', async () => {
  const storage = await openStorage(freshName());
  const { undoId } = await withMentor(storage);
  expect(await storage.undo(context(), undoId, async () => {})).toBe(true);
  expect(await storage.undo(context(), undoId, async () => {})).toBe(false);
});

test('a change that throws writes nothing, not even its stamps', async () => {
  const storage = await openStorage(freshName());
  const before = await storage.read.exportAll('');
  const attempt = storage.change(context(), async change => {
    await change.create('mentors', newId(), { ...newMentorFields('Nobody', null), addedOn: '2026-03-03' });
    throw new Error('given up');
  });
  await expect(attempt).rejects.toThrow('given up');
  expect(await storage.read.exportAll('')).toEqual(before);
});

test('the fiftieth undo is still known, the fifty-first is not', async () => {
  const storage = await openStorage(freshName());
  const { id, undoId: first } = await withMentor(storage);
  const { undoId: second } = await storage.change(context(), change => change.patch('mentors', id, { phone: '0' }));
  for (let count = 1; count <= 49; count += 1) {
    await storage.change(context(), change => change.patch('mentors', id, { phone: String(count) }));
  }
  expect(await storage.undo(context(), first, async () => {})).toBe(false);
  expect(await storage.undo(context(), second, async () => {})).toBe(true);
});

test('keystrokes kept in a draft push no undo out', async () => {
  const storage = await openStorage(freshName());
  const { undoId } = await withMentor(storage);
  for (let count = 0; count < 60; count += 1) {
    await storage.record(context(), change => change.put('drafts', 'draft', { count }));
  }
  expect(await storage.undo(context(), undoId, async () => {})).toBe(true);
});

test('a row that is no mentor is left out of every list and left alone', async () => {
  const storage = await openStorage(freshName());
  const { id } = await withMentor(storage);
  await storage.change(context(), change => change.create('mentors', newId(), { name: 42 }));
  expect((await storage.read.mentors()).map(mentor => mentor.id)).toEqual([id]);
  expect((await storage.read.exportAll('')).tables.mentors).toHaveLength(2);
});

test('an export holds every record without what is derived or belongs to this device', async () => {
  const storage = await openStorage(freshName());
  const { id } = await withMentor(storage);
  await storage.setLocal('consent', true);
  await storage.change(context(), change =>
    change.create('interactions', newId(), {
      state: 'happened',
      when: { type: 'days', startsOn: '2026-03-01', endsOn: '2026-03-01' },
      kind: 'meeting',
      direction: null,
      mentorIds: [id],
      others: [],
      title: '',
      note: 'Rounds',
      followUps: [],
      rotationId: null,
      letterId: null,
      letterStep: null,
      isListMail: false,
      source: null,
      loggedAt: TUESDAY,
    }),
  );
  const exported = await storage.read.exportAll('2026-03-03T00:00:00Z');
  expect(exported).toMatchObject({ format: 'vouch-export/1', version: 4 });
  const [interaction] = exported.tables.interactions as Record<string, unknown>[];
  expect(interaction).toMatchObject({ note: 'Rounds' });
  expect(Object.keys(interaction!).filter(field => /Times|acts/.test(field))).toEqual([]);
  expect(exported.tables).not.toHaveProperty('local');
  expect(exported.tables).not.toHaveProperty('undos');
});

test('the trash keeps a record as it was, without what is derived from it', async () => {
  const storage = await openStorage(freshName());
  const { id: mentorId } = await withMentor(storage);
  const id = newId();
  const fields = {
    state: 'happened',
    when: { type: 'days', startsOn: '2026-03-01', endsOn: '2026-03-01' },
    kind: 'meeting',
    direction: null,
    mentorIds: [mentorId],
    others: [],
    title: 'Rounds',
    note: '',
    followUps: [],
    rotationId: null,
    letterId: null,
    letterStep: null,
    isListMail: false,
    source: null,
    loggedAt: TUESDAY,
  };
  await storage.change(context(), change => change.create('interactions', id, fields));
  await storage.change(context(), change => change.moveToTrash('interactions', id));
  const [trashed] = await storage.read.trash();
  expect(trashed?.record).toEqual({ ...fields, id, stamps: expect.anything() });
});

test('undo of a creation keeps what was added to the record since', async () => {
  const storage = await openStorage(freshName());
  const { id, undoId } = await withMentor(storage);
  await storage.change(context(), change => change.patch('mentors', id, { phone: '555' }));
  await storage.undo(context(), undoId, async () => {});
  expect(await storage.read.mentor(id)).toMatchObject({ phone: '555' });
});

test('undo of the first setting leaves those that were set after it', async () => {
  const storage = await openStorage(freshName());
  const { undoId } = await storage.change(context(), change =>
    change.put('settings', 'settings', { showsBadge: false }),
  );
  await storage.change(context(), change => change.put('settings', 'settings', { morning: '07:30' }));
  await storage.undo(context(), undoId, async () => {});
  expect(await storage.read.settings()).toMatchObject({ showsBadge: true, morning: '07:30' });
});

test('undo is forgotten after a day, with what it remembers', async () => {
  const storage = await openStorage(freshName());
  const { undoId } = await withMentor(storage);
  await storage.change(context(TUESDAY + 25 * 60 * 60 * 1000), change => change.create('drafts', newId(), { a: 1 }));
  expect(await storage.undo(context(), undoId, async () => {})).toBe(false);
});

test.each([
  ['letters', letter({ mentorId: 'theirs' })],
  ['letters', letter({ contactMentorId: 'theirs' })],
  ['moments', { id: 'x', stamps: {}, on: '2026-03-01', mentorIds: ['theirs'] }],
  ['rotations', rotation({ mentors: [{ mentorId: 'theirs', daysTogether: null, watchedDirectly: null }] })],
] as const)('undo of a creation keeps a mentor whom %s name', async (table, record) => {
  const storage = await openStorage(freshName());
  const { id, undoId } = await withMentor(storage);
  const text = JSON.stringify(record).replaceAll('theirs', id);
  await keep(storage, table, JSON.parse(text));
  await storage.undo(context(), undoId, async () => {});
  expect(await storage.read.mentor(id)).not.toBeNull();
});

test('moving a mentor to the trash keeps their letters, moments and rotations', async () => {
  const storage = await openStorage(freshName());
  const { id } = await withMentor(storage);
  await keep(storage, 'letters', letter({ mentorId: id }));
  await keep(storage, 'rotations', rotation());
  await storage.change(context(), change => change.moveToTrash('mentors', id));
  expect((await storage.read.lettersBy(id)).map(one => one.id)).toEqual(['l1']);
  expect(await storage.read.rotations()).toHaveLength(1);
});

test.each<[string, 'mentors' | 'letters' | 'tracks', object, object]>([
  ['a mentor', 'mentors', { ...newMentorFields('Ben Okafor', null), addedOn: '2026-03-03' }, { backupMentorId: 'x' }],
  ['a letter', 'letters', bare(letter()), { letterId: 'x' }],
  ['a track', 'tracks', bare(track()), { trackId: 'x' }],
])('undo of the creation of %s keeps it when a slot names it since', async (_what, table, fields, named) => {
  const storage = await openStorage(freshName());
  const { undoId } = await storage.change(context(), change => change.create(table, 'x', { ...fields }));
  await storage.change(context(), change => change.create('slots', 's1', { ...bare(slot()), ...named }));
  await storage.undo(context(), undoId, async () => {});
  const { tables } = await storage.read.exportAll('');
  expect(tables[table]?.map(row => (row as { id: string }).id)).toEqual(['x']);
});

test('of ids that are given twice, only what has them is removed', async () => {
  const storage = await openStorage(freshName());
  const ids = ['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h'];
  await storage.change(context(), change =>
    change.createAll(
      'programs',
      ids.map(id => ({ id, fields: bare(program({ name: id })) })),
    ),
  );
  // As many as lie between the first and the last, and not all of them.
  const named = ['a', 'b', 'c', 'd', 'e', 'f', 'h', 'h'];
  const { undoId } = await storage.change(context(), change => change.removeAll('programs', named));
  expect((await storage.read.programs()).map(({ id }) => id)).toEqual(['g']);
  await storage.undo(context(), undoId, async () => {});
  expect(await storage.read.programs()).toHaveLength(8);
});

test('a record that is named twice gets the fields of both, the later over the earlier, and undo takes back both', async () => {
  const storage = await openStorage(freshName());
  const { id } = await withMentor(storage);
  const { undoId } = await storage.change(context(), change =>
    change.patchAll('mentors', [
      { id, fields: { phone: '1', department: 'Medicine' } },
      { id, fields: { phone: '2', institution: 'Harbor' } },
    ]),
  );
  expect(await storage.read.mentor(id)).toMatchObject({ phone: '2', department: 'Medicine', institution: 'Harbor' });
  await storage.undo(context(), undoId, async () => {});
  expect(await storage.read.mentor(id)).toMatchObject({ phone: '', department: '', institution: '' });
});
