import * as v from 'valibot';
import { expect, test } from 'vitest';
import { COMPETENCIES, type Moment, momentFieldsSchema, momentSchema } from '../../src/core/moment.ts';
import { brokenFieldsOf } from './broken-fields.ts';
import { day } from './records.ts';

const full: Moment = {
  id: 'o1',
  stamps: {},
  on: day('2028-02-29'),
  interactionId: 'i1',
  rotationId: 'r1',
  mentorIds: ['m1', 'm2'],
  situation: 'A family meeting',
  whatIDid: 'Led it',
  theirWords: 'Calm and clear',
  competencies: ['professionalism'],
  isStrong: true,
  enteredOn: { on: day('2028-03-01') },
};

test('a new moment needs its day', () => {
  expect(v.parse(momentFieldsSchema, { on: '2026-03-05' })).toEqual({
    on: '2026-03-05',
    interactionId: null,
    rotationId: null,
    mentorIds: [],
    situation: '',
    whatIDid: '',
    theirWords: '',
    competencies: [],
    isStrong: false,
    enteredOn: {},
  });
  expect(v.is(momentSchema, { ...full, on: '2027-02-29' })).toBe(false);
});

test('there are the six competencies of the ACGME', () => {
  expect(new Set(COMPETENCIES).size).toBe(6);
});

test.each(brokenFieldsOf(momentFieldsSchema, full, ['on']))('a broken %s loses no other field: %j', (name, broken) => {
  const standard = v.getDefault(momentFieldsSchema.entries[name]);
  expect(v.parse(momentSchema, { ...full, [name]: broken })).toEqual({ ...full, [name]: standard });
});

test('of a list only what is broken is lost, and each is listed once', () => {
  const stored = v.parse(momentSchema, {
    ...full,
    mentorIds: ['m1', '', 3, 'm2', 'm1'],
    competencies: ['professionalism', 'charm', 'patient-care', 'professionalism'],
  });
  expect(stored.mentorIds).toEqual(['m1', 'm2']);
  expect(stored.competencies).toEqual(['professionalism', 'patient-care']);
  expect(v.is(momentFieldsSchema, { ...full, competencies: ['charm'] })).toBe(false);
});
