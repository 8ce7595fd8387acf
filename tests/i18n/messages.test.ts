import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { EVALUATION_FORMS, FORM_TRAITS } from '../../src/core/competency-map.ts';
import { ASKED_ABOUT, MERGE_FIELDS } from '../../src/core/drafts/fields.ts';
import { waysOf } from '../../src/core/drafts/purposes.ts';
import { IDENTIFIER_KINDS, SAFER_WORDS } from '../../src/core/identifiers/finding.ts';
import { LEFT_OUT_REASONS } from '../../src/core/import.ts';
import { KINDS, STATES } from '../../src/core/interaction.ts';
import { ROLES } from '../../src/core/mentor.ts';
import { PURPOSES } from '../../src/core/message-template.ts';
import { MILESTONE_KINDS } from '../../src/core/milestone.ts';
import { COMPETENCIES } from '../../src/core/moment.ts';
import { PROGRAM_COLUMNS, PROGRAM_REFUSALS } from '../../src/core/programs/import.ts';
import { RULES } from '../../src/core/reminders/reminder.ts';
import { PROBLEM_CODES } from '../../src/core/result.ts';
import { ROTATION_KINDS } from '../../src/core/rotation.ts';
import { REQUEST_FIELDS, SEASON_NOTES, SERVICE_RULES, UPLOAD_STEPS } from '../../src/core/seasons/services.ts';
import { SPECIALTY_NOTES } from '../../src/core/seasons/specialties.ts';
import { PAUSE_KINDS, RULE_NUMBERS } from '../../src/core/settings.ts';
import { TABLE_FIELDS } from '../../src/files/csv.ts';
import { REFUSAL_REASONS } from '../../src/files/file-entry.ts';
import { TRASHABLE } from '../../src/ui/dashboard/trashable.ts';
import { FILE_PROBLEMS } from '../../src/ui/import/file-kind.ts';
import { type Files, ROOT, readFiles } from '../architecture/source.ts';
import {
  type Catalog,
  catalogProblems,
  type Families,
  stemsOf,
  translationProblems,
  useProblems,
  usesOf,
} from './catalog.ts';

/** The student's own reminders are no matter of settings. */
const SETTABLE_RULES = RULES.filter(rule => rule !== 'own');

/** Every family of keys that is made from a value, as `tFamily` does. A new one is a line here. */
const FAMILIES: Families = {
  problem: PROBLEM_CODES,
  role: ROLES,
  kind: KINDS,
  state: STATES,
  field: TABLE_FIELDS,
  programColumn: PROGRAM_COLUMNS,
  programRefusal: PROGRAM_REFUSALS,
  refusal: [...new Set([...REFUSAL_REASONS, ...LEFT_OUT_REASONS, ...FILE_PROBLEMS])],
  rule: SETTABLE_RULES,
  ruleHint: SETTABLE_RULES,
  ruleNumber: Object.keys(RULE_NUMBERS),
  pause: PAUSE_KINDS,
  purpose: PURPOSES,
  purposeHint: PURPOSES,
  way: PURPOSES.filter(purpose => waysOf(purpose).length > 1),
  mergeField: MERGE_FIELDS,
  condition: ASKED_ABOUT,
  competency: COMPETENCIES,
  identifier: IDENTIFIER_KINDS,
  safer: SAFER_WORDS.filter(words => words !== 'nothing' && words !== 'year'),
  packetStep: UPLOAD_STEPS,
  competencyHint: COMPETENCIES,
  evaluationForm: EVALUATION_FORMS,
  trait: EVALUATION_FORMS.flatMap(form => FORM_TRAITS[form].traits.map(({ id }) => id)),
  rotationKind: ROTATION_KINDS,
  milestoneKind: MILESTONE_KINDS,
  trashed: TRASHABLE,
  serviceRule: SERVICE_RULES,
  requestField: REQUEST_FIELDS,
  specialtyNote: SPECIALTY_NOTES,
  seasonNote: SEASON_NOTES,
};

