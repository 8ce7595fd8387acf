import { useRef, useState } from 'preact/hooks';
import { mergeValues } from '../../core/drafts/facts.ts';
import { CONDITIONS, LIST_FIELDS, MERGE_FIELDS, type MergeField } from '../../core/drafts/fields.ts';
import type { FilledPart } from '../../core/drafts/fill.ts';
import { isAboutLetter } from '../../core/drafts/purposes.ts';
import type { TemplateError } from '../../core/drafts/template.ts';
import { OUR_WORDS, type Words } from '../../core/drafts/words.ts';
import { isUnderWay } from '../../core/letter.ts';
import type { Mentor } from '../../core/mentor.ts';
import type { Purpose } from '../../core/message-template.ts';
import { plural, t } from '../../i18n/t.ts';
import { templateErrorPlace, templateErrorText } from '../../i18n/template-errors.ts';
import { call } from '../../platform/messaging.ts';
import { report } from '../../platform/report.ts';
import { Banner } from '../components/Banner.tsx';
import { Button } from '../components/Button.tsx';
import { Card } from '../components/Card.tsx';
import { Icon } from '../components/Icon.tsx';
import { Select } from '../components/Select.tsx';
import { TextArea } from '../components/TextArea.tsx';
import { TextInput } from '../components/TextInput.tsx';
import { useKeptForm } from '../hooks/use-kept-form.ts';
import { useLive, valueOr } from '../hooks/use-live.ts';
import { useNow } from '../hooks/use-now.ts';
import type { Toasts } from '../hooks/use-toast.ts';
import { dayWords } from './day-words.ts';
import { factsFor, messageRecords, newsFor } from './message-records.ts';
import { fieldName, fill, markOf } from './message-text.ts';

export interface TemplateEditorProps {
  readonly purpose: Purpose;
  readonly words: Words & { readonly isOwn: boolean };
  /** Those the preview can be for. */
  readonly mentors: readonly Mentor[];
  readonly toasts: Toasts;
}

/** More than this is not kept. */
const LONGEST_BODY = 10_000;

