import type { Coverage, Risk, SlotCoverage, SlotState } from '../core/plan/coverage.ts';
import type { Track } from '../core/plan/plan.ts';
import type { Misfit } from '../core/plan/slot-fit.ts';
import { isInEras } from '../core/seasons/portal.ts';
import { formatList } from './format.ts';
import { serviceWords } from './letter-words.ts';
import { slotName } from './slot.ts';
import { standardFormWithin } from './standard-form.ts';
import { plural, t } from './t.ts';

/** In what state a slot is, in a word under its picture. */
export function slotStateWords(state: SlotState): string {
  switch (state) {
    case 'filled':
      return t('slotStateFilled');
    case 'asked':
      return t('slotStateAsked');
    case 'named':
      return t('slotStateNamed');
    case 'at-risk':
      return t('slotStateAtRisk');
    case 'open':
      return t('slotStateOpen');
  }
}

/** Why a slot cannot be counted on. */
export function riskWords(risk: Risk): string {
  switch (risk) {
    case 'declined':
      return t('riskDeclined');
    case 'no-reply':
      return t('riskNoReply');
    case 'withdrawn':
      return t('riskWithdrawn');
    case 'replaced':
      return t('riskReplaced');
    case 'letter-gone':
      return t('riskLetterGone');
    case 'writer-gone':
      return t('riskWriterGone');
    case 'writer-archived':
      return t('riskWriterArchived');
    case 'undeliverable':
      return t('riskUndeliverable');
  }
}

/** How many letters there are of those that are wanted: "2 received, 1 asked and 1 missing". */
export function countWords({ count, missing }: Coverage): string {
  const parts = [
    count.received > 0 ? plural('coverageReceived', count.received) : null,
    count.asked > 0 ? plural('coverageAsked', count.asked) : null,
    count.named > 0 ? plural('coverageNamed', count.named) : null,
    missing > 0 ? plural('coverageMissing', missing) : null,
  ].filter(part => part !== null);
  return parts.length === 0 ? t('coverageNothing') : t('coverageCount', { parts: formatList(parts) });
}

/** How many are from the specialty, and where there are none how many are usual; `null` where none has to be. */
export function fromSpecialtyWords({ fromSpecialty, specialty, usual }: Coverage): string | null {
  const { state, received, coming } = fromSpecialty;
  switch (state) {
    case 'received':
      return plural('coverageInReceived', received, { specialty });
    case 'coming':
      return plural('coverageInComing', coming, { specialty });
    case 'not-said':
      return t('coverageInNotSaid', { specialty });
    case 'none':
      return usual.inSpecialty === null
        ? t('coverageInNone', { specialty })
        : plural('coverageInNoneLeast', usual.inSpecialty.least, { specialty });
    case 'not-wanted':
      return null;
  }
}

/** What of a track's letters wants a look, a sentence each with the way forward. */
export function coverageNotes(coverage: Coverage, tracks: readonly Track[]): readonly string[] {
  const nameOf = (mentorId: string) =>
    coverage.slots.find(({ writer }) => writer?.id === mentorId)?.writer?.name ?? t('planSomebody');
  const trackNameOf = (id: string) => tracks.find(track => track.id === id)?.name ?? '';
  // One letter in several slots is told at those slots.
  const writesSeveral = coverage.repeatedWriters.filter(
    ({ slotIds }) =>
      new Set(coverage.slots.filter(({ slot }) => slotIds.includes(slot.id)).map(({ letter }) => letter?.id)).size > 1,
  );
  const required = coverage.slots.filter(({ slot }) => !slot.isOptional).length;
  return [
    ...coverage.shared
      .filter(({ isAcrossServices }) => isAcrossServices)
      .map(({ letter, otherTrackId }) =>
        t('coverageSharedAcross', { name: nameOf(letter.mentorId), track: trackNameOf(otherTrackId) }),
      ),
    ...coverage.bothForms.map(mentorId =>
      t('coverageBothForms', { form: standardFormWithin(coverage.track), name: nameOf(mentorId) }),
    ),
    ...writesSeveral
      .filter(({ mentorId }) => !coverage.bothForms.includes(mentorId))
      .map(({ mentorId }) => t('coverageRepeatedWriter', { name: nameOf(mentorId) })),
    ...tooManyNotes(coverage),
    ...(coverage.unplaced.length > 0 ? [plural('coverageUnplaced', coverage.unplaced.length)] : []),
    ...(coverage.cap !== null && required > coverage.cap
      ? [t('coverageOverCap', { cap: coverage.cap, count: required })]
      : []),
  ];
}

