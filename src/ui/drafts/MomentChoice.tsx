import { useState } from 'preact/hooks';
import { type Moment, momentTitle } from '../../core/moment.ts';
import { t } from '../../i18n/t.ts';
import { Icon } from '../components/Icon.tsx';
import { Select } from '../components/Select.tsx';
import { TextInput } from '../components/TextInput.tsx';

export interface MomentChoiceProps {
  /** What this person saw, the newest first. */
  readonly moments: readonly Moment[];
  readonly value: string;
  readonly disabled: boolean;
  readonly isThanks: boolean;
  onInput(value: string): void;
}

/** A longer list is no help to remember by. */
const MOST_MOMENTS = 30;

/**
 * What the message says of something done together, in the student's words. A moment from the log can be looked at while
 * writing; its own words are never put in, since they may be a patient's story.
 */
export function MomentChoice({ moments, value, disabled, isThanks, onInput }: MomentChoiceProps) {
  const [chosen, setChosen] = useState('');
  const shown = moments.filter(moment => momentTitle(moment) !== '').slice(0, MOST_MOMENTS);
  const moment = shown.find(({ id }) => id === chosen);
  const fields = (
    <div class="stack-tight">
      {shown.length > 0 && (
        <Select
          label={t('messageMoment')}
          value={chosen}
          disabled={disabled}
          options={[
            { value: '', label: t('messageMomentNone') },
            ...shown.map(one => ({ value: one.id, label: momentTitle(one) })),
          ]}
          onChange={setChosen}
        />
      )}
      {moment !== undefined && (
        <blockquote class="moment-recall">
          <p>{moment.situation}</p>
          {moment.whatIDid !== '' && <p>{moment.whatIDid}</p>}
          {moment.theirWords !== '' && <p>{t('messageMomentTheirWords', { words: moment.theirWords })}</p>}
        </blockquote>
      )}
      <TextInput
        label={isThanks ? t('messageMomentThanks') : t('messageMomentOwn')}
        hint={disabled ? t('messageMomentTyped') : t('messageMomentHint')}
        value={value}
        disabled={disabled}
        maxLength={300}
        onInput={onInput}
      />
    </div>
  );
  if (isThanks) return fields;
  return (
    <details class="more moment-more" open={value !== ''}>
      <summary>
        <Icon name="chevron" />
        {t('messageMomentMore')}
      </summary>
      {fields}
    </details>
  );
}
