import type { Track } from '../plan/plan.ts';
import { isInEras } from './portal.ts';
import { specialtyNamed } from './specialties.ts';

/**
 * The name under which a specialty's standardized letter is known to those who ask for it; `domain.md` of the design,
 * section 2. `eras-form` is the one built into the ERAS portal, which has no name of its own, and `reference` CaRMS's
 * structured one.
 */
export const STANDARD_FORMS = ['sloe', 'eslor', 'loe', 'sel', 'eras-form', 'reference'] as const;
export type StandardForm = (typeof STANDARD_FORMS)[number];

/**
 * The forms inside the ERAS portal, a pilot of the season of 2027: which specialties have one, and in which seasons. Of later
 * ones nothing else is known, earlier ones had none.
 */
export const BUILT_IN_FORMS = {
  specialtyIds: ['dermatology', 'urology', 'plastic-surgery'],
  firstSeason: '2027',
} as const;

const FORMS: Readonly<Record<string, StandardForm>> = {
  'emergency-medicine': 'sloe',
  'obstetrics-gynecology': 'sloe',
  'orthopaedic-surgery': 'eslor',
  neurosurgery: 'loe',
  'internal-medicine': 'sel',
  ...Object.fromEntries(BUILT_IN_FORMS.specialtyIds.map((id): [string, StandardForm] => [id, 'eras-form'])),
};

/**
 * The standardized letter of a track.
 *
 * @returns `null` where none is known, as of otolaryngology, whose form of today was not found, or of a fellowship.
 */
export function standardFormOf({
  specialty,
  name,
  service,
  kind,
}: Pick<Track, 'specialty' | 'name' | 'service' | 'kind'>): StandardForm | null {
  if (service === 'carms') return 'reference';
  if (service === 'military' || kind === 'fellowship') return null;
  const form = FORMS[specialtyNamed(specialty === '' ? name : specialty)?.id ?? ''] ?? null;
  // What is built into one portal is not found in another.
  return form === 'eras-form' && !isInEras(service) ? null : form;
}
