import { ITEM, type TemplateNode } from './template.ts';

/**
 * A template as prose to be changed without knowing its language: words in which a field stands as `[its name]`, and
 * passages that are there only sometimes. Whatever is typed can be written down as a template again, and is read as it was
 * typed: what is no name of a field is text.
 */

/** Words between two passages. */
export interface Words {
  readonly type: 'words';
  /** Tells it from all others of the same template. */
  readonly id: number;
  /** The blanks and line ends before and behind them, which set a passage apart and are not seen. */
  readonly lead: string;
  readonly text: string;
  readonly tail: string;
  /** Whether there were none at first: nothing is shown for what only sets passages apart. */
  readonly isGap: boolean;
}

/** A passage that is there if something is known, and what is there otherwise: nothing for most. */
export interface Sometimes {
  readonly type: 'if';
  readonly id: number;
  readonly name: string;
  readonly body: readonly Passage[];
  readonly otherwise: readonly Passage[];
}

/** A passage for each entry of a list. */
export interface ForEach {
  readonly type: 'each';
  readonly id: number;
  readonly name: string;
  readonly body: readonly Passage[];
}

export type Passage = Words | Sometimes | ForEach;

/** What fields are called; each name is one field's alone, and holds no brackets. */
export type FieldNames = ReadonlyMap<string, string>;

/** A template without mistakes as passages; with mistakes in it, what cannot be read would become text. */
export function passagesOf(nodes: readonly TemplateNode[], names: FieldNames): readonly Passage[] {
  let count = 0;
  const read = (list: readonly TemplateNode[]): readonly Passage[] => {
    const passages: Passage[] = [];
    let text: string | null = null;
    const flush = () => {
      if (text !== null) passages.push(words(count++, text));
      text = null;
    };
    for (const node of list) {
      if (node.type === 'text') {
        text = (text ?? '') + node.text;
      } else if (node.type === 'field') {
        text = (text ?? '') + markOf(node.name, names);
      } else {
        flush();
        const id = count++;
        const body = read(node.body);
        passages.push(
          node.type === 'each'
            ? { type: 'each', id, name: node.name, body }
            : {
                type: 'if',
                id,
                name: node.name,
                body,
                otherwise: node.otherwise.length === 0 ? [] : read(node.otherwise),
              },
        );
      }
    }
    flush();
    return passages.length > 0 ? passages : [{ ...words(count++, ''), isGap: false }];
  };
  return read(nodes);
}

function words(id: number, whole: string): Words {
  const text = whole.trim();
  const at = text === '' ? whole.length : whole.indexOf(text);
  return { type: 'words', id, lead: whole.slice(0, at), text, tail: whole.slice(at + text.length), isGap: text === '' };
}

function markOf(name: string, names: FieldNames): string {
  return `[${names.get(name) ?? name}]`;
}

/** A piece of words: plain text, or a field. */
export type Piece = { readonly type: 'text'; readonly text: string } | Mark;
export interface Mark {
  readonly type: 'field';
  /** The field, or `item`. */
  readonly name: string;
  /** As it stands in the text. */
  readonly text: string;
}

/** Words with the fields that are named in them. */
export function piecesOf(text: string, names: FieldNames): readonly Piece[] {
  const fields = new Map([...names].map(([field, name]) => [`[${name}]`, field]));
  return text
    .split(/(\[[^[\]\n]*\])/)
    .filter(piece => piece !== '')
    .map((piece): Piece => {
      const name = fields.get(piece);
      return name === undefined ? { type: 'text', text: piece } : { type: 'field', name, text: piece };
    });
}

