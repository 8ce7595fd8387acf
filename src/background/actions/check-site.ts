import { parsePageReading } from '../../core/capture.ts';
import { failure, type Result, success } from '../../core/result.ts';
import { SITES } from '../../core/sites.ts';
import type { RequestOf, SiteCheck } from '../../messages/protocol.ts';
import type { Deps } from '../deps.ts';

/**
 * Runs a site's reader in the tab of the site that was used last, and tells what it found. Where it fails the page's shape
 * is kept for the report, as when the student wants to log; nothing else of the page is.
 */
export async function checkSite(deps: Deps, request: RequestOf<'site/check'>): Promise<Result<SiteCheck>> {
  if (!(await deps.storage.read.hasConsent())) return failure('consent/not-given');
  const site = SITES.find(({ id }) => id === request.site);
  if (site === undefined) return failure('message/invalid');
  const [tab] = await deps.tabsOf(site);
  if (tab === undefined) {
    const isAllowed = (await deps.allowedSites()).includes(site.id);
    return success({ state: isAllowed ? 'no-tab' : 'not-allowed' });
  }
  const reading = parsePageReading(await deps.readPage(tab.id, site.id));
  if (reading === null) return success({ state: 'unreachable' });
  const title = reading.title || tab.title;
  if (reading.unread !== null) {
    const unread = { ...reading.unread, at: deps.now() };
    await deps.storage.setLocal(`unread/${unread.reader}`, unread);
    return success({ state: 'unread', title, unread });
  }
  const items = reading.capture?.items ?? [];
  const messageCount = items.filter(({ type }) => type === 'email' || type === 'email-thread').length;
  const eventCount = items.filter(({ type }) => type === 'event' || type === 'meeting').length;
  // What has neither is a page for writing, settings, or an empty week.
  return success(
    messageCount + eventCount === 0 ? { state: 'nothing', title } : { state: 'read', title, messageCount, eventCount },
  );
}
