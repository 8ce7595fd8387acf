import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { chromium, type Page } from 'playwright';
import { build } from 'vite';
import { ROOT } from '../support/build-extension.ts';
import { CHROMIUM_FLAGS } from '../support/chromium.ts';

/** How long one reading of a large page takes. Milliseconds, medians. */
export interface ReadingTimes {
  /** The reader alone. */
  readonly gmailMs: number;
  readonly genericMs: number;
  /** The whole script as it is built and injected, with its own start-up and the selection. */
  readonly gmailScriptMs: number;
  readonly genericScriptMs: number;
  /** One walk over all elements of the same page, which looks at each name and nothing else. */
  readonly walkMs: number;
  /** The first reading in a fresh page. */
  readonly firstGmailMs: number;
  readonly firstGenericMs: number;
  readonly elements: number;
}

const ELEMENTS = 40_000;

/** Measures with the scripts of a built extension, in a Chromium without one. */
export async function measureReading(folder: string, executablePath: string, rounds: number): Promise<ReadingTimes> {
  const browser = await chromium.launch({ executablePath, args: [...CHROMIUM_FLAGS] });
  try {
    const [gmail, generic] = await Promise.all(
      ['gmail', 'generic'].map(id => readFile(join(folder, `capture/read-${id}.js`), 'utf8')),
    );
    const context = await browser.newContext({ bypassCSP: true });
    const url = 'https://mail.google.com/mail/u/0/#inbox/FMfcgzExampleKey';
    const html = gmailLikePage();
    await context.route('**/*', route => route.fulfill({ contentType: 'text/html; charset=utf-8', body: html }));
    const opened = async () => {
      const page = await context.newPage();
      await page.goto(url);
      return page;
    };
    const page = await opened();
    const elements = await page.evaluate(() => document.getElementsByTagName('*').length);
    const walks: number[] = [];
    const gmails: number[] = [];
    const generics: number[] = [];
    const gmailScripts: number[] = [];
    const genericScripts: number[] = [];
    const [firstGmailMs, firstGenericMs] = [await timed(page, gmail ?? ''), await timed(await opened(), generic ?? '')];
    for (let round = 0; round < rounds; round += 1) {
      walks.push(await page.evaluate(walk));
      gmailScripts.push(await timed(page, gmail ?? ''));
      genericScripts.push(await timed(page, generic ?? ''));
    }
    // `var`, so that each evaluation finds it.
    await page.evaluate(`${await readersAsScript()}; globalThis.readers = readers;`);
    for (let round = 0; round < rounds; round += 1) {
      gmails.push(await timed(page, captureBy('gmail')));
      generics.push(await timed(page, captureBy('generic')));
    }
    const found = await page.evaluate(`(${gmail?.trim().replace(/;$/, '')}).capture.items.length`);
    if (found !== 8) throw new Error(`the page of the bench was read wrongly: ${found} messages`);
    return {
      gmailMs: median(gmails),
      genericMs: median(generics),
      gmailScriptMs: median(gmailScripts),
      genericScriptMs: median(genericScripts),
      walkMs: median(walks),
      firstGmailMs,
      firstGenericMs,
      elements,
    };
  } finally {
    await browser.close();
  }
}

/** All readers as one script that names them `readers`. */
async function readersAsScript(): Promise<string> {
  const built = await build({
    configFile: false,
    root: ROOT,
    logLevel: 'silent',
    build: {
      write: false,
      target: 'es2024',
      lib: { entry: join(ROOT, 'src/capture/registry.ts'), formats: ['iife'], name: 'readers' },
    },
  });
  const output = Array.isArray(built) ? built[0] : built;
  if (output === undefined || !('output' in output)) throw new Error('the readers were not built');
  return output.output[0].code;
}

function captureBy(id: string): string {
  const context = `{ now: new Date(), timeZone: 'America/New_York', selfEmails: [] }`;
  return `readers.ADAPTERS.find(({ id }) => id === '${id}').capture(document, new URL(location.href), ${context})`;
}

