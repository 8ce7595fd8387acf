import { describe, expect, test } from 'vitest';
import { SERVICES } from '../../../src/core/letter.ts';
import {
  asksForForm,
  evaluationFormOf,
  formSteps,
  isFinal,
  isStandBy,
  LOCKED_FIELDS,
  letterIdKey,
  lockedFields,
  needsWaiver,
  replacesChairLetter,
  specialFormOf,
  withSameLetterId,
} from '../../../src/core/letters/letter-rules.ts';
import { SPECIALTIES } from '../../../src/core/seasons/specialties.ts';
import { day, letter, track } from '../records.ts';

const ON = day('2027-07-01');

describe('what a service locks', () => {
  test('is nothing before the request', () => {
    for (const service of SERVICES) expect(lockedFields({ service, requestedOn: null })).toEqual([]);
  });

  test('is the whole entry in MyERAS, also for urology, the request in CaRMS, and nothing elsewhere', () => {
    const locked = Object.fromEntries(SERVICES.map(service => [service, lockedFields({ service, requestedOn: ON })]));
    expect(locked).toEqual({
      eras: LOCKED_FIELDS,
      urology: LOCKED_FIELDS,
      carms: ['mentorId', 'trackId', 'form'],
      residencycas: [],
      'sf-match': [],
      military: [],
      other: [],
    });
  });

  test('are fields that a letter has', () => {
    for (const field of LOCKED_FIELDS) expect(field in letter()).toBe(true);
  });
});

test('General hides the form in MyERAS, and nowhere else', () => {
  expect(asksForForm({ service: 'eras', trackId: null })).toBe(false);
  expect(asksForForm({ service: 'urology', trackId: null })).toBe(false);
  expect(asksForForm({ service: 'eras', trackId: 't1' })).toBe(true);
  expect(asksForForm({ service: 'residencycas', trackId: null })).toBe(true);
  expect(asksForForm({ service: 'sf-match', trackId: 't1' })).toBe(false);
});

test('the waiver is asked for where we know that the service asks', () => {
  expect(SERVICES.filter(needsWaiver)).toEqual(['eras', 'urology']);
});

test('only a completed evaluation in ResidencyCAS cannot be replaced', () => {
  expect(isFinal({ service: 'residencycas', receivedOn: ON })).toBe(true);
  expect(isFinal({ service: 'residencycas', receivedOn: null })).toBe(false);
  expect(isFinal({ service: 'eras', receivedOn: ON })).toBe(false);
});

describe('a Letter ID', () => {
  test('is the same however it is typed', () => {
    expect(letterIdKey(' ab-12 34 ')).toBe(letterIdKey('AB1234'));
    expect(letterIdKey(' - ')).toBe('');
  });

  test('is shared by letters that have the same, and by none without one', () => {
    const one = letter({ letterIdNumber: 'AB 12' });
    const other = letter({ id: 'l2', mentorId: 'm2', letterIdNumber: 'ab-12' });
    expect(withSameLetterId(one, [one, other])).toBe(other);
    expect(withSameLetterId(one, [one])).toBeNull();
    expect(withSameLetterId(letter(), [letter({ id: 'l2' })])).toBeNull();
  });

  test('of a letter that was carried over is its own', () => {
    const earlier = letter({ letterIdNumber: 'AB 12' });
    const carried = letter({ id: 'l2', letterIdNumber: 'AB 12', carriedOverFrom: '2027' });
    expect(withSameLetterId(carried, [earlier])).toBeNull();
    expect(withSameLetterId(earlier, [carried])).toBeNull();
    expect(withSameLetterId({ ...carried, mentorId: 'm2' }, [earlier])).toBe(earlier);
  });
});

