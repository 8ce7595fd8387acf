import type { Program, ProgramFields } from '../../core/program.ts';
import type { Result } from '../../core/result.ts';
import type { Written } from '../../messages/protocol.ts';
import { call } from '../../platform/messaging.ts';

type Undoable = Promise<Result<Pick<Written, 'undoId'>>>;

/** Changes one program. */
export function changeProgram({ id }: Program, fields: Partial<ProgramFields>): Undoable {
  return call('program/save', { id, fields });
}

/** Changes the same of several programs, with one undo. */
export function changePrograms(ids: readonly string[], fields: Partial<ProgramFields>): Undoable {
  const saves = ids.map(id => ({ table: 'programs' as const, id, isNew: false, fields }));
  return call('records/save', { saves, assignments: [], removals: [] });
}

/** Moves several programs to the trash, with one undo. */
export function removePrograms(ids: readonly string[]): Undoable {
  const removals = ids.map(id => ({ table: 'programs' as const, id }));
  return call('records/save', { saves: [], assignments: [], removals });
}
