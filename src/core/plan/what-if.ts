import type { LocalDate } from '../dates.ts';
import { isUnderWay, type Letter, type LetterFields } from '../letter.ts';
import { isFinal } from '../letters/letter-rules.ts';
import type { Mentor } from '../mentor.ts';
import { mayWrite } from '../reminders/likely-writer.ts';
import { sharesLetters } from '../seasons/portal.ts';
import { type Coverage, type CoverageFacts, coverageOf, type SlotCoverage } from './coverage.ts';
import type { Plan, Track } from './plan.ts';
import type { Slot } from './slot.ts';
import { type FittedLetter, misfitsOf } from './slot-fit.ts';

/** All that the question looks at: coverage's facts for every track. */
export type WhatIfFacts = Omit<CoverageFacts, 'track' | 'plan'> & { readonly plans: readonly Plan[] };

/** What to do about one slot that would lose its letter. */
export type SlotRescue =
  /** A letter that is under way takes its place. */
  | { readonly type: 'use-letter'; readonly letter: Letter; readonly mentor: Mentor }
  /** The backup has no letter yet: one is made, and they are to be asked. */
  | { readonly type: 'ask-backup'; readonly mentor: Mentor }
  /**
   * Nobody stands by who can fill it; `unfit` is who does and cannot, `null` for nobody. Who could be asked, those who fit
   * best first; empty when nobody is known.
   */
  | { readonly type: 'find'; readonly unfit: Mentor | null; readonly candidates: readonly Mentor[] };

export interface SlotLoss {
  readonly track: Track;
  readonly slot: Slot;
  readonly rescue: SlotRescue;
}

/** What becomes of the plan when a writer says no. */
export interface WhatIf {
  readonly letter: Letter;
  /** `null` when they are in the trash. */
  readonly writer: Mentor | null;
  /** The slots it fills, of all tracks. Empty when it fills none: then nothing is lost. */
  readonly losses: readonly SlotLoss[];
  /** The tracks concerned, as they are, and as they would be with nothing done. */
  readonly tracks: readonly { readonly track: Track; readonly before: Coverage; readonly after: Coverage }[];
}

/** How many people are proposed. */
const MOST_CANDIDATES = 5;

/**
 * If this writer says no: what is lost, who stands by, and who else could be asked.
 *
 * @returns `null` when there is no such letter, or it has ended already.
 */
export function whatIfNo(letterId: string, facts: WhatIfFacts): WhatIf | null {
  const letter = facts.letters.find(({ id }) => id === letterId);
  if (letter === undefined || !isUnderWay(letter)) return null;
  const concerned = facts.tracks.filter(track =>
    facts.slots.some(slot => slot.trackId === track.id && slot.letterId === letterId),
  );
  const declined: Letter = { ...letter, ended: 'declined', answer: 'no' };
  const without = { ...facts, letters: facts.letters.map(one => (one.id === letterId ? declined : one)) };
  const tracks = concerned.map(track => ({
    track,
    before: coverageOf({ ...facts, track, plan: planOf(track, facts) }),
    after: coverageOf({ ...without, track, plan: planOf(track, facts) }),
  }));
  return {
    letter,
    writer: facts.mentors.find(({ id }) => id === letter.mentorId) ?? null,
    losses: tracks.flatMap(({ track, before }) =>
      before.slots
        .filter(({ slot }) => slot.letterId === letterId)
        .map(covered => ({ track, slot: covered.slot, rescue: rescueOf(covered, before, facts) })),
    ),
    tracks,
  };
}

function planOf({ planId }: Track, { plans }: WhatIfFacts): Plan | null {
  return plans.find(({ id }) => id === planId) ?? null;
}

function rescueOf({ slot, letter, backup }: SlotCoverage, coverage: Coverage, facts: WhatIfFacts): SlotRescue {
  const { state, mentor } = backup;
  const standsBy = mentor !== null && state !== 'none' && state !== 'lost' && !backup.isWriter;
  if (standsBy) {
    const canStandIn =
      backup.letter !== null &&
      isUnderWay(backup.letter) &&
      (mayWrite(mentor) || backup.letter.receivedOn !== null) &&
      !coverage.slots.some(one => one.letter?.id === backup.letter?.id) &&
      fits(slot, backup.letter, mentor, coverage.track, facts);
    if (canStandIn && backup.letter !== null) return { type: 'use-letter', letter: backup.letter, mentor };
    // Whoever fills another slot of the track with a letter cannot fill this one as well.
    if (backup.fillsSlotIds.length === 0 && canBeAsked(mentor, slot, letter, coverage.track, facts)) {
      return { type: 'ask-backup', mentor };
    }
  }
  return {
    type: 'find',
    unfit: standsBy ? mentor : null,
    candidates: candidatesFor(slot, letter, coverage, facts),
  };
}

/** Whether nothing is known that speaks against a letter in a slot. What is not known is no reason. */
function fits(slot: Slot, letter: FittedLetter, writer: Mentor, track: Track, facts: WhatIfFacts): boolean {
  return !misfitsFor(slot, letter, writer, track, facts).some(({ isSure }) => isSure);
}

function misfitsFor(slot: Slot, letter: FittedLetter, writer: Mentor, track: Track, facts: WhatIfFacts) {
  const tracks = new Map(facts.tracks.map(one => [one.id, one]));
  const rotations = facts.rotations.filter(({ mentors }) => mentors.some(({ mentorId }) => mentorId === writer.id));
  return misfitsOf(slot, letter, { track, tracks, writer, rotations });
}

