import { readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { parseSync } from 'vite';

export const ROOT = resolve(import.meta.dirname, '../..');

/** Paths from the repository's root, with `/`, and what the files hold. */
export type Files = ReadonlyMap<string, string>;

/** Every file below these folders of the repository. */
export function readFiles(...folders: readonly string[]): Files {
  const paths = folders.flatMap(folder =>
    readdirSync(join(ROOT, folder), { recursive: true, withFileTypes: true })
      .filter(entry => entry.isFile())
      .map(entry =>
        join(entry.parentPath, entry.name)
          .slice(ROOT.length + 1)
          .replaceAll('\\', '/'),
      ),
  );
  return new Map(paths.toSorted().map(path => [path, readFileSync(join(ROOT, path), 'utf8')]));
}

/** A node of the syntax tree (ESTree with TypeScript's and JSX's nodes): its type, and whatever that type has. */
export interface Node {
  readonly type: string;
  readonly start: number;
  readonly [field: string]: unknown;
}

export interface Import {
  /** As written: `./dates.ts`, `valibot`. Empty for an `import()` of a path made at run time. */
  readonly from: string;
  /** Gone once built: `import type`, `export type`, `import('…').Name` in a type. */
  readonly isType: boolean;
  /** `import()`, which runs later. */
  readonly isDynamic: boolean;
  /** The names taken, as the other file calls them; `*` for all. */
  readonly names: readonly string[];
}

export interface Source {
  readonly path: string;
  readonly text: string;
  readonly program: Node;
  readonly imports: readonly Import[];
}

export function isScript(path: string): boolean {
  return /\.tsx?$/.test(path);
}

export function parseSource(path: string, text: string): Source {
  const { program, errors } = parseSync(path, text);
  if (errors.length > 0) throw new Error(`${path} is no TypeScript: ${errors[0]?.message}`);
  // The parser's own types name each kind of node; here only `type` and a few fields matter.
  const root = program as unknown as Node;
  return { path, text, program: root, imports: importsOf(root) };
}

function isNode(value: unknown): value is Node {
  return typeof value === 'object' && value !== null && 'type' in value && typeof value.type === 'string';
}

/** The node and all below it, in the order of the text. */
export function* nodesOf(root: Node): Generator<Node> {
  yield root;
  for (const value of Object.values(root)) {
    for (const child of Array.isArray(value) ? value : [value]) if (isNode(child)) yield* nodesOf(child);
  }
}

/** A field that holds a node; `null` where it holds none. */
export function child(node: Node | null, field: string): Node | null {
  const value = node?.[field];
  return isNode(value) ? value : null;
}

export function children(node: Node | null, field: string): readonly Node[] {
  const value = node?.[field];
  return Array.isArray(value) ? value.filter(isNode) : [];
}

/** What an identifier or a written-out text says; empty for anything else. */
export function nameOf(node: Node | null): string {
  return node !== null && typeof node.name === 'string' ? node.name : textOf(node);
}

/** A text as it is written out, in quotes or backquotes; empty for anything else. */
function textOf(node: Node | null): string {
  if (node?.type === 'Literal') return typeof node.value === 'string' ? node.value : '';
  if (node?.type !== 'TemplateLiteral' || children(node, 'expressions').length > 0) return '';
  const value = children(node, 'quasis')[0]?.value;
  return typeof value === 'object' && value !== null && 'cooked' in value ? String(value.cooked) : '';
}

function importsOf(program: Node): Import[] {
  const found: Import[] = [];
  for (const node of nodesOf(program)) {
    // Anything but a written-out path is made at run time, and left empty.
    const from = textOf(child(node, 'source'));
    if (node.type === 'ImportDeclaration') {
      const names = children(node, 'specifiers').map(one => nameOf(child(one, 'imported')) || '*');
      found.push({ from, isType: node.importKind === 'type', isDynamic: false, names });
    } else if (node.type === 'ExportNamedDeclaration' && from !== '') {
      const names = children(node, 'specifiers').map(one => nameOf(child(one, 'local')));
      found.push({ from, isType: node.exportKind === 'type', isDynamic: false, names });
    } else if (node.type === 'ExportAllDeclaration') {
      found.push({ from, isType: node.exportKind === 'type', isDynamic: false, names: ['*'] });
    } else if (node.type === 'ImportExpression') {
      found.push({ from, isType: false, isDynamic: true, names: ['*'] });
    } else if (node.type === 'TSImportType') {
      const name = nameOf(child(node, 'qualifier')) || '*';
      found.push({ from, isType: true, isDynamic: false, names: [name] });
    }
  }
  return found;
}

/** The line of the text on which an offset lies. */
export function lineOf(text: string, offset: number): number {
  return text.slice(0, offset).split('\n').length;
}
