/** What a service makes of a letter: what it asks, what it locks, and what has to be done besides. */
import type { EvaluationForm } from '../competency-map.ts';
import { isUnderWay, type Letter, type Service } from '../letter.ts';
import type { Track } from '../plan/plan.ts';
import type { Profile } from '../profile.ts';
import { isInEras } from '../seasons/portal.ts';
import { SERVICE_FACTS } from '../seasons/services.ts';
import { specialtyNamed } from '../seasons/specialties.ts';
import { BUILT_IN_FORMS, standardFormOf } from '../seasons/standard-forms.ts';

/** The fields of a letter that a service takes once and keeps: an entry is made for one writer and has one Letter ID. */
export const LOCKED_FIELDS = ['mentorId', 'trackId', 'form', 'isChairLetter', 'isWaived'] as const;
export type LockedField = (typeof LOCKED_FIELDS)[number];

/** What a request in CaRMS names: its referee, a discipline or none, and whether the reference is a structured one. */
const LOCKED_IN_CARMS: readonly LockedField[] = ['mentorId', 'trackId', 'form'];

/**
 * The fields that cannot be changed in the service any more. A MyERAS entry can be edited until it is confirmed, which
 * makes its request; a request in CaRMS cannot be edited once it is submitted (`domain.md` of the design, section 1). Here
 * they can, so that a mistake in typing does not stay.
 */
export function lockedFields({
  service,
  requestedOn,
}: Pick<Letter, 'service' | 'requestedOn'>): readonly LockedField[] {
  if (requestedOn === null) return [];
  if (isInEras(service)) return LOCKED_FIELDS;
  return service === 'carms' ? LOCKED_IN_CARMS : [];
}

/** Whether the service asks for narrative or standardized: in MyERAS, General hides that choice, and is narrative. */
export function asksForForm({ service, trackId }: Pick<Letter, 'service' | 'trackId'>): boolean {
  return SERVICE_FACTS[service].choosesForm && !(isInEras(service) && trackId === null);
}

/** Whether the right to see it has to be waived or kept before the request: of MyERAS alone we know that it asks. */
export function needsWaiver(service: Service): boolean {
  return SERVICE_FACTS[service].hasWaiver === true;
}

/**
 * Whether a letter only stands by: it is the backup of one that goes on. Its day is not the main letter's, and nothing is
 * late about it; once the main letter came to nothing it is a letter like any other.
 *
 * @param main - The letter that it is the backup of; `null` for none, or one in the trash.
 */
export function isStandBy(
  { backupForLetterId }: Pick<Letter, 'backupForLetterId'>,
  main: Pick<Letter, 'ended' | 'answer'> | null,
): boolean {
  return backupForLetterId !== null && main !== null && isUnderWay(main);
}

/**
 * Whether letters have to be assigned to programs by hand, as sources say of MyERAS and ResidencyCAS (`domain.md` of the
 * design, section 1). Where the student keeps no programs here, only they know whether it was done.
 */
export function isAssignedByHand(service: Service): boolean {
  return isInEras(service) || service === 'residencycas';
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

/**
 * @param season - Of the plan that the letter is for, as `2028`; empty when not known.
 */
export function specialFormOf(
  track: Pick<Track, 'specialty' | 'name' | 'service' | 'kind'>,
  season = '',
): SpecialForm | null {
  switch (standardFormOf(track)) {
    case 'eras-form':
      return season !== '' && season < BUILT_IN_FORMS.firstSeason ? null : 'built-in';
    case 'sloe':
      // Obstetricians have a form of their own by that name, which is not CORD's.
      return track.service === 'residencycas' && specialtyIdOf(track) === 'emergency-medicine' ? 'cord' : null;
    case 'eslor':
      return track.service === 'eras' ? 'eslor' : null;
    default:
      return null;
  }
}

/** What we call the specialty of a track; empty for one that we do not know, or more than one. */
export function specialtyIdOf({ specialty, name }: Pick<Track, 'specialty' | 'name'>): string {
  return specialtyNamed(specialty.trim() === '' ? name : specialty)?.id ?? '';
}

/**
 * By which form's headings a track's standardized letter is written. `null` where we hold none, as for obstetricians' SLOE,
 * neurosurgeons' letter and the forms in ERAS: the six competencies serve those.
 */
export function evaluationFormOf(track: Pick<Track, 'specialty' | 'name' | 'service' | 'kind'>): EvaluationForm | null {
  const form = standardFormOf(track);
  if (form === 'sloe') return specialtyIdOf(track) === 'emergency-medicine' ? 'sloe' : null;
  return form === 'eslor' || form === 'sel' ? form : null;
}

/**
 * Whether a track's standardized letter takes the place of a chair's, as those who made the form say of internal medicine's
 * SEL and of the SLOE in obstetrics and gynecology (`domain.md` of the design, section 2).
 */
export function replacesChairLetter(track: Pick<Track, 'specialty' | 'name' | 'service' | 'kind'>): boolean {
  const form = standardFormOf(track);
  return form === 'sel' || (form === 'sloe' && specialtyIdOf(track) === 'obstetrics-gynecology');
}

/** The specialties of which we know that CaRMS has a structured letter; `domain.md` of the design, section 1.2. */
const STRUCTURED_IN_CARMS: ReadonlySet<string> = new Set([
  'family-medicine',
  'emergency-medicine',
  'orthopaedic-surgery',
  'psychiatry',
  'physical-medicine',
]);

export function isStructuredInCarms(track: Pick<Track, 'specialty' | 'name'>): boolean {
  return STRUCTURED_IN_CARMS.has(specialtyIdOf(track));
}

/** How many letters of one kind a track can use, with who says so. */
export interface TrackLimit {
  readonly rule: 'sf-match-three' | 'military-three' | 'sloe-three';
  readonly most: 3;
}

/**
 * The most letters a track has use for, where something is known: SF Match took exactly three, the Air Force's board up to
 * three, and emergency physicians advise three SLOEs at most (`domain.md` of the design, sections 1.2 and 2).
 *
 * @param form - Of the letter that is counted.
 */
export function trackLimitOf(
  track: Pick<Track, 'specialty' | 'name' | 'service' | 'kind'>,
  form: Letter['form'],
): TrackLimit | null {
  if (track.service === 'sf-match') return { rule: 'sf-match-three', most: 3 };
  if (track.service === 'military') return { rule: 'military-three', most: 3 };
  const isSloe = form === 'standardized' && specialFormOf(track) === 'cord';
  return isSloe ? { rule: 'sloe-three', most: 3 } : null;
}

/**
 * Of a track's letters those that count against its limit: they go on, none of them only stands by, and where one form
 * is limited they are of that form.
 *
 * @param form - Of the letter that the limit is asked for.
 * @param ofTrack - The track's own letters and those in its slots, each once.
 * @param letters - By id, all that there are.
 */
export function countedIn(
  { rule }: TrackLimit,
  form: Letter['form'],
  { service }: Pick<Track, 'service'>,
  ofTrack: readonly Letter[],
  letters: ReadonlyMap<string, Letter>,
): readonly Letter[] {
  return ofTrack.filter(
    letter =>
      isUnderWay(letter) &&
      letter.service === service &&
      (rule !== 'sloe-three' || letter.form === form) &&
      !isStandBy(letter, letters.get(letter.backupForLetterId ?? '') ?? null),
  );
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
