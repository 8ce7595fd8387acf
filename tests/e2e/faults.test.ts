import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Page } from 'playwright';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { type BuildCopy, copyBuild, grantedBuild } from '../support/granted-build.ts';
import { blankForm, type ChromiumApi, DASHBOARD, formOf, PATIENCE, POPUP, Vouch } from './vouch.ts';
import { type WordKey, word } from './words.ts';

declare const chrome: ChromiumApi;

describe('messages', () => {
  const vouch = Vouch.forTests(() => grantedBuild('chrome'));
  beforeEach(() => vouch.reset());

  const everyMessage = [
    ['mentor/save', { id: null, fields: { name: 'Mallory' } }],
    ['interaction/log', { form: { ...blankForm(), newMentors: [{ name: 'Mallory', email: null }] }, draftId: null }],
    ['consent/set', { isGiven: true }],
    ['settings/save', { showsBadge: false }],
    ['reminders/sweep', {}],
  ] as const;

  test.each(everyMessage)('%s from a script in a web page is not answered and does nothing', async (name, request) => {
    const page = await vouch.openWebPage('https://clinic.example/', '<!doctype html><title>A page</title>');
    const before = await everything();
    expect(await sendFromPage(page, name, request)).toEqual({ answer: null });
    expect(await everything()).toEqual(before);
  });

  test('what a script in a frame sends is not answered, whatever it is called', async () => {
    const page = await vouch.openWebPage(
      'https://clinic.example/',
      '<!doctype html><title>A page</title><iframe src="/inner"></iframe>',
    );
    for (const name of ['mentor/save', 'chip/anything']) {
      expect(await sendFromPage(page, name, { id: null, fields: { name: 'Mallory' } }, true)).toEqual({ answer: null });
    }
    expect(await vouch.rows('mentors')).toEqual([]);
  });

  test('a message for the chip that nobody knows is refused', async () => {
    const page = await vouch.openWebPage('https://clinic.example/', '<!doctype html><title>A page</title>');
    for (const name of ['chip/anything', 'chip/../mentor/save', 'chip/__proto__']) {
      const sent = await sendFromPage(page, name, { id: null, fields: { name: 'Mallory' } });
      expect(sent).toEqual({ answer: { ok: false, problem: { code: 'message/invalid' } } });
    }
    expect(await vouch.rows('mentors')).toEqual([]);
  });

  test.each([
    ['mentor/save', { id: 5, fields: {} }],
    ['mentor/save', null],
    ['interaction/log', { form: { ...blankForm(), mentorIds: 'all of them' }, draftId: null }],
    ['interaction/log', { draftId: null }],
    ['interaction/remove', { id: '' }],
    ['interaction/set-state', { id: 'a', state: 'undone' }],
    ['reminder/snooze', { id: 'a', untilOn: '2026-02-31' }],
    ['page/read', { tabId: 'the front one' }],
    ['undo', {}],
    ['toString', {}],
    ['no/such-message', {}],
  ])('%s with %j is refused, also from a page of ours', async (name, request) => {
    expect(await vouch.send(name, request)).toEqual({ ok: false, problem: { code: 'message/invalid' } });
    expect(await vouch.rows('mentors')).toEqual([]);
  });

  /** Sends from a content script, as a page's own scripts cannot even do. */
  async function sendFromPage(page: Page, name: string, request: unknown, fromFrame = false): Promise<unknown> {
    const worker = await vouch.browser.worker();
    return worker.evaluate(
      async ([tabId, message, inFrame]) => {
        const results = await chrome.scripting.executeScript({
          target: { tabId, allFrames: inFrame },
          // It runs in the page, and answers with what came back or with why nothing did.
          func: async (text: string) => {
            try {
              return { answer: (await chrome.runtime.sendMessage(JSON.parse(text))) ?? null };
            } catch (error) {
              return { refused: String(error) };
            }
          },
          args: [message],
        });
        return results.find(({ frameId }) => (frameId === 0) !== inFrame)?.result;
      },
      [await vouch.tabId(page), JSON.stringify({ to: 'vouch', name, request }), fromFrame] as const,
    );
  }

  async function everything(): Promise<unknown> {
    const tables = ['mentors', 'interactions', 'reminders', 'settings', 'drafts', 'undos'];
    const rows = await Promise.all(tables.map(table => vouch.rows(table)));
    return { rows, consent: (await vouch.rows('local')).find(({ id }) => id === 'consent') ?? null };
  }
});

