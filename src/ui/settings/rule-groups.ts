import { RULES, type Rule } from '../../core/reminders/reminder.ts';
import { RULE_NUMBERS, type RuleNumber, type Settings } from '../../core/settings.ts';

/** A rule that comes with Vouch; the student's own reminders are no matter of settings. */
export type SettableRule = Exclude<Rule, 'own'>;

export const RULE_GROUPS = [
  { id: 'contact', rules: ['check-in', 'did-it-happen', 'thank-you', 'follow-up'] },
  { id: 'rotations', rules: ['feedback'] },
  { id: 'letters', rules: ['ask', 'reply', 'packet', 'refresh', 'portal', 'nudge', 'backup', 'letter-thanks'] },
  { id: 'results', rules: ['assign', 'program-deadline', 'outcome'] },
] as const satisfies readonly { readonly id: string; readonly rules: readonly SettableRule[] }[];
export type RuleGroup = (typeof RULE_GROUPS)[number];

/** The numbers of each rule, in the order in which its days come. Rhythms are a matter of their own. */
export const NUMBERS_OF: Readonly<Partial<Record<SettableRule, readonly RuleNumber[]>>> = {
  'thank-you': ['thankYouAfterDays', 'thankYouApartDays'],
  ask: ['askRotationLastDays', 'likelyWatchedDays', 'askBeforeDays', 'askLateBeforeDays', 'askAfterRotationDays'],
  reply: ['replyAfterDays'],
  packet: ['packetAfterDays'],
  nudge: ['nudgeBeforeDays', 'nudgeApartDays', 'mostNudges'],
  backup: ['backupBeforeDays', 'replaceBeforeDays'],
  'letter-thanks': ['letterThanksAfterDays'],
  'program-deadline': ['deadlineFirstDays', 'deadlineSecondDays', 'deadlineLastDays'],
};

/** Numbers that count days before a day: the first of each pair is the later one, and so the smaller number. */
const SMALLER_THAN: readonly (readonly [RuleNumber, RuleNumber])[] = [
  ['askLateBeforeDays', 'askBeforeDays'],
  ['replaceBeforeDays', 'backupBeforeDays'],
  ['deadlineSecondDays', 'deadlineFirstDays'],
  ['deadlineLastDays', 'deadlineSecondDays'],
];

export interface Limits {
  readonly least: number;
  readonly most: number;
}

/** What a number may be, the others being as they are. */
export function limitsOf(name: RuleNumber, numbers: Settings['numbers']): Limits {
  const [, least, most] = RULE_NUMBERS[name];
  const below = SMALLER_THAN.filter(([small]) => small === name).map(([, large]) => numbers[large] - 1);
  const above = SMALLER_THAN.filter(([, large]) => large === name).map(([small]) => numbers[small] + 1);
  return { least: Math.max(least, ...above), most: Math.min(most, ...below) };
}

/** The whole number that was typed; `null` when it is none, or out of bounds. */
export function readNumber(text: string, { least, most }: Limits): number | null {
  if (!/^\s*\d{1,6}\s*$/.test(text)) return null;
  const number = Number(text);
  return number >= least && number <= most ? number : null;
}

export function usualNumber(name: RuleNumber): number {
  return RULE_NUMBERS[name][0];
}

/** The rules that are off, in the order in which they are kept. */
export function withRule(rulesOff: Settings['rulesOff'], rule: SettableRule, isOn: boolean): Settings['rulesOff'] {
  const off = new Set<Rule>(rulesOff);
  if (isOn) off.delete(rule);
  else off.add(rule);
  return RULES.filter(one => off.has(one));
}
