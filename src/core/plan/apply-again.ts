import { addDays, type LocalDate } from '../dates.ts';
import { isUnderWay, type Letter } from '../letter.ts';
import { isStandBy } from '../letters/letter-rules.ts';
import type { Mentor } from '../mentor.ts';
import { sharesLetters } from '../seasons/portal.ts';
import { planFieldsFor, resultFieldsFor } from '../seasons/season-dates.ts';
import { SERVICE_FACTS } from '../seasons/services.ts';
import { cycleOf } from './fellowship-calendar.ts';
import { canBeGeneral } from './fill-slot.ts';
import { type Plan, planIdOf, seasonDate, type Track } from './plan.ts';
import { likelySeason, planKey, sameTrack } from './set-up.ts';
import type { Slot } from './slot.ts';

/**
 * What becomes of a letter of the earlier season in the next one. `use`: the same letter once more. `update`: a new one is
 * asked for, and the earlier one stands by. `ask`: a new one is asked for, since the earlier one is of no use. `leave`:
 * neither.
 */
export const CARRIES = ['use', 'update', 'ask', 'leave'] as const;
export type Carry = (typeof CARRIES)[number];

/** Why a letter cannot simply be used again, or that nobody says; `null` where its service takes it over. */
export type CarryLimit = 'not-received' | 'too-old' | 'unknown';

/** A letter of the earlier season that could serve once more. */
export interface LetterOffer {
  readonly letter: Letter;
  readonly mentor: Mentor;
  /** The earlier season. */
  readonly season: string;
  /** The tracks it is for: those whose slots it fills, and its own. */
  readonly trackIds: readonly string[];
  readonly choices: readonly Carry[];
  readonly proposed: Carry;
  readonly limit: CarryLimit | null;
  /** Whether it will be older than a year when programs read it, than which some want none. */
  readonly isOld: boolean;
  /**
   * The letter of the earlier season that it stands by for. Where that one goes along, it stands by once more; where it does
   * not, it becomes a letter of its own. `null` for one that is nobody's backup, or whose main letter came to nothing.
   */
  readonly standsByFor: string | null;
  /** A General letter by the same person that the next season has already, and that serves once more; `null` for none. */
  readonly there: Letter | null;
}

export interface TrackOffer {
  readonly track: Track;
  /** Whether the next season has the same one already. */
  readonly isThere: boolean;
  /** All but those that led to a match. */
  readonly isProposed: boolean;
}

export interface AgainOffer {
  readonly tracks: readonly TrackOffer[];
  /** By writer's name; what ended, was refused, or whose writer is in the trash is not among them. */
  readonly letters: readonly LetterOffer[];
}

export interface AgainFacts {
  readonly plans: readonly Plan[];
  readonly tracks: readonly Track[];
  readonly slots: readonly Slot[];
  readonly letters: readonly Letter[];
  readonly mentors: readonly Mentor[];
}

/** Some programs want no letter that is older; `domain.md` of the design, section 4.1. */
const OLD_DAYS = 365;

/** The season to apply in after this one: the next, or the one that students plan for by now. */
export function seasonAfter(season: string, today: LocalDate): string {
  const next = /^\d{4}$/.test(season) ? String(Number(season) + 1) : '';
  const likely = likelySeason(null, today);
  return next > likely ? next : likely;
}

/** How tracks end after which one may apply again. */
const NOT_MATCHED = new Set<NonNullable<Track['outcome']>['answer']>(['not-matched', 'soap', 'withdrew']);

/** Whether there is nothing more to come in a season: of each of its tracks it was said how it ended, or its day is past. */
export function isSeasonOver(tracks: readonly Pick<Track, 'outcome' | 'resultOn'>[], today: LocalDate): boolean {
  return (
    tracks.length > 0 &&
    tracks.every(({ outcome, resultOn }) =>
      outcome === null || outcome.answer === 'not-yet' ? resultOn !== null && resultOn < today : true,
    )
  );
}

/**
 * Whether the page should speak of applying again by itself: one of the season's tracks did not lead to a match, or the
 * season is over and nobody said how. Never while a later season is planned.
 */
export function offersAgain(season: string, { plans, tracks }: Pick<AgainFacts, 'plans' | 'tracks'>, today: LocalDate) {
  const seasonOf = (track: Track) => plans.find(({ id }) => id === track.planId)?.season ?? '';
  if (season === '' || tracks.some(track => seasonOf(track) > season)) return false;
  const own = tracks.filter(track => seasonOf(track) === season);
  const isMatched = own.some(({ outcome, kind }) => outcome?.answer === 'matched' && !isFirstYear(kind));
  if (own.some(({ outcome }) => outcome !== null && NOT_MATCHED.has(outcome.answer))) return !isMatched;
  return isSeasonOver(own, today) && !own.some(({ outcome }) => outcome?.answer === 'matched');
}

