import type messages from '../../public/_locales/en/messages.json';
import { browser } from '../platform/browser.ts';

type Messages = typeof messages;
export type MessageKey = keyof Messages;

type ParamsOf<Key extends MessageKey> = Messages[Key] extends { placeholders: infer Placeholders }
  ? { readonly [Name in keyof Placeholders]: string | number }
  : Record<never, never>;

type Args<Params> = keyof Params extends never ? [] : [params: Params];

/**
 * A visible sentence in the browser's language. Placeholders are numbered in the alphabetical order of their names,
 * which `tests/i18n` checks, so they can be given by name.
 */
export function t<Key extends MessageKey>(key: Key, ...[params]: Args<ParamsOf<Key>>): string {
  const values = params === undefined ? [] : valuesByName(params);
  return browser.i18n.getMessage(key, values);
}

/** The keys that come as `key_one` and `key_other`. */
type PluralKey = {
  [Key in MessageKey]: Key extends `${infer Stem}_other` ? (`${Stem}_one` extends MessageKey ? Stem : never) : never;
}[MessageKey];

/** A sentence that depends on a number: `key_one` or `key_other`, by the rules of the browser's language. */
export function plural<Key extends PluralKey>(
  key: Key,
  count: number,
  params: Readonly<Record<string, string | number>> = {},
): string {
  const form = rulesOf(language()).select(count) === 'one' ? 'one' : 'other';
  return browser.i18n.getMessage(`${key}_${form}`, valuesByName({ count, ...params }));
}

// Making one costs as much as asking it a hundred times.
const rules = new Map<string, Intl.PluralRules>();

function rulesOf(locale: string): Intl.PluralRules {
  const known = rules.get(locale) ?? new Intl.PluralRules(locale);
  rules.set(locale, known);
  return known;
}

type Family =
  | 'problem'
  | 'role'
  | 'kind'
  | 'state'
  | 'refusal'
  | 'field'
  | 'rule'
  | 'ruleHint'
  | 'ruleNumber'
  | 'pause'
  | 'competency'
  | 'identifier'
  | 'safer'
  | 'packetStep'
  | 'competencyHint'
  | 'evaluationForm'
  | 'trait'
  | 'rotationKind'
  | 'milestoneKind'
  | 'trashed'
  | 'serviceRule'
  | 'purpose'
  | 'purposeHint'
  | 'way'
  | 'mergeField'
  | 'condition'
  | 'requestField'
  | 'specialtyNote'
  | 'seasonNote'
  | 'programColumn'
  | 'programRefusal';

/** A sentence whose key is made from a value, as `role_attending`; `tests/i18n` knows the families. */
export function tFamily(family: Family, value: string, params?: Readonly<Record<string, string>>): string {
  return browser.i18n.getMessage(`${family}_${value.replace(/[./-]/g, '_')}`, valuesByName(params ?? {}));
}

/** The language the sentences are in, for `Intl`; with the browser's region where that is of the same language. */
export function language(): string {
  const own = t('language');
  const wanted = browser.i18n.getUILanguage();
  return wanted.startsWith(`${own}-`) ? wanted : own;
}

function valuesByName(params: object): string[] {
  return Object.entries(params)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([, value]) => String(value));
}
