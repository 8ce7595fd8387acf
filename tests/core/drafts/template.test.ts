import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { FieldTypes, TemplateNode } from '../../../src/core/drafts/template.ts';
import { DEEPEST, parseTemplate, TEMPLATE_ERRORS } from '../../../src/core/drafts/template.ts';

const FIELDS: FieldTypes = new Map([
  ['mentor.greeting', 'text'],
  ['rotation.name', 'text'],
  ['news', 'list'],
  ['files', 'list'],
]);
const parse = (source: string) => parseTemplate(source, FIELDS);

/** What is wrong, as "kind line:column name". */
const wrong = (source: string) =>
  parse(source).errors.map(({ kind, line, column, name }) => `${kind} ${line}:${column} ${name}`.trim());

describe('a template', () => {
  test('of words alone is words', () => {
    expect(parse('')).toEqual({ nodes: [], errors: [] });
    expect(parse('Dear all, 50 % } { }} \\ \\n')).toEqual({
      nodes: [{ type: 'text', text: 'Dear all, 50 % } { }} \\ \\n' }],
      errors: [],
    });
  });

  test('has fields, conditions and lists, each with its place', () => {
    const { nodes, errors } = parse(
      'Hi {{ mentor.greeting }}{{#if news}}{{#each news}}– {{item}}\n{{/each}}{{else}}No{{/if}}',
    );
    expect(errors).toEqual([]);
    expect(nodes).toEqual([
      { type: 'text', text: 'Hi ' },
      { type: 'field', name: 'mentor.greeting', at: { offset: 3, length: 21 } },
      {
        type: 'if',
        name: 'news',
        at: { offset: 24, length: 12 },
        body: [
          {
            type: 'each',
            name: 'news',
            at: { offset: 36, length: 14 },
            body: [
              { type: 'text', text: '– ' },
              { type: 'field', name: 'item', at: { offset: 52, length: 8 } },
              { type: 'text', text: '\n' },
            ],
          },
        ],
        otherwise: [{ type: 'text', text: 'No' }],
      },
    ]);
  });

  test.each([
    ['\\{{mentor.greeting}}', '{{mentor.greeting}}'],
    ['a \\\\\\{{', 'a \\{{'],
    ['\\{{\\{{', '{{{{'],
    ['\\ {', '\\ {'],
  ])('writes braces as text: %s', (source, text) => {
    expect(parse(source)).toEqual({ nodes: [{ type: 'text', text }], errors: [] });
  });

  test('reads the last two of many braces, and backslashes that are doubled', () => {
    expect(parse('{{{rotation.name}}').nodes).toMatchObject([{ text: '{' }, { name: 'rotation.name' }]);
    expect(parse('\\\\{{rotation.name}}').nodes).toMatchObject([{ text: '\\' }, { name: 'rotation.name' }]);
  });
});

describe('what is wrong is said with its place, and the rest is read', () => {
  test.each([
    ['Dear {{mentor.greeting, hello', ['unclosed-braces 1:6 mentor.greeting, hello']],
    ['Dear {{mentor.greeting}, hello', ['unclosed-braces 1:6 mentor.greeting']],
    ['One\n{{mentor.\ngreeting}}', ['unclosed-braces 2:1 mentor.']],
    ['{{mentor.greeting {{rotation.name}}', ['unclosed-braces 1:1 mentor.greeting']],
    ['a\n\nb {{}} c', ['empty-braces 3:3']],
    ['{{mentor.name}}', ['unknown-field 1:1 mentor.name']],
    ['Привет, {{имя}}', ['unknown-field 1:9 имя']],
    ['🎓🎓 {{名前}}', ['unknown-field 1:4 名前']],
    ['{{toString}} {{__proto__}}', ['unknown-field 1:1 toString', 'unknown-field 1:14 __proto__']],
    ['{{#unless news}}', ['unknown-command 1:1 #unless news']],
    ['{{mentor greeting}}', ['unknown-command 1:1 mentor greeting']],
    ['{{#if}}', ['unknown-command 1:1 #if']],
    ['{{news}}', []],
    ['{{#each rotation.name}}{{/each}}', ['field-as-list 1:1 rotation.name']],
    ['{{item}}', ['item-outside 1:1 item']],
    ['{{#if news}}a', ['unclosed-block 1:1 if']],
    [
      '{{#if news}}a{{#each news}}b{{/if}}',
      ['unclosed-block 1:1 if', 'unclosed-block 1:14 each', 'unexpected-end 1:29 if'],
    ],
    ['a{{/if}}', ['unexpected-end 1:2 if']],
    ['{{else}}', ['unexpected-else 1:1 else']],
    ['{{#if news}}{{else}}{{else}}{{/if}}', ['unexpected-else 1:21 else']],
    ['{{#each news}}{{#each files}}{{/each}}{{/each}}', ['too-deep 1:15 files']],
  ])('%s', (source, expected) => {
    expect(wrong(source)).toEqual(expected);
  });

  test('conditions within conditions end somewhere, and their ends are theirs', () => {
    const nested = (depth: number) => `${'{{#if news}}'.repeat(depth)}x${'{{/if}}'.repeat(depth)}`;
    expect(wrong(nested(DEEPEST))).toEqual([]);
    expect(wrong(nested(DEEPEST + 2))).toEqual([
      `too-deep 1:${DEEPEST * 12 + 1} news`,
      `too-deep 1:${(DEEPEST + 1) * 12 + 1} news`,
    ]);
  });

  test('what cannot be read stays in it as it was typed', () => {
    const source = 'Dear {{mentor.name}}, {{#unless}} {{ } {{';
    const text = parse(source).nodes.map(node => (node.type === 'text' ? node.text : '?'));
    expect(text.join('')).toBe(source);
  });
});

