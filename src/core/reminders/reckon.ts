/**
 * What the rules look at, found by looking at every record; see `facts.ts`. Storage finds the same by index. This is for
 * previews and tests, which have all records at hand: the one asks what would have been, the others whether what is stored
 * is what a reckoning from scratch gives.
 */
import type { Instant, LocalDate } from '../dates.ts';
import { endedOn, type Interaction, isContact, isTogether } from '../interaction.ts';
import type { Letter } from '../letter.ts';
import { isStandBy } from '../letters/letter-rules.ts';
import { ENOUGH_MOMENTS, ENOUGH_TIMES } from '../letters/points.ts';
import type { Mentor } from '../mentor.ts';
import { type Moment, momentTitle } from '../moment.ts';
import { type Plan, planIdOf, type Track } from '../plan/plan.ts';
import type { Slot } from '../plan/slot.ts';
import { hasBackup } from '../plan/slot-backup.ts';
import type { Assignment, Program } from '../program.ts';
import { wantsLetter } from '../program-wishes.ts';
import type { Rotation } from '../rotation.ts';
import type { Settings } from '../settings.ts';
import { reconcile } from './engine.ts';
import {
  type Asking,
  type EarlyEvidence,
  type FollowUpFact,
  type LetterFacts,
  loggedOnOf,
  type MentorFacts,
  MOST_ASKINGS,
  MOST_SETTLED_NUDGES,
  MOST_THANKABLES,
  NO_EVIDENCE,
  type Planned,
  type ProgramFacts,
  type RotationFacts,
  type Thankable,
  type TrackFacts,
} from './facts.ts';
import { peopleOfLetter, personOf } from './letter-rule.ts';
import { ownMoments } from './own.ts';
import {
  asksMentor,
  coveredBy,
  type HeldReminder,
  isOpen,
  isSettled,
  type Reminder,
  type Rule,
  reminderId,
  type Scope,
  settledAssignIn,
} from './reminder.ts';
import { wantedForMentor, wantedForProgram, wantedForRotation, wantedForTrack } from './rules.ts';

/** Everything that reminders come from, without what lies in the trash. */
export interface Records {
  readonly mentors: readonly Mentor[];
  readonly interactions: readonly Interaction[];
  readonly moments: readonly Moment[];
  readonly rotations: readonly Rotation[];
  readonly letters: readonly Letter[];
  readonly plans: readonly Plan[];
  readonly tracks: readonly Track[];
  readonly slots: readonly Slot[];
  readonly programs: readonly Program[];
  readonly assignments: readonly Assignment[];
  readonly reminders: readonly Reminder[];
}

type ById<T> = ReadonlyMap<string, T>;
interface Groups<T> {
  get(key: string): readonly T[] | undefined;
}

/** The records by what the rules ask of them, so that looking at all of them does not mean looking at each again and again. */
export interface RecordIndex {
  readonly mentors: ById<Mentor>;
  readonly rotations: ById<Rotation>;
  readonly plans: ById<Plan>;
  readonly tracks: ById<Track>;
  readonly programs: ById<Program>;
  readonly letters: ById<Letter>;
  /** By mentor. */
  readonly interactionsWith: Groups<Interaction>;
  readonly momentsWith: Groups<Moment>;
  readonly rotationsWith: Groups<Rotation>;
  /** By whoever writes or signs them, and by the contact person. */
  readonly lettersWith: Groups<Letter>;
  /** Those done or skipped, by the mentor they concern. */
  readonly settledAbout: Groups<Reminder>;
  /** Those done or skipped, by scope. */
  readonly settledIn: Groups<Reminder>;
  /** Those to assign a letter that were done or skipped, by letter. */
  readonly settledAssigns: Groups<Reminder>;
  /** By the letter they stand by for. */
  readonly backupsFor: Groups<Letter>;
  /** By the letter that fills them. */
  readonly slotsOf: Groups<Slot>;
  /** By program. */
  readonly assignmentsOf: Groups<Assignment>;
}

