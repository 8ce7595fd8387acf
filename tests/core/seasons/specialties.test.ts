import fc from 'fast-check';
import * as v from 'valibot';
import { describe, expect, test } from 'vitest';
import { SERVICES } from '../../../src/core/letter.ts';
import { TRACK_KINDS, type Track } from '../../../src/core/plan/plan.ts';
import { slotFieldsSchema } from '../../../src/core/plan/slot.ts';
import { APPLICANT_KINDS } from '../../../src/core/profile.ts';
import {
  fitOf,
  PRELIMINARY,
  type SlotWishes,
  SPECIALTIES,
  SPECIALTY_NOTES,
  slotsFor,
  specialtyNamed,
  templateFor,
} from '../../../src/core/seasons/specialties.ts';
import { NOT_RESEARCHED, SUBSPECIALTIES } from '../../../src/core/seasons/specialty-names.ts';

const PLAIN = { trackKind: 'categorical', applicantKind: 'us-md', service: 'eras' } as const;

describe('every specialty', () => {
  const all = [...SPECIALTIES, { ...PRELIMINARY, id: 'preliminary' }];

  test.each(all)('has sources, and as many required slots as letters at least: $id', one => {
    const required = one.slots.filter(({ isOptional }) => !isOptional);
    expect(required).toHaveLength(one.least);
    expect(one.most).toBeGreaterThanOrEqual(one.least);
    expect(one.most).toBeLessThanOrEqual(4);
    expect(one.slots.length).toBeGreaterThanOrEqual(one.most);
    expect(one.slots.length).toBeLessThanOrEqual(4);
    expect(one.sources.length).toBeGreaterThan(0);
    expect(one.isChecked).toBe(true);
    // Required slots come first, so that what is missing stands on top.
    expect(one.slots.map(({ isOptional }) => isOptional)).toEqual(
      one.slots.map(({ isOptional }) => isOptional).toSorted((a, b) => Number(a) - Number(b)),
    );
  });

  test.each(all)('wants as many from the specialty as its row says: $id', one => {
    const inIt = (slots: readonly SlotWishes[]) => slots.filter(({ isInSpecialty }) => isInSpecialty === true).length;
    const required = inIt(one.slots.filter(({ isOptional }) => !isOptional));
    expect(required).toBeGreaterThanOrEqual(one.inSpecialty?.least ?? 0);
    if (one.inSpecialty?.most != null) expect(inIt(one.slots)).toBeLessThanOrEqual(one.inSpecialty.most);
  });

  test('is told from the others by its names', () => {
    for (const specialty of SPECIALTIES) {
      for (const name of specialty.names) expect(specialtyNamed(name)?.id, name).toBe(specialty.id);
    }
    expect(new Set(SPECIALTIES.map(({ id }) => id)).size).toBe(SPECIALTIES.length);
    for (const { names } of NOT_RESEARCHED) for (const name of names) expect(specialtyNamed(name), name).toBeNull();
  });

  test('that people practise something within is one there is', () => {
    const ids = new Set([...SPECIALTIES, ...NOT_RESEARCHED].map(({ id }) => id));
    expect(Object.keys(SUBSPECIALTIES).filter(id => !ids.has(id))).toEqual([]);
  });

  test('shares every sentence there is with somebody', () => {
    const options = TRACK_KINDS.flatMap(trackKind =>
      (['eras', 'military', 'carms'] as const).map(service => ({ trackKind, service, applicantKind: null })),
    );
    const notes = options.flatMap(one =>
      [null, ...SPECIALTIES].flatMap(specialty => templateFor(specialty, one).notes),
    );
    expect(new Set(notes)).toEqual(new Set(SPECIALTY_NOTES));
  });
});

