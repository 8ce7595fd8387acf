import { useLayoutEffect, useRef, useState } from 'preact/hooks';
import { FIELD_TYPES, isMergeField } from '../../core/drafts/fields.ts';
import {
  changed,
  type FieldNames,
  type Passage,
  passagesOf,
  withSometimes,
  withText,
  writtenAs,
} from '../../core/drafts/passages.ts';
import { parseTemplate } from '../../core/drafts/template.ts';
import { t } from '../../i18n/t.ts';
import { ChipArea } from './ChipArea.tsx';
import { conditionName, fieldName } from './message-text.ts';

/** Where the cursor was last. */
export interface Cursor {
  readonly id: number;
  readonly from: number;
  readonly until: number;
}

/** A template while it is changed as text: its passages, and where the cursor stands in them. */
export interface PassageDraft {
  readonly passages: readonly Passage[];
  set(passages: readonly Passage[]): void;
  /** Puts the name of a field where the cursor is. */
  insertField(name: string): void;
  /** Begins a passage that is there only sometimes, where the cursor is. */
  insertSometimes(name: string): void;
  onCursor(cursor: Cursor): void;
  idOf(id: number): string;
}

/**
 * The passages of a template. They are read from it once and kept while they are typed in, so that blanks and line ends at
 * their edges stay where they were put; words that came from elsewhere are read anew.
 */
export function usePassages(
  prefix: string,
  source: string,
  names: FieldNames,
  onSource: (source: string) => void,
  isLine = false,
): PassageDraft {
  const read = () => ({ source, passages: passagesOf(parseTemplate(source, FIELD_TYPES).nodes, names) });
  const [kept, setKept] = useState(read);
  const current = kept.source === source ? kept : read();
  const cursor = useRef<Cursor | null>(null);
  /** What the cursor goes to once it is drawn. */
  const goTo = useRef<{ readonly id: number; readonly at: number } | null>(null);
  const idOf = (id: number) => `${prefix}-${id}`;
  // As soon as it is drawn, so that no key that follows goes elsewhere.
  useLayoutEffect(() => {
    if (kept !== current) setKept(current);
    const target = goTo.current;
    goTo.current = null;
    const field = target === null ? null : document.getElementById(idOf(target.id));
    if (target === null || !(field instanceof HTMLTextAreaElement)) return;
    field.focus();
    field.setSelectionRange(target.at, target.at);
  });
  const set = (passages: readonly Passage[]) => {
    const next = { source: writtenAs(passages, names), passages };
    setKept(next);
    onSource(next.source);
  };
  const at = (): Cursor | null => cursor.current ?? lastWords(current.passages);
  return {
    passages: current.passages,
    set,
    idOf,
    onCursor: moved => {
      cursor.current = moved;
    },
    insertField: name => {
      const place = at();
      if (place === null) return;
      const text = `[${names.get(name) ?? name}]`;
      goTo.current = { id: place.id, at: place.from + text.length };
      set(withText(current.passages, place.id, place.from, place.until, text));
    },
    insertSometimes: name => {
      const place = at();
      if (place === null) return;
      const { passages, bodyId } = withSometimes(current.passages, place.id, place.until, name, isLine);
      goTo.current = { id: bodyId, at: 0 };
      set(passages);
    },
  };
}

function lastWords(passages: readonly Passage[]): Cursor | null {
  const last = passages.findLast(passage => passage.type === 'words' && !passage.isGap);
  if (last?.type !== 'words') return null;
  return { id: last.id, from: last.text.length, until: last.text.length };
}

export interface PassageEditorProps {
  readonly draft: PassageDraft;
  readonly names: FieldNames;
  readonly label: string;
  readonly isLine?: boolean;
  readonly error?: string | null;
}

/** A template as text: words with chips, and frames around what is there only sometimes. */
export function PassageEditor({ draft, names, label, isLine, error }: PassageEditorProps) {
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset's legend would not stand like the labels of other fields
    <div class="field passages" role="group" aria-label={label}>
      <span class="field-label" aria-hidden="true">
        {label}
      </span>
      <div class={isLine ? 'passage-sheet is-line' : 'passage-sheet'} data-invalid={error ? '' : undefined}>
        <PassageList
          list={draft.passages}
          draft={draft}
          names={names}
          label={label}
          isLine={isLine === true}
          invalid={Boolean(error)}
        />
      </div>
      {error && <p class="field-error">{error}</p>}
    </div>
  );
}

interface PassageListProps {
  readonly list: readonly Passage[];
  readonly draft: PassageDraft;
  readonly names: FieldNames;
  readonly label: string;
  readonly isLine: boolean;
  readonly invalid: boolean;
}

function PassageList({ list, draft, names, label, isLine, invalid }: PassageListProps) {
  const { passages, set, onCursor, idOf } = draft;
  const shared = { draft, names, isLine, invalid };
  return (
    <>
      {list.map(passage => {
        if (passage.type === 'words') {
          if (passage.isGap) return null;
          return (
            <ChipArea
              key={passage.id}
              id={idOf(passage.id)}
              label={label}
              value={passage.text}
              names={names}
              isLine={isLine}
              invalid={invalid}
              onInput={text => set(changed(passages, passage.id, one => [{ ...one, text } as Passage]))} // words stay words
              onCursor={(from, until) => onCursor({ id: passage.id, from, until })}
            />
          );
        }
        const title = titleOf(passage);
        const unwrap = () => set(changed(passages, passage.id, () => passage.body));
        const remove = () => set(changed(passages, passage.id, () => []));
        return (
          // biome-ignore lint/a11y/useSemanticElements: a legend cannot share its line with buttons
          <div key={passage.id} class="passage" role="group" aria-label={title}>
            <div class="passage-head">
              <span class="passage-case" aria-hidden="true">
                {title}
              </span>
              <span class="passage-buttons">
                {passage.type === 'if' && (
                  <button
                    type="button"
                    class="text-button"
                    aria-label={`${t('templateAlways')}: ${title}`}
                    onClick={unwrap}
                  >
                    {t('templateAlways')}
                  </button>
                )}
                <button
                  type="button"
                  class="text-button"
                  aria-label={`${t('templateRemove')}: ${title}`}
                  onClick={remove}
                >
                  {t('templateRemove')}
                </button>
              </span>
            </div>
            <PassageList {...shared} list={passage.body} label={title} />
            {passage.type === 'if' && passage.otherwise.length > 0 && (
              <>
                <p class="passage-otherwise">{t('templateOtherwise')}</p>
                <PassageList {...shared} list={passage.otherwise} label={`${title}: ${t('templateOtherwise')}`} />
              </>
            )}
          </div>
        );
      })}
    </>
  );
}

function titleOf({ type, name }: Exclude<Passage, { readonly type: 'words' }>): string {
  if (type === 'if') return conditionName(name);
  return t('templateForEach', { field: isMergeField(name) ? fieldName(name) : name });
}
