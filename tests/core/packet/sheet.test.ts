import fc from 'fast-check';
import * as v from 'valibot';
import { describe, expect, test } from 'vitest';
import { rememberingFinder } from '../../../src/core/identifiers/many-lines.ts';
import { milestoneFieldsSchema } from '../../../src/core/milestone.ts';
import { isChoice, moved, NO_CHOICES, type PacketChoices } from '../../../src/core/packet/choices.ts';
import { escapeHtml, packetHtml } from '../../../src/core/packet/html.ts';
import { escapeMarkdown, packetMarkdown } from '../../../src/core/packet/markdown.ts';
import type { Packet, PacketContent, PacketItem } from '../../../src/core/packet/packet.ts';
import {
  type PacketWords,
  packetFindings,
  printed,
  type Sheet,
  type SheetLine,
  sheetMaker,
  sheetSections,
} from '../../../src/core/packet/sheet.ts';
import { packetText } from '../../../src/core/packet/text.ts';
import { identifierFinder } from '../../../src/core/patient-privacy.ts';
import { moment, rotation } from '../records.ts';

const WORDS: PacketWords = {
  section: id => `Section ${id}`,
  group: id => (id === '' ? '' : `Group ${id}`),
  item: content => ({ label: '', text: 'text' in content ? content.text : content.type }),
  note: (rotationName, year) => [rotationName, year].filter(Boolean).join(', '),
};

const item = (id: string, text: string, fields: Partial<PacketItem> = {}): PacketItem => ({
  id,
  content: { type: 'cv-point', text },
  group: '',
  rotationName: '',
  year: '',
  isWanted: true,
  ...fields,
});

const packet = (items: readonly PacketItem[], id: Packet['sections'][number]['id'] = 'saw'): Packet => ({
  headings: 'plain',
  sections: [{ id, items }],
  targetOn: null,
  isTargetEstimated: false,
});

const choices = (fields: Partial<PacketChoices> = {}): PacketChoices => ({ ...NO_CHOICES, ...fields });
const linesOf = (of: Packet, chosen: PacketChoices) =>
  sheetSections(of, chosen, WORDS).flatMap(({ groups }) => groups.flatMap(({ lines }) => lines));

describe('choices', () => {
  const three = packet([
    item('a', 'A', { group: 'cv' }),
    item('b', 'B'),
    item('c', 'C'),
    item('d', 'D', { isWanted: false }),
  ]);

  test('put items in and out', () => {
    const lines = linesOf(three, choices({ isIn: { a: false, d: true } }));
    expect(lines.map(({ id, isIn }) => [id, isIn])).toEqual([
      ['a', false],
      ['b', true],
      ['c', true],
      ['d', true],
    ]);
  });

  test('order a group without moving it', () => {
    const lines = linesOf(three, choices({ order: moved([], ['b', 'c', 'd'], 'c', -1) }));
    expect(lines.map(({ id }) => id)).toEqual(['a', 'c', 'b', 'd']);
  });

  test.each([
    ['b', -1, ['b', 'a', 'c']],
    ['b', 1, ['a', 'c', 'b']],
  ])('move %s by %d', (id, by, order) => {
    expect(moved(['x'], ['a', 'b', 'c'], id, by)).toEqual(['x', ...order]);
  });

  test.each([
    ['a', -1],
    ['c', 1],
    ['nobody', 1],
  ])('leave %s where it is when it cannot go by %d', (id, by) => {
    expect(moved(['x'], ['a', 'b', 'c'], id, by)).toEqual(['x']);
  });

  test('change words, and what they were is known', () => {
    expect(linesOf(three, choices({ texts: { b: 'Better' } }))).toMatchObject([
      { text: 'A', isEdited: false },
      { text: 'Better', isEdited: true },
      {},
      {},
    ]);
  });

  test.each([
    ['headings', 'sloe', true],
    ['headings', 'unheard of', false],
    ['paper', 'a4', true],
    ['paper', 'scroll', false],
    ['hasMonths', false, true],
    ['hasMonths', 'no', false],
    ['isIn', { a: true }, true],
    ['isIn', { a: 'yes' }, false],
    ['texts', { a: 1 }, false],
    ['order', ['a'], true],
    ['order', 'a', false],
    ['kept', [1], false],
  ] as const)('kept as %s, %j is one: %s', (name, value, is) => {
    expect(isChoice(name, value)).toBe(is);
  });
});

test('what prints is what is in, without headings over nothing', () => {
  const sections = sheetSections(
    packet([item('a', 'A', { group: 'cv', isWanted: false }), item('b', '')]),
    choices(),
    WORDS,
  );
  expect(printed(sections)).toEqual([]);
});

