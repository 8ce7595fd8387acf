import { expect, test } from 'vitest';
import { knownWords } from '../../../src/core/identifiers/known.ts';
import { findIdentifiers } from '../../../src/core/patient-privacy.ts';
import { parseProfile } from '../../../src/core/profile.ts';
import { letter, mentor, rotation } from '../records.ts';

const elena = mentor({
  name: 'Elena Rivera',
  emails: ['elena@hospital.test'],
  phone: '555-0100',
  institution: 'Harbor',
});
const wards = rotation({ name: 'Wards', site: 'Harbor' });

test('what is known of people and places is listed once, and what is empty is not', () => {
  expect(knownWords({ mentors: [elena, mentor({ name: 'Elena Rivera' })], rotations: [wards] }).toSorted()).toEqual(
    ['555-0100', 'Elena Rivera', 'Harbor', 'Wards', 'elena@hospital.test'].toSorted(),
  );
});

test('what somebody is called is known with its title, which is no patient’s then', () => {
  const poe = mentor({ name: 'Jane Poe', greeting: 'Ms. Poe' });
  const known = knownWords({ mentors: [poe], rotations: [] });
  expect(findIdentifiers('Dear Ms. Poe, thank you.')).not.toEqual([]);
  expect(findIdentifiers('Dear Ms. Poe, thank you.', { known })).toEqual([]);
  expect(findIdentifiers('Mrs. Poe was admitted.', { known })).not.toEqual([]);
});

test('the student’s own details and Letter IDs are known where they are read', () => {
  const profile = parseProfile({ name: 'Robin Keller', aamcId: '12345678' });
  const letters = [letter({ letterIdNumber: 'AB-12' }), letter()];
  expect(knownWords({ profile, mentors: [], rotations: [], letters }).toSorted()).toEqual(
    ['12345678', 'AB-12', 'Robin Keller'].toSorted(),
  );
});

test('what is known is not taken for a patient’s', () => {
  const text = 'Call me under 555-0100 or elena@hospital.test.';
  expect(findIdentifiers(text)).not.toEqual([]);
  expect(findIdentifiers(text, { known: knownWords({ mentors: [elena], rotations: [] }) })).toEqual([]);
});
