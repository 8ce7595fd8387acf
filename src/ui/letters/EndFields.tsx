import { LETTER_ENDS } from '../../core/letter.ts';
import { isFinal } from '../../core/letters/letter-rules.ts';
import { t } from '../../i18n/t.ts';
import { DateTimeField } from '../components/DateTimeField.tsx';
import { Select } from '../components/Select.tsx';
import { TextInput } from '../components/TextInput.tsx';
import { LetterSection } from './LetterSection.tsx';
import { endWords } from './letter-words.ts';
import { replacementOptions } from './MoveDialog.tsx';
import { dayOrNull, type PurposeFieldsProps } from './PurposeFields.tsx';

export interface EndFieldsProps extends PurposeFieldsProps {
  readonly letterId: string;
}

/** How it ended, and from which season it comes. */
export function EndFields({ letterId, fields, today, others, set }: EndFieldsProps) {
  const { ended } = fields;
  return (
    <LetterSection title={t('letterEnd')}>
      <div class="form-row">
        <Select
          label={t('letterHowEnded')}
          value={ended ?? ''}
          options={[
            { value: '', label: t('letterEndNot') },
            ...LETTER_ENDS.map(value => ({ value, label: endWords(value) })),
          ]}
          onChange={value =>
            set(
              value === ''
                ? { ended: null, endedOn: null, replacedByLetterId: null }
                : { ended: value, endedOn: fields.endedOn ?? today },
            )
          }
        />
        {ended !== null && (
          <DateTimeField
            label={t('letterEndedOn')}
            date={fields.endedOn ?? ''}
            onDate={text => set({ endedOn: dayOrNull(text) })}
          />
        )}
      </div>
      {ended === 'replaced' && (
        <>
          <Select
            label={t('letterReplacedBy')}
            hint={t('letterReplacedHint')}
            value={fields.replacedByLetterId ?? ''}
            options={[{ value: '', label: t('letterReplacedByNone') }, ...replacementOptions(others)]}
            onChange={id => set({ replacedByLetterId: id === '' ? null : id })}
          />
          <p>
            <a href={`#/letters/new?replaces=${letterId}`}>{t('letterReplaceNew')}</a>
          </p>
        </>
      )}
      {ended !== null && isFinal(fields) && <p class="muted small">{t('trapFinal')}</p>}
      <TextInput
        label={t('letterCarriedOver')}
        hint={t('letterCarriedOverHint')}
        value={fields.carriedOverFrom}
        onInput={carriedOverFrom => set({ carriedOverFrom })}
        maxLength={20}
      />
    </LetterSection>
  );
}
