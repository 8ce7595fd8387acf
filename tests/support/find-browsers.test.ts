import { chmod, mkdtemp, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, test, vi } from 'vitest';
import { removeFolder } from './chromium.ts';
import { findBrowsers, findForTests, isSnap, kindOf, namedBrowser, refusedOf } from './find-browsers.ts';

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'vouch-browsers-'));
});
afterAll(() => removeFolder(folder));
afterEach(() => vi.unstubAllEnvs());

/** A program that only says its version. */
async function program(name: string, says: string, text = `#!/bin/sh\necho '${says}'\n`): Promise<string> {
  const path = join(folder, name);
  await writeFile(path, text);
  await chmod(path, 0o755);
  return path;
}

/** What a package hands over with that only starts a snap. */
const SNAP_STARTER = '#!/bin/sh\nif ! [ -x /snap/bin/chromium ]; then exit 10; fi\nexec /snap/bin/chromium "$@"\n';

test.each([
  ['Chromium 156.0.8078.79', '/usr/bin/chromium', 'chromium'],
  ['Chromium 156.0.8078.79 snap', '/usr/bin/chromium-browser', 'chromium'],
  ['Google Chrome 156.0.8078.79', '/opt/google/chrome/chrome', 'chrome'],
  ['Google Chrome for Testing 156.0.8078.79', '/home/sam/chrome-linux64/chrome', 'chromium'],
  ['Microsoft Edge 156.0.1', '/usr/bin/microsoft-edge', 'edge'],
  ['Mozilla Firefox 140.4.0esr', '/usr/bin/firefox-esr', 'firefox'],
  ['Mozilla Firefox Nightly 160.0a1', '/home/sam/browser/nightly', 'firefox'],
  // On Windows, where no program can be asked, all there is is the file's name.
  ['msedge.exe', 'msedge.exe', 'edge'],
  ['firefox.exe', 'firefox.exe', 'firefox'],
])('what calls itself %s and is %s is %s', (version, path, kind) => {
  expect(kindOf(version, path)).toBe(kind);
});

describe.skipIf(process.platform === 'win32')('a program', () => {
  test('that only starts a snap is told from one that does not', async () => {
    expect(isSnap(await program('starts-a-snap', '', SNAP_STARTER))).toBe(true);
    const snap = await program('snap', 'snap 2.70');
    const link = join(folder, 'linked-to-snap');
    await symlink(snap, link);
    expect(isSnap(link)).toBe(true);
    expect(isSnap(await program('chromium-wrapper', 'Chromium 156.0.1'))).toBe(false);
    expect(isSnap(await program('binary', '', '\u007fELF /snap/bin/ '))).toBe(false);
    expect(isSnap(await program('empty', '', ''))).toBe(false);
  });

  test.each([
    ['old', 'Chromium 120.0.1', 'is Chromium 120.0.1; Vouch needs 144 or newer.'],
    ['old-firefox', 'Mozilla Firefox 128.9.0esr', 'is Mozilla Firefox 128.9.0esr; Vouch needs 140 or newer.'],
    ['other', 'GNU Emacs 31', 'is no browser that Vouch knows: it calls itself "GNU Emacs 31".'],
  ])('that is no good is refused with the reason: %s', async (name, says, reason) => {
    const path = await program(name, says);
    await expect(namedBrowser('VOUCH_BROWSER', path)).rejects.toThrow(`VOUCH_BROWSER: ${path} ${reason}`);
  });

  test('that is good enough is taken', async () => {
    const executablePath = await program('new', 'Chromium 144.0.1 built on Debian 13');
    expect(await namedBrowser('VOUCH_BROWSER', executablePath)).toEqual({
      kind: 'chromium',
      executablePath,
      version: 'Chromium 144.0.1',
    });
  });

  test('that is not there, or of the other family, is refused', async () => {
    await expect(namedBrowser('VOUCH_BROWSER', join(folder, 'none'))).rejects.toThrow('no program is there');
    vi.stubEnv('VOUCH_FIREFOX', await program('a-chromium', 'Chromium 156.0.1'));
    await expect(findForTests('firefox')).rejects.toThrow('VOUCH_FIREFOX names Chromium 156.0.1');
  });
});

describe.skipIf(process.platform !== 'linux')('the search', () => {
  test('names the snaps and the old ones that it passed over, each with its family', async () => {
    const own = await mkdtemp(join(folder, 'path-'));
    for (const [name, text] of [
      ['chromium', SNAP_STARTER],
      ['firefox', "#!/bin/sh\necho 'Mozilla Firefox 115.0'\n"],
      ['google-chrome', "#!/bin/sh\necho 'Google Chrome 156.0.1'\n"],
    ] as const) {
      await writeFile(join(own, name), text, { mode: 0o755 });
    }
    vi.stubEnv('PATH', own);
    vi.stubEnv('HOME', own);
    const { usable } = await findBrowsers();
    expect(usable).toContainEqual(
      expect.objectContaining({ kind: 'chrome', executablePath: join(own, 'google-chrome') }),
    );
    expect(await refusedOf('chromium')).toEqual([
      `${join(own, 'chromium')} is a snap, which sees neither the build nor a throw-away profile.`,
    ]);
    expect(await refusedOf('firefox')).toEqual([
      `${join(own, 'firefox')} is Mozilla Firefox 115.0; Vouch needs 140 or newer.`,
    ]);
  });
});
