import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { Page } from 'playwright';
import { beforeEach, describe, expect, test, vi } from 'vitest';
import { grantedBuild } from '../support/granted-build.ts';
import { ChipInPage } from './chip-in-page.ts';
import { practicePage } from './practice-pages.ts';
import { type ChromiumApi, PATIENCE, Vouch } from './vouch.ts';
import { word } from './words.ts';

declare const chrome: ChromiumApi;

const vouch = Vouch.forTests(() => grantedBuild('chrome'));
beforeEach(async () => {
  await vouch.reset();
  await vouch.giveConsent();
});

const INBOX = 'https://mail.google.com/mail/u/0/#inbox';
const thread = (id: string, subject: string, name: string, email: string) => `
  <div class="nH" role="main"><h2 class="hP" data-legacy-thread-id="${id}">${subject}</h2>
    <div class="adn ads" data-legacy-message-id="${id}"><div class="gE"><h3><span class="gD" email="${email}" name="${name}">${name}</span></h3>
      <div class="hb"><span class="g2" email="sam@school.example" name="me">me</span></div>
      <span class="g3" title="Tue, Mar 3, 2026, 9:12 AM">Mar 3</span></div>
      <div class="ii gt"><div class="a3s"><p>Your case presentation went well.</p></div></div></div></div>`;
const LIST = `<div class="nH" role="main"><table><tbody><tr class="zA yO" role="row"><td><div class="yW">
  <span class="yP" email="dana@clinic.example" name="Dana Okafor">Dana Okafor</span></div></td>
  <td><span class="bog"><span data-thread-id="#thread-f:1" data-legacy-thread-id="18f0aa0000000000"
    data-legacy-last-message-id="18f0aa0000000000">Ward schedule</span></span></td>
  <td class="xW"><span title="Sat, Apr 20, 2024, 9:12 AM">x</span></td></tr></tbody></table></div>`;
/** A mail program whose page is filled by its script, as real ones are. */
const mailPage = (view: string) => `<!doctype html><html lang="en"><title>Ward - sam@school.example - Gmail</title>
  <style>body { margin: 0; font: 14px sans-serif } nav { float: left; width: 200px; height: 300px }</style>
  <nav>Inbox</nav><div id="view">${view}</div></html>`;

const THREAD_A = thread('18f0aa0000000000', 'Ward schedule', 'Dana Okafor', 'dana@clinic.example');
const THREAD_B = thread('18f0bb0000000000', 'Paper draft', 'Ben Osei', 'ben@clinic.example');
const STRANGER = thread('18f0cc0000000000', 'Offers', 'A shop', 'shop@shop.example');

async function dana(daysAgo: number | null = null): Promise<string> {
  const fields = { emails: ['dana@clinic.example'], rhythmDays: 20 };
  const id = await vouch.addMentor('Dana Okafor', fields);
  if (daysAgo !== null) await vouch.logContact(id, daysAgo);
  return id;
}

async function opened(view: string, url = `${INBOX}/FMfcgzQXKabcdefghijklmnopqrstuvw`) {
  const page = await vouch.openWebPage(url, mailPage(view));
  return { page, chip: await ChipInPage.of(page) };
}

/** What a mail program does when a row is clicked: first the address, then the content. */
async function goTo(page: Page, hash: string, view: string): Promise<void> {
  await page.evaluate(
    async ([to, html]) => {
      location.hash = to;
      await new Promise(resolve => setTimeout(resolve, 50));
      const place = document.querySelector('#view');
      if (place !== null) place.innerHTML = html;
    },
    [hash, view] as const,
  );
}

/** Long enough for a chip to come, had there to be one. */
const aWhile = (page: Page) => page.waitForTimeout(2500);

