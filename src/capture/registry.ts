import type { Capture, CaptureContext, SiteAdapter } from './site.ts';
import { generic } from './sites/generic.ts';
import { gmail } from './sites/gmail.ts';

/** Every site we can read, in the order in which they are asked; the generic one claims all pages and is last. */
export const ADAPTERS: readonly SiteAdapter[] = [gmail, generic];

/** What the page shows, or `null` when it has nothing to log. Reads only; a reader that fails is passed over. */
export function capturePage(page: Document, url: URL, context: CaptureContext): Capture | null {
  return captureWith(ADAPTERS, page, url, context);
}

/** `capturePage` with a list of its own. */
export function captureWith(
  adapters: readonly SiteAdapter[],
  page: Document,
  url: URL,
  context: CaptureContext,
): Capture | null {
  for (const adapter of adapters) {
    try {
      const capture = adapter.matches(url) ? adapter.capture(page, url, context) : null;
      if (capture !== null) return capture;
    } catch {
      // A site that was redesigned must not cost the student the entry: the next reader tries.
    }
  }
  return null;
}
