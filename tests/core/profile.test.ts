import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type Profile, parseProfile } from '../../src/core/profile.ts';

const EMPTY: Profile = {
  name: '',
  emails: [],
  school: '',
  className: '',
  applicantKind: null,
  graduationYear: null,
  aamcId: '',
  nrmpId: '',
  residencyCasId: '',
  ecfmgId: '',
  cvPoints: [],
  statementThemes: '',
  cvPlace: '',
  statementPlace: '',
};

/** A valid value other than the empty one, and broken ones, for every field. */
const CASES: { readonly [Name in keyof Profile]: readonly [Profile[Name], ...unknown[]] } = {
  name: ['Sam Lee', 3, null],
  emails: [['sam@x.edu'], 'sam@x.edu', null],
  school: ['Harbor', [], null],
  className: ['Class of 2028', 2028, null],
  applicantKind: ['international', 'img', 3],
  graduationYear: [2028, '2028', 1900, 2028.5],
  aamcId: ['12345678', 12_345_678, null],
  nrmpId: ['N1', 1, null],
  residencyCasId: ['R1', 1, null],
  ecfmgId: ['0-123', 0, null],
  cvPoints: [['Tutor for two years'], 'Tutor', null],
  statementThemes: ['Listening before deciding', 3, null],
  cvPlace: ['On my desk', 3, null],
  statementPlace: ['In the cloud', 3, null],
};
const NAMES = Object.keys(CASES) as (keyof Profile)[];
const FULL = Object.fromEntries(NAMES.map(name => [name, CASES[name][0]]));

test.each([undefined, null, '', 3, [], {}, { emails: 'ana@x.org' }, { name: 3, emails: null, school: [] }])(
  '%j becomes an empty profile',
  stored => {
    expect(parseProfile(stored)).toEqual(EMPTY);
  },
);

test('every field can be filled in', () => {
  expect(NAMES.toSorted()).toEqual(Object.keys(EMPTY).toSorted());
  expect(parseProfile(FULL)).toEqual(FULL);
});

test.each(NAMES.flatMap(name => CASES[name].slice(1).map(broken => [name, broken] as const)))(
  'a broken %s, %j, becomes empty and loses no other field',
  (name, broken) => {
    expect(parseProfile({ ...FULL, [name]: broken })).toEqual({ ...FULL, [name]: EMPTY[name] });
  },
);

test('addresses are lower-cased and kept once', () => {
  expect(parseProfile({ name: ' Sam\u202e Lee ', emails: ['Sam@X.edu', 'sam@x.edu'], school: 'A\nB' })).toEqual({
    ...EMPTY,
    name: 'Sam Lee',
    emails: ['sam@x.edu'],
    school: 'A B',
  });
});

test('one broken address does not make the student a stranger to the others', () => {
  expect(parseProfile({ emails: ['sam@x.edu', 'sam at home', null, 'sam@home.example'] }).emails).toEqual([
    'sam@x.edu',
    'sam@home.example',
  ]);
});

test('one broken point does not take the others out of the CV, and empty ones are none', () => {
  expect(parseProfile({ cvPoints: ['Tutor', 3, ' ', 'Clinic'] }).cvPoints).toEqual(['Tutor', 'Clinic']);
});

test('anything in gives a valid profile out', () => {
  const shaped = fc.record(Object.fromEntries(NAMES.map(name => [name, fc.anything()])));
  fc.assert(
    fc.property(fc.oneof(fc.anything(), shaped), stored => {
      const profile = parseProfile(stored);
      expect(Object.keys(profile).toSorted()).toEqual(Object.keys(EMPTY).toSorted());
      expect(parseProfile(profile)).toEqual(profile);
    }),
  );
});