export function indexOf(records: Records): RecordIndex {
  return {
    mentors: byId(records.mentors),
    rotations: byId(records.rotations),
    plans: byId(records.plans),
    tracks: byId(records.tracks),
    programs: byId(records.programs),
    letters: byId(records.letters),
    interactionsWith: grouped(records.interactions, ({ mentorIds }) => mentorIds),
    momentsWith: grouped(records.moments, ({ mentorIds }) => mentorIds),
    rotationsWith: grouped(records.rotations, mentorIdsOf),
    lettersWith: grouped(records.letters, peopleOfLetter),
    settledAbout: grouped(records.reminders, settledAboutOf),
    settledIn: grouped(records.reminders, one => (one.settledOn === null ? [] : [one.scope])),
    settledAssigns: grouped(records.reminders, settledAssignsOf),
    backupsFor: grouped(records.letters, ({ backupForLetterId }) =>
      backupForLetterId === null ? [] : [backupForLetterId],
    ),
    slotsOf: grouped(records.slots, slotLetterOf),
    assignmentsOf: grouped(records.assignments, ({ programId }) => [programId]),
  };
}

export function settledAboutOf({ settledOn, mentorId }: Reminder): readonly string[] {
  return settledOn === null || mentorId === null ? [] : [mentorId];
}

/** The letter it is about, of a reminder to assign one that was done or skipped. */
export function settledAssignsOf({ settledOn, rule, subjectId }: Reminder): readonly string[] {
  return settledOn === null || rule !== 'assign' ? [] : [subjectId];
}

/** The letter that fills a slot. */
export function slotLetterOf({ letterId }: Slot): readonly string[] {
  return letterId === null ? [] : [letterId];
}

/** Those met in a rotation, each once. */
export function mentorIdsOf({ mentors }: Pick<Rotation, 'mentors'>): readonly string[] {
  return [...new Set(mentors.map(({ mentorId }) => mentorId))];
}

/** `null` when nobody has that id. */
export function mentorFactsOf(index: RecordIndex, mentorId: string): MentorFacts | null {
  const mentor = index.mentors.get(mentorId);
  if (mentor === undefined) return null;
  const rotations = index.rotationsWith.get(mentorId) ?? [];
  const letters = [...(index.lettersWith.get(mentorId) ?? [])].sort((a, b) => compare(a.id, b.id));
  const isHere = (letter: Letter) => personOf(letter, isPresentIn(index)) === mentorId;
  return {
    mentor,
    ...interactionFacts(index, mentorId),
    rotations: rotations.toSorted((a, b) => compare(a.startsOn, b.startsOn) || compare(a.id, b.id)),
    evidence: rotations.length === 0 ? NO_EVIDENCE : earlyEvidenceFrom(index, mentorId),
    letters: letters.filter(isHere).map(letter => letterFactsOf(index, letter)),
    lettersElsewhere: letters.filter(letter => letter.mentorId === mentorId && !isHere(letter)),
    settledNudges: settledNudgesOf(index.settledAbout.get(mentorId) ?? []),
    lastSettledOn: lastSettledOnOf(index.settledAbout.get(mentorId) ?? []),
  };
}

