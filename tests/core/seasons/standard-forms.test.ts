import { expect, test } from 'vitest';
import type { Track } from '../../../src/core/plan/plan.ts';
import { SPECIALTIES } from '../../../src/core/seasons/specialties.ts';
import { standardFormOf } from '../../../src/core/seasons/standard-forms.ts';
import { track } from '../records.ts';

const formFor = (name: string, also: Partial<Track> = {}) => standardFormOf(track({ name, ...also }));

// By hand from section 2 of the design's `domain.md`.
const BY_HAND: Readonly<Record<string, string>> = {
  'emergency-medicine': 'sloe',
  'obstetrics-gynecology': 'sloe',
  'orthopaedic-surgery': 'eslor',
  neurosurgery: 'loe',
  'internal-medicine': 'sel',
  dermatology: 'eras-form',
  urology: 'eras-form',
  'plastic-surgery': 'eras-form',
};

test.each(SPECIALTIES.map(({ id, names, service }) => [id, names[0] ?? '', service] as const))(
  'the standardized letter of %s',
  (id, name, service) => {
    expect(formFor(name, { service })).toBe(BY_HAND[id] ?? null);
  },
);

test('the specialty decides, and the name only where none is said', () => {
  expect(formFor('My plan B', { specialty: 'EM', service: 'residencycas' })).toBe('sloe');
  expect(formFor('Ortho', { specialty: 'Pediatrics' })).toBeNull();
});

test.each([
  ['Canada has structured reference letters', 'Emergency medicine', { service: 'carms' }, 'reference'],
  ['the military has letters alone', 'Emergency medicine', { service: 'military' }, null],
  ['a fellowship has no form of the residency’s', 'Internal medicine', { kind: 'fellowship' }, null],
  ['what is built into ERAS is nowhere else', 'Dermatology', { service: 'other' }, null],
  ['a specialty that was not looked up has none', 'Pathology', {}, null],
] as const)('%s', (_name, specialty, also, wanted) => {
  expect(formFor(specialty, also)).toBe(wanted);
});