describe('the chip beside a mentor’s mail', () => {
  test('says when they last spoke and what is due, logs once, says so, and takes it back', async () => {
    const id = await vouch.addDueMentor('Dana Okafor', { emails: ['dana@clinic.example'] });
    const { page, chip } = await opened(THREAD_A);
    await chip.waitForText('Dana Okafor');
    expect(await chip.text()).toContain(word('chipLastContact', { when: '3 weeks ago' }));
    expect(await chip.text()).toContain(word('chipDueSince', { day: '' }).trim());
    const before = await vouch.rows('interactions');

    await chip.click(word('actionLog'));
    await chip.waitForText(word('chipLogged'));
    const entries = (await vouch.rows('interactions')).filter(row => !before.some(old => old.id === row.id));
    expect(entries).toMatchObject([
      { title: 'Ward schedule', kind: 'email', direction: 'in', mentorIds: [id], source: { site: 'gmail' } },
    ]);
    expect(await vouch.rows('mentors')).toHaveLength(1);

    await page.reload();
    await chip.waitForText(word('chipLogged'));
    expect(await chip.text()).not.toContain(word('actionLog'));
    expect(await vouch.rows('interactions')).toHaveLength(before.length + 1);
  });

  test('undo takes the entry back', async () => {
    await dana();
    const { chip } = await opened(THREAD_A);
    await chip.click(word('actionLog'));
    await chip.waitForText(word('actionUndo'));
    expect(await vouch.rows('interactions')).toHaveLength(1);
    await chip.click(word('actionUndo'));
    await chip.waitForText(word('toastUndone'));
    expect(await vouch.rows('interactions')).toEqual([]);
    await chip.waitForText(word('actionLog'));
  });

  test('follows the mail program from message to message, and goes on the list', async () => {
    await dana();
    await vouch.addMentor('Ben Osei', { emails: ['ben@clinic.example'] });
    const { page, chip } = await opened(LIST, INBOX);
    await aWhile(page);
    expect(await chip.text()).toBeNull();
    await goTo(page, '#inbox/FMfcgzQXKabcdefghijklmnopqrstuvw', THREAD_A);
    await chip.waitForText('Dana Okafor');
    await goTo(page, '#inbox/FMfcgzQXKzzzzzzzzzzzzzzzzzzzzzzz', THREAD_B);
    await chip.waitForText('Ben Osei');
    await goTo(page, '#inbox/FMfcgzQXKyyyyyyyyyyyyyyyyyyyyyyy', STRANGER);
    await chip.waitUntilGone();
    await goTo(page, '#inbox/FMfcgzQXKabcdefghijklmnopqrstuvw', THREAD_A);
    await chip.waitForText('Dana Okafor');
    // Taken away in the very task in which the message goes, so that no picture shows it beside something else.
    const isThere = await page.evaluate(async html => {
      const place = document.querySelector('#view');
      if (place !== null) place.innerHTML = html;
      await Promise.resolve();
      await new Promise(resolve => requestAnimationFrame(resolve));
      return document.querySelector('[popover]') !== null;
    }, LIST);
    expect(isThere).toBe(false);
  });

  test('a conversation that was hidden, and is shown again as it was, has its chip again', async () => {
    await dana();
    const { page, chip } = await opened(THREAD_A);
    await chip.waitForText('Dana Okafor');
    await page.locator('#view').evaluate(view => view.setAttribute('style', 'display: none'));
    await chip.waitUntilGone();
    await page.locator('#view').evaluate(view => view.removeAttribute('style'));
    await chip.waitForText('Dana Okafor');
  });

  test.each(['strangers', 'lists'])('there is none for %s', async which => {
    await dana();
    const { page, chip } = await opened(which === 'lists' ? LIST : STRANGER);
    await aWhile(page);
    expect(await chip.text()).toBeNull();
  });

  test('before the student agreed, and after they withdrew it, no script of ours is in any page', async () => {
    const own = await Vouch.launch(vouch.extensionDir);
    try {
      const scripts = () => own.desk.evaluate(() => chrome.scripting.getRegisteredContentScripts());
      expect(await own.desk.evaluate(async () => (await chrome.permissions.getAll()).origins)).not.toEqual([]);
      expect(await scripts()).toEqual([]);
      await own.addMentor('Dana Okafor', { emails: ['dana@clinic.example'] });
      const page = await own.openWebPage(`${INBOX}/FMfcgzQXKabcdefghijklmnopqrstuvw`, mailPage(THREAD_A));
      const chip = await ChipInPage.of(page);
      await aWhile(page);
      expect(await chip.text()).toBeNull();
      expect(await scripts()).toEqual([]);
      await own.giveConsent();
      await chip.waitForText('Dana Okafor');
      expect((await scripts()).length).toBe(6);
      await own.ask('consent/set', { isGiven: false });
      await chip.waitUntilGone();
      await vi.waitFor(async () => expect(await scripts()).toEqual([]), PATIENCE);
    } finally {
      await own.close();
    }
  });

  test('without consent, when the site is switched off, or for somebody never to be logged, there is none, at once', async () => {
    await dana();
    const { page, chip } = await opened(THREAD_A);
    await chip.waitForText('Dana Okafor');
    await vouch.ask('consent/set', { isGiven: false });
    await chip.waitUntilGone();
    await vouch.giveConsent();
    await chip.waitForText('Dana Okafor');
    await vouch.ask('settings/save', { sitesOff: ['gmail'] });
    await chip.waitUntilGone();
    await vouch.ask('settings/save', { sitesOff: [], neverLog: ['clinic.example'] });
    await aWhile(page);
    expect(await chip.text()).toBeNull();
  });

  test('dismissed, it stays away from this message and comes beside the next', async () => {
    await dana();
    await vouch.addMentor('Ben Osei', { emails: ['ben@clinic.example'] });
    const { page, chip } = await opened(THREAD_A);
    await chip.click(word('actionDismiss'));
    await chip.waitUntilGone();
    await goTo(page, '#inbox/FMfcgzQXKzzzzzzzzzzzzzzzzzzzzzzz', THREAD_B);
    await chip.waitForText('Ben Osei');
    await goTo(page, '#inbox/FMfcgzQXKabcdefghijklmnopqrstuvw', THREAD_A);
    await aWhile(page);
    expect(await chip.text()).toBeNull();
  });

  test('is reached and used by keyboard alone, never takes the focus, and keys pressed in it are not the page’s', async () => {
    await dana();
    const { page, chip } = await opened(`<button id="mine" autofocus>Reply</button>${THREAD_A}`);
    await page.locator('#mine').focus();
    await page.evaluate(() => {
      document.addEventListener('keydown', () => document.body.append('a shortcut ran'));
    });
    await chip.waitForText('Dana Okafor');
    expect(await page.evaluate(() => document.activeElement?.id)).toBe('mine');
    await page.evaluate(() =>
      document.querySelector('#mine')?.addEventListener('keydown', event => event.stopPropagation()),
    );
    await page.waitForTimeout(300);
    await page.keyboard.press('Tab');
    expect(await chip.evaluate('return this.getRootNode().activeElement?.dataset.text')).toBe(word('actionLog'));
    await page.keyboard.press('Enter');
    await chip.waitForText(word('chipLogged'));
    expect(await vouch.rows('interactions')).toHaveLength(1);
    await vi.waitFor(async () => {
      expect(await chip.evaluate('return this.getRootNode().activeElement?.dataset.text')).toBe(word('actionUndo'));
    }, PATIENCE);
    await page.keyboard.press('Escape');
    await chip.waitUntilGone();
    expect(await page.evaluate(() => document.body.textContent?.includes('a shortcut ran'))).toBe(false);
  });

  test('is heard as it is seen: whose it is, what it says, and its buttons by name', async () => {
    await dana();
    const { chip } = await opened(THREAD_A);
    await chip.waitForText('Dana Okafor');
    const heard = await chip.heard();
    expect(heard[0]).toBe(`complementary ${word('chipLabel', { name: 'Dana Okafor' })}`);
    for (const what of [
      'heading Dana Okafor',
      `StaticText ${word('chipNoContact')}`,
      `button ${word('actionLog')}`,
      `button ${word('chipOpen')}`,
      `button ${word('actionDismiss')}`,
    ]) {
      expect(heard).toContain(what);
    }
  });

  test('opens the panel beside the page, with the message in it', async () => {
    await dana(3);
    const { chip } = await opened(THREAD_A);
    await chip.click(word('chipOpen'));
    await vi.waitFor(async () => {
      expect(await vouch.rows('drafts')).toMatchObject([{ origin: 'menu', form: { title: 'Ward schedule' } }]);
    }, PATIENCE);
  });
});

