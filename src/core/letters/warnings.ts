import { daysBetween, type LocalDate, laterOf, monthsBefore } from '../dates.ts';
import { isUnasked, isUnderWay, LETTER_FACTS, type Letter, type LetterFact, type Service } from '../letter.ts';
import type { Mentor } from '../mentor.ts';
import { type Plan, planIdOf, seasonDate, type Track } from '../plan/plan.ts';
import type { Slot } from '../plan/slot.ts';
import { isThroughEcfmg, targetOf } from '../plan/target.ts';
import type { Profile } from '../profile.ts';
import type { Assignment, Program } from '../program.ts';
import { isTooOld, mostLettersOf, wantsLetter } from '../program-wishes.ts';
import { isInEras, sharesLetters } from '../seasons/portal.ts';
import { specialtyNamed } from '../seasons/specialties.ts';
import { awaitedFacts, columnOf, factOf, hasComeBack } from './column.ts';
import {
  countedIn,
  type FormStep,
  formSteps,
  isAssignedByHand,
  isFinal,
  isStandBy,
  isStructuredInCarms,
  letterIdKey,
  needsWaiver,
  specialFormOf,
  type TrackLimit,
  trackLimitOf,
  withSameLetterId,
} from './letter-rules.ts';

/** A request that nothing came of for so long may lie in a filter: two to three weeks, one guide waits (section 4.3). */
export const QUIET_REQUEST_DAYS = 21;

/** Until so long before the target a quiet request is only worth knowing; when an ask has to be made as well. */
export const QUIET_NOTE_DAYS = 42;

/** From so long before the target a letter that is not in is said, and from so long on more firmly (section 4.3). */
export const NOT_IN_DAYS = 14;
export const NOT_IN_LATE_DAYS = 7;

/** Whoever has the request for less than that is not silent yet. */
const DECENT_DAYS = 7;

/** Schools ask for at least a month; `domain.md` of the design, section 4.1. */
export const SHORT_NOTICE_DAYS = 28;

/** The Air Force takes letters dated within six months (a notice of 2022); `domain.md` of the design, section 1.2. */
export const MILITARY_LETTER_MONTHS = 6;

/** What is wrong or easily goes wrong, with the fact that shows it. */
export type Trap =
  /**
   * The specialty of the request decides which form its writer gets, and it is not that of the slot it fills; `no-slot`: it
   * fills none, is narrative, and its specialty has a form.
   */
  | { readonly type: 'form'; readonly specialty: string; readonly why: 'general' | 'narrative' | 'other' | 'no-slot' }
  /** Standardized in CaRMS, for a specialty of which we know no structured letter. */
  | { readonly type: 'carms-form' }
  /** Requested, and neither accepted nor received since: it may lie in a filter of the hospital. */
  | { readonly type: 'quiet'; readonly since: LocalDate; readonly days: number; readonly waitsFor: 'accept' | 'letter' }
  /** Requested on a day before the season opens, from which on letters can be requested; ECFMG can keep such a letter. */
  | {
      readonly type: 'before-opening';
      readonly requestedOn: LocalDate;
      readonly opensOn: LocalDate;
      readonly isEstimate: boolean;
      readonly isThroughEcfmg: boolean;
    }
  /** The request could not be delivered. */
  | { readonly type: 'came-back'; readonly on: LocalDate }
  /** Received, and not given to programs that want it. */
  | { readonly type: 'unassigned'; readonly programs: readonly string[] }
  /** Received, with no program here that has it or wants it, and nobody said that it is assigned in the service. */
  | { readonly type: 'assign-there'; readonly service: Service }
  /** More letters than its track has use for, of which this is one too many; `count` is its place among them. */
  | { readonly type: 'over-track'; readonly rule: TrackLimit['rule']; readonly count: number }
  /** At programs that get more letters than the service lets them have. */
  | { readonly type: 'too-many'; readonly programs: readonly string[]; readonly most: number }
  /** Older than these programs want. */
  | { readonly type: 'too-old'; readonly datedOn: LocalDate; readonly programs: readonly string[] }
  /** Older than the board took in 2022, on the day that the student has for it. */
  | { readonly type: 'too-old-military'; readonly datedOn: LocalDate; readonly months: number }
  | { readonly type: 'resident' }
  /** Less than four weeks from the ask, or from today while it is to come, to the target. */
  | { readonly type: 'short-notice'; readonly days: number; readonly targetOn: LocalDate; readonly isAsked: boolean }
  /** The target is near and the letter is not there. */
  | { readonly type: 'not-in'; readonly targetOn: LocalDate; readonly days: number }
  /** The target is over and the letter is not there, or its writer was never asked. */
  | { readonly type: 'past-target'; readonly targetOn: LocalDate; readonly days: number; readonly isAsked: boolean }
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
  /** In ResidencyCAS who writes a SLOE cannot also write a narrative letter; what is completed stays there. */
  | { readonly type: 'sloe-and-narrative'; readonly isCompleted: boolean }
  /** It ended here, and the service keeps it. */
  | { readonly type: 'final' }
  /** Its track applies through another service. */
  | { readonly type: 'service'; readonly service: Service; readonly trackName: string; readonly trackService: Service }
  /** Program directors, present or past, who may score for the board could not write for it; a chair may have been one. */
  | { readonly type: 'board-member'; readonly isDirector: boolean };

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
  /** By mentor, the day of the last contact with whoever has a request in hand; not given while it is not known. */
  readonly lastContactOn?: ReadonlyMap<string, LocalDate>;
}

