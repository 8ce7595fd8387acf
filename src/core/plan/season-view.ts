import { addDays, type LocalDate, laterOf, parseLocalDate } from '../dates.ts';
import { isUnderWay, type Letter } from '../letter.ts';
import { isStandBy } from '../letters/letter-rules.ts';
import type { Mentor } from '../mentor.ts';
import type { Program } from '../program.ts';
import { ask } from '../reminders/ask.ts';
import { backup } from '../reminders/backup.ts';
import { calendarIdOf } from '../reminders/calendar-id.ts';
import type { LetterFacts, MentorFacts } from '../reminders/facts.ts';
import { nudge } from '../reminders/nudge.ts';
import { packet } from '../reminders/packet.ts';
import { indexOf, mentorFactsOf, type RecordIndex } from '../reminders/reckon.ts';
import { isOpen, type Reminder, reminderId, type WantedReminder } from '../reminders/reminder.ts';
import type { Rotation } from '../rotation.ts';
import { sharesLetters } from '../seasons/portal.ts';
import type { Settings } from '../settings.ts';
import { type Plan, planIdOf, SEASON_DATES, type SeasonDate, type Track } from './plan.ts';
import type { Slot } from './slot.ts';
import { isTargetEstimated, targetOf } from './target.ts';

/** All that a season's calendar is made of. */
export interface SeasonRecords {
  readonly plans: readonly Plan[];
  readonly tracks: readonly Track[];
  readonly letters: readonly Letter[];
  readonly mentors: readonly Mentor[];
  readonly rotations: readonly Rotation[];
  readonly programs: readonly Program[];
  readonly slots: readonly Slot[];
  /** Those done or skipped tell what need not be done any more. */
  readonly reminders: readonly Reminder[];
}

/** What a day is for, in the order in which several of one day are listed. */
export const SEASON_KINDS = [
  ...SEASON_DATES,
  'soapOn',
  'resultOn',
  'deadline',
  'interview',
  'target',
  'replace',
  'backup',
  'nudge',
  'packet',
  'ask',
] as const;
export type SeasonKind = (typeof SEASON_KINDS)[number];

/** One line of the season. */
export interface SeasonEntry {
  /** The same for the same thing while its day moves, so that a calendar moves it too; of a reminder the one of `calendarIdOf`. */
  readonly id: string;
  readonly kind: SeasonKind;
  readonly on: LocalDate;
  /** Whether the day, or the one it is counted from, is not confirmed, or only planned as an answer that is still to come. */
  readonly isEstimated: boolean;
  readonly isDone: boolean;
  /** Those whose date it is, or whose letter, by id; one day of several plans is one line. */
  readonly planIds: readonly string[];
  readonly trackIds: readonly string[];
  /** A nudge can be about several. */
  readonly letterIds: readonly string[];
  readonly mentorId: string | null;
  readonly programId: string | null;
  /** The day the letter should be in by, of what is counted back from it; `null` else. */
  readonly targetOn: LocalDate | null;
}

/** A date that everything is counted back from, and that nobody knows yet. */
export interface UnknownDate {
  readonly kind: SeasonDate | 'resultOn';
  readonly planId: string | null;
  readonly trackId: string | null;
}

export interface SeasonView {
  /** By day. */
  readonly entries: readonly SeasonEntry[];
  readonly unknown: readonly UnknownDate[];
}

type Line = Pick<SeasonEntry, 'id' | 'kind' | 'on'> & Partial<SeasonEntry>;

const entry = (line: Line): SeasonEntry => ({
  isEstimated: false,
  isDone: false,
  planIds: [],
  trackIds: [],
  letterIds: [],
  mentorId: null,
  programId: null,
  targetOn: null,
  ...line,
});

/**
 * Everything of the season by day, counted back from its dates by the numbers of the settings: where a reminder exists
 * already it is on the reminder's day, since the same rules are asked; a step that others have to come before is on the
 * day on which those rules would put it if they came in time. A step that was done or skipped, or whose next one has come,
 * is not listed.
 *
 * @param today - Steps that are only planned lie from today to the day the letter should be in.
 */
