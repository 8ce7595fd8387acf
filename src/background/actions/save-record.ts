import * as v from 'valibot';
import { parseAddress } from '../../core/address.ts';
import { type LocalDate, localDateOf } from '../../core/dates.ts';
import { letterFieldsSchema } from '../../core/letter.ts';
import { mentorWithAddress, newMentorFields } from '../../core/mentor.ts';
import { messageTemplateFieldsSchema } from '../../core/message-template.ts';
import { milestoneFieldsSchema } from '../../core/milestone.ts';
import { momentFieldsSchema } from '../../core/moment.ts';
import { planFieldsSchema, trackFieldsSchema } from '../../core/plan/plan.ts';
import { slotFieldsSchema } from '../../core/plan/slot.ts';
import { programFieldsSchema } from '../../core/program.ts';
import { type Problem, type Result, success } from '../../core/result.ts';
import { rotationFieldsSchema } from '../../core/rotation.ts';
import { cleanLine } from '../../core/text.ts';
import type { PlannedTable, RequestOf, Written } from '../../messages/protocol.ts';
import type { Change, RecordTable, Row } from '../../storage/index.ts';
import type { Deps } from '../deps.ts';
import { assignAll } from './save-assignment.ts';
import { Refused, write } from './write.ts';

const LONGEST_NAME = 200;

/** Of so many records saved together it is told how far they are. */
const LONG = 500;

type SavedTable = Exclude<PlannedTable, 'assignments'>;
type Fields = Readonly<Record<string, unknown>>;

/** Which ids a record's fields hold, and of which table they are. */
type References = (fields: Fields) => readonly (readonly [RecordTable, unknown])[];

interface Kind {
  readonly schema: v.GenericSchema<unknown, Fields>;
  /** For a change: only what is given is looked at. */
  readonly partial: v.GenericSchema<unknown, Fields>;
  /** Whether the day is remembered on which each of its dates was typed in. */
  readonly remembersDays: boolean;
  readonly references: References;
}

/** The records that are saved field by field. */
const KINDS: Readonly<Record<SavedTable, Kind>> = {
  rotations: {
    schema: rotationFieldsSchema,
    partial: v.partial(rotationFieldsSchema),
    remembersDays: true,
    references: ({ mentors }) => listOf(mentors).map(met => ['mentors', isRecord(met) ? met.mentorId : null] as const),
  },
  moments: {
    schema: momentFieldsSchema,
    partial: v.partial(momentFieldsSchema),
    remembersDays: true,
    references: ({ mentorIds, interactionId, rotationId }) => [
      ...listOf(mentorIds).map(id => ['mentors', id] as const),
      ['interactions', interactionId],
      ['rotations', rotationId],
    ],
  },
  milestones: {
    schema: milestoneFieldsSchema,
    partial: v.partial(milestoneFieldsSchema),
    remembersDays: false,
    references: () => [],
  },
  letters: {
    schema: letterFieldsSchema,
    partial: v.partial(letterFieldsSchema),
    remembersDays: true,
    references: ({ mentorId, contactMentorId, trackId, planId, replacedByLetterId, backupForLetterId }) => [
      ['mentors', mentorId],
      ['mentors', contactMentorId],
      ['tracks', trackId],
      ['plans', planId],
      ['letters', replacedByLetterId],
      ['letters', backupForLetterId],
    ],
  },
  plans: {
    schema: planFieldsSchema,
    partial: v.partial(planFieldsSchema),
    remembersDays: false,
    references: () => [],
  },
  tracks: {
    schema: trackFieldsSchema,
    partial: v.partial(trackFieldsSchema),
    remembersDays: true,
    references: ({ planId }) => [['plans', planId]],
  },
  programs: {
    schema: programFieldsSchema,
    partial: v.partial(programFieldsSchema),
    remembersDays: true,
    references: ({ trackId }) => [['tracks', trackId]],
  },
  slots: {
    schema: slotFieldsSchema,
    partial: v.partial(slotFieldsSchema),
    remembersDays: false,
    references: ({ trackId, letterId, backupMentorId }) => [
      ['tracks', trackId],
      ['letters', letterId],
      ['mentors', backupMentorId],
    ],
  },
  templates: {
    schema: messageTemplateFieldsSchema,
    partial: v.partial(messageTemplateFieldsSchema),
    remembersDays: false,
    references: () => [],
  },
};

/**
 * Adds a record, or changes the fields given and leaves the others.
 *
 * Problems: `record/not-found` for it, or for a mentor, track, plan or letter it names; `form/bad-date` with what was
 * given where a day is none, or outside the years 1900 to 2199; `rotation/ends-before-start`; `record/invalid` with the
 * field's name for anything else that cannot be kept.
 */
export async function saveRecord(
  deps: Deps,
  table: Exclude<SavedTable, 'slots' | 'templates'>,
  { id, fields }: RequestOf<'letter/save'>,
): Promise<Result<Written>> {
  return write(deps, async change => ({
    id: await saveInto(deps, change, table, id ?? deps.newId(), fields, id === null),
  }));
}

