/**
 * `npm run bench`: what Vouch costs, in real Chromium, beside floors taken in the same run. Machines are noisy, so read
 * ratios and medians. Nothing here fails on a time.
 */
import 'temporal-polyfill/global';
import { cp, mkdtemp, readdir, readFile, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { gzipSync } from 'node:zlib';
import type { Page } from 'playwright';
import { type LaunchedChromium, launchChromium, removeFolder } from '../support/chromium.ts';
import { pathForTests } from '../support/find-browsers.ts';

import { measureChip } from './chip-bench.ts';
import { measureLetters } from './letters-bench.ts';
import { measureReading } from './read-bench.ts';
import { LOG_SIZES, measureReminders, type ReminderTimes, seasonTimes } from './reminder-bench.ts';
import { seedRows } from './seed.ts';

const ROOT = resolve(import.meta.dirname, '../..');
const BUILD = process.env.VOUCH_BUILD ?? join(ROOT, 'dist/chrome');
const ROUNDS = 15;
/** `npm run bench -- 0 1000` measures with these only. */
const SIZES = process.argv.length > 2 ? process.argv.slice(2).map(Number) : [0, 1_000, 100_000];

/** A page with nothing but one module, like every page of ours. */
const BLANK = '<!doctype html><meta charset="utf-8"><title>Blank</title><script type="module" src="blank.js"></script>';

interface Row {
  readonly what: string;
  readonly measured: string;
  readonly floor: string;
  readonly ratio: string;
  readonly goal: string;
}

async function main(): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), 'vouch-bench-'));
  await cp(BUILD, folder, { recursive: true });
  await writeFile(join(folder, 'blank.html'), BLANK);
  await writeFile(join(folder, 'blank.js'), "performance.mark('blank:ready');");
  const rows: Row[] = [];
  for (const size of SIZES) {
    const browser = await launchChromium({
      extensionDir: folder,
      executablePath: await pathForTests('chromium'),
      headless: true,
    });
    try {
      rows.push(...(await measure(browser, size)));
    } finally {
      await browser.close();
    }
  }
  rows.push(await sizeRow(folder, 'popup JavaScript, gzipped, in all', 'src/ui/popup/index.html', 120));
  const scripts = (await readdir(join(folder, 'capture'))).filter(name => name.startsWith('read-')).toSorted();
  for (const name of scripts) {
    const size = gzipSync(await readFile(join(folder, 'capture', name))).length;
    rows.push(bytes(`${name}, gzipped`, size, name === 'read-generic.js' ? 64 : 36));
  }
  rows.push(...(await reminderRows(folder)));
  rows.push(...(await letterRows(folder)));
  rows.push(...(await readingRows(folder)));
  rows.push(...(await measureChip(folder, await pathForTests('chromium'))));
  await removeFolder(folder);
  print(rows);
}

async function measure(browser: LaunchedChromium, size: number): Promise<Row[]> {
  const page = await browser.openPage('blank.html');
  await ask(page, 'settings/save', { hasQuietHours: false });
  await seedRows(page, size);
  const blank: number[] = [];
  const form: number[] = [];
  const due: number[] = [];
  for (let round = 0; round < ROUNDS; round += 1) {
    blank.push(await openedIn(browser, 'blank.html', 'blank:ready'));
    const popup = await browser.openPage('src/ui/popup/index.html');
    form.push(await markOf(popup, 'vouch:form-ready'));
    due.push(await markOf(popup, size === 0 ? 'vouch:form-ready' : 'vouch:due-shown'));
    await popup.close();
  }
  const floor = median(blank);
  const stored = `${size.toLocaleString('en')} stored`;
  const rows: Row[] = [ratio(`popup: form ready, ${stored}`, median(form), floor, 'blank page', '≤ 1.5')];
  if (size > 0) rows.push(ratio(`popup: due list shown, ${stored}`, median(due), floor, 'blank page', '≤ 2'));

  const saved: number[] = [];
  const put: number[] = [];
  for (let round = 0; round < ROUNDS; round += 1) {
    const popup = await browser.openPage('src/ui/popup/index.html');
    saved.push(await logOne(popup, round));
    put.push(await rawPut(popup));
    await popup.close();
  }
  rows.push(ratio(`log one, Enter to “Saved”, ${stored}`, median(saved), median(put), 'one raw put', '< 50 ms'));

  const sweeps: number[] = [];
  const messages: number[] = [];
  for (let round = 0; round < ROUNDS; round += 1) {
    sweeps.push(await timedAsk(page, 'reminders/sweep', {}));
    messages.push(await timedAsk(page, 'no/such-message', {}));
  }
  rows.push(ratio(`sweep on wake-up, ${stored}`, median(sweeps), median(messages), 'an empty message', '< 20 ms'));
  return rows;
}