/** Keys that the browser or a page asks for in a way no search finds, each with who does. */
const ASKED_ELSEWHERE: readonly string[] = [];

const ORIGINAL = 'en';
const locales = new Map(
  [...readFiles('public/_locales')].map(([path, text]) => [
    path.replace(/^public\/_locales\/(.+)\/messages\.json$/, '$1'),
    text,
  ]),
);
const catalogOf = (locale: string) => JSON.parse(locales.get(locale) ?? '{}') as Catalog;
const scripts: Files = new Map([
  ...readFiles('src'),
  ['manifest.json', readFileSync(join(ROOT, 'manifest.json'), 'utf8')],
]);

describe('the messages', () => {
  const { uses, problems } = usesOf(scripts);

  test('are asked for by keys that can be read in the code', () => {
    expect(uses.length).toBeGreaterThan(0);
    expect(problems).toEqual([]);
  });

  test('are all there and all used, with the values they take', () => {
    const elsewhere = ASKED_ELSEWHERE.map(key => ({ key, where: 'the browser', isPlural: false, given: null }));
    expect(useProblems([...uses, ...elsewhere], catalogOf(ORIGINAL), FAMILIES)).toEqual([]);
  });

  test.each([...locales.keys()])('read well, and declare what they say: %s', locale => {
    expect(catalogProblems(locale, locales.get(locale) ?? '{}', stemsOf(uses))).toEqual([]);
  });

  test('say the same in every language', () => {
    expect([...locales.keys()]).toContain(ORIGINAL);
    const others = [...locales.keys()].filter(locale => locale !== ORIGINAL);
    expect(others.flatMap(locale => translationProblems(locale, catalogOf(ORIGINAL), catalogOf(locale)))).toEqual([]);
  });
});

describe('a made-up language', () => {
  const message = (text: string, placeholders: Readonly<Record<string, string>> = {}) => ({
    message: text,
    description: 'for translators',
    placeholders: Object.fromEntries(Object.entries(placeholders).map(([name, content]) => [name, { content }])),
  });
  const problems = (catalog: object, stems: readonly string[] = []) =>
    catalogProblems('xx', JSON.stringify(catalog, null, 2), new Set(stems));

  test('without a fault has none', () => {
    const catalog = {
      plain: { message: 'It’s “here”…' },
      price: { message: 'It costs $$5' },
      range: message('From $START$ to $END$', { end: '$1', start: '$2' }),
      found_one: message('Found $NAME$', { name: '$2' }),
      found_other: message('Found $COUNT$ like $NAME$', { count: '$1', name: '$2' }),
      other_one: message('$NAME$ alone', { name: '$1' }),
    };
    expect(problems(catalog, ['found'])).toEqual([]);
  });

  test.each([
    [{ a: { message: '' } }, 'is empty'],
    [{ a: { message: ' ' } }, 'is empty'],
    [{ a: {} }, 'is empty'],
    [{ a: { message: 'Ends here  ' } }, 'two in a row'],
    [{ a: { message: 'Ends here ' } }, 'ends with a blank'],
    [{ a: { message: 'Two  blanks' } }, 'two in a row'],
    [{ a: { message: "It's" } }, 'straight quote'],
    [{ a: { message: 'So "here"' } }, 'straight quote'],
    [{ a: { message: 'Wait...' } }, 'three dots'],
    [{ a: { message: 'It costs $5' } }, 'begins no placeholder'],
    [{ a: { message: 'Hello $NAME$' } }, 'does not declare'],
    [{ a: message('Hello', { name: '$1' }) }, 'never says it'],
    [{ a: message('Hello $name$', { name: '$1' }) }, 'in capitals'],
    [{ a: message('Hello $NAME$', { name: '$2' }) }, 'so it is $1'],
    [{ a: { ...message('Hello $NAME$', { name: '$1' }), description: '' } }, 'no description'],
    [{ keyA: { message: 'A' }, KeyA: { message: 'B' } }, 'there twice'],
  ])('is told of %j', (catalog, sentence) => {
    const found = problems(catalog);
    expect(found).toHaveLength(1);
    expect(found[0]).toContain(sentence);
  });

  test('is told of values in another order than that of their names', () => {
    expect(problems({ a: message('$START$ to $END$', { start: '$1', end: '$2' }) })).toHaveLength(2);
    expect(
      problems({ a_one: message('$NAME$', { name: '$1' }), a_other: message('$COUNT$', { count: '$1' }) }, ['a']),
    ).toEqual(['xx: a_one takes name from $1. Values come in the order of their names, so it is $2.']);
  });

  test('is told of what differs between languages', () => {
    const from = { a: message('$NAME$', { name: '$1' }), b: message('B') };
    const to = { a: message('$DAY$', { day: '$1' }), c: message('C') };
    expect(translationProblems('xx', from, to)).toEqual([
      'xx: b is missing. Translate it.',
      'xx: c is in no other language. Remove it.',
      'xx: a has other placeholders (day) than the original (name).',
    ]);
    expect(translationProblems('xx', from, from)).toEqual([]);
  });
});

