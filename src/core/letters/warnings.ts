import { daysBetween, type LocalDate, monthsBefore } from '../dates.ts';
import { isUnderWay, type Letter, type LetterFact, type Service } from '../letter.ts';
import type { Mentor } from '../mentor.ts';
import { type Plan, planIdOf, seasonDate, type Track } from '../plan/plan.ts';
import type { Slot } from '../plan/slot.ts';
import { targetOf } from '../plan/target.ts';
import type { Profile } from '../profile.ts';
import type { Assignment, Program } from '../program.ts';
import { isTooOld, mostLettersOf, wantsLetter } from '../program-wishes.ts';
import { sharesLetters } from '../seasons/services.ts';
import { awaitedFacts, columnOf, factOf, hasComeBack } from './column.ts';
import {
  type FormStep,
  formSteps,
  isFinal,
  isInEras,
  letterIdKey,
  needsWaiver,
  specialFormOf,
  withSameLetterId,
} from './letter-rules.ts';

/** A request that nothing came of for so long may lie in a filter; an estimate, a little under what schools wait (section 4.3). */
export const QUIET_REQUEST_DAYS = 14;

/** Schools ask for at least a month; `domain.md` of the design, section 4.1. */
export const SHORT_NOTICE_DAYS = 28;

/** The Air Force takes letters dated within six months (a notice of 2022); `domain.md` of the design, section 1.2. */
export const MILITARY_LETTER_MONTHS = 6;

/** What is wrong or easily goes wrong, with the fact that shows it. */
export type Trap =
  /** The specialty of the request decides which form its writer gets, and it is not that of the slot it fills. */
  | { readonly type: 'form'; readonly specialty: string; readonly why: 'general' | 'narrative' | 'other' }
  /** Requested, and neither accepted nor received since: it may lie in a filter of the hospital. */
  | { readonly type: 'quiet'; readonly since: LocalDate; readonly days: number; readonly waitsFor: 'accept' | 'letter' }
  /** Requested on a day before the season opens, from which on letters can be requested. */
  | { readonly type: 'before-opening'; readonly requestedOn: LocalDate; readonly opensOn: LocalDate }
  /** The request could not be delivered. */
  | { readonly type: 'came-back'; readonly on: LocalDate }
  /** Received, and not given to programs that want it. */
  | { readonly type: 'unassigned'; readonly programs: readonly string[] }
  /** At programs that get more letters than the service lets them have. */
  | { readonly type: 'too-many'; readonly programs: readonly string[]; readonly most: number }
  /** Older than these programs want. */
  | { readonly type: 'too-old'; readonly datedOn: LocalDate; readonly programs: readonly string[] }
  /** Older than the service takes. */
  | { readonly type: 'too-old-military'; readonly datedOn: LocalDate; readonly months: number }
  | { readonly type: 'resident' }
  /** Less than four weeks from the ask, or from today while it is to come, to the target. */
  | { readonly type: 'short-notice'; readonly days: number; readonly targetOn: LocalDate; readonly isAsked: boolean }
  /** The target is over and the letter is not there. */
  | { readonly type: 'past-target'; readonly targetOn: LocalDate; readonly days: number }
  | { readonly type: 'waiver'; readonly isRequested: boolean }
  /** The writer is in the archive or the trash. */
  | { readonly type: 'writer-gone'; readonly isArchived: boolean }
  /** The second happened before the first, which it cannot. `datedOn` is the day on the letter. */
  | {
      readonly type: 'order';
      readonly first: LetterFact | 'datedOn';
      readonly second: LetterFact;
      readonly firstOn: LocalDate;
      readonly secondOn: LocalDate;
    }
  /** Something is noted for a day that is still to come. */
  | { readonly type: 'ahead'; readonly fact: LetterFact; readonly on: LocalDate }
  /** A later step is noted and this one is not, so that the letter waits in its column. */
  | { readonly type: 'gap'; readonly missing: LetterFact; readonly later: LetterFact }
  /** Another letter has the same Letter ID; `name` is its writer's, empty when not known. */
  | { readonly type: 'letter-id'; readonly number: string; readonly name: string }
  /** What the form needs from the student is not done. */
  | { readonly type: 'form-step'; readonly step: FormStep['id'] }
  /** In ResidencyCAS nobody can write a SLOE and a narrative letter. */
  | { readonly type: 'sloe-and-narrative' }
  /** It ended here, and the service keeps it. */
  | { readonly type: 'final' }
  /** Its track applies through another service. */
  | { readonly type: 'service'; readonly service: Service; readonly trackName: string; readonly trackService: Service }
  /** A program director who may sit on the board cannot write for it. */
  | { readonly type: 'board-member' };

