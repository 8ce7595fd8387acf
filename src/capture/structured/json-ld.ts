import { elementsOf } from '../dom.ts';
import { parseLeniently } from './json.ts';
import { type Datum, localName, type Thing } from './things.ts';

const MOST_SCRIPTS = 60;
const LONGEST_SCRIPT = 200_000;
const LONGEST_IN_ALL = 1_500_000;
const MOST_NODES = 20_000;
const MOST_VALUES = 500;

type Node = Readonly<Record<string, unknown>>;

function isNode(value: unknown): value is Node {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** What the page's JSON-LD scripts tell of, at their top level and in `@graph`. */
export function readJsonLd(page: Document): readonly Thing[] {
  const scripts: { readonly element: Element; readonly value: unknown }[] = [];
  let length = 0;
  for (const element of elementsOf(page, 'script[type^="application/ld+json" i]', MOST_SCRIPTS)) {
    const text = element.textContent ?? '';
    length += Math.min(text.length, LONGEST_SCRIPT);
    if (length > LONGEST_IN_ALL) break;
    const value = text.trim() === '' ? undefined : parseLeniently(text, LONGEST_SCRIPT);
    if (value !== undefined) scripts.push({ element, value });
  }

  const named = nodesWithId(scripts.map(({ value }) => value));
  const things = new Map<Node, Thing>();
  const thingOf = (node: Node, element: Element): Thing => {
    const known = things.get(node);
    if (known !== undefined) return known;
    const thing = makeThing(node, element, named, thingOf);
    things.set(node, thing);
    return thing;
  };
  return scripts.flatMap(({ element, value }) => nodesIn(value).map(node => thingOf(node, element)));
}

/** The nodes of a value that is one, or a list of them, possibly nested. */
function nodesIn(value: unknown): readonly Node[] {
  const nodes: Node[] = [];
  const waiting: unknown[] = [value];
  for (let count = 0; waiting.length > 0 && count < MOST_NODES && nodes.length < MOST_VALUES; count += 1) {
    const next = waiting.pop();
    if (Array.isArray(next)) for (const entry of next.slice(0, MOST_VALUES).reverse()) waiting.push(entry);
    else if (isNode(next)) nodes.push(next);
  }
  return nodes;
}

/** Every node that says who it is, and more than that, by its `@id`. */
function nodesWithId(values: readonly unknown[]): ReadonlyMap<string, Node> {
  const named = new Map<string, Node>();
  const waiting: unknown[] = [...values];
  for (let count = 0; waiting.length > 0 && count < MOST_NODES; count += 1) {
    const next = waiting.pop();
    if (Array.isArray(next)) for (const entry of next.slice(0, 2000)) waiting.push(entry);
    if (!isNode(next)) continue;
    const id = next['@id'];
    const known = typeof id === 'string' ? named.get(id) : undefined;
    const amount = Object.keys(next).length;
    if (typeof id === 'string' && !isReference(next) && (known === undefined || Object.keys(known).length < amount))
      named.set(id, next);
    for (const entry of Object.values(next).slice(0, 200)) if (typeof entry === 'object') waiting.push(entry);
  }
  return named;
}

/** Whether the node only says which one is meant. */
function isReference(node: Node): boolean {
  return Object.keys(node).every(key => key === '@id' || key === '@type');
}

function makeThing(
  node: Node,
  element: Element,
  named: ReadonlyMap<string, Node>,
  thingOf: (node: Node, element: Element) => Thing,
): Thing {
  const values = new Map<string, unknown>();
  for (const [key, value] of Object.entries(node).slice(0, MOST_VALUES)) {
    const name = key.startsWith('@') ? key : localName(key).toLowerCase();
    if (!values.has(name)) values.set(name, value);
  }
  const types = [values.get('@type') ?? values.get('type')].flat();
  const id = node['@id'];

  const dataOf = (value: unknown): readonly Datum[] => {
    const data: Datum[] = [];
    const waiting: unknown[] = [value];
    for (let count = 0; waiting.length > 0 && count < MOST_VALUES; count += 1) {
      const next = waiting.pop();
      if (Array.isArray(next)) {
        for (const entry of next.slice(0, MOST_VALUES).reverse()) waiting.push(entry);
      } else if (typeof next === 'string') {
        const target = /^(?:#|_:)/.test(next) ? named.get(next) : undefined;
        const thing = target === undefined ? null : thingOf(target, element);
        data.push({ thing, element: null, text: next });
      } else if (typeof next === 'number' || typeof next === 'boolean') {
        data.push({ thing: null, element: null, text: String(next) });
      } else if (isNode(next)) {
        const inner = next['@value'] ?? next['@list'] ?? next['@set'];
        if (inner !== undefined) {
          waiting.push(inner);
          continue;
        }
        const target = isReference(next) && typeof next['@id'] === 'string' ? named.get(next['@id']) : undefined;
        data.push({ thing: thingOf(target ?? next, element), element: null, text: null });
      }
    }
    return data;
  };

  return {
    syntax: 'json-ld',
    types: types.filter(type => typeof type === 'string').map(localName),
    id: typeof id === 'string' ? id : '',
    element,
    all: name => (values.has(name) ? dataOf(values.get(name)) : []),
  };
}
