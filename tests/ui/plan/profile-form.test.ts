import * as v from 'valibot';
import { expect, test } from 'vitest';
import { parseProfile, profileFieldsSchema } from '../../../src/core/profile.ts';
import {
  isProfileChanged,
  isProfileText,
  MOST_CV_POINTS,
  MOST_OWN_ADDRESSES,
  movedPoint,
  type ProfileForm,
  profileErrors,
  profileFieldsOf,
  profileTexts,
  UNTOUCHED,
} from '../../../src/ui/plan/profile-form.ts';

const stored = parseProfile({
  name: 'Maya Lindholm',
  emails: ['maya@lakeside.example'],
  applicantKind: 'us-md',
  graduationYear: 2028,
  cvPoints: ['Poster', 'Foot clinic'],
});
const form = (fields: Partial<ProfileForm> = {}): ProfileForm => ({ ...UNTOUCHED, ...fields });
const errorsOf = (fields: Partial<ProfileForm>) => profileErrors(profileTexts(stored, form(fields)));

test('fields that were not touched show what is stored, and are not written', () => {
  expect(profileTexts(stored, form({ school: 'Lakeside' }))).toMatchObject({
    name: 'Maya Lindholm',
    school: 'Lakeside',
    graduationYear: '2028',
    emails: 'maya@lakeside.example',
  });
  expect(profileFieldsOf(form({ school: 'Lakeside' }))).toEqual({ school: 'Lakeside' });
});

test('what is emptied is written as empty', () => {
  const emptied = form({ name: '', emails: ' \n', applicantKind: '', graduationYear: ' ', cvPoints: [] });
  expect(profileFieldsOf(emptied)).toEqual({
    name: '',
    emails: [],
    applicantKind: null,
    graduationYear: null,
    cvPoints: [],
  });
});

test('what it writes is what the worker takes', () => {
  const typed = form({ name: 'M', emails: 'a@b.example, c@d.example', graduationYear: '2029', applicantKind: 'us-do' });
  const parsed = v.safeParse(v.partial(profileFieldsSchema), profileFieldsOf(typed));
  expect(parsed.success && parsed.output).toEqual({
    name: 'M',
    emails: ['a@b.example', 'c@d.example'],
    graduationYear: 2029,
    applicantKind: 'us-do',
  });
});

test.each(['1949', '2101', '28', '20280', '2028.5', 'soon', '-2028'])('%j is no year', graduationYear => {
  expect(errorsOf({ graduationYear }).isYearBad).toBe(true);
});

test.each(['', ' ', '1950', ' 2028 ', '2100'])('%j is a year, or none', graduationYear => {
  expect(errorsOf({ graduationYear }).isYearBad).toBe(false);
});

test('the first text that is no address is named, and too many are refused', () => {
  expect(errorsOf({ emails: 'a@b.example\nmaya at lakeside' })).toMatchObject({ badAddress: 'maya' });
  const many = (count: number) => Array.from({ length: count }, (_, at) => `m${at}@b.example`).join('\n');
  expect(errorsOf({ emails: many(MOST_OWN_ADDRESSES) }).hasTooManyAddresses).toBe(false);
  expect(errorsOf({ emails: many(MOST_OWN_ADDRESSES + 1) }).hasTooManyAddresses).toBe(true);
});

test('typing back what was there leaves nothing to save', () => {
  expect(isProfileChanged(stored, form({ name: 'Maya' }))).toBe(true);
  expect(isProfileChanged(stored, form({ name: 'Maya Lindholm', cvPoints: ['Poster', 'Foot clinic'] }))).toBe(false);
  expect(isProfileChanged(stored, form({ cvPoints: ['Foot clinic', 'Poster'] }))).toBe(true);
});

test('the form allows as many points and addresses as the worker takes', () => {
  const takes = (fields: object) => v.safeParse(v.partial(profileFieldsSchema), fields).success;
  const points = (count: number) => Array.from({ length: count }, () => 'Poster');
  expect([takes({ cvPoints: points(MOST_CV_POINTS) }), takes({ cvPoints: points(MOST_CV_POINTS + 1) })]).toEqual([
    true,
    false,
  ]);
  const emails = (count: number) => Array.from({ length: count }, (_, at) => `m${at}@b.example`);
  expect([takes({ emails: emails(MOST_OWN_ADDRESSES) }), takes({ emails: emails(MOST_OWN_ADDRESSES + 1) })]).toEqual([
    true,
    false,
  ]);
});

test('points move by a place and stay within the list', () => {
  expect(movedPoint(['a', 'b', 'c'], 1, -1)).toEqual(['b', 'a', 'c']);
  expect(movedPoint(['a', 'b', 'c'], 1, 1)).toEqual(['a', 'c', 'b']);
  expect(movedPoint(['a', 'b'], 0, -1)).toEqual(['a', 'b']);
  expect(movedPoint(['a', 'b'], 1, 1)).toEqual(['a', 'b']);
  // Two empty lines are two lines.
  expect(movedPoint(['', 'a'], 0, 1)).toEqual(['a', '']);
});

test('of what was kept only what can be a field’s value comes back', () => {
  expect(isProfileText('name', 'Maya')).toBe(true);
  expect(isProfileText('name', 7)).toBe(false);
  expect(isProfileText('cvPoints', ['a'])).toBe(true);
  expect(isProfileText('cvPoints', ['a', null])).toBe(false);
  expect(isProfileText('cvPoints', 'a')).toBe(false);
});
