import type { ElementHandle, Page } from 'puppeteer-core';
import { expect } from 'vitest';
import { PATIENCE } from './vouch.ts';

/** What a student does on a page in Firefox. */

/** What has these roles, by itself or by its attribute. */
const WITH_ROLE = {
  button: 'button:not([role]), summary, [role=button]',
  checkbox: 'input[type=checkbox]:not([role]), [role=checkbox]',
  combobox: 'select, input[list], [role=combobox]',
  link: 'a[href]:not([role])',
  menuitem: '[role=menuitem]',
  textbox: 'textarea, input:is(:not([type]), [type=text], [type=email], [type=tel], [type=url]):not([role], [list])',
} as const;
type Role = keyof typeof WITH_ROLE;

/**
 * What has that role and name and is drawn, once it is there. Firefox's own search by role and name goes through the whole
 * page each time, which takes most of a second.
 */
export async function field(page: Page, role: Role, name: string): Promise<ElementHandle> {
  const found = await page.waitForFunction(
    (selector, wanted) => {
      const plain = (text: string | null | undefined) => (text ?? '').replace(/\s+/g, ' ').trim();
      const nameOf = (element: Element) => {
        const ids = element.getAttribute('aria-labelledby')?.split(/\s+/) ?? [];
        if (ids.length > 0) return plain(ids.map(id => document.getElementById(id)?.textContent).join(' '));
        const given = plain(element.getAttribute('aria-label'));
        if (given !== '') return given;
        const labels = [...((element as HTMLInputElement).labels ?? [])]; // none where it is no field
        return plain((labels.length > 0 ? labels : [element]).map(one => one.textContent).join(' '));
      };
      const isDrawn = (element: Element) => element.getClientRects().length > 0;
      return [...document.querySelectorAll(selector)].find(one => isDrawn(one) && nameOf(one) === wanted) ?? false;
    },
    { polling: 50, timeout: PATIENCE.timeout },
    WITH_ROLE[role],
    name.replace(/\s+/g, ' ').trim(),
  );
  const element = found.asElement();
  if (element === null) throw new Error(`no ${role} "${name}"`);
  return element as ElementHandle; // no text node has such a name
}

/** By keyboard. */
export async function press(page: Page, role: Role, name: string): Promise<void> {
  const element = await field(page, role, name);
  await element.focus();
  await element.press('Enter');
}

/** Chooses in a list of the browser's own. */
export async function choose(page: Page, name: string, value: string): Promise<void> {
  expect(await (await field(page, 'combobox', name)).select(value)).toEqual([value]);
}

/** Waits until the page says so. */
export async function seen(page: Page, text: string): Promise<void> {
  await page.waitForFunction(wanted => document.body.innerText.includes(wanted), { polling: 50 }, text);
}

/** Waits until the page says so no more. */
export async function unseen(page: Page, text: string): Promise<void> {
  await page.waitForFunction(wanted => !document.body.innerText.includes(wanted), { polling: 50 }, text);
}
