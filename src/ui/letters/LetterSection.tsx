import type { ComponentChildren } from 'preact';
import { useId } from 'preact/hooks';

export interface LetterSectionProps {
  readonly title: string;
  readonly hint?: string | undefined;
  readonly children: ComponentChildren;
}

/** A part of a letter's window, under a heading of its own. */
export function LetterSection({ title, hint, children }: LetterSectionProps) {
  const id = useId();
  return (
    <section class="letter-section" aria-labelledby={id}>
      <h3 id={id}>{title}</h3>
      {hint !== undefined && <p class="muted small">{hint}</p>}
      {children}
    </section>
  );
}
