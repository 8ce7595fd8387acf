import { expect, test } from 'vitest';
import { openStorage, storageProblem } from '../../src/storage/index.ts';
import { MIGRATIONS } from '../../src/storage/migrations/index.ts';
import { freshName } from '../support/fixed.ts';
import { EXAMPLES } from './migration-examples.ts';

const TABLES =
  'profile mentors rotations interactions moments milestones plans tracks slots letters programs assignments reminders templates drafts trash tombstones settings'.split(
    ' ',
  );

function openRaw(name: string, version?: number): Promise<IDBDatabase> {
  return new Promise((resolve, reject) => {
    const request = indexedDB.open(name, version);
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });
}

test('every table of the records is there', async () => {
  const name = freshName();
  (await openStorage(name)).close();
  const raw = await openRaw(name);
  expect([...raw.objectStoreNames]).toEqual(expect.arrayContaining(TABLES));
  raw.close();
});

test('data written by a newer version is refused with its own sentence, and stays as it is', async () => {
  const name = freshName();
  const newer = await openRaw(name, 9990);
  newer.close();
  const error = await openStorage(name).then(
    () => null,
    (reason: unknown) => reason,
  );
  expect(storageProblem(error)).toEqual({ code: 'storage/newer' });
  const after = await openRaw(name);
  expect(after.version).toBe(9990);
  after.close();
});

test('what the browser says about storage becomes a sentence, and our own mistakes do not', () => {
  const full = new DOMException('', 'QuotaExceededError');
  const wrapped = Object.assign(new Error(), { name: 'AbortError', inner: full });
  expect(storageProblem(full)).toEqual({ code: 'storage/full' });
  expect(storageProblem(wrapped)).toEqual({ code: 'storage/full' });
  expect(storageProblem(Object.assign(new Error(), { name: 'OpenFailedError' }))).toEqual({
    code: 'storage/unavailable',
  });
  expect(storageProblem(new TypeError('x is not a function'))).toBeNull();
});

test('migrations are numbered from 1 without gaps', () => {
  expect(MIGRATIONS.map(({ version }) => version)).toEqual(MIGRATIONS.map((_, index) => index + 1));
});

test.each(
  MIGRATIONS.flatMap(({ version, upgrade }) => Object.keys(upgrade).map(table => ({ version, table }))).concat({
    version: 0,
    table: '',
  }),
)('the upgrade of $table to version $version has an example, and turns it into what it says', ({ version, table }) => {
  if (version === 0) {
    // The first release changes nothing; from the second on, every upgrade stands here.
    expect(EXAMPLES.every(example => MIGRATIONS[example.version - 1]?.upgrade[example.table] !== undefined)).toBe(true);
    return;
  }
  const examples = EXAMPLES.filter(example => example.version === version && example.table === table);
  expect(examples.length, `add an example for ${table} to tests/storage/migration-examples.ts`).toBeGreaterThan(0);
  for (const { before, after } of examples) {
    expect(MIGRATIONS[version - 1]!.upgrade[table]!(before)).toEqual(after);
  }
});
