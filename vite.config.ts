import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { availableParallelism } from 'node:os';
import { dirname, resolve } from 'node:path';
import { crx, type ManifestV3Export } from '@crxjs/vite-plugin';
import { playwright } from '@vitest/browser-playwright';
import { build, type Plugin } from 'vite';
import { defineConfig } from 'vitest/config';
import manifest from './manifest.json' with { type: 'json' };
import { SITES } from './src/core/sites.ts';

export type BrowserName = 'chrome' | 'firefox';

const ROOT = import.meta.dirname;

/**
 * The manifest as one browser wants it.
 *
 * Firefox runs the background as an event page, has a sidebar instead of a side panel, and asks every add-on to say
 * what data it collects. 140 is the first release that shows that answer at install; Temporal came with 139.
 */
function manifestFor(browser: BrowserName, isDevelopment: boolean): ManifestV3Export {
  const policy = isDevelopment
    ? // Hot reload opens a socket to the dev server and writes styles into the page.
      "script-src 'self'; object-src 'none'"
    : manifest.content_security_policy.extension_pages;
  const shared = {
    ...manifest,
    content_security_policy: { extension_pages: policy },
    // In development CRXJS serves only pages that the manifest names, and this key can name any.
    ...(isDevelopment
      ? { web_accessible_resources: [{ resources: ['src/ui/welcome/index.html'], matches: ['http://localhost/*'] }] }
      : {}),
  };
  if (browser === 'chrome') return shared as ManifestV3Export;
  const { side_panel, minimum_chrome_version, background, permissions, ...rest } = shared;
  return {
    ...rest,
    permissions: permissions.filter(permission => permission !== 'sidePanel'),
    background: { scripts: [background.service_worker], type: 'module' },
    sidebar_action: {
      default_panel: side_panel.default_path,
      default_title: manifest.name,
      default_icon: manifest.icons,
      open_at_install: false,
    },
    browser_specific_settings: {
      gecko: {
        id: 'vouch@vouch.example',
        strict_min_version: '140.0',
        data_collection_permissions: { required: ['none'] },
      },
    },
    // CRXJS types describe Chromium's manifest only.
  } as unknown as ManifestV3Export;
}

/** The scripts that run in web pages, by file name, as the source of their entries. */
function pageScripts(): ReadonlyMap<string, string> {
  const scripts = new Map<string, string>();
  const from = (path: string) => JSON.stringify(resolve(ROOT, 'src/capture', path));
  const importing = (readers: readonly string[]) =>
    readers.map(id => `import { ${inCamelCase(id)} } from ${from(`sites/${id}.ts`)};`).join('\n');
  const read = (readers: readonly string[]) =>
    `${importing(readers)}
    import { readPage } from ${from('read-page.ts')};
    const { timeZone } = Intl.DateTimeFormat().resolvedOptions();
    export default readPage(document, location.href, timeZone, [${readers.map(inCamelCase)}]);`;
  scripts.set('capture/read-generic.js', read(['generic']));
  // Stays with a page, so it has no reader in it: the worker runs that when something is open.
  const companion = (readers: readonly string[]) =>
    `import { startCompanion } from ${from('chip/companion.ts')};
    import { ${readers.map(inCamelCase)} } from ${from('chip/open-items.ts')};
    const runtime = () => (globalThis.browser ?? globalThis.chrome)?.runtime;
    startCompanion(globalThis, window, document, runtime, [${readers.map(inCamelCase)}]);
    export default null;`;
  for (const { id, readers, hasChip } of SITES) {
    scripts.set(`capture/read-${id}.js`, read(readers));
    if (hasChip) scripts.set(`capture/chip-${id}.js`, companion(readers));
  }
  return scripts;
}

function inCamelCase(id: string): string {
  return id.replace(/-([a-z])/g, (_, letter: string) => letter.toUpperCase());
}

