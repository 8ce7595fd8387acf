import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Page, Worker } from 'playwright';
import { beforeEach, describe, expect, test, vi } from 'vitest';
import { ROOT } from '../support/build-extension.ts';
import { grantedBuild } from '../support/granted-build.ts';
import {
  type ChromiumApi,
  DASHBOARD,
  dayBefore,
  formOf,
  PANEL,
  PATIENCE,
  POPUP,
  tabTo,
  Vouch,
  WELCOME,
} from './vouch.ts';
import { word } from './words.ts';

declare const chrome: ChromiumApi;

const vouch = Vouch.forTests(() => grantedBuild('chrome'));

const THREAD = 'https://mail.google.com/mail/u/0/#inbox/FMfcgzQcExampleThreadKey0001';
const CLINIC = 'https://clinic.example/team';
const CLINIC_PAGE = `<!doctype html><title>Our team</title>
  <h1>Ward 4</h1><p id="who">Maya Lindholm leads the ward.</p>
  <p><a id="mail" href="mailto:maya.lindholm@clinic.example">Maya Lindholm</a></p>`;

/** One blank page. */
const PDF = `%PDF-1.4
1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj
2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj
3 0 obj<</Type/Page/MediaBox[0 0 300 300]/Parent 2 0 R>>endobj
trailer<</Size 4/Root 1 0 R>>
%%EOF`;

describe('after the install', () => {
  test('the welcome page is open, once, and it asks for consent', async () => {
    const pages = () => vouch.browser.context.pages().filter(page => page.url() === vouch.browser.url(WELCOME));
    await vi.waitFor(() => expect(pages()).toHaveLength(1), PATIENCE);
    const [welcome] = pages();
    await welcome?.getByRole('button', { name: word('welcomeConsentAgree'), exact: true }).waitFor();
  });

  test('there is one menu item: the browser knows it, and installing again makes one in place of it', async () => {
    const worker = await vouch.browser.worker();
    const calls = await worker.evaluate(async () => {
      const [menus] = [chrome.contextMenus];
      const seen: unknown[] = [];
      const { create, removeAll } = menus;
      const apis = [menus, (globalThis as unknown as { browser?: ChromiumApi }).browser?.contextMenus];
      for (const api of apis) {
        Object.assign(api ?? {}, {
          create: (item: { id: string }) => {
            seen.push(item);
            return create(item);
          },
          removeAll: async () => {
            seen.push('removeAll');
            return removeAll();
          },
        });
      }
      chrome.runtime.onInstalled.dispatch({ reason: 'update' });
      while (seen.length < 2) await new Promise(resolve => setTimeout(resolve, 20));
      for (const api of apis) Object.assign(api ?? {}, { create, removeAll });
      return seen;
    });
    expect(calls).toEqual([
      'removeAll',
      {
        id: 'log-interaction',
        title: word('menuLog'),
        contexts: ['page', 'frame', 'selection', 'link', 'editable', 'image', 'video', 'audio'],
      },
    ]);
    const update = (id: string) =>
      vouch.desk.evaluate(async item => {
        try {
          await chrome.contextMenus.update(item, {});
          return true;
        } catch {
          return false;
        }
      }, id);
    await vi.waitFor(async () => expect(await update('log-interaction')).toBe(true), PATIENCE);
    expect(await update('another')).toBe(false);
  });

  test('one alarm is set, within a day', async () => {
    const at = await vouch.wakesAt();
    expect(at).toBeGreaterThan(Date.now() - 60_000);
    expect(at).toBeLessThanOrEqual(Date.now() + 24 * 60 * 60 * 1000);
  });
});