export type Severity = 'problem' | 'caution' | 'note';

/** The one thing to do about it: change the letter, look after the writer, write to them, or give letters to programs. */
export type Todo = 'letter' | 'writer' | 'message' | 'assign' | 'profile';

export type LetterWarning = Trap & { readonly severity: Severity; readonly todo: Todo };
export type WarningType = Trap['type'];

/** Everything that warnings look at. */
export interface LetterRecords {
  readonly letters: readonly Letter[];
  readonly mentors: readonly Mentor[];
  readonly tracks: readonly Track[];
  readonly plans: readonly Plan[];
  readonly slots: readonly Slot[];
  readonly programs: readonly Program[];
  readonly assignments: readonly Assignment[];
  readonly profile: Pick<Profile, 'aamcId'>;
}

/** The same records by what they are looked up by; made once for all letters. */
export interface LetterIndex {
  readonly letters: readonly Letter[];
  readonly mentors: ReadonlyMap<string, Mentor>;
  readonly tracks: ReadonlyMap<string, Track>;
  readonly plans: ReadonlyMap<string, Plan>;
  readonly slotsByLetter: ReadonlyMap<string, readonly Slot[]>;
  readonly lettersByMentor: ReadonlyMap<string, readonly Letter[]>;
  readonly lettersByNumber: ReadonlyMap<string, readonly Letter[]>;
  readonly programs: readonly Program[];
  /** By letter, the programs that get it. */
  readonly programsHaving: ReadonlyMap<string, readonly Program[]>;
  readonly programsByTrack: ReadonlyMap<string | null, readonly Program[]>;
  /** By program, the letters it gets. */
  readonly assigned: ReadonlyMap<string, ReadonlySet<string>>;
  readonly profile: Pick<Profile, 'aamcId'>;
}

const NONE: ReadonlySet<string> = new Set();

export function indexOf(records: LetterRecords): LetterIndex {
  const { letters, mentors, tracks, plans, slots, programs, assignments, profile } = records;
  const isThere = new Set(letters.map(({ id }) => id));
  const assigned = new Map<string, Set<string>>();
  for (const { programId, letterId } of assignments) {
    // One whose letter is in the trash takes no room.
    if (!isThere.has(letterId)) continue;
    const known = assigned.get(programId);
    if (known === undefined) assigned.set(programId, new Set([letterId]));
    else known.add(letterId);
  }
  return {
    letters,
    mentors: new Map(mentors.map(mentor => [mentor.id, mentor])),
    tracks: new Map(tracks.map(track => [track.id, track])),
    plans: new Map(plans.map(plan => [plan.id, plan])),
    slotsByLetter: grouped(slots.filter(withLetter), ({ letterId }) => letterId),
    lettersByMentor: grouped(letters, ({ mentorId }) => mentorId),
    lettersByNumber: grouped(letters, ({ letterIdNumber }) => letterIdKey(letterIdNumber)),
    programs,
    programsHaving: havingOf(programs, assigned),
    programsByTrack: grouped(programs, ({ trackId }) => trackId),
    assigned,
    profile,
  };
}

function havingOf(
  programs: readonly Program[],
  assigned: ReadonlyMap<string, ReadonlySet<string>>,
): ReadonlyMap<string, readonly Program[]> {
  const having = new Map<string, Program[]>();
  for (const program of programs) {
    for (const letterId of assigned.get(program.id) ?? NONE) {
      const known = having.get(letterId);
      if (known === undefined) having.set(letterId, [program]);
      else known.push(program);
    }
  }
  return having;
}

