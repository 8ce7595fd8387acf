/** One part of a page. */
export interface LinkTab {
  readonly label: string;
  /** `#/work/news`, so that the browser's own back button works. */
  readonly href: string;
  readonly isCurrent: boolean;
}

export interface LinkTabsProps {
  /** Names the landmark for screen readers. */
  readonly label: string;
  readonly tabs: readonly LinkTab[];
}

/** The parts of one page, each with an address of its own. */
export function LinkTabs({ label, tabs }: LinkTabsProps) {
  return (
    <nav class="link-tabs" aria-label={label}>
      <ul>
        {tabs.map(({ label: words, href, isCurrent }) => (
          <li key={href}>
            <a href={href} aria-current={isCurrent ? 'page' : undefined}>
              {words}
            </a>
          </li>
        ))}
      </ul>
    </nav>
  );
}