describe('consent', () => {
  beforeEach(() => vouch.reset());

  test('without it nothing is injected, and a form gets title and address only', async () => {
    const page = await vouch.openWebPage(CLINIC, CLINIC_PAGE);
    const before = await traceOf(page);
    const worker = await vouch.browser.worker();
    const injections = await countInjections(worker);
    const answer = await vouch.ask('page/read', { tabId: await vouch.tabId(page) });
    expect(answer).toEqual({
      ok: true,
      value: {
        reading: { title: 'Our team', url: CLINIC, selection: '', capture: null, links: [], unread: null },
        problem: 'consent/not-given',
      },
    });
    const popup = await vouch.browser.openPopup(page);
    await popup.waitForText(word('consentAsk'));
    expect(await popup.value('textbox', word('formTitle'))).toBe('Our team');
    expect(await popup.text()).not.toContain('maya.lindholm@clinic.example');
    await popup.close();
    expect(await injections()).toBe(0);
    expect(await traceOf(page)).toEqual(before);
  });

  test('is given on the welcome page and can be withdrawn there', async () => {
    const welcome = await vouch.browser.openPage(WELCOME);
    await welcome.getByRole('button', { name: word('welcomeConsentAgree'), exact: true }).click();
    await welcome.getByText(word('welcomeConsentGiven')).waitFor();
    await welcome.reload();
    await welcome.getByText(word('welcomeConsentGiven')).waitFor();
    expect(await vouch.rows('local')).toContainEqual({ id: 'consent', value: true });
    await welcome.getByRole('button', { name: word('welcomeConsentWithdraw'), exact: true }).click();
    await welcome.getByRole('button', { name: word('welcomeConsentAgree'), exact: true }).waitFor();
    expect(await vouch.rows('local')).toContainEqual({ id: 'consent', value: false });
  });

  test('is given in the popup by "Read this page", which then reads it and leaves no trace in it', async () => {
    const page = await vouch.openWebPage(CLINIC, CLINIC_PAGE);
    const before = await traceOf(page);
    const popup = await vouch.browser.openPopup(page);
    await popup.click('button', word('consentRead'));
    await popup.waitForText(word('formOnThisPage'));
    expect(await popup.text()).toContain('Maya Lindholm');
    await popup.close();
    expect(await vouch.rows('local')).toContainEqual({ id: 'consent', value: true });
    expect(await traceOf(page)).toEqual(before);
  });
});

