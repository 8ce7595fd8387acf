import { readFile } from 'node:fs/promises';
import type { Page } from 'playwright';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { type BuildCopy, copyBuild } from '../support/granted-build.ts';
import { overflowOf, violationsInBothThemes } from './axe.ts';
import { DASHBOARD, dayBefore, Vouch } from './vouch.ts';
import { word } from './words.ts';

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

async function open(): Promise<Page> {
  const page = await vouch.browser.openPage(`${DASHBOARD}#/season`);
  await page.getByRole('heading', { level: 1, name: word('navSeason') }).waitFor();
  return page;
}

type Saved = 'plan/save' | 'track/save' | 'letter/save' | 'program/save';

async function save(name: Saved, fields: Readonly<Record<string, unknown>>): Promise<string> {
  const saved = await vouch.ask(name, { id: null, fields });
  if (!saved.ok) throw new Error(`${name}: ${saved.problem.code}`);
  return saved.value.id;
}

/** A letter to be asked for in 60 days and wanted in 102, its season's day being estimated; and one of another track. */
async function season(): Promise<void> {
  const reviewFromOn = { on: dayBefore(-116), confidence: 'estimated' };
  const planId = await save('plan/save', { season: '2030', service: 'eras', reviewFromOn });
  const unknownId = await save('plan/save', { season: '2030', service: 'sf-match' });
  const neurology = await save('track/save', { name: 'Neurology', planId, resultOn: dayBefore(-290) });
  const eyes = await save('track/save', { name: 'Ophthalmology', planId: unknownId, service: 'sf-match' });
  const rivera = await vouch.addMentor('Elena Rivera', { wantsCheckIns: false });
  const moreno = await vouch.addMentor('Ada Moreno', { wantsCheckIns: false });
  await save('letter/save', { mentorId: rivera, trackId: neurology });
  await save('letter/save', { mentorId: moreno, trackId: eyes, service: 'sf-match', targetOn: dayBefore(-102) });
  await save('program/save', { name: 'Harbor Medical Center', trackId: neurology, deadlineOn: dayBefore(-102) });
}

/** What a click on the button for all days saves, its folded lines put together. */
async function calendarFileOf(page: Page, name: RegExp): Promise<string> {
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('button', { name: word('calendarAll') }).click(),
  ]);
  expect(download.suggestedFilename()).toMatch(name);
  return (await readFile(await download.path(), 'utf8')).replace(/\r\n[ \t]/g, '').replaceAll('\r', '');
}

const uidsIn = (file: string) => file.match(/^UID:.*$/gm) ?? [];

const row = (page: Page, title: string) => page.getByRole('link', { name: title });
const ask = (name: string) => word('seasonDayAsk', { name });

test('without a plan the page leads to one', async () => {
  const page = await open();
  await page.getByText(word('seasonEmptyTitle')).waitFor();
  expect(await violationsInBothThemes(page)).toEqual([]);
  await page.getByRole('link', { name: word('seasonOpenPlan') }).click();
  await page.waitForURL(/#\/plan$/);
});

test('the list is counted back from the dates, says what is estimated and what nobody knows, and follows the track', async () => {
  await season();
  const page = await open();
  await row(page, ask('Elena Rivera')).first().waitFor();
  expect(await row(page, ask('Elena Rivera')).innerText()).toContain(word('seasonEstimated'));
  expect(await row(page, ask('Ada Moreno')).innerText()).not.toContain(word('seasonEstimated'));
  expect(await page.getByText('SF Match 2030').count()).toBe(1);
  // 102 days less six weeks.
  expect(await row(page, ask('Ada Moreno')).innerText()).toContain('in 8 weeks');
  expect(await violationsInBothThemes(page)).toEqual([]);
  await page.setViewportSize({ width: 380, height: 800 });
  expect(await overflowOf(page)).toBe(0);
  await page.getByLabel(word('seasonTrack')).selectOption('Neurology');
  expect(await row(page, ask('Ada Moreno')).count()).toBe(0);
  expect(await row(page, ask('Elena Rivera')).count()).toBe(1);
});

test('the calendar goes by keyboard, opens a full day, and prints as a list', async () => {
  await season();
  const page = await open();
  await row(page, ask('Elena Rivera')).first().waitFor();
  await page.getByRole('radio', { name: word('seasonLookList') }).focus();
  await page.keyboard.press('ArrowRight');
  const monthsTo = (on: string) => Number(on.slice(0, 4)) * 12 + Number(on.slice(5, 7));
  // From the month of the first step, to ask, to that of the letters.
  for (let month = monthsTo(dayBefore(-60)); month < monthsTo(dayBefore(-102)); month++) {
    await page.getByRole('button', { name: word('seasonLaterMonth') }).press('Enter');
  }
  const deadline = word('seasonDayDeadline', { program: 'Harbor Medical Center' });
  const square = page.locator('.season-day', { has: page.locator('.season-chip', { hasText: deadline }) });
  // The deadline, two letters that should be in, and two nudges about them.
  await square.getByRole('button', { name: '+3' }).press('Enter');
  await page.locator('.season-day-list').getByText(deadline).waitFor();
  expect(await page.locator('.season-day-list .season-row').count()).toBe(5);
  expect(await violationsInBothThemes(page)).toEqual([]);
  await page.setViewportSize({ width: 380, height: 800 });
  expect(await overflowOf(page)).toBe(0);
  await page.emulateMedia({ media: 'print', colorScheme: 'dark' });
  expect(await page.locator('.dashboard-side').isVisible()).toBe(false);
  expect(await page.locator('.season-grid').isVisible()).toBe(false);
  expect(await row(page, ask('Elena Rivera')).last().isVisible()).toBe(true);
});

test('the calendar file has each day once under an identity of its own, and says what is tentative', async () => {
  await season();
  const page = await open();
  await row(page, ask('Elena Rivera')).first().waitFor();
  const first = await calendarFileOf(page, /^vouch-season-\d{4}-\d\d-\d\d\.ics$/);
  expect(uidsIn(first).length).toBe(await page.locator('.season-row').count());
  expect(new Set(uidsIn(first)).size).toBe(uidsIn(first).length);
  expect(first).toContain(`SUMMARY:${ask('Elena Rivera')}`);
  expect(first).toContain('STATUS:TENTATIVE');
  expect(first).toContain('STATUS:CONFIRMED');
  expect(uidsIn(await calendarFileOf(page, /^vouch-season/))).toEqual(uidsIn(first));
});

test('what the due list and the season both have is one event of a calendar that gets both files', async () => {
  await season();
  const page = await open();
  await row(page, ask('Elena Rivera')).first().waitFor();
  const ofSeason = await calendarFileOf(page, /^vouch-season/);
  await page.goto(page.url().replace(/#.*$/, '#/due'));
  await page.getByRole('button', { name: word('calendarAll') }).waitFor();
  const ofList = await calendarFileOf(page, /^vouch-reminders/);
  const eventsIn = (file: string) =>
    file.split('BEGIN:VEVENT').flatMap(event => {
      const [uid, on] = [/^UID:(.*)$/m.exec(event)?.[1], /^DTSTART;VALUE=DATE:(.*)$/m.exec(event)?.[1]];
      return uid?.startsWith('ask:') ? [`${uid} ${on}`] : [];
    });
  expect(eventsIn(ofSeason)).toHaveLength(2);
  expect(eventsIn(ofList).toSorted()).toEqual(eventsIn(ofSeason).toSorted());
});