/**
 * Writes several records together: all or none, and one undo takes back all. What is new has its id from the page, so
 * that others of the same write can name it; the order is that of the list, and what is removed goes last.
 *
 * Problems: those of `saveRecord`; `form/no-name`, `form/bad-address` and `mentor/address-taken` for a new mentor;
 * `assignment/full` with the number where a program would get more letters than it wants
 * or its service takes.
 *
 * The same request again writes nothing more. How far a long one is, is told under the id of its first save.
 */
export async function saveRecords(
  deps: Deps,
  { newMentors = [], saves, assignments, removals }: RequestOf<'records/save'>,
): Promise<Result<{ readonly undoId: string }>> {
  const [first] = saves;
  const wrote = (count: number) => first !== undefined && deps.tellProgress(first.id, count);
  const written = await write(
    deps,
    async change => {
      for (const person of newMentors) await createMentor(deps, change, person);
      for (const together of independent(saves)) await saveAllInto(deps, change, together);
      for (const [table, ids] of byTable(removals)) {
        // On its own it says nothing that a trash could show; undo brings it back all the same.
        if (table === 'assignments' || table === 'slots') await change.removeAll(table, ids);
        else await change.moveAllToTrash(table, ids);
      }
      // Last: what was taken away makes room.
      await assignAll(deps, change, assignments);
      return { isRepeated: change.images.length === 0 };
    },
    saves.length >= LONG ? wrote : undefined,
  );
  if (!written.ok) return written;
  const { isRepeated, undoId } = written.value;
  // Asked again, as by a page whose answer was lost with the worker: all is there already, and that write can be undone.
  return success({ undoId: (isRepeated ? await earlierUndoId(deps, saves, removals) : null) ?? undoId });
}

/** The id for undoing the same request's first write; `null` where none is known. */
async function earlierUndoId(
  { storage }: Deps,
  saves: readonly Save[],
  removals: RequestOf<'records/save'>['removals'],
): Promise<string | null> {
  const made = saves.find(({ isNew }) => isNew);
  if (made !== undefined) return storage.undoIdOf(made.table, made.id);
  const named = [...saves, ...removals];
  return named.length === 0 ? null : storage.undoIdOfAll(named);
}

type NewMentor = NonNullable<RequestOf<'records/save'>['newMentors']>[number];

async function createMentor(deps: Deps, change: Change, { id, name: typed, email: written }: NewMentor): Promise<void> {
  // Twice, as after a lost answer, it is the same person.
  if ((await change.get('mentors', id)) !== null) return;
  const email = written === null ? null : parseAddress(written);
  if (email === null && written !== null)
    throw new Refused({ code: 'form/bad-address', value: cleanLine(written, 80) });
  const name = cleanLine(typed, LONGEST_NAME);
  if (name === '') throw new Refused({ code: 'form/no-name' });
  const owner = email === null ? null : mentorWithAddress(await deps.storage.read.mentors(), email);
  if (owner !== null) throw new Refused({ code: 'mentor/address-taken', value: owner.name });
  const addedOn = localDateOf(deps.now(), deps.timeZone());
  await change.create('mentors', id, { ...newMentorFields(name, email), starredOn: null, addedOn });
}

type Save = RequestOf<'records/save'>['saves'][number];

/** The same list in parts, none of which holds a record twice or one that another of it may name. */
function independent(saves: readonly Save[]): readonly (readonly Save[])[] {
  const parts: Save[][] = [];
  let part: Save[] = [];
  let ids = new Set<string>();
  for (const save of saves) {
    const [first] = part;
    // A letter may stand by for another.
    if (first === undefined || first.table !== save.table || save.table === 'letters' || ids.has(save.id)) {
      part = [];
      ids = new Set();
      parts.push(part);
    }
    part.push(save);
    ids.add(save.id);
  }
  return parts;
}

/** By table, in the order in which each is named first, the ids to remove, each once. */
function byTable(
  removals: RequestOf<'records/save'>['removals'],
): ReadonlyMap<RequestOf<'records/save'>['removals'][number]['table'], readonly string[]> {
  const groups = Map.groupBy(removals, ({ table }) => table);
  return new Map([...groups].map(([table, of]) => [table, [...new Set(of.map(({ id }) => id))]]));
}

/** The same within a write that does more. Throws `Refused` with what is wrong. */
export async function saveInto(
  deps: Deps,
  change: Change,
  table: SavedTable,
  id: string,
  fields: Fields,
  isNew: boolean,
): Promise<string> {
  await saveAllInto(deps, change, [{ table, id, fields, isNew }]);
  return id;
}

