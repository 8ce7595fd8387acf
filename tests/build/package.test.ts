import { chmod, mkdir, mkdtemp, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { unzipSync } from 'fflate';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { removeFolder } from '../support/chromium.ts';
import { zipFolder } from './zip-folder.ts';

let parent: string;
beforeEach(async () => {
  parent = await mkdtemp(join(tmpdir(), 'vouch-zip-'));
});
afterEach(async () => {
  vi.unstubAllEnvs();
  vi.resetModules();
  await removeFolder(parent);
});

const FILES: readonly (readonly [path: string, text: string])[] = [
  ['manifest.json', '{}'],
  ['icons/icon-16.png', '\u0000\u0001'],
  ['_locales/en/messages.json', '{ "a": 1 }'],
  ['src/ui/popup/index.html', '<!doctype html>'.repeat(500)],
];

async function folderOf(name: string, files: typeof FILES, year: number, mode: number): Promise<string> {
  const folder = join(parent, name);
  for (const [path, text] of files) {
    const file = join(folder, path);
    await mkdir(dirname(file), { recursive: true });
    await writeFile(file, text);
    await chmod(file, mode);
    await utimes(file, new Date(year, 5, 1), new Date(year, 5, 1));
  }
  return folder;
}

describe('the zip for a store', () => {
  test('of the same files has the same bytes, whenever, wherever and in whatever order they were written', async () => {
    const one = await zipFolder(await folderOf('one', FILES, 2024, 0o644));
    const other = await zipFolder(await folderOf('other', FILES.toReversed(), 2026, 0o755));
    expect(Buffer.from(other).equals(Buffer.from(one))).toBe(true);
    for (const zone of ['Asia/Tokyo', 'Pacific/Honolulu', 'UTC']) {
      vi.stubEnv('TZ', zone);
      vi.resetModules();
      const elsewhere = await import('./zip-folder.ts');
      expect(Buffer.from(await elsewhere.zipFolder(join(parent, 'one'))).equals(Buffer.from(one))).toBe(true);
    }
  });

  test('holds every file as it is, and nothing that a Mac leaves in folders', async () => {
    const folder = await folderOf('one', [...FILES, ['.DS_Store', 'x'], ['icons/.DS_Store', 'x']], 2024, 0o600);
    const held = Object.entries(unzipSync(await zipFolder(folder))).map(([path, bytes]) => [
      path,
      Buffer.from(bytes).toString('utf8'),
    ]);
    expect(held).toEqual(FILES.toSorted(([a], [b]) => (a < b ? -1 : 1)));
  });

  test('of other files has other bytes', async () => {
    const one = await zipFolder(await folderOf('one', FILES, 2024, 0o644));
    const changed = await zipFolder(
      await folderOf('changed', [...FILES.slice(1), ['manifest.json', '[]']], 2024, 0o644),
    );
    expect(Buffer.from(changed).equals(Buffer.from(one))).toBe(false);
  });
});
