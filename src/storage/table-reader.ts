import type { LocalDate } from '../core/dates.ts';
import type { Interaction } from '../core/interaction.ts';
import type { Letter } from '../core/letter.ts';
import type { Mentor } from '../core/mentor.ts';
import type { MessageTemplate } from '../core/message-template.ts';
import type { Milestone } from '../core/milestone.ts';
import type { Moment } from '../core/moment.ts';
import type { Plan, Track } from '../core/plan/plan.ts';
import type { Slot } from '../core/plan/slot.ts';
import { type Profile, parseProfile } from '../core/profile.ts';
import type { Assignment, Program } from '../core/program.ts';
import type { Reminder } from '../core/reminders/reminder.ts';
import type { Rotation } from '../core/rotation.ts';
import { parseSettings, type Settings } from '../core/settings.ts';
import {
  parseAssignment,
  parseLetter,
  parseMilestone,
  parseMoment,
  parsePlan,
  parseProgram,
  parseRotation,
  parseSlot,
  parseTemplate,
  parseTrack,
} from './plan-rows.ts';
import { parseInteraction, parseMentor, parseReminder, type RecordTable } from './rows.ts';

/** Where rows come from: the database, or what was read from it before Dexie was there. */
export interface RowSource {
  all(table: RecordTable): Promise<readonly unknown[]>;
  /** `undefined` when there is none. */
  one(table: RecordTable, id: string): Promise<unknown>;
}

/** The questions that whole tables answer. A row that its parser refuses is left out and left alone. */
export class TableReader {
  readonly #rows: RowSource;

  constructor(rows: RowSource) {
    this.#rows = rows;
  }

  /**
   * Asks several questions about one moment.
   *
   * @param _tables - All that the questions look into.
   */
  together<T>(_tables: readonly RecordTable[], ask: (reader: TableReader) => Promise<T>): Promise<T> {
    return ask(this);
  }

  async settings(): Promise<Settings> {
    return parseSettings(await this.#rows.one('settings', 'settings'));
  }

  async profile(): Promise<Profile> {
    return parseProfile(await this.#rows.one('profile', 'profile'));
  }

  /** All mentors, by name; the archived ones too. */
  async mentors(): Promise<Mentor[]> {
    return byName(await this.#all('mentors', parseMentor));
  }

  /** Everything that was ever logged. For previews and exports: its cost grows with the log. */
  interactions(): Promise<Interaction[]> {
    return this.#all('interactions', parseInteraction);
  }

  /** Every reminder there is, settled ones too; as costly. */
  reminders(): Promise<Reminder[]> {
    return this.#all('reminders', parseReminder);
  }

  /** All rotations, the earliest first day first. */
  async rotations(): Promise<Rotation[]> {
    const rotations = await this.#all('rotations', parseRotation);
    return rotations.sort((a, b) => a.startsOn.localeCompare(b.startsOn) || a.name.localeCompare(b.name));
  }

  /** All moments of all mentors, the newest first. */
  async moments(): Promise<Moment[]> {
    return newestFirst(await this.#all('moments', parseMoment));
  }

  /** The student's own news, the newest first. */
  async milestones(): Promise<Milestone[]> {
    return newestFirst(await this.#all('milestones', parseMilestone));
  }

  /** All letters in the order in which they were added. */
  letters(): Promise<Letter[]> {
    return this.#all('letters', parseLetter);
  }

  /** All seasons, the newest first. */
  async plans(): Promise<Plan[]> {
    return (await this.#all('plans', parsePlan)).sort((a, b) => b.season.localeCompare(a.season));
  }

  /** All tracks, by name. */
  async tracks(): Promise<Track[]> {
    return byName(await this.#all('tracks', parseTrack));
  }

  /** All programs, by name. */
  async programs(): Promise<Program[]> {
    // As in their table: 2 before 10, and with one collator for thousands of names.
    const { compare } = new Intl.Collator(undefined, { numeric: true });
    return (await this.#all('programs', parseProgram)).sort((a, b) => compare(a.name, b.name));
  }

  /** The slots of all tracks, each track's in their order. */
  async slots(): Promise<Slot[]> {
    return (await this.#all('slots', parseSlot)).sort((a, b) => a.position - b.position || a.id.localeCompare(b.id));
  }

  /** The student's own words for messages. */
  templates(): Promise<MessageTemplate[]> {
    return this.#all('templates', parseTemplate);
  }

  /** Which program gets which letter. */
  assignments(): Promise<Assignment[]> {
    return this.#all('assignments', parseAssignment);
  }

  async #all<T>(table: RecordTable, parse: (row: unknown) => T | null): Promise<T[]> {
    return present((await this.#rows.all(table)).map(parse));
  }
}

export function newestFirst<T extends { readonly on: LocalDate }>(list: T[]): T[] {
  return list.sort((a, b) => b.on.localeCompare(a.on));
}

export function present<T>(list: readonly (T | null)[]): T[] {
  return list.filter(item => item !== null);
}

function byName<T extends { readonly name: string }>(list: T[]): T[] {
  // One collator for all of them: `localeCompare` asks for one each time.
  const { compare } = new Intl.Collator();
  return list.sort((a, b) => compare(a.name, b.name));
}
