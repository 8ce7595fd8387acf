import type { RefObject } from 'preact';
import { useLayoutEffect, useRef, useState } from 'preact/hooks';

/** In CSS pixels, 96 to an inch. */
const PAPER_WIDTH = { letter: 816, a4: 794 } as const;
/** Smaller, nobody can read it: the page is shown as wide as there is room, and its lines break elsewhere. */
const LEAST_ZOOM = 0.68;

/**
 * How much smaller than printed a page has to be shown to fit, 1 at most; `null` where it would be too small to read.
 *
 * @returns With the ref of the element it has to fit into.
 */
export function usePaperZoom<Frame extends HTMLElement>(
  paper: keyof typeof PAPER_WIDTH,
): readonly [RefObject<Frame | null>, number | null] {
  const frame = useRef<Frame>(null);
  const [width, setWidth] = useState<number | null>(null);
  useLayoutEffect(() => {
    const shown = frame.current;
    if (shown === null) return;
    const observer = new ResizeObserver(() => setWidth(shown.clientWidth));
    setWidth(shown.clientWidth);
    observer.observe(shown);
    return () => observer.disconnect();
  }, []);
  const zoom = width === null ? null : Math.min(1, width / PAPER_WIDTH[paper]);
  return [frame, zoom === null || zoom < LEAST_ZOOM ? null : zoom];
}
