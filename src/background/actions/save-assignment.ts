import { mostLettersOf } from '../../core/program-wishes.ts';
import type { Result } from '../../core/result.ts';
import { success } from '../../core/result.ts';
import type { RequestOf, Written } from '../../messages/protocol.ts';
import type { Deps } from '../deps.ts';
import { Refused, write } from './write.ts';

/**
 * Gives a letter to a program, once: asked again it answers the same.
 *
 * Problems: `record/not-found`, and `assignment/full` with the number when the program has all the letters that it wants
 * or its service takes.
 */
export async function saveAssignment(
  deps: Deps,
  { programId, letterId }: RequestOf<'assignment/save'>,
): Promise<Result<Written>> {
  const { read } = deps.storage;
  // Its id is its key, so that two copies of the log make one of the same.
  const id = `${programId}:${letterId}`;
  const [program, letter, assignments] = await Promise.all([
    read.program(programId),
    read.letter(letterId),
    read.assignments(),
  ]);
  const ofProgram = assignments.filter(one => one.programId === programId);
  const same = ofProgram.find(one => one.letterId === letterId);
  if (same !== undefined) {
    const undoId = await deps.storage.undoIdOf('assignments', same.id);
    if (undoId !== null) return success({ id: same.id, undoId });
    // Too long ago to be undone: nothing is written, and undoing that takes nothing back.
    return write(deps, async () => ({ id: same.id }));
  }
  return write(deps, async change => {
    if (program === null || letter === null) throw new Refused({ code: 'record/not-found' });
    const caps = [program.letterCount, mostLettersOf(letter.service)].filter(cap => cap !== null);
    const most = Math.min(...caps);
    // One whose letter is in the trash takes no room.
    const present = await Promise.all(ofProgram.map(one => read.letter(one.letterId)));
    if (present.filter(one => one !== null).length >= most) {
      throw new Refused({ code: 'assignment/full', value: String(most) });
    }
    await change.create('assignments', id, { programId, letterId });
    return { id };
  });
}
