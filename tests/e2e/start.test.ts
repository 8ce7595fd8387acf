import { spawn } from 'node:child_process';
import { cp, mkdtemp, readdir, stat, symlink, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { delimiter, dirname, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { ROOT } from '../support/build-extension.ts';
import { removeFolder } from '../support/chromium.ts';
import { pathForTests } from '../support/find-browsers.ts';
import { builtFolder } from '../support/granted-build.ts';
import { word } from './words.ts';

let folder: string;
let chromium: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'vouch-start-test-'));
  chromium = await pathForTests('chromium');
});
afterAll(() => removeFolder(folder));

/** Runs `npm start` with these arguments, on what was built already. */
async function start(args: readonly string[], env: NodeJS.ProcessEnv) {
  const tsx = createRequire(import.meta.url).resolve('tsx/cli');
  const { VITEST: _vitest, NODE_ENV: _nodeEnv, ...own } = process.env;
  const child = spawn(process.execPath, [tsx, join(ROOT, 'tests/start/start.ts'), ...args], {
    cwd: ROOT,
    env: { ...own, ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let output = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream.on('data', chunk => {
      output += chunk;
    });
  }
  const code = await new Promise<number | null>((done, fail) => child.on('error', fail).on('close', done));
  return { code, output };
}

/** What makes it find a browser that does not open, and ours only after that. */
async function withBrokenBrowser(): Promise<NodeJS.ProcessEnv> {
  if (process.platform !== 'linux') return { VOUCH_BROWSER: chromium };
  const path = await mkdtemp(join(folder, 'path-'));
  const script = '#!/bin/sh\n[ "$1" = --version ] && echo \'Chromium 999.0.1\' || exit 7\n';
  await writeFile(join(path, 'chromium'), script, { mode: 0o755 });
  await symlink(chromium, join(path, 'chromium-browser'));
  return { VOUCH_BROWSER: '', PATH: [path, process.env.PATH].join(delimiter) };
}

describe('npm start without a display', () => {
  test('takes the tour, tells what each step stored, and leaves pictures of it', async () => {
    const pictures = join(folder, 'pictures');
    const built = dirname(await builtFolder('chrome'));
    const { code, output } = await start(['--tour', '--built', built, '--pictures', pictures], {
      VOUCH_BROWSER: chromium,
    });
    expect(output).toMatch(/^Done\. \d\d pictures are in /m);
    expect(code).toBe(0);
    expect(output).not.toContain('FAILED');
    // From the popup by hand, from the menu, and from the mail.
    expect(output).toMatch(/stored interaction: meeting, happened, .*, with Dr\. Ruth Adeyemi$/m);
    expect(output).toMatch(/with Dr\. Theo Marchetti <theo\.marchetti@lakeside-med\.example>$/m);
    expect(output).toMatch(/stored interaction: email, .*, with Dr\. Ingrid Halvorsen </m);
    expect(output).toMatch(/stored reminder: .*, due on \d{4}-\d\d-\d\d$/m);
    const names = await readdir(pictures);
    expect(names.filter(name => !/^\d\d-[a-z-]+-(?:light|dark)\.png$/.test(name))).toEqual([]);
    expect(names.filter(name => name.endsWith('-dark.png')).length).toBe(names.length / 2);
    for (const shown of ['welcome', 'popup-empty', 'panel', 'popup-from-mail', 'popup-due', 'dashboard-due']) {
      const name = names.find(each => each.endsWith(`${shown}-light.png`)) ?? `no picture of ${shown}`;
      expect((await stat(join(pictures, name))).size, name).toBeGreaterThan(5000);
    }
  });

  test('ends badly on a build that cannot read pages, and names the step', async () => {
    const built = join(folder, 'broken');
    await cp(await builtFolder('chrome'), join(built, 'chrome'), { recursive: true });
    await writeFile(join(built, 'chrome/capture/read-generic.js'), '');
    const pictures = join(folder, 'broken-pictures');
    const { code, output } = await start(
      ['--tour', '--built', built, '--pictures', pictures],
      await withBrokenBrowser(),
    );
    expect(output).toContain(
      `The step "An address on the practice mail is logged from the menu" failed: the panel says "${word('pageUnreadable')}"`,
    );
    expect(code).toBe(1);
    if (process.platform === 'linux')
      expect(output).toMatch(/^Vouch did not answer in Chromium 999\.0\.1: .* Trying the next browser\.$/m);
  });

  test('says so when there is no such browser', async () => {
    const built = dirname(await builtFolder('chrome'));
    const { code, output } = await start(['--tour', '--built', built], { VOUCH_BROWSER: join(folder, 'no-browser') });
    expect(output).toContain('no program is there');
    expect(code).toBe(1);
  });
});