describe('the form of a track', () => {
  test.each([
    ['Dermatology', 'eras', 'built-in'],
    ['Derm', 'eras', 'built-in'],
    ['Urology', 'urology', 'built-in'],
    ['Plastic surgery, integrated', 'eras', 'built-in'],
    ['Neurology', 'eras', null],
    ['Internal medicine', 'eras', null],
    ['Emergency medicine', 'residencycas', 'cord'],
    ['Emergency medicine', 'eras', null],
    ['Obstetrics and gynecology', 'residencycas', null],
    ['Orthopaedic surgery', 'eras', 'eslor'],
    ['Orthopedics', 'eras', 'eslor'],
  ] as const)('%s through %s: %s', (specialty, service, form) => {
    expect(specialFormOf(track({ specialty, service }))).toBe(form);
    // By its name where nothing else says it.
    expect(specialFormOf(track({ name: specialty, specialty: '', service }))).toBe(form);
  });

  test('is told by what students call a specialty, and by that alone', () => {
    expect(specialFormOf(track({ specialty: 'PRS', service: 'eras' }))).toBe('built-in');
    expect(specialFormOf(track({ specialty: 'Ob/Gyn', service: 'residencycas' }))).toBeNull();
  });

  test('was not built into ERAS before the pilot of 2027', () => {
    const dermatology = track({ specialty: 'Dermatology', service: 'eras' });
    expect(['2026', '2027', '2028', ''].map(season => specialFormOf(dermatology, season))).toEqual([
      null,
      'built-in',
      'built-in',
      'built-in',
    ]);
  });

  test('is none for a fellowship', () => {
    expect(specialFormOf(track({ specialty: 'Dermatology', kind: 'fellowship' }))).toBeNull();
  });
});

describe('what the form needs from the student', () => {
  const ortho = track({ specialty: 'Orthopaedic surgery', service: 'eras' });
  const emergency = track({ specialty: 'Emergency medicine', service: 'residencycas' });
  const profile = { aamcId: '' };

  test('for CORD is a Letter ID', () => {
    const asked = letter({ service: 'residencycas', form: 'standardized' });
    expect(formSteps(asked, emergency, profile)).toEqual([{ id: 'cord-letter-id', isDone: false }]);
    expect(formSteps({ ...asked, letterIdNumber: 'R 1' }, emergency, profile)).toEqual([
      { id: 'cord-letter-id', isDone: true },
    ]);
  });

  test('for the eSLOR is a consent, an AAMC ID and a Letter ID', () => {
    const asked = letter({ form: 'standardized' });
    const open = formSteps(asked, ortho, profile);
    expect(open.map(({ id, isDone }) => [id, isDone])).toEqual([
      ['eslor-consent', false],
      ['eslor-aamc-id', false],
      ['eslor-letter-id', false],
    ]);
    const checklist = [{ id: 'eslor-consent', text: '', isDone: true }];
    const done = formSteps({ ...asked, letterIdNumber: '77', checklist }, ortho, { aamcId: '12345678' });
    expect(done.every(({ isDone }) => isDone)).toBe(true);
  });

  test('is nothing for a narrative letter, or without a track', () => {
    expect(formSteps(letter(), ortho, profile)).toEqual([]);
    expect(formSteps(letter({ form: 'standardized' }), null, profile)).toEqual([]);
    expect(formSteps(letter({ form: 'standardized' }), track({ specialty: 'Pediatrics' }), profile)).toEqual([]);
  });
});

test.each([
  ['Emergency medicine', 'residencycas', 'sloe'],
  ['Obstetrics and gynecology', 'residencycas', null],
  ['Orthopaedic surgery', 'eras', 'eslor'],
  ['Internal medicine', 'eras', 'sel'],
  ['Internal medicine-pediatrics', 'eras', null],
  ['Neurosurgery', 'eras', null],
  ['Dermatology', 'eras', null],
  ['Pediatrics', 'eras', null],
] as const)('a standardized letter in %s is written by the headings of %s: %s', (specialty, service, form) => {
  expect(evaluationFormOf(track({ specialty, service }))).toBe(form);
});

test('the form takes the place of a chair’s letter in internal medicine and in obstetrics and gynecology', () => {
  const names = SPECIALTIES.filter(({ names: [name], service }) =>
    replacesChairLetter(track({ specialty: name ?? '', service })),
  );
  expect(names.map(({ id }) => id)).toEqual(['obstetrics-gynecology', 'internal-medicine']);
});

test('a letter stands by while the one that it is the backup of goes on', () => {
  const backup = letter({ backupForLetterId: 'l9' });
  expect(isStandBy(backup, letter({ id: 'l9' }))).toBe(true);
  expect(isStandBy(backup, letter({ id: 'l9', ended: 'no-reply' }))).toBe(false);
  expect(isStandBy(backup, letter({ id: 'l9', answer: 'no' }))).toBe(false);
  // In the trash.
  expect(isStandBy(backup, null)).toBe(false);
  expect(isStandBy(letter(), letter({ id: 'l9' }))).toBe(false);
});