describe('logging from the popup', () => {
  beforeEach(() => vouch.reset());

  test('with nothing stored it says what to do first', async () => {
    const popup = await vouch.browser.openPage(POPUP);
    await popup.getByText(word('firstStepTitle')).waitFor();
    await popup.getByText(word('firstStepText')).waitFor();
    expect(await formOf(popup).who.evaluate(input => input === document.activeElement)).toBe(true);
  });

  test('works by keyboard alone, for somebody new; undo takes all of it back and leaves the text', async () => {
    const popup = await vouch.browser.openPage(POPUP);
    const form = formOf(popup);
    await popup.getByText(word('firstStepTitle')).waitFor();
    await popup.keyboard.type('Elena Rivera <elena.rivera@clinic.example>');
    await popup.getByRole('option', { name: wordOf('formCreateMentor', 'Elena Rivera') }).waitFor();
    await popup.keyboard.press('Enter');
    await form.person('Elena Rivera').waitFor();
    await popup.keyboard.type('Case presentation, she liked the differential.');
    await popup.keyboard.press('Shift+Tab');
    await popup.keyboard.type('Grand rounds');
    expect(await form.title.inputValue()).toBe('Grand rounds');
    await popup.keyboard.press('Enter');
    await form.saved.waitFor();
    await popup.getByText('Elena Rivera').waitFor();

    const [mentor] = await vouch.rows('mentors');
    const [interaction, ...rest] = await vouch.rows('interactions');
    expect(rest).toEqual([]);
    expect(mentor).toMatchObject({ name: 'Elena Rivera', emails: ['elena.rivera@clinic.example'] });
    expect(interaction).toMatchObject({
      kind: 'meeting',
      state: 'happened',
      title: 'Grand rounds',
      note: 'Case presentation, she liked the differential.',
      mentorIds: [mentor?.id],
      source: null,
    });
    const reminders = (await vouch.rows('reminders')).filter(({ rule }) => rule === 'check-in');
    expect(reminders).toMatchObject([{ subjectId: mentor?.id, state: 'due' }]);
    expect(await vouch.rows('drafts')).toEqual([]);

    await tabTo(popup, word('actionUndo'));
    await popup.keyboard.press('Enter');
    await form.note.waitFor();
    expect(await form.note.inputValue()).toBe('Case presentation, she liked the differential.');
    expect(await form.title.inputValue()).toBe('Grand rounds');
    await form.person('Elena Rivera').waitFor();
    for (const table of ['mentors', 'interactions', 'reminders']) expect(await vouch.rows(table)).toEqual([]);

    await tabTo(popup, word('actionSave'));
    await popup.keyboard.press('Enter');
    await form.saved.waitFor();
    expect(await vouch.rows('interactions')).toMatchObject([{ title: 'Grand rounds' }]);
    expect(await vouch.rows('mentors')).toMatchObject([{ name: 'Elena Rivera' }]);
    expect(await vouch.rows('drafts')).toEqual([]);
  });

  test('without a person it says that one is missing, and keeps what was typed', async () => {
    const popup = await vouch.browser.openPage(POPUP);
    const form = formOf(popup);
    await form.note.fill('Talked about the poster.');
    await form.note.press('Enter');
    await popup.getByText(word('problem_form_no_person')).waitFor();
    expect(await form.note.inputValue()).toBe('Talked about the poster.');
    expect(await vouch.rows('interactions')).toEqual([]);
  });

  test('finds a mentor by any part of the name or an address', async () => {
    await vouch.addMentor('María Østergård-Núñez', { emails: ['m.ostergard@hospital.example'] });
    await vouch.addMentor('Tom Lindqvist', { emails: ['tl@research.example'] });
    const popup = await vouch.browser.openPage(POPUP);
    const { who } = formOf(popup);
    const found = popup.getByRole('option', { name: 'María Østergård-Núñez' });
    for (const part of ['mar', 'ostergard', 'NUNEZ', 'nunez maria', 'm.oster', 'hospital']) {
      await who.fill(part);
      await found.waitFor();
      expect(await popup.getByRole('option', { name: 'Tom Lindqvist' }).count()).toBe(0);
    }
    await who.fill('gård');
    await found.waitFor();
    await who.press('Enter');
    await formOf(popup).person('María Østergård-Núñez').waitFor();
  });

  test('a half-typed entry is there again after the popup was closed by a click elsewhere', async () => {
    const first = await vouch.browser.openPage(POPUP);
    const typed = formOf(first);
    await typed.who.fill('Elena Riv');
    await typed.note.pressSequentially('She asked me to join the st');
    await vi.waitFor(async () => {
      expect(await vouch.rows('drafts')).toMatchObject([{ form: { note: 'She asked me to join the st' } }]);
    }, PATIENCE);
    await first.close();

    const second = await vouch.browser.openPage(POPUP);
    const again = formOf(second);
    await second.getByText(word('draftResumed')).waitFor();
    expect(await again.who.inputValue()).toBe('Elena Riv');
    expect(await again.note.inputValue()).toBe('She asked me to join the st');
    expect(await vouch.rows('drafts')).toHaveLength(1);
  });

  test('what was typed in the very moment of closing is kept too', async () => {
    const first = await vouch.browser.openPage(POPUP);
    await formOf(first).note.pressSequentially('Every last letter of it');
    await first.close();
    await vi.waitFor(async () => {
      expect(await vouch.rows('drafts')).toMatchObject([{ form: { note: 'Every last letter of it' } }]);
    }, PATIENCE);
  });
});

