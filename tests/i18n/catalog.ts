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
} from '../architecture/source.ts';

/** What is wrong between the sentences in `_locales` and the code that shows them. */

interface Message {
  readonly message?: unknown;
  readonly description?: unknown;
  readonly placeholders?: Readonly<Record<string, { readonly content?: unknown }>>;
}
export type Catalog = Readonly<Record<string, Message>>;

/** Keys made from a value, as `role_chair`: by family, every value there is. */
export type Families = Readonly<Record<string, readonly string[]>>;

/** How one key is used. */
interface Use {
  readonly key: string;
  readonly where: string;
  readonly isPlural: boolean;
  /** The names of the values given, where they are written out; `null` where they are not. */
  readonly given: readonly string[] | null;
}

const COUNT = 'count';

/** A sentence for everything that is wrong with a language's own messages. */
export function catalogProblems(locale: string, text: string, stems: ReadonlySet<string>): string[] {
  const catalog = JSON.parse(text) as Catalog;
  const problems = duplicateProblems(locale, text);
  for (const [key, message] of Object.entries(catalog)) {
    const at = `${locale}: ${key}`;
    problems.push(...wordingProblems(at, message.message));
    problems.push(...placeholderProblems(at, key, catalog, stems));
  }
  return problems;
}

/** JSON keeps the last of two equal keys, and browsers do not tell large letters from small in them. */
function duplicateProblems(locale: string, text: string): string[] {
  const seen = new Set<string>();
  return [...text.matchAll(/^ {2}"([^"]+)": \{/gm)].flatMap(([, key = '']) => {
    const isTwice = seen.has(key.toLowerCase());
    seen.add(key.toLowerCase());
    return isTwice ? [`${locale}: ${key} is there twice. Remove one.`] : [];
  });
}

