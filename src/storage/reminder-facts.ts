import type { LocalDate } from '../core/dates.ts';
import { endedOn, type Interaction } from '../core/interaction.ts';
import type { Letter } from '../core/letter.ts';
import { isStandBy } from '../core/letters/letter-rules.ts';
import { momentTitle } from '../core/moment.ts';
import { type Plan, planIdOf, type Track } from '../core/plan/plan.ts';
import { hasBackup } from '../core/plan/slot-backup.ts';
import type { Program } from '../core/program.ts';
import { wantsLetter } from '../core/program-wishes.ts';
import {
  type Asking,
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
  type SettledAssign,
  type Thankable,
  type TrackFacts,
} from '../core/reminders/facts.ts';
import { peopleOfLetter, personOf } from '../core/reminders/letter-rule.ts';
import {
  coveredBy,
  type Reminder,
  RULES,
  type Rule,
  reminderId,
  type Scope,
  settledAssignIn,
} from '../core/reminders/reminder.ts';
import type { Rotation } from '../core/rotation.ts';
import type { Database } from './database.ts';
import { earlyEvidenceOf } from './evidence.ts';
import {
  parseAssignment,
  parseLetter,
  parseMoment,
  parsePlan,
  parseProgram,
  parseRotation,
  parseSlot,
  parseTrack,
} from './plan-rows.ts';
import {
  type Act,
  actKey,
  askedKey,
  askingIn,
  GENERAL,
  mentorDayKey,
  parseInteraction,
  parseMentor,
  parseReminder,
  type RecordTable,
  type Row,
  settledKey,
  timeKey,
} from './rows.ts';

/** Sorts after everything that a key may go on with. */
const END = '\uffff';

/** Where an index has more entries than this for each key that is wanted, each key is looked up by itself. */
const MOST_PER_KEY = 8;

/** Earlier and later than every moment a record may hold. */
const END_OF_TIME = 8_000_000_000_000;

/**
 * What the rules look at, as `core/reminders/facts.ts` says it, each fact found by a bounded number of steps in an index:
 * its cost does not grow with the log. `core/reminders/reckon.ts` finds the same by looking at every record.
 */
export class ReminderFacts {
  readonly #database: Database;

  constructor(database: Database) {
    this.#database = database;
  }