describe('storage', () => {
  let build: BuildCopy;
  let vouch: Vouch;
  afterEach(async () => {
    await vouch?.close();
    await build?.remove();
  });

  test('written by a newer Vouch is left alone: the form keeps its text and says so', async () => {
    build = await copyBuild('chrome');
    vouch = await Vouch.launch(build.dir);
    await vouch.addMentor('Elena Rivera');
    await closeOtherPages();
    const version = await vouch.desk.evaluate(async () => {
      const open = (wanted?: number) =>
        new Promise<number>((resolve, reject) => {
          const request = indexedDB.open('vouch', wanted);
          request.onsuccess = () => {
            resolve(request.result.version);
            request.result.close();
          };
          request.onerror = () => reject(request.error);
        });
      return open((await open()) + 1000);
    });

    const popup = await vouch.browser.openPage(POPUP);
    await typeAndSave(popup);
    await expectKept(popup, 'problem_storage_newer');
    const dashboard = await vouch.browser.openPage(`${DASHBOARD}#/mentors`);
    await dashboard.getByText(word('problem_storage_newer')).waitFor();
    const after = await vouch.desk.evaluate(async () => (await indexedDB.databases()).map(({ version }) => version));
    expect(after).toEqual([version]);
    expect(await vouch.rows('mentors')).toMatchObject([{ name: 'Elena Rivera' }]);
    expect(await vouch.rows('interactions')).toEqual([]);
  });

  test('that the browser does not open is said, and nothing typed is lost; once it opens, saving works', async () => {
    build = await copyBuild('chrome');
    vouch = await Vouch.launch(build.dir);
    await closeOtherPages();
    const worker = await vouch.browser.worker();
    await worker.evaluate(() => {
      const { open } = IDBFactory.prototype;
      Object.assign(globalThis, { open });
      IDBFactory.prototype.open = () => {
        throw new DOMException('Internal error opening backing store for indexedDB.open.', 'UnknownError');
      };
    });
    const popup = await vouch.browser.openPage(POPUP);
    await typeAndSave(popup);
    await expectKept(popup, 'problem_storage_unavailable');
    await worker.evaluate(() => {
      IDBFactory.prototype.open = (globalThis as unknown as { open: IDBFactory['open'] }).open;
    });
    await formOf(popup).note.press('Enter');
    await formOf(popup).saved.waitFor();
    expect(await vouch.rows('interactions')).toMatchObject([{ note: 'She watched the whole examination.' }]);
  });

  test('that is full is said, and nothing typed is lost; with room again saving works', async () => {
    // With `unlimitedStorage` no quota bites.
    build = await copyBuild('chrome', ({ permissions, ...rest }) => ({
      ...rest,
      permissions: (permissions as string[]).filter(name => name !== 'unlimitedStorage'),
    }));
    vouch = await Vouch.launch(build.dir);
    await closeOtherPages();
    const session = await vouch.browser.context.newCDPSession(vouch.desk);
    const origin = vouch.browser.url('').replace(/\/$/, '');
    // Nothing of the install may be under way: a write of it would make the database anew before the quota holds.
    await vouch.ask('reminders/sweep', {});
    await vouch.browser.stopWorker();
    await session.send('Storage.overrideQuotaForOrigin', { origin, quotaSize: 1 });
    // Chromium goes by the quota it knew for half a minute, but for a database that is new.
    await session.send('Storage.clearDataForOrigin', { origin, storageTypes: 'indexeddb' });
    const popup = await vouch.browser.openPage(POPUP);
    await typeAndSave(popup);
    await expectKept(popup, 'problem_storage_full');
    expect(await vouch.rows('interactions')).toEqual([]);
    await session.send('Storage.overrideQuotaForOrigin', { origin });
    await formOf(popup).note.press('Enter');
    await formOf(popup).saved.waitFor();
    expect(await vouch.rows('interactions')).toMatchObject([{ note: 'She watched the whole examination.' }]);
  });

  async function closeOtherPages(): Promise<void> {
    for (const page of vouch.browser.context.pages()) if (page !== vouch.desk) await page.close();
  }

  async function typeAndSave(popup: Page): Promise<void> {
    const form = formOf(popup);
    await form.who.pressSequentially('Maya Lindholm');
    await form.who.press('Enter');
    await form.person('Maya Lindholm').waitFor();
    await form.note.fill('She watched the whole examination.');
    await form.note.press('Enter');
  }

  async function expectKept(popup: Page, sentence: WordKey): Promise<void> {
    const form = formOf(popup);
    await popup
      .getByRole('alert')
      .filter({ hasText: word(sentence) })
      .first()
      .waitFor();
    expect(await form.note.inputValue()).toBe('She watched the whole examination.');
    await form.person('Maya Lindholm').waitFor();
    await vi.waitFor(async () => expect(await form.save.isEnabled()).toBe(true), PATIENCE);
  }
});

