import type { ComponentChildren } from 'preact';
import { tFamily } from '../../i18n/t.ts';
import { Icon } from '../components/Icon.tsx';
import { Switch } from '../components/Switch.tsx';
import type { SettableRule } from './rule-groups.ts';

export interface RuleRowProps {
  readonly rule: SettableRule;
  readonly isOn: boolean;
  /** How many it would have made: "2 last month"; `null` while that is not known. */
  readonly count: string | null;
  /** What can be changed about it, folded away; without it there is nothing. */
  readonly numbers?: { readonly title: string; readonly children: ComponentChildren } | undefined;
  onSwitch(isOn: boolean): void;
}

/** One rule: what it is, whether it is on, how often it speaks, and its numbers. */
export function RuleRow({ rule, isOn, count, numbers, onSwitch }: RuleRowProps) {
  return (
    <li class="rule">
      <Switch label={tFamily('rule', rule)} hint={tFamily('ruleHint', rule)} checked={isOn} onChange={onSwitch} />
      {(count !== null || numbers !== undefined) && (
        <div class="rule-foot">
          {numbers !== undefined && (
            <details class="rule-numbers">
              <summary>
                <Icon name="chevron" />
                {numbers.title}
              </summary>
              {numbers.children}
            </details>
          )}
          {count !== null && <span class="rule-count">{count}</span>}
        </div>
      )}
    </li>
  );
}
