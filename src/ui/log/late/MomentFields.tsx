import type { ComponentChildren } from 'preact';
import { useEffect, useRef, useState } from 'preact/hooks';
import type { MomentForm } from '../../../core/log-form.ts';
import { COMPETENCIES } from '../../../core/moment.ts';
import { t, tFamily } from '../../../i18n/t.ts';
import { Checkbox } from '../../components/Checkbox.tsx';
import { Icon } from '../../components/Icon.tsx';
import { TextArea } from '../../components/TextArea.tsx';
import { PrivacyNote } from '../../privacy/PrivacyNote.tsx';
import './moment.css';

export interface MomentFieldsProps {
  readonly fields: MomentForm;
  /** Names and addresses that are no patient's; see `PrivacyNote`. */
  readonly known: readonly string[];
  /** Where there is little room: competencies as buttons after the two fields, and no words under each. */
  readonly compact?: boolean | undefined;
  readonly takesFocus?: boolean | undefined;
  /** Why it cannot be kept as it is, said under the first field. */
  readonly error?: string | null | undefined;
  /** What else is folded away with the rest. */
  readonly more?: ComponentChildren;
  onChange(change: Partial<MomentForm>): void;
  /** Saves on Enter, as the note of the log form does; without it Enter makes a new line. */
  onEnter?: (() => void) | undefined;
}

/** A moment in two fields, with more for whoever has the time. */
export function MomentFields({
  fields,
  known,
  compact,
  takesFocus,
  error,
  more,
  onChange,
  onEnter,
}: MomentFieldsProps) {
  const first = useRef<HTMLTextAreaElement>(null);
  /** As the student left it; `null` until they touched it. */
  const [opened, setOpened] = useState<boolean | null>(null);
  const hasMore = fields.theirWords !== '' || fields.isStrong || (compact !== true && fields.competencies.length > 0);
  const isOpen = opened ?? hasMore;
  // biome-ignore lint/correctness/useExhaustiveDependencies: only as it appears
  useEffect(() => {
    if (takesFocus) first.current?.focus();
  }, []);
  const onKeyDown =
    onEnter === undefined
      ? undefined
      : (event: KeyboardEvent) => {
          if (event.key !== 'Enter' || event.shiftKey || event.isComposing) return;
          event.preventDefault();
          onEnter();
        };
  return (
    <div class="form">
      <div class="noted">
        <TextArea
          label={t('momentSituation')}
          placeholder={t('momentSituationExample')}
          hint={t('momentPrivacyHint')}
          error={error}
          value={fields.situation}
          areaRef={first}
          onInput={situation => onChange({ situation })}
          onKeyDown={onKeyDown}
        />
        <PrivacyNote text={fields.situation} known={known} onReplace={situation => onChange({ situation })} />
      </div>
      <div class="noted">
        <TextArea
          label={t('momentWhatIDid')}
          placeholder={t('momentWhatIDidExample')}
          value={fields.whatIDid}
          onInput={whatIDid => onChange({ whatIDid })}
          onKeyDown={onKeyDown}
        />
        <PrivacyNote text={fields.whatIDid} known={known} onReplace={whatIDid => onChange({ whatIDid })} />
      </div>
      {compact === true && <CompetencyButtons fields={fields} onChange={onChange} />}
      <details
        class="moment-more"
        open={isOpen}
        onToggle={({ currentTarget }) => {
          if (currentTarget.open !== isOpen) setOpened(currentTarget.open);
        }}
      >
        <summary>
          <Icon name="chevron" />
          {compact === true ? t('momentMoreHere') : t('momentMore')}
        </summary>
        <div class="form">
          <div class="noted">
            <TextArea
              label={t('momentTheirWords')}
              placeholder={t('momentTheirWordsExample')}
              value={fields.theirWords}
              onInput={theirWords => onChange({ theirWords })}
              onKeyDown={onKeyDown}
            />
            <PrivacyNote text={fields.theirWords} known={known} onReplace={theirWords => onChange({ theirWords })} />
          </div>
          {compact !== true && <CompetencyList fields={fields} onChange={onChange} />}
          <Checkbox
            label={t('momentStrong')}
            hint={t('momentStrongHint')}
            checked={fields.isStrong}
            onChange={isStrong => onChange({ isStrong })}
          />
          {more}
        </div>
      </details>
    </div>
  );
}

type CompetenciesProps = Pick<MomentFieldsProps, 'fields' | 'onChange'>;

function toggled({ competencies }: MomentForm, competency: string): string[] {
  return competencies.includes(competency)
    ? competencies.filter(known => known !== competency)
    : [...competencies, competency];
}

function CompetencyButtons({ fields, onChange }: CompetenciesProps) {
  return (
    <fieldset class="field">
      <legend class="field-label">{t('momentCompetencies')}</legend>
      <div class="cluster">
        {COMPETENCIES.map(competency => {
          const isOn = fields.competencies.includes(competency);
          return (
            <button
              key={competency}
              type="button"
              class="toggle-chip"
              aria-pressed={isOn}
              title={tFamily('competencyHint', competency)}
              onClick={() => onChange({ competencies: toggled(fields, competency) })}
            >
              {isOn && <Icon name="check" />}
              {tFamily('competency', competency)}
            </button>
          );
        })}
      </div>
    </fieldset>
  );
}

function CompetencyList({ fields, onChange }: CompetenciesProps) {
  return (
    <fieldset class="field">
      <legend class="field-label">{t('momentCompetencies')}</legend>
      <p class="field-hint">{t('momentCompetenciesHint')}</p>
      <div class="competencies">
        {COMPETENCIES.map(competency => (
          <Checkbox
            key={competency}
            label={tFamily('competency', competency)}
            hint={tFamily('competencyHint', competency)}
            checked={fields.competencies.includes(competency)}
            onChange={() => onChange({ competencies: toggled(fields, competency) })}
          />
        ))}
      </div>
    </fieldset>
  );
}
