import { parseAddress } from './address.ts';
import type { CapturedItem, CapturedPerson } from './capture.ts';
import { sourceOf } from './capture-source.ts';
import { type FillContext, fillFromItem } from './fill-form.ts';
import { isNeverLogged, isRobotAddress, mayBeSamePerson, nameWords } from './identity.ts';
import { type Interaction, type Kind, nearKeys, sameKeys, sourceKeys } from './interaction.ts';
import type { LogForm } from './log-form.ts';
import type { Mentor, MentorFields } from './mentor.ts';
import { cleanLine, cleanText, searchKey } from './text.ts';

/** What a file's entries become in the log: proposals that the student looks through before anything is written. */

/** The reader id of everything that came from a file. */
export const FILE_SITE = 'file';

/** One entry of a file, as the readers in `src/files` give it. */
export interface ImportEntry {
  /** Tells it from the others of all files, and stays the same when a file is read again. */
  readonly key: string;
  /** The file's name. */
  readonly file: string;
  /** Where in the file, as data: `event 3: Coffee`. */
  readonly where: string;
  readonly item: CapturedItem;
  readonly status: 'confirmed' | 'tentative' | 'cancelled' | null;
  /** How people answered an invitation, by address. */
  readonly responses: Readonly<Record<string, string>>;
  /** Which occurrence of a repeated event this is; `null` for one that stands alone. */
  readonly occurrence: string | null;
  /** What only a contact has; `null` for anything else. */
  readonly contact: ImportedContact | null;
  /** What only a row of the student's own table has; `null` for anything else. */
  readonly row: { readonly kind: Kind | null; readonly note: string | null } | null;
}

export interface ImportedContact {
  readonly emails: readonly string[];
  readonly phones: readonly string[];
  readonly organization: string | null;
  readonly note: string | null;
}

/** Why an entry that was read is not proposed. */
export const LEFT_OUT_REASONS = [
  'cancelled',
  'declined',
  /** Nobody is named in it. */
  'no-people',
  /** Nobody but the student, and rooms. */
  'only-you',
  'never-logged',
  /** A program wrote it. */
  'automatic',
  /** No mentor, and more strangers than are made mentors of. */
  'crowd',
  /** A message without a date. */
  'no-date',
  /** The same entry stands in these files before. */
  'repeated',
] as const;
export type LeftOutReason = (typeof LEFT_OUT_REASONS)[number];

/** A mentor to be made of a contact. */
export type NewMentor = Pick<MentorFields, 'name' | 'emails' | 'phone' | 'institution' | 'howWeMet'>;

interface RowBase {
  readonly key: string;
  readonly file: string;
  readonly where: string;
  /** Subject or name; empty when it has none. */
  readonly title: string;
}

/** Something to log. */
export interface EntryRow extends RowBase {
  readonly type: 'entry';
  /** Whether a mentor is in it by address, perhaps by name (the check mark is the student's word for it), or nobody known. */
  readonly group: 'mentors' | 'names' | 'strangers';
  readonly form: LogForm;
}

/** Somebody to add. */
export interface ContactRow extends RowBase {
  readonly type: 'contact';
  readonly person: NewMentor;
  /** The mentor who has one of the addresses; `null` for none. */
  readonly mentorId: string | null;
  /** Their addresses that nobody has yet. */
  readonly newEmails: readonly string[];
  /** Mentors of the same name: perhaps the same person, and the student says so. */
  readonly namesakeIds: readonly string[];
}

export interface AlreadyRow extends RowBase {
  readonly type: 'already';
  /** What was logged; `null` for a contact. */
  readonly form: LogForm | null;
}

export interface LeftOutRow extends RowBase {
  readonly type: 'left-out';
  readonly reason: LeftOutReason;
}

export type ImportRow = EntryRow | ContactRow | AlreadyRow | LeftOutRow;

