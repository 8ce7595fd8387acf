import { isMergeField, type MergeField, type MergeValues } from './fields.ts';
import { ITEM, type Template, type TemplateNode } from './template.ts';

/** A piece of a filled message: words, or a fact that is not known and waits for the student. */
export type FilledPart =
  | { readonly type: 'text'; readonly text: string }
  | { readonly type: 'open'; readonly field: MergeField };

/** The end of a block, around which no more than one line stays empty. */
const SEAM = Symbol('seam');
type Piece = FilledPart | typeof SEAM;

/** More entries make a message nobody reads. */
const MOST_ITEMS = 50;

/**
 * A template with its facts in it. What is not known stays in it as an open part, in its place, so that it can be marked
 * and is never left out unseen. What is put in is text, also where it looks like a template.
 */
export function fillTemplate({ nodes }: Template, values: MergeValues): readonly FilledPart[] {
  const pieces: Piece[] = [];
  fillInto(pieces, nodes, values, null);
  return joined(pieces);
}

function fillInto(
  pieces: Piece[],
  nodes: readonly TemplateNode[],
  values: MergeValues,
  /** The list's entry; `null` outside of one. */
  item: string | null,
): void {
  for (const node of nodes) {
    switch (node.type) {
      case 'text':
        pieces.push(node);
        break;
      case 'field':
        pieces.push(fieldPart(node.name, values, item));
        break;
      case 'if':
        pieces.push(SEAM);
        fillInto(pieces, isKnown(known(node.name, values)) ? node.body : node.otherwise, values, item);
        pieces.push(SEAM);
        break;
      case 'each':
        pieces.push(SEAM);
        for (const entry of listOf(known(node.name, values))) fillInto(pieces, node.body, values, entry);
        pieces.push(SEAM);
        break;
    }
  }
}

function fieldPart(name: string, values: MergeValues, item: string | null): FilledPart {
  if (name === ITEM) return { type: 'text', text: item ?? '' };
  const value = known(name, values);
  if (isMergeField(name) && (typeof value !== 'string' || !isKnown(value))) return { type: 'open', field: name };
  return { type: 'text', text: typeof value === 'string' ? value : '' };
}

function known(name: string, values: MergeValues): string | readonly string[] {
  return isMergeField(name) ? (values[name] ?? '') : '';
}

function listOf(value: string | readonly string[]): readonly string[] {
  return typeof value === 'string' ? [] : value.filter(isKnown).slice(0, MOST_ITEMS);
}

function isKnown(value: string | readonly string[]): boolean {
  return typeof value === 'string' ? value.trim() !== '' : value.some(isKnown);
}

/** Neighbouring words as one part. At a seam, and at both ends, a block that is gone leaves no hole of empty lines. */
function joined(pieces: readonly Piece[]): FilledPart[] {
  const parts: FilledPart[] = [];
  let text = '';
  /** Whether a seam came after the last words: then their line ends and those that follow count together. */
  let isSeam = false;
  const flush = () => {
    if (text !== '') parts.push({ type: 'text', text });
    text = '';
  };
  for (const piece of pieces) {
    if (piece === SEAM) {
      isSeam = true;
    } else if (piece.type === 'open') {
      flush();
      parts.push(piece);
      isSeam = false;
    } else if (piece.text !== '') {
      text = isSeam ? sewn(text, piece.text, parts.length === 0) : text + piece.text;
      // Of line ends alone, the seam goes on.
      isSeam = isSeam && /^\n*$/.test(piece.text);
    }
  }
  if (isSeam) text = text.replace(/\n+$/, '');
  flush();
  return parts;
}

function sewn(before: string, after: string, isFirst: boolean): string {
  const own = before.length - lineEndsBefore(before);
  const rest = after.replace(/^\n+/, '');
  if (own === 0 && isFirst) return rest;
  const count = before.length - own + (after.length - rest.length);
  return `${before.slice(0, own)}${'\n'.repeat(Math.min(2, count))}${rest}`;
}

function lineEndsBefore(text: string): number {
  let count = 0;
  while (text[text.length - 1 - count] === '\n') count += 1;
  return count;
}
