import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from 'playwright';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { ROOT } from '../support/build-extension.ts';
import { removeFolder } from '../support/chromium.ts';
import { builtFolder } from '../support/granted-build.ts';
import { Desktop, whyNoDesktop } from '../support/xvfb.ts';
import { type ChromiumApi, DASHBOARD, PANEL, PATIENCE, POPUP, Vouch } from './vouch.ts';
import { word } from './words.ts';

declare const chrome: ChromiumApi;

const SIZE = { width: 1280, height: 900 };
const TEAM = 'https://team.example/ward-4';
const TEAM_PAGE = `<!doctype html><title>Our team</title><style>body { font: 20px sans-serif; padding: 40px }</style>
  <h1>Ward 4</h1><p id="who">Maya Lindholm leads the ward.</p>
  <p><a id="mail" href="mailto:maya.lindholm@clinic.example">Maya Lindholm</a></p>
  <p><img id="picture" alt="" width="120" height="60" src="data:image/gif;base64,R0lGODlhAQABAIAAAAAAAP///ywAAAAAAQABAAACAUwAOw=="></p>
  <p><textarea id="field" rows="2" cols="40">Thank Maya for the feedback</textarea></p>
  <iframe id="frame" width="400" height="80" srcdoc="<title>Inside</title><p id='inner'>Rounds are at eight.</p>"></iframe>`;

const noDesktop = process.env.VOUCH_NO_DESKTOP || whyNoDesktop();
if (noDesktop !== null) console.log(`not run: the unchanged build on a real desktop; ${noDesktop}`);

