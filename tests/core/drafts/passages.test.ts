import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { FIELD_TYPES } from '../../../src/core/drafts/fields.ts';
import {
  changed,
  type FieldNames,
  type Passage,
  passagesOf,
  piecesOf,
  withSometimes,
  withText,
  writtenAs,
} from '../../../src/core/drafts/passages.ts';
import { parseTemplate } from '../../../src/core/drafts/template.ts';
import { OUR_WORDS } from '../../../src/core/drafts/words.ts';
import { PURPOSES } from '../../../src/core/message-template.ts';

const NAMES: FieldNames = new Map([
  ...[...FIELD_TYPES.keys()].map(field => [field, `the ${field}`] as const),
  ['mentor.name', 'their name'],
  ['item', 'the entry'],
]);
const read = (source: string) => passagesOf(parseTemplate(source, FIELD_TYPES).nodes, NAMES);
const again = (source: string) => writtenAs(read(source), NAMES);
/** What is seen of it: words, and in parentheses when they are there. */
const seen = (passages: readonly Passage[]): string[] =>
  passages.flatMap(passage => {
    if (passage.type === 'words') return passage.isGap ? [] : [passage.text];
    const otherwise = passage.type === 'if' ? seen(passage.otherwise) : [];
    return [`(${passage.name}: ${[...seen(passage.body), ...otherwise].join(' | ')})`];
  });

describe('a template as passages', () => {
  test('shows fields by their names, and frames what is there only sometimes', () => {
    const source =
      'Dear {{mentor.name}},\n\n{{#if moment}}B {{/if}}C {{#if news}}{{#each news}}– {{item}}\n{{/each}}{{else}}D{{/if}}\n\nE';
    expect(seen(read(source))).toEqual([
      'Dear [their name],',
      '(moment: B)',
      'C',
      '(news: (news: – [the entry]) | D)',
      'E',
    ]);
    expect(again(source)).toBe(source);
  });

  test.each(PURPOSES)('of ours is written as it was: %s', purpose => {
    const { subject, body } = OUR_WORDS[purpose];
    expect([again(subject), again(body)]).toEqual([subject, body]);
  });

  test('that is empty has a place to write in', () => {
    expect(read('')).toMatchObject([{ type: 'words', text: '', isGap: false }]);
    expect(read('{{#if news}}{{/if}}')).toMatchObject([{ body: [{ text: '', isGap: false }], otherwise: [] }]);
  });

  test.each([
    ['{{', '\\{{'],
    ['a \\{{ b', 'a \\\\\\{{ b'],
    ['\\[their name]', '\\\\{{mentor.name}}'],
    ['{[their name]', '{{{mentor.name}}'],
    ['[sic] [their name', '[sic] [their name'],
    // Outside of a list there is no entry.
    ['[the entry]', '[the entry]'],
  ])('keeps what is typed: %s', (typed, source) => {
    const written = writtenAs(withText(read('x'), 0, 0, 1, typed), NAMES);
    expect(written).toBe(source);
    expect(parseTemplate(written, FIELD_TYPES).errors).toEqual([]);
    expect(seen(read(written))).toEqual([typed]);
  });

  test('is read as it was typed, whatever that is', () => {
    const typed = fc
      .array(
        fc.oneof(
          fc.constantFrom(
            '{',
            '{{',
            '{{{',
            '}}',
            '\\',
            '[',
            ']',
            '\n',
            ' ',
            '[their name]',
            '{{#if news}}',
            '{{/if}}',
            '[the entry]',
          ),
          fc.constantFrom('🎓', 'שלום', '\ud83d', '\u2028', '\0', '$&'),
          fc.string({ maxLength: 6 }),
        ),
        { maxLength: 20 },
      )
      .map(pieces => pieces.join(''));
    fc.assert(
      fc.property(typed, typed, typed, (before, inside, after) => {
        const source = '{{#if moment}}x{{/if}}y';
        const start = read(`z ${source}`);
        const ids = start.flatMap(one =>
          one.type === 'words' ? [one.id] : one.type === 'if' ? one.body.map(({ id }) => id) : [],
        );
        const texts = [before, inside, after];
        const typedIn = ids.reduce<readonly Passage[]>(
          (list, id, index) => withText(list, id, 0, 1, texts[index] ?? ''),
          start,
        );
        const written = writtenAs(typedIn, NAMES);
        const { errors } = parseTemplate(written, FIELD_TYPES);
        expect(errors).toEqual([]);
        const trimmed = (list: readonly string[]) => list.map(text => text.trim());
        const expected = trimmed([before, inside, after]);
        const [first, block, last] = passagesAround(read(written));
        expect(trimmed([first, block, last])).toEqual(expected);
      }),
      { numRuns: 150 },
    );
  });
});

