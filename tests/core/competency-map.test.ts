import { describe, expect, test } from 'vitest';
import { EVALUATION_FORMS, FORM_TRAITS, mainTraitOf, traitsFor } from '../../src/core/competency-map.ts';
import { COMPETENCIES } from '../../src/core/moment.ts';

const all = EVALUATION_FORMS.flatMap(form => FORM_TRAITS[form].traits);

test('no two traits have one id', () => {
  expect(new Set(all.map(({ id }) => id)).size).toBe(all.length);
});

describe.each(EVALUATION_FORMS)('the %s', form => {
  test('has a place for a moment of any competency, and says where its traits come from', () => {
    expect(FORM_TRAITS[form].source.url).toMatch(/^https:\/\//);
    expect(COMPETENCIES.filter(competency => traitsFor(form, [competency]).length === 0)).toEqual([]);
    expect(COMPETENCIES.filter(competency => mainTraitOf(form, [competency]) === null)).toEqual([]);
  });

  test('has no place for a moment without any', () => {
    expect(traitsFor(form, [])).toEqual([]);
    expect(mainTraitOf(form, [])).toBeNull();
  });
});

test('the traits of several competencies come each once, in the order of the form', () => {
  expect(traitsFor('sloe', ['medical-knowledge', 'patient-care']).map(({ id }) => id)).toEqual([
    'sloe-reasoning',
    'sloe-caring',
  ]);
});

test.each([
  ['sloe', ['patient-care', 'professionalism'], 'sloe-reasoning'],
  ['sloe', ['systems-based-practice'], 'sloe-teamwork'],
  ['eslor', ['systems-based-practice'], 'eslor-teamwork'],
  // What was learned is no research, and an error that was owned no commitment to the specialty.
  ['eslor', ['practice-based-learning', 'patient-care'], 'eslor-initiative'],
  ['sloe', ['professionalism'], 'sloe-work-ethic'],
  // The trait of its own name, and not the first that has anything to do with it.
  ['sel', ['patient-care'], 'sel-patient-care'],
] as const)('in the %s a moment of %j is told under %s', (form, competencies, id) => {
  expect(mainTraitOf(form, competencies)?.id).toBe(id);
});

test('what sums up everything is spoken for by no single moment', () => {
  expect(traitsFor('sloe', COMPETENCIES).map(({ id }) => id)).not.toContain('sloe-success');
});
