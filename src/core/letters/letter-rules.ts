/** What a service makes of a letter: what it asks, what it locks, and what has to be done besides. */
import type { Letter, Service } from '../letter.ts';
import type { Track } from '../plan/plan.ts';
import type { Profile } from '../profile.ts';
import { SERVICE_FACTS } from '../seasons/services.ts';
import { specialtyNamed } from '../seasons/specialties.ts';

/** Whether letters of a service go through MyERAS: urology applies in it and is matched elsewhere. */
export function isInEras(service: Service): boolean {
  return service === 'eras' || service === 'urology';
}

/** The fields of a letter that a service takes once and keeps. */
export const LOCKED_FIELDS = ['trackId', 'form', 'isChairLetter', 'isWaived'] as const;
export type LockedField = (typeof LOCKED_FIELDS)[number];

/**
 * The fields that cannot be changed in the service any more. A MyERAS entry can be edited until it is confirmed, which
 * makes its request; a request in CaRMS, which names a discipline or none, cannot be edited once it is submitted
 * (`domain.md` of the design, section 1). Here they can, so that a mistake in typing does not stay.
 */
export function lockedFields({
  service,
  requestedOn,
}: Pick<Letter, 'service' | 'requestedOn'>): readonly LockedField[] {
  if (requestedOn === null) return [];
  if (isInEras(service)) return LOCKED_FIELDS;
  return service === 'carms' ? ['trackId'] : [];
}

/** Whether the service asks for narrative or standardized: in MyERAS, General hides that choice, and is narrative. */
export function asksForForm({ service, trackId }: Pick<Letter, 'service' | 'trackId'>): boolean {
  return SERVICE_FACTS[service].choosesForm && !(isInEras(service) && trackId === null);
}

/** Whether the right to see it has to be waived or kept before the request: only where we know that the service asks. */
export function needsWaiver(service: Service): boolean {
  return service !== 'other' && SERVICE_FACTS[service].hasWaiver;
}

/** A completed evaluation in ResidencyCAS can be neither removed nor replaced. */
export function isFinal({ service, receivedOn }: Pick<Letter, 'service' | 'receivedOn'>): boolean {
  return service === 'residencycas' && receivedOn !== null;
}

/**
 * Another letter with the same Letter ID, which is good for one use; `null` for none. One that was carried over is its
 * earlier self by the same writer, and no second use.
 */
export function withSameLetterId<T extends Pick<Letter, 'id' | 'letterIdNumber' | 'mentorId' | 'carriedOverFrom'>>(
  letter: T,
  others: readonly T[],
): T | null {
  const key = letterIdKey(letter.letterIdNumber);
  if (key === '') return null;
  const isCarried = (one: T) => one.carriedOverFrom !== '' || letter.carriedOverFrom !== '';
  return (
    others.find(
      other =>
        other.id !== letter.id &&
        letterIdKey(other.letterIdNumber) === key &&
        !(isCarried(other) && other.mentorId === letter.mentorId),
    ) ?? null
  );
}

/** How Letter IDs are compared: blanks, dashes and case are typed as one likes. */
export function letterIdKey(number: string): string {
  return number.replace(/[^\p{L}\p{N}]/gu, '').toUpperCase();
}

/**
 * What form a track's letters are written on, besides a narrative: one built into the ERAS portal, chosen by the specialty
 * of the request; CORD's, which are sent on to ResidencyCAS; or the orthopaedic eSLOR. `null` for a PDF of whatever kind.
 */
export type SpecialForm = 'built-in' | 'cord' | 'eslor';

/** The specialties whose form is built into the ERAS portal; a PDF of it is not accepted. */
const BUILT_IN: ReadonlySet<string> = new Set(['dermatology', 'urology', 'plastic-surgery']);

export function specialFormOf(track: Pick<Track, 'specialty' | 'name' | 'service' | 'kind'>): SpecialForm | null {
  // Forms are those of the residency match.
  if (track.kind === 'fellowship') return null;
  const id = specialtyNamed(track.specialty.trim() === '' ? track.name : track.specialty)?.id ?? '';
  if (isInEras(track.service) && BUILT_IN.has(id)) return 'built-in';
  if (track.service === 'residencycas' && id === 'emergency-medicine') return 'cord';
  return track.service === 'eras' && id === 'orthopaedic-surgery' ? 'eslor' : null;
}

/** Something that a special form needs from the student. */
export interface FormStep {
  readonly id: 'cord-letter-id' | 'eslor-consent' | 'eslor-aamc-id' | 'eslor-letter-id';
  readonly isDone: boolean;
}

/** The item of a letter's checklist that says that the student's consent is given. */
export const CONSENT_ITEM = 'eslor-consent';

/**
 * What has to be done for the form a letter is written on. CORD's forms cannot be sent on without a ResidencyCAS Letter ID.
 * For the eSLOR the student first signs the consent and enters the AAMC ID and each writer's Letter ID.
 */
export function formSteps(
  { form, letterIdNumber, checklist }: Pick<Letter, 'form' | 'letterIdNumber' | 'checklist'>,
  track: Pick<Track, 'specialty' | 'name' | 'service' | 'kind'> | null,
  { aamcId }: Pick<Profile, 'aamcId'>,
): readonly FormStep[] {
  if (track === null || form !== 'standardized') return [];
  const hasNumber = letterIdKey(letterIdNumber) !== '';
  switch (specialFormOf(track)) {
    case 'cord':
      return [{ id: 'cord-letter-id', isDone: hasNumber }];
    case 'eslor':
      return [
        { id: 'eslor-consent', isDone: checklist.some(({ id, isDone }) => id === CONSENT_ITEM && isDone) },
        { id: 'eslor-aamc-id', isDone: aamcId !== '' },
        { id: 'eslor-letter-id', isDone: hasNumber },
      ];
    default:
      return [];
  }
}