function wordingProblems(at: string, text: unknown): string[] {
  if (typeof text !== 'string' || text.trim() === '') return [`${at} is empty. Write a sentence, or remove the key.`];
  const problems: string[] = [];
  if (/^\s|\s$|\s\s/.test(text)) problems.push(`${at} begins or ends with a blank, or has two in a row. Remove them.`);
  if (/['"]/.test(text)) problems.push(`${at} has a straight quote. Write ’ “ ” instead.`);
  if (/\.\.\./.test(text)) problems.push(`${at} has three dots. Write … instead.`);
  return problems;
}

function placeholderProblems(at: string, key: string, catalog: Catalog, stems: ReadonlySet<string>): string[] {
  const { message, description, placeholders = {} } = catalog[key] ?? {};
  const text = typeof message === 'string' ? message : '';
  const problems: string[] = [];
  const declared = Object.keys(placeholders);
  const used = [...text.replaceAll('$$', '').matchAll(/\$([A-Za-z0-9_@]+)\$/g)].map(([, name = '']) => name);
  if (
    text
      .replaceAll('$$', '')
      .replace(/\$[A-Za-z0-9_@]+\$/g, '')
      .includes('$')
  ) {
    problems.push(`${at} has a $ that begins no placeholder. Write $$ for a dollar.`);
  }
  for (const name of used) {
    if (!declared.includes(name.toLowerCase())) problems.push(`${at} says $${name}$, which it does not declare.`);
    if (name !== name.toUpperCase()) problems.push(`${at} says $${name}$. Write placeholders in capitals.`);
  }
  for (const name of declared) {
    if (!used.some(one => one.toLowerCase() === name)) problems.push(`${at} declares ${name} and never says it.`);
    if (name !== name.toLowerCase()) problems.push(`${at} declares ${name}. Write declared names in small letters.`);
  }
  if (declared.length > 0 && (typeof description !== 'string' || description.trim() === '')) {
    problems.push(`${at} has placeholders and no description. Say to translators what stands in for them.`);
  }
  const names = valuesOf(key, catalog, stems);
  for (const [name, { content }] of Object.entries(placeholders)) {
    const expected = `$${names.indexOf(name) + 1}`;
    if (content !== expected) {
      problems.push(
        `${at} takes ${name} from ${content}. Values come in the order of their names, so it is ${expected}.`,
      );
    }
  }
  return problems;
}

/** The names of all values that a key is given, in the order in which they arrive. `plural` always gives the count. */
function valuesOf(key: string, catalog: Catalog, stems: ReadonlySet<string>): string[] {
  const declaredBy = (one: string) => Object.keys(catalog[one]?.placeholders ?? {});
  const stem = key.replace(/_(?:one|other)$/, '');
  const isPlural = stem !== key && stems.has(stem);
  const names = isPlural ? [COUNT, ...declaredBy(`${stem}_one`), ...declaredBy(`${stem}_other`)] : declaredBy(key);
  return [...new Set(names)].toSorted();
}

/** A sentence for every difference of a translation from the language it was made from. */
export function translationProblems(locale: string, from: Catalog, to: Catalog): string[] {
  const names = (message: Message | undefined) =>
    Object.keys(message?.placeholders ?? {})
      .toSorted()
      .join(', ');
  return [
    ...Object.keys(from)
      .filter(key => to[key] === undefined)
      .map(key => `${locale}: ${key} is missing. Translate it.`),
    ...Object.keys(to)
      .filter(key => from[key] === undefined)
      .map(key => `${locale}: ${key} is in no other language. Remove it.`),
    ...Object.keys(from)
      .filter(key => to[key] !== undefined && names(from[key]) !== names(to[key]))
      .map(
        key => `${locale}: ${key} has other placeholders (${names(to[key])}) than the original (${names(from[key])}).`,
      ),
  ];
}

/** Everything in these files that asks for a sentence, and a sentence for every place where the key cannot be known. */
export function usesOf(files: Files): { readonly uses: readonly Use[]; readonly problems: readonly string[] } {
  const uses: Use[] = [];
  const problems: string[] = [];
  for (const [path, text] of files) {
    for (const [, key = ''] of text.matchAll(/__MSG_(\w+?)__/g))
      uses.push({ key, where: path, isPlural: false, given: [] });
    // The functions themselves are the one place that takes keys as they come.
    if (!isScript(path) || path === 'src/i18n/t.ts') continue;
    for (const node of nodesOf(parseSource(path, text).program)) {
      const called = node.type === 'CallExpression' ? nameOf(child(node, 'callee')) : '';
      if (called !== 't' && called !== 'plural') continue;
      const where = `${path}:${lineOf(text, node.start)}`;
      const [key, ...rest] = children(node, 'arguments');
      const keys = keysOf(key ?? null);
      if (keys === null) {
        problems.push(`${where} calls ${called}() with a key made at run time. Write the keys out, or use a family.`);
        continue;
      }
      const params = (called === 'plural' ? rest[1] : rest[0]) ?? null;
      for (const one of keys) uses.push({ key: one, where, isPlural: called === 'plural', given: givenIn(params) });
    }
  }
  return { uses, problems };
}

/** The keys an expression may give; `null` when that cannot be read off. */
function keysOf(node: Node | null): readonly string[] | null {
  if (node?.type === 'Literal' || node?.type === 'TemplateLiteral') return nameOf(node) === '' ? null : [nameOf(node)];
  if (node?.type !== 'ConditionalExpression') return null;
  const [one, other] = [keysOf(child(node, 'consequent')), keysOf(child(node, 'alternate'))];
  return one === null || other === null ? null : [...one, ...other];
}

function givenIn(params: Node | null): readonly string[] | null {
  if (params === null) return [];
  const properties = children(params, 'properties');
  const isWrittenOut = params.type === 'ObjectExpression' && properties.every(({ type }) => type === 'Property');
  return isWrittenOut ? properties.map(property => nameOf(child(property, 'key'))) : null;
}

/** The stems that `plural` is asked for. */
export function stemsOf(uses: readonly Use[]): ReadonlySet<string> {
  return new Set(uses.filter(({ isPlural }) => isPlural).map(({ key }) => key));
}

export function familyKey(family: string, value: string): string {
  return `${family}_${value.replace(/[./-]/g, '_')}`;
}

/** A sentence for every message that is used and missing, present and unused, or given other values than it takes. */
export function useProblems(uses: readonly Use[], catalog: Catalog, families: Families): string[] {
  const problems: string[] = [];
  const wanted = new Set<string>();
  const want = (key: string, where: string) => {
    wanted.add(key);
    if (catalog[key] === undefined) problems.push(`${where} shows ${key}, which is no message. Add it to _locales.`);
  };
  for (const { key, where, isPlural, given } of uses) {
    for (const one of isPlural ? [`${key}_one`, `${key}_other`] : [key]) want(one, where);
    const takes = isPlural
      ? valuesOf(`${key}_other`, catalog, new Set([key])).filter(name => name !== COUNT)
      : valuesOf(key, catalog, new Set());
    const known = isPlural ? catalog[`${key}_other`] : catalog[key];
    if (given !== null && known !== undefined && given.toSorted().join() !== takes.join()) {
      problems.push(
        `${where} gives ${key} the values (${given.toSorted().join(', ')}) and it takes (${takes.join(', ')}). Make them the same.`,
      );
    }
  }
  for (const [family, values] of Object.entries(families)) {
    for (const value of values) want(familyKey(family, value), `the value ${value}`);
  }
  for (const key of Object.keys(catalog)) {
    if (!wanted.has(key)) problems.push(`${key} is shown nowhere. Remove it from _locales, or use it.`);
  }
  return problems;
}
