import { useId, useMemo, useRef, useState } from 'preact/hooks';
import { LIST_FIELDS, type MergeField } from '../../core/drafts/fields.ts';
import type { TemplateError } from '../../core/drafts/template.ts';
import { OUR_WORDS, type Words } from '../../core/drafts/words.ts';
import type { Purpose } from '../../core/message-template.ts';
import { plural, t } from '../../i18n/t.ts';
import { templateErrorPlace, templateErrorText } from '../../i18n/template-errors.ts';
import { call } from '../../platform/messaging.ts';
import { report } from '../../platform/report.ts';
import { Banner } from '../components/Banner.tsx';
import { Button } from '../components/Button.tsx';
import { Card } from '../components/Card.tsx';
import { TextArea } from '../components/TextArea.tsx';
import { TextInput } from '../components/TextInput.tsx';
import { useKeptForm } from '../hooks/use-kept-form.ts';
import { useNow } from '../hooks/use-now.ts';
import type { Toasts } from '../hooks/use-toast.ts';
import { fieldNames, fill } from './message-text.ts';
import { PassageEditor, usePassages } from './PassageEditor.tsx';
import { TemplateInsert } from './TemplateInsert.tsx';
import { type ExampleRecords, TemplatePreview } from './TemplatePreview.tsx';

export interface TemplateEditorProps {
  readonly purpose: Purpose;
  readonly words: Words & { readonly isOwn: boolean };
  /** Those the example can be from. */
  readonly records: ExampleRecords;
  readonly toasts: Toasts;
}

/** More than this is not kept. */
const LONGEST_BODY = 10_000;

/** The words of one message with what they become, as they are typed: as text, or as their source. */
export function TemplateEditor({ purpose, words, records, toasts }: TemplateEditorProps) {
  const kept = useKeptForm(`template/${purpose}`, { subject: words.subject, body: words.body });
  const { subject, body } = kept.fields;
  const { today } = useNow();
  const [wantsSource, setWantsSource] = useState(false);
  /** Whether saving was tried: only then is what is missing said. */
  const [isTried, setTried] = useState(false);
  const [isSaving, setSaving] = useState(false);
  const subjectField = useRef<HTMLInputElement>(null);
  const bodyField = useRef<HTMLTextAreaElement>(null);
  const last = useRef<'subject' | 'body'>('body');
  const id = useId();
  const names = useMemo(fieldNames, []);
  const subjectDraft = usePassages(`${id}s`, subject, names, source => kept.set({ subject: source }), true);
  const bodyDraft = usePassages(`${id}b`, body, names, source => kept.set({ body: source }));
  const hasSubject = purpose !== 'ask-in-person';
  const wrong = [
    ...(hasSubject ? fill(subject, {}).errors : []).map(error => ({ ...error, where: 'subject' as const })),
    ...fill(body, {}).errors.map(error => ({ ...error, where: 'body' as const })),
  ];
  // What cannot be read would become plain words there.
  const isSource = wantsSource || wrong.length > 0;
  const subjectError = hasSubject && subject.trim() === '' ? t('messageNoSubject') : null;
  const bodyError = body.trim() === '' ? t('templateNoBody') : body.length > LONGEST_BODY ? t('templateTooLong') : null;
  const bodyLabel = purpose === 'ask-in-person' ? t('templatePoints') : t('draftBody');

  const jumpTo = (error: TemplateError & { readonly where: 'subject' | 'body' }) => {
    const field = error.where === 'subject' ? subjectField.current : bodyField.current;
    field?.focus();
    field?.setSelectionRange(error.offset, error.offset + error.length);
  };
  const draft = () => (hasSubject && last.current === 'subject' ? subjectDraft : bodyDraft);
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
  const form = useRef<HTMLFormElement>(null);
  const focusField = (which: 'subject' | 'body') =>
    form.current?.querySelector<HTMLElement>(`[data-part=${which}] :is(input, textarea)`)?.focus();
  const save = async () => {
    setTried(true);
    const first = wrong[0];
    if (first !== undefined) return jumpTo(first);
    if (subjectError !== null) return focusField(hasSubject ? 'subject' : 'body');
    if (bodyError !== null) return focusField('body');
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
      ref={form}
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
        {(wrong.length > 0 || !isSource) && (
          <p class="template-lead">
            {wrong.length > 0 ? (
              t('templateSourceOnly')
            ) : (
              <>
                <strong>{t('templateLead')}</strong> {t('templatePassageHint')}
              </>
            )}
          </p>
        )}
        {hasSubject && (
          <div data-part="subject" onFocusCapture={() => (last.current = 'subject')}>
            {isSource ? (
              <TextInput
                label={t('formTitle')}
                value={subject}
                inputRef={subjectField}
                maxLength={300}
                error={isTried ? subjectError : null}
                onInput={value => kept.set({ subject: value })}
              />
            ) : (
              <PassageEditor
                draft={subjectDraft}
                names={names}
                label={t('formTitle')}
                isLine
                error={isTried ? subjectError : null}
              />
            )}
          </div>
        )}
        <div data-part="body" onFocusCapture={() => (last.current = 'body')}>
          {isSource ? (
            <TextArea
              label={bodyLabel}
              tall
              value={body}
              areaRef={bodyField}
              error={isTried ? bodyError : null}
              onInput={value => kept.set({ body: value })}
            />
          ) : (
            <PassageEditor draft={bodyDraft} names={names} label={bodyLabel} error={isTried ? bodyError : null} />
          )}
        </div>
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
        <TemplateInsert
          isSource={isSource}
          onField={field => (isSource ? insert(writtenAs(field)) : draft().insertField(field))}
          onCondition={field => (isSource ? insert(`{{#if ${field}}}…{{/if}}`) : draft().insertSometimes(field))}
        />
        <div class="cluster template-actions">
          <Button variant="primary" type="submit" busy={isSaving}>
            {t('actionSave')}
          </Button>
          {(words.isOwn || !isOurs) && (
            <Button icon="undo" onClick={() => void reset().catch(report)}>
              {t('templateReset')}
            </Button>
          )}
          <Button variant="quiet" disabled={wrong.length > 0} onClick={() => setWantsSource(!isSource)}>
            {isSource ? t('templateViewPassages') : t('templateViewSource')}
          </Button>
        </div>
      </Card>
      <TemplatePreview
        purpose={purpose}
        subject={hasSubject ? subject : null}
        body={body}
        records={records}
        today={today}
      />
    </form>
  );
}

function writtenAs(field: MergeField): string {
  return LIST_FIELDS.some(list => list === field) ? `{{#each ${field}}}– {{item}}\n{{/each}}` : `{{${field}}}`;
}
