import { expect, test } from 'vitest';
import type { Letter } from '../../src/core/letter.ts';
import { SERVICES } from '../../src/core/letter.ts';
import type { Program } from '../../src/core/program.ts';
import { mostLettersOf, wantsLetter } from '../../src/core/program-wishes.ts';
import { day, letter, program, track } from './records.ts';

const ids = (count: number) => new Set(Array.from({ length: count }, (_, index) => `other${index}`));
const wants = (
  ofLetter: Partial<Letter>,
  ofProgram: Partial<Program> = {},
  assigned: ReadonlySet<string> = new Set(),
  ofTrack = track(),
) => wantsLetter(program(ofProgram), letter(ofLetter), assigned, ofTrack);

test('four letters in ERAS and ResidencyCAS, and no number is made up for the others', () => {
  const most = Object.fromEntries(SERVICES.map(service => [service, mostLettersOf(service)]));
  expect(most).toEqual({
    eras: 4,
    residencycas: 4,
    urology: 4,
    'sf-match': null,
    military: null,
    carms: null,
    other: null,
  });
});

test.each<[string, Partial<Letter>, Partial<Program>, boolean]>([
  ['of its track', { trackId: 't1' }, {}, true],
  ['of another track', { trackId: 't2' }, {}, false],
  ['of a track, and the program has none', { trackId: 't1' }, { trackId: null }, false],
  ['General, of the track’s service', {}, {}, true],
  ['General, of another service', { service: 'carms' }, {}, false],
])('a letter %s', (_name, ofLetter, ofProgram, isWanted) => {
  expect(wants(ofLetter, ofProgram)).toBe(isWanted);
});

test('a urology program wants General letters of ERAS, by which it takes applications', () => {
  expect(wants({ service: 'eras' }, {}, new Set(), track({ service: 'urology' }))).toBe(true);
  expect(wants({ service: 'urology' }, {}, new Set(), track({ service: 'eras' }))).toBe(true);
});

test('a program without a track wants General letters of every service', () => {
  for (const service of SERVICES) {
    expect(wantsLetter(program({ trackId: null }), letter({ service }), new Set(), null)).toBe(true);
  }
});

test('not one that it has already', () => {
  expect(wants({}, {}, new Set(['l1']))).toBe(false);
});

test.each<[string, Partial<Program>, number, boolean]>([
  ['with three of four', {}, 3, true],
  ['with four', {}, 4, false],
  ['with two of the three it asks for', { letterCount: 3 }, 2, true],
  ['with the three it asks for', { letterCount: 3 }, 3, false],
  ['that wants none', { letterCount: 0 }, 0, false],
  ['that asks for more than the service lets it have', { letterCount: 6 }, 4, false],
])('a program %s', (_name, ofProgram, has, isWanted) => {
  expect(wants({ trackId: 't1' }, ofProgram, ids(has))).toBe(isWanted);
});

test('where the service has no number there is none', () => {
  const carms = track({ service: 'carms' });
  expect(wants({ service: 'carms' }, {}, ids(30), carms)).toBe(true);
  expect(wants({ service: 'carms' }, { letterCount: 6 }, ids(6), carms)).toBe(false);
});

test.each<[string, Partial<Letter>, Partial<Program>, boolean]>([
  ['six months old to the day', { datedOn: day('2026-04-15') }, { deadlineOn: day('2026-10-15') }, true],
  ['a day older', { datedOn: day('2026-04-14') }, { deadlineOn: day('2026-10-15') }, false],
  [
    'six months before a month’s end that February lacks',
    { datedOn: day('2027-02-28') },
    { deadlineOn: day('2027-08-31') },
    true,
  ],
  ['a day older than that', { datedOn: day('2027-02-27') }, { deadlineOn: day('2027-08-31') }, false],
  ['of no known date', {}, { deadlineOn: day('2026-10-15') }, true],
  ['of any date, where nothing is known of the program’s days', { datedOn: day('2020-01-01') }, {}, true],
  [
    'still young enough on the day of applying',
    { datedOn: day('2026-03-20') },
    { deadlineOn: day('2026-10-15'), appliedOn: day('2026-09-20') },
    true,
  ],
  ['of after the deadline', { datedOn: day('2026-12-01') }, { deadlineOn: day('2026-10-15') }, true],
])('of a program that wants none older than six months, a letter %s', (_name, ofLetter, ofProgram, isWanted) => {
  expect(wants(ofLetter, { oldestLetterMonths: 6, ...ofProgram })).toBe(isWanted);
});

test('where a program sets no age, an old letter is wanted', () => {
  expect(wants({ datedOn: day('1990-01-01') }, { deadlineOn: day('2026-10-15') })).toBe(true);
});