/** Proposes what becomes of entries, one by one, so that a long list can be gone through in pieces. */
export class ImportProposer {
  readonly #context: FillContext;
  readonly #mentors: MentorIndex;
  readonly #seen = new Set<string>();
  readonly #rows: ImportRow[] = [];

  constructor(context: FillContext) {
    this.#context = context;
    this.#mentors = new MentorIndex(context.mentors);
  }

  /** All that was taken, in its order. */
  get rows(): readonly ImportRow[] {
    return this.#rows;
  }

  take(entry: ImportEntry): void {
    const row = entry.contact === null ? this.#entryRow(entry) : this.#contactRow(entry, entry.contact);
    const keys =
      row.type === 'entry' && row.form.source !== null
        ? sameKeys(row.form.source)
        : row.type === 'contact'
          ? row.person.emails.map(email => `contact|${email}`)
          : [];
    const isRepeated = keys.some(key => this.#seen.has(key));
    for (const key of keys) this.#seen.add(key);
    this.#rows.push(isRepeated ? leftOut(entry, 'repeated') : row);
  }

  #entryRow(entry: ImportEntry): ImportRow {
    const { item } = entry;
    const reason = reasonAgainst(entry, this.#context);
    if (reason !== null) return leftOut(entry, reason);
    // Written down in the zone that the calendar says, as the student would have seen it there.
    const timeZone = item.timeZone ?? this.#context.timeZone;
    const context = { ...this.#context, timeZone, mentors: this.#mentors.near(item.people) };
    const page = { title: '', url: null, capture: null };
    const filled = fillFromItem(item, page, context);
    const form: LogForm = {
      ...filled,
      kind: entry.row?.kind ?? filled.kind,
      note: entry.row?.note ?? '',
      // The reader knows them because the student said so.
      selfEmails: [],
      source: sourceFrom(entry, this.#context.timeZone),
    };
    const base = baseOf(entry, form.title);
    const others = [
      ...form.others,
      ...form.newMentors.map(({ name, email }) => ({ name: name === email ? null : name, email })),
    ];
    if (form.mentorIds.length > 0) {
      return { ...base, type: 'entry', group: 'mentors', form: { ...form, newMentors: [], others } };
    }
    if (form.possible.length > 0) {
      const mentorIds = [...new Set(form.possible.map(({ mentorId }) => mentorId))];
      return {
        ...base,
        type: 'entry',
        group: 'names',
        form: { ...form, mentorIds, possible: [], newMentors: [], others },
      };
    }
    const strangers = withStrangers(form);
    if (strangers !== null) return { ...base, type: 'entry', group: 'strangers', form: strangers };
    return leftOut(entry, isWrittenByProgram(item, this.#context) ? 'automatic' : 'crowd');
  }

  #contactRow(entry: ImportEntry, contact: ImportedContact): ImportRow {
    const { neverLog } = this.#context;
    const { people } = entry.item;
    if (people.some(person => isSelf(person, this.#context))) return leftOut(entry, 'only-you');
    const emails = contact.emails.filter(email => !isNeverLogged(email, neverLog));
    if (emails.length === 0 && contact.emails.length > 0) return leftOut(entry, 'never-logged');
    if (emails.length > 0 && emails.every(isRobotAddress)) return leftOut(entry, 'automatic');
    const name = people.find(person => person.name !== null)?.name ?? emails[0] ?? '';
    const owner = emails.map(email => this.#mentors.withAddress(email)).find(mentor => mentor !== null) ?? null;
    const newEmails = emails.filter(email => this.#mentors.withAddress(email) === null);
    const base = baseOf(entry, name);
    if (owner !== null && newEmails.length === 0) return { ...base, type: 'already', form: null };
    const namesakes = this.#mentors.near([{ name, email: null }]).filter(mentor => mayBeSamePerson(mentor.name, name));
    const person: NewMentor = {
      name,
      emails: emails.slice(0, 20),
      phone: cleanLine(contact.phones[0] ?? '', 60),
      institution: cleanLine(contact.organization ?? '', 160),
      howWeMet: cleanText(contact.note ?? '', 2000),
    };
    const namesakeIds = owner === null ? namesakes.map(({ id }) => id) : [];
    return { ...base, type: 'contact', person, mentorId: owner?.id ?? null, newEmails, namesakeIds };
  }
}

function baseOf({ key, file, where }: ImportEntry, title: string): RowBase {
  return { key, file, where, title };
}

function leftOut(entry: ImportEntry, reason: LeftOutReason): LeftOutRow {
  return { ...baseOf(entry, entry.item.title ?? ''), type: 'left-out', reason };
}

/** Mentors by what tells them apart, since a calendar of years is compared with all of them. */
class MentorIndex {
  readonly #byAddress = new Map<string, Mentor>();
  readonly #bySurname = new Map<string, Mentor[]>();

  constructor(mentors: readonly Mentor[]) {
    for (const mentor of mentors) {
      for (const email of mentor.emails) if (!this.#byAddress.has(email)) this.#byAddress.set(email, mentor);
      const surname = nameWords(mentor.name).at(-1);
      if (surname === undefined) continue;
      this.#bySurname.set(surname, [...(this.#bySurname.get(surname) ?? []), mentor]);
    }
  }

  withAddress(email: string): Mentor | null {
    return this.#byAddress.get(parseAddress(email) ?? '') ?? null;
  }

  /** Those who may be among the people: nobody else shares an address or a surname with one of them. */
  near(people: readonly Pick<CapturedPerson, 'name' | 'email'>[]): Mentor[] {
    const found = new Set<Mentor>();
    for (const { name, email } of people) {
      const owner = email === null ? null : this.withAddress(email);
      if (owner !== null) found.add(owner);
      const surname = name === null ? undefined : nameWords(name).at(-1);
      for (const mentor of surname === undefined ? [] : (this.#bySurname.get(surname) ?? [])) found.add(mentor);
    }
    return [...found];
  }
}

function isSelf({ isSelf: isOwn, email }: CapturedPerson, { selfEmails }: FillContext): boolean {
  return isOwn || (email !== null && selfEmails.includes(email));
}

/** Why nothing of this kind is logged; `null` when it may be. */
function reasonAgainst(entry: ImportEntry, context: FillContext): LeftOutReason | null {
  const { item, status, responses } = entry;
  if (item.date === null && item.start === null) return 'no-date';
  if (status === 'cancelled') return 'cancelled';
  const own = item.people.filter(person => isSelf(person, context));
  if (own.some(({ email }) => email !== null && responses[email] === 'declined')) return 'declined';
  const others = othersIn(item, context);
  if (others.length === 0) return own.length === 0 ? 'no-people' : 'only-you';
  const isWanted = ({ email }: CapturedPerson) => email === null || !isNeverLogged(email, context.neverLog);
  return others.some(isWanted) ? null : 'never-logged';
}

/** Everybody in it but the student. */
function othersIn({ people }: CapturedItem, context: FillContext): CapturedPerson[] {
  return people.filter(person => !isSelf(person, context) && person.role !== 'resource' && person.role !== 'replyTo');
}

function isWrittenByProgram(item: CapturedItem, context: FillContext): boolean {
  const others = othersIn(item, context);
  const senders = others.filter(({ role }) => role === 'from');
  const named = senders.length > 0 ? senders : others;
  return named.every(({ email }) => email !== null && isRobotAddress(email));
}

function sourceFrom(entry: ImportEntry, timeZone: string): NonNullable<LogForm['source']> {
  const { item, file, occurrence } = entry;
  const source = sourceOf(item, { site: FILE_SITE, title: cleanLine(file, 300), url: null }, timeZone);
  // One id stands for the whole series, and each occurrence is logged by itself.
  const eventId =
    occurrence === null || item.eventId === null ? item.eventId : `${occurrence}/${item.eventId.slice(0, 340)}`;
  return { ...source, eventId, likeness: entry.row === null ? source.likeness : rowLikeness(entry) };
}

/**
 * What a row is known by when the same table is read again. Two rows of one day and title are two entries when anything
 * else in them differs.
 */
function rowLikeness({ item, row }: ImportEntry): string {
  const people = item.people.map(({ name, email }) => email ?? searchKey(name ?? '')).join(',');
  const texts = [item.title ?? '', row?.note ?? ''].map(text => searchKey(text).slice(0, 100));
  return cleanLine(['row', item.start ?? item.date, row?.kind ?? '', people.slice(0, 120), ...texts].join('|'), 400);
}

/** The keys of all entries that may have been made from these rows; ask storage for them, then `withLogged`. */
export function keysToFind(rows: readonly ImportRow[]): string[] {
  const keys = rows.flatMap(row =>
    row.type === 'entry' ? [...exactKeys(row.form), ...nearKeys(row.form.source)] : [],
  );
  return [...new Set(keys)];
}

/** The rows, those that are in the log already marked as such. */
export function withLogged(rows: readonly ImportRow[], found: readonly Interaction[]): ImportRow[] {
  const logged = new LoggedKeys(found);
  return rows.map(row => {
    if (row.type !== 'entry' || !logged.has(row.form)) return row;
    const { key, file, where, title, form } = row;
    return { type: 'already', key, file, where, title, form };
  });
}

/** What the log holds, by key. */
export class LoggedKeys {
  readonly #all = new Set<string>();
  readonly #ofPages = new Set<string>();

  constructor(found: readonly Interaction[]) {
    for (const { source } of found) {
      for (const key of sourceKeys(source)) {
        this.#all.add(key);
        if (source?.site !== FILE_SITE) this.#ofPages.add(key);
      }
    }
  }

  has(form: LogForm): boolean {
    return exactKeys(form).some(key => this.#all.has(key)) || nearKeys(form.source).some(key => this.#ofPages.has(key));
  }
}

function exactKeys({ source }: LogForm): readonly string[] {
  return source === null ? [] : sameKeys(source);
}

/**
 * The address that is probably the student's own: it stands in most of at least three entries, more often than any
 * other, and is no mentor's. `null` when none stands out.
 */
export function likelyOwnAddress(
  entries: readonly ImportEntry[],
  mentors: readonly Pick<Mentor, 'emails'>[],
): string | null {
  const taken = new Set(mentors.flatMap(({ emails }) => emails));
  const counts = new Map<string, number>();
  let total = 0;
  for (const { item, contact } of entries) {
    if (contact !== null) continue;
    total += 1;
    for (const email of new Set(item.people.map(person => person.email))) {
      if (email !== null && !isRobotAddress(email) && !taken.has(email))
        counts.set(email, (counts.get(email) ?? 0) + 1);
    }
  }
  const [first, second] = [...counts].toSorted(([, a], [, b]) => b - a);
  if (first === undefined || total < 3 || first[1] <= total / 2) return null;
  return second === undefined || second[1] < first[1] ? first[0] : null;
}

/** The most strangers of one entry of whom mentors are made. */
const MOST_STRANGERS = 3;

/**
 * The form with its strangers as new mentors, should the student choose it; `null` where there are none, or a crowd. A
 * page proposes fewer: there the student has just one of them in mind, and of a file all are looked at together.
 */
function withStrangers(form: LogForm): LogForm | null {
  if (form.newMentors.length > 0) return form;
  const people = form.others.filter(({ email }) => email === null || !isRobotAddress(email));
  if (people.length === 0 || people.length > MOST_STRANGERS) return null;
  const newMentors = people.map(({ name, email }) => ({ name: name ?? email ?? '', email }));
  return { ...form, newMentors, others: form.others.filter(person => !people.includes(person)) };
}
