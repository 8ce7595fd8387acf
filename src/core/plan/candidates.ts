import type { Mentor } from '../mentor.ts';
import { fitOf } from '../seasons/specialties.ts';
import type { SpecialtyFit } from '../seasons/specialty-names.ts';
import { searchKey } from '../text.ts';
import { type FillFacts, fillChoice } from './fill-slot.ts';
import type { Track } from './plan.ts';
import type { Slot } from './slot.ts';
import { specialtyOfTrack } from './slot-fit.ts';

/** Somebody who could fill a slot. */
export interface Candidate {
  readonly mentor: Mentor;
  /** How their specialty stands to what the slot asks for; `null` where it asks for none. */
  readonly fit: SpecialtyFit | null;
  /** Whether a letter of theirs is there that could fill it as it is. */
  readonly hasLetter: boolean;
  /** Whether they fill another slot of the track. */
  readonly isInTrack: boolean;
  /** Whether they said no to a letter for this track. */
  readonly hasDeclined: boolean;
}

/** The specialty a slot asks for, or asks to be away from; `null` for neither. */
export function specialtyAsked(slot: Slot, track: Track): string | null {
  if (slot.specialty !== '') return slot.specialty;
  return slot.isInSpecialty === null ? null : specialtyOfTrack(track);
}

/**
 * Everybody who is not archived, those who fit best first: who has a letter for it, is of the specialty that is asked for,
 * is starred, or is a DO or a program director where one is wanted; residents, who fills another slot of the track, and who said no to it come
 * late. Within that by name.
 */
export function candidatesFor(slot: Slot, track: Track, mentors: readonly Mentor[], facts: FillFacts): Candidate[] {
  const letterById = new Map(facts.letters.map(letter => [letter.id, letter]));
  const inTrack = new Set(
    facts.slots
      .filter(one => one.trackId === track.id && one.id !== slot.id)
      .map(one => letterById.get(one.letterId ?? '')?.mentorId),
  );
  const declined = new Set(
    facts.letters
      .filter(({ trackId, answer, ended }) => trackId === track.id && (answer === 'no' || ended === 'declined'))
      .map(({ mentorId }) => mentorId),
  );
  const withLetters = new Set(facts.letters.map(({ mentorId }) => mentorId));
  const asked = specialtyAsked(slot, track);
  const ranked = mentors
    .filter(({ isArchived }) => !isArchived)
    .map(mentor => {
      const fit = asked === null ? null : fitOf(mentor, asked);
      // Only of those with letters, since looking costs.
      const best = withLetters.has(mentor.id) ? fillChoice(mentor.id, slot, track, facts).fills[0] : undefined;
      const hasLetter = best?.type === 'letter' && (slot.form === null || best.letter.form === slot.form);
      const candidate: Candidate = {
        mentor,
        fit,
        hasLetter,
        isInTrack: inTrack.has(mentor.id),
        hasDeclined: declined.has(mentor.id),
      };
      return { candidate, rank: rankOf(candidate, slot) };
    });
  return ranked
    .toSorted((a, b) => b.rank - a.rank || a.candidate.mentor.name.localeCompare(b.candidate.mentor.name))
    .map(({ candidate }) => candidate);
}

function rankOf({ mentor, fit, hasLetter, isInTrack, hasDeclined }: Candidate, slot: Slot): number {
  const wantsOutside = slot.specialty === '' && slot.isInSpecialty === false;
  const isRight = fit === (wantsOutside ? 'outside' : 'in');
  return (
    (hasLetter ? 8 : 0) +
    (isRight ? 4 : 0) +
    (slot.isChairLetter && mentor.role === 'chair' ? 4 : 0) +
    (slot.isByDirector && mentor.role === 'program-director' ? 4 : 0) +
    (slot.isByDo && /(?:^|\W)DO(?:\W|$)/.test(mentor.credentials) ? 4 : 0) +
    (mentor.isStarred ? 2 : 0) -
    (mentor.role === 'resident-or-fellow' || mentor.role === 'coordinator' ? 5 : 0) -
    (isInTrack ? 16 : 0) -
    (hasDeclined ? 32 : 0)
  );
}

/** Those whose name, specialty or place has every word that was typed. */
export function matching(candidates: readonly Candidate[], query: string): readonly Candidate[] {
  const words = searchKey(query)
    .split(' ')
    .filter(word => word !== '');
  if (words.length === 0) return candidates;
  return candidates.filter(({ mentor }) => {
    const text = searchKey(`${mentor.name} ${mentor.specialty} ${mentor.department} ${mentor.institution}`);
    return words.every(word => text.includes(word));
  });
}