describe('reading the page in front', () => {
  beforeEach(async () => {
    await vouch.reset();
    await vouch.giveConsent();
  });

  test('a mail thread at an address of Gmail fills people, subject, date and link, and Enter logs them', async () => {
    const page = await vouch.openWebPage(THREAD, await fixture('gmail/gmail-thread-en-gb-2025.html'));
    const before = await traceOf(page);
    const popup = await vouch.browser.openPopup(page);
    await popup.waitForText('Dana Okafor');
    expect(await popup.value('textbox', word('formTitle'))).toBe('Kick-off agenda for the Harbour project');
    await popup.press('Enter');
    await popup.waitForText(word('savedTitle'));
    await popup.close();

    const [mentor, ...others] = await vouch.rows('mentors');
    expect(others).toEqual([]);
    expect(mentor).toMatchObject({ name: 'Dana Okafor', emails: ['dana.okafor@harbourworks.example'] });
    const [interaction] = await vouch.rows('interactions');
    expect(interaction).toMatchObject({
      kind: 'email',
      direction: 'in',
      state: 'happened',
      title: 'Kick-off agenda for the Harbour project',
      mentorIds: [mentor?.id],
      others: [{ name: 'Tom Lindqvist', email: 'tom.lindqvist@example.com' }],
      when: { type: 'instant' },
      source: {
        site: 'gmail',
        url: 'https://mail.google.com/mail/u/0/#all/198c2dcdc584c1a7',
        messageId: '198c76b22c09be02',
      },
    });
    expect(dayIn(interaction?.when)).toBe('2025-08-20');
    expect(await traceOf(page)).toEqual(before);
  });

  test('a message of a known mentor is theirs, and nobody is made twice', async () => {
    const dana = await vouch.addMentor('Prof. Okafor', { emails: ['dana.okafor@harbourworks.example'] });
    const page = await vouch.openWebPage(THREAD, await fixture('gmail/gmail-thread-en-gb-2025.html'));
    const popup = await vouch.browser.openPopup(page);
    await popup.waitForText('Prof. Okafor');
    await popup.press('Enter');
    await popup.waitForText(word('savedTitle'));
    await popup.close();
    expect(await vouch.rows('mentors')).toHaveLength(1);
    expect(await vouch.rows('interactions')).toMatchObject([{ mentorIds: [dana] }]);
  });

  test('a page that forbids scripts is said to be unreadable, and the form is there to type in', async () => {
    const page = await vouch.browser.context.newPage();
    await page.goto('chrome://version/');
    const popup = await vouch.browser.openPopup(page);
    await popup.waitForText(word('pageHidden'));
    await popup.fill('combobox', word('formWho'), 'Elena Rivera');
    await popup.press('Enter');
    await popup.press('Enter');
    await popup.waitForText(word('savedTitle'));
    await popup.close();
    expect(await vouch.rows('interactions')).toMatchObject([{ source: null }]);
  });

  test('a PDF gives its title and address', async () => {
    const url = 'https://clinic.example/poster.pdf';
    await vouch.browser.context.route(url, route => route.fulfill({ contentType: 'application/pdf', body: PDF }));
    const page = await vouch.browser.context.newPage();
    await page.goto(url);
    const popup = await vouch.browser.openPopup(page);
    await popup.waitForText('clinic.example');
    expect(await popup.value('textbox', word('formTitle'))).toContain('poster.pdf');
    await popup.fill('combobox', word('formWho'), 'Elena Rivera');
    await popup.press('Enter');
    await popup.press('Enter');
    await popup.waitForText(word('savedTitle'));
    await popup.close();
    expect(await vouch.rows('interactions')).toMatchObject([{ source: { url } }]);
  });

  test('names and subjects that hold markup, or turn the direction, are shown and kept as text', async () => {
    const page = await vouch.openWebPage(THREAD, await fixture('gmail/markup-in-names.html'));
    const popup = await vouch.browser.openPopup(page);
    await popup.waitForText('<img src=x onerror=alert(1)>Eve');
    expect(await popup.value('textbox', word('formTitle'))).toMatch(/^<b>Urgent<\/b>/);
    await popup.press('Enter');
    await popup.waitForText(word('savedTitle'));
    await popup.waitForText('<img src=x onerror=alert(1)>Eve');
    expect(await popup.evaluate("document.querySelector('img, main b') === null")).toBe(true);
    await popup.close();
    const [mentor] = await vouch.rows('mentors');
    expect(mentor).toMatchObject({ emails: ['eve@evil.example.com'] });
    expect(mentor?.name).toMatch(/^<img src=x onerror=alert\(1\)>Eve/);
    expect(mentor?.name).not.toMatch(/[\u061C\u200E\u200F\u202A-\u202E\u2066-\u2069]/);
    expect(await vouch.rows('interactions')).toMatchObject([{ title: expect.stringMatching(/^<b>Urgent<\/b>/) }]);
  });

  test('a title of a megabyte, with marks that turn the direction, is trimmed', async () => {
    const page = await vouch.openWebPage(CLINIC, CLINIC_PAGE);
    await page.evaluate(() => {
      document.title = `\u202E\u0007<b>${'long '.repeat(220_000)}end`;
    });
    const popup = await vouch.browser.openPopup(page);
    await popup.waitForText(word('formOnThisPage'));
    const shown = await popup.value('textbox', word('formTitle'));
    expect(shown).toMatch(/^<b>long long/);
    expect(shown.length).toBeLessThanOrEqual(300);
    await popup.click('button', 'Maya Lindholm');
    await popup.fill('textbox', word('formNote'), 'Saved all the same.');
    await popup.press('Enter');
    await popup.waitForText(word('savedTitle'));
    await popup.close();
    expect(await vouch.rows('interactions')).toMatchObject([{ title: shown.trim(), note: 'Saved all the same.' }]);
  });
});

