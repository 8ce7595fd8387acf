import { useState } from 'preact/hooks';
import type { LocalDate } from '../../core/dates.ts';
import { formSteps } from '../../core/letters/letter-rules.ts';
import { type RequestEntry, requestEntries, rulesOf } from '../../core/letters/request.ts';
import { planIdOf } from '../../core/plan/plan.ts';
import type { SourcedRule } from '../../core/seasons/services.ts';
import { formatList } from '../../i18n/format.ts';
import { formStepText } from '../../i18n/letter-warnings.ts';
import { serviceWords } from '../../i18n/letter-words.ts';
import { plural, t, tFamily } from '../../i18n/t.ts';
import { report } from '../../platform/report.ts';
import { Button } from '../components/Button.tsx';
import { Icon } from '../components/Icon.tsx';
import { IconButton } from '../components/IconButton.tsx';
import { SourceLine } from '../plan/SourceLine.tsx';
import { LetterSection } from './LetterSection.tsx';
import type { LetterRow } from './letter-rows.ts';
import { checklistWords, formWords } from './letter-words.ts';
import type { LetterFieldsProps } from './PurposeFields.tsx';

export interface RequestSectionProps extends Omit<LetterFieldsProps, 'set'> {
  /** What the window says above already is not said again. */
  readonly warnings: LetterRow['warnings'];
}

/**
 * What to enter in the service to request the letter, while that is still to be done, and the rules that hold there. It
 * follows what is typed into the window, saved or not.
 */
export function RequestSection({ fields, data, today, warnings }: RequestSectionProps) {
  const track = data.tracks.find(({ id }) => id === fields.trackId) ?? null;
  const plan = data.plans.find(({ id }) => id === planIdOf(fields, track)) ?? null;
  const writer = data.mentors.find(({ id }) => id === fields.mentorId) ?? null;
  const contact = data.mentors.find(({ id }) => id === fields.contactMentorId) ?? null;
  const isToCome = fields.requestedOn === null && fields.receivedOn === null;
  const entries = isToCome ? requestEntries(fields, track, writer, contact) : [];
  const steps = formSteps(fields, track, data.profile).filter(
    ({ id }) => !warnings.some(warning => warning.type === 'form-step' && warning.step === id),
  );
  const { atRequest, others } = rulesOf(fields.service, track, plan?.season ?? '');
  const [shown, folded] = isToCome ? [atRequest, others] : [[], [...atRequest, ...others]];
  return (
    <LetterSection
      title={t('letterRequest', { service: serviceWords(fields.service, plan?.serviceName) })}
      hint={entries.length > 0 ? t('letterRequestHint') : t('letterRequestRulesHint')}
    >
      {entries.length > 0 && <Entries entries={entries} personId={contact?.id ?? writer?.id ?? null} />}
      {steps.length > 0 && (
        <ul class="letter-request-steps" aria-label={t('letterRequestForm')}>
          {steps.map(({ id, isDone }) => (
            <li key={id} data-done={isDone || undefined}>
              <Icon name={isDone ? 'check' : 'clock'} />
              <span>
                {isDone && <span class="visually-hidden">{t('letterRequestDone')} </span>}
                {formStepText(id)}
              </span>
            </li>
          ))}
        </ul>
      )}
      {shown.length > 0 && <Rules rules={shown} today={today} />}
      {folded.length > 0 && (
        <details class="letter-request-more">
          <summary>{plural('letterRequestRules', folded.length)}</summary>
          <Rules rules={folded} today={today} />
        </details>
      )}
    </LetterSection>
  );
}

interface EntriesProps {
  readonly entries: readonly RequestEntry[];
  /** Who gets the request; `null` when they are not there. */
  readonly personId: string | null;
}

/** The fields, each with what goes into it; what has to be typed there can be copied. */
function Entries({ entries, personId }: EntriesProps) {
  const [said, setSaid] = useState('');
  const copy = async (text: string, told: string) => {
    try {
      await navigator.clipboard.writeText(text);
      setSaid(told);
    } catch (error) {
      report(error);
      setSaid(t('letterRequestCopyFailed'));
    }
  };
  const lines = entries.map(entry => {
    const [field, value] = [tFamily('requestField', entry.field), valueWords(entry)];
    return t('letterRequestLine', { field, value: value ?? t('letterRequestMissing') });
  });
  return (
    <>
      <dl class="letter-request">
        {entries.map(entry => {
          const value = valueWords(entry);
          const typed = 'text' in entry ? entry.text : null;
          return (
            <div key={entry.field}>
              <dt>{tFamily('requestField', entry.field)}</dt>
              <dd>
                {value === null ? (
                  <Missing field={entry.field} personId={personId} />
                ) : (
                  <span class="plaintext">{value}</span>
                )}
                {typed !== null && (
                  <IconButton
                    icon="page"
                    size="s"
                    label={t('letterRequestCopy', { what: typed })}
                    onClick={() => void copy(typed, t('letterRequestCopied', { what: typed }))}
                  />
                )}
              </dd>
            </div>
          );
        })}
      </dl>
      <div class="cluster">
        <Button size="s" icon="page" onClick={() => void copy(lines.join('\n'), t('letterRequestCopiedAll'))}>
          {t('letterRequestCopyAll')}
        </Button>
        <span class="muted small" role="status">
          {said}
        </span>
      </div>
    </>
  );
}

function Missing({ field, personId }: { readonly field: RequestEntry['field']; readonly personId: string | null }) {
  return (
    <>
      <span class="muted">{t('letterRequestMissing')}</span>
      {field === 'writer-email' && personId !== null && (
        <a href={`#/mentors/${personId}`}>{t('letterRequestNoAddress')}</a>
      )}
    </>
  );
}

/** What goes into a field; `null` while it is not known. */
function valueWords(entry: RequestEntry): string | null {
  switch (entry.field) {
    case 'writer-name':
    case 'writer-email':
      return entry.text;
    case 'specialty-or-general':
      return entry.isForAll ? t('letterPurposeGeneral') : entry.text;
    case 'discipline-or-none':
      return entry.isForAll ? t('letterRequestNoDiscipline') : entry.text;
    case 'form':
      return formWords(entry.form);
    case 'chair-letter':
      return entry.isChairLetter ? t('letterRequestYes') : t('letterRequestNo');
    case 'waiver':
      if (entry.isWaived === null) return null;
      return entry.isWaived ? t('letterWaiverYes') : t('letterWaiverNo');
    case 'attachments':
      if (entry.items.length === 0) return t('letterRequestNoFile');
      return formatList(entry.items.map(id => checklistWords(id) ?? id));
  }
}

function Rules({ rules, today }: { readonly rules: readonly SourcedRule[]; readonly today: LocalDate }) {
  return (
    <ul class="letter-rules">
      {rules.map(({ rule, sources: [source] }) => (
        <li key={rule}>
          {tFamily('serviceRule', rule)} {source !== undefined && <SourceLine source={source} today={today} />}
        </li>
      ))}
    </ul>
  );
}
