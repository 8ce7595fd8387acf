import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type BrowserContext, chromium, type Page, type Worker } from 'playwright';
import { ActionPopup } from './action-popup.ts';

/** Without those about the background it keeps trying to reach the network. */
export const CHROMIUM_FLAGS: readonly string[] = [
  // Chromium's sandbox refuses root, which containers and CI run as.
  ...(process.platform === 'linux' && process.getuid?.() === 0 ? ['--no-sandbox'] : []),
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--no-first-run',
  '--no-default-browser-check',
];

/** Allows `Extensions.loadUnpacked`, the only way in for branded Chrome and Edge since 137. Works over the pipe only. */
export const EXTENSION_FLAG = '--enable-unsafe-extension-debugging';

export interface ChromiumOptions {
  readonly extensionDir: string;
  readonly executablePath: string;
  readonly headless: boolean;
  /** A folder to keep; not given, a temporary one is used and removed at the end. */
  readonly userDataDir?: string;
  readonly env?: NodeJS.ProcessEnv;
  /** An IANA name, for the pages and the worker alike. */
  readonly timeZone?: string;
  readonly args?: readonly string[];
  readonly colorScheme?: 'light' | 'dark';
  readonly viewport?: { readonly width: number; readonly height: number } | null;
}

/** Chromium, Chrome or Edge with the extension loaded. */
export class LaunchedChromium {
  readonly #options: ChromiumOptions;
  readonly #profile: string;
  #context: BrowserContext;
  #extensionId: string;

  private constructor(options: ChromiumOptions, profile: string, context: BrowserContext, extensionId: string) {
    this.#options = options;
    this.#profile = profile;
    this.#context = context;
    this.#extensionId = extensionId;
  }

  static async launch(options: ChromiumOptions): Promise<LaunchedChromium> {
    const profile = options.userDataDir ?? (await mkdtemp(join(tmpdir(), 'vouch-chromium-')));
    try {
      const { context, extensionId } = await start(options, profile);
      return new LaunchedChromium(options, profile, context, extensionId);
    } catch (error) {
      if (options.userDataDir === undefined) await removeFolder(profile);
      throw error;
    }
  }

  /** Another one after `restart()`. */
  get context(): BrowserContext {
    return this.#context;
  }

  get extensionDir(): string {
    return this.#options.extensionDir;
  }

  get extensionId(): string {
    return this.#extensionId;
  }

  /** The address of a page of the extension. */
  url(path: string): string {
    return `chrome-extension://${this.#extensionId}/${path.replace(/^\//, '')}`;
  }

  /** Opens a page of the extension in a new tab, once it has loaded. */
  async openPage(path: string): Promise<Page> {
    const page = await this.#context.newPage();
    await page.goto(this.url(path));
    return page;
  }

  /** Opens the real popup over a web page, as a click on the toolbar button does, with `activeTab` for that page. */
  async openPopup(page: Page): Promise<ActionPopup> {
    return await ActionPopup.open(page, this.#extensionId, this.url(''));
  }

  /** The worker, running: a stopped one is woken, as any event would. */
  async worker(): Promise<Worker> {
    await this.#withPage(async page => {
      // Nobody answers this; that it was delivered means that the worker runs.
      await page.evaluate("chrome.runtime.sendMessage({ to: 'nobody' }).catch(() => null)");
    });
    return await workerOf(this.#context, this.#extensionId);
  }

  /**
   * Kills the worker, as the browser does with an idle one. Playwright keeps its `Worker` for the next run, and what is
   * evaluated in it meanwhile waits: ask `worker()` again.
   */
  async stopWorker(): Promise<void> {
    await this.#withPage(async page => {
      const session = await this.#context.newCDPSession(page);
      const stopped = new Promise<void>(resolve =>
        session.on('ServiceWorker.workerVersionUpdated', ({ versions }) => {
          const ours = versions.filter(({ scriptURL }) => scriptURL.startsWith(this.url('')));
          if (ours.length > 0 && ours.every(({ runningStatus }) => runningStatus === 'stopped')) resolve();
        }),
      );
      await session.send('ServiceWorker.enable');
      await session.send('ServiceWorker.stopAllWorkers');
      await stopped;
      await session.detach();
    });
  }

  /**
   * Closes the browser and starts it again with the same profile.
   *
   * Storage is kept. The extension sees `onInstalled` again and no `onStartup`, since it is loaded anew each time.
   */
  async restart(): Promise<void> {
    await this.#context.close();
    ({ context: this.#context, extensionId: this.#extensionId } = await start(this.#options, this.#profile));
  }

  async close(): Promise<void> {
    await this.#context.close();
    if (this.#options.userDataDir === undefined) await removeFolder(this.#profile);
  }

  /** Uses a page of the extension that is open already, else one that is closed again. */
  async #withPage(use: (page: Page) => Promise<void>): Promise<void> {
    const open = this.#context.pages().find(page => page.url().startsWith(this.url('')));
    if (open !== undefined) {
      await open.waitForLoadState();
      return use(open);
    }
    const page = await this.openPage('manifest.json');
    try {
      await use(page);
    } finally {
      await page.close();
    }
  }
}

export const launchChromium = LaunchedChromium.launch;

async function start(
  options: ChromiumOptions,
  profile: string,
): Promise<{ readonly context: BrowserContext; readonly extensionId: string }> {
  const context = await chromium.launchPersistentContext(profile, {
    executablePath: options.executablePath,
    headless: options.headless,
    args: [...CHROMIUM_FLAGS, '--disable-gpu', EXTENSION_FLAG, ...(options.args ?? [])],
    ignoreDefaultArgs: ['--disable-extensions'],
    // Playwright's own time zone option does not reach the worker.
    env: stringsOnly({ ...process.env, ...options.env, ...(options.timeZone ? { TZ: options.timeZone } : {}) }),
    ...(options.colorScheme ? { colorScheme: options.colorScheme } : {}),
    ...(options.viewport === undefined ? {} : { viewport: options.viewport }),
  });
  try {
    const browser = context.browser();
    if (browser === null) throw new Error('Playwright gave no browser to talk to');
    const session = await browser.newBrowserCDPSession();
    const { id } = await session.send('Extensions.loadUnpacked', { path: options.extensionDir });
    await session.detach();
    await workerOf(context, id);
    return { context, extensionId: id };
  } catch (error) {
    await context.close();
    throw error;
  }
}

async function workerOf(context: BrowserContext, id: string): Promise<Worker> {
  const isOurs = (worker: Worker) => worker.url().startsWith(`chrome-extension://${id}/`);
  const running = context.serviceWorkers().find(isOurs);
  return running ?? (await context.waitForEvent('serviceworker', { predicate: isOurs, timeout: 15_000 }));
}

function stringsOnly(env: NodeJS.ProcessEnv): Record<string, string> {
  return Object.fromEntries(
    Object.entries(env).flatMap(([name, value]) => (value === undefined ? [] : [[name, value]])),
  );
}

/** Browsers write for a moment after they said goodbye, so this is tried several times. */
export async function removeFolder(folder: string): Promise<void> {
  await rm(folder, { recursive: true, force: true, maxRetries: 10, retryDelay: 100 });
}