describe('the item in the context menu', () => {
  beforeEach(async () => {
    await vouch.reset();
    await vouch.giveConsent();
  });

  test('makes a selection the note; the panel shows it and Enter saves', async () => {
    await vouch.addMentor('Maya Lindholm', { emails: ['maya@elsewhere.example'] });
    const page = await vouch.openWebPage(CLINIC, CLINIC_PAGE);
    const panel = await clickMenu(page, { selectionText: 'Maya Lindholm leads the ward.' });
    const form = formOf(panel);
    await vi.waitFor(async () => expect(await form.note.inputValue()).toBe('Maya Lindholm leads the ward.'), PATIENCE);
    expect(await form.title.inputValue()).toBe('Our team');
    await form.who.pressSequentially('lind');
    await panel.getByRole('option', { name: 'Maya Lindholm' }).waitFor();
    await panel.keyboard.press('Enter');
    await form.person('Maya Lindholm').waitFor();
    await panel.keyboard.press('Enter');
    await form.saved.waitFor();
    expect(await vouch.rows('interactions')).toMatchObject([
      { note: 'Maya Lindholm leads the ward.', title: 'Our team', source: { url: CLINIC } },
    ]);
    expect(await vouch.rows('drafts')).toEqual([]);
  });

  test('before anything was agreed the panel asks, and keeps what was clicked on', async () => {
    await vouch.ask('consent/set', { isGiven: false });
    const page = await vouch.openWebPage(CLINIC, CLINIC_PAGE);
    const panel = await clickMenu(page, { selectionText: 'Maya Lindholm leads the ward.' });
    await vi.waitFor(
      async () => expect(await formOf(panel).note.inputValue()).toBe('Maya Lindholm leads the ward.'),
      PATIENCE,
    );
    await panel.getByText(word('consentAsk')).waitFor();
    await panel.getByRole('button', { name: word('consentRead') }).click();
    await panel.getByText(word('consentAsk')).waitFor({ state: 'detached' });
    expect(await formOf(panel).note.inputValue()).toBe('Maya Lindholm leads the ward.');
    expect(await vouch.ask('page/read', { tabId: await vouch.tabId(page) })).toMatchObject({
      value: { problem: null },
    });
  });

  test('on a page that cannot be read it says so, and keeps title, address and selection', async () => {
    const opening = vouch.browser.context.waitForEvent('page', {
      predicate: opened => opened.url().startsWith(vouch.browser.url(PANEL)),
    });
    const worker = await vouch.browser.worker();
    await worker.evaluate(() => {
      // A tab that no script can be run in; the event tells its title and address.
      const tab = { id: 987_654_321, windowId: 1, title: 'Our ward', url: 'https://closed.example/ward' };
      const click = { menuItemId: 'log-interaction', selectionText: 'Maya Lindholm leads the ward.', editable: false };
      chrome.contextMenus.onClicked.dispatch({ ...click, frameId: 0, pageUrl: tab.url }, tab);
    });
    const panel = await opening;
    await panel.getByText(word('pageUnreadable')).waitFor();
    expect(await formOf(panel).title.inputValue()).toBe('Our ward');
    expect(await formOf(panel).note.inputValue()).toBe('Maya Lindholm leads the ward.');
    expect(await vouch.rows('drafts')).toMatchObject([{ form: { source: { url: 'https://closed.example/ward' } } }]);
  });

  test('on a page of the browser itself takes its address for the title, and for no link', async () => {
    const opening = vouch.browser.context.waitForEvent('page', {
      predicate: opened => opened.url().startsWith(vouch.browser.url(PANEL)),
    });
    const worker = await vouch.browser.worker();
    await worker.evaluate(() => {
      // As Chromium tells it: the address with the click, and of the tab nothing but its id.
      const click = { menuItemId: 'log-interaction', editable: false, frameId: 0, pageUrl: 'chrome://settings/' };
      chrome.contextMenus.onClicked.dispatch(click, { id: 987_654_321, windowId: 1 });
    });
    const panel = await opening;
    await panel.getByText(word('pageUnreadable')).waitFor();
    expect(await formOf(panel).title.inputValue()).toBe('chrome://settings/');
    expect(await vouch.rows('drafts')).toMatchObject([{ form: { title: 'chrome://settings/', source: null } }]);
  });

  test('takes a link in a mail for its person alone, unless the mail is from or to them', async () => {
    const mail = await fixture('gmail/gmail-thread-en-gb-2025.html');
    const link = '<a href="mailto:theo.marchetti@clinic.example">Dr. Theo Marchetti</a>';
    const page = await vouch.openWebPage(THREAD, mail.replace('</body>', `${link}</body>`));
    const panel = await clickMenu(page, { linkUrl: 'mailto:theo.marchetti@clinic.example' });
    await formOf(panel).person('Dr. Theo Marchetti').waitFor();
    expect(await vouch.rows('drafts')).toMatchObject([
      {
        pageProblem: null,
        form: {
          kind: 'meeting',
          direction: null,
          on: dayBefore(0),
          newMentors: [{ name: 'Dr. Theo Marchetti', email: 'theo.marchetti@clinic.example' }],
          others: [],
          source: { site: 'gmail', url: THREAD, messageId: null, threadId: null, likeness: null },
        },
      },
    ]);
    await dispatchMenu(page, { linkUrl: 'mailto:dana.okafor@harbourworks.example' });
    await formOf(panel).person('Dana Okafor').waitFor();
    expect(await vouch.rows('drafts')).toMatchObject([
      { form: { kind: 'email', direction: 'in', on: '2025-08-20', source: { messageId: '198c76b22c09be02' } } },
    ]);
  });

  test('makes a mailto: link the person, under the name the page gives', async () => {
    const page = await vouch.openWebPage(CLINIC, CLINIC_PAGE);
    const panel = await clickMenu(page, { linkUrl: 'mailto:maya.lindholm@clinic.example?subject=Hello' });
    await formOf(panel).person('Maya Lindholm').waitFor();
    await panel.keyboard.press('Enter');
    await formOf(panel).saved.waitFor();
    expect(await vouch.rows('mentors')).toMatchObject([
      { name: 'Maya Lindholm', emails: ['maya.lindholm@clinic.example'] },
    ]);
  });

  test('makes a selected address the person and not the note', async () => {
    const page = await vouch.openWebPage(CLINIC, CLINIC_PAGE);
    const panel = await clickMenu(page, { selectionText: 'Maya Lindholm <maya.lindholm@clinic.example>' });
    await formOf(panel).person('Maya Lindholm').waitFor();
    expect(await formOf(panel).note.inputValue()).toBe('');
    await panel.keyboard.press('Enter');
    await formOf(panel).saved.waitFor();
    expect(await vouch.rows('mentors')).toMatchObject([
      { name: 'Maya Lindholm', emails: ['maya.lindholm@clinic.example'] },
    ]);
  });

  test('takes a lying mailto: link for no person', async () => {
    const page = await vouch.openWebPage(CLINIC, CLINIC_PAGE);
    const panel = await clickMenu(page, { linkUrl: 'mailto:not%20an%20address%0D%0ABcc:%20x@y' });
    await vi.waitFor(async () => expect(await formOf(panel).title.inputValue()).toBe('Our team'), PATIENCE);
    expect(await vouch.rows('drafts')).toMatchObject([{ form: { newMentors: [], mentorIds: [] } }]);
  });

  test('a panel that is open already shows the new click, and keeps what was being typed', async () => {
    const page = await vouch.openWebPage(CLINIC, CLINIC_PAGE);
    const panel = await clickMenu(page, { selectionText: 'first' });
    await vi.waitFor(async () => expect(await formOf(panel).note.inputValue()).toBe('first'), PATIENCE);
    await formOf(panel).note.fill('first, and more');
    await vi.waitFor(async () => {
      expect(await vouch.rows('drafts')).toMatchObject([{ isTouched: true, form: { note: 'first, and more' } }]);
    }, PATIENCE);
    await dispatchMenu(page, { selectionText: 'second' });
    await vi.waitFor(async () => expect(await formOf(panel).note.inputValue()).toBe('second'), PATIENCE);
    await panel.getByRole('button', { name: word('draftContinue'), exact: true }).click();
    await vi.waitFor(async () => expect(await formOf(panel).note.inputValue()).toBe('first, and more'), PATIENCE);
  });
});

