import { mkdtemp, readdir, readFile, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { constants, inflateSync } from 'node:zlib';
import type { ElementHandle, Page } from 'puppeteer-core';
import { afterAll, expect, test, vi } from 'vitest';
import { removeFolder } from '../support/chromium.ts';
import { choose, field, press, seen, unseen } from './firefox-page.ts';
import { VouchInFirefox } from './firefox-vouch.ts';
import { DASHBOARD, dayBefore, PATIENCE } from './vouch.ts';
import { word } from './words.ts';

/** From the plan to the calendar in real Firefox, one student's records going from page to page. */

const folder = await mkdtemp(join(tmpdir(), 'vouch-firefox-files-'));
afterAll(() => removeFolder(folder));
const vouch = VouchInFirefox.forTests({
  'browser.download.folderList': 2,
  'browser.download.dir': folder,
  'browser.download.alwaysOpenPanel': false,
});

/** What Firefox wrote to a page's console as an error. */
const said: string[] = [];

async function open(place: string): Promise<Page> {
  const page = await vouch.firefox.openPage(`${DASHBOARD}#${place}`);
  page.on('console', message => message.type() === 'error' && said.push(`${place}: ${message.text()}`));
  page.on('pageerror', error => said.push(`${place}: ${String(error)}`));
  await page.bringToFront();
  return page;
}

const TRACK = 'Internal medicine';
const PROGRAM = 'Harbor Medical Center';
let elena: string;
let tom: string;
let trackId: unknown;

test('a season is set up, a slot is filled, and it is asked what if', async () => {
  elena = await vouch.add('mentor/save', {
    name: 'Elena Rivera',
    credentials: 'MD',
    specialty: TRACK,
    emails: ['elena.rivera@clinic.example'],
    wantsCheckIns: false,
  });
  tom = await vouch.add('mentor/save', { name: 'Tom Lindqvist', specialty: TRACK, wantsCheckIns: false });
  const page = await open('/plan');
  await choose(page, word('setUpSeason'), '2028');
  await choose(page, word('profileApplicant'), 'us-md');
  await (await field(page, 'combobox', word('trackSpecialty'))).type(TRACK);
  await press(page, 'button', word('setUpMake'));
  await seen(page, word('toastTracksAdded_one', { count: 1 }));
  trackId = (await vouch.rows('tracks'))[0]?.id;
  const slots = (await vouch.rows('slots')).toSorted((a, b) => Number(a.position) - Number(b.position));
  const inSlot = (what: string) => page.waitForSelector(`[data-slot="${slots[0]?.id}"] ${what}`);
  await inMenu(page, await inSlot('[aria-haspopup]'), word('slotChoose'));
  await (await page.waitForSelector('dialog label ::-p-text(Elena Rivera)'))?.click();
  await press(page, 'button', word('writerName'));
  await inSlot(`a ::-p-text(Elena Rivera)`);
  await vi.waitFor(
    async () => expect(await vouch.rows('letters')).toMatchObject([{ mentorId: elena, trackId, askedOn: null }]),
    PATIENCE,
  );
  await inMenu(page, await inSlot('[aria-haspopup]'), word('slotWhatIf'));
  await seen(page, word('whatIfTitle', { name: 'Elena Rivera' }));
  await page.keyboard.press('Escape');
  await unseen(page, word('whatIfTitle', { name: 'Elena Rivera' }));
  expect(await vouch.rows('letters')).toMatchObject([{ ended: null }]);
  await page.close();
}, 60_000);

test('a card is moved by key and by drag, and its window takes days and rules', async () => {
  const id = await theLetter();
  const board = await open('/letters');
  const card = await board.waitForSelector(`[data-letter="${id}"]`);
  await card?.focus();
  await board.keyboard.down('Shift');
  await board.keyboard.press('ArrowRight');
  await board.keyboard.up('Shift');
  await board.waitForSelector(`[data-column="answer"] [data-letter="${id}"]`);
  await vi.waitFor(
    async () => expect(await vouch.rows('letters')).toMatchObject([{ askedOn: dayBefore(0) }]),
    PATIENCE,
  );
  expect(await board.evaluate(() => document.activeElement?.getAttribute('data-letter'))).toBe(id);

  await drag(board, `[data-letter="${id}"]`, '[data-column="packet"]');
  await board.waitForSelector(`[data-column="packet"] [data-letter="${id}"]`);
  await vi.waitFor(
    async () => expect(await vouch.rows('letters')).toMatchObject([{ answer: 'yes', answeredOn: dayBefore(0) }]),
    PATIENCE,
  );

  await (await board.waitForSelector(`[data-letter="${id}"]`))?.press('Enter');
  await press(board, 'button', word('letterStepToday', { step: word('letterStepRequested') }));
  await choose(board, word('letterWaiver'), 'yes');
  await press(board, 'button', word('actionSave'));
  await vi.waitFor(
    async () => expect(await vouch.rows('letters')).toMatchObject([{ requestedOn: dayBefore(0), isWaived: true }]),
    PATIENCE,
  );
  await board.close();
}, 60_000);

test('programs come from a file and are given the letter in the table, by key', async () => {
  const letterId = await theLetter();
  const file = join(folder, 'mine.csv');
  await writeFile(file, `Program Name,Specialty,Application deadline\n${PROGRAM},${TRACK},09/28/2027\n`);
  const page = await open('/programs/import');
  const input = (await page.waitForSelector('input[type=file]')) as ElementHandle<HTMLInputElement> | null; // by its selector
  await input?.uploadFile(file);
  await press(page, 'button', word('programImportAction'));
  await seen(page, word('programImportDone_one', { count: 1 }));
  expect(await vouch.rows('programs')).toMatchObject([{ name: PROGRAM, trackId, deadlineOn: '2027-09-28' }]);
  await page.close();

  const matrix = await open('/programs/letters');
  const box = await field(matrix, 'checkbox', word('matrixCell', { program: PROGRAM, writer: 'Elena Rivera' }));
  await box.focus();
  await matrix.keyboard.press(' ');
  await vi.waitFor(async () => expect(await vouch.rows('assignments')).toMatchObject([{ letterId }]), PATIENCE);
  await matrix.close();
}, 60_000);

test('the packet is paper alone when it is printed', async () => {
  const id = await theLetter();
  await vouch.add('rotation/save', {
    name: 'Medicine wards',
    startsOn: dayBefore(60),
    endsOn: dayBefore(30),
    mentors: [{ mentorId: elena, daysTogether: 18, watchedDirectly: true }],
  });
  await vouch.add('moment/save', { on: dayBefore(40), mentorIds: [elena], situation: 'Led the family meeting' });
  const page = await open(`/packet/${id}`);
  await page.waitForSelector('.packet-paper');
  await seen(page, 'Elena Rivera, MD');
  await seen(page, 'Led the family meeting');
  const isDrawn = (selector: string) =>
    page.evaluate(wanted => {
      const found = document.querySelector(wanted);
      if (found === null) throw new Error(`no ${wanted}`);
      return found.getClientRects().length > 0;
    }, selector);
  expect([await isDrawn('.packet-side'), await isDrawn('nav')]).toEqual([true, true]);
  await onPaper(true);
  await vi.waitFor(async () => expect(await isDrawn('.packet-side')).toBe(false), PATIENCE);
  expect([await isDrawn('nav'), await isDrawn('.packet-paper')]).toEqual([false, true]);
  await onPaper(false);
  const pages = pagesIn(Buffer.from(await page.pdf()));
  expect(pages).toBeGreaterThanOrEqual(1);
  expect(pages).toBeLessThanOrEqual(2);
  await page.close();
}, 60_000);

test('a message is ready to be opened as a draft; templates and the rehearsal are drawn', async () => {
  const mentor = await open(`/mentors/${elena}`);
  // Why, in words, from what was logged.
  await seen(mentor, word('readyTitle'));
  await press(mentor, 'button', word('mentorWrite'));
  await press(mentor, 'menuitem', word('writeCheckIn'));
  await seen(mentor, word('messageTitle', { name: 'Elena Rivera' }));
  const link = await field(mentor, 'link', word('messageOpen'));
  const { origin, searchParams } = new URL(await link.evaluate(element => element.getAttribute('href') ?? ''));
  expect(origin).toBe('https://mail.google.com');
  expect(Object.fromEntries(searchParams)).toMatchObject({
    to: 'elena.rivera@clinic.example',
    body: expect.stringContaining('Dr. Rivera'),
  });
  await mentor.close();

  const templates = await open('/templates');
  await seen(templates, word('navTemplates'));
  const checkIn = await templates.waitForSelector('a[href="#/templates/check-in"]');
  await checkIn?.press('Enter');
  await field(templates, 'textbox', word('draftBody'));
  await templates.close();

  const rehearsal = await open(`/rehearse/${tom}`);
  await seen(rehearsal, word('rehearsalCardTitle'));
  await press(rehearsal, 'button', word('rehearsalTimerStart'));
  await field(rehearsal, 'button', word('rehearsalTimerPause'));
  await rehearsal.close();
}, 60_000);

test('the season is drawn, and its days go into a calendar file; nothing was an error all the way', async () => {
  const page = await open('/season');
  await seen(page, word('seasonDayDeadline', { program: PROGRAM }));
  await press(page, 'button', word('calendarAll'));
  const saved = await vi.waitFor(async () => {
    const name = (await readdir(folder)).find(one => /^vouch-season-\d{4}-\d\d-\d\d\.ics$/.test(one));
    const text = await readFile(join(folder, name ?? 'no calendar file'), 'utf8');
    expect(text).toMatch(/END:VCALENDAR\s*$/);
    return text.replace(/\r\n[ \t]/g, '');
  }, PATIENCE);
  expect(saved).toContain(`SUMMARY:${word('seasonDayDeadline', { program: PROGRAM })}`);
  await page.close();
  expect(said).toEqual([]);
}, 60_000);

/** The id of the one there is. */
async function theLetter(): Promise<string> {
  const letters = await vouch.rows('letters');
  expect(letters).toHaveLength(1);
  return letters[0]?.id ?? '';
}

/** Opens the menu of a button and chooses an entry. */
async function inMenu(page: Page, button: ElementHandle | null, entry: string): Promise<void> {
  await button?.focus();
  await button?.press('Enter');
  await press(page, 'menuitem', entry);
}

/** Firefox lets no driver begin a drag with the pointer, so the page is told of one as the browser would tell it. */
async function drag(page: Page, from: string, to: string): Promise<void> {
  await page.evaluate(
    async (card, column) => {
      const dataTransfer = new DataTransfer();
      const steps = [
        [card, 'dragstart'],
        [column, 'dragenter'],
        [column, 'dragover'],
        [column, 'drop'],
        [card, 'dragend'],
      ] as const;
      for (const [selector, type] of steps) {
        const event = new DragEvent(type, { dataTransfer, bubbles: true, cancelable: true });
        document.querySelector(selector)?.dispatchEvent(event);
        if (type === 'dragover' && !event.defaultPrevented) throw new Error('nothing can be dropped here');
        await new Promise(requestAnimationFrame);
      }
    },
    from,
    to,
  );
}

/** How many pages a PDF has; Firefox compresses what says so. */
function pagesIn(pdf: Buffer): number {
  const text = pdf.toString('latin1');
  const streams = [...text.matchAll(/stream\r?\n([\s\S]*?)endstream/g)].map(([, packed = '']) => {
    try {
      return inflateSync(Buffer.from(packed, 'latin1'), { finishFlush: constants.Z_SYNC_FLUSH }).toString('latin1');
    } catch {
      return ''; // a picture, or a font
    }
  });
  return [text, ...streams].join('\n').match(/\/Type\s*\/Page\b/g)?.length ?? 0;
}

/** Has the page in front drawn as for paper, or again as for the screen. */
async function onPaper(isPaper: boolean): Promise<void> {
  await vouch.firefox.inBrowser(
    `void (gBrowser.selectedBrowser.browsingContext.mediumOverride = '${isPaper ? 'print' : ''}')`,
  );
}
