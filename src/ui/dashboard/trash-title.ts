import { cleanLine } from '../../core/text.ts';
import { t, tFamily } from '../../i18n/t.ts';
import type { Reader, Trashed } from '../../storage/index.ts';
import { TRASHABLE } from './trashable.ts';

/** By id: a mentor's, track's or program's name; a letter's is its writer's. */
export type Names = ReadonlyMap<string, string>;

const LONGEST_TITLE = 80;

/** The names by which records in the trash are told, of what is there and of what is in the trash with them. */
export async function namesFor(reader: Reader, trash: readonly Trashed[]): Promise<Names> {
  const [mentors, tracks, programs, letters] = await Promise.all([
    reader.mentors(),
    reader.tracks(),
    reader.programs(),
    reader.letters(),
  ]);
  const deleted = trash.map(({ record }) => record);
  const named = [...deleted, ...mentors, ...tracks, ...programs].flatMap(({ id, name }) =>
    typeof id === 'string' && typeof name === 'string' && name !== '' ? [[id, name] as const] : [],
  );
  const names = new Map(named);
  const writers = [...deleted, ...letters].flatMap(({ id, mentorId }) => {
    const name = typeof mentorId === 'string' ? names.get(mentorId) : undefined;
    return typeof id === 'string' && name !== undefined ? [[id, name] as const] : [];
  });
  return new Map([...named, ...writers]);
}

/** What a record in the trash is, in words. What cannot be told falls back to what sort of thing it is. */
export function trashTitle({ table, record }: Trashed, names: Names): string {
  const text = (name: string) => {
    const value = record[name];
    return typeof value === 'string' ? cleanLine(value, LONGEST_TITLE) : '';
  };
  const nameOf = (field: string) => names.get(text(field)) ?? '';
  const orKind = (...titles: readonly string[]) => titles.find(title => title !== '') ?? sortOf(table);
  switch (table) {
    case 'moments':
      return orKind(text('situation'), text('whatIDid'), text('theirWords'));
    case 'milestones':
      return orKind(text('text'));
    case 'letters': {
      const writer = nameOf('mentorId');
      return writer === '' ? sortOf(table) : t('trashLetter', { name: writer });
    }
    case 'plans':
      return text('season') === '' ? sortOf(table) : t('trashPlan', { season: text('season') });
    case 'slots': {
      const track = nameOf('trackId');
      return orKind(text('name'), track === '' ? '' : t('trashSlot', { track }));
    }
    case 'assignments': {
      const [writer, program] = [nameOf('letterId'), nameOf('programId')];
      return writer === '' || program === '' ? sortOf(table) : t('trashAssignment', { name: writer, program });
    }
    case 'templates':
      return text('purpose') === ''
        ? sortOf(table)
        : t('trashTemplate', { purpose: tFamily('purpose', text('purpose')) });
    case 'interactions':
      return orKind(text('title'), text('kind') === '' ? '' : tFamily('kind', text('kind')));
    default:
      return orKind(text('name'), text('title'), ownText(record.reason), draftTitle(record.form));
  }
}

/** What sort of thing it is; empty for what no version of ours puts there. */
export function sortOf(table: string): string {
  return TRASHABLE.some(known => known === table) ? tFamily('trashed', table) : '';
}

/** The words of the student's own reminder. */
function ownText(reason: unknown): string {
  return isRecord(reason) && typeof reason.text === 'string' ? cleanLine(reason.text, LONGEST_TITLE) : '';
}

/** The first words of an entry that was half typed. */
function draftTitle(form: unknown): string {
  if (!isRecord(form)) return '';
  const words = [form.title, form.note].find(text => typeof text === 'string' && text !== '');
  return typeof words === 'string' ? cleanLine(words, LONGEST_TITLE) : '';
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null;
}