/** The same as a template. */
export function writtenAs(passages: readonly Passage[], names: FieldNames): string {
  const pieces: (Piece | { readonly type: 'tag'; readonly text: string })[] = [];
  const tag = (text: string) => pieces.push({ type: 'tag', text });
  const write = (list: readonly Passage[], isInList: boolean) => {
    for (const passage of list) {
      if (passage.type === 'words') {
        const found = piecesOf(passage.lead + passage.text + passage.tail, names);
        // Outside of a list there is no entry to be put in.
        pieces.push(...found.map(one => (one.type === 'field' && one.name === ITEM && !isInList ? textOf(one) : one)));
      } else if (passage.type === 'each') {
        tag(`{{#each ${passage.name}}}`);
        write(passage.body, true);
        tag('{{/each}}');
      } else {
        tag(`{{#if ${passage.name}}}`);
        write(passage.body, isInList);
        if (passage.otherwise.some(one => one.type !== 'words' || one.text !== '')) {
          tag('{{else}}');
          write(passage.otherwise, isInList);
        }
        tag('{{/if}}');
      }
    }
  };
  write(passages, false);
  let source = '';
  let text = '';
  for (const piece of pieces) {
    if (piece.type === 'text') {
      text += piece.text;
    } else {
      source += escaped(text, true) + (piece.type === 'tag' ? piece.text : `{{${piece.name}}}`);
      text = '';
    }
  }
  return source + escaped(text, false);
}

function textOf({ text }: Mark): Piece {
  return { type: 'text', text };
}

/** Braces that are text; backslashes before braces are doubled. */
function escaped(text: string, isBeforeBraces: boolean): string {
  const inside = text.replace(/(\\*)\{\{/g, (_, slashes: string) => `${slashes}${slashes}\\{{`);
  if (!isBeforeBraces) return inside;
  return inside.replace(/(\\*)(\{?)$/, (_, slashes: string, brace: string) => `${slashes}${slashes}${brace}`);
}

/** The same with one passage changed; taken out where the function gives none, and several put in where it gives those. */
export function changed<T extends Passage>(
  passages: readonly T[],
  id: number,
  change: (passage: Passage) => readonly Passage[],
): readonly Passage[] {
  return passages.flatMap((passage): readonly Passage[] => {
    if (passage.id === id) return change(passage);
    if (passage.type === 'words') return [passage];
    const body = changed(passage.body, id, change);
    return passage.type === 'each'
      ? [{ ...passage, body }]
      : [{ ...passage, body, otherwise: changed(passage.otherwise, id, change) }];
  });
}

/** Words with others put in at a place, instead of those between the two. */
export function withText(passages: readonly Passage[], id: number, from: number, until: number, text: string) {
  return changed(passages, id, passage =>
    passage.type === 'words'
      ? [{ ...passage, text: passage.text.slice(0, from) + text + passage.text.slice(until), isGap: false }]
      : [passage],
  );
}

/**
 * Words parted at a place, with a passage between them that is there only sometimes, and has no words yet.
 *
 * @param isLine - Whether all of it is one line, as a subject.
 */
export function withSometimes(
  passages: readonly Passage[],
  id: number,
  at: number,
  name: string,
  isLine = false,
): { readonly passages: readonly Passage[]; readonly bodyId: number } {
  const first = nextId(passages);
  const next = changed(passages, id, passage => {
    if (passage.type !== 'words') return [passage];
    const [before, after] = [passage.text.slice(0, at), passage.text.slice(at)];
    // Within a sentence it stays in the line.
    const isWithin = isLine || (/[^\n\s]\s?$/.test(before) && /^\s?[^\n\s]/.test(after) && !/\n\s?$/.test(before));
    const apart = isWithin ? ' ' : '\n\n';
    const ending = after.trim() === '' && passage.tail !== '' ? passage.tail : after.trim() === '' ? '' : apart;
    const body: Words = { type: 'words', id: first + 1, lead: '', text: '', tail: '', isGap: false };
    const kept = before.trimEnd();
    const rest = after.trim() === '' ? '' : after.trimStart();
    return [
      { ...passage, text: kept, tail: kept === '' ? '' : apart, isGap: kept === '' },
      { type: 'if', id: first, name, body: [body], otherwise: [] },
      {
        type: 'words',
        id: first + 2,
        lead: ending,
        text: rest,
        tail: rest === '' ? '' : passage.tail,
        isGap: rest === '',
      },
    ];
  });
  return { passages: next, bodyId: first + 1 };
}

/** An id that none of them has. */
export function nextId(passages: readonly Passage[]): number {
  const ids = passages.map(passage => {
    if (passage.type === 'words') return passage.id;
    const inside = passage.type === 'each' ? passage.body : [...passage.body, ...passage.otherwise];
    return Math.max(passage.id, nextId(inside) - 1);
  });
  return Math.max(-1, ...ids) + 1;
}
