/**
 * The language that messages are written in: `{{mentor.greeting}}` puts in a fact, `{{#if news}}…{{else}}…{{/if}}` asks
 * whether there is one, and `{{#each news}}– {{item}}{{/each}}` goes through a list, which by its name alone stands
 * one entry to a line. `\{{` is two braces as text, and so a backslash that stands before braces is doubled. What is put in is never read as template again, so nothing recurs.
 *
 * Every text is a template: what is wrong in one is said with its place, and the rest goes on being read. The time it
 * takes grows with the length alone.
 */

/** A place in a template: where it begins, and how many UTF-16 units it has. */
export interface Span {
  readonly offset: number;
  readonly length: number;
}

export type TemplateNode =
  | { readonly type: 'text'; readonly text: string }
  | { readonly type: 'field'; readonly name: string; readonly at: Span }
  | {
      readonly type: 'if';
      readonly name: string;
      readonly at: Span;
      readonly body: readonly TemplateNode[];
      readonly otherwise: readonly TemplateNode[];
    }
  | { readonly type: 'each'; readonly name: string; readonly at: Span; readonly body: readonly TemplateNode[] };

export const TEMPLATE_ERRORS = [
  /** `{{` without `}}` on the same line. */
  'unclosed-braces',
  'empty-braces',
  /** Neither a field nor one of the few commands. */
  'unknown-command',
  'unknown-field',
  /** One value where a list is wanted. */
  'field-as-list',
  /** `{{item}}` outside of a list. */
  'item-outside',
  /** An `if` or `each` without its end. */
  'unclosed-block',
  /** An end without its beginning, or that of another block. */
  'unexpected-end',
  'unexpected-else',
  'too-deep',
] as const;
export type TemplateErrorKind = (typeof TEMPLATE_ERRORS)[number];

export interface TemplateError extends Span {
  readonly kind: TemplateErrorKind;
  /** What stands between the braces, or the block's name. */
  readonly name: string;
  /** From 1, as editors count. */
  readonly line: number;
  /** From 1, in characters as they are seen: an emoji of two units is one. */
  readonly column: number;
}

export interface Template {
  readonly nodes: readonly TemplateNode[];
  /** In the order in which they stand in the text. */
  readonly errors: readonly TemplateError[];
}

/** Which names there are, and whether each is a list. */
export type FieldTypes = ReadonlyMap<string, 'text' | 'list'>;

/** Conditions within conditions deeper than this nobody can read. */
export const DEEPEST = 6;

/** The name by which a list's own entry goes. */
export const ITEM = 'item';

/** More mistakes than these are one: the text is no template. */
const MOST_ERRORS = 50;

/** An open block while it is read. */
interface Block {
  readonly type: 'root' | 'if' | 'each';
  readonly name: string;
  readonly at: Span;
  readonly nodes: TemplateNode[];
  /** Of an `if`, what stood before its `else`; `null` while there was none. */
  beforeElse: readonly TemplateNode[] | null;
}

const WHOLE: Span = { offset: 0, length: 0 };

/** Reads a template. Never throws; what cannot be read stands as text, so that nothing typed is lost. */
export function parseTemplate(source: string, fields: FieldTypes): Template {
  return new Parser(source, fields).parse();
}

class Parser {
  readonly #source: string;
  readonly #fields: FieldTypes;
  readonly #errors: (Span & { readonly kind: TemplateErrorKind; readonly name: string })[] = [];
  readonly #blocks: Block[] = [{ type: 'root', name: '', at: WHOLE, nodes: [], beforeElse: null }];
  /** How many blocks were opened that are too deep to be kept. */
  #tooDeep = 0;
  /** Text that is read and not yet a node. */
  #text: string[] = [];

  constructor(source: string, fields: FieldTypes) {
    this.#source = source;
    this.#fields = fields;
  }

  parse(): Template {
    const source = this.#source;
    let at = 0;
    while (at < source.length) {
      const open = source.indexOf('{{', at);
      if (open === -1) break;
      at = this.#readBraces(at, open);
    }
    this.#text.push(source.slice(at));
    this.#flush();
    while (this.#blocks.length > 1) this.#leaveOpen();
    const errors = this.#errors.toSorted((a, b) => a.offset - b.offset).slice(0, MOST_ERRORS);
    return { nodes: this.#top.nodes, errors: placed(errors, source) };
  }

  get #top(): Block {
    const top = this.#blocks.at(-1);
    if (top === undefined) throw new Error('a template without a root');
    return top;
  }

  /** @param from - Where text not yet read begins. @param open - Where the braces do. @returns Where to go on. */
  #readBraces(from: number, open: number): number {
    const source = this.#source;
    let slashes = 0;
    while (open - slashes > from && source[open - slashes - 1] === '\\') slashes += 1;
    this.#text.push(source.slice(from, open - slashes), '\\'.repeat(Math.floor(slashes / 2)));
    if (slashes % 2 === 1) {
      this.#text.push('{{');
      return open + 2;
    }
    // Of three braces the last two open.
    let start = open;
    while (source[start + 2] === '{') start += 1;
    this.#text.push(source.slice(open, start));
    return this.#readTag(start);
  }

