import type { Plan } from '../../core/plan/plan.ts';
import { planIdOf } from '../../core/plan/plan.ts';
import { mostLettersFor } from '../../core/program-wishes.ts';
import type { Result } from '../../core/result.ts';
import { success } from '../../core/result.ts';
import type { RequestOf, Written } from '../../messages/protocol.ts';
import type { Change } from '../../storage/index.ts';
import type { Deps } from '../deps.ts';
import { Refused, write } from './write.ts';

type Wanted = RequestOf<'assignment/save'>;

/** Its id is its key, so that two copies of the log make one of the same. */
export function assignmentIdOf({ programId, letterId }: Wanted): string {
  return `${programId}:${letterId}`;
}

/**
 * Gives a letter to a program, once: asked again it answers the same.
 *
 * Problems: `record/not-found`, and `assignment/full` with the number when the program has all the letters that it wants
 * or its service takes.
 */
export async function saveAssignment(deps: Deps, wanted: Wanted): Promise<Result<Written>> {
  const id = assignmentIdOf(wanted);
  if ((await deps.storage.read.assignments()).some(one => one.id === id)) {
    const undoId = await deps.storage.undoIdOf('assignments', id);
    if (undoId !== null) return success({ id, undoId });
    // Too long ago to be undone: nothing is written, and undoing that takes nothing back.
    return write(deps, async () => ({ id }));
  }
  return write(deps, async change => {
    await assignAll(deps, change, [wanted]);
    return { id };
  });
}

/**
 * Gives letters to programs, as far as they do not have them: all, or none with `assignment/full`. Looks at the stored
 * programs once, since a whole track's may be given their letters together.
 */
export async function assignAll(deps: Deps, change: Change, wanted: readonly Wanted[]): Promise<void> {
  if (wanted.length === 0) return;
  const { read } = deps.storage;
  const [programs, letters, tracks, plans, assignments] = await Promise.all([
    read.programs(),
    read.letters(),
    read.tracks(),
    read.plans(),
    read.assignments(),
  ]);
  const programById = byId(programs);
  const letterById = byId(letters);
  const trackById = byId(tracks);
  const planById: ReadonlyMap<string, Plan> = byId(plans);
  const given = new Map<string, Set<string>>();
  for (const { programId, letterId } of assignments) {
    // One whose letter is in the trash takes no room.
    if (!letterById.has(letterId)) continue;
    given.set(programId, (given.get(programId) ?? new Set()).add(letterId));
  }
  const created: Wanted[] = [];
  for (const one of wanted) {
    const program = programById.get(one.programId);
    const letter = letterById.get(one.letterId);
    if (program === undefined || letter === undefined) throw new Refused({ code: 'record/not-found' });
    const has = given.get(program.id) ?? new Set<string>();
    given.set(program.id, has);
    if (has.has(letter.id)) continue;
    const plan = planById.get(planIdOf(letter, trackById.get(letter.trackId ?? '') ?? null) ?? '') ?? null;
    const most = mostLettersFor(program, letter.service, plan);
    if (most !== null && has.size >= most) throw new Refused({ code: 'assignment/full', value: String(most) });
    has.add(letter.id);
    created.push(one);
  }
  await change.createAll(
    'assignments',
    created.map(one => ({ id: assignmentIdOf(one), fields: { ...one } })),
  );
}

function byId<T extends { readonly id: string }>(list: readonly T[]): ReadonlyMap<string, T> {
  return new Map(list.map(one => [one.id, one]));
}
