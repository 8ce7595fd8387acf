import { expect, test } from 'vitest';
import { SERVICES } from '../../../src/core/letter.ts';
import type { SetUpFacts } from '../../../src/core/plan/set-up.ts';
import { parseProfile } from '../../../src/core/profile.ts';
import {
  applicantKindOf,
  chosenSteps,
  EMPTY_ROW,
  EMPTY_SET_UP,
  isSetUpField,
  type SetUpForm,
  type SetUpRow,
  seasonOf,
  serviceOf,
  servicesFor,
  setUpProblems,
  wantedTracks,
  withStep,
  type YearNames,
} from '../../../src/ui/plan/set-up-form.ts';
import { plan, track } from '../../core/records.ts';

const NAMES: YearNames = {
  medicine: 'Internal medicine',
  surgery: 'General surgery',
  transitional: 'Transitional year',
  medicineYear: 'Preliminary medicine year',
  surgeryYear: 'Preliminary surgery year',
};
const FACTS: SetUpFacts = { season: '2028', applicantKind: null, plans: [], tracks: [] };
const row = (fields: Partial<SetUpRow> = {}): SetUpRow => ({ ...EMPTY_ROW, specialty: 'Neurology', ...fields });
const form = (...rows: SetUpRow[]): SetUpForm => ({ ...EMPTY_SET_UP, rows });
const wanted = (rows: readonly SetUpRow[], facts = FACTS) => wantedTracks(form(...rows), facts, NAMES);
const problems = (rows: readonly SetUpRow[], facts: Partial<SetUpFacts> = {}) =>
  setUpProblems(form(...rows), { ...FACTS, ...facts }, NAMES);

test.each<[Partial<SetUpRow>, string]>([
  [{ specialty: 'OB-GYN' }, 'residencycas'],
  [{ specialty: 'em' }, 'residencycas'],
  [{ specialty: 'Ophthalmology' }, 'sf-match'],
  [{ specialty: 'Urology' }, 'urology'],
  [{ specialty: 'Aerospace medicine' }, 'eras'],
  [{ specialty: '' }, 'eras'],
  [{ specialty: 'OB-GYN', service: 'eras' }, 'eras'],
  [{ specialty: 'Ophthalmology', kind: 'fellowship' }, 'eras'],
  [{ specialty: 'Emergency medicine', kind: 'preliminary' }, 'eras'],
])('%o is proposed %s', (fields, service) => {
  expect(serviceOf(row(fields), 'us-md')).toBe(service);
});

test.each<[Partial<SetUpRow>, string]>([
  [{}, 'carms'],
  [{ specialty: 'Ophthalmology' }, 'carms'],
  [{ specialty: '' }, 'carms'],
  [{ specialty: 'OB-GYN', service: 'residencycas' }, 'residencycas'],
  [{ kind: 'pair' }, 'eras'],
  [{ kind: 'preliminary' }, 'eras'],
  [{ kind: 'fellowship' }, 'eras'],
])('to somebody who applies from Canada, %o is proposed %s', (fields, service) => {
  expect(serviceOf(row(fields), 'canadian')).toBe(service);
});

test('from Canada, CaRMS is the first to choose from, and what is proposed is what is made', () => {
  expect(servicesFor('canadian')).toEqual(['carms', ...SERVICES.filter(one => one !== 'carms')]);
  expect(servicesFor('us-md')).toEqual(SERVICES);
  expect(wanted([row()], { ...FACTS, applicantKind: 'canadian' })).toMatchObject([{ service: 'carms' }]);
});

test('an advanced position with its year is two tracks, the year in ERAS', () => {
  expect(wanted([row({ specialty: ' Ophthalmology ', kind: 'pair', firstYear: 'surgery' })])).toMatchObject([
    { name: 'Ophthalmology', kind: 'advanced', service: 'sf-match' },
    { name: 'Preliminary surgery year', specialty: 'General surgery', kind: 'preliminary', service: 'eras' },
  ]);
  expect(wanted([row({ kind: 'pair', firstYear: 'transitional' })])[1]).toMatchObject({
    name: 'Transitional year',
    specialty: '',
    kind: 'transitional',
  });
});

test('two advanced specialties have one year between them, and one that is there is not made again', () => {
  const rows = [row({ kind: 'pair' }), row({ specialty: 'Dermatology', kind: 'pair' })];
  expect(wanted(rows).map(({ name }) => name)).toEqual(['Neurology', 'Preliminary medicine year', 'Dermatology']);
  const there = track({ specialty: 'Internal medicine', kind: 'preliminary' });
  const facts = { ...FACTS, plans: [plan({ season: '2028' })], tracks: [there] };
  expect(wanted([row({ kind: 'pair' })], facts).map(({ name }) => name)).toEqual(['Neurology']);
});

