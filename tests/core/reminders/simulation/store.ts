/**
 * The student's records in memory: transactions that are all or nothing, what each touched, undo, and the reminders kept
 * in line by the real engine. It stands for storage and the worker's refreshing; what rules say is found as it is in the
 * product, by scopes.
 */

import { addDays, type LocalDate } from '../../../../src/core/dates.ts';
import type { Interaction } from '../../../../src/core/interaction.ts';
import type { Letter } from '../../../../src/core/letter.ts';
import type { Mentor } from '../../../../src/core/mentor.ts';
import type { Moment } from '../../../../src/core/moment.ts';
import type { Plan, Track } from '../../../../src/core/plan/plan.ts';
import type { Slot } from '../../../../src/core/plan/slot.ts';
import type { Assignment, Program } from '../../../../src/core/program.ts';
import { RETIRED, type Reconciliation, reconcile } from '../../../../src/core/reminders/engine.ts';
import { peopleOfLetter } from '../../../../src/core/reminders/letter-rule.ts';
import { ownMoments } from '../../../../src/core/reminders/own.ts';
import {
  allScopes,
  mentorIdsOf,
  type RecordIndex,
  type Records,
  settledAboutOf,
  settledAssignsOf,
  slotLetterOf,
  wantedIn,
} from '../../../../src/core/reminders/reckon.ts';
import { isOpen, type Reminder, reminderId, type Scope } from '../../../../src/core/reminders/reminder.ts';
import { scopesOf, type Touched, type TouchedRow } from '../../../../src/core/reminders/scopes.ts';
import type { Rotation } from '../../../../src/core/rotation.ts';
import type { Settings } from '../../../../src/core/settings.ts';

interface Tables {
  mentors: Mentor;
  interactions: Interaction;
  moments: Moment;
  rotations: Rotation;
  letters: Letter;
  plans: Plan;
  tracks: Track;
  slots: Slot;
  programs: Program;
  assignments: Assignment;
  reminders: Reminder;
}
export type TableName = keyof Tables;
export const TABLE_NAMES: readonly TableName[] = [
  'mentors',
  'interactions',
  'moments',
  'rotations',
  'letters',
  'plans',
  'tracks',
  'slots',
  'programs',
  'assignments',
  'reminders',
];
type AnyRecord = Tables[TableName];

/** A transaction that the disk refused. */
export class StorageFailure extends Error {}

interface Image {
  readonly table: TableName;
  readonly id: string;
  readonly before: AnyRecord | null;
}

/** What one write did, for taking it back. */
export interface Undo {
  readonly images: readonly (Image & { readonly after: AnyRecord | null })[];
  readonly settings: Settings | null;
}

/** Groups of records that change one at a time. */
class Groups<T extends { readonly id: string }> extends Map<string, T[]> {
  readonly keysOf: (one: T) => readonly string[];

  constructor(keysOf: (one: T) => readonly string[]) {
    super();
    this.keysOf = keysOf;
  }

  /** In place: of a group with hundreds in it one changes at a time. */
  replace(before: T | null, after: T | null): void {
    const keys = after === null ? [] : this.keysOf(after);
    const known = before === null ? [] : this.keysOf(before);
    for (const key of known) {
      const group = this.get(key) ?? [];
      const at = group.findIndex(({ id }) => id === before?.id);
      if (after !== null && keys.includes(key)) group[at] = after;
      else if (group.length === 1) this.delete(key);
      else group.splice(at, 1);
    }
    for (const key of keys) {
      if (after === null || known.includes(key)) continue;
      const group = this.get(key);
      if (group === undefined) this.set(key, [after]);
      else group.push(after);
    }
  }
}

