import { liveQuery } from 'dexie';
import type { Instant, LocalDate } from '../core/dates.ts';
import type { Draft } from '../core/draft.ts';
import type { Interaction } from '../core/interaction.ts';
import type { Mentor } from '../core/mentor.ts';
import { type Profile, parseProfile } from '../core/profile.ts';
import type { Reminder, Rule } from '../core/reminders/reminder.ts';
import { parseSettings, type Settings } from '../core/settings.ts';
import type { Database } from './database.ts';
import {
  DERIVED_FIELDS,
  type DueReminder,
  joinDue,
  parseDraft,
  parseInteraction,
  parseMentor,
  parseReminder,
  parseTrashed,
  RECORD_TABLES,
  settledKey,
  type Trashed,
  timeKey,
} from './rows.ts';

/** Later than every moment a record may hold. */
const END_OF_TIME = 8_000_000_000_000;

/** What rules need to know of a mentor's log, found by index. */
export interface ContactFacts {
  /** The contact that ended last; `null` when there was none. */
  readonly lastContact: Interaction | null;
  /** The planned interaction that ends last, also when that is over by now; `null` for none. */
  readonly lastPlanned: Interaction | null;
  readonly lastSettledOn: LocalDate | null;
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
export class Reader {
  readonly #database: Database;

  constructor(database: Database) {
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

  async settings(): Promise<Settings> {
    return parseSettings(await this.#database.records('settings').get('settings'));
  }

  async profile(): Promise<Profile> {
    return parseProfile(await this.#database.records('profile').get('profile'));
  }

  /** All mentors, by name; the archived ones too. */
  async mentors(): Promise<Mentor[]> {
    const mentors = present((await this.#database.records('mentors').toArray()).map(parseMentor));
    return mentors.sort((a, b) => a.name.localeCompare(b.name));
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

  /** The contact with a mentor that ended last, found by one step in an index; `null` for none. */
  async lastContact(mentorId: string): Promise<Interaction | null> {
    return this.#newest('contactTimes', mentorId);
  }

  /** What rules about a mentor look at, each found by one step in an index. */
  async contactFacts(mentorId: string, rule: Rule): Promise<ContactFacts> {
    const lastSettled = await this.#database
      .records('reminders')
      .where('settledKey')
      .between(settledKey(rule, mentorId, ''), `${settledKey(rule, mentorId, '')}\uffff`)
      .last();
    return {
      lastContact: await this.#newest('contactTimes', mentorId),
      lastPlanned: await this.#newest('plannedTimes', mentorId),
      lastSettledOn: parseReminder(lastSettled)?.settledOn ?? null,
    };
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

  async #newest(index: string, mentorId: string): Promise<Interaction | null> {
    const row = await this.#database
      .records('interactions')
      .where(index)
      .between(timeKey(mentorId, -END_OF_TIME), timeKey(mentorId, END_OF_TIME))
      .last();
    return parseInteraction(row);
  }

  /** All reminders about a subject, settled ones too. */
  async remindersAbout(subjectId: string): Promise<Reminder[]> {
    return present(
      (await this.#database.records('reminders').where('subjectId').equals(subjectId).toArray()).map(parseReminder),
    );
  }

  async reminder(id: string): Promise<Reminder | null> {
    return parseReminder(await this.#database.records('reminders').get(id));
  }

  /** What is due by now, the longest overdue first, with its person. */
  async due(now: Instant): Promise<DueReminder[]> {
    return this.#withPeople(await this.openReminders(now));
  }

  /** What comes next after now, soonest first. */
  async upcoming(now: Instant, most: number): Promise<DueReminder[]> {
    const rows = await this.#database.records('reminders').where('openAt').above(now).limit(most).toArray();
    return this.#withPeople(present(rows.map(parseReminder)));
  }

  async #withPeople(reminders: readonly Reminder[]): Promise<DueReminder[]> {
    return joinDue(reminders, await this.mentorsById(reminders.map(({ subjectId }) => subjectId)));
  }

  async openReminders(now: Instant): Promise<Reminder[]> {
    return present(
      (await this.#database.records('reminders').where('openAt').belowOrEqual(now).toArray()).map(parseReminder),
    );
  }

  async dueCount(now: Instant): Promise<number> {
    return this.#database.records('reminders').where('openAt').belowOrEqual(now).count();
  }

  /** Open reminders whose moment has come and that were never announced. */
  async unannounced(now: Instant): Promise<Reminder[]> {
    return present(
      (await this.#database.records('reminders').where('announceAt').belowOrEqual(now).toArray()).map(parseReminder),
    );
  }

  /** The earliest moment after now at which something is to be announced; `null` for none. */
  async nextAnnounceAt(now: Instant): Promise<Instant | null> {
    const key = (await this.#database.records('reminders').where('announceAt').above(now).limit(1).keys())[0];
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

function present<T>(list: readonly (T | null)[]): T[] {
  return list.filter(item => item !== null);
}
