import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { IDENTIFIER_KINDS, type IdentifierKind, SAFE_HARBOR_CLASS } from '../../src/core/identifiers/finding.ts';
import { withSaferWords } from '../../src/core/identifiers/many-lines.ts';
import { type Finding, findIdentifiers, replaceFinding } from '../../src/core/patient-privacy.ts';

const found = (text: string, known: readonly string[] = []) =>
  findIdentifiers(text, { known }).map(({ kind, start, end }) => `${kind}: ${text.slice(start, end)}`);

/** By kind: a text, and the stretch of it that is marked. */
const MARKED: Readonly<Record<IdentifierKind, readonly (readonly [text: string, marked: string])[]>> = {
  name: [
    ['Rounded on Mr. Jones early', 'Mr. Jones'],
    ['Mrs. O’Neill-Smith thanked us', 'Mrs. O’Neill-Smith'],
    ['mrs Smith was worried', 'mrs Smith'],
    ['talked to Ms. K about it', 'Ms. K'],
    ['Miss Anna Berg had questions', 'Miss Anna Berg'],
    ['pt Maria Lopez was anxious', 'pt Maria Lopez'],
    ['pt. Jones had a fall', 'pt. Jones'],
    ['my patient named Åse', 'patient named Åse'],
    ['saw pt J.S. with her', 'pt J.S.'],
    ['J.S., a 65-year-old man', 'J.S.'],
    ['called his wife Maria twice', 'Maria'],
    ['a woman named Rosa came', 'named Rosa'],
    ['Name: Tom Berg', 'Tom Berg'],
  ],
  place: [
    ['found at 412 Main Street', '412 Main Street'],
    ['from 22 W 14th Street', '22 W 14th Street'],
    ['PO Box 1234', 'PO Box 1234'],
    ['zip code 94110', 'zip code 94110'],
    ['of Oakland, CA 94110-1234', 'CA 94110-1234'],
    ['a farmer in Alder County', 'Alder County'],
    ['she lives in Oakland alone', 'Oakland'],
  ],
  date: [
    ['on 30 March she came back', 'on 30 March'],
    ['Admitted March 30th, 2027', 'March 30th, 2027'],
    ['on the 3rd of June', 'on the 3rd of June'],
    ['3/30/2027', '3/30/2027'],
    ['30.03.2027', '30.03.2027'],
    ['2027-03-30', '2027-03-30'],
    ['DOB 3/4/56', '3/4/56'],
    ['admitted 3/30 with fever', '3/30'],
    ['on 3/30 we met', 'on 3/30'],
    ['in March 2027 I saw', 'in March 2027'],
    ['a visit in March', 'in March'],
    ['better since 30 March', '30 March'],
    ['on Monday, March 3', 'on Monday, March 3'],
    ['came on Christmas Eve', 'on Christmas Eve'],
  ],
  age: [
    ['a 93-year-old woman', 'a 93-year-old'],
    ['102yo with syncope', '102yo'],
    ['91 y/o man', '91 y/o'],
    ['she was 97 years old', '97 years old'],
    ['aged 90', '90'],
    ['94M with chest pain', '94M'],
    ['a ninety-three-year-old teacher', 'a ninety-three-year-old'],
  ],
  phone: [
    ['her son at 415-555-0132', '415-555-0132'],
    ['(415) 555-0132', '(415) 555-0132'],
    ['+49 30 5550 1234', '+49 30 5550 1234'],
    ['cell 555-0132', 'cell 555-0132'],
    ['phone: 4155550132', 'phone: 4155550132'],
  ],
  fax: [['fax 415 555 0132', 'fax 415 555 0132']],
  email: [['wrote to ann.b@mail.example today', 'ann.b@mail.example']],
  'social-security': [
    ['123-45-6789', '123-45-6789'],
    ['SSN 123456789', 'SSN 123456789'],
    ['SSN ending in 6789', 'SSN ending in 6789'],
  ],
  'record-number': [
    ['MRN 12345', 'MRN 12345'],
    ['MR# 889900', 'MR# 889900'],
    ['record no. 44321', 'record no. 44321'],
    ['the one with 12345678', '12345678'],
  ],
  'health-plan': [
    ['Medicare 1EG4-TE5-MK73', 'Medicare 1EG4-TE5-MK73'],
    ['member ID ABC12345', 'member ID ABC12345'],
  ],
  account: [
    ['acct 5512345', 'acct 5512345'],
    ['CSN: 100200300', 'CSN: 100200300'],
  ],
  licence: [
    ['DEA AB1234567', 'DEA AB1234567'],
    ['driver’s license D1234567', 'driver’s license D1234567'],
  ],
  vehicle: [
    ['VIN 1HGCM82633A004352', 'VIN 1HGCM82633A004352'],
    ['plate 7ABC123', 'plate 7ABC123'],
  ],
  device: [
    ['S/N 889123', 'S/N 889123'],
    ['pacemaker serial no. 55-AB-901', 'serial no. 55-AB-901'],
  ],
  link: [['see https://x.example/a?b.', 'https://x.example/a?b']],
  'ip-address': [
    ['192.168.1.20', '192.168.1.20'],
    ['2001:db8::1', '2001:db8::1'],
  ],
  room: [
    ['the man in rm 412', 'in rm 412'],
    ['bed 3', 'bed 3'],
    ['Room 12B', 'Room 12B'],
  ],
  number: [['accession no. 2201-55-1', 'accession no. 2201-55-1']],
};