/** How many of a specialty's letters are usually from it; `null` where no figure was found. */
export function inSpecialtyWords(inSpecialty: Coverage['usual']['inSpecialty'], specialty: string): string | null {
  if (inSpecialty === null) return null;
  const { least, most } = inSpecialty;
  if (most === null) return plural('coverageUsualLeast', least, { specialty });
  return least === most
    ? plural('coverageUsualExactly', least, { specialty })
    : t('coverageUsualRange', { least, most, specialty });
}

/** More than is of use, of a kind or from the specialty. */
function tooManyNotes({ over, usual, fromSpecialty: { received, coming }, specialty }: Coverage): string[] {
  const most = usual.inSpecialty?.most ?? null;
  const isTooMany = most !== null && received + coming > most;
  return [
    ...(over === null ? [] : [overWords(over)]),
    ...(isTooMany ? [t('coverageTooManyIn', { count: received + coming, most, specialty })] : []),
  ];
}

function overWords({ rule, count }: NonNullable<Coverage['over']>): string {
  switch (rule) {
    case 'sf-match-three':
      return t('coverageOverSfMatch', { count });
    case 'military-three':
      return t('coverageOverMilitary', { count });
    case 'sloe-three':
      return t('coverageOverSloe', { count });
  }
}

/** A wish that the letter in a slot does not meet, or of which it is not known, with what to do. */
export function misfitWords(misfit: Misfit, { writer, slot }: SlotCoverage, tracks: readonly Track[]): string {
  const track = tracks.find(({ id }) => id === slot.trackId);
  const form = track === undefined ? t('standardOtherWithin') : standardFormWithin(track);
  const name = writer?.name ?? t('planSomebody');
  switch (misfit.wish) {
    case 'specialty':
      return misfit.fit === 'outside'
        ? t('misfitSpecialty', { name, specialty: misfit.specialty })
        : t('misfitSpecialtyUnsure', { name, specialty: misfit.specialty });
    case 'outside':
      return misfit.isSure
        ? t('misfitOutside', { name, specialty: misfit.specialty })
        : t('misfitSpecialtyUnsure', { name, specialty: misfit.specialty });
    case 'form':
      return misfit.form === 'standardized' ? t('misfitStandardized', { form }) : t('misfitNarrative');
    case 'chair':
      return t('misfitChair');
    case 'season':
      return t('misfitSeason');
    case 'core-rotation':
      return misfit.isSure ? t('misfitCore', { name }) : t('misfitCoreUnsure', { name });
    case 'us-clinical':
      return misfit.isSure ? t('misfitUsClinical', { name }) : t('misfitUsClinicalUnsure', { name });
    case 'do':
      return misfit.isSure ? t('misfitDo', { name }) : t('misfitDoUnsure', { name });
    case 'director':
      return t('misfitDirector', { name });
    case 'service':
      return t('misfitService', { service: serviceWords(misfit.service) });
    case 'track':
      return trackMisfitWords(misfit, track, tracks.find(({ id }) => id === misfit.trackId)?.name ?? '');
  }
}

function trackMisfitWords(misfit: Misfit, track: Track | undefined, other: string): string {
  if (misfit.isSure) return t('misfitTrack', { track: other });
  return track !== undefined && isInEras(track.service)
    ? t('misfitTrackLabel', { track: other })
    : t('misfitTrackAsk', { track: other });
}

/** Who stands by for a slot; `null` when nobody was named. */
export function backupWords({ writer, backup }: SlotCoverage): string | null {
  const { state, mentor, letter, isWriter, fillsSlotIds } = backup;
  if (state === 'none') return null;
  if (state === 'received' && mentor?.id === writer?.id && letter !== null && letter.carriedOverFrom !== '') {
    return t('backupEarlier', { season: letter.carriedOverFrom });
  }
  const name = mentor?.name ?? t('planSomebody');
  if (isWriter) return t('backupIsWriter', { name });
  if (state === 'lost') return t('backupLost', { name });
  if (fillsSlotIds.length > 0) return t('backupBusy', { name });
  if (state === 'received') return t('backupReceived', { name });
  return state === 'asked' ? t('backupAsked', { name }) : t('backupNamed', { name });
}

/** All of a slot's picture, for those who hear the page. */
export function slotPictureWords({ slot, state }: SlotCoverage, track: Track): string {
  return t('slotPicture', { slot: slotName(slot, track), state: slotStateWords(state) });
}