function grouped<Key, T>(list: readonly T[], keyOf: (one: T) => Key): ReadonlyMap<Key, readonly T[]> {
  const groups = new Map<Key, T[]>();
  for (const one of list) {
    const key = keyOf(one);
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [one]);
    else group.push(one);
  }
  return groups;
}

function withLetter(slot: Slot): slot is Slot & { readonly letterId: string } {
  return slot.letterId !== null;
}

/** A letter with the records it is read together with. */
interface Read {
  readonly letter: Letter;
  readonly steps: readonly LetterFact[];
  readonly track: Track | null;
  readonly plan: Plan | null;
  readonly mentor: Mentor | null;
  readonly index: LetterIndex;
  readonly today: LocalDate;
}

/**
 * What goes wrong with a letter, or easily will, the worst first. One that ended has none but that its service keeps it.
 *
 * @param steps - The facts that its service has.
 */
export function warningsOf(
  letter: Letter,
  steps: readonly LetterFact[],
  index: LetterIndex,
  today: LocalDate,
): readonly LetterWarning[] {
  if (!isUnderWay(letter))
    return isFinal(letter) && letter.ended !== null ? [as('note', 'assign', { type: 'final' })] : [];
  const track = index.tracks.get(letter.trackId ?? '') ?? null;
  const plan = index.plans.get(planIdOf(letter, track) ?? '') ?? null;
  const mentor = index.mentors.get(letter.mentorId) ?? null;
  const read: Read = { letter, steps, track, plan, mentor, index, today };
  const found = [
    ...ofWriter(read),
    ...ofForm(read),
    ...ofRequest(read),
    ...ofTarget(read),
    ...ofPrograms(read),
    ...ofDates(read),
  ];
  return found.toSorted((a, b) => SEVERITIES.indexOf(a.severity) - SEVERITIES.indexOf(b.severity));
}

const SEVERITIES: readonly Severity[] = ['problem', 'caution', 'note'];

function as(severity: Severity, todo: Todo, trap: Trap): LetterWarning {
  return { severity, todo, ...trap };
}

function ofWriter({ letter, mentor }: Read): LetterWarning[] {
  const isToCome = letter.receivedOn === null;
  if (mentor === null || mentor.isArchived) {
    return isToCome ? [as('problem', 'letter', { type: 'writer-gone', isArchived: mentor !== null })] : [];
  }
  if (!isToCome) return [];
  if (mentor.role === 'resident-or-fellow') return [as('caution', 'letter', { type: 'resident' })];
  const mayJudge = letter.service === 'military' && mentor.role === 'program-director';
  return mayJudge ? [as('caution', 'letter', { type: 'board-member' })] : [];
}

function ofForm(read: Read): LetterWarning[] {
  const { letter, track, index } = read;
  const found: LetterWarning[] = [];
  if (track !== null && !sharesLetters(track.service, letter.service)) {
    const { name, service } = track;
    found.push(
      as('caution', 'letter', { type: 'service', service: letter.service, trackName: name, trackService: service }),
    );
  }
  if (letter.receivedOn !== null) return found;
  const wrong = wrongForm(read);
  if (wrong !== null) found.push(as(letter.requestedOn === null ? 'caution' : 'problem', 'letter', wrong));
  // While it is only an idea nothing of this can be done yet.
  const isPromised = letter.answer === 'yes' || letter.requestedOn !== null;
  if (isPromised) {
    for (const { id, isDone } of formSteps(letter, track, index.profile)) {
      if (!isDone)
        found.push(as('caution', id === 'eslor-aamc-id' ? 'profile' : 'letter', { type: 'form-step', step: id }));
    }
  }
  if (letter.service === 'residencycas' && writesBoth(read)) {
    found.push(as('problem', 'letter', { type: 'sloe-and-narrative' }));
  }
  return found;
}

