import { readFileSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import type { AxeResults } from 'axe-core';
import type { Page } from 'playwright';
import { afterAll, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest';
import type { RequestOf } from '../../src/messages/protocol.ts';
import { type BuildCopy, copyBuild } from '../support/granted-build.ts';
import { DASHBOARD, dayBefore, PATIENCE, tabTo, Vouch } from './vouch.ts';
import { word } from './words.ts';

declare const axe: { run(context: Document, options: object): Promise<AxeResults> };

const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

let build: BuildCopy;
let vouch: Vouch;

beforeAll(async () => {
  build = await copyBuild('chrome');
  vouch = await Vouch.launch(build.dir);
  await vouch.welcomed();
});
afterAll(async () => {
  await vouch?.close();
  await build?.remove();
});
beforeEach(() => vouch.reset());

const id = (number: number) => `018f0000-0000-7000-8000-${String(number).padStart(12, '0')}`;
type Save = RequestOf<'records/save'>['saves'][number];
const made = (table: Save['table'], number: number, fields: Save['fields']): Save => ({
  table,
  id: id(number),
  isNew: true,
  fields,
});

const WRITERS = ['Elena Rivera', 'Tom Lindqvist', 'Ada Moreno', 'Samuel Okafor', 'Maya Lindholm'];

/** A track that wants four letters, five of which came in, the fourth a chair's; and these programs. */
async function season(programs: readonly string[] = []): Promise<void> {
  const mentorIds: string[] = [];
  for (const name of WRITERS) mentorIds.push(await vouch.addMentor(name, { wantsCheckIns: false }));
  const saves = [
    made('plans', 1, { season: '2028' }),
    made('tracks', 2, { name: 'Internal Medicine', planId: id(1) }),
    ...[0, 1, 2, 3].map(at => made('slots', 10 + at, { trackId: id(2), position: at, isChairLetter: at === 3 })),
    ...mentorIds.map((mentorId, at) =>
      made('letters', 100 + at, {
        mentorId,
        trackId: id(2),
        receivedOn: dayBefore(30),
        thankedOn: dayBefore(29),
        isChairLetter: at === 3,
      }),
    ),
    ...programs.map((name, at) => made('programs', 1000 + at, { name, trackId: id(2) })),
  ];
  expect(await vouch.ask('records/save', { saves, assignments: [], removals: [] })).toMatchObject({ ok: true });
}

async function open(path: string, heading = word('navPrograms')): Promise<Page> {
  const page = await vouch.browser.openPage(`${DASHBOARD}#${path}`);
  await page.getByRole('heading', { level: 1, name: heading, exact: true }).waitFor();
  return page;
}

const stored = (expected: readonly object[]) =>
  vi.waitFor(async () => expect(await vouch.rows('programs')).toMatchObject(expected), PATIENCE);
const assignedCount = (count: number) =>
  vi.waitFor(async () => expect(await vouch.rows('assignments')).toHaveLength(count), PATIENCE);

const CSV = [
  'Program Name,Specialty,Application deadline,Signal,Comments',
  'Lakeside University Hospital,Internal Medicine,10/15/2027,1,"Two campuses, by the sea"',
  '"=HYPERLINK(""https://x.example"",""Go"")",Internal Medicine,09/30/2027,2,',
  'Harbor Medical Center,Internal Medicine,11/01/2027,,already there',
  'LAKESIDE University Hospital,Internal Medicine,10/15/2027,9,',
  ',Internal Medicine,10/15/2027,,nobody',
  'Eastgate Community Hospital,Dermatology,soon,3,',
].join('\r\n');

describe('a table of programs', () => {
  test('comes in with what is there twice left out, formulas as text, and a report; and goes out harmless', async () => {
    await season(['Harbor Medical Center']);
    const page = await open('/programs/import', word('programImportTitle'));
    await page
      .locator('input[type=file]')
      .setInputFiles({ name: 'mine.csv', mimeType: 'text/csv', buffer: Buffer.from(CSV) });
    await page.getByText(word('programImportFormula')).waitFor();
    await page.getByText(word('programImportIsStored')).first().waitFor();
    await page
      .getByText(word('programImportIsRepeated', { row: 2 }))
      .first()
      .waitFor();
    await page.getByText(word('programImportWill', { added: 3, updated: 0, left: 3 })).waitFor();
    expect(await axeIn(page)).toEqual([]);
    await page.getByRole('button', { name: word('programImportAction'), exact: true }).click();
    await page.getByRole('heading', { name: word('programImportDone_other', { count: 3 }) }).waitFor();
    const soon = {
      column: word('programColumn_deadline'),
      reason: word('programRefusal_bad_day'),
      row: 7,
      value: 'soon',
    };
    await page.getByText(word('programImportLeftCell', soon)).waitFor();
    const nameless = { reason: word('programRefusal_no_name'), row: 6 };
    await page.getByText(word('programImportLeftRow', nameless)).waitFor();
    const formula = '=HYPERLINK("https://x.example","Go")';
    const names = async () => (await vouch.rows('programs')).map(({ name }) => name);
    expect(await names()).toEqual([
      'Harbor Medical Center',
      'Lakeside University Hospital',
      formula,
      'Eastgate Community Hospital',
    ]);
    expect((await vouch.rows('programs'))[1]).toMatchObject({ deadlineOn: '2027-10-15', priority: 1, trackId: id(2) });
    // It came in as text, and is shown as it stands.
    await page.getByRole('link', { name: word('programImportSee') }).click();
    await page.getByRole('button', { name: formula, exact: true }).waitFor();
    const download = page.waitForEvent('download');
    await page.getByRole('button', { name: word('programsExport'), exact: true }).click();
    const exported = await readFile(await (await download).path(), 'utf8');
    expect(exported).toContain(`"'=HYPERLINK(""https://x.example"",""Go"")",Internal Medicine,2027-09-30`);
    expect(exported.split('\r\n')).toHaveLength(6);
  });

  test('keeps the file and what was said row by row while another place is looked at', async () => {
    await season(['Harbor Medical Center']);
    const page = await open('/programs/import', word('programImportTitle'));
    await page
      .locator('input[type=file]')
      .setInputFiles({ name: 'mine.csv', mimeType: 'text/csv', buffer: Buffer.from(CSV) });
    const choiceFor = (row: number, name: string) =>
      page.getByRole('combobox', { name: word('programImportFor', { name, row }) });
    await choiceFor(4, 'Harbor Medical Center').selectOption('update');
    await choiceFor(5, 'LAKESIDE University Hospital').selectOption('add');
    await page.getByRole('link', { name: word('navLetters'), exact: true }).click();
    await page.getByRole('heading', { level: 1, name: word('navLetters'), exact: true }).waitFor();
    await page.goBack();
    await page.getByText(word('programImportWill', { added: 4, updated: 1, left: 1 })).waitFor();
    expect(await choiceFor(4, 'Harbor Medical Center').inputValue()).toBe('update');
    // Said for all, it is said for each.
    await page.getByRole('combobox', { name: word('programImportInFile'), exact: true }).selectOption('skip');
    await page.getByText(word('programImportWill', { added: 3, updated: 1, left: 2 })).waitFor();
    await page.getByRole('button', { name: word('programImportAction'), exact: true }).click();
    await page.getByRole('heading', { name: word('programImportDone_other', { count: 4 }) }).waitFor();
    expect((await vouch.rows('programs'))[0]).toMatchObject({ deadlineOn: '2027-11-01', note: 'already there' });
  });

  test('is taken back with one undo', async () => {
    const page = await open('/programs/import', word('programImportTitle'));
    const rows = Array.from({ length: 40 }, (_, at) => `Hospital ${at},2027-10-15`).join('\n');
    await page
      .locator('input[type=file]')
      .setInputFiles({ name: 'mine.csv', mimeType: 'text/csv', buffer: Buffer.from(`Program,Deadline\n${rows}`) });
    await page.getByRole('button', { name: word('programImportAction'), exact: true }).click();
    await page.getByRole('heading', { name: word('programImportDone_other', { count: 40 }) }).waitFor();
    expect(await vouch.rows('programs')).toHaveLength(40);
    await page.getByRole('button', { name: word('actionUndo'), exact: true }).click();
    await page.getByText(word('programImportUndone')).waitFor();
    expect(await vouch.rows('programs')).toEqual([]);
  });

  test('interrupted twice by the end of the worker, is there as a whole or not at all, and is said to go on', async () => {
    const { desk, browser } = vouch;
    const session = await browser.context.newCDPSession(desk);
    await session.send('ServiceWorker.enable');
    // All that anybody could have seen of it, and how far the worker says it is.
    await desk.evaluate(() => {
      const seen = { counts: new Set<number>(), told: 0 };
      Object.assign(globalThis, { seen });
      new BroadcastChannel('vouch/progress').onmessage = () => {
        seen.told += 1;
      };
      const opened = indexedDB.open('vouch');
      opened.onsuccess = () =>
        setInterval(() => {
          const counted = opened.result.transaction('programs').objectStore('programs').count();
          counted.onsuccess = () => seen.counts.add(counted.result);
        }, 20);
    });
    const rows = Array.from({ length: 2000 }, (_, at) => `Hospital ${at},2027-10-15`).join('\n');
    const page = await open('/programs/import', word('programImportTitle'));
    await page
      .locator('input[type=file]')
      .setInputFiles({ name: 'mine.csv', mimeType: 'text/csv', buffer: Buffer.from(`Program,Deadline\n${rows}`) });
    const button = page.getByRole('button', { name: word('programImportAction'), exact: true });
    await button.click();
    const stopWhileWriting = async () => {
      const told = await desk.evaluate(() => (globalThis as unknown as { seen: { told: number } }).seen.told);
      await desk.waitForFunction(
        before => (globalThis as unknown as { seen: { told: number } }).seen.told > before,
        told,
        { polling: 10 },
      );
      await session.send('ServiceWorker.stopAllWorkers');
    };
    await stopWhileWriting();
    // The page asks again by itself; then it is the student's turn.
    await stopWhileWriting();
    await page.getByText(word('problem_message_no_answer')).waitFor();
    await page.getByText(word('programImportWill', { added: 2000, updated: 0, left: 0 })).waitFor();
    await button.click();
    await page.getByRole('heading', { name: word('programImportDone_other', { count: 2000 }) }).waitFor();
    expect(await vouch.rows('programs')).toHaveLength(2000);
    const counts = await desk.evaluate(() => [
      ...(globalThis as unknown as { seen: { counts: Set<number> } }).seen.counts,
    ]);
    expect(counts).toEqual([0, 2000]);
    await page.getByRole('button', { name: word('actionUndo'), exact: true }).click();
    await page.getByText(word('programImportUndone')).waitFor();
    expect(await vouch.rows('programs')).toEqual([]);
    await desk.reload();
    await session.detach();
  });
});

describe('the list', () => {
  test('adds, marks applied and sets priorities by keys, and changes several with one undo', async () => {
    await season(['Harbor Medical Center', 'Lakeside University Hospital']);
    const page = await open('/programs');
    const { keyboard } = page;
    await tabTo(page, word('programAddName'), 'textbox');
    await keyboard.type('Eastgate Community Hospital');
    await keyboard.press('Enter');
    await page.getByRole('button', { name: 'Eastgate Community Hospital', exact: true }).waitFor();
    await tabTo(page, 'Eastgate Community Hospital');
    await keyboard.press('ArrowDown');
    await keyboard.press('a');
    await keyboard.press('3');
    await stored([{ name: 'Harbor Medical Center', appliedOn: dayBefore(0), priority: 3 }, {}, { trackId: id(2) }]);
    await keyboard.press('x');
    await keyboard.press('ArrowDown');
    await keyboard.press('x');
    await page.getByText(word('programSelected_other', { count: 2 })).waitFor();
    expect(await axeIn(page)).toEqual([]);
    await page.getByRole('combobox', { name: word('programSetPriority') }).selectOption('1');
    await stored([{ priority: 1 }, { priority: 1 }, { priority: null }]);
    await page.getByRole('button', { name: word('actionUndo'), exact: true }).click();
    await stored([{ priority: 3 }, { priority: null }, { priority: null }]);
    // In its place, by keys and by the list that is there once it is pointed at.
    const priorityOf = (name: string) =>
      page.getByRole('combobox', { name: word('programPriorityOf', { name }), exact: true });
    const options = () => priorityOf('Lakeside University Hospital').locator('option').allTextContents();
    await vi.waitFor(async () => expect(await options()).toEqual(['–']), PATIENCE);
    await tabTo(page, word('programPriorityOf', { name: 'Lakeside University Hospital' }), 'combobox');
    expect(await options()).toHaveLength(10);
    await keyboard.press('4');
    await stored([{ priority: 3 }, { priority: 4 }, { priority: null }]);
    await priorityOf('Eastgate Community Hospital').hover();
    await priorityOf('Eastgate Community Hospital').selectOption('9');
    await stored([{ priority: 3 }, { priority: 4 }, { priority: 9 }]);
  });

  test('on a narrow screen shows its filters when they are asked for, and what a program’s numbers mean', async () => {
    await season(['Harbor Medical Center', 'Lakeside University Hospital']);
    const page = await open('/programs');
    const letters = page.getByRole('combobox', { name: word('programsFilterLetters') });
    expect(await letters.isVisible()).toBe(true);
    await page.setViewportSize({ width: 380, height: 800 });
    expect(await letters.isVisible()).toBe(false);
    await page.getByRole('button', { name: word('programsFilterShow') }).click();
    await letters.selectOption('has');
    await page.getByText(word('programsCountOf', { count: 0, whole: 2 })).waitFor();
    expect(await axeIn(page)).toEqual([]);
    await letters.selectOption('lacks');
    const label = page.locator('td.cell-priority').first();
    expect(await label.evaluate(cell => getComputedStyle(cell, '::before').content)).toContain(
      word('programColumn_priority'),
    );
    expect(await axeIn(page)).toEqual([]);
  });

  test('opens all fields of one, keeps what is typed over Escape, and refuses what is no address', async () => {
    await season(['Harbor Medical Center']);
    const page = await open('/programs');
    const openDialog = async () => {
      await page.getByRole('button', { name: 'Harbor Medical Center', exact: true }).click();
      await page.getByRole('dialog').waitFor();
    };
    await openDialog();
    await page.getByLabel(word('programWishCount')).fill('3');
    await page.getByLabel(word('programLink'), { exact: true }).fill('not a link');
    await page.keyboard.press('Escape');
    await page.getByRole('dialog').waitFor({ state: 'detached' });
    await openDialog();
    await vi.waitFor(
      async () => expect(await page.getByLabel(word('programWishCount')).inputValue()).toBe('3'),
      PATIENCE,
    );
    await page.getByRole('button', { name: word('actionSave'), exact: true }).click();
    await page.getByText(word('programBadLink')).waitFor();
    await page.getByLabel(word('programLink'), { exact: true }).fill('harbor.example.org');
    await page.getByRole('button', { name: word('actionSave'), exact: true }).click();
    await page.getByRole('dialog').waitFor({ state: 'detached' });
    await stored([{ letterCount: 3, link: 'https://harbor.example.org/' }]);
  });
});

describe('which program gets which letter', () => {
  test('is set by keys alone, up to the service’s number', async () => {
    await season(['Harbor Medical Center', 'Lakeside University Hospital']);
    const page = await open('/programs/letters');
    const { keyboard } = page;
    const box = (writer: string) =>
      page.getByRole('checkbox', { name: word('matrixCell', { program: 'Lakeside University Hospital', writer }) });
    await tabTo(page, word('matrixCell', { program: 'Harbor Medical Center', writer: 'Elena Rivera' }), 'checkbox');
    await keyboard.press('ArrowDown');
    for (const key of ['Space', 'Enter', 'Space', 'Enter']) {
      await keyboard.press(key);
      await keyboard.press('ArrowRight');
    }
    // Drawn at once, whatever the worker is doing.
    expect(await page.getByText(word('programCountOf', { count: 4, whole: 4 })).count()).toBe(1);
    await assignedCount(4);
    await page.getByText(word('programCheckOk')).waitFor();
    // The fifth.
    await keyboard.press('Space');
    await page
      .getByText(word('programMisfitFull_other', { count: 4, program: 'Lakeside University Hospital' }))
      .waitFor();
    expect(await page.locator(':focus').isChecked()).toBe(false);
    expect(await vouch.rows('assignments')).toHaveLength(4);
    // Another goes, and there is room; the chair's letter is missed.
    await keyboard.press('ArrowLeft');
    await keyboard.press('Space');
    await assignedCount(3);
    expect(await box('Samuel Okafor').isChecked()).toBe(false);
    await page.getByText(word('programFindingChair')).first().waitFor();
    expect(await axeIn(page)).toEqual([]);
  });

  test('four letters go to all of a track at once, with one undo, and only what is not everywhere can be shown', async () => {
    const names = Array.from({ length: 60 }, (_, at) => `Hospital ${String(at).padStart(2, '0')}`);
    await season(names);
    const page = await open('/programs/letters');
    await page.getByRole('button', { name: word('matrixAssignAll'), exact: true }).click();
    const programs = word('programAssignAllPrograms_other', { count: 60 });
    await page.getByText(word('programAssignAllDoes_other', { count: 240, programs })).waitFor();
    expect(await axeIn(page)).toEqual([]);
    await page.getByRole('button', { name: word('assignAllSubmit'), exact: true }).click();
    await page.getByText(word('assignAllDone_other', { count: 240 })).waitFor();
    expect(await vouch.rows('assignments')).toHaveLength(240);
    await page.getByLabel(word('matrixWaiting')).check();
    await page.getByText(word('matrixNoneTitle')).waitFor();
    await page.getByRole('button', { name: word('actionUndo'), exact: true }).click();
    await assignedCount(0);
    await page.getByRole('rowheader', { name: 'Hospital 00' }).waitFor();
    // Far down, where rows are drawn only when they come into sight.
    await tabTo(page, word('matrixCell', { program: 'Hospital 00', writer: 'Elena Rivera' }), 'checkbox');
    await page.keyboard.press('Control+End');
    expect(await page.evaluate(() => document.documentElement.scrollHeight - document.body.clientHeight)).toBeLessThan(
      2,
    );
    const last = page.getByRole('checkbox', {
      name: word('matrixCell', { program: 'Hospital 59', writer: 'Maya Lindholm' }),
    });
    await vi.waitFor(
      async () => expect(await last.evaluate(box => box === document.activeElement)).toBe(true),
      PATIENCE,
    );
  });

  test('says the whole of what a program lacks to whoever presses its check, by keys or on a narrow screen', async () => {
    await season(['Harbor Medical Center']);
    const page = await open('/programs/letters');
    await tabTo(page, word('matrixCell', { program: 'Harbor Medical Center', writer: 'Elena Rivera' }), 'checkbox');
    await page.keyboard.press('Home');
    await page.keyboard.press('Enter');
    const said = page.locator('.matrix-sheet:popover-open');
    await said.getByText(word('programFindingLetters_other', { count: 4 })).waitFor();
    await said.getByText(word('programFindingChair')).waitFor();
    expect(await axeIn(page)).toEqual([]);
    await page.keyboard.press('Escape');
    await said.waitFor({ state: 'detached' });
    await page.setViewportSize({ width: 380, height: 800 });
    await page.locator('.matrix-say').click();
    await said.getByText(word('programFindingChair')).waitFor();
    const box = await said.boundingBox();
    expect([box !== null && box.x >= 0, box !== null && box.x + box.width <= 380]).toEqual([true, true]);
  });

  test('with nothing there says what to do first', async () => {
    const page = await open('/programs/letters');
    await page.getByText(word('programsEmptyTitle')).waitFor();
    expect(await axeIn(page)).toEqual([]);
  });
});

/** What axe finds in both themes. */
async function axeIn(page: Page): Promise<string[]> {
  await page.evaluate(AXE);
  const found: string[] = [];
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
    const { violations } = await page.evaluate(() => axe.run(document, { resultTypes: ['violations'] }));
    found.push(
      ...violations.flatMap(({ id: rule, nodes }) =>
        nodes.map(({ target }) => `${colorScheme}: ${rule} ${target.join(' ')}`),
      ),
    );
  }
  return found;
}