export function seasonViewOf(records: SeasonRecords, settings: Settings, today: LocalDate): SeasonView {
  const entries = [
    ...planEntries(records),
    ...trackEntries(records.tracks),
    ...records.programs.flatMap(programEntries),
    ...letterEntries(records, settings, today),
  ];
  // Counted from the last days that a record can have, there is no such day.
  const there = entries.filter(({ on }) => parseLocalDate(on) !== null);
  return { entries: there.toSorted(byDay), unknown: unknownIn(records) };
}

/** What concerns a track: its own, and what is of all tracks of its plan or service. */
export function ofTrack(entries: readonly SeasonEntry[], trackId: string): readonly SeasonEntry[] {
  return entries.filter(({ trackIds }) => trackIds.includes(trackId));
}

const RANKS: ReadonlyMap<SeasonKind, number> = new Map(SEASON_KINDS.map((kind, rank) => [kind, rank]));

function byDay(a: SeasonEntry, b: SeasonEntry): number {
  return compare(a.on, b.on) || (RANKS.get(a.kind) ?? 0) - (RANKS.get(b.kind) ?? 0) || compare(a.id, b.id);
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

function planEntries({ plans, tracks }: SeasonRecords): SeasonEntry[] {
  const lines = SEASON_DATES.flatMap(kind =>
    plans.flatMap(plan => {
      const { on, confidence } = plan[kind];
      if (on === null) return [];
      const trackIds = tracks.filter(({ planId }) => planId === plan.id).map(({ id }) => id);
      return [
        entry({
          id: `season:${kind}:${plan.id}`,
          kind,
          on,
          isEstimated: confidence !== 'confirmed',
          planIds: [plan.id],
          trackIds,
        }),
      ];
    }),
  );
  return merged(lines);
}

/** A day that is the same for several, as a rank list's, is one line; estimated while it is for one of them. */
function merged(lines: readonly SeasonEntry[]): SeasonEntry[] {
  const byKey = new Map<string, SeasonEntry>();
  for (const line of lines) {
    const key = `${line.kind}|${line.on}`;
    const known = byKey.get(key);
    byKey.set(
      key,
      known === undefined
        ? line
        : {
            ...known,
            isEstimated: known.isEstimated || line.isEstimated,
            isDone: known.isDone && line.isDone,
            planIds: [...known.planIds, ...line.planIds],
            trackIds: [...known.trackIds, ...line.trackIds],
          },
    );
  }
  return [...byKey.values()];
}

function trackEntries(tracks: readonly Track[]): SeasonEntry[] {
  const lines = tracks.flatMap(({ id, planId, resultOn, soapOn, isResultConfirmed, outcome }) => {
    const answer = outcome?.answer ?? null;
    const isKnown = answer !== null && answer !== 'not-yet';
    const of = { isEstimated: !isResultConfirmed, trackIds: [id], planIds: planId === null ? [] : [planId] };
    return [
      ...(soapOn === null || answer === 'matched' || answer === 'withdrew'
        ? []
        : [entry({ id: `season:soapOn:${id}`, kind: 'soapOn', on: soapOn, isDone: isKnown, ...of })]),
      ...(resultOn === null
        ? []
        : [entry({ id: `season:resultOn:${id}`, kind: 'resultOn', on: resultOn, isDone: isKnown, ...of })]),
    ];
  });
  return merged(lines);
}

function programEntries({ id, trackId, deadlineOn, appliedOn, interviewOn }: Program): SeasonEntry[] {
  const of = { programId: id, trackIds: trackId === null ? [] : [trackId] };
  return [
    ...(deadlineOn === null
      ? []
      : [entry({ id: `season:deadline:${id}`, kind: 'deadline', on: deadlineOn, isDone: appliedOn !== null, ...of })]),
    ...(interviewOn === null
      ? []
      : [entry({ id: `season:interview:${id}`, kind: 'interview', on: interviewOn, ...of })]),
  ];
}

function letterEntries(records: SeasonRecords, settings: Settings, today: LocalDate): SeasonEntry[] {
  const index = indexOf({ ...records, interactions: [], moments: [], assignments: [] });
  const people = records.mentors.filter(({ isArchived }) => !isArchived);
  const steps = people.flatMap(({ id }) => {
    const facts = mentorFactsOf(index, id);
    return facts === null || facts.letters.length === 0 ? [] : stepsWith(facts, records, settings, today);
  });
  return [...records.letters.flatMap(letter => targetEntry(letter, records, index)), ...steps];
}

function targetEntry(letter: Letter, records: SeasonRecords, index: RecordIndex): SeasonEntry[] {
  const { track, plan } = belongingOf(letter, index);
  const on = targetOf(letter, track, plan);
  // What stands by has no day of its own yet, as on the board.
  const standsBy = isStandBy(letter, index.letters.get(letter.backupForLetterId ?? '') ?? null);
  if (on === null || !isUnderWay(letter) || standsBy) return [];
  return [
    entry({
      id: `season:target:${letter.id}`,
      kind: 'target',
      on,
      isEstimated: isTargetEstimated(letter, plan),
      isDone: letter.receivedOn !== null,
      mentorId: letter.mentorId,
      letterIds: [letter.id],
      trackIds: trackIdsOf(letter, records),
      targetOn: on,
    }),
  ];
}

function belongingOf(letter: Letter, index: RecordIndex): { readonly track: Track | null; readonly plan: Plan | null } {
  const track = index.tracks.get(letter.trackId ?? '') ?? null;
  return { track, plan: index.plans.get(planIdOf(letter, track) ?? '') ?? null };
}

/** A General letter is of every track of its service. */
function trackIdsOf({ trackId, service }: Letter, { tracks }: SeasonRecords): readonly string[] {
  if (trackId !== null) return [trackId];
  return tracks.filter(track => sharesLetters(track.service, service)).map(({ id }) => id);
}

/** The steps of the letters about which one person is written to. */
function stepsWith(
  facts: MentorFacts,
  records: SeasonRecords,
  settings: Settings,
  today: LocalDate,
): readonly SeasonEntry[] {
  const actual = [...askSteps(facts, records, settings), ...laterSteps(facts, settings)];
  const planned = facts.letters.flatMap(about => inTime(about, settings, today) ?? []);
  const ahead = laterSteps({ ...facts, letters: planned }, settings).filter(({ kind, want: { dueOn, subjectId } }) => {
    const of = planned.find(({ letter }) => letter.id === subjectId);
    const targetOn = of === undefined ? null : targetOf(of.letter, of.track, of.plan);
    // A packet that was asked for already is a reminder of its own.
    const isActual = actual.some(one => one.kind === kind && one.want.subjectId === subjectId);
    return !isActual && dueOn >= today && targetOn !== null && dueOn <= targetOn;
  });
  const settledIds = new Set(records.reminders.filter(one => one.settledOn !== null).map(({ id }) => id));
  const isLeft = ({ want }: Step) =>
    !settledIds.has(reminderId(want)) && (want.endsOn === undefined || want.endsOn > today);
  return [...actual, ...ahead].filter(isLeft).map(step => {
    const { kind, want } = step;
    const letterIds = want.reason.type === 'nudge' ? want.reason.letterIds : [want.subjectId];
    const about = facts.letters.filter(({ letter }) => letterIds.includes(letter.id));
    return entry({
      id: calendarIdOf(want),
      kind,
      on: want.dueOn,
      // A packet is counted from the answer, which is known or only hoped for.
      isEstimated:
        kind === 'packet' ? ahead.includes(step) : about.some(({ letter, plan }) => isTargetEstimated(letter, plan)),
      mentorId: want.mentorId,
      letterIds,
      trackIds: [...new Set(about.flatMap(({ letter }) => trackIdsOf(letter, records)))],
      targetOn: about
        .map(({ letter, track, plan }) => targetOf(letter, track, plan))
        .reduce((first, on) => (first === null || (on !== null && on < first) ? on : first), null),
    });
  });
}

interface Step {
  readonly kind: SeasonKind;
  readonly want: Pick<WantedReminder, 'rule' | 'subjectId' | 'occurrence' | 'mentorId' | 'dueOn' | 'endsOn' | 'reason'>;
}

function askSteps(facts: MentorFacts, { reminders }: SeasonRecords, settings: Settings): readonly Step[] {
  const steps = ask(facts, settings);
  const ids = new Set(steps.map(reminderId));
  // Those that come of what was seen in a rotation, which only the whole log tells.
  const seen = reminders.filter(
    one => one.rule === 'ask' && one.mentorId === facts.mentor.id && isOpen(one) && !ids.has(one.id),
  );
  return stepsOf([...steps, ...seen], facts, settings);
}

/** What comes once the writer was asked. */
function laterSteps(facts: MentorFacts, settings: Settings): readonly Step[] {
  if (facts.letters.length === 0) return [];
  const wanted = [...packet(facts, settings), ...nudge(facts, settings), ...backup(facts, settings)];
  return stepsOf(wanted, facts, settings);
}

/** Of the rules that are switched on, what is about the letters. */
function stepsOf(wanted: readonly Step['want'][], { letters }: MentorFacts, { rulesOff }: Settings): readonly Step[] {
  return wanted.flatMap(want => {
    const kind = kindOf(want);
    const isOn = want.rule === 'own' || !rulesOff.includes(want.rule);
    return kind !== null && isOn && letters.some(({ letter }) => letter.id === want.subjectId) ? [{ kind, want }] : [];
  });
}

/** `null` for what is no step of the season: to decide, once all nudges are spent. */
function kindOf({ reason }: Step['want']): SeasonKind | null {
  switch (reason.type) {
    case 'ask-letter':
    case 'ask-rotation':
      return 'ask';
    case 'packet':
      return 'packet';
    case 'nudge':
      return 'nudge';
    case 'backup':
      return reason.step === 'name' ? 'backup' : 'replace';
    default:
      return null;
  }
}

/**
 * The letter as it would be if it were asked for at the latest, answered and requested in time; `null` where it is
 * requested already, is in, or has no target to count from.
 */
function inTime(about: LetterFacts, { numbers }: Settings, today: LocalDate): LetterFacts | null {
  const { letter, track, plan } = about;
  const targetOn = targetOf(letter, track, plan);
  if (targetOn === null || !isUnderWay(letter) || letter.requestedOn !== null || letter.receivedOn !== null)
    return null;
  const askedOn = letter.askedOn ?? laterOf(addDays(targetOn, -numbers.askBeforeDays), today);
  const answered =
    letter.answer === 'yes' && letter.answeredOn !== null
      ? letter.answeredOn
      : laterOf(addDays(askedOn, numbers.replyAfterDays), today);
  const packetOn = letter.packetSentOn ?? addDays(answered, numbers.packetAfterDays);
  const firstStep = Math.max(numbers.nudgeBeforeDays, numbers.backupBeforeDays, numbers.replaceBeforeDays);
  return {
    ...about,
    letter: {
      ...letter,
      askedOn,
      answer: 'yes',
      answeredOn: answered,
      // In time for the first step after it, unless the writer will hardly have what they need by then, or it is past.
      requestedOn: laterOf(laterOf(addDays(targetOn, -firstStep - 1), packetOn), today),
      enteredOn: {},
    },
  };
}

/** Only what others are counted back from: the day programs may read, and the day results come. */
function unknownIn({ plans, tracks }: SeasonRecords): readonly UnknownDate[] {
  return [
    ...plans
      .filter(plan => plan.reviewFromOn.on === null)
      .map(({ id }) => ({ kind: 'reviewFromOn' as const, planId: id, trackId: null })),
    ...tracks
      .filter(({ resultOn, outcome }) => resultOn === null && outcome === null)
      .map(({ id }) => ({ kind: 'resultOn' as const, planId: null, trackId: id })),
  ];
}
