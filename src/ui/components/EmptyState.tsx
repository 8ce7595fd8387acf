import type { ComponentChildren } from 'preact';

/** Line drawings on 96 × 64: `line` is stroked, `fill` tinted behind it, `accent` stroked in the accent. */
const DRAWINGS = {
  people: {
    fill: 'M36 24a11 11 0 1 0 .01 0M16 58c0-11 8-17 20-17s20 6 20 17z',
    line: 'M38 20a10 10 0 1 0 .01 0M18 56c0-10 8-15 20-15s20 5 20 15',
    accent: 'M70 14v16M62 22h16',
  },
  calm: {
    fill: 'M28 26h38v16a14 14 0 0 1-14 14H42a14 14 0 0 1-14-14z',
    line: 'M26 24h38v16a14 14 0 0 1-14 14H40a14 14 0 0 1-14-14zM64 29h5a7.5 7.5 0 0 1 0 15h-6M20 60h50M38 17c-3-3 3-5 0-9M52 17c-3-3 3-5 0-9',
    accent: 'm38 38 5.5 5.5L54 33',
  },
  letter: {
    fill: 'M20 18h58a4 4 0 0 1 4 4v32a4 4 0 0 1-4 4H20a4 4 0 0 1-4-4V22a4 4 0 0 1 4-4',
    line: 'M19 14h58a4 4 0 0 1 4 4v32a4 4 0 0 1-4 4H19a4 4 0 0 1-4-4V18a4 4 0 0 1 4-4',
    accent: 'm16 16 26 20q6 4.5 12 0l26-20',
  },
  search: {
    fill: 'M44 12a19 19 0 1 0 .01 0',
    line: 'M44 8a19 19 0 1 0 .01 0M58 41l14 15',
    accent: 'M36 27h16',
  },
} as const;

export interface EmptyStateProps {
  readonly title: string;
  /** One or two sentences: what will be here, and how it comes here. */
  readonly children?: ComponentChildren;
  /** The button that does it. */
  readonly action?: ComponentChildren;
  readonly drawing?: keyof typeof DRAWINGS | undefined;
  /** Fewer margins and no drawing, inside a card. */
  readonly compact?: boolean | undefined;
  /** The drawing beside the words, where height is scarce. */
  readonly row?: boolean | undefined;
}

/** A view with nothing in it yet says what to do first. */
export function EmptyState({ title, children, action, drawing = 'people', compact, row }: EmptyStateProps) {
  const { fill, line, accent } = DRAWINGS[drawing];
  return (
    <div class={`empty${compact ? ' empty-compact' : ''}${row ? ' empty-row' : ''}`}>
      {!compact && (
        <svg class="empty-drawing" viewBox="0 0 96 64" aria-hidden="true">
          <path class="drawing-fill" d={fill} />
          <path d={line} />
          <path class="drawing-accent" d={accent} />
        </svg>
      )}
      <p class="empty-title">{title}</p>
      {children !== undefined && <div class="empty-text">{children}</div>}
      {action !== undefined && <div class="cluster">{action}</div>}
    </div>
  );
}
