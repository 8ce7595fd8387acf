import { isUnasked, isUnderWay, LETTER_ENDS, type Letter } from '../letter.ts';
import { hasComeBack } from '../letters/column.ts';
import { countedIn, isStandBy, type TrackLimit, trackLimitOf } from '../letters/letter-rules.ts';
import type { Mentor } from '../mentor.ts';
import { mostLettersOf } from '../program-wishes.ts';
import type { Rotation } from '../rotation.ts';
import { sharesLetters } from '../seasons/portal.ts';
import { specialtyNamed, type Template, templateFor } from '../seasons/specialties.ts';
import type { SpecialtyFit } from '../seasons/specialty-names.ts';
import type { Plan, Track } from './plan.ts';
import type { Slot } from './slot.ts';
import { type BackupStanding, backupStanding, letterForTrack } from './slot-backup.ts';
import { type Misfit, misfitsOf, specialtyOfTrack, writerFit } from './slot-fit.ts';

/** All that coverage looks at. It may hold other tracks' slots and letters: they tell who is wanted twice. */
export interface CoverageFacts {
  readonly track: Track;
  /** The track's own; `null` while it has none. */
  readonly plan: Plan | null;
  readonly tracks: readonly Track[];
  readonly slots: readonly Slot[];
  readonly letters: readonly Letter[];
  /** Those there are, archived or not; somebody who is missing is in the trash. */
  readonly mentors: readonly Mentor[];
  readonly rotations: readonly Rotation[];
}

/**
 * How far a slot is. `filled`: received. `asked`: the writer was asked or has it in hand. `named`: a writer is named and
 * was not asked yet. `at-risk`: somebody was counted on who will not write, or may not. `open`: nobody.
 */
export const SLOT_STATES = ['filled', 'asked', 'named', 'at-risk', 'open'] as const;
export type SlotState = (typeof SLOT_STATES)[number];

/** Why a slot is at risk: the letter ended or was thrown away, its writer is archived or gone, the request bounced. */
export const RISKS = [...LETTER_ENDS, 'letter-gone', 'writer-gone', 'writer-archived', 'undeliverable'] as const;
export type Risk = (typeof RISKS)[number];

/** Who stands by for a slot. */
export interface SlotBackup extends Pick<BackupStanding, 'isWriter'> {
  readonly state: 'none' | BackupStanding['state'];
  /** `null` when nobody is named, or they are in the trash. */
  readonly mentor: Mentor | null;
  /** The letter of theirs that stands by; `null` while there is none. */
  readonly letter: Letter | null;
  /** Other slots of the track that the same person fills already. */
  readonly fillsSlotIds: readonly string[];
}

export interface SlotCoverage {
  readonly slot: Slot;
  readonly state: SlotState;
  /** `null` unless the slot is at risk. */
  readonly risk: Risk | null;
  /** The letter that fills it; `null` when there is none, or it is in the trash. */
  readonly letter: Letter | null;
  readonly writer: Mentor | null;
  readonly misfits: readonly Misfit[];
  /** Whether the writer is of the track's specialty; `null` without a letter. A letter from outside supports. */
  readonly fit: SpecialtyFit | null;
  /** The slot before it that the same letter fills: a letter counts once. `null` for none. */
  readonly repeatsSlotId: string | null;
  readonly backup: SlotBackup;
}

/** A letter that another track's slot wants too. */
export interface SharedLetter {
  readonly letter: Letter;
  readonly otherTrackId: string;
  /** A letter belongs to one service: then one of the two tracks cannot have it. */
  readonly isAcrossServices: boolean;
}

