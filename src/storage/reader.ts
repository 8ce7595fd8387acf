import { liveQuery } from 'dexie';
import type { Instant, LocalDate } from '../core/dates.ts';
import type { Draft } from '../core/draft.ts';
import type { Interaction } from '../core/interaction.ts';
import type { Letter } from '../core/letter.ts';
import type { Evidence } from '../core/letters/evidence.ts';
import type { Mentor } from '../core/mentor.ts';
import type { Moment } from '../core/moment.ts';
import type { Plan, Track } from '../core/plan/plan.ts';
import type { Program } from '../core/program.ts';
import { type HeldWhy, isDue, isSettled, openAt, type Reminder, type Scope } from '../core/reminders/reminder.ts';
import { type Rest, restAt } from '../core/reminders/respect.ts';
import type { Rotation } from '../core/rotation.ts';
import type { Database } from './database.ts';
import { evidenceOf } from './evidence.ts';
import { parseLetter, parseMoment, parsePlan, parseProgram, parseRotation, parseTrack } from './plan-rows.ts';
import {
  actKey,
  DERIVED_FIELDS,
  type DueReminder,
  joinDue,
  parseDraft,
  parseInteraction,
  parseMentor,
  parseReminder,
  parseTrashed,
  peopleOf,
  RECORD_TABLES,
  type RecordTable,
  type Trashed,
  timeKey,
  withPeople,
} from './rows.ts';
import { newestFirst, present, TableReader } from './table-reader.ts';

/** What the ids of half-typed forms begin with. */
export const KEPT_FORMS = 'form/';

/** Later than every moment a record may hold. */
const END_OF_TIME = 8_000_000_000_000;

/** A reminder whose day has come and which waits for another reason than the student's own snooze. */
export interface HeldBack extends DueReminder {
  /** The first day on which it may be shown. */
  readonly untilOn: LocalDate;
  readonly why: HeldWhy | Rest['why'];
}

/** How long "lately" is: as long as a write can be taken back. */
const LATELY_MS = 24 * 60 * 60 * 1000;

/** A reminder that was done or skipped, and the write that takes it back. */
export interface SettledLately extends DueReminder {
  readonly undoId: string;
}

/** Everything in the log, for the student's own keeping. */
export interface Exported {
  readonly format: 'vouch-export/1';
  readonly exportedAt: string;
  /** The version of the data's form. */
  readonly version: number;
  readonly tables: Readonly<Record<string, readonly unknown[]>>;
}

/** The reading half of storage: named questions. A row that its parser refuses is left out and left alone. */
export class Reader extends TableReader {
  readonly #database: Database;

  constructor(database: Database) {
    super({
      all: table => database.records(table).toArray(),
      one: (table, id) => database.records(table).get(id),
    });
    this.#database = database;
  }

  /**
   * Asks again whenever an answer may have changed, also when another page or the worker changed it.
   *
   * @returns Stops it.
   */
  watch<T>(ask: (reader: Reader) => Promise<T>, onAnswer: (answer: T) => void, onError: (error: unknown) => void) {
    // `async`: only of an async function Dexie follows every await, else a question is not watched from the first answer on
    // that did not come out of the database, as the people of an empty list.
    const subscription = liveQuery(async () => ask(this)).subscribe({ next: onAnswer, error: onError });
    return () => subscription.unsubscribe();
  }

  /**
   * Asks several questions in one transaction, of which each costs more than what is asked in it.
   *
   * @param tables - All that the questions look into.
   */
  override async together<T>(tables: readonly RecordTable[], ask: (reader: Reader) => Promise<T>): Promise<T> {
    return this.#database.transaction('r', [...tables], () => ask(this));
  }

