import type { COMPETENCIES } from './moment.ts';
import { CHECKED_ON, inferredFrom, old, SOURCES, type Source } from './seasons/source.ts';

export type Competency = (typeof COMPETENCIES)[number];

/** The forms on which a writer rates named traits: emergency medicine's, orthopaedics', internal medicine's. */
export const EVALUATION_FORMS = ['sloe', 'eslor', 'sel'] as const;
export type EvaluationForm = (typeof EVALUATION_FORMS)[number];

/** One thing such a form asks about. */
export interface Trait {
  /** Unique among all forms; its words are `trait_…` in `_locales`. */
  readonly id: string;
  /** The competencies whose moments speak for it, the nearest first; empty where none does by itself. */
  readonly competencies: readonly Competency[];
}

export interface FormTraits {
  /** In the order of the form. */
  readonly traits: readonly Trait[];
  /** Where the traits come from. Which competency goes with which is our own reading, unless the form uses their names. */
  readonly source: Source;
}

const study = (url: string): Source => ({ url, by: 'school', checkedOn: CHECKED_ON });

/**
 * What the forms ask about (`domain.md` of the design, section 4.4). The forms change from year to year and their wording
 * is not repeated here: say "check the current form" wherever these are shown.
 */
export const FORM_TRAITS: Readonly<Record<EvaluationForm, FormTraits>> = {
  sloe: {
    // The seven attributes as the study of the form of 2019-20 lists them.
    source: inferredFrom(old(study('https://pmc.ncbi.nlm.nih.gov/articles/PMC8194319'))),
    traits: [
      { id: 'sloe-commitment', competencies: [] },
      { id: 'sloe-work-ethic', competencies: ['professionalism'] },
      { id: 'sloe-reasoning', competencies: ['patient-care', 'medical-knowledge'] },
      { id: 'sloe-teamwork', competencies: ['interpersonal-and-communication-skills', 'systems-based-practice'] },
      { id: 'sloe-caring', competencies: ['interpersonal-and-communication-skills', 'patient-care'] },
      { id: 'sloe-guidance', competencies: ['practice-based-learning'] },
      { id: 'sloe-success', competencies: [] },
    ],
  },
  eslor: {
    // The domains as the study of 628 letters lists them; that the form maps to all six is the association's own word.
    source: inferredFrom(study('https://pmc.ncbi.nlm.nih.gov/articles/PMC7480965')),
    traits: [
      { id: 'eslor-patient-care', competencies: ['patient-care'] },
      { id: 'eslor-knowledge', competencies: ['medical-knowledge'] },
      { id: 'eslor-communication', competencies: ['interpersonal-and-communication-skills'] },
      { id: 'eslor-procedures', competencies: ['patient-care'] },
      { id: 'eslor-research', competencies: ['medical-knowledge', 'practice-based-learning'] },
      { id: 'eslor-teamwork', competencies: ['systems-based-practice', 'interpersonal-and-communication-skills'] },
      { id: 'eslor-professionalism', competencies: ['professionalism'] },
      { id: 'eslor-initiative', competencies: ['practice-based-learning', 'professionalism'] },
      { id: 'eslor-commitment', competencies: ['professionalism'] },
    ],
  },
  sel: {
    // The letter is written in the language of the competencies, after the student's roles and responsibilities.
    source: SOURCES.aaimSel,
    traits: [
      { id: 'sel-responsibilities', competencies: ['systems-based-practice', 'patient-care'] },
      { id: 'sel-patient-care', competencies: ['patient-care'] },
      { id: 'sel-knowledge', competencies: ['medical-knowledge'] },
      { id: 'sel-communication', competencies: ['interpersonal-and-communication-skills'] },
      { id: 'sel-professionalism', competencies: ['professionalism'] },
      { id: 'sel-learning', competencies: ['practice-based-learning'] },
      { id: 'sel-systems', competencies: ['systems-based-practice'] },
    ],
  },
};

/** The traits of a form that moments of these competencies speak for, in the form's order; none for no competency. */
export function traitsFor(form: EvaluationForm, competencies: readonly Competency[]): readonly Trait[] {
  return FORM_TRAITS[form].traits.filter(trait => trait.competencies.some(one => competencies.includes(one)));
}

/**
 * The one trait of a form under which a moment is told, so that a packet says nothing twice: the one that its first
 * competency is nearest to. `null` where none of its competencies speaks for a trait, as for a moment without any.
 */
export function mainTraitOf(form: EvaluationForm, competencies: readonly Competency[]): Trait | null {
  for (const competency of competencies) {
    const of = FORM_TRAITS[form].traits.filter(trait => trait.competencies.includes(competency));
    const nearest = of.find(trait => trait.competencies[0] === competency) ?? of[0];
    if (nearest !== undefined) return nearest;
  }
  return null;
}
