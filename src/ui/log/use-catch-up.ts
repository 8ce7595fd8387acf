import { useState } from 'preact/hooks';
import type { Proposal } from '../../core/catch-up.ts';
import type { LogForm } from '../../core/log-form.ts';
import type { LoggedMany } from '../../messages/protocol.ts';
import { call } from '../../platform/messaging.ts';
import type { Toasts } from '../hooks/use-toast.ts';
import type { LogSession } from './use-log-session.ts';

export interface CatchUpState {
  readonly proposals: readonly Proposal[];
  readonly picked: readonly Proposal[];
  readonly isBusy: boolean;
  /** Whether the log form is folded away, and the view's main button logs what is ticked. */
  readonly isFirst: boolean;
  /** What became of it, once it is logged. */
  readonly logged: LoggedMany | null;
  pick(keys: readonly string[]): void;
  log(): Promise<void>;
  undo(): Promise<void>;
  /** Unfolds the log form. */
  logElse(): void;
  /** Leaves what was logged, for a form of its own. */
  leave(): void;
}

interface Choice {
  /** Those it is about; other ones begin anew. */
  readonly proposals: readonly Proposal[];
  /** `null` for as proposed. */
  readonly chosen: readonly string[] | null;
  readonly isFormOpen: boolean;
  readonly logged: LoggedMany | null;
}

/** What is ticked of the past items of a page, and what became of them. Shared by a view's body and its foot. */
export function useCatchUp(session: LogSession, toasts: Toasts): CatchUpState {
  const { proposals, form } = session;
  const [kept, setKept] = useState<Choice | null>(null);
  const [isBusy, setBusy] = useState(false);
  const choice: Choice =
    kept !== null && kept.proposals === proposals ? kept : { proposals, chosen: null, isFormOpen: false, logged: null };
  // Known by address, it is surely that person; by name alone the check mark is the student's word for it.
  const picked = proposals.filter(({ key, isSure }) => choice.chosen?.includes(key) ?? isSure);
  const { logged } = choice;
  const set = (change: Partial<Choice>) => setKept({ ...choice, ...change });
  return {
    proposals,
    picked,
    isBusy,
    logged,
    isFirst: proposals.length > 0 && !choice.isFormOpen && !session.isResumed && !isBegun(form),
    pick: keys => set({ chosen: keys }),
    log: async () => {
      if (isBusy || picked.length === 0) return;
      setBusy(true);
      const result = await call('interaction/log-many', { forms: picked.map(proposal => proposal.form) });
      setBusy(false);
      if (result.ok) {
        toasts.dismiss();
        set({ logged: result.value });
      } else toasts.fail(result.problem);
    },
    undo: async () => {
      const undoId = logged?.undoId ?? null;
      if (undoId === null) return;
      const result = await call('undo', { undoId });
      if (result.ok) set({ logged: null });
      else toasts.fail(result.problem);
    },
    logElse: () => set({ isFormOpen: true }),
    leave: () => {
      // What the form said before is long past.
      if (session.problem !== null) session.change({});
      session.dismissProposals();
    },
  };
}

/** Whether the form holds something of the student's own, which is never folded away. */
function isBegun({ mentorIds, newMentors, personQuery, note }: LogForm): boolean {
  return mentorIds.length + newMentors.length > 0 || personQuery !== '' || note !== '';
}
