import { useEffect, useState } from 'preact/hooks';
import type { ReminderPreview } from '../../core/reminders/preview.ts';
import type { Settings } from '../../core/settings.ts';
import { plural, t, tFamily } from '../../i18n/t.ts';
import { Card } from '../components/Card.tsx';
import { Icon } from '../components/Icon.tsx';
import { Rhythms } from './Rhythms.tsx';
import { RuleNumbers } from './RuleNumbers.tsx';
import { RuleRow } from './RuleRow.tsx';
import { NUMBERS_OF, RULE_GROUPS, type RuleGroup, type SettableRule, withRule } from './rule-groups.ts';
import { usePreview } from './use-preview.ts';

export interface RulesCardProps {
  readonly settings: Settings;
  onSave(fields: Partial<Settings>): void;
}

/** Every rule, in groups, and how many reminders there would have been with what is chosen, also while it is typed. */
export function RulesCard({ settings, onSave }: RulesCardProps) {
  const [draft, setDraft] = useState<Partial<Settings>>({});
  // biome-ignore lint/correctness/useExhaustiveDependencies: what is saved is no draft any more
  useEffect(() => setDraft({}), [settings]);
  const wanted = { ...settings, ...draft };
  const preview = usePreview(wanted);
  const numbersOf = (rule: SettableRule) => {
    const names = NUMBERS_OF[rule];
    const disabled = settings.rulesOff.includes(rule);
    if (rule === 'check-in') {
      return {
        title: t('settingsRhythms'),
        children: <Rhythms settings={settings} disabled={disabled} onDraft={setDraft} onSave={onSave} />,
      };
    }
    return names === undefined
      ? undefined
      : {
          title: plural('settingsNumbers', names.length),
          children: (
            <RuleNumbers
              names={names}
              rule={tFamily('rule', rule)}
              numbers={settings.numbers}
              disabled={disabled}
              onDraft={numbers => setDraft({ numbers })}
              onSave={numbers => onSave({ numbers })}
            />
          ),
        };
  };
  return (
    <Card title={t('settingsRules')}>
      {RULE_GROUPS.map(({ id, rules }) => (
        <section key={id} class="rule-group" aria-labelledby={`rules-${id}`}>
          <h3 id={`rules-${id}`}>{groupName(id)}</h3>
          <ul>
            {rules.map(rule => {
              const isOn = !settings.rulesOff.includes(rule);
              return (
                <RuleRow
                  key={rule}
                  rule={rule}
                  isOn={isOn}
                  count={isOn ? countOf(preview, rule) : null}
                  numbers={numbersOf(rule)}
                  onSwitch={on => onSave({ rulesOff: withRule(settings.rulesOff, rule, on) })}
                />
              );
            })}
          </ul>
        </section>
      ))}
      {/* There before it says anything, so that changes are read out. */}
      <p class="rules-preview" role="status">
        {preview !== null && (
          <>
            <Icon name="bell" />
            <span>{preview.count === 0 ? t('settingsPreviewNone') : plural('settingsPreview', preview.count)}</span>
          </>
        )}
      </p>
    </Card>
  );
}

function countOf(preview: ReminderPreview | null, rule: SettableRule): string | null {
  const count = preview?.byRule[rule] ?? 0;
  return count === 0 ? null : plural('settingsRuleCount', count);
}

function groupName(id: RuleGroup['id']): string {
  switch (id) {
    case 'contact':
      return t('settingsGroupContact');
    case 'rotations':
      return t('settingsGroupRotations');
    case 'letters':
      return t('settingsGroupLetters');
    case 'results':
      return t('settingsGroupResults');
  }
}
