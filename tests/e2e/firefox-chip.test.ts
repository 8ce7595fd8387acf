import type { Page } from 'puppeteer-core';
import { describe, expect, test, vi } from 'vitest';
import type { Browser } from 'webextension-polyfill';
import { VouchInFirefox } from './firefox-vouch.ts';
import { practicePage } from './practice-pages.ts';
import { DASHBOARD, PATIENCE } from './vouch.ts';
import { word } from './words.ts';

declare const browser: Browser;

const vouch = VouchInFirefox.forTests();

describe('the chip in Firefox', () => {
  test('comes beside a mentor’s mail, logs it once, and goes when the site is withdrawn', async () => {
    await vouch.ask('consent/set', { isGiven: true });
    const added = await vouch.ask('mentor/save', {
      id: null,
      fields: { name: 'Dana Okafor', emails: ['dana.okafor@harbourworks.example'] },
    });
    expect(added).toMatchObject({ ok: true });
    await vi.waitFor(async () => expect(await registered()).toContain('chip-gmail'), PATIENCE);
    const { url, html } = await practicePage('gmail');
    const page = await openWebPage(url, html);
    await vi.waitFor(async () => expect(await chip()).toContain('Dana Okafor'), PATIENCE);
    expect(await chip()).toContain(word('chipNoContact'));
    // The page itself can neither look into it nor press it.
    expect(
      await page.evaluate(() => {
        const host = document.querySelector('html > [popover]');
        if (!(host instanceof HTMLElement)) return 'no host';
        const { left, bottom } = host.getBoundingClientRect();
        document.elementFromPoint(left + 70, bottom - 28)?.dispatchEvent(new MouseEvent('click', { bubbles: true }));
        host.click();
        // Not in the types.
        const isFound = (window as unknown as { find(text: string): boolean }).find('No contact logged');
        return [host.shadowRoot, host.innerText, document.getAnimations().length, isFound].join();
      }),
    ).toBe(',,0,false');
    expect(await vouch.rows('interactions')).toEqual([]);

    // Styled as it should be, whatever way the browser takes styles.
    expect(
      await inChip('content.getComputedStyle(host).position + " " + content.getComputedStyle(button).backgroundColor'),
    ).toBe('fixed rgb(23, 105, 74)');
    await click(page, '.log');
    await vi.waitFor(async () => expect(await chip()).toContain(word('chipLogged')), PATIENCE);
    expect(await vouch.rows('interactions')).toMatchObject([
      { source: { site: 'gmail', messageId: '198c76b22c09be02' } },
    ]);

    // No click of a page opens the sidebar here, so it is the mentor's page in the dashboard.
    await click(page, '.open');
    const { id } = added.ok ? added.value : { id: '' };
    await vi.waitFor(
      async () => expect(await vouch.firefox.findPage(`${DASHBOARD}#/mentors/${id}`)).not.toBeNull(),
      PATIENCE,
    );
    await page.bringToFront();

    await vouch.desk.evaluate(() => browser.permissions.remove({ origins: ['https://mail.google.com/*'] }));
    await vi.waitFor(async () => expect(await chip()).toBeNull(), PATIENCE);
    await vi.waitFor(async () => expect(await registered()).not.toContain('chip-gmail'), PATIENCE);
    await page.close();
  });
});

async function registered(): Promise<string[]> {
  return vouch.desk.evaluate(async () => (await browser.scripting.getRegisteredContentScripts()).map(({ id }) => id));
}

async function openWebPage(url: string, html: string): Promise<Page> {
  const page = await vouch.firefox.browser.newPage();
  await page.setRequestInterception(true);
  page.on('request', request => {
    const isPage = request.isNavigationRequest();
    // A policy as strict as can be: no style of the page's own would be shown.
    const headers = { 'content-security-policy': "default-src 'none'" };
    void (isPage ? request.respond({ contentType: 'text/html; charset=utf-8', headers, body: html }) : request.abort());
  });
  await page.goto(url);
  await page.bringToFront();
  return page;
}

async function click(page: Page, selector: string): Promise<void> {
  const where = await inChip(`(() => {
    const { x, y, width, height } = root.querySelector('${selector}').getBoundingClientRect();
    return JSON.stringify({ x: x + width / 2, y: y + height / 2 });
  })()`);
  const { x, y } = JSON.parse(String(where)) as { readonly x: number; readonly y: number }; // as written just now
  await page.mouse.click(x, y);
}

/** What the chip of the tab in front says; `null` while there is none. */
async function chip(): Promise<string | null> {
  const text = await inChip(
    `[...root.querySelectorAll('[data-text]')].filter(each => !each.hidden).map(each => each.dataset.text).join('\\n')`,
  );
  return typeof text === 'string' ? text : null;
}

/** The value of an expression about the chip's `host`, `root` and first `button`, as only Firefox itself can see them. */
async function inChip(expression: string): Promise<unknown> {
  const script = `{
    const host = content.document.querySelector('html > [popover]');
    const root = host?.openOrClosedShadowRoot ?? null;
    const button = root?.querySelector('button');
    sendAsyncMessage('vouch-test:seen', root === null ? null : ${expression});
  }`;
  return vouch.firefox.inBrowser(`new Promise(resolve => {
    const { messageManager } = gBrowser.selectedBrowser;
    const seen = ({ data }) => {
      messageManager.removeMessageListener('vouch-test:seen', seen);
      resolve(data);
    };
    messageManager.addMessageListener('vouch-test:seen', seen);
    messageManager.loadFrameScript('data:,' + encodeURIComponent(${JSON.stringify(script)}), false);
  })`);
}
