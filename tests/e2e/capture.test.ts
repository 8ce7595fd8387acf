import { join } from 'node:path';
import { beforeEach, describe, expect, test } from 'vitest';
import { ROOT } from '../support/build-extension.ts';
import { grantedBuild } from '../support/granted-build.ts';
import { PRACTICE_SITES, practicePage } from './practice-pages.ts';
import { Vouch } from './vouch.ts';
import { word } from './words.ts';

const vouch = Vouch.forTests(() => grantedBuild('chrome'));
beforeEach(async () => {
  await vouch.reset();
  await vouch.giveConsent();
});

/** What a sentence begins with, before its first placeholder. */
const beginning = (text: string) => text.split('\u0000')[0] ?? '';
/** The page was read, and the form shows what it says. */
const READ = `document.querySelector('section[aria-labelledby=log-title]')?.ariaBusy === 'false'`;
const ALREADY = beginning(word('loggedAlready', { day: '\u0000' }));

describe.each(PRACTICE_SITES)('a page of %s at its real address', site => {
  test('is logged once, and recognized when it is opened again', async () => {
    const { url, html, titles, ids } = await practicePage(site);
    const page = await vouch.openWebPage(url, html);
    const popup = await vouch.browser.openPopup(page);
    await popup.waitFor(READ);
    if (titles.some(text => text !== null)) expect(titles).toContain(await popup.value('textbox', word('formTitle')));
    if ((await popup.evaluate(`document.querySelectorAll('.picker .chip-remove').length`)) === 0) {
      await popup.fill('combobox', word('formWho'), 'Noor Haddad <noor.haddad@clinic.example>');
      await popup.press('Enter');
    }
    await popup.click('button', word('actionSave'));
    await popup.waitForText(word('savedTitle').slice(0, 5));
    const [entry] = await vouch.rows('interactions');
    const source = entry?.source as Readonly<Record<string, unknown>>;
    expect(source.site).toBe(site);
    if (ids.length > 0) {
      expect([source.messageId, source.eventId, source.threadId].filter(id => id !== null)).not.toEqual([]);
      for (const id of [source.messageId, source.eventId]) if (typeof id === 'string') expect(ids).toContain(id);
    }
    await popup.close();

    const again = await vouch.browser.openPopup(page);
    if (entry?.state === 'planned' || ids.length > 0) {
      await again.waitForText(ALREADY);
      await again.click('button', word('actionUpdate'));
      await again.waitForText(word('savedUpdated'));
      expect(await vouch.rows('interactions')).toHaveLength(1);
    }
    await again.close();
  });
});

describe('people on a page', () => {
  test('with a mentor’s name and another address are asked about; the address is learnt, and the student’s own', async () => {
    const { url, html } = await practicePage('gmail');
    const page = await vouch.openWebPage(url, html);
    const id = await vouch.addMentor('Dr. Dana Okafor, MD', { emails: ['d.okafor@clinic.example'] });
    const popup = await vouch.browser.openPopup(page);
    await popup.waitForText(word('possibleAsk', { name: 'Dr. Dana Okafor, MD' }));
    await popup.screenshot(join(ROOT, 'tour/popup-possible.png'));
    // The question has the cursor: Enter says yes, and the next Enter saves.
    await popup.press('Enter');
    await popup.waitFor(`document.activeElement?.tagName === 'TEXTAREA'`);
    await popup.press('Enter');
    await popup.waitForText(word('savedTitle'));
    await popup.close();
    expect(await vouch.rows('mentors')).toMatchObject([
      { id, emails: ['d.okafor@clinic.example', 'dana.okafor@harbourworks.example'] },
    ]);
    expect(await vouch.rows('profile')).toMatchObject([{ emails: ['priya.nair@example.com'] }]);
  });

  test('who are never to be logged are nowhere', async () => {
    const { url, html } = await practicePage('gmail');
    await vouch.ask('settings/save', { neverLog: ['harbourworks.example'] });
    const page = await vouch.openWebPage(url, html);
    const popup = await vouch.browser.openPopup(page);
    await popup.waitFor(`[...document.querySelectorAll('input')].some(({ value }) => value.startsWith('Kick-off'))`);
    expect(await popup.text()).not.toContain('Okafor');
    await popup.close();
  });
});