/** A year that leads to nothing further by itself. */
function isFirstYear(kind: Track['kind']): boolean {
  return kind === 'preliminary' || kind === 'transitional';
}

/**
 * What of a season could be taken over into another.
 *
 * @param season - The earlier one, as `2027`.
 * @param nextSeason - The one to apply in; its dates decide which letters will be old.
 */
export function againOffer(season: string, nextSeason: string, facts: AgainFacts, today: LocalDate): AgainOffer {
  const planById = new Map(facts.plans.map(plan => [plan.id, plan]));
  const tracks = facts.tracks.filter(({ planId }) => planById.get(planId ?? '')?.season === season);
  return {
    tracks: tracks.map(track => {
      const plan = planById.get(track.planId ?? '') ?? null;
      return {
        track,
        isThere: plan !== null && trackThere(track, plan, nextSeason, facts) !== null,
        isProposed: track.outcome?.answer !== 'matched',
      };
    }),
    letters: facts.letters
      .flatMap(letter => letterOffer(letter, season, nextSeason, tracks, facts, today) ?? [])
      .toSorted((a, b) => a.mentor.name.localeCompare(b.mentor.name) || (a.letter.id < b.letter.id ? -1 : 1)),
  };
}

/** The next season's own track of the same kind; `null` for none. */
function trackThere(track: Track, plan: Plan, season: string, { plans, tracks }: AgainFacts): Track | null {
  const { name, specialty, kind } = track;
  const { service, serviceName, mostLetters, steps } = plan;
  const wanted = { name, specialty, kind, service, serviceName, mostLetters, steps };
  return sameTrack(wanted, { season, applicantKind: null, plans, tracks });
}

function letterOffer(
  letter: Letter,
  season: string,
  nextSeason: string,
  tracks: readonly Track[],
  facts: AgainFacts,
  today: LocalDate,
): LetterOffer | null {
  const mentor = facts.mentors.find(({ id }) => id === letter.mentorId);
  if (mentor === undefined || !isUnderWay(letter)) return null;
  const inSlots = new Set(facts.slots.filter(({ letterId }) => letterId === letter.id).map(({ trackId }) => trackId));
  const own = tracks.filter(({ id }) => id === letter.trackId || inSlots.has(id));
  const itsTrack = facts.tracks.find(({ id }) => id === letter.trackId) ?? null;
  const itsPlan = facts.plans.find(({ id }) => id === planIdOf(letter, itsTrack)) ?? null;
  if (own.length === 0 && itsPlan?.season !== season) return null;
  const { reuse } = SERVICE_FACTS[letter.service];
  const limit: CarryLimit | null = letter.receivedOn === null ? 'not-received' : reuse === 'import' ? null : reuse;
  const isOld = isOldIn(letter, itsPlan, nextSeason, facts.plans, today);
  const main = facts.letters.find(({ id }) => id === letter.backupForLetterId) ?? null;
  const standsByFor = isStandBy(letter, main) ? letter.backupForLetterId : null;
  const choices = choicesFor(limit)
    // Who is put away is not asked for anything more.
    .filter(carry => !mentor.isArchived || carry === 'use' || carry === 'leave')
    // A backup has no backup of its own.
    .filter(carry => standsByFor === null || carry !== 'update');
  const proposed: Carry = limit === null ? (isOld && standsByFor === null ? 'update' : 'use') : 'ask';
  return {
    letter,
    mentor,
    season,
    trackIds: own.map(({ id }) => id),
    choices,
    proposed: choices.includes(proposed) ? proposed : (choices[0] ?? 'leave'),
    limit,
    isOld,
    standsByFor,
    there: letter.trackId === null ? generalThere(letter, nextSeason, facts) : null,
  };
}

function generalThere({ mentorId, service }: Letter, season: string, { letters, plans }: AgainFacts): Letter | null {
  const planIds = new Set(plans.filter(plan => plan.season === season).map(({ id }) => id));
  return (
    letters.find(
      one =>
        one.mentorId === mentorId &&
        one.service === service &&
        one.trackId === null &&
        planIds.has(one.planId ?? '') &&
        !isStandBy(one, letters.find(({ id }) => id === one.backupForLetterId) ?? null) &&
        isUnderWay(one),
    ) ?? null
  );
}

