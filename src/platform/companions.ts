import { browser } from './browser.ts';
import { report } from './report.ts';

/** A script that stays with the pages of a site for as long as they are open. */
export interface Companion {
  readonly id: string;
  /** In the built tree. */
  readonly file: string;
  /** As `https://mail.example.com/*`. */
  readonly origins: readonly string[];
}

/** What is registered now, also from the session before. */
export async function registeredCompanions(): Promise<Companion[]> {
  const scripts = await browser.scripting.getRegisteredContentScripts();
  return scripts.map(({ id, js = [], matches = [] }) => ({ id, file: js[0] ?? '', origins: matches }));
}

/** From now on it runs in pages of these origins that are opened, once they are loaded, in the top frame. */
export async function registerCompanion({ id, file, origins }: Companion): Promise<void> {
  await browser.scripting.registerContentScripts([
    { id, js: [file], matches: [...origins], runAt: 'document_idle', allFrames: false },
  ]);
}

export async function unregisterCompanion(id: string): Promise<void> {
  await browser.scripting.unregisterContentScripts({ ids: [id] });
}

/** Runs it in pages that are open already. Where it runs, it does not run again. */
export async function injectCompanion({ file, origins }: Companion): Promise<void> {
  const tabs = await browser.tabs.query({ url: [...origins], discarded: false });
  for (const { id } of tabs) {
    // Not waited for: a tab that is still loading answers when it has loaded.
    if (id !== undefined) browser.scripting.executeScript({ target: { tabId: id }, files: [file] }).catch(report);
  }
}

/** Tells all chips to look again whether they may be there, and what they show. */
export async function tellCompanions(): Promise<void> {
  // All tabs: the browser no longer tells which ones are of a site that was withdrawn.
  for (const { id } of await browser.tabs.query({ discarded: false })) {
    // Most have nobody to listen.
    if (id !== undefined) browser.tabs.sendMessage(id, { to: 'vouch/chip' }).catch(report);
  }
}
