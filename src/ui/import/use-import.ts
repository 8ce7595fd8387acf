import { useEffect, useState } from 'preact/hooks';
import type { ImportSession, ImportState } from './import-session.ts';
import { useLeaveWarning } from './use-leave-warning.ts';

/** The session's state, followed while the view is shown; what changed in the log meanwhile is looked up. */
export function useImport(session: ImportSession): ImportState {
  const [state, setState] = useState(session.state);
  useEffect(() => {
    const follow = () => setState(session.state);
    const stop = session.subscribe(follow);
    session.refresh();
    follow();
    return stop;
  }, [session]);
  const hasWork = state.phase === 'writing' || (state.phase !== 'done' && state.ticks.size + state.answers.size > 0);
  useLeaveWarning(hasWork);
  return state;
}
