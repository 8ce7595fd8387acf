import type { Locator, Page } from 'playwright';
import { afterAll, beforeAll, expect, vi } from 'vitest';
import type { Browser } from 'webextension-polyfill';
import { emptyLogForm, type LogForm } from '../../src/core/log-form.ts';
import type { MessageName, RequestOf, ResponseOf } from '../../src/messages/protocol.ts';
import { type ChromiumOptions, LaunchedChromium } from '../support/chromium.ts';
import { pathForTests } from '../support/find-browsers.ts';
import { type BuildCopy, copyBuild } from '../support/granted-build.ts';
import { word } from './words.ts';

/** A record as it lies in storage. */
export type StoredRow = Readonly<Record<string, unknown>> & { readonly id: string };

export interface ShownNotification {
  readonly id: string;
  readonly title: string;
}

/** What Chromium knows beside what the polyfill's types say. */
type Events<Arguments extends readonly unknown[]> = { dispatch(...given: Arguments): void };
export type ChromiumApi = Browser & {
  readonly notifications: {
    readonly onClicked: Events<[id: string]>;
    readonly onButtonClicked: Events<[id: string, button: number]>;
    getPermissionLevel(): Promise<'granted' | 'denied'>;
  };
  readonly alarms: { readonly onAlarm: Events<[alarm: { name: string }]> };
  readonly runtime: {
    readonly onStartup: Events<[]>;
    readonly onInstalled: Events<[details: { reason: string }]>;
  };
  readonly contextMenus: { readonly onClicked: Events<[info: object, tab: object]> };
};

declare const chrome: ChromiumApi;

/** How long something may take on a machine that is busy with other things. */
export const PATIENCE = { timeout: 30_000, interval: 50 };

export const POPUP = 'src/ui/popup/index.html';
export const PANEL = 'src/ui/sidepanel/index.html';
export const WELCOME = 'src/ui/welcome/index.html';
export const DASHBOARD = 'src/ui/dashboard/index.html';

/** Vouch in a Chromium without a window, and the ways a test looks behind its pages. */
export class Vouch {
  #browser: LaunchedChromium | null = null;
  /** A page of the extension with nothing of ours on it: from here storage is read and messages are sent. */
  #desk: Page | null = null;

  private constructor() {}

  /**
   * For the tests of a file or a group: launched before the first, once the welcome page is there, and closed after the last.
   *
   * @param makeBuild - The copy to load.
   */
  static forTests(makeBuild: () => Promise<BuildCopy> = () => copyBuild('chrome')): Vouch {
    const vouch = new Vouch();
    let build: BuildCopy | null = null;
    beforeAll(async () => {
      build = await makeBuild();
      await vouch.#launch(build.dir, {});
      await vouch.welcomed();
    });
    afterAll(async () => {
      if (vouch.#browser !== null) await vouch.close();
      await build?.remove();
    });
    return vouch;
  }

  /** @param extensionDir - The build to load. */
  static async launch(extensionDir: string, options: Partial<ChromiumOptions> = {}): Promise<Vouch> {
    const vouch = new Vouch();
    await vouch.#launch(extensionDir, options);
    return vouch;
  }

  async #launch(extensionDir: string, options: Partial<ChromiumOptions>): Promise<void> {
    const executablePath = await pathForTests('chromium');
    this.#browser = await LaunchedChromium.launch({ extensionDir, executablePath, headless: true, ...options });
    this.#desk = await this.#browser.openPage('manifest.json');
    await this.installed();
  }

  /** The folder of the build that is loaded. */
  get extensionDir(): string {
    return this.browser.extensionDir;
  }

