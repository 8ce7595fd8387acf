import { type FieldNames, type Piece, piecesOf } from '../../core/drafts/passages.ts';

export interface ChipAreaProps {
  readonly id: string;
  /** What it is, for whoever cannot see where it stands. */
  readonly label: string;
  readonly value: string;
  readonly names: FieldNames;
  /** For a subject, which has no second line. */
  readonly isLine?: boolean;
  /** Of the sentence that says what is wrong; marks the words invalid. */
  readonly errorId?: string | undefined;
  onInput(value: string): void;
  /** Tells where the cursor is, whenever it moves. */
  onCursor(from: number, until: number): void;
}

/**
 * Words to be changed, in which the names of facts are drawn as chips. The text is the browser's own field, and the chips
 * lie behind it: nothing about typing, selecting or undoing is ours.
 */
export function ChipArea({ id, label, value, names, isLine, errorId, onInput, onCursor }: ChipAreaProps) {
  const tell = ({ currentTarget }: { readonly currentTarget: HTMLTextAreaElement }) =>
    onCursor(currentTarget.selectionStart, currentTarget.selectionEnd);
  return (
    <div class="chip-area">
      <div class="chip-back" aria-hidden="true">
        {piecesOf(value, names).map((piece, index) => (
          // Pieces have no names of their own, and their order is what tells them apart.
          <ChipPiece key={index} piece={piece} />
        ))}
        {/* The last line counts also while it is empty. */}
        {'\u200b'}
      </div>
      <textarea
        id={id}
        rows={1}
        aria-label={label}
        aria-invalid={errorId === undefined ? undefined : 'true'}
        aria-describedby={errorId}
        value={value}
        onInput={event => {
          const typed = event.currentTarget.value;
          onInput(isLine ? typed.replaceAll(/\s*\n\s*/g, ' ') : typed);
          tell(event);
        }}
        onFocus={tell}
        onSelect={tell}
        onKeyDown={event => {
          if (isLine && event.key === 'Enter') event.preventDefault();
        }}
      />
    </div>
  );
}

function ChipPiece({ piece }: { readonly piece: Piece }) {
  if (piece.type === 'text') return piece.text;
  return <mark class={piece.name.startsWith('your.') ? 'fact is-open' : 'fact'}>{piece.text}</mark>;
}
