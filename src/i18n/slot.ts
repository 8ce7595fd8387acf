import type { Track } from '../core/plan/plan.ts';
import type { Slot } from '../core/plan/slot.ts';
import { standardFormOf } from '../core/seasons/standard-forms.ts';
import { isAbbreviated, standardFormName } from './standard-form.ts';
import { t } from './t.ts';

type OfTrack = Pick<Track, 'specialty' | 'name' | 'service' | 'kind'>;

/** What a slot is called: the student's own name for it, else words made of what it wants. */
export function slotName(slot: Slot, track: OfTrack): string {
  if (slot.name !== '') return slot.name;
  const specialty = slot.specialty === '' ? specialtyOf(track) : slot.specialty;
  if (slot.isByDirector) return t('slotDirector');
  if (slot.isChairLetter) return t('slotChair', { specialty });
  const form = slot.form === 'standardized' ? standardFormName(askedOf(slot, track)) : null;
  if (slot.isInSpecialty === true || slot.specialty !== '') {
    return form === null ? t('slotIn', { specialty }) : t('slotStandardizedIn', { form, specialty });
  }
  if (form !== null) return t('slotStandardized', { form });
  return slot.isInSpecialty === false ? t('slotOutside', { specialty: specialtyOf(track) }) : t('slotAny');
}

/** What kind of letter a slot asks for, in a word or two under its picture; `null` for one of any kind. */
export function slotKindWords(slot: Slot, track: OfTrack): string | null {
  if (slot.form === 'standardized') return standardFormName(askedOf(slot, track));
  if (slot.isByDirector) return t('slotKindDirector');
  return slot.isChairLetter ? t('slotKindChair') : null;
}

/** Whose standardized letter it is: that of another specialty where the slot asks for one. */
function askedOf({ specialty }: Slot, track: OfTrack): OfTrack {
  return specialty === '' ? track : { ...track, specialty };
}

function specialtyOf({ specialty, name }: Pick<Track, 'specialty' | 'name'>): string {
  return specialty === '' ? name : specialty;
}

/** What a slot wants beside what its name says, a few words each. */
export function slotWishes(slot: Slot, track: OfTrack): readonly string[] {
  const own = slot.name !== '';
  return [
    own && slot.isInSpecialty === true && slot.specialty === '' ? t('slotIn', { specialty: specialtyOf(track) }) : null,
    own && slot.specialty !== '' ? t('slotIn', { specialty: slot.specialty }) : null,
    own && slot.isChairLetter ? t('slotWishChair') : null,
    own && slot.isByDirector ? t('slotWishDirector') : null,
    slot.form === 'standardized' ? standardWish(slot, track) : null,
    slot.form === 'narrative' ? t('slotWishNarrative') : null,
    // The department's structured letter takes the place of the chair's.
    slot.isChairLetter && slot.form === null && standardFormOf(askedOf(slot, track)) === 'sel'
      ? t('slotWishSel')
      : null,
    slot.isFromCoreRotation ? t('slotWishCore') : null,
    slot.isUsClinical ? t('slotWishUsClinical') : null,
    slot.isByDo ? t('slotWishDo') : null,
    slot.isOptional ? (isForOneOfThem(slot) ? t('slotWishOptionalAny') : t('slotWishOptional')) : null,
  ].filter(words => words !== null);
}

/** A wish for who writes or where it was seen, which stands beside the letters that are needed: one of them may meet it. */
function isForOneOfThem({ isUsClinical, isByDo }: Slot): boolean {
  return isUsClinical || isByDo;
}

/** What the form is, where the name does not say it; what the form is called, where the slot's name is another. */
function standardWish(slot: Slot, track: OfTrack): string | null {
  const asked = askedOf(slot, track);
  if (slot.name !== '' || slot.isChairLetter || slot.isByDirector) return standardFormName(asked);
  return isAbbreviated(asked) ? t('slotWishStandardized') : null;
}