  get browser(): LaunchedChromium {
    if (this.#browser === null) throw new Error('the browser is not launched yet');
    return this.#browser;
  }

  get desk(): Page {
    if (this.#desk === null) throw new Error('the browser is not launched yet');
    return this.#desk;
  }

  /** Until all that follows an install is done. */
  async installed(): Promise<void> {
    await vi.waitFor(async () => expect(await this.wakesAt()).not.toBeNull(), PATIENCE);
    await vi.waitFor(async () => expect(await this.#isSweeping()).toBe(false), PATIENCE);
  }

  /** Until the welcome page is there, which comes to the front. */
  async welcomed(): Promise<Page> {
    return vi.waitFor(async () => {
      const page = this.browser.context.pages().find(open => open.url() === this.browser.url(WELCOME));
      if (page === undefined) throw new Error('the welcome page is not open');
      await page.getByRole('heading', { level: 1 }).waitFor();
      return page;
    }, PATIENCE);
  }

  async close(): Promise<void> {
    await this.browser.close();
  }

  async restart(): Promise<void> {
    await this.browser.restart();
    this.#desk = await this.browser.openPage('manifest.json');
    await this.installed();
  }

  /** Closes all pages and empties storage, notifications and alarms, as if just installed. */
  async reset(): Promise<void> {
    for (const page of this.browser.context.pages()) if (page !== this.desk) await page.close();
    await this.browser.context.unrouteAll({ behavior: 'ignoreErrors' });
    // A closing page may have sent what it had; the sweep comes after it.
    do {
      await this.ask('reminders/sweep', {});
      await this.desk.evaluate(async () => {
        if (!(await indexedDB.databases()).some(({ name }) => name === 'vouch')) return;
        const database = await new Promise<IDBDatabase>((resolve, reject) => {
          const request = indexedDB.open('vouch');
          request.onsuccess = () => resolve(request.result);
          request.onerror = () => reject(request.error);
        });
        const names = [...database.objectStoreNames];
        const transaction = database.transaction(names, 'readwrite');
        for (const name of names) transaction.objectStore(name).clear();
        await new Promise(resolve => {
          transaction.oncomplete = resolve;
        });
        database.close();
        for (const id of Object.keys(await chrome.notifications.getAll())) await chrome.notifications.clear(id);
        await chrome.alarms.clearAll();
      });
      await this.ask('reminders/sweep', {});
    } while ((await this.rows('drafts')).length + (await this.rows('reminders')).length > 0);
  }

  /** Sends a message as our own pages do. */
  async ask<Name extends MessageName>(name: Name, request: RequestOf<Name>): Promise<ResponseOf<Name>> {
    return (await this.send(name, request)) as ResponseOf<Name>; // the worker answers by the protocol
  }

  /** Sends anything at all under any name, from a page of ours. */
  async send(name: string, request: unknown): Promise<unknown> {
    return this.desk.evaluate(
      ([given, what]) => chrome.runtime.sendMessage({ to: 'vouch', name: given, request: what }),
      [name, request] as const,
    );
  }

  /** All that one table holds, past our own code. */
  async rows(table: string): Promise<StoredRow[]> {
    return this.desk.evaluate(readTable, table) as Promise<StoredRow[]>; // every record has an id
  }

  /** Keeps something for this device alone, past our own code, as the worker does. */
  async keepLocal(id: string, value: object): Promise<void> {
    await this.desk.evaluate(
      async row => {
        const database = await new Promise<IDBDatabase>((resolve, reject) => {
          const request = indexedDB.open('vouch');
          request.onsuccess = () => resolve(request.result);
          request.onerror = () => reject(request.error);
        });
        const transaction = database.transaction('local', 'readwrite');
        transaction.objectStore('local').put(row);
        await new Promise(resolve => {
          transaction.oncomplete = resolve;
        });
        database.close();
      },
      { id, value },
    );
  }

  async shownNotifications(): Promise<string[]> {
    return this.desk.evaluate(async () => Object.keys(await chrome.notifications.getAll()));
  }

  /** Waits for exactly these notifications. */
  async waitForNotifications(ids: readonly string[]): Promise<void> {
    await vi.waitFor(async () => expect(await this.shownNotifications()).toEqual(ids), PATIENCE);
  }

  async clearNotifications(): Promise<void> {
    await this.desk.evaluate(async () => {
      for (const id of Object.keys(await chrome.notifications.getAll())) await chrome.notifications.clear(id);
    });
  }

  /** When the one alarm knocks; `null` when there is none. */
  async wakesAt(): Promise<number | null> {
    return this.desk.evaluate(async () => {
      const alarms = await chrome.alarms.getAll();
      if (alarms.length > 1) throw new Error('there is more than one alarm');
      return alarms[0]?.scheduledTime ?? null;
    });
  }

  /** Waits until the toolbar button shows this; it follows a write. */
  async waitForBadge(badge: { readonly text: string; readonly title?: string }): Promise<void> {
    await vi.waitFor(async () => {
      const shown = await this.desk.evaluate(async () => ({
        text: await chrome.action.getBadgeText({}),
        title: await chrome.action.getTitle({}),
      }));
      expect(shown).toMatchObject(badge);
    }, PATIENCE);
  }

  /**
   * Does something in the worker that ends in a sweep, and waits for its end: a sweep begins with setting the alarm,
   * which is taken away before, and holds its lock until all is done.
   */
  async sweepAfter(work: () => Promise<unknown>): Promise<void> {
    await this.desk.evaluate(() => chrome.alarms.clearAll());
    await work();
    await vi.waitFor(async () => expect(await this.wakesAt()).not.toBeNull(), PATIENCE);
    await vi.waitFor(async () => expect(await this.#isSweeping()).toBe(false), PATIENCE);
  }

  async #isSweeping(): Promise<boolean> {
    return this.desk.evaluate(async () => {
      const { held = [], pending = [] } = await navigator.locks.query();
      return [...held, ...pending].some(({ name }) => name === 'vouch/sweep');
    });
  }

  /** The alarm, as the worker hears it. */
  async knock(): Promise<void> {
    const worker = await this.browser.worker();
    await this.sweepAfter(() => worker.evaluate(() => chrome.alarms.onAlarm.dispatch({ name: 'reminders/wake-up' })));
  }

  /** Moves the alarm to this moment and waits until it was heard, by a worker that may have to be started for it. */
  async letAlarmRing(): Promise<void> {
    await this.desk.evaluate(async () => {
      // While one is ringing by itself there is none, until the look that follows has set the next.
      const patientUntil = Date.now() + 30_000;
      let [alarm] = await chrome.alarms.getAll();
      while (alarm === undefined && Date.now() < patientUntil) {
        await new Promise(resolve => setTimeout(resolve, 20));
        [alarm] = await chrome.alarms.getAll();
      }
      if (alarm === undefined) throw new Error('no alarm is set');
      await chrome.alarms.create(alarm.name, { when: Date.now() + 100 });
    });
    const isSpent = async () => ((await this.wakesAt()) ?? 0) > Date.now() + 200;
    await vi.waitFor(async () => expect(await isSpent()).toBe(true), PATIENCE);
    await vi.waitFor(async () => expect(await this.#isSweeping()).toBe(false), PATIENCE);
  }

  /** The start of the browser, as the worker hears it. */
  async startBrowser(): Promise<void> {
    const worker = await this.browser.worker();
    await this.sweepAfter(() => worker.evaluate(() => chrome.runtime.onStartup.dispatch()));
  }

  /** No quiet hours and reminders from midnight, so that nothing depends on when the tests run. */
  async remindAtAnyHour(): Promise<void> {
    const saved = await this.ask('settings/save', { hasQuietHours: false, morning: '00:00' });
    expect(saved).toMatchObject({ ok: true });
  }

  async giveConsent(): Promise<void> {
    expect(await this.ask('consent/set', { isGiven: true })).toMatchObject({ ok: true });
  }

  /** @returns The mentor's id. */
  async addMentor(name: string, fields: Readonly<Record<string, unknown>> = {}): Promise<string> {
    const saved = await this.ask('mentor/save', { id: null, fields: { name, ...fields } });
    if (!saved.ok) throw new Error(`${name} was not added: ${saved.problem.code}`);
    return saved.value.id;
  }

  /** Logs a mail of so many days ago, which restarts the rhythm and asks for no thanks. @returns The interaction's id. */
  async logContact(mentorId: string, daysAgo: number, fields: Partial<LogForm> = {}): Promise<string> {
    const logged = await this.ask('interaction/log', {
      form: { ...blankForm(), kind: 'email', on: dayBefore(daysAgo), mentorIds: [mentorId], ...fields },
      draftId: null,
    });
    if (!logged.ok) throw new Error(`the contact was not logged: ${logged.problem.code}`);
    return logged.value.id;
  }

  /** A mentor whose check-in has been due since yesterday. @returns Their id. */
  async addDueMentor(name: string, fields: Readonly<Record<string, unknown>> = {}): Promise<string> {
    const id = await this.addMentor(name, { rhythmDays: 20, wantsCheckIns: false, ...fields });
    await this.logContact(id, 21);
    // Only now, so that nobody is due before there was a contact.
    const saved = await this.ask('mentor/save', { id, fields: { wantsCheckIns: true } });
    expect(saved).toMatchObject({ ok: true });
    return id;
  }

  /** The id of the open reminder about a mentor. */
  async reminderOf(mentorId: string): Promise<string> {
    const open = (await this.rows('reminders')).filter(
      ({ subjectId, state }) => subjectId === mentorId && (state === 'due' || state === 'snoozed'),
    );
    expect(open).toHaveLength(1);
    return open[0]?.id ?? '';
  }

  /** The id of the tab a page is in. */
  async tabId(page: Page): Promise<number> {
    const url = page.url();
    const id = await this.desk.evaluate(
      async wanted => (await chrome.tabs.query({})).findLast(tab => tab.url === wanted)?.id,
      url,
    );
    if (id === undefined) throw new Error(`no tab shows ${url}`);
    return id;
  }

  /** Opens an invented page under an address that the granted build may read. */
  async openWebPage(url: string, html: string): Promise<Page> {
    const { origin } = new URL(url);
    await this.browser.context.route(`${origin}/**`, route =>
      route.fulfill({ contentType: 'text/html; charset=utf-8', body: html }),
    );
    const page = await this.browser.context.newPage();
    await page.goto(url);
    return page;
  }
}

/** All that one table holds, past our own code. To be run in a page of the extension. */
export async function readTable(table: string): Promise<unknown[]> {
  if (!(await indexedDB.databases()).some(({ name }) => name === 'vouch')) return [];
  const database = await new Promise<IDBDatabase>((resolve, reject) => {
    const request = indexedDB.open('vouch');
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });
  try {
    if (!database.objectStoreNames.contains(table)) return [];
    const request = database.transaction(table).objectStore(table).getAll();
    return await new Promise((resolve, reject) => {
      request.onsuccess = () => resolve(request.result);
      request.onerror = () => reject(request.error);
    });
  } finally {
    database.close();
  }
}

/** A log form in which nothing is filled in but the day and time. */
export function blankForm(): LogForm {
  return { ...emptyLogForm(Date.now(), Temporal.Now.timeZoneId()), on: dayBefore(0), time: '' };
}

/** The day so many days ago, as the browsers see it too: they run in this process' time zone. */
export function dayBefore(days: number): string {
  return Temporal.Now.plainDateISO().subtract({ days }).toString();
}

/** The fields of a log form, by their labels. */
export function formOf(page: Page) {
  const field = (role: 'combobox' | 'textbox', name: string) => page.getByRole(role, { name, exact: true });
  return {
    who: field('combobox', word('formWho')),
    kind: field('combobox', word('formKind')),
    on: page.getByLabel(word('formWhen'), { exact: true }),
    time: page.getByLabel(word('formTime'), { exact: true }),
    title: field('textbox', word('formTitle')),
    note: field('textbox', word('formNote')),
    save: page.getByRole('button', { name: word('actionSave'), exact: true }),
    saved: page.getByRole('heading', { name: word('savedTitle'), exact: true }),
    undo: page.getByRole('button', { name: word('actionUndo'), exact: true }),
    /** A chosen person, by the button that takes them out. */
    person: (name: string) => page.getByRole('button', { name: word('formRemovePerson', { name }), exact: true }),
  };
}

/** Presses Tab until the element has the focus, as somebody without a mouse would. */
export async function tabTo(page: Page, name: string, role: Parameters<Page['getByRole']>[0] = 'button') {
  const wanted = page.getByRole(role, { name, exact: true }).first();
  if (!(await tabToElement(page, wanted))) throw new Error(`Tab does not reach the ${role} "${name}"`);
}

/** The same for what has no role, as a field for a day. @returns Whether Tab reaches it. */
export async function tabToElement(page: Page, wanted: Locator): Promise<boolean> {
  await wanted.waitFor();
  for (let presses = 0; presses < 120; presses += 1) {
    if (await wanted.evaluate(element => element === document.activeElement)) return true;
    await page.keyboard.press('Tab');
  }
  return false;
}
