import { type PageReading, parsePageReading } from '../../core/capture.ts';
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
  const answer = tab.id === null ? null : await deps.readPage(tab.id);
  if (answer === null) return { reading: bare, problem: 'capture/page-unreadable' };
  const reading = parsePageReading(answer);
  if (reading === null) return { reading: bare, problem: 'capture/invalid' };
  return { reading: { ...reading, title: reading.title || bare.title, url: reading.url ?? bare.url }, problem: null };
}

function bareReading({ title, url }: TabGiven): PageReading {
  const address = URL.parse(url);
  const isWeb = address !== null && (address.protocol === 'https:' || address.protocol === 'http:');
  return { title: cleanLine(title, 300), url: isWeb ? address.href : null, selection: '', capture: null };
}
