import type { Site, SiteId } from '../core/sites.ts';
import { browser } from './browser.ts';

/** Built from `src/capture/read-page.ts`, one for each site; see `vite.config.ts`. */
const READER_OF = (site: SiteId | 'generic') => `capture/read-${site}.js`;

export interface TabInfo {
  readonly id: number;
  readonly title: string;
  /** Empty when the browser does not tell it. */
  readonly url: string;
}

/** The tab in front, as far as the browser tells; `null` when there is none or it is one of our own pages. */
export async function activeTab(): Promise<TabInfo | null> {
  const [tab] = await browser.tabs.query({ active: true, currentWindow: true });
  if (tab?.id === undefined || tab.url?.startsWith(browser.runtime.getURL('')) === true) return null;
  return { id: tab.id, title: tab.title ?? '', url: tab.url ?? '' };
}

/** The tab's own title and address; `null` when the tab is gone. */
export async function tabInfo(tabId: number): Promise<TabInfo | null> {
  try {
    const tab = await browser.tabs.get(tabId);
    return { id: tabId, title: tab.title ?? '', url: tab.url ?? '' };
  } catch {
    return null;
  }
}

/** The tabs that show a site, the one that was used last first. Those that Vouch may not look at are not among them. */
export async function tabsOf({ hosts }: Site): Promise<TabInfo[]> {
  const tabs = await browser.tabs.query({
    url: hosts.map(host => `https://${host.startsWith('.') ? '*' : ''}${host}/*`),
  });
  return tabs
    .toSorted((one, other) => (other.lastAccessed ?? 0) - (one.lastAccessed ?? 0))
    .flatMap(({ id, title = '', url = '' }) => (id === undefined ? [] : [{ id, title, url }]));
}

/**
 * Runs a page reader in a tab's top frame, once; the click's grant covers no other site that is framed in it.
 *
 * @param site - Whose reader; `generic` for that of all other pages.
 * @returns What it answered, unchecked; `null` where the browser allows no script (store pages, its own pages, files).
 */
export async function readPage(tabId: number, site: SiteId | 'generic'): Promise<unknown> {
  try {
    const [answer] = await browser.scripting.executeScript({ target: { tabId }, files: [READER_OF(site)] });
    return answer?.result ?? null;
  } catch {
    return null;
  }
}

/** Opens one of our own pages in a tab, or brings it forward when it is open. `path` may end in a `#` address. */
export async function openPage(path: string): Promise<void> {
  const url = browser.runtime.getURL(path);
  const page = url.split('#')[0] ?? url;
  const [open] = await browser.tabs.query({ url: page });
  if (open?.id === undefined) {
    await browser.tabs.create({ url });
    return;
  }
  await browser.tabs.update(open.id, { url, active: true });
  if (open.windowId !== undefined) await browser.windows.update(open.windowId, { focused: true });
}

/** How often a tab comes to the front or the front one goes elsewhere, for a panel that stays open. */
export function onActiveTabChange(listener: () => void): () => void {
  const onUpdated = (_id: number, change: { title?: string; url?: string }) => {
    if (change.title !== undefined || change.url !== undefined) listener();
  };
  browser.tabs.onActivated.addListener(listener);
  browser.tabs.onUpdated.addListener(onUpdated);
  return () => {
    browser.tabs.onActivated.removeListener(listener);
    browser.tabs.onUpdated.removeListener(onUpdated);
  };
}
