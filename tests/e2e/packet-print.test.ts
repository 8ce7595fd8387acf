import type { Page } from 'playwright';
import { expect, test } from 'vitest';
import type { MessageName, RequestOf } from '../../src/messages/protocol.ts';
import { inkOf, type PdfPage, paperOf, readPdf } from '../support/pdf.ts';
import { PACKETS, seedPacket } from './packet-cases.ts';
import { DASHBOARD, Vouch } from './vouch.ts';

const vouch = Vouch.forTests();

/** In points: the margins of the paper in `packet.css`, and how far from the edge its foot stands. */
const SIDE = 0.85 * 72;
const TOP = 0.8 * 72;
const FOOT_FROM_EDGE = 18;
/** A page with less on it looks like a mistake. */
const FEWEST_LINES = 5;

async function save<Name extends MessageName>(name: Name, request: RequestOf<Name>): Promise<string> {
  const saved = (await vouch.send(name, request)) as { ok: boolean; value?: { id: string } }; // as the protocol has it
  expect(saved).toMatchObject({ ok: true });
  return saved.value?.id ?? '';
}

/** The packet's page in the dark, as somebody prints it late. */
async function openPacket(letterId: string): Promise<Page> {
  const page = await vouch.browser.openPage('manifest.json');
  await page.goto(vouch.browser.url(`${DASHBOARD}#/packet/${letterId}`));
  await page.locator('.packet-paper .sheet-upload').waitFor();
  await page.emulateMedia({ media: 'print', colorScheme: 'dark' });
  return page;
}

/** What stands on the paper, in the order in which it is read. */
const onPaper = (page: Page) =>
  page.locator('.packet-paper').evaluate(paper => ({
    text: paper.textContent,
    headings: [...paper.querySelectorAll('.sheet-title, .sheet-heading')].map(element => element.textContent),
    name: paper.querySelector('.sheet-name')?.textContent ?? '',
  }));

/** Letters and digits alone: lines break elsewhere, and ligatures are told in more than one way. */
const lettersOf = (text: string) => text.normalize('NFKC').replace(/[^\p{L}\p{N}]/gu, '');

/** With the digits: beside such letters readers differ in where a number stands. */
const RIGHT_TO_LEFT = /[\p{Script=Hebrew}\p{Script=Arabic}\p{N}]/gu;

/** In its order what runs from left to right, and of the rest which letters there are: readers differ in how they order it. */
const readable = (text: string) => ({
  ordered: lettersOf(text).replace(RIGHT_TO_LEFT, ''),
  others: (lettersOf(text).match(RIGHT_TO_LEFT) ?? []).toSorted().join(''),
});

/** Without the foot, which is painted before the page, and without the numbers of steps, which are none of its text. */
const bodyOf = ({ lines }: PdfPage) => lines.slice(1).map(line => line.replace(/^\d\. /, ''));

test.for([
  ['full', 2],
  ['thin', 1],
  ['sloe', 2],
  ['obgyn', 2],
  ['eslor', 2],
  ['sel', 2],
  ['fellowship', 2],
  ['scripts', 2],
  ['group', 2],
] as const)('packet “%s” as a PDF is nothing to be ashamed of, pages: %d', async ([name, pageCount]) => {
  await vouch.reset();
  const page = await openPacket(await seedPacket(save, PACKETS[name]));
  const { text, headings, name: student } = await onPaper(page);
  const pages = await readPdf(await page.pdf({ preferCSSPageSize: true }));
  await page.close();
  expect(pages).toHaveLength(pageCount);
  for (const [index, one] of pages.entries()) {
    expect([one.width, one.height]).toEqual([612, 792]);
    // The paper is white in the dark too, and its text dark.
    expect(paperOf(one).white).toBeGreaterThan(0.8);
    expect(paperOf(one).darkest).toBeLessThan(70);
    // Nothing stands in the margins but the foot, and nothing is cut at an edge.
    const ink = inkOf(one, 0, one.height - Math.floor(TOP));
    expect(ink?.left).toBeGreaterThanOrEqual(Math.floor(SIDE));
    expect(ink?.top).toBeGreaterThanOrEqual(Math.floor(TOP));
    expect(ink?.right).toBeLessThanOrEqual(one.width - Math.floor(SIDE));
    const foot = inkOf(one, one.height - Math.floor(TOP));
    expect(foot?.bottom).toBeLessThan(one.height - FOOT_FROM_EDGE);
    expect(one.lines[0]).toBe(`${student} · ${index + 1} / ${pageCount}`);
    expect(bodyOf(one).length).toBeGreaterThanOrEqual(FEWEST_LINES);
    // A heading goes with what it stands over.
    expect(headings).not.toContain(bodyOf(one).at(-1));
  }
  // Whoever copies from it gets all of it, in its order.
  expect(readable(pages.flatMap(bodyOf).join(''))).toEqual(readable(text));
});
