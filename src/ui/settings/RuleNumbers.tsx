import type { RuleNumber, Settings } from '../../core/settings.ts';
import { t, tFamily } from '../../i18n/t.ts';
import { Button } from '../components/Button.tsx';
import { NumberField } from './NumberField.tsx';
import { limitsOf, usualNumber } from './rule-groups.ts';

export interface RuleNumbersProps {
  readonly names: readonly RuleNumber[];
  /** What the rule is called, for the button that repeats. */
  readonly rule: string;
  readonly numbers: Settings['numbers'];
  readonly disabled: boolean;
  onDraft(numbers: Settings['numbers']): void;
  onSave(numbers: Settings['numbers']): void;
}

/** The numbers of one rule, and the way back to the usual ones. */
export function RuleNumbers({ names, rule, numbers, disabled, onDraft, onSave }: RuleNumbersProps) {
  const isUsual = names.every(name => numbers[name] === usualNumber(name));
  const usual = Object.fromEntries(names.map(name => [name, usualNumber(name)]));
  return (
    <div class="numbers">
      {names.map(name => {
        // A field that may not be empty gives a number.
        const changed = (value: number | null) => ({ ...numbers, [name]: value ?? numbers[name] });
        return (
          <NumberField
            key={name}
            label={tFamily('ruleNumber', name)}
            value={numbers[name]}
            limits={limitsOf(name, numbers)}
            hint={numbers[name] === usualNumber(name) ? undefined : t('settingsUsually', { number: usualNumber(name) })}
            disabled={disabled}
            onDraft={value => onDraft(changed(value))}
            onSave={value => onSave(changed(value))}
          />
        );
      })}
      {!isUsual && (
        <div class="cluster">
          <Button
            size="s"
            variant="quiet"
            icon="undo"
            label={t('settingsResetFor', { rule })}
            disabled={disabled}
            onClick={() => onSave({ ...numbers, ...usual })}
          >
            {t('settingsReset')}
          </Button>
        </div>
      )}
    </div>
  );
}
