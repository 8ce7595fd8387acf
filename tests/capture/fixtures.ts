import type { CaptureContext } from '../../src/capture/site.ts';
import type { Expected } from './compare.ts';

/** The saved pages of this folder. They are read in a real browser, which is why they come through the bundler. */
const PAGES = import.meta.glob<string>('./fixtures/**/*.html', { query: '?raw', import: 'default', eager: true });
const SIDECARS = import.meta.glob<Expected>('./fixtures/**/*.expected.json', { import: 'default', eager: true });

export interface Fixture {
  /** `gmail/thread-of-12-en-us` */
  readonly name: string;
  readonly html: string;
  /** `undefined` when somebody forgot to write it. */
  readonly expected: Expected | undefined;
}

export const FIXTURES: readonly Fixture[] = Object.entries(PAGES).map(([path, html]) => ({
  name: path.replace('./fixtures/', '').replace('.html', ''),
  html,
  expected: SIDECARS[path.replace('.html', '.expected.json')],
}));

/** Sidecars without a page. */
export const ORPHANS: readonly string[] = Object.keys(SIDECARS).filter(
  path => !(path.replace('.expected.json', '.html') in PAGES),
);

export function parsed(html: string): Document {
  return new DOMParser().parseFromString(html, 'text/html');
}

/** Shows the page in a frame without scripts, so that it has styles and boxes; `use` gets its document. */
export async function shown<Result>(html: string, use: (page: Document) => Result): Promise<Result> {
  const frame = document.createElement('iframe');
  frame.setAttribute('sandbox', 'allow-same-origin');
  frame.style.cssText = 'width: 1200px; height: 800px';
  const loaded = new Promise(resolve => frame.addEventListener('load', resolve, { once: true }));
  frame.srcdoc = html;
  document.body.append(frame);
  await loaded;
  try {
    return use(frame.contentDocument!);
  } finally {
    frame.remove();
  }
}

/** What the reader is told beside the page. The day is after every saved page's. */
export function contextOf(expected: Expected): CaptureContext {
  return {
    now: new Date(expected.page.openedAt ?? '2026-12-31T12:00:00Z'),
    timeZone: expected.page.viewerTimeZone ?? 'UTC',
    selfEmails: expected.page.knownSelfEmails ?? [],
  };
}

export function addressOf(expected: Expected): URL {
  return new URL(expected.page.url ?? 'https://page.example/');
}