describe('the page', () => {
  test('can neither read the chip nor press it', async () => {
    await dana();
    const { page, chip } = await opened(THREAD_A);
    await chip.waitForText('Dana Okafor');
    const { x, y } = await chip.middle(word('actionLog'));
    await page.waitForTimeout(300);
    const found = await page.evaluate(
      async ([left, top]) => {
        const hosts = [...document.querySelectorAll('*')].filter(element => element.matches(':popover-open'));
        const [host] = hosts;
        if (!(host instanceof HTMLElement)) throw new Error('no host');
        const paths: number[] = [];
        for (const type of ['click', 'pointerdown', 'mousedown', 'keydown']) {
          host.addEventListener(type, event => paths.push(event.composedPath().length), { capture: true });
        }
        const at = document.elementFromPoint(left, top);
        for (const target of [host, at, document.activeElement, window, document]) {
          for (const type of ['pointerdown', 'mousedown', 'pointerup', 'mouseup', 'click']) {
            const init = { bubbles: true, composed: true, cancelable: true, clientX: left, clientY: top, button: 0 };
            target?.dispatchEvent(new MouseEvent(type, init));
          }
          for (const type of ['keydown', 'keypress', 'keyup']) {
            for (const key of ['Enter', ' ', 'Escape']) {
              target?.dispatchEvent(new KeyboardEvent(type, { key, bubbles: true, composed: true }));
            }
          }
        }
        host.click();
        host.focus();
        const selection = getSelection();
        selection?.selectAllChildren(document.documentElement);
        // Not in the types.
        const find = (text: string) => (window as unknown as { find(text: string): boolean }).find(text);
        selection?.removeAllRanges();
        const isFound = find('Last in touch') || find('No contact logged');
        await new Promise(resolve => setTimeout(resolve, 500));
        return {
          hosts: hosts.length,
          root: host.shadowRoot,
          at: at === host,
          inside: host.childNodes.length,
          text: document.documentElement.innerText.includes('No contact') || host.innerText,
          html: host.outerHTML.includes('Okafor') || host.getHTML().includes('Okafor'),
          serialized: document.documentElement.getHTML({ serializableShadowRoots: true }).includes('No contact'),
          animations: document.getAnimations().length + host.getAnimations({ subtree: true }).length,
          active: document.activeElement === host,
          selected: selection?.toString().includes('No contact'),
          isFound,
          globals: Object.keys(window).filter(name => /vouch|companion/i.test(name)),
          parts: paths.filter(length => length > 4),
        };
      },
      [x, y] as const,
    );
    expect(found).toEqual({
      hosts: 1,
      root: null,
      at: true,
      inside: 0,
      text: '',
      html: false,
      serialized: false,
      animations: 0,
      active: false,
      selected: false,
      isFound: false,
      globals: [],
      parts: [],
    });
    expect(await vouch.rows('interactions')).toEqual([]);
    expect(await chip.text()).toContain('Dana Okafor');
  });

  test('cannot make a person press it unseen: covered, or seen through, a click only brings it to the front', async () => {
    await dana();
    const { page, chip } = await opened(THREAD_A);
    await chip.waitForText('Dana Okafor');
    const { x, y } = await chip.middle(word('actionLog'));
    await page.evaluate(() => {
      const bait = document.createElement('div');
      bait.textContent = 'Play';
      bait.popover = 'manual';
      bait.setAttribute(
        'style',
        'position: fixed; inset: 0; width: 100%; height: 100%; pointer-events: none; background: white',
      );
      document.body.append(bait);
      bait.showPopover();
    });
    await page.waitForTimeout(500);
    await page.mouse.click(x, y);
    await page.waitForTimeout(300);
    expect(await vouch.rows('interactions')).toEqual([]);
    await chip.click(word('actionLog'));
    await chip.waitForText(word('chipLogged'));
  });

  test('cannot tell by its size what it says', async () => {
    await dana();
    const ben = '<span class="g2" email="ben@clinic.example" name="Ben Osei">Ben Osei</span>';
    const { page, chip } = await opened(THREAD_A.replace('<span class="g2"', `${ben}<span class="g2"`));
    const measured = () =>
      page.evaluate(() => {
        const host = document.querySelector('[popover]');
        if (!(host instanceof HTMLElement)) throw new Error('no host');
        const boxes = [host.getBoundingClientRect(), ...host.getClientRects()];
        return JSON.stringify([boxes, host.scrollWidth, host.scrollHeight, getComputedStyle(host).height]);
      });
    const height = async () => Number(await chip.evaluate('return this.getBoundingClientRect().height'));
    await chip.waitForText('Dana Okafor');
    const before = [await measured(), await height()];
    await chip.click(word('actionLog'));
    await chip.waitForText(word('chipLogged'));
    expect(await measured()).toBe(before[0]);
    // A line more is said, which the page cannot see.
    await vouch.addMentor('Ben Osei', { emails: ['ben@clinic.example'] });
    await page.reload();
    await chip.waitForText(word('chipOthers_one', { count: '1' }));
    expect(await measured()).toBe(before[0]);
    expect(await height()).not.toBe(before[1]);
  });

  test('cannot restyle it, and with a strict policy of its own still shows it as it is', async () => {
    await dana();
    await vouch.browser.context.route('https://mail.google.com/**', route =>
      route.fulfill({
        headers: {
          'content-security-policy': "default-src 'none'; require-trusted-types-for 'script'; trusted-types 'none'",
        },
        contentType: 'text/html; charset=utf-8',
        body: mailPage(THREAD_A),
      }),
    );
    const page = await vouch.browser.context.newPage();
    await page.goto(`${INBOX}/FMfcgzQXKabcdefghijklmnopqrstuvw`);
    const chip = await ChipInPage.of(page);
    await chip.waitForText('Dana Okafor');
    const look = () =>
      chip.evaluate(`const { width, height, left, bottom } = this.getBoundingClientRect(), style = getComputedStyle(this);
        return [width, height, left, bottom, style.color, style.backgroundColor, style.fontSize, style.visibility].join()`);
    const before = await look();
    expect(before).toContain('rgb(255, 255, 255)');
    await page.evaluate(() => {
      const host = document.querySelector('[popover]');
      const sheet = new CSSStyleSheet();
      sheet.replaceSync(`html > :not(head, body) { opacity: 0 !important; font-size: 40px !important; color: red !important;
        transform: scale(3) !important; top: 0 !important; visibility: hidden !important; width: 9px !important }`);
      document.adoptedStyleSheets = [sheet];
      if (host instanceof HTMLElement) host.style.setProperty('opacity', '0', 'important');
    });
    expect(await look()).toBe(before);
  });

  test('is not moved by it', async () => {
    await dana();
    const { page, chip } = await opened(STRANGER);
    await aWhile(page);
    const boxes = () =>
      page.evaluate(() => {
        const all = [...document.querySelectorAll('html, body, body *')].filter(
          element => !element.matches('[popover]'),
        );
        return all.map(element => JSON.stringify(element.getBoundingClientRect())).join();
      });
    await page.evaluate(() => {
      const shifts: number[] = [];
      Object.assign(window, { shifts });
      new PerformanceObserver(list => shifts.push(...list.getEntries().map(({ startTime }) => startTime))).observe({
        type: 'layout-shift',
      });
      // The same place for another message: only attributes change, so that whatever moves was moved by the chip.
      const sender = document.querySelector('.gD');
      sender?.setAttribute('email', 'dana@clinic.example');
      document.querySelector('.ads')?.setAttribute('data-legacy-message-id', '18f0dd0000000000');
    });
    const before = await boxes();
    await page.evaluate(() => {
      location.hash = '#inbox/FMfcgzQXKwwwwwwwwwwwwwwwwwwwwwww';
    });
    await chip.waitForText('Dana Okafor');
    expect(await boxes()).toBe(before);
    const scrolls = await page.evaluate(() => [
      document.documentElement.scrollWidth - innerWidth,
      document.documentElement.scrollHeight - innerHeight,
      (window as unknown as { shifts: number[] }).shifts.length,
    ]);
    expect(scrolls).toEqual([0, 0, 0]);
  });
});

