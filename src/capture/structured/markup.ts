import { attributeOf, elementsOf } from '../dom.ts';
import { type Datum, localName, type Syntax, type Thing } from './things.ts';

/** Microdata and RDFa Lite: the page's own elements, marked with what they say. */

const MOST_ELEMENTS = 8000;
/** Nobody nests things deeper than this on purpose. */
const DEEPEST = 30;

interface Grammar {
  readonly syntax: Syntax;
  /** The attribute of an element that is a thing. */
  readonly scope: string;
  readonly type: string;
  readonly property: string;
  readonly ids: readonly string[];
  /** The local name of a type or property; `null` where it is of a vocabulary that is not read. */
  nameOf(token: string): string | null;
}

const MICRODATA: Grammar = {
  syntax: 'microdata',
  scope: 'itemscope',
  type: 'itemtype',
  property: 'itemprop',
  ids: ['itemid'],
  // Google's `eventId/googleCalendar` is a name in full.
  nameOf: token => (token.startsWith('eventId/') ? 'identifier' : localName(token)),
};

const RDFA: Grammar = {
  syntax: 'rdfa',
  scope: 'typeof',
  type: 'typeof',
  property: 'property',
  ids: ['resource', 'about'],
  nameOf: token =>
    /^(?:schema:|v:|https?:\/\/(?:schema\.org\/|rdf\.data-vocabulary\.org\/#))/i.test(token) || !token.includes(':')
      ? localName(token)
      : null,
};

interface MarkedThing extends Thing {
  readonly values: Map<string, Datum[]>;
  /** Under which names it is a property of something; empty for a thing of its own. */
  readonly properties: readonly string[];
}

/** A thing that is a property of nothing else on the page. */
export interface RootThing {
  readonly thing: Thing;
  /** The name of the property that it would be, had it an owner; `null` for none. */
  readonly property: string | null;
}

export function readMicrodata(page: Document): readonly RootThing[] {
  return readMarkup(page, MICRODATA);
}

export function readRdfa(page: Document): readonly RootThing[] {
  return readMarkup(page, RDFA);
}

function tokensOf(element: Element, attribute: string, grammar: Grammar): readonly string[] {
  return attributeOf(element, attribute)
    .split(/\s+/, 20)
    .map(token => (token === '' ? null : grammar.nameOf(token)))
    .filter(name => name !== null)
    .filter(name => name !== '');
}

function readMarkup(page: Document, grammar: Grammar): readonly RootThing[] {
  if (page.querySelector(`[${grammar.scope}]`) === null) return [];
  // Things come before what is in them, so that a stack of those still open tells the owner.
  const elements = elementsOf(page, `[${grammar.scope}], [${grammar.property}]`, MOST_ELEMENTS);
  const roots: RootThing[] = [];
  const open: MarkedThing[] = [];
  const all: MarkedThing[] = [];
  for (const element of elements) {
    while (open.length > 0 && !open.at(-1)?.element.contains(element)) open.pop();
    const owner = open.at(-1);
    const isThing = element.hasAttribute(grammar.scope);
    if (isThing && open.length >= DEEPEST) continue;
    const thing = isThing ? makeThing(element, grammar) : null;
    const properties = thing?.properties ?? tokensOf(element, grammar.property, grammar);
    for (const property of properties) if (owner !== undefined) add(owner, property, { thing, element, text: null });
    if (thing === null) continue;
    if (owner === undefined || properties.length === 0) roots.push({ thing, property: properties[0] ?? null });
    open.push(thing);
    all.push(thing);
  }
  if (grammar === MICRODATA) addReferred(page, all);
  return roots;
}

function makeThing(element: Element, grammar: Grammar): MarkedThing {
  const values = new Map<string, Datum[]>();
  const id = grammar.ids.map(name => attributeOf(element, name)).find(text => text !== '') ?? '';
  return {
    syntax: grammar.syntax,
    types: tokensOf(element, grammar.type, grammar),
    id,
    element,
    properties: tokensOf(element, grammar.property, grammar),
    values,
    all: name => values.get(name) ?? [],
  };
}

function add(owner: MarkedThing, property: string, datum: Datum): void {
  const name = property.toLowerCase();
  const data = owner.values.get(name);
  if (data === undefined) owner.values.set(name, [datum]);
  else if (data.length < 500) data.push(datum);
}

/** `itemref`: properties that stand elsewhere on the page. */
function addReferred(page: Document, things: readonly MarkedThing[]): void {
  const byElement = new Map(things.map(thing => [thing.element, thing]));
  let referred = 0;
  for (const thing of things) {
    for (const id of attributeOf(thing.element, 'itemref').split(/\s+/, 20)) {
      const root = id === '' ? null : page.getElementById(id);
      if (root === null || root.contains(thing.element) || thing.element.contains(root) || referred > 500) continue;
      referred += 1;
      for (const element of [root, ...elementsOf(root, '[itemprop]', 200)]) {
        const scope = element === root ? null : (element.parentElement?.closest('[itemscope]') ?? null);
        // What belongs to something inside of it is no property of this.
        if (scope !== null && root.contains(scope)) continue;
        for (const property of tokensOf(element, 'itemprop', MICRODATA))
          add(thing, property, { thing: byElement.get(element) ?? null, element, text: null });
      }
    }
  }
}
