import { type FilledPart, isMergeField, type MergeValue, type MergeValues, type Said } from './fields.ts';
import { ITEM, type Template, type TemplateNode } from './template.ts';

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
        pieces.push(...fieldParts(node.name, values, item));
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

function fieldParts(name: string, values: MergeValues, item: string | null): readonly FilledPart[] {
  if (name === ITEM) return [{ type: 'text', text: item ?? '' }];
  const value = known(name, values);
  if (isSaid(value)) return value.parts;
  if (isMergeField(name) && !isKnown(value)) return [{ type: 'open', field: name }];
  // A list stands one entry to a line.
  const lines = typeof value === 'string' ? [value] : listOf(value).map(entry => `– ${entry}`);
  return [{ type: 'text', text: lines.join('\n') }];
}

function known(name: string, values: MergeValues): MergeValue {
  return isMergeField(name) ? (values[name] ?? '') : '';
}

function listOf(value: MergeValue): readonly string[] {
  return typeof value === 'string' || isSaid(value) ? [] : value.filter(isKnown).slice(0, MOST_ITEMS);
}

function isSaid(value: MergeValue): value is Said {
  return typeof value !== 'string' && 'parts' in value;
}

function isKnown(value: MergeValue): boolean {
  if (typeof value === 'string') return value.trim() !== '';
  return isSaid(value) || value.some(isKnown);
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
  if (isSeam) text = text.trimEnd();
  flush();
  return parts;
}

function sewn(before: string, after: string, isFirst: boolean): string {
  const rest = after.replace(/^\n+/, '');
  const ends = after.length - rest.length;
  // Nor does one that is gone leave two blanks, or one at a line's beginning or end.
  const words = ends > 0 ? before.replace(/ +(?=\n*$)/, '') : before;
  const own = words.length - lineEndsBefore(words);
  if (own === 0 && isFirst) return rest.trimStart();
  const count = words.length - own + ends;
  const isAfterBlank = count > 0 || words.endsWith(' ');
  return `${words.slice(0, own)}${'\n'.repeat(Math.min(2, count))}${isAfterBlank ? rest.replace(/^ +/, '') : rest}`;
}

function lineEndsBefore(text: string): number {
  let count = 0;
  while (text[text.length - 1 - count] === '\n') count += 1;
  return count;
}
