import { execFile } from 'node:child_process';
import { accessSync, constants, openSync, readSync, realpathSync, statSync } from 'node:fs';
import { createRequire } from 'node:module';
import { homedir } from 'node:os';
import { basename, delimiter, join } from 'node:path';
import { promisify } from 'node:util';
import { chromium } from 'playwright';
import manifest from '../../manifest.json' with { type: 'json' };

export const BROWSER_KINDS = ['chromium', 'chrome', 'edge', 'firefox'] as const;
export type BrowserKind = (typeof BROWSER_KINDS)[number];

export interface FoundBrowser {
  readonly kind: BrowserKind;
  readonly executablePath: string;
  /** As the browser says it, `Chromium 156.0.8078.79`; only the kind on Windows, where asking opens a window. */
  readonly version: string;
}

/** A program that is there and cannot be used. */
export interface UnusableBrowser {
  readonly kind: BrowserKind;
  /** A sentence with its path. */
  readonly reason: string;
}

export interface Search {
  /** Those Vouch runs in, in the order they are tried. */
  readonly usable: readonly FoundBrowser[];
  readonly unusable: readonly UnusableBrowser[];
}

/** The oldest releases Vouch runs in. Firefox's is set in vite.config.ts, beside the reason. */
const OLDEST: Readonly<Record<BrowserKind, number>> = {
  chromium: Number(manifest.minimum_chrome_version),
  chrome: Number(manifest.minimum_chrome_version),
  edge: Number(manifest.minimum_chrome_version),
  firefox: 140,
};

const LINUX_COMMANDS: Readonly<Record<BrowserKind, readonly string[]>> = {
  chromium: ['chromium', 'chromium-browser'],
  chrome: ['google-chrome', 'google-chrome-stable', 'google-chrome-beta', 'google-chrome-unstable'],
  edge: ['microsoft-edge', 'microsoft-edge-stable', 'microsoft-edge-beta', 'microsoft-edge-dev'],
  firefox: ['firefox', 'firefox-esr', 'firefox-beta', 'firefox-devedition'],
};

const MAC_APPS: Readonly<Record<BrowserKind, readonly string[]>> = {
  chromium: ['Chromium.app/Contents/MacOS/Chromium'],
  chrome: ['Google Chrome.app/Contents/MacOS/Google Chrome'],
  edge: ['Microsoft Edge.app/Contents/MacOS/Microsoft Edge'],
  firefox: ['Firefox.app/Contents/MacOS/firefox', 'Firefox Developer Edition.app/Contents/MacOS/firefox'],
};

const WINDOWS_PROGRAMS: Readonly<Record<BrowserKind, readonly string[]>> = {
  chromium: ['Chromium\\Application\\chrome.exe'],
  chrome: ['Google\\Chrome\\Application\\chrome.exe'],
  edge: ['Microsoft\\Edge\\Application\\msedge.exe'],
  firefox: ['Mozilla Firefox\\firefox.exe', 'Firefox Developer Edition\\firefox.exe'],
};

/** Looks for every browser Vouch runs in, in the usual places and among what our own install step fetched. */
export async function findBrowsers(): Promise<Search> {
  const usable: FoundBrowser[] = [];
  const unusable: UnusableBrowser[] = [];
  const seen = new Set<string>();
  for (const kind of BROWSER_KINDS) {
    for (const path of [...placesOf(kind), ...(await downloaded(kind))]) {
      if (!isExecutable(path)) continue;
      const target = realpathSync(path);
      if (seen.has(target)) continue;
      seen.add(target);
      const found = await inspect(path, kind);
      if (typeof found === 'string') unusable.push({ kind, reason: found });
      else usable.push(found);
    }
  }
  return { usable, unusable };
}

/**
 * The browser that VOUCH_BROWSER, VOUCH_CHROMIUM or VOUCH_FIREFOX names.
 *
 * @param name - A path, or one of `BROWSER_KINDS`.
 * @throws When there is none or it cannot be used, with a sentence that says so.
 */
export async function namedBrowser(variable: string, name: string): Promise<FoundBrowser> {
  const kind = BROWSER_KINDS.find(known => known === name.toLowerCase());
  if (kind !== undefined) {
    const { usable, unusable } = await findBrowsers();
    const found = usable.find(browser => browser.kind === kind);
    if (found !== undefined) return found;
    const reasons = unusable.filter(other => other.kind === kind).map(({ reason }) => reason);
    throw new Error([`${variable} asks for ${kind}, and none that can be used was found.`, ...reasons].join(' '));
  }
  if (!isExecutable(name)) {
    throw new Error(
      `${variable} is "${name}": no program is there. Give a path, or one of ${BROWSER_KINDS.join(', ')}.`,
    );
  }
  const found = await inspect(name, null);
  if (typeof found === 'string') throw new Error(`${variable}: ${found}`);
  return found;
}

/** The browser end-to-end tests run in; `null` when none is installed. Any of Chromium's family will do. */
export async function findForTests(family: 'chromium' | 'firefox'): Promise<FoundBrowser | null> {
  const variable = family === 'chromium' ? 'VOUCH_CHROMIUM' : 'VOUCH_FIREFOX';
  const named = process.env[variable];
  if (named) {
    const browser = await namedBrowser(variable, named);
    if (isOfFamily(browser.kind, family)) return browser;
    throw new Error(`${variable} names ${browser.version}, which is not of that family.`);
  }
  const { usable } = await findBrowsers();
  return usable.find(({ kind }) => isOfFamily(kind, family)) ?? null;
}