/** All that the interactions say, in one pass: there can be thousands. */
function interactionFacts(index: RecordIndex, mentorId: string) {
  let lastContactOn: LocalDate | null = null;
  let lastThankedOn: LocalDate | null = null;
  const planned: Planned[] = [];
  const followUps: FollowUpFact[] = [];
  const thankables = thankablesBeside(index, mentorId);
  const askings = askingsOf(index.settledIn.get(`mentor:${mentorId}`) ?? []);
  for (const interaction of index.interactionsWith.get(mentorId) ?? []) {
    const { id, state, kind, direction, letterStep, when, title } = interaction;
    const on = endedOn(when);
    const isAskedHere = () => isFirstPresent(index, interaction, mentorId);
    if (isContact(interaction) && (lastContactOn === null || on > lastContactOn)) lastContactOn = on;
    if (state !== 'cancelled') {
      for (const { id: followUpId, text, dueOn, isDone } of interaction.followUps) {
        if (!isDone) followUps.push({ interactionId: id, followUpId, text, dueOn, isAskedHere: isAskedHere() });
      }
    }
    if (state === 'planned') {
      const endsAt = when.type === 'days' ? null : (when.endsAt ?? when.startsAt);
      planned.push({ interactionId: id, title, endsOn: on, endsAt, isAskedHere: isAskedHere() });
    }
    if (state !== 'happened') continue;
    if (kind === 'meeting' || kind === 'coffee-chat') {
      thankables.push({ type: 'meeting', sourceId: id, title, on, loggedOn: loggedOnOf(interaction) });
    }
    if (direction === 'in') continue;
    const isThanks = kind === 'thank-you' || letterStep === 'thanks';
    if (isThanks && (lastThankedOn === null || on > lastThankedOn)) lastThankedOn = on;
    if (letterStep === 'ask' || letterStep === 'nudge') askings.push({ on, isNudge: letterStep === 'nudge' });
  }
  return {
    lastContactOn,
    lastThankedOn,
    planned: planned.sort((a, b) => compare(a.endsOn, b.endsOn) || compare(a.interactionId, b.interactionId)),
    followUps: followUps.sort(
      (a, b) =>
        compare(a.dueOn, b.dueOn) || compare(a.interactionId, b.interactionId) || compare(a.followUpId, b.followUpId),
    ),
    thankables: thankables
      .sort((a, b) => compare(a.on, b.on) || compare(a.sourceId, b.sourceId))
      .slice(-MOST_THANKABLES),
    askings: askings.sort((a, b) => compare(a.on, b.on) || Number(a.isNudge) - Number(b.isNudge)).slice(-MOST_ASKINGS),
  };
}

function earlyEvidenceFrom(index: RecordIndex, mentorId: string): EarlyEvidence {
  const happened = (index.interactionsWith.get(mentorId) ?? []).filter(({ state }) => state === 'happened');
  const moments = index.momentsWith.get(mentorId) ?? [];
  const feedback = happened.filter(({ kind }) => kind === 'feedback').map(({ when }) => endedOn(when));
  const said = moments.filter(({ theirWords }) => theirWords.trim() !== '').map(({ on }) => on);
  return {
    timesOn: earliest(
      happened.filter(isTogether).map(({ when }) => endedOn(when)),
      ENOUGH_TIMES,
    ),
    momentsOn: earliest(
      moments.map(({ on }) => on),
      ENOUGH_MOMENTS,
    ),
    feedbackOn: earliest([...feedback, ...said], 1),
  };
}

function earliest(days: readonly LocalDate[], most: number): readonly LocalDate[] {
  return days.toSorted(compare).slice(0, most);
}

/** Of several mentors the first who is there and not archived. */
function isFirstPresent(index: RecordIndex, { mentorIds }: Pick<Interaction, 'mentorIds'>, mentorId: string): boolean {
  return mentorIds.find(isPresentIn(index)) === mentorId;
}

function isPresentIn({ mentors }: RecordIndex): (mentorId: string) => boolean {
  return id => mentors.get(id)?.isArchived === false;
}

function thankablesBeside(index: RecordIndex, mentorId: string): Thankable[] {
  const strong = (index.momentsWith.get(mentorId) ?? []).filter(({ isStrong }) => isStrong);
  return [
    ...strong.map(moment => ({
      type: 'moment' as const,
      sourceId: moment.id,
      title: momentTitle(moment),
      on: moment.on,
      loggedOn: moment.enteredOn.on ?? null,
    })),
    ...(index.rotationsWith.get(mentorId) ?? []).map(({ id, name, endsOn, enteredOn }) => ({
      type: 'rotation' as const,
      sourceId: id,
      title: name,
      on: endsOn,
      loggedOn: enteredOn.endsOn ?? null,
    })),
  ];
}