describe('a calendar', () => {
  test('of Google shows it beside an event that opens over the page, without a change of address', async () => {
    const { url, html } = await practicePage('google-calendar');
    await vouch.addMentor('Yusuf Demir', { emails: ['yusuf.demir@fjord.example'] });
    const page = await vouch.openWebPage(url, html.replace('<body', '<body style="min-height: 100vh"'));
    const chip = await ChipInPage.of(page);
    await chip.waitForText('Yusuf Demir');
    const dialog = await page.evaluate(() => {
      const open = document.querySelector('[role=dialog]');
      open?.remove();
      return open?.outerHTML ?? '';
    });
    await chip.waitUntilGone();
    await page.evaluate(markup => {
      const place = document.createElement('div');
      place.innerHTML = markup;
      document.body.append(place);
    }, dialog);
    await chip.waitForText('Yusuf Demir');
    await chip.click(word('actionLog'));
    await chip.waitForText(word('chipLogged'));
    expect(await vouch.rows('interactions')).toMatchObject([{ title: 'Route planning' }]);
  });
});

describe('Outlook', () => {
  test('shows it beside a conversation', async () => {
    const { url, html, people } = await outlookPage();
    const id = await vouch.addMentor('From Outlook', { emails: people });
    const page = await vouch.openWebPage(url, html);
    const chip = await ChipInPage.of(page);
    await chip.click(word('actionLog'));
    await chip.waitForText(word('chipLogged'));
    expect(await vouch.rows('interactions')).toMatchObject([{ mentorIds: [id], source: { site: 'outlook-mail' } }]);
  });
});