  async mentor(id: string): Promise<Mentor | null> {
    return parseMentor(await this.#database.records('mentors').get(id));
  }

  async mentorsById(ids: readonly string[]): Promise<Mentor[]> {
    return present((await this.#database.records('mentors').bulkGet([...ids])).map(parseMentor));
  }

  async hasMentors(): Promise<boolean> {
    return (await this.#database.records('mentors').count()) > 0;
  }

  async interaction(id: string): Promise<Interaction | null> {
    return parseInteraction(await this.#database.records('interactions').get(id));
  }

  /** The entries made from the same message, event or conversation, by the keys of their sources. */
  async interactionsFrom(keys: readonly string[]): Promise<Interaction[]> {
    if (keys.length === 0) return [];
    const rows = await this.#database
      .records('interactions')
      .where('sourceKeys')
      .anyOf([...keys])
      .distinct()
      .toArray();
    return present(rows.map(parseInteraction));
  }

  /** A mentor's interactions, newest first. */
  async timeline(mentorId: string, most: number): Promise<Interaction[]> {
    const rows = await this.#database
      .records('interactions')
      .where('mentorTimes')
      .between(timeKey(mentorId, -END_OF_TIME), timeKey(mentorId, END_OF_TIME))
      .reverse()
      .limit(most)
      .toArray();
    return present(rows.map(parseInteraction));
  }

  async interactionCount(mentorId: string): Promise<number> {
    return this.#database
      .records('interactions')
      .where('mentorTimes')
      .between(timeKey(mentorId, -END_OF_TIME), timeKey(mentorId, END_OF_TIME))
      .count();
  }

  /** The contact with a mentor that ended on the latest day, found by one step in an index; `null` for none. */
  async lastContact(mentorId: string): Promise<Interaction | null> {
    const row = await this.#database
      .records('interactions')
      .where('contactTimes')
      .between(`${mentorId}|`, `${mentorId}|\uffff`)
      .last();
    return parseInteraction(row);
  }

  /** The first interaction that counts as contact; `null` for none. */
  async firstContact(mentorId: string): Promise<Interaction | null> {
    const row = await this.#database
      .records('interactions')
      .where('contactTimes')
      .between(`${mentorId}|`, `${mentorId}|\uffff`)
      .first();
    return parseInteraction(row);
  }

  /** All feedback of a mentor's that happened, the earliest first. */
  async feedbackFrom(mentorId: string): Promise<Interaction[]> {
    const rows = await this.#database
      .records('interactions')
      .where('acts')
      .between(actKey('feedback', mentorId, ''), actKey('feedback', mentorId, '\uffff'))
      .toArray();
    return present(rows.map(parseInteraction));
  }

  /** All that is planned with a mentor, the earliest first. */
  async plannedWith(mentorId: string): Promise<Interaction[]> {
    const rows = await this.#database
      .records('interactions')
      .where('plannedTimes')
      .between(timeKey(mentorId, -END_OF_TIME), timeKey(mentorId, END_OF_TIME))
      .toArray();
    return present(rows.map(parseInteraction));
  }

  async rotation(id: string): Promise<Rotation | null> {
    return parseRotation(await this.#database.records('rotations').get(id));
  }

  /** What a mentor saw, the newest first. */
  async momentsWith(mentorId: string): Promise<Moment[]> {
    // One key finds a row once, whatever the row holds; asking Dexie for distinct ones would walk over them one by one.
    const rows = await this.#database.records('moments').where('mentorIds').equals(mentorId).toArray();
    return newestFirst(present(rows.map(parseMoment)));
  }

  /** How many moments a mentor saw, as far as the index tells. */
  async momentCount(mentorId: string): Promise<number> {
    return this.#database.records('moments').where('mentorIds').equals(mentorId).count();
  }

  /** How well one mentor knows the student, by index; `null` when nobody has that id. */
  async evidenceOf(mentorId: string): Promise<Evidence | null> {
    const mentor = await this.mentor(mentorId);
    if (mentor === null) return null;
    const rows = await this.#database.records('rotations').where('metIds').equals(mentorId).toArray();
    return evidenceOf(this.#database, mentor, byFirstDay(present(rows.map(parseRotation))));
  }

  /** The same of everybody who is not archived, by name. */
  async evidenceOfAll(): Promise<Evidence[]> {
    const [mentors, rotations] = await Promise.all([this.mentors(), this.rotations()]);
    const ordered = byFirstDay(rotations);
    const metIn = (id: string) => ordered.filter(({ mentors: met }) => met.some(({ mentorId }) => mentorId === id));
    const active = mentors.filter(({ isArchived }) => !isArchived);
    // In one transaction, of which each costs more than what is asked in it.
    return this.#database.transaction('r', ['interactions', 'moments'], () =>
      Promise.all(active.map(mentor => evidenceOf(this.#database, mentor, metIn(mentor.id)))),
    );
  }

  async letter(id: string): Promise<Letter | null> {
    return parseLetter(await this.#database.records('letters').get(id));
  }

  /** The letters that a mentor signs, in the order in which they were added. */
  async lettersBy(mentorId: string): Promise<Letter[]> {
    const rows = await this.#database.records('letters').where('mentorId').equals(mentorId).toArray();
    return present(rows.map(parseLetter));
  }

  async plan(id: string): Promise<Plan | null> {
    return parsePlan(await this.#database.records('plans').get(id));
  }

  async track(id: string): Promise<Track | null> {
    return parseTrack(await this.#database.records('tracks').get(id));
  }

  async program(id: string): Promise<Program | null> {
    return parseProgram(await this.#database.records('programs').get(id));
  }

  /** All reminders that concern a mentor, settled ones too. */
  async remindersAbout(mentorId: string): Promise<Reminder[]> {
    return this.#remindersWhere('mentorId', mentorId);
  }

  /** Those that are open, due or not; however many were settled, they cost nothing. */
  async openRemindersAbout(mentorId: string): Promise<Reminder[]> {
    return this.#remindersWhere('openMentorId', mentorId);
  }

  async #remindersWhere(index: string, key: string): Promise<Reminder[]> {
    const rows = await this.#database.records('reminders').where(index).equals(key).toArray();
    return present(rows.map(parseReminder));
  }

  async reminder(id: string): Promise<Reminder | null> {
    return parseReminder(await this.#database.records('reminders').get(id));
  }

  /** What there is to be compared with what rules want in a scope: its open reminders, and those of the ids given. */
  async remindersOf(scope: Scope, ids: readonly string[]): Promise<Reminder[]> {
    const table = this.#database.records('reminders');
    const [open, some] = await Promise.all([table.where('openScope').equals(scope).toArray(), table.bulkGet([...ids])]);
    const byId = new Map(present([...open, ...some].map(parseReminder)).map(reminder => [reminder.id, reminder]));
    return [...byId.values()];
  }

  /** The scopes that have open reminders. */
  async openScopes(): Promise<Scope[]> {
    const keys = await this.#database.records('reminders').orderBy('openScope').uniqueKeys();
    // What the parser let through as a scope is the key.
    return keys as Scope[];
  }

  /** The scopes with open reminders whose next step has come, and which therefore have to be refreshed. */
  async endedScopes(now: Instant): Promise<ReadonlySet<Scope>> {
    const rows = this.#database.records('reminders').where('openEndsAt').belowOrEqual(now);
    return new Set(present((await rows.toArray()).map(parseReminder)).map(({ scope }) => scope));
  }

  /** The earliest moment after now at which the next step of something open takes its place; `null` for none. */
  nextEndsAt(now: Instant): Promise<Instant | null> {
    return this.#firstAfter('openEndsAt', now);
  }

  /** What is due by now, the longest overdue first, with its person; nothing while reminders rest. */
  async due(now: Instant, timeZone: string): Promise<DueReminder[]> {
    return (await this.rest(now, timeZone)) === null ? this.#dueOf(await this.openReminders(now)) : [];
  }

  /** How many `due` gives. */
  async dueCount(now: Instant, timeZone: string): Promise<number> {
    return (await this.rest(now, timeZone)) === null ? (await this.openReminders(now)).length : 0;
  }

  /** Until when and why nothing is shown; `null` when reminders do not rest. */
  async rest(now: Instant, timeZone: string): Promise<Rest | null> {
    return restAt(now, await this.settings(), timeZone);
  }

  /**
   * What has come due and is not shown, the longest overdue first: while reminders rest all that would be shown without
   * that, and always what a limit or the person's pause holds. Not what the student snoozed.
   */
  async heldBack(now: Instant, timeZone: string): Promise<HeldBack[]> {
    const [rest, resting, held] = await Promise.all([
      this.rest(now, timeZone),
      this.openReminders(now),
      this.#held(now),
    ]);
    const due = await this.#dueOf(rest === null ? held : [...resting, ...held]);
    return due.flatMap(one => {
      const { heldUntilOn, heldUntilAt, heldWhy } = one.reminder;
      const isHeld = heldUntilOn !== null && heldWhy !== null && heldUntilAt !== null && heldUntilAt > now;
      if (isHeld && (rest === null || heldUntilAt > rest.untilAt))
        return { ...one, untilOn: heldUntilOn, why: heldWhy };
      return rest === null ? [] : { ...one, untilOn: rest.untilOn, why: rest.why };
    });
  }

  /** Those due by now that a limit or the person's pause holds, and that will be shown one day. */
  async #held(now: Instant): Promise<Reminder[]> {
    const rows = await this.#database.records('reminders').where('heldUntilAt').above(now).toArray();
    return present(rows.map(parseReminder)).filter(reminder => isHeldAt(reminder, now));
  }

  /** What was done or skipped within the last day and can still be taken back, the newest first. */
  async lately(now: Instant): Promise<SettledLately[]> {
    const undos = this.#database.undos.where('at').aboveOrEqual(now - LATELY_MS);
    const settled = (await undos.reverse().sortBy('at')).flatMap(({ id: undoId, images }) =>
      images
        .filter(({ table, written }) => table === 'reminders' && written !== null && 'state' in written)
        .map(({ id, written }) => ({ undoId, id, stamp: written?.state })),
    );
    const rows = await this.#database.records('reminders').bulkGet(settled.map(({ id }) => id));
    const found = settled.flatMap(({ undoId, stamp }, index) => {
      const row = rows[index];
      const reminder = parseReminder(row);
      // By an earlier write, or one that was taken back, it is not what it is now.
      const isBySame = reminder !== null && isSettled(reminder) && row?.stamps.state === stamp;
      return isBySame ? [{ undoId, reminder }] : [];
    });
    const mentors = new Map(
      (await this.mentorsById(peopleOf(found.map(one => one.reminder)))).map(one => [one.id, one]),
    );
    return found.map(one => ({ ...one, mentor: mentors.get(one.reminder.mentorId ?? '') ?? null }));
  }

  /** What comes after now, soonest first: what is not due yet, and what is snoozed. */
  async upcoming(now: Instant, most: number): Promise<DueReminder[]> {
    const rows = this.#database.records('reminders').where('openAt').above(now);
    // Of a question that is asked again and again, the next time alone.
    const decided = new Set<string>();
    const next = rows.filter(row => {
      const reminder = parseReminder(row);
      if (reminder === null || isHeldAt(reminder, now)) return false;
      if (reminder.reason.type !== 'nudge-decide') return true;
      const isNext = !decided.has(reminder.reason.letterId);
      decided.add(reminder.reason.letterId);
      return isNext;
    });
    const reminders = present((await next.limit(most).toArray()).map(parseReminder));
    return withPeople(reminders, await this.mentorsById(peopleOf(reminders)));
  }

  async #dueOf(reminders: readonly Reminder[]): Promise<DueReminder[]> {
    return joinDue(reminders, await this.mentorsById(peopleOf(reminders)));
  }

  /** Open reminders whose moment has come, also while reminders rest. */
  async openReminders(now: Instant): Promise<Reminder[]> {
    return this.#dueBy('openAt', now);
  }

  /** Those of them that were never announced. */
  async unannounced(now: Instant): Promise<Reminder[]> {
    return this.#dueBy('announceAt', now);
  }

  async #dueBy(index: string, now: Instant): Promise<Reminder[]> {
    const rows = await this.#database.records('reminders').where(index).belowOrEqual(now).toArray();
    return present(rows.map(parseReminder)).filter(reminder => isDue(reminder, now));
  }

  /** The earliest moment after now at which something is to be announced; `null` for none. */
  nextAnnounceAt(now: Instant): Promise<Instant | null> {
    return this.#firstAfter('announceAt', now);
  }

  async #firstAfter(index: string, now: Instant): Promise<Instant | null> {
    const key = (await this.#database.records('reminders').where(index).above(now).limit(1).keys())[0];
    return typeof key === 'number' ? key : null;
  }

  /** Half-typed forms, the newest first. */
  async drafts(): Promise<Draft[]> {
    return present((await this.#database.records('drafts').orderBy('updatedAt').reverse().toArray()).map(parseDraft));
  }

  async trash(): Promise<Trashed[]> {
    return present((await this.#database.records('trash').orderBy('deletedAt').reverse().toArray()).map(parseTrashed));
  }

  /** Whether the student agreed to pages being read on a click, on this device. */
  async hasConsent(): Promise<boolean> {
    return (await this.#database.local.get('consent'))?.value === true;
  }

  /** What was typed into a form and not saved yet; `null` for nothing. Its reader checks what it is. */
  async keptForm(key: string): Promise<unknown> {
    const value = await this.local(`${KEPT_FORMS}${key}`);
    return typeof value === 'object' && value !== null && 'fields' in value ? value.fields : null;
  }

  /** What this device alone keeps under ids that begin so. */
  async localsFrom(prefix: string): Promise<readonly { readonly id: string; readonly value: unknown }[]> {
    return this.#database.local.where(':id').startsWith(prefix).toArray();
  }

  async local(id: string): Promise<unknown> {
    return (await this.#database.local.get(id))?.value ?? null;
  }

  /** Every record and tombstone, without what is derived or belongs to this device alone. */
  async exportAll(exportedAt: string): Promise<Exported> {
    const database = this.#database;
    const names = [...RECORD_TABLES, 'tombstones'];
    return database.transaction('r', names, async () => {
      const tables: Record<string, readonly unknown[]> = {};
      for (const name of names) {
        const rows: Record<string, unknown>[] = await database.table(name).toArray();
        tables[name] = rows.map(row =>
          Object.fromEntries(Object.entries(row).filter(([field]) => !DERIVED_FIELDS.has(field))),
        );
      }
      return { format: 'vouch-export/1', exportedAt, version: database.verno, tables };
    });
  }
}

/** Whether its day has come, nothing but a limit or a pause of the person keeps it back, and it will be shown. */
function isHeldAt(reminder: Reminder, now: Instant): boolean {
  const { dueAt, heldUntilAt, snoozedUntilAt, state } = reminder;
  if (openAt(reminder) === null || heldUntilAt === null || heldUntilAt <= now || dueAt > now) return false;
  return state !== 'snoozed' || snoozedUntilAt === null || snoozedUntilAt <= now;
}

function byFirstDay(rotations: readonly Rotation[]): Rotation[] {
  return rotations.toSorted((a, b) => compare(a.startsOn, b.startsOn) || compare(a.id, b.id));
}

/** As IndexedDB compares texts. */
function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