function choicesFor(limit: CarryLimit | null): readonly Carry[] {
  switch (limit) {
    case null:
      return ['use', 'update', 'leave'];
    case 'unknown':
      return ['ask', 'use', 'leave'];
    case 'not-received':
    case 'too-old':
      return ['ask', 'leave'];
  }
}

/**
 * By the day programs may read in the next season; while that is not known, by today.
 *
 * @param itsPlan - The earlier season it is for, which says by what name and calendar it applies in its service.
 */
function isOldIn(
  { datedOn, receivedOn, service }: Letter,
  itsPlan: Plan | null,
  season: string,
  plans: readonly Plan[],
  today: LocalDate,
) {
  const writtenOn = datedOn ?? receivedOn;
  const named = { service, serviceName: itsPlan?.service === service ? itsPlan.serviceName : '' };
  const there = plans.find(plan => planKey(plan) === planKey({ ...named, season })) ?? null;
  const readOn = seasonDate(there ?? planFieldsFor(service, season, cycleOf(named)), 'reviewFromOn') ?? today;
  return writtenOn !== null && addDays(writtenOn, OLD_DAYS) < readOn;
}

/** What the student chose. */
export interface AgainChoice {
  readonly season: string;
  readonly trackIds: ReadonlySet<string>;
  /** By the letter's id; one that is not in it is left. */
  readonly carries: ReadonlyMap<string, Carry>;
}

/** One new record of a `records/save`. */
export interface AgainRecord {
  readonly table: 'plans' | 'tracks' | 'letters' | 'slots';
  readonly id: string;
  readonly isNew: true;
  readonly fields: Readonly<Record<string, unknown>>;
}

/**
 * The next season: plans, tracks with their slots as the student made them, and the letters that go along, in the order in
 * which they are to be written. All of it is new; nothing of the earlier season is changed.
 */
export function recordsForAgain(
  { tracks: offered, letters }: AgainOffer,
  { season, trackIds, carries }: AgainChoice,
  facts: AgainFacts,
  newId: () => string,
): readonly AgainRecord[] {
  const chosen = offered.filter(({ track, isThere }) => trackIds.has(track.id) && !isThere).map(({ track }) => track);
  const plans = plansFor(chosen, season, facts.plans, newId);
  const trackIdOf = new Map(chosen.map(track => [track.id, newId()]));
  const trackRecords = chosen.map(
    ({ id, planId, name, specialty, kind, goal, service, isInternational, applicantKind }) => ({
      table: 'tracks' as const,
      id: trackIdOf.get(id) ?? '',
      isNew: true as const,
      fields: {
        ...{ name, specialty, kind, goal, service, isInternational, applicantKind },
        planId: plans.idOf.get(planId ?? '') ?? null,
        ...resultFieldsFor(service, season, kind),
      },
    }),
  );
  const carried = lettersFor(letters, carries, { chosen, trackIdOf, planIdOf: plans.idOf, newId });
  const there = new Set(facts.mentors.map(({ id }) => id));
  const slotRecords = facts.slots
    .filter(({ trackId }) => trackIdOf.has(trackId))
    .toSorted((a, b) => a.position - b.position)
    .map(slot => {
      const { id: _id, stamps: _stamps, ...fields } = slot;
      return {
        table: 'slots' as const,
        id: newId(),
        isNew: true as const,
        fields: {
          ...fields,
          trackId: trackIdOf.get(slot.trackId) ?? '',
          letterId: carried.idOf.get(slot.letterId ?? '') ?? null,
          backupMentorId: there.has(slot.backupMentorId ?? '') ? slot.backupMentorId : null,
        },
      };
    });
  return [...plans.records, ...trackRecords, ...carried.records, ...slotRecords];
}

/** By the earlier plan, the one of the next season: that which is there, or a new one. */
function plansFor(chosen: readonly Track[], season: string, plans: readonly Plan[], newId: () => string) {
  const idByKey = new Map(plans.map(plan => [planKey(plan), plan.id]));
  const idOf = new Map<string, string>();
  const records: AgainRecord[] = [];
  for (const plan of plans.filter(({ id }) => chosen.some(({ planId }) => planId === id))) {
    const { service, serviceName, mostLetters, steps, isInternational } = plan;
    const key = planKey({ season, service, serviceName });
    let id = idByKey.get(key);
    if (id === undefined) {
      id = newId();
      idByKey.set(key, id);
      const dates = planFieldsFor(service, season, cycleOf(plan));
      const fields = { ...dates, serviceName, mostLetters, steps, isInternational };
      records.push({ table: 'plans', id, isNew: true, fields });
    }
    idOf.set(plan.id, id);
  }
  return { idOf, records };
}

