import type { VNode } from 'preact';
import { useCallback, useRef } from 'preact/hooks';

/** The same function all the time, which does what the newest one given does. */
export function useLatest<Args extends readonly unknown[], Result>(
  given: (...args: Args) => Result,
): (...args: Args) => Result {
  const latest = useRef(given);
  latest.current = given;
  return useCallback((...args: Args) => latest.current(...args), []);
}

/** Gives a row again as it was drawn while all that it is drawn from is the same, so that a click draws one row anew. */
export function useKeptRows() {
  const rows = useRef(new Map<string, { readonly isFrom: readonly unknown[]; readonly drawn: VNode }>());
  return (key: string, isFrom: readonly unknown[], draw: () => VNode): VNode => {
    const before = rows.current.get(key);
    if (before?.isFrom.every((value, at) => value === isFrom[at])) return before.drawn;
    const drawn = draw();
    rows.current.set(key, { isFrom, drawn });
    return drawn;
  };
}
