import { cp, mkdtemp, readFile, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { chromium, type Page } from 'playwright';
import { SITES } from '../../src/core/sites.ts';
import { CHROMIUM_FLAGS, launchChromium, removeFolder } from '../support/chromium.ts';

/** A row of the bench's table; see `bench.ts`. */
export interface ChipRow {
  readonly what: string;
  readonly measured: string;
  readonly floor: string;
  readonly ratio: string;
  readonly goal: string;
}

const ADDRESS = 'https://mail.google.com/mail/u/0/#inbox/FMfcgzQXKabcdefghijklmnopqrstuvw';
const WATCHED_MS = 10_000;
const OPENED = 5;
/** Twenty elements each. */
const ROW_COUNT = 2000;

/**
 * What the chip costs a page like Gmail's, with the list beside an open message of a mentor: 40,000 elements, of which 20
 * rows change each second. Then other messages are opened. Beside it the same page in the same browser without Vouch.
 *
 * @param build - The built extension.
 * @param executablePath - Of Chromium.
 */
export async function measureChip(build: string, executablePath: string): Promise<ChipRow[]> {
  const folder = await mkdtemp(join(tmpdir(), 'vouch-chip-bench-'));
  try {
    await cp(build, folder, { recursive: true });
    const file = join(folder, 'manifest.json');
    const manifest = JSON.parse(await readFile(file, 'utf8'));
    await writeFile(file, JSON.stringify({ ...manifest, host_permissions: manifest.optional_host_permissions }));
    const alone = await withoutVouch(executablePath);
    const beside = await withVouch(folder, executablePath);
    const sizes = await Promise.all(
      SITES.filter(({ hasChip }) => hasChip).map(
        async ({ id }) => gzipSync(await readFile(join(folder, `capture/chip-${id}.js`)), { level: 9 }).length,
      ),
    );
    const kilobytes = Math.max(...sizes) / 1024;
    return [
      {
        what: 'chip: its share of the main thread, 40,000 elements, 20 rows/s',
        measured: percent(beside.ownShare),
        floor: `${percent(alone.busyShare)} (all of the page alone)`,
        ratio: '',
        goal: '< 1 %',
      },
      {
        what: 'chip: main thread busy, same page',
        measured: percent(beside.busyShare),
        floor: `${percent(alone.busyShare)} (without Vouch)`,
        ratio: (beside.busyShare / alone.busyShare).toFixed(2),
        goal: '',
      },
      {
        what: 'chip: long tasks in 10 s, same page',
        measured: String(beside.longTasks),
        floor: `${alone.longTasks} (without Vouch)`,
        ratio: '',
        goal: '0',
      },
      {
        what: `chip: its longest stretch when a message is opened (median of ${OPENED})`,
        measured: `${beside.openedMs.toFixed(1)} ms`,
        floor: '',
        ratio: '',
        goal: '< 50 ms',
      },
      {
        what: 'chip: script of the largest site, gzipped',
        measured: `${kilobytes.toFixed(1)} KB`,
        floor: '',
        ratio: '',
        goal: '< 25 KB',
      },
    ];
  } finally {
    await removeFolder(folder);
  }
}

interface Cost {
  /** Of the time that passed, in which the page's main thread had something to do. */
  readonly busyShare: number;
  /** The part of it in which our own script ran. */
  readonly ownShare: number;
  /** How long our script ran at most without a break when a message was opened. */
  readonly openedMs: number;
  /** Tasks of more than 50 ms, whoever's. */
  readonly longTasks: number;
}

async function withVouch(extensionDir: string, executablePath: string): Promise<Cost> {
  const browser = await launchChromium({ extensionDir, executablePath, headless: true });
  try {
    const desk = await browser.openPage('manifest.json');
    const ask = (name: string, request: object) =>
      desk.evaluate(`chrome.runtime.sendMessage(${JSON.stringify({ to: 'vouch', name, request })})`);
    await ask('consent/set', { isGiven: true });
    for (const [name, email] of [
      ['Dana Okafor', 'dana@clinic.example'],
      ['Ben Osei', 'ben@clinic.example'],
    ]) {
      await ask('mentor/save', { id: null, fields: { name, emails: [email] } });
    }
    const page = await openMail(await browser.context.newPage());
    await page.waitForFunction(() => document.querySelector('html > [popover]') !== null);
    return await costOf(page);
  } finally {
    await browser.close();
  }
}

async function withoutVouch(executablePath: string): Promise<Cost> {
  const browser = await chromium.launch({ executablePath, args: [...CHROMIUM_FLAGS, '--disable-gpu'] });
  try {
    return await costOf(await openMail(await browser.newPage()));
  } finally {
    await browser.close();
  }
}

async function openMail(page: Page): Promise<Page> {
  await page.route('https://mail.google.com/**', route =>
    route.fulfill({ contentType: 'text/html; charset=utf-8', body: mailPage() }),
  );
  await page.goto(ADDRESS);
  await page.waitForFunction(() => document.querySelector('.ads') !== null);
  await page.waitForTimeout(1500);
  return page;
}

async function costOf(page: Page): Promise<Cost> {
  const session = await page.context().newCDPSession(page);
  // The processor's time, not the clock's: on a busy machine every page waits.
  await session.send('Performance.enable', { timeDomain: 'threadTicks' });
  await session.send('Profiler.enable');
  await session.send('Profiler.setSamplingInterval', { interval: 200 });
  const busy = async () => {
    const { metrics } = await session.send('Performance.getMetrics');
    return metrics.find(({ name }) => name === 'TaskDuration')?.value ?? 0;
  };
  await session.send('Profiler.start');
  const [startedAt, busyBefore] = [performance.now(), await busy()];
  await page.evaluate('begin()');
  await page.waitForTimeout(WATCHED_MS);
  const passedMs = performance.now() - startedAt;
  const busyMs = ((await busy()) - busyBefore) * 1000;
  const { profile } = await session.send('Profiler.stop');
  const longTasks = Number(await page.evaluate('longTasks'));
  const stretches: number[] = [];
  for (let index = 1; index <= OPENED; index += 1) {
    await session.send('Profiler.start');
    await page.evaluate(`open(${index})`);
    await page.waitForTimeout(1500);
    stretches.push(ownCost((await session.send('Profiler.stop')).profile).longestMs);
  }
  return {
    busyShare: busyMs / passedMs,
    ownShare: (ownCost(profile).ownPart * busyMs) / passedMs,
    openedMs: stretches.toSorted((a, b) => a - b)[Math.floor(OPENED / 2)] ?? Number.NaN,
    longTasks,
  };
}

interface Profile {
  readonly nodes: readonly {
    readonly id: number;
    readonly callFrame: { readonly functionName: string; readonly url: string };
    readonly children?: readonly number[];
  }[];
  readonly samples?: readonly number[];
  readonly timeDeltas?: readonly number[];
}

/** Of the samples in which anything ran, those in which a function of ours was on the stack. */
function ownCost(profile: Profile): { readonly ownPart: number; readonly longestMs: number } {
  const own = new Set<number>();
  const idle = new Set<number>();
  // Children come after their parents.
  for (const { id, callFrame, children = [] } of profile.nodes) {
    if (callFrame.functionName === '(idle)') idle.add(id);
    if (callFrame.url.startsWith('chrome-extension://')) own.add(id);
    if (own.has(id)) for (const child of children) own.add(child);
  }
  let ownMicros = 0;
  let allMicros = 0;
  let stretch = 0;
  let longest = 0;
  for (const [index, sample] of (profile.samples ?? []).entries()) {
    const micros = profile.timeDeltas?.[index + 1] ?? 0;
    if (!idle.has(sample)) allMicros += micros;
    if (own.has(sample)) ownMicros += micros;
    stretch = own.has(sample) ? stretch + micros : 0;
    longest = Math.max(longest, stretch);
  }
  return { ownPart: ownMicros / Math.max(1, allMicros), longestMs: longest / 1000 };
}

function percent(share: number): string {
  return `${(share * 100).toFixed(2)} %`;
}

/** The list beside the message, as Gmail's split view has it; the script is what the site would do. */
function mailPage(): string {
  return `<!doctype html><html lang="en"><title>Ward - sam@school.example - Gmail</title>
<style>body { margin: 0; display: flex; font: 13px sans-serif } table { width: 600px } tr { height: 20px } #list { height: 700px; overflow: auto }</style>
<div id="list"><table><tbody></tbody></table></div><div id="view" role="main"></div>
<script>
  const senders = [['Dana Okafor', 'dana@clinic.example'], ['Ben Osei', 'ben@clinic.example']];
  const cells = (row, version) => '<td><div class="yW"><span class="yP" email="p' + row + '@shop.example" name="Person ' + row
    + '">Person ' + row + '</span></div></td><td><div class="y6"><span class="bog"><span data-thread-id="#thread-f:' + row
    + '" data-legacy-thread-id="18f0aa' + row.toString(16).padStart(10, '0') + '">Subject ' + row + '</span></span><span class="y2"> - '
    + version + '</span></div></td>' + '<td><i></i><i></i><i></i><i></i><i></i></td><td class="xW"><span title="Tue, Mar 3, 2026, 9:12 AM"><b>Mar 3</b></span></td><td><i></i><i></i></td>';
  const body = document.querySelector('tbody');
  let html = '';
  for (let row = 0; row < ${ROW_COUNT}; row += 1) html += '<tr class="zA yO" role="row">' + cells(row, 0) + '</tr>';
  body.innerHTML = html;
  const open = index => {
    const [name, email] = senders[index % 2];
    const id = '18f0bb000000000' + index;
    document.querySelector('#view').innerHTML = '<h2 class="hP" data-legacy-thread-id="' + id + '">Ward ' + index + '</h2>'
      + '<div class="adn ads" data-legacy-message-id="' + id + '"><h3><span class="gD" email="' + email + '" name="' + name + '">' + name
      + '</span></h3><div class="hb"><span class="g2" email="sam@school.example" name="me">me</span></div>'
      + '<span class="g3" title="Tue, Mar 3, 2026, 9:1' + index + ' AM">Mar 3</span><div class="ii gt"><div class="a3s">' + '<p>Line</p>'.repeat(200) + '</div></div></div>';
  };
  open(0);
  let longTasks = 0;
  function begin() {
    new PerformanceObserver(list => { longTasks += list.getEntries().length; }).observe({ type: 'longtask' });
    let version = 0;
    setInterval(() => {
      version += 1;
      const rows = body.rows;
      for (let index = 0; index < 20; index += 1) {
        const row = (version * 20 + index) % rows.length;
        rows[row].innerHTML = cells(row, version);
      }
    }, 1000);
  }
</script></html>`;
}