/**
 * Builds a script for web pages into one plain file whose value is its default export.
 *
 * `scripting.executeScript` hands that value back, so the reader needs no message and leaves no name behind in the
 * page. A module loader, as CRXJS makes for content scripts, could do neither, and its parts would have to be web
 * accessible. One script for each site, since a page needs no other site's reader.
 */
async function buildPageScript(source: string): Promise<string> {
  const built = await build({
    configFile: false,
    root: ROOT,
    logLevel: 'silent',
    publicDir: false,
    plugins: [
      {
        name: 'vouch:page-script',
        resolveId: id => (id === PAGE_SCRIPT ? id : null),
        load: id => (id === PAGE_SCRIPT ? source : null),
      },
    ],
    build: {
      write: false,
      target: 'es2024',
      minify: true,
      lib: { entry: PAGE_SCRIPT, formats: ['iife'], name: 'captured' },
      modulePreload: false,
    },
  });
  const output = Array.isArray(built) ? built[0] : built;
  if (output === undefined || !('output' in output)) throw new Error('a script for web pages was not built');
  return `(() => {\n${output.output[0].code}\nreturn captured;\n})();\n`;
}

/** The entry that `buildPageScript` is given the source of; there is no such file. */
const PAGE_SCRIPT = resolve(ROOT, 'page-script.js');

function scriptsForPages(): Plugin {
  return {
    name: 'vouch:scripts-for-pages',
    async generateBundle() {
      for (const [fileName, source] of pageScripts()) {
        this.emitFile({ type: 'asset', fileName, source: await buildPageScript(source) });
      }
    },
    configureServer(server) {
      const write = async () => {
        for (const [name, source] of pageScripts()) {
          const file = resolve(ROOT, server.config.build.outDir, name);
          await mkdir(dirname(file), { recursive: true });
          await writeFile(file, await buildPageScript(source));
        }
      };
      server.httpServer?.once('listening', () => void write());
      server.watcher.on('change', path => void (path.includes('/src/capture/') && write()));
    },
  };
}

/**
 * Runs what reads and asks for code first while a page's other files are being fetched. They are modules that the page
 * imports too, so each runs once.
 */
