/** `npm start`: builds Vouch and shows it at work, in a window or, where there is no display, as a tour. */
import { buildExtension } from '../support/build-extension.ts';
import { type FoundBrowser, findBrowsers, namedBrowser } from '../support/find-browsers.ts';
import { ensureBrowser } from '../support/install-browsers.ts';
import { type OpenBrowser, openBrowser } from './open-browser.ts';
import { type PracticeServer, servePracticePages } from './practice-server.ts';
import { runTour } from './tour.ts';

const say = (line: string) => console.log(line);

async function main(): Promise<void> {
  const isTour = process.argv.includes('--tour') || !hasDisplay();
  say('Building for Chromium and Firefox …');
  const builds = { chrome: await buildExtension('chrome'), firefox: await buildExtension('firefox') };
  const server = await servePracticePages();
  try {
    if (isTour) {
      if (!process.argv.includes('--tour')) say('There is no display, so this is a tour without one.');
      await runTour({ browser: await browserForTour(), extensionDir: builds.chrome, practiceUrl: server.url, say });
    } else {
      await show(builds, server);
    }
  } finally {
    await server.close();
  }
}

async function show(builds: Readonly<Record<'chrome' | 'firefox', string>>, server: PracticeServer): Promise<void> {
  const interrupted = new Promise<void>(resolve => {
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => resolve());
  });
  const open = await openFirstThatWorks(builds, [`${server.url}/calendar.html`, `${server.url}/mail.html`]);
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

async function openFirstThatWorks(
  builds: Readonly<Record<'chrome' | 'firefox', string>>,
  pages: readonly string[],
): Promise<OpenBrowser> {
  const failures: string[] = [];
  const browsers = await browsersToTry();
  for (const [index, browser] of browsers.entries()) {
    say(`Opening ${browser.version} …`);
    try {
      return await openBrowser(browser, browser.kind === 'firefox' ? builds.firefox : builds.chrome, pages);
    } catch (error) {
      failures.push(`${browser.version}: ${error instanceof Error ? error.message : error}`);
      const next = index + 1 < browsers.length ? ' Trying the next browser.' : '';
      say(`Vouch did not answer in ${failures.at(-1)}.${next}`);
    }
  }
  throw new Error(`Vouch could be opened in none of the browsers found. ${failures.join('. ')}.`);
}

async function browsersToTry(): Promise<readonly FoundBrowser[]> {
  const named = process.env.VOUCH_BROWSER;
  if (named) return [await namedBrowser('VOUCH_BROWSER', named)];
  const { usable, unusable } = await findBrowsers();
  for (const reason of unusable) say(`Left out: ${reason}`);
  return usable.length > 0 ? usable : [await ensureBrowser('chromium', say)];
}

/** The tour drives Chromium's family only, which has all that Vouch can do. */
async function browserForTour(): Promise<FoundBrowser> {
  const named = process.env.VOUCH_BROWSER;
  const browser = named ? await namedBrowser('VOUCH_BROWSER', named) : await ensureBrowser('chromium', say);
  if (browser.kind !== 'firefox') return browser;
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