describe('a text with an identifier', () => {
  const rows = IDENTIFIER_KINDS.flatMap(kind => MARKED[kind].map(([text, marked]) => [kind, text, marked] as const));

  test.each(rows)('%s: %s', (kind, text, marked) => {
    expect(found(text)).toEqual([`${kind}: ${marked}`]);
  });

  test('each kind has examples, and belongs to one of the 18 classes', () => {
    for (const kind of IDENTIFIER_KINDS) expect(MARKED[kind].length).toBeGreaterThan(0);
    const classes = new Set(Object.values(SAFE_HARBOR_CLASS));
    // A text holds neither biometrics nor photographs.
    expect([...Array(18).keys()].map(one => one + 1).filter(one => !classes.has(one))).toEqual([16, 17]);
  });

  test('two are both marked, in the order of the text', () => {
    expect(found('MRN 12345, seen on 30 March by Mrs. Berg')).toEqual([
      'record-number: MRN 12345',
      'date: on 30 March',
      'name: Mrs. Berg',
    ]);
  });
});

test.each([
  ...['10 days', 'Step 2', 'Step 1 score 245', '6 of 8', 'room for improvement', '2027', 'in 2026', 'Class of 2028'],
  ...[
    'Patient Care',
    'the patient. The team left',
    'Patient I saw first',
    'pt denied pain',
    'PT and OT',
    'Patients with MS',
  ],
  ...['MR angiography', '4/5 strength', '120/80', 'on 1/2 NS', 'on 9/10 pain', 'a 24-hour shift', 'temp 98.6 F', '98F'],
  ...['10:30:15', '0.5 mg', 'ACGME', 'Dr. Ana Rivera', 'I may 3 times', 'bed rest', 'bedside teaching', 'rounds at 7'],
  ...['500000 units', 'top 10%', 'my wife Maria', 'an 85-year-old', '90%', '90 minutes', '93 patients', 'HbA1c 9.1'],
  ...['SpO2 92', 'GCS 15', 'L4-5', '100 days', 'day 3', 'T12', 'week 12', 'at 7:30', 'two chest CTs', '12 lead EKG'],
  ...[
    'version 1.2.3',
    'PMID 12345678',
    'Her mother was worried',
    'a mother of three',
    'lives in Texas',
    'conference room 4',
  ],
  ...[
    'the March of Dimes',
    'march on',
    'She may come',
    'COVID-19',
    'S1Q3T3',
    'an 8-day-old',
    'read 3 of 12',
    'Miss the point',
  ],
])('leaves alone: %s', text => {
  expect(found(text)).toEqual([]);
});

describe('what is known', () => {
  test.each([
    ['Dear Ms. Poe, thank you', ['Ms. Poe']],
    ['I saw the patient, Ana Rivera watched', ['Ana Rivera, MD']],
    ['ana.rivera@clinic.example', ['ana.rivera@clinic.example']],
    ['her pager: 415-555-0132', ['+1 (415) 555-0132']],
    ['Letter ID 88990012', ['88990012']],
    ['lives in Springfield', ['Springfield General Hospital']],
    ['https://clinic.example/rivera', ['https://clinic.example/rivera']],
  ])('is never marked: %s', (text, known) => {
    expect(found(text)).not.toEqual([]);
    expect(found(text, known)).toEqual([]);
  });

  test.each([
    ['Mr. Rivera coded', ['Ana Rivera, MD']],
    ['a woman named Ana Rivera came', ['Ana Rivera, MD']],
    ['Pt. Smith was intubated', ['Anna Smith']],
    ['patient Lee slept', ['Young Lee']],
    ['pt J.S. slept', ['J.S.']],
    ['his wife Anna Smith drove', ['Anna Smith']],
    ['Mr. Poe slept', ['Ms. Poe']],
  ])('is marked where somebody is said to be a patient or close to one, as perhaps harmless: %s', (text, known) => {
    expect(findIdentifiers(text, { known })).toMatchObject([{ kind: 'name', confidence: 'low' }]);
  });

  test.each([
    ['I saw the patient, Grace said so', ['Grace']],
    ['Mrs. Grace thanked me', ['Grace Hospital']],
    ['Ms. Rose went home', ['Rose Medical Center']],
    ['patient named John', ['John Doe University']],
  ])('is nobody’s name where it is a site’s or a school’s: %s', (text, known) => {
    expect(found(text, known)).toEqual(found(text));
    expect(found(text, known)).toHaveLength(1);
  });

  test.each(['Dr. Smith', 'Prof. Smith', 'Anna Smith', 'Smith', 'Dr Anna Smith', 'Professor Smith'])(
    'a mentor is no patient: %s taught me',
    name => {
      expect(found(`${name} taught me`)).toEqual([]);
      expect(found(`I saw the patient with ${name}`)).toEqual([]);
    },
  );

  test('does not hide a patient who shares a word with it', () => {
    expect(found('Mr. Ana Berg', ['Ana Rivera'])).toEqual(['name: Mr. Ana Berg']);
    expect(found('on 30 March', ['2030-03-30', '30'])).toEqual(['date: on 30 March']);
  });
});

