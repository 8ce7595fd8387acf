import { packetHtml } from '../../core/packet/html.ts';
import { packetMarkdown } from '../../core/packet/markdown.ts';
import type { Sheet } from '../../core/packet/sheet.ts';
import { packetText } from '../../core/packet/text.ts';

export type CopyForm = 'text' | 'markdown' | 'formatted';

/** Puts the packet onto the clipboard. Has to begin while a click counts as one. Throws when the browser refuses. */
export async function copyPacket(sheet: Sheet, form: CopyForm): Promise<void> {
  if (form === 'markdown') return navigator.clipboard.writeText(packetMarkdown(sheet));
  const text = packetText(sheet);
  if (form === 'text') return navigator.clipboard.writeText(text);
  const as = (type: string, content: string) => new Blob([content], { type });
  return navigator.clipboard.write([
    new ClipboardItem({ 'text/html': as('text/html', packetHtml(sheet)), 'text/plain': as('text/plain', text) }),
  ]);
}
