import type { ComponentChildren } from 'preact';
import { useId } from 'preact/hooks';

export interface CardProps {
  readonly title?: string | undefined;
  /** At the end of the title's line. */
  readonly actions?: ComponentChildren;
  readonly children?: ComponentChildren;
  /** Rows touch the card's edges. */
  readonly flush?: boolean | undefined;
}

/** A sheet that holds one thing; with a title it is a section of its own. */
export function Card({ title, actions, children, flush }: CardProps) {
  const id = useId();
  const className = flush ? 'card card-flush' : 'card';
  if (title === undefined) return <div class={className}>{children}</div>;
  return (
    <section class={className} aria-labelledby={id}>
      <div class="card-head">
        <h2 id={id}>{title}</h2>
        {actions}
      </div>
      {children}
    </section>
  );
}