describe('the privacy check', () => {
  const TEXT = 'On 30 March Mr. Berg fell';
  const GOAL: PacketContent = { type: 'goal', text: TEXT };

  const found = (content: PacketContent, fields: { chosen?: PacketChoices; known?: string[]; words?: string } = {}) =>
    packetFindings(
      sheetSections(packet([item('a', '', { content })]), fields.chosen ?? choices(), {
        ...WORDS,
        item: one => ({ label: '', text: fields.words ?? ('text' in one ? one.text : TEXT) }),
      }),
      fields.chosen?.kept ?? [],
      rememberingFinder(fields.known ?? []),
    ).map(one => one.found);

  const edited = choices({ texts: { a: TEXT } });

  test.each<readonly [string, PacketContent]>([
    ['a goal', GOAL],
    ['themes', { type: 'themes', text: TEXT }],
    ['how they met', { type: 'how-we-met', text: TEXT }],
    ['a moment', { type: 'moment', moment: moment() }],
    ['feedback', { type: 'feedback', words: TEXT, done: [] }],
    ['a note on feedback', { type: 'feedback-note', note: TEXT, done: [] }],
    ['a checklist', { type: 'checklist', item: { id: 'own', text: TEXT, isDone: false }, link: '' }],
    ['what a form asks', { type: 'asked', what: 'patient-load' }],
  ])('finds days and names in %s, in its own words and in changed ones', (_, content) => {
    expect(found(content)).toEqual(['On 30 March', 'Mr. Berg']);
    expect(found(content, { chosen: edited, words: '' })).toEqual(['On 30 March', 'Mr. Berg']);
  });

  test.each<readonly [string, PacketContent]>([
    ['a step', { type: 'upload-step', step: 'aamc-mail' }],
    ['thanks', { type: 'thanks', hasNotes: true }],
  ])('finds in %s what the student wrote, and not what we say', (_, content) => {
    const words = 'It comes from help@portal.example.';
    expect(found(content, { words })).toEqual([]);
    expect(found(content, { words, chosen: choices({ texts: { a: `${words} ${TEXT}.` } }) })).toEqual([
      'On 30 March',
      'Mr. Berg',
    ]);
  });

  test.each<readonly [string, PacketContent]>([
    ['a point of the CV', { type: 'cv-point', text: TEXT }],
    [
      'news',
      {
        type: 'news',
        milestone: { id: 'n', stamps: {}, ...v.parse(milestoneFieldsSchema, { on: '2026-03-05', text: TEXT }) },
      },
    ],
  ])('leaves alone the days in %s, which are the student’s own', (_, content) => {
    expect(found(content)).toEqual(['Mr. Berg']);
    expect(found(content, { chosen: edited })).toEqual(['Mr. Berg']);
  });

  test('leaves alone the days of a rotation, and not those that are written to it', () => {
    const together: PacketContent = {
      ...{ type: 'rotation', form: null, rotation: rotation() },
      ...{ daysTogether: null, watchedDirectly: null, hasMonths: true },
    };
    expect(found(together)).toEqual(['Mr. Berg']);
    const changed = choices({ texts: { a: `${TEXT}. On 2 April too.` } });
    expect(found(together, { chosen: changed })).toEqual(['Mr. Berg', 'On 2 April']);
  });

  test('leaves alone the numbers of the letter', () => {
    expect(found({ type: 'letter-id', number: '' }, { words: 'MRN 4471823' })).toEqual([]);
  });

  test('leaves alone what is left out, kept or known', () => {
    expect(found(GOAL, { chosen: choices({ isIn: { a: false } }) })).toEqual([]);
    expect(found(GOAL, { chosen: choices({ kept: ['a|Mr. Berg'] }) })).toEqual(['On 30 March']);
    const address: PacketContent = { type: 'goal', text: 'See ward@harbor.example' };
    expect(found(address)).toEqual(['ward@harbor.example']);
    expect(found(address, { known: ['ward@harbor.example'] })).toEqual([]);
  });

  test('says the same of a text however often it is asked, and whatever was asked between', () => {
    const find = rememberingFinder(['Tom Berg']);
    const text = 'On 30 March Mr. Berg and Mr. Vance fell';
    const first = find(text);
    expect(first).toEqual(identifierFinder(['Tom Berg'])(text));
    expect(find(text)).toBe(first);
    for (let index = 0; index < 4100; index += 1) find(`Bed ${index}`);
    expect(find(text)).toEqual(first);
  });

  test('looks at the words for this packet', () => {
    expect(found(GOAL, { chosen: choices({ texts: { a: 'That day he fell' } }) })).toEqual([]);
  });
});

const line = (fields: Partial<SheetLine>): SheetLine => ({
  ...{ id: 'a', kind: 'point', label: '', text: '', note: '', isIn: true, isEdited: false, canEdit: true },
  ...{ ours: '', ownDays: '' },
  ...fields,
});

const sheet = (lines: readonly SheetLine[]): Sheet => ({
  name: 'Jo <b>Okafor</b>',
  about: ['Class of 2028', 'Alder & Co'],
  addressee: ['For Ana Rivera'],
  target: 'Wanted soon',
  sections: [{ id: 'saw', title: 'What *you* saw', groups: [{ id: 'cv', heading: 'Care', lines }] }],
});

