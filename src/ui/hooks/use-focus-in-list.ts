import type { RefObject } from 'preact';
import { useEffect, useLayoutEffect, useRef } from 'preact/hooks';

const FOCUSABLE = 'a[href], button:not(:disabled), input:not(:disabled), select, textarea';

/**
 * Keeps the focus in a list whose items come and go: when the item that has it vanishes, the one in its place gets it.
 *
 * @param whenGone - Where the focus goes when the whole list vanishes with it; it has to be there already.
 * @returns The ref of the element whose children are the items.
 */
export function useFocusInList<List extends HTMLElement>(whenGone?: () => void): RefObject<List | null> {
  const list = useRef<List | null>(null);
  const last = useRef<{ readonly element: HTMLElement; readonly index: number } | null>(null);
  const leave = useRef(whenGone);
  leave.current = whenGone;

  useEffect(() => {
    const shown = list.current;
    if (shown === null) return;
    const remember = ({ target }: FocusEvent) => {
      if (!(target instanceof HTMLElement)) return;
      last.current = { element: target, index: [...shown.children].findIndex(item => item.contains(target)) };
    };
    const forget = ({ relatedTarget }: FocusEvent) => {
      if (relatedTarget instanceof Node && !shown.contains(relatedTarget)) last.current = null;
    };
    shown.addEventListener('focusin', remember);
    shown.addEventListener('focusout', forget);
    return () => {
      shown.removeEventListener('focusin', remember);
      shown.removeEventListener('focusout', forget);
    };
  }, []);

  useLayoutEffect(() => {
    const before = last.current;
    if (before === null || before.element.isConnected) return;
    last.current = null;
    const at = document.activeElement;
    if (at !== null && at !== document.body) return;
    const items = list.current?.children;
    items?.[Math.min(before.index, items.length - 1)]?.querySelector<HTMLElement>(FOCUSABLE)?.focus();
  });

  useLayoutEffect(() => {
    const shown = list.current;
    return () => {
      if (last.current !== null && shown?.contains(document.activeElement)) leave.current?.();
    };
  }, []);

  return list;
}
