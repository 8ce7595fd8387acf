import type { CapturedItem } from '../../src/capture/site.ts';
import { readEml } from '../../src/files/eml.ts';
import type { FileReading } from '../../src/files/file-entry.ts';
import { readIcs } from '../../src/files/ics.ts';
import { readVcf } from '../../src/files/vcf.ts';

/** What the scorer calls inside the browser for files, which are read where the extension's own pages would read them. */

export interface Asked {
  /** Milliseconds since the epoch. */
  readonly now: number;
  readonly timeZone: string;
  readonly selfEmails: readonly string[];
}

export interface Read {
  readonly items: readonly CapturedItem[];
  /** The adapter that read it, or the kind of file; `null` when nobody did. */
  readonly reader: string | null;
  readonly milliseconds: number;
}

/** Reads a file. @param base64 - Its bytes. */
export async function read(kind: 'eml' | 'ics' | 'vcf', base64: string, asked: Asked): Promise<Read> {
  const bytes = Uint8Array.from(atob(base64), character => character.charCodeAt(0));
  const startedAt = performance.now();
  const reading = await readers[kind](bytes, { selfEmails: asked.selfEmails });
  const items = reading.entries.map(({ item }) => item);
  return { items, reader: kind, milliseconds: performance.now() - startedAt };
}

const parseHtml = (html: string) => new DOMParser().parseFromString(html, 'text/html');

const readers: Readonly<
  Record<
    'eml' | 'ics' | 'vcf',
    (bytes: Uint8Array, context: { readonly selfEmails: readonly string[] }) => FileReading | Promise<FileReading>
  >
> = {
  eml: (bytes, context) => readEml(bytes, context, { parseHtml }),
  ics: readIcs,
  vcf: readVcf,
};