export interface Coverage {
  readonly track: Track;
  readonly specialty: string;
  /** In the order of their positions. */
  readonly slots: readonly SlotCoverage[];
  /** Letters that can be of use, each once: those received, and those asked for or named. */
  readonly count: { readonly received: number; readonly asked: number; readonly named: number };
  /** How many required slots have no letter that is under way or received, at risk or a repetition among them. */
  readonly missing: number;
  /** What is usual for the specialty; a starting point, to be checked with the programs. */
  readonly usual: Pick<Template, 'least' | 'most' | 'isChecked' | 'inSpecialty'>;
  /** The most letters one program may get; `null` where none is known. */
  readonly cap: number | null;
  /** More letters of one kind than the track has use for, as far as anybody says; `null` for none. */
  readonly over: (TrackLimit & { readonly count: number }) | null;
  /** Letters from the specialty, each once, in the slots. */
  readonly fromSpecialty: {
    /** `not-wanted` where no source and no slot asks for one, as in a transitional year. */
    readonly state: 'received' | 'coming' | 'not-said' | 'none' | 'not-wanted';
    readonly received: number;
    readonly coming: number;
    /** Of how many nobody can tell, their writer's specialty not being noted. */
    readonly notSaid: number;
    /** How many required slots want one. */
    readonly wanted: number;
  };
  /** Letters in the slots from outside the specialty, each once: they support and do not take the specialty's place. */
  readonly supporting: readonly Letter[];
  /** Letters of the track, under way or received, that fill no slot. */
  readonly unplaced: readonly Letter[];
  /** People with more than one letter in the slots, or one in several. */
  readonly repeatedWriters: readonly { readonly mentorId: string; readonly slotIds: readonly string[] }[];
  /** In ResidencyCAS nobody writes both a SLOE and a narrative letter: who would have to. */
  readonly bothForms: readonly string[];
  readonly shared: readonly SharedLetter[];
  /**
   * `covered`: every required slot has its letter received. `coming`: each has one received or asked for. `check`: each has
   * one, and at least one does not fit its slot. `incomplete`: some have none. `empty`: the track has no slots.
   */
  readonly standing: 'covered' | 'coming' | 'check' | 'incomplete' | 'empty';
}

/** What of a track is filled, asked, open and at risk, and whether it fits. Facts only: the sentences are in `i18n`. */
export function coverageOf(facts: CoverageFacts): Coverage {
  const { track, plan } = facts;
  const index = indexOf(facts);
  const ownSlots = facts.slots
    .filter(({ trackId }) => trackId === track.id)
    .toSorted((a, b) => a.position - b.position || (a.id < b.id ? -1 : 1));
  const slots = coveredSlots(ownSlots, track, index);
  const useful = eachLetterOnce(slots).filter(({ state }) => USEFUL.has(state));
  const template = templateFor(specialtyNamed(specialtyOfTrack(track)), {
    trackKind: track.kind,
    applicantKind: null,
    service: track.service,
  });
  const placedIds = new Set(ownSlots.map(({ letterId }) => letterId));
  const missing = slots.filter(isMissing).length;
  return {
    track,
    specialty: specialtyOfTrack(track),
    slots,
    count: { received: countIn(useful, 'filled'), asked: countIn(useful, 'asked'), named: countIn(useful, 'named') },
    missing,
    usual: template,
    cap: mostLettersOf(track.service, plan),
    over: overOf(
      track,
      facts.letters.filter(({ id, trackId }) => trackId === track.id || placedIds.has(id)),
      index,
    ),
    fromSpecialty: fromSpecialty(slots, useful, template),
    supporting: useful.flatMap(({ letter, fit }) => (letter !== null && fit === 'outside' ? [letter] : [])),
    unplaced: facts.letters.filter(
      letter =>
        letter.trackId === track.id && isUnderWay(letter) && !placedIds.has(letter.id) && !standsBy(letter, index),
    ),
    repeatedWriters: repeatedWriters(slots),
    bothForms: track.service === 'residencycas' ? bothForms(slots) : [],
    shared: sharedLetters(slots, facts, index),
    standing: standingOf(slots, missing),
  };
}

const USEFUL: ReadonlySet<SlotState> = new Set<SlotState>(['filled', 'asked', 'named']);

interface Index {
  readonly letters: ReadonlyMap<string, Letter>;
  readonly mentors: ReadonlyMap<string, Mentor>;
  readonly tracks: ReadonlyMap<string, Track>;
  readonly rotationsWith: ReadonlyMap<string, readonly Rotation[]>;
  /** By the letter they stand by for. */
  readonly backups: ReadonlyMap<string, Letter>;
}