describe('made-up code', () => {
  const uses = (text: string, path = 'src/ui/popup/A.tsx') => usesOf(new Map([[path, text]]));
  const catalog: Catalog = {
    hello: { message: 'Hello' },
    helloTo: { message: '$NAME$', placeholders: { name: { content: '$1' } } },
    due_one: { message: 'one' },
    due_other: { message: '$COUNT$ of $NAME$', placeholders: { count: { content: '$1' }, name: { content: '$2' } } },
    role_other_person: { message: 'Other' },
  };
  const families = { role: ['other-person'] };
  const all = "t('hello'); t('helloTo', { name }); plural('due', 3, { name });";

  test('that uses every message, with what it takes, has no fault', () => {
    const { uses: used, problems } = uses(all);
    expect(problems).toEqual([]);
    expect(useProblems(used, catalog, families)).toEqual([]);
    const { uses: chosen } = uses(
      "t(a ? 'hello' : b ? 'hello' : 'hello'); t('helloTo', { ...rest }); plural('due', n, all);",
    );
    expect(useProblems(chosen, catalog, families)).toEqual([]);
    const { uses: named } = uses(`{ "name": "__MSG_hello__" }`, 'manifest.json');
    expect(named).toEqual([{ key: 'hello', where: 'manifest.json', isPlural: false, given: [] }]);
  });

  test.each([
    [`${all} t('gone');`, 'src/ui/popup/A.tsx:1 shows gone, which is no message'],
    [`${all} plural('hello', 3);`, 'shows hello_one, which is no message'],
    ["t('hello'); t('helloTo', { name });", 'due_one is shown nowhere'],
    [`${all}\nt('helloTo', { day });`, 'src/ui/popup/A.tsx:2 gives helloTo the values (day) and it takes (name)'],
    [`${all} t('hello', { name });`, 'gives hello the values (name) and it takes ()'],
    [`${all} plural('due', 3);`, 'gives due the values () and it takes (name)'],
  ])('is told of %j', (text, sentence) => {
    expect(useProblems(uses(text).uses, catalog, families)).toEqual(
      expect.arrayContaining([expect.stringContaining(sentence)]),
    );
  });

  test.each(['t(key)', "t('a' + b)", "plural('due' + x, 3)", "t(a ? 'hello' : key)"])(
    'is told of a key that cannot be read: %s',
    text => {
      expect(uses(text).problems).toEqual([expect.stringContaining('a key made at run time')]);
    },
  );

  test('is told of a value without a sentence', () => {
    const { uses: used } = uses(all);
    expect(useProblems(used, catalog, { role: ['other-person', 'chair'] })).toEqual([
      'the value chair shows role_chair, which is no message. Add it to _locales.',
    ]);
  });
});
