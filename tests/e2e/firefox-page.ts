import type { Page } from 'puppeteer-core';
import { PATIENCE } from './vouch.ts';

/** What a student does on a page in Firefox. */

/** What has that role and name, once it is there. */
export async function field(page: Page, role: string, name: string) {
  const element = await page.waitForSelector(`aria/${name}[role="${role}"]`, { timeout: PATIENCE.timeout });
  if (element === null) throw new Error(`no ${role} "${name}"`);
  return element;
}

/** By keyboard. */
export async function press(page: Page, role: string, name: string): Promise<void> {
  const element = await field(page, role, name);
  await element.focus();
  await element.press('Enter');
}

/** Waits until the page says so. */
export async function seen(page: Page, text: string): Promise<void> {
  await page.waitForFunction(wanted => document.body.innerText.includes(wanted), { polling: 100 }, text);
}