describe('alarms', () => {
  test('that the browser has lost are set again by whatever starts the worker', async () => {
    const build = await copyBuild('chrome');
    const vouch = await Vouch.launch(build.dir);
    try {
      await vouch.browser.stopWorker();
      await vouch.desk.evaluate(() => chrome.alarms.clearAll());
      expect(await vouch.wakesAt()).toBeNull();
      // A message that nobody answers: that the worker runs is all that happens.
      await vouch.browser.worker();
      await vi.waitFor(async () => expect(await vouch.wakesAt()).not.toBeNull(), PATIENCE);
    } finally {
      await vouch.close();
      await build.remove();
    }
  });
});

describe('a browser that has no `browser` namespace of its own', () => {
  test('is served by the polyfill: logging from the popup, undo and reminders work', async () => {
    const build = await copyBuild('chrome', manifest => ({
      ...manifest,
      background: { service_worker: 'without-browser.js', type: 'module' },
    }));
    // Modules run in the order they are imported.
    await writeFile(join(build.dir, 'delete-browser.js'), 'delete globalThis.browser;\n');
    await writeFile(
      join(build.dir, 'without-browser.js'),
      "import './delete-browser.js';\nimport './service-worker-loader.js';\n",
    );
    const vouch = await Vouch.launch(build.dir);
    try {
      await vouch.browser.context.addInitScript('delete globalThis.browser');
      const worker = await vouch.browser.worker();
      const hasBrowser = () => 'browser' in globalThis;
      expect(await worker.evaluate(hasBrowser)).toBe(false);
      await vouch.remindAtAnyHour();
      const elena = await vouch.addDueMentor('Elena Rivera');
      await vouch.waitForNotifications([`reminder:${await vouch.reminderOf(elena)}`]);

      const popup = await vouch.browser.openPage(POPUP);
      expect(await popup.evaluate(hasBrowser)).toBe(false);
      const form = formOf(popup);
      await form.who.pressSequentially('rivera');
      await popup.getByRole('option', { name: 'Elena Rivera' }).waitFor();
      await form.who.press('Enter');
      await form.note.fill('Coffee after rounds.');
      await form.note.press('Enter');
      await form.saved.waitFor();
      await vouch.waitForBadge({ text: '' });
      await form.undo.click();
      await vouch.waitForBadge({ text: '1' });
      expect(await form.note.inputValue()).toBe('Coffee after rounds.');
    } finally {
      await vouch.close();
      await build.remove();
    }
  });
});
