import { useState } from 'preact/hooks';
import type { LocalDate } from '../../core/dates.ts';
import type { Letter } from '../../core/letter.ts';
import { LETTER_ENDS } from '../../core/letter.ts';
import { columnsOf, type LetterColumn, moveTo } from '../../core/letters/column.ts';
import { isFinal } from '../../core/letters/letter-rules.ts';
import { t } from '../../i18n/t.ts';
import { Select } from '../components/Select.tsx';
import { FormDialog } from '../hooks/FormDialog.tsx';
import type { LetterRow } from './letter-rows.ts';
import { columnWords, endWords, willMoveText } from './letter-words.ts';
import { writerOf } from './RowParts.tsx';

export interface MoveDialogProps {
  readonly row: LetterRow;
  /** The column that is proposed. */
  readonly to: LetterColumn;
  /** The letters that could take its place. */
  readonly others: readonly LetterRow[];
  readonly today: LocalDate;
  onClose(): void;
  onMove(column: LetterColumn): void;
  /** @param by - The letter that took its place; `null` for none. */
  onEnd(ended: NonNullable<Letter['ended']>, by: string | null): void;
}

/** Where a letter goes on the board, with what that notes and takes away; and, where it ends, how. */
export function MoveDialog({ row, to, others, today, onClose, onMove, onEnd }: MoveDialogProps) {
  const [column, setColumn] = useState(to);
  const [ended, setEnded] = useState<NonNullable<Letter['ended']>>(likelyEnd(row.letter));
  const [byId, setBy] = useState('');
  const move = moveTo(row.letter, column, row.steps, today);
  const says = move.type === 'move' ? willMoveText(move, today) : '';
  const columns = columnsOf(row.steps);
  const isEnding = column === 'ended';
  return (
    <FormDialog
      title={t('lettersMoveOf', { name: writerOf(row) })}
      submit={isEnding ? t('lettersEnd') : t('lettersMove')}
      problem={null}
      onClose={onClose}
      onSubmit={async () => {
        if (isEnding) onEnd(ended, ended === 'replaced' && byId !== '' ? byId : null);
        else onMove(column);
        return null;
      }}
    >
      <Select
        label={t('lettersMoveTo')}
        value={column}
        options={columns.map(value => ({ value, label: columnWords(value) }))}
        onChange={setColumn}
      />
      {isEnding ? (
        <>
          <Select
            label={t('letterHowEnded')}
            value={ended}
            options={LETTER_ENDS.map(value => ({ value, label: endWords(value) }))}
            onChange={setEnded}
          />
          {ended === 'replaced' && (
            <Select
              label={t('letterReplacedBy')}
              hint={t('letterReplacedHint')}
              value={byId}
              options={[{ value: '', label: t('letterReplacedByNone') }, ...replacementOptions(others)]}
              onChange={setBy}
            />
          )}
          {isFinal(row.letter) && <p class="muted small">{t('trapFinal')}</p>}
        </>
      ) : (
        <p class="letter-move-says" role="status">
          {column === row.column ? t('lettersThere') : says === '' ? t('lettersReopens') : says}
        </p>
      )}
    </FormDialog>
  );
}

/** Other letters as a choice: by whom, and for what. */
export function replacementOptions(others: readonly LetterRow[]) {
  return others.map(other => ({
    value: other.letter.id,
    label: t('letterNamed', { name: writerOf(other), track: other.track?.name ?? t('letterPurposeGeneral') }),
  }));
}

/** How it probably ended, by how far it came. */
function likelyEnd({ askedOn, answer }: Letter): NonNullable<Letter['ended']> {
  if (answer === 'no') return 'declined';
  return askedOn !== null && answer === null ? 'no-reply' : 'withdrawn';
}
