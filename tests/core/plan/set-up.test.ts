import * as v from 'valibot';
import { expect, test } from 'vitest';
import { planFieldsSchema, trackFieldsSchema } from '../../../src/core/plan/plan.ts';
import { likelySeason, type SetUpFacts, sameTrack, setUp, type WantedTrack } from '../../../src/core/plan/set-up.ts';
import { slotFieldsSchema } from '../../../src/core/plan/slot.ts';
import { day, plan, track } from '../records.ts';

const wanted = (fields: Partial<WantedTrack> = {}): WantedTrack => ({
  name: 'Internal medicine',
  specialty: 'Internal medicine',
  kind: 'categorical',
  service: 'eras',
  serviceName: '',
  mostLetters: null,
  steps: [],
  ...fields,
});
const FACTS: SetUpFacts = { season: '2028', applicantKind: 'us-md', plans: [], tracks: [] };
function counter() {
  let count = 0;
  return () => `id${++count}`;
}
const made = (tracks: readonly WantedTrack[], facts: Partial<SetUpFacts> = {}) =>
  setUp(tracks, { ...FACTS, ...facts }, counter());
const tablesOf = (records: ReturnType<typeof made>) => records.map(({ table }) => table);

test('one track makes its plan, itself and the slots of its template, each after what it names', () => {
  const records = made([wanted()]);
  expect(tablesOf(records)).toEqual(['plans', 'tracks', 'slots', 'slots', 'slots', 'slots']);
  const [its, own, ...slots] = records;
  expect(own?.fields).toMatchObject({
    planId: its?.id,
    name: 'Internal medicine',
    service: 'eras',
    isInternational: false,
  });
  expect(slots.map(({ fields }) => fields)).toMatchObject([
    { trackId: own?.id, position: 0, isInSpecialty: true },
    { position: 1, isInSpecialty: true },
    { position: 2, isInSpecialty: null, specialty: '' },
    { position: 3, isChairLetter: true },
  ]);
});

test('everything it makes is what the worker takes', () => {
  const all = made(
    [
      wanted(),
      wanted({ service: 'other', serviceName: 'Home match', mostLetters: 2, steps: ['askedOn', 'receivedOn'] }),
      wanted({ specialty: 'Cardiology', kind: 'fellowship', serviceName: 'July fellowships' }),
    ],
    { applicantKind: 'international' },
  );
  const schemas = { plans: planFieldsSchema, tracks: trackFieldsSchema, slots: slotFieldsSchema };
  for (const { table, fields } of all) expect(v.safeParse(schemas[table], fields).success).toBe(true);
  expect(all.filter(({ table }) => table === 'plans').map(({ fields }) => fields)).toMatchObject([
    { season: '2028', service: 'eras', serviceName: '', reviewFromOn: { on: '2027-09-22', confidence: 'estimated' } },
    { service: 'other', serviceName: 'Home match', mostLetters: 2, steps: ['askedOn', 'receivedOn'] },
    { service: 'eras', serviceName: 'July fellowships', reviewFromOn: { on: null, confidence: 'unknown' } },
  ]);
});

test('an advanced position and its preliminary year share a plan; another service has its own', () => {
  const records = made([
    wanted({ specialty: 'Ophthalmology', kind: 'advanced', service: 'sf-match' }),
    wanted({ specialty: 'Internal medicine', kind: 'preliminary' }),
    wanted({ specialty: 'Neurology' }),
  ]);
  const plans = records.filter(({ table }) => table === 'plans');
  expect(plans.map(({ fields }) => fields.service)).toEqual(['sf-match', 'eras']);
  const tracks = records.filter(({ table }) => table === 'tracks');
  expect(tracks.map(({ fields }) => fields.planId)).toEqual([plans[0]?.id, plans[1]?.id, plans[1]?.id]);
  const slotsOf = (id?: string) => records.filter(({ table, fields }) => table === 'slots' && fields.trackId === id);
  expect(tracks.map(({ id }) => slotsOf(id).length)).toEqual([3, 3, 3 + 1]);
});

test('a plan that is there is used, of the same season and service only', () => {
  const plans = [
    plan({ id: 'then', season: '2027' }),
    plan({ id: 'there', season: '2028' }),
    plan({ id: 'home', season: '2028', service: 'other', serviceName: 'Home match' }),
  ];
  const planIdOf = (fields: Partial<WantedTrack>) =>
    made([wanted(fields)], { plans }).find(({ table }) => table === 'tracks')?.fields.planId;
  expect(planIdOf({})).toBe('there');
  expect(planIdOf({ service: 'other', serviceName: 'HOME match' })).toBe('home');
  expect(planIdOf({ service: 'other', serviceName: 'Away match' })).toBe('id1');
});

test.each([
  ['us-md', 'eras', false],
  ['us-do', 'eras', false],
  ['international', 'eras', true],
  ['international', 'urology', true],
  ['international', 'sf-match', false],
  [null, 'eras', false],
] as const)('letters of %s in %s pass through ECFMG: %s', (applicantKind, service, expected) => {
  const own = made([wanted({ service })], { applicantKind }).find(({ table }) => table === 'tracks');
  expect(own?.fields.isInternational).toBe(expected);
});

test('a specialty that is not listed gets the common slots', () => {
  const slots = made([wanted({ specialty: 'Aerospace medicine' })]).filter(({ table }) => table === 'slots');
  expect(slots.map(({ fields }) => [fields.isInSpecialty, fields.isOptional])).toEqual([
    [true, false],
    [null, false],
    [null, false],
    [null, true],
  ]);
});

test('a track that is there already is found whatever its case', () => {
  const facts = { ...FACTS, plans: [plan({ season: '2028' })], tracks: [track({ specialty: 'Internal Medicine' })] };
  expect(sameTrack(wanted(), facts)?.id).toBe('t1');
  expect(sameTrack(wanted({ kind: 'preliminary' }), facts)).toBeNull();
  expect(sameTrack(wanted(), { ...facts, season: '2027' })).toBeNull();
});

test.each([
  [null, '2026-03-01', '2027'],
  [null, '2026-10-31', '2027'],
  [null, '2026-11-01', '2028'],
  [2029, '2026-11-23', '2029'],
  [2012, '2026-11-23', '2028'],
])('who graduates in %s plans on %s for %s', (year, today, season) => {
  expect(likelySeason(year, day(today))).toBe(season);
});