/** Text that makes trouble: braces, backslashes, blocks, other scripts, halves of characters. */
const troubled = fc
  .array(
    fc.oneof(
      fc.constantFrom('{', '}', '{{', '}}', '\\', '\n', '{{/if}}', '{{else}}', '{{#if news}}', '{{#each news}}'),
      fc.constantFrom('{{/each}}', '{{item}}', '{{rotation.name}}', '{{#if', 'ש', '🎓', '\ud83d', '#', '/'),
      fc.string({ unit: 'binary', maxLength: 8 }),
    ),
    { maxLength: 60 },
  )
  .map(pieces => pieces.join(''));

test('never throws, and says of every mistake where it stands', () => {
  fc.assert(
    fc.property(troubled, source => {
      const { errors } = parse(source);
      const lines = source.split('\n');
      for (const { kind, offset, length, line, column } of errors) {
        expect(TEMPLATE_ERRORS).toContain(kind);
        expect(source.slice(offset, offset + 2)).toBe('{{');
        expect(offset + length).toBeLessThanOrEqual(source.length);
        const before = [...(lines[line - 1] ?? '')].slice(0, column - 1).join('');
        expect(lines.slice(0, line - 1).reduce((sum, one) => sum + one.length + 1, 0) + before.length).toBe(offset);
      }
    }),
    { numRuns: 500 },
  );
});

/** Any text between two nodes that are none. */
const words = fc
  .array(fc.oneof(fc.constantFrom('{', '{{', '{{{', '\\', '\\{', '}}', '\n'), fc.string({ maxLength: 5 })), {
    minLength: 1,
    maxLength: 6,
  })
  .map(pieces => pieces.join(''))
  .filter(text => text !== '');
const { nodes: anyNodes } = fc.letrec<{ nodes: Printed[] }>(tie => ({
  nodes: fc.oneof(
    { depthSize: 'small', maxDepth: 4 },
    fc.array(
      fc.oneof(
        words.map(text => ({ text })),
        fc.constant({ field: 'rotation.name' }),
      ),
      { maxLength: 3 },
    ),
    fc
      .tuple(words, tie('nodes'), tie('nodes'), fc.boolean())
      .map(([text, yes, no, hasElse]) => [{ text }, { if: 'news', yes, no: hasElse ? no : null }]),
  ),
}));

type Printed =
  | { readonly text: string }
  | { readonly field: string }
  | { readonly if: string; readonly yes: Printed[]; readonly no: Printed[] | null };

/** Writes a tree down as a template. */
function printed(nodes: readonly Printed[], isBeforeBraces: boolean): string {
  return nodes
    .map((node, index) => {
      const isLast = index === nodes.length - 1;
      if ('text' in node) {
        const next = nodes[index + 1];
        return escaped(node.text, isLast ? isBeforeBraces : next !== undefined && !('text' in next));
      }
      if ('field' in node) return `{{${node.field}}}`;
      const no = node.no === null ? '' : `{{else}}${printed(node.no, true)}`;
      return `{{#if ${node.if}}}${printed(node.yes, true)}${no}{{/if}}`;
    })
    .join('');
}

function escaped(text: string, isBeforeBraces: boolean): string {
  const inside = text.replace(/(\\*)\{\{/g, (_, slashes: string) => `${slashes}${slashes}\\{{`);
  if (!isBeforeBraces) return inside;
  // What stands right before braces is read with them.
  return inside.replace(/(\\*)(\{?)$/, (_, slashes: string, brace: string) => `${slashes}${slashes}${brace}`);
}

/** Neighbours that are both text are one. */
function merged(nodes: readonly Printed[]): Printed[] {
  const list: Printed[] = [];
  for (const node of nodes) {
    const last = list.at(-1);
    if ('text' in node && last !== undefined && 'text' in last) {
      list[list.length - 1] = { text: last.text + node.text };
    } else if ('if' in node) {
      list.push({ ...node, yes: merged(node.yes), no: node.no === null ? null : merged(node.no) });
    } else {
      list.push(node);
    }
  }
  return list;
}

const plain = (nodes: readonly TemplateNode[]): Printed[] =>
  nodes.map(node => {
    if (node.type === 'text') return { text: node.text };
    if (node.type === 'field') return { field: node.name };
    if (node.type === 'each') return { field: node.name };
    return { if: node.name, yes: plain(node.body), no: plain(node.otherwise) };
  });

test('what is written down is read again as it was', () => {
  fc.assert(
    fc.property(anyNodes, given => {
      const tree = merged(given);
      const { nodes, errors } = parse(printed(tree, false));
      expect(errors).toEqual([]);
      const without = (list: readonly Printed[]): Printed[] =>
        list.map(node => ('if' in node ? { ...node, yes: without(node.yes), no: without(node.no ?? []) } : node));
      expect(plain(nodes)).toEqual(without(tree));
    }),
    { numRuns: 500 },
  );
});

test('takes time that grows with the length alone', () => {
  // With the square of the length, each of these would take hours.
  const shapes = [
    '{{',
    '\\{{',
    '{',
    '{{#if news}}',
    '{{x',
    '{{rotation.name}}\n',
    '{{/if}}',
    '\\',
    '{{item}} {{else}}',
  ];
  for (const shape of shapes) {
    const { nodes, errors } = parse(shape.repeat(600_000 / shape.length));
    expect(nodes.length + errors.length, shape).toBeGreaterThan(0);
  }
});