  #readTag(start: number): number {
    const inside = /[^{}\n]*/y;
    inside.lastIndex = start + 2;
    const content = inside.exec(this.#source)?.[0] ?? '';
    const end = start + 2 + content.length;
    if (!this.#source.startsWith('}}', end)) {
      this.#fail('unclosed-braces', { offset: start, length: 2 + content.trimEnd().length }, content.trim());
      this.#text.push('{{');
      return start + 2;
    }
    const at = { offset: start, length: content.length + 4 };
    if (!this.#readContent(content.trim(), at)) this.#text.push(this.#source.slice(start, end + 2));
    return end + 2;
  }

  /** @returns Whether it is understood; what is not stays as text. */
  #readContent(content: string, at: Span): boolean {
    const block = /^#(if|each)\s+(\S+)$/.exec(content);
    if (block !== null) return this.#open(block[1] === 'if' ? 'if' : 'each', block[2] ?? '', at);
    if (content === 'else') return this.#else(at);
    if (content === '/if' || content === '/each') return this.#close(content.slice(1), at);
    if (content === '') return this.#fail('empty-braces', at, '');
    if (/^[#/]|\s/.test(content)) return this.#fail('unknown-command', at, content);
    return this.#field(content, at);
  }

  #field(name: string, at: Span): boolean {
    if (name === ITEM) {
      if (!this.#blocks.some(({ type }) => type === 'each')) return this.#fail('item-outside', at, name);
    } else {
      if (!this.#fields.has(name)) return this.#fail('unknown-field', at, name);
    }
    this.#flush();
    this.#top.nodes.push({ type: 'field', name, at });
    return true;
  }

  #open(type: 'if' | 'each', name: string, at: Span): boolean {
    // A list within a list would say everything many times over.
    const isNested = type === 'each' && this.#blocks.some(block => block.type === 'each');
    // Its end belongs to it all the same.
    if (isNested || this.#tooDeep > 0 || this.#blocks.length > DEEPEST) {
      this.#tooDeep += 1;
      return this.#fail('too-deep', at, name);
    }
    const known = this.#fields.get(name);
    if (known === undefined) this.#fail('unknown-field', at, name);
    else if (type === 'each' && known !== 'list') this.#fail('field-as-list', at, name);
    this.#flush();
    this.#blocks.push({ type, name, at, nodes: [], beforeElse: null });
    return true;
  }

  #else(at: Span): boolean {
    if (this.#tooDeep > 0) return false;
    const top = this.#top;
    if (top.type !== 'if' || top.beforeElse !== null) return this.#fail('unexpected-else', at, 'else');
    this.#flush();
    top.beforeElse = top.nodes.splice(0);
    return true;
  }

  #close(name: string, at: Span): boolean {
    if (this.#tooDeep > 0) {
      this.#tooDeep -= 1;
      return false;
    }
    if (this.#top.type !== name) return this.#fail('unexpected-end', at, name);
    this.#flush();
    this.#finish();
    return true;
  }

  /** A block that never ends is taken to end with the text. */
  #leaveOpen(): void {
    const { type, at } = this.#top;
    this.#fail('unclosed-block', at, type);
    this.#finish();
  }

  #finish(): void {
    const block = this.#blocks.pop();
    if (block === undefined) return;
    const { name, at, nodes, beforeElse } = block;
    this.#top.nodes.push(
      block.type === 'each'
        ? { type: 'each', name, at, body: nodes }
        : { type: 'if', name, at, body: beforeElse ?? nodes, otherwise: beforeElse === null ? [] : nodes },
    );
  }

  #flush(): void {
    const text = this.#text.join('');
    this.#text = [];
    if (text !== '') this.#top.nodes.push({ type: 'text', text });
  }

  #fail(kind: TemplateErrorKind, { offset, length }: Span, name: string): false {
    this.#errors.push({ kind, name, offset, length });
    return false;
  }
}

/** The same with line and column, found in one walk through the text. */
function placed(errors: readonly Omit<TemplateError, 'line' | 'column'>[], source: string): TemplateError[] {
  let line = 1;
  let lineStart = 0;
  let seen = 0;
  return errors.map(error => {
    for (;;) {
      const end = source.indexOf('\n', seen);
      if (end === -1 || end >= error.offset) break;
      line += 1;
      seen = end + 1;
      lineStart = seen;
    }
    return { ...error, line, column: [...source.slice(lineStart, error.offset)].length + 1 };
  });
}
