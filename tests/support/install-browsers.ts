import { spawn } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { basename, dirname, join } from 'node:path';
import {
  browserDownloads,
  type FoundBrowser,
  findCommand,
  findForTests,
  firefoxFolder,
  refusedOf,
} from './find-browsers.ts';

/** What to install by hand, said when nothing else helped. */
const BY_HAND = {
  chromium:
    'Install Chromium, Google Chrome or Microsoft Edge (Debian: `apt-get install chromium`), ' +
    'or name one in VOUCH_CHROMIUM.',
  firefox:
    'Install Firefox 140 or newer, not as a snap (Debian: `apt-get install firefox-esr`; elsewhere from mozilla.org), ' +
    "or name one in VOUCH_FIREFOX. Playwright's own Firefox cannot serve: it is patched, and takes no add-ons.",
} as const;

const APT_PACKAGES = { chromium: 'chromium', firefox: 'firefox-esr' } as const;

/** Programs the headed test needs, with the Debian package each is in. */
const DESKTOP = {
  Xvfb: 'xvfb',
  openbox: 'openbox',
  'dbus-launch': 'dbus-x11',
  dunst: 'dunst',
  xdotool: 'xdotool',
  import: 'imagemagick',
} as const;

type Say = (line: string) => void;

/**
 * The browser of that family that is installed, or that was installed just now.
 *
 * @throws A sentence that says what to install, when none could be had.
 */
export async function ensureBrowser(family: 'chromium' | 'firefox', say: Say): Promise<FoundBrowser> {
  const found = await findForTests(family);
  if (found !== null) return found;
  const failures: string[] = [];
  for (const [way, install] of [
    ['apt-get', () => installWithApt([APT_PACKAGES[family]])],
    ['a download', () => (family === 'chromium' ? downloadChromium() : downloadFirefox())],
  ] as const) {
    if (way === 'apt-get' && !canUseApt()) continue;
    say(`No ${family} was found. Installing one with ${way} …`);
    try {
      await install();
    } catch (error) {
      failures.push(`${way}: ${error instanceof Error ? error.message : error}`);
      continue;
    }
    const installed = await findForTests(family);
    if (installed !== null) return installed;
    failures.push(`${way}: it ended well and brought none that can be used`);
  }
  throw new Error(complaint(family, await refusedOf(family), failures));
}

/** What is said when no browser is to be had: which are there and cannot be used, what was tried, and what to do. */
export function complaint(
  family: 'chromium' | 'firefox',
  refused: readonly string[],
  failures: readonly string[],
): string {
  const tried = failures.length === 0 ? [] : [`None could be installed (${failures.join('; ')}).`];
  return [`No ${family} that can be used was found.`, ...refused, ...tried, BY_HAND[family]].join(' ');
}

/**
 * Sees to an X server without a screen, a window manager, a notification service and a way to press real keys.
 *
 * @returns `null` when all is there, else why the headed test cannot run.
 */
export async function ensureDesktop(say: Say): Promise<string | null> {
  if (process.platform !== 'linux') return `it needs Xvfb, and this is ${process.platform}`;
  const missing = () => Object.entries(DESKTOP).filter(([command]) => findCommand(command) === null);
  if (missing().length > 0 && canUseApt()) {
    say('Installing what the test with a real desktop needs …');
    try {
      await installWithApt([...new Set(Object.values(DESKTOP)), 'fonts-dejavu-core']);
    } catch (error) {
      return `apt-get could not install it: ${error instanceof Error ? error.message : error}`;
    }
  }
  const packages = missing().map(([, debianPackage]) => debianPackage);
  return packages.length === 0 ? null : `not installed: ${packages.join(', ')}`;
}

function canUseApt(): boolean {
  if (process.platform !== 'linux' || process.getuid?.() !== 0 || findCommand('apt-get') === null) return false;
  return (
    existsSync('/etc/os-release') && /^ID(_LIKE)?=.*(debian|ubuntu)/m.test(readFileSync('/etc/os-release', 'utf8'))
  );
}

/** Package lists are often missing altogether in containers, so they are fetched first. */
async function installWithApt(packages: readonly string[]): Promise<void> {
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  // Ubuntu's package of this name only hands over to a snap, which cannot be used and takes minutes to fetch.
  if (packages.includes('chromium') && isUbuntu()) throw new Error("Ubuntu's chromium is a snap");
  await run('apt-get', ['update'], env);
  await run('apt-get', ['install', '-y', '--no-install-recommends', ...packages], env);
}

function isUbuntu(): boolean {
  return /^ID=.?ubuntu/m.test(readFileSync('/etc/os-release', 'utf8'));
}

async function downloadChromium(): Promise<void> {
  const withLibraries = canUseApt() ? ['--with-deps'] : [];
  // The shell that Playwright uses by default cannot load extensions.
  await playwright(['install', '--no-shell', ...withLibraries, 'chromium']);
}

/** Mozilla's own build, since Playwright's takes no add-ons. */
async function downloadFirefox(): Promise<void> {
  const { Browser, detectBrowserPlatform, install, resolveBuildId } = browserDownloads();
  const platform = detectBrowserPlatform();
  if (platform === undefined) throw new Error(`no Firefox is made for ${process.platform} ${process.arch}`);
  const buildId = await resolveBuildId(Browser.FIREFOX, platform, 'stable');
  await install({ browser: Browser.FIREFOX, buildId, platform, cacheDir: firefoxFolder() });
  // It brings none of the system's libraries; Playwright knows what each release calls those that a Firefox needs.
  if (canUseApt()) await playwright(['install-deps', 'firefox']);
}

async function playwright(args: readonly string[]): Promise<void> {
  const cli = join(dirname(createRequire(import.meta.url).resolve('playwright/package.json')), 'cli.js');
  await run(process.execPath, [cli, ...args], process.env);
}

/** Runs a program; its output is shown only when it fails. */
async function run(command: string, args: readonly string[], env: NodeJS.ProcessEnv): Promise<void> {
  const child = spawn(command, args, { env, stdio: ['ignore', 'pipe', 'pipe'] });
  let output = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream.on('data', chunk => {
      output += chunk;
    });
  }
  const code = await new Promise<number | null>((resolve, reject) => child.on('error', reject).on('close', resolve));
  if (code === 0) return;
  const lines = output.split('\n').filter(line => line.trim() !== '' && !/^\s+at /.test(line));
  const telling = lines.filter(line => /error|failed|^E:/i.test(line));
  const reason = (telling.length > 0 ? telling : lines).slice(-2).join(' ').slice(-300);
  throw new Error(`${basename(command)} ended with ${code}: ${reason}`);
}