describe('an open page', () => {
  beforeEach(() => vouch.reset());

  test('follows everything that is written while it is open', async () => {
    await vouch.remindAtAnyHour();
    const elena = await vouch.addMentor('Elena Rivera');
    const page = await vouch.browser.context.newPage();
    // Without the tick that brings the page up to date twice a minute anyway.
    await page.addInitScript(() => {
      Object.assign(globalThis, { setInterval: () => 0 });
    });
    await page.goto(vouch.browser.url(`${DASHBOARD}#/mentors/${elena}`));
    await page.getByText(word('timelineEmptyTitle')).first().waitFor();
    for (const title of ['First', 'Second', 'Third']) {
      await vouch.logContact(elena, 0, { title });
      await page.getByText(title, { exact: true }).waitFor();
    }
  });
});

describe('your data', () => {
  beforeEach(() => vouch.reset());

  test('is downloaded with a button as one file, under a policy that forbids all else', async () => {
    const elena = await vouch.addMentor('Elena Rivera', { emails: ['elena@example.org'] });
    const entry = await vouch.logContact(elena, 0, { note: 'Zoë said “well done” <b>' });
    const page = await vouch.browser.openPage(`${DASHBOARD}#/data`);
    const refused: string[] = [];
    page.on('console', message => {
      if (message.type() === 'error') refused.push(message.text());
    });
    const downloading = page.waitForEvent('download');
    await page.getByRole('button', { name: word('dataExportAction'), exact: true }).click();
    const file = await downloading;
    expect(file.suggestedFilename()).toBe(`vouch-${dayBefore(0)}.json`);
    const { tables } = JSON.parse(await readFile(await file.path(), 'utf8'));
    expect(tables.mentors).toMatchObject([{ id: elena, name: 'Elena Rivera', emails: ['elena@example.org'] }]);
    expect(tables.interactions).toMatchObject([{ id: entry, note: 'Zoë said “well done” <b>', mentorIds: [elena] }]);
    await page.getByText(word('toastExported')).waitFor();
    expect(refused).toEqual([]);
  });
});

