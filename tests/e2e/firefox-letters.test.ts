import type { Page } from 'puppeteer-core';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import type { Browser } from 'webextension-polyfill';
import type { MessageName, RequestOf } from '../../src/messages/protocol.ts';
import { pathForTests } from '../support/find-browsers.ts';
import { LaunchedFirefox } from '../support/firefox.ts';
import { type BuildCopy, grantedBuild } from '../support/granted-build.ts';
import { field, press, seen } from './firefox-page.ts';
import { DASHBOARD, dayBefore, PATIENCE, readTable, type StoredRow } from './vouch.ts';
import { word } from './words.ts';

declare const browser: Browser;

let build: BuildCopy;
let firefox: LaunchedFirefox;
/** A page of the extension with nothing of ours on it. */
let desk: Page;

beforeAll(async () => {
  build = await grantedBuild('firefox');
  firefox = await LaunchedFirefox.launch({
    extensionDir: build.dir,
    executablePath: await pathForTests('firefox'),
    headless: true,
  });
  desk = await firefox.openPage('manifest.json');
});
afterAll(async () => {
  await firefox?.close();
  await build?.remove();
});

test('in Firefox a card is moved by key, and packet, message and templates are drawn, without a word on the console', async () => {
  const mentorId = await save('mentor/save', {
    name: 'Elena Rivera',
    credentials: 'MD',
    emails: ['elena.rivera@clinic.example'],
    wantsCheckIns: false,
  });
  const letterId = await save('letter/save', { mentorId, service: 'eras', targetOn: dayBefore(-90) });
  const said: string[] = [];
  const open = async (place: string) => {
    const page = await firefox.openPage(`${DASHBOARD}#${place}`);
    page.on('console', message => message.type() === 'error' && said.push(`${place}: ${message.text()}`));
    page.on('pageerror', error => said.push(`${place}: ${String(error)}`));
    await page.bringToFront();
    return page;
  };

  const board = await open('/letters');
  const card = await board.waitForSelector(`[data-letter="${letterId}"]`);
  await card?.focus();
  await board.keyboard.down('Shift');
  await board.keyboard.press('ArrowRight');
  await board.keyboard.up('Shift');
  await board.waitForSelector(`[data-column="answer"] [data-letter="${letterId}"]`);
  await vi.waitFor(async () => expect(await letters()).toMatchObject([{ askedOn: dayBefore(0) }]), PATIENCE);
  expect(await board.evaluate(() => document.activeElement?.getAttribute('data-letter'))).toBe(letterId);
  await board.close();

  const packet = await open(`/packet/${letterId}`);
  await packet.waitForSelector('.packet-paper');
  await seen(packet, 'Elena Rivera');
  await packet.close();

  const mentor = await open(`/mentors/${mentorId}`);
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
  expect(said).toEqual([]);
}, 60_000);

/** @returns The new record's id. */
async function save(
  name: Extract<MessageName, 'mentor/save' | 'letter/save'>,
  fields: RequestOf<'mentor/save'>['fields'],
): Promise<string> {
  const answer = await desk.evaluate(
    (given, text) => browser.runtime.sendMessage({ to: 'vouch', name: given, request: JSON.parse(text) }),
    name as string,
    JSON.stringify({ id: null, fields }),
  );
  const saved = answer as { readonly ok: boolean; readonly value: { readonly id: string } }; // as the protocol has it
  expect(saved).toMatchObject({ ok: true });
  return saved.value.id;
}

async function letters(): Promise<StoredRow[]> {
  return (await desk.evaluate(readTable, 'letters')) as StoredRow[]; // every record has an id
}
