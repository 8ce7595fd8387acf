import type { ComponentChildren } from 'preact';
import { Icon, type IconName } from './Icon.tsx';

export interface BadgeProps {
  readonly children: ComponentChildren;
  readonly tone?: 'neutral' | 'accent' | 'due' | 'danger' | 'info' | undefined;
  readonly icon?: IconName | undefined;
}

/** A word or a number that says in what state something is. */
export function Badge({ children, tone = 'neutral', icon }: BadgeProps) {
  return (
    <span class={`badge badge-${tone}`}>
      {icon !== undefined && <Icon name={icon} />}
      {children}
    </span>
  );
}
