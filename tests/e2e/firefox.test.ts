import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Page } from 'puppeteer-core';
import { beforeAll, describe, expect, test, vi } from 'vitest';
import type { Browser } from 'webextension-polyfill';
import type { LogForm } from '../../src/core/log-form.ts';
import { ROOT } from '../support/build-extension.ts';
import { field, press, seen } from './firefox-page.ts';
import { VouchInFirefox } from './firefox-vouch.ts';
import { PRACTICE_SITES, practicePage } from './practice-pages.ts';
import { blankForm, DASHBOARD, dayBefore, PANEL, PATIENCE, POPUP, type StoredRow, WELCOME } from './vouch.ts';
import { word } from './words.ts';

declare const browser: Browser;

const THREAD = 'https://mail.google.com/mail/u/0/#inbox/FMfcgzQcExampleThreadKey0001';
const TEAM = 'https://clinic.example/team';
const TEAM_PAGE = `<!doctype html><title>Our team</title><h1>Ward 4</h1>
  <p><a id="mail" href="mailto:maya.lindholm@clinic.example">Maya Lindholm</a></p>`;

const vouch = VouchInFirefox.forTests();
// The tests below follow one student through one profile, in this order.
beforeAll(() => catchAlerts());

describe('in Firefox', () => {
  test('the welcome page opens after the install and takes the consent', async () => {
    const welcome = await openedPage(WELCOME);
    await welcome.bringToFront();
    await press(welcome, 'button', word('welcomeConsentAgree'));
    await seen(welcome, word('welcomeConsentGiven'));
    expect(await vouch.rows('local')).toContainEqual({ id: 'consent', value: true });
    await welcome.close();
  });

  test('one alarm is set', async () => {
    await vi.waitFor(async () => expect(await alarms()).toHaveLength(1), PATIENCE);
  });

  test('somebody new is logged from the popup by keyboard; undo takes all of it back and leaves the text', async () => {
    const popup = await vouch.firefox.openPage(POPUP);
    await seen(popup, word('firstStepTitle'));
    const who = await field(popup, 'combobox', word('formWho'));
    await who.type('Elena Rivera <elena.rivera@clinic.example>');
    await who.press('Enter');
    await field(popup, 'button', word('formRemovePerson', { name: 'Elena Rivera' }));
    const note = await field(popup, 'textbox', word('formNote'));
    await note.type('Case presentation.');
    await note.press('Enter');
    await seen(popup, word('savedTitle'));
    const [mentor] = await vouch.rows('mentors');
    expect(mentor).toMatchObject({ name: 'Elena Rivera', emails: ['elena.rivera@clinic.example'] });
    expect(await vouch.rows('interactions')).toMatchObject([{ note: 'Case presentation.', mentorIds: [mentor?.id] }]);

    await press(popup, 'button', word('actionUndo'));
    const again = await field(popup, 'textbox', word('formNote'));
    expect(await again.evaluate(area => (area as HTMLTextAreaElement).value)).toBe('Case presentation.');
    expect(await vouch.rows('mentors')).toEqual([]);
    expect(await vouch.rows('interactions')).toEqual([]);

    await again.press('Enter');
    await seen(popup, word('savedTitle'));
    expect(await vouch.rows('mentors')).toMatchObject([{ name: 'Elena Rivera' }]);
    await popup.close();
  });

  test('the real context menu has one item of ours; on a mailto: link it logs that person in the sidebar', async () => {
    const page = await openWebPage(TEAM, TEAM_PAGE);
    await clickInMenu(page, '#mail');
    await vi.waitFor(async () => expect(await sidebar()).toBe(vouch.firefox.url(PANEL)), PATIENCE);
    await vi.waitFor(async () => {
      expect(await vouch.rows('drafts')).toMatchObject([
        {
          origin: 'menu',
          form: { title: 'Our team', newMentors: [{ email: 'maya.lindholm@clinic.example' }] },
        },
      ]);
    }, PATIENCE);
    // Not more often: once it is saved, a second Enter may meet a button.
    await vi.waitFor(
      async () => {
        await pressEnterInSidebar();
        await vi.waitFor(async () => expect(await vouch.rows('drafts')).toEqual([]), { timeout: 3000 });
      },
      { timeout: 30_000, interval: 500 },
    );
    const maya = (await vouch.rows('mentors')).find(({ name }) => name !== 'Elena Rivera');
    expect(maya).toMatchObject({ emails: ['maya.lindholm@clinic.example'] });
    expect((await vouch.rows('interactions')).at(-1)).toMatchObject({ mentorIds: [maya?.id], source: { url: TEAM } });
    await vouch.firefox.inBrowser('SidebarController.hide()');
    await page.close();
  });

  test('a mail thread at an address of Gmail is read by the real menu item, and Enter in the panel logs it', async () => {
    const page = await openWebPage(
      THREAD,
      await readFile(join(ROOT, 'tests/capture/fixtures/gmail/gmail-thread-en-gb-2025.html'), 'utf8'),
    );
    await clickInMenu(page, 'h2');
    await vi.waitFor(async () => {
      expect(await vouch.rows('drafts')).toMatchObject([
        { origin: 'menu', form: { newMentors: [{ name: 'Dana Okafor' }] } },
      ]);
    }, PATIENCE);
    await vouch.firefox.inBrowser('SidebarController.hide()');
    const panel = await vouch.firefox.openPage(PANEL);
    await field(panel, 'button', word('formRemovePerson', { name: 'Dana Okafor' }));
    await (await field(panel, 'textbox', word('formNote'))).press('Enter');
    await seen(panel, word('savedTitle'));
    const dana = (await vouch.rows('mentors')).find(({ name }) => name === 'Dana Okafor');
    expect(dana).toMatchObject({ emails: ['dana.okafor@harbourworks.example'] });
    expect((await vouch.rows('interactions')).at(-1)).toMatchObject({
      kind: 'email',
      direction: 'in',
      title: 'Kick-off agenda for the Harbour project',
      mentorIds: [dana?.id],
      source: { site: 'gmail', messageId: '198c76b22c09be02' },
    });
    await panel.close();
    await page.close();
  });

  test('a check-in that falls due is shown, though Firefox knows no buttons, and a click on it opens the mentor', async () => {
    await vouch.ask('settings/save', { hasQuietHours: false, morning: '00:00' });
    const tom = await addMentor({ name: 'Tom Lindqvist', rhythmDays: 20, wantsCheckIns: false });
    await vouch.ask('interaction/log', {
      form: { ...blankForm(), on: dayBefore(21), mentorIds: [tom] },
      draftId: null,
    });
    await vouch.ask('mentor/save', { id: tom, fields: { wantsCheckIns: true } });
    const reason = word('reasonLastContact', { span: '3 weeks', rhythm: '20 days' });
    const shown = `${word('notificationCheckIn', { name: 'Tom Lindqvist' })}: ${reason}`;
    await vi.waitFor(async () => expect(await alerts()).toContain(shown), PATIENCE);
    await vi.waitFor(async () => {
      expect(await reminderAbout(tom)).toMatchObject({ state: 'due', announcedAt: expect.any(Number) });
    }, PATIENCE);

    await vouch.firefox.inBrowser(`(() => {
      const alert = window.caughtAlerts.find(({ title }) => title.includes('Tom Lindqvist'));
      alert.listener.observe(null, 'alertclickcallback', alert.cookie);
    })()`);
    const page = await openedPage(`${DASHBOARD}#/mentors/${tom}`);
    await seen(page, 'Tom Lindqvist');
    await page.close();
  });

  test('the due list says why, and Done in it settles the check-in', async () => {
    const dashboard = await vouch.firefox.openPage(`${DASHBOARD}#/due`);
    await seen(dashboard, word('reasonLastContact', { span: '3 weeks', rhythm: '20 days' }));
    const checkIn = word('notificationCheckIn', { name: 'Tom Lindqvist' });
    await press(dashboard, 'button', word('actionFor', { action: word('actionDone'), name: checkIn }));
    await seen(dashboard, word('toastDone', { name: 'Tom Lindqvist' }));
    expect((await vouch.rows('reminders')).map(({ state }) => state)).toContain('done');
    await dashboard.close();
  });

  test('a background page that was ended is started by the next message and by the alarm', async () => {
    await vouch.firefox.stopBackground();
    const ada = await addMentor({ name: 'Ada', rhythmDays: 20, pausedUntilOn: dayBefore(-5) });
    const form = { ...blankForm(), kind: 'email' as const, on: dayBefore(21), mentorIds: [ada] };
    await vouch.ask('interaction/log', { form, draftId: null });
    // Until that write has planned its own wake-up, which is not near: what comes next is about the last write alone.
    await vi.waitFor(async () => {
      const [alarm] = await vouch.desk.evaluate(() => browser.alarms.getAll());
      expect(alarm?.scheduledTime).toBeGreaterThan(Date.now() + 60_000);
    }, PATIENCE);
    await vouch.ask('mentor/save', { id: ada, fields: { pausedUntilOn: null } });
    await vouch.firefox.stopBackground();
    // Ended before it was announced, it comes back within a minute; this is that minute, shorter.
    await vi.waitFor(async () => {
      const scheduledAt = await vouch.desk.evaluate(
        async () => (await browser.alarms.getAll())[0]?.scheduledTime ?? null,
      );
      const comesSoon = scheduledAt !== null && scheduledAt <= Date.now() + 60_000;
      expect(comesSoon || typeof (await reminderAbout(ada))?.announcedAt === 'number').toBe(true);
    }, PATIENCE);
    await vouch.desk.evaluate(async () => {
      const [alarm] = await browser.alarms.getAll();
      if (alarm !== undefined) browser.alarms.create(alarm.name, { when: Date.now() + 200 });
    });
    await vi.waitFor(async () => {
      expect(await reminderAbout(ada)).toMatchObject({ announcedAt: expect.any(Number) });
    }, PATIENCE);
  });

  test('started again with the same profile it finds everything, and the alarm is set again', async () => {
    const before = await everything();
    await vouch.firefox.restart();
    await vouch.openDesk();
    await vi.waitFor(async () => expect(await alarms()).toHaveLength(1), PATIENCE);
    expect(await everything()).toEqual(before);
    const dashboard = await vouch.firefox.openPage(`${DASHBOARD}#/mentors`);
    for (const name of ['Elena Rivera', 'Dana Okafor', 'Tom Lindqvist']) await seen(dashboard, name);
  });

  test.each(PRACTICE_SITES)('a page of %s is logged once, and recognized when it is opened again', async site => {
    const { url, html, ids } = await practicePage(site);
    // Whatever an earlier test left half done.
    for (const { id } of await vouch.rows('drafts')) await vouch.ask('draft/discard', { id });
    const known = (await vouch.rows('interactions')).length;
    const page = await openWebPage(url, html);
    const openedPanel = async () => {
      await clickInMenu(page, 'body');
      await vi.waitFor(async () => expect(await vouch.rows('drafts')).toMatchObject([{ origin: 'menu' }]), PATIENCE);
      await vouch.firefox.inBrowser('SidebarController.hide()');
      const panel = await vouch.firefox.openPage(PANEL);
      await field(panel, 'textbox', word('formNote'));
      return panel;
    };
    const isLogged = site === 'gmail';
    if (!isLogged) {
      const panel = await openedPanel();
      const [draft] = await vouch.rows('drafts');
      expect(draft?.form).toMatchObject({ source: { site } });
      const { mentorIds = [], newMentors = [] } = (draft?.form ?? {}) as Partial<LogForm>; // as the worker made it
      if (mentorIds.length + newMentors.length === 0) {
        const who = await field(panel, 'combobox', word('formWho'));
        await who.type('Noor Haddad <noor.haddad@clinic.example>');
        await who.press('Enter');
        await field(panel, 'button', word('formRemovePerson', { name: 'Noor Haddad' }));
      }
      await (await field(panel, 'textbox', word('formNote'))).press('Enter');
      await seen(panel, word('savedTitle').slice(0, 5));
      expect(await vouch.rows('interactions')).toHaveLength(known + 1);
      await panel.close();
    }
    if (ids.length > 0) {
      const panel = await openedPanel();
      await seen(panel, word('loggedAlready', { day: '\u0000' }).split('\u0000')[0] ?? '');
      await panel.close();
      for (const { id } of await vouch.rows('drafts')) await vouch.ask('draft/discard', { id });
    }
    expect(await vouch.rows('interactions')).toHaveLength(isLogged ? known : known + 1);
    await page.close();
  });
});