function earlyRead(): Plugin {
  const early: Readonly<Record<string, readonly string[]>> = {
    popup: [EARLY_READ.name],
    dashboard: [EARLY_READ.name, PAGES.name],
  };
  return {
    name: 'vouch:early-read',
    transformIndexHtml: {
      order: 'post',
      handler(_html, { path, bundle }) {
        const names = early[/\/ui\/(\w+)\//.exec(path)?.[1] ?? ''] ?? [];
        const files = Object.values(bundle ?? {}).filter(file => file.type === 'chunk' && names.includes(file.name));
        return files.map(({ fileName }) => ({
          tag: 'script',
          attrs: { type: 'module', async: true, crossorigin: true, src: `/${fileName}` },
          injectTo: 'head-prepend' as const,
        }));
      },
    },
  };
}

/** Takes out of the table reader's library what could fetch a table from elsewhere: nothing here makes a request. */
function noRequestsInLibraries(): Plugin {
  return {
    name: 'vouch:no-requests-in-libraries',
    transform(code, id) {
      if (!/node_modules[\\/]papaparse[\\/]/.test(id)) return null;
      const without = code.replace(/new XMLHttpRequest(?:\(\))?/g, 'null');
      if (without === code) throw new Error(`${id} has changed: look again for what reaches the network in it`);
      return { code: without, map: null };
    },
  };
}

/** Takes out what CRXJS adds and we do not want: files that any web page could fetch, and so detect us by. */
function nothingWebAccessible(): Plugin {
  return {
    name: 'vouch:nothing-web-accessible',
    enforce: 'post',
    // CRXJS writes its manifest in the last step of the build, so it is put right on the disk.
    async writeBundle({ dir }) {
      const file = resolve(dir ?? '', 'manifest.json');
      const { web_accessible_resources: _, ...built } = JSON.parse(await readFile(file, 'utf8'));
      await writeFile(file, `${JSON.stringify(built, null, 2)}\n`);
    },
  };
}

/**
 * Few files, since a popup waits for each: what every page draws with, what pages and worker share, and storage, which
 * the popup's form does not wait for. What only the import page and the worker need is left out of what they share, and
 * so are the rules of reminders and the records that a popup shows nothing of.
 */
// Whatever a group needs joins it unless a group of higher priority has it.
const EARLY_READ = {
  name: 'early-read',
  test: /src[\\/](?:storage[\\/]raw-|ui[\\/]early-read)|vite[\\/]preload-helper/,
  priority: 4,
};
const PAGES = { name: 'pages', test: /src[\\/]ui[\\/]dashboard[\\/]pages/, priority: 4 };
const CHUNKS = [
  EARLY_READ,
  PAGES,
  {
    name: 'shared',
    test: /node_modules[\\/](?:valibot|webextension-polyfill|uuid)|src[\\/](?:core[\\/](?!import\.ts|(?:letter|rotation|moment|milestone|program|program-wishes|message-template|competency-map|patient-privacy)\.ts|(?:plan|seasons|letters|programs|packet|drafts|identifiers)[\\/]|reminders[\\/](?!(?:reminder|respect)\.ts))|platform[\\/](?!alarms|badge|companions|context-menus|lifecycle|side-panel)|i18n[\\/](?:t|format|reason)\.ts)|src[\\/]storage[\\/](?:glance|rows|migrations)/,
    priority: 3,
  },
  {
    name: 'page',
    test: /node_modules[\\/]preact|src[\\/]ui[\\/](?:components|hooks|log|due)[\\/](?!late|CalendarOut|web-calendar|NavList|LinkTabs|PageHeader|TimelineItem|Switch|SegmentedControl|RestBanner|PlannedQuestion|end-rest|save-file|first-look|FormDialog|KeptNotice|LoadFailed|use-kept-form|focus-heading|go-to|describe-mentor)/,
    priority: 2,
  },
  // What a place is first drawn from, without Dexie.
  {
    name: 'tables',
    test: /src[\\/](?:storage[\\/](?:table-reader|plan-rows|first-look)|core[\\/]letters[\\/](?:evidence|points))/,
    priority: 2,
  },
  // Without the half that writes, which only the worker has.
  { name: 'storage', test: /node_modules[\\/]dexie|src[\\/]storage[\\/](?!index|change|reminder-facts)/, priority: 1 },
  {
    name: 'due-dialog',
    test: /src[\\/]ui[\\/](?:due[\\/]late[\\/](?:DueDialog|WhenField)|hooks[\\/]FormDialog)/,
    priority: 0,
  },
  // What several places of the dashboard have in common, which would else be a file for each of some thirty modules; the
  // worker takes the former too, and has no document.
  {
    name: 'season',
    test: /src[\\/](?:core[\\/](?:plan|seasons|letters|programs)[\\/]|i18n[\\/](?:letter|slot|coverage|source|plan|season))/,
    minShareCount: 2,
    priority: 0,
  },
  {
    name: 'places',
    test: /src[\\/]ui[\\/](?:(?:components|hooks)[\\/](?!FormDialog)|drafts[\\/]LateMessage|(?:dashboard|letters|mentors-ready|plan)[\\/]).*tsx?$/,
    minShareCount: 3,
    priority: 0,
  },
];

/** The run's time zone is not UTC, since that is where day bugs hide; this one also changes its clock. */
const TEST_TIME_ZONE = 'America/New_York';

const CHROMIUM_ARGS = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--no-first-run',
];

/**
 * So many files at once, beside the one of the `browser` project. Those with a browser of their own wait for it more than
 * half of the time, so there are more of them than cores; they run from the start, and the others fill the gaps.
 */
const WORKERS = availableParallelism() + 1;

