/** `npm start`: builds Vouch and shows it at work, in a window or, where there is no display, as a tour. */
import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { buildExtension } from '../support/build-extension.ts';
import { type FoundBrowser, findBrowsers, namedBrowser } from '../support/find-browsers.ts';
import { ensureBrowser } from '../support/install-browsers.ts';
import { openBrowser } from './open-browser.ts';
import { type PracticeServer, servePracticePages } from './practice-server.ts';
import { openForTour, runTour } from './tour.ts';

type Builds = Readonly<Record<'chrome' | 'firefox', string>>;

const say = (line: string) => console.log(line);

/** `--tour` takes the tour although there is a display; `--built` and `--pictures` name folders in place of our own. */
const OPTIONS = {
  tour: { type: 'boolean' },
  built: { type: 'string' },
  pictures: { type: 'string' },
} as const;

async function main(): Promise<void> {
  const { tour, built, pictures } = parseArgs({ options: OPTIONS }).values;
  const builds =
    built === undefined ? await build() : { chrome: resolve(built, 'chrome'), firefox: resolve(built, 'firefox') };
  const server = await servePracticePages();
  try {
    if (tour === true || !hasDisplay()) {
      if (tour !== true) say('There is no display, so this is a tour without one.');
      const chromium = await firstThatWorks(await browsersForTour(), browser => openForTour(browser, builds.chrome));
      const folder = pictures === undefined ? undefined : resolve(pictures);
      await runTour({ chromium, practiceUrl: server.url, folder, say });
    } else {
      await show(builds, server);
    }
  } finally {
    await server.close();
  }
}

async function build(): Promise<Builds> {
  say('Building for Chromium and Firefox …');
  return { chrome: await buildExtension('chrome'), firefox: await buildExtension('firefox') };
}

async function show(builds: Builds, server: PracticeServer): Promise<void> {
  const interrupted = new Promise<void>(resolve => {
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => resolve());
  });
  const pages = [`${server.url}/calendar.html`, `${server.url}/mail.html`];
  const open = await firstThatWorks(await browsersToShow(), browser =>
    openBrowser(browser, browser.kind === 'firefox' ? builds.firefox : builds.chrome, pages),
  );
  say(`Vouch is open, and says "${open.heading}". Try it on the two practice pages:`);
  say(`  a mail thread     ${server.url}/mail.html`);
  say(`  a calendar event  ${server.url}/calendar.html`);
  say(
    'Click the toolbar button (or press Alt+Shift+L), or right-click a page. Close the window or press Ctrl+C to end.',
  );
  await Promise.race([open.closed, interrupted]);
  await open.close();
  say('Closed. Nothing of it is left.');
}

/** Opens one browser after the other until Vouch answers in one. @throws With what was wrong with each. */
async function firstThatWorks<Open>(
  browsers: readonly FoundBrowser[],
  open: (browser: FoundBrowser) => Promise<Open>,
): Promise<Open> {
  const failures: string[] = [];
  for (const [index, browser] of browsers.entries()) {
    say(`Opening ${browser.version} …`);
    try {
      return await open(browser);
    } catch (error) {
      // Playwright adds what the browser wrote, which is long and says less.
      const reason = error instanceof Error ? error.message.split('\n')[0] : error;
      failures.push(`${browser.version}: ${reason}`);
      const next = index + 1 < browsers.length ? ' Trying the next browser.' : '';
      say(`Vouch did not answer in ${failures.at(-1)}.${next}`);
    }
  }
  throw new Error(`Vouch could be opened in none of the browsers found. ${failures.join('. ')}.`);
}

async function browsersToShow(): Promise<readonly FoundBrowser[]> {
  const named = process.env.VOUCH_BROWSER;
  if (named) return [await namedBrowser('VOUCH_BROWSER', named)];
  const { usable, unusable } = await findBrowsers();
  for (const { reason } of unusable) say(`Left out: ${reason}`);
  return usable.length > 0 ? usable : [await ensureBrowser('chromium', say)];
}

/** The tour drives Chromium's family only, which has all that Vouch can do. */
async function browsersForTour(): Promise<readonly FoundBrowser[]> {
  const isFit = ({ kind }: FoundBrowser) => kind !== 'firefox';
  const browsers = (await browsersToShow()).filter(isFit);
  if (browsers.length > 0) return browsers;
  if (!process.env.VOUCH_BROWSER) return [await ensureBrowser('chromium', say)];
  throw new Error('The tour runs in Chromium, Chrome or Edge. Name one of these in VOUCH_BROWSER, or none.');
}

function hasDisplay(): boolean {
  if (process.env.CI) return false;
  return process.platform !== 'linux' || Boolean(process.env.DISPLAY || process.env.WAYLAND_DISPLAY);
}

try {
  await main();
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
}
