const reported = new WeakSet<object>();

/** What happens in the course of things and helps nobody to read: a tab or page that closed before it answered. */
const EXPECTED = [
  // The popup closed while the worker was answering.
  /message (?:port|channel) closed/i,
  /Receiving end does not exist/i,
  // The tab was closed, or went on to another page.
  /No tab with id/i,
  /The tab was closed/i,
  /Extension context invalidated/i,
];

/** Reports what should not have happened, once. Messages are ours; page content, names and addresses are never in them. */
export function report(error: unknown): void {
  if (typeof error === 'object' && error !== null) {
    if (reported.has(error)) return;
    reported.add(error);
  }
  const text = error instanceof Error ? `${error.name}: ${error.message}` : String(error);
  if (EXPECTED.some(pattern => pattern.test(text))) return;
  // biome-ignore lint/suspicious/noConsole: the one place that writes there
  console.error('Vouch:', error);
}
