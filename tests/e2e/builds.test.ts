import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { type BuildCopy, builtFolder, grantedBuild, TEST_HOSTS } from '../support/granted-build.ts';

describe.each(['chrome', 'firefox'] as const)('the copy of the %s build whose hosts are granted', browser => {
  let copy: BuildCopy | null = null;
  const folders = async () => {
    copy ??= await grantedBuild(browser);
    return { built: await builtFolder(browser), granted: copy.dir };
  };
  afterAll(() => copy?.remove());

  test('has the same files, byte for byte, but for the manifest', async () => {
    const { built, granted } = await folders();
    const names = await filesIn(built);
    expect(await filesIn(granted)).toEqual(names);
    const differing: string[] = [];
    for (const name of names) {
      const [a, b] = await Promise.all([readFile(join(built, name)), readFile(join(granted, name))]);
      if (!a.equals(b)) differing.push(name);
    }
    expect(differing).toEqual(['manifest.json']);
  });

  test('differs in no key of the manifest but the hosts it may read', async () => {
    const { built, granted } = await folders();
    const before = await manifestIn(built);
    const { host_permissions: hosts, ...rest } = await manifestIn(granted);
    expect(rest).toEqual(before);
    expect(Object.keys(rest)).toEqual(Object.keys(before));
    expect(hosts).toEqual([...(before.optional_host_permissions as string[]), ...TEST_HOSTS]);
  });

  test('is made from a build that may read no site', async () => {
    const { built } = await folders();
    expect(await manifestIn(built)).not.toHaveProperty('host_permissions');
  });
});

async function filesIn(folder: string): Promise<string[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  return entries
    .filter(entry => entry.isFile())
    .map(entry => join(entry.parentPath, entry.name).slice(folder.length + 1))
    .sort();
}

async function manifestIn(folder: string): Promise<Record<string, unknown>> {
  return JSON.parse(await readFile(join(folder, 'manifest.json'), 'utf8'));
}
