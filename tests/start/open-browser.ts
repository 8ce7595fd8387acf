import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { CHROMIUM_FLAGS, EXTENSION_FLAG, removeFolder } from '../support/chromium.ts';
import type { FoundBrowser } from '../support/find-browsers.ts';
import { launchFirefox } from '../support/firefox.ts';
import { PipedBrowser } from '../support/pipe.ts';

/** A page that Vouch opens itself when it is installed. */
const WELCOME = 'src/ui/welcome/index.html';
const PATIENCE_MS = 20_000;

export interface OpenBrowser {
  /** What the welcome page says at its top. */
  readonly heading: string;
  /** Resolves when the person has closed it. */
  readonly closed: Promise<void>;
  /** Closes it and removes its profile. Doing it twice is harmless. */
  close(): Promise<void>;
}

/**
 * Opens a browser in a throw-away profile with Vouch loaded.
 *
 * @param pages - Web pages to open behind the welcome page.
 * @throws When no page of Vouch answered; the browser is closed again then.
 */
export async function openBrowser(
  browser: FoundBrowser,
  extensionDir: string,
  pages: readonly string[],
): Promise<OpenBrowser> {
  const open = browser.kind === 'firefox' ? openFirefox : openChromium;
  return await open(browser.executablePath, extensionDir, pages);
}

async function openChromium(executablePath: string, dir: string, pages: readonly string[]): Promise<OpenBrowser> {
  const profile = await mkdtemp(join(tmpdir(), 'vouch-start-'));
  const browser = new PipedBrowser(executablePath, [
    ...CHROMIUM_FLAGS,
    EXTENSION_FLAG,
    `--user-data-dir=${profile}`,
    '--window-size=1280,900',
    ...pages,
  ]);
  const close = async () => {
    await browser.close();
    await removeFolder(profile);
  };
  try {
    const id = await within(browser.loadExtension(dir), 'it did not load the extension');
    const heading = await headingInChromium(browser, `chrome-extension://${id}/${WELCOME}`);
    // On a Mac the program outlives its last window.
    const closed = Promise.race([browser.ended, whenTrue(async () => (await browser.tabs()).size === 0)]);
    return { heading, closed, close };
  } catch (error) {
    await close();
    throw error;
  }
}

async function headingInChromium(browser: PipedBrowser, url: string): Promise<string> {
  const until = Date.now() + PATIENCE_MS / 4;
  let target: string | undefined;
  while (target === undefined && Date.now() < until) {
    target = [...(await browser.tabs())].find(([, open]) => open.startsWith(url))?.[0];
    await new Promise(resolve => setTimeout(resolve, 100));
  }
  const session = await browser.attach(target ?? (await browser.openTab(url)));
  const heading = await browser.waitFor("document.querySelector('h1')?.textContent", session, PATIENCE_MS);
  await browser.send('Target.detachFromTarget', { sessionId: session });
  if (heading === null) throw new Error('its welcome page stayed empty');
  return heading;
}

async function openFirefox(executablePath: string, dir: string, pages: readonly string[]): Promise<OpenBrowser> {
  const firefox = await within(
    launchFirefox({ extensionDir: dir, executablePath, headless: false }),
    'it did not start',
  );
  try {
    const closed = new Promise<void>(resolve => firefox.browser.once('disconnected', () => resolve()));
    for (const url of pages) await (await firefox.browser.newPage()).goto(url);
    const page = (await firefox.findPage(WELCOME)) ?? (await firefox.openPage(WELCOME));
    await page.bringToFront();
    const heading = await page.waitForFunction(() => document.querySelector('h1')?.textContent, {
      timeout: PATIENCE_MS,
    });
    const noTabs = whenTrue(async () => (await firefox.browser.pages()).length === 0);
    return {
      heading: String(await heading.jsonValue()),
      closed: Promise.race([closed, noTabs]),
      close: () => firefox.close(),
    };
  } catch (error) {
    await firefox.close();
    throw error;
  }
}

/** Resolves when the check holds or can no longer be made, since the browser is gone. */
async function whenTrue(check: () => Promise<boolean>): Promise<void> {
  while (!(await check().catch(() => true))) await new Promise(resolve => setTimeout(resolve, 500));
}

async function within<T>(work: Promise<T>, complaint: string): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const tooLate = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(() => reject(new Error(complaint)), PATIENCE_MS);
  });
  try {
    return await Promise.race([work, tooLate]);
  } finally {
    clearTimeout(timer);
  }
}