/** The same records by what they are looked up by; made once for all letters. */
export interface LetterIndex {
  readonly letters: ReadonlyMap<string, Letter>;
  readonly mentors: ReadonlyMap<string, Mentor>;
  readonly tracks: ReadonlyMap<string, Track>;
  readonly plans: ReadonlyMap<string, Plan>;
  /** By track, its own letters and those in its slots, each once. */
  readonly lettersInTrack: ReadonlyMap<string, readonly Letter[]>;
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
  /** `null` while it is not known: then nothing is said of a quiet request. */
  readonly lastContactOn: ReadonlyMap<string, LocalDate> | null;
}

const NONE: ReadonlySet<string> = new Set();

export function indexOf(records: LetterRecords): LetterIndex {
  const { letters, mentors, tracks, plans, slots, programs, assignments, profile, lastContactOn } = records;
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
    letters: new Map(letters.map(letter => [letter.id, letter])),
    lettersInTrack: lettersInTracks(letters, slots),
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
    lastContactOn: lastContactOn ?? null,
  };
}

function lettersInTracks(letters: readonly Letter[], slots: readonly Slot[]): ReadonlyMap<string, readonly Letter[]> {
  const byId = new Map(letters.map(letter => [letter.id, letter]));
  const inTracks = new Map<string, Set<Letter>>();
  const note = (trackId: string | null, letter: Letter | undefined) => {
    if (trackId === null || letter === undefined) return;
    const known = inTracks.get(trackId);
    if (known === undefined) inTracks.set(trackId, new Set([letter]));
    else known.add(letter);
  };
  for (const letter of letters) note(letter.trackId, letter);
  for (const { trackId, letterId } of slots) note(trackId, byId.get(letterId ?? ''));
  return new Map([...inTracks].map(([trackId, found]) => [trackId, [...found]]));
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
  /** Whether it only stands by for another: then nothing is late about it. */
  readonly isStandBy: boolean;
  /** Whether nothing is known of it that comes after having asked. */
  readonly isIdea: boolean;
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
  const read: Read = {
    letter,
    steps,
    track,
    plan,
    mentor,
    index,
    today,
    isStandBy: isStandBy(letter, index.letters.get(letter.backupForLetterId ?? '') ?? null),
    isIdea: isUnasked(letter),
  };
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

function ofWriter({ letter, mentor, isStandBy: standsBy }: Read): LetterWarning[] {
  const isToCome = letter.receivedOn === null;
  if (mentor === null || mentor.isArchived) {
    const severity = standsBy ? 'caution' : 'problem';
    return isToCome ? [as(severity, 'letter', { type: 'writer-gone', isArchived: mentor !== null })] : [];
  }
  if (!isToCome) return [];
  if (mentor.role === 'resident-or-fellow') return [as('caution', 'letter', { type: 'resident' })];
  if (letter.service !== 'military') return [];
  if (mentor.role === 'program-director') return [as('caution', 'letter', { type: 'board-member', isDirector: true })];
  return mentor.role === 'chair' ? [as('note', 'letter', { type: 'board-member', isDirector: false })] : [];
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
  const over = overTrack(read);
  if (over !== null) found.push(as('caution', 'letter', over));
  if (letter.receivedOn !== null) return found;
  const wrong = wrongForm(read);
  if (wrong?.type === 'form' && wrong.why === 'no-slot') found.push(as('note', 'letter', wrong));
  else if (wrong !== null) found.push(as(letter.requestedOn === null ? 'caution' : 'problem', 'letter', wrong));
  if (letter.service === 'carms' && letter.form === 'standardized' && track !== null && !isStructuredInCarms(track)) {
    found.push(as('note', 'letter', { type: 'carms-form' }));
  }
  // While it is only an idea nothing of this can be done yet.
  const isPromised = letter.answer === 'yes' || letter.requestedOn !== null;
  if (isPromised) {
    for (const { id, isDone } of formSteps(letter, track, index.profile)) {
      if (!isDone)
        found.push(as('caution', id === 'eslor-aamc-id' ? 'profile' : 'letter', { type: 'form-step', step: id }));
    }
  }
  const both = letter.service === 'residencycas' ? inOtherForm(read) : [];
  if (both.length > 0) {
    found.push(as('problem', 'letter', { type: 'sloe-and-narrative', isCompleted: both.some(isFinal) }));
  }
  return found;
}

/**
 * In ERAS, the built-in form comes only with the specialty's own standardized request, and goes with it everywhere. Of a
 * letter that fills no slot it is asked, where such a form is the rule; in dermatology it is optional.
 */
function wrongForm({ letter, track, plan, index, isStandBy: standsBy }: Read): Trap | null {
  if (!isInEras(letter.service)) return null;
  const isBuiltIn = (one: Track) => specialFormOf(one, plan?.season) === 'built-in';
  const slots = index.slotsByLetter.get(letter.id) ?? [];
  if (slots.length === 0 && !standsBy && track !== null && letter.form === 'narrative') {
    return isBuiltIn(track) && wantsBuiltIn(track) ? { type: 'form', specialty: shownOf(track), why: 'no-slot' } : null;
  }
  for (const slot of slots) {
    const wanting = index.tracks.get(slot.trackId);
    if (wanting === undefined) continue;
    const specialty = shownOf(wanting);
    if (slot.form === 'standardized' && isBuiltIn(wanting)) {
      if (track === null) return { type: 'form', specialty, why: 'general' };
      if (track.id !== wanting.id) return { type: 'form', specialty, why: 'other' };
      if (letter.form === 'narrative') return { type: 'form', specialty, why: 'narrative' };
    } else if (track !== null && track.id !== wanting.id && letter.form === 'standardized') {
      // The other way round: a form of one specialty would go to another.
      if (isBuiltIn(track)) return { type: 'form', specialty, why: 'other' };
    }
  }
  return null;
}

function shownOf({ specialty, name }: Track): string {
  return specialty || name;
}

/** Whether a specialty's template has a slot for its form, as those of urology and plastic surgery have. */
function wantsBuiltIn(track: Track): boolean {
  const { specialty, name } = track;
  const slots = specialtyNamed(specialty.trim() === '' ? name : specialty)?.slots ?? [];
  return slots.some(({ form, isOptional }) => form === 'standardized' && !isOptional);
}

/** The writer's letters in the other form for the same season: those that go on, and what the service keeps. */
function inOtherForm({ letter, plan, index }: Read): readonly Letter[] {
  return (index.lettersByMentor.get(letter.mentorId) ?? []).filter(other => {
    if (other.id === letter.id || other.service !== 'residencycas' || other.form === letter.form) return false;
    const otherTrack = index.tracks.get(other.trackId ?? '') ?? null;
    return (isUnderWay(other) || isFinal(other)) && planIdOf(other, otherTrack) === (plan?.id ?? null);
  });
}

/** Of a track's letters, the furthest first, those beyond what it has use for; see `countedIn`. */
function overTrack({ letter, track, index, isStandBy: standsBy }: Read): Trap | null {
  const limit = track === null || standsBy ? null : trackLimitOf(track, letter.form);
  if (track === null || limit === null || letter.service !== track.service) return null;
  const ofTrack = index.lettersInTrack.get(track.id) ?? [];
  const counted = countedIn(limit, letter.form, track, ofTrack, index.letters);
  const before = counted.filter(other => other.id !== letter.id && isFurther(other, letter));
  const count = before.length + 1;
  return count > limit.most ? { type: 'over-track', rule: limit.rule, count } : null;
}

/** Whether a letter is further on than another, by what is known of it; of equal ones the one with the lower id. */
function isFurther(one: Letter, other: Letter): boolean {
  const far = (letter: Letter) => LETTER_FACTS.findLastIndex(fact => letter[fact] !== null);
  return far(one) === far(other) ? one.id < other.id : far(one) > far(other);
}

function ofRequest(read: Read): LetterWarning[] {
  const { letter, index, isStandBy: standsBy } = read;
  const { requestedOn, receivedOn, undeliverableOn } = letter;
  const found: LetterWarning[] = [];
  const other = withSameLetterId(letter, index.lettersByNumber.get(letterIdKey(letter.letterIdNumber)) ?? []);
  if (other !== null) {
    const name = index.mentors.get(other.mentorId)?.name ?? '';
    found.push(as('problem', 'letter', { type: 'letter-id', number: letter.letterIdNumber, name }));
  }
  if (receivedOn !== null) return found;
  found.push(...beforeOpening(read));
  if (undeliverableOn !== null && hasComeBack(letter)) {
    found.push(as(standsBy ? 'caution' : 'problem', 'writer', { type: 'came-back', on: undeliverableOn }));
  } else {
    found.push(...quietRequest(read));
  }
  const isNear = letter.answer === 'yes' || requestedOn !== null;
  if (letter.isWaived === null && isNear && needsWaiver(letter.service)) {
    const isRequested = requestedOn !== null;
    found.push(as(isRequested || standsBy ? 'note' : 'caution', 'letter', { type: 'waiver', isRequested }));
  }
  return found;
}

/** The services of which we know that a request is made in them from the day they open (`domain.md` of the design, section 3). */
function opensRequests(service: Service): boolean {
  return isInEras(service) || service === 'residencycas';
}

/** CaRMS has a form for letters before a match opens, and ECFMG keeps a letter a year early: neither day is wrong then. */
function beforeOpening({ letter, track, plan }: Read): LetterWarning[] {
  const { requestedOn, service } = letter;
  const opensOn = seasonDate(plan, 'opensOn');
  if (requestedOn === null || opensOn === null || requestedOn >= opensOn) return [];
  if (letter.carriedOverFrom !== '' || !opensRequests(service)) return [];
  const isEarly = isThroughEcfmg(letter, track, plan);
  const isEstimate = plan?.opensOn.confidence !== 'confirmed';
  const trap: Trap = { type: 'before-opening', requestedOn, opensOn, isEstimate, isThroughEcfmg: isEarly };
  return [as(isEarly || isEstimate ? 'note' : 'caution', 'letter', trap)];
}

/**
 * A request by mail that nothing came of. Once it was accepted its mail has arrived, and what is left is to nudge; who was
 * in touch since could have said that it did not come. Of services other than these nobody says that they mail writers.
 */
function quietRequest(read: Read): LetterWarning[] {
  const { letter, steps, track, plan, index, today, isStandBy: standsBy } = read;
  const { requestedOn, acceptedOn } = letter;
  if (requestedOn === null || acceptedOn !== null || !opensRequests(letter.service)) return [];
  if (index.lastContactOn === null) return [];
  const contactOn = index.lastContactOn.get(letter.contactMentorId ?? letter.mentorId) ?? requestedOn;
  if (daysBetween(laterOf(requestedOn, contactOn), today) < QUIET_REQUEST_DAYS) return [];
  const waitsFor = steps.includes('acceptedOn') ? 'accept' : 'letter';
  const targetOn = targetOf(letter, track, plan);
  const isFar = targetOn === null || daysBetween(today, targetOn) > QUIET_NOTE_DAYS;
  const severity = standsBy || (waitsFor === 'letter' && isFar) ? 'note' : 'caution';
  const days = daysBetween(requestedOn, today);
  return [as(severity, 'message', { type: 'quiet', since: requestedOn, days, waitsFor })];
}

function ofTarget(read: Read): LetterWarning[] {
  const { letter, track, plan, today, isStandBy: standsBy, isIdea } = read;
  const targetOn = targetOf(letter, track, plan);
  if (targetOn === null || letter.receivedOn !== null || standsBy) return [];
  const past = daysBetween(targetOn, today);
  if (past > 0) {
    const trap: Trap = { type: 'past-target', targetOn, days: past, isAsked: !isIdea };
    return [isIdea ? as('caution', 'letter', trap) : as('problem', 'message', trap)];
  }
  const isAsked = letter.askedOn !== null || !isIdea;
  const days = daysBetween(letter.askedOn ?? today, targetOn);
  const short: Trap = { type: 'short-notice', days: Math.max(0, days), targetOn, isAsked };
  // What is requested is on its way, and what was asked on a day that nobody noted may have been asked in time.
  if (days >= SHORT_NOTICE_DAYS || letter.requestedOn !== null || (isAsked && letter.askedOn === null)) {
    return notIn(read, targetOn);
  }
  // With a yes they have agreed to the day, if they knew it.
  if (letter.answer === 'yes') return [as('note', 'letter', short)];
  return [as('caution', isAsked ? 'letter' : 'message', short)];
}

/** Not in shortly before the target, where the request itself gives no cause to ask. */
function notIn(read: Read, targetOn: LocalDate): LetterWarning[] {
  const { letter, today } = read;
  const { requestedOn } = letter;
  const days = daysBetween(today, targetOn);
  if (requestedOn === null || days > NOT_IN_DAYS || daysBetween(requestedOn, today) < DECENT_DAYS) return [];
  if (hasComeBack(letter) || quietRequest(read).length > 0) return [];
  return [as(days <= NOT_IN_LATE_DAYS ? 'caution' : 'note', 'message', { type: 'not-in', targetOn, days })];
}

function ofPrograms(read: Read): LetterWarning[] {
  const { letter, track, plan, index, isStandBy: standsBy } = read;
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
    found.push(as('caution', 'message', { type: 'too-old-military', datedOn, months: MILITARY_LETTER_MONTHS }));
  }
  // One that stands by is for them while its main letter is not in: it is what there is.
  const main = index.letters.get(letter.backupForLetterId ?? '') ?? null;
  if (letter.receivedOn !== null && !(standsBy && main !== null && main.receivedOn !== null)) {
    const wanting = (letter.trackId === null ? index.programs : programsOf(index, track)).filter(program => {
      const itsTrack = index.tracks.get(program.trackId ?? '') ?? null;
      return wantsLetter(program, letter, index.assigned.get(program.id) ?? NONE, itsTrack, plan);
    });
    if (wanting.length > 0) {
      found.push(as('problem', 'assign', { type: 'unassigned', programs: wanting.map(({ name }) => name) }));
    } else if (having.length === 0 && !letter.isAssigned && isAssignedByHand(letter.service) && !isOver(read)) {
      found.push(as('note', 'letter', { type: 'assign-there', service: letter.service }));
    }
  }
  return found;
}

/** Whether its season is over, as far as is known: nobody assigns a letter any more. */
function isOver({ track, plan, today }: Read): boolean {
  const closesOn = seasonDate(plan, 'closesOn');
  return (closesOn !== null && closesOn < today) || (track?.resultOn ?? today) < today || track?.outcome != null;
}

function programsOf(index: LetterIndex, track: Track | null): readonly Program[] {
  return track === null ? [] : (index.programsByTrack.get(track.id) ?? []);
}

/**
 * The earliest day that a letter to the board could have, counted from the day it reads applications, or closes; `null`
 * while the student has neither. Once it is over nothing is too old for it.
 */
function oldestMilitary({ plan, today }: Read): LocalDate | null {
  const usedOn = seasonDate(plan, 'reviewFromOn') ?? seasonDate(plan, 'closesOn');
  return usedOn === null || usedOn < today ? null : monthsBefore(usedOn, MILITARY_LETTER_MONTHS);
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