function indexOf({ letters, mentors, tracks, rotations }: CoverageFacts): Index {
  const rotationsWith = new Map<string, Rotation[]>();
  for (const rotation of rotations) {
    for (const { mentorId } of rotation.mentors) {
      const known = rotationsWith.get(mentorId);
      if (known === undefined) rotationsWith.set(mentorId, [rotation]);
      else known.push(rotation);
    }
  }
  const people = byId(mentors);
  const isLost = (own: Letter) =>
    backupStanding(null, own.mentorId, people.get(own.mentorId) ?? null, own).state === 'lost';
  const backups = new Map<string, Letter>();
  for (const letter of letters) {
    const { backupForLetterId } = letter;
    if (backupForLetterId === null || !isUnderWay(letter)) continue;
    // Of several, one that can be counted on.
    const known = backups.get(backupForLetterId);
    if (known === undefined || isLost(known)) backups.set(backupForLetterId, letter);
  }
  return { letters: byId(letters), mentors: people, tracks: byId(tracks), rotationsWith, backups };
}

function byId<T extends { readonly id: string }>(list: readonly T[]): ReadonlyMap<string, T> {
  return new Map(list.map(one => [one.id, one]));
}

function coveredSlots(slots: readonly Slot[], track: Track, index: Index): readonly SlotCoverage[] {
  const filledBy = new Map<string, string>();
  const letterOf = ({ letterId }: Slot) => index.letters.get(letterId ?? '') ?? null;
  const slotIdsOf = (mentorId: string) =>
    slots.filter(slot => letterOf(slot)?.mentorId === mentorId).map(({ id }) => id);
  return slots.map(slot => {
    const letter = letterOf(slot);
    const writer = index.mentors.get(letter?.mentorId ?? '') ?? null;
    const repeatsSlotId = letter === null ? null : (filledBy.get(letter.id) ?? null);
    if (letter !== null && repeatsSlotId === null) filledBy.set(letter.id, slot.id);
    const { state, risk } = stateOf(slot, letter, writer);
    const rotations = index.rotationsWith.get(writer?.id ?? '') ?? [];
    return {
      slot,
      state,
      risk,
      letter,
      writer,
      misfits: letter === null ? [] : misfitsOf(slot, letter, { track, tracks: index.tracks, writer, rotations }),
      fit: letter === null ? null : writerFit(writer, track),
      repeatsSlotId,
      backup: backupOf(slot, letter, index, slotIdsOf),
    };
  });
}

function stateOf(slot: Slot, letter: Letter | null, writer: Mentor | null): Pick<SlotCoverage, 'state' | 'risk'> {
  if (slot.letterId === null) return { state: 'open', risk: null };
  const risk = letter === null ? 'letter-gone' : riskOf(letter, writer);
  if (letter === null || risk !== null) return { state: 'at-risk', risk };
  if (letter.receivedOn !== null) return { state: 'filled', risk };
  return { state: isUnasked(letter) ? 'named' : 'asked', risk };
}

/** What was received stays, whatever became of its writer. */
function riskOf(letter: Letter, writer: Mentor | null): Risk | null {
  if (letter.ended !== null) return letter.ended;
  if (letter.answer === 'no') return 'declined';
  if (letter.receivedOn !== null) return null;
  if (writer === null) return 'writer-gone';
  if (writer.isArchived) return 'writer-archived';
  return hasComeBack(letter) ? 'undeliverable' : null;
}

function standsBy(letter: Letter, { letters }: Index): boolean {
  return isStandBy(letter, letters.get(letter.backupForLetterId ?? '') ?? null);
}

function backupOf(
  { id, letterId, backupMentorId, trackId }: Slot,
  letter: Letter | null,
  { letters, mentors, backups }: Index,
  slotIdsOf: (mentorId: string) => readonly string[],
): SlotBackup {
  const standingBy = backups.get(letterId ?? '') ?? null;
  const mentorId = standingBy?.mentorId ?? backupMentorId;
  if (mentorId === null) return { state: 'none', mentor: null, letter: null, isWriter: false, fillsSlotIds: [] };
  const mentor = mentors.get(mentorId) ?? null;
  const own = standingBy ?? letterForTrack(mentorId, trackId, letterId, [...letters.values()]);
  return {
    ...backupStanding(letter, mentorId, mentor, own),
    mentor,
    letter: own,
    fillsSlotIds: slotIdsOf(mentorId).filter(slotId => slotId !== id),
  };
}