test.each<[string, string | null]>([
  ['internal medicine', 'internal-medicine'],
  ['Department of Internal Medicine', 'internal-medicine'],
  ['Dept. of Medicine', 'internal-medicine'],
  ['IM', 'internal-medicine'],
  ['im', 'internal-medicine'],
  ['Internal Medicine (categorical)', 'internal-medicine'],
  ['Medicine – Preliminary', 'internal-medicine'],
  ['Prelim Surgery', 'general-surgery'],
  ['Department of Surgery', 'general-surgery'],
  ['Orthopedics', 'orthopaedic-surgery'],
  ['Department of Orthopaedic Surgery', 'orthopaedic-surgery'],
  ['Neurological Surgery', 'neurosurgery'],
  ['ob/gyn', 'obstetrics-gynecology'],
  ['OB–GYN', 'obstetrics-gynecology'],
  ['O.B.G.Y.N.', 'obstetrics-gynecology'],
  ['Obstetrics & Gynecology', 'obstetrics-gynecology'],
  ['Division of Emergency Medicine', 'emergency-medicine'],
  ['PM & R', 'physical-medicine'],
  ['PM&R', 'physical-medicine'],
  ['Otolaryngology–Head and Neck Surgery', 'otolaryngology'],
  ['Ear, Nose & Throat', 'otolaryngology'],
  ['Anaesthesiology', 'anesthesiology'],
  ['Pédiatrics', 'pediatrics'],
  ['Plastic Surgery - Integrated', 'plastic-surgery'],
  ['Family med', 'family-medicine'],
  ['Int med', 'internal-medicine'],
  ['Emergency', 'emergency-medicine'],
  ['NSGY', 'neurosurgery'],
  ['Neurosurg', 'neurosurgery'],
  ['GU', 'urology'],
  ['Gyn', 'obstetrics-gynecology'],
  ['Ob', 'obstetrics-gynecology'],
  // Others than they seem.
  ['Child neurology', null],
  ['Peds neuro', null],
  ['TY', null],
  ['Dermatology/Internal medicine', null],
  ['Vascular surgery', null],
  ['Internal medicine/pediatrics', null],
  ['Med-Peds', null],
  ['Family medicine / Psychiatry', null],
  ['Radiation oncology', null],
  ['Cardiology', null],
  ['Oral and maxillofacial surgery', null],
  ['Remembering', null],
  ['', null],
  ['   ', null],
  ['内科', null],
  ['🩺', null],
])('%j names %s', (text, id) => {
  expect(specialtyNamed(text)?.id ?? null).toBe(id);
});

test.each<[specialty: string, department: string, wanted: string, fit: string]>([
  ['Cardiology', '', 'Internal medicine', 'in'],
  ['Hematology/Oncology', '', 'Internal Medicine', 'in'],
  ['Internal medicine', '', 'IM', 'in'],
  ['Psychiatry', '', 'Internal medicine', 'outside'],
  ['', 'Department of Surgery', 'General surgery', 'in'],
  ['', '', 'General surgery', 'not-said'],
  ['Psychiatry', '', '', 'not-said'],
  ['Wilderness medicine', '', 'Emergency medicine', 'unclear'],
  ['Hand surgery', '', 'Plastic surgery', 'in'],
  ['Hand surgery', '', 'Orthopaedics', 'in'],
  ['Hand surgery', '', 'Pediatrics', 'outside'],
  ['Pediatric emergency medicine', '', 'Emergency medicine', 'in'],
  ['Pediatric emergency medicine', '', 'Pediatrics', 'in'],
  ['Pediatric surgery', '', 'Pediatrics', 'outside'],
  ['Child neurology', '', 'Neurology', 'unclear'],
  // Of a field that people come to from several specialties it is asked.
  ['Sports medicine', '', 'Orthopaedic surgery', 'unclear'],
  ['Sports medicine', '', 'Family medicine', 'in'],
  ['Division of Pain Medicine', '', 'PM&R', 'unclear'],
  ['Critical care', '', 'Anesthesiology', 'unclear'],
  ['Geriatrics', '', 'Family medicine', 'unclear'],
  ['Hospitalist', '', 'Pediatrics', 'unclear'],
  ['Hospitalist', '', 'Urology', 'outside'],
  ['Neurology', '', 'Child neurology', 'unclear'],
  ['Pediatrics', '', 'Internal medicine-pediatrics', 'unclear'],
  ['Peds neuro', '', 'Pediatrics', 'unclear'],
  ['Pediatric critical care', '', 'Anesthesiology', 'outside'],
  ['Med-peds', '', 'Pediatrics', 'in'],
  ['Vascular surgery', '', 'Vascular surgery', 'in'],
  ['Pathology', '', 'Dermatology', 'outside'],
  ['Vascular surgery', '', 'General surgery', 'in'],
  ['General surgery', '', 'Vascular surgery', 'outside'],
  ['Dermatopathology', '', 'Pathology', 'in'],
  // A fellowship's specialty is nobody's who does not say so.
  ['Interventional cardiology', '', 'Cardiology', 'in'],
  ['Internal medicine', '', 'Cardiology', 'unclear'],
  ['Family medicine', '', 'Primary care', 'in'],
  ['General internal medicine', '', 'Primary care', 'in'],
  ['Pediatrics', '', 'Primary care', 'in'],
  ['Cardiology', '', 'Primary care', 'unclear'],
  ['Radiology', '', 'Primary care', 'outside'],
  ['Primary care', '', 'Primary care', 'in'],
  ['Basket weaving', '', 'Primary care', 'unclear'],
])('somebody of %j (%j) is of %j: %s', (specialty, department, wanted, fit) => {
  expect(fitOf({ specialty, department }, wanted)).toBe(fit);
});