test('a fellowship in ERAS has a calendar of its own, elsewhere it has not', () => {
  const fellowship = { specialty: 'Cardiology', kind: 'fellowship', calendar: 'fellowship-december' } as const;
  expect(wanted([row(fellowship)])[0]?.serviceName).toBe('December fellowships');
  expect(wanted([row({ ...fellowship, service: 'sf-match' })])[0]?.serviceName).toBe('');
});

test('of a service of one’s own its name, cap and steps are taken; of others they are not', () => {
  const own = { serviceName: ' Home match ', mostLetters: ' 3 ', steps: ['receivedOn'] as const };
  expect(wanted([row({ ...own, service: 'other' })])[0]).toMatchObject({
    serviceName: 'Home match',
    mostLetters: 3,
    steps: ['receivedOn'],
  });
  expect(wanted([row({ ...own, service: 'eras' })])[0]).toMatchObject({
    serviceName: '',
    mostLetters: null,
    steps: [],
  });
});

test.each<[Partial<SetUpRow>, string | null]>([
  [{}, null],
  [{ specialty: ' ' }, 'no-specialty'],
  [{ specialty: '', kind: 'transitional' }, null],
  [{ service: 'other' }, 'no-service-name'],
  [{ service: 'other', serviceName: 'Home match' }, null],
  [{ service: 'other', serviceName: 'Home match', mostLetters: '0' }, 'bad-cap'],
  [{ service: 'other', serviceName: 'Home match', mostLetters: '21' }, 'bad-cap'],
  [{ service: 'other', serviceName: 'Home match', mostLetters: '3.5' }, 'bad-cap'],
  [{ service: 'other', serviceName: 'Home match', mostLetters: '20' }, null],
])('%o has the problem %s', (fields, problem) => {
  expect(problems([row(fields)]).rows).toEqual([problem]);
});

test('the same twice, and what is there already, are said of the row', () => {
  expect(problems([row(), row({ specialty: 'Neurology ' })]).rows).toEqual([null, 'twice']);
  const facts = { plans: [plan({ season: '2028' })], tracks: [track({ specialty: 'neurology' })] };
  expect(problems([row(), row({ specialty: 'Dermatology' })], facts).rows).toEqual(['there-already', null]);
});

test.each([
  ['2028', false],
  ['', true],
  ['28', true],
  ['20288', true],
])('the season %j is bad: %s', (season, isBad) => {
  expect(problems([row()], { season }).isSeasonBad).toBe(isBad);
});

test('what is proposed holds until something else is chosen', () => {
  expect(seasonOf(EMPTY_SET_UP, '2028')).toBe('2028');
  expect(seasonOf({ ...EMPTY_SET_UP, season: '2027' }, '2028')).toBe('2027');
  expect(seasonOf({ ...EMPTY_SET_UP, season: 'other', otherSeason: ' 2031 ' }, '2028')).toBe('2031');
  const profile = parseProfile({ applicantKind: 'canadian' });
  expect(applicantKindOf(EMPTY_SET_UP, profile)).toBe('canadian');
  expect(applicantKindOf({ ...EMPTY_SET_UP, applicantKind: 'us-do' }, profile)).toBe('us-do');
});

test('steps are those of ERAS until one is chosen, and stay in their order', () => {
  expect(chosenSteps(row())).toContain('visibleOn');
  expect(chosenSteps(row())).not.toContain('acceptedOn');
  const accepted = withStep(row(), 'acceptedOn', true);
  expect(accepted.indexOf('acceptedOn')).toBe(accepted.indexOf('requestedOn') + 1);
  expect(withStep(row({ steps: accepted }), 'visibleOn', false)).not.toContain('visibleOn');
});

test('of what was kept only whole rows come back', () => {
  expect(isSetUpField('rows', [EMPTY_ROW, row()])).toBe(true);
  expect(isSetUpField('rows', [])).toBe(false);
  expect(isSetUpField('rows', [{ ...EMPTY_ROW, kind: 'gap year' }])).toBe(false);
  expect(isSetUpField('rows', [{ ...EMPTY_ROW, steps: ['wonOn'] }])).toBe(false);
  expect(isSetUpField('rows', 'Neurology')).toBe(false);
  expect(isSetUpField('season', 2028)).toBe(false);
});
