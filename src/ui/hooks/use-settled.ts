import { useEffect, useState } from 'preact/hooks';

/** Between two keys of somebody who types. */
const PAUSE_MS = 80;

/** What a field holds once nobody types for a moment: its letters show at once, and a long list is drawn once after them. */
export function useSettled<T>(value: T): T {
  const [settled, setSettled] = useState(value);
  useEffect(() => {
    const timer = setTimeout(() => setSettled(value), PAUSE_MS);
    return () => clearTimeout(timer);
  }, [value]);
  return settled;
}