/** A sentence for each browser of that family that is there and cannot be used. */
export async function refusedOf(family: 'chromium' | 'firefox'): Promise<readonly string[]> {
  const { unusable } = await findBrowsers();
  return unusable.filter(({ kind }) => isOfFamily(kind, family)).map(({ reason }) => reason);
}

function isOfFamily(kind: BrowserKind, family: 'chromium' | 'firefox'): boolean {
  return (kind === 'firefox') === (family === 'firefox');
}

/** The path to launch, for a test that cannot go on without it. */
export async function pathForTests(family: 'chromium' | 'firefox'): Promise<string> {
  const found = await findForTests(family);
  if (found !== null) return found.executablePath;
  throw new Error(`No ${family} was found. \`npm test\` installs one; VOUCH_${family.toUpperCase()} can name one.`);
}

/** The first program of that name in PATH; `null` when there is none. */
export function findCommand(name: string): string | null {
  const folders = (process.env.PATH ?? '').split(delimiter).filter(Boolean);
  return folders.map(folder => join(folder, name)).find(isExecutable) ?? null;
}

/** Whether a `/usr/bin` program only hands over to a snap, as Ubuntu's packages of both browsers do. */
export function isSnap(path: string): boolean {
  const target = realpathSync(path);
  if (target.startsWith('/snap/') || basename(target) === 'snap') return true;
  const file = openSync(target, 'r');
  const head = Buffer.alloc(4096);
  const text = head.toString('latin1', 0, readSync(file, head, 0, head.length, 0));
  return text.startsWith('#!') && text.includes('/snap/bin/');
}

function placesOf(kind: BrowserKind): string[] {
  if (process.platform === 'darwin') {
    return ['/Applications', join(homedir(), 'Applications')].flatMap(folder =>
      MAC_APPS[kind].map(app => join(folder, app)),
    );
  }
  if (process.platform === 'win32') {
    const folders = ['PROGRAMFILES', 'PROGRAMFILES(X86)', 'LOCALAPPDATA'].map(name => process.env[name]);
    return folders.flatMap(folder => (folder ? WINDOWS_PROGRAMS[kind].map(program => join(folder, program)) : []));
  }
  return LINUX_COMMANDS[kind].flatMap(command => findCommand(command) ?? []);
}

/** What `install-browsers.ts` may have fetched before. */
async function downloaded(kind: BrowserKind): Promise<string[]> {
  if (kind === 'chromium') return [chromium.executablePath()];
  if (kind !== 'firefox') return [];
  const installed = await browserDownloads().getInstalledBrowsers({ cacheDir: firefoxFolder() });
  return installed.map(({ executablePath }) => executablePath);
}

/** Puppeteer's downloader, which comes with `puppeteer-core` and is not handed on by it. */
export function browserDownloads(): typeof import('@puppeteer/browsers') {
  return createRequire(import.meta.resolve('puppeteer-core'))('@puppeteer/browsers');
}

/** Where a Firefox of our own is kept. */
export function firefoxFolder(): string {
  return join(homedir(), '.cache', 'puppeteer');
}

async function inspect(path: string, expected: BrowserKind | null): Promise<FoundBrowser | string> {
  if (process.platform === 'linux' && isSnap(path)) {
    return `${path} is a snap, which sees neither the build nor a throw-away profile.`;
  }
  let version: string;
  try {
    version = await versionOf(path, expected);
  } catch (error) {
    return `${path} is no browser that Vouch knows: ${error instanceof Error ? error.message.split('\n')[0] : error}.`;
  }
  const kind = expected ?? kindOf(version, path);
  const major = Number(/\b(\d+)\./.exec(version)?.[1] ?? Number.POSITIVE_INFINITY);
  if (major < OLDEST[kind]) return `${path} is ${version}; Vouch needs ${OLDEST[kind]} or newer.`;
  return { kind, executablePath: path, version };
}

async function versionOf(path: string, expected: BrowserKind | null): Promise<string> {
  if (process.platform === 'win32') return expected ?? basename(path);
  const { stdout } = await promisify(execFile)(path, ['--version'], { timeout: 20_000 });
  const version =
    stdout
      .split('\n')[0]
      ?.replace(/ built on .*/, '')
      .trim() ?? '';
  if (/chrom|edge|firefox|nightly/i.test(version)) return version;
  throw new Error(`it calls itself "${version}"`);
}

/** Which browser a program is, by what it says of itself and what it is called. */
export function kindOf(version: string, path: string): BrowserKind {
  const words = `${version} ${basename(path)}`;
  if (/firefox|nightly/i.test(words)) return 'firefox';
  if (/edge/i.test(words)) return 'edge';
  return /google chrome(?! for testing)|google-chrome/i.test(words) ? 'chrome' : 'chromium';
}

function isExecutable(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return statSync(path).isFile();
  } catch {
    return false;
  }
}
