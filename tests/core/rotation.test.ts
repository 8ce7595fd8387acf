import * as v from 'valibot';
import { expect, test } from 'vitest';
import { rotationFieldsSchema, rotationMeant, rotationSchema, rotationsOn } from '../../src/core/rotation.ts';
import { brokenFieldsOf } from './broken-fields.ts';
import { day, rotation } from './records.ts';

const met = { mentorId: 'm1', daysTogether: 12, watchedDirectly: true };
const full = rotation({
  kind: 'away',
  site: 'Harbor Medical Center',
  country: 'US',
  specialty: 'Internal Medicine',
  isHandsOn: true,
  mentors: [met],
  enteredOn: { endsOn: day('2026-03-02') },
});

test('a new rotation needs a name and its days', () => {
  expect(v.parse(rotationFieldsSchema, { name: ' Medicine ', startsOn: '2028-02-01', endsOn: '2028-02-29' })).toEqual({
    name: 'Medicine',
    kind: 'core',
    site: '',
    country: '',
    specialty: '',
    isHandsOn: null,
    startsOn: '2028-02-01',
    endsOn: '2028-02-29',
    mentors: [],
    enteredOn: {},
  });
  for (const lacking of ['name', 'startsOn', 'endsOn']) {
    expect(v.is(rotationSchema, { ...full, [lacking]: '' })).toBe(false);
  }
  expect(v.is(rotationSchema, { ...full, endsOn: '2027-02-29' })).toBe(false);
});

test('one stored with its end before its beginning is left as it is', () => {
  const turned = { ...full, startsOn: day('2026-03-29'), endsOn: day('2026-03-02') };
  expect(v.parse(rotationSchema, turned)).toEqual(turned);
});

test.each(brokenFieldsOf(rotationFieldsSchema, full, ['name', 'startsOn', 'endsOn']))(
  'a broken %s loses no other field: %j',
  (name, broken) => {
    const standard = v.getDefault(rotationFieldsSchema.entries[name]);
    expect(v.parse(rotationSchema, { ...full, [name]: broken })).toEqual({ ...full, [name]: standard });
  },
);

test('of those met only who is broken is lost, and each is listed once', () => {
  const mentors = [met, { mentorId: '' }, 'm3', { ...met, daysTogether: 3 }, { mentorId: 'm2', daysTogether: -1 }];
  expect(v.parse(rotationSchema, { ...full, mentors }).mentors).toEqual([
    met,
    { mentorId: 'm2', daysTogether: null, watchedDirectly: null },
  ]);
  expect(v.is(rotationFieldsSchema, { ...full, mentors })).toBe(false);
  expect(v.parse(rotationFieldsSchema, { ...full, mentors: [{ mentorId: 'm2' }, met, met] }).mentors).toEqual([
    { mentorId: 'm2', daysTogether: null, watchedDirectly: null },
    met,
  ]);
});

test('more people than anybody meets are cut when read and refused when saved', () => {
  const mentors = Array.from({ length: 101 }, (_, index) => ({ ...met, mentorId: `m${index}` }));
  expect(v.parse(rotationSchema, { ...full, mentors }).mentors).toHaveLength(100);
  expect(v.is(rotationFieldsSchema, { ...full, mentors })).toBe(false);
});

const wards = rotation({ id: 'wards', startsOn: day('2026-03-02'), endsOn: day('2026-03-29'), mentors: [met] });
const clinic = rotation({ id: 'clinic', startsOn: day('2026-03-09'), endsOn: day('2026-03-20') });
const lab = rotation({ id: 'lab', startsOn: day('2026-01-01'), endsOn: day('2026-12-31'), mentors: [] });
const several = [lab, wards, clinic];

test.each([
  ['2026-03-01', [], ['lab']],
  ['2026-03-02', [], ['wards', 'lab']],
  ['2026-03-10', [], ['clinic', 'wards', 'lab']],
  // Where somebody was met comes before where nobody was.
  ['2026-03-10', ['m1'], ['wards', 'clinic', 'lab']],
  ['2026-03-29', ['m1'], ['wards', 'lab']],
  ['2027-01-01', ['m1'], []],
])('on %s with %j these rotations fit: %j', (on, mentorIds, ids) => {
  expect(rotationsOn(several, day(on), mentorIds).map(({ id }) => id)).toEqual(ids);
});

test.each([
  // The only one of the day is meant, whoever was met.
  ['2026-03-01', ['m9'], 'lab'],
  // Of several the one with the person in it.
  ['2026-03-10', ['m1'], 'wards'],
  // Of several with nobody in them the student says which.
  ['2026-03-10', ['m9'], null],
  ['2027-01-01', ['m1'], null],
])('on %s with %j the rotation meant is %s', (on, mentorIds, id) => {
  expect(rotationMeant(several, day(on), mentorIds)?.id ?? null).toBe(id);
});

test('of two rotations with the same person the student says which', () => {
  const again = rotation({ id: 'again', startsOn: day('2026-03-20'), endsOn: day('2026-04-20'), mentors: [met] });
  expect(rotationMeant([wards, again], day('2026-03-25'), ['m1'])).toBeNull();
});

test('a stored rotation whose days are in the wrong order fits no day', () => {
  const broken = rotation({ startsOn: day('2026-03-29'), endsOn: day('2026-03-02') });
  expect(rotationsOn([broken], day('2026-03-10'), [])).toEqual([]);
});
