import { expect, test } from 'vitest';
import { openStorage } from '../../../src/storage/index.ts';
import { loadRecords } from '../../../src/ui/settings/load-records.ts';
import { interaction, letter, mentor } from '../../core/records.ts';
import { countingIds, freshName, TUESDAY } from '../../support/fixed.ts';

test('an empty log is previewed too', async () => {
  const storage = await openStorage(freshName());
  const records = await loadRecords(storage.read);
  expect(Object.values(records).every(list => list.length === 0)).toBe(true);
  storage.close();
});

test('one meeting with two mentors is one', async () => {
  const storage = await openStorage(freshName());
  await storage.record({ now: TUESDAY, newId: countingIds() }, async change => {
    for (const id of ['m1', 'm2']) await change.put('mentors', id, fieldsOf(mentor({ id })));
    await change.put('interactions', 'i1', fieldsOf(interaction({ mentorIds: ['m1', 'm2'] })));
    await change.put('letters', 'l1', fieldsOf(letter()));
  });
  const { mentors, interactions, letters } = await loadRecords(storage.read);
  expect([mentors, interactions, letters].map(list => list.map(({ id }) => id))).toEqual([
    ['m1', 'm2'],
    ['i1'],
    ['l1'],
  ]);
  storage.close();
});

function fieldsOf(record: { readonly id: string; readonly stamps: unknown }): Readonly<Record<string, unknown>> {
  const { id: _, stamps: __, ...fields } = record;
  return fields;
}