  /** `null` when nobody has that id. */
  async mentorFacts(mentorId: string): Promise<MentorFacts | null> {
    const mentor = parseMentor(await this.#table('mentors').get(mentorId));
    if (mentor === null) return null;
    const [
      contactKey,
      thanksKey,
      openMatters,
      rotations,
      letters,
      askings,
      lastSettledOn,
      meetings,
      moments,
      settledNudges,
    ] = await Promise.all([
      this.#newestKeys('interactions', 'contactTimes', mentorDayKey(mentorId, ''), 1),
      this.#newestKeys('interactions', 'acts', actKey('thanks', mentorId, ''), 1),
      this.#openMatters(mentorId),
      this.#rotationsWith(mentorId),
      this.#lettersOf(mentorId),
      this.#askings(mentorId),
      this.#lastSettledOn(mentorId),
      this.#meetings(mentorId),
      this.#strongMoments(mentorId),
      this.#settledNudges(mentorId),
    ]);
    const ofRotations = rotations.map(
      ({ id, name, endsOn, enteredOn }): Thankable => ({
        type: 'rotation',
        sourceId: id,
        title: name,
        on: endsOn,
        loggedOn: enteredOn.endsOn ?? null,
      }),
    );
    return {
      mentor,
      lastContactOn: dayIn(contactKey[0], 1),
      lastThankedOn: dayIn(thanksKey[0], 2),
      ...openMatters,
      thankables: [...meetings, ...moments, ...ofRotations]
        .sort((a, b) => compare(a.on, b.on) || compare(a.sourceId, b.sourceId))
        .slice(-MOST_THANKABLES),
      rotations,
      evidence: rotations.length === 0 ? NO_EVIDENCE : await earlyEvidenceOf(this.#database, mentorId),
      ...letters,
      askings,
      settledNudges,
      lastSettledOn,
    };
  }

  /** `null` when there is no such rotation. */
  async rotationFacts(rotationId: string): Promise<RotationFacts | null> {
    const rotation = parseRotation(await this.#table('rotations').get(rotationId));
    if (rotation === null) return null;
    const metIds = [...new Set(rotation.mentors.map(({ mentorId }) => mentorId))];
    const rows = await this.#table('mentors').bulkGet(metIds);
    const mentors = present(rows.map(parseMentor)).filter(({ isArchived }) => !isArchived);
    const counts = await Promise.all(mentors.map(({ id }) => this.#hasFeedbackIn(rotation, id)));
    const from = mentors.filter((_, index) => counts[index]);
    return { rotation, mentors, hasFeedbackFrom: new Set(from.map(({ id }) => id)) };
  }

  /** `null` when there is no such track. */
  async trackFacts(trackId: string): Promise<TrackFacts | null> {
    const track = parseTrack(await this.#table('tracks').get(trackId));
    if (track === null) return null;
    const [own, general] = await Promise.all([this.#lettersWhere('trackId', trackId), this.#generalLetters()]);
    const letters = [...own, ...general.filter(({ service }) => service === track.service)].filter(
      ({ receivedOn, ended }) => receivedOn !== null && ended === null,
    );
    return {
      track,
      plan: await this.#plan(track.planId),
      letters: await this.#lettersWithFacts(letters),
    };
  }

  /** Of each program, in their order; `null` where there is no such program. */
  async factsOfPrograms(programIds: readonly string[]): Promise<readonly (ProgramFacts | null)[]> {
    const programs = (await this.#table('programs').bulkGet([...programIds])).map(parseProgram);
    return programs.map(program => (program === null ? null : { program }));
  }

  /**
   * What there is to be compared with what rules want in many scopes: their open reminders, and those of the ids given.
   * Each once.
   */
  async remindersOfMany(scopes: readonly Scope[], ids: readonly string[]): Promise<readonly Reminder[]> {
    const [open, some] = await Promise.all([this.#remindersAt('openScope', scopes), this.#remindersAt(':id', ids)]);
    return [...new Map(present([...open, ...some].map(parseReminder)).map(one => [one.id, one])).values()];
  }

  async #remindersAt(index: ':id' | 'openScope', keys: readonly string[]): Promise<readonly Row[]> {
    if (keys.length === 0) return [];
    const sorted = keys.toSorted();
    const rows = this.#table('reminders').where(index);
    const near = rows.between(sorted[0], sorted.at(-1), true, true);
    // Of records just made there is none. Where there are, all at once cost less than each by its key, unless most are others.
    const count = await near.count();
    if (count === 0) return [];
    if (count > keys.length * MOST_PER_KEY) return rows.anyOf(sorted).toArray();
    const wanted = new Set(keys);
    const found = await near.toArray();
    return found.filter(row => wanted.has(index === ':id' ? row.id : String(row.openScope)));
  }

  /** Of everything that is planned or has open follow-ups with a mentor, all its people. */
  async peopleOfOpenMatters(mentorId: string): Promise<readonly string[]> {
    const [planned, toDo] = await Promise.all([this.#planned(mentorId), this.#acts('follow-ups', mentorId)]);
    return [...new Set([...planned, ...toDo].flatMap(({ mentorIds }) => mentorIds))];
  }

  /** The rotations in which a mentor was met. */
  async rotationIdsOf(mentorId: string): Promise<readonly string[]> {
    return this.#table('rotations').where('metIds').equals(mentorId).primaryKeys();
  }

  /** A row by its id, before any parser has looked at it. */
  async row(table: RecordTable, id: string): Promise<Row | null> {
    return (await this.#table(table).get(id)) ?? null;
  }

  async lettersOfTrack(trackId: string): Promise<readonly Row[]> {
    return this.#table('letters').where('trackId').equals(trackId).toArray();
  }

  async generalLetters(): Promise<readonly Row[]> {
    return this.#table('letters').where('generalKey').equals(GENERAL).toArray();
  }

  /** Letters that a mentor writes or signs, or is the contact person of. */
  async lettersWith(mentorId: string): Promise<readonly Row[]> {
    return this.#table('letters').where('mentorId').equals(mentorId).or('contactMentorId').equals(mentorId).toArray();
  }

  /** The letters that stand by for one. */
  async standBysOf(letterId: string): Promise<readonly Row[]> {
    return this.#table('letters').where('backupForLetterId').equals(letterId).toArray();
  }

  /** The programs that a letter is assigned to. */
  async programIdsOf(letterId: string): Promise<readonly string[]> {
    const rows = await this.#table('assignments').where('letterId').equals(letterId).toArray();
    return [...new Set(present(rows.map(parseAssignment)).map(({ programId }) => programId))];
  }

  /** The slots that name a mentor as their backup. */
  async slotsBackedBy(mentorId: string): Promise<readonly Row[]> {
    return this.#table('slots').where('backupMentorId').equals(mentorId).toArray();
  }

  async trackIdsOfPlan(planId: string): Promise<readonly string[]> {
    return this.#table('tracks').where('planId').equals(planId).primaryKeys();
  }

  async idsIn(table: RecordTable): Promise<readonly string[]> {
    return this.#table(table).toCollection().primaryKeys();
  }

  #table(table: RecordTable) {
    return this.#database.records(table);
  }

  #startingWith(table: RecordTable, index: string, prefix: string) {
    return this.#table(table).where(index).between(prefix, `${prefix}${END}`);
  }

  /** The last keys of an index that begin so, the last first. */
  async #newestKeys(table: RecordTable, index: string, prefix: string, most: number): Promise<string[]> {
    const keys = await this.#startingWith(table, index, prefix).reverse().limit(most).keys();
    return keys.filter(key => typeof key === 'string');
  }

  async #openMatters(mentorId: string): Promise<Pick<MentorFacts, 'planned' | 'followUps'>> {
    const [planned, toDo] = await Promise.all([this.#planned(mentorId), this.#acts('follow-ups', mentorId)]);
    const askedIds = await this.#askedOf([...planned, ...toDo]);
    const isAskedHere = ({ mentorIds }: Interaction) => mentorIds.find(id => askedIds.has(id)) === mentorId;
    return {
      planned: planned
        .map((interaction): Planned => {
          const { id, title, when } = interaction;
          const endsAt = when.type === 'days' ? null : (when.endsAt ?? when.startsAt);
          return {
            interactionId: id,
            title,
            endsOn: endedOn(when),
            endsAt,
            isAskedHere: isAskedHere(interaction),
          };
        })
        .sort((a, b) => compare(a.endsOn, b.endsOn) || compare(a.interactionId, b.interactionId)),
      followUps: toDo
        .flatMap(interaction =>
          interaction.followUps
            .filter(({ isDone }) => !isDone)
            .map(
              ({ id, text, dueOn }): FollowUpFact => ({
                interactionId: interaction.id,
                followUpId: id,
                text,
                dueOn,
                isAskedHere: isAskedHere(interaction),
              }),
            ),
        )
        .sort(
          (a, b) =>
            compare(a.dueOn, b.dueOn) ||
            compare(a.interactionId, b.interactionId) ||
            compare(a.followUpId, b.followUpId),
        ),
    };
  }

  /** Who of these people can be asked about something: those who are there and not archived. */
  #askedOf(interactions: readonly Interaction[]): Promise<ReadonlySet<string>> {
    return this.#presentOf(interactions.flatMap(({ mentorIds }) => mentorIds));
  }

  /** Who of these people is there and not archived. */
  async #presentOf(mentorIds: readonly string[]): Promise<ReadonlySet<string>> {
    const ids = [...new Set(mentorIds)];
    if (ids.length === 0) return new Set();
    const people = present((await this.#table('mentors').bulkGet(ids)).map(parseMentor));
    return new Set(people.filter(({ isArchived }) => !isArchived).map(({ id }) => id));
  }

  async #planned(mentorId: string): Promise<Interaction[]> {
    const rows = this.#table('interactions')
      .where('plannedTimes')
      .between(timeKey(mentorId, -END_OF_TIME), timeKey(mentorId, END_OF_TIME));
    return present((await rows.toArray()).map(parseInteraction));
  }

  async #acts(act: Act, mentorId: string): Promise<Interaction[]> {
    const rows = this.#startingWith('interactions', 'acts', actKey(act, mentorId, ''));
    return present((await rows.toArray()).map(parseInteraction));
  }

  async #meetings(mentorId: string): Promise<Thankable[]> {
    const rows = this.#startingWith('interactions', 'acts', actKey('meeting', mentorId, ''));
    const newest = present((await rows.reverse().limit(MOST_THANKABLES).toArray()).map(parseInteraction));
    return newest.map(interaction => ({
      type: 'meeting',
      sourceId: interaction.id,
      title: interaction.title,
      on: endedOn(interaction.when),
      loggedOn: loggedOnOf(interaction),
    }));
  }

  async #strongMoments(mentorId: string): Promise<Thankable[]> {
    const rows = this.#startingWith('moments', 'strongDays', mentorDayKey(mentorId, ''));
    const newest = present((await rows.reverse().limit(MOST_THANKABLES).toArray()).map(parseMoment));
    return newest.map(moment => ({
      type: 'moment',
      sourceId: moment.id,
      title: momentTitle(moment),
      on: moment.on,
      loggedOn: moment.enteredOn.on ?? null,
    }));
  }

  async #askings(mentorId: string): Promise<Asking[]> {
    const keys = await Promise.all([
      this.#newestKeys('interactions', 'acts', actKey('asked', mentorId, ''), MOST_ASKINGS),
      this.#newestKeys('reminders', 'askedKey', askedKey(`mentor:${mentorId}`, ''), MOST_ASKINGS),
    ]);
    return keys
      .flat()
      .map(askingIn)
      .sort((a, b) => compare(a.on, b.on) || Number(a.isNudge) - Number(b.isNudge))
      .slice(-MOST_ASKINGS);
  }

  async #lastSettledOn(mentorId: string): Promise<Partial<Record<Rule, LocalDate>>> {
    const latest: Partial<Record<Rule, LocalDate>> = {};
    await Promise.all(
      RULES.map(async rule => {
        const [key] = await this.#newestKeys('reminders', 'settledKey', settledKey(rule, mentorId, ''), 1);
        const on = dayIn(key, 2);
        if (on !== null) latest[rule] = on;
      }),
    );
    return latest;
  }

  async #settledNudges(mentorId: string): Promise<string[]> {
    const rows = this.#startingWith('reminders', 'settledKey', settledKey('nudge', mentorId, ''));
    const newest = present((await rows.reverse().limit(MOST_SETTLED_NUDGES).toArray()).map(parseReminder));
    return newest.toReversed().flatMap(coveredBy);
  }

  /** By id; there are as many as were ever settled for one letter. */
  async #settledAssigns(letterId: string): Promise<SettledAssign[]> {
    const prefix = reminderId({ rule: 'assign', subjectId: letterId, occurrence: '' });
    const rows = await this.#startingWith('reminders', ':id', prefix).toArray();
    return present(rows.map(parseReminder))
      .filter(({ settledOn }) => settledOn !== null)
      .map(settledAssignIn);
  }

  /** Those in which a mentor was met, by first day. */
  async #rotationsWith(mentorId: string): Promise<Rotation[]> {
    const rows = await this.#table('rotations').where('metIds').equals(mentorId).toArray();
    return present(rows.map(parseRotation)).sort((a, b) => compare(a.startsOn, b.startsOn) || compare(a.id, b.id));
  }

  async #hasFeedbackIn({ startsOn, endsOn }: Rotation, mentorId: string): Promise<boolean> {
    if (endsOn < startsOn) return false;
    const keys = this.#table('interactions')
      .where('acts')
      .between(actKey('feedback', mentorId, startsOn), actKey('feedback', mentorId, endsOn), true, true);
    return (await keys.limit(1).primaryKeys()).length > 0;
  }

  async #lettersOf(mentorId: string): Promise<Pick<MentorFacts, 'letters' | 'lettersElsewhere'>> {
    const letters = present((await this.lettersWith(mentorId)).map(parseLetter));
    const personOfEach = await this.#peopleToWriteTo(letters);
    const isHere = ({ id }: Letter) => personOfEach.get(id) === mentorId;
    return {
      letters: await this.#lettersWithFacts(letters.filter(isHere)),
      lettersElsewhere: letters
        .filter(letter => letter.mentorId === mentorId && !isHere(letter))
        .sort((a, b) => compare(a.id, b.id)),
    };
  }

