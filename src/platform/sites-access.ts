import { originsOf, SITES, type Site, type SiteId } from '../core/sites.ts';
import { browser } from './browser.ts';

/**
 * Which sites the student has allowed. The browser keeps that and nobody else, since its own settings can change it, too:
 * it is asked each time, and `onSitesChanged` tells when to ask again.
 */

/** The sites that the browser lets us into, in the order of `SITES`. */
export async function allowedSites(): Promise<SiteId[]> {
  const asked = SITES.filter(({ hasChip }) => hasChip);
  const isAllowed = await Promise.all(asked.map(async site => (await allowedOrigins(site)).length > 0));
  return asked.filter((_, index) => isAllowed[index]).map(({ id }) => id);
}

/** The origins of a site that the browser lets us into. In the browser's own settings each can be withdrawn alone. */
export async function allowedOrigins(site: Site): Promise<string[]> {
  const origins = originsOf(site);
  const isAllowed = await Promise.all(origins.map(origin => browser.permissions.contains({ origins: [origin] })));
  return origins.filter((_, index) => isAllowed[index]);
}

/** Whether the browser lets us into the page at this address without a click. */
export async function isAllowed(url: string): Promise<boolean> {
  const address = URL.parse(url);
  return address !== null && (await browser.permissions.contains({ origins: [`${address.origin}/*`] }));
}

/**
 * Asks the student for a site. Has to be called in the click's handler, before any `await`, since only then does the
 * click count; in Firefox from a tab, since its popup closes when it asks.
 *
 * @returns What was answered. Whoever has to act on it listens to `onSitesChanged`: a popup may be gone by then.
 */
export function requestSite(site: Site): Promise<boolean> {
  return browser.permissions.request({ origins: originsOf(site) });
}

/** Gives the site back. Chips in its open tabs go. */
export async function revokeSite(site: Site): Promise<void> {
  await browser.permissions.remove({ origins: originsOf(site) });
}

/**
 * Calls back whenever a site was allowed or withdrawn, here or in the browser's own settings.
 *
 * @returns What ends it.
 */
export function onSitesChanged(listener: () => void): () => void {
  browser.permissions.onAdded.addListener(listener);
  browser.permissions.onRemoved.addListener(listener);
  return () => {
    browser.permissions.onAdded.removeListener(listener);
    browser.permissions.onRemoved.removeListener(listener);
  };
}
