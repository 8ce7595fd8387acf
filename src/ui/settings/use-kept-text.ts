import { useEffect, useRef, useState } from 'preact/hooks';

/**
 * A text that is being typed and not saved yet: it outlives a look at another page, and goes with the tab.
 *
 * @param key - Names the field.
 * @param stored - What is saved; when that changes elsewhere, it takes the place of what was typed.
 */
export function useKeptText(key: string, stored: string): readonly [text: string, setText: (text: string) => void] {
  const keptAs = `vouch/settings/${key}`;
  const [text, setState] = useState(() => readKept(keptAs, stored) ?? stored);
  const known = useRef(stored);
  useEffect(() => {
    if (known.current === stored) return;
    known.current = stored;
    sessionStorage.removeItem(keptAs);
    setState(stored);
  }, [stored, keptAs]);
  const setText = (typed: string) => {
    setState(typed);
    if (typed === stored) sessionStorage.removeItem(keptAs);
    else sessionStorage.setItem(keptAs, JSON.stringify({ stored, typed }));
  };
  return [text, setText];
}

/** What was typed over the text that is saved now; `null` when nothing was, or something else is saved by now. */
function readKept(keptAs: string, stored: string): string | null {
  try {
    const kept: unknown = JSON.parse(sessionStorage.getItem(keptAs) ?? 'null');
    if (typeof kept !== 'object' || kept === null || !('typed' in kept) || !('stored' in kept)) return null;
    return kept.stored === stored && typeof kept.typed === 'string' ? kept.typed : null;
  } catch {
    return null;
  }
}
