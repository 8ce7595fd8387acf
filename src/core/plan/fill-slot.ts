import type { LocalDate } from '../dates.ts';
import { isUnderWay, type Letter } from '../letter.ts';
import { sharesLetters } from '../seasons/portal.ts';
import { SERVICE_FACTS } from '../seasons/services.ts';
import { type Plan, planIdOf, type Track } from './plan.ts';
import type { Slot } from './slot.ts';
import { targetOf } from './target.ts';

/** A way in which a mentor's letter can come to fill a slot. */
export type SlotFill =
  /** A letter of its own is made: an idea, nobody was asked yet. */
  | { readonly type: 'new' }
  /** One there is, of this track or General. */
  | { readonly type: 'letter'; readonly letter: Letter; readonly timing: Timing }
  /** One of another track of the same service and season; it becomes General, which is for both. */
  | { readonly type: 'make-general'; readonly letter: Letter; readonly timing: Timing };

/** What of a General letter changes with a track it comes to serve, so that it is in by the earliest day it is wanted. */
export interface Timing {
  /** The season it is for, where none was said. */
  readonly planId?: string;
  /** The target, where that of its season would be too late for the track, as of one with a calendar of its own. */
  readonly targetOn?: LocalDate;
}

/** Why a letter there is cannot be used as it is. */
export type FillProblem =
  /** It fills another slot of the same track, and counts once. */
  | { readonly type: 'fills-other-slot'; readonly letter: Letter; readonly slot: Slot }
  /** It belongs to another track for good: on a form of that specialty, or requested where a request cannot be changed. */
  | { readonly type: 'bound-to-track'; readonly letter: Letter; readonly track: Track }
  /** In ResidencyCAS nobody writes both a standardized and a narrative letter. */
  | { readonly type: 'other-form'; readonly letter: Letter };

export interface FillChoice {
  /** The best first; never empty. */
  readonly fills: readonly SlotFill[];
  readonly problems: readonly FillProblem[];
}

/** What there is to fill slots with. */
export interface FillFacts {
  readonly letters: readonly Letter[];
  readonly tracks: readonly Track[];
  readonly slots: readonly Slot[];
  readonly plans: readonly Plan[];
}

/**
 * How a mentor can fill a slot of a track, and what stands in the way. A letter is for one service; within it a General
 * one serves several tracks, and one of another track can become General until it is requested.
 */
export function fillChoice(mentorId: string, slot: Slot, track: Track, facts: FillFacts): FillChoice {
  const { letters, tracks, slots, plans } = facts;
  const trackById = new Map(tracks.map(one => [one.id, one]));
  const seasonOf = (planId: string | null) => plans.find(({ id }) => id === planId)?.season ?? null;
  const season = seasonOf(track.planId);
  const own = letters.filter(letter => {
    if (letter.mentorId !== mentorId || !isUnderWay(letter) || !sharesLetters(letter.service, track.service))
      return false;
    const itsSeason = seasonOf(planIdOf(letter, trackById.get(letter.trackId ?? '') ?? null));
    // One whose season is not known is of every one.
    return itsSeason === null || season === null || itsSeason === season;
  });
  const fills: SlotFill[] = [];
  const problems: FillProblem[] = [];
  for (const letter of own) {
    const other = slots.find(one => one.trackId === track.id && one.letterId === letter.id && one.id !== slot.id);
    const itsTrack = trackById.get(letter.trackId ?? '') ?? null;
    if (other !== undefined) problems.push({ type: 'fills-other-slot', letter, slot: other });
    else if (itsTrack === null || itsTrack.id === track.id) {
      fills.push({
        type: 'letter',
        letter,
        timing: letter.trackId === null ? timingOf(letter, null, track, plans) : {},
      });
    } else if (canBeGeneral(letter)) {
      fills.push({ type: 'make-general', letter, timing: timingOf(letter, itsTrack, track, plans) });
    } else problems.push({ type: 'bound-to-track', letter, track: itsTrack });
  }
  const form = slot.form ?? 'narrative';
  const otherForm = track.service === 'residencycas' ? own.find(letter => letter.form !== form) : undefined;
  if (otherForm !== undefined) problems.push({ type: 'other-form', letter: otherForm });
  // What has the form that is wanted comes first, and what needs no change before what does.
  const rank = (fill: SlotFill) =>
    (fill.type === 'new' ? 4 : 0) +
    (fill.type !== 'new' && slot.form !== null && fill.letter.form !== slot.form ? 2 : 0) +
    (fill.type === 'make-general' ? 1 : 0);
  return { fills: [...fills, { type: 'new' } as const].toSorted((a, b) => rank(a) - rank(b)), problems };
}

/**
 * What a letter is to know once it serves the track, General if it was not.
 *
 * @param itsTrack - The one it was for until now; `null` for a General letter.
 */
function timingOf(letter: Letter, itsTrack: Track | null, track: Track, plans: readonly Plan[]): Timing {
  const planOf = (id: string | null) => plans.find(plan => plan.id === id) ?? null;
  const said = planIdOf(letter, itsTrack);
  const planId = said ?? track.planId;
  const season = planId === letter.planId || planId === null ? {} : { planId };
  // What is there cannot come earlier, and a day that the student set is theirs.
  if (letter.receivedOn !== null || letter.targetOn !== null) return season;
  // As a General letter it has the plan's word on ECFMG, and no longer its track's.
  const stands = targetOf(letter, null, planOf(planId));
  const days = [
    targetOf(letter, track, planOf(track.planId)),
    itsTrack === null ? null : targetOf(letter, itsTrack, planOf(itsTrack.planId)),
  ].filter(on => on !== null);
  const earliest = days.toSorted()[0];
  return earliest !== undefined && (stands === null || earliest < stands) ? { ...season, targetOn: earliest } : season;
}

/** Where requests cannot be changed, only until it is requested; and never on a specialty's own form. */
export function canBeGeneral({
  service,
  form,
  requestedOn,
}: Pick<Letter, 'service' | 'form' | 'requestedOn'>): boolean {
  const { hasGeneral, locksRequest } = SERVICE_FACTS[service];
  return hasGeneral === true && form === 'narrative' && !(locksRequest && requestedOn !== null);
}

/** One record of a `records/save`. */
export interface SlotSave {
  readonly table: 'letters' | 'slots';
  readonly id: string;
  readonly isNew: boolean;
  readonly fields: Readonly<Record<string, unknown>>;
}

/**
 * The records that fill the slot in this way, in the order in which they are to be written.
 *
 * @param newLetterId - The id of the letter, where one is made.
 */
export function savesToFill(
  fill: SlotFill,
  mentorId: string,
  slot: Slot,
  track: Track,
  newLetterId: string,
): readonly SlotSave[] {
  const letterId = fill.type === 'new' ? newLetterId : fill.letter.id;
  const filled: SlotSave = { table: 'slots', id: slot.id, isNew: false, fields: { letterId } };
  switch (fill.type) {
    case 'letter': {
      const fields = { ...fill.timing };
      return Object.keys(fields).length === 0
        ? [filled]
        : [{ table: 'letters', id: letterId, isNew: false, fields }, filled];
    }
    case 'make-general':
      return [{ table: 'letters', id: letterId, isNew: false, fields: { trackId: null, ...fill.timing } }, filled];
    case 'new': {
      const fields = {
        mentorId,
        trackId: track.id,
        service: track.service,
        form: slot.form ?? 'narrative',
        isChairLetter: slot.isChairLetter,
      };
      return [{ table: 'letters', id: letterId, isNew: true, fields }, filled];
    }
  }
}
