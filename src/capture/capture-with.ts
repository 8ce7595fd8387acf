import type { Capture, CaptureContext, SiteAdapter } from './site.ts';

/** What the first of the adapters that claims the page and finds something says; one that fails is passed over. */
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
