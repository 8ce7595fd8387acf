import { readFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { type Browser, type BrowserContext, type CDPSession, chromium, type Page } from 'playwright';
import { build } from 'vite';
import { ROOT } from '../support/build-extension.ts';
import { CHROMIUM_FLAGS } from '../support/chromium.ts';
import type { FixtureFile } from './fixture-files.ts';
import type { Asked, Read } from './read-files.ts';

export interface ReadOptions {
  readonly executablePath: string;
  /** Whether the account's address in a sidecar is told to the reader, as a known address of the student. */
  readonly tellsSelf: boolean;
  /** The day on which all pages are looked at, whatever the sidecars say; for trying out. */
  readonly now?: string;
}

export interface ReadFixture {
  readonly fixture: FixtureFile;
  readonly read: Read;
  /** Why it could not be read at all; `null` when it was. */
  readonly failure: string | null;
}

const NOTHING: Read = { items: [], reader: null, milliseconds: 0 };
/** Where a page is shown that names no address of its own. */
const NOWHERE = 'https://page.example/';
const WORKERS = 2;
const PATIENCE_MS = 30_000;

/** Reads all fixtures in one real Chromium, two at a time, in the order given. */
export async function readFixtures(
  fixtures: readonly FixtureFile[],
  options: ReadOptions,
): Promise<readonly ReadFixture[]> {
  const [page, files] = await Promise.all([bundle('read-page.ts'), bundle('read-files.ts')]);
  const scripts = { page, files };
  const browser = await chromium.launch({ executablePath: options.executablePath, args: [...CHROMIUM_FLAGS] });
  try {
    const done = new Map<FixtureFile, ReadFixture>();
    const waiting = [...fixtures];
    const work = async () => {
      const reader = await Reader.open(browser, scripts, options);
      for (let fixture = waiting.shift(); fixture !== undefined; fixture = waiting.shift()) {
        done.set(fixture, await reader.read(fixture));
      }
      await reader.close();
    };
    await Promise.all(Array.from({ length: Math.min(WORKERS, fixtures.length) }, work));
    return fixtures.flatMap(fixture => done.get(fixture) ?? []);
  } finally {
    await browser.close();
  }
}

interface Scripts {
  readonly page: string;
  readonly files: string;
}

/** One of the modules beside this as a script whose value is an object of what it exports. */
async function bundle(module: string): Promise<string> {
  const built = await build({
    configFile: false,
    root: ROOT,
    logLevel: 'silent',
    publicDir: false,
    build: {
      write: false,
      target: 'es2024',
      minify: true,
      lib: { entry: resolve(import.meta.dirname, module), formats: ['iife'], name: 'readers' },
    },
  });
  const output = Array.isArray(built) ? built[0] : built;
  if (output === undefined || !('output' in output)) throw new Error('the readers were not built');
  return `(() => {\n${output.output[0].code}\nreturn readers;\n})()`;
}

/** What a page is served with: none of its scripts runs, and nothing is fetched, but its markup stays as it is. */
const HEADERS = {
  'content-type': 'text/html; charset=utf-8',
  'content-security-policy':
    "default-src 'none'; script-src 'none'; style-src 'unsafe-inline'; img-src data:; frame-src 'self' data: blob:",
};

/** One tab in which page after page is shown under its own address. */
class Reader {
  readonly #context: BrowserContext;
  readonly #page: Page;
  readonly #session: CDPSession;
  readonly #scripts: Scripts;
  readonly #options: ReadOptions;
  #filesWorld: number | null = null;
  #shown: { readonly address: string; readonly html: string } | null = null;

  private constructor(
    context: BrowserContext,
    page: Page,
    session: CDPSession,
    scripts: Scripts,
    options: ReadOptions,
  ) {
    this.#context = context;
    this.#page = page;
    this.#session = session;
    this.#scripts = scripts;
    this.#options = options;
  }

  static async open(browser: Browser, scripts: Scripts, options: ReadOptions): Promise<Reader> {
    const context = await browser.newContext({ viewport: { width: 1280, height: 900 }, serviceWorkers: 'block' });
    const page = await context.newPage();
    const reader = new Reader(context, page, await context.newCDPSession(page), scripts, options);
    await context.route('**/*', async route => {
      const request = route.request();
      const isPage = request.isNavigationRequest() && request.frame() === page.mainFrame();
      const shown = reader.#shown;
      // Whatever else the page asks for is empty: frames, pictures, styles.
      if (isPage && shown !== null) await route.fulfill({ headers: HEADERS, body: shown.html });
      else if (request.resourceType() === 'document') await route.fulfill({ headers: HEADERS, body: '' });
      else await route.abort();
    });
    return reader;
  }

  async close(): Promise<void> {
    await this.#context.close();
  }

  async read(fixture: FixtureFile): Promise<ReadFixture> {
    try {
      const asked = askedOf(fixture, this.#options);
      const read =
        fixture.kind === 'page' ? await this.#readPage(fixture, asked) : await this.#readFile(fixture, asked);
      return { fixture, read, failure: null };
    } catch (error) {
      return { fixture, read: NOTHING, failure: error instanceof Error ? error.message : String(error) };
    }
  }

  async #readPage(fixture: FixtureFile, asked: Asked): Promise<Read> {
    const address = fixture.expected.page.url ?? NOWHERE;
    // Saved pages are UTF-8; a byte order mark is no text of theirs.
    const html = (await readFile(fixture.path, 'utf8')).replace(/^\uFEFF/, '');
    await this.#show(address, html, asked.timeZone);
    const world = await this.#world();
    const asking = `${JSON.stringify(address)}, ${JSON.stringify(asked)}`;
    return await this.#evaluate(`${this.#scripts.page}.read(${asking})`, world);
  }

  async #readFile({ path, kind }: FixtureFile, asked: Asked): Promise<Read> {
    const base64 = (await readFile(path)).toString('base64');
    // Files need no page of their own: the readers stay loaded until another page is shown.
    if (this.#filesWorld === null) {
      await this.#show(NOWHERE, '', 'UTC');
      this.#filesWorld = await this.#world();
      await this.#evaluate(`(globalThis.readers = ${this.#scripts.files}, null)`, this.#filesWorld);
    }
    const asking = [kind, base64, asked].map(one => JSON.stringify(one)).join(', ');
    return await this.#evaluate(`readers.read(${asking})`, this.#filesWorld);
  }

  async #show(address: string, html: string, timeZone: string): Promise<void> {
    // Going to an address that differs in its hash alone would keep the page that is there.
    this.#shown = null;
    this.#filesWorld = null;
    await this.#page.goto('about:blank');
    this.#shown = { address, html };
    await this.#session.send('Emulation.setTimezoneOverride', { timezoneId: timeZone });
    await this.#page.goto(address, { waitUntil: 'load', timeout: PATIENCE_MS });
  }

  /** A world of its own beside the page, as the extension's script has. */
  async #world(): Promise<number> {
    const { frameTree } = await this.#session.send('Page.getFrameTree');
    const { executionContextId } = await this.#session.send('Page.createIsolatedWorld', {
      frameId: frameTree.frame.id,
      worldName: 'vouch',
    });
    return executionContextId;
  }

  async #evaluate(expression: string, contextId: number): Promise<Read> {
    const { result, exceptionDetails } = await this.#session.send('Runtime.evaluate', {
      expression: `Promise.resolve(${expression}).then(read => JSON.stringify(read))`,
      contextId,
      awaitPromise: true,
      returnByValue: true,
      timeout: PATIENCE_MS,
    });
    if (exceptionDetails !== undefined)
      throw new Error(exceptionDetails.exception?.description ?? exceptionDetails.text);
    // What the readers returned, as JSON.
    return JSON.parse(String(result.value)) as Read;
  }
}