/** Whether somebody may write, fits as far as is known, and the service lets them write what would be asked for. */
function canBeAsked(mentor: Mentor, slot: Slot, lost: Letter | null, track: Track, facts: WhatIfFacts): boolean {
  const form = slot.form ?? lost?.form ?? 'narrative';
  return (
    mayWrite(mentor) &&
    fits(slot, madeFor(slot, track), mentor, track, facts) &&
    !isBarred(mentor.id, form, track, facts.letters)
  );
}

/**
 * Whether ResidencyCAS keeps them from this form: whoever writes a SLOE cannot also write a narrative letter, and what is
 * completed there stays, whatever became of it here.
 */
function isBarred(mentorId: string, form: Letter['form'], { service }: Track, letters: readonly Letter[]): boolean {
  return (
    service === 'residencycas' &&
    letters.some(
      one =>
        one.mentorId === mentorId && one.service === service && one.form !== form && (isFinal(one) || isUnderWay(one)),
    )
  );
}

/** Who has no letter in the track, may write one, and fits what the slot wants, as far as is known. */
function candidatesFor(
  slot: Slot,
  letter: Letter | null,
  { track, slots }: Coverage,
  facts: WhatIfFacts,
): readonly Mentor[] {
  const busy = new Set(slots.map(covered => covered.letter?.mentorId));
  for (const one of facts.letters) if (one.trackId === track.id) busy.add(one.mentorId);
  return facts.mentors
    .filter(mentor => !mentor.isArchived && !busy.has(mentor.id) && mentor.id !== letter?.mentorId)
    .filter(mentor => canBeAsked(mentor, slot, letter, track, facts))
    .flatMap(mentor => {
      const isMet = facts.rotations.some(({ mentors }) => mentors.some(({ mentorId }) => mentorId === mentor.id));
      if (!mentor.isStarred && !isMet) return [];
      // A letter of theirs would be made for the slot, so only what is about them counts.
      return [{ mentor, questions: misfitsFor(slot, madeFor(slot, track), mentor, track, facts).length }];
    })
    .toSorted(
      (a, b) =>
        a.questions - b.questions ||
        Number(b.mentor.isStarred) - Number(a.mentor.isStarred) ||
        a.mentor.name.localeCompare(b.mentor.name),
    )
    .slice(0, MOST_CANDIDATES)
    .map(({ mentor }) => mentor);
}

/** A letter just as the slot wants it, to look at its writer alone. */
function madeFor(slot: Slot, track: Track): FittedLetter {
  return {
    service: track.service,
    trackId: track.id,
    planId: null,
    form: slot.form ?? 'narrative',
    isChairLetter: slot.isChairLetter,
  };
}

/** How a letter came to its end. */
export type LetterLoss = 'declined' | 'no-reply' | 'withdrawn';

/** Parts of a 'records/save', in the order in which they are to be written. */
export interface PlanChanges {
  readonly saves: readonly {
    readonly table: 'letters' | 'slots';
    readonly id: string;
    readonly isNew: boolean;
    readonly fields: Readonly<Record<string, unknown>>;
  }[];
  readonly assignments: readonly [];
  readonly removals: readonly [];
}

/**
 * What carries it out: the letter ends, a backup takes each of its slots, and slots without one are open again.
 *
 * @param on - The day on which it ended.
 */
export function changesIfNo(
  { letter, losses }: WhatIf,
  how: LetterLoss,
  on: LocalDate,
  newId: () => string,
): PlanChanges {
  const made = new Map<string, string>();
  const letterSaves: PlanChanges['saves'][number][] = [];
  const slotSaves: PlanChanges['saves'][number][] = [];
  let replacedBy: string | null = null;
  for (const { track, slot, rescue } of losses) {
    let letterId: string | null = null;
    if (rescue.type === 'use-letter') {
      letterId = rescue.letter.id;
      if (rescue.letter.backupForLetterId !== null && !made.has(letterId)) {
        letterSaves.push({ table: 'letters', id: letterId, isNew: false, fields: { backupForLetterId: null } });
      }
      made.set(letterId, letterId);
    } else if (rescue.type === 'ask-backup') {
      const fields = replacement(rescue.mentor.id, letter, slot, track);
      const key = `${rescue.mentor.id}|${fields.service}|${fields.trackId ?? ''}|${fields.form}|${fields.isChairLetter}`;
      letterId = made.get(key) ?? newId();
      if (!made.has(key)) letterSaves.push({ table: 'letters', id: letterId, isNew: true, fields });
      made.set(key, letterId);
    }
    replacedBy ??= letterId;
    const backup = rescue.type === 'find' || letterId === null ? {} : { backupMentorId: null };
    slotSaves.push({ table: 'slots', id: slot.id, isNew: false, fields: { letterId, ...backup } });
  }
  const answered = how === 'declined' ? { answer: 'no', answeredOn: on } : {};
  const ended = { ended: how, endedOn: on, replacedByLetterId: replacedBy, ...answered };
  return {
    saves: [...letterSaves, { table: 'letters', id: letter.id, isNew: false, fields: ended }, ...slotSaves],
    assignments: [],
    removals: [],
  };
}

/** A letter like the one that is lost, by somebody else, as the slot wants it. */
function replacement(mentorId: string, letter: Letter, slot: Slot, track: Track) {
  const isGeneral = letter.trackId === null && sharesLetters(letter.service, track.service);
  const fields = {
    mentorId,
    trackId: isGeneral ? null : track.id,
    planId: isGeneral ? letter.planId : null,
    service: isGeneral ? letter.service : track.service,
    form: slot.form ?? letter.form,
    isChairLetter: slot.isChairLetter,
    // The day by which the student wants it does not depend on who writes it.
    targetOn: letter.targetOn,
  } satisfies Partial<LetterFields>;
  return fields;
}
