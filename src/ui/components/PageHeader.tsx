import type { ComponentChildren } from 'preact';
import { Icon } from './Icon.tsx';

export interface PageHeaderProps {
  readonly title: string;
  /** One line under the title. */
  readonly subtitle?: ComponentChildren;
  /** Before the title: an avatar. */
  readonly lead?: ComponentChildren;
  /** Buttons, at the end of the line. */
  readonly actions?: ComponentChildren;
  /** The way up: "Mentors". */
  readonly back?: { readonly href: string; readonly label: string } | undefined;
}

/** The head of a page; its title is the page's only `h1`. */
export function PageHeader({ title, subtitle, lead, actions, back }: PageHeaderProps) {
  return (
    <header class="page-header">
      {back !== undefined && (
        <a class="back-link" href={back.href}>
          <Icon name="chevron" />
          {back.label}
        </a>
      )}
      <div class="page-header-row">
        {lead}
        <div class="page-header-words">
          <h1 class="plaintext" tabIndex={-1}>
            {title}
          </h1>
          {subtitle !== undefined && <div class="muted">{subtitle}</div>}
        </div>
        {actions !== undefined && <div class="cluster">{actions}</div>}
      </div>
    </header>
  );
}