/** Slots with a letter, each letter once. */
function eachLetterOnce(slots: readonly SlotCoverage[]): readonly SlotCoverage[] {
  return slots.filter(({ letter, repeatsSlotId }) => letter !== null && repeatsSlotId === null);
}

function countIn(slots: readonly SlotCoverage[], state: SlotState): number {
  return slots.filter(one => one.state === state).length;
}

function isMissing({ slot, state, repeatsSlotId }: SlotCoverage): boolean {
  return !slot.isOptional && (!USEFUL.has(state) || repeatsSlotId !== null);
}

function fromSpecialty(
  slots: readonly SlotCoverage[],
  useful: readonly SlotCoverage[],
  template: Template,
): Coverage['fromSpecialty'] {
  const inIt = useful.filter(({ fit }) => fit === 'in');
  const received = countIn(inIt, 'filled');
  const coming = inIt.length - received;
  const notSaid = useful.filter(({ fit }) => fit === 'not-said' || fit === 'unclear').length;
  const wanted = slots.filter(({ slot }) => slot.isInSpecialty === true && !slot.isOptional).length;
  const state =
    received > 0
      ? 'received'
      : coming > 0
        ? 'coming'
        : template.inSpecialty === null && wanted === 0
          ? 'not-wanted'
          : notSaid > 0
            ? 'not-said'
            : 'none';
  return { state, received, coming, notSaid, wanted };
}

/** By the same count as the warning at a letter. */
function overOf(track: Track, ofTrack: readonly Letter[], { letters }: Index): Coverage['over'] {
  for (const form of ['standardized', 'narrative'] as const) {
    const limit = trackLimitOf(track, form);
    if (limit === null) continue;
    const count = countedIn(limit, form, track, ofTrack, letters).length;
    if (count > limit.most) return { ...limit, count };
  }
  return null;
}

function repeatedWriters(slots: readonly SlotCoverage[]): Coverage['repeatedWriters'] {
  const slotIdsBy = new Map<string, string[]>();
  for (const { slot, letter, state } of slots) {
    if (letter === null || !USEFUL.has(state)) continue;
    const slotIds = slotIdsBy.get(letter.mentorId);
    if (slotIds === undefined) slotIdsBy.set(letter.mentorId, [slot.id]);
    else slotIds.push(slot.id);
  }
  return [...slotIdsBy].flatMap(([mentorId, slotIds]) => (slotIds.length > 1 ? [{ mentorId, slotIds }] : []));
}

function bothForms(slots: readonly SlotCoverage[]): readonly string[] {
  const writersOf = (form: Letter['form']) =>
    new Set(
      slots.flatMap(({ letter, state }) => (letter?.form === form && USEFUL.has(state) ? [letter.mentorId] : [])),
    );
  const narrative = writersOf('narrative');
  return [...writersOf('standardized')].filter(mentorId => narrative.has(mentorId));
}

function sharedLetters(
  covered: readonly SlotCoverage[],
  { track, slots }: CoverageFacts,
  { tracks }: Index,
): readonly SharedLetter[] {
  return eachLetterOnce(covered).flatMap(({ letter }) => {
    if (letter === null) return [];
    const others = slots.filter(one => one.letterId === letter.id && one.trackId !== track.id);
    return [...new Set(others.map(({ trackId }) => trackId))].flatMap(otherTrackId => {
      const other = tracks.get(otherTrackId);
      if (other === undefined) return [];
      return [{ letter, otherTrackId, isAcrossServices: !sharesLetters(track.service, other.service) }];
    });
  });
}

function standingOf(slots: readonly SlotCoverage[], missing: number): Coverage['standing'] {
  const required = slots.filter(({ slot }) => !slot.isOptional);
  if (slots.length === 0) return 'empty';
  if (missing > 0) return 'incomplete';
  if (required.some(({ misfits }) => misfits.some(({ isSure }) => isSure))) return 'check';
  if (required.every(({ state }) => state === 'filled')) return 'covered';
  return required.every(({ state }) => state === 'filled' || state === 'asked') ? 'coming' : 'incomplete';
}