/** What reminders cost the worker with a log of each length, and whether that grows with it. */
async function reminderRows(folder: string): Promise<Row[]> {
  const times = await measureReminders(folder, await pathForTests('chromium'), ROUNDS);
  const questions: readonly (readonly [string, (of: ReminderTimes) => number])[] = [
    ['sweep', ({ sweepMs }) => sweepMs],
    ['log one with its reminders', ({ logMs }) => logMs],
    ['change a rhythm', ({ rhythmMs }) => rhythmMs],
  ];
  const rows = questions.flatMap(([what, of]) => [
    ...times.map(one =>
      ratio(`${what}, ${one.size.toLocaleString('en')} stored`, of(one), one.messageMs, 'an empty message', ''),
    ),
    flatness(what, times.map(of)),
  ]);
  const seasons = await seasonTimes();
  rows.push(ratio('a season of one student, simulated', median(seasons), 1, '1 ms', '< 50 ms'));
  return rows;
}

/** The slowest of these over the first: 1 is flat. */
function flatness(what: string, times: readonly number[]): Row {
  const [smallest = Number.NaN] = times;
  const sizes = LOG_SIZES.map(size => size.toLocaleString('en')).join(', ');
  return {
    what: `${what}, slowest of ${sizes} stored over the first`,
    measured: '',
    floor: '',
    ratio: (Math.max(...times) / smallest).toFixed(2),
    goal: '≤ 1.5',
  };
}

/** The pages about letters with 60 letters, 300 programs and 100,000 interactions. */
async function letterRows(folder: string): Promise<Row[]> {
  const times = await measureLetters(folder, await pathForTests('chromium'), ROUNDS);
  const page = (what: string, at: number) => ratio(what, at, times.blankMs, 'blank page', '≤ 2');
  const frame = (what: string, took: number) => ratio(what, took, 16, 'one frame', '≤ 1');
  return [
    page('letters board: first picture', times.pagesMs.board),
    page('plan: first picture', times.pagesMs.plan),
    page('programs: first picture', times.pagesMs.programs),
    page('letters by program: first picture', times.pagesMs.matrix),
    page('packet of 2,000 moments: first picture', times.pagesMs.packet),
    page('packet of 2,000 moments: with them on the paper', times.pagesMs.packetMoments),
    frame('a card moved by a key', times.answersMs.move),
    frame('a card dragged over a column', times.answersMs.over),
    frame('a card dropped into a column', times.answersMs.drop),
    frame('from one card to the next by a key', times.answersMs.walk),
    frame('a letter assigned by a key', times.answersMs.assign),
    frame('from one box of the matrix to the next by a key', times.answersMs.step),
    frame('a letter typed into the words of a packet', times.answersMs.word),
    // The letters themselves show at once; the list is drawn when they pause.
    ratio('what a search of the matrix finds, shown', times.answersMs.search, 80, 'the pause', ''),
    ratio('packet of 2,000 moments with its check, in Node', times.packetMs, 1, '1 ms', '< 100 ms'),
  ];
}

/** Reading a page as large as a mailbox gets, beside a bare walk over its elements. */
async function readingRows(folder: string): Promise<Row[]> {
  const times = await measureReading(folder, await pathForTests('chromium'), ROUNDS);
  const page = `page of ${times.elements.toLocaleString('en')} elements`;
  return [
    ratio(`read a Gmail-like ${page}, Gmail reader`, times.gmailMs, times.walkMs, 'one walk over it', '< 10 ms'),
    ratio(`the same, generic reader`, times.genericMs, times.walkMs, 'one walk over it', '< 50 ms'),
    ratio('the same, Gmail script as injected', times.gmailScriptMs, times.walkMs, 'one walk over it', ''),
    ratio('the same, generic script as injected', times.genericScriptMs, times.walkMs, 'one walk over it', ''),
    ratio('the same, Gmail script, first time', times.firstGmailMs, times.walkMs, 'one walk over it', ''),
    ratio('the same, generic script, first time', times.firstGenericMs, times.walkMs, 'one walk over it', ''),
  ];
}

async function openedIn(browser: LaunchedChromium, path: string, mark: string): Promise<number> {
  const page = await browser.openPage(path);
  const at = await markOf(page, mark);
  await page.close();
  return at;
}

