import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { findIdentifiers } from '../../../src/core/patient-privacy.ts';

/** What each pattern is looked for by; beside it in one text, every pattern is tried. */
const EVERY_HINT = [
  ...['a@', '://', '555-1234', '+1', '1.2.3', '1::2', 'jan', '1/2/3', 'Christmas', '90y', 'd 90', '90M', 'hundred'],
  ...['Mr', 'Sr', 'patient:', 'A.B.', 'wife Maria', 'name', '1 Main St', 'box', 'zip', 'NY 12345', 'County', 'resid'],
  ...['room 1', '1-22-3', '123456789', 'SSN 1234', 'ABCDEFGHJKLMNPRSTUVWX'],
  ...['PATIENT', 'AB,', 'x.org/y', '1-JAN-1', '1-2', '1/2027', '1AB12', '(01)', 'plate A 1', 'mr '],
  ...['MRN', 'policy', 'acct', 'DL', 'plate', 'serial', 'tracking'].map(cue => `${cue} 1`),
].join('\n');

/** Pieces of what is looked for, whole and broken; letters too that are equal to others only where case does not count. */
const PIECES = [
  ...['Mr', 'Mrs.', 'MRS', 'mrs', 'Ms', 'Mx', 'Miss', 'Mister', 'Señora', 'Sra', 'Sr', 'pt', 'Pt.', 'pts', 'patient'],
  ...['Patients', 'patient’s name', 'named', 'called', 'name:', 'Name:', 'whose name is', 'woman', 'person', 'wife'],
  ...[
    'his wife,',
    'my mother',
    'neighbour',
    'roommate',
    'Maria',
    'Halloway',
    "O'Neil",
    'Ana-Lucía',
    'J.S.',
    'J. S. T.',
  ],
  ...['MR.', 'MS.', 'mr', 'ms.', 'SMITH', 'JS', 'ROE-DOE', 'de la', 'van der', 'al-Amin', 'd’Arc', 'jones', 'PATIENT'],
  ...['NAME:', 'PATIENT:', 'initials', 'is a', 'ICU', 'St.', 'x.org/a', 'a.b.edu/', '14MAR26', '3-SEPT-2026', 'MAR'],
  ...['mar', 'march', '3/14', 'to', '3-14', '3/2026', 'Tue', 'seen', 'born', '12 34 56', 'AB 12345', 'ABC 123'],
  ...['1EG4 TE5 MK73', '(01)00844588003288', 'UDI', 'member', 'y o', 'yr', '94F', ', ', 'number is'],
  ...['a', 'is a', '65-year-old', '93', 'yo', 'y/o', 'y.o.', 'years old', 'yrs of age', 'yr-old', 'aged', 'age of'],
  ...['Age:', 'turned', 'turning', '94M', '97 F', '101yoF', 'with', 'ninety-three year old', 'one hundred years-old'],
  ...[
    'on',
    'since',
    'in',
    'in late',
    'last',
    'of',
    'the',
    'Monday,',
    '30',
    '3rd',
    'March',
    'may',
    'May',
    'Sept.',
    'jun',
  ],
  ...['December', 'Oct', '2027', "'27", '3/30', '03/30/27', '30.3.2027', '2027-03-30', '3-30-27', 'admitted', 'DOB:'],
  ...['Christmas Eve', 'New Year’s', '4th of July', 'Labor Day', "Mother's Day", 'Easter', 'Halloween'],
  ...['a@b.example', 'http://x.example/a', 'httpſ://y', 'www.z.example', 'WWW.', '555-123-4567', '(555) 123-4567'],
  ...[
    '+44 20 7946 0958',
    'fax',
    'Fax:',
    'pager no.',
    'tel',
    '5551234',
    '555.1234',
    '5551234567',
    '192.168.1.20',
    '1.2.3',
  ],
  ...[
    'fe80::1',
    '2001:db8:0:0:0:0:0:1',
    '10:30:00',
    '::',
    '123-45-6789',
    '123 45 6789',
    'SSN',
    'ſſn',
    'social security',
  ],
  ...['ending in', 'last four', '6789', '123456789', 'MRN', 'MR#', 'record no', 'chart #', 'patient id', 'K123456'],
  ...['A-12-B34', 'AB--12', 'ABCDEFGHIJKLMN7', 'policy', 'Medicare number is', 'group #', 'acct', 'FIN', 'visit no.'],
  ...[
    'licenſe',
    'DEA',
    'plate',
    'VIN',
    '1HGCM82633A004352',
    '1HGCM82633A00435K',
    'S/N',
    'ICD serial',
    'lot #',
    'case id',
  ],
  ...[
    'tracKing',
    '1234567',
    '1234567 units',
    'PMID:',
    '$',
    '12 Main Street',
    '1 N. Elm',
    'Rd.',
    'Hwy',
    '22 W 14th Street',
  ],
  ...[
    'P.O. Box 12',
    'zip',
    'poſtal code',
    '12345',
    '12345-6789',
    'NY',
    'TX  73301',
    'Cook County',
    'Hospital',
    'lives in',
  ],
  ...[
    'resident of',
    'grew up',
    'homeless',
    'Springfield',
    'Ohio',
    'room',
    'Rm.',
    'bed',
    'conference',
    '#',
    'no.',
    'B12',
  ],
  ...[
    '412',
    '4-2',
    'room number A4',
    'in the crib 3',
    '%',
    ',',
    '.',
    ':',
    '-',
    '–',
    '(',
    ')',
    'ß',
    '漢',
    'é',
    '\u0301',
    '😀',
  ],
];

const texts = fc
  .array(
    fc.tuple(
      fc.oneof({ weight: 9, arbitrary: fc.constantFrom(...PIECES) }, fc.string({ unit: 'grapheme', maxLength: 4 })),
      fc.oneof({ weight: 6, arbitrary: fc.constant(' ') }, fc.constantFrom('', '', '  ', '\t', '\u00A0', '\n', '. ')),
    ),
    { maxLength: 14 },
  )
  .map(parts => parts.flat().join(''));

describe('a hint', () => {
  test('hides nothing that its pattern finds', () => {
    fc.assert(
      fc.property(texts, text => {
        const all = findIdentifiers(`${text}\n\n${EVERY_HINT}`).filter(({ start }) => start < text.length);
        expect(findIdentifiers(text)).toEqual(all);
      }),
      { numRuns: 1500 },
    );
  });

  test('is tried on texts in which there is something of every kind', () => {
    const kinds = new Set(
      fc.sample(texts, { numRuns: 4000, seed: 1 }).flatMap(text => findIdentifiers(text).map(({ kind }) => kind)),
    );
    expect([...kinds].toSorted()).toEqual(
      'account age date device email fax health-plan ip-address licence link name number phone place record-number room social-security vehicle'.split(
        ' ',
      ),
    );
  });
});