describe('notifications that are blocked', () => {
  beforeEach(() => vouch.reset());

  test.each([POPUP, PANEL, `${DASHBOARD}#/due`])('are said plainly in %s, and only then', async path => {
    await vouch.addMentor('Elena Rivera');
    const page = await vouch.browser.openPage(path);
    const banner = page.getByText(word('notificationsBlocked'));
    await page.getByRole('heading', { level: 1 }).waitFor();
    expect(await page.evaluate(() => chrome.notifications.getPermissionLevel())).toBe('granted');
    expect(await banner.count()).toBe(0);
    await page.close();
    const blocked = await vouch.browser.context.newPage();
    await blocked.addInitScript(() => {
      Object.assign(chrome.notifications, { getPermissionLevel: async () => 'denied' });
    });
    await blocked.goto(vouch.browser.url(path));
    await blocked.getByText(word('notificationsBlocked')).waitFor();
  });
});

/** Clicks the item on a page, and gives the panel that opens for it: without a real click it is a small window. */
async function clickMenu(page: Page, info: object): Promise<Page> {
  const opening = vouch.browser.context.waitForEvent('page', {
    predicate: opened => opened.url().startsWith(vouch.browser.url(PANEL)),
  });
  await dispatchMenu(page, info);
  return opening;
}

