import { capturePage } from '../../src/capture/registry.ts';
import type { CaptureContext } from '../../src/capture/site.ts';
import type { Asked, Read } from './read-files.ts';

/** Reads the page this runs in; it becomes a script that runs beside the page, as the extension's does. */
export function read(address: string, asked: Asked): Read {
  const context: CaptureContext = { ...asked, now: new Date(asked.now) };
  const startedAt = performance.now();
  const capture = capturePage(document, new URL(address), context);
  return { items: capture?.items ?? [], reader: capture?.site ?? null, milliseconds: performance.now() - startedAt };
}
