import { useState } from 'preact/hooks';
import type { LocalDate } from '../../core/dates.ts';
import { exampleFacts } from '../../core/drafts/example.ts';
import { mergeValues } from '../../core/drafts/facts.ts';
import type { FilledPart, MergeValues } from '../../core/drafts/fields.ts';
import { isAboutLetter } from '../../core/drafts/purposes.ts';
import { isUnderWay, type Letter } from '../../core/letter.ts';
import type { Mentor } from '../../core/mentor.ts';
import type { Purpose } from '../../core/message-template.ts';
import type { Track } from '../../core/plan/plan.ts';
import { t } from '../../i18n/t.ts';
import { Card } from '../components/Card.tsx';
import { Select } from '../components/Select.tsx';
import { useLive, valueOr } from '../hooks/use-live.ts';
import { dayWords } from './day-words.ts';
import { letterName } from './message-names.ts';
import { factsFor, messageRecords, newsFor } from './message-records.ts';
import { fill, markOf } from './message-text.ts';

/** What an example can be filled from. */
export interface ExampleRecords {
  readonly mentors: readonly Mentor[];
  readonly letters: readonly Letter[];
  readonly tracks: readonly Track[];
}

/** What a template is filled with to be looked at; `null` for what was invented. */
interface Example {
  readonly value: string;
  readonly label: string;
  readonly from: { readonly mentorId: string; readonly letterId: string | null } | null;
}

/** A longer list is not looked through. */
const MOST_EXAMPLES = 200;

export interface TemplatePreviewProps {
  readonly purpose: Purpose;
  /** `null` where there is none. */
  readonly subject: string | null;
  readonly body: string;
  readonly records: ExampleRecords;
  readonly today: LocalDate;
}

/** A template as the message that it becomes, from a real letter or an invented one. */
export function TemplatePreview({ purpose, subject, body, records, today }: TemplatePreviewProps) {
  const examples = examplesFor(purpose, records);
  const [chosen, setChosen] = useState(examples[1]?.value ?? 'example');
  const example = examples.find(({ value }) => value === chosen) ?? examples[0];
  const values = useValues(purpose, example?.from ?? null, today);
  const subjectParts = subject === null ? null : fill(subject, values).parts;
  const bodyParts = fill(body, values).parts;
  const hasOpen = [...(subjectParts ?? []), ...bodyParts].some(({ type }) => type === 'open');
  return (
    <Card title={t('templatePreview')}>
      <Select
        label={t('templatePreviewFor')}
        value={example?.value ?? 'example'}
        options={examples}
        onChange={setChosen}
      />
      <div class="preview-paper">
        {subjectParts !== null && (
          <p class="preview-subject">
            <Parts parts={subjectParts} />
          </p>
        )}
        <p class="preview-body">
          <Parts parts={bodyParts} />
        </p>
      </div>
      {hasOpen && <p class="muted small">{t('templatePreviewHint')}</p>}
    </Card>
  );
}

/** The invented one first, then letters under way, then whoever has none. */
function examplesFor(purpose: Purpose, { mentors, letters, tracks }: ExampleRecords): readonly Example[] {
  const people = new Map(mentors.filter(({ isArchived }) => !isArchived).map(mentor => [mentor.id, mentor]));
  const written = isAboutLetter(purpose) ? letters.filter(isUnderWay) : [];
  const ofLetters = written.flatMap((letter): Example[] => {
    const mentor = people.get(letter.contactMentorId ?? letter.mentorId) ?? people.get(letter.mentorId);
    if (mentor === undefined) return [];
    const label = t('templatePreviewLetter', { name: mentor.name, letter: letterName(letter, tracks) });
    return [{ value: letter.id, label, from: { mentorId: mentor.id, letterId: letter.id } }];
  });
  const busy = new Set(ofLetters.map(({ from }) => from?.mentorId));
  const ofPeople = [...people.values()]
    .filter(({ id }) => !busy.has(id))
    .map(({ id, name }): Example => ({ value: id, label: name, from: { mentorId: id, letterId: null } }));
  const invented: Example = { value: 'example', label: t('templateExample'), from: null };
  return [invented, ...ofLetters, ...ofPeople].slice(0, MOST_EXAMPLES);
}

/** Nothing while it is looked up. */
function useValues(purpose: Purpose, from: Example['from'], today: LocalDate): MergeValues {
  const mentorId = from?.mentorId ?? '';
  const records = valueOr(
    useLive(async opened => (mentorId === '' ? null : messageRecords(opened, mentorId, undefined)), [mentorId]),
    null,
  );
  const words = dayWords(today);
  if (from === null) return mergeValues(exampleFacts(purpose, today), words);
  if (records === null || records.mentor.id !== mentorId) return {};
  const letters = records.letters.filter(({ id }) => id === from.letterId);
  const news = newsFor(records, today).map(({ text }) => text);
  return mergeValues(factsFor(records, letters, { moment: '', news, today }), words);
}

/** What is not known is marked, as it will be in the message. */
function Parts({ parts }: { readonly parts: readonly FilledPart[] }) {
  return (
    <>
      {parts.map((part, index) =>
        part.type === 'text' ? (
          part.text
        ) : (
          // Parts have no names of their own, and their order is what tells them apart.
          <mark key={index} class="open-mark">
            {markOf(part.field)}
          </mark>
        ),
      )}
    </>
  );
}