async function everything(): Promise<unknown> {
  return Promise.all(['mentors', 'interactions', 'reminders', 'settings'].map(table => vouch.rows(table)));
}

async function alarms(): Promise<unknown[]> {
  return vouch.desk.evaluate(() => browser.alarms.getAll());
}

async function reminderAbout(mentorId: string): Promise<StoredRow | undefined> {
  return (await vouch.rows('reminders')).find(({ subjectId }) => subjectId === mentorId);
}

/** @returns The mentor's id. */
async function addMentor(fields: Readonly<Record<string, unknown>>): Promise<string> {
  const added = await vouch.ask('mentor/save', { id: null, fields });
  if (!added.ok) throw new Error(`nobody was added: ${added.problem.code}`);
  return added.value.id;
}

/** Waits for a page of the extension that opens by itself. */
async function openedPage(path: string): Promise<Page> {
  return vi.waitFor(async () => {
    for (const page of await vouch.firefox.browser.pages()) {
      // One that was closed a moment ago may still be listed.
      const url = await page.evaluate(() => location.href).catch(() => '');
      if (url === vouch.firefox.url(path)) return page;
    }
    throw new Error(`${path} is not open`);
  }, PATIENCE);
}

/** Takes the place of the system's notifications, which a Firefox without a window drops at once. */
async function catchAlerts(): Promise<void> {
  await vouch.firefox.inBrowser(`(() => {
    window.caughtAlerts = [];
    const service = {
      QueryInterface: ChromeUtils.generateQI(['nsIAlertsService']),
      showAlert(alert, listener) {
        window.caughtAlerts.push({ title: alert.title, text: alert.text, cookie: alert.cookie, listener });
      },
      closeAlert() {},
    };
    const factory = {
      QueryInterface: ChromeUtils.generateQI(['nsIFactory']),
      createInstance: iid => service.QueryInterface(iid),
    };
    const registrar = Components.manager.QueryInterface(Ci.nsIComponentRegistrar);
    const contract = '@mozilla.org/alerts-service;1';
    registrar.registerFactory(Services.uuid.generateUUID(), 'alerts of a test', contract, factory);
  })()`);
}