async function outlookPage() {
  const { url, html } = await practicePage('outlook-mail');
  // Everybody in it but the student.
  const found = html.match(/[\w.]+@[\w.]+\.example(?:\.\w+)?/g) ?? [];
  return { url, html, people: [...new Set(found)].slice(0, 20) };
}

const registered = () =>
  vouch.desk.evaluate(async () => (await chrome.scripting.getRegisteredContentScripts()).map(({ id }) => id).sort());

describe('a site', () => {
  /** The browser's own settings page, where the student can withdraw a site. */
  async function withSiteAccess(change: (access: { give(): Promise<void>; take(): Promise<void> }) => Promise<void>) {
    const settings = await vouch.browser.context.newPage();
    await settings.goto('chrome://extensions/');
    const { extensionId } = vouch.browser;
    const ask = (call: string) => settings.evaluate(`chrome.developerPrivate.${call}`).then(() => undefined);
    const host = `'${extensionId}', 'https://mail.google.com/*'`;
    await ask(`updateExtensionConfiguration({ extensionId: '${extensionId}', hostAccess: 'ON_SPECIFIC_SITES' })`);
    try {
      await change({
        give: () => ask(`addHostPermission(${host})`),
        take: () => ask(`removeHostPermission(${host})`),
      });
    } finally {
      await ask(`updateExtensionConfiguration({ extensionId: '${extensionId}', hostAccess: 'ON_ALL_SITES' })`);
      await settings.close();
    }
  }
  test('that is withdrawn in the browser loses its script and its chips; allowed again, open pages get them at once', async () => {
    await dana();
    await withSiteAccess(async access => {
      await vi.waitFor(async () => expect(await registered()).toEqual([]), PATIENCE);
      const { page, chip } = await opened(THREAD_A);
      await aWhile(page);
      expect(await chip.text()).toBeNull();
      await access.give();
      await chip.waitForText('Dana Okafor');
      expect(await registered()).toEqual(['chip-gmail']);
      await access.take();
      await chip.waitUntilGone();
      await vi.waitFor(async () => expect(await registered()).toEqual([]), PATIENCE);
      await access.give();
      await chip.waitForText('Dana Okafor');
    });
    await vi.waitFor(async () => expect((await registered()).length).toBe(6), PATIENCE);
  });

  test('keeps its chip while the worker is stopped, which is started again by it', async () => {
    await dana();
    const { page, chip } = await opened(THREAD_A);
    await chip.waitForText('Dana Okafor');
    await vouch.browser.stopWorker();
    await aWhile(page);
    expect(await chip.text()).toContain('Dana Okafor');
    await page.bringToFront();
    await chip.click(word('actionLog'));
    await chip.waitForText(word('chipLogged'));
  });
});