const tablesOf = () => ({
  mentors: new Map<string, Mentor>(),
  interactions: new Map<string, Interaction>(),
  moments: new Map<string, Moment>(),
  rotations: new Map<string, Rotation>(),
  letters: new Map<string, Letter>(),
  plans: new Map<string, Plan>(),
  tracks: new Map<string, Track>(),
  slots: new Map<string, Slot>(),
  programs: new Map<string, Program>(),
  assignments: new Map<string, Assignment>(),
  reminders: new Map<string, Reminder>(),
});

export class Store {
  readonly tables = tablesOf();
  /** Made anew whenever it changes, so that a transaction can go back to what it was. */
  trash: ReadonlyMap<string, { readonly table: TableName; readonly record: AnyRecord }> = new Map();
  /** Counts every change of a reminder. */
  reminderWrites = 0;
  readonly open = new Map<string, Reminder>();
  /** What the worker remembers of this copy alone. */
  readonly local = {
    seen: null as {
      readonly at: number;
      readonly writtenAt: number;
      readonly zone: string;
      readonly morning: string;
    } | null,
    /** The latest time by which anything was written. */
    writtenAt: 0,
    digestOn: null as string | null,
    isStartPending: false,
  };
  settings: Settings;
  /** How many of the next transactions the disk refuses. */
  refusals = 0;
  refused = 0;
  /** Is told of every transaction that was written. */
  onCommit: (undo: Undo) => void = () => {};

  readonly #interactionsWith = new Groups<Interaction>(({ mentorIds }) => mentorIds);
  readonly #momentsWith = new Groups<Moment>(({ mentorIds }) => mentorIds);
  readonly #rotationsWith = new Groups<Rotation>(mentorIdsOf);
  readonly #lettersWith = new Groups<Letter>(peopleOfLetter);
  readonly #lettersFor = new Groups<Letter>(({ trackId }) => [trackId ?? '']);
  readonly #backupsFor = new Groups<Letter>(one => (one.backupForLetterId === null ? [] : [one.backupForLetterId]));
  readonly #slotsOf = new Groups<Slot>(slotLetterOf);
  readonly #slotsBackedBy = new Groups<Slot>(one => (one.backupMentorId === null ? [] : [one.backupMentorId]));
  readonly #assignmentsOf = new Groups<Assignment>(({ programId }) => [programId]);
  readonly #assignmentsTo = new Groups<Assignment>(({ letterId }) => [letterId]);
  readonly #remindersIn = new Groups<Reminder>(({ scope }) => [scope]);
  readonly #settledAbout = new Groups<Reminder>(settledAboutOf);
  readonly #settledIn = new Groups<Reminder>(one => (one.settledOn === null ? [] : [one.scope]));
  readonly #settledAssigns = new Groups<Reminder>(settledAssignsOf);
  readonly #openIn = new Groups<Reminder>(one => (isOpen(one) ? [one.scope] : []));

  readonly index: RecordIndex = {
    mentors: this.tables.mentors,
    rotations: this.tables.rotations,
    plans: this.tables.plans,
    tracks: this.tables.tracks,
    programs: this.tables.programs,
    letters: this.tables.letters,
    interactionsWith: this.#interactionsWith,
    momentsWith: this.#momentsWith,
    rotationsWith: this.#rotationsWith,
    lettersWith: this.#lettersWith,
    settledAbout: this.#settledAbout,
    settledIn: this.#settledIn,
    settledAssigns: this.#settledAssigns,
    backupsFor: this.#backupsFor,
    slotsOf: this.#slotsOf,
    assignmentsOf: this.#assignmentsOf,
  };

  constructor(settings: Settings) {
    this.settings = settings;
  }

  /** Plain lists, without any index, for reckoning from scratch. */
  records(): Records {
    const { tables } = this;
    return {
      mentors: [...tables.mentors.values()],
      interactions: [...tables.interactions.values()],
      moments: [...tables.moments.values()],
      rotations: [...tables.rotations.values()],
      letters: [...tables.letters.values()],
      plans: [...tables.plans.values()],
      tracks: [...tables.tracks.values()],
      slots: [...tables.slots.values()],
      programs: [...tables.programs.values()],
      assignments: [...tables.assignments.values()],
      reminders: [...tables.reminders.values()],
    };
  }