/** Pages' code is tested in real Chromium, whose path `npm test` puts into VOUCH_CHROMIUM; the rest in Node. */
function projects() {
  const env = { TZ: TEST_TIME_ZONE };
  const node = (name: string, folders: readonly string[], timeout: number) => ({
    test: {
      name,
      include: folders.map(folder => `tests/${folder}/**/*.test.{ts,tsx}`),
      environment: 'node' as const,
      env,
      setupFiles: ['tests/support/temporal.ts'],
      testTimeout: timeout,
      hookTimeout: timeout,
      maxWorkers: WORKERS,
    },
  });
  return [
    node('unit', ['core', 'messages', 'i18n', 'architecture', 'support'], 60_000),
    {
      oxc: { jsx: { runtime: 'automatic' as const, importSource: 'preact' } },
      resolve: RESOLVE,
      // Found while the tests run, these would reload the page under them.
      optimizeDeps: {
        include: [
          ...['dexie/dist/modern/dexie.mjs', 'uuid', 'valibot', 'webextension-polyfill', 'preact', 'preact/hooks'],
          ...['ical.js', 'papaparse', 'postal-mime', 'fast-check', 'chrono-node/en'],
        ],
      },
      test: {
        name: 'browser',
        include: ['tests/{storage,capture,background,files,ui}/**/*.test.{ts,tsx}'],
        env,
        testTimeout: 60_000,
        maxWorkers: WORKERS,
        browser: {
          enabled: true,
          headless: true,
          fileParallelism: false,
          screenshotFailures: false,
          provider: playwright({
            launchOptions: {
              ...(process.env.VOUCH_CHROMIUM ? { executablePath: process.env.VOUCH_CHROMIUM } : {}),
              args: CHROMIUM_ARGS,
              env: { ...process.env, ...env } as Record<string, string>,
            },
          }),
          instances: [{ browser: 'chromium' as const }],
        },
      },
    },
    node('build', ['build'], 180_000),
    node('score', ['score'], 180_000),
    node('e2e', ['e2e'], 180_000),
  ];
}

/** Files that every page with files to come has loaded at its start. */
const EVERY_PAGE_HAS = /assets\/(?:shared|page|rolldown-runtime|early-read|index\.html|styles)-/;

/** Dexie's build for browsers of today, which is smaller and has no second module system in it. */
const RESOLVE = { alias: [{ find: /^dexie$/, replacement: 'dexie/dist/modern/dexie.mjs' }] };

export default defineConfig(({ mode, command }) => {
  const browser: BrowserName = mode === 'firefox' ? 'firefox' : 'chrome';
  if (process.env.VITEST) return { root: ROOT, test: { projects: projects() } };
  return {
    root: ROOT,
    resolve: RESOLVE,
    plugins: [
      crx({ manifest: manifestFor(browser, command === 'serve'), browser }),
      scriptsForPages(),
      earlyRead(),
      noRequestsInLibraries(),
      ...(command === 'build' ? [nothingWebAccessible()] : []),
    ],
    oxc: { jsx: { runtime: 'automatic', importSource: 'preact' } },
    build: {
      // Its policy is relaxed, so it is kept apart from what people load for daily use.
      outDir: command === 'serve' ? 'dist/dev' : `dist/${browser}`,
      emptyOutDir: true,
      target: 'es2024',
      cssTarget: ['chrome144', 'firefox140'],
      // The polyfill for preloading fetches, and we fetch nothing.
      modulePreload: {
        polyfill: false,
        // A page that asks for a file later has these by then.
        resolveDependencies: (_file, files, { hostType }) =>
          hostType === 'js' ? files.filter(file => !EVERY_PAGE_HAS.test(file)) : files,
      },
      rolldownOptions: {
        // Pages that the manifest does not name, or not in a key that CRXJS follows.
        input: { welcome: 'src/ui/welcome/index.html', sidepanel: 'src/ui/sidepanel/index.html' },
        ...(command === 'build' ? { output: { codeSplitting: { groups: CHUNKS } } } : {}),
      },
    },
    server: { port: 5199, strictPort: true, hmr: { port: 5199 } },
  };
});
