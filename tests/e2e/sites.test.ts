import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from 'playwright';
import type { Page as FirefoxPage } from 'puppeteer-core';
import { afterAll, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest';
import type { Browser } from 'webextension-polyfill';
import { SITES } from '../../src/core/sites.ts';
import { ROOT } from '../support/build-extension.ts';
import { removeFolder } from '../support/chromium.ts';
import { pathForTests } from '../support/find-browsers.ts';
import { LaunchedFirefox } from '../support/firefox.ts';
import { type BuildCopy, builtFolder, copyBuild, grantedBuild } from '../support/granted-build.ts';
import { Desktop, whyNoDesktop } from '../support/xvfb.ts';
import { practicePage } from './practice-pages.ts';
import { DASHBOARD, PATIENCE, POPUP, readTable, Vouch, WELCOME } from './vouch.ts';
import { type WordKey, word } from './words.ts';

declare const browser: Browser;

const ALLOWABLE = SITES.filter(({ hasChip }) => hasChip);
const SITES_PAGE = `${DASHBOARD}#/sites`;
const THREAD = 'https://mail.google.com/mail/u/0/#inbox/FMfcgzQcExampleThreadKeyAbcdefgh';

/** A page as a redesign may leave it: no attribute has its old name, and people are shown by name alone. */
function redesigned(html: string): string {
  return html
    .replace(/<[a-z][^>]*>/gi, tag => tag.replace(/\s([\w-]+)=/g, ' data-zz-$1='))
    .replace(/(>[^<]*?)(?:&lt;)?[\w.+-]+@[\w.-]+(?:&gt;)?/g, '$1');
}

/** What a sentence is before its first value. */
function beginning(key: WordKey, values: readonly string[]): string {
  const text = word(key, Object.fromEntries(values.map(name => [name, '\u0000'])));
  return text.split('\u0000')[0] ?? '';
}

function openSitesPage(vouch: Vouch): Promise<Page> {
  return vouch.browser.openPage(SITES_PAGE);
}

/** The part of the page about one site. */
function cardOf(page: Page, name: string) {
  const card = page.locator('.card').filter({ has: page.getByRole('heading', { name, exact: true, level: 2 }) });
  const button = (key: WordKey) => card.getByRole('button', { name: word(key, { name }), exact: true });
  return {
    card,
    allow: button('siteAllowFor'),
    stop: button('siteStopFor'),
    check: button('siteCheckFor'),
    copy: button('siteReportCopyFor'),
    reader: card.getByRole('switch', { name: word('siteReader', { name }) }),
    report: card.getByRole('textbox', { name: word('siteReport') }),
    more: card.getByText(word('siteMore')),
  };
}

describe('where the sites are allowed', () => {
  const vouch = Vouch.forTests(() => grantedBuild('chrome'));
  beforeEach(async () => {
    await vouch.reset();
    await vouch.giveConsent();
  });

  test('a page that was redesigned says so, keeps title, address and selection, and shows why', async () => {
    const { html } = await practicePage('gmail');
    const web = await vouch.openWebPage(THREAD, redesigned(html));
    const said = await web.evaluate(() => {
      const found = [...document.querySelectorAll('div, p, span')].find(
        ({ childElementCount, textContent }) => childElementCount === 0 && textContent.trim().length > 20,
      );
      if (found === undefined) throw new Error('the page has no text');
      getSelection()?.selectAllChildren(found);
      return { title: document.title, selection: found.textContent.trim() };
    });
    const popup = await vouch.browser.openPopup(web);
    await popup.waitForText(word('pageNotUnderstood'));
    expect(await popup.value('textbox', word('formTitle'))).toBe(said.title);
    expect(await popup.value('textbox', word('formNote'))).toContain(said.selection.slice(0, 20));
    await popup.fill('combobox', word('formWho'), 'Noor Haddad');
    await popup.press('Enter');
    const opening = vouch.browser.context.waitForEvent('page');
    await popup.click('button', word('pageNotUnderstoodWhy'));
    const sites = await opening;
    await vi.waitFor(() => expect(sites.url()).toBe(vouch.browser.url(`${SITES_PAGE}/gmail`)), PATIENCE);
    const { report } = cardOf(sites, 'Gmail');
    await report.waitFor();

    const lines = (await report.inputValue()).split('\n');
    const date = new Date().toISOString().slice(0, 4);
    expect(lines[0]).toMatch(/^Vouch \d+\.\d+\.\d+, .*[A-Z]\w+ \d+/);
    expect(lines[1]).toBe(word('siteReportReader', { reader: 'gmail' }));
    expect(lines[2]).toMatch(new RegExp(`: (?:${date}|${Number(date) - 1}|${Number(date) + 1})-\\d\\d-\\d\\d$`));
    const counts = lines.slice(3).filter(line => line.startsWith('  '));
    const other = lines.slice(3).filter(line => !line.startsWith('  ') && line !== '');
    expect(other).toEqual([word('siteReportSelectors'), word('siteReportElements')]);
    expect(counts).toContain('  message: 0');
    expect(counts.some(line => /^ {2}div: [1-9]/.test(line))).toBe(true);
    for (const line of counts) expect(line).toMatch(/^ {2}[a-z][a-z1-6 -]*: \d+$/);

    const page = await web.evaluate(() => ({
      names: [...new Set([...document.querySelectorAll('*')].map(({ localName }) => localName))],
      texts: [
        document.title,
        document.documentElement.textContent,
        ...[...document.querySelectorAll('*')].flatMap(({ attributes }) => [...attributes].map(({ value }) => value)),
        location.href,
      ],
    }));
    // What a page says may be called as an element or one of our words is; the lines above can hold nothing else.
    const ours = wordsIn([...lines.slice(0, 3), ...other, ...page.names, ...(await selectorNames())].join(' '));
    const its = [...wordsIn(page.texts.join(' '))].filter(each => !ours.has(each) && !/^\d+$/.test(each));
    expect(its.length).toBeGreaterThan(50);
    const told = wordsIn(lines.join(' '));
    expect(its.filter(each => told.has(each))).toEqual([]);

    await sites.screenshot({ path: join(ROOT, 'tour/sites-report.png'), fullPage: true });
    await web.bringToFront();
    await popup.close();
  });

  test('the self-check reads the open page and says what it found', async () => {
    const { url, html } = await practicePage('gmail');
    const web = await vouch.openWebPage(url, html);
    const sites = await openSitesPage(vouch);
    const gmail = cardOf(sites, 'Gmail');
    await gmail.more.click();
    await gmail.card.getByText(word('siteNoFailure')).waitFor();
    await gmail.check.click();
    await gmail.card.getByText(word('siteCheckMessages_other', { count: 2, title: await web.title() })).waitFor();
    expect(await gmail.report.count()).toBe(0);
    expect(await vouch.rows('local')).not.toContainEqual(expect.objectContaining({ id: 'unread/gmail' }));
  });

  test('the self-check says what is missing, and when the reader fails shows the report and copies it', async () => {
    const sites = await openSitesPage(vouch);
    const gmail = cardOf(sites, 'Gmail');
    await gmail.more.click();
    await gmail.check.click();
    await gmail.card.getByText(word('siteCheckNoTab', { name: 'Gmail' })).waitFor();

    const { html } = await practicePage('gmail');
    const web = await vouch.openWebPage('https://mail.google.com/mail/u/0/#inbox', redesigned(html));
    await gmail.check.click();
    await gmail.card.getByText(beginning('siteCheckNothing', ['title'])).waitFor();
    expect(await gmail.report.count()).toBe(0);

    await web.goto('https://mail.google.com/mail/u/0/popout#inbox/FMfcgzQcExampleThreadKeyAbcdefgh');
    await sites.bringToFront();
    await gmail.check.click();
    await gmail.card.getByText(beginning('siteCheckUnread', ['title'])).waitFor();
    await gmail.report.waitFor();
    await vouch.browser.context.grantPermissions(['clipboard-read', 'clipboard-write']);
    await gmail.copy.click();
    await sites.getByText(word('siteReportCopied')).waitFor();
    expect(await sites.evaluate(() => navigator.clipboard.readText())).toBe(await gmail.report.inputValue());
    // The failure stays, with its day, for whoever comes back.
    await sites.reload();
    await cardOf(sites, 'Gmail').report.waitFor();
    await sites.getByText(word('siteFailed')).waitFor();
  });

  test('a report that cannot be copied is selected', async () => {
    const shape = { selectors: [{ name: 'subject', count: 0 }], elements: [{ name: 'div', count: 9 }] };
    await vouch.keepLocal('unread/gmail', { reader: 'gmail', shape, at: Date.now() });
    const sites = await openSitesPage(vouch);
    await sites.evaluate(() => {
      navigator.clipboard.writeText = () => Promise.reject(new Error('not allowed'));
    });
    const gmail = cardOf(sites, 'Gmail');
    await gmail.copy.click();
    await sites.getByText(word('siteReportSelected')).waitFor();
    const selected = await gmail.report.evaluate(area => {
      const { value, selectionStart, selectionEnd } = area as HTMLTextAreaElement;
      return value.slice(selectionStart, selectionEnd);
    });
    expect(selected).toBe(await gmail.report.inputValue());
  });

  test('a site’s own reader is switched off, and its pages are read as any other', async () => {
    const { url, html } = await practicePage('gmail');
    const sites = await openSitesPage(vouch);
    const gmail = cardOf(sites, 'Gmail');
    await gmail.more.click();
    // A plain click: the switch follows storage, and may be drawn as it was for a moment.
    await gmail.reader.click();
    await vi.waitFor(
      async () => expect(await vouch.rows('settings')).toMatchObject([{ sitesOff: ['gmail'] }]),
      PATIENCE,
    );
    await cardOf(sites, 'Outlook').more.click();
    await vi.waitFor(async () => expect(await gmail.reader.isChecked()).toBe(false), PATIENCE);
    await cardOf(sites, 'Outlook').reader.click();
    await vi.waitFor(async () => {
      expect(await vouch.rows('settings')).toMatchObject([{ sitesOff: ['gmail', 'outlook'] }]);
    }, PATIENCE);
    const web = await vouch.openWebPage(url, html);
    const read = async () => {
      const answer = await vouch.ask('page/read', { tabId: await vouch.tabId(web) });
      return answer.ok ? answer.value.reading.capture?.site : answer.problem.code;
    };
    expect(await read()).toBe('generic');
    await sites.bringToFront();
    await sites.getByRole('button', { name: word('actionUndo') }).click();
    await vi.waitFor(async () => {
      expect(await vouch.rows('settings')).toMatchObject([{ sitesOff: ['gmail'] }]);
      expect(await cardOf(sites, 'Outlook').reader.isChecked()).toBe(true);
    }, PATIENCE);
    await gmail.reader.click();
    await vi.waitFor(async () => expect(await vouch.rows('settings')).toMatchObject([{ sitesOff: [] }]), PATIENCE);
    expect(await read()).toBe('gmail');
  });

  test('where a question would be lost with the popup, its offer opens the page instead', async () => {
    const { url, html } = await practicePage('gmail');
    const tabId = await vouch.tabId(await vouch.openWebPage(url, html));
    const popup = await vouch.browser.openPage(POPUP);
    await popup.addInitScript(id => {
      Object.assign(browser.runtime, { getBrowserInfo: async () => ({ name: 'Firefox', version: '153.0' }) });
      Object.assign(browser.tabs, {
        query: async ({ active }: { active?: boolean }) => (active ? [{ id, title: '', url: '' }] : []),
      });
      Object.assign(browser.permissions, {
        contains: async () => false,
        request: () => {
          throw new Error('asked from the popup');
        },
      });
    }, tabId);
    await popup.reload();
    await popup.getByText(word('offerMail', { name: 'Gmail' })).waitFor();
    const opening = vouch.browser.context.waitForEvent('page');
    await popup.getByRole('button', { name: word('siteAllow'), exact: true }).click();
    await vi.waitFor(async () => {
      expect((await opening).url()).toBe(vouch.browser.url(`${SITES_PAGE}/gmail`));
    }, PATIENCE);
  });

  test('every site that can be allowed is, and the others have no button', async () => {
    const sites = await openSitesPage(vouch);
    for (const { name } of ALLOWABLE) await cardOf(sites, name).stop.waitFor();
    for (const { name, hasChip } of SITES) expect(await cardOf(sites, name).stop.count()).toBe(hasChip ? 1 : 0);
    expect(await sites.getByText(word('siteAllowed'), { exact: true }).count()).toBe(ALLOWABLE.length);
  });
});

describe('where no site is allowed', () => {
  const vouch = Vouch.forTests();
  beforeEach(() => vouch.reset());

  test('the page lists them all, with what allowing does', async () => {
    const sites = await openSitesPage(vouch);
    for (const { name, hosts } of ALLOWABLE) {
      const { card, allow } = cardOf(sites, name);
      await allow.waitFor();
      await card.getByText(word('siteNotAllowed'), { exact: true }).waitFor();
      for (const host of hosts) expect(await card.textContent()).toContain(host);
    }
  });

  test('one site is asked for, at the click; a refusal is a sentence, and the button is there again', async () => {
    const sites = await openSitesPage(vouch);
    const asked = await answerRequests(sites, false);
    const { allow, card } = cardOf(sites, 'Outlook');
    await allow.click();
    await card.getByText(word('siteDenied', { name: 'Outlook' })).waitFor();
    await allow.waitFor();
    expect(await asked()).toEqual([
      { origins: SITES.find(({ id }) => id === 'outlook')?.hosts.map(host => `https://${host}/*`), isInClick: true },
    ]);
    // What the promise says is not what is shown.
    await answerRequests(sites, true);
    await cardOf(sites, 'Gmail').allow.click();
    await cardOf(sites, 'Gmail').card.getByText(word('siteNotAllowed'), { exact: true }).waitFor();
  });

  test('the self-check says how a page can be looked at; a click there is enough for it', async () => {
    await vouch.giveConsent();
    const { url, html } = await practicePage('gmail');
    const web = await vouch.openWebPage(url, html);
    const sites = await openSitesPage(vouch);
    const gmail = cardOf(sites, 'Gmail');
    await gmail.more.click();
    await gmail.check.click();
    await gmail.card.getByText(word('siteCheckNotAllowed', { name: 'Gmail' })).waitFor();
    const popup = await vouch.browser.openPopup(web);
    await popup.close();
    await sites.bringToFront();
    await gmail.check.click();
    await gmail.card.getByText(word('siteCheckMessages_other', { count: 2, title: await web.title() })).waitFor();
  });

  test('without consent the self-check reads nothing, and leads to the settings', async () => {
    const sites = await openSitesPage(vouch);
    const gmail = cardOf(sites, 'Gmail');
    await gmail.more.click();
    await gmail.check.click();
    await gmail.card.getByText(word('siteCheckNoConsent')).waitFor();
    await gmail.card.getByRole('link', { name: word('siteCheckNoConsentAction') }).click();
    await sites.getByRole('heading', { level: 1, name: word('navSettings') }).waitFor();
  });

  test('the welcome page offers them after consent, and the step can be skipped', async () => {
    const page = await vouch.browser.openPage(WELCOME);
    await page.getByRole('button', { name: word('welcomeConsentAgree') }).waitFor();
    expect(await page.getByText(word('welcomeSitesTitle')).count()).toBe(0);
    await page.getByRole('button', { name: word('welcomeConsentAgree') }).click();
    await page.getByRole('heading', { name: word('welcomeSitesTitle') }).waitFor();
    for (const { name } of ALLOWABLE)
      await page.getByRole('button', { name: word('siteAllowFor', { name }) }).waitFor();
    await page.getByRole('button', { name: word('welcomeSitesSkip') }).click();
    await page.getByRole('heading', { name: word('welcomeSitesTitle') }).waitFor({ state: 'detached' });
    const heading = page.getByRole('heading', { name: word('welcomeTryTitle') });
    expect(await heading.evaluate(element => element === document.activeElement)).toBe(true);
  });

  describe('the popup over a page of one', () => {
    const OFFER = word('offerMail', { name: 'Gmail' });

    async function popupOverGmail() {
      const { url, html } = await practicePage('gmail');
      const web = await vouch.openWebPage(url, html);
      const popup = await vouch.browser.openPopup(web);
      await popup.waitFor(`document.querySelector('section[aria-labelledby=log-title]')?.ariaBusy === 'false'`);
      return { web, popup };
    }

    test('offers it once, under the entry; "Not now" is for good', async () => {
      await vouch.giveConsent();
      const { web, popup } = await popupOverGmail();
      await popup.waitForText(OFFER);
      const isBelow = await popup.evaluate(`(() => {
        const offer = document.querySelector('.offer').getBoundingClientRect();
        return document.querySelector('.sheet').getBoundingClientRect().bottom <= offer.top;
      })()`);
      expect(isBelow).toBe(true);
      // The cursor stays where it is.
      expect(await popup.evaluate(`document.activeElement.closest('.offer') === null`)).toBe(true);
      await popup.screenshot(join(ROOT, 'tour/popup-offer-light.png'));
      // Where the window is lower than a popup's usual 600 pixels, the foot covers what is last.
      await popup.evaluate('scrollTo(0, document.body.scrollHeight)');
      await popup.click('button', word('offerDismiss'));
      await popup.waitFor(`document.querySelector('.offer') === null`);
      expect(await vouch.rows('settings')).toMatchObject([{ offersDismissed: ['gmail'] }]);
      await popup.close();

      const again = await vouch.browser.openPopup(web);
      await again.waitFor(`document.querySelector('section[aria-labelledby=log-title]')?.ariaBusy === 'false'`);
      await settled();
      expect(await again.text()).not.toContain(OFFER);
      await again.close();
      await web.close();
    });

    test('offers nothing before consent, nor where a page could not be read', async () => {
      const { web, popup } = await popupOverGmail();
      await settled();
      expect(await popup.text()).not.toContain(OFFER);
      await popup.close();
      await web.close();

      await vouch.giveConsent();
      const broken = await vouch.openWebPage(THREAD, '<!doctype html><title>Mail</title><p>Nothing known here.');
      const second = await vouch.browser.openPopup(broken);
      await second.waitForText(word('pageNotUnderstood'));
      await settled();
      expect(await second.text()).not.toContain(OFFER);
      await second.close();
    });

    test('offers nothing on any other page', async () => {
      await vouch.giveConsent();
      const web = await vouch.openWebPage('https://clinic.example/team', '<!doctype html><title>Team</title><p>Hello');
      const popup = await vouch.browser.openPopup(web);
      await popup.waitFor(`document.querySelector('section[aria-labelledby=log-title]')?.ariaBusy === 'false'`);
      await settled();
      expect(await popup.evaluate(`document.querySelector('.offer') === null`)).toBe(true);
      await popup.close();
    });
  });
});

const noDesktop = process.env.VOUCH_NO_DESKTOP || whyNoDesktop();
if (noDesktop !== null) console.log(`not run: the browser's own question for a site; ${noDesktop}`);

describe.skipIf(noDesktop !== null)('the browser’s own question, answered by keys', () => {
  let desktop: Desktop;
  let profile: string;
  let vouch: Vouch;

  beforeAll(async () => {
    desktop = await Desktop.start(1280, 900);
    profile = await mkdtemp(join(tmpdir(), 'vouch-sites-'));
    vouch = await Vouch.launch(await builtFolder('chrome'), {
      headless: false,
      userDataDir: profile,
      env: desktop.env,
      viewport: null,
      args: [
        '--ozone-platform=x11',
        '--force-prefers-reduced-motion',
        '--window-position=0,0',
        '--window-size=1280,900',
      ],
    });
    await vouch.welcomed();
    await vouch.giveConsent();
  });
  afterAll(async () => {
    await vouch?.close();
    await desktop?.stop();
    if (profile !== undefined) await removeFolder(profile);
  });

  /** The question darkens all else; it has the focus, on "Deny". */
  const isAsking = async () => {
    const dot = await desktop.run('import', ['-window', 'root', '-crop', '1x1+1150+600', '-depth', '8', 'txt:-']);
    return Number.parseInt(/#([0-9A-F]{2})/i.exec(dot)?.[1] ?? 'ff', 16) < 0xa0;
  };
  const answer = async (...keys: readonly string[]) => {
    await vi.waitFor(async () => expect(await isAsking()).toBe(true), PATIENCE);
    // For half a second Chromium takes no answer, so that nobody gives one by accident.
    await new Promise(resolve => setTimeout(resolve, 1500));
    await desktop.key(...keys);
    await vi.waitFor(async () => expect(await isAsking()).toBe(false), PATIENCE);
  };
  const origins = () => vouch.desk.evaluate(async () => (await browser.permissions.getAll()).origins?.toSorted());

  test('refused it changes nothing; given, the page follows; and it is given back there', async () => {
    const sites = await openSitesPage(vouch);
    await sites.bringToFront();
    const gmail = cardOf(sites, 'Gmail');
    await gmail.allow.click();
    await answer('Return');
    await gmail.card.getByText(word('siteDenied', { name: 'Gmail' })).waitFor();
    expect(await origins()).toEqual([]);
    await gmail.allow.click();
    await answer('Tab', 'Return');
    await gmail.stop.waitFor();
    expect(await gmail.card.getByText(word('siteDenied', { name: 'Gmail' })).count()).toBe(0);
    expect(await origins()).toEqual(['https://mail.google.com/*']);
    await gmail.stop.click();
    await gmail.allow.waitFor();
    expect(await origins()).toEqual([]);
  });

  test('it may be asked from the popup, which closes; all addresses of the site come together', async () => {
    const sites = await openSitesPage(vouch);
    const { url, html } = await practicePage('outlook-mail');
    const web = await vouch.openWebPage(url, html);
    const popup = await vouch.browser.openPopup(web);
    await popup.waitForText(word('offerBoth', { name: 'Outlook' }));
    await popup.evaluate('scrollTo(0, document.body.scrollHeight)');
    // It may close before it says that it was clicked.
    const clicking = popup.click('button', word('siteAllow')).catch(() => {});
    await answer('Tab', 'Return');
    const outlook = SITES.find(({ id }) => id === 'outlook')?.hosts.map(host => `https://${host}/*`);
    await vi.waitFor(async () => expect(await origins()).toEqual(outlook?.toSorted()), PATIENCE);
    await cardOf(sites, 'Outlook').stop.waitFor();
    await clicking;
    await popup.close();
  });
});

describe('in Firefox', () => {
  let build: BuildCopy;
  let firefox: LaunchedFirefox;
  let page: FirefoxPage;

  beforeAll(async () => {
    build = await copyBuild('firefox');
    firefox = await LaunchedFirefox.launch({
      extensionDir: build.dir,
      executablePath: await pathForTests('firefox'),
      headless: true,
      // The question goes to a person; a test is answered at once, and all the rest is as it is.
      preferences: { 'extensions.webextOptionalPermissionPrompts': false },
    });
    page = await firefox.openPage(SITES_PAGE);
  });
  afterAll(async () => {
    await firefox?.close();
    await build?.remove();
  });

  const press = async (key: WordKey, values: Readonly<Record<string, string>>) => {
    const button = await page.waitForSelector(`::-p-aria([name="${word(key, values)}"][role="button"])`);
    await button?.click();
  };
  const allowedOrigins = () => page.evaluate(async () => (await browser.permissions.getAll()).origins ?? []);

  test('a site is allowed from the page and given back there, and another change of it is followed', async () => {
    await press('siteAllowFor', { name: 'Gmail' });
    await page.waitForSelector(`::-p-aria([name="${word('siteStopFor', { name: 'Gmail' })}"][role="button"])`);
    expect(await allowedOrigins()).toContain('https://mail.google.com/*');
    expect(await allowedOrigins()).not.toContain('https://calendar.google.com/*');
    // As in the browser's own list of extensions.
    await page.evaluate(() => browser.permissions.remove({ origins: ['https://mail.google.com/*'] }));
    await press('siteAllowFor', { name: 'Gmail' });
    await press('siteStopFor', { name: 'Gmail' });
    await page.waitForSelector(`::-p-aria([name="${word('siteAllowFor', { name: 'Gmail' })}"][role="button"])`);
    expect(await allowedOrigins()).not.toContain('https://mail.google.com/*');
    expect(await page.evaluate(readTable, 'settings')).toEqual([]);
  });

  test('the self-check finds the tab of an allowed site', async () => {
    const ask = (name: string, request: object) =>
      page.evaluate(
        (given, what) => browser.runtime.sendMessage({ to: 'vouch', name: given, request: what }),
        name,
        request,
      );
    await ask('consent/set', { isGiven: true });
    const { url, html } = await practicePage('gmail');
    const web = await firefox.browser.newPage();
    await web.setRequestInterception(true);
    web.on('request', request => {
      const isPage = request.isNavigationRequest();
      void (isPage ? request.respond({ contentType: 'text/html; charset=utf-8', body: html }) : request.abort());
    });
    await web.goto(url);
    await page.bringToFront();
    expect(await ask('site/check', { site: 'gmail' })).toMatchObject({ value: { state: 'not-allowed' } });
    await press('siteAllowFor', { name: 'Gmail' });
    await page.waitForSelector(`::-p-aria([name="${word('siteStopFor', { name: 'Gmail' })}"][role="button"])`);
    expect(await ask('site/check', { site: 'gmail' })).toMatchObject({ value: { state: 'read', messageCount: 2 } });
    await web.close();
    expect(await ask('site/check', { site: 'gmail' })).toMatchObject({ value: { state: 'no-tab' } });
  });
});

/** Words of a text, in lower case. */
function wordsIn(text: string): Set<string> {
  return new Set(
    text
      .toLowerCase()
      .split(/[^\p{L}\p{N}]+/u)
      .filter(each => each.length > 1),
  );
}

async function selectorNames(): Promise<string[]> {
  const { gmail } = await import('../../src/capture/sites/gmail.ts');
  return Object.keys(gmail.selectors);
}

/** Long enough for what comes late to have come; its not coming is what is tested. */
function settled(): Promise<void> {
  return new Promise(resolve => setTimeout(resolve, 700));
}

/** Answers in the place of a person. @returns What was asked for so far. */
async function answerRequests(page: Page, isGiven: boolean): Promise<() => Promise<unknown>> {
  await page.evaluate(given => {
    const asked: unknown[] = [];
    Object.assign(globalThis, { asked });
    browser.permissions.request = async permissions => {
      asked.push({ origins: permissions.origins, isInClick: event?.type === 'click' });
      return given;
    };
  }, isGiven);
  return () => page.evaluate(() => (globalThis as unknown as { readonly asked: unknown }).asked);
}
