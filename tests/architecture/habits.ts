import {
  child,
  children,
  type Files,
  isScript,
  lineOf,
  type Node,
  nameOf,
  nodesOf,
  parseSource,
  type Source,
} from './source.ts';

/** What the code never does, and how files are called. */

/** A sentence for every habit that is broken. */
export function habitProblems(files: Files): string[] {
  return [...files].flatMap(([path, text]) => {
    const named = [...nameProblems(path), ...todoProblems(path, text)];
    if (!isScript(path)) return named;
    const source = parseSource(path, text);
    return [...named, ...unsafeProblems(source), ...(path.startsWith('src/background/') ? stateProblems(source) : [])];
  });
}

const KEBAB = /^[a-z0-9]+(?:-[a-z0-9]+)*(?:\.iife)?\.(?:ts|css|html)$/;
const COMPONENT = /^[A-Z][A-Za-z0-9]*\.tsx$/;
const SAYS_NOTHING = /^(?:utils?|helpers?|common|misc|shared)\.[a-z]+$/i;

function nameProblems(path: string): string[] {
  const file = path.split('/').at(-1) ?? '';
  if (SAYS_NOTHING.test(file)) return [`${path} has a name that fits anything. Name it after what it holds.`];
  if (file === 'main.tsx' || KEBAB.test(file) || COMPONENT.test(file)) return [];
  return [`${path} is misnamed. Files are in kebab-case, components in PascalCase.tsx.`];
}

function todoProblems(path: string, text: string): string[] {
  return [...text.matchAll(/\b(?:TODO|FIXME)\b(?! \[20\d{2}-[01]\d-[0-3]\d\]: \S)/g)].map(
    match =>
      `${path}:${lineOf(text, match.index)} has a TODO without a date. Write "TODO [2027-09-01]: what to do", or do it now.`,
  );
}

const MARKUP = ['innerHTML', 'outerHTML', 'insertAdjacentHTML', 'dangerouslySetInnerHTML', 'setHTMLUnsafe', 'srcdoc'];
const NETWORK = ['fetch', 'XMLHttpRequest', 'WebSocket', 'EventSource', 'sendBeacon', 'importScripts', 'WebTransport'];
const CODE = ['eval', 'Function'];

/** What turns text into markup or code, or reaches the network. */
function unsafeProblems({ path, text, program }: Source): string[] {
  const at = (node: Node) => `${path}:${lineOf(text, node.start)}`;
  const problems: string[] = [];
  for (const node of nodesOf(program)) {
    const markup = markupName(node);
    if (MARKUP.includes(markup)) {
      problems.push(`${at(node)} uses ${markup}. What a page says is never markup: set textContent, or render it.`);
    }
    if (node.type !== 'CallExpression' && node.type !== 'NewExpression') continue;
    const callee = child(node, 'callee');
    const called = calledName(callee);
    if (NETWORK.includes(called)) {
      problems.push(`${at(node)} uses ${called}. Nothing leaves by itself: Vouch makes no network request.`);
    }
    if (CODE.includes(called) && callee?.type === 'Identifier') {
      problems.push(`${at(node)} uses ${called}. No text is ever run as code.`);
    }
    if (/^write(?:ln)?$/.test(called) && /^(?:document|page)$/.test(nameOf(child(callee, 'object')))) {
      problems.push(
        `${at(node)} uses document.write. What a page says is never markup: set textContent, or render it.`,
      );
    }
  }
  return problems;
}

/** The name by which a node reaches for a property, as in `a.innerHTML`, `a['innerHTML']`, `<a innerHTML>`, `{ innerHTML: … }`. */
function markupName(node: Node): string {
  if (node.type === 'MemberExpression') return nameOf(child(node, 'property'));
  if (node.type === 'JSXAttribute') return nameOf(child(node, 'name'));
  if (node.type === 'Property') return nameOf(child(node, 'key'));
  return '';
}

function calledName(callee: Node | null): string {
  return callee?.type === 'MemberExpression' ? nameOf(child(callee, 'property')) : nameOf(callee);
}

const COLLECTIONS = ['Map', 'Set', 'WeakMap', 'WeakSet', 'Array'];
const MUTATING = [
  ...['add', 'clear', 'copyWithin', 'delete', 'fill', 'pop', 'push', 'reverse', 'set', 'shift', 'sort', 'splice'],
  'unshift',
];

/** Variables that would be lost, or shared between events, when the worker is stopped and started. */
function stateProblems({ path, text, program }: Source): string[] {
  const problems: string[] = [];
  for (const statement of children(program, 'body')) {
    const declaration = statement.type === 'ExportNamedDeclaration' ? child(statement, 'declaration') : statement;
    if (declaration?.type !== 'VariableDeclaration') continue;
    const at = `${path}:${lineOf(text, declaration.start)}`;
    const advice = 'The worker is stopped between events: keep it in the database, or pass it along.';
    for (const declarator of children(declaration, 'declarations')) {
      const name = nameOf(child(declarator, 'id'));
      if (declaration.kind !== 'const') {
        problems.push(`${at} keeps the variable ${name || '(a pattern)'} between events. ${advice}`);
      } else if (isCollection(child(declarator, 'init')) && isMutated(program, name)) {
        problems.push(`${at} keeps the collection ${name} between events. ${advice}`);
      }
    }
  }
  return problems;
}

function isCollection(init: Node | null): boolean {
  if (init === null) return false;
  if (/^TS(?:As|Satisfies|NonNull)Expression$/.test(init.type)) return isCollection(child(init, 'expression'));
  if (init.type === 'ArrayExpression' || init.type === 'ObjectExpression') return true;
  return init.type === 'NewExpression' && COLLECTIONS.includes(nameOf(child(init, 'callee')));
}

/** Whether anything in the file changes what is in it. */
function isMutated(program: Node, name: string): boolean {
  for (const node of nodesOf(program)) {
    if (node.type === 'AssignmentExpression' && isPartOf(child(node, 'left'), name)) return true;
    if (node.type === 'UpdateExpression' && isPartOf(child(node, 'argument'), name)) return true;
    if (node.type === 'UnaryExpression' && node.operator === 'delete' && isPartOf(child(node, 'argument'), name))
      return true;
    if (node.type !== 'CallExpression') continue;
    const callee = child(node, 'callee');
    if (isPartOf(callee, name) && MUTATING.includes(nameOf(child(callee, 'property')))) return true;
    const isAssign = nameOf(child(callee, 'property')) === 'assign' && nameOf(child(callee, 'object')) === 'Object';
    if (isAssign && nameOf(children(node, 'arguments')[0] ?? null) === name) return true;
  }
  return false;
}

/** `name.a`, `name[a].b`, but not `name` itself. */
function isPartOf(node: Node | null, name: string): boolean {
  if (node?.type !== 'MemberExpression') return false;
  const object = child(node, 'object');
  return (object?.type === 'Identifier' && nameOf(object) === name) || isPartOf(object, name);
}
