import { formatFullDay } from '../../../i18n/format.ts';
import { t } from '../../../i18n/t.ts';
import { DateTimeField } from '../../components/DateTimeField.tsx';
import { TextInput } from '../../components/TextInput.tsx';
import { fullText, type When } from './use-when.ts';

export interface WhenFieldProps {
  readonly label: string;
  readonly hint?: string | undefined;
  readonly when: When;
  /** Whether a time may be given too. */
  readonly hasTime: boolean;
  /** Whether what is missing is said already: from the first try to save on. */
  readonly isTried: boolean;
}

/** One field for a day, in words or from the calendar, and under it what was understood. */
export function WhenField({ label, hint, when, hasTime, isTried }: WhenFieldProps) {
  const { mode, answer } = when;
  const problem =
    answer.state === 'past'
      ? t('whenPast', { day: fullText(answer.date, hasTime) })
      : answer.state === 'replaced'
        ? t('whenReplaced', { day: formatFullDay(answer.nextOn) })
        : answer.state === 'unreadable' && (isTried || mode === 'words')
          ? t('whenUnreadable')
          : answer.state === 'empty' && isTried
            ? t('whenEmpty')
            : null;
  const understood = answer.state === 'understood' ? fullText(answer.date, hasTime) : null;
  return (
    <div class="when-field">
      {mode === 'words' ? (
        <TextInput
          key="words"
          label={label}
          placeholder={t('whenExample')}
          value={when.words}
          onInput={when.setWords}
          error={problem}
          hint={understood === null && problem === null ? hint : undefined}
        />
      ) : (
        <DateTimeField
          key="date"
          label={label}
          date={when.date}
          onDate={when.setDate}
          time={when.time}
          onTime={hasTime ? when.setTime : undefined}
          timeLabel={t('whenTime')}
          error={problem}
          hint={understood === null && problem === null ? hint : undefined}
        />
      )}
      <p class="when-understood" role="status">
        {understood}
      </p>
      <button
        type="button"
        class="text-button small muted"
        onClick={() => when.setMode(mode === 'words' ? 'date' : 'words')}
      >
        {mode === 'words' ? t('whenPickDate') : t('whenSayIt')}
      </button>
    </div>
  );
}