/** In ERAS, the built-in form comes only with the specialty's own standardized request, and goes with it everywhere. */
function wrongForm({ letter, track, index }: Read): Trap | null {
  if (!isInEras(letter.service)) return null;
  for (const slot of index.slotsByLetter.get(letter.id) ?? []) {
    const wanting = index.tracks.get(slot.trackId);
    if (wanting === undefined) continue;
    const specialty = wanting.specialty || wanting.name;
    if (slot.form === 'standardized' && specialFormOf(wanting) === 'built-in') {
      if (track === null) return { type: 'form', specialty, why: 'general' };
      if (track.id !== wanting.id) return { type: 'form', specialty, why: 'other' };
      if (letter.form === 'narrative') return { type: 'form', specialty, why: 'narrative' };
    } else if (track !== null && track.id !== wanting.id && letter.form === 'standardized') {
      // The other way round: a form of one specialty would go to another.
      if (specialFormOf(track) === 'built-in') return { type: 'form', specialty, why: 'other' };
    }
  }
  return null;
}

function writesBoth({ letter, plan, index }: Read): boolean {
  return (index.lettersByMentor.get(letter.mentorId) ?? []).some(other => {
    if (other.id === letter.id || other.service !== 'residencycas' || other.form === letter.form) return false;
    const otherTrack = index.tracks.get(other.trackId ?? '') ?? null;
    return isUnderWay(other) && planIdOf(other, otherTrack) === (plan?.id ?? null);
  });
}

function ofRequest({ letter, steps, plan, index, today }: Read): LetterWarning[] {
  const { requestedOn, receivedOn, acceptedOn, undeliverableOn } = letter;
  const found: LetterWarning[] = [];
  const other = withSameLetterId(letter, index.lettersByNumber.get(letterIdKey(letter.letterIdNumber)) ?? []);
  if (other !== null) {
    const name = index.mentors.get(other.mentorId)?.name ?? '';
    found.push(as('problem', 'letter', { type: 'letter-id', number: letter.letterIdNumber, name }));
  }
  if (receivedOn !== null) return found;
  const opensOn = seasonDate(plan, 'opensOn');
  if (requestedOn !== null && opensOn !== null && requestedOn < opensOn && letter.carriedOverFrom === '') {
    found.push(as('caution', 'letter', { type: 'before-opening', requestedOn, opensOn }));
  }
  if (undeliverableOn !== null && hasComeBack(letter)) {
    found.push(as('problem', 'writer', { type: 'came-back', on: undeliverableOn }));
  } else if (requestedOn !== null) {
    // Once it was accepted its mail has arrived, and what is left is to nudge.
    const days = daysBetween(requestedOn, today);
    if (acceptedOn === null && days >= QUIET_REQUEST_DAYS) {
      const waitsFor = steps.includes('acceptedOn') ? 'accept' : 'letter';
      found.push(as('caution', 'message', { type: 'quiet', since: requestedOn, days, waitsFor }));
    }
  }
  const isNear = letter.answer === 'yes' || requestedOn !== null;
  if (letter.isWaived === null && isNear && needsWaiver(letter.service)) {
    const isRequested = requestedOn !== null;
    found.push(as(isRequested ? 'note' : 'caution', 'letter', { type: 'waiver', isRequested }));
  }
  return found;
}

function ofTarget({ letter, track, plan, today }: Read): LetterWarning[] {
  const targetOn = targetOf(letter, track, plan);
  if (targetOn === null || letter.receivedOn !== null) return [];
  const past = daysBetween(targetOn, today);
  if (past > 0) return [as('problem', 'message', { type: 'past-target', targetOn, days: past })];
  const isAsked = letter.askedOn !== null;
  const days = daysBetween(letter.askedOn ?? today, targetOn);
  // After the yes they knew the day when they said it.
  if (days >= SHORT_NOTICE_DAYS || letter.answer === 'yes') return [];
  return [
    as('caution', isAsked ? 'letter' : 'message', { type: 'short-notice', days: Math.max(0, days), targetOn, isAsked }),
  ];
}