/** Milliseconds from the start of the page's navigation to the mark. */
async function markOf(page: Page, name: string): Promise<number> {
  await page.waitForFunction(mark => performance.getEntriesByName(mark).length > 0, name, { polling: 5 });
  return page.evaluate(mark => performance.getEntriesByName(mark)[0]?.startTime ?? Number.NaN, name);
}

/** Types a name and presses Enter; from then to the page saying that it is saved. */
async function logOne(popup: Page, round: number): Promise<number> {
  await popup.waitForFunction(() => document.querySelector('[role=combobox]') !== null);
  await popup.getByRole('combobox').first().fill(`Bench ${Date.now()} ${round}`);
  await popup.keyboard.press('Enter');
  await popup.locator('.chip').first().waitFor();
  // The draft's own save is over before the clock starts.
  await popup.waitForTimeout(150);
  return popup.evaluate(
    () =>
      new Promise<number>(done => {
        const started = performance.now();
        const observer = new MutationObserver(() => {
          if (document.querySelector('[data-saved]') === null) return;
          observer.disconnect();
          done(performance.now() - started);
        });
        observer.observe(document.body, { subtree: true, childList: true, attributes: true });
        document.querySelector('form')?.requestSubmit();
      }),
  );
}

function rawPut(page: Page): Promise<number> {
  return page.evaluate(
    () =>
      new Promise<number>((done, failed) => {
        const open = indexedDB.open('vouch-floor', 1);
        open.onupgradeneeded = () => open.result.createObjectStore('rows', { keyPath: 'id' });
        open.onerror = () => failed(open.error);
        open.onsuccess = () => {
          const started = performance.now();
          const transaction = open.result.transaction('rows', 'readwrite');
          transaction.objectStore('rows').put({ id: crypto.randomUUID(), note: 'one row' });
          transaction.oncomplete = () => {
            done(performance.now() - started);
            open.result.close();
          };
        };
      }),
  );
}

async function ask(page: Page, name: string, request: object): Promise<unknown> {
  return page.evaluate(`chrome.runtime.sendMessage(${JSON.stringify({ to: 'vouch', name, request })})`);
}

function timedAsk(page: Page, name: string, request: object): Promise<number> {
  const message = JSON.stringify({ to: 'vouch', name, request });
  return page.evaluate(
    `(async () => { const started = performance.now(); await chrome.runtime.sendMessage(${message}); return performance.now() - started; })()`,
  );
}

/** All the JavaScript a page may ever load, following every import from its HTML. */
async function sizeRow(folder: string, what: string, page: string, goalKb: number): Promise<Row> {
  const seen = new Set<string>();
  const html = await readFile(join(folder, page), 'utf8');
  const queue = [...html.matchAll(/(?:src|href)="([^"]+\.js)"/g)].map(match => resolve(folder, `.${match[1]}`));
  while (queue.length > 0) {
    const file = queue.pop();
    if (file === undefined || seen.has(file)) continue;
    seen.add(file);
    const code = await readFile(file, 'utf8');
    for (const match of code.matchAll(/["'`](\.{1,2}\/[\w.-]+\.js)["'`]/g))
      queue.push(resolve(dirname(file), match[1] ?? ''));
  }
  let total = 0;
  for (const file of seen) total += gzipSync(await readFile(file)).length;
  return bytes(what, total, goalKb);
}

function ratio(what: string, measured: number, floor: number, floorName: string, goal: string): Row {
  return {
    what,
    measured: `${measured.toFixed(1)} ms`,
    floor: `${floor.toFixed(1)} ms (${floorName})`,
    ratio: (measured / floor).toFixed(2),
    goal,
  };
}

function bytes(what: string, measured: number, goalKb: number): Row {
  return { what, measured: `${(measured / 1024).toFixed(1)} KB`, floor: '', ratio: '', goal: `< ${goalKb} KB` };
}

function median(list: readonly number[]): number {
  const sorted = [...list].sort((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? Number.NaN;
}

function print(rows: readonly Row[]): void {
  const lines = rows.map(
    ({ what, measured, floor, ratio: times, goal }) => `| ${what} | ${measured} | ${floor} | ${times} | ${goal} |`,
  );
  console.log(`| what (median of ${ROUNDS}) | measured | floor, same run | ratio | goal |\n|---|---|---|---|---|`);
  console.log(lines.join('\n'));
}

if ((await readdir(BUILD).catch(() => [])).length === 0) {
  console.error('Nothing is built yet: run `npm run build` first.');
  process.exit(1);
}
await main();
