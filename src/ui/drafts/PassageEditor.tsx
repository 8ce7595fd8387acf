import { useId, useLayoutEffect, useRef, useState } from 'preact/hooks';
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
import { always, lastPlace, type Place, type Without, without, wordsOf, writable } from './passage-places.ts';

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
  /** Takes a passage out. */
  remove(id: number): void;
  /** Lets a passage that is there only sometimes stand always. */
  unwrap(id: number): void;
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
  const read = () => {
    const passages = passagesOf(parseTemplate(source, FIELD_TYPES).nodes, names);
    return { source, passages: writable(passages, true) };
  };
  const [kept, setKept] = useState(read);
  const current = kept.source === source ? kept : read();
  const cursor = useRef<Cursor | null>(null);
  /** What the cursor goes to once it is drawn. */
  const goTo = useRef<Place | null>(null);
  const idOf = (id: number) => `${prefix}-${id}`;
  // As soon as it is drawn, so that no key that follows goes elsewhere.
  useLayoutEffect(() => {
    if (kept !== current) {
      setKept(current);
      // Read anew, the same ids are others' words.
      cursor.current = null;
    }
    const target = goTo.current;
    goTo.current = null;
    const field = target === null ? null : document.getElementById(idOf(target.id));
    if (target === null || !(field instanceof HTMLTextAreaElement)) return;
    field.focus();
    field.setSelectionRange(target.at, target.at);
    // The browser tells of it only later.
    cursor.current = { id: target.id, from: target.at, until: target.at };
  });
  const set = (passages: readonly Passage[]) => {
    const next = { source: writtenAs(passages, names), passages };
    setKept(next);
    onSource(next.source);
  };
  const at = (): Cursor => {
    const last = cursor.current;
    const words = last === null ? undefined : wordsOf(current.passages, last.id);
    if (last !== null && words !== undefined) {
      const { length } = words.text;
      return { id: last.id, from: Math.min(last.from, length), until: Math.min(last.until, length) };
    }
    const place = lastPlace(current.passages);
    return { id: place.id, from: place.at, until: place.at };
  };
  const goOn = ({ passages, place }: Without) => {
    // What was pressed is gone with the passage.
    goTo.current = place;
    set(passages);
  };
  return {
    passages: current.passages,
    set,
    idOf,
    onCursor: moved => {
      cursor.current = moved;
    },
    insertField: name => {
      const place = at();
      const text = `[${names.get(name) ?? name}]`;
      goTo.current = { id: place.id, at: place.from + text.length };
      set(withText(current.passages, place.id, place.from, place.until, text));
    },
    insertSometimes: name => {
      const place = at();
      const { passages, bodyId } = withSometimes(current.passages, place.id, place.until, name, isLine);
      goTo.current = { id: bodyId, at: 0 };
      set(writable(passages));
    },
    remove: id => goOn(without(current.passages, id)),
    unwrap: id => goOn(always(current.passages, id)),
  };
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
  const errorId = useId();
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
          errorId={error ? errorId : undefined}
        />
      </div>
      {error && (
        <p id={errorId} class="field-error">
          {error}
        </p>
      )}
    </div>
  );
}

interface PassageListProps {
  readonly list: readonly Passage[];
  readonly draft: PassageDraft;
  readonly names: FieldNames;
  readonly label: string;
  readonly isLine: boolean;
  /** Of the sentence that says what is wrong. */
  readonly errorId: string | undefined;
}

function PassageList({ list, draft, names, label, isLine, errorId }: PassageListProps) {
  const { passages, set, remove, unwrap, onCursor, idOf } = draft;
  const shared = { draft, names, isLine, errorId };
  const parts = list.filter(passage => passage.type === 'words' && !passage.isGap);
  return (
    <>
      {list.map(passage => {
        if (passage.type === 'words') {
          if (passage.isGap) return null;
          return (
            <ChipArea
              key={passage.id}
              id={idOf(passage.id)}
              // Those that share a frame are told apart.
              label={
                parts.length < 2
                  ? label
                  : t('templatePart', { label, part: parts.indexOf(passage) + 1, parts: parts.length })
              }
              value={passage.text}
              names={names}
              isLine={isLine}
              errorId={errorId}
              onInput={text => set(changed(passages, passage.id, one => [{ ...one, text } as Passage]))} // words stay words
              onCursor={(from, until) => onCursor({ id: passage.id, from, until })}
            />
          );
        }
        const title = titleOf(passage);
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
                    onClick={() => unwrap(passage.id)}
                  >
                    {t('templateAlways')}
                  </button>
                )}
                <button
                  type="button"
                  class="text-button"
                  aria-label={`${t('templateRemove')}: ${title}`}
                  onClick={() => remove(passage.id)}
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
