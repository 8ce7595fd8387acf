import type { TemplateError } from '../core/drafts/template.ts';
import { t } from './t.ts';

/** What is wrong in a template, in one sentence that says what would do. */
export function templateErrorText({ kind, name }: Pick<TemplateError, 'kind' | 'name'>): string {
  switch (kind) {
    case 'unclosed-braces':
      return t('templateUnclosedBraces', { name });
    case 'empty-braces':
      return t('templateEmptyBraces');
    case 'unknown-command':
      return t('templateUnknownCommand', { name });
    case 'unknown-field':
      return t('templateUnknownField', { name });
    case 'field-as-list':
      return t('templateFieldAsList', { name });
    case 'item-outside':
      return t('templateItemOutside');
    case 'unclosed-block':
      return t('templateUnclosedBlock', { name });
    case 'unexpected-end':
      return t('templateUnexpectedEnd', { name });
    case 'unexpected-else':
      return t('templateUnexpectedElse');
    case 'too-deep':
      return t('templateTooDeep');
  }
}

/** Where it stands: "Line 3, character 12". */
export function templateErrorPlace({ line, column }: Pick<TemplateError, 'line' | 'column'>): string {
  return t('templateErrorPlace', { column, line });
}