  /** Runs `work`; should it throw, or the disk refuse, nothing of it is written. */
  async transaction(work: (change: Change) => Promise<void> | void): Promise<Undo> {
    const change = new Change(this);
    const settings = this.settings;
    const { trash } = this;
    const local = { ...this.local };
    try {
      await work(change);
      if (this.refusals > 0) {
        this.refusals -= 1;
        this.refused += 1;
        throw new StorageFailure('the disk refused');
      }
    } catch (error) {
      for (const { table, id, before } of change.images.toReversed()) this.put(table, id, before);
      this.settings = settings;
      this.trash = trash;
      Object.assign(this.local, local);
      throw error;
    }
    const first = new Map<string, Image>();
    for (const image of change.images) {
      const key = `${image.table}:${image.id}`;
      if (!first.has(key)) first.set(key, image);
    }
    const undo = {
      images: [...first.values()].map(image => ({ ...image, after: this.get(image.table, image.id) })),
      settings: settings === this.settings ? null : settings,
    };
    this.onCommit(undo);
    return undo;
  }

  get<Name extends TableName>(table: Name, id: string): Tables[Name] | null {
    // Each table is a map of its own records.
    return ((this.tables[table] as Map<string, AnyRecord>).get(id) as Tables[Name] | undefined) ?? null;
  }

  /** Writes without asking; only transactions do. */
  put(table: TableName, id: string, after: AnyRecord | null): void {
    const map = this.tables[table] as Map<string, AnyRecord>;
    const before = map.get(id) ?? null;
    if (after === null) map.delete(id);
    else map.set(id, after);
    this.#regroup(table, before, after);
  }

