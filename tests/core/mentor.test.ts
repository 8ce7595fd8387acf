import * as v from 'valibot';
import { expect, test } from 'vitest';
import {
  findMentors,
  isPaused,
  LONGEST_RHYTHM_DAYS,
  matchesQuery,
  mentorFieldsSchema,
  mentorSchema,
  mentorWithAddress,
  newMentorFields,
} from '../../src/core/mentor.ts';
import { day, mentor } from './records.ts';

test('a new mentor needs a name only, and everything else has its default', () => {
  expect(newMentorFields('  Ana \u202e Rivera ', null)).toEqual({
    name: 'Ana Rivera',
    credentials: '',
    role: 'attending',
    greeting: '',
    specialty: '',
    department: '',
    institution: '',
    emails: [],
    requestEmail: null,
    phone: '',
    assistantEmail: null,
    howWeMet: '',
    tags: [],
    isStarred: false,
    wantsCheckIns: true,
    rhythmDays: null,
    pausedUntilOn: null,
    isArchived: false,
  });
  expect(newMentorFields('Ana', 'Ana@X.org').emails).toEqual(['ana@x.org']);
});

test('two new mentors share no list', () => {
  expect(newMentorFields('Ana', null).emails).not.toBe(newMentorFields('Ben', null).emails);
});

test('what is typed is trimmed, cut, lower-cased and kept once', () => {
  const fields = v.parse(mentorFieldsSchema, {
    name: `${'R'.repeat(300)}`,
    emails: ['Ana@X.org', 'ana@x.org ', 'ana@y.org'],
    tags: [' cardiology ', 'cardiology', ' '],
    howWeMet: 'on the ward\r\nat night\u0000',
    phone: '+1 555\n0100',
  });
  expect(fields.name).toHaveLength(200);
  expect(fields.emails).toEqual(['ana@x.org', 'ana@y.org']);
  expect(fields.tags).toEqual(['cardiology']);
  expect(fields.howWeMet).toBe('on the ward\nat night');
  expect(fields.phone).toBe('+1 555 0100');
});

test.each([
  ['no name', { name: '' }],
  ['a name of blanks and controls', { name: ' \u0000\u202e ' }],
  ['a name that is no text', { name: 3 }],
  ['a broken address', { emails: ['ana@x.org', 'ana at x.org'] }],
  ['a thousand addresses', { emails: Array.from({ length: 1000 }, (_, index) => `a${index}@x.org`) }],
  ['a role nobody has', { role: 'lead' }],
  ['a rhythm of no days', { rhythmDays: 0 }],
  ['a rhythm of half a day', { rhythmDays: 0.5 }],
  ['a rhythm of no number', { rhythmDays: Number.NaN }],
  ['a rhythm longer than training', { rhythmDays: LONGEST_RHYTHM_DAYS + 1 }],
  ['a pause until no day', { pausedUntilOn: '2026-02-30' }],
  ['an id that is none', { id: 'a b' }],
  ['an id of markup', { id: '<b>' }],
  ['a stamp that is none', { stamps: { name: 'yesterday' } }],
])('refuses a mentor with %s', (_name, fields) => {
  expect(v.is(mentorSchema, { ...mentor(), ...fields })).toBe(false);
});

const people = [
  mentor({ id: 'ana', name: 'Ana Rivera', emails: ['arivera@med.example.org', 'ana.r@home.example'] }),
  mentor({ id: 'jose', name: 'José Ángel Muñoz', institution: 'St. Mary’s Hospital' }),
  mentor({ id: 'obrien', name: 'Siobhán O’Brien-Smith', specialty: 'Internal Medicine' }),
  mentor({ id: 'lukasz', name: 'Łukasz Żółć' }),
  mentor({ id: 'anna', name: 'Анна Иванова' }),
  mentor({ id: 'taro', name: '山田 太郎' }),
  mentor({ id: 'layla', name: 'ليلى حسن' }),
  mentor({ id: 'min', name: '김민준' }),
];

test.each([
  ['rivera', ['ana']],
  ['RIV', ['ana']],
  ['iver', ['ana']],
  ['rivera ana', ['ana']],
  ['dr rivera', ['ana']],
  ['Prof. Dr. Rivera', ['ana']],
  ['  ana   riv ', ['ana']],
  ['arivera@', ['ana']],
  ['home.example', ['ana']],
  ['MED.EXAMPLE.ORG', ['ana']],
  ['jose', ['jose']],
  ['munoz', ['jose']],
  ['MUÑOZ', ['jose']],
  ['ángel', ['jose']],
  ['st marys', ['jose']],
  ["o'brien", ['obrien']],
  ['obrien', ['obrien']],
  ['smith siobhan', ['obrien']],
  ['internal', ['obrien']],
  ['lukasz', ['lukasz']],
  ['zolc', ['lukasz']],
  ['иван', ['anna']],
  ['ИВАНОВА', ['anna']],
  ['太郎', ['taro']],
  ['حسن', ['layla']],
  ['민준', ['min']],
  ['rivera ben', []],
  ['ri.era', []],
  ['%', people.map(({ id }) => id)],
  ['', people.map(({ id }) => id)],
])('the query %j finds %j', (query, ids) => {
  expect(new Set(findMentors(people, query).map(({ id }) => id))).toEqual(new Set(ids));
});

test('who is called what was typed comes before who only has it somewhere', () => {
  const found = findMentors(
    [
      mentor({ id: 'by-address', name: 'Aaron Abel', emails: ['ri@x.org'] }),
      mentor({ id: 'by-surname', name: 'Zoe Rivera' }),
      mentor({ id: 'by-name', name: 'Rita Zorn' }),
    ],
    'ri',
  );
  expect(found.map(({ id }) => id)).toEqual(['by-name', 'by-address', 'by-surname']);
});

test('finding leaves the list as it was', () => {
  const list = [mentor({ name: 'B' }), mentor({ name: 'A' })] as const;
  findMentors(list, '');
  expect(list.map(({ name }) => name)).toEqual(['B', 'A']);
  expect(matchesQuery(list[0], 'b')).toBe(true);
});

test.each([
  ['ANA.R@home.example', 'ana'],
  [' arivera@med.example.org ', 'ana'],
  ['rivera@med.example.org', null],
  ['not an address', null],
  ['', null],
])('the address %j belongs to %s', (email, id) => {
  expect(mentorWithAddress(people, email)?.id ?? null).toBe(id);
});

test.each([
  [null, '2026-03-05', false],
  ['2026-03-05', '2026-03-04', true],
  ['2026-03-05', '2026-03-05', false],
  ['2026-03-05', '2026-03-06', false],
] as const)('paused until %s, on %s: %s', (until, today, paused) => {
  expect(isPaused({ pausedUntilOn: until === null ? null : day(until) }, day(today))).toBe(paused);
});