interface Purposes {
  readonly chosen: readonly Track[];
  /** New ids by those of the earlier season. */
  readonly trackIdOf: ReadonlyMap<string, string>;
  readonly planIdOf: ReadonlyMap<string, string>;
  newId(): string;
}

/** The letters that go along, and by the earlier one the letter that fills its slots. */
function lettersFor(offers: readonly LetterOffer[], carries: AgainChoice['carries'], purposes: Purposes) {
  const idOf = new Map<string, string>();
  const records: AgainRecord[] = [];
  const push = (fields: Readonly<Record<string, unknown>>) => {
    const id = purposes.newId();
    records.push({ table: 'letters', id, isNew: true, fields });
    return id;
  };
  // A backup names the letter it stands by for, which is written before it.
  const inOrder = offers.toSorted((a, b) => Number(a.standsByFor !== null) - Number(b.standsByFor !== null));
  for (const offer of inOrder) {
    if (offer.there !== null) {
      idOf.set(offer.letter.id, offer.there.id);
      continue;
    }
    const carry = offer.choices.find(one => one === carries.get(offer.letter.id)) ?? 'leave';
    const purpose = newPurposeOf(offer, purposes);
    if (carry === 'leave' || purpose === null) continue;
    const backupForLetterId = idOf.get(offer.standsByFor ?? '') ?? null;
    const id = push({ ...(carry === 'use' ? usedAgain(offer) : askedAnew(offer)), ...purpose, backupForLetterId });
    if (carry === 'update') push({ ...usedAgain(offer), ...purpose, backupForLetterId: id });
    idOf.set(offer.letter.id, id);
  }
  return { idOf, records };
}

function newPurposeOf(offer: LetterOffer, { chosen, trackIdOf, planIdOf: newPlanIdOf }: Purposes) {
  const purpose = purposeOf(offer, chosen);
  if (purpose === null) return null;
  const [trackId, planId] = [trackIdOf.get(purpose.trackId ?? '') ?? null, newPlanIdOf.get(purpose.planId ?? '')];
  return trackId === null && planId === undefined ? null : { trackId, planId: planId ?? null };
}

/**
 * What a letter would be for in the next season, said in the earlier one's track or, for a General letter, plan.
 *
 * @param chosen - The tracks that go along.
 * @returns `null` where none of them has a use for it: its own stays behind, and it cannot become General, or it is General
 *   and none of those it serves goes along; one that fills no slot serves every track of its service.
 */
export function purposeOf(
  { letter, trackIds }: Pick<LetterOffer, 'letter' | 'trackIds'>,
  chosen: readonly Track[],
): { readonly trackId: string | null; readonly planId: string | null } | null {
  if (letter.trackId !== null && chosen.some(({ id }) => id === letter.trackId)) {
    return { trackId: letter.trackId, planId: null };
  }
  if (letter.trackId !== null && !canBeGeneral(letter)) return null;
  const near = chosen.filter(({ service }) => sharesLetters(service, letter.service));
  const served = near.find(({ id }) => trackIds.length === 0 || trackIds.includes(id));
  if (served === undefined) return null;
  const { planId } = near.find(track => track.planId === letter.planId) ?? served;
  return planId === null ? null : { trackId: null, planId };
}

/** What is the same whoever asks, and when. */
function kept({ mentorId, contactMentorId, service, form, isChairLetter, isWaived }: Letter) {
  return { mentorId, contactMentorId, service, form, isChairLetter, isWaived };
}

/** Nobody was asked yet, and nothing was given. */
function askedAnew({ letter }: LetterOffer) {
  return { ...kept(letter), checklist: letter.checklist.map(item => ({ ...item, isDone: false })) };
}

/** With the days on which it came to be; in the next season it has still to be seen in the service, and the outcome told. */
function usedAgain({ letter, season }: LetterOffer) {
  const { answer, howAsked, askedOn, answeredOn, packetSentOn, requestedOn, acceptedOn, receivedOn, thankedOn } =
    letter;
  const { letterIdNumber, datedOn, checklist } = letter;
  return {
    ...kept(letter),
    ...{ answer, howAsked, askedOn, answeredOn, packetSentOn, requestedOn, acceptedOn, receivedOn, thankedOn },
    ...{ letterIdNumber, datedOn, checklist },
    carriedOverFrom: season,
  };
}
