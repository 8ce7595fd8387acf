import { cleanLine } from '../text.ts';
import { type Field, fieldsOf } from './headers.ts';

/** A message as plain text: its header's lines, and what follows them. */
export interface PlainMessage {
  readonly values: ReadonlyMap<Field, string>;
  readonly body: string;
}

const MOST_LINES = 200;

/**
 * Reads a text that begins with a header, as a mail's source, a forwarded mail or a selection has it; `null` when it does
 * not begin with at least a sender and another part.
 */
export function plainMessageIn(text: string): PlainMessage | null {
  const lines = text.slice(0, 40_000).split(/\r?\n/);
  let at = 0;
  // A line of dashes with words between stands above a forwarded message.
  while (at < lines.length && at < 10 && /^[\s>*-]*$|^\s*-{3,}[^-]{0,60}-{3,}\s*$/.test(lines[at] ?? '')) at += 1;
  const values = new Map<Field, string>();
  let current: Field | null = null;
  let hasBegun = false;
  for (let count = 0; at < lines.length && count < MOST_LINES; at += 1, count += 1) {
    const line = lines[at] ?? '';
    if (/^\s*$/.test(line)) {
      if (values.size > 1) break;
      continue;
    }
    // A long line of a mail goes on in the next.
    if (/^[ \t]/.test(line) && hasBegun) {
      if (current !== null) values.set(current, `${values.get(current) ?? ''} ${line.trim()}`.slice(0, 20_000));
      continue;
    }
    const match = /^[*\s]*([^:：]{1,40}?)[*\s]*[:：][*]?\s*(.*)$/.exec(line.slice(0, 8000));
    if (match === null) break;
    const [, word = '', value = ''] = match;
    hasBegun = true;
    // Every server on the way adds a line of this name.
    const isTrace = /^received$/i.test(word) && /^(?:from|by)\b|;/i.test(value);
    const field = isTrace ? undefined : fieldsOf(word)[0];
    current = field === undefined || values.has(field) ? null : field;
    if (current !== null) values.set(current, value);
    // What only machines write into a header has a name of this form.
    else if (field === undefined && !/^[A-Za-z][A-Za-z0-9]*(?:-[A-Za-z0-9]+)*$/.test(word)) break;
  }
  const hasMore = values.has('date') || values.has('to') || values.has('subject');
  return values.has('from') && hasMore ? { values, body: lines.slice(at).join('\n') } : null;
}

const DASHES = /^\s*(?:-{5,}.{0,60}-{5,}|_{10,}|-- ?)\s*$/;

/** The first text of a plain body without quoted lines, the line above them, and the signature. */
export function newTextOf(body: string): string {
  const kept: string[] = [];
  for (const line of body.slice(0, 8000).split('\n')) {
    if (DASHES.test(line) || plainMessageStarts(line, body)) break;
    if (/^\s*>/.test(line)) {
      if (/[:：]\s*$/.test(kept.at(-1) ?? '')) kept.pop();
      continue;
    }
    if (line.trim() !== '') kept.push(line.trim());
  }
  return cleanLine(kept.join(' '), 2000);
}

/** Whether a line begins the header of an earlier message. */
function plainMessageStarts(line: string, body: string): boolean {
  const word = /^\s*([^:：]{1,20})[:：]/.exec(line)?.[1];
  if (word === undefined || !fieldsOf(word).includes('from')) return false;
  const start = body.indexOf(line);
  return start !== -1 && plainMessageIn(body.slice(start, start + 2000)) !== null;
}
