import type { LocalDate } from '../dates.ts';
import type { Profile } from '../profile.ts';
import { type SlotWishes, specialtyNamed, templateFor } from '../seasons/specialties.ts';
import type { Plan, Track } from './plan.ts';
import { goesThroughEcfmg } from './set-up.ts';
import { LAST_POSITION, type Slot } from './slot.ts';
import { specialtyOfTrack } from './slot-fit.ts';
import { targetOf } from './target.ts';

/** What a track is told of when the profile says that somebody else applies than when the track was made. */
export interface ApplicantChange {
  readonly track: Track;
  readonly kind: NonNullable<Profile['applicantKind']>;
  /** How the target moves; `null` where it stays. Its days are `null` while the season's review day is not known. */
  readonly target: {
    readonly isThroughEcfmg: boolean;
    readonly fromOn: LocalDate | null;
    readonly toOn: LocalDate | null;
  } | null;
  /** Whether the season's General letters move with it. */
  readonly movesPlan: boolean;
  /** The wish that is worth having for this applicant and is not there: on an open slot that wants nothing else, or on a new one. */
  readonly adds: { readonly wishes: SlotWishes; readonly into: Slot | null; readonly position: number } | null;
  /** Open slots, proposed for who applied before, that are nothing special any more, by what becomes of them. */
  readonly drops: readonly { readonly slot: Slot; readonly isRemoved: boolean }[];
}

export interface ApplicantFacts {
  readonly plans: readonly Plan[];
  readonly tracks: readonly Track[];
  readonly slots: readonly Slot[];
  readonly profile: Pick<Profile, 'applicantKind'>;
}

/**
 * What would be other in a track had it been made for the applicant that the profile names now. Nothing is changed before
 * the student says so, and what they were told of once and left is not told again.
 *
 * @returns `null` where there is nothing to tell of.
 */
export function applicantChange(track: Track, facts: ApplicantFacts): ApplicantChange | null {
  const { applicantKind: kind } = facts.profile;
  // A season that is over is what it was.
  if (kind === null || kind === track.applicantKind || isDecided(track)) return null;
  const plan = facts.plans.find(({ id }) => id === track.planId) ?? null;
  const isThroughEcfmg = goesThroughEcfmg(kind, track.service, track.kind);
  const day = (isInternational: boolean) =>
    targetOf({ targetOn: null, service: track.service }, { isInternational, kind: track.kind }, plan);
  const target =
    isThroughEcfmg === track.isInternational
      ? null
      : { isThroughEcfmg, fromOn: day(track.isInternational), toOn: day(isThroughEcfmg) };
  const movesPlan = plan !== null && plan.isInternational !== isThroughEcfmg;
  const slots = facts.slots.filter(({ trackId }) => trackId === track.id);
  const adds = addedWish(track, kind, slots);
  const drops = dropsOf(
    track,
    kind,
    slots.filter(({ id }) => id !== adds?.into?.id),
  );
  if (target === null && !movesPlan && adds === null && drops.length === 0) return null;
  return { track, kind, target, movesPlan, adds, drops };
}

function isDecided({ outcome }: Track): boolean {
  return outcome !== null && outcome.answer !== 'not-yet';
}

const WISHES = ['isUsClinical', 'isByDo'] as const;

/** What a track of this kind wants of its own for an applicant: at most one wish, on a slot that it does without. */
function wishedFor(track: Track, applicantKind: Profile['applicantKind']) {
  const { slots } = templateFor(specialtyNamed(specialtyOfTrack(track)), {
    trackKind: track.kind,
    applicantKind,
    service: track.service,
  });
  const wanted = slots.find(slot => WISHES.some(wish => slot[wish])) ?? null;
  return { wanted, wish: WISHES.find(wish => wanted?.[wish] === true) ?? null, count: slots.length };
}

function addedWish(track: Track, kind: Profile['applicantKind'], slots: readonly Slot[]): ApplicantChange['adds'] {
  const { wanted, wish } = wishedFor(track, kind);
  if (wanted === null || wish === null || slots.some(slot => slot[wish])) return null;
  const into = wanted.isOptional ? (slots.find(slot => isFree(slot) && wantsNothingElse(slot)) ?? null) : null;
  const last = Math.max(-1, ...slots.map(({ position }) => position));
  return { wishes: wanted, into, position: into?.position ?? Math.min(LAST_POSITION, last + 1) };
}

/** Only what is open, optional and without a name of the student's own: all else is theirs. */
function isFree({ isOptional, name, letterId, backupMentorId }: Slot): boolean {
  return isOptional && name === '' && letterId === null && backupMentorId === null;
}

/** Beside who applied before. */
function wantsNothingElse({ isInSpecialty, specialty, form, ...slot }: Slot): boolean {
  const wants = slot.isChairLetter || slot.isFromCoreRotation || slot.isByDirector;
  return isInSpecialty === null && specialty === '' && form === null && !wants;
}

function dropsOf(track: Track, kind: Profile['applicantKind'], slots: readonly Slot[]): ApplicantChange['drops'] {
  const { wish } = wishedFor(track, kind);
  const usual = wishedFor(track, null).count;
  const stale = slots.filter(slot => isFree(slot) && WISHES.some(one => one !== wish && slot[one]));
  // One beyond those that are usual was added for its wish alone.
  return stale.map((slot, index) => ({ slot, isRemoved: slots.length - index > usual }));
}

/** Parts of a `records/save`. */
export interface ApplicantRecords {
  readonly saves: readonly {
    readonly table: 'plans' | 'tracks' | 'slots';
    readonly id: string;
    readonly isNew: boolean;
    readonly fields: Readonly<Record<string, unknown>>;
  }[];
  readonly assignments: readonly [];
  readonly removals: readonly { readonly table: 'slots'; readonly id: string }[];
}

/** What carries it out. */
export function recordsToApply(
  { track, kind, target, movesPlan, adds, drops }: ApplicantChange,
  newId: () => string,
): ApplicantRecords {
  const isThroughEcfmg = goesThroughEcfmg(kind, track.service, track.kind);
  const fields = { applicantKind: kind, ...(target === null ? {} : { isInternational: isThroughEcfmg }) };
  return {
    saves: [
      ...(movesPlan && track.planId !== null
        ? [{ table: 'plans' as const, id: track.planId, isNew: false, fields: { isInternational: isThroughEcfmg } }]
        : []),
      { table: 'tracks', id: track.id, isNew: false, fields },
      ...drops
        .filter(({ isRemoved }) => !isRemoved)
        .map(({ slot: { id } }) => ({
          table: 'slots' as const,
          id,
          isNew: false,
          fields: { isUsClinical: false, isByDo: false },
        })),
      ...(adds === null ? [] : [slotWith(adds, track, newId)]),
    ],
    assignments: [],
    removals: drops.filter(({ isRemoved }) => isRemoved).map(({ slot: { id } }) => ({ table: 'slots', id })),
  };
}

function slotWith({ wishes, into, position }: NonNullable<ApplicantChange['adds']>, track: Track, newId: () => string) {
  const { isUsClinical, isByDo } = wishes;
  return into === null
    ? { table: 'slots' as const, id: newId(), isNew: true, fields: { ...wishes, position, trackId: track.id } }
    : { table: 'slots' as const, id: into.id, isNew: false, fields: { isUsClinical, isByDo } };
}

/** What leaves the track as it is, and remembers that the student was told. */
export function recordsToLeave({ track, kind }: ApplicantChange): ApplicantRecords {
  return {
    saves: [{ table: 'tracks', id: track.id, isNew: false, fields: { applicantKind: kind } }],
    assignments: [],
    removals: [],
  };
}