  #regroup(table: TableName, before: AnyRecord | null, after: AnyRecord | null): void {
    // What a table holds is of its type.
    switch (table) {
      case 'interactions':
        this.#interactionsWith.replace(before as Interaction | null, after as Interaction | null);
        return;
      case 'moments':
        this.#momentsWith.replace(before as Moment | null, after as Moment | null);
        return;
      case 'rotations':
        this.#rotationsWith.replace(before as Rotation | null, after as Rotation | null);
        return;
      case 'letters':
        for (const groups of [this.#lettersWith, this.#lettersFor, this.#backupsFor])
          groups.replace(before as Letter | null, after as Letter | null);
        return;
      case 'slots':
        for (const groups of [this.#slotsOf, this.#slotsBackedBy])
          groups.replace(before as Slot | null, after as Slot | null);
        return;
      case 'assignments':
        for (const groups of [this.#assignmentsOf, this.#assignmentsTo])
          groups.replace(before as Assignment | null, after as Assignment | null);
        return;
      case 'reminders': {
        const reminder = after as Reminder | null;
        this.reminderWrites += 1;
        for (const groups of [
          this.#remindersIn,
          this.#settledAbout,
          this.#settledIn,
          this.#settledAssigns,
          this.#openIn,
        ])
          groups.replace(before as Reminder | null, reminder);
        if (reminder !== null && isOpen(reminder)) this.open.set(reminder.id, reminder);
        else if (before !== null) this.open.delete(before.id);
      }
    }
  }

  openIn(scope: Scope): readonly Reminder[] {
    return this.#openIn.get(scope) ?? [];
  }

  /** The scopes with open reminders whose next step has come. */
  endedScopes(now: number): ReadonlySet<Scope> {
    const scopes = new Set<Scope>();
    for (const { endsAt, scope } of this.open.values()) if (endsAt !== null && endsAt <= now) scopes.add(scope);
    return scopes;
  }

  remindersIn(scope: Scope): readonly Reminder[] {
    return this.#remindersIn.get(scope) ?? [];
  }

  interactionsWith(mentorId: string): readonly Interaction[] {
    return this.#interactionsWith.get(mentorId) ?? [];
  }

  slotsBackedBy(mentorId: string): readonly Slot[] {
    return this.#slotsBackedBy.get(mentorId) ?? [];
  }

  programIdsOf(letterId: string): readonly string[] {
    return (this.#assignmentsTo.get(letterId) ?? []).map(({ programId }) => programId);
  }

  lettersFor(trackId: string | null): readonly Letter[] {
    return this.#lettersFor.get(trackId ?? '') ?? [];
  }
}

/** One transaction at work. */
export class Change {
  readonly images: Image[] = [];
  readonly #touched = new Map<string, TouchedRow[]>();

  readonly store: Store;

  constructor(store: Store) {
    this.store = store;
  }

  write(table: TableName, id: string, after: AnyRecord | null): void {
    const before = this.store.get(table, id);
    this.images.push({ table, id, before });
    const rows = this.#touched.get(table) ?? [];
    // A record is a row.
    if (before !== null) rows.push(before as unknown as TouchedRow);
    if (after !== null) rows.push(after as unknown as TouchedRow);
    this.#touched.set(table, rows);
    this.store.put(table, id, after);
  }

  create<Name extends TableName>(table: Name, record: Tables[Name]): void {
    this.write(table, record.id, record);
  }

  patch<Name extends TableName>(table: Name, id: string, fields: Partial<Tables[Name]>): void {
    const before = this.store.get(table, id);
    if (before === null) throw new Error(`no ${table} ${id} to change`);
    this.write(table, id, { ...before, ...fields });
  }

  remove(table: TableName, id: string): void {
    if (this.store.get(table, id) !== null) this.write(table, id, null);
  }

  toTrash(table: TableName, id: string): void {
    const record = this.store.get(table, id);
    if (record === null) return;
    this.store.trash = new Map([...this.store.trash, [`${table}:${id}`, { table, record }]]);
    this.remove(table, id);
  }

  /** Takes back what another change did, of records that are still as it left them. */
  revert({ images }: Undo): void {
    for (const { table, id, before, after } of images.toReversed()) {
      if (this.store.get(table, id) === after) this.write(table, id, before);
    }
  }

  /** Brings reminders in line with the rules, as far as what this change touched can affect them. */
  async refresh(now: number, timeZone: string): Promise<void> {
    this.refreshScopes(await scopesOf(this.#asTouched()), now, timeZone);
    // Rows of the reminders.
    const touched = (this.#touched.get('reminders') ?? []) as unknown as readonly Reminder[];
    const own = new Set<Scope>();
    for (const { scope } of touched) if (scope.startsWith('own:')) own.add(scope);
    const people = new Set((this.#touched.get('mentors') ?? []).map(({ id }) => id));
    if (people.size > 0)
      for (const { rule, mentorId, scope } of this.store.open.values())
        if (rule === 'own' && mentorId !== null && people.has(mentorId)) own.add(scope);
    for (const scope of own) this.#redate(scope, now, timeZone);
  }

  /** All of them: after a change of settings or of the zone. */
  refreshAll(now: number, timeZone: string): void {
    const open = [...this.store.open.values()].map(({ scope }) => scope);
    const scopes = new Set<Scope>([...allScopes(this.store.index), ...open]);
    this.refreshScopes(scopes, now, timeZone);
    for (const scope of scopes) if (scope.startsWith('own:')) this.#redate(scope, now, timeZone);
  }

  /** As `put-right.ts`: days that were written by a clock that was ahead become today. */
  putDaysRight(today: LocalDate): void {
    const { tables } = this.store;
    const isAhead = (on: LocalDate | null) => on !== null && on > addDays(today, 1);
    for (const { id, settledOn } of [...tables.reminders.values()])
      if (isAhead(settledOn)) this.patch('reminders', id, { settledOn: today });
    for (const { id, addedOn, starredOn } of [...tables.mentors.values()]) {
      if (isAhead(addedOn)) this.patch('mentors', id, { addedOn: today });
      if (isAhead(starredOn)) this.patch('mentors', id, { starredOn: today });
    }
    for (const table of ['letters', 'programs', 'tracks', 'rotations', 'moments'] as const) {
      for (const { id, enteredOn } of [...tables[table].values()]) {
        const days = Object.entries(enteredOn);
        if (!days.some(([, on]) => isAhead(on))) continue;
        const right = Object.fromEntries(days.map(([field, on]) => [field, isAhead(on) ? today : on]));
        this.patch(table, id, { enteredOn: right });
      }
    }
  }

  /** As `refresh-reminders.ts`: all scopes are looked at before anything is written. */
  refreshScopes(scopes: Iterable<Scope>, now: number, timeZone: string): void {
    const { store } = this;
    const all: Reconciliation[] = [];
    for (const scope of scopes) {
      if (scope.startsWith('own:')) continue;
      const wanted = wantedIn(store.index, scope, store.settings);
      const stored = new Map(store.openIn(scope).map(reminder => [reminder.id, reminder]));
      for (const want of wanted) {
        const there = store.get('reminders', reminderId(want));
        if (there !== null) stored.set(there.id, there);
      }
      all.push(reconcile(scope, wanted, [...stored.values()], store.settings, now, timeZone));
    }
    const moved = new Set(all.flatMap(({ update }) => update.map(({ id }) => id)));
    for (const { remove, retire } of all) {
      for (const id of remove) if (!moved.has(id)) this.remove('reminders', id);
      for (const id of retire) if (!moved.has(id)) this.patch('reminders', id, RETIRED);
    }
    for (const { create, update } of all) {
      for (const fields of create) this.create('reminders', { ...fields, stamps: {} });
      for (const { id, fields } of update) this.patch('reminders', id, fields);
    }
  }

  /** The student's own follow them to another zone, and wait while their person is paused. */
  #redate(scope: Scope, now: number, timeZone: string): void {
    const { settings } = this.store;
    for (const reminder of [...this.store.openIn(scope)]) {
      const mentor = this.store.get('mentors', reminder.mentorId ?? '');
      this.patch('reminders', reminder.id, ownMoments(reminder, mentor, settings, now, timeZone));
    }
  }

  #asTouched(): Touched {
    const { store } = this;
    const rows = (list: Iterable<AnyRecord>) => [...list] as unknown as TouchedRow[]; // records are rows
    return {
      rows: table => this.#touched.get(table) ?? [],
      peopleOfOpenMatters: async mentorId =>
        store
          .interactionsWith(mentorId)
          .filter(({ state, followUps }) => state === 'planned' || followUps.some(({ isDone }) => !isDone))
          .flatMap(({ mentorIds }) => mentorIds),
      rotationIdsOf: async mentorId => (store.index.rotationsWith.get(mentorId) ?? []).map(({ id }) => id),
      letter: async id => rows([store.get('letters', id)].filter(one => one !== null))[0] ?? null,
      lettersOfTrack: async trackId => rows(store.lettersFor(trackId)),
      generalLetters: async () => rows(store.lettersFor(null)),
      trackIds: async () => [...store.tables.tracks.keys()],
      trackIdsOfPlan: async planId =>
        [...store.tables.tracks.values()].filter(track => track.planId === planId).map(({ id }) => id),
      lettersWith: async id => rows(store.index.lettersWith.get(id) ?? []),
      program: async id => rows([store.get('programs', id)].filter(one => one !== null))[0] ?? null,
      programIdsOf: async letterId => store.programIdsOf(letterId),
      slotsBackedBy: async id => rows(store.slotsBackedBy(id)),
      standBysOf: async id => rows(store.index.backupsFor.get(id) ?? []),
    };
  }
}
