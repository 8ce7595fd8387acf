import {
  ASKED_ABOUT,
  FIELD_TYPES,
  type FilledPart,
  isMergeField,
  MERGE_FIELDS,
  type MergeField,
  type MergeValues,
} from '../../core/drafts/fields.ts';
import { fillTemplate } from '../../core/drafts/fill.ts';
import type { FieldNames } from '../../core/drafts/passages.ts';
import { ITEM, parseTemplate, type TemplateError } from '../../core/drafts/template.ts';
import { t, tFamily } from '../../i18n/t.ts';

/** A template's words with the facts in them, and what is wrong with it. */
export interface Filled {
  readonly parts: readonly FilledPart[];
  readonly errors: readonly TemplateError[];
}

export function fill(source: string, values: MergeValues): Filled {
  const template = parseTemplate(source, FIELD_TYPES);
  return { parts: fillTemplate(template, values), errors: template.errors };
}

/** What a field is called. */
export function fieldName(field: MergeField): string {
  return tFamily('mergeField', field);
}

/** What all fields are called, and the entry of a list. */
export function fieldNames(): FieldNames {
  return new Map<string, string>([
    ...MERGE_FIELDS.map(field => [field, fieldName(field)] as const),
    [ITEM, t('templateItem')],
  ]);
}

/** When a passage is there: "Only if the letter has arrived". */
export function conditionName(name: string): string {
  const asked = ASKED_ABOUT.find(field => field === name);
  if (asked !== undefined) return t('templateOnlyIf', { condition: tFamily('condition', asked) });
  return t('templateOnlyIfKnown', { field: isMergeField(name) ? fieldName(name) : name });
}

/** How what is not known stands in a text: `[the rotation]`, plain to see, and found again by `openIn`. */
export function markOf(field: MergeField): string {
  return `[${fieldName(field)}]`;
}

/** A filled template as text to be worked on. */
export function textOf(parts: readonly FilledPart[]): string {
  return parts.map(part => (part.type === 'text' ? part.text : markOf(part.field))).join('');
}

/** A place in a text that still waits for the student's words. */
export interface OpenPlace {
  readonly name: string;
  readonly start: number;
  readonly end: number;
}

/** All of them, from the first on. */
export function openIn(text: string): readonly OpenPlace[] {
  const names = new Map(MERGE_FIELDS.map(field => [markOf(field), fieldName(field)]));
  return [...text.matchAll(/\[[^[\]\n]*\]/g)].flatMap(({ 0: mark, index }) => {
    const name = names.get(mark);
    return name === undefined ? [] : [{ name, start: index, end: index + mark.length }];
  });
}