async function dispatchMenu(page: Page, info: object): Promise<void> {
  const worker = await vouch.browser.worker();
  const tabId = await vouch.tabId(page);
  await worker.evaluate(
    async ([id, given]) => {
      const tab = await chrome.tabs.get(id);
      const click = { menuItemId: 'log-interaction', editable: false, frameId: 0, pageUrl: tab.url, ...given };
      chrome.contextMenus.onClicked.dispatch(click, tab);
    },
    [tabId, info] as const,
  );
}

/** Counts from now on how often the worker runs a script in a page. */
async function countInjections(worker: Worker): Promise<() => Promise<number>> {
  await worker.evaluate(() => {
    const seen = globalThis as unknown as { injections: number; browser?: ChromiumApi };
    seen.injections = 0;
    for (const api of [chrome.scripting, seen.browser?.scripting]) {
      if (api === undefined) continue;
      const { executeScript } = api;
      Object.assign(api, {
        executeScript: (injection: Parameters<typeof executeScript>[0]) => {
          seen.injections += 1;
          return executeScript(injection);
        },
      });
    }
  });
  return () => worker.evaluate(() => (globalThis as unknown as { injections: number }).injections);
}

/** All of a page that a script could have left something in. */
async function traceOf(page: Page) {
  return page.evaluate(() => ({
    html: document.documentElement.outerHTML,
    names: Object.getOwnPropertyNames(window).sort(),
    resources: performance.getEntriesByType('resource').filter(({ name }) => !name.endsWith('/favicon.ico')).length,
    storage: [...Object.keys(localStorage), ...Object.keys(sessionStorage)],
  }));
}

function fixture(name: string): Promise<string> {
  return readFile(join(ROOT, 'tests/capture/fixtures', name), 'utf8');
}

function wordOf(key: 'formCreateMentor', name: string): string {
  return word(key, { name }).split('”')[0] ?? '';
}

function dayIn(when: unknown): string {
  const { startsAt, timeZone } = when as { startsAt: number; timeZone: string };
  return Temporal.Instant.fromEpochMilliseconds(startsAt).toZonedDateTimeISO(timeZone).toPlainDate().toString();
}
