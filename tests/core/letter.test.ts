import fc from 'fast-check';
import * as v from 'valibot';
import { expect, test } from 'vitest';
import {
  isUnasked,
  isUnderWay,
  LETTER_ENDS,
  LETTER_FACTS,
  letterFieldsSchema,
  letterSchema,
} from '../../src/core/letter.ts';
import { brokenFieldsOf } from './broken-fields.ts';
import { day, letter } from './records.ts';

const on = day('2027-06-10');
const full = letter({
  contactMentorId: 'm2',
  trackId: 't1',
  planId: 'p1',
  service: 'residencycas',
  form: 'standardized',
  isChairLetter: true,
  isAssigned: true,
  isWaived: true,
  letterIdNumber: '100200300',
  howAsked: 'in-person',
  targetOn: on,
  datedOn: on,
  answer: 'yes',
  ...Object.fromEntries(LETTER_FACTS.map(fact => [fact, on])),
  ended: 'replaced',
  endedOn: on,
  replacedByLetterId: 'l2',
  backupForLetterId: 'l3',
  checklist: [{ id: 'cv', text: '', isDone: true }],
  carriedOverFrom: '2027',
  enteredOn: { askedOn: on },
});

test('a new letter needs a mentor only: everything is still to come', () => {
  const fields = v.parse(letterFieldsSchema, { mentorId: 'm1' });
  for (const fact of LETTER_FACTS) expect(fields[fact]).toBeNull();
  expect(fields).toMatchObject({
    trackId: null,
    planId: null,
    service: 'eras',
    form: 'narrative',
    answer: null,
    ended: null,
    isWaived: null,
    checklist: [],
    enteredOn: {},
  });
  expect(isUnderWay(letter())).toBe(true);
});

test('there is no field for its text or a file, and one that is given is not kept', () => {
  const stored = v.parse(letterSchema, { ...full, text: 'To whom it may concern', file: 'letter.pdf', note: 'x' });
  expect(stored).toEqual(full);
  expect(Object.keys(letterFieldsSchema.entries).filter(name => /text|file|body|content|note/i.test(name))).toEqual([]);
});

test('a change of some fields leaves the others alone', () => {
  expect(v.parse(v.partial(letterFieldsSchema), { askedOn: '2027-06-10' })).toEqual({ askedOn: '2027-06-10' });
});

test.each<[string, Record<string, unknown>]>([
  ['a day that is none', { askedOn: '2027-02-29' }],
  ['a day of the year 9999', { targetOn: '9999-12-31' }],
  ['an answer that is none', { answer: 'perhaps' }],
  ['no mentor', { mentorId: '' }],
])('is refused when it is saved: %s', (_name, fields) => {
  expect(v.is(letterFieldsSchema, { mentorId: 'm1', ...fields })).toBe(false);
});

test.each(brokenFieldsOf(letterFieldsSchema, full, ['mentorId']))(
  'a broken %s loses no other field: %j',
  (name, broken) => {
    const standard = v.getDefault(letterFieldsSchema.entries[name]);
    expect(v.parse(letterSchema, { ...full, [name]: broken })).toEqual({ ...full, [name]: standard });
  },
);

test('of a list or of the days of typing, only what is broken is lost', () => {
  const stored = v.parse(letterSchema, {
    ...full,
    checklist: [{ id: 'cv', text: 3, isDone: true }, { text: 'no id' }, null, { id: 'own-1', text: 'Poster' }],
    enteredOn: { askedOn: '2027-06-10', receivedOn: 'soon', targetOn: null },
  });
  expect(stored.checklist).toEqual([
    { id: 'cv', text: '', isDone: true },
    { id: 'own-1', text: 'Poster', isDone: false },
  ]);
  expect(stored.enteredOn).toEqual({ askedOn: '2027-06-10' });
});

test('a letter is under way until it ended or the answer was no', () => {
  for (const ended of LETTER_ENDS) expect(isUnderWay({ ended, answer: 'yes' })).toBe(false);
  expect(isUnderWay({ ended: null, answer: 'no' })).toBe(false);
  for (const answer of ['yes', 'unclear', null] as const) expect(isUnderWay({ ended: null, answer })).toBe(true);
});

test('what was read once reads the same again, and whoever has a mentor is a letter', () => {
  const anything = fc.record(
    Object.fromEntries(Object.keys(letterFieldsSchema.entries).map(name => [name, fc.anything()])),
    { requiredKeys: [] },
  );
  fc.assert(
    fc.property(anything, fields => {
      const stored = v.parse(letterSchema, { ...fields, id: 'l1', stamps: {}, mentorId: 'm1' });
      expect(v.parse(letterSchema, stored)).toEqual(stored);
      expect(Object.keys(stored).toSorted()).toEqual(Object.keys(full).toSorted());
    }),
  );
});

test('whatever is known of it but its end, somebody was asked', () => {
  expect(isUnasked(letter({ ended: 'withdrawn', targetOn: on }))).toBe(true);
  expect(isUnasked(letter({ answer: 'unclear' }))).toBe(false);
  for (const fact of LETTER_FACTS) expect(isUnasked(letter({ [fact]: on }))).toBe(false);
});
