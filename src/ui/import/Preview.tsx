import { useMemo, useState } from 'preact/hooks';
import type { LocalDate } from '../../core/dates.ts';
import type { AlreadyRow, ContactRow, EntryRow, ImportRow } from '../../core/import.ts';
import type { LogForm } from '../../core/log-form.ts';
import type { Mentor } from '../../core/mentor.ts';
import { searchKey } from '../../core/text.ts';
import { t } from '../../i18n/t.ts';
import { Badge } from '../components/Badge.tsx';
import { Checkbox } from '../components/Checkbox.tsx';
import { Select } from '../components/Select.tsx';
import { TextInput } from '../components/TextInput.tsx';
import { useNow } from '../hooks/use-now.ts';
import { describeForm, titleOf } from './describe-row.ts';
import { Group } from './Group.tsx';
import {
  type Answer,
  type ImportSession,
  type ImportState,
  isChosen,
  isQuestion,
  newcomersOf,
  withNewcomers,
} from './import-session.ts';
import { LeftOutGroup } from './LeftOutGroup.tsx';

/** A list longer than this can be searched. */
const MANY_ROWS = 30;

export interface PreviewProps {
  readonly session: ImportSession;
  readonly state: ImportState;
}

/** What would be added, by how well its people are known, and what would not. */
export function Preview({ session, state }: PreviewProps) {
  const { now, today } = useNow();
  const [query, setQuery] = useState('');
  const mentors = useMemo(() => new Map(state.mentors.map(mentor => [mentor.id, mentor])), [state.mentors]);
  const newcomers = newcomersOf(state);
  const joining = [...newcomers].join(' ');
  // Sorted anew only when somebody joins: a tick elsewhere moves nothing.
  // biome-ignore lint/correctness/useExhaustiveDependencies: the same people are the same, whenever they were counted
  const rows = useMemo(() => withNewcomers(state.rows, newcomers), [state.rows, joining]);
  const groups = useMemo(() => sorted(rows), [rows]);
  const key = searchKey(query);
  // Made with the first letter that is looked for, once for all rows.
  const isLookedFor = key !== '';
  const words = useMemo(
    () => new Map(isLookedFor ? rows.map(row => [row, wordsOf(row, mentors)]) : []),
    [isLookedFor, rows, mentors],
  );
  const isFound = (row: ImportRow) => !isLookedFor || words.get(row)?.includes(key) === true;
  const described = { mentors, now, today };
  const ticksOf = (listed: readonly (EntryRow | ContactRow)[]) => ({
    count: listed.filter(row => isChosen(row, state)).length,
    of: listed.length,
    onAll: (isTicked: boolean) =>
      session.tick(
        listed.map(row => row.key),
        isTicked,
      ),
  });
  const entries = (ofGroup: readonly EntryRow[], title: string, text?: string) => {
    const found = ofGroup.filter(isFound);
    return (
      <Group
        title={title}
        {...(text === undefined ? {} : { text })}
        rows={found}
        keyOf={row => row.key}
        ticks={ticksOf(found)}
        draw={row => <EntryLine row={row} session={session} state={state} {...described} />}
      />
    );
  };
  const contacts = groups.contacts.filter(isFound);
  return (
    <>
      {state.rows.length > MANY_ROWS && (
        <TextInput
          label={t('importFind')}
          labelHidden
          type="search"
          icon="search"
          placeholder={t('importFind')}
          value={query}
          onInput={setQuery}
        />
      )}
      {entries(groups.mentors, t('importGroupMentors'))}
      {entries(groups.names, t('importGroupNames'), t('importGroupNamesText'))}
      <Group
        title={t('importGroupContacts')}
        text={t('importGroupContactsText')}
        rows={contacts}
        keyOf={row => row.key}
        ticks={ticksOf(contacts.filter(row => !isQuestion(row)))}
        draw={row => <ContactLine row={row} session={session} state={state} mentors={mentors} />}
      />
      {entries(groups.strangers, t('importGroupStrangers'), t('importGroupStrangersText'))}
      <Group
        title={t('importGroupAlready')}
        folded
        rows={groups.already.filter(isFound)}
        keyOf={row => row.key}
        draw={row => <AlreadyLine row={row} {...described} />}
      />
      <LeftOutGroup state={state} query={key} />
    </>
  );
}

interface Groups {
  readonly mentors: EntryRow[];
  readonly names: EntryRow[];
  readonly strangers: EntryRow[];
  readonly contacts: ContactRow[];
  readonly already: AlreadyRow[];
}

function sorted(rows: readonly ImportRow[]): Groups {
  const groups: Groups = { mentors: [], names: [], strangers: [], contacts: [], already: [] };
  for (const row of rows) {
    if (row.type === 'entry') groups[row.group].push(row);
    else if (row.type === 'contact') groups.contacts.push(row);
    else if (row.type === 'already') groups.already.push(row);
  }
  // The newest first, as in every history of ours; days sort as text.
  const momentOf = ({ form }: EntryRow) => `${form.on} ${form.time}`;
  for (const list of [groups.mentors, groups.names, groups.strangers]) {
    list.sort((a, b) => momentOf(b).localeCompare(momentOf(a), 'en'));
  }
  return groups;
}