describe('a list of mail', () => {
  const ROW = (
    subject: string,
    name: string,
    email: string,
    thread: string,
    when: string,
  ) => `<tr class="zA yO" role="row">
    <td><div class="yW"><span class="yP" email="${email}" name="${name}">${name}</span></div></td>
    <td><span class="bog"><span data-thread-id="#thread-f:${Number.parseInt(thread, 16)}" data-legacy-thread-id="${thread}"
      data-legacy-last-message-id="${thread}">${subject}</span></span><span class="y2"> - Hello</span></td>
    <td class="xW"><span title="${when}">x</span></td></tr>`;
  const LIST = `<!doctype html><html lang="en-US"><title>Inbox - sam@school.example - Gmail</title>
    <div role="main"><table><tbody>
    ${ROW('Ward schedule', 'Dana Okafor', 'dana@clinic.example', '18f0aa0000000000', 'Sat, Apr 20, 2024, 9:12 AM')}
    ${ROW('Paper draft', 'Dana Okafor', 'dana@clinic.example', '18f0bb0000000000', 'Sat, Apr 20, 2024, 2:12 PM')}
    ${ROW('Offers', 'A shop', 'shop@shop.example', '18f0cc0000000000', 'Sat, Apr 20, 2024, 7:12 PM')}
    </tbody></table></div></html>`;

  test('proposes what is past and about a mentor; the chosen ones are logged together, and are then no news', async () => {
    await vouch.addMentor('Dana Okafor', { emails: ['dana@clinic.example'] });
    const page = await vouch.openWebPage('https://mail.google.com/mail/u/0/#inbox', LIST);
    const popup = await vouch.browser.openPopup(page);
    await popup.waitForText('Ward schedule');
    expect(await popup.text()).not.toContain('Offers');
    await popup.screenshot(join(ROOT, 'tour/popup-catch-up.png'));
    await popup.click('checkbox', 'Paper draft');
    await popup.click('button', word('catchUpLog_one', { count: 1 }));
    await popup.waitForText(word('catchUpLogged_one', { count: 1 }));
    await popup.close();
    expect(await vouch.rows('interactions')).toMatchObject([{ title: 'Ward schedule', kind: 'email' }]);

    const again = await vouch.browser.openPopup(page);
    await again.waitForText('Paper draft');
    expect(await again.text()).not.toContain('Ward schedule');
    await again.close();
  });

  const IN_HEADING = `document.activeElement?.id === 'catch-up-title'`;
  const PRIMARY = `[...document.querySelectorAll('button.primary')].map(({ textContent }) => textContent.trim()).join()`;
  const openList = async () => {
    await vouch.addMentor('Dana Okafor', { emails: ['dana@clinic.example'] });
    const page = await vouch.openWebPage('https://mail.google.com/mail/u/0/#inbox', LIST);
    const popup = await vouch.browser.openPopup(page);
    await popup.waitFor(IN_HEADING);
    return { page, popup };
  };

  test('is logged by Enter, taken back, and chosen anew; nothing asks who it was with', async () => {
    const { popup } = await openList();
    expect(await popup.evaluate(PRIMARY)).toBe(word('catchUpLog_other', { count: 2 }));
    await popup.click('button', word('catchUpNone'));
    await popup.waitFor(`${PRIMARY} === ${JSON.stringify(word('catchUpPick'))}`);
    expect(await popup.evaluate(`document.querySelector('button.primary').disabled`)).toBe(true);
    await popup.click('button', word('catchUpAll'));
    await popup.evaluate(`document.querySelector('#catch-up-title').focus()`);
    await popup.press('Enter');
    await popup.waitForText(word('catchUpLogged_other', { count: 2 }));
    await popup.press('Enter');
    expect(await popup.evaluate(PRIMARY)).toBe('');
    expect(await vouch.rows('interactions')).toHaveLength(2);
    await popup.click('button', word('actionUndo'));
    await popup.waitForText('Paper draft');
    expect(await vouch.rows('interactions')).toEqual([]);
    await popup.press('Enter');
    await popup.waitForText(word('catchUpLogged_other', { count: 2 }));
    await popup.click('button', word('actionLogAnother'));
    await popup.waitFor(`${PRIMARY} === ${JSON.stringify(word('actionSave'))}`);
    expect(await popup.text()).not.toContain(word('problem_form_no_person'));
    await popup.close();
  });

  test('keeps the form folded until it is asked for, or typed into', async () => {
    const { page, popup } = await openList();
    const inWho = `document.activeElement?.getAttribute('role') === 'combobox'`;
    expect(await popup.text()).not.toContain(word('formNote'));
    await popup.click('button', word('catchUpElse'));
    await popup.waitFor(inWho);
    expect(await popup.evaluate(PRIMARY)).toBe(word('actionSave'));
    await popup.close();

    const again = await vouch.browser.openPopup(page);
    await again.waitFor(IN_HEADING);
    for (const key of ['D', 'a', 'n']) {
      await again.send('Input.dispatchKeyEvent', { type: 'keyDown', key, text: key });
      await again.send('Input.dispatchKeyEvent', { type: 'keyUp', key });
    }
    await again.waitFor(inWho);
    expect(await again.value('combobox', word('formWho'))).toBe('Dan');
    await again.close();
  });

  test('says what could not be logged', async () => {
    const { popup } = await openList();
    const answer = { ok: true, value: { ids: [], mentorIds: [], alreadyCount: 0, refusedCount: 2, undoId: null } };
    await popup.evaluate(`chrome.runtime.sendMessage = async () => (${JSON.stringify(answer)})`);
    await popup.press('Enter');
    await popup.waitForText(word('catchUpRefused_other', { count: 2 }));
    expect(await popup.text()).toContain(word('catchUpNothing'));
    await popup.close();
  });
});