async function alerts(): Promise<string[]> {
  const shown = await vouch.firefox.inBrowser(
    `JSON.stringify(window.caughtAlerts.map(({ title, text }) => title + ': ' + text))`,
  );
  return JSON.parse(String(shown));
}

async function openWebPage(url: string, html: string): Promise<Page> {
  const page = await vouch.firefox.browser.newPage();
  await page.setRequestInterception(true);
  page.on('request', request => {
    const isPage = request.isNavigationRequest();
    void (isPage ? request.respond({ contentType: 'text/html; charset=utf-8', body: html }) : request.abort());
  });
  await page.goto(url);
  await page.bringToFront();
  return page;
}

/** Right-clicks on an element and chooses our item, the only one of ours in the menu. */
async function clickInMenu(page: Page, selector: string): Promise<void> {
  const element = await page.waitForSelector(selector);
  await element?.click({ button: 'right' });
  await vi.waitFor(async () => {
    expect(await vouch.firefox.inBrowser(`document.getElementById('contentAreaContextMenu').state`)).toBe('open');
  }, PATIENCE);
  const chosen = await vouch.firefox.inBrowser(`(() => {
    const menu = document.getElementById('contentAreaContextMenu');
    const ours = [...menu.querySelectorAll('menuitem, menu')].filter(item => !item.hidden && item.id.startsWith('vouch_'));
    if (ours.length === 1) menu.activateItem(ours[0]);
    return ours.map(item => item.localName + ' ' + item.label).join();
  })()`);
  expect(chosen).toBe(`menuitem ${word('menuLog')}`);
}

/** The address the open sidebar shows. */
async function sidebar(): Promise<unknown> {
  return vouch.firefox.inBrowser(`(() => {
    const panel = document.getElementById('sidebar')?.contentDocument?.getElementById('webext-panels-browser');
    return SidebarController.isOpen ? (panel?.currentURI?.spec ?? '') : '';
  })()`);
}

async function pressEnterInSidebar(): Promise<void> {
  await vouch.firefox.inBrowser(`(() => {
    document.getElementById('sidebar').contentDocument.getElementById('webext-panels-browser').focus();
    const input = Cc['@mozilla.org/text-input-processor;1'].createInstance(Ci.nsITextInputProcessor);
    input.beginInputTransactionForTests(window);
    const enter = new KeyboardEvent('', { key: 'Enter', code: 'Enter', keyCode: KeyboardEvent.DOM_VK_RETURN });
    input.keydown(enter);
    input.keyup(enter);
  })()`);
}
