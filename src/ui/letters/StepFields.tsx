import type { LocalDate } from '../../core/dates.ts';
import { LETTER_FACTS, type Letter, type LetterFact } from '../../core/letter.ts';
import { isAssignedByHand, lockedFields } from '../../core/letters/letter-rules.ts';
import { planIdOf } from '../../core/plan/plan.ts';
import { stepsOf } from '../../core/seasons/services.ts';
import { letterStepWords, serviceWords } from '../../i18n/letter-words.ts';
import { t } from '../../i18n/t.ts';
import { Button } from '../components/Button.tsx';
import { Checkbox } from '../components/Checkbox.tsx';
import { DateTimeField } from '../components/DateTimeField.tsx';
import { IconButton } from '../components/IconButton.tsx';
import { Select } from '../components/Select.tsx';
import { LetterSection } from './LetterSection.tsx';
import type { LetterForm } from './letter-form.ts';
import { answerWords, howAskedWords } from './letter-words.ts';
import { dayOrNull, type LetterFieldsProps } from './PurposeFields.tsx';

const ANSWERS = ['', 'yes', 'unclear', 'no'] as const;
const HOW_ASKED = ['', 'in-person', 'call', 'email', 'other'] as const;

/** Every step with its day, in any order: set, changed and taken away. */
export function StepFields({ fields, data, today, set }: LetterFieldsProps) {
  const track = data.tracks.find(({ id }) => id === fields.trackId) ?? null;
  const plan = data.plans.find(({ id }) => id === planIdOf(fields, track)) ?? null;
  const steps = stepsOf(fields.service, plan);
  // That it came back can happen to any request; what another service left behind can be taken away.
  const shown = LETTER_FACTS.filter(
    fact =>
      steps.includes(fact) ||
      fields[fact] !== null ||
      (fact === 'undeliverableOn' && steps.includes('requestedOn') && fields.requestedOn !== null),
  );
  return (
    <LetterSection title={t('letterSteps')} hint={t('letterStepsHint')}>
      <ul class="letter-steps">
        {shown.map(fact => (
          <li key={fact} data-done={fields[fact] !== null || undefined}>
            <Step fact={fact} fields={fields} today={today} set={set} />
          </li>
        ))}
        <li data-done={fields.datedOn !== null || undefined}>
          <DateTimeField
            label={t('letterDated')}
            date={fields.datedOn ?? ''}
            onDate={text => set({ datedOn: dayOrNull(text) })}
          />
        </li>
      </ul>
      {(fields.isAssigned || (fields.receivedOn !== null && isAssignedByHand(fields.service))) && (
        <Checkbox
          label={t('letterAssigned', { service: serviceWords(fields.service) })}
          hint={t('letterAssignedHint')}
          checked={fields.isAssigned}
          onChange={isAssigned => set({ isAssigned })}
        />
      )}
    </LetterSection>
  );
}

interface StepProps {
  readonly fact: LetterFact;
  readonly fields: LetterForm;
  readonly today: LocalDate;
  set(change: Partial<LetterForm>): void;
}

function Step({ fact, fields, today, set }: StepProps) {
  const name = letterStepWords(fact);
  const on = fields[fact];
  const setDay = (day: LocalDate | null) => set(dayChange(fact, day, fields));
  return (
    <>
      <DateTimeField
        label={name}
        hint={fact === 'requestedOn' && on === null && locksOnRequest(fields) ? t('letterWillLock') : undefined}
        date={on ?? ''}
        onDate={text => setDay(dayOrNull(text))}
      />
      {on === null ? (
        <Button size="s" variant="quiet" label={t('letterStepToday', { step: name })} onClick={() => setDay(today)}>
          {t('letterTodayButton')}
        </Button>
      ) : (
        <IconButton icon="x" size="s" label={t('letterStepClear', { step: name })} onClick={() => setDay(null)} />
      )}
      {fact === 'askedOn' && (
        <Select
          label={t('letterHowAsked')}
          labelHidden
          value={fields.howAsked ?? ''}
          options={HOW_ASKED.map(value => ({
            value,
            label: value === '' ? t('letterHowAskedNone') : howAskedWords(value),
          }))}
          onChange={value => set({ howAsked: value === '' ? null : value })}
        />
      )}
      {fact === 'answeredOn' && (
        <Select
          label={t('letterAnswerWas')}
          labelHidden
          value={fields.answer ?? ''}
          options={ANSWERS.map(value => ({ value, label: answerWords(value === '' ? null : value) }))}
          onChange={value => set(answerChange(value === '' ? null : value, fields, today))}
        />
      )}
    </>
  );
}

function locksOnRequest({ service }: Pick<Letter, 'service'>): boolean {
  // Any day does: whether it locks is a matter of the service.
  return lockedFields({ service, requestedOn: '2000-01-01' as LocalDate }).length > 0;
}

/** A day of an answer means a yes until something else is chosen, and without it there is no answer. */
function dayChange(fact: LetterFact, day: LocalDate | null, { answer }: LetterForm): Partial<LetterForm> {
  const also = fact === 'answeredOn' ? { answer: day === null ? null : (answer ?? 'yes') } : {};
  return { [fact]: day, ...also };
}

function answerChange(answer: Letter['answer'], fields: LetterForm, today: LocalDate): Partial<LetterForm> {
  return { answer, answeredOn: answer === null ? null : (fields.answeredOn ?? today) };
}