describe('safer words', () => {
  const change = (text: string) =>
    withSaferWords(text, findIdentifiers(text), ({ safer }) => (safer?.words === 'nothing' ? '' : `<${safer?.words}>`));

  test.each([
    ['On 30 March I led rounds.', '<that-day> I led rounds.'],
    ['better since 30 March', 'better since <then>'],
    ['the morning of 30 March', 'the morning of <that-day>'],
    ['in March 2027', '<in-year>'],
    ['30 March', '<one-day>'],
    ['a 93-year-old man', '<an-elderly> man'],
    ['He was 93 years old.', 'He was <over-89>.'],
    ['his wife Maria, who came', 'his wife, who came'],
    ['the man in rm 412, asleep', 'the man, asleep'],
    ['his chart, MRN 12345, was open', 'his chart, was open'],
  ])('%s', (before, after) => {
    expect(change(before)).toBe(after);
  });

  test('begin a sentence with a capital, and no other', () => {
    const text = 'Mr. Jones slept. Mr. Jones woke up, and pt. Jones ate.';
    const say = () => 'the patient';
    expect(withSaferWords(text, findIdentifiers(text), say)).toBe(
      'The patient slept. The patient woke up, and the patient ate.',
    );
  });

  test('a finding nobody has words for stays', () => {
    const text = 'Mr. Jones slept';
    expect(withSaferWords(text, findIdentifiers(text), () => null)).toBe(text);
  });
});

const PIECES = [
  'Mr. ',
  'Jones',
  'pt ',
  '30 March',
  '3/30',
  '412 ',
  'MRN ',
  '12345678',
  ' ',
  '\n',
  '😀',
  'é',
  '@',
  '.',
  ':',
  '-',
];
const texts = fc.oneof(
  fc.string({ unit: 'grapheme' }),
  fc.array(fc.constantFrom(...PIECES)).map(parts => parts.join('')),
);

test('any text: findings lie inside it, apart and in order, and replacing them never fails', () => {
  fc.assert(
    fc.property(texts, fc.array(texts, { maxLength: 3 }), (text, known) => {
      const findings = findIdentifiers(text, { known });
      let last = 0;
      for (const { start, end } of findings) {
        expect(start).toBeGreaterThanOrEqual(last);
        expect(end).toBeGreaterThan(start);
        expect(end).toBeLessThanOrEqual(text.length);
        last = end;
      }
      expect(typeof withSaferWords(text, findings, () => '')).toBe('string');
      for (const finding of findings) expect(replaceFinding(text, finding, '…')).toContain('…');
    }),
    { numRuns: 500 },
  );
});

// With a pattern that looks back again and again, one of these takes minutes.
test.each([
  'Mr ',
  'Mr. Aa ',
  '1 A ',
  'pt Aa',
  'a@',
  'a.',
  '1',
  '::',
  'http://',
  'J.S., ',
  'March 3 ',
  '1 Aa Aa ',
  '’',
  'Aa-',
  '3/',
  '-1',
  'MRN ',
  'A1-',
  'room ',
  'on the ',
  ' ',
  '\t',
  'Patient name ',
  '9',
  '(415)',
  '+1 ',
  'lives in Aa ',
  'County Aa ',
  'Mr. de la ',
  'mr aa-',
  'PATIENT: AA ',
  'pt AAAA ',
  'JS, ',
  'a.org/',
  'MRN 12 34 ',
  'plate A ',
  '3/14 to ',
  'MAR-14',
  'seen 3-',
  'Aa, CA 1',
])('a hundred thousand characters of %j are read through', piece => {
  const text = piece.repeat(Math.ceil(100_000 / piece.length));
  const findings: readonly Finding[] = findIdentifiers(text);
  expect(findings.every(({ start, end }) => start < end && end <= text.length)).toBe(true);
});