/** Reminders to ask that were done, of this person's scope. */
function askingsOf(reminders: readonly Reminder[]): Asking[] {
  return reminders.flatMap(reminder =>
    reminder.state === 'done' && reminder.settledOn !== null && asksMentor(reminder)
      ? [{ on: reminder.settledOn, isNudge: reminder.rule === 'nudge' }]
      : [],
  );
}

/** What the newest nudges covered that were done or skipped. */
function settledNudgesOf(reminders: readonly Reminder[]): readonly string[] {
  return reminders
    .filter(({ rule }) => rule === 'nudge')
    .toSorted((a, b) => compare(a.settledOn ?? '', b.settledOn ?? '') || compare(a.id, b.id))
    .slice(-MOST_SETTLED_NUDGES)
    .flatMap(coveredBy);
}

function lastSettledOnOf(reminders: readonly Reminder[]): Partial<Record<Rule, LocalDate>> {
  const latest: Partial<Record<Rule, LocalDate>> = {};
  for (const { rule, settledOn } of reminders) {
    if (settledOn !== null && (latest[rule] ?? '') < settledOn) latest[rule] = settledOn;
  }
  return latest;
}

function letterFactsOf(index: RecordIndex, letter: Letter): LetterFacts {
  const main = index.letters.get(letter.backupForLetterId ?? '') ?? null;
  const track = index.tracks.get(letter.trackId ?? '') ?? null;
  const plan = index.plans.get(planIdOf(letter, track) ?? '') ?? null;
  return {
    letter,
    personId: personOf(letter, isPresentIn(index)),
    track,
    plan,
    hasBackup: hasBackup(letter, {
      standBys: index.backupsFor.get(letter.id) ?? [],
      slots: index.slotsOf.get(letter.id) ?? [],
      mentor: id => index.mentors.get(id) ?? null,
      lettersOf: id => index.lettersWith.get(id) ?? [],
    }),
    main: isStandBy(letter, main) ? main : null,
    unassignedProgramIds: letter.receivedOn === null ? [] : programsWanting(index, letter, plan),
    settledAssigns:
      letter.receivedOn === null
        ? []
        : (index.settledAssigns.get(letter.id) ?? []).toSorted((a, b) => compare(a.id, b.id)).map(settledAssignIn),
  };
}

function programsWanting(index: RecordIndex, letter: Letter, plan: Plan | null): readonly string[] {
  return [...index.programs.values()]
    .filter(program => {
      const letterIds = (index.assignmentsOf.get(program.id) ?? []).map(({ letterId }) => letterId);
      // One that is in the trash takes no room.
      const assigned = new Set(letterIds.filter(id => index.letters.has(id)));
      return wantsLetter(program, letter, assigned, index.tracks.get(program.trackId ?? '') ?? null, plan);
    })
    .map(({ id }) => id)
    .sort(compare);
}

/** `null` when there is no such rotation. */
export function rotationFactsOf(index: RecordIndex, rotationId: string): RotationFacts | null {
  const rotation = index.rotations.get(rotationId);
  if (rotation === undefined) return null;
  const mentors = mentorIdsOf(rotation).flatMap(id => {
    const mentor = index.mentors.get(id);
    return mentor === undefined || mentor.isArchived ? [] : [mentor];
  });
  const { startsOn, endsOn } = rotation;
  const isFeedbackHere = ({ state, kind, when }: Interaction) => {
    if (state !== 'happened' || kind !== 'feedback') return false;
    const on = endedOn(when);
    return startsOn <= on && on <= endsOn;
  };
  const from = mentors.filter(({ id }) => (index.interactionsWith.get(id) ?? []).some(isFeedbackHere));
  return { rotation, mentors, hasFeedbackFrom: new Set(from.map(({ id }) => id)) };
}

