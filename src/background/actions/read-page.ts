import { type PageReading, parsePageReading } from '../../core/capture.ts';
import { isInteraction } from '../../core/fill-form.ts';
import { siteAt } from '../../core/sites.ts';
import { cleanLine } from '../../core/text.ts';
import type { PageAnswer } from '../../messages/protocol.ts';
import type { Deps } from '../deps.ts';

/** A tab as far as the event that brought it here tells. */
export interface TabGiven {
  readonly id: number | null;
  readonly title: string;
  readonly url: string;
}

/**
 * Reads a tab's page, once, if the student agreed to that; else, or where the browser allows no script, gives the tab's
 * own title and address and says why.
 */
export async function readTab(deps: Deps, tab: TabGiven): Promise<PageAnswer> {
  const bare = bareReading(tab);
  if (!(await deps.storage.read.hasConsent())) return { reading: bare, problem: 'consent/not-given' };
  if (tab.id === null) return { reading: bare, problem: 'capture/page-unreadable' };
  const { sitesOff } = await deps.storage.read.settings();
  const site = siteAt(tab.url);
  const isOn = site !== null && !sitesOff.includes(site.id);
  const own = isOn ? parsePageReading(await deps.readPage(tab.id, site.id)) : null;
  if (own?.unread) await deps.storage.setLocal(`unread/${own.unread.reader}`, { ...own.unread, at: deps.now() });
  if (own !== null && own.capture !== null) return { reading: withTab(own, bare), problem: null };
  // A site that was redesigned must not cost the student the entry: its page is read as any other.
  const answer = await deps.readPage(tab.id, 'generic');
  if (answer === null) return { reading: bare, problem: 'capture/page-unreadable' };
  const reading = parsePageReading(answer);
  if (reading === null) return { reading: bare, problem: 'capture/invalid' };
  const unread = own?.unread ?? null;
  return {
    reading: withTab({ ...reading, unread }, bare),
    problem: unread !== null && !hasInteraction(reading) ? 'capture/not-understood' : null,
  };
}

function withTab(reading: PageReading, { title, url }: PageReading): PageReading {
  return { ...reading, title: reading.title || title, url: reading.url ?? url };
}

/** Whether there is more in it than the page itself and people it names. */
function hasInteraction({ capture }: PageReading): boolean {
  return capture?.items.some(isInteraction) === true;
}

function bareReading({ title, url }: TabGiven): PageReading {
  const address = URL.parse(url);
  const isWeb = address !== null && (address.protocol === 'https:' || address.protocol === 'http:');
  return {
    // The browser's own pages tell their address and nothing else. It is no link: it leads nowhere from outside.
    title: cleanLine(title, 300) || (isWeb ? '' : cleanLine(url, 300)),
    url: isWeb ? address.href : null,
    selection: '',
    capture: null,
    links: [],
    unread: null,
  };
}