/** What a content script would know beside the page. */
function askedOf({ expected }: FixtureFile, { tellsSelf, now }: ReadOptions): Asked {
  const { viewerTimeZone, selfEmail, openedAt, knownSelfEmails } = expected.page;
  const known = tellsSelf && selfEmail ? [selfEmail] : [];
  return {
    now: Date.parse(now === undefined ? (openedAt ?? dayAfter(expected)) : now) + (isDay(now ?? openedAt) ? NOON : 0),
    timeZone: viewerTimeZone ?? 'UTC',
    selfEmails: [...new Set([...known, ...(knownSelfEmails ?? [])])],
  };
}

const NOON = 12 * 3600_000;
const isDay = (text: string | undefined) => text !== undefined && /^\d{4}-\d{2}-\d{2}$/.test(text);

/**
 * The moment at which a page is looked at whose sidecar does not say: two days after its newest mail, or at its first
 * event. By the fixtures' README such a page has no text that would need a day to be understood, so any day will do, but
 * mail is not read before it was sent.
 */
function dayAfter({ interactions }: FixtureFile['expected']): string {
  const times = (values: readonly (string | null | undefined)[]) =>
    values.flatMap(value => (value ? [Date.parse(value)] : [])).filter(Number.isFinite);
  const mails = times(interactions.map(({ date }) => date));
  const events = times(interactions.map(({ start }) => start));
  const at = mails.length > 0 ? Math.max(...mails) + 48 * 3600_000 : events.length > 0 ? Math.min(...events) : null;
  return at === null ? '2026-12-31T12:00:00Z' : new Date(at).toISOString();
}
