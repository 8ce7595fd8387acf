import type { LocalDate } from '../../core/dates.ts';
import { type LogForm, readLogForm } from '../../core/log-form.ts';
import type { Mentor } from '../../core/mentor.ts';
import { formatWhen } from '../../i18n/format.ts';
import { language, plural, t, tFamily } from '../../i18n/t.ts';
import type { Imported } from '../../messages/protocol.ts';

/** Names shown in a row; the others are counted. */
const MOST_NAMES = 3;

/** What a row of the preview says of an entry, in one line. */
export interface Described {
  readonly line: string;
  readonly isPlanned: boolean;
}

/** When it was, what it was, and who was in it: its mentors first. */
export function describeForm(
  form: LogForm,
  mentors: ReadonlyMap<string, Mentor>,
  now: number,
  today: LocalDate,
): Described {
  // Somebody stands in for those who are asked for later, so that the day can be read.
  const read = readLogForm({ ...form, mentorIds: form.mentorIds.length > 0 ? form.mentorIds : ['nobody'] }, now);
  const when = read.ok ? formatWhen(read.value.fields.when, today) : form.on;
  // Without a subject the kind stands in its place.
  const row = form.title === '' ? when : t('importRowWhen', { kind: tFamily('kind', form.kind), when });
  const names = namesIn(form, mentors);
  const isPlanned = read.ok && read.value.fields.state === 'planned';
  return { line: names === '' ? row : t('importRowWho', { names, row }), isPlanned };
}

/** The subject, or what it was where it has none. */
export function titleOf({ title, kind }: Pick<LogForm, 'title' | 'kind'>): string {
  return title === '' ? tFamily('kind', kind) : title;
}

function namesIn({ mentorIds, newMentors, others }: LogForm, mentors: ReadonlyMap<string, Mentor>): string {
  const names = [
    ...mentorIds.map(id => mentors.get(id)?.name ?? ''),
    ...newMentors.map(({ name }) => name),
    ...others.map(({ name, email }) => name ?? email ?? ''),
  ].filter(name => name !== '');
  const rest = names.length - MOST_NAMES;
  return listOf(rest <= 1 ? names : [...names.slice(0, MOST_NAMES), plural('importMorePeople', rest)]);
}

/** "a, b and c" in the language of the sentences. */
export function listOf(parts: readonly string[]): string {
  return new Intl.ListFormat(language(), { type: 'conjunction' }).format(parts);
}

/** "3 entries, 2 new mentors and 1 address"; empty when there is nothing of any. */
export function countsText({
  entryCount,
  mentorCount,
  addressCount,
}: Pick<Imported, 'entryCount' | 'mentorCount' | 'addressCount'>): string {
  const parts = [
    entryCount > 0 ? plural('importCountEntries', entryCount) : '',
    mentorCount > 0 ? plural('importCountMentors', mentorCount) : '',
    addressCount > 0 ? plural('importCountAddresses', addressCount) : '',
  ];
  return listOf(parts.filter(part => part !== ''));
}