/** Saves records of one table, none of which names another of them. Storage is asked about all of them at once. */
async function saveAllInto(deps: Deps, change: Change, saves: readonly Save[]): Promise<void> {
  const [first] = saves;
  if (first === undefined) return;
  const { table } = first;
  const wanted = saves.map(parsedFields);
  const rows = await change.getAll(
    table,
    saves.map(({ id }) => id),
  );
  if (saves.some(({ isNew }, at) => !isNew && (rows[at] ?? null) === null)) {
    throw new Refused({ code: 'record/not-found' });
  }
  await checkReferences(
    change,
    table,
    saves.map(({ id }, at) => ({ id, wanted: wanted[at] ?? {}, before: rows[at] ?? null })),
  );
  const today = localDateOf(deps.now(), deps.timeZone());
  const written = saves.map(({ id }, at) => {
    const before = rows[at] ?? null;
    const fields = wanted[at] ?? {};
    if (table === 'rotations') checkDays({ ...before, ...fields });
    const dated = table === 'letters' ? withDays(fields, before, today) : fields;
    return { id, fields: { ...dated, ...enteredOnFor(table, dated, before, today) } };
  });
  await change.putAll(table, written, rows);
}

/** What is to be written, without when its dates were typed in. */
function parsedFields({ table, id, fields, isNew }: Save): Fields {
  const { schema, partial } = KINDS[table];
  // When a date was typed in is for the worker to say.
  const { enteredOn: _enteredOn, ...given } = fields;
  const parsed = v.safeParse(isNew ? schema : partial, given);
  if (!parsed.success) throw new Refused(problemWith(parsed.issues[0]));
  if (table === 'templates' && (parsed.output.purpose ?? id) !== id) {
    throw new Refused({ code: 'record/invalid', value: 'purpose' });
  }
  const { enteredOn: _default, ...wanted } = parsed.output;
  return wanted;
}

/** What is wrong, in words for the student. */
function problemWith(issue: v.BaseIssue<unknown>): Problem {
  const path = issue.path?.map(({ key }) => String(key)) ?? [];
  const isDay = path.some(isDayField);
  if (!isDay) return { code: 'record/invalid', value: path[0] ?? '' };
  if (issue.input === undefined || issue.input === null) return { code: 'form/bad-date' };
  return { code: 'form/bad-date', value: cleanLine(String(issue.input), 40) };
}

/** Days are named so: `on`, `endsOn`. `isHandsOn` is none. */
function isDayField(name: string): boolean {
  return name === 'on' || (name.endsWith('On') && !name.startsWith('is'));
}

interface Naming {
  readonly id: string;
  readonly wanted: Fields;
  readonly before: Row | null;
}

/** Those that were in the record already stay, also when what they name has gone to the trash since. */
async function checkReferences(change: Change, table: SavedTable, records: readonly Naming[]): Promise<void> {
  const { references } = KINDS[table];
  const named = new Map<RecordTable, Set<string>>();
  for (const { id, wanted, before } of records) {
    const known = new Set((before === null ? [] : references(before)).map(([of, one]) => `${of}:${String(one)}`));
    for (const [of, one] of references(wanted)) {
      if (typeof one !== 'string' || known.has(`${of}:${one}`)) continue;
      if (of === table && one === id) throw new Refused({ code: 'record/not-found' });
      named.set(of, (named.get(of) ?? new Set()).add(one));
    }
  }
  for (const [of, ids] of named) {
    if ((await change.getAll(of, [...ids])).includes(null)) throw new Refused({ code: 'record/not-found' });
  }
}

function checkDays({ startsOn, endsOn }: Fields): void {
  if (typeof startsOn === 'string' && typeof endsOn === 'string' && endsOn < startsOn) {
    throw new Refused({ code: 'rotation/ends-before-start' });
  }
}

/** What a letter's fields say without their day was today: an answer, and how it ended. */
function withDays(wanted: Fields, before: Row | null, today: LocalDate): Fields {
  const pairs = [
    ['answer', 'answeredOn'],
    ['ended', 'endedOn'],
  ] as const;
  const missing = pairs.filter(([what, day]) => {
    const isSaid = typeof wanted[what] === 'string' && wanted[what] !== before?.[what];
    return isSaid && (wanted[day] ?? null) === null && (before?.[day] ?? null) === null;
  });
  return { ...wanted, ...Object.fromEntries(missing.map(([, day]) => [day, today])) };
}

/** Today beside each date that this write changes; a step whose day was over by then is not asked for any more. */
function enteredOnFor(table: SavedTable, wanted: Fields, before: Row | null, today: LocalDate): Fields {
  if (!KINDS[table].remembersDays) return {};
  const changed = Object.keys(wanted).filter(name => isDayField(name) && wanted[name] !== (before?.[name] ?? null));
  if (before !== null && changed.length === 0) return {};
  const known = isRecord(before?.enteredOn) ? before.enteredOn : {};
  return { enteredOn: { ...known, ...Object.fromEntries(changed.map(name => [name, today])) } };
}

function isRecord(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null;
}

function listOf(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}
