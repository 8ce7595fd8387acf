import type { RefObject } from 'preact';
import { useLayoutEffect, useRef, useState } from 'preact/hooks';

/** Rows drawn above and below those in sight, so that quick scrolling shows no gaps. */
const SPARE_ROWS = 6;

/** Drawn before anything is measured. */
const FIRST_ROWS = 16;

export interface RowWindow<Rows extends HTMLElement> {
  /** Goes onto the element whose children are the rows, with room above and below for those not drawn. */
  readonly rows: RefObject<Rows | null>;
  /** The rows to draw, `last` not among them. */
  readonly first: number;
  readonly last: number;
  /** The height of a row in pixels, as the style says it. */
  readonly height: number;
}

/**
 * Which rows of a long list are in sight, of the page or of whatever scrolls around it. All are as high as `--row-pixels`
 * says in the list's style, a number of pixels; it may change with the width of the window.
 */
export function useRowWindow<Rows extends HTMLElement>(count: number): RowWindow<Rows> {
  const rows = useRef<Rows | null>(null);
  const [shown, setShown] = useState({ first: 0, last: FIRST_ROWS, height: 48 });
  // biome-ignore lint/correctness/useExhaustiveDependencies: fewer rows may leave none where the window is
  useLayoutEffect(() => {
    const measure = () => {
      const list = rows.current;
      if (list === null) return;
      const height = Number.parseFloat(getComputedStyle(list).getPropertyValue('--row-pixels')) || 48;
      const { top } = list.getBoundingClientRect();
      const first = Math.max(0, Math.floor(-top / height) - SPARE_ROWS);
      const last = Math.max(first, Math.ceil((innerHeight - top) / height)) + SPARE_ROWS;
      setShown(before =>
        before.first === first && before.last === last && before.height === height ? before : { first, last, height },
      );
    };
    measure();
    // Captured, since what scrolls may lie between the list and the page.
    addEventListener('scroll', measure, { capture: true, passive: true });
    addEventListener('resize', measure);
    return () => {
      removeEventListener('scroll', measure, { capture: true });
      removeEventListener('resize', measure);
    };
  }, [count]);
  const last = Math.min(count, shown.last);
  return { rows, first: Math.min(shown.first, Math.max(0, last - 1)), last, height: shown.height };
}
