import * as v from 'valibot';
import { expect, test } from 'vitest';
import { assignmentSchema, programFieldsSchema, programSchema } from '../../src/core/program.ts';
import { brokenFieldsOf } from './broken-fields.ts';
import { day, program } from './records.ts';

const full = program({
  deadlineOn: day('2026-10-15'),
  appliedOn: day('2026-09-24'),
  interviewOn: day('2026-11-20'),
  priority: 1,
  letterCount: 3,
  wantsChairLetter: true,
  wantsStandardized: false,
  wantsDoWriter: true,
  oldestLetterMonths: 12,
  link: 'https://harbor.example/residency',
  note: 'Two hours by train',
  enteredOn: { deadlineOn: day('2026-06-01') },
});

test('a new program needs a name, and where it says nothing the track’s wishes hold', () => {
  expect(v.parse(programFieldsSchema, { name: 'Harbor' })).toEqual({
    name: 'Harbor',
    trackId: null,
    deadlineOn: null,
    appliedOn: null,
    interviewOn: null,
    priority: null,
    letterCount: null,
    wantsChairLetter: null,
    wantsStandardized: null,
    wantsDoWriter: null,
    oldestLetterMonths: null,
    link: null,
    note: '',
    enteredOn: {},
  });
  expect(v.is(programSchema, { ...full, name: '' })).toBe(false);
});

test.each(brokenFieldsOf(programFieldsSchema, full, ['name']))(
  'a broken %s loses no other field: %j',
  (name, broken) => {
    const standard = v.getDefault(programFieldsSchema.entries[name]);
    expect(v.parse(programSchema, { ...full, [name]: broken })).toEqual({ ...full, [name]: standard });
  },
);

test.each([
  ['javascript:alert(1)', null],
  ['not a link', null],
  ['https://harbor.example', 'https://harbor.example/'],
])('a link %s is kept as %s', (link, kept) => {
  expect(v.parse(programFieldsSchema, { name: 'Harbor', link }).link).toBe(kept);
});

test.each([-1, 1.5, 11, '3'])('%j letters are refused when saved and unknown when read', letterCount => {
  expect(v.is(programFieldsSchema, { name: 'Harbor', letterCount })).toBe(false);
  expect(v.parse(programSchema, { ...full, letterCount }).letterCount).toBeNull();
});

test('an assignment without its program or letter is none', () => {
  const assignment = { id: 'g1:l1', stamps: {}, programId: 'g1', letterId: 'l1' };
  expect(v.parse(assignmentSchema, assignment)).toEqual(assignment);
  expect(v.is(assignmentSchema, { ...assignment, letterId: '' })).toBe(false);
  expect(v.is(assignmentSchema, { ...assignment, programId: null })).toBe(false);
});