/** `null` when there is no such track. */
export function trackFactsOf(index: RecordIndex, trackId: string): TrackFacts | null {
  const track = index.tracks.get(trackId);
  if (track === undefined) return null;
  const letters = [...index.letters.values()].filter(
    letter =>
      letter.receivedOn !== null &&
      letter.ended === null &&
      (letter.trackId === null ? letter.service === track.service : letter.trackId === trackId),
  );
  return {
    track,
    plan: index.plans.get(track.planId ?? '') ?? null,
    letters: letters.sort((a, b) => compare(a.id, b.id)).map(letter => letterFactsOf(index, letter)),
  };
}

/** `null` when there is no such program. */
export function programFactsOf(index: RecordIndex, programId: string): ProgramFacts | null {
  const program = index.programs.get(programId);
  return program === undefined ? null : { program };
}

/** What the rules want in a scope; nothing where its subject is gone, and for the student's own. */
export function wantedIn(index: RecordIndex, scope: Scope, settings: Settings): readonly HeldReminder[] {
  const [kind, id] = partsOf(scope);
  switch (kind) {
    case 'mentor':
      return wantedOf(mentorFactsOf(index, id), wantedForMentor, settings);
    case 'rotation':
      return wantedOf(rotationFactsOf(index, id), wantedForRotation, settings);
    case 'track':
      return wantedOf(trackFactsOf(index, id), wantedForTrack, settings);
    case 'program':
      return wantedOf(programFactsOf(index, id), wantedForProgram, settings);
    default:
      return [];
  }
}

function partsOf(scope: Scope): readonly [kind: string, id: string] {
  const colon = scope.indexOf(':');
  return [scope.slice(0, colon), scope.slice(colon + 1)];
}

function wantedOf<Facts>(
  facts: Facts | null,
  wanted: (facts: Facts, settings: Settings) => readonly HeldReminder[],
  settings: Settings,
): readonly HeldReminder[] {
  return facts === null ? [] : wanted(facts, settings);
}

/** Everything that rules are about. */
export function allScopes(index: Pick<RecordIndex, 'mentors' | 'rotations' | 'tracks' | 'programs'>): readonly Scope[] {
  const scopes = (kind: 'mentor' | 'rotation' | 'track' | 'program', ids: Iterable<string>) =>
    [...ids].map((id): Scope => `${kind}:${id}`);
  return [
    ...scopes('mentor', index.mentors.keys()),
    ...scopes('rotation', index.rotations.keys()),
    ...scopes('track', index.tracks.keys()),
    ...scopes('program', index.programs.keys()),
  ];
}

/**
 * The open reminders that should exist now, reckoned from scratch: those that rules want and that were not done or
 * skipped, and the student's own. Of what was stored, only what was settled counts, and no snooze or mark.
 */
export function reckonAll(
  records: Records,
  settings: Settings,
  now: Instant,
  timeZone: string,
): readonly Omit<Reminder, 'stamps'>[] {
  const index = indexOf(records);
  const settled = byId(records.reminders.filter(isSettled));
  const own = records.reminders.filter(reminder => reminder.rule === 'own' && isOpen(reminder));
  const wanted = allScopes(index).flatMap(scope => {
    const want = wantedIn(index, scope, settings);
    const stored = want.flatMap(one => settled.get(reminderId(one)) ?? []);
    return reconcile(scope, want, stored, settings, now, timeZone).create;
  });
  return [
    ...wanted,
    ...own.map(({ stamps, ...reminder }) => ({
      ...reminder,
      ...ownMoments(
        { ...reminder, stamps },
        index.mentors.get(reminder.mentorId ?? '') ?? null,
        settings,
        now,
        timeZone,
      ),
    })),
  ];
}

function byId<T extends { readonly id: string }>(list: readonly T[]): Map<string, T> {
  return new Map(list.map(one => [one.id, one]));
}

function grouped<T>(list: readonly T[], keysOf: (one: T) => readonly string[]): Map<string, T[]> {
  const groups = new Map<string, T[]>();
  for (const one of list) {
    for (const key of new Set(keysOf(one))) {
      const group = groups.get(key);
      if (group === undefined) groups.set(key, [one]);
      else group.push(one);
    }
  }
  return groups;
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
