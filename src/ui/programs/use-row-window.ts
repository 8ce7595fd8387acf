import type { RefObject } from 'preact';
import { useCallback, useLayoutEffect, useRef, useState } from 'preact/hooks';
import { type Span, spanToDraw } from './span.ts';

/** Rows drawn above and below those in sight, so that quick scrolling shows no gaps. */
const SPARE_ROWS = 6;

/** Of rows that are as low as any, how many what stands above a list takes at least, in any window. */
const HEAD_ROWS = 4;
const LOWEST_PIXELS = 44;

export interface RowWindow<Rows extends HTMLElement> extends Span {
  /** Goes onto the element whose children are the rows, with room above and below for those not drawn. */
  readonly rows: RefObject<Rows | null>;
  /** The height of a row in pixels, as the style says it. */
  heightOf(): number;
}

/**
 * Which rows of a long list are in sight, of the page or of whatever scrolls around it. All are as high as `--row-pixels`
 * says in the list's style, a number of pixels; it may change with the width of the window.
 */
export function useRowWindow<Rows extends HTMLElement>(count: number): RowWindow<Rows> {
  const rows = useRef<Rows | null>(null);
  const [drawn, setDrawn] = useState(firstRows);
  const heightOf = useCallback(
    () => (rows.current === null ? Number.NaN : pixelsOf(rows.current, '--row-pixels')) || LOWEST_PIXELS,
    [],
  );
  useLayoutEffect(() => {
    const measure = () => {
      const list = rows.current;
      if (list === null) return;
      const height = heightOf();
      const { top } = list.getBoundingClientRect();
      const first = Math.max(0, Math.floor(-top / height));
      const last = Math.max(first, Math.ceil((innerHeight - top) / height));
      setDrawn(before => spanToDraw(before, { first, last }, count, SPARE_ROWS));
    };
    // Laid out with the frame that shows the rows, and not once before it; what it draws is in that frame still.
    const soon = requestAnimationFrame(measure);
    // Captured, since what scrolls may lie between the list and the page.
    addEventListener('scroll', measure, { capture: true, passive: true });
    addEventListener('resize', measure);
    return () => {
      cancelAnimationFrame(soon);
      removeEventListener('scroll', measure, { capture: true });
      removeEventListener('resize', measure);
    };
  }, [count, heightOf]);
  const last = Math.min(count, drawn.last);
  return { rows, first: Math.min(drawn.first, Math.max(0, last - 1)), last, heightOf };
}

/** Enough to fill any window below what stands above the list, known without laying out. */
function firstRows(): Span {
  return { first: 0, last: Math.max(HEAD_ROWS, Math.ceil(innerHeight / LOWEST_PIXELS) - HEAD_ROWS) };
}

/** A number of pixels that the style says; not a number where it says none. */
export function pixelsOf(element: Element, name: string): number {
  return Number.parseFloat(getComputedStyle(element).getPropertyValue(name));
}
