import { cp, mkdtemp, readFile, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ROOT } from './build-extension.ts';
import { removeFolder } from './chromium.ts';

type Browser = 'chrome' | 'firefox';
type Manifest = Readonly<Record<string, unknown>>;

/** Hosts of invented pages that tests answer for; `.example` belongs to nobody (RFC 2606). */
export const TEST_HOSTS: readonly string[] = ['https://clinic.example/*'];

/** A copy of the built extension in a folder of its own. */
export interface BuildCopy {
  readonly dir: string;
  remove(): Promise<void>;
}

/**
 * The folder that `npm run build` wrote. `VOUCH_DIST` can name another than `dist`, for working on tests while
 * somebody else builds.
 *
 * @throws When nothing was built.
 */
export async function builtFolder(browser: Browser): Promise<string> {
  const dir = join(process.env.VOUCH_DIST ?? join(ROOT, 'dist'), browser);
  await stat(join(dir, 'manifest.json')).catch(() => {
    throw new Error(`${dir} holds no build. Run \`npm run build\` first; \`npm test\` does.`);
  });
  return dir;
}

/** Copies the build. @param change - Gives the manifest of the copy; without it nothing is changed. */
export async function copyBuild(browser: Browser, change?: (manifest: Manifest) => Manifest): Promise<BuildCopy> {
  const dir = await mkdtemp(join(tmpdir(), `vouch-build-${browser}-`));
  await cp(await builtFolder(browser), dir, { recursive: true });
  if (change !== undefined) {
    const file = join(dir, 'manifest.json');
    const manifest: Manifest = JSON.parse(await readFile(file, 'utf8'));
    await writeFile(file, `${JSON.stringify(change(manifest), null, 2)}\n`);
  }
  return { dir, remove: () => removeFolder(dir) };
}

/**
 * Copies the build with its optional hosts, and those of the tests' own pages, granted from the start: a person would
 * have to allow them. Nothing else differs; `tests/e2e/builds.test.ts` compares the two.
 */
export async function grantedBuild(browser: Browser): Promise<BuildCopy> {
  return copyBuild(browser, manifest => {
    const optional = manifest.optional_host_permissions;
    return { ...manifest, host_permissions: [...(Array.isArray(optional) ? optional : []), ...TEST_HOSTS] };
  });
}
