import { useMemo, useState } from 'preact/hooks';
import { isUnderWay, type Letter } from '../../../core/letter.ts';
import type { Program } from '../../../core/program.ts';
import { mostLettersFor } from '../../../core/program-wishes.ts';
import { assignAllTo } from '../../../core/programs/assign-all.ts';
import { planOfLetter } from '../../../core/programs/record-index.ts';
import type { Problem } from '../../../core/result.ts';
import { assignAllText, misfitText } from '../../../i18n/program-check.ts';
import { plural, t } from '../../../i18n/t.ts';
import { call } from '../../../platform/messaging.ts';
import { Checkbox } from '../../components/Checkbox.tsx';
import { FormDialog } from '../../hooks/FormDialog.tsx';
import type { Toasts } from '../../hooks/use-toast.ts';
import type { ProgramData } from '../use-program-data.ts';
import { isReceived, kindOfLetter, standOf } from './letter-head.ts';

export interface AssignAllDialogProps {
  readonly trackName: string;
  readonly programs: readonly Program[];
  readonly letters: readonly Letter[];
  readonly data: ProgramData;
  readonly toasts: Toasts;
  onClose(): void;
}

/** So many that do not fit are named. */
const MISFITS_SHOWN = 4;
/** Where a service sets no number. */
const USUAL_LETTERS = 4;

/** The same letters for every program of a track, chosen once, with one undo. */
export function AssignAllDialog({ trackName, programs, letters, data, toasts, onClose }: AssignAllDialogProps) {
  const { index, writerOf } = data;
  const usable = useMemo(() => letters.filter(isUnderWay), [letters]);
  const [chosen, setChosen] = useState<ReadonlySet<string>>(() => new Set(firstOnes(usable, data)));
  const [problem, setProblem] = useState<Problem | null>(null);
  const all = useMemo(
    () =>
      assignAllTo(
        usable.filter(({ id }) => chosen.has(id)),
        programs,
        index,
      ),
    [usable, chosen, programs, index],
  );
  const names = useMemo(() => new Map(programs.map(({ id, name }) => [id, name])), [programs]);
  const assign = async () => {
    setProblem(null);
    const { assignments } = all;
    if (assignments.length === 0) return null;
    const result = await call('records/save', { saves: [], assignments: [...assignments], removals: [] });
    if (!result.ok) {
      setProblem(result.problem);
      return result.problem;
    }
    toasts.told(result, plural('assignAllDone', assignments.length));
    return null;
  };
  // Of a program that is full, one sentence is enough for all letters that do not fit.
  const misfits = useMemo(
    () => [
      ...new Set(
        all.misfits.map(({ programId, letterId, why }) =>
          misfitText(why, { program: names.get(programId) ?? '', writer: writerOf(letterId) }),
        ),
      ),
    ],
    [all, names, writerOf],
  );
  const more = misfits.length - MISFITS_SHOWN;
  return (
    <FormDialog
      title={t('assignAllTitle', { track: trackName })}
      submit={t('assignAllSubmit')}
      problem={problem}
      onClose={onClose}
      onSubmit={assign}
    >
      <p class="muted">{t('assignAllText')}</p>
      <fieldset class="assign-letters">
        <legend class="field-label">{t('assignAllLetters')}</legend>
        {usable.map(letter => (
          <Checkbox
            key={letter.id}
            label={writerOf(letter.id)}
            hint={[kindOfLetter(letter, programs[0]?.trackId ?? '', data), standOf(letter)]
              .filter(part => part !== '')
              .join(' · ')}
            checked={chosen.has(letter.id)}
            onChange={isChosen => {
              const next = new Set(chosen);
              if (isChosen) next.add(letter.id);
              else next.delete(letter.id);
              setChosen(next);
            }}
          />
        ))}
      </fieldset>
      <div class="assign-outcome" role="status">
        <p>
          <strong>{assignAllText(all)}</strong>
        </p>
        {all.misfits.length > 0 && (
          <>
            <p class="small">{plural('assignAllMisfits', all.misfits.length)}</p>
            <ul class="small muted">
              {misfits.slice(0, MISFITS_SHOWN).map(sentence => (
                <li key={sentence}>{sentence}</li>
              ))}
              {more > 0 && <li>{plural('assignAllMore', more)}</li>}
            </ul>
          </>
        )}
      </div>
    </FormDialog>
  );
}

/** The first that are in, as many as a program can have. */
function firstOnes(letters: readonly Letter[], { index }: ProgramData): readonly string[] {
  const received = letters.filter(isReceived);
  const [first] = received;
  const most =
    first === undefined
      ? 0
      : (mostLettersFor({ letterCount: null }, first.service, planOfLetter(index, first)) ?? USUAL_LETTERS);
  return received.slice(0, most).map(({ id }) => id);
}
