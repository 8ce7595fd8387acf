import { useEffect, useRef } from 'preact/hooks';
import { Icon, type IconName } from './Icon.tsx';

/** One place to go. */
export interface NavItem {
  readonly id: string;
  readonly label: string;
  /** `#mentors`, so that the browser's own back button works. */
  readonly href: string;
  readonly icon: IconName;
  /** Whether a little space sets it apart from what is above it. */
  readonly startsGroup?: boolean | undefined;
  /** How many wait there; nothing is shown for none. */
  readonly count?: number | undefined;
  /** The count in words: "3 due". */
  readonly countLabel?: string | undefined;
}

export interface NavListProps {
  /** Names the landmark for screen readers. */
  readonly label: string;
  readonly items: readonly NavItem[];
  readonly currentId: string;
}

/** The places of the dashboard: a column at its side, a row on top where the window is narrow. */
export function NavList({ label, items, currentId }: NavListProps) {
  const nav = useRef<HTMLElement>(null);
  // As a row it may be wider than the window.
  // biome-ignore lint/correctness/useExhaustiveDependencies: whenever the place changes
  useEffect(() => {
    nav.current?.querySelector('[aria-current]')?.scrollIntoView({ block: 'nearest', inline: 'center' });
  }, [currentId]);
  return (
    <nav class="nav" aria-label={label} ref={nav}>
      <ul>
        {items.map(({ id, href, icon, label: words, startsGroup, count = 0, countLabel }) => (
          <li key={id} class={startsGroup === true ? 'nav-group' : undefined}>
            <a class="nav-item" href={href} aria-current={id === currentId ? 'page' : undefined}>
              <Icon name={icon} />
              <span>{words}</span>
              {count > 0 && (
                <span class="nav-count">
                  <span aria-hidden={countLabel === undefined ? undefined : 'true'}>{count}</span>
                  {countLabel !== undefined && <span class="visually-hidden">{countLabel}</span>}
                </span>
              )}
            </a>
          </li>
        ))}
      </ul>
    </nav>
  );
}