describe('Vouch', () => {
  // These end the extension that the other tests need.
  async function withOwn(use: (own: Vouch, page: Page, chip: ChipInPage, settings: Page) => Promise<void>) {
    const own = await Vouch.launch(vouch.extensionDir);
    try {
      await own.giveConsent();
      await own.addMentor('Dana Okafor', { emails: ['dana@clinic.example'] });
      const settings = await own.browser.context.newPage();
      await settings.goto('chrome://extensions/');
      const page = await own.openWebPage(`${INBOX}/FMfcgzQXKabcdefghijklmnopqrstuvw`, mailPage(THREAD_A));
      const chip = await ChipInPage.of(page);
      await chip.waitForText('Dana Okafor');
      await use(own, page, chip, settings);
    } finally {
      await own.close();
    }
  }

  test('that was updated has one chip, of the new version, without a reload of the page', async () => {
    await withOwn(async (own, page, chip, settings) => {
      // Without it the browser would not start again what was loaded from a folder.
      await settings.evaluate('chrome.developerPrivate.updateProfileConfiguration({ inDeveloperMode: true })');
      await page.bringToFront();
      await page.evaluate(() => document.querySelector('[popover]')?.setAttribute('id', 'of-the-old-version'));
      const worker = await own.browser.worker();
      await worker.evaluate(() => void setTimeout(() => chrome.runtime.reload(), 50));
      await vi.waitFor(async () => {
        const hosts = await page.evaluate(() => [...document.querySelectorAll('[popover]')].map(({ id }) => id));
        expect(hosts).toEqual(['']);
      }, PATIENCE);
      await chip.waitForText('Dana Okafor');
      await chip.click(word('actionLog'));
      await chip.waitForText(word('chipLogged'));
    });
  });

  test('that was switched off leaves no chip for the student to press', async () => {
    await withOwn(async (own, page, chip, settings) => {
      await settings.evaluate(`chrome.management.setEnabled('${own.browser.extensionId}', false)`);
      // Playwright keeps every page in front, so nobody comes back to it; the pointer does.
      const { x, y } = await chip.middle(null);
      await page.mouse.move(x, y);
      await chip.waitUntilGone();
    });
  });
});

