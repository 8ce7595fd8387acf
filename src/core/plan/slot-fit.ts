import type { Letter } from '../letter.ts';
import { replacesChairLetter } from '../letters/letter-rules.ts';
import type { Mentor } from '../mentor.ts';
import type { Rotation } from '../rotation.ts';
import { sharesLetters } from '../seasons/portal.ts';
import { fitOf, specialtyNamed } from '../seasons/specialties.ts';
import type { SpecialtyFit } from '../seasons/specialty-names.ts';
import { searchKey } from '../text.ts';
import { planIdOf, type Track } from './plan.ts';
import type { Slot } from './slot.ts';

/**
 * A wish of a slot that its letter does not meet. `isSure` is false while what is noted does not say: then it is a question
 * and no fault.
 */
export type Misfit =
  /** The slot wants a writer from this specialty. `fit` says why not: `outside`, `unclear` or `not-said`. */
  | { readonly wish: 'specialty'; readonly isSure: boolean; readonly specialty: string; readonly fit: SpecialtyFit }
  /** The slot wants a writer from outside the track's specialty. */
  | { readonly wish: 'outside'; readonly isSure: boolean; readonly specialty: string; readonly fit: SpecialtyFit }
  | { readonly wish: 'form'; readonly isSure: true; readonly form: Letter['form'] }
  | { readonly wish: 'chair' | 'season'; readonly isSure: true }
  | { readonly wish: 'core-rotation' | 'us-clinical' | 'do' | 'director'; readonly isSure: boolean }
  /** A letter belongs to one service, and this one to another than the track. */
  | { readonly wish: 'service'; readonly isSure: true; readonly service: Letter['service'] }
  /** It is for another track of the same service. Sure only where it is bound to it, by its form or by the service. */
  | { readonly wish: 'track'; readonly isSure: boolean; readonly trackId: string };
export type Wish = Misfit['wish'];

/** What it takes to tell whether a letter fits. */
export interface FitFacts {
  readonly track: Track;
  /** Of all tracks, by id. */
  readonly tracks: ReadonlyMap<string, Track>;
  /** The letter's writer; `null` when they are gone. */
  readonly writer: Mentor | null;
  /** All those in which the writer was met. */
  readonly rotations: readonly Rotation[];
}

/** The specialty a track is for; empty when none is said. */
export function specialtyOfTrack({ specialty, name }: Pick<Track, 'specialty' | 'name'>): string {
  if (specialty !== '') return specialty;
  return specialtyNamed(name)?.names[0] ?? name;
}

/** Whether the writer is of the track's specialty, as far as is noted. */
export function writerFit(writer: Mentor | null, track: Pick<Track, 'specialty' | 'name'>): SpecialtyFit {
  return writer === null ? 'not-said' : fitOf(writer, specialtyOfTrack(track));
}

/** What of a letter a slot looks at, its writer aside. */
export type FittedLetter = Pick<Letter, 'service' | 'trackId' | 'planId' | 'form' | 'isChairLetter'>;

/** The wishes of the slot that the letter does not meet, or of which it is not known. Empty for one that fits. */
export function misfitsOf(slot: Slot, letter: FittedLetter, facts: FitFacts): readonly Misfit[] {
  return [
    ...belongingMisfits(letter, facts),
    ...specialtyMisfits(slot, facts),
    ...formMisfits(slot, letter, facts),
    ...writerMisfits(slot, facts),
  ];
}

function belongingMisfits(letter: FittedLetter, { track, tracks }: FitFacts): Misfit[] {
  if (!sharesLetters(letter.service, track.service)) {
    return [{ wish: 'service', isSure: true, service: letter.service }];
  }
  const itsTrack = tracks.get(letter.trackId ?? '') ?? null;
  const misfits: Misfit[] = [];
  if (itsTrack !== null && itsTrack.id !== track.id) {
    misfits.push({ wish: 'track', isSure: isBoundToTrack(letter), trackId: itsTrack.id });
  }
  const planId = planIdOf(letter, itsTrack);
  // One whose season is not known is of every one. Urology and ERAS have plans of their own for the same season.
  if (planId !== null && track.planId !== null && planId !== track.planId && letter.service === track.service) {
    misfits.push({ wish: 'season', isSure: true });
  }
  return misfits;
}

/**
 * A standardized form is a specialty's own, and a reference in CaRMS is requested for a discipline or for none. The label of
 * a narrative letter in ERAS is seen by no program, so that one letter may serve two tracks.
 */
function isBoundToTrack({ form, service }: FittedLetter): boolean {
  return form === 'standardized' || service === 'carms';
}

function specialtyMisfits(slot: Slot, { track, writer }: FitFacts): Misfit[] {
  const own = specialtyOfTrack(track);
  if (slot.specialty !== '') return wantedFrom(slot.specialty, writer);
  if (slot.isInSpecialty === null) return [];
  if (slot.isInSpecialty) return wantedFrom(own, writer);
  const fit = writer === null ? 'not-said' : fitOf(writer, own);
  return fit === 'outside' ? [] : [{ wish: 'outside', isSure: fit === 'in', specialty: own, fit }];
}

function wantedFrom(specialty: string, writer: Mentor | null): Misfit[] {
  const fit = writer === null ? 'not-said' : fitOf(writer, specialty);
  return fit === 'in' ? [] : [{ wish: 'specialty', isSure: fit === 'outside', specialty, fit }];
}

function formMisfits(slot: Slot, letter: FittedLetter, { track }: FitFacts): Misfit[] {
  const misfits: Misfit[] = [];
  if (slot.form !== null && slot.form !== letter.form) misfits.push({ wish: 'form', isSure: true, form: slot.form });
  const isReplaced = letter.form === 'standardized' && replacesChairLetter(track);
  if (slot.isChairLetter && !letter.isChairLetter && !isReplaced) misfits.push({ wish: 'chair', isSure: true });
  return misfits;
}

function writerMisfits(slot: Slot, { writer, rotations }: FitFacts): Misfit[] {
  const misfits: Misfit[] = [];
  if (slot.isFromCoreRotation && !rotations.some(({ kind }) => kind === 'core')) {
    misfits.push({ wish: 'core-rotation', isSure: rotations.length > 0 });
  }
  if (slot.isUsClinical && !rotations.some(isUsHandsOn)) {
    misfits.push({ wish: 'us-clinical', isSure: rotations.length > 0 && rotations.every(isNotUsHandsOn) });
  }
  if (slot.isByDo && !isDo(writer)) misfits.push({ wish: 'do', isSure: (writer?.credentials ?? '') !== '' });
  // Who is gone may have been one.
  if (slot.isByDirector && writer?.role !== 'program-director') {
    misfits.push({ wish: 'director', isSure: writer !== null });
  }
  return misfits;
}

const UNITED_STATES: ReadonlySet<string> = new Set([
  'us',
  'usa',
  'u.s',
  'u.s.',
  'u.s.a',
  'u.s.a.',
  'united states',
  'america',
  'united states of america',
]);

const isUs = ({ country }: Rotation) => UNITED_STATES.has(searchKey(country).replace(/^the /, ''));

function isUsHandsOn(rotation: Rotation): boolean {
  return isUs(rotation) && rotation.isHandsOn === true;
}

/** What is not noted of a rotation leaves it open. */
function isNotUsHandsOn(rotation: Rotation): boolean {
  return rotation.isHandsOn === false || (rotation.country !== '' && !isUs(rotation));
}

function isDo(writer: Mentor | null): boolean {
  return /(?:^|[^\p{L}])D\.?\s?O\.?(?:$|[^\p{L}])/iu.test(writer?.credentials ?? '');
}