describe.skipIf(noDesktop !== null)('the unchanged build, on a desktop with real keys and a real mouse', () => {
  let desktop: Desktop;
  let profile: string;
  let vouch: Vouch;
  let page: Page;

  beforeAll(async () => {
    desktop = await Desktop.start(SIZE.width, SIZE.height);
    profile = await mkdtemp(join(tmpdir(), 'vouch-headed-'));
    vouch = await Vouch.launch(await builtFolder('chrome'), {
      headless: false,
      userDataDir: profile,
      env: desktop.env,
      viewport: null,
      // Without motion nothing is caught half way.
      args: [
        '--ozone-platform=x11',
        '--force-prefers-reduced-motion',
        '--window-position=0,0',
        `--window-size=${SIZE.width},${SIZE.height}`,
      ],
    });
    await vouch.welcomed();
    await vouch.giveConsent();
    await vouch.remindAtAnyHour();
    page = await vouch.openWebPage(TEAM, TEAM_PAGE);
    await page.bringToFront();
    await desktop.focusWindow('Our team');
  });
  afterAll(async () => {
    await vouch?.close();
    await desktop?.stop();
    if (profile !== undefined) await removeFolder(profile);
  });

  test('it may read no site by itself', async () => {
    const { origins } = await vouch.desk.evaluate(() => chrome.permissions.getAll());
    expect(origins).toEqual([]);
    const worker = await vouch.browser.worker();
    const tabId = await worker.evaluate(async () => (await chrome.tabs.query({ active: true }))[0]?.id ?? 0);
    expect(await vouch.ask('page/read', { tabId })).toMatchObject({
      value: { reading: { url: null, capture: null }, problem: 'capture/page-unreadable' },
    });
  });

  test('Alt+Shift+L opens the popup, filled from the page, and Enter saves', async () => {
    await page.evaluate(() => {
      const text = document.querySelector('#who');
      if (text !== null) getSelection()?.selectAllChildren(text);
    });
    await desktop.key('alt+shift+l');
    // What was selected is known only by reading the page.
    await vi.waitFor(async () => expect(await fields(POPUP)).toContain('Maya Lindholm leads the ward.'), PATIENCE);
    expect(await fields(POPUP)).toContain('Our team');
    await desktop.screenshot(join(ROOT, 'tour/desktop-popup.png'));
    await desktop.run('xdotool', ['type', '--delay', '30', 'Elena Rivera']);
    await vi.waitFor(async () => expect(await fields(POPUP)).toContain('Elena Rivera'), PATIENCE);
    await desktop.key('Return');
    await vi.waitFor(async () => expect(await fields(POPUP)).not.toContain('Elena Rivera'), PATIENCE);
    await desktop.key('Return');
    await vi.waitFor(async () => expect(await text(POPUP)).toContain(word('savedTitle')), PATIENCE);
    expect(await vouch.rows('mentors')).toMatchObject([{ name: 'Elena Rivera' }]);
    expect(await vouch.rows('interactions')).toMatchObject([
      { title: 'Our team', note: 'Maya Lindholm leads the ward.', source: { url: TEAM } },
    ]);
  });

  test('a click elsewhere closes the popup, and what was half typed is there when it opens again', async () => {
    await closePopup();
    await desktop.key('alt+shift+l');
    await vi.waitFor(async () => expect(await fields(POPUP)).toContain('Our team'), PATIENCE);
    await desktop.run('xdotool', ['type', '--delay', '30', 'Tom Lindq']);
    await vi.waitFor(async () => expect(await fields(POPUP)).toContain('Tom Lindq'), PATIENCE);
    await closePopup();
    await desktop.key('alt+shift+l');
    await vi.waitFor(async () => expect(await fields(POPUP)).toContain('Tom Lindq'), PATIENCE);
    expect(await text(POPUP)).toContain(word('draftResumed'));
    await closePopup();
    for (const { id } of await vouch.rows('drafts')) await vouch.ask('draft/discard', { id });
  });

  test('the item in the real context menu logs a link through the real side panel', async () => {
    // Of the tests before something is still selected, and that would be the note.
    await page.evaluate(() => getSelection()?.removeAllRanges());
    await openMenu('#mail');
    const shot = join(ROOT, 'tour/desktop-menu.png');
    await desktop.screenshot(shot);
    await chooseItem();
    await vi.waitFor(async () => expect(await text(PANEL)).toContain('Maya Lindholm'), PATIENCE);
    expect(await fields(PANEL)).toContain('Our team');
    const inTab = vouch.browser.context.pages().some(open => open.url() === vouch.browser.url(PANEL));
    expect(inTab).toBe(false);
    // It slides in, and is narrow until it has arrived.
    await vi.waitFor(async () => expect((await look(PANEL)).width).toBeGreaterThan(300), PATIENCE);
    await desktop.screenshot(join(ROOT, 'tour/desktop-side-panel.png'));
    await desktop.key('Return');
    await vi.waitFor(async () => expect(await text(PANEL)).toContain(word('savedTitle')), PATIENCE);
    expect((await vouch.rows('mentors')).at(-1)).toMatchObject({
      name: 'Maya Lindholm',
      emails: ['maya.lindholm@clinic.example'],
    });
    expect((await vouch.rows('interactions')).at(-1)).toMatchObject({ note: '', source: { url: TEAM } });
  });

  test.each([
    ['a picture', '#picture', null, ''],
    ['a field, with what is selected in it,', '#field', 'field', 'Thank Maya for the feedback'],
    ['a frame, with what is selected in it,', '#frame', 'frame', 'Rounds are at eight.'],
  ])('the item is in the menu of %s too, and logs the page', async (_name, selector, selected, note) => {
    await page.evaluate(which => {
      getSelection()?.removeAllRanges();
      const field = document.querySelector('textarea');
      field?.blur();
      if (which === 'field') field?.select();
      const inner = document.querySelector('iframe')?.contentDocument;
      inner?.getSelection()?.removeAllRanges();
      const text = inner?.querySelector('#inner');
      if (which === 'frame' && text != null) inner?.getSelection()?.selectAllChildren(text);
    }, selected);
    await openMenu(selector);
    await chooseItem();
    const prepared = async () => (await vouch.rows('drafts')).map(({ form }) => form);
    await vi.waitFor(
      async () =>
        expect(await prepared()).toMatchObject([{ title: 'Our team', note, newMentors: [], source: { url: TEAM } }]),
      PATIENCE,
    );
    await vi.waitFor(async () => expect(await fields(PANEL)).toContain('Our team'), PATIENCE);
    if (note !== '') await vi.waitFor(async () => expect(await fields(PANEL)).toContain(note), PATIENCE);
    for (const { id } of await vouch.rows('drafts')) await vouch.ask('draft/discard', { id });
  });

  test('a check-in that falls due is shown by the desktop, and a click on it opens the mentor', async () => {
    const elena = await vouch.addDueMentor('Ada Moreno');
    const title = word('notificationCheckIn', { name: 'Ada Moreno' });
    await vi.waitFor(() => expect(desktop.notificationTraffic).toMatch(/member=Notify\n/), PATIENCE);
    await vi.waitFor(() => expect(desktop.notificationTraffic).toContain(title), PATIENCE);
    await vi.waitFor(async () => expect(await desktop.run('dunstctl', ['count', 'displayed'])).toBe('1\n'), PATIENCE);
    await desktop.screenshot(join(ROOT, 'tour/desktop-notification.png'));
    const opening = vouch.browser.context.waitForEvent('page');
    await desktop.run('dunstctl', ['action']);
    const opened = await opening;
    await opened.getByRole('heading', { name: 'Ada Moreno', level: 1 }).waitFor();
    expect(opened.url()).toBe(vouch.browser.url(`${DASHBOARD}#/mentors/${elena}`));
  });

  /** A real click of the right button on the middle of an element. */
  async function openMenu(selector: string): Promise<void> {
    await page.bringToFront();
    const { x, y } = await page.evaluate(wanted => {
      const box = document.querySelector(wanted)?.getBoundingClientRect() ?? new DOMRect();
      const top = screenY + outerHeight - innerHeight;
      return { x: screenX + box.left + box.width / 2, y: top + box.top + box.height / 2 };
    }, selector);
    await desktop.click(x, y, 'right');
  }

  /** Its first letter is enough, since it is not in a submenu. */
  async function chooseItem(): Promise<void> {
    await desktop.key('l');
  }

  /** What the fields of one of our pages hold, also of the popup and the side panel, which are no tabs. */
  async function fields(path: string): Promise<string[]> {
    return (await look(path)).fields;
  }

  /** All the text it shows; empty when it is not open. */
  async function text(path: string): Promise<string> {
    return (await look(path)).text;
  }

  async function look(
    path: string,
  ): Promise<{ readonly fields: string[]; readonly text: string; readonly width: number }> {
    return vouch.desk.evaluate(wanted => {
      const views = chrome.extension.getViews().filter(({ location }) => location.pathname === `/${wanted}`);
      const [view] = views;
      const document = view?.document;
      const inputs = [...(document?.querySelectorAll<HTMLInputElement>('input, textarea') ?? [])];
      return {
        fields: inputs.map(({ value }) => value),
        text: document?.body.innerText ?? '',
        width: view?.innerWidth ?? 0,
      };
    }, path);
  }

  async function closePopup(): Promise<void> {
    await desktop.click(SIZE.width / 4, SIZE.height - 100, 'left');
    await vi.waitFor(async () => expect(await text(POPUP)).toBe(''), PATIENCE);
  }
});
