import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { ROOT } from '../support/build-extension.ts';

/** One invented page of each site that has a reader of its own, as saved with its expected result for the readers' tests. */
const PAGES = [
  'gmail/gmail-thread-en-gb-2025',
  'outlook-mail/outlook-conversation-en-2025',
  'google-calendar/gcal-popup-en-us-2026',
  'outlook-calendar/outlook-cal-peek-en-us-2026',
  'yahoo-mail/yahoo-thread-en-us-2025',
  'proton-mail/proton-conversation-en-2025',
  'fastmail/fastmail-thread-en-2025',
  'zoom/zoom-launch-2025',
  'teams/teams-launcher-2025',
] as const;

export interface PracticePage {
  /** The reader's id. */
  readonly site: string;
  readonly url: string;
  readonly html: string;
  /** Ids and subjects that an entry made from it may have: those of the sidecar. */
  readonly titles: readonly (string | null)[];
  readonly ids: readonly string[];
}

export const PRACTICE_SITES: readonly string[] = PAGES.map(path => path.split('/')[0] ?? '');

export async function practicePage(site: string): Promise<PracticePage> {
  const path = PAGES.find(page => page.startsWith(`${site}/`));
  const file = join(ROOT, 'tests/capture/fixtures', path ?? site);
  const { page, interactions } = JSON.parse(await readFile(`${file}.expected.json`, 'utf8')) as {
    readonly page: { readonly url: string };
    readonly interactions: readonly {
      readonly title?: string | null;
      readonly messageId?: string | null;
      readonly threadId?: string | null;
      readonly eventId?: string | null;
    }[];
  };
  return {
    site,
    url: page.url,
    html: await readFile(`${file}.html`, 'utf8'),
    titles: interactions.map(({ title }) => title ?? null),
    ids: interactions
      .flatMap(({ messageId, eventId, threadId }) => [messageId, eventId, threadId])
      .filter(id => typeof id === 'string'),
  };
}
