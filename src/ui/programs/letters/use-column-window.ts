import type { RefObject } from 'preact';
import { useCallback, useLayoutEffect, useState } from 'preact/hooks';
import { type Span, spanToDraw } from '../span.ts';
import { pixelsOf } from '../use-row-window.ts';

/** Columns drawn before and after those in sight, so that the next one is there when a key goes to it. */
const SPARE_COLUMNS = 2;

/** In pixels, as wide as a column is at most, and as what stands before the columns is at least where there is room. */
const COLUMN_PIXELS = 112;
const HEAD_PIXELS = 600;
/** No window has more of them in sight at first, and a narrow one has not fewer. */
const MOST_FIRST = 10;
const FEWEST_FIRST = 4;

export interface ColumnWindow extends Span {
  /** The width of a column in pixels, as the style says it. */
  widthOf(): number;
}

/**
 * Which columns of a wide table are in sight of the frame that it scrolls in. All are as wide as `--column-pixels` says in
 * the frame's style, after a head as wide as `--head-pixels`, both numbers of pixels; they may change with the window.
 */
export function useColumnWindow(frame: RefObject<HTMLElement | null>, count: number): ColumnWindow {
  const [drawn, setDrawn] = useState(firstColumns);
  const widthOf = useCallback(
    () => (frame.current === null ? Number.NaN : pixelsOf(frame.current, '--column-pixels')) || COLUMN_PIXELS,
    [frame],
  );
  useLayoutEffect(() => {
    const element = frame.current;
    if (element === null) return;
    const measure = () => {
      const width = widthOf();
      // From where reading starts, which is negative where that is the right.
      const from = Math.abs(element.scrollLeft) - (pixelsOf(element, '--head-pixels') || 0);
      const first = Math.max(0, Math.floor(from / width));
      // The frame is as wide as what is in it, so it is its parent that has the room.
      const room = element.parentElement?.clientWidth ?? element.clientWidth;
      const last = Math.max(first, Math.ceil((from + room) / width));
      setDrawn(before => spanToDraw(before, { first, last }, count, SPARE_COLUMNS));
    };
    // As with the rows.
    const soon = requestAnimationFrame(measure);
    element.addEventListener('scroll', measure, { passive: true });
    addEventListener('resize', measure);
    return () => {
      cancelAnimationFrame(soon);
      element.removeEventListener('scroll', measure);
      removeEventListener('resize', measure);
    };
  }, [frame, count, widthOf]);
  const last = Math.min(count, drawn.last);
  return { first: Math.min(drawn.first, Math.max(0, last - 1)), last, widthOf };
}

/** As many as a window of this width has in sight, known without laying out. */
function firstColumns(): Span {
  const some = Math.ceil((innerWidth - HEAD_PIXELS) / COLUMN_PIXELS);
  return { first: 0, last: Math.max(FEWEST_FIRST, Math.min(MOST_FIRST, some)) };
}