function timed(page: Page, script: string): Promise<number> {
  const source = script.trim().replace(/;$/, '');
  return page.evaluate(
    `(() => { const started = performance.now(); (${source}); return performance.now() - started; })()`,
  );
}

function walk(): number {
  const started = performance.now();
  let letters = 0;
  const walker = document.createTreeWalker(document, NodeFilter.SHOW_ELEMENT);
  while (walker.nextNode() !== null) letters += walker.currentNode.nodeName.length;
  return letters > 0 ? performance.now() - started : Number.NaN;
}

function median(list: readonly number[]): number {
  return [...list].sort((a, b) => a - b)[Math.floor(list.length / 2)] ?? Number.NaN;
}

/** An open conversation of eight messages beside a list of a hundred, in a page as full as Gmail's. */
export function gmailLikePage(): string {
  const people = ['Dana Okafor', 'Tom Lindqvist', 'Noor Haddad', 'Maya Lindholm'];
  const person = (index: number) => {
    const name = people[index % people.length] ?? '';
    return { name, email: `${name.toLowerCase().replace(' ', '.')}@clinic.example` };
  };
  const span = (index: number, className: string) => {
    const { name, email } = person(index);
    return `<span class="${className}" email="${email}" name="${name}" data-hovercard-id="${email}">${name}</span>`;
  };
  const hex = (index: number) => (0x198c2dcdc5000000n + BigInt(index)).toString(16);
  const date = 'Wed, Aug 20, 2025, 1:19 PM';
  const row = (
    index: number,
  ) => `<tr class="zA yO" role="row"><td class="oZ"><div role="checkbox"><div></div></div></td>
    <td class="yX"><div class="afn">${span(index, 'zF')}, Ward ${index}</div><div class="yW">${span(index, 'yP')}</div></td>
    <td class="xY"><div class="xS"><div class="y6"><span class="bog"><span data-thread-id="#thread-f:${BigInt(`0x${hex(index)}`)}"
      data-legacy-thread-id="${hex(index)}" data-legacy-last-message-id="${hex(index)}">Ward ${index}</span></span></div>
      <span class="y2"><span class="Zt"> - </span>Thank you for the round</span></div></td>
    <td class="xW"><span title="${date}"><span>Aug 20</span></span></td></tr>`;
  const message = (
    index: number,
  ) => `<div class="h7" role="listitem"><div class="adn ads" data-message-id="#msg-f:${BigInt(
    `0x${hex(500 + index)}`,
  )}" data-legacy-message-id="${hex(500 + index)}"><div class="gs"><table><tr><td class="gF"><h3>${span(index, 'gD')}</h3></td>
    <td class="gH"><span class="g3" title="${date}">13:19</span></td></tr></table><div class="hb">to ${span(index + 1, 'g2')}</div></div>
    <div class="ii gt"><div class="a3s aiL">${'<p>Thank you for the ward round <b>today</b>.</p>'.repeat(40)}
    <div class="gmail_quote"><blockquote>${'<p>Earlier</p>'.repeat(100)}</blockquote></div></div></div></div></div>`;
  const content = `<div class="list" role="main" style="display: none"><table>${each(100, row)}</table></div>
    <div class="thread" role="main"><div class="ha"><h2 class="hP" data-legacy-thread-id="${hex(900)}">Ward round</h2></div>
    <div role="list">${each(8, message)}</div></div>`;
  const used = (content.match(/<[a-z]/g) ?? []).length;
  const menu = (index: number) =>
    `<div class="aim" role="menuitem" data-tooltip="Label ${index}"><div><span class="nU"><a href="#label/${index}">Label ${index}</a></span></div></div>`;
  const filling = each(Math.max(0, Math.ceil((ELEMENTS - used) / 4)), menu);
  return `<!doctype html><html lang="en-US"><head><title>Ward round - sam@school.example - Gmail</title></head>
    <body><div role="navigation">${filling}</div>${content}</body></html>`;
}

function each(count: number, make: (index: number) => string): string {
  return Array.from({ length: count }, (_, index) => make(index)).join('');
}
