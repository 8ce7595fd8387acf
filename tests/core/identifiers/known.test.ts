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