test('names of any kind are read without throwing', () => {
  const text = fc.oneof(
    fc.string({ unit: 'binary', maxLength: 400 }),
    fc.constantFrom('__proto__', 'constructor', 'toString', 'medicine medicine medicine'),
    fc
      .array(fc.constantFrom('internal', 'medicine', 'surgery', 'child', 'neurology', 'of', 'and', '/', '-', '\u0000'))
      .map(words => words.join(' ')),
  );
  fc.assert(
    fc.property(text, text, (a, b) => {
      const named = specialtyNamed(a);
      expect(named === null || SPECIALTIES.includes(named)).toBe(true);
      expect(['in', 'outside', 'unclear', 'not-said']).toContain(fitOf({ specialty: a, department: b }, b));
      if (named !== null) expect(fitOf({ specialty: a, department: '' }, named.names[0]!)).toBe('in');
    }),
  );
});

test('slots of every kind of track can be saved, are open and in order', () => {
  for (const specialty of [null, ...SPECIALTIES]) {
    for (const trackKind of TRACK_KINDS) {
      for (const applicantKind of [null, ...APPLICANT_KINDS]) {
        for (const service of SERVICES) {
          const slots = slotsFor(specialty, { trackKind, applicantKind, service });
          expect(slots.length).toBeGreaterThan(0);
          expect(slots.map(({ position }) => position)).toEqual(slots.map((_, at) => at));
          for (const one of slots) {
            const fields = { ...one, trackId: 't1' };
            expect(v.parse(slotFieldsSchema, fields)).toEqual(fields);
            expect(one.letterId).toBeNull();
          }
        }
      }
    }
  }
});

test('a specialty that is not listed gets three to four letters, one from it at least, and says that it was not checked', () => {
  const template = templateFor(specialtyNamed('Pathology'), PLAIN);
  expect(template).toMatchObject({ least: 3, most: 4, isChecked: false, inSpecialty: { least: 1 } });
  expect(template.notes).toContain('not-checked');
  expect(template.slots.map(({ isInSpecialty, isOptional }) => [isInSpecialty, isOptional])).toEqual([
    [true, false],
    [null, false],
    [null, false],
    [null, true],
  ]);
});

test('an international graduate gets a wish for US clinical work, a DO one for a DO, each optional and alone', () => {
  for (const specialty of [null, ...SPECIALTIES]) {
    const wishes = (applicantKind: 'international' | 'us-do' | 'us-md') =>
      slotsFor(specialty, { ...PLAIN, applicantKind }).filter(({ isUsClinical, isByDo }) => isUsClinical || isByDo);
    expect(wishes('us-md')).toEqual([]);
    expect(wishes('international')).toMatchObject([{ isUsClinical: true, isByDo: false, isOptional: true }]);
    expect(wishes('us-do')).toMatchObject([{ isUsClinical: false, isByDo: true, isOptional: true }]);
  }
  // SF Match takes three and no more.
  const ophthalmology = specialtyNamed('Ophthalmology');
  expect(slotsFor(ophthalmology, { ...PLAIN, applicantKind: 'international', service: 'sf-match' })).toHaveLength(3);
  // What another country's or the military's board asks for is another matter.
  expect(
    slotsFor(null, { ...PLAIN, applicantKind: 'international', service: 'carms' }).some(one => one.isUsClinical),
  ).toBe(false);
});

test.each([
  ['preliminary', 3],
  ['transitional', 4],
  ['fellowship', 4],
] as const)('a %s track has its own slots, whatever its specialty', (trackKind, count) => {
  const im = specialtyNamed('IM');
  expect(slotsFor(im, { ...PLAIN, trackKind })).toHaveLength(count);
  expect(templateFor(im, { ...PLAIN, trackKind }).isChecked).toBe(trackKind === 'preliminary');
  const wantsSpecialty = slotsFor(im, { ...PLAIN, trackKind }).some(({ isInSpecialty }) => isInSpecialty === true);
  expect(wantsSpecialty).toBe(trackKind === 'fellowship');
});

test('the program director’s letter is an optional slot of every fellowship, commonly asked for as it is, and of nothing else', () => {
  const directors = (trackKind: Track['kind'], name: string) =>
    slotsFor(specialtyNamed(name), { ...PLAIN, trackKind }).filter(({ isByDirector }) => isByDirector);
  for (const name of ['Cardiology', 'Internal medicine', '']) {
    expect(directors('fellowship', name)).toMatchObject([{ isOptional: true, position: 3 }]);
    for (const kind of ['categorical', 'advanced', 'preliminary', 'transitional'] as const)
      expect(directors(kind, name)).toEqual([]);
  }
});

test('an advanced track has the slots of its specialty, and its year before three of its own: six in all', () => {
  const advanced = templateFor(specialtyNamed('Radiology'), { ...PLAIN, trackKind: 'advanced' });
  const year = templateFor(specialtyNamed('IM'), { ...PLAIN, trackKind: 'preliminary' });
  expect([advanced.least, year.least]).toEqual([3, 3]);
  expect(advanced.notes).toContain('preliminary-adapt');
  expect(year.notes).toContain('preliminary-adapt');
});
