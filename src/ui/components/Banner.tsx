import type { ComponentChildren } from 'preact';
import { Icon, type IconName } from './Icon.tsx';

export type Tone = 'info' | 'success' | 'warning' | 'danger';

const ICONS: Record<Tone, IconName> = { info: 'info', success: 'check', warning: 'alert', danger: 'alert' };

export interface BannerProps {
  readonly tone?: Tone | undefined;
  /** In bold before the sentence. */
  readonly title?: string | undefined;
  readonly children?: ComponentChildren;
  /** Buttons, under the words. */
  readonly actions?: ComponentChildren;
  readonly icon?: IconName | undefined;
  /** Smaller, with the buttons on the line of the words where there is room: in the popup. */
  readonly compact?: boolean | undefined;
  /** Reads it out when it appears: for what goes wrong while someone works. */
  readonly announce?: boolean | undefined;
}

/** Something to know about the whole view, with what can be done about it. */
export function Banner({
  tone = 'info',
  title,
  children,
  actions,
  icon = ICONS[tone],
  compact,
  announce,
}: BannerProps) {
  return (
    <div
      class={`banner tone-${tone}${compact ? ' banner-compact' : ''}`}
      role={announce ? (tone === 'danger' ? 'alert' : 'status') : undefined}
    >
      <Icon name={icon} />
      <div class="banner-body">
        {title !== undefined && <strong>{title}</strong>}
        {children !== undefined && <div>{children}</div>}
        {actions !== undefined && <div class="cluster">{actions}</div>}
      </div>
    </div>
  );
}
