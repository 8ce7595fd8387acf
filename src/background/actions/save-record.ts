import * as v from 'valibot';
import { type LocalDate, localDateOf } from '../../core/dates.ts';
import { letterFieldsSchema } from '../../core/letter.ts';
import { milestoneFieldsSchema } from '../../core/milestone.ts';
import { momentFieldsSchema } from '../../core/moment.ts';
import { planFieldsSchema, trackFieldsSchema } from '../../core/plan/plan.ts';
import { programFieldsSchema } from '../../core/program.ts';
import type { Problem, Result } from '../../core/result.ts';
import { rotationFieldsSchema } from '../../core/rotation.ts';
import { cleanLine } from '../../core/text.ts';
import type { PlannedTable, RequestOf, Written } from '../../messages/protocol.ts';
import type { Change, RecordTable, Row } from '../../storage/index.ts';
import type { Deps } from '../deps.ts';
import { Refused, write } from './write.ts';

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
  table: SavedTable,
  { id, fields }: RequestOf<'letter/save'>,
): Promise<Result<Written>> {
  const { schema, partial } = KINDS[table];
  // When a date was typed in is for the worker to say.
  const { enteredOn: _enteredOn, ...given } = fields;
  const parsed = v.safeParse(id === null ? schema : partial, given);
  if (!parsed.success) return { ok: false, problem: problemWith(parsed.issues[0]) };
  const { enteredOn: _default, ...wanted } = parsed.output;
  return write(deps, async change => {
    const before = id === null ? null : await change.get(table, id);
    if (id !== null && before === null) throw new Refused({ code: 'record/not-found' });
    await checkReferences(change, table, id, wanted, before);
    if (table === 'rotations') checkDays({ ...before, ...wanted });
    const dated = table === 'letters' ? withDays(wanted, before, localDateOf(deps.now(), deps.timeZone())) : wanted;
    const written = { ...dated, ...enteredOnFor(deps, table, dated, before) };
    const recordId = id ?? deps.newId();
    await change.put(table, recordId, written);
    return { id: recordId };
  });
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

/** Those that were in the record already stay, also when what they name has gone to the trash since. */
async function checkReferences(
  change: Change,
  table: SavedTable,
  id: string | null,
  wanted: Fields,
  before: Row | null,
): Promise<void> {
  const { references } = KINDS[table];
  const known = new Set((before === null ? [] : references(before)).map(([of, one]) => `${of}:${String(one)}`));
  for (const [of, one] of references(wanted)) {
    if (typeof one !== 'string' || known.has(`${of}:${one}`)) continue;
    if ((of === table && one === id) || (await change.get(of, one)) === null) {
      throw new Refused({ code: 'record/not-found' });
    }
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
function enteredOnFor(deps: Deps, table: SavedTable, wanted: Fields, before: Row | null): Fields {
  if (!KINDS[table].remembersDays) return {};
  const today: LocalDate = localDateOf(deps.now(), deps.timeZone());
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