  /** By letter. */
  async #peopleToWriteTo(letters: readonly Letter[]): Promise<ReadonlyMap<string, string>> {
    const there = await this.#presentOf(
      letters.filter(({ contactMentorId }) => contactMentorId !== null).flatMap(peopleOfLetter),
    );
    return new Map(letters.map(letter => [letter.id, personOf(letter, id => there.has(id))]));
  }

  async #lettersWhere(index: string, key: string): Promise<Letter[]> {
    return present((await this.#table('letters').where(index).equals(key).toArray()).map(parseLetter));
  }

  async #generalLetters(): Promise<Letter[]> {
    return present((await this.generalLetters()).map(parseLetter));
  }

  /** By id. */
  async #lettersWithFacts(letters: readonly Letter[]): Promise<LetterFacts[]> {
    const inOrder = letters.toSorted((a, b) => compare(a.id, b.id));
    const personOfEach = await this.#peopleToWriteTo(letters);
    return Promise.all(
      inOrder.map(async letter => {
        const track = await this.#track(letter.trackId);
        const plan = await this.#plan(planIdOf(letter, track));
        const [isBacked, main, unassignedProgramIds, settledAssigns] = await Promise.all([
          this.#hasBackup(letter),
          this.#main(letter),
          letter.receivedOn === null ? [] : this.#programsWanting(letter, plan),
          letter.receivedOn === null ? [] : this.#settledAssigns(letter.id),
        ]);
        return {
          letter,
          personId: personOfEach.get(letter.id) ?? letter.mentorId,
          track,
          plan,
          hasBackup: isBacked,
          main,
          unassignedProgramIds,
          settledAssigns,
        };
      }),
    );
  }

  async #hasBackup(letter: Letter): Promise<boolean> {
    const [backups, rows] = await Promise.all([
      this.#lettersWhere('backupForLetterId', letter.id),
      this.#table('slots').where('letterId').equals(letter.id).toArray(),
    ]);
    const slots = present(rows.map(parseSlot));
    const named = slots.flatMap(({ backupMentorId }) => backupMentorId ?? []);
    const people = [...new Set([...backups.map(({ mentorId }) => mentorId), ...named])];
    if (people.length === 0) return false;
    const mentors = (await this.#table('mentors').bulkGet(people)).map(parseMentor);
    const letters = await Promise.all([...new Set(named)].map(id => this.#lettersWhere('mentorId', id)));
    const mentorOf = new Map(present(mentors).map(mentor => [mentor.id, mentor]));
    return hasBackup(letter, {
      standBys: backups,
      slots,
      mentor: id => mentorOf.get(id) ?? null,
      lettersOf: () => letters.flat(),
    });
  }

  /** The letter that one only stands by for. */
  async #main({ backupForLetterId }: Letter): Promise<Letter | null> {
    if (backupForLetterId === null) return null;
    const main = parseLetter(await this.#table('letters').get(backupForLetterId));
    return isStandBy({ backupForLetterId }, main) ? main : null;
  }

  async #programsWanting(letter: Letter, plan: Plan | null): Promise<string[]> {
    const table = this.#table('programs');
    const rows = letter.trackId === null ? table.toArray() : table.where('trackId').equals(letter.trackId).toArray();
    const programs = present((await rows).map(parseProgram));
    const [tracks, assigned] = await Promise.all([this.#tracksOf(programs), this.#assignedTo(programs)]);
    return programs
      .filter(program => {
        const track = tracks.get(program.trackId ?? '') ?? null;
        return wantsLetter(program, letter, assigned.get(program.id) ?? new Set(), track, plan);
      })
      .map(({ id }) => id)
      .sort(compare);
  }

  async #tracksOf(programs: readonly Program[]): Promise<ReadonlyMap<string, Track>> {
    const ids = [...new Set(programs.flatMap(({ trackId }) => trackId ?? []))];
    const tracks = present((await this.#table('tracks').bulkGet(ids)).map(parseTrack));
    return new Map(tracks.map(track => [track.id, track]));
  }

  /** By program, the ids of the letters it gets; one that is in the trash takes no room. */
  async #assignedTo(programs: readonly Program[]): Promise<ReadonlyMap<string, ReadonlySet<string>>> {
    const ids = programs.map(({ id }) => id);
    const rows = await this.#table('assignments').where('programId').anyOf(ids).toArray();
    const assignments = present(rows.map(parseAssignment));
    const there = await this.#lettersThere(assignments.map(({ letterId }) => letterId));
    const byProgram = new Map<string, Set<string>>();
    for (const { programId, letterId } of assignments) {
      if (!there.has(letterId)) continue;
      const letterIds = byProgram.get(programId);
      if (letterIds === undefined) byProgram.set(programId, new Set([letterId]));
      else letterIds.add(letterId);
    }
    return byProgram;
  }

  async #lettersThere(letterIds: readonly string[]): Promise<ReadonlySet<string>> {
    const ids = [...new Set(letterIds)];
    const keys = ids.length === 0 ? [] : await this.#table('letters').where(':id').anyOf(ids).primaryKeys();
    return new Set(keys);
  }

  async #track(id: string | null): Promise<Track | null> {
    return id === null ? null : parseTrack(await this.#table('tracks').get(id));
  }

  async #plan(id: string | null): Promise<Plan | null> {
    return id === null ? null : parsePlan(await this.#table('plans').get(id));
  }
}

/** The day that is one of the parts of a key; `null` for no key. */
function dayIn(key: string | undefined, part: number): LocalDate | null {
  // Keys are made in `rows.ts`, of days.
  return key === undefined ? null : ((key.split('|')[part] ?? null) as LocalDate | null);
}

/** As IndexedDB compares texts. */
function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

function present<T>(list: readonly (T | null)[]): T[] {
  return list.filter(item => item !== null);
}