const LINES = [
  line({ id: '1', kind: 'paragraph', label: 'Goal', text: 'First line\nsecond line' }),
  line({ id: '2', text: '<script>alert("1")</script>', note: 'Medicine, 2026' }),
  line({ id: '3', text: '# no heading', isIn: false }),
  line({ id: '4', text: '1. not a list' }),
  line({ id: '5', kind: 'step', text: 'Open' }),
  line({ id: '6', kind: 'step', text: 'Close' }),
];

test('as text', () => {
  expect(packetText(sheet(LINES))).toBe(
    [
      'Jo <b>Okafor</b>\nClass of 2028 · Alder & Co\nFor Ana Rivera\nWanted soon',
      'WHAT *YOU* SAW\n\nCare:\nGoal: First line\nsecond line\n- <script>alert("1")</script> (Medicine, 2026)\n- 1. not a list\n1. Open\n2. Close\n',
    ].join('\n\n\n'),
  );
});

test('as Markdown, with nothing of the text taken for markup', () => {
  expect(packetMarkdown(sheet(LINES))).toBe(
    [
      '# Jo \\<b\\>Okafor\\</b\\>',
      'Class of 2028 · Alder & Co',
      'For Ana Rivera',
      '**Wanted soon**',
      '## What \\*you\\* saw',
      '### Care',
      '**Goal:** First line\nsecond line',
      '- \\<script\\>alert("1")\\</script\\> *(Medicine, 2026)*\n- 1\\. not a list',
      '1. Open\n2. Close\n',
    ].join('\n\n'),
  );
});

test('as HTML, escaped', () => {
  expect(packetHtml(sheet(LINES)).split('\n')).toEqual([
    '<h1>Jo &lt;b&gt;Okafor&lt;/b&gt;</h1>',
    '<p>Class of 2028 · Alder &amp; Co</p>',
    '<p>For Ana Rivera</p>',
    '<p><strong>Wanted soon</strong></p>',
    '<h2>What *you* saw</h2>',
    '<h3>Care</h3>',
    '<p><strong>Goal:</strong> First line<br>second line</p>',
    '<ul>',
    '<li>&lt;script&gt;alert(&quot;1&quot;)&lt;/script&gt; <em>(Medicine, 2026)</em></li>',
    '<li>1. not a list</li>',
    '</ul>',
    '<ol>',
    '<li>Open</li>',
    '<li>Close</li>',
    '</ol>',
  ]);
});

test('any text is escaped', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme' }), text => {
      expect(escapeHtml(text)).not.toMatch(/<(?!br>)|"|'/);
      expect(escapeMarkdown(text)).not.toMatch(/(?<!\\)(?:\\\\)*[*_`<[]/);
    }),
  );
});

describe('a packet that is worded for one choice after the other', () => {
  const ids = ['a', 'b', 'c', 'd', 'e'];
  const five = packet(
    ids.map((id, index) => item(id, `Words ${id}`, { group: index < 2 ? 'cv' : '', isWanted: id !== 'd' })),
  );
  const anyChoices = fc
    .record({
      isIn: fc.dictionary(fc.constantFrom(...ids), fc.boolean()),
      order: fc.shuffledSubarray(ids),
      texts: fc.dictionary(fc.constantFrom(...ids), fc.constantFrom('', 'x', 'y')),
    })
    .map(choices);

  test('says what it would say from the beginning', () => {
    fc.assert(
      fc.property(fc.array(anyChoices, { minLength: 1, maxLength: 6 }), chosen => {
        const make = sheetMaker(five, WORDS);
        for (const each of chosen) expect(make(each)).toEqual(sheetSections(five, each, WORDS));
      }),
    );
  });

  test('gives what stayed as it was again, and words an item once and not before it is read', () => {
    const said: string[] = [];
    const make = sheetMaker(five, {
      ...WORDS,
      item: content => {
        if ('text' in content) said.push(content.text);
        return WORDS.item(content);
      },
    });
    const first = make(choices());
    expect(said).toEqual([]);
    expect(printed(first).flatMap(({ groups }) => groups.flatMap(({ lines }) => lines))).toHaveLength(4);
    const second = make(choices({ texts: { c: 'Other words' } }));
    expect(said).toEqual(['Words a', 'Words b', 'Words c', 'Words e']);
    expect(second[0]?.groups[0]).toBe(first[0]?.groups[0]);
    expect(second[0]?.groups[1]?.lines[1]).toBe(first[0]?.groups[1]?.lines[1]);
    expect(second[0]?.groups[1]?.lines[0]).toMatchObject({ text: 'Other words', isEdited: true });
    expect(make(choices({ texts: { c: 'Other words' } }))).toBe(second);
  });
});
