import '../../support/extension-api.ts';
import { describe, expect, test } from 'vitest';
import { MERGE_FIELDS } from '../../../src/core/drafts/fields.ts';
import { TEMPLATE_ERRORS } from '../../../src/core/drafts/template.ts';
import { templateErrorPlace, templateErrorText } from '../../../src/i18n/template-errors.ts';
import { dayWords } from '../../../src/ui/drafts/day-words.ts';
import { fieldName, fill, markOf, openIn, textOf } from '../../../src/ui/drafts/message-text.ts';
import { day } from '../../core/records.ts';

describe('what is not known', () => {
  test('stands in the text with a name of its own, and is found again', () => {
    expect(new Set(MERGE_FIELDS.map(fieldName)).size).toBe(MERGE_FIELDS.length);
    for (const field of MERGE_FIELDS) {
      expect(openIn(`a ${markOf(field)} b`)).toEqual([
        { name: fieldName(field), start: 2, end: 2 + markOf(field).length },
      ]);
    }
    const { parts, errors } = fill('Dear {{mentor.greeting}}, {{student.name}} {{student.name}}', {});
    expect(errors).toEqual([]);
    expect(openIn(textOf(parts)).map(({ name }) => name)).toEqual([
      fieldName('mentor.greeting'),
      fieldName('student.name'),
      fieldName('student.name'),
    ]);
  });

  test('is no other word in brackets', () => {
    expect(openIn('[sic] [] [[x]] [your name')).toEqual([]);
    expect(openIn('[[your name]]')).toHaveLength(1);
  });
});

test('every mistake has a sentence that names what was typed', () => {
  for (const kind of TEMPLATE_ERRORS) {
    expect(templateErrorText({ kind, name: 'xyz' })).toMatch(/^\S.+\.$/);
    expect(templateErrorText({ kind, name: 'xyz' })).not.toMatch(/\$|undefined/);
  }
  expect(templateErrorPlace({ line: 3, column: 12 })).toBe('Line 3, character 12:');
});

test.each([
  ['2027-03-01', '2027-03-28', 'March 2027'],
  ['2027-03-01', '2027-04-11', 'March and April 2027'],
  ['2027-03-01', '2027-05-11', 'March to May 2027'],
  ['2026-12-14', '2027-01-10', 'December 2026 and January 2027'],
  ['2026-11-14', '2027-01-10', 'November 2026 to January 2027'],
  ['2026-03-14', '2027-03-10', 'March 2026 to March 2027'],
  ['2027-01-31', '2027-02-28', 'January and February 2027'],
])('a rotation from %s to %s was in %s', (from, until, expected) => {
  expect(dayWords(day('2027-06-01')).months(day(from), day(until))).toBe(expected);
});

test('a day is said in full, with its year where it is another', () => {
  const { day: said, roughly } = dayWords(day('2027-06-01'));
  expect([said(day('2027-08-31')), said(day('2028-02-29'))]).toEqual([
    'Tuesday, August 31',
    'Tuesday, February 29, 2028',
  ]);
  // One that is not certain has no day of the week.
  expect([roughly(day('2027-08-31')), roughly(day('2028-02-29'))]).toEqual(['August 31', 'February 29, 2028']);
});
