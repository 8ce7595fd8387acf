import type { Letter } from '../letter.ts';
import { specialFormOf } from '../letters/letter-rules.ts';
import type { Track } from '../plan/plan.ts';
import { isInEras } from '../seasons/portal.ts';
import { SERVICE_FACTS, type UploadStep } from '../seasons/services.ts';
import { type StandardForm, standardFormOf } from '../seasons/standard-forms.ts';

/** The forms that are filled in elsewhere and uploaded as a PDF, by who gives them out. */
const TEMPLATES: Readonly<Partial<Record<StandardForm, UploadStep>>> = { sel: 'sel-template', loe: 'loe-template' };

/**
 * How the writer gets a letter in, one step after another. A narrative one goes the way of its service; a standardized one
 * goes by its form, which may be inside the portal, on a site of its own, or a template that becomes a PDF
 * (`domain.md` of the design, sections 1 and 2).
 *
 * @param track - `null` for a General letter.
 * @param season - Of the plan, as `2028`; empty when not known.
 */
export function uploadStepsOf(
  { service, form }: Pick<Letter, 'service' | 'form'>,
  track: Pick<Track, 'specialty' | 'name' | 'service' | 'kind'> | null,
  season: string,
): readonly UploadStep[] {
  const usual = SERVICE_FACTS[service].uploadSteps;
  if (form !== 'standardized') return usual;
  const special = track === null ? null : specialFormOf(track, season);
  const standard = track === null ? null : standardFormOf(track);
  const template = (standard === null ? undefined : TEMPLATES[standard]) ?? 'own-template';
  if (isInEras(service)) {
    const portal = usual.filter(step => step !== 'aamc-pdf');
    if (special === 'built-in') return [...portal, 'aamc-form'];
    if (special === 'eslor') return ['eslor-site', ...portal, 'eslor-pdf'];
    return [template, ...portal, 'one-pdf'];
  }
  if (service === 'residencycas') {
    const asked = usual.filter(step => step !== 'residencycas-submit');
    if (special === 'cord') return [...asked, 'cord-form', 'cord-access', 'cord-send'];
    return [...asked, standard === 'sloe' ? 'obgyn-form' : template, 'residencycas-submit'];
  }
  return service === 'other' ? ['own-template', ...usual] : usual;
}

/** Whether the writer's form cannot be sent on without the Letter ID. */
export function needsLetterId(
  { form }: Pick<Letter, 'form'>,
  track: Pick<Track, 'specialty' | 'name' | 'service' | 'kind'> | null,
): boolean {
  const special = form === 'standardized' && track !== null ? specialFormOf(track) : null;
  return special === 'cord' || special === 'eslor';
}
