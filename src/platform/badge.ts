import { browser } from './browser.ts';

/** Shows a short text on the toolbar button, and says the same in its title for who cannot see it. */
export async function setBadge(text: string, title: string): Promise<void> {
  await browser.action.setBadgeText({ text });
  await browser.action.setTitle({ title });
  // Firefox has no default that can be read on every theme; the pair is checked for contrast (7.6 : 1).
  await browser.action.setBadgeBackgroundColor({ color: '#8a2f1d' });
  await browser.action.setBadgeTextColor?.({ color: '#ffffff' });
}
