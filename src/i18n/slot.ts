import type { Track } from '../core/plan/plan.ts';
import type { Slot } from '../core/plan/slot.ts';
import { t } from './t.ts';

/** What a slot is called: the student's own name for it, else words made of what it wants. */
export function slotName(slot: Slot, track: Pick<Track, 'specialty' | 'name'>): string {
  if (slot.name !== '') return slot.name;
  const specialty = slot.specialty === '' ? specialtyOf(track) : slot.specialty;
  if (slot.isChairLetter) return t('slotChair', { specialty });
  if (slot.isInSpecialty === true || slot.specialty !== '') {
    return slot.form === 'standardized' ? t('slotStandardizedIn', { specialty }) : t('slotIn', { specialty });
  }
  if (slot.form === 'standardized') return t('slotStandardized');
  return slot.isInSpecialty === false ? t('slotOutside', { specialty: specialtyOf(track) }) : t('slotAny');
}

function specialtyOf({ specialty, name }: Pick<Track, 'specialty' | 'name'>): string {
  return specialty === '' ? name : specialty;
}

/** What a slot wants beside what its name says, a few words each. */
export function slotWishes(slot: Slot, track: Pick<Track, 'specialty' | 'name'>): readonly string[] {
  const own = slot.name !== '';
  return [
    own && slot.isInSpecialty === true && slot.specialty === '' ? t('slotIn', { specialty: specialtyOf(track) }) : null,
    own && slot.specialty !== '' ? t('slotIn', { specialty: slot.specialty }) : null,
    own && slot.isChairLetter ? t('slotWishChair') : null,
    slot.form === 'standardized' && (own || slot.isChairLetter) ? t('slotWishStandardized') : null,
    slot.form === 'narrative' ? t('slotWishNarrative') : null,
    slot.isFromCoreRotation ? t('slotWishCore') : null,
    slot.isUsClinical ? t('slotWishUsClinical') : null,
    slot.isByDo ? t('slotWishDo') : null,
    slot.isOptional ? t('slotWishOptional') : null,
  ].filter(words => words !== null);
}