// Taken when somebody wants to look at them, and no tests: nothing is asserted.
if (process.env.VOUCH_PICTURES !== undefined)
  describe('pictures of the chip', () => {
    const DIR = process.env.VOUCH_PICTURES ?? '';
    const DARK = '<style>html { color-scheme: dark } body { background: #1f1f1f; color: #ddd }</style>';
    test.each([
      ['light', 'ltr', 1280],
      ['dark', 'ltr', 1280],
      ['light', 'rtl', 1280],
      ['dark', 'rtl', 380],
      ['light', 'ltr', 380],
    ] as const)('%s, %s, %i wide', async (theme, direction, width) => {
      await mkdir(DIR, { recursive: true });
      await vouch.addDueMentor('Dana Okafor', { emails: ['dana@clinic.example'] });
      const view = `${theme === 'dark' ? DARK : ''}<script>document.documentElement.dir = '${direction}'</script>${THREAD_A}`;
      const { page, chip } = await opened(view);
      await page.setViewportSize({ width, height: 640 });
      await chip.waitForText('Dana Okafor');
      const name = join(DIR, `chip-${theme}-${direction}-${width}`);
      await page.screenshot({ path: `${name}.png` });
      await chip.click(word('actionLog'));
      await chip.waitForText(word('chipLogged'));
      await page.screenshot({ path: `${name}-logged.png` });
    });
  });