/** The words before the passage, in it, and after it. */
function passagesAround(passages: readonly Passage[]): [string, string, string] {
  const at = passages.findIndex(({ type }) => type === 'if');
  const block = passages[at];
  const text = (list: readonly Passage[]) => list.map(one => (one.type === 'words' ? one.text : '')).join('');
  return [text(passages.slice(0, at)), block?.type === 'if' ? text(block.body) : '', text(passages.slice(at + 1))];
}

test('pieces of words are text and names of fields', () => {
  expect(piecesOf('a [their name][sic]', NAMES)).toEqual([
    { type: 'text', text: 'a ' },
    { type: 'field', name: 'mentor.name', text: '[their name]' },
    { type: 'text', text: '[sic]' },
  ]);
});

describe('a new passage', () => {
  const put = (text: string, at: number, isLine = false) => {
    const { passages, bodyId } = withSometimes(read(text), 0, at, 'news', isLine);
    return writtenAs(withText(passages, bodyId, 0, 0, 'New.'), NAMES);
  };
  test.each([
    ['One. Two.', 4, 'One. {{#if news}}New.{{/if}} Two.'],
    ['One. Two.', 9, 'One. Two.\n\n{{#if news}}New.{{/if}}'],
    ['One. Two.', 0, '{{#if news}}New.{{/if}}\n\nOne. Two.'],
    ['One.\n\nTwo.', 4, 'One.\n\n{{#if news}}New.{{/if}}\n\nTwo.'],
    ['One.\n\nTwo.', 6, 'One.\n\n{{#if news}}New.{{/if}}\n\nTwo.'],
    ['', 0, '{{#if news}}New.{{/if}}'],
  ])('in %j at %i', (text, at, expected) => {
    expect(put(text, at)).toBe(expected);
  });

  test.each([
    ['One. Two.', 9, 'One. Two. {{#if news}}New.{{/if}}'],
    ['One. Two.', 0, '{{#if news}}New.{{/if}} One. Two.'],
    ['One. Two.', 4, 'One. {{#if news}}New.{{/if}} Two.'],
  ])('in the one line %j at %i', (text, at, expected) => {
    expect(put(text, at, true)).toBe(expected);
  });

  test('stands in front of what came next', () => {
    const passages = read('One.\n\n{{#if moment}}Two.{{/if}}\n\nThree.');
    const { passages: next } = withSometimes(passages, 0, 4, 'news');
    expect(writtenAs(next, NAMES)).toBe('One.\n\n{{#if news}}{{/if}}\n\n{{#if moment}}Two.{{/if}}\n\nThree.');
    const ids = next.map(({ id }) => id);
    expect(new Set(ids).size).toBe(ids.length);
  });

  test('can be said always, or taken out', () => {
    const source = 'One. {{#if moment}}Two. {{/if}}Three.';
    const [, block] = read(source);
    const id = block?.id ?? -1;
    const without = (change: (passage: Passage) => readonly Passage[]) =>
      writtenAs(changed(read(source), id, change), NAMES);
    expect(without(passage => (passage.type === 'words' ? [] : passage.body))).toBe('One. Two. Three.');
    expect(without(() => [])).toBe('One. Three.');
  });
});