function ofPrograms(read: Read): LetterWarning[] {
  const { letter, track, plan, index } = read;
  const found: LetterWarning[] = [];
  const having = index.programsHaving.get(letter.id) ?? [];
  const most = mostLettersOf(letter.service, plan);
  const full = most === null ? [] : having.filter(({ id }) => (index.assigned.get(id)?.size ?? 0) > most);
  if (most !== null && full.length > 0) {
    found.push(as('problem', 'assign', { type: 'too-many', programs: full.map(({ name }) => name), most }));
  }
  const ofTrack = letter.trackId === null ? having : [...new Set([...having, ...programsOf(index, track)])];
  const { datedOn } = letter;
  const old = ofTrack.filter(program => isTooOld(program, letter));
  if (datedOn !== null && old.length > 0) {
    found.push(as('caution', 'assign', { type: 'too-old', datedOn, programs: old.map(({ name }) => name) }));
  }
  const oldestOn = letter.service === 'military' ? oldestMilitary(read) : null;
  if (datedOn !== null && oldestOn !== null && datedOn < oldestOn) {
    found.push(as('problem', 'message', { type: 'too-old-military', datedOn, months: MILITARY_LETTER_MONTHS }));
  }
  if (letter.receivedOn !== null) {
    const wanting = (letter.trackId === null ? index.programs : programsOf(index, track)).filter(program => {
      const itsTrack = index.tracks.get(program.trackId ?? '') ?? null;
      return wantsLetter(program, letter, index.assigned.get(program.id) ?? NONE, itsTrack, plan);
    });
    if (wanting.length > 0) {
      found.push(as('problem', 'assign', { type: 'unassigned', programs: wanting.map(({ name }) => name) }));
    }
  }
  return found;
}

function programsOf(index: LetterIndex, track: Track | null): readonly Program[] {
  return track === null ? [] : (index.programsByTrack.get(track.id) ?? []);
}

/** The earliest day that a letter to the board may have, counted from the day it closes, else from today. */
function oldestMilitary({ plan, today }: Read): LocalDate {
  const usedOn = seasonDate(plan, 'closesOn') ?? today;
  return monthsBefore(usedOn, MILITARY_LETTER_MONTHS);
}

/** What cannot happen before what. A packet may go before the ask, and thanks before the letter. */
const ORDER: readonly (readonly [LetterFact | 'datedOn', LetterFact])[] = [
  ['askedOn', 'answeredOn'],
  ['askedOn', 'requestedOn'],
  ['requestedOn', 'acceptedOn'],
  ['requestedOn', 'receivedOn'],
  ['acceptedOn', 'receivedOn'],
  ['datedOn', 'receivedOn'],
  ['receivedOn', 'visibleOn'],
  ['askedOn', 'outcomeToldOn'],
];

function ofDates({ letter, steps, today }: Read): LetterWarning[] {
  const found: LetterWarning[] = [];
  const facts = awaitedFacts(steps);
  const noted = [...facts, 'undeliverableOn' as const];
  const ahead = noted.find(fact => (letter[fact] ?? today) > today);
  if (ahead !== undefined)
    found.push(as('caution', 'letter', { type: 'ahead', fact: ahead, on: letter[ahead] ?? today }));
  // A letter of an earlier season was received before it was requested in this one.
  if (letter.carriedOverFrom === '') {
    for (const [first, second] of ORDER) {
      const [firstOn, secondOn] = [letter[first], letter[second]];
      const isKnown = firstOn !== null && secondOn !== null && firstOn > secondOn;
      if (isKnown) found.push(as('caution', 'letter', { type: 'order', first, second, firstOn, secondOn }));
    }
  }
  const missing = factOf(columnOf(letter, steps));
  if (missing !== null && !(missing === 'requestedOn' && hasComeBack(letter))) {
    const later = facts.slice(facts.indexOf(missing) + 1).findLast(fact => letter[fact] !== null);
    // The packet may well go along with the ask.
    if (later !== undefined && later !== 'packetSentOn')
      found.push(as('note', 'letter', { type: 'gap', missing, later }));
  }
  return found;
}
