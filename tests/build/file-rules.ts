import { posix } from 'node:path';
import { Script } from 'node:vm';
import { gzipSync } from 'node:zlib';
import { child, type Node, nameOf, nodesOf, parseSource } from '../architecture/source.ts';

/** What a built file may hold. */

type Files = ReadonlyMap<string, Buffer>;

const SORTS = /\.(?:js|css|html|json|png|svg)$/;

/** A sentence for everything in a built tree that should not be in it. */
export function fileProblems(files: Files, machinePaths: readonly string[]): string[] {
  const problems = [...files].flatMap(([path, bytes]) => {
    if (!SORTS.test(path)) return [`${path} was built and is of a sort nobody needs. Keep it out of the tree.`];
    const text = bytes.toString('utf8');
    const found = machinePaths
      .filter(part => text.includes(part))
      .map(part => `${path} holds ${part}, a path of the machine it was built on.`);
    if (/[#@] sourceMappingURL=/.test(text)) found.push(`${path} points to a source map. Build without.`);
    if (path.endsWith('.html')) return [...found, ...pageProblems(path, text, files)];
    if (path.endsWith('.css')) return [...found, ...styleProblems(path, text)];
    return path.endsWith('.js') ? [...found, ...scriptProblems(path, text)] : found;
  });
  const markup = [...files]
    .filter(([path]) => path.endsWith('.js'))
    .flatMap(([path, bytes]) => markupIn(path, bytes.toString('utf8')));
  // Preact has one assignment, for a property that we do not use (tests/architecture looks for it).
  return markup.length <= 1 ? problems : [...problems, ...markup];
}

/** The attribute values of a page that make it load or go somewhere. */
function addressesIn(html: string): string[] {
  return [...html.matchAll(/\s(?:src|href|action|data|poster|srcset)\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s>]+))/gi)].map(
    ([, a, b, c]) => a ?? b ?? c ?? '',
  );
}

function pageProblems(path: string, html: string, files: Files): string[] {
  const problems = addressesIn(html).flatMap(address => {
    if (/^(?:[a-z][a-z0-9+.-]*:|\/\/)/i.test(address))
      return [`${path} loads ${address}. Everything it needs is in the tree.`];
    const target = address.startsWith('/') ? address.slice(1) : posix.join(posix.dirname(path), address);
    return address.startsWith('#') || files.has(target.replace(/[?#].*$/, ''))
      ? []
      : [`${path} loads ${address}, which was not built.`];
  });
  if (/<script(?![^>]*\ssrc=)[^>]*>/i.test(html))
    problems.push(`${path} has a script in the page, which the policy blocks. Move it to a file.`);
  if (/<style|\sstyle\s*=/i.test(html))
    problems.push(`${path} has a style in the page, which the policy blocks. Move it to a file.`);
  if (/<[^>]+\son[a-z]+\s*=/i.test(html))
    problems.push(`${path} has a handler in the page, which the policy blocks. Move it to a file.`);
  return problems;
}

function styleProblems(path: string, css: string): string[] {
  const problems = [...css.matchAll(/url\(\s*["']?([^"')]*)/gi)]
    .map(([, address = '']) => address)
    .filter(address => /^(?:[a-z][a-z0-9+.-]*:|\/\/)/i.test(address))
    .map(address => `${path} loads ${address.slice(0, 60)}. The policy allows our own files only.`);
  if (/@import/i.test(css)) problems.push(`${path} imports a style. Let the build join them.`);
  return problems;
}

const NETWORK = ['fetch', 'XMLHttpRequest', 'WebSocket', 'EventSource', 'sendBeacon', 'importScripts', 'WebTransport'];

function scriptProblems(path: string, text: string): string[] {
  const { program, imports } = parseSource(path, text);
  const problems = imports
    .filter(({ from }) => !/^\.{1,2}\//.test(from) && !from.startsWith('/assets/'))
    .map(({ from }) => `${path} imports ${from || 'a path made at run time'}. Everything it needs is in the tree.`);
  for (const node of nodesOf(program)) {
    if (node.type !== 'CallExpression' && node.type !== 'NewExpression') continue;
    const called = calledName(node);
    if (NETWORK.includes(called))
      problems.push(`${path} uses ${called}. Nothing leaves by itself: Vouch makes no network request.`);
    if (/^(?:eval|Function)$/.test(called)) problems.push(`${path} uses ${called}, which the policy blocks.`);
  }
  return problems;
}

function calledName(call: Node): string {
  const callee = child(call, 'callee');
  if (callee?.type !== 'MemberExpression') return nameOf(callee);
  // Anything may have a method of that name but what the platform hangs it on.
  const isGlobal = /^(?:window|self|globalThis|navigator)$/.test(nameOf(child(callee, 'object')));
  return isGlobal ? nameOf(child(callee, 'property')) : '';
}

function markupIn(path: string, text: string): string[] {
  return [...nodesOf(parseSource(path, text).program)].flatMap(node => {
    const left = node.type === 'AssignmentExpression' ? child(node, 'left') : null;
    const name = nameOf(child(left, 'property'));
    const isMarkup = left?.type === 'MemberExpression' && /^(?:innerHTML|outerHTML|srcdoc)$/.test(name);
    return isMarkup ? [`${path} assigns ${name}. Only Preact may, once: what a page says is never markup.`] : [];
  });
}

/** Why a file cannot be injected as it is: the browser runs it as one plain script. Empty when it can. */
export function plainScriptProblems(path: string, text: string): string[] {
  const problems = parseSource(path, text).imports.map(
    ({ from }) => `${path} imports ${from}. A script in a page is one file: let it import only its own folder.`,
  );
  try {
    new Script(text);
  } catch (error) {
    problems.push(`${path} is no plain script: ${error}`);
  }
  return problems;
}

/** The scripts a page loads: at once, and in all, with what it loads later. */
export function scriptsOf(
  page: string,
  files: Files,
): { readonly initial: readonly string[]; readonly total: readonly string[] } {
  const text = (path: string) => files.get(path)?.toString('utf8') ?? '';
  const entries = addressesIn(text(page))
    .filter(address => address.endsWith('.js'))
    .map(address => (address.startsWith('/') ? address.slice(1) : posix.join(posix.dirname(page), address)));
  const reach = (withLater: boolean) => {
    const found = new Set<string>();
    const visit = (path: string) => {
      if (found.has(path)) return;
      found.add(path);
      for (const { from, isDynamic } of parseSource(path, text(path)).imports) {
        if (isDynamic && !withLater) continue;
        visit(from.startsWith('/') ? from.slice(1) : posix.join(posix.dirname(path), from));
      }
    };
    for (const entry of entries) visit(entry);
    return [...found].toSorted();
  };
  return { initial: reach(false), total: reach(true) };
}

/** Bytes over the wire, were there one: each file gzipped by itself. */
export function gzippedBytes(paths: readonly string[], files: Files): number {
  return paths.reduce((sum, path) => sum + gzipSync(files.get(path) ?? '', { level: 9 }).length, 0);
}
