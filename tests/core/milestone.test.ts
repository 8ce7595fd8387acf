import * as v from 'valibot';
import { expect, test } from 'vitest';
import { type Milestone, milestoneFieldsSchema, milestoneSchema } from '../../src/core/milestone.ts';
import { brokenFieldsOf } from './broken-fields.ts';
import { day } from './records.ts';

const full: Milestone = { id: 'n1', stamps: {}, on: day('2026-05-01'), kind: 'paper', text: 'A case report accepted' };

test('a new milestone needs its day and a line', () => {
  expect(v.parse(milestoneFieldsSchema, { on: '2026-05-01', text: ' Step 2\n passed ' })).toEqual({
    on: '2026-05-01',
    kind: 'other',
    text: 'Step 2 passed',
  });
  expect(v.is(milestoneSchema, { ...full, text: ' ' })).toBe(false);
  expect(v.is(milestoneSchema, { ...full, on: null })).toBe(false);
});

test.each(brokenFieldsOf(milestoneFieldsSchema, full, ['on', 'text']))(
  'a broken %s loses no other field: %j',
  (name, broken) => {
    const standard = v.getDefault(milestoneFieldsSchema.entries[name]);
    expect(v.parse(milestoneSchema, { ...full, [name]: broken })).toEqual({ ...full, [name]: standard });
  },
);
