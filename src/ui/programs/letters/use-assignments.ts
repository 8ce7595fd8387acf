import { useCallback, useEffect, useRef, useState } from 'preact/hooks';
import type { Letter } from '../../../core/letter.ts';
import type { Program } from '../../../core/program.ts';
import { misfitOf } from '../../../core/programs/assign-all.ts';
import { assignedTo } from '../../../core/programs/record-index.ts';
import { misfitText } from '../../../i18n/program-check.ts';
import { t } from '../../../i18n/t.ts';
import { call } from '../../../platform/messaging.ts';
import { report } from '../../../platform/report.ts';
import type { Toasts } from '../../hooks/use-toast.ts';
import type { ProgramData } from '../use-program-data.ts';

/** How long what was clicked is shown when storage, for whatever reason, says otherwise after it was written. */
const PATIENCE_MS = 2000;

interface Clicked {
  readonly programId: string;
  readonly letterId: string;
  readonly isWanted: boolean;
}

export interface Assigning {
  /** The letters a program has, as it was clicked. */
  lettersOf(programId: string): ReadonlySet<string>;
  /** Gives whether the letter is assigned now. What cannot be is refused with a sentence. */
  toggle(program: Program, letter: Letter): boolean;
}

/**
 * Which program gets which letter, as clicked: drawn at once, written after it one by one, and taken back where the
 * worker refuses.
 */
export function useAssignments(data: ProgramData, toasts: Toasts): Assigning {
  const { index, writerOf } = data;
  /** What was clicked and is not in storage yet, by the assignment's id. */
  const [clicked, setClicked] = useState<ReadonlyMap<string, Clicked>>(new Map());
  const newest = useRef(clicked);
  const queue = useRef<Promise<unknown>>(Promise.resolve());

  const show = useCallback((change: (map: Map<string, Clicked>) => void) => {
    const next = new Map(newest.current);
    change(next);
    newest.current = next;
    setClicked(next);
  }, []);

  useEffect(() => {
    const isSettled = ({ programId, letterId, isWanted }: Clicked) =>
      assignedTo(index, programId).has(letterId) === isWanted;
    const settled = [...newest.current].filter(([, one]) => isSettled(one));
    if (settled.length === 0) return;
    show(map => {
      for (const [key] of settled) map.delete(key);
    });
  }, [index, show]);

  const lettersOf = (programId: string) => {
    const stored = assignedTo(index, programId);
    const ofProgram = [...newest.current.values()].filter(one => one.programId === programId);
    if (ofProgram.length === 0) return stored;
    const letters = new Set(stored);
    for (const { letterId, isWanted } of ofProgram) {
      if (isWanted) letters.add(letterId);
      else letters.delete(letterId);
    }
    return letters;
  };

  const toggle = (program: Program, letter: Letter) => {
    const has = lettersOf(program.id);
    const isWanted = !has.has(letter.id);
    const names = { program: program.name, writer: writerOf(letter.id) };
    if (isWanted) {
      const misfit = misfitOf(program, letter, has.size, index);
      if (misfit !== null) {
        toasts.say(misfitText(misfit, names));
        return false;
      }
    }
    const key = `${program.id}:${letter.id}`;
    const own: Clicked = { programId: program.id, letterId: letter.id, isWanted };
    // Clicked again meanwhile, it is the later click that is shown.
    const forget = () => {
      if (newest.current.get(key) === own) show(map => map.delete(key));
    };
    show(map => map.set(key, own));
    const write = async () => {
      const result = isWanted
        ? await call('assignment/save', { programId: program.id, letterId: letter.id })
        : await call('records/save', { saves: [], assignments: [], removals: [{ table: 'assignments', id: key }] });
      const sentence = isWanted ? t('matrixAssigned', names) : t('matrixTakenAway', names);
      if (toasts.told(result, sentence)) setTimeout(forget, PATIENCE_MS);
      else forget();
    };
    queue.current = queue.current.then(write).catch(error => {
      forget();
      report(error);
    });
    return isWanted;
  };
  return { lettersOf, toggle };
}
