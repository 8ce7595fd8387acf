import { type Problem, type Result, success } from '../../core/result.ts';
import type { Written } from '../../messages/protocol.ts';
import { call } from '../../platform/messaging.ts';
import type { Toasts } from '../hooks/use-toast.ts';
import type { NewPerson } from './people-form.ts';

interface WorkRecord {
  readonly table: 'rotations' | 'moments' | 'milestones';
  readonly id: string;
  readonly isNew: boolean;
  readonly fields: Readonly<Record<string, unknown>>;
}

/** Writes a record together with the people who become mentors with it: one write, one undo. */
export async function saveWork(record: WorkRecord, newPeople: readonly NewPerson[]): Promise<Result<Written>> {
  const saved = await call('records/save', {
    newMentors: newPeople.map(({ id, name, email }) => ({ id, name, email })),
    saves: [record],
    assignments: [],
    removals: [],
  });
  return saved.ok ? success({ id: record.id, undoId: saved.value.undoId }) : saved;
}

/** Says that it is saved, with its undo, and gives `null`; or gives what was wrong, for the form to say. */
export function toldOrProblem(toasts: Toasts, result: Result<Written>, sentence: string): Problem | null {
  if (!result.ok) return result.problem;
  toasts.told(result, sentence);
  return null;
}