function wordsOf(row: ImportRow, mentors: ReadonlyMap<string, Mentor>): string {
  const form = row.type === 'entry' || row.type === 'already' ? row.form : null;
  const people = [
    ...(form?.mentorIds ?? []).map(id => mentors.get(id)?.name ?? ''),
    ...[...(form?.newMentors ?? []), ...(form?.others ?? [])].flatMap(({ name, email }) => [name ?? '', email ?? '']),
    ...(row.type === 'contact' ? row.person.emails : []),
  ];
  return searchKey([row.title, ...people].join(' '));
}

interface Described {
  readonly mentors: ReadonlyMap<string, Mentor>;
  readonly now: number;
  readonly today: LocalDate;
}

function EntryLine({
  row,
  session,
  state,
  mentors,
  now,
  today,
}: Described & PreviewProps & { readonly row: EntryRow }) {
  const { line, isPlanned } = useDescription(row.form, { mentors, now, today });
  return (
    <div class="import-row">
      <Checkbox
        label={<span class="plaintext">{titleOf(row.form)}</span>}
        hint={<span class="plaintext">{line}</span>}
        checked={isChosen(row, state)}
        onChange={isTicked => session.tick([row.key], isTicked)}
      />
      {isPlanned && <Badge icon="clock">{t('importPlanned')}</Badge>}
    </div>
  );
}

function AlreadyLine({ row, ...described }: Described & { readonly row: AlreadyRow }) {
  return (
    <div class="row-words">
      <span class="truncate plaintext">{row.form === null ? row.title : titleOf(row.form)}</span>
      {row.form !== null && <AlreadyDetails form={row.form} {...described} />}
    </div>
  );
}

function AlreadyDetails({ form, ...described }: Described & { readonly form: LogForm }) {
  return <span class="muted small truncate plaintext">{useDescription(form, described).line}</span>;
}

/** Made once for each entry: putting days and names into words is what takes time in a long list. */
function useDescription(form: LogForm, { mentors, now, today }: Described): ReturnType<typeof describeForm> {
  // biome-ignore lint/correctness/useExhaustiveDependencies: what is planned changes with the day at most, as long as a list is looked at
  return useMemo(() => describeForm(form, mentors, now, today), [form, mentors, today]);
}

interface ContactLineProps extends PreviewProps {
  readonly row: ContactRow;
  readonly mentors: ReadonlyMap<string, Mentor>;
}

function ContactLine({ row, session, state, mentors }: ContactLineProps) {
  const { person, mentorId, newEmails } = row;
  const details = [person.emails.join(', '), person.institution].filter(text => text !== '').join(' · ');
  if (isQuestion(row)) return <Question row={row} session={session} state={state} mentors={mentors} />;
  const owner = mentorId === null ? null : mentors.get(mentorId);
  return (
    <div class="import-row">
      <Checkbox
        label={<span class="plaintext">{person.name}</span>}
        hint={
          <span class="plaintext">
            {owner === null || owner === undefined
              ? details
              : t('importAddAddress', { email: newEmails.join(', '), name: owner.name })}
          </span>
        }
        checked={isChosen(row, state)}
        onChange={isTicked => session.tick([row.key], isTicked)}
      />
    </div>
  );
}

/** Somebody of a mentor's name with another address: only the student knows who that is. */
function Question({ row, session, state, mentors }: ContactLineProps) {
  const { person, namesakeIds, newEmails } = row;
  const namesakes = namesakeIds.flatMap(id => mentors.get(id) ?? []);
  const answer = state.answers.get(row.key) ?? 'leave';
  const options = [
    { value: 'leave', label: t('importAnswerLeave') },
    ...(newEmails.length === 0
      ? []
      : namesakes.map(({ id, name }) => ({ value: `same ${id}`, label: t('importAnswerSame', { name }) }))),
    { value: 'new', label: t('importAnswerNew') },
  ];
  const give = (value: string): Answer =>
    value === 'leave' || value === 'new' ? value : { mentorId: value.slice('same '.length) };
  return (
    <div class="import-question">
      <div class="row-words">
        <span class="plaintext">{person.name}</span>
        <span class="muted small plaintext">{person.emails.join(', ')}</span>
        <span class="small">{t('importSameName', { name: namesakes[0]?.name ?? person.name })}</span>
      </div>
      <Select
        label={t('importSameNameLabel', { name: person.name })}
        labelHidden
        value={typeof answer === 'string' ? answer : `same ${answer.mentorId}`}
        options={options}
        onChange={value => session.answer(row.key, give(value))}
      />
    </div>
  );
}
