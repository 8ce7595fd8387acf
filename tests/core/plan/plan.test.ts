import * as v from 'valibot';
import { expect, test } from 'vitest';
import {
  planFieldsSchema,
  planSchema,
  SEASON_DATES,
  seasonDate,
  trackFieldsSchema,
  trackSchema,
} from '../../../src/core/plan/plan.ts';
import { brokenFieldsOf } from '../broken-fields.ts';
import { day, plan, track } from '../records.ts';

const UNKNOWN = { on: null, confidence: 'unknown' };

test('a new plan knows no dates, and nothing is made up', () => {
  expect(v.parse(planFieldsSchema, {})).toEqual({
    season: '',
    service: 'eras',
    isInternational: false,
    serviceName: '',
    mostLetters: null,
    steps: [],
    ...Object.fromEntries(SEASON_DATES.map(name => [name, UNKNOWN])),
  });
  for (const name of SEASON_DATES) expect(seasonDate(plan(), name)).toBeNull();
  expect(seasonDate(null, 'opensOn')).toBeNull();
  expect(seasonDate(plan({ opensOn: { on: day('2027-06-02'), confidence: 'estimated' } }), 'opensOn')).toBe(
    '2027-06-02',
  );
});

test.each([
  [
    { on: '2027-06-02', confidence: 'confirmed' },
    { on: '2027-06-02', confidence: 'confirmed' },
  ],
  [
    { on: '2027-06-02', confidence: 'unknown' },
    { on: '2027-06-02', confidence: 'estimated' },
  ],
  [
    { on: '2027-06-02', confidence: 'sure' },
    { on: '2027-06-02', confidence: 'estimated' },
  ],
  [{ on: '2027-06-02' }, { on: '2027-06-02', confidence: 'estimated' }],
  [{ on: null, confidence: 'confirmed' }, UNKNOWN],
  [{ on: '2027-02-29', confidence: 'confirmed' }, UNKNOWN],
  ['2027-06-02', UNKNOWN],
])('a stored date %j is read as %j', (stored, wanted) => {
  expect(v.parse(planSchema, { id: 'p1', stamps: {}, opensOn: stored }).opensOn).toEqual(wanted);
});

test('a broken date is refused when it is saved', () => {
  expect(v.is(planFieldsSchema, { opensOn: { on: '2027-02-29', confidence: 'confirmed' } })).toBe(false);
});

const fullPlan = plan({
  service: 'other',
  serviceName: 'A service of its own',
  mostLetters: 3,
  steps: ['askedOn', 'receivedOn'],
  opensOn: { on: day('2027-06-02'), confidence: 'confirmed' },
  submitFromOn: { on: day('2027-09-01'), confidence: 'estimated' },
  reviewFromOn: { on: day('2027-09-22'), confidence: 'estimated' },
  registerFromOn: { on: day('2027-09-15'), confidence: 'estimated' },
  interviewsFromOn: { on: day('2027-10-01'), confidence: 'estimated' },
  rankListDueOn: { on: day('2028-03-01'), confidence: 'estimated' },
  closesOn: { on: day('2028-05-31'), confidence: 'estimated' },
  isInternational: true,
});
const fullTrack = track({
  specialty: 'Internal Medicine',
  kind: 'advanced',
  goal: 'A place to learn from those who teach.',
  service: 'residencycas',
  isInternational: true,
  applicantKind: 'international',
  resultOn: day('2028-03-17'),
  soapOn: day('2028-03-13'),
  isResultConfirmed: true,
  outcome: { answer: 'matched', on: day('2028-03-17'), tells: true },
  enteredOn: { resultOn: day('2027-01-01') },
});

test.each(brokenFieldsOf(planFieldsSchema, fullPlan, []))(
  'a broken %s of a plan loses no other: %j',
  (name, broken) => {
    const standard = v.getDefault(planFieldsSchema.entries[name]);
    expect(v.parse(planSchema, { ...fullPlan, [name]: broken })).toEqual({ ...fullPlan, [name]: standard });
  },
);

test.each(brokenFieldsOf(trackFieldsSchema, fullTrack, ['name']))(
  'a broken %s of a track loses no other: %j',
  (name, broken) => {
    const standard = v.getDefault(trackFieldsSchema.entries[name]);
    expect(v.parse(trackSchema, { ...fullTrack, [name]: broken })).toEqual({ ...fullTrack, [name]: standard });
  },
);

test('a track without a name is none, and one with a name has its defaults', () => {
  expect(v.is(trackSchema, { id: 't1', stamps: {}, name: '  ' })).toBe(false);
  expect(v.parse(trackSchema, { id: 't1', stamps: {}, name: ' Urology\n' })).toEqual({
    id: 't1',
    stamps: {},
    planId: null,
    name: 'Urology',
    specialty: '',
    kind: 'categorical',
    goal: '',
    service: 'eras',
    isInternational: false,
    applicantKind: null,
    resultOn: null,
    soapOn: null,
    isResultConfirmed: false,
    outcome: null,
    enteredOn: {},
  });
});

test('an outcome of which one part is broken is asked for again', () => {
  expect(
    v.parse(trackSchema, { ...fullTrack, outcome: { answer: 'matched', on: 'today', tells: true } }).outcome,
  ).toBeNull();
});
