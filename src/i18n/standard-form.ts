import type { Track } from '../core/plan/plan.ts';
import { type StandardForm, standardFormOf } from '../core/seasons/standard-forms.ts';
import { t } from './t.ts';

type OfTrack = Pick<Track, 'specialty' | 'name' | 'service' | 'kind'>;

/** What a track's standardized letter is called, at the beginning of a name: "SLOE", "Standardized form". */
export function standardFormName(track: OfTrack): string {
  return wordsOf(standardFormOf(track)) ?? t('standardOther');
}

/** The same within a sentence, after "the": "SLOE", "standardized form". */
export function standardFormWithin(track: OfTrack): string {
  const form = standardFormOf(track);
  if (form === 'reference') return t('standardReferenceWithin');
  return wordsOf(form) ?? t('standardOtherWithin');
}

/** Whether its name alone does not say that it is a standardized letter. */
export function isAbbreviated(track: OfTrack): boolean {
  const form = standardFormOf(track);
  return form === 'sloe' || form === 'eslor' || form === 'loe' || form === 'sel';
}

/** `null` for one without a name of its own. */
function wordsOf(form: StandardForm | null): string | null {
  switch (form) {
    case 'sloe':
      return t('standardSloe');
    case 'eslor':
      return t('standardEslor');
    case 'loe':
      return t('standardLoe');
    case 'sel':
      return t('standardSel');
    case 'eras-form':
      return t('standardErasForm');
    case 'reference':
      return t('standardReference');
    case null:
      return null;
  }
}
