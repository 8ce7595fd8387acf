import { mkdtemp, readFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import puppeteer, { type Browser, type Page } from 'puppeteer-core';
import { removeFolder } from './chromium.ts';

export interface FirefoxOptions {
  readonly extensionDir: string;
  readonly executablePath: string;
  readonly headless: boolean;
  /** A folder to keep; not given, a temporary one is used and removed at the end. */
  readonly profileDir?: string;
  readonly env?: NodeJS.ProcessEnv;
  /** An IANA name. */
  readonly timeZone?: string;
  readonly preferences?: Readonly<Record<string, unknown>>;
}

/** The host of the extension's pages. Always the same, so that storage is found again with the same profile. */
const UUID = '3f1d2b60-8f0c-4a55-9a3e-6d7c51e0b7aa';

/** What Firefox tells a click on our menu item, as far as a test wants to say it. */
export interface MenuClick {
  readonly menuItemId: string;
  readonly pageUrl?: string;
  readonly selectionText?: string;
  readonly linkUrl?: string;
}

/** Firefox with the extension loaded as a temporary add-on. */
export class LaunchedFirefox {
  readonly #options: FirefoxOptions;
  readonly #profile: string;
  readonly #geckoId: string;
  #browser: Browser;

  private constructor(options: FirefoxOptions, profile: string, geckoId: string, browser: Browser) {
    this.#options = options;
    this.#profile = profile;
    this.#geckoId = geckoId;
    this.#browser = browser;
  }

  static async launch(options: FirefoxOptions): Promise<LaunchedFirefox> {
    const manifest = JSON.parse(await readFile(join(options.extensionDir, 'manifest.json'), 'utf8'));
    const geckoId = String(manifest.browser_specific_settings.gecko.id);
    const profile = options.profileDir ?? (await mkdtemp(join(tmpdir(), 'vouch-firefox-')));
    try {
      const browser = await start(options, profile, geckoId);
      return new LaunchedFirefox(options, profile, geckoId, browser);
    } catch (error) {
      if (options.profileDir === undefined) await removeFolder(profile);
      throw error;
    }
  }

  /** Another one after `restart()`. */
  get browser(): Browser {
    return this.#browser;
  }

  url(path: string): string {
    return `moz-extension://${UUID}/${path.replace(/^\//, '')}`;
  }

  /**
   * Opens a page of the extension in a new tab, once it has loaded.
   *
   * Its `url()` stays `about:blank`: Firefox tells BiDi nothing of navigations to such pages.
   */
  async openPage(path: string): Promise<Page> {
    const page = await this.#browser.newPage();
    await this.goTo(page, path);
    return page;
  }

  /** A page of the extension that is open; `null` when none is. Their `url()` does not tell, so each is asked. */
  async findPage(path: string): Promise<Page | null> {
    for (const page of await this.#browser.pages()) {
      if (await isAt(page, this.url(path))) return page;
    }
    return null;
  }

  /** Sends a tab to a page of the extension and waits until it has loaded. */
  async goTo(page: Page, path: string): Promise<void> {
    const url = this.url(path);
    page.goto(url).catch(() => {}); // never settles for these addresses, and fails when the tab is closed
    const until = Date.now() + 15_000;
    while (Date.now() < until) {
      if (await isAt(page, url)) return;
      await new Promise(resolve => setTimeout(resolve, 50));
    }
    throw new Error(`Firefox did not open ${path}`);
  }

  /** Ends the background page, as Firefox does when it was idle. The next event starts it again. */
  async stopBackground(): Promise<void> {
    await this.inBrowser(`${this.#extension}.terminateBackground({ ignoreDevToolsAttached: true })`);
  }

  /** `running`, `stopped`, `starting` or `suspending`. */
  async backgroundState(): Promise<string> {
    return String(await this.inBrowser(`String(${this.#extension}.backgroundState)`));
  }

  /** Tells the extension of a click on its menu item in the selected tab, as the real menu does. */
  async clickMenu(click: MenuClick): Promise<void> {
    const details = JSON.stringify({ modifiers: [], button: 0, editable: false, ...click });
    await this.inBrowser(`(async () => {
      const extension = ${this.#extension};
      if (extension.backgroundState !== 'running') await extension.wakeupBackground();
      extension.emit('webext-menu-menuitem-click', ${details}, gBrowser.selectedTab);
    })()`);
  }

  /**
   * The value of an expression in Firefox's own window, where nothing is hidden.
   *
   * @throws When it throws. Only strings, numbers, booleans and nothing come back.
   */
  async inBrowser(expression: string): Promise<unknown> {
    // Puppeteer has this connection and does not put it into its types.
    const { connection } = this.#browser as unknown as { readonly connection: BidiConnection };
    const tree = await connection.send('browsingContext.getTree', { 'moz:scope': 'chrome' });
    const window = tree.result.contexts?.find(({ url }) => url === 'chrome://browser/content/browser.xhtml');
    const { result } = await connection.send('script.evaluate', {
      expression,
      target: { context: window?.context },
      awaitPromise: true,
    });
    if (result.exceptionDetails) throw new Error(`Firefox: ${result.exceptionDetails.text}`);
    return result.result?.value;
  }

  /**
   * Closes Firefox and starts it again with the same profile.
   *
   * Storage is kept. The extension sees `onInstalled` again and no `onStartup`, since it is loaded anew each time.
   */
  async restart(): Promise<void> {
    await this.#browser.close();
    this.#browser = await start(this.#options, this.#profile, this.#geckoId);
  }

  async close(): Promise<void> {
    await this.#browser.close();
    if (this.#options.profileDir === undefined) await removeFolder(this.#profile);
  }

  get #extension(): string {
    return `WebExtensionPolicy.getByID(${JSON.stringify(this.#geckoId)}).extension`;
  }
}

async function isAt(page: Page, url: string): Promise<boolean> {
  try {
    return await page.evaluate(wanted => location.href.startsWith(wanted) && document.readyState === 'complete', url);
  } catch {
    return false; // it is just changing documents
  }
}

export const launchFirefox = LaunchedFirefox.launch;

interface BidiConnection {
  send(
    method: string,
    params: object,
  ): Promise<{
    readonly result: {
      readonly contexts?: readonly { readonly context: string; readonly url: string }[];
      readonly result?: { readonly value?: unknown };
      readonly exceptionDetails?: { readonly text: string };
    };
  }>;
}

async function start(options: FirefoxOptions, profile: string, geckoId: string): Promise<Browser> {
  const browser = await puppeteer.launch({
    browser: 'firefox',
    executablePath: options.executablePath,
    headless: options.headless,
    userDataDir: profile,
    defaultViewport: options.headless ? { width: 1280, height: 800 } : null,
    handleSIGINT: false,
    handleSIGTERM: false,
    env: { ...process.env, ...options.env, ...(options.timeZone ? { TZ: options.timeZone } : {}) },
    args: ['--remote-allow-system-access'],
    extraPrefsFirefox: {
      'extensions.webextensions.uuids': JSON.stringify({ [geckoId]: UUID }),
      // A temporary add-on is removed when Firefox ends; what it stored has to be there after a restart.
      'extensions.webextensions.keepStorageOnUninstall': true,
      'extensions.webextensions.keepUuidOnUninstall': true,
      ...options.preferences,
    },
  });
  try {
    await browser.installExtension(options.extensionDir);
    return browser;
  } catch (error) {
    await browser.close();
    throw error;
  }
}
