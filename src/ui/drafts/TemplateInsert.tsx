import { ASKED_ABOUT, CONDITIONS, LIST_FIELDS, MERGE_FIELDS, type MergeField } from '../../core/drafts/fields.ts';
import { t } from '../../i18n/t.ts';
import { Button } from '../components/Button.tsx';
import { Icon } from '../components/Icon.tsx';
import { conditionName, fieldName } from './message-text.ts';

export interface TemplateInsertProps {
  /** Whether the template is changed as source: then its language is explained. */
  readonly isSource: boolean;
  onField(field: MergeField): void;
  onCondition(field: MergeField): void;
}

/** The groups in which facts are offered. */
const groups = (): readonly { readonly title: string; has(field: MergeField): boolean }[] => [
  { title: t('templateGroupThem'), has: field => field.startsWith('mentor.') },
  {
    title: t('templateGroupYou'),
    has: field => /^(?:student|track)\./.test(field) || field === 'application' || field === 'news',
  },
  {
    title: t('templateGroupTogether'),
    has: field => field.startsWith('rotation.') || ['moment', 'thanks'].includes(field),
  },
  { title: t('templateGroupLetter'), has: field => isOfLetter(field) && !RARE.has(field) },
  { title: t('templateGroupYours'), has: field => field.startsWith('your.') },
];

function isOfLetter(field: MergeField): boolean {
  return field.startsWith('letter.') || field === 'files';
}

/** Single facts and turns of phrase that few messages need: they are there, and not in the way. */
const RARE: ReadonlySet<MergeField> = new Set<MergeField>([
  'letter.writer',
  'letter.promised',
  'letter.effort',
  'letter.arrived',
  'letter.whenAsked',
  'letter.whenAnswered',
  'letter.left',
  'letter.id',
  'letter.waiver',
  'letter.asked',
  'letter.answered',
  'letter.requested',
  'letter.received',
  'letter.sinceAsk',
  'letter.signatory',
]);

const FACTS = MERGE_FIELDS.filter(field => !CONDITIONS.some(one => one === field));

/** What can be put in where the cursor is: facts, and words for some cases. */
export function TemplateInsert({ isSource, onField, onCondition }: TemplateInsertProps) {
  return (
    <div class="template-insert">
      <details class="more template-help">
        <summary>
          <Icon name="chevron" />
          {t('templateInsertField')}
        </summary>
        {groups().map(({ title, has }) => (
          <div key={title} class="template-group">
            <p class="field-label">{title}</p>
            <Facts fields={FACTS.filter(has)} onField={onField} />
          </div>
        ))}
        <details class="more template-rare">
          <summary>
            <Icon name="chevron" />
            {t('templateGroupRare')}
          </summary>
          <Facts fields={FACTS.filter(field => RARE.has(field))} onField={onField} />
        </details>
      </details>
      <details class="more template-help">
        <summary>
          <Icon name="chevron" />
          {t('templateInsertCondition')}
        </summary>
        <div class="template-fields">
          {ASKED_ABOUT.map(field => (
            <Button key={field} size="s" onClick={() => onCondition(field)}>
              {conditionName(field)}
            </Button>
          ))}
        </div>
      </details>
      {isSource && (
        <div class="template-help">
          <p class="muted small">
            {t('templateHelpField')} <code>{'{{mentor.greeting}}'}</code>
          </p>
          <p class="muted small">
            {t('templateHelpIf')} <code>{'{{#if moment}}…{{else}}…{{/if}}'}</code>
          </p>
          <p class="muted small">
            {t('templateHelpEach')} <code>{`{{#each ${LIST_FIELDS[0]}}}– {{item}}{{/each}}`}</code>
          </p>
          <p class="muted small">
            {t('templateHelpBraces')} <code>{'\\{{'}</code>
          </p>
        </div>
      )}
    </div>
  );
}

interface FactsProps {
  readonly fields: readonly MergeField[];
  onField(field: MergeField): void;
}

function Facts({ fields, onField }: FactsProps) {
  return (
    <div class="template-fields">
      {fields.map(field => (
        <Button key={field} size="s" onClick={() => onField(field)}>
          {fieldName(field)}
        </Button>
      ))}
    </div>
  );
}
