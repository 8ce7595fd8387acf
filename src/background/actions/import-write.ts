import { parseAddress } from '../../core/address.ts';
import { localDateOf } from '../../core/dates.ts';
import { LoggedKeys } from '../../core/import.ts';
import { type Interaction, sameKeys } from '../../core/interaction.ts';
import { type LogForm, readLogForm } from '../../core/log-form.ts';
import { type MentorFields, MOST_ADDRESSES, newMentorFields } from '../../core/mentor.ts';
import { type Result, success } from '../../core/result.ts';
import { searchKey } from '../../core/text.ts';
import type { Imported, RequestOf } from '../../messages/protocol.ts';
import type { Change } from '../../storage/index.ts';
import type { Deps } from '../deps.ts';
import { Refused, write } from './write.ts';

/** Keys asked for at once; an index looks up each by itself. */
const KEYS_AT_ONCE = 500;

/**
 * Writes what the student chose from files, in one change with one undo. What was logged meanwhile, and people whose
 * address somebody has, are left out and counted.
 */
export async function writeImport(deps: Deps, request: RequestOf<'import/write'>): Promise<Result<Imported>> {
  const now = deps.now();
  const readable = request.forms.filter(form => readLogForm(form, now).ok);
  const fresh = await notLogged(deps, readable);
  const refusedCount = request.forms.length - readable.length;
  const counts = { entryCount: 0, mentorCount: 0, addressCount: 0, alreadyCount: readable.length - fresh.length };
  if (fresh.length + request.mentors.length + request.addresses.length === 0) {
    return success({ ...counts, refusedCount, undoId: null });
  }
  const written = await write(deps, async change => {
    const people = new People(deps, change);
    await people.load();
    for (const mentor of request.mentors) {
      if (await people.add({ ...newMentorFields(mentor.name, null), ...mentor })) counts.mentorCount += 1;
      else counts.alreadyCount += 1;
    }
    for (const { mentorId, email } of request.addresses) {
      if (await people.addAddress(mentorId, email)) counts.addressCount += 1;
      else counts.alreadyCount += 1;
    }
    for (const form of fresh) {
      const read = readLogForm(form, now);
      if (!read.ok) continue;
      for (const id of form.mentorIds) people.mustKnow(id);
      const mentorIds = new Set(form.mentorIds);
      for (const person of read.value.newMentors) {
        const known = people.idOf(person);
        if (known === null) counts.mentorCount += 1;
        mentorIds.add(known ?? (await people.create(newMentorFields(person.name, person.email))));
      }
      await change.create('interactions', deps.newId(), {
        ...read.value.fields,
        mentorIds: [...mentorIds],
        loggedAt: now,
      });
      counts.entryCount += 1;
    }
    return {};
  });
  if (!written.ok) return written;
  const isWritten = counts.entryCount + counts.mentorCount + counts.addressCount > 0;
  return success({ ...counts, refusedCount, undoId: isWritten ? written.value.undoId : null });
}

/** Those of which no entry was made before, each once, also among themselves. */
async function notLogged(deps: Deps, forms: readonly LogForm[]): Promise<LogForm[]> {
  const keysOf = ({ source }: LogForm) => (source === null ? [] : sameKeys(source));
  const keys = [...new Set(forms.flatMap(keysOf))];
  const found: Interaction[] = [];
  for (let start = 0; start < keys.length; start += KEYS_AT_ONCE) {
    found.push(...(await deps.storage.read.interactionsFrom(keys.slice(start, start + KEYS_AT_ONCE))));
  }
  const logged = new LoggedKeys(found);
  const seen = new Set<string>();
  return forms.filter(form => {
    const own = keysOf(form);
    const isRepeated = own.some(key => seen.has(key));
    for (const key of own) seen.add(key);
    return !isRepeated && !logged.has(form);
  });
}

/** The mentors of one change, those it makes among them, so that a list of thousands is looked through once. */
class People {
  readonly #deps: Deps;
  readonly #change: Change;
  readonly #ids = new Set<string>();
  readonly #byAddress = new Map<string, string>();
  /** Only those made here: somebody of the same name who was there before may be somebody else. */
  readonly #byName = new Map<string, string>();
  readonly #emails = new Map<string, readonly string[]>();

  constructor(deps: Deps, change: Change) {
    this.#deps = deps;
    this.#change = change;
  }

  async load(): Promise<void> {
    for (const { id, emails } of await this.#deps.storage.read.mentors()) this.#remember(id, emails);
  }

  mustKnow(id: string): void {
    if (!this.#ids.has(id)) throw new Refused({ code: 'mentor/not-found' });
  }

  idOf({ name, email }: { readonly name: string; readonly email: string | null }): string | null {
    return (email === null ? this.#byName.get(searchKey(name)) : this.#byAddress.get(email)) ?? null;
  }

  /** Makes a mentor of a contact. @returns Whether it did; not when somebody has one of the addresses. */
  async add(fields: MentorFields): Promise<boolean> {
    if (fields.emails.some(email => this.#byAddress.has(email))) return false;
    await this.create(fields);
    return true;
  }

  async create(fields: MentorFields): Promise<string> {
    const id = this.#deps.newId();
    const addedOn = localDateOf(this.#deps.now(), this.#deps.timeZone());
    await this.#change.create('mentors', id, { ...fields, starredOn: null, addedOn });
    this.#remember(id, fields.emails);
    this.#byName.set(searchKey(fields.name), id);
    return id;
  }

  async addAddress(mentorId: string, written: string): Promise<boolean> {
    this.mustKnow(mentorId);
    const email = parseAddress(written);
    const emails = this.#emails.get(mentorId) ?? [];
    if (email === null || emails.length >= MOST_ADDRESSES || this.#byAddress.has(email)) return false;
    await this.#change.patch('mentors', mentorId, { emails: [...emails, email] });
    this.#remember(mentorId, [...emails, email]);
    return true;
  }

  #remember(id: string, emails: readonly string[]): void {
    this.#ids.add(id);
    this.#emails.set(id, emails);
    for (const email of emails) if (!this.#byAddress.has(email)) this.#byAddress.set(email, id);
  }
}