/** The words of one message with what they become, as they are typed. */
export function TemplateEditor({ purpose, words, mentors, toasts }: TemplateEditorProps) {
  const kept = useKeptForm(`template/${purpose}`, { subject: words.subject, body: words.body });
  const { subject, body } = kept.fields;
  const [mentorId, setMentorId] = useState(mentors[0]?.id ?? '');
  /** Whether saving was tried: only then is what is missing said. */
  const [isTried, setTried] = useState(false);
  const [isSaving, setSaving] = useState(false);
  const subjectField = useRef<HTMLInputElement>(null);
  const bodyField = useRef<HTMLTextAreaElement>(null);
  const last = useRef<'subject' | 'body'>('body');
  const values = useValues(purpose, mentorId);
  const hasSubject = purpose !== 'ask-in-person';
  const subjectOf = fill(hasSubject ? subject : '', values);
  const bodyOf = fill(body, values);
  const wrong = [
    ...subjectOf.errors.map(error => ({ ...error, where: 'subject' as const })),
    ...bodyOf.errors.map(error => ({ ...error, where: 'body' as const })),
  ];
  const subjectError = hasSubject && subject.trim() === '' ? t('messageNoSubject') : null;
  const bodyError = body.trim() === '' ? t('templateNoBody') : body.length > LONGEST_BODY ? t('templateTooLong') : null;

  const jumpTo = (error: TemplateError & { readonly where: 'subject' | 'body' }) => {
    const field = error.where === 'subject' ? subjectField.current : bodyField.current;
    field?.focus();
    field?.setSelectionRange(error.offset, error.offset + error.length);
  };
  const insert = (text: string) => {
    const name = hasSubject ? last.current : 'body';
    const field = name === 'subject' ? subjectField.current : bodyField.current;
    const before = name === 'subject' ? subject : body;
    const from = field?.selectionStart ?? before.length;
    const until = field?.selectionEnd ?? from;
    kept.set({ [name]: before.slice(0, from) + text + before.slice(until) });
    // Once the text is there, the cursor goes on behind it.
    requestAnimationFrame(() => {
      field?.focus();
      field?.setSelectionRange(from + text.length, from + text.length);
    });
  };
  const save = async () => {
    setTried(true);
    const first = wrong[0];
    if (first !== undefined) return jumpTo(first);
    if (subjectError !== null) return subjectField.current?.focus();
    if (bodyError !== null) return bodyField.current?.focus();
    setSaving(true);
    const fields = { purpose, subject, body };
    const saves = [{ table: 'templates' as const, id: purpose, isNew: !words.isOwn, fields }];
    const result = await call('records/save', { saves, assignments: [], removals: [] });
    setSaving(false);
    if (!result.ok) return toasts.fail(result.problem);
    kept.forget();
    toasts.told(result, t('templateSaved'));
  };
  const reset = async () => {
    if (!words.isOwn) {
      kept.forget();
      return;
    }
    const removals = [{ table: 'templates' as const, id: purpose }];
    const result = await call('records/save', { saves: [], assignments: [], removals });
    if (!result.ok) return toasts.fail(result.problem);
    kept.forget();
    toasts.told(result, t('templateWasReset'));
  };
  const isOurs = subject === OUR_WORDS[purpose].subject && body === OUR_WORDS[purpose].body;
  return (
    <form
      class="template-editor"
      noValidate
      onSubmit={event => {
        event.preventDefault();
        void save().catch(report);
      }}
    >
      <Card title={t('templateWords')}>
        {kept.isRestored && (
          <Banner
            compact
            icon="pencil"
            actions={
              <Button size="s" variant="quiet" onClick={kept.forget}>
                {t('templateDiscard')}
              </Button>
            }
          >
            {t('messageRestored')}
          </Banner>
        )}
        {hasSubject && (
          <TextInput
            label={t('formTitle')}
            value={subject}
            inputRef={subjectField}
            maxLength={300}
            error={isTried ? subjectError : null}
            onBlur={() => {
              last.current = 'subject';
            }}
            onInput={value => kept.set({ subject: value })}
          />
        )}
        <TextArea
          label={purpose === 'ask-in-person' ? t('templatePoints') : t('draftBody')}
          tall
          value={body}
          areaRef={bodyField}
          error={isTried ? bodyError : null}
          onBlur={() => {
            last.current = 'body';
          }}
          onInput={value => kept.set({ body: value })}
        />
        {wrong.length > 0 && (
          <Banner tone="danger" announce title={plural('templateErrors', wrong.length)}>
            <ul class="template-errors">
              {wrong.map(error => (
                <li key={`${error.where}${error.offset}${error.kind}`}>
                  <button type="button" class="text-button" onClick={() => jumpTo(error)}>
                    {error.where === 'subject'
                      ? t('templateErrorInSubject', { place: templateErrorPlace(error) })
                      : templateErrorPlace(error)}
                  </button>{' '}
                  {templateErrorText(error)}
                </li>
              ))}
            </ul>
          </Banner>
        )}
        <Insert onInsert={insert} />
        <div class="cluster">
          <Button variant="primary" type="submit" busy={isSaving}>
            {t('actionSave')}
          </Button>
          {(words.isOwn || !isOurs) && (
            <Button icon="undo" onClick={() => void reset().catch(report)}>
              {t('templateReset')}
            </Button>
          )}
        </div>
      </Card>
      <Card title={t('templatePreview')}>
        {mentors.length > 0 ? (
          <Select
            label={t('templatePreviewFor')}
            value={mentorId}
            options={mentors.map(({ id, name }) => ({ value: id, label: name }))}
            onChange={setMentorId}
          />
        ) : (
          <p class="muted">{t('templateNoMentor')}</p>
        )}
        {hasSubject && (
          <p class="preview-subject">
            <Parts parts={subjectOf.parts} />
          </p>
        )}
        <p class="preview-body">
          <Parts parts={bodyOf.parts} />
        </p>
        <p class="muted small">{t('templatePreviewHint')}</p>
      </Card>
    </form>
  );
}

/** What a message to this person would be filled with now; nothing while it is looked up. */
function useValues(purpose: Purpose, mentorId: string) {
  const { today } = useNow();
  const records = valueOr(
    useLive(opened => messageRecords(opened, mentorId, undefined), [mentorId]),
    null,
  );
  if (records === null) return {};
  const letter = isAboutLetter(purpose) ? (records.letters.find(isUnderWay) ?? records.letters[0] ?? null) : null;
  const news = newsFor(records, today).map(({ text }) => text);
  return mergeValues(factsFor(records, letter, { moment: '', news, today }), dayWords(today));
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

/** The facts that can be put in, each as it is written. */
function Insert({ onInsert }: { onInsert(text: string): void }) {
  return (
    <details class="more template-help">
      <summary>
        <Icon name="chevron" />
        {t('templateInsert')}
      </summary>
      <div class="template-fields">
        {MERGE_FIELDS.map(field => (
          <Button key={field} size="s" onClick={() => onInsert(writtenAs(field))}>
            {fieldName(field)}
          </Button>
        ))}
      </div>
      <p class="muted small">
        {t('templateHelpField')} <code>{'{{mentor.greeting}}'}</code>
      </p>
      <p class="muted small">
        {t('templateHelpIf')} <code>{'{{#if moment}}…{{else}}…{{/if}}'}</code>
      </p>
      <p class="muted small">
        {t('templateHelpEach')} <code>{'{{#each news}}– {{item}}{{/each}}'}</code>
      </p>
      <p class="muted small">
        {t('templateHelpBraces')} <code>{'\\{{'}</code>
      </p>
    </details>
  );
}

function writtenAs(field: MergeField): string {
  if (LIST_FIELDS.some(list => list === field)) return `{{#each ${field}}}– {{item}}\n{{/each}}`;
  return CONDITIONS.some(one => one === field) ? `{{#if ${field}}}…{{/if}}` : `{{${field}}}`;
}
